"""Equations that follow from given equations: cofactors by linear algebra. Untrusted.

left - right = sum q_k (l_k - r_k) with polynomials q_k of small degree: the coefficients
of the q_k solve a system of linear equations.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement

from verifier.kernel import algebra, reading, zero
from verifier.kernel.state import Refusal, State
from verifier.polynomial import ONE, Polynomial, generator
from verifier.prove.back import NoTerm, term_of
from verifier.prove.elimination import solution
from verifier.prove.goal import Goal, Proof
from verifier.serialization import to_data
from verifier.terms import Relation

HIGHEST_DEGREE = 4
MOST_COLUMNS = 400


def combination(goal: Goal) -> Proof | None:
    """Cofactors for the given equations."""
    if goal.relation.operator != "=":
        return None
    given = [
        (position, assumption)
        for position, assumption in enumerate(goal.claim.assumptions)
        if isinstance(assumption, Relation) and assumption.operator == "="
    ]
    if not given:
        return None
    state = goal.state()
    try:
        rest = zero.residual(state, goal.difference())
        differences = [
            (position, reading.read(state, part.left) - reading.read(state, part.right))
            for position, part in given
        ]
        return _cofactors(state, rest, goal, differences)
    except (Refusal, NoTerm):
        return None


def _cofactors(
    state: State, rest: Polynomial, goal: Goal, given: list[tuple[int, Polynomial]]
) -> Proof | None:
    whole = goal.difference()
    generators = sorted({g for p in (whole, *(d for _, d in given)) for g in p.generators()})
    for target in (whole, rest):
        for degree in range(HIGHEST_DEGREE + 1):
            shapes = list(_monomials(generators, degree))
            if len(shapes) * len(given) > MOST_COLUMNS:
                break
            columns = [
                algebra.multiply(state, shape, difference)
                for _, difference in given
                for shape in shapes
            ]
            weights = solution(columns, target)
            if weights is None:
                continue
            data: list[object] = []
            for number, (position, _) in enumerate(given):
                part = Polynomial({})
                for shape, weight in zip(
                    shapes, weights[number * len(shapes) :][: len(shapes)], strict=True
                ):
                    part = part + shape.scale(weight)
                if part:
                    data.append([position, to_data(term_of(state, part))])
            proof: Proof = {"rule": "combine", "cofactors": data}
            if goal.accepts(proof):
                return proof
    return None


def _monomials(generators: list[int], degree: int) -> Iterator[Polynomial]:
    """All monomials in the generators up to a degree."""
    yield ONE
    for size in range(1, degree + 1):
        for chosen in combinations_with_replacement(generators, size):
            result = ONE
            for identity in chosen:
                result = result.times(generator(identity))
            yield result
