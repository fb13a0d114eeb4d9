"""Inequalities between sums, and a few without."""

from sympy import Abs, exp, log, sin, sqrt

from tests.prove.letters import H, N, Rows, X, Y, al, be, c, d, i, k, m, n, r, s, t, v, w, x
from verifier import (
    Sum,
    at_least,
    at_most,
    conv_output,
    forall,
    index,
    less,
    logsumexp,
    softmax,
    softplus,
)

top, peak = index("top peak", n)
largest, highest = forall(i, X[i] <= X[top]), forall(i, Y[i] <= Y[peak])

TRUE: Rows = {
    "below a bound of the size": lambda: (less(x, 1), (Abs(x) < 1,)),
    "above minus a bound of the size": lambda: (less(-2, x), (3 * Abs(x) - 6 < 0,)),
    "distance": lambda: (at_most(x, w + v), (at_most(Abs(x - w), v),)),
    "distance the other way": lambda: (at_most(w, x + v), (at_least(v, Abs(x - w)),)),
    "two sizes": lambda: (at_most(x - w, 1), (at_most(Abs(x) + Abs(w), 1),)),
    "largest of a sum": lambda: (at_most(X[k] + Y[k], X[top] + Y[peak]), (largest, highest)),
    "largest of weighted sums": lambda: (
        at_most(2 * X[k] + 3 * Y[k], 2 * X[top] + 3 * Y[peak]),
        (largest, highest),
    ),
    "triangle": lambda: (at_most(Abs(Sum(X[i], i)), Sum(Abs(X[i]), i)), ()),
    "triangle weighted": lambda: (
        at_most(Abs(Sum(X[i] * Y[i], i)), Sum(Abs(X[i]) * Abs(Y[i]), i)),
        (),
    ),
    "lse upper": lambda: (at_most(logsumexp(X), X[k] + log(n)), (forall(i, X[i] <= X[k]),)),
    "lse lower": lambda: (at_least(logsumexp(X), X[k]), ()),
    "termwise": lambda: (at_most(Sum(X[i], i), Sum(Y[i], i)), (forall(i, X[i] <= Y[i]),)),
    "termwise strict true": lambda: (less(Sum(X[i], i), Sum(Y[i], i)), (forall(i, X[i] < Y[i]),)),
    "mean below bound": lambda: (at_most(Sum(X[i], i), n * c), (forall(i, X[i] <= c),)),
    "mean of squares": lambda: (
        at_most(Sum(X[i] * Y[i], i), Sum(X[i] ** 2, i) / 2 + Sum(Y[i] ** 2, i) / 2),
        (),
    ),
    "sum of squares bound": lambda: (
        at_most(Sum(X[i] ** 2, i), c * Sum(X[i], i)),
        (
            forall(i, X[i] <= c),
            forall(i, X[i] >= 0),
        ),
    ),
    "Gibbs": lambda: (
        at_least(Sum(t[i] * log(t[i] / s[i]), i), 0),
        (
            forall(i, t[i] > 0),
            forall(i, s[i] > 0),
        ),
    ),
    "cross-entropy": lambda: (
        at_least(-Sum(t[i] * log(s[i]), i), -Sum(t[i] * log(t[i]), i)),
        (
            forall(i, t[i] > 0),
            forall(i, s[i] > 0),
        ),
    ),
    "entropy": lambda: (at_most(-Sum(t[i] * log(t[i]), i), log(n)), (forall(i, t[i] > 0),)),
    "entropy nonneg": lambda: (at_least(-Sum(t[i] * log(t[i]), i), 0), (forall(i, t[i] > 0),)),
    "log bound sum": lambda: (at_most(Sum(log(X[i]), i), Sum(X[i], i) - n), (forall(i, X[i] > 0),)),
    "exp bound sum": lambda: (at_least(Sum(exp(X[i]), i), n + Sum(X[i], i)), ()),
    "Jensen exp": lambda: (at_least(Sum(t[i] * exp(X[i]), i), exp(Sum(t[i] * X[i], i))), ()),
    "Jensen fourth power": lambda: (
        at_most(Sum(t[i] * X[i], i) ** 4, Sum(t[i] * X[i] ** 4, i)),
        (),
    ),
    "Jensen softplus": lambda: (
        at_most(softplus(Sum(s[i] * Y[i], i)), Sum(s[i] * softplus(Y[i]), i)),
        (),
    ),
    "Jensen root": lambda: (
        at_least(sqrt(Sum(t[i] * X[i], i)), Sum(t[i] * sqrt(X[i]), i)),
        (forall(i, X[i] > 0),),
    ),
    "harmonic mean": lambda: (
        at_most(1 / Sum(t[i] * X[i], i), Sum(t[i] / X[i], i)),
        (forall(i, X[i] > 0),),
    ),
    "Jensen x log x": lambda: (
        at_most(
            Sum(t[i] * X[i], i) * log(Sum(t[i] * X[i], i)),
            Sum(t[i] * X[i] * log(X[i]), i),
        ),
        (forall(i, X[i] > 0),),
    ),
    "Jensen log": lambda: (
        at_most(Sum(t[i] * log(X[i]), i), log(Sum(t[i] * X[i], i))),
        (
            forall(i, X[i] > 0),
            forall(i, t[i] > 0),
        ),
    ),
    "AM-GM n": lambda: (
        at_least(Sum(X[i], i) / n, exp(Sum(log(X[i]), i) / n)),
        (forall(i, X[i] > 0),),
    ),
    "Cauchy-Schwarz": lambda: (
        at_most(Sum(X[i] * Y[i], i) ** 2, Sum(X[i] ** 2, i) * Sum(Y[i] ** 2, i)),
        (),
    ),
    "Cauchy-Schwarz ones": lambda: (at_most(Sum(X[i], i) ** 2, n * Sum(X[i] ** 2, i)), ()),
    "variance": lambda: (at_least(Sum(t[i] * X[i] ** 2, i), Sum(t[i] * X[i], i) ** 2), ()),
    "softmax < 1": lambda: (at_most(softmax(X)[k], 1), ()),
    "sum t^2 <=1": lambda: (at_most(Sum(t[i] ** 2, i), 1), ()),
    "AMGM 2": lambda: (at_most(sqrt(r * al), (r + al) / 2), ()),
    "AMGM 3": lambda: (at_least(r**3 + al**3 + be**3, 3 * r * al * be), ()),
    "n<=2^n": lambda: (at_most(n, 2**n), ()),
    "Bernoulli": lambda: (at_least((1 + H) ** n, 1 + n * H), ()),
    "conv_output": lambda: (at_most(conv_output(n, m, N), n), ()),
    "conv_output window": lambda: (at_most((conv_output(n, m, N, d) - 1) * N + m, n + 2 * d), ()),
    "sin cubic": lambda: (at_least(sin(r), r - r**3 / 6), ()),
    "Minkowski-type": lambda: (
        at_most(Sum((X[i] + Y[i]) ** 2, i), 2 * Sum(X[i] ** 2, i) + 2 * Sum(Y[i] ** 2, i)),
        (),
    ),
}

