r"""Infinite sums: power series that are known functions.

TRUSTED. Guarantee: ``value`` is lim_{n -> oo} sum_{k=a}^n f(k), for an integer a and f free
of n. Each term of f is recognized as w*P(m)*T(m), m = k + c, w free of k and P a polynomial,
where T(m) is, for real y and m >= 0 (m >= 1 in the last),

    y^m        y^m/m!   y^(2m)/(2m)!   y^(2m+1)/(2m+1)!   these two times (-1)^m   y^m/m
    1/(1 - y)  e^y      cosh y         sinh y             cos y, sin y             -log(1 - y)

(|y| < 1 in the first, -1 <= y < 1 in the last). That f(k) = w*P(m)*T(m) is checked in normal
form; what comes before m = a + c is taken off. P is written in falling factorials: times
m(m-1)...(m-j+1) the first two sum to j! y^j/(1 - y)^(j+1) and y^j e^y; in the others P is 1.
Source: NIST Handbook of Mathematical Functions (2010), 4.2, 4.6, 4.19, 4.33.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from verifier.kernel import (
    algebra,
    exponentials,
    factorials,
    facts,
    functions,
    intrinsic_signs,
    quantities,
    radicals,
    reading,
    signs,
    substitution,
    zero,
)
from verifier.kernel.state import (
    NEGATIVE,
    NONNEGATIVE,
    POSITIVE,
    Environment,
    Refusal,
    State,
    Undefined,
)
from verifier.polynomial import ONE, ZERO, Monomial, Polynomial, generator, rational
from verifier.terms import Limit, Sort, Variable
from verifier.traversal import endless_sum, free_names, replace

SHIFTS = (0, 1, -1, 2, -2, 3, -3)
"""The c of m = k + c that are tried, the nearest first."""
MOST_TAKEN_OFF = 12
"""Terms before the first one of the sum."""


@dataclass(frozen=True)
class Known:
    """A series sum T(m), with what its neighbours' quotient is."""

    factor: Callable[[State, Polynomial], Polynomial]
    """T(m+1)/T(m) is a power of y, up to its sign, times 1/factor(m)."""
    step: int
    """The power of y in the quotient of neighbours: 1 or 2."""
    sign: int
    """The sign of y^2 in the quotient."""
    term: Callable[[State, Polynomial, Polynomial], Polynomial]
    value: Callable[[State, Polynomial, int], Polynomial]
    """The sum of m(m-1)...(m-j+1)*T(m)."""
    within: Callable[[State, Polynomial], bool] = lambda _state, _y: True
    """Whether the series surely converges."""
    start: int = 0
    weighted: bool = False
    """Whether j may be more than 0."""


def value(state: State, term: Limit, environment: Environment) -> Polynomial | None:
    """The value of a series; None where the term is none, or none that is known."""
    found = endless_sum(term)
    if found is None:
        return None
    whole, variable = found
    start = reading.read(state, whole.index.lower, environment).constant()
    if not isinstance(start, int):
        return None
    state.table.fresh += 1
    running = Variable(f"k@{state.table.fresh}", Sort.INTEGER)
    inside = replace(whole.body, whole.index, running)
    if variable.name in free_names((whole.index.lower, inside)):
        return None
    branch = state.branch()
    here = quantities.variable(branch, running.name, running.sort)
    facts.assume_sign(branch, here - rational(start), NONNEGATIVE, None)
    body = reading.read(branch, inside, environment)
    (leaf,) = here.generators()
    total = ZERO
    for moving, polynomial in _grouped(branch, body, leaf):
        part = _part(branch, moving, polynomial, leaf, start)
        if part is None:
            return None
        total = total + part
    state.use("series")
    return total


