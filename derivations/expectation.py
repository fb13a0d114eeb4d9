"""The gradient of a log-probability: its own score's gradient minus the expected one.

The scores $x_1(u), \\dots, x_n(u)$ are arbitrary smooth functions of a vector u.
"""

from sympy import exp, log

from verifier import (
    D,
    Sum,
    derivation,
    dimension,
    distribution,
    equal,
    expectation,
    gradient,
    index,
    let,
    log_softmax,
    one_hot,
    real,
    softmax,
    vector,
)

notes = derivation("Expected gradients", source="IFT6390 HW3 Q1 l-m")

n, m = dimension("n m")
i, j, l = index("i j l", n)
a = index("a", m)
u = vector("u", m)
x = vector("x", n, of=u)
s = let("s", softmax(x))
total = Sum(exp(x[j]), j)
expected = expectation(D(x, u), s)  # a vector: the mean over j of grad x_j

notes.chain(
    "log-softmax",
    log(s[i]),
    log(exp(x[i])) - log(total),
    x[i] - log(total),
    source="IFT6390 HW3, Q1 l",
)
notes.chain(
    "gradient-entry",
    D(log(s[i]), u[a]),
    D(x[i], u[a]) - D(log(total), u[a]),
    D(x[i], u[a]) - 1 / total * Sum(exp(x[j]) * D(x[j], u[a]), j),
    D(x[i], u[a]) - Sum(s[j] * D(x[j], u[a]), j),
    source="IFT6390 HW3, Q1 l",
    title="Gradient of a log-probability, entry by entry",
)
notes.claim(
    "gradient",
    equal(gradient(log(s[i]), u), gradient(x[i], u) - expected),
    source="IFT6390 HW3, Q1 l",
    title="Gradient of a log-probability",
)
notes.claim(
    "expected",
    equal(expected[a], Sum(D(x[j], u[a]) * (exp(x[j]) / total), j)),
    source="IFT6390 HW3, Q1 l",
)
notes.erratum(
    "sum-over-another-letter",
    equal(expected[a], Sum(D(x[j], u[a]) * s[j], i)),
    reason="IFT6390 HW3, Q1 l, (2): the sum runs over i, the summand has j",
)
notes.erratum(
    "index-lost-on-the-left",
    equal(D(log_softmax(x), u), D(x[i], u) - expected),
    expect="ill-formed",
    reason="IFT6390 HW3, Q1 l, first line: the left side has lost its index i",
)
notes.claim(
    "mean-score",
    equal(
        expectation(D(log(s[i]), u[a]).subs({}), s) if False else Sum(s[i] * D(log(s[i]), u[a]), i),
        0,
    ),
    title="The expected gradient of the log-probability is 0",
)

# -- cross-entropy

c = one_hot("c", n)
loss = let("L", -Sum(c[i] * log(s[i]), i))
steps = (
    -Sum(c[i] * D(log(s[i]), u[a]), i),
    -Sum(c[i] * (D(x[i], u[a]) - expected[a]), i),
    -Sum(c[i] * D(x[i], u[a]), i) + expected[a] * Sum(c[i], i),
    -Sum(c[i] * D(x[i], u[a]), i) + expected[a],
)
notes.chain(
    "cross-entropy",
    D(loss, u[a]),
    *steps,
    source="IFT6390 HW3, Q1 m, mended",
    title="Gradient of the cross-entropy",
)
notes.erratum(
    "cross-entropy-sign",
    equal(D(loss, u[a]), Sum(c[i] * D(x[i], u[a]), i) + expected[a]),
    reason="IFT6390 HW3, Q1 m, last line: the minus before the sum is lost",
)
t = vector("t", n)
notes.erratum(
    "cross-entropy-without-labels",
    equal(D(-Sum(t[i] * log(s[i]), i), u[a]), -Sum(t[i] * D(x[i], u[a]), i) + expected[a]),
    reason="needs labels that sum to 1",
)

# -- expectations themselves

p = distribution("p", n)
v, w = vector("v w", n)
b = real("b")
notes.claim("linear", equal(expectation(v + w, p), expectation(v, p) + expectation(w, p)))
notes.claim("constant", equal(expectation(v + b, p), expectation(v, p) + b))
notes.claim(
    "variance",
    equal(
        expectation((v - expectation(v, p)) ** 2, p), expectation(v**2, p) - expectation(v, p) ** 2
    ),
)
notes.claim("variance-nonnegative", expectation((v - expectation(v, p)) ** 2, p) >= 0)
