"""A network with one hidden layer, one example as a column: W is m x d_h, o = W h + b.

Entry by entry and in matrices, with the Jacobian of rank three and its contraction, and the
dimensions of everything as claims.
"""

from sympy import exp, log

from verifier import (
    D,
    Sum,
    array,
    at,
    cases,
    contract,
    delta,
    derivation,
    diag,
    dimension,
    equal,
    from_entries,
    function,
    gradient,
    identity,
    index,
    jacobian,
    let,
    logsumexp,
    matrix,
    outer,
    positive,
    row,
    shape,
    sigmoid,
    softmax,
    softplus,
    tanh,
    unequal,
    variable_like,
    vector,
)

notes = derivation(
    "A network, one example as a column",
    source="IFT6390 HW3 Q2 a-r, Homework, tanh network, CS224n solutions",
)

d, dh, m = dimension("d d_h m")
i, j, j2 = index("i", d), *index("j j'", dh)
k, k2, y = index("k k' y", m)
x = vector("x", d)
W1, b1 = matrix("W^{(1)}", dh, d), vector("b^{(1)}", dh)
W2, b2 = matrix("W^{(2)}", m, dh), vector("b^{(2)}", m)

ha = let("h^a", W1 @ x + b1)
hs = let("h^s", softplus(ha))
oa = let("o^a", W2 @ hs + b2)
os = let("o^s", softmax(oa))
label = from_entries(lambda k: delta(k, y), m)
L = let("L", -log(os[y]))

# -- dimensions and forward pass

notes.claim("shape-ha", equal(shape(ha), dh), source="IFT6390 HW3, Q2 a")
notes.claim("shape-W1", equal(shape(W1), (dh, d)), source="IFT6390 HW3, Q2 a")
notes.claim("shape-W2", equal(shape(W2), (m, dh)), source="IFT6390 HW3, Q2 b")
notes.claim("shape-oa", equal(shape(oa), m), source="IFT6390 HW3, Q2 b")
notes.claim("shape-os", equal(shape(os), m), source="IFT6390 HW3, Q2 b")
notes.claim("ha", equal(ha[j], Sum(W1[j, i] * x[i], i) + b1[j]), source="IFT6390 HW3, Q2 a")
notes.claim("hs", equal(hs[j], log(1 + exp(ha[j]))), source="IFT6390 HW3, Q2 a")
notes.claim("oa", equal(oa[k], Sum(W2[k, j] * hs[j], j) + b2[k]), source="IFT6390 HW3, Q2 b")
notes.claim("os", equal(os[k], exp(oa[k]) / Sum(exp(oa[k2]), k2)), source="IFT6390 HW3, Q2 b")
notes.claim("os-positive", positive(os[k]), source="IFT6390 HW3, Q2 c")
notes.claim("os-sum", equal(Sum(os[k], k), 1), source="IFT6390 HW3, Q2 c")
notes.claim("loss", equal(L, -oa[y] + logsumexp(oa)), source="IFT6390 HW3, Q2 h")

# -- by the scores, in the place of o^a a variable o

o = variable_like("o", oa)
s = let("s", softmax(o))
score = let("L", -log(s[y]))
notes.claim(
    "by-scores-entry",
    equal(D(score, o[k]), cases((s[k] - 1, equal(k, y)), s[k])),
    source="IFT6390 HW3, Q2 l",
    title="The loss by a score, in cases",
)
notes.claim(
    "by-scores",
    equal(gradient(score, o), s - label),
    source="IFT6390 HW3, Q2 l",
    title="The loss by the scores: o^s - onehot(y)",
)
notes.claim("shape-by-scores", equal(shape(gradient(score, o)), m), source="IFT6390 HW3, Q2 l")

# -- by the second layer, for any loss E of the scores

h = variable_like("h", hs)
E = array("E", 1, of=o)[1]
affine = let("o(h)", W2 @ h + b2)
do = let("g", at(gradient(E, o), o, affine))
after = at(E, o, affine)