def _grouped(
    state: State, body: Polynomial, leaf: int
) -> Iterator[tuple[Polynomial, dict[int, Polynomial]]]:
    """What moves with k but for powers of k; and the polynomial in k that it is multiplied by."""
    groups: dict[Monomial, dict[int, Polynomial]] = {}
    for monomial, coefficient in body.terms.items():
        degree = dict(monomial).get(leaf, 0)
        rest = tuple(pair for pair in monomial if pair[0] != leaf)
        if not isinstance(degree, int):
            raise Refusal("a root of the index of a series")
        if degree < 0:
            rest, degree = monomial, 0
        moving = tuple(p for p in rest if leaf in state.record(p[0]).support)
        fixed = tuple(p for p in rest if p not in moving)
        powers = groups.setdefault(moving, {})
        powers[degree] = powers.get(degree, ZERO) + Polynomial({fixed: coefficient})
    for moving, powers in groups.items():
        yield Polynomial({moving: 1}), powers


def _part(
    state: State, moving: Polynomial, powers: dict[int, Polynomial], leaf: int, start: int
) -> Polynomial | None:
    """The sum over k >= start of P(k)*moving(k)."""
    here = generator(leaf)
    try:
        after = substitution.substitute(state, moving, {leaf: here + ONE})
        ratio = algebra.multiply(state, after, radicals.power(state, moving, -1))
    except (Refusal, Undefined):
        return None
    for known in SERIES:
        for shift in SHIFTS:
            m = here + rational(shift)
            square = algebra.cancel(state, algebra.multiply(state, ratio, known.factor(state, m)))
            if leaf in state.support(square) or start + shift < known.start:
                continue
            y = _root(state, square.scale(known.sign), known.step)
            weighted = (
                None
                if y is None
                else _weighted(state, moving, powers, known.term(state, y, m), leaf)
            )
            if y is not None and weighted is not None:
                return _summed(state, known, y, weighted, shift, start + shift)
    return None


