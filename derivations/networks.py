"""A network with one hidden layer: affine, activation, affine, softmax, cross-entropy.

All gradients for every width and every batch size: first layer by layer, for any loss that
comes after the layer, then end to end. Here the examples are rows, a batch of N at a time;
`columns.py` has one example as a column.
"""

from sympy import log

from verifier import (
    D,
    Sum,
    array,
    at,
    derivation,
    dimension,
    equal,
    function,
    heaviside,
    index,
    let,
    matrix,
    one_hot,
    ones,
    relu,
    shape,
    sigmoid,
    softmax,
    softplus,
    squared_norm,
    tanh,
    variable_like,
    vector,
)

notes = derivation(
    "A network, examples as rows", source="Assignment 1 Notes §2.c and Homework, tanh network"
)

N, d, H, K = dimension("N d H K")
r, i, a, k = index("r", N), index("i", d), index("a", H), index("k", K)
X = matrix("X", N, d)
W1, b1 = matrix("W_1", d, H), vector("b_1", H)
W2, b2 = matrix("W_2", H, K), vector("b_2", K)
Y = one_hot("Y", N, K)

# -- layer by layer: z_1, h and z_2 are variables of their own, and E and U are any losses that
#    come after a layer

z1 = variable_like("z_1", X @ W1 + b1)
h = variable_like("h", z1)
z2 = variable_like("z_2", h @ W2 + b2)
E = array("E", 1, of=z2)[1]
U = array("U", 1, of=h)[1]
V = array("V", 1, of=z1)[1]
f = function("f")

loss = let("J", -Sum(Y[r, k] * log(softmax(z2)[r, k]), r, k))
notes.claim(
    "scores",
    equal(D(loss, z2), softmax(z2) - Y),
    source="Assignment 1 Notes, section 2.4.1",
    title="Softmax and cross-entropy: by the scores",
)

