"""Softmax: unchanged by a shift, a distribution, its Jacobian, two classes, temperatures."""

from sympy import evaluate, exp

from verifier import (
    D,
    Sum,
    between,
    cases,
    delta,
    derivation,
    diag,
    dimension,
    dot,
    equal,
    index,
    jacobian,
    let,
    limit,
    log_softmax,
    logsumexp,
    ones,
    outer,
    positive,
    real,
    sigmoid,
    softmax,
    unequal,
    vector,
)

notes = derivation(
    "Softmax",
    source="Assignment 1 Notes §1.a, CS224n solutions §2b, IFT6390 HW3 Q1 h-k and Q2 c-d, "
    "Homework, tanh network",
)

n = dimension("n")
i, j, l = index("i j l", n)
x = vector("x", n)
c = real("c")
s = let("s", softmax(x))
total = let("Z", Sum(exp(x[l]), l))

# -- unchanged when every score moves by the same c

with evaluate(False):  # or SymPy would cancel exp(c) by itself
    notes.chain(
        "shift",
        softmax(x + c)[i],
        exp(x[i] + c) / Sum(exp(x[l] + c), l),
        exp(c) * exp(x[i]) / (exp(c) * total),
        exp(x[i]) / total,
        softmax(x)[i],
        title="A shift of all scores changes nothing",
        source="Assignment 1 Notes, section 1.a",
    )
notes.claim("shift-of-vectors", equal(softmax(x + c), softmax(x)), source="IFT6390 HW3, Q1 h")
notes.erratum(
    "shift-entry-against-vector",
    equal(softmax(x + c)[i], softmax(x)),
    expect="ill-formed",
    reason="IFT6390 HW3, Q1 h: the chain begins with entry i and ends with the whole vector",
)
notes.claim(
    "shift-by-the-maximum",
    equal(exp(x[i] - x[j]) / Sum(exp(x[l] - x[j]), l), s[i]),
    title="Subtracting any one score, such as the largest, changes nothing",
)

# -- a distribution

notes.claim("entries-positive", positive(s[i]), source="IFT6390 HW3, Q2 c")
notes.claim("entries-at-most-one", s[i] <= 1, title="No entry exceeds 1")
m = dimension("m")
two = vector("x", m + 1)
a = index("a", m + 1)
notes.claim(
    "entries-below-one",
    between(0, softmax(two)[a], 1),
    title="With two classes or more every entry lies strictly between 0 and 1",
)
notes.chain(
    "sum",
    Sum(s[i], i),
    Sum(exp(x[i]) / total, i),
    1 / total * Sum(exp(x[i]), i),
    1,
    title="The entries sum to 1",
    source="IFT6390 HW3, Q2 c",
)
notes.erratum(
    "one-class",
    s[i] < 1,
    reason="true only for two classes or more: with n = 1 the only entry is 1",
)

# -- the Jacobian

