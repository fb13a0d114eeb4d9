"""True claims over symbolic dimensions, from which wrong neighbours are made."""

from __future__ import annotations

from fractions import Fraction

from verifier.claim import Assumption, Claim, Distribution, Forall, OneHot
from verifier.terms import (
    ONE,
    ZERO,
    Apply,
    Cases,
    Constant,
    Derivative,
    Entry,
    Family,
    Function,
    FunctionSymbol,
    Index,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    call,
    delta,
    negate,
    number,
    over,
)

n, m, p = (Variable(name, Sort.DIMENSION) for name in "nmp")
i, j, k, h = (over(name, n) for name in "ijkl")
a, b = over("a", m), over("b", m)
c = over("c", p)
X, Y, T, U = (Family(name, (n,)) for name in ("x", "y", "t", "u"))
A, B = Family("A", (n, n)), Family("B", (n, n))
W, H, V = Family("W", (m, n)), Family("h", (m,)), Family("V", (n, p))
z, w, v = Variable("z"), Variable("w"), Variable("v")
half = Fraction(1, 2)


def x(at: Term) -> Entry:
    return Entry(X, (at,))


def y(at: Term) -> Entry:
    return Entry(Y, (at,))


def t(at: Term) -> Entry:
    return Entry(T, (at,))


def u(at: Term) -> Entry:
    return Entry(U, (at,))


def e(family: Family, *at: Term) -> Entry:
    return Entry(family, at)


def exp(term: Term) -> Function:
    return call("exp", term)


def log(term: Term) -> Function:
    return call("log", term)


def s(at: Term) -> Term:
    """The softmax of x."""
    return exp(x(at)) / Sum(h, exp(x(h)))


def sigmoid(term: Term) -> Term:
    return 1 / (1 + exp(negate(term)))


def softplus(term: Term) -> Term:
    return log(1 + exp(term))


def D(term: Term, by: Entry | Variable) -> Derivative:
    return Derivative(term, by)


def eq(left: Term, right: Term | int) -> Relation:
    return Relation("=", left, number(right) if isinstance(right, int) else right)


def cross_entropy(label: Family) -> Term:
    return negate(Sum(i, Entry(label, (i,)) * log(s(i))))


norm = Sum(h, x(h) ** 2) ** half
mean = Sum(h, x(h)) / n
affine = Sum(h, e(W, a, h) * x(h)) + e(H, a)
f = FunctionSymbol("f")
layer = Family("q", (m,))
kx = Index("k", ONE, n)
k0 = Index("k", ZERO, n)