notes.claim("score-by-weight", equal(D(affine[k], W2[k, j]), h[j]), source="IFT6390 HW3, Q2 m")
notes.claim("score-by-own-bias", equal(D(affine[k], b2[k]), 1), source="IFT6390 HW3, Q2 m")
notes.claim("bias-jacobian", equal(jacobian(affine, b2), identity(m)), source="IFT6390 HW3, Q2 n")
notes.claim(
    "weights-jacobian",
    equal(D(affine[k2], W2[k, j]), delta(k, k2) * h[j]),
    source="IFT6390 HW3, Q2 n",
    title="The Jacobian of rank three: row k of the k-th matrix is h, the others are 0",
)
notes.claim(
    "weights-jacobian-shape", equal(shape(D(affine, W2)), (m, m, dh)), source="IFT6390 HW3, Q2 n"
)
v = vector("v", m)
notes.claim(
    "weights-contraction",
    equal(contract(v, D(affine, W2), ([0], [0])), outer(v, h)),
    source="IFT6390 HW3, Q2 n",
    title="A vector times that Jacobian is an outer product",
)
notes.claim("affine-weights", equal(D(after, W2), outer(do, h)), title="Any loss by the weights")
notes.claim("affine-bias", equal(D(after, b2), do), title="... by the bias")
notes.claim("affine-input", equal(D(after, h), W2.T @ do), title="... by the input, a column")
notes.claim(
    "affine-input-row",
    equal(row(D(after, h)), row(do) @ W2),
    title="... by the input, a row",
    source="IFT6390 HW3, Q2 p",
)
notes.claim("input-jacobian", equal(jacobian(affine, h), W2), source="IFT6390 HW3, Q2 p")
notes.claim(
    "input-jacobian-shape", equal(shape(jacobian(affine, h)), (m, dh)), source="IFT6390 HW3, Q2 p"
)

# -- through the activation

z = variable_like("z", ha)
U = array("U", 1, of=h)[1]
f = function("f")
notes.claim(
    "softplus-entry",
    equal(D(softplus(z)[j], z[j2]), cases((1 / (1 + exp(-z[j])), equal(j, j2)), 0)),
    source="IFT6390 HW3, Q2 q",
)
notes.claim(
    "softplus-jacobian",
    equal(jacobian(softplus(z), z), diag(sigmoid(z))),
    source="IFT6390 HW3, Q2 r",
)
notes.claim(
    "activation",
    equal(D(at(U, h, f(z)), z), at(gradient(U, h), h, f(z)) * f.prime(z)),
    source="IFT6390 HW3, Q2 q",
    title="Any loss through any activation",
)
notes.claim(
    "activation-row",
    equal(row(D(at(U, h, f(z)), z)), row(at(gradient(U, h), h, f(z))) @ diag(f.prime(z))),
    source="IFT6390 HW3, Q2 r",
)

# -- end to end

delta_o = let("\\delta", os - label)
back = let("\\beta", (W2.T @ delta_o) * sigmoid(ha))
notes.claim(
    "W2-entry",
    equal(D(L, W2[k, j]), cases(((os[k] - 1) * hs[j], equal(k, y)), os[k] * hs[j])),
    source="IFT6390 HW3, Q2 m",
)
notes.claim(
    "b2-entry",
    equal(D(L, b2[k]), cases((os[k] - 1, equal(k, y)), os[k])),
    source="IFT6390 HW3, Q2 m",
)
notes.claim("W2", equal(D(L, W2), outer(delta_o, hs)), source="IFT6390 HW3, Q2 n")
notes.claim("b2", equal(D(L, b2), delta_o), source="IFT6390 HW3, Q2 n")
notes.claim("b2-row", equal(row(D(L, b2)), row(delta_o) @ identity(m)), source="IFT6390 HW3, Q2 n")
notes.claim("W1", equal(D(L, W1), outer(back, x)))
notes.claim("b1", equal(D(L, b1), back))
notes.claim("x", equal(D(L, x), W1.T @ back))
notes.claim("W2-shape", equal(shape(D(L, W2)), (m, dh)), source="IFT6390 HW3, Q2 n")
notes.claim("b1-shape", equal(shape(D(L, b1)), dh))
at_h = let("L(h)", -log(softmax(W2 @ h + b2)[y]))
p = let("p", softmax(W2 @ h + b2))
notes.claim(
    "by-h",
    equal(row(D(at_h, h)), row(p - label) @ W2),
    source="IFT6390 HW3, Q2 p",
    title="By the hidden layer, as a row",
)
notes.claim(
    "by-h-entry",
    equal(D(at_h, h[j]), Sum(p[k] * W2[k, j], k, where=unequal(k, y)) + (p[y] - 1) * W2[y, j]),
    source="IFT6390 HW3, Q2 o",
)
notes.erratum(
    "by-h-quotient",
    equal(D(at_h, h[j]), Sum((p[k] - delta(k, y)) / W2[k, j], k)),
    reason="IFT6390 HW3, Q2 o: the chain rule multiplies; the text divides by do_k/dh_j",
)
notes.erratum(
    "by-h-all-terms",
    equal(D(at_h, h[j]), Sum(p[k] * W2[k, j], k) + (p[y] - 1) * W2[y, j]),
    reason="IFT6390 HW3, Q2 o read literally: the sum over all k counts k = y twice",
)
at_z = let("L(z)", -log(softmax(W2 @ softplus(z) + b2)[y]))
q = let("q", softmax(W2 @ softplus(z) + b2))
notes.claim(
    "by-ha",
    equal(row(D(at_z, z)), row(q - label) @ W2 @ diag(sigmoid(z))),
    source="IFT6390 HW3, Q2 r",
    title="By the pre-activation of the hidden layer, as a row",
)
notes.claim("by-ha-shape", equal(shape(row(D(at_z, z))), (1, dh)), source="IFT6390 HW3, Q2 r")
notes.erratum(
    "by-ha-index",
    equal(
        D(at_z, z[j]),
        (Sum(q[k] * W2[k, j], k, where=unequal(k, y)) + (q[y] - 1) * W2[y, j]) / (1 + exp(z[j])),
    ),
    reason="a likely slip: sigma(-z) for sigma(z)",
)
notes.claim(
    "by-ha-entry",
    equal(
        D(at_z, z[j]),
        (Sum(q[k] * W2[k, j], k, where=unequal(k, y)) + (q[y] - 1) * W2[y, j]) / (1 + exp(-z[j])),
    ),
    source="IFT6390 HW3, Q2 q, mended",
)
square = dimension("c")
S2 = matrix("W^{(2)}", square, square)
u, bb, w = vector("z", square), vector("b^{(2)}", square), index("y", square)
jj, kk = index("j", square), index("k", square)
qq = softmax(S2 @ softplus(u) + bb)
notes.erratum(
    "by-ha-wrong-letter",
    equal(
        D(-log(qq[w]), u[jj]),
        (Sum(qq[kk] * S2[kk, jj], kk, where=unequal(kk, jj)) + (qq[jj] - 1) * S2[jj, jj])
        / (1 + exp(-u[jj])),
    ),
    reason="IFT6390 HW3, Q2 q: j stands for the label y (and has a meaning only for m = d_h)",
)
notes.erratum(
    "W2-shapes",
    equal(D(L, W2), outer(delta_o, v)),
    expect="ill-formed",
    reason="IFT6390 HW3, Q2 n: h^s is written as 1 x m; it has d_h entries",
)
notes.erratum(
    "by-ha-shapes",
    equal(row(D(at_z, z)), row(vector("g", dh)) @ W2 @ diag(sigmoid(z))),
    expect="ill-formed",
    reason="IFT6390 HW3, Q2 r: (o^s - onehot(y))^T is written as 1 x d_h; it is 1 x m",
)
notes.erratum(
    "bias-transposed",
    equal(D(L, b2), row(delta_o) @ identity(m)),
    expect="ill-formed",
    reason="IFT6390 HW3, Q2 n: a row on the right, while dL/do was a column of R^m before",
)
notes.erratum(
    "h-transposed",
    equal(D(L, W2), row(delta_o).T @ row(hs).T),
    expect="ill-formed",
    reason="IFT6390 HW3, Q2 n: the row of h is printed with a transpose; m x 1 times d_h x 1 "
    "is no product",
)

