"""Weight decay: the gradient of $\\lambda \\lVert\\theta\\rVert^2$."""

from verifier import (
    D,
    Sum,
    array,
    delta,
    derivation,
    dimension,
    equal,
    gradient,
    index,
    norm,
    real,
    sign,
    squared_norm,
    vector,
)

notes = derivation("Regularisation", source="IFT6390 HW3 Q2 i-k")

n, N = dimension("n N")
i, j, r = index("i", n), index("j", n), index("r", N)
theta = vector("\\theta", n)
lam, alpha = real("\\lambda"), real("\\alpha")
risk = array("R", 1, of=theta)[1]  # any smooth risk
losses = vector("L", N, of=theta)  # the losses of N examples

notes.claim(
    "gradient",
    equal(gradient(lam * squared_norm(theta), theta), 2 * lam * theta),
    title="Gradient of the penalty",
    source="IFT6390 HW3, Q2 k, mended",
)
notes.claim(
    "regularised",
    equal(
        gradient(risk + lam * squared_norm(theta), theta), gradient(risk, theta) + 2 * lam * theta
    ),
    title="Gradient of a regularised risk",
    source="IFT6390 HW3, Q2 k, mended",
)
notes.erratum(
    "norm-for-vector",
    equal(D(lam * squared_norm(theta), theta[i]), 2 * lam * norm(theta)),
    reason="IFT6390 HW3, Q2 k: 2 lambda times the norm; the gradient is 2 lambda theta, a vector",
)
notes.erratum(
    "norm-for-vector-regularised",
    equal(
        gradient(risk + lam * squared_norm(theta), theta),
        gradient(risk, theta) + 2 * lam * norm(theta),
    ),
    reason="IFT6390 HW3, Q2 k: the norm is a number where a vector belongs",
)
notes.claim(
    "mean-of-losses",
    equal(gradient(Sum(losses[r], r) / N, theta), Sum(gradient(losses[r], theta), r) / N),
    title="The gradient of the mean loss is the mean gradient",
    source="IFT6390 HW3, Q2 j",
)
step = theta - alpha * gradient(risk + lam * squared_norm(theta), theta)
notes.claim(
    "weight-decay",
    equal(step, (1 - 2 * alpha * lam) * theta - alpha * gradient(risk, theta)),
    title="A step of gradient descent shrinks the weights first",
    source="IFT6390 HW3, Q2 k, mended",
)
notes.claim(
    "norm", equal(D(norm(theta), theta[i]), theta[i] / norm(theta)), title="Gradient of the norm"
)
notes.claim(
    "absolute",
    equal(D(lam * norm(theta, 1), theta[i]), lam * sign(theta[i])),
    title="Gradient of the 1-norm",
)
notes.claim("hessian", equal(D(squared_norm(theta), theta[i], theta[j]), 2 * delta(i, j)))
