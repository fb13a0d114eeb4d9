"""Next to every identity stand wrong ones: none is proved, all are refuted."""

import time

import pytest
from sympy import Abs, Rational, exp, log, oo

from verifier import (
    D,
    Sum,
    array,
    at,
    cases,
    conv_output,
    correlate,
    delta,
    diag,
    dimension,
    dot,
    equal,
    expectation,
    function,
    gradient,
    heaviside,
    identity,
    index,
    jacobian,
    limit,
    logsumexp,
    matrix,
    mean,
    network,
    norm,
    one_hot,
    ones,
    outer,
    parameters,
    positive,
    real,
    relu,
    sigmoid,
    sign,
    softmax,
    softplus,
    squared_norm,
    tanh,
    unequal,
    variable_like,
    vector,
    verify,
)
from verifier.engine.oracles import POINTS
from verifier.numeric import cross_check
from verifier.prove import Found, prove
from verifier.read.labelled import claim_of

n, m, N, H, K = dimension("n m N H K")
i, j, el, k = index("i j l k", n)
x, v, t = vector("x v t", n)
y = one_hot("y", n)
c, a, q = real("c a q")
s = softmax(x)
Z = Sum(exp(x[el]), el)
loss = -Sum(y[i] * log(s[i]), i)
any_loss = -Sum(t[i] * log(s[i]), i)
sums_to_one = equal(Sum(t[i], i), 1)
p = sigmoid(a)
f = function("f")
u = vector("u", m)
e = index("e", m)
scores = vector("g", n, of=u)
w = softmax(scores)

r, h1, kk = index("r", N), index("h", H), index("q", K)
X, W1, b1 = matrix("X", N, n), matrix("W_1", n, H), vector("b_1", H)
W2, b2, Y = matrix("W_2", H, K), vector("b_2", K), one_hot("Y", N, K)
A = tanh(X @ W1 + b1)
P = softmax(A @ W2 + b2)
J = -Sum(Y[r, kk] * log(P[r, kk]), r, kk)
G = P - Y
B = (G @ W2.T) * (1 - A**2)

Wc, bc = matrix("W", m, n), vector("b", m)
o = Wc @ x + bc
before = variable_like("o", o)
E = array("E", 1, of=before)[1]
back = at(gradient(E, before), before, o)

