import pytest

from verifier.read.latex_names import name_latex
from verifier.read.latex_print import latex
from verifier.read.roots import root
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Apply,
    At,
    Cases,
    Dependent,
    Derivative,
    Entry,
    Family,
    FunctionSymbol,
    Integral,
    Limit,
    Multiply,
    Not,
    Or,
    Power,
    Product,
    Relation,
    Sort,
    Sum,
    Variable,
    call,
    delta,
    number,
    over,
)

N = Variable("n", Sort.DIMENSION)
A, B, K = over("i", N), over("j", N), over("k", N)
X = Family("x", (N,))
U = Family("u", (N,))
T, S = Variable("t"), Variable("s")


def x(index):
    return Entry(X, (index,))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x", "x"),
        ("theta", r"\theta"),
        ("W1", "W_{1}"),
        ("W_1", "W_{1}"),
        ("d_h", "d_{h}"),
        ("y_hat", r"\hat{y}"),
        ("yhat", r"\hat{y}"),
        ("loss", r"\mathrm{loss}"),
        ("y_hat_1", r"\hat{y}_{1}"),
        (r"W^{(2)}", r"W^{(2)}"),
        (r"\hat{y}", r"\hat{y}"),
    ],
)
def test_names(name, text):
    assert name_latex(name) == text


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (T - 1, "t - 1"),
        (ONE - T, "1 - t"),
        (T - (T - 1), r"t - \left(t - 1\right)"),
        (T - (T + S) * 2, r"t - \left(t + s\right) \, 2".replace(r"\, 2", r"\cdot 2")),
        (-(T**2), "-t^{2}"),
        ((-T) ** 2, r"\left(-t\right)^{2}"),
        ((T**2) ** 3, r"\left(t^{2}\right)^{3}"),
        (Power(T, number("1/2")), r"\sqrt{t}"),
        (Power(T, number("1/3")), r"t^{\frac{1}{3}}"),
        (root(T, 3), r"\sqrt[3]{t}"),
        (root(number(2), 3), r"\sqrt[3]{2}"),
        (Power(T, number(-2)), r"\frac{1}{t^{2}}"),
        (number("2/3") * T, r"\frac{2}{3} \, t"),
        (T / (S + 1), r"\frac{t}{s + 1}"),
        (number(2) * number(3), r"2 \cdot 3"),
        (call("sin", T) ** 2, r"\left(\sin\left(t\right)\right)^{2}"),
        (call("exp", -T), "e^{-t}"),
        (call("floor", T), r"\left\lfloor t \right\rfloor"),
        (call("max", T, 0), r"\max\left(t, 0\right)"),
        (call("asinh", T), r"\operatorname{arsinh}\left(t\right)"),
        (Sum(K, x(K)), r"\sum_{k=1}^{n} x_{k}"),
        (Sum(K, x(K) + 1), r"\sum_{k=1}^{n} \left(x_{k} + 1\right)"),
        (Sum(K, x(K)) * T, r"\left(\sum_{k=1}^{n} x_{k}\right) \, t"),
        (T * Sum(K, x(K)), r"t \, \sum_{k=1}^{n} x_{k}"),
        (Sum(K, x(K)) + T, r"\sum_{k=1}^{n} x_{k} + t"),
        (Product(K, x(K)), r"\prod_{k=1}^{n} x_{k}"),
        (delta(A, B), r"\delta_{i j}"),
        (x(A + 1), "x_{i + 1}"),
        (Derivative(x(A), x(B)), r"\frac{\partial x_{i}}{\partial x_{j}}"),
        (
            Derivative(Derivative(T, T), S),
            r"\frac{\partial^{2} t}{\partial t \, \partial s}",
        ),
        (
            Cases(((Relation(">", T, ZERO), T),), ZERO),
            r"\begin{cases} t, & t > 0 \\ 0, & \text{otherwise} \end{cases}",
        ),
        (At(T**2, T, (), S), r"\left. t^{2} \right|_{t = s}"),
        (Limit(ONE / T, T, ZERO, "+"), r"\lim_{t \to 0^{+}} \frac{1}{t}"),
        (Integral(T, T, ZERO, ONE), r"\int_{0}^{1} t \, dt"),
        (Apply(FunctionSymbol("f"), (T,), (2,)), r"f''\left(t\right)"),
        (
            Dependent(X, (A,), (U,), (Entry(U, (B,)),)),
            r"\frac{\partial x_{i}\left(u\right)}{\partial u_{j}}",
        ),
        (Relation("<=", T, S), r"t \le s"),
        (Or((Relation("<", T, S), Not(Relation("=", T, S)))), None),
        (Multiply((number(-2), T)), r"-2 \, t"),
        (Add((T, Multiply((number(-2), S)))), r"t - 2 \, s"),
        (Entry(Family("W_1", (N, N)), (A, B)), r"\left(W_{1}\right)_{i j}"),
        (Entry(Family("W", (N, N)), (A, number(12))), "W_{i, 12}"),
    ],
)
def test_terms(term, text):
    printed = latex(term)
    if text is not None:
        assert printed == text
    assert printed.count("{") == printed.count("}")
    assert printed.count(r"\left") - printed.count(r"\left.") >= 0
