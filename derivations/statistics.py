"""Means, variances and normalisation, for samples of any size."""

from sympy import log, sqrt

from verifier import (
    D,
    Sum,
    delta,
    derivation,
    dimension,
    distribution,
    dot,
    equal,
    gradient,
    identity,
    index,
    let,
    matrix,
    mean,
    norm,
    positive,
    real,
    sigmoid,
    softmax,
    squared_norm,
    trace,
    vector,
)

notes = derivation("Statistics and normalisation", source="textbook statements")

n, m = dimension("n m")
i, j, k = index("i j k", n)
x, y, w = vector("x y w", n)
a, b, c = real("a b c")
mu = let("\\mu", mean(x))
var = let("\\sigma^2", mean((x - mu) ** 2))

# -- means and variances

notes.claim("centred", equal(Sum(x[i] - mu, i), 0), title="Deviations sum to 0")
notes.claim("variance", equal(var, mean(x**2) - mu**2), title="Two forms of the variance")
notes.claim("variance-nonnegative", var >= 0)
notes.claim("mean-affine", equal(mean(a * x + b), a * mu + b))
notes.claim(
    "variance-affine",
    equal(mean((a * x + b - mean(a * x + b)) ** 2), a**2 * var),
    title="A shift changes no variance, a factor its square",
)
notes.claim(
    "pairs",
    equal(var, Sum((x[i] - x[j]) ** 2, i, j) / (2 * n**2)),
    title="The variance from all pairs",
)
notes.claim(
    "shifted",
    equal(mean((x - c) ** 2), var + (mu - c) ** 2),
    title="Around any other point the spread is larger",
)
notes.claim("least-squares", equal(D(Sum((x[i] - c) ** 2, i), c), 2 * n * (c - mu)))
notes.claim("mean-slope", equal(D(mu, x[i]), 1 / n))
notes.claim("variance-slope", equal(D(var, x[i]), 2 * (x[i] - mu) / n))
notes.claim(
    "covariance", equal(mean((x - mean(x)) * (y - mean(y))), mean(x * y) - mean(x) * mean(y))
)
notes.claim(
    "variance-of-a-sum",
    equal(
        mean((x + y - mean(x + y)) ** 2),
        mean((x - mean(x)) ** 2)
        + mean((y - mean(y)) ** 2)
        + 2 * mean((x - mean(x)) * (y - mean(y))),
    ),
)
notes.erratum(
    "variances-add",
    equal(mean((x + y - mean(x + y)) ** 2), mean((x - mean(x)) ** 2) + mean((y - mean(y)) ** 2)),
    reason="a likely slip: the covariance is missing",
)
notes.erratum(
    "sample-for-population",
    equal(Sum((x[i] - mu) ** 2, i) / (n + 1), var),
    reason="a likely slip: another divisor",
)

# -- layer normalisation

eps = real("\\varepsilon")
r = let("r", sqrt(var + eps))
z = let("z", (x - mu) / r)
notes.claim("normal-mean", equal(mean(z), 0), given=positive(eps))
notes.claim(
    "normal-variance", equal(mean(z**2), var / (var + eps)), given=(positive(eps), var >= 0)
)
notes.claim(
    "layer-norm",
    equal(D(z[i], x[j]), (delta(i, j) - 1 / n - z[i] * z[j] / n) / r),
    given=positive(eps),
    title="The Jacobian of layer normalisation",
)
notes.claim("root-slope", equal(D(r, x[j]), (x[j] - mu) / (n * r)), given=positive(eps))
g = vector("g", n)
notes.claim(
    "layer-norm-backwards",
    equal(D(dot(g, z), x), (g - mean(g) - z * mean(g * z)) / r),
    given=positive(eps),
    title="Backwards through layer normalisation",
)
notes.erratum(
    "layer-norm-without-the-mean",
    equal(D(z[i], x[j]), (delta(i, j) - z[i] * z[j] / n) / r),
    given=positive(eps),
    reason="a likely slip: the mean depends on every entry, too",
)
notes.claim(
    "unit-vector",
    equal(D(x[i] / norm(x), x[j]), (delta(i, j) - x[i] * x[j] / squared_norm(x)) / norm(x)),
    title="The Jacobian of normalisation to length 1",
)

# -- quadratic forms and least squares

A = matrix("A", n, n)
X, t, beta = matrix("X", m, n), vector("t", m), vector("\\beta", n)
notes.claim("quadratic-form", equal(gradient(dot(x, A @ x), x), (A + A.T) @ x))
notes.claim("quadratic-hessian", equal(D(dot(x, A @ x), x, x), A + A.T))
notes.claim(
    "least-squares-gradient",
    equal(gradient(squared_norm(X @ beta - t), beta), 2 * X.T @ (X @ beta - t)),
)
notes.claim("least-squares-hessian", equal(D(squared_norm(X @ beta - t), beta, beta), 2 * X.T @ X))
notes.claim(
    "ridge",
    equal(
        gradient(squared_norm(X @ beta - t) + a * squared_norm(beta), beta),
        2 * (X.T @ X + a * identity(n)) @ beta - 2 * X.T @ t,
    ),
)
notes.erratum(
    "quadratic-form-symmetric",
    equal(gradient(dot(x, A @ x), x), 2 * A @ x),
    reason="needs a symmetric matrix",
)
notes.claim(
    "quadratic-form-of-symmetric",
    equal(gradient(dot(x, A @ x), x), 2 * A @ x),
    given=equal(A, A.T),
)
notes.claim("trace-slope", equal(D(trace(A), A), identity(n)))
notes.claim("trace-product", equal(trace(A @ A.T), squared_norm(A)))

# -- weighted losses

weights = vector("\\alpha", n)
s = let("s", softmax(x))
weighted = -Sum(weights[i] * y[i] * log(s[i]), i)
notes.claim(
    "weighted-cross-entropy",
    equal(D(weighted, x[k]), s[k] * Sum(weights[i] * y[i], i) - weights[k] * y[k]),
    title="Cross-entropy with class weights",
)
p = let("p", sigmoid(a))
notes.claim(
    "weighted-binary",
    equal(D(-b * c * log(p) - (1 - c) * log(1 - p), a), (1 - c) * p - b * c * (1 - p)),
    title="Binary cross-entropy with a weight for the positive class",
)
q, v = distribution("q", n), vector("v", n)
notes.claim(
    "smoothed-labels",
    equal(D(-Sum(((1 - a) * q[i] + a / n) * log(s[i]), i), x[k]), s[k] - (1 - a) * q[k] - a / n),
    title="Label smoothing",
)
notes.claim(
    "entropy-slope",
    equal(D(-Sum(s[i] * log(s[i]), i), x[k]), -s[k] * (log(s[k]) - Sum(s[i] * log(s[i]), i))),
    title="The entropy of the softmax",
)
notes.claim(
    "huberised",
    equal(D(sqrt(1 + a**2), a), a / sqrt(1 + a**2)),
)
