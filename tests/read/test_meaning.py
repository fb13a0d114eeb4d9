"""Terms mean what SymPy's expressions mean: both are evaluated, by code that shares nothing."""

import math
import operator

import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from verifier import Sum, dimension, index, matrix, softmax, vector
from verifier.read.sympy_terms import understand
from verifier.terms import (
    Add,
    Cases,
    Constant,
    Entry,
    Function,
    Index,
    Multiply,
    Number,
    Power,
    Relation,
    Variable,
)
from verifier.terms import Sum as SumTerm

COMPARE = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
    ">=": operator.ge,
}  # fmt: skip
FUNCTIONS = {
    "exp": math.exp, "sin": math.sin, "cos": math.cos, "atan": math.atan, "tanh": math.tanh,
    "abs": abs, "floor": math.floor, "max": max, "min": min,
}  # fmt: skip


def value(term, point):
    """The value of a term at a point: name -> number, or name -> function of the indices."""
    match term:
        case Number(number):
            return float(number)
        case Constant("pi"):
            return math.pi
        case Variable(name) | Index(name):
            return point[name]
        case Entry(family, indices):
            return point[family.name](*(int(value(index, point)) for index in indices))
        case Add(terms):
            return sum(value(part, point) for part in terms)
        case Multiply(factors):
            return math.prod(value(part, point) for part in factors)
        case Power(base, exponent):
            return value(base, point) ** value(exponent, point)
        case Function(name, arguments):
            return FUNCTIONS[name](*(value(part, point) for part in arguments))
        case SumTerm(bound, body):
            low, high = (int(value(end, point)) for end in (bound.lower, bound.upper))
            return sum(value(body, point | {bound.name: k}) for k in range(low, high + 1))
        case Cases(branches, otherwise):
            for test, result in branches:
                if holds(test, point):
                    return value(result, point)
            return value(otherwise, point)
    raise AssertionError(term)


def holds(test, point):
    match test:
        case Relation(sign, left, right):
            return COMPARE[sign](value(left, point), value(right, point))
    raise AssertionError(test)


X, Y = sympy.symbols("x y", real=True)
LEAVES = st.sampled_from([X, Y, sympy.Integer(2), sympy.Rational(-1, 3), sympy.pi])


def grow(inner):
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: p[0] + p[1]),
        pair.map(lambda p: p[0] - p[1]),
        pair.map(lambda p: p[0] * p[1]),
        inner.map(lambda e: e**2),
        inner.map(lambda e: 1 / (2 + sympy.sin(e))),
        inner.map(sympy.cos),
        inner.map(lambda e: sympy.exp(sympy.tanh(e))),
        inner.map(sympy.Abs),
        inner.map(sympy.floor),
        pair.map(lambda p: sympy.Max(*p)),
        pair.map(lambda p: sympy.Min(*p)),
        pair.map(lambda p: sympy.Piecewise((p[0], X > Y), (p[1], True))),
    )


@settings(max_examples=60, deadline=None)
@given(st.recursive(LEAVES, grow, max_leaves=8), st.integers(-9, 9), st.integers(-9, 9))
def test_expressions_keep_their_value(expression, a, b):
    assume(expression.is_finite is not False)
    term, _ = understand(expression)
    x, y = (
        sympy.Rational(a, 7) + sympy.Rational(1, 97),
        sympy.Rational(b, 5) + sympy.Rational(1, 89),
    )
    expected = sympy.N(expression.subs({X: x, Y: y}), 30)
    assume(expected.is_real and abs(expected) < 1e6)
    found = value(term, {"x": float(x), "y": float(y)})
    assert math.isclose(found, float(expected), abs_tol=1e-6, rel_tol=1e-6)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 4), st.integers(1, 3), st.randoms(use_true_random=False))
def test_arrays_keep_their_value_at_every_size(n_size, m_size, random):
    n, m = dimension("n m")
    i, k, r = index("i", n), index("k", n), index("r", m)
    x, A, W = vector("x", n), matrix("A", n, n), matrix("W", m, n)
    xs = [random.uniform(-1, 1) for _ in range(n_size)]
    square = [[random.uniform(-1, 1) for _ in range(n_size)] for _ in range(n_size)]
    wide = [[random.uniform(-1, 1) for _ in range(n_size)] for _ in range(m_size)]
    point = {
        "n": n_size, "m": m_size, "i": n_size, "r": m_size,
        "x": lambda p: xs[p - 1],
        "A": lambda p, q: square[p - 1][q - 1],
        "W": lambda p, q: wide[p - 1][q - 1],
    }  # fmt: skip
    image = [sum(a * b for a, b in zip(row, xs, strict=True)) for row in wide]
    twice = [sum(a * b for a, b in zip(row, xs, strict=True)) for row in square]
    weights = [math.exp(v) for v in xs]
    cases = [
        ((W @ x)[r], image[-1]),
        ((W @ (A @ x)).sum(), sum(sum(a * b for a, b in zip(row, twice, strict=True))
                                  for row in wide)),
        (softmax(x)[i], weights[-1] / sum(weights)),
        (Sum(x[k] * x[i], k), sum(xs) * xs[-1]),
        (Sum((A @ x)[k] * A[i, k], k), sum(t * a for t, a in
                                           zip(twice, square[-1], strict=True))),
        ((W.T @ W)[i, i], sum(row[-1] ** 2 for row in wide)),
        ((x * (1 - x)).sum(), sum(v * (1 - v) for v in xs)),
        ((W + x)[r, i], wide[-1][-1] + xs[-1]),
        (W.sum(axis=0)[i], sum(row[-1] for row in wide)),
    ]  # fmt: skip
    for expression, expected in cases:
        term, _ = understand(expression)
        assert math.isclose(value(term, point), expected, abs_tol=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.permutations(["i", "j", "k", "l", "k_1", "i_1"]))
def test_the_names_of_indices_do_not_matter(names):
    """The same sums under other names of the author's indices: nothing is captured."""
    n = dimension("n")
    a, b = index(f"{names[0]} {names[1]}", n)
    A = matrix("A", n, n)
    expression = (A @ A @ A)[a, b] * Sum((A @ A)[a, b] * A[a, b], b)
    term, _ = understand(expression)
    entries = [[1.0, 2.0], [-3.0, 0.5]]
    point = {"n": 2, "A": lambda p, q: entries[p - 1][q - 1], names[0]: 2, names[1]: 1}
    assert math.isclose(value(term, point), expected_product(entries), abs_tol=1e-9)


def expected_product(entries):
    size = range(2)

    def times(p, q):
        return [[sum(p[a][c] * q[c][b] for c in size) for b in size] for a in size]

    square = times(entries, entries)
    cube = times(square, entries)
    return cube[1][0] * sum(square[1][b] * entries[1][b] for b in size)
