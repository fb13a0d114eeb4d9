r"""Variances, covariances and correlations under declared laws, given an event or not.

Guarantee: ``Cov(A, B | C) = E[(A - E[A | C]) (B - E[B | C]) | C]``, with the second factor
transposed for vectors. Limits: see ``laws``.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions
from verifier.read.notes.probability import averages, events, law_calls
from verifier.read.notes.probability.events import Event
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import split
from verifier.read.notes.source.tree import Fenced, Node
from verifier.read.notes.terms import values
from verifier.terms import Multiply, Power, number


def covariance(
    ctx: Context, first: Sequence[Node], second: Sequence[Node], given: Event, at: Placed
) -> Array:
    """``E[(A - E A)(B - E B)]``, given an event or not."""
    average = averages.by_body(ctx, [*first, *second], given, None, at)
    inner = averages.inside(ctx, average, given)
    sides = []
    for nodes in (first, second):
        own = values.as_scalar(expressions.expression(inner, nodes, at))
        mean = averages.averaged(ctx, average, own)
        sides.append(values.total([own, arrays.negative(mean)]))
    left, right = sides
    if left.rank or right.rank:
        right = values.transpose(right)
    return averages.averaged(ctx, average, values.times(left, right))


def moment(ctx: Context, word: str, fence: Fenced) -> Array:
    """Variance, covariance and correlation under the law in force."""
    sides = law_calls.parted(fence)
    given = events.event(ctx, sides[1], fence) if len(sides) > 1 else Event()
    parts_ = split(sides[0], (",", ";"))
    if len(parts_) > 2 or (word.lower() == "var" and len(parts_) != 1) or (
        word.lower() == "corr" and len(parts_) != 2
    ):  # fmt: skip
        raise Complaint("syntax", f"`{word}` of what?", fence)
    first, second = parts_[0], parts_[-1]
    both = covariance(ctx, first, second, given, fence)
    if word.lower() != "corr":
        return both
    scale = Multiply((covariance(ctx, first, first, given, fence).entry(()),
                      covariance(ctx, second, second, given, fence).entry(())))  # fmt: skip
    return arrays.scalar(both.entry(()) * Power(scale, number("-1/2")))
