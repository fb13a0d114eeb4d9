import pytest
import sympy
from sympy import I, Rational, oo, pi, symbols

from verifier.read.latex_print import latex
from verifier.read.quantity import IllFormedError
from verifier.read.sympy_terms import understand
from verifier.terms import (
    Apply,
    At,
    Cases,
    Constant,
    Derivative,
    Function,
    Index,
    Limit,
    Number,
    Power,
    Relation,
    Sort,
    Sum,
    Variable,
    number,
)

x, y = symbols("x y")
n = sympy.Symbol("n", integer=True)
f = sympy.Function("f")


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (1 - x, "1 - x"),
        (x**2 - 2 * x * y + Rational(1, 2), None),
        (sympy.sqrt(x), r"\sqrt{x}"),
        (sympy.cbrt(x), r"x^{\frac{1}{3}}"),
        (sympy.exp(-x) / x, r"\frac{e^{-x}}{x}"),
        (sympy.log(x, 2), r"\frac{\log\left(x\right)}{\log\left(2\right)}"),
        (sympy.Max(x, y), r"\max\left(x, y\right)"),
        (sympy.Abs(x), r"\left|x\right|"),
        (sympy.sign(x), r"\operatorname{sign}\left(x\right)"),
        (sympy.factorial(n), "n!"),
        (sympy.binomial(n, 2), r"\binom{n}{2}"),
        (sympy.Heaviside(x), r"H\left(x\right)"),
        (sympy.floor(x), r"\left\lfloor x \right\rfloor"),
        (pi * x, r"\pi \, x"),
        (sympy.KroneckerDelta(n, 3), None),
        (sympy.erf(x), r"\operatorname{erf}\left(x\right)"),
        (sympy.atan2(y, x), None),
        (sympy.UnevaluatedExpr(x) / x, r"\frac{x}{x}"),
    ],
)
def test_expressions(expression, text):
    printed = latex(understand(expression)[0])
    assert text is None or printed == text


def test_every_fixed_function_has_its_term():
    for name in ("asin", "acosh", "coth", "asech", "acot", "gamma", "loggamma", "conjugate", "re"):
        term, _ = understand(getattr(sympy, name)(sympy.Symbol("z", complex=True)))
        assert term == Function(name, (Variable("z", Sort.COMPLEX),))


def test_a_float_is_the_decimal_as_printed():
    term, background = understand(sympy.Float("0.1"))
    assert term == number("1/10")
    assert "1/10" in background.readings[0]


def test_piecewise_keeps_its_order_and_its_gap():
    both = sympy.Piecewise((1, x > 0), (2, x < 0))
    term, _ = understand(both)
    assert isinstance(term, Cases)
    assert term.otherwise is None
    assert [test.operator for test, _ in term.branches] == [">", "<"]


def test_conditions():
    term, _ = understand(sympy.Piecewise((1, (x > 0) & sympy.Ne(x, 1)), (0, True)))
    assert isinstance(term, Cases)
    assert len(term.branches[0][0].conditions) == 2


def test_a_derivative_of_any_order():
    term, _ = understand(sympy.Derivative(f(x), x, 2))
    inner = Derivative(understand(f(x))[0], Variable("x"))
    assert term == Derivative(inner, Variable("x"))


def test_subs_is_a_value_at_a_point():
    term, _ = understand(sympy.Subs(sympy.Derivative(f(x), x), x, y))
    assert isinstance(term, At)
    assert term.value == Variable("y")
    assert isinstance(understand(f(x))[0], Apply)


def test_sums_bind_their_index():
    k = sympy.Symbol("k", positive=True)
    term, background = understand(sympy.Sum(x * k, (k, 1, n)))
    assert isinstance(term, Sum)
    assert term.index == Index("k", number(1), Variable("n", Sort.INTEGER))
    assert background.facts == ()


def test_a_shadowed_index_gets_a_name_of_its_own():
    inner = sympy.Sum(x**n, (n, 1, 3))
    term, _ = understand(sympy.Sum(inner * n, (n, 1, 2)))
    names = {term.index.name}
    (nested,) = [part for part in term.body.factors if isinstance(part, Sum)]
    assert nested.index.name not in names


def test_limits_and_infinity():
    term, _ = understand(sympy.Limit(1 / x, x, oo))
    assert term == Limit(Power(Variable("x"), number(-1)), Variable("x"), Constant("oo"), "+-")


def test_heaviside_keeps_its_value_at_zero():
    term, _ = understand(sympy.Heaviside(x, 1))
    assert isinstance(term, Cases)
    assert term.branches[1][1] == number(1)


@pytest.mark.parametrize(
    ("symbol", "facts", "sort"),
    [
        (sympy.Symbol("a"), [], Sort.REAL),
        (sympy.Symbol("a", real=True), [], Sort.REAL),
        (sympy.Symbol("a", positive=True), [">"], Sort.REAL),
        (sympy.Symbol("a", nonnegative=True), [">="], Sort.REAL),
        (sympy.Symbol("a", negative=True), ["<"], Sort.REAL),
        (sympy.Symbol("a", nonpositive=True), ["<="], Sort.REAL),
        (sympy.Symbol("a", nonzero=True), ["!="], Sort.REAL),
        (sympy.Symbol("a", integer=True), [], Sort.INTEGER),
        (sympy.Symbol("a", integer=True, positive=True), [">"], Sort.INTEGER),
        (sympy.Symbol("a", even=True), ["="], Sort.INTEGER),
        (sympy.Symbol("a", complex=True), [], Sort.COMPLEX),
        (sympy.Symbol("a", imaginary=True), ["=", "!="], Sort.COMPLEX),
    ],
)
def test_assumptions_of_symbols(symbol, facts, sort):
    term, background = understand(symbol)
    assert term == Variable("a", sort)
    assert [fact.operator for fact in background.facts if isinstance(fact, Relation)] == facts


@pytest.mark.parametrize(
    ("expression", "word"),
    [
        (sympy.besselj(0, x), "besselj"),
        (sympy.DiracDelta(x), "DiracDelta"),
        (sympy.nan, "undefined"),
        (sympy.zoo, "undefined"),
        (oo, "infinity"),
        (sympy.Sum(x, (n, -oo, oo)), "first term"),
        (sympy.Integral(x, x), "indefinite"),
        (sympy.Symbol("a", prime=True), "prime"),
        (sympy.Derivative(f(x), (x, n)), "order"),
        ("x + 1", "expression"),
        (True, "expression"),
        (None, "expression"),
        (sympy.polygamma(1, x), "polygamma"),
    ],
)
def test_what_has_no_term_is_refused_by_name(expression, word):
    with pytest.raises(IllFormedError) as caught:
        understand(expression)
    assert caught.value.flaw.code == "not-supported"
    assert word in caught.value.flaw.message


def test_constants():
    assert understand(I)[0] == Constant("i")
    assert understand(sympy.E)[0] == Function("exp", (Number(number(1).value),))


def test_indexed_bases_take_their_shape_from_their_indices():
    size = sympy.Symbol("m", integer=True)
    i = sympy.Idx("i", size)
    term, _ = understand(sympy.IndexedBase("A")[i])
    assert term.family.starts == (0,)
    assert latex(term.family.shape[0]) == "m"