notes.claim("denominator", equal(D(total, x[j]), exp(x[j])), source="CS224n solutions, section 2b")
with_quotient = (D(exp(x[i]), x[j]) * total - exp(x[i]) * D(total, x[j])) / total**2
notes.claim(
    "quotient-rule", equal(D(s[i], x[j]), with_quotient), source="CS224n solutions, section 2b"
)
notes.chain(
    "jacobian-equal",
    D(s[i], x[j]),
    exp(x[j]) * (total - exp(x[j])) / total**2,
    s[j] * (1 - s[j]),
    given=equal(i, j),
    title="Case i = j",
    source="CS224n solutions, section 2b; Homework, tanh network",
)
notes.chain(
    "jacobian-different",
    D(s[i], x[j]),
    -exp(x[i]) * exp(x[j]) / total**2,
    -s[i] * s[j],
    given=unequal(i, j),
    title="Case i != j",
    source="CS224n solutions, section 2b; IFT6390 HW3, Q1 j; Homework, tanh network",
)
notes.chain(
    "jacobian",
    D(s[i], x[j]),
    cases((s[j] * (1 - s[j]), equal(i, j)), -s[j] * s[i]),
    s[i] * (delta(i, j) - s[j]),
    title="Both cases",
    source="Homework, tanh network; IFT6390 HW3, Q1 j; 499-hw1-part1, page 2",
)
notes.claim(
    "jacobian-matrix",
    equal(jacobian(s, x), diag(s) - outer(s, s)),
    title="The Jacobian as a matrix",
    source="IFT6390 HW3, Q1 k, mended",
)
notes.erratum(
    "jacobian-equal-swapped",
    equal(D(s[i], x[j]), s[i] * -s[i]),
    given=equal(i, j),
    reason="IFT6390 HW3, Q1 k: the two cases are swapped",
)
notes.erratum(
    "jacobian-different-swapped",
    equal(D(s[i], x[j]), s[i] * (1 - s[j])),
    given=unequal(i, j),
    reason="IFT6390 HW3, Q1 k: the two cases are swapped",
)
notes.erratum(
    "jacobian-matrix-wrong",
    equal(jacobian(s, x), outer(s, 1 - s) - diag(s)),
    reason="IFT6390 HW3, Q1 k: the swapped cases, combined; diag(s) - s s^T is right",
)
notes.erratum(
    "jacobian-as-scalar",
    equal(D(s[i], x[i]), dot(s, -s)),
    reason="IFT6390 HW3, Q1 k: s(x)(-s(x))^T is written for one entry on the diagonal",
)
notes.erratum(
    "jacobian-with-s-for-delta",
    equal(D(s[i], x[j]), s[i] * (s[i] * delta(i, j) - s[j])),
    reason="IFT6390 HW3, Q1 j as printed: s_{i=j} stands where the indicator 1_{i=j} is meant",
)
notes.erratum(
    "diagonal-everywhere",
    equal(D(s[i], x[j]), s[i] * (1 - s[i])),
    reason="IFT6390 HW3, Q1 j: 'or' joins the two cases; the case i = j is not the whole truth",
)
notes.claim("jacobian-symmetric", equal(jacobian(s, x), jacobian(s, x, layout="denominator")))
notes.claim("jacobian-rows", equal(jacobian(s, x) @ ones(n), 0 * x), title="Its rows sum to 0")
v = vector("v", n)
notes.claim(
    "jacobian-product",
    equal(jacobian(s, x) @ v, s * (v - dot(s, v))),
    title="Its product with a vector needs no matrix",
)
notes.claim(
    "jacobian-nonnegative",
    equal(dot(v, jacobian(s, x) @ v), Sum(s[i] * (v[i] - dot(s, v)) ** 2, i)),
    title="Its quadratic form is a variance",
)
notes.claim(
    "log-softmax", equal(log_softmax(x), x - logsumexp(x)), source="IFT6390 HW3, Q1 l and Q2 h"
)
notes.claim("log-gradient", equal(D(log_softmax(x)[i], x[j]), delta(i, j) - s[j]))

# -- two classes are the sigmoid

z = vector("z", 2)
first, second = softmax(z)[1], softmax(z)[2]
notes.chain(
    "binary-first",
    first,
    exp(z[1]) / (exp(z[1]) + exp(z[2])),
    1 / (1 + exp(z[2] - z[1])),
    sigmoid(z[1] - z[2]),
    title="Softmax of two scores is the sigmoid of their difference",
    source="IFT6390 HW3, Q2 d",
)
notes.chain(
    "binary-second",
    second,
    exp(z[2]) / (exp(z[1]) + exp(z[2])),
    1 / (1 + exp(z[1] - z[2])),
    1 - first,
    source="IFT6390 HW3, Q2 d",
)
notes.claim("binary-with-zero", equal(softmax([x[i], 0])[1], sigmoid(x[i])))

# -- powers and temperatures

t = vector("t", n, positive=True)
power = softmax(t**c)
notes.claim(
    "power",
    equal(power[i], exp(t[i] ** c) / Sum(exp(t[l] ** c), l)),
    source="IFT6390 HW3, Q1 i",
)
notes.erratum(
    "power-outside",
    equal(exp(t[i] ** c) / Sum(exp(t[l] ** c), l), exp(t[i]) ** c / Sum(exp(t[l]) ** c, l)),
    reason="IFT6390 HW3, Q1 i: exp(x^c) is not exp(x)^c; that is exp(c x)",
)
notes.claim(
    "scaled",
    equal(softmax(c * x)[i], exp(x[i]) ** c / Sum(exp(x[l]) ** c, l)),
    title="Scaled scores, which is what the powers outside mean",
    source="IFT6390 HW3, Q1 i, mended",
)
notes.claim(
    "power-zero",
    equal(power[i], 1 / n),
    given=equal(c, 0),
    title="c = 0: uniform",
    source="IFT6390 HW3, Q1 i",
)
notes.claim("scaled-zero", equal(softmax(0 * x)[i], 1 / n))
notes.claim("power-one", equal(power, softmax(t)), given=equal(c, 1), source="IFT6390 HW3, Q1 i")
notes.claim(
    "power-limit",
    equal(limit(power[i], c, 1), softmax(t)[i]),
    title="c to 1",
    source="IFT6390 HW3, Q1 i",
)
notes.claim(
    "more-skewed",
    equal(D(softmax(c * x)[i], c), softmax(c * x)[i] * (x[i] - dot(softmax(c * x), x))),
    title="A larger factor moves weight to the scores above the mean",
    source="IFT6390 HW3, Q1 i",
)
