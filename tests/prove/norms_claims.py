"""Inequalities between norms."""

from sympy import Abs, Expr, sqrt

from tests.prove.letters import N, Rows, U, X, Y, c, i, j, k, n, p, t
from verifier import Sum, at_least, at_most, dot, equal, matrix, norm, sigmoid, vector

Z = vector("Z", n)
D = matrix("D", N, n)


def logistic(p: Expr) -> Expr:
    """The slope of the logistic function at the scores."""
    return sigmoid(U[p]) * (1 - sigmoid(U[p]))


TRUE: Rows = {
    "Cauchy-Schwarz": lambda: (at_most(Abs(dot(X, Y)), norm(X) * norm(Y)), ()),
    "Cauchy-Schwarz turned": lambda: (at_least(2 * norm(X) * norm(Z), -dot(X, Z)), ()),
    "Cauchy-Schwarz by weights": lambda: (
        at_most(
            Sum(t[i] * X[i] * Y[i], i),
            sqrt(Sum(t[i] * X[i] ** 2, i)) * sqrt(Sum(t[i] * Y[i] ** 2, i)),
        ),
        (),
    ),
    "triangle": lambda: (at_most(norm(X + Y), norm(X) + norm(Y)), ()),
    "triangle of a difference": lambda: (at_most(norm(X - Z), norm(X) + norm(Z)), ()),
    "reverse triangle": lambda: (at_most(norm(X) - norm(Y), norm(X - Y)), ()),
    "squares below the square": lambda: (
        at_most(Sum(X[i] ** 2, i), Sum(Abs(X[i]), i) ** 2),
        (),
    ),
    "l2 below l1": lambda: (at_most(norm(X), norm(X, 1)), ()),
    "l1 below l2": lambda: (at_most(norm(Y, 1), sqrt(n) * norm(Y)), ()),
    "Hessian of the logistic loss": lambda: (
        at_least(Sum(Sum(X[i] * X[j] * Sum(logistic(p) * D[p, i] * D[p, j], p), i), j), 0),
        (),
    ),
    "one entry": lambda: (at_most(Abs(X[k]), norm(X)), ()),
    "absolute values squared": lambda: (
        equal(sqrt(Sum(Abs(X[i]) ** 2, i)), sqrt(Sum(X[i] ** 2, i))),
        (),
    ),
}

FALSE: Rows = {
    "Cauchy-Schwarz reversed": lambda: (at_least(Abs(dot(X, Y)), norm(X) * norm(Y)), ()),
    "Cauchy-Schwarz doubled": lambda: (at_most(2 * dot(X, Y), norm(X) * norm(Y)), ()),
    "Cauchy-Schwarz by a weight": lambda: (at_most(dot(X, Y), c * norm(X) * norm(Y)), ()),
    "Cauchy-Schwarz of other vectors": lambda: (at_most(dot(X, Y), norm(X) * norm(Z)), ()),
    "triangle reversed": lambda: (at_least(norm(X + Y), norm(X) + norm(Y)), ()),
    "Hessian with any weights": lambda: (
        at_least(Sum(Sum(X[i] * X[j] * Sum((sigmoid(U[p]) - c) * D[p, i] * D[p, j], p), i), j), 0),
        (),
    ),
    "form of two vectors": lambda: (
        at_least(Sum(Sum(X[i] * Y[j] * Sum(logistic(p) * D[p, i] * D[p, j], p), i), j), 0),
        (),
    ),
    "l1 below l2 without its factor": lambda: (at_most(norm(X, 1), norm(X)), ()),
    "squares above the square": lambda: (
        at_most(Sum(X[i] ** 2, i), Sum(X[i], i) ** 2),
        (),
    ),
    "absolute value once": lambda: (
        equal(sqrt(Sum(Abs(X[i]) * X[i], i)), sqrt(Sum(X[i] ** 2, i))),
        (),
    ),
    "sign squared": lambda: (equal(Sum(Abs(X[i]) ** 2 / X[i] ** 2, i) + c, n), ()),
}
