"""Numbers of parameters, counted from the shapes of the weights."""

from verifier import array, derivation, dimension, equal, matrix, parameters, shape, vector

notes = derivation(
    "Numbers of parameters", source="Assignment 1 Notes §2.d, IFT6390 HW3 Q2 i and Q3 b"
)

# rows: x W_1 + b_1
Dx, H, Dy = dimension("D_x H D_y")
W1, b1 = matrix("W_1", Dx, H), vector("b_1", H)
W2, b2 = matrix("W_2", H, Dy), vector("b_2", Dy)
notes.claim(
    "one-hidden-layer",
    equal(parameters(W1, b1, W2, b2), (Dx + 1) * H + (H + 1) * Dy),
    source="Assignment 1 Notes, section 2.d",
    title="One hidden layer",
)
notes.claim("one-layer", equal(parameters(W1, b1), (Dx + 1) * H))
notes.erratum(
    "without-biases",
    equal(parameters(W1, b1, W2, b2), Dx * H + H * Dy),
    reason="a likely slip: the biases are forgotten",
)

# columns: W^{(1)} x + b^{(1)}
d, dh, m = dimension("d d_h m")
V1, c1 = matrix("W^{(1)}", dh, d), matrix("b^{(1)}", dh, 1)
V2, c2 = matrix("W^{(2)}", m, dh), matrix("b^{(2)}", m, 1)
notes.claim("shapes", equal(shape(V1), (dh, d)), source="IFT6390 HW3, Q2 i")
notes.claim(
    "columns",
    equal(parameters(V1, c1, V2, c2), dh * (d + 1) + m * (dh + 1)),
    source="IFT6390 HW3, Q2 i",
    title="The same with columns",
)

# two hidden layers, and L + 1 equal ones
H2 = dimension("H_2")
U2, e2 = matrix("U", H, H2), vector("e", H2)
U3, e3 = matrix("V", H2, Dy), vector("g", Dy)
notes.claim(
    "two-hidden-layers",
    equal(parameters(W1, b1, U2, e2, U3, e3), (Dx + 1) * H + (H + 1) * H2 + (H2 + 1) * Dy),
    title="Two hidden layers",
)
notes.claim(
    "wider-is-quadratic",
    equal(parameters(matrix("A", 2 * H, 2 * H)), 4 * parameters(matrix("B", H, H))),
    title="Twice the width, four times the weights",
)

# convolutions: kernels x channels x height x width
notes.claim(
    "convolution",
    equal(parameters(array("K", 64, 32, 3, 3)), 18432),
    source="IFT6390 HW3, Q3 b",
    title="64 kernels of 3 x 3 over 32 channels, no biases",
)
kernels, channels, k = dimension("c_out c_in k")
notes.claim(
    "convolution-with-biases",
    equal(
        parameters(array("K", kernels, channels, k, k), vector("b", kernels)),
        kernels * (channels * k**2 + 1),
    ),
)
