"""Claims for the tests of the numbers: true ones, and wrong neighbours of each."""

from __future__ import annotations

from fractions import Fraction

from verifier.claim import Assumption, Claim, Distribution, Forall, OneHot, Recursion
from verifier.terms import (
    Apply,
    At,
    Cases,
    Condition,
    Constant,
    Dependent,
    Derivative,
    Entry,
    Family,
    FunctionSymbol,
    Index,
    Integral,
    Limit,
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

N, M = Variable("n", Sort.DIMENSION), Variable("m", Sort.DIMENSION)
I1, J, K, L = (over(name, N) for name in "ijkl")
X, Y, Z, T = (Variable(name) for name in "xyzt")
XS, YS, TS = (Family(name, (N,)) for name in ("x", "y", "t"))
A, B = Family("A", (N, N)), Family("B", (N, M))
P = over("p", M)
F, G = FunctionSymbol("f"), FunctionSymbol("g")
ZERO, ONE = number(0), number(1)


def at(family: Family, *indices: Term) -> Entry:
    return Entry(family, indices)


def softmax(index: Term) -> Term:
    return call("exp", at(XS, index)) / Sum(L, call("exp", at(XS, L)))


def sigmoid(term: Term) -> Term:
    return 1 / (1 + call("exp", negate(term)))


def f(term: Term, order: int = 0) -> Term:
    return Apply(F, (term,), (order,))


def eq(left: Term, right: Term) -> Relation:
    return Relation("=", left, right)


def claim(relation: Condition, *assumptions: Assumption) -> Claim:
    return Claim("claim", relation, assumptions)


ENTROPY = negate(Sum(I1, at(YS, I1) * call("log", softmax(I1))))
SUM_ONE = eq(Sum(I1, at(YS, I1)), ONE)
JACOBIAN = Derivative(softmax(I1), at(XS, J))
GRADIENT = Derivative(ENTROPY, at(XS, J))
HESSIAN = Derivative(Derivative(ENTROPY, at(XS, I1)), at(XS, J))
POSITIVE = Relation(">", X, ZERO)
U = Family("u", (M,))


def inner(index: Term, *partials: Entry) -> Dependent:
    return Dependent(XS, (index,), (U,), partials)


SIZE, PAD, KERNEL = (Variable(name, Sort.INTEGER) for name in ("s", "p", "k"))
CONVOLVED = call("floor", (SIZE + 2 * PAD - KERNEL) / ONE) + 1
SAME = (eq(2 * PAD, KERNEL - 1), Relation(">=", KERNEL, ONE), Relation(">=", SIZE, ONE))
FROM_ZERO = Index("k", ZERO, N)
LAYERS = Variable("L", Sort.DIMENSION)
WIDTHS = Family("w", (LAYERS,), sort=Sort.DIMENSION)
LAYER = over("a", LAYERS)
UNIT = Index("b", ONE, at(WIDTHS, LAYER))
OUTPUT = Family("o", (LAYERS, at(WIDTHS, LAYER)))
COMPLEX = Variable("z", Sort.COMPLEX)
IMAGINARY = Constant("i")
QUADRATIC = Sum(I1, Sum(J, at(XS, I1) * at(A, I1, J) * at(XS, J)))
SYMMETRIC = Forall((I1, J), eq(at(A, I1, J), at(A, J, I1)))
STEEP = Limit(sigmoid(T * X), T, Constant("oo"))

TRUE: dict[str, Claim] = {
    "jacobian": claim(eq(JACOBIAN, softmax(I1) * (delta(I1, J) - softmax(J)))),
    "jacobian, different": claim(
        eq(JACOBIAN, negate(softmax(I1) * softmax(J))), Relation("!=", I1, J)
    ),
    "gradient, one-hot": claim(eq(GRADIENT, softmax(J) - at(YS, J)), OneHot(YS)),
    "gradient, distribution": claim(eq(GRADIENT, softmax(J) - at(YS, J)), Distribution(YS)),
    "gradient, sum one": claim(eq(GRADIENT, softmax(J) - at(YS, J)), SUM_ONE),
    "gradient at the label": claim(
        eq(GRADIENT, softmax(J) - 1), OneHot(YS), eq(at(YS, J), ONE)
    ),
    "hessian": claim(eq(HESSIAN, softmax(I1) * (delta(I1, J) - softmax(J))), OneHot(YS)),
    "sum of softmax": claim(eq(Sum(I1, softmax(I1)), ONE)),
    "positive": claim(Relation(">", softmax(I1), ZERO)),
    "sigmoid": claim(eq(Derivative(sigmoid(X), X), sigmoid(X) * (1 - sigmoid(X)))),
    "chain rule": claim(eq(Derivative(f(X**2), X), 2 * X * f(X**2, 1))),
    "inner functions": claim(
        eq(
            Derivative(Sum(I1, call("exp", inner(I1))), at(U, P)),
            Sum(I1, call("exp", inner(I1)) * inner(I1, at(U, P))),
        )
    ),
    "put in": claim(
        eq(At(Derivative(call("sin", T), T), T, (), f(X)), call("cos", f(X)))
    ),
    "quadratic form": claim(
        eq(Derivative(QUADRATIC, at(XS, K)), 2 * Sum(L, at(A, K, L) * at(XS, L))), SYMMETRIC
    ),
    "log of a product": claim(
        eq(call("log", X * Y), call("log", X) + call("log", Y)), POSITIVE, Relation(">", Y, ZERO)
    ),
    "root of a square": claim(eq((X**2) ** Fraction(1, 2), call("abs", X))),
    "same padding": claim(eq(CONVOLVED, SIZE), *SAME),
    "binomial theorem": claim(
        eq(Sum(FROM_ZERO, call("binomial", N, FROM_ZERO) * X**FROM_ZERO), (1 + X) ** N)
    ),
    "twice the dimension": claim(eq(N * N, 4 * M * M), eq(N, 2 * M)),
    "unit circle": claim(eq((X + Y) ** 2, 1 + 2 * X * Y), eq(X**2 + Y**2, ONE)),
    "defined quantity": claim(eq(Y * Y, call("exp", 2 * X)), eq(Y, call("exp", X))),
    "layers": claim(
        eq(Sum(UNIT, 2 * at(OUTPUT, LAYER, UNIT)), 2 * Sum(UNIT, at(OUTPUT, LAYER, UNIT)))
    ),
    "euler": claim(
        eq(call("exp", IMAGINARY * X), call("cos", X) + IMAGINARY * call("sin", X))
    ),
    "modulus": claim(eq(call("abs", COMPLEX) ** 2, COMPLEX * call("conjugate", COMPLEX))),
    "steep sigmoid": claim(eq(STEEP, ONE), POSITIVE),
    "integral": claim(eq(Integral(call("cos", T), T, ZERO, X), call("sin", X))),
    "fundamental theorem": claim(
        eq(Derivative(Integral(call("exp", T**2), T, ZERO, X), X), call("exp", X**2))
    ),
    "ordered": claim(
        Relation("<", X, Z), Relation("<", X, Y), Relation("<", Y, Z)
    ),
    "rows": claim(
        eq(Sum(I1, Sum(P, at(B, I1, P))), N), Forall((I1,), eq(Sum(P, at(B, I1, P)), ONE))
    ),
    "relu": claim(
        eq(Derivative(call("max", X, 0), X), Cases(((Relation(">", X, ZERO), ONE),), ZERO)),
        Relation("!=", X, ZERO),
    ),
}  # fmt: skip

FALSE: dict[str, Claim] = {
    "jacobian, sign": claim(eq(JACOBIAN, softmax(I1) * (delta(I1, J) + softmax(J)))),
    "jacobian, no delta": claim(eq(JACOBIAN, negate(softmax(I1) * softmax(J)))),
    "jacobian, wrong case": claim(
        eq(JACOBIAN, negate(softmax(I1) * softmax(J))), eq(I1, J)
    ),
    "jacobian, swapped": claim(eq(JACOBIAN, softmax(J) * (delta(I1, J) - softmax(J)))),
    "gradient, nothing assumed": claim(eq(GRADIENT, softmax(J) - at(YS, J))),
    "gradient, sign": claim(eq(GRADIENT, softmax(J) + at(YS, J)), OneHot(YS)),
    "hessian, label": claim(
        eq(HESSIAN, softmax(I1) * (delta(I1, J) - at(YS, J))), Distribution(YS)
    ),
    "below one": claim(Relation("<", softmax(I1), ONE)),
    "sigmoid, factor": claim(eq(Derivative(sigmoid(X), X), 2 * sigmoid(X) * (1 - sigmoid(X)))),
    "chain rule, lost factor": claim(eq(Derivative(f(X**2), X), X * f(X**2, 1))),
    "f where f' belongs": claim(eq(Derivative(f(X**2), X), 2 * X * f(X**2))),
    "inner functions, lost": claim(
        eq(
            Derivative(Sum(I1, call("exp", inner(I1))), at(U, P)),
            Sum(I1, inner(I1, at(U, P))),
        )
    ),
    "quadratic form, not symmetric": claim(
        eq(Derivative(QUADRATIC, at(XS, K)), 2 * Sum(L, at(A, K, L) * at(XS, L)))
    ),
    "root of a square": claim(eq((X**2) ** Fraction(1, 2), X)),
    "same padding, off by one": claim(eq(CONVOLVED, SIZE + 1), *SAME),
    "almost exp": claim(eq(call("exp", X), 1 + X + X**2 / 2 + X**3 / 6 + X**4 / 24)),
    "unit circle": claim(eq(X + Y, ONE), eq(X**2 + Y**2, ONE)),
    "layers": claim(eq(Sum(UNIT, 2 * at(OUTPUT, LAYER, UNIT)), Sum(UNIT, at(OUTPUT, LAYER, UNIT)))),
    "complex logarithm": claim(eq(call("log", call("exp", COMPLEX)), COMPLEX)),
    "steep sigmoid": claim(eq(STEEP, number("1/2")), POSITIVE),
    "steep sigmoid, wrong side": claim(eq(STEEP, ONE), Relation("<", X, ZERO)),
    "integral": claim(eq(Integral(call("cos", T), T, ZERO, X), call("cos", X))),
    "strict": claim(Relation(">", call("exp", X), 1 + X)),
    "different": claim(Relation("!=", X, Y)),
    "all entries": claim(eq(at(A, I1, J), at(A, J, I1))),
}  # fmt: skip

DEPTH = Variable("L", Sort.DIMENSION)
ACTIVE, LOSS = Family("o", (N,)), Family("E", (DEPTH,))
WEIGHTS = Family("W", (DEPTH, N, N))
INNER = Index("h", ONE, DEPTH - 1)


def loss(layer: Term) -> Dependent:
    return Dependent(LOSS, (layer,), (ACTIVE,))


def forward(unit: Term) -> Term:
    return sigmoid(Sum(I1, at(ACTIVE, I1) * at(WEIGHTS, INNER, I1, unit)))


DEEPER = Recursion((INNER,), loss(INNER), At(loss(INNER + 1), ACTIVE, (K,), forward(K)))
OUTER_GRADIENT = At(Derivative(loss(INNER + 1), at(ACTIVE, K)), ACTIVE, (L,), forward(L))
TRUE["backpropagation"] = claim(
    eq(
        Derivative(loss(INNER), at(ACTIVE, J)),
        Sum(K, at(WEIGHTS, INNER, J, K) * forward(K) * (1 - forward(K)) * OUTER_GRADIENT),
    ),
    DEEPER,
)
FALSE["backpropagation, lost inner factor"] = claim(
    eq(
        Derivative(loss(INNER), at(ACTIVE, J)),
        Sum(K, at(WEIGHTS, INNER, J, K) * forward(K) * OUTER_GRADIENT),
    ),
    DEEPER,
)
