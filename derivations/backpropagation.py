"""Backpropagation written out for two, three and four layers of weights, with sums over all
paths, for any smooth loss, and for the losses of regression and classification.

$O^0$ is the input, $s^l = O^l\\,\\omega^l$, $O^{l+1} = \\sigma(s^l)$; widths are arbitrary.
"""

from sympy import log

from verifier import (
    D,
    Sum,
    array,
    at,
    delta,
    derivation,
    dimension,
    equal,
    function,
    gradient,
    index,
    let,
    matrix,
    mean,
    outer,
    sigmoid,
    softmax,
    squared_norm,
    variable_like,
    vector,
)

notes = derivation("Backpropagation written out", source="499-hw1-part1")

n = dimension("n_0 n_1 n_2 n_3 n_4")
f = function("\\sigma")
x = vector("O^0", n[0])
W = [matrix(f"\\omega^{layer}", n[layer], n[layer + 1]) for layer in range(4)]

# -- one layer: O_i = f(s_i), s = O^{l-1} w

i, j = index("i", n[1]), index("j", n[0])
s = let("s", x @ W[0])
notes.claim(
    "by-weight", equal(D(f(s)[i], W[0][j, i]), f.prime(s[i]) * x[j]), source="499-hw1-part1, page 1"
)
notes.claim(
    "by-output", equal(D(f(s)[i], x[j]), f.prime(s[i]) * W[0][j, i]), source="499-hw1-part1, page 1"
)
notes.erratum(
    "activation-lost",
    equal(f(s)[i], Sum(x[j] * W[0][j, i], j)),
    reason="499-hw1-part1, page 1: sigma(s_i) = sum of O_j w_ji: the sum is s_i, sigma is lost",
)
notes.claim(
    "pre-activation", equal(s[i], Sum(x[j] * W[0][j, i], j)), source="499-hw1-part1, page 1, mended"
)
notes.claim(
    "sigmoid-by-its-output",
    equal(D(sigmoid(s)[i], W[0][j, i]), sigmoid(s)[i] * (1 - sigmoid(s)[i]) * x[j]),
    source="499-hw1-part1, page 2",
)

# -- two, three and four layers of weights, and any loss E of the last outputs

for depth in (2, 3, 4):
    outputs, pre = [x], []
    for weight in W[:depth]:
        pre.append(let(f"s^{len(pre)}", outputs[-1] @ weight))
        outputs.append(let(f"O^{len(outputs)}", f(pre[-1])))
    o = variable_like("o", outputs[-1])
    E = array("E", 1, of=o)[1]
    J = let("E(x)", at(E, o, outputs[-1]))
    Delta = let("\\Delta^1", at(gradient(E, o), o, outputs[-1]) * f.prime(pre[-1]))
    for step in range(1, depth + 1):
        layer = depth - step
        notes.claim(
            f"layers-{depth}/weights-{layer}",
            equal(D(J, W[layer]), outer(outputs[layer], Delta)),
            source="499-hw1-part1, the recursion",
            title=f"{depth} layers: by the weights of layer {layer}, output times error",
        )
        if layer:
            Delta = let(f"\\Delta^{step + 1}", f.prime(pre[layer - 1]) * (W[layer] @ Delta))

# -- the sum over all paths, for three layers

i, j = index("i", n[0]), index("j", n[1])
a, b = index("i_1", n[3]), index("i_2", n[2])
s0 = let("s^0", x @ W[0])
s1 = let("s^1", f(s0) @ W[1])
s2 = let("s^2", f(s1) @ W[2])
o = variable_like("o", s2)
E = array("E", 1, of=o)[1]
J = let("E(x)", at(E, o, f(s2)))
dE = let("E'", at(gradient(E, o), o, f(s2)))
path = dE[a] * (f.prime(s2[a]) * W[2][b, a]) * (f.prime(s1[b]) * W[1][j, b])
inner = Sum(dE[a] * (f.prime(s2[a]) * W[2][b, a]), a)
notes.chain(
    "paths",
    D(J, W[0][i, j]),
    Sum(path * (f.prime(s0[j]) * x[i]), a, b),
    Sum(inner * (f.prime(s1[b]) * W[1][j, b]), b) * (f.prime(s0[j]) * x[i]),
    title="The sum over all paths, and the same with the sums nested",
    source="499-hw1-part1, page 1",
)
notes.erratum(
    "paths-without-one-activation",
    equal(D(J, W[0][i, j]), Sum(path * x[i], a, b)),
    reason="a likely slip: the slope of the first activation is dropped",
)
square = dimension("n")
V = [matrix(f"\\omega^{layer}", square, square) for layer in range(2)]
y, p, q = vector("O^0", square), index("i", square), index("j", square)
r = index("k", square)
t0 = let("s^0", y @ V[0])
total = Sum(f(f(t0) @ V[1])[r], r)
slope = Sum(f.prime(f(t0) @ V[1])[r] * V[1][q, r], r) * f.prime(t0[q])
notes.claim(
    "outer-index", equal(D(total, V[0][p, q]), slope * y[p]), source="499-hw1-part1, page 2, mended"
)
notes.erratum(
    "outer-index-slip",
    equal(D(total, V[0][p, q]), slope * y[q]),
    reason="499-hw1-part1, page 2, after 'Substituting gives': the last factor is O_i, not O_{i_j}",
)