# -- tanh, and the biases as weights of x_0 and h_0: the indices i and j count from 0

n_in, n_hidden, K = dimension("D M K")
i0, j0 = index("i", n_in + 1, start=0), index("j", n_hidden + 1, start=0)
c = index("k", K)
xs = vector("x", n_in + 1, start=0)
V1 = matrix("w^{(1)}", n_hidden + 1, n_in + 1, start=0)
V2 = matrix("w^{(2)}", K, n_hidden + 1, start=(1, 0))
t = vector("t", K)
hidden = let("h", tanh(V1 @ xs))
scores = let("z", V2 @ hidden)
out = let("y", softmax(scores))
error = let("E", -Sum(t[c] * log(out[c]), c))
one = equal(Sum(t[c], c), 1)

notes.claim(
    "tanh/scores",
    equal(scores[c], Sum(V2[c, j0] * tanh(Sum(V1[j0, i0] * xs[i0], i0)), j0)),
    source="Homework, tanh network",
    title="The network function",
)
notes.claim(
    "tanh/second-layer",
    equal(D(error, V2[c, j0]), (out[c] - t[c]) * hidden[j0]),
    given=one,
    source="Homework, tanh network",
    title="Derivative by a weight of the second layer",
)
notes.claim(
    "tanh/first-layer",
    equal(
        D(error, V1[j0, i0]),
        Sum((out[c] - t[c]) * V2[c, j0] * (1 - hidden[j0] ** 2) * xs[i0], c),
    ),
    given=one,
    source="Homework, tanh network",
    title="Derivative by a weight of the first layer",
)
notes.erratum(
    "tanh/first-layer-by-another-rule",
    equal(
        D(error, V1[j0, i0]),
        Sum((out[c] - t[c]) * V2[c, j0] * hidden[j0] * (1 - hidden[j0]) * xs[i0], c),
    ),
    given=one,
    reason="a likely slip: the sigmoid's slope h(1 - h) where the tanh's 1 - h^2 belongs",
)
notes.erratum(
    "tanh/labels-not-normalised",
    equal(D(error, V2[c, j0]), (out[c] - t[c]) * hidden[j0]),
    reason="needs labels that sum to 1",
)
