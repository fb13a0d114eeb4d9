"""Linear equations over the rationals, by elimination. Untrusted."""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel import algebra, radicals
from verifier.kernel.state import State
from verifier.polynomial import Monomial, Polynomial

MOST_EQUATIONS = 400


def solution(columns: list[Polynomial], target: Polynomial) -> list[Fraction] | None:
    """Rational x with sum x_j * columns[j] = target; unneeded x_j are 0."""
    numbers: dict[Monomial, int] = {}
    for polynomial in [*columns, target]:
        for monomial in polynomial.terms:
            numbers.setdefault(monomial, len(numbers))
    if len(numbers) > MOST_EQUATIONS:
        return None
    rows: list[dict[int, Fraction]] = [{} for _ in numbers]
    count = len(columns)
    for position, polynomial in enumerate([*columns, target]):
        for monomial, value in polynomial.terms.items():
            rows[numbers[monomial]][position] = Fraction(value)
    pivots: dict[int, dict[int, Fraction]] = {}
    for row in rows:
        reduced = _reduced(row, pivots)
        lead = min((position for position in reduced if position < count), default=None)
        if lead is None:
            if reduced:
                return None
            continue
        scale = reduced[lead]
        pivots[lead] = {position: value / scale for position, value in reduced.items()}
    found = [Fraction(0)] * count
    for lead in sorted(pivots, reverse=True):
        row = pivots[lead]
        rest = sum(
            (value * found[position] for position, value in row.items() if lead < position < count),
            Fraction(0),
        )
        found[lead] = row.get(count, Fraction(0)) - rest
    return found


def over_one_denominator(state: State, polynomials: list[Polynomial]) -> list[Polynomial]:
    """All polynomials times the product of their denominators: comparable term by term."""
    lowest: dict[int, int] = {}
    for polynomial in polynomials:
        for monomial in polynomial.terms:
            for identity, exponent in monomial:
                if exponent < 0 and state.record(identity).head == "poly":
                    lowest[identity] = min(lowest.get(identity, 0), int(exponent))
    return [_cleared(state, polynomial, lowest) for polynomial in polynomials]


def _cleared(state: State, polynomial: Polynomial, lowest: dict[int, int]) -> Polynomial:
    """The polynomial times p^-e for every denominator p and its lowest exponent e."""
    total = Polynomial({})
    for monomial, value in polynomial.terms.items():
        powers = dict(monomial)
        term = Polynomial({tuple(p for p in monomial if p[0] not in lowest): value})
        for identity, exponent in lowest.items():
            inner = state.record(identity).arguments[0]
            assert isinstance(inner, Polynomial)
            left = powers.get(identity, 0) - exponent
            term = algebra.multiply(state, term, radicals.power(state, inner, left))
        total = total + term
    return total


def _reduced(
    row: dict[int, Fraction], pivots: dict[int, dict[int, Fraction]]
) -> dict[int, Fraction]:
    """The row with every pivot column taken out, first to last."""
    rest = dict(row)
    for lead in sorted(pivots):
        factor = rest.get(lead)
        if not factor:
            continue
        for position, value in pivots[lead].items():
            left = rest.get(position, Fraction(0)) - factor * value
            if left:
                rest[position] = left
            else:
                rest.pop(position, None)
    return rest
