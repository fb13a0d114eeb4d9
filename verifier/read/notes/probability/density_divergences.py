r"""Divergences of densities: ``KL(q(z \mid x) \| p(z))``, also of a mixture.

Guarantee: the expectation under the first of ``log q - log p``, as ``density_averages`` reads
it; the second is anything in which densities stand. Two bare letters are taken at the variables
that the first has elsewhere in the display. Limits: the first is one density.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions
from verifier.read.notes.probability import density_averages, information
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import Fenced, Node
from verifier.terms import call


def divergence(ctx: Context, fence: Fenced, node: Node) -> Array | None:
    r"""``D_{KL}(q(z \mid x) \| p(z))``; None where no densities stand in the bracket."""
    cut = sides(ctx, fence)
    if cut is None:
        return None
    first, second = (complete(ctx, side) for side in cut)
    if len(first) != 2:
        return None
    inner = ctx.deeper(node)
    one = density_averages.draw(inner, first, (), node)
    index = density_averages.outcome(inner, one)
    within = inner.bind(*(density_averages.drawn(inner, name, index) for name in one.letters))
    above, below = (expressions.expression(within, side, fence).entry(())
                    for side in (first, second))  # fmt: skip
    ctx.note("a divergence is the expectation of log q - log p")
    logs = arrays.scalar(call("log", above) - call("log", below))
    return density_averages.averaged(ctx, logs, [one], [index])


def sides(ctx: Context, fence: Fenced) -> list[list[Node]] | None:
    """What stands before and behind the sign between; None where it is no divergence of these."""
    for mark in information.BETWEEN:
        cut = split(fence.children, (mark,))
        if len(cut) == 2 and all(density_averages.density_in(ctx, side) for side in cut):
            opens = density_averages.density_in(ctx, cut[0][:1]) is not None
            return cut if opens and len(cut[0]) <= 2 else None
    return None


def complete(ctx: Context, side: Sequence[Node]) -> list[Node]:
    """A bare letter with the brackets that it has elsewhere in the display."""
    head = head_of(side[0]) if len(side) == 1 else None
    if head is None:
        return list(side)
    fence = density_averages.brackets(ctx, head)
    if fence is None:
        raise Complaint("ambiguous", f"`{head.name.latex}` in a divergence: of which variables? "
                        f"Write `{head.name.latex}(z)`", side[0])  # fmt: skip
    return [side[0], fence]
