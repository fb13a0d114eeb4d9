r"""Arguments with dots, ``f(x_1, \dots, x_n)``: f of all of x.

Guarantee: a list of the entries of one declared quantity, from its first to its last, is that
quantity; every other list is left as it is. Limits: steps of one, and names without labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Head, Name, head_of
from verifier.read.notes.source.tree import Node, Script, text_of
from verifier.read.notes.terms import values
from verifier.read.sizes import same_size
from verifier.terms import Add, number


@dataclass(frozen=True)
class Whole:
    """All of a quantity: its bare name, and its entries."""

    nodes: list[Node]
    view: Array


def gathered(ctx: Context, given: Sequence[list[Node]]) -> list[list[Node] | Whole]:
    """Arguments, those with dots as one."""
    found: list[list[Node] | Whole] = list(given)
    while True:
        cut = next((at for at, part in enumerate(found[:-1]) if at and isinstance(part, list)
                    and names.dotted_names(part)), 0)  # fmt: skip
        if not cut:
            return found
        last = found[cut + 1]
        first = cut
        while first and follows(found[first - 1], last):
            first -= 1
        whole = of_all(ctx, found[first:cut], last)
        if whole is None:
            return list(given)
        found[first : cut + 2] = [whole]


def follows(part: list[Node] | Whole, last: list[Node] | Whole) -> bool:
    """Whether an argument is ``x_1`` where ``x_n`` stands behind the dots."""
    end = head_of(last[0]) if isinstance(last, list) and len(last) == 1 else None
    one = numbered(part) if isinstance(part, list) else None
    return one is not None and end is not None and bool(end.sub) and (
        stem(one) == stem(end)
    )  # fmt: skip


def of_all(
    ctx: Context, firsts: Sequence[list[Node] | Whole], last: list[Node] | Whole
) -> Whole | None:
    """What ``x_1, x_2, ..., x_n`` is all of, if it is."""
    node = last[0] if isinstance(last, list) and len(last) == 1 else None
    end = head_of(node) if node is not None else None
    heads = [numbered(part) for part in firsts if isinstance(part, list)]
    if not isinstance(node, Script) or node.base is None or end is None or not heads or (
        len(end.sub) != 1 or end.sup or end.primes
    ):  # fmt: skip
        return None
    counts = [int(head.sub[-1].text) for head in heads if head is not None]
    symbol = ctx.scope.family(stem(end)) or ctx.scope.find(stem(end))
    if not isinstance(symbol, Quantity) or symbol.slots_sup or not symbol.view.rank:
        return None
    entries = symbol.view if symbol.slots_sub else values.entries_of(symbol.view)
    if counts != list(range(entries.starts[0], entries.starts[0] + len(counts))) or (
        not symbol.slots_sub and entries.rank != 1
    ):  # fmt: skip
        return None
    try:
        upper = values.as_scalar(expressions.expression(ctx, end.sub[0].nodes, node))
    except Complaint:
        return None
    largest = Add((entries.shape[0], number(entries.starts[0] - 1)))
    if upper.rank or not same_size(upper.entry(()), largest):
        return None
    return Whole([node.base], symbol.view)


def named(ctx: Context, given: Sequence[list[Node]]) -> list[list[Node]]:
    """The same as names alone, for the parameters of a function."""
    return [one.nodes if isinstance(one, Whole) else one for one in gathered(ctx, given)]


def numbered(part: Sequence[Node]) -> Head | None:
    """A name with a number below."""
    head = head_of(part[0]) if len(part) == 1 else None
    ends = head is not None and head.sub and not head.sup and text_of(head.sub[-1].nodes[0])
    return head if ends and isinstance(ends, str) and ends.isdigit() else None


def stem(head: Head) -> Name:
    """The name without the number."""
    return Name(head.glyph, tuple(piece.text for piece in head.sub[:-1]), (), head.primes)
