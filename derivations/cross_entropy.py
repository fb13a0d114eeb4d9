"""Cross-entropy: its gradient through the softmax, its Hessian, the two-class case, and the
squared error beside it."""

from sympy import Rational, exp, log

from verifier import (
    D,
    Sum,
    at,
    cases,
    decimal,
    delta,
    derivation,
    diag,
    dimension,
    distribution,
    dot,
    equal,
    gradient,
    index,
    let,
    log_softmax,
    logsumexp,
    one_hot,
    ones,
    outer,
    positive,
    real,
    shape,
    sigmoid,
    softmax,
    softplus,
    unequal,
    vector,
)

notes = derivation(
    "Cross-entropy",
    source="Assignment 1 Notes §2.b, CS224n solutions §2b, 499-hw1-part1, IFT6390 HW3 Q1 m "
    "and Q2 e-h, l, Homework, tanh network",
)

n = dimension("n")
i, j, k, l = index("i j k l", n)
x = vector("x", n)
y = one_hot("y", n)
s = let("s", softmax(x))
loss = let("CE", -Sum(y[i] * log(s[i]), i))

# -- the gradient, step by step

notes.claim("log-sum-exp", equal(gradient(logsumexp(x), x), s), title="Gradient of log-sum-exp")
notes.chain(
    "log-sum-exp-entry",
    D(log(Sum(exp(x[l]), l)), x[j]),
    exp(x[j]) / Sum(exp(x[l]), l),
    s[j],
    source="Assignment 1 Notes, section 2.b",
)
notes.chain(
    "loss",
    loss,
    -Sum(y[i] * log(exp(x[i]) / Sum(exp(x[l]), l)), i),
    -Sum(y[i] * (x[i] - logsumexp(x)), i),
    logsumexp(x) - dot(y, x),
    title="The loss of one label",
    source="Assignment 1 Notes, section 2.b",
)
notes.chain(
    "gradient-steps",
    D(loss, x[j]),
    -D(Sum(y[i] * (x[i] - logsumexp(x)), i), x[j]),
    s[j] * Sum(y[i], i) - y[j],
    s[j] - y[j],
    title="Gradient for a one-hot label, entry by entry",
    source="Assignment 1 Notes, section 2.b; Homework, tanh network",
)
notes.claim("gradient", equal(gradient(loss, x), s - y), title="Gradient for a one-hot label")
notes.claim(
    "gradient-where-the-label-is",
    equal(D(loss, x[j]), s[j] - 1),
    given=equal(y[j], 1),
    source="Assignment 1 Notes, section 2.b; CS224n solutions, case 1; IFT6390 HW3, Q2 l",
)
notes.claim(
    "gradient-elsewhere",
    equal(D(loss, x[j]), s[j]),
    given=equal(y[j], 0),
    source="Assignment 1 Notes, section 2.b; CS224n solutions, case 2; IFT6390 HW3, Q2 l",
)

