r"""Ranges of indices inside displays: ``i, j = 1, \dots, n`` beside a statement.

Guarantee: a range is put together again from the stretches between its commas, and
nothing else is. Limits: ranges with dots.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.displays.display import SPACES, Segment, is_leaf
from verifier.read.notes.formulas import conditions
from verifier.read.notes.scopes.scope import Quantity, Scope
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import Leaf, Node, Raw
from verifier.terms import Sort, Variable


def merged(segments: list[Segment]) -> list[Segment]:
    """``i = 1``, dots, ``n`` put together again."""
    found: list[Segment] = []
    for segment in segments:
        only_dots = len(segment.nodes) == 1 and conditions.is_dots(segment.nodes[0])
        after_dots = (
            bool(found)
            and bool(found[-1].nodes)
            and (conditions.is_dots(found[-1].nodes[-1]) and segment.lead == ",")
        )
        names = (
            bool(found)
            and segment.lead == ","
            and has_equal(segment.nodes)
            and (name_row(found[-1].nodes) and ahead_is_range(segments, segment))
        )
        counting = (
            bool(found)
            and segment.lead == ","
            and ahead_is_range(segments, segment)
            and (is_range_start(found[-1].nodes) and len(segment.nodes) == 1)
        )
        if (only_dots and segment.lead == "," and found) or after_dots or names or counting:
            comma = comma_before(segment, found[-1])
            found[-1].nodes.extend([comma, *segment.nodes])
        else:
            found.append(segment)
    return found


def comma_before(segment: Segment, last: Segment) -> Leaf:
    """The comma that was taken out between two stretches."""
    at = last.nodes[-1].end if last.nodes else segment.nodes[0].start
    return Leaf(Token("symbol", ",", at, at + 1))


def has_equal(nodes: Sequence[Node]) -> bool:
    """Whether an equal sign or membership stands in ``nodes``."""
    return any(is_leaf(node, "=", r"\in") for node in nodes)


def name_row(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` are names between commas."""
    parts = split(nodes, (",",))
    return bool(parts) and all(len(part) == 1 and head_of(part[0]) is not None for part in parts)


def is_range_start(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` are ``i = 1`` or ``i = 1, 2``."""
    return len(nodes) >= 3 and head_of(nodes[0]) is not None and has_equal(nodes)


def ahead_is_range(segments: list[Segment], segment: Segment) -> bool:
    """Whether dots follow within the next stretches."""
    place = next(at for at, one in enumerate(segments) if one is segment)
    for following in segments[place + 1 : place + 4]:
        if following.lead != ",":
            return False
        if len(following.nodes) == 1 and conditions.is_dots(following.nodes[0]):
            return True
    return any(conditions.is_dots(node) for node in segment.nodes)


def is_range(nodes: Sequence[Node]) -> bool:
    r"""Whether ``nodes`` are ``i, j = 1, \dots, n``."""
    equals = [place for place, node in enumerate(nodes) if is_leaf(node, "=")]
    if len(equals) != 1 or not name_row(nodes[: equals[0]]):
        return False
    right = nodes[equals[0] + 1 :]
    parts = split(right, (",",))
    dotted = [part for part in parts if any(conditions.is_dots(node) for node in part)]
    if len(parts) > 2 and dotted and all(len(part) == 1 for part in dotted):
        return True
    return (
        any(conditions.is_dots(node) for node in right)
        and any(is_leaf(node, ",") or conditions.is_dots(node) for node in right)
        and not any(is_leaf(node, "+", "*", r"\cdot") for node in right)
    )


def behind(line: Sequence[Node], place: int) -> bool:
    r"""Whether ``n = 1, 2, \dots`` begins here behind small spaces."""
    node = line[place]
    gap = node.start - line[place - 1].end if place else 0
    if gap < 2 or head_of(node) is None or len(line) < place + 3 or not is_leaf(
        line[place + 1], "="
    ):  # fmt: skip
        return False
    rest = line[place + 1 :]
    if not is_leaf(rest[0], "=") or not is_number(rest[1]):
        return False
    ends = [at for at, one in enumerate(rest) if conditions.is_dots(one)]
    return bool(ends) and all(is_leaf(one, ",") or is_number(one) for one in rest[1 : ends[0]])


def is_number(node: Node) -> bool:
    """Whether a node is a number as written."""
    return isinstance(node, Leaf) and node.token.kind == "number"


def completed(line: Sequence[Node]) -> Sequence[Node]:
    r"""A row that ends in ``i = 1, 2, ... n`` with the comma before n."""
    if len(line) < 5 or not conditions.is_dots(line[-2]) or not is_leaf(line[-3], ",") or (
        head_of(line[-1]) is None
    ):  # fmt: skip
        return line
    begun = next((at for at in range(len(line) - 4, -1, -1) if is_leaf(line[at], "=")), None)
    if begun is None:
        return line
    if not all(is_leaf(one, ",") or is_number(one) for one in line[begun + 1 : -2]):
        return line
    at = line[-2].end
    return [*line[:-1], Leaf(Token("symbol", ",", at, at)), line[-1]]


def alternatives(line: list[Node], scope: Scope) -> list[Node]:
    r"""A row that ends in ``m = 1, 2`` as ``m = 1 \text{ or } m = 2``, where m is a number."""
    parts = split(line, (",",))
    values = 0
    while values < len(parts) - 1 and is_value(parts[-1 - values]):
        values += 1
    if not values or (len(parts) > 1 + values and name_row(parts[-2 - values])):
        return line  # nothing, or ``a, b = 1, 2``
    before = parts[-1 - values]
    cut = max((at for at, node in enumerate(before) if is_leaf(node, "=")), default=0)
    head = head_of(before[cut - 1]) if cut else None
    found = scope.fitting(head) if head is not None else None
    if found is None or not is_value(before[cut + 1 :]) or not number_like(found[0]) or (
        cut > 1 and not is_leaf(before[cut - 2], r"\Rightarrow", r"\implies", r"\Longrightarrow",
                                r"\iff", r"\to", *SPACES)
    ):  # fmt: skip
        return line
    rest = line[: sum(map(len, parts[:-values])) + len(parts) - 1 - values]
    for part in parts[len(parts) - values :]:
        at = part[0].start
        rest += [Raw(r"\text", "or", at, at), before[cut - 1], before[cut], *part]
    return rest


def is_value(nodes: Sequence[Node]) -> bool:
    """Whether nodes are a number as written, a sign before it or not."""
    rest = nodes[1:] if nodes and is_leaf(nodes[0], "-", "+") else nodes
    return len(rest) == 1 and is_number(rest[0])


def number_like(symbol: object) -> bool:
    """Whether a name is one real number that nothing defines."""
    owner = symbol.owner if isinstance(symbol, Quantity) else None
    return isinstance(owner, Variable) and owner.sort is Sort.REAL and isinstance(
        symbol, Quantity) and not symbol.defined and not symbol.view.rank  # fmt: skip
