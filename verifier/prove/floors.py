"""Inequalities with floors: a floor is put at one of its bounds, t - 1 < floor(t) <= t. Untrusted.

The difference is taken apart: what the floor misses to its bound, and the rest, in which
no floor is left.
"""

from __future__ import annotations

from collections.abc import Callable

from verifier.kernel import algebra, signs, substitution
from verifier.kernel.state import NEGATIVE, POSITIVE
from verifier.polynomial import ONE, Polynomial, generator
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal, Proof
from verifier.serialization import to_data
from verifier.terms import ZERO, Relation

Solve = Callable[[Goal, int], "object | None"]
SIGN: Proof = {"rule": "sign"}


def at_bounds(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """A proof with the first floor at the bound that matters."""
    operator = goal.relation.operator
    if operator not in ("<", "<=", ">", ">="):
        return None
    state, difference = goal.state(), goal.difference()
    upward = operator[0] == ">"
    for identity in dict.fromkeys(difference.generators()):
        record = state.record(identity)
        inner = record.arguments[0] if record.arguments else None
        if record.head != "floor" or not isinstance(inner, Polynomial):
            continue
        slope = _slope(difference, identity)
        mask = 0 if slope is None else signs.sign(state, slope)
        if slope is None or mask not in (POSITIVE, NEGATIVE):
            continue
        low = (mask == POSITIVE) is upward
        bound = inner - ONE if low else inner
        missing = algebra.multiply(state, slope, generator(identity) - bound)
        rest = substitution.substitute(state, difference, {identity: bound})
        try:
            parts = [
                (term_of(state, part), wanted)
                for part, wanted in (
                    (missing, operator[0] if low else f"{operator[0]}="),
                    (rest, f"{operator[0]}=" if low else operator),
                )
            ]
        except NoTerm:
            continue
        inner_goal = goal.also(Relation(parts[1][1], parts[1][0], ZERO))
        shown = solve(inner_goal, effort - 1)
        if shown is None:
            continue
        proofs = (SIGN, shown)
        proof: Proof = {
            "rule": "sum_of_parts",
            "parts": [
                {"term": to_data(term), "operator": wanted, "proof": inner_proof}
                for (term, wanted), inner_proof in zip(parts, proofs, strict=True)
            ],
        }
        if goal.accepts(proof):
            return proof
    return None


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
