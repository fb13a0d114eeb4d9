"""Where an integrand has a kink or a jump: points at which its integral is taken apart. Untrusted.

The integrand is smooth between the zeros of what stands in an absolute value, a sign or a
condition, and between the integers that the argument of a floor passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from verifier.kernel import radicals, reading, signs
from verifier.kernel.primitives import direction
from verifier.kernel.state import POSITIVE, Refusal, State
from verifier.polynomial import Polynomial
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal
from verifier.terms import Add, Cases, Function, Integral, Relation, Term, negate, number
from verifier.traversal import free_names, walk

MOST = 8
"""Most points of one integral."""


def kink(goal: Goal, integral: Integral) -> Term | None:
    """A point strictly between the ends where the integrand has a kink."""
    state = goal.state().branch()
    for point in _points(state, integral):
        try:
            inside = all(
                direction(end) or signs.sign(state, _gap(state, point, end, side)) == POSITIVE
                for end, side in ((integral.lower, 1), (integral.upper, -1))
            )
        except Refusal:
            continue
        if inside:
            return point
    return None


def _gap(state: State, point: Term, end: Term, side: int) -> Polynomial:
    return (reading.read(state, point) - reading.read(state, end)).scale(side)


def _points(state: State, integral: Integral) -> Iterator[Term]:
    for node in walk(integral.body):
        if integral.variable.name not in free_names(node):
            continue
        match node:
            case Function("abs" | "sign" | "heaviside", (argument,)):
                yield from _zero(state, argument, integral)
            case Function("max" | "min", (left, right)):
                yield from _zero(state, Add((left, negate(right))), integral)
            case Function("floor" | "ceiling", (argument,)):
                yield from _integers(state, argument, integral)
            case Cases(branches, _):
                for condition, _ in branches:
                    for part in walk(condition):
                        if isinstance(part, Relation):
                            yield from _zero(state, Add((part.left, negate(part.right))), integral)


def _linear(
    state: State, argument: Term, integral: Integral
) -> tuple[Polynomial, Polynomial] | None:
    """``(c, r)`` with argument = c*t + r."""
    try:
        single = reading.read(state, integral.variable).single()
        value = reading.read(state, argument)
    except Refusal:
        return None
    if single is None:
        return None
    leaf = single[1][0][0]
    slope = Polynomial({})
    for monomial, factor in value.terms.items():
        if (leaf, 1) in monomial:
            others = tuple(pair for pair in monomial if pair[0] != leaf)
            slope = slope + Polynomial({others: factor})
    rest = value - slope.times(Polynomial({((leaf, 1),): 1}))
    if not slope or leaf in state.support(slope) or leaf in state.support(rest):
        return None
    return slope, rest


def _zero(state: State, argument: Term, integral: Integral) -> Iterator[Term]:
    found = _linear(state, argument, integral)
    if found is None:
        return
    slope, rest = found
    try:
        yield term_of(state, radicals.power(state, slope, -1).times(-rest))
    except (Refusal, NoTerm):
        return


def _integers(state: State, argument: Term, integral: Integral) -> Iterator[Term]:
    """Where a linear argument with rational coefficients is an integer."""
    found = _linear(state, argument, integral)
    if found is None or direction(integral.lower) or direction(integral.upper):
        return
    ends = [reading.read(state, end).constant() for end in (integral.lower, integral.upper)]
    slope, rest = (part.constant() for part in found)
    if slope is None or rest is None or ends[0] is None or ends[1] is None:
        return
    low, high = sorted(Fraction(slope) * Fraction(end) + rest for end in ends if end is not None)
    for value in list(range(floor(low) + 1, ceil(high)))[:MOST]:
        yield number((value - Fraction(rest)) / Fraction(slope))
