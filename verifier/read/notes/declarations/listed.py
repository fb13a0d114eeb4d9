r"""Names that **Let** lists with dots: ``x_1, \dots, x_N \in \mathbb{R}^d``.

Guarantee: a list with dots from 1 (or 0) on is one quantity with an axis for the number, in
whatever set its last name stands; names and lists side by side are declared one by one.
Limits: steps of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verifier.read.notes.calculus import smooth
from verifier.read.notes.declarations import quantities
from verifier.read.notes.formulas import expressions
from verifier.read.notes.formulas.conditions import Choice, Domain, Interval, NumberSet
from verifier.read.notes.formulas.dotted_arguments import numbered, stem
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source import names
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import Name, head_of, split
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Leaf, Node, text_of
from verifier.read.notes.terms import values
from verifier.terms import Index, Sort, number


@dataclass(frozen=True)
class Listed:
    """``x_1, ..., x_N``: the name, the index of its numbers, and what stands behind it."""

    name: Name
    index: Index
    rest: tuple[Node, ...]


def dotted(ctx: Context, parts: Sequence[list[Node]]) -> Listed | None:
    r"""``x_1, \dots, x_N`` at the beginning of ``parts``; None for anything else."""
    cut = next((at for at, part in enumerate(parts) if names.dotted_names(part)), None)
    if cut is None or not 0 < cut == len(parts) - 2:
        return None
    firsts = [numbered(part) for part in parts[:cut]]
    last = head_of(parts[-1][0])
    if last is None or not last.sub or last.sup or None in firsts:
        return None
    given = [head for head in firsts if head is not None]
    start = int(given[0].sub[-1].text)
    name = stem(last)
    counts = [int(head.sub[-1].text) for head in given] == list(range(start, start + len(given)))
    if start > 1 or not counts or any(stem(head) != name for head in given):
        return None
    size = last.sub[-1].nodes
    for node in size:
        inner = head_of(node)
        if inner is not None and ctx.scope.fitting(inner) is None:
            quantities.declare_dimension(ctx.scope, inner.name)
    upper = values.one_number(expressions.expression(ctx, size, size[0]), size[0], "a bound")
    rest = parts[-1][1:]
    return Listed(name, Index("i", number(start), upper), tuple(rest))


UNEQUAL = (r"\ne", r"\neq")
BOUNDS = frozenset({*smooth.LESS, *smooth.MORE, *UNEQUAL})
SIGNS = BOUNDS | {r"\in", "=", r"\sim"}
RANDOM = re.compile(r"\b(?:random|independent|i\.?\s?i\.?\s?d)\b")


def separated(formula: Formula) -> list[Formula]:
    r"""``a, x_1, \dots, x_N, b \in S`` as ``a \in S``, ``x_1, \dots, x_N \in S``, ``b \in S``."""
    given = split(formula.nodes, (",",))
    cut = next((at for at, node in enumerate(given[-1])
                if text_of(node) in (r"\in", *BOUNDS)), 0)  # fmt: skip
    drawn = not any(text_of(node) == r"\sim" for node in given[-1]) and (
        RANDOM.search(formula.behind.lower()) is not None)  # fmt: skip
    if not (cut or drawn) or not any(names.dotted_names(part) for part in given):
        return [formula]
    cut = cut or len(given[-1])
    said = [
        at for at, part in enumerate(given[:-1], 1) if any(text_of(one) in SIGNS for one in part)
    ]
    if said:  # ``a > 0, x_1, \dots, x_N \in S``
        before, behind = given[: said[-1]], given[said[-1] :]
        own = replace(formula, nodes=tuple(joined(before)), behind="")
        return [own, *separated(replace(formula, nodes=tuple(joined(behind))))]
    tail, given = given[-1][cut:], [*given[:-1], given[-1][:cut]]
    groups: list[list[list[Node]]] = [[]]
    waiting = list(given)
    while waiting:
        dots = next((at for at, part in enumerate(waiting) if names.dotted_names(part)), None)
        if dots is None or not 0 < dots < len(waiting) - 1:
            groups[-1] += waiting
            break
        first = dots
        end = head_of(waiting[dots + 1][0])
        while first and end is not None and (one := numbered(waiting[first - 1])) is not None and (
            stem(one) == stem(end)
        ):  # fmt: skip
            first -= 1
        groups[-1] += waiting[:first]
        groups += [waiting[first : dots + 2], []]
        waiting = waiting[dots + 2 :]
    groups = [group for group in groups if group]
    if len(groups) == 1:
        return [formula]
    return [replace(formula, nodes=(*joined(group), *tail)) for group in groups]


def bounded(ctx: Context, nodes: Sequence[Node]) -> Domain | None:
    r"""What ``> 0`` or ``\le c`` behind a list says of each of its numbers."""
    sign = text_of(nodes[0])
    if sign in UNEQUAL and [text_of(node) for node in nodes[1:]] == ["0"]:
        return NumberSet("R", (), "!=")
    if sign not in (*smooth.LESS, *smooth.MORE):
        return None
    end = values.one_number(expressions.expression(ctx, nodes[1:], nodes[0]), nodes[0], "a bound")
    if sign in smooth.LESS:
        return Interval(None, end, (False, smooth.LESS[sign]))
    return Interval(end, None, (smooth.MORE[sign], False))


def joined(parts: Sequence[Sequence[Node]]) -> Iterator[Node]:
    """The names with the commas between them."""
    for place, part in enumerate(parts):
        if place:
            at = parts[place - 1][-1].end
            yield Leaf(Token("symbol", ",", at, at))
        yield from part


def declare(ctx: Context, given: Listed, found: Domain, owners: Owners) -> Quantity:
    """The names of a list as one quantity."""
    shape = found.shape if isinstance(found, (NumberSet, Choice, Interval)) else ()
    sort = quantities.SORTS[found.letter] if isinstance(found, NumberSet) else Sort.REAL
    symbol = quantities.declared_array(ctx, given.name, ([given.index], []), shape, sort, owners)
    ctx.scope.declare(symbol)
    ctx.scope.assumptions.extend(quantities.membership(symbol, found))
    return symbol
