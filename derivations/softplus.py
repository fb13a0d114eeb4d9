"""Softplus, $\\ln(1 + e^x)$: the smooth ramp, its derivative, and how it belongs to the sigmoid."""

from sympy import evaluate, exp, log, oo

from verifier import (
    D,
    between,
    derivation,
    diag,
    dimension,
    equal,
    jacobian,
    limit,
    logsumexp,
    positive,
    real,
    relu,
    sigmoid,
    softplus,
    vector,
)

notes = derivation("Softplus", source="IFT6390 HW3 Q1 f-g and Q2 a, q, r")

x, y = real("x y")

notes.claim("derivative", equal(D(softplus(x), x), sigmoid(x)), source="IFT6390 HW3, Q2 q")
with evaluate(False):
    notes.chain(
        "derivative-steps",
        D(log(1 + exp(x)), x),
        1 / (1 + exp(x)) * exp(x),
        1 / (1 + exp(-x)),
        source="IFT6390 HW3, Q2 q",
    )
    notes.chain(
        "log-sigmoid",
        log(sigmoid(x)),
        log(1 / (1 + exp(-x))),
        -log(1 + exp(-x)),
        -softplus(-x),
        title="The logarithm of the sigmoid",
        source="IFT6390 HW3, Q1 f",
    )
    notes.chain(
        "difference",
        softplus(x) - softplus(-x),
        log(1 + exp(x)) - log(1 + exp(-x)),
        log(1 + exp(x)) - log(1 + 1 / exp(x)),
        log(1 + exp(x)) - log((1 + exp(x)) / exp(x)),
        log((1 + exp(x)) * exp(x) / (1 + exp(x))),
        log(exp(x)),
        x,
        title="softplus(x) - softplus(-x) = x",
        source="IFT6390 HW3, Q1 g",
    )
notes.erratum(
    "log-of-softplus",
    equal(-log(1 + exp(-x)), -log(softplus(-x))),
    reason="IFT6390 HW3, Q1 f, last step: softplus is already the logarithm; ln stands twice",
)
notes.erratum(
    "mirrored", equal(log(sigmoid(x)), -softplus(x)), reason="a likely slip: the sign of x"
)

notes.claim("positive", positive(softplus(x)))
notes.claim("above-the-ramp", softplus(x) > relu(x), title="It lies above the ramp")
notes.claim("slope", between(0, D(softplus(x), x), 1))
notes.claim("convex", positive(D(softplus(x), x, x)))
notes.claim("second-derivative", equal(D(softplus(x), x, x), sigmoid(x) * (1 - sigmoid(x))))
notes.claim("left", equal(limit(softplus(x), x, -oo), 0))
notes.claim("right", equal(limit(softplus(x) - x, x, oo), 0))
notes.claim("as-logsumexp", equal(softplus(x), logsumexp([0, x])))
notes.claim("one-minus", equal(log(1 - sigmoid(x)), -softplus(x)))
notes.claim("inverse", equal(softplus(log(exp(y) - 1)), y), given=positive(y))

n = dimension("n")
v = vector("v", n)
notes.claim(
    "jacobian", equal(jacobian(softplus(v), v), diag(sigmoid(v))), source="IFT6390 HW3, Q2 r"
)