TABLE = {
    "sigmoid-derivative": (
        D(p, a), p * (1 - p), [-p * (1 - p), p * (1 + p), p**2 * (1 - p), 1 - p, p * (1 - 2 * p)],
    ),
    "sigmoid-symmetry": (sigmoid(-a), 1 - p, [1 + p, -p, p - 1, 1 / p]),
    "tanh-derivative": (D(tanh(a), a), 1 - tanh(a) ** 2,
                        [tanh(a) * (1 - tanh(a)), 1 + tanh(a) ** 2, 1 - tanh(a)]),
    "softplus-derivative": (D(softplus(a), a), p, [sigmoid(-a), p * (1 - p), 1 - p, -p]),
    "log-sigmoid": (log(p), -softplus(-a), [softplus(-a), -softplus(a), -log(softplus(-a))]),
    "softplus-difference": (softplus(a) - softplus(-a), a, [-a, 2 * a, Abs(a)]),
    "softmax-shift": (softmax(x + c)[i], s[i], [exp(c) * s[i], s[i] + c, s[j]]),
    "softmax-sum": (Sum(s[i], i), 1, [n, 0, 1 / n]),
    "softmax-jacobian": (
        D(s[i], x[j]), s[i] * (delta(i, j) - s[j]),
        [
            s[i] * (delta(i, j) + s[j]), s[i] * (s[j] - delta(i, j)), s[i] * (1 - s[j]),
            -s[i] * s[j], s[i] * (delta(i, j) - s[i]), s[j] * (delta(i, j) - s[j]),
            delta(i, j) - s[j],
        ],
    ),
    "softmax-jacobian-cases": (
        D(s[i], x[j]), cases((s[i] * (1 - s[i]), equal(i, j)), -s[i] * s[j]),
        [
            cases((-s[i] * s[i], equal(i, j)), s[i] * (1 - s[j])),
            cases((s[i] * (1 - s[i]), equal(i, j)), s[i] * s[j]),
            cases((s[i], equal(i, j)), -s[i] * s[j]),
            cases((s[i] * (1 - s[i]), unequal(i, j)), -s[i] * s[j]),
        ],
    ),
    "softmax-jacobian-matrix": (
        jacobian(s, x), diag(s) - outer(s, s),
        [diag(s) + outer(s, s), outer(s, s) - diag(s), outer(s, 1 - s) - diag(s), diag(s),
         identity(n) - outer(s, s)],
    ),
    "log-sum-exp": (D(logsumexp(x), x[j]), s[j], [exp(x[j]), -s[j], s[j] - 1, 1 / Z]),
    "cross-entropy": (
        D(loss, x[j]), s[j] - y[j], [y[j] - s[j], s[j] + y[j], s[j], s[j] - 1, s[j] * (1 - y[j])],
    ),
    "cross-entropy-any-labels": (
        D(any_loss, x[j]), s[j] * Sum(t[i], i) - t[j],
        [s[j] - t[j], n * s[j] - t[j], s[j] * Sum(t[i], i) + t[j], Sum(t[i] * s[i], i) - t[j]],
    ),
    "hessian": (
        D(loss, x, x), diag(s) - outer(s, s), [diag(s), outer(s, s) - diag(s), diag(s - y)],
    ),
    "binary-cross-entropy": (
        D(-q * log(p) - (1 - q) * log(1 - p), a), p - q, [q - p, p * (1 - p) - q, (p - q) * p],
    ),
    "squared-error": (
        D((p - q) ** 2, a), 2 * (p - q) * p * (1 - p),
        [2 * (p - q), (p - q) * p * (1 - p), 2 * (q - p) * p * (1 - p), 2 * (p - q) * p],
    ),
    "two-classes": (
        softmax([a, q])[1], sigmoid(a - q), [sigmoid(q - a), sigmoid(a), sigmoid(a + q)],
    ),
    "network-W2": (D(J, W2), A.T @ G, [-(A.T @ G), A.T @ (P + Y), A.T @ P, (1 - A).T @ G]),
    "network-b2": (D(J, b2), G.sum(0), [P.sum(0), G.sum(0) / N, ones(N) @ (Y - P)]),
    "network-W1": (
        D(J, W1), X.T @ B, [X.T @ (G @ W2.T), -(X.T @ B), X.T @ ((G @ W2.T) * A * (1 - A)),
                            X.T @ B / N],
    ),
    "network-X": (D(J, X), B @ W1.T, [(G @ W2.T) @ W1.T, -(B @ W1.T), 2 * (B @ W1.T)]),
    "affine-weights": (D(at(E, before, o), Wc), outer(back, x),
                       [-outer(back, x), outer(back, 2 * x), outer(back, x**2)]),
    "affine-input": (D(at(E, before, o), x), Wc.T @ back,
                     [-(Wc.T @ back), Wc.T @ (back * back), Wc.T @ ones(m)]),
    "affine-rank-three": (D(o[e], Wc[e, j]), x[j], [Wc[e, j], 1, bc[e]]),
    "activation": (
        D(at(E, before, f(bc)), bc), at(gradient(E, before), before, f(bc)) * f.prime(bc),
        [at(gradient(E, before), before, f(bc)), at(gradient(E, before), before, bc) * f.prime(bc),
         at(gradient(E, before), before, f(bc)) * f(bc)],
    ),
    "expected-gradient": (
        D(log(w[i]), u[e]), D(scores[i], u[e]) - Sum(w[j] * D(scores[j], u[e]), j),
        [
            D(scores[i], u[e]) + Sum(w[j] * D(scores[j], u[e]), j),
            D(scores[i], u[e]) - w[i] * D(scores[i], u[e]),
            D(scores[i], u[e]) - Sum(D(scores[j], u[e]), j),
            D(scores[i], u[e]) - Sum(D(scores[j], u[e]), j) / n,
        ],
    ),
    "parameters": (
        parameters(W1, b1, W2, b2), (n + 1) * H + (H + 1) * K,
        [n * H + H * K, (n + 1) * H + (K + 1) * H, (n + 1) * (H + 1) + (H + 1) * K],
    ),
    "output-size": (
        conv_output(n, 2 * m + 1, 1, m), n, [n + 1, n - 1, n - 2 * m, n + 2 * m],
    ),
    "ramp": (relu(a), a * heaviside(a), [heaviside(a), a * sign(a), Abs(a), a]),
    "ramp-slope": (D(relu(a), a), heaviside(a), [sign(a), 1, relu(a), heaviside(-a)]),
    "weight-decay": (
        D(c * squared_norm(x), x[j]), 2 * c * x[j],
        [2 * c * norm(x), c * x[j], 2 * x[j], 2 * c * squared_norm(x)],
    ),
    "norm": (D(norm(v), v[j]), v[j] / norm(v), [v[j], 2 * v[j], v[j] / squared_norm(v), 1]),
    "expectation": (
        expectation((v - expectation(v, s)) ** 2, s),
        expectation(v**2, s) - expectation(v, s) ** 2,
        [expectation(v**2, s), expectation(v**2, s) + expectation(v, s) ** 2,
         expectation(v**2, s) - expectation(v, s)],
    ),
    "window": (
        correlate([c, a, q], [Rational(1, 4)] * 3, "valid")[1], (c + a + q) / 4,
        [(c + a + q) / 3, (c + a) / 4, mean([c, a, q])],
    ),
}  # fmt: skip


