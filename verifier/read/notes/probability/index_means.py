r"""Means over indices: ``\mathbb{E}_{a \sim \pi(\cdot \mid s)}[Q(s, a)]``, several of them too.

Guarantee: a letter that is declared as an index, or as an element of a finite set, is summed
over all its values, weighted by what stands behind the sign,

    E_{s ~ d, a ~ pi(. | s)}[Q(s, a)]  =  sum_s d(s) sum_a pi(a | s) Q(s, a);

a bare name of a table is taken at the letters that it was declared with. Limits: that weights
have the sum 1 is known only where a declaration says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions, operands, operators
from verifier.read.notes.probability import averages
from verifier.read.notes.probability.law_calls import fence_of
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import IndexName, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.lexer import tokens
from verifier.read.notes.source.names import Name, head_of, pieces, split
from verifier.read.notes.source.tree import Node, Script
from verifier.read.notes.terms import values
from verifier.terms import ZERO, Index, Multiply, Sum, Term

Draw = tuple[list[Name], list[Node]]


def draws(ctx: Context, sub: Sequence[Node]) -> list[Draw]:
    r"""The letters of ``s \sim d, a \sim \pi(\cdot \mid s)`` with their weights; else empty."""
    found: list[Draw] = []
    for part in averages.draws(averages.opened(sub)):
        sides = split(part, (r"\sim",))
        if len(sides) != 2:
            return []
        names = [head.name if (head := head_of(node)) is not None else None
                 for node in averages.unbracketed(sides[0])]  # fmt: skip
        letters = [name for name in names
                   if name is not None and isinstance(ctx.scope.find(name), IndexName)]  # fmt: skip
        weights = weighted(ctx, sides[1], sides[0])
        if len(letters) < len(names) or not weights:
            return []
        found.append((letters, weights))
    return found


def weighted(ctx: Context, right: Sequence[Node], left: Sequence[Node]) -> list[Node]:
    """The weights at the letters; empty where they are a plain vector."""
    head = head_of(right[0])
    if len(right) == 2 and (fence := fence_of(right[1])) is not None and fence is right[1]:
        return [right[0], averages.undotted(fence, left)]
    found = ctx.scope.fitting(head) if head is not None else None
    symbol = found[0] if found is not None else None
    if len(right) != 1 or not isinstance(symbol, Quantity) or not symbol.letters:
        return []
    names = [name.latex for name in symbol.letters]
    front, behind = ", ".join(names[: symbol.bar]), ", ".join(names[symbol.bar :])
    text = rf"({front} \mid {behind})" if symbol.bar else f"({behind})"
    return [right[0], *grow(tokens(text)).children]


def expectation(ctx: Context, cursor: Cursor, found: Sequence[Draw]) -> Array:
    """The weighted sum of what stands behind the sign."""
    node = cursor.take()
    after = cursor.peek()
    fence = fence_of(after)
    if after is None or fence is None:
        raise Complaint("syntax", "the expectation of what? Write it in brackets", node)
    cursor.take()
    inner = ctx.deeper(node)
    indices: list[Index] = []
    factors: list[Term] = []
    for letters, weights in found:
        for name in letters:
            symbol = inner.scope.find(name)
            assert isinstance(symbol, IndexName)
            index = Index(name.internal, symbol.index.lower, symbol.index.upper)
            inner = inner.bind(IndexName(name, index, element=symbol.element))
            indices.append(index)
        weight = expressions.expression(inner, weights, node)
        factors.append(values.one_number(weight, node, "a weight"))
    body = values.plain(expressions.expression(inner, fence.children, fence))
    factor = reduce(lambda one, other: Multiply((one, other)), factors)
    product = Array(body.shape, lambda at: Multiply((factor, body.entry(at))), body.starts)
    shown = ", ".join(f"`{name.latex}`" for letters, _ in found for name in letters)
    ctx.note(f"an expectation averages over {shown}")
    result = operators.collected(product, operators.Binding(ctx, tuple(indices), (), ()), ZERO, Sum)
    if not isinstance(after, Script):
        return result
    return operands.attached(ctx, result, pieces(after.sub), after.sup, pieces(after.sup),
                             after.primes, node)  # fmt: skip