def _root(state: State, square: Polynomial, step: int) -> Polynomial | None:
    """Y with y^step = square, real; None where there is none in this form."""
    if not intrinsic_signs.is_real(state, square):
        return None
    if step == 1:
        return square
    single = square.single()
    if single is None:
        return None
    coefficient, monomial = single
    if coefficient < 0 or any(not isinstance(e, int) or e % 2 for _, e in monomial):
        return None
    half: Monomial = tuple((identity, int(e) // 2) for identity, e in monomial)
    root = radicals.power(state, rational(coefficient), Fraction(1, 2))
    return algebra.multiply(state, root, Polynomial({half: 1}))


def _weighted(
    state: State, moving: Polynomial, powers: dict[int, Polynomial], term: Polynomial, leaf: int
) -> dict[int, Polynomial] | None:
    """The coefficients w with P(k)*moving = sum_d w_d k^d term, defined wherever P is."""
    try:
        quotient = algebra.multiply(state, moving, radicals.power(state, term, -1))
    except (Refusal, Undefined):
        return None
    weighted: dict[int, Polynomial] = {}
    for degree, coefficient in powers.items():
        weight = algebra.cancel(state, algebra.multiply(state, coefficient, quotient))
        divided = {g for monomial in weight.terms for g, exponent in monomial if exponent < 0}
        if leaf in state.support(weight) or not all(
            algebra.nonzero(state, generator(identity)) for identity in divided
        ):
            return None
        before = algebra.multiply(state, coefficient, moving)
        if not zero.is_zero(state, before - algebra.multiply(state, weight, term)):
            return None
        weighted[degree] = weight
    return weighted


def _summed(
    state: State,
    known: Known,
    y: Polynomial,
    powers: dict[int, Polynomial],
    shift: int,
    first: int,
) -> Polynomial | None:
    """The sum over m >= first of P(m - shift)*T(m)."""
    if first - known.start > MOST_TAKEN_OFF:
        return None
    if not known.within(state, y):
        raise Refusal("a power series that may not converge")
    if set(powers) != {0} and not known.weighted:
        return None
    total = ZERO
    for degree, coefficient in powers.items():
        part = ZERO
        # (m - shift)^degree in falling factorials of m.
        for lower, factor in enumerate(falling(degree, shift)):
            if factor:
                part = part + known.value(state, y, lower).scale(factor)
        for m in range(known.start, first):
            taken = known.term(state, y, rational(m))
            part = part - taken.scale(Fraction(m - shift) ** degree)
        total = total + algebra.multiply(state, coefficient, part)
    return total


def falling(degree: int, shift: int) -> list[int]:
    """The c_j with (m - shift)^degree = sum_j c_j m(m-1)...(m-j+1)."""
    found = [1]
    for _ in range(degree):
        longer = [0] * (len(found) + 1)
        # (m - shift) * m^(j) = m^(j+1) + (j - shift) * m^(j), m^(j) the falling factorial.
        for j, value in enumerate(found):
            longer[j + 1] += value
            longer[j] += value * (j - shift)
        found = longer
    return found


# -- the table -----------------------------------------------------------------------------


def _power(state: State, y: Polynomial, m: Polynomial) -> Polynomial:
    return exponentials.general_power(state, y, m)


def _power_over_factorial(turn: int, odd: int, step: int) -> Callable[..., Polynomial]:
    """turn^m * y^(step*m + odd) / (step*m + odd)!."""

    def term(state: State, y: Polynomial, m: Polynomial) -> Polynomial:
        exponent = m.scale(step) + rational(odd)
        size = radicals.power(state, factorials.gamma(state, exponent + ONE), -1)
        value = algebra.multiply(state, _power(state, y, exponent), size)
        return value if turn > 0 else algebra.multiply(state, _power(state, -ONE, m), value)

    return term


def _power_over_index(state: State, y: Polynomial, m: Polynomial) -> Polynomial:
    return algebra.multiply(state, _power(state, y, m), radicals.power(state, m, -1))


def _next_two(odd: int) -> Callable[[State, Polynomial], Polynomial]:
    return lambda _, m: (m.scale(2) + rational(1 + odd)).times(m.scale(2) + rational(2 + odd))


def _next_over(state: State, m: Polynomial) -> Polynomial:
    return algebra.multiply(state, m + ONE, radicals.power(state, m, -1))


def _geometric(state: State, y: Polynomial, order: int) -> Polynomial:
    pole = radicals.power(state, ONE - y, -order - 1)
    top = radicals.power(state, y, order).scale(factorial(order))
    return algebra.multiply(state, top, pole)


def _exponential(state: State, y: Polynomial, order: int) -> Polynomial:
    return algebra.multiply(
        state, radicals.power(state, y, order), exponentials.exponential(state, y)
    )


def _applied(name: str) -> Callable[[State, Polynomial, int], Polynomial]:
    return lambda state, y, _order: functions.apply(state, name, (y,))


def _logarithm(state: State, y: Polynomial, order: int) -> Polynomial:
    del order
    return -exponentials.logarithm(state, ONE - y)


def _less_than_one(state: State, y: Polynomial) -> bool:
    return signs.sign(state, ONE - y) == POSITIVE == signs.sign(state, ONE + y)


def _up_to_minus_one(state: State, y: Polynomial) -> bool:
    return signs.sign(state, ONE - y) == POSITIVE and not signs.sign(state, ONE + y) & NEGATIVE


SERIES = (
    Known(lambda _, _m: ONE, 1, 1, _power, _geometric, _less_than_one, weighted=True),
    Known(lambda _, m: m + ONE, 1, 1, _power_over_factorial(1, 0, 1), _exponential, weighted=True),
    Known(_next_two(0), 2, 1, _power_over_factorial(1, 0, 2), _applied("cosh")),
    Known(_next_two(1), 2, 1, _power_over_factorial(1, 1, 2), _applied("sinh")),
    Known(_next_two(0), 2, -1, _power_over_factorial(-1, 0, 2), _applied("cos")),
    Known(_next_two(1), 2, -1, _power_over_factorial(-1, 1, 2), _applied("sin")),
    Known(_next_over, 1, 1, _power_over_index, _logarithm, _up_to_minus_one, start=1),
)
