r"""Means and probabilities given an event: ``E[X \mid Y > a]``, ``P(X > a \mid Y)``.

Guarantee: given an event, a mean is ``E[X 1_event] / P(event)``, a covariance
``E[X Y \mid C] - E[X \mid C] E[Y \mid C]``; given a variable, at the value that it has. Limits:
covariances of numbers; variables with finitely many values behind the bar.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions
from verifier.read.notes.probability import (
    dotted_events,
    event_sets,
    known_laws,
    mean_subscripts,
    random_variables,
)
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import split
from verifier.read.notes.source.tree import Fenced, Node
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import Space, Spread
from verifier.terms import ONE, ZERO, And, Cases, Condition, Multiply, Relation

BARS = ("|", r"\mid", r"\vert", r"\lvert", r"\rvert", r"\middle|")


def given(
    ctx: Context, inner: Context, value_: Array, sides: Sequence[Sequence[Node]], at: Node
) -> Array:
    """``E[value | event] = E[value 1_event] / P(event)``; a variable is given at its own value."""
    if len(sides) > 2 or not sides[1]:
        raise Complaint("syntax", "two bars in one expectation", at)
    test = event_given(ctx, inner, sides[1], at)
    body = values.plain(values.as_scalar(value_))
    short = Array(body.shape, lambda place: Cases(((test, body.entry(place)),), ZERO), body.starts)
    whole = happening(ctx, inner, test).entry(())
    part = random_variables.averaged(ctx, short, inner)
    return Array(part.shape, lambda place: part.entry(place) / whole, part.starts)


def event_given(
    ctx: Context, inner: Context, nodes: Sequence[Node], at: Node
) -> Condition:  # fmt: skip
    """What stands behind the bar, as a condition."""
    ctx.note("given an event, a mean is E[X 1_event] / P(event)")
    if event_sets.is_event(nodes):
        return event_sets.condition(inner, nodes, at)
    return same_value(ctx, inner, nodes, at)


def happening(ctx: Context, inner: Context, test: Condition) -> Array:
    """The probability of an event."""
    if (known := known_laws.chance(inner, test, inner.outcomes)) is not None:
        return arrays.scalar(known)
    return random_variables.averaged(ctx, arrays.scalar(Cases(((test, ONE),), ZERO)), inner)


def same_value(ctx: Context, inner: Context, nodes: Sequence[Node], at: Node) -> Condition:
    """That random variables have the value that they have at the outcome at hand."""
    tests: list[Condition] = []
    for part in split(nodes, (",",)):
        there, here_ = (values.as_scalar(expressions.expression(one, part, at))
                        for one in (inner, ctx))  # fmt: skip
        spread = any(isinstance(one, Spread) for one in random_variables.spaces(ctx.scope))
        if there.rank or spread or not random_variables.speaks_of_random(ctx, part):
            paste = "**Let** $X, Y$ be random variables with joint distribution $p$."
            raise Complaint("not-supported", "a mean or probability given something other than an "
                            f"event or variables with finitely many values: `{paste}` reads more",
                            at)  # fmt: skip
        tests.append(Relation("=", there.entry(()), here_.entry(())))
    return tests[0] if len(tests) == 1 else And(tuple(tests))


def covariance(
    ctx: Context,
    pair: tuple[Sequence[Node], Sequence[Node]],
    behind: Sequence[Sequence[Node]],
    at: Node,
    over_: Collection[Space] | None,
) -> Array:
    """``Cov(A, B | C)``; ``Var(A | C)`` for twice the same."""
    inner = random_variables.inside(ctx.deeper(at), over_)
    first, second = (values.as_scalar(expressions.expression(inner, nodes, at)) for nodes in pair)
    if first.rank or second.rank:
        raise Complaint("not-supported", "the covariance of vectors given an event", at)
    product = arrays.scalar(Multiply((first.entry(()), second.entry(()))))
    sides = ((), *behind)
    joint, one, other = (given(ctx, inner, value, sides, at).entry(())
                         for value in (product, first, second))  # fmt: skip
    return arrays.scalar(joint - Multiply((one, other)))


def probability(ctx: Context, nodes: Sequence[Node], at: Fenced, sign: Node) -> Array:
    r"""``P(X > a)``, ``P(X > a \mid Y > b)``: the mean of the indicator."""
    sides = split(nodes, BARS)
    inner = random_variables.inside(ctx.deeper(at), mean_subscripts.spaces(ctx, sign, nodes))
    if len(sides) == 1 and (several := dotted_events.parted(sides[0])) is not None:
        return random_variables.averaged(
            ctx, arrays.scalar(dotted_events.product(inner, several, at)), inner
        )
    test = event_sets.condition(inner, sides[0], at)
    if len(sides) == 1:
        return happening(ctx, inner, test)
    if len(sides) > 2 or not sides[1]:
        raise Complaint("syntax", "two bars in one probability", at)
    other = event_given(ctx, inner, sides[1], at)
    both = And((*parts_of(test), *parts_of(other)))
    return arrays.scalar(
        happening(ctx, inner, both).entry(()) / happening(ctx, inner, other).entry(())
    )


def parts_of(test: Condition) -> tuple[Condition, ...]:
    """The conditions that one joins by ``and``."""
    return test.conditions if isinstance(test, And) else (test,)
