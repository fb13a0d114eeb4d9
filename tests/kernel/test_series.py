"""Infinite sums, and limits over whole numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kernel.words import HALF, X, accepted, at, eq, fraction, m, number, reason, rel, x
from verifier.claim import Assumption
from verifier.kernel.series import falling
from verifier.terms import (
    Constant,
    Index,
    Limit,
    Operand,
    Power,
    Product,
    Relation,
    Sort,
    Sum,
    Variable,
    as_term,
    call,
)

N = Variable("N", Sort.DIMENSION)
k = Index("k", number(0), N)
Row = tuple[Relation | Assumption, ...]
SMALL = (rel("<", x, 1), rel(">", x, -1))


def power(base: Operand, exponent: Operand) -> Power:
    return Power(as_term(base), as_term(exponent))


def series(term: Callable[[Index], object], first: int = 0) -> Limit:
    index = Index("k", number(first), N)
    return Limit(Sum(index, as_term(term(index))), N, Constant("oo"))


def far(body: Operand) -> Limit:
    return Limit(as_term(body), N, Constant("oo"))


def factorial(value: Operand) -> object:
    return call("factorial", value)


exp, log = (lambda v, f=f: call(f, v) for f in ("exp", "log"))
GEOMETRIC = series(lambda i: power(x, i))
EXPONENTIAL = series(lambda i: power(x, i) / factorial(i))

TRUE: list[tuple[Relation, Row]] = [
    (eq(GEOMETRIC, 1 / (1 - x)), SMALL),
    (eq(series(lambda i: power(x, i), 1), x / (1 - x)), SMALL),
    (eq(series(lambda i: power(x, i), 3), x**3 / (1 - x)), SMALL),
    (eq(series(lambda i: power(x, i + 2)), x**2 / (1 - x)), SMALL),
    (eq(series(lambda i: i * power(x, i - 1), 1), (1 - x) ** -2), (*SMALL, rel("!=", x, 0))),
    (eq(series(lambda i: i**2 * power(x, i)), x * (1 + x) / (1 - x) ** 3), SMALL),
    (eq(series(lambda i: (3 + i) * power(x, i)), 3 / (1 - x) + x / (1 - x) ** 2), SMALL),
    (eq(series(lambda i: power(-x, i)), 1 / (1 + x)), SMALL),
    (eq(series(lambda i: power(HALF, i)), 2), ()),
    (eq(EXPONENTIAL, exp(x)), ()),
    (eq(series(lambda i: power(x, i) / factorial(i), 2), exp(x) - 1 - x), ()),
    (eq(series(lambda i: i**3 * power(x, i) / factorial(i)), (x + 3 * x**2 + x**3) * exp(x)), ()),
    (eq(series(lambda i: power(x, i) / factorial(i - 1), 1), x * exp(x)), ()),
    (eq(series(lambda i: power(x, i) / factorial(i + 1)), (exp(x) - 1) / x), (rel(">", x, 0),)),
    (eq(series(lambda i: power(-1, i) * power(x, 2 * i) / factorial(2 * i)), call("cos", x)), ()),
    (
        eq(
            series(lambda i: power(-1, i) * power(x, 2 * i + 1) / factorial(2 * i + 1)),
            call("sin", x),
        ),
        (),
    ),
    (eq(series(lambda i: power(x, 2 * i) / factorial(2 * i)), call("cosh", x)), ()),
    (eq(series(lambda i: power(x, i) / i, 1), -log(1 - x)), SMALL),
    (eq(series(lambda i: power(-1, i + 1) / i, 1), log(2)), ()),
    (eq(far(power(x, N)), 0), SMALL),
    (eq(far(N**2 * power(x, N)), 0), SMALL),
    (eq(far((1 + x / N) ** N), exp(x)), (rel(">", x, 0),)),
    (eq(far(1 / N), 0), ()),
    (eq(far(power(-1, N) / N), 0), ()),
    (eq(far(Sum(Index("k", number(1), N), Index("k", number(1), N)) / N**2), HALF), ()),
]
FALSE: list[tuple[str, Relation, Row]] = [
    # Where the series need not converge.
    ("may not converge", eq(GEOMETRIC, 1 / (1 - x)), (rel("<", x, 1),)),
    ("may not converge", eq(GEOMETRIC, 1 / (1 - x)), (rel(">", x, -1), rel("!=", x, 1))),
    ("may not converge", eq(GEOMETRIC, 1 / (1 - x)), (rel("<=", x, 1), rel(">=", x, -1))),
    ("may not converge", eq(series(lambda i: power(x, i) / i, 1), -log(1 - x)), (rel("<", x, 1),)),
    ("may not converge", eq(series(lambda i: 1 / i, 1), 5), ()),
    ("", eq(series(lambda i: number(1)), 0), ()),
    ("", eq(series(lambda i: at(X, 1) * i), 0), ()),
    # A wrong sum.
    ("normal forms", eq(GEOMETRIC, x / (1 - x)), SMALL),
    ("normal forms", eq(series(lambda i: power(x, i), 1), 1 / (1 - x)), SMALL),
    ("normal forms", eq(EXPONENTIAL, exp(x) - 1), ()),
    ("normal forms", eq(series(lambda i: power(x, i) / factorial(i), 1), exp(x)), ()),
    ("normal forms", eq(series(lambda i: power(x, i + 1) / factorial(i)), exp(x)), ()),
    ("normal forms", eq(series(lambda i: i**2 * power(x, i) / factorial(i)), x**2 * exp(x)), ()),
    ("normal forms", eq(series(lambda i: power(x, 2 * i) / factorial(2 * i)), call("cos", x)), ()),
    ("normal forms", eq(series(lambda i: power(-1, i) / i, 1), log(2)), ()),
    # Divided by what may be 0: at x = 0 the left side is 1.
    ("", eq(series(lambda i: power(x, i) / factorial(i + 1)), (exp(x) - 1) / x + 1), ()),
    # A term that is not defined: the first, the fourth.
    ("defined far out", eq(series(lambda i: i / i / factorial(i)), exp(1)), ()),
    ("defined far out", eq(series(lambda i: 1 / factorial(i - 1)), exp(1)), ()),
    ("defined far out", eq(series(lambda i: (i - 3) / (i - 3) * power(x, i)), 1 / (1 - x)), SMALL),
    # Sequences.
    ("defined far out", eq(far(Sum(k, (k - 3) / (k - 3)) / N), 1), ()),
    ("defined far out", eq(far(power(x, N) / power(x, N)), 1), ()),
    ("unknown sign", eq(far(power(-1, N)), 0), ()),
    ("unknown sign", eq(far(power(-1, N)), 1), ()),
    ("unknown sign", eq(far(power(-2, N)), exp(log(2))), ()),
    ("", eq(far(power(x, N)), 0), (rel("<=", x, 1), rel(">=", x, -1))),
    ("", eq(far(power(x, N)), 0), (rel("<", x, 1),)),
    ("no limit over whole numbers of entry", eq(far(at(X, N)), 0), ()),
    ("no limit over whole numbers", eq(far(Product(k, call("cos", k))), 0), ()),
    ("infinite", eq(far(N), 0), ()),
    ("finite point", eq(Limit(1 / N, N, number(0)), 0), ()),
    ("without end", eq(Limit(1 / N, N, -Constant("oo")), 0), ()),
]


@pytest.mark.parametrize(("relation", "facts"), TRUE)
def test_accepted(relation: Relation, facts: Row) -> None:
    assert accepted(relation, *facts)


@pytest.mark.parametrize(("why", "relation", "facts"), FALSE)
def test_rejected(why: str, relation: Relation, facts: Row) -> None:
    assert not accepted(relation, *facts)
    assert why in reason(relation, *facts)


def test_the_number_of_terms_is_not_a_size_that_is_assumed() -> None:
    """The bound N of the limit has nothing of the claim's own N."""
    assert not accepted(eq(far(Sum(k, number(1)) - N), m), rel("=", N, 3))
    assert accepted(eq(far(Sum(k, number(1)) - N), 1), rel("=", N, 3))


@pytest.mark.parametrize("degree", range(5))
@pytest.mark.parametrize("shift", [-2, 0, 1, 3])
def test_falling_factorials(degree: int, shift: int) -> None:
    for value in range(8):
        total, product = 0, 1
        for j, weight in enumerate(falling(degree, shift)):
            total += weight * product
            product *= value - j
        assert total == (value - shift) ** degree


def test_a_third() -> None:
    assert accepted(eq(series(lambda i: power(fraction(1, 3), i)), fraction(3, 2)))
