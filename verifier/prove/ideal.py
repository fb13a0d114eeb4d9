"""Equations that follow from given equations: cofactors by linear algebra. Untrusted.

left - right = sum q_k (l_k - r_k) with polynomials q_k of small degree: the coefficients
of the q_k solve a system of linear equations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from verifier.kernel import algebra, reading, zero
from verifier.kernel.state import Refusal, State
from verifier.polynomial import ONE, Polynomial
from verifier.prove.back import NoTerm, term_of
from verifier.prove.elimination import solution
from verifier.prove.goal import Goal, Proof
from verifier.serialization import to_data
from verifier.terms import Index, Multiply, Relation, Sum, Term, delta
from verifier.traversal import replace

HIGHEST_DEGREE = 4
MOST_COLUMNS = 400


@dataclass(frozen=True)
class Given:
    """An assumed equation, by its position; for every index, the one at some values of these.

    The equation at i = t is the sum over i of [i = t] times the one at i.
    """

    position: int
    equation: Relation
    indices: tuple[Index, ...] = ()
    places: tuple[Term, ...] = ()

    @property
    def here(self) -> Relation:
        """The equation at those places."""
        left, right = self.equation.left, self.equation.right
        between = [Index(f"@{at}", old.lower, old.upper) for at, old in enumerate(self.indices)]
        for old, new in (*zip(self.indices, between, strict=True),
                         *zip(between, self.places, strict=True)):  # fmt: skip
            left, right = replace(left, old, new), replace(right, old, new)
        return Relation("=", left, right)

    def cofactor(self, factor: Term) -> Term:
        """``factor`` times the equation here, as a cofactor of the one for every index."""
        for index, place in zip(self.indices, self.places, strict=True):
            factor = Multiply((delta(index, place), factor))
        for index in reversed(self.indices):
            factor = Sum(index, factor)
        return factor


def combination(goal: Goal) -> Proof | None:
    """Cofactors for the given equations."""
    if goal.relation.operator != "=":
        return None
    given = plain(goal)
    return combined(goal, given) if given else None


def plain(goal: Goal) -> list[Given]:
    """The equations that are given of what stands there."""
    return [
        Given(position, assumption)
        for position, assumption in enumerate(goal.claim.assumptions)
        if isinstance(assumption, Relation) and assumption.operator == "="
    ]


def combined(goal: Goal, given: Sequence[Given]) -> Proof | None:
    """A combination of these equations."""
    state = goal.state()
    try:
        rest = zero.residual(state, goal.difference())
        differences = [
            (one, reading.read(state, one.here.left) - reading.read(state, one.here.right))
            for one in given
        ]
        return _cofactors(state, rest, goal, differences)
    except (Refusal, NoTerm):
        return None


def _cofactors(
    state: State, rest: Polynomial, goal: Goal, given: list[tuple[Given, Polynomial]]
) -> Proof | None:
    whole = goal.difference()
    parts = [whole, *(difference for _, difference in given)]
    generators = {((g, 1),) for part in parts for g in part.generators()}
    roots = {(pair,) for _, difference in given for monomial in difference.terms
             for pair in monomial if pair[1] != int(pair[1])}  # fmt: skip
    factors = [Polynomial({monomial: 1}) for monomial in sorted(generators | roots)]
    for target in (whole, rest):
        for degree in range(HIGHEST_DEGREE + 1):
            shapes = list(_monomials(factors, degree))
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
            for number, (one, _) in enumerate(given):
                part = Polynomial({})
                for shape, weight in zip(
                    shapes, weights[number * len(shapes) :][: len(shapes)], strict=True
                ):
                    part = part + shape.scale(weight)
                if part:
                    cofactor = one.cofactor(term_of(state, part))
                    data.append([one.position, to_data(cofactor)])
            proof: Proof = {"rule": "combine", "cofactors": data}
            if goal.accepts(proof):
                return proof
    return None


def _monomials(factors: list[Polynomial], degree: int) -> Iterator[Polynomial]:
    """All products of the factors up to a degree."""
    yield ONE
    for size in range(1, degree + 1):
        for chosen in combinations_with_replacement(factors, size):
            result = ONE
            for factor in chosen:
                result = result.times(factor)
            yield result