def wrong_ones():
    return [
        pytest.param(left, wrong, id=f"{name}-{place}")
        for name, (left, _, wrong_sides) in TABLE.items()
        for place, wrong in enumerate(wrong_sides, 1)
    ]


@pytest.mark.parametrize("name", TABLE)
def test_the_identity_is_proved(name):
    left, right, wrong = TABLE[name]
    assert isinstance(prove(claim_of(equal(left, right))), Found)
    assert len(wrong) >= 3


@pytest.mark.parametrize(("left", "wrong"), wrong_ones())
def test_a_wrong_neighbour_is_refuted(left, wrong):
    claim = claim_of(equal(left, wrong))
    assert not isinstance(prove(claim), Found)
    assert cross_check(claim, points=POINTS).refutation is not None


Z2 = matrix("Z", N, n)
steep = limit(1 / (1 + exp(-q * a)), q, oo)
M = matrix("M", n, n)
DROPPED = {
    "labels that sum to 1": (equal(D(any_loss, x[j]), s[j] - t[j]), sums_to_one, "refuted"),
    "labels of a batch": (
        equal(D(-Sum(X[r, el] * log(softmax(Z2)[r, el]), r, el), Z2), softmax(Z2) - X),
        equal(Sum(X[r, el], el), 1), "refuted",
    ),
    "a symmetric matrix": (equal(gradient(dot(x, M @ x), x), 2 * M @ x), equal(M, M.T), "refuted"),
    "different indices": (equal(D(s[i], x[j]), -s[i] * s[j]), unequal(i, j), "refuted"),
    "equal indices": (equal(D(s[i], x[j]), s[i] * (1 - s[i])), equal(i, j), "refuted"),
    "the label's place": (equal(loss, -log(s[j])), equal(y[j], 1), "refuted"),
    "a positive argument": (equal(steep, 1), positive(a), "refuted"),
    "a positive factor": (equal(log(c * q), log(c) + log(q)), (c > 0, q > 0), "conditional"),
    "a positive base": (
        equal(relu(a), (a + 1) ** heaviside(a) - 1), a > -1, ("conditional", "undecided", "proved"),
    ),
    "a kernel that fits": (conv_output(n, m) >= 1, n >= m, "refuted"),
    "two classes": (s[i] < 1, n >= 2, "refuted"),
}  # fmt: skip


@pytest.mark.parametrize("name", DROPPED)
def test_an_assumption_is_needed(name):
    relation, assumption, without = DROPPED[name]
    assert verify(relation, given=assumption).outcome == "proved"
    assert verify(relation).outcome in without


def test_two_layers_in_a_tenth_of_a_second():
    """All five gradients, for every width and batch size; the best of three tries counts."""
    pairs = ((W2, A.T @ G), (b2, G.sum(0)), (W1, X.T @ B), (b1, B.sum(0)), (X, B @ W1.T))
    claims = [claim_of(equal(D(J, by), value)) for by, value in pairs]
    times = []
    for _ in range(3):
        start = time.process_time()
        assert all(isinstance(prove(claim), Found) for claim in claims)
        times.append(time.process_time() - start)
    assert min(times) < 0.3


def test_any_depth_within_a_second():
    net = network(dimension("L"), f, f.prime)
    layer = net.layer("l")
    unit = net.unit("i", layer)
    backwards = equal(D(net.loss(layer), net.state[unit]), net.error(layer, unit))
    start = time.process_time()
    verdict = verify(backwards, given=net.given)
    assert time.process_time() - start < 1
    assert verdict.outcome == "proved"
    assert "induction" in verdict.proof.rules
    assert verdict.numeric.points >= 32
    assert verify(backwards, given=net.given[:-1]).outcome == "refuted"
