"""The logistic function $\\sigma(x) = 1/(1 + e^{-x})$: its derivative, step by step, its
symmetry, its bounds, and how its steep version tends to the Heaviside function."""

from sympy import Rational, S, evaluate, exp, log, oo

from verifier import (
    D,
    between,
    cases,
    delta,
    derivation,
    diag,
    dimension,
    equal,
    heaviside,
    index,
    jacobian,
    limit,
    negative,
    positive,
    real,
    shape,
    sigmoid,
    tanh,
    unequal,
    vector,
)

notes = derivation(
    "The sigmoid", source="Assignment 1 Notes §2.a, CS224n solutions §2a, IFT6390 HW3 Q1 d-e"
)

x = real("x")
e = exp(-x)

one = S.One

# SymPy would join the factors of these steps; they are stated as they were written.
with evaluate(False):
    notes.chain(
        "derivative",
        D(1 / (1 + e), x),
        e / (1 + e) ** 2,
        1 / (1 + e) * (e / (1 + e)),
        1 / (1 + e) * (((1 + e) - 1) / (1 + e)),
        sigmoid(x) * (1 - sigmoid(x)),
        title="Derivative of the sigmoid",
        source="Assignment 1 Notes, section 2.a",
    )
    notes.chain(
        "derivative-of-the-power",
        D(1 / (1 + e), x),
        -((1 + e) ** -2) * -e,
        1 / (1 + e) * (e / (1 + e)),
        1 / (1 + e) * ((1 + e - 1) / (1 + e)),
        1 / (1 + e) * (1 - 1 / (1 + e)),
        sigmoid(x) * (1 - sigmoid(x)),
        title="The same by the chain rule for the power -1",
        source="IFT6390 HW3, Q1 e",
    )
    notes.chain(
        "derivative-by-a-difference",
        D(1 / (1 + e), x),
        e / (1 + e) ** 2,
        1 / (1 + e) * ((one - 1 + e) / (1 + e)),
        1 / (1 + e) * (1 - 1 / (1 + e)),
        sigmoid(x) * (1 - sigmoid(x)),
        title="The same with the numerator 1 - 1 + e^{-x}",
        source="CS224n solutions, section 2a",
    )

notes.claim("symmetry", equal(sigmoid(-x), 1 - sigmoid(x)), title="Symmetry")
notes.claim("bounds", between(0, sigmoid(x), 1), title="Values lie strictly between 0 and 1")
notes.claim("increasing", positive(D(sigmoid(x), x)), title="Strictly increasing")
notes.claim("slope-at-zero", equal(D(sigmoid(x), x).subs(x, 0), Rational(1, 4)))
notes.claim("steepest-at-zero", D(sigmoid(x), x) <= Rational(1, 4))
notes.claim("by-tanh", equal(sigmoid(x), (1 + tanh(x / 2)) / 2), title="The sigmoid is a tanh")
notes.claim(
    "tanh-derivative", equal(D(tanh(x), x), 1 - tanh(x) ** 2), source="Homework, tanh network"
)
notes.claim(
    "tanh-definition",
    equal(tanh(x), (exp(x) - exp(-x)) / (exp(x) + exp(-x))),
    source="Homework, tanh network",
)
notes.claim(
    "second-derivative",
    equal(D(sigmoid(x), x, x), sigmoid(x) * (1 - sigmoid(x)) * (1 - 2 * sigmoid(x))),
)
p = real("p")
notes.claim(
    "inverse",
    equal(sigmoid(log(p / (1 - p))), p),
    given=(p > 0, p < 1),
    title="The log-odds are its inverse",
)

# A vector's sigmoid is taken entry by entry; its Jacobian is diagonal.
n = dimension("n")
i, j = index("i j", n)
v = vector("v", n)
s = sigmoid(v)
notes.claim(
    "jacobian-entry",
    equal(D(s[i], v[j]), s[i] * (1 - s[i]) * delta(i, j)),
    title="Jacobian of the elementwise sigmoid",
    source="IFT6390 HW3, Q1 e",
)
notes.claim("shape", equal(shape(s), n), title="A vector's sigmoid is a vector")
notes.erratum(
    "shape-of-a-number",
    equal(shape(s), ()),
    reason="IFT6390 HW3, Q1 e: sigma is said to map R^n to R; its Jacobian there is n x n",
)
notes.claim("jacobian", equal(jacobian(s, v), diag(s * (1 - s))), source="IFT6390 HW3, Q1 e")
notes.claim(
    "jacobian-off-the-diagonal",
    equal(D(s[i], v[j]), 0),
    given=unequal(i, j),
    source="IFT6390 HW3, Q1 e",
)

# The steep sigmoid a(x) = 1/(1 + exp(-k x)).
k = real("k")
steep = 1 / (1 + exp(-k * x))
notes.claim(
    "limit-right",
    equal(limit(steep, k, oo), 1),
    given=positive(x),
    source="IFT6390 HW3, Q1 d",
    title="The steep sigmoid for x > 0",
)
notes.claim(
    "limit-middle",
    equal(limit(steep, k, oo), Rational(1, 2)),
    given=equal(x, 0),
    source="IFT6390 HW3, Q1 d",
    title="The steep sigmoid at x = 0",
)
notes.claim(
    "limit-left",
    equal(limit(steep, k, oo), 0),
    given=negative(x),
    source="IFT6390 HW3, Q1 d",
    title="The steep sigmoid for x < 0",
)
notes.claim(
    "limit-is-heaviside",
    equal(limit(steep, k, oo), heaviside(x)),
    source="IFT6390 HW3, Q1 d",
    title="The steep sigmoid tends to the Heaviside function",
)
notes.erratum(
    "steep-is-heaviside",
    equal(steep, cases((1, x > 0), (Rational(1, 2), equal(x, 0)), 0)),
    reason="IFT6390 HW3, Q1 d: 'at large k' a(x) is near the Heaviside function, never equal to it "
    "(but at 0)",
)