FALSE: Rows = {
    "above a bound of the size": lambda: (less(1, x), (Abs(x) > 1,)),
    "strictly below the size": lambda: (less(x, 1), (at_most(Abs(x), 1),)),
    "difference of sizes": lambda: (at_most(x + w, 1), (at_most(Abs(x) - Abs(w), 1),)),
    "distance below": lambda: (at_least(x, w + v), (at_most(Abs(x - w), v),)),
    "one of two largest": lambda: (at_most(X[k] + Y[k], X[top] + Y[peak]), (largest,)),
    "largest of a difference": lambda: (
        at_most(X[k] - Y[k], X[top] - Y[peak]),
        (largest, highest),
    ),
    "largest of a sum below": lambda: (at_least(X[k] + Y[k], X[top] + Y[peak]), (largest, highest)),
    "largest of another": lambda: (at_most(X[k] + Y[k], X[peak] + Y[top]), (largest, highest)),
    "triangle wrong": lambda: (at_least(Abs(Sum(X[i], i)), Sum(Abs(X[i]), i)), ()),
    "lse upper wrong": lambda: (at_most(logsumexp(X), X[k]), (forall(i, X[i] <= X[k]),)),
    "termwise strict": lambda: (less(Sum(X[i], i), Sum(Y[i], i)), (forall(i, X[i] <= Y[i]),)),
    "Gibbs wrong": lambda: (
        at_most(Sum(t[i] * log(t[i] / s[i]), i), 0),
        (
            forall(i, t[i] > 0),
            forall(i, s[i] > 0),
        ),
    ),
    "entropy wrong": lambda: (
        at_most(-Sum(t[i] * log(t[i]), i), log(n) / 2),
        (forall(i, t[i] > 0),),
    ),
    "Jensen cube wrong": lambda: (
        at_most(Sum(t[i] * X[i], i) ** 3, Sum(t[i] * X[i] ** 3, i)),
        (),
    ),
    "Jensen root wrong": lambda: (
        at_most(sqrt(Sum(t[i] * X[i], i)), Sum(t[i] * sqrt(X[i]), i)),
        (forall(i, X[i] > 0),),
    ),
    "Jensen without weights": lambda: (
        at_most(Sum(X[i], i) ** 4, Sum(X[i] ** 4, i)),
        (),
    ),
    "harmonic mean, any sign": lambda: (
        at_most(1 / Sum(t[i] * X[i], i), Sum(t[i] / X[i], i)),
        (),
    ),
    "Jensen exp wrong": lambda: (at_most(Sum(t[i] * exp(X[i]), i), exp(Sum(t[i] * X[i], i))), ()),
    "Cauchy-Schwarz wrong": lambda: (
        at_least(Sum(X[i] * Y[i], i) ** 2, Sum(X[i] ** 2, i) * Sum(Y[i] ** 2, i)),
        (),
    ),
    "n^3<=2^n": lambda: (at_most(n**3, 2**n), ()),
    "Bernoulli wrong": lambda: (at_most((1 + H) ** n, 1 + n * H), ()),
    "conv_output wrong": lambda: (at_most(conv_output(n, m, N), n - 1), ()),
    "sin cubic wrong": lambda: (at_most(sin(r), r - r**3 / 6), ()),
}
