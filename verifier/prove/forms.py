"""Quadratic forms that are sums of squares with weights of several terms. Untrusted.

sum_pij a_p f_pi f_pj + sum_pij b_p f_pi f_pj = sum_p (a_p + b_p) (sum_i f_pi)^2.
"""

from __future__ import annotations

from verifier.kernel import algebra, nesting, signs, substitution, sums
from verifier.kernel.state import NEGATIVE, Refusal, State
from verifier.polynomial import Exponent, Monomial, Polynomial, generator
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal
from verifier.serialization import to_data
from verifier.terms import Index, Multiply, Power, Sum, Term, negate, number

Key = tuple[Polynomial, Polynomial, Polynomial, Polynomial]
"""The ends of the outer index and of the two inner ones."""


def forms(goal: Goal) -> object | None:
    """Left - right (or its negative) as such a sum."""
    if goal.relation.operator not in ("<=", ">="):
        return None
    state, rest = goal.state(), goal.difference()
    turned = goal.relation.operator == "<="
    try:
        parts = _parts(state, -rest if turned else rest)
    except (Refusal, NoTerm):
        return None
    if not parts:
        return None
    parts = [negate(part) for part in parts] if turned else parts
    proof = {"rule": "parts_of_sum", "parts": [to_data(part) for part in parts]}
    return proof if goal.accepts(proof) else None


def _parts(state: State, wanted: Polynomial) -> list[Term]:
    """One part for each square that occurs, with all that stands beside it."""
    bounds: dict[Key, tuple[int, int]] = {}
    weights: dict[tuple[Key, Polynomial], Polynomial] = {}
    for monomial, value in wanted.terms.items():
        found = _square(state, monomial, bounds)
        if found is None:
            return []
        key, base, weight = found
        weights[key, base] = weights.get((key, base), Polynomial({})) + weight.scale(value)
    parts: list[Term] = []
    for (key, base), weight in weights.items():
        if signs.sign(state, weight) & NEGATIVE:
            return []
        outer, inner = (term_of(state, generator(bound)) for bound in bounds[key])
        assert isinstance(outer, Index)
        assert isinstance(inner, Index)
        square = Power(Sum(inner, term_of(state, base)), number(2))
        parts.append(Sum(outer, Multiply((term_of(state, weight), square))))
    return parts


def _square(
    state: State, monomial: Monomial, bounds: dict[Key, tuple[int, int]]
) -> tuple[Key, Polynomial, Polynomial] | None:
    """The ranges, f_pi and a_p of a sum a_p f_pi f_pj."""
    summed = [g for g, e in monomial if e == 1 and state.record(g).head == "sum"]
    if len(summed) != 1:
        return None
    opened, body = nesting.open_sum(state, summed[0])
    single = body.single()
    if len(opened) != 3 or single is None:
        return None
    outside: Monomial = tuple(pair for pair in monomial if pair[0] != summed[0])
    for outer in opened:
        one, two = (bound for bound in opened if bound != outer)
        first, second, beside = _parted(state, single[1], one, two)
        moved = substitution.substitute(state, first, {one: generator(two)})
        if beside is None or moved != second:
            continue
        key = (*sums.bounds_of(state, outer), *sums.bounds_of(state, one))
        if sums.bounds_of(state, two) != key[2:] or any(one in state.support(e) for e in key):
            continue
        here = bounds.setdefault(key, (outer, one))
        names: substitution.Mapping = {outer: generator(here[0]), one: generator(here[1])}
        weight = algebra.multiply(state, beside, Polynomial({outside: single[0]}))
        renamed = [substitution.substitute(state, each, names) for each in (first, weight)]
        return key, renamed[0], renamed[1]
    return None


def _parted(
    state: State, monomial: Monomial, one: int, two: int
) -> tuple[Polynomial, Polynomial, Polynomial | None]:
    """The factors with the one bound, with the other, and with neither; None for both."""
    parts: dict[tuple[bool, bool], list[tuple[int, Exponent]]] = {}
    for identity, exponent in monomial:
        support = state.record(identity).support
        place = parts.setdefault((one in support, two in support), [])
        place.append((identity, exponent))
    chosen = [Polynomial({tuple(parts.get(at, ())): 1}) for at in ((True, False), (False, True))]
    neither = Polynomial({tuple(parts.get((False, False), ())): 1})
    return chosen[0], chosen[1], None if (True, True) in parts else neither
