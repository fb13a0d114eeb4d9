"""Sums: ``telescope``, ``peel``, and series: ``telescope_series``, ``series_step``, ``generalise``."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    EQUAL,
    HALF,
    IMAGINARY,
    SIGN,
    X,
    at,
    c1,
    cases,
    eq,
    j,
    m,
    n,
    number,
    rel,
    same,
    total,
    x,
    y,
)
from verifier.terms import (
    Apply,
    At,
    Constant,
    Derivative,
    FunctionSymbol,
    Index,
    Limit,
    Sort,
    Variable,
    as_term,
    call,
)

# fmt: off
k, r = Index("k", number(1), m), Variable("r", Sort.INTEGER)
j2, k2 = Index("j", number(2), n), Index("k", number(2), m)
to_last = Index("j", number(1), n - 1)
squares = total(j, at(X, j) ** 2)
inverse = total(k, 1 / k)
apart = eq(inverse, 1 + total(k2, 1 / k2))
halves = Index("j", number(1), n * HALF)
doubled = 2 * squares


def at_value(body, binder, value):
    return At(body, binder, (), number(value))


def peel(whole, end="lower", then=EQUAL):
    return step("peel", sum=whole, end=end, then=then)


def telescope(whole, antidifference, then=EQUAL, running="r"):
    return step("telescope", sum=whole, antidifference=antidifference, running=running, then=then)


PEEL = Table(
    accepted=(
        Use("the first term", eq(squares, at(X, 1) ** 2 + total(j2, at(X, j2) ** 2)), peel(squares)),
        Use("the last term", eq(squares, total(to_last, at(X, to_last) ** 2) + at(X, n) ** 2), peel(squares, "upper")),
        Use("of a range that is not empty", apart, peel(inverse), (rel(">=", m, 1),)),
        Use("twice in one goal", eq(squares + squares, 2 * at(X, 1) ** 2 + 2 * total(j2, at(X, j2) ** 2)), peel(squares)),
        Use("of an inequality", rel(">=", squares, at(X, 1) ** 2), peel(squares, then=SIGN)),
    ),
    rejected=(
        Miss("the range may be empty", apart, peel(inverse)),
        Miss("the range may be empty", apart, peel(inverse), (rel(">=", m, 0),)),
        Miss("the range may be empty", eq(inverse, total(Index("k", number(1), m - 1), 1 / k) + 1 / m), peel(inverse, "upper"), (rel("!=", m, 0),)),
        Miss("not a sum", eq(squares, squares), peel(x + 1)),
        Miss("not a sum", eq(squares, squares), peel(number(0))),
        Miss("integer", eq(total(halves, 1), n * HALF), peel(total(halves, 1))),
        Miss("bound outside", eq(Derivative(total(j, x), x), n), peel(total(j, x))),
        Miss("bound outside", eq(At(total(j, x), x, (), number(2)), 2 * n), peel(total(j, x))),
        Miss("normal forms", eq(squares, at(X, 1) ** 2 + squares), peel(squares)),
        Miss("normal forms", eq(total(k, at_value(k * m, m, 3)), total(Index("k", number(1), m - 1), at_value(k * m, m, 3)) + 9), peel(total(k, at_value(k * m, m, 3)), "upper"), (rel(">=", m, 1),)),
        Miss("not a proof step", apart, peel(inverse, then=None), (rel(">=", m, 1),)),
    ),
)

cubes = total(j, j * (j + 1))
fractions = total(j, 1 / (j * (j + 1)))
signed, fifth = total(k, 1), total(j, same(j, 5))
past_2 = total(Index("j", number(1), n + 2), 1)
threes = total(k, 3)
put_in = at_value(r * m, m, 3)  # r * 3

TELESCOPE = Table(
    accepted=(
        Use("a polynomial", eq(cubes, n * (n + 1) * (n + 2) / 3), telescope(cubes, (r - 1) * r * (r + 1) / 3)),
        Use("fractions", eq(fractions, n / (n + 1)), telescope(fractions, -1 / r)),
        Use("a range that may be empty", eq(signed, m), telescope(signed, r), (rel(">=", m, 0),)),
        Use("with a parameter", eq(total(j, x * (2 * j + 1)), x * ((n + 1) ** 2 - 1)), telescope(total(j, x * (2 * j + 1)), x * r**2)),
        Use("powers", eq(total(j, number(2) ** j), number(2) ** (n + 1) - 2), telescope(total(j, number(2) ** j), number(2) ** r)),
        Use("an antidifference that binds the end of the range", eq(threes, 3 * m), telescope(threes, put_in), (rel(">=", m, 1),)),
    ),
    rejected=(
        Miss("the range may have a negative length", eq(signed, m), telescope(signed, r)),
        Miss("the range may have a negative length", eq(signed, m), telescope(signed, r), (rel(">=", m, -2),)),
        Miss("the differences are not the terms", eq(cubes, (n + 1) * (n + 2) * (n + 3) / 3 - 2), telescope(cubes, r * (r + 1) * (r + 2) / 3)),
        Miss("normal forms", eq(threes, 9), telescope(threes, put_in), (rel(">=", m, 1),)),
        Miss("the differences are not the terms", eq(fractions, 1 / (n + 1) - 1), telescope(fractions, 1 / r)),
        Miss("the differences are not the terms", eq(signed, m + x), telescope(signed, r + x * same(r, m + 1)), (rel(">=", m, 0), rel("!=", x, 0))),
        Miss("is not defined everywhere", eq(past_2, n + 2), telescope(past_2, r + 0 / (r - 2))),
        Miss("^-1 is not defined everywhere", eq(total(Index("k", m + 1, m), x), 0), telescope(total(Index("k", m + 1, m), x), 1 / (r - m - 1))),
        Miss("the running index is not new", eq(total(j, m), n * (n + 1) / 2), telescope(total(j, m), m * (m - 1) / 2, running="m")),
        Miss("the running index is not new", rel("!=", fifth, 1), cases(eq(r, 5), telescope(fifth, r, SIGN), telescope(fifth, number(0), SIGN)), (rel(">=", n, 5),)),
        Miss("is not defined everywhere", eq(total(Index("j", number(0), n), 0), 1 - 1 / (n + 1)), telescope(total(Index("j", number(0), n), 0), 0 / r)),
        Miss("is not defined everywhere", eq(total(j, 0), 0), telescope(total(j, 0), 0 / (r - n - 1))),
        Miss("not a sum", eq(cubes, cubes), telescope(x, r)),
        Miss("the running index is not new", eq(total(j, x), n * x), telescope(total(j, x), Variable("x") ** 2 / 2, running="x")),
        Miss("the running index is not new", eq(total(j, 1), n), telescope(total(j, 1), Variable("y"), running="y"), (rel(">", Variable("y"), 0),)),
        Miss("no name for the running index", eq(total(j, 1), n), telescope(total(j, 1), r, running="r s")),
        Miss("no name for the running index", eq(total(j, 1), n), telescope(total(j, 1), r, running=None)),
        Miss("integer", eq(total(halves, 1), n * HALF), telescope(total(halves, 1), r)),
        Miss("bound outside", eq(Derivative(total(j, x), x), n), telescope(total(j, x), x * r)),
        Miss("not a proof step", eq(cubes, n), telescope(cubes, (r - 1) * r * (r + 1) / 3, then=None)),
    ),
)

end = Variable("N", Sort.DIMENSION)


def endless(term, first=None):
    """sum_{r >= first} term(r)."""
    index = Index("k", first or number(1), end)
    return Limit(total(index, term(index)), end, Constant("oo"))


def series(whole, antidifference, then=EQUAL, running="r"):
    return step("telescope_series", series=whole, antidifference=antidifference, running=running, then=then)


unit = endless(lambda i: 1 / (i * (i + 1)))
halving = endless(lambda i: number(2) ** -i)
ones = endless(lambda i: number(1))
growing = endless(lambda i: end * 1)
by_real = Limit(total(Index("k", number(1), x), x), x, Constant("oo"))

TELESCOPE_SERIES = Table(
    accepted=(
        Use("fractions", eq(unit, 1), series(unit, -1 / r)),
        Use("fractions up to a constant", eq(unit, 1), series(unit, 5 - 1 / r)),
        Use("powers", eq(halving, 1), series(halving, -2 * number(2) ** -r)),
        Use("with a parameter", eq(x * unit, x), series(unit, x - 1 / r)),
        Use("from a symbolic first term", eq(endless(lambda i: 1 / (i * (i + 1)), n), 1 / n), series(endless(lambda i: 1 / (i * (i + 1)), n), -1 / r)),
    ),
    rejected=(
        Miss("normal forms", eq(unit, 2), series(unit, -1 / r)),
        Miss("the differences are not the terms", eq(unit, 1), series(unit, 1 / r)),
        Miss("the differences are not the terms", eq(unit, 1), series(unit, -1 / (r + 1))),
        Miss("infinite", eq(ones, 1), series(ones, r)),
        Miss("is not defined everywhere", eq(endless(lambda i: number(0), number(0)), 0), series(endless(lambda i: number(0), number(0)), 0 / r)),
        Miss("is not defined everywhere", eq(endless(lambda i: number(0)), 0), series(endless(lambda i: number(0)), 0 / (r - 7))),
        Miss("the terms depend on the number of terms", eq(growing, 1), series(growing, end * r)),
        Miss("the terms depend on the number of terms", eq(unit, 1), series(unit, end - 1 / r)),
        Miss("the first index is no integer", eq(endless(lambda i: number(0), HALF), 0), series(endless(lambda i: number(0), HALF), number(0))),
        Miss("not a series", eq(fractions, 1), series(fractions, -1 / r)),
        Miss("not a series", eq(by_real, 1), series(by_real, r)),
        Miss("the running index is not new", eq(unit + m, 1 + m), series(unit, -1 / m, running="m")),
        Miss("no name for the running index", eq(unit, 1), series(unit, -1 / r, running="r s")),
        Miss("bound outside", eq(Derivative(endless(lambda i: x / (i * (i + 1))), x), 1), series(endless(lambda i: x / (i * (i + 1))), -x / r)),
        Miss("not a proof step", eq(unit, 1), series(unit, -1 / r, then=None)),
    ),
)

R = FunctionSymbol("R")


def reward(place, symbol=R):
    return Apply(symbol, (as_term(place),), (0,))


def stepped(whole, other, factor=1, terms=0, then=EQUAL, running="r"):
    return step("series_step", series=whole, other=other, factor=as_term(factor), terms=terms, running=running, then=then)


def anything(term, then=EQUAL, name="z"):
    return step("generalise", term=term, name=name, then=then)


given = endless(lambda i: reward(i), number(0))
discounted, later = endless(lambda i: x**i * reward(i), number(0)), endless(lambda i: x**i * reward(i + 1), number(0))
shifted = endless(lambda i: x ** (i - 1) * reward(i), number(1))
by_terms = endless(lambda i: reward(i) / end, number(0))
rest = endless(lambda i: reward(i), number(1))
complex_sum = endless(lambda i: c1 * reward(i), number(0))

holes = endless(lambda i: reward(i) + 0 / (i - 7), number(0))
vanishing = Limit(1 / x, x, Constant("oo"))
imaginary = endless(lambda i: IMAGINARY * reward(i), number(0))

SERIES_STEP = Table(
    accepted=(
        Use("the first term", eq(discounted, reward(0) + x * later), stepped(discounted, later, x, 1, then=anything(later))),
        Use("another beginning", eq(later, shifted), stepped(later, shifted, then=anything(shifted))),
        Use("backwards", eq(shifted, later), stepped(shifted, later, then=anything(later))),
        Use("a factor", eq(endless(lambda i: 2 * reward(i), number(0)), 2 * given), stepped(endless(lambda i: 2 * reward(i), number(0)), given, 2, then=anything(given))),
        Use("three terms", eq(given, reward(0) + reward(1) + reward(2) + endless(lambda i: reward(i), number(3))), stepped(given, endless(lambda i: reward(i), number(3)), 1, 3, then=anything(endless(lambda i: reward(i), number(3))))),
    ),
    rejected=(
        Miss("normal forms", eq(discounted, reward(1) + x * later), stepped(discounted, later, x, 1, then=anything(later))),
        Miss("normal forms", eq(discounted, x * later), stepped(discounted, later, x, 1, then=anything(later))),
        Miss("not a multiple", eq(discounted, reward(0) + later), stepped(discounted, later, 1, 1, then=anything(later))),
        Miss("not a multiple", eq(discounted, x * later), stepped(discounted, later, x, 0, then=anything(later))),
        Miss("not a multiple", eq(given, rest), stepped(given, rest, then=anything(rest))),
        Miss("not a multiple", eq(given, reward(0) + rest), stepped(given, endless(lambda i: reward(i, FunctionSymbol("S")), number(1)), 1, 1)),
        Miss("the factor depends on the running index", eq(discounted, given), stepped(discounted, given, x**r), (rel(">", x, 0),)),
        Miss("not a multiple", eq(discounted, x**r * given), stepped(discounted, given, x**r, running="q"), (rel(">", x, 0),)),
        Miss("the running index is not new", eq(discounted + r, given + r), stepped(discounted, given)),
        Miss("depend on the number of terms", eq(by_terms, given / end), stepped(by_terms, given, 1 / end)),
        Miss("depend on the number of terms", eq(given, by_terms * end), stepped(given, by_terms, end)),
        Miss("the first index is no integer", eq(endless(lambda i: reward(i), HALF), given), stepped(endless(lambda i: reward(i), HALF), given)),
        Miss("not a series", eq(given, squares), stepped(given, squares)),
        Miss("not a series", eq(squares, given), stepped(squares, given)),
        Miss("not a number of terms", eq(given, rest), stepped(given, rest, 1, -1)),
        Miss("not a number of terms", eq(given, rest), stepped(given, rest, 1, 9)),
        Miss("not a number of terms", eq(given, rest), stepped(given, rest, 1, "1")),
        Miss("not defined everywhere", eq(endless(lambda i: reward(i) / i, number(0)), endless(lambda i: reward(i) / i)), stepped(endless(lambda i: reward(i) / i, number(0)), endless(lambda i: reward(i) / i), 1, 1)),
        Miss("not defined everywhere", eq(given, holes), stepped(given, holes, then=anything(holes))),
        Miss("not defined everywhere", eq(given, 2 * given - given), stepped(given, given, 1 + 0 / x)),
        Miss("bound outside", eq(Derivative(discounted, x), 0), stepped(discounted, later, x, 1)),
        Miss("not a proof step", eq(later, shifted), stepped(later, shifted, then=None)),
    ),
)
GENERALISE = Table(
    accepted=(
        Use("a series on both sides", eq(given + given, 2 * given), anything(given)),
        Use("a difference", eq((given - 1) * (given + 1), given**2 - 1), anything(given)),
        Use("with what is known", eq(x * given, y * given), anything(given), (eq(x, y),)),
        Use("two series", eq(given * later, later * given), anything(given, anything(later, name="y"))),
    ),
    rejected=(
        Miss("normal forms", eq(given, 2 * given), anything(given)),
        Miss("normal forms", eq(given, later), anything(given, anything(later, name="y"))),
        Miss("only for equations", rel(">=", vanishing, 0), anything(vanishing, SIGN)),
        Miss("no limit over whole numbers", eq(Derivative(discounted, x), 0), anything(discounted)),
        Miss("not a limit", eq(squares, squares + 1), anything(squares)),
        Miss("the limit may be complex", eq(call("abs", complex_sum) ** 2, complex_sum**2), anything(complex_sum)),
        Miss("the limit may be complex", eq(call("abs", imaginary) ** 2, imaginary**2), anything(imaginary)),
        Miss("the name is not new", eq(given + x, x + given + x), anything(given, name="x")),
        Miss("the name is not new", eq(given, given), anything(given, name="x y")),
        Miss("the name is not new", eq(given, given), anything(given, name=None)),
        Miss("something is known of the name", eq(given, 3), step("have", lemma=rel(">", total(j, at(X, j) ** 2 + 1), 0), proof=SIGN, then=anything(given, name="X"))),
        Miss("not a proof step", eq(given, given), anything(given, None)),
    ),
)

TABLES = {"series_step": SERIES_STEP, "generalise": GENERALISE, "peel": PEEL, "telescope": TELESCOPE, "telescope_series": TELESCOPE_SERIES}
