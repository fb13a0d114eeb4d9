"""Nested sums in another order, deltas off the diagonal, convolutions."""

from tests.prove.letters import N, Rows, U, W, X, Y, e, i, j, k_, n, p, q
from verifier import Sum, convolve, correlate, delta, equal

TRUE: Rows = {
    "triangular": lambda: (
        equal(Sum(Sum(W[i, k_], (k_, 1, i)), i), Sum(Sum(W[k_, j], (k_, j, n)), j)),
        (),
    ),
    "triangular product": lambda: (
        equal(Sum(X[i] * Sum(Y[k_], (k_, 1, i)), i), Sum(Y[j] * Sum(X[k_], (k_, j, n)), j)),
        (),
    ),
    "triangular strict": lambda: (
        equal(Sum(Sum(W[i, k_], (k_, 1, i - 1)), i), Sum(Sum(W[k_, j], (k_, j + 1, n)), j)),
        (),
    ),
    "prefix sums": lambda: (equal(Sum(Sum(X[k_], (k_, 1, i)), i), Sum((n - j + 1) * X[j], j)), ()),
    "suffix sums": lambda: (equal(Sum(Sum(U[k_], (k_, p, N)), p), Sum(q * U[q], q)), ()),
    "shifted delta": lambda: (equal(Sum(Sum(delta(i, j + 1), i), j), n - 1), ()),
    "shifted delta family": lambda: (
        equal(
            Sum(Sum(delta(i, j + 1) * X[i] * Y[j], i), j), Sum(X[k_ + 1] * Y[k_], (k_, 1, n - 1))
        ),
        (),
    ),
    "convolution commutes early": lambda: (
        equal(convolve(X, U)[e], convolve(U, X)[e]),
        (e <= n, e <= N),
    ),
    "convolution commutes between": lambda: (
        equal(convolve(X, U)[e], convolve(U, X)[e]),
        (e <= n, e > N),
    ),
    "convolution commutes late": lambda: (
        equal(convolve(X, U)[e], convolve(U, X)[e]),
        (e > n, e > N),
    ),
}

FALSE: Rows = {
    "convolution of something else": lambda: (
        equal(convolve(X, U)[e], convolve(U, U)[e]),
        (e <= n, e <= N),
    ),
    "correlation is no convolution": lambda: (equal(correlate(X, U), convolve(X, U)), ()),
    "triangular shifted": lambda: (
        equal(Sum(Sum(W[i, k_], (k_, 1, i)), i), Sum(Sum(W[k_, j], (k_, j + 1, n)), j)),
        (),
    ),
    "suffix sums wrong": lambda: (
        equal(Sum(Sum(U[k_], (k_, p, N)), p), Sum((N - q + 1) * U[q], q)),
        (),
    ),
    "triangular product wrong": lambda: (
        equal(Sum(X[i] * Sum(Y[k_], (k_, 1, i)), i), Sum(Y[j] * Sum(X[k_], (k_, 1, j)), j)),
        (),
    ),
    "triangular wrong": lambda: (
        equal(Sum(Sum(W[i, k_], (k_, 1, i)), i), Sum(Sum(W[k_, j], (k_, 1, j)), j)),
        (),
    ),
    "prefix sums wrong": lambda: (
        equal(Sum(Sum(X[k_], (k_, 1, i)), i), Sum((n - j) * X[j], j)),
        (),
    ),
    "shifted delta wrong": lambda: (equal(Sum(Sum(delta(i, j + 1), i), j), n), ()),
}
