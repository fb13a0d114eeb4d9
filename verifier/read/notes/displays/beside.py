r"""Conditions that stand behind a statement without any word: ``\quad x > 0``.

Guarantee: only a comparison of declared letters with numbers or with each other is taken
for one, and only letters that no definition binds: nothing could prove such a comparison,
so its author can only mean a condition. It is said in the readings.

    \ln x' = 1/x, \quad x > 0        x > 0 is a condition
    K = \sum_j k_j^2, \quad K \ge 0  K is defined: a claim

Limits: comparisons and memberships; an equation is never a condition here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.displays.display import Segment, Statement, is_leaf
from verifier.read.notes.scopes.scope import IndexName, Quantity, Scope
from verifier.read.notes.source.names import SEPARATORS, head_of, split
from verifier.read.notes.source.tree import Command, Fenced, Group, Leaf, Node, Raw, text_of

COMPARING = ("<", ">", r"\lt", r"\gt", r"\le", r"\leq", r"\leqslant", r"\ge", r"\geq",
             r"\geqslant", r"\ne", r"\neq")  # fmt: skip


def is_condition(nodes: Sequence[Node], scope: Scope) -> bool:
    r"""Whether ``nodes`` are ``x > 0``, ``-1 < x < 1``, ``|r| < 1``, ``x \in (0, 1)``."""
    sides: list[list[Node]] = [[]]
    member = False
    for node in nodes:
        if is_leaf(node, *COMPARING) and not member:
            sides.append([])
        elif is_leaf(node, r"\in", r"\notin") and len(sides) == 1:
            member = True
            sides.append([])
        else:
            sides[-1].append(node)
    if len(sides) < 2 or not all(sides):
        return False
    shown = sides[:1] if member else sides
    kinds = [side_kind(side, scope) for side in shown]
    return "" not in kinds and "name" in kinds


def of_arguments(nodes: Sequence[Node], statement: Statement | None) -> bool:
    r"""Whether ``x > 0`` compares an argument of the call that a statement begins with.

    ``f(x) = \lambda e^{-\lambda x}, \quad x > 0`` says where the equation gives f.
    """
    left = statement.sides[0] if statement is not None and statement.signs else []
    if len(left) != 2 or head_of(left[0]) is None or not isinstance(left[1], Fenced):
        return False
    letters = {text_of(part[0]) for part in split(left[1].children, SEPARATORS) if len(part) == 1}
    sides = split(nodes, (*COMPARING, r"\in", "=", ","))
    return len(sides) > 1 and all(sides) and any(
        len(side) == 1 and text_of(side[0]) in letters for side in sides
    ) and not any(isinstance(node, Leaf) and node.text in (r"\int", r"\sum", r"\prod")
                  for node in nodes)  # fmt: skip


def side_kind(side: Sequence[Node], scope: Scope) -> str:
    """``name`` for a free letter (or its absolute value), ``number``, or nothing."""
    while side and is_leaf(side[0], "-", "+"):
        side = side[1:]
    if len(side) != 1:
        return ""
    node = side[0]
    match node:
        case Leaf() if node.token.kind == "number" or node.text in (r"\infty", r"\pi"):
            return "number"
        case Command(r"\frac" | r"\tfrac" | r"\dfrac", (above, below)):
            kinds = {side_kind(above.children, scope), side_kind(below.children, scope)}
            return "number" if kinds == {"number"} else ""
        case Fenced("|", "|", inner) | Fenced(r"\|", r"\|", inner) | Group(inner):
            return side_kind(inner, scope)
        case _:
            return "name" if is_free(node, scope) else ""


def is_free(node: Node, scope: Scope) -> bool:
    """Whether ``node`` is a declared letter, or an entry, that no definition binds."""
    head = head_of(node)
    if head is None:
        return False
    found = scope.fitting(head) or scope.without_font(head)
    if found is None:
        return False
    symbol, subs, sups, primes = found
    if len(head.sup) > sups or head.primes > primes:
        return False
    if isinstance(symbol, IndexName):
        return len(head.sub) == subs
    return isinstance(symbol, Quantity) and not symbol.defined


def behind(statement: Statement | None, scope: Scope) -> bool:
    """Whether ``statement`` can have a condition behind it: it states more than one itself."""
    if statement is None or not statement.signs:
        return False
    nodes: list[Node] = list(statement.sides[0])
    for sign, side in zip(statement.signs, statement.sides[1:], strict=True):
        nodes += [sign, *side]
    return not is_condition(nodes, scope)


def shared(segments: list[Segment], scope: Scope) -> list[Segment]:
    """Segments in which ``x, b > 0`` is ``x > 0, b > 0``."""
    found: list[Segment] = []
    waiting: list[Segment] = []
    for segment in segments:
        nodes = segment.nodes
        if waiting and segment.lead in (",", "for") and is_condition(nodes, scope):
            marks = [is_leaf(node, *COMPARING, r"\in") for node in nodes]
            rest = nodes[marks.index(True) :]
            lead = waiting[0].lead if waiting[0].lead == "for" else segment.lead
            found += [Segment(lead if one.lead == "," else one.lead, [*one.nodes, *rest], one.first)
                      for one in waiting]  # fmt: skip
            segment = replace(segment, lead=lead)
            waiting = []
        elif len(nodes) == 1 and is_free(nodes[0], scope) and (
            segment.lead in (",", "quad", "for", "where") if found or waiting else not segment.lead
        ):  # fmt: skip
            waiting.append(segment)
            continue
        found.extend([*waiting, segment])
        waiting = []
    return [*found, *waiting]


def further(segments: list[Segment], scope: Scope) -> list[Segment]:
    r"""Segments in which ``if a > 0 and b > 0`` is one condition, and so is ``or b > 0``.

    A comma joins only where a statement stands before the condition: ``if a = 1, b = 2`` is
    a condition and a claim. What has a condition of its own behind it is a claim.
    """
    found: list[Segment] = []
    open_ = False
    for place, segment in enumerate(segments):
        after = segments[place + 1].lead if place + 1 < len(segments) else ""
        joined = open_ and after not in ("for", "where") and simple(segment.nodes, scope)
        before = found[-1] if found else segment
        if joined and segment.lead == "or":
            joint = Raw(r"\text", "or", segment.nodes[0].start, segment.nodes[0].start)
            found[-1] = replace(before, nodes=[*before.nodes, joint, *segment.nodes])
            continue
        joined = joined and segment.lead in ("and", ",") and not (
            segment.lead == "," and first_for(found))  # fmt: skip
        open_ = (segment.lead == "for" or joined) and bool(segment.nodes)
        found.append(replace(segment, lead="for", first=before.first) if joined else segment)
    return found


def first_for(segments: Sequence[Segment]) -> bool:
    """Whether the conditions at the end begin their row: a comma ends them."""
    return segments[-1].first


def simple(nodes: Sequence[Node], scope: Scope) -> bool:
    """Whether ``nodes`` are a comparison of letters with numbers, or ``a = 0``."""
    if is_condition(nodes, scope):
        return True
    marks = [place for place, node in enumerate(nodes) if is_leaf(node, "=")]
    if len(marks) != 1:
        return False
    kinds = [side_kind(side, scope) for side in (nodes[: marks[0]], nodes[marks[0] + 1 :])]
    return kinds[0] == "name" and kinds[1] != ""