affine = let("a", h @ W2 + b2)
dz2 = let("dz_2", at(D(E, z2), z2, affine))
notes.claim(
    "affine-input",
    equal(D(at(E, z2, affine), h), dz2 @ W2.T),
    source="Assignment 1 Notes, section 2.4.1",
    title="An affine layer: by its input",
)
notes.claim(
    "affine-weights",
    equal(D(at(E, z2, affine), W2), h.T @ dz2),
    source="Assignment 1 Notes, section 2.4.1",
    title="... by its weights",
)
notes.claim(
    "affine-bias",
    equal(D(at(E, z2, affine), b2), dz2.sum(0)),
    source="Assignment 1 Notes, section 2.4.1",
    title="... by its bias, summed over the batch",
)
notes.claim("affine-bias-by-ones", equal(D(at(E, z2, affine), b2), ones(N) @ dz2))
notes.erratum(
    "affine-bias-not-summed",
    equal(D(at(E, z2, affine), b2), dz2),
    expect="ill-formed",
    reason="Assignment 1 Notes, section 2.4.1: the equation needs its remark 'summed over "
    "the first dimension'",
)
notes.claim(
    "activation",
    equal(D(at(U, h, f(z1)), z1), at(D(U, h), h, f(z1)) * f.prime(z1)),
    title="Any activation, entry by entry",
    source="Assignment 1 Notes, section 2.4.1",
)
for name, activation, slope in (
    ("sigmoid", sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    ("tanh", tanh, lambda z: 1 - tanh(z) ** 2),
    ("softplus", softplus, sigmoid),
    ("relu", relu, heaviside),
):
    notes.claim(
        f"activation-{name}",
        equal(D(at(U, h, activation(z1)), z1), at(D(U, h), h, activation(z1)) * slope(z1)),
        title=f"Through {name}",
    )
first = let("a", X @ W1 + b1)
dz1 = let("dz_1", at(D(V, z1), z1, first))
notes.claim(
    "first-weights", equal(D(at(V, z1, first), W1), X.T @ dz1), source="Assignment 1 Notes, 2.4.1"
)
notes.claim(
    "first-bias", equal(D(at(V, z1, first), b1), dz1.sum(0)), source="Assignment 1 Notes, 2.4.1"
)
notes.claim(
    "first-input", equal(D(at(V, z1, first), X), dz1 @ W1.T), source="Assignment 1 Notes, 2.4.1"
)

# -- the chain rule through all layers: each step opens one more of them

by_h = at(loss, z2, h @ W2 + b2)
by_z1 = at(by_h, h, sigmoid(z1))
by_x = at(by_z1, z1, X @ W1 + b1)
slope_z1 = sigmoid(z1) * (1 - sigmoid(z1))
scores = sigmoid(X @ W1 + b1) @ W2 + b2
notes.chain(
    "chain-rule",
    D(by_x, X),
    at(D(by_z1, z1), z1, X @ W1 + b1) @ W1.T,
    at(at(D(by_h, h), h, sigmoid(z1)) * slope_z1, z1, X @ W1 + b1) @ W1.T,
    at(at(at(D(loss, z2), z2, h @ W2 + b2) @ W2.T, h, sigmoid(z1)) * slope_z1, z1, X @ W1 + b1)
    @ W1.T,
    (((softmax(scores) - Y) @ W2.T) * at(slope_z1, z1, X @ W1 + b1)) @ W1.T,
    title="The chain rule, layer by layer",
    source="Assignment 1 Notes, section 2.4.1",
)

# -- end to end, with four activations

for name, activation, slope in (
    ("sigmoid", sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    ("tanh", tanh, lambda z: 1 - tanh(z) ** 2),
    ("softplus", softplus, sigmoid),
    ("relu", relu, heaviside),
):
    Z1 = let("Z_1", X @ W1 + b1)
    A = let("A", activation(Z1))
    Z2 = let("Z_2", A @ W2 + b2)
    P = let("P", softmax(Z2))
    J = let("J", -Sum(Y[r, k] * log(P[r, k]), r, k))
    above = let("G", P - Y)
    below = let("B", (above @ W2.T) * slope(Z1))
    for what, by, value in (
        ("W2", W2, A.T @ above),
        ("b2", b2, above.sum(0)),
        ("W1", W1, X.T @ below),
        ("b1", b1, below.sum(0)),
        ("X", X, below @ W1.T),
    ):
        notes.claim(
            f"{name}/{what}",
            equal(D(J, by), value),
            source="Assignment 1 Notes, section 2.4.1; Homework, tanh network",
            title=f"The loss of a network with {name}, by {what}",
        )
        notes.claim(f"{name}/{what}-shape", equal(shape(D(J, by)), shape(by)))
        mean = let("\\bar J", J / N)
        if name == "sigmoid":
            notes.claim(
                f"{name}/{what}-mean",
                equal(D(mean, by), value / N),
                source="499-hw1-part1, page 3",
                title="... averaged over the batch: divided by its size",
            )

    if name == "sigmoid":
        notes.erratum(
            "input-with-matrix-products",
            equal(D(J, X), above @ W2.T @ (A * (1 - A)) @ W1.T),
            expect="ill-formed",
            reason="Assignment 1 Notes, section 2.4.1: the activation's slope is multiplied "
            "entry by entry",
        )
        notes.erratum(
            "input-transposes-lost",
            equal(D(J, X), (A * (1 - A)) @ W1 @ W2),
            expect="ill-formed",
            reason="Assignment 1 Notes, section 2.c: sigma(h)(1 - sigma(h)) W_1 W_{2,j} has "
            "no shape that fits",
        )
        notes.claim(
            "input-entrywise",
            equal(
                D(J, X[r, i]),
                Sum(above[r, k] * Sum(A[r, a] * (1 - A[r, a]) * W1[i, a] * W2[a, k], a), k),
            ),
            source="Assignment 1 Notes, section 2.c, mended",
            title="The sum over scores and hidden units, entry by entry",
        )

# -- squared error instead

T = matrix("T", N, K)
Z2 = let("Z_2", tanh(X @ W1 + b1) @ W2 + b2)
error = let("E", squared_norm(Z2 - T) / 2)
notes.claim("squared/W2", equal(D(error, W2), tanh(X @ W1 + b1).T @ (Z2 - T)))
notes.claim(
    "squared/W1", equal(D(error, W1), X.T @ (((Z2 - T) @ W2.T) * (1 - tanh(X @ W1 + b1) ** 2)))
)
