"""Inequalities with floors: a floor is put at one of its bounds, t - 1 < floor(t) <= t. Untrusted.

The difference is taken apart: what the floor misses to its bound, and the rest, in which
no floor is left.
"""

from __future__ import annotations

from collections.abc import Callable

from verifier.kernel import algebra, signs, substitution
from verifier.kernel.state import NEGATIVE, POSITIVE, State
from verifier.polynomial import ONE, Polynomial, generator
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal, Proof
from verifier.serialization import to_data
from verifier.terms import ZERO, Relation

Solve = Callable[[Goal, int], "object | None"]
SIGN: Proof = {"rule": "sign"}


def at_bounds(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """A proof with the first floor at the bound that matters."""
    if goal.relation.operator not in ("<", "<=", ">", ">="):
        return None
    state, difference = goal.state(), goal.difference()
    for identity in dict.fromkeys(difference.generators()):
        try:
            parts = _taken_apart(state, difference, identity, goal.relation.operator)
        except NoTerm:
            continue
        if parts is None:
            continue
        missing, rest = parts
        shown = solve(goal.also(rest), effort - 1)
        if shown is None:
            continue
        proof: Proof = {
            "rule": "sum_of_parts",
            "parts": [
                {"term": to_data(part.left), "operator": part.operator, "proof": inner}
                for part, inner in ((missing, SIGN), (rest, shown))
            ],
        }
        if goal.accepts(proof):
            return proof
    return None


def _taken_apart(
    state: State, difference: Polynomial, identity: int, operator: str
) -> tuple[Relation, Relation] | None:
    """What the floor misses to its bound, and the rest, each beside 0."""
    record = state.record(identity)
    inner = record.arguments[0] if record.arguments else None
    if record.head != "floor" or not isinstance(inner, Polynomial):
        return None
    slope = _slope(difference, identity)
    mask = 0 if slope is None else signs.sign(state, slope)
    if slope is None or mask not in (POSITIVE, NEGATIVE):
        return None
    low = (mask == POSITIVE) is (operator[0] == ">")
    bound = inner - ONE if low else inner
    missing = algebra.multiply(state, slope, generator(identity) - bound)
    rest = substitution.substitute(state, difference, {identity: bound})
    weak = f"{operator[0]}="
    return (
        Relation(operator[0] if low else weak, term_of(state, missing), ZERO),
        Relation(weak if low else operator, term_of(state, rest), ZERO),
    )


def _slope(difference: Polynomial, identity: int) -> Polynomial | None:
    """The factor of the generator, where it occurs linearly."""
    slope = Polynomial({})
    for monomial, value in difference.terms.items():
        powers = [exponent for g, exponent in monomial if g == identity]
        if powers and powers != [1]:
            return None
        if powers:
            rest = tuple(pair for pair in monomial if pair[0] != identity)
            slope = slope + Polynomial({rest: value})
    return slope