t = vector("t", n)
other = let("E", -Sum(t[i] * log(s[i]), i))
notes.claim(
    "gradient-any-labels",
    equal(D(other, x[j]), Sum(t[i], i) * s[j] - t[j]),
    title="Gradient for any labels at all",
)
notes.claim(
    "gradient-labels-with-sum-one",
    equal(gradient(other, x), s - t),
    given=equal(Sum(t[i], i), 1),
    title="Gradient for labels that sum to 1",
    source="Homework, tanh network",
)
p = distribution("p", n)
notes.claim(
    "gradient-distribution",
    equal(gradient(-dot(p, log_softmax(x)), x), s - p),
)
notes.chain(
    "gradient-by-the-chain-rule",
    D(other, x[k]),
    -Sum(t[l] / s[l] * D(s[l], x[k]), l),
    -t[k] / s[k] * (s[k] * (1 - s[k])) - Sum(t[l] / s[l] * (-s[k] * s[l]), l, where=unequal(l, k)),
    -t[k] * (1 - s[k]) + Sum(t[l] * s[k], l, where=unequal(l, k)),
    Sum(t[l], l) * s[k] - t[k],
    title="The sum split at l = k",
    source="Homework, tanh network, mended",
)
notes.erratum(
    "sum-index",
    equal(
        -t[k] * (1 - s[k]) + Sum(t[l] * s[k], l, where=unequal(l, k)), Sum(t[l] * s[l], l) - t[k]
    ),
    reason="Homework, tanh network: in the last line before the result f(z_l) stands for f(z_k)",
)
notes.erratum(
    "bound-letter-again",
    equal(D(other, x[k]), Sum(-Sum(t[j], j) / s[l] * D(s[l], x[k]), l)),
    reason="Homework, tanh network: the inner sum runs over k again, with ln f(z_l) beside "
    "it: t_l becomes sum t_k",
)
notes.erratum(
    "logarithm-of-a-vector",
    equal(loss, -Sum(y[i] * log_softmax(x), i)),
    expect="ill-formed",
    reason="Assignment 1 Notes, section 2.c: the index i is missing behind the softmax",
)
notes.erratum(
    "gradient-without-labels-assumption",
    equal(gradient(other, x), s - t),
    reason="needs labels that sum to 1",
)
notes.erratum(
    "gradient-scalar-against-vector",
    equal(D(loss, x[k]), s - y),
    expect="ill-formed",
    reason="CS224n solutions, last line: an entry on the left, a vector on the right",
)
notes.erratum(
    "case-two-factor",
    equal(D(loss, x[k]), -y[k] * (-exp(x[l]) * exp(x[k]) / Sum(exp(x[j]), j) ** 2) / s[l]),
    given=(equal(y[l], 1), unequal(k, l)),
    reason="CS224n solutions, case 2: y_k is 0 there; the factor is y_t = 1",
)
notes.claim(
    "case-two",
    equal(D(loss, x[k]), -y[l] * (-exp(x[l]) * exp(x[k]) / Sum(exp(x[j]), j) ** 2) / s[l]),
    given=(equal(y[l], 1), unequal(k, l)),
    source="CS224n solutions, case 2, mended",
)
notes.erratum(
    "exponent-of-an-exponential",
    equal(D(logsumexp(x), x[j]), exp(1) ** x[i] / Sum(exp(x[l]), l)),
    reason="Assignment 1 Notes, section 2.b: the index has slipped off the exponent, "
    "e_j^theta for e^theta_j",
)
notes.erratum(
    "loss-without-its-sign",
    equal(loss, Sum(y[i] * log(s[i]), i)),
    reason="Assignment 1 Notes, section 2.4.1: the forward pass has lost the minus of the "
    "cross-entropy",
)

# -- the label as a class

c = index("c", n)
by_class = let("L", -log(s[c]))
notes.chain(
    "class",
    by_class,
    -log(exp(x[c]) / Sum(exp(x[l]), l)),
    -log(exp(x[c])) + log(Sum(exp(x[l]), l)),
    -x[c] + logsumexp(x),
    title="The loss of the class c",
    source="IFT6390 HW3, Q2 h",
)
notes.claim(
    "class-gradient",
    equal(D(by_class, x[k]), cases((s[k] - 1, equal(k, c)), s[k])),
    source="IFT6390 HW3, Q2 l; CS224n solutions",
)
notes.erratum(
    "class-gradient-shape",
    equal(shape(D(by_class, x[k])), n),
    reason="IFT6390 HW3, Q2 l: dL/do_k is said to lie in R^m; it is a number",
)
notes.claim(
    "class-other-scores", equal(D(x[c], x[k]), 0), given=unequal(k, c), source="IFT6390 HW3, Q2 l"
)
notes.claim("class-gradient-delta", equal(D(by_class, x[k]), s[k] - delta(k, c)))
notes.chain(
    "class-quotient",
    D(-log(s[c]), x[k]),
    -D(s[c], x[k]) / s[c],
    s[k] - delta(k, c),
    source="CS224n solutions, section 2b",
)
notes.claim(
    "class-is-one-hot", equal(loss, by_class), given=equal(y[c], 1), source="CS224n solutions, 2b"
)
notes.claim("class-nonnegative", by_class >= 0)

# -- the Hessian, and convexity