# -- biases and batches

bias = vector("b", n[1])
sb = let("s", x @ W[0] + bias)
o = variable_like("o", sb)
E = array("E", 1, of=o)[1]
J = let("E(x)", at(E, o, f(sb)))
first = let("\\Delta", at(gradient(E, o), o, f(sb)) * f.prime(sb))
notes.claim(
    "bias", equal(D(J, bias), first), source="499-hw1-part1, page 4", title="A bias: its error"
)
notes.erratum(
    "bias-is-weight",
    equal(D(J, W[0][i, j]), D(J, bias[j])),
    reason="499-hw1-part1, page 4: dE/dw_ij = dE/db_j only where the output O_i is 1",
)
notes.claim("bias-is-weight-of-one", equal(x[i] * D(J, bias[j]), D(J, W[0][i, j])))
N = dimension("N")
losses, c = vector("E", N, of=o), index("c", N)
notes.claim(
    "batch",
    equal(gradient(mean(losses), o), Sum(gradient(losses[c], o), c) / N),
    title="The average over a batch: divided by its size",
    source="499-hw1-part1, page 4",
)

# -- regression: the last layer is linear

m, K = dimension("m K")
h, w = vector("s^{L-2}", m), matrix("\\omega^{L-1}", m, K)
y = vector("y", K)
i, j, k = index("i", m), *index("j k", K)
u = variable_like("O^{L-1}", h)
out = let("O^L", u @ w)
error = let("SE", squared_norm(y - out))
notes.claim("linear-slope", equal(D(out[j], u[i]), w[i, j]), source="499-hw1-part1, page 2")
last = variable_like("O^L", out)
notes.claim(
    "squared-by-output",
    equal(D(squared_norm(y - last), last[j]), -2 * (y[j] - last[j])),
    source="499-hw1-part1, page 2",
)
notes.claim(
    "regression",
    equal(
        D(squared_norm(y - f(h) @ w), h[i]),
        f.prime(h[i]) * Sum(w[i, j] * (-2 * (y - f(h) @ w)[j]), j),
    ),
    source="499-hw1-part1, page 2",
    title="Regression: the error of the layer before the last",
)
notes.erratum(
    "regression-sign",
    equal(D(squared_norm(y - last), last[j]), 2 * (y[j] - last[j])),
    reason="a likely slip: the sign of the inner derivative",
)

# -- classification: the last layer is a softmax

z = variable_like("s^{L-1}", out)
O = let("O^L", softmax(z))
notes.claim(
    "softmax-slope", equal(D(O[j], z[k]), O[j] * (delta(j, k) - O[k])), source="499-hw1-part1, p. 2"
)
notes.claim(
    "softmax-slope-diagonal",
    equal(D(O[j], z[j]), O[j] * (1 - O[j])),
    source="499-hw1-part1, page 2",
)
label, chance = vector("l", K), vector("O^L", K, positive=True)
notes.claim(
    "entropy-by-output",
    equal(D(-Sum(label[j] * log(chance[j]), j), chance[k]), -label[k] / chance[k]),
    source="499-hw1-part1, page 2",
)
P = let("O^L", softmax(u @ w))
loss = let("CE", -Sum(label[j] * log(P[j]), j))
notes.chain(
    "classification",
    D(loss, u[i]),
    Sum(-label[j] / P[j] * D(P[j], u[i]), j),
    Sum(-label[j] / P[j] * Sum(w[i, k] * P[j] * (delta(j, k) - P[k]), k), j),
    Sum(w[i, k] * -Sum(label[j] * (delta(j, k) - P[k]), j), k),
    Sum(w[i, j] * -Sum(label[k] * (delta(j, k) - P[j]), k), j),
    title="Classification: the error of the layer before the last",
    source="499-hw1-part1, page 3",
)
Q = let("O^L", softmax(f(h) @ w))
notes.claim(
    "classification-activation",
    equal(
        D(-Sum(label[j] * log(Q[j]), j), h[i]),
        f.prime(h[i]) * Sum(w[i, j] * -Sum(label[k] * (delta(j, k) - Q[j]), k), j),
    ),
    source="499-hw1-part1, page 3",
)
first_error = let("\\Delta^1", -Sum(label[k] * (delta(j, k) - O[j]), k))
notes.chain(
    "classification-first-error",
    D(-Sum(label[k] * log(O[k]), k), z[j]),
    -Sum(label[k] * (delta(j, k) - O[j]), k),
    O[j] * Sum(label[k], k) - label[j],
    source="499-hw1-part1, page 3",
)
notes.claim(
    "classification-known",
    equal(-Sum(label[k] * (delta(j, k) - O[j]), k), O[j] - label[j]),
    given=equal(Sum(label[k], k), 1),
    title="With labels that sum to 1 it is the familiar difference",
)