CLAIMS: dict[str, tuple[Relation, tuple[Assumption, ...]]] = {
    "softmax-jacobian": (eq(D(s(i), x(j)), s(i) * (delta(i, j) - s(j))), ()),
    "softmax-jacobian-cases": (
        eq(
            D(s(i), x(j)),
            Cases(((Relation("=", i, j), s(i) * (ONE - s(i))),), negate(s(i) * s(j))),
        ),
        (),
    ),
    "softmax-jacobian-off-diagonal": (
        eq(D(s(i), x(j)), negate(s(i) * s(j))),
        (Relation("!=", i, j),),
    ),
    "softmax-sum": (eq(Sum(i, s(i)), 1), ()),
    "softmax-positive": (Relation(">", s(i), ZERO), ()),
    "softmax-at-most-one": (Relation("<=", s(i), ONE), ()),
    "softmax-shift": (
        eq(exp(x(i) + z) / Sum(h, exp(x(h) + z)), s(i)),
        (),
    ),
    "log-sum-exp": (eq(D(log(Sum(h, exp(x(h)))), x(j)), s(j)), ()),
    "log-softmax": (eq(D(log(s(i)), x(j)), delta(i, j) - s(j)), ()),
    "log-softmax-value": (eq(log(s(i)), x(i) - log(Sum(h, exp(x(h))))), ()),
    "cross-entropy-one-hot": (eq(D(cross_entropy(Y), x(j)), s(j) - y(j)), (OneHot(Y),)),
    "cross-entropy-distribution": (
        eq(D(cross_entropy(T), x(j)), s(j) - t(j)),
        (Distribution(T),),
    ),
    "cross-entropy-sum": (
        eq(D(cross_entropy(T), x(j)), s(j) - t(j)),
        (eq(Sum(h, t(h)), 1),),
    ),
    "cross-entropy-any": (
        eq(D(cross_entropy(T), x(j)), s(j) * Sum(h, t(h)) - t(j)),
        (),
    ),
    "cross-entropy-hessian": (
        eq(D(D(cross_entropy(Y), x(i)), x(j)), s(i) * (delta(i, j) - s(j))),
        (OneHot(Y),),
    ),
    "expectation-gradient": (
        eq(D(Sum(i, s(i) * u(i)), x(j)), s(j) * (u(j) - Sum(k, s(k) * u(k)))),
        (),
    ),
    "sum-of-squares": (eq(D(Sum(i, x(i) ** 2), x(j)), 2 * x(j)), ()),
    "mean-squared-error": (
        eq(D(Sum(i, (x(i) - y(i)) ** 2) / n, x(j)), 2 * (x(j) - y(j)) / n),
        (),
    ),
    "dot": (eq(D(Sum(i, x(i) * y(i)), x(j)), y(j)), ()),
    "matrix-vector": (eq(D(Sum(h, e(W, a, h) * x(h)), x(j)), e(W, a, j)), ()),
    "matrix-vector-by-matrix": (
        eq(D(Sum(h, e(W, a, h) * x(h)), e(W, b, j)), delta(a, b) * x(j)),
        (),
    ),
    "affine-sigmoid": (
        eq(
            D(sigmoid(affine), x(j)),
            sigmoid(affine) * (1 - sigmoid(affine)) * e(W, a, j),
        ),
        (),
    ),
    "affine-tanh-bias": (
        eq(
            D(call("tanh", affine), e(H, b)),
            delta(a, b) * (1 - call("tanh", affine) ** 2),
        ),
        (),
    ),
    "affine-by-weights": (
        eq(
            D(sigmoid(affine), e(W, b, j)),
            delta(a, b) * sigmoid(affine) * (1 - sigmoid(affine)) * x(j),
        ),
        (),
    ),
    "matrix-product": (
        eq(
            D(Sum(h, e(A, i, h) * e(V, h, c)), e(V, j, c)),
            e(A, i, j),
        ),
        (),
    ),
    "quadratic-form": (
        eq(
            D(Sum(i, Sum(h, x(i) * e(A, i, h) * x(h))), x(j)),
            Sum(h, (e(A, j, h) + e(A, h, j)) * x(h)),
        ),
        (),
    ),
    "quadratic-form-symmetric": (
        eq(
            D(Sum(i, Sum(h, x(i) * e(A, i, h) * x(h))), x(j)),
            2 * Sum(h, e(A, j, h) * x(h)),
        ),
        (Forall((i, h), eq(e(A, i, h), e(A, h, i))),),
    ),
    "trace-of-product": (
        eq(D(Sum(i, Sum(h, e(A, i, h) * e(B, h, i))), e(A, j, k)), e(B, k, j)),
        (),
    ),
    "norm": (eq(D(norm, x(j)), x(j) / norm), ()),
    "norm-squared": (eq(D(norm**2, x(j)), 2 * x(j)), ()),
    "norm-direction": (
        eq(D(x(i) / norm, x(j)), delta(i, j) / norm - x(i) * x(j) / norm**3),
        (),
    ),
    "variance": (
        eq(Sum(i, (x(i) - mean) ** 2), Sum(i, x(i) ** 2) - n * mean**2),
        (),
    ),
    "variance-gradient": (eq(D(Sum(i, (x(i) - mean) ** 2) / n, x(j)), 2 * (x(j) - mean) / n), ()),
    "centred": (eq(Sum(i, x(i) - mean), 0), ()),
    "centred-jacobian": (eq(D(x(i) - mean, x(j)), delta(i, j) - 1 / n), ()),
    "sigmoid": (eq(D(sigmoid(z), z), sigmoid(z) * (1 - sigmoid(z))), ()),
    "sigmoid-complement": (eq(sigmoid(negate(z)), 1 - sigmoid(z)), ()),
    "sigmoid-second": (
        eq(D(D(sigmoid(z), z), z), sigmoid(z) * (1 - sigmoid(z)) * (1 - 2 * sigmoid(z))),
        (),
    ),
    "sigmoid-middle": (
        eq(D(sigmoid(z), z), exp(negate(z)) / (1 + exp(negate(z))) ** 2),
        (),
    ),
    "softplus": (eq(D(softplus(z), z), sigmoid(z)), ()),
    "softplus-difference": (eq(softplus(z) - softplus(negate(z)), z), ()),
    "log-sigmoid": (eq(log(sigmoid(z)), negate(softplus(negate(z)))), ()),
    "binary-cross-entropy": (
        eq(
            D(negate(w * log(sigmoid(z)) + (1 - w) * log(1 - sigmoid(z))), z),
            sigmoid(z) - w,
        ),
        (),
    ),
    "squared-sigmoid": (
        eq(
            D((sigmoid(z) - w) ** 2 / 2, z),
            (sigmoid(z) - w) * sigmoid(z) * (1 - sigmoid(z)),
        ),
        (),
    ),
    "regularised": (
        eq(
            D(Sum(i, (x(i) - y(i)) ** 2) + v * Sum(i, x(i) ** 2), x(j)),
            2 * (x(j) - y(j)) + 2 * v * x(j),
        ),
        (),
    ),
    "relu": (
        eq(
            D(call("max", z, 0), z),
            Cases(((Relation(">", z, ZERO), ONE),), ZERO),
        ),
        (),
    ),
    "arithmetic-sum": (eq(Sum(kx, kx), n * (n + 1) / 2), ()),
    "square-sum": (eq(Sum(kx, kx**2), n * (n + 1) * (2 * n + 1) / 6), ()),
    "geometric-sum": (eq(Sum(k0, z**k0), (1 - z ** (n + 1)) / (1 - z)), ()),
    "chain-rule": (
        eq(D(Apply(f, (z**2 * w,), (0,)), z), 2 * z * w * Apply(f, (z**2 * w,), (1,))),
        (),
    ),
    "gaussian": (
        eq(D(exp(negate(z**2) / (2 * w**2)), z), negate(z) / w**2 * exp(negate(z**2) / (2 * w**2))),
        (),
    ),
    "entropy": (
        eq(
            D(negate(Sum(i, t(i) * log(t(i)))), t(j)),
            negate(log(t(j))) - 1,
        ),
        (Forall((i,), Relation(">", t(i), ZERO)),),
    ),
    "double-angle": (eq(call("sin", 2 * z), 2 * call("sin", z) * call("cos", z)), ()),
    "binomial": (eq((z + w) ** 2, z**2 + 2 * z * w + w**2), ()),
    "error-function": (
        eq(D(call("erf", z), z), 2 * exp(negate(z**2)) / Constant("pi") ** half),
        (),
    ),
}


def claims() -> list[Claim]:
    """All of them."""
    return [Claim(name, relation, given) for name, (relation, given) in CLAIMS.items()]
