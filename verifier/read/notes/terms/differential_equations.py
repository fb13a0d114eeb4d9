r"""Differential equations that are assumed: ``**Assume** $y'' + a y' + b y = 0$``.

Guarantee: an equation with derivatives of a value ``y(x)`` is one between functions, that
holds at every x; solved for the highest derivative where that stands with a number before
it. Any other relation between values of functions holds at the letters as they stand, and what
is refuted may rest on that: such a claim is not refuted. Limits: one function, of
one number; no systems that must be solved first.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from verifier.claim import Assumption, Recursion
from verifier.read.notes.scopes.context import Context
from verifier.terms import (
    Add,
    Apply,
    At,
    Condition,
    Dependent,
    Derivative,
    Family,
    Multiply,
    Number,
    Relation,
    Term,
    Variable,
    negate,
    number,
)
from verifier.traversal import children, rebuild, walk

ZERO = number(0)


def between_functions(ctx: Context, condition: Condition) -> Assumption:
    """``condition``, as an equation between functions where it is a differential equation."""
    for owner in values_at_letters(condition):
        ctx.scope.unread.append((owner, "whether what is assumed holds at every point"))
    if not isinstance(condition, Relation):
        return condition
    plain = cast(Relation, flat(condition))
    seen = list(here(plain))
    slopes = {part for part in seen if isinstance(part, Dependent) and part.partials}
    named = [part for part in seen if isinstance(part, Apply) and any(part.orders) and any(
        isinstance(one, Variable) for given in part.arguments for one in walk(given))]  # fmt: skip
    if not slopes and not named:
        return condition
    if plain.operator == "=" and slopes and not named:
        highest = max(slopes, key=lambda one: len(one.partials))
        solved = solution(plain, highest)
        if solved is not None:
            ctx.note("an equation with derivatives is assumed at every point")
            return Recursion((), highest, solved)
    for owner in {part.family for part in slopes} | {part.symbol for part in named}:
        ctx.scope.unread.append((owner, "that an equation with derivatives holds at every point"))
    return condition


def values_at_letters(condition: Condition) -> set[object]:
    """The functions whose values at some letters a condition speaks of."""
    found: set[object] = set()
    for part in walk(condition):
        if isinstance(part, At) and lettered(part.value):
            found |= {one.family for one in walk(part.body) if isinstance(one, Dependent)}
    for part in here(condition):
        if isinstance(part, Dependent):
            found.add(part.family)
        if isinstance(part, Apply) and any(map(lettered, part.arguments)):
            found.add(part.symbol)
    return found


def lettered(term: Term) -> bool:
    """Whether letters stand in a term."""
    return any(isinstance(one, (Variable, Family)) for one in walk(term))


def here(node: object) -> Iterator[object]:
    """What stands in ``node``, but not at another point than the letters."""
    yield node
    if not isinstance(node, At):
        for child in children(node):
            yield from here(child)


def flat(node: object) -> object:
    """``node`` with derivatives of values of one number written at the value."""
    inner = rebuild(node, flat)
    if isinstance(inner, Derivative) and isinstance(inner.body, Dependent) and (
        inner.body.over == (inner.variable,)
    ):  # fmt: skip
        body = inner.body
        return Dependent(body.family, body.indices, body.over, (*body.partials, inner.variable))
    return inner


def solution(equation: Relation, unknown: Dependent) -> Term | None:
    """What ``unknown`` is equal to, if it stands once with a number before it; else None.

    Neither for ``y' = 0`` and the like, which may as well say that x is a place of its own.
    """
    if len(unknown.over) != 1 or not isinstance(unknown.over[0], Variable):
        return None
    parts = [*summands(equation.left), *(negate(one) for one in summands(equation.right))]
    own = [(part, factor(part, unknown)) for part in parts if part not in (ZERO, negate(ZERO))]
    alone = [before for _, before in own if before is not None]
    rest = [part for part, before in own if before is None]
    others = any(
        isinstance(one, Dependent) and one.family == unknown.family
        and len(one.partials) >= len(unknown.partials)
        for part in rest for one in walk(part)
    )  # fmt: skip
    moves = any(one == unknown.over[0] or (isinstance(one, Dependent) and one.family ==
                unknown.family) for part in rest for one in walk(part))  # fmt: skip
    if len(alone) != 1 or others or not moves:
        return None
    total: Term = Add(tuple(rest)) if len(rest) > 1 else rest[0] if rest else ZERO
    return negate(total) if alone[0] == 1 else Multiply((Number(-1 / alone[0]), total))


def summands(term: Term) -> list[Term]:
    """The terms of a sum."""
    return [one for part in term.terms for one in summands(part)] if isinstance(term, Add) else (
        [term])  # fmt: skip


def factor(term: Term, unknown: Dependent) -> Fraction | None:
    """The number before ``unknown`` in a term; None where it is no such term."""
    if term == unknown:
        return Fraction(1)
    if not isinstance(term, Multiply):
        return None
    others = [one for one in term.factors if not isinstance(one, Number)]
    inner = factor(others[0], unknown) if len(others) == 1 else None
    if inner is None:
        return None
    for one in term.factors:
        inner = inner * one.value if isinstance(one, Number) else inner
    return inner or None
