r"""Moments by their usual letters: ``\mu_X``, ``\sigma_X``, ``\sigma_{XY}``, ``\rho_{XY}``.

Guarantee: below stand random variables; where nothing declares such a name it is their mean,
standard deviation, variance, covariance or correlation, and the readings say so. Limits: bare
random variables below.
"""

from __future__ import annotations

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions, operands
from verifier.read.notes.probability import (
    averages,
    law_moments,
    mean_subscripts,
    outcomes,
    random_variables,
)
from verifier.read.notes.probability.events import Event
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.names import Head
from verifier.read.notes.source.tree import Leaf, Node
from verifier.read.notes.terms import values
from verifier.terms import Power, number

MEAN, SPREAD, RATIO = r"\mu", r"\sigma", r"\rho"
KINDS = {(MEAN, 1): "mean", (SPREAD, 1): "standard deviation", (SPREAD, 2): "covariance",
         (RATIO, 2): "correlation"}  # fmt: skip


def value(ctx: Context, head: Head) -> Array | None:
    """The moment that such a name is; None for any other."""
    nodes = [node for piece in head.sub for node in piece.nodes
             if not (isinstance(node, Leaf) and node.text in (",", r"\,"))]  # fmt: skip
    kind = KINDS.get((head.glyph.letter, len(nodes)))
    if kind is None or head.primes or head.glyph.accents or head.glyph.fonts:
        return None
    plain = all(next(mean_subscripts.randoms(ctx, [node]), None) for node in nodes)
    lawful = all(outcomes.letter(ctx, [node]) is not None for node in nodes)
    if not (plain or lawful):
        return None
    squared = kind == "standard deviation" and "".join(one.text for one in head.sup) == "2"
    shown = "variance" if squared else kind
    below = ", ".join(expressions.written(ctx, [node]) for node in nodes)
    ctx.note(f"`{head.name.latex}` is read as the {shown} of `{below}`")
    if kind == "mean":
        found = mean(ctx, nodes[0], plain=plain)
    else:
        found = spread(ctx, nodes[0], nodes[-1], plain=plain)
        scale = found
        if kind == "correlation":
            own = [spread(ctx, node, node, plain=plain).entry(()) for node in nodes]
            scale = arrays.scalar(own[0] * own[1])
        root = number("1/2") if kind == "standard deviation" else number("-1/2")
        if kind == "correlation":
            found = arrays.scalar(found.entry(()) * Power(scale.entry(()), root))
        elif kind == "standard deviation" and not squared:
            found = arrays.scalar(Power(scale.entry(()), root))
    if squared or not head.sup:
        return found
    group = getattr(head.node, "sup", None)
    return operands.attached(ctx, found, (), group, head.sup, 0, head.node)


def mean(ctx: Context, node: Node, *, plain: bool) -> Array:
    """The mean of a random variable."""
    if plain:
        return random_variables.mean(ctx, [node], node, node)
    average = averages.by_body(ctx, [node], Event(), None, node)
    inner = averages.inside(ctx.deeper(node), average, Event())
    return averages.averaged(
        ctx, average, values.as_scalar(expressions.expression(inner, [node], node))
    )


def spread(ctx: Context, first: Node, second: Node, *, plain: bool) -> Array:
    """The covariance of two random variables."""
    if plain:
        return random_variables.covariance(ctx, [first], [second], first)
    return law_moments.covariance(ctx.deeper(first), [first], [second], Event(), first)
