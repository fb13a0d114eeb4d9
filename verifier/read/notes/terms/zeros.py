r"""A zero in the shape that its chain gives: ``M E[w] = 0 - M \times 0 = 0``.

Guarantee: a side is taken for the plain number 0 only where a 0 is written in it, the other
side has another shape, and all its entries are zero whatever its letters are. It is said.
Limits: zeros that need more than collecting terms.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.source.tree import Leaf, Node, parts
from verifier.read.notes.terms import values
from verifier.read.sizes import same_shape, size_polynomial
from verifier.terms import number, over


def fitted(
    ctx: Context, one: Array, other: Array, left: Sequence[Node], right: Sequence[Node]
) -> tuple[Array, Array]:
    """Both sides, a side that is zero as a number where its shape is not that of the other."""
    if same_shape(one.shape, other.shape):
        return one, other
    if vanishes(one, left):
        return said(ctx, left), other
    if vanishes(other, right):
        return one, said(ctx, right)
    return one, other


def said(ctx: Context, nodes: Sequence[Node]) -> Array:
    """The number 0, and that it was read so."""
    if len(nodes) > 1:
        text = " ".join(ctx.source.text[nodes[0].start : nodes[-1].end].split())
        ctx.note(f"`{shorten(text)}` is zero: in the shape of what it is compared with")
    return arrays.scalar(number(0))


def vanishes(value: Array, nodes: Sequence[Node]) -> bool:
    """Whether a side in which a 0 is written is zero in every entry."""
    if not value.rank or not zero_written(nodes):
        return False
    plain = values.as_scalar(value)
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(plain.shape))
    return not size_polynomial(plain.entry(probes))


def zero_written(nodes: Sequence[Node]) -> bool:
    """Whether a literal 0 stands somewhere."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Leaf) and node.text == "0":
            return True
        waiting.extend(parts(node))
    return False