notes.claim("hessian", equal(D(loss, x, x), diag(s) - outer(s, s)), title="The Hessian")
notes.claim("hessian-entry", equal(D(loss, x[j], x[k]), s[j] * (delta(j, k) - s[k])))
v = vector("v", n)
notes.chain(
    "convex",
    dot(v, D(loss, x, x) @ v),
    Sum(s[i] * (v[i] - dot(s, v)) ** 2, i),
    (">=", 0),
    title="Cross-entropy is convex in the scores",
)
notes.claim("nonnegative", loss >= 0, title="Cross-entropy is never negative")
notes.claim("gradient-sums-to-zero", equal(Sum(D(loss, x[i]), i), 0))
notes.claim("hessian-rows", equal(D(loss, x, x) @ ones(n), 0 * x))

# -- two classes

a, label = real("a y")
p1 = sigmoid(a)
binary = let("L_{CE}", -label * log(p1) - (1 - label) * log(1 - p1))
squared = let("L_{MSE}", (p1 - label) ** 2)
notes.chain(
    "binary",
    D(binary, a),
    -label / p1 * D(p1, a) - (1 - label) / (1 - p1) * D(1 - p1, a),
    -label * (1 - p1) + (1 - label) * p1,
    p1 - label,
    title="Binary cross-entropy through the sigmoid",
    source="IFT6390 HW3, Q2 f",
)
notes.claim("binary-softplus", equal(binary, softplus(a) - label * a))
notes.claim(
    "binary-second",
    equal(D(binary, a, a), p1 * (1 - p1)),
    source="IFT6390 HW3, Q2 g",
    title="Its second derivative",
)
notes.claim(
    "binary-convex", positive(D(binary, a, a)), source="IFT6390 HW3, Q2 g", title="It is convex"
)
notes.claim("binary-nonnegative", binary >= 0, given=(label >= 0, label <= 1))
notes.chain(
    "squared",
    D(squared, a),
    2 * (p1 - label) * D(p1, a),
    2 * (p1 - label) * p1 * (1 - p1),
    title="Squared error through the sigmoid",
    source="IFT6390 HW3, Q2 e",
)
notes.claim(
    "squared-output", equal(D((label - a) ** 2, a), -2 * (label - a)), source="499-hw1-part1"
)
notes.erratum(
    "squared-convex",
    D(squared, a, a) >= 0,
    given=equal(label, 1),
    title="The squared error through the sigmoid is not convex",
    reason="a likely but wrong statement; IFT6390 HW3, Q2 g says why cross-entropy is preferred",
)

# -- the worked numbers: sigma(a) = 0.1 and y = 1

tenth = Rational(1, 10)
notes.claim(
    "number-squared", equal((tenth - 1) ** 2, Rational(81, 100)), source="IFT6390 HW3, Q2 g"
)
notes.claim(
    "number-squared-slope",
    equal(2 * (tenth - 1) * tenth * (1 - tenth), decimal("-0.162")),
    source="IFT6390 HW3, Q2 g",
)
notes.claim(
    "number-squared-slope-exact",
    equal(2 * (tenth - 1) * tenth * (1 - tenth), Rational(-162, 1000)),
    source="IFT6390 HW3, Q2 g",
)
notes.claim(
    "number-ce-base-ten",
    equal(-log(tenth) / log(10), 1),
    title="Base 10 was meant",
    source="IFT6390 HW3, Q2 g",
)
notes.claim("number-ce", equal(-log(tenth), decimal("2.303")), source="IFT6390 HW3, Q2 g, mended")
notes.erratum(
    "number-ce-wrong",
    equal(-log(tenth), 1),
    reason="IFT6390 HW3, Q2 g: the derivatives use the natural logarithm, this number the "
    "one to base 10",
)
notes.claim(
    "number-ce-slope", equal(tenth - 1, decimal("-0.9")), source="IFT6390 HW3, Q2 g, mended"
)
notes.erratum(
    "number-ce-slope-wrong",
    equal(tenth - 1, decimal("-0.8")),
    reason="IFT6390 HW3, Q2 g: 0.1 - 1 is -0.9",
)
notes.claim("number-ce-slope-of-another", equal(at(p1 - label, label, 1), p1 - 1))
