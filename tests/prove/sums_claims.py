"""Splitting, shifting, reversing and telescoping sums and products."""

from sympy import exp, log

from tests.prove.letters import (
    K,
    N,
    Rows,
    U,
    X,
    Y,
    from_0,
    i,
    j,
    k,
    k_,
    longer,
    longest,
    m_,
    n,
    p,
    p_,
)
from verifier import D, Product, Sum, at_least, at_most, equal, forall, less, unequal

TRUE: Rows = {
    "by an entry": lambda: (equal(D(Sum(X[k_] ** 2, (k_, 1, n)), X[K]), 2 * X[K]), ()),
    "by an entry of N": lambda: (
        equal(D(log(Sum(exp(U[p]), p)), U[K]), exp(U[K]) / Sum(exp(U[p]), p)),
        (),
    ),
    "by an entry from 0": lambda: (
        equal(D(Sum(from_0[k_] ** 3, (k_, 0, n - 1)), from_0[K]), 3 * from_0[K] ** 2),
        (),
    ),
    "without two": lambda: (
        equal(Sum(X[k_], (k_, 3, n)) + X[1] + X[2], Sum(X[i], i)),
        (n >= 2,),
    ),
    "last of n+1": lambda: (
        equal(Sum(longer[k_], (k_, 1, n + 1)), Sum(longer[k_], (k_, 1, n)) + longer[n + 1]),
        (),
    ),
    "last": lambda: (equal(Sum(X[i], i), Sum(X[k_], (k_, 1, n - 1)) + X[n]), ()),
    "first": lambda: (equal(Sum(U[k_], (k_, 2, N)) + U[1], Sum(U[p], p)), ()),
    "last of squares": lambda: (
        equal(
            Sum(U[p] ** 2 * exp(U[p]), p),
            Sum(U[k_] ** 2 * exp(U[k_]), (k_, 1, N - 1)) + U[N] ** 2 * exp(U[N]),
        ),
        (),
    ),
    "two last": lambda: (
        equal(
            Sum(longest[k_], (k_, 1, N + 2)),
            Sum(longest[k_], (k_, 1, N)) + longest[N + 1] + longest[N + 2],
        ),
        (),
    ),
    "first of n+1": lambda: (
        equal(Sum(longer[k_], (k_, 1, n + 1)), longer[1] + Sum(longer[k_], (k_, 2, n + 1))),
        (),
    ),
    "split at m": lambda: (
        equal(Sum(X[k_], (k_, 1, n)), Sum(X[k_], (k_, 1, m_)) + Sum(X[k_], (k_, m_ + 1, n))),
        (m_ <= n,),
    ),
    "split at index": lambda: (
        equal(Sum(X[k_], (k_, 1, n)), Sum(X[k_], (k_, 1, i)) + Sum(X[k_], (k_, i + 1, n))),
        (),
    ),
    "split around index": lambda: (
        equal(
            Sum(X[k_], (k_, 1, n)), Sum(X[k_], (k_, 1, i - 1)) + X[i] + Sum(X[k_], (k_, i + 1, n))
        ),
        (),
    ),
    "split three": lambda: (
        equal(
            Sum(X[k_], (k_, 1, n)),
            Sum(X[k_], (k_, 1, i)) + Sum(X[k_], (k_, i + 1, j)) + Sum(X[k_], (k_, j + 1, n)),
        ),
        (i <= j,),
    ),
    "difference of prefixes": lambda: (
        equal(Sum(X[k_], (k_, 1, i)) - Sum(X[k_], (k_, 1, i - 1)), X[i]),
        (),
    ),
    "shift start 0": lambda: (
        equal(Sum(from_0[k_], (k_, 0, n - 1)), Sum(from_0[k_ - 1], (k_, 1, n))),
        (),
    ),
    "shift": lambda: (equal(Sum(U[k_ + 1] ** 2, (k_, 1, N - 1)), Sum(U[p_] ** 2, (p_, 2, N))), ()),
    "shift weighted": lambda: (
        equal(Sum(k_ * U[k_ + 1], (k_, 1, N - 1)), Sum((p_ - 1) * U[p_], (p_, 1, N))),
        (),
    ),
    "reversal": lambda: (equal(Sum(X[n + 1 - i], i), Sum(X[i], i)), ()),
    "reversal weighted": lambda: (equal(Sum(i * X[n + 1 - i], i), Sum((n + 1 - j) * X[j], j)), ()),
    "telescoping family": lambda: (equal(Sum(X[k_ + 1] - X[k_], (k_, 1, n - 1)), X[n] - X[1]), ()),
    "telescoping squares": lambda: (
        equal(Sum(U[k_ + 1] ** 2 - U[k_] ** 2, (k_, 1, N - 1)), U[N] ** 2 - U[1] ** 2),
        (),
    ),
    "telescoping exp": lambda: (
        equal(Sum(exp(U[k_]) - exp(U[k_ - 1]), (k_, 2, N)), exp(U[N]) - exp(U[1])),
        (),
    ),
    "Abel summation": lambda: (
        equal(Sum(k_ * (X[k_ + 1] - X[k_]), (k_, 1, n - 1)), n * X[n] - Sum(X[i], i)),
        (),
    ),
    "summation by parts": lambda: (
        equal(
            Sum(X[k_] * (Y[k_ + 1] - Y[k_]), (k_, 1, n - 1)),
            X[n] * Y[n] - X[1] * Y[1] - Sum(Y[k_ + 1] * (X[k_ + 1] - X[k_]), (k_, 1, n - 1)),
        ),
        (),
    ),
    "product last": lambda: (equal(Product(X[i], i), Product(X[k_], (k_, 1, n - 1)) * X[n]), ()),
    "product first": lambda: (equal(Product(U[p], p), U[1] * Product(U[k_], (k_, 2, N))), ()),
    "product of n+1": lambda: (
        equal(
            Product(longer[k_] ** 2 + 1, (k_, 1, n + 1)),
            Product(longer[k_] ** 2 + 1, (k_, 1, n)) * (longer[n + 1] ** 2 + 1),
        ),
        (),
    ),
    "product split": lambda: (
        equal(
            Product(X[k_], (k_, 1, n)), Product(X[k_], (k_, 1, i)) * Product(X[k_], (k_, i + 1, n))
        ),
        (),
    ),
    "product shift": lambda: (
        equal(Product(X[k_ + 1], (k_, 1, n - 1)), Product(X[k_], (k_, 2, n))),
        (),
    ),
    "product reversal": lambda: (
        equal(Product(1 + X[n + 1 - i] ** 2, i), Product(1 + X[i] ** 2, i)),
        (),
    ),
    "telescoping product": lambda: (equal(Product((i + 1) / i, i), n + 1), ()),
    "telescoping product family": lambda: (
        equal(Product(exp(X[k_ + 1]) / exp(X[k_]), (k_, 1, n - 1)), exp(X[n]) / exp(X[1])),
        (),
    ),
    "product of ratios": lambda: (
        equal(Product(X[k_ + 1] / X[k_], (k_, 1, n - 1)), X[n] / X[1]),
        (forall(i, X[i] > 0),),
    ),
    "all but one": lambda: (equal(Sum(X[j], j, where=unequal(j, k)), Sum(X[j], j) - X[k]), ()),
    "pairs": lambda: (equal(Sum(Sum(1, j, where=less(i, j)), i), n * (n - 1) / 2), ()),
    "pairs <=": lambda: (equal(Sum(Sum(1, j, where=at_most(i, j)), i), n * (n + 1) / 2), ()),
    "pairs of families": lambda: (
        equal(
            2 * Sum(Sum(X[i] * X[j], j, where=less(i, j)), i), Sum(X[i], i) ** 2 - Sum(X[i] ** 2, i)
        ),
        (),
    ),
    "where as range": lambda: (
        equal(Sum(X[j], j, where=less(j, k)), Sum(X[k_], (k_, 1, k - 1))),
        (),
    ),
    "where as range >=": lambda: (
        equal(Sum(X[j] ** 2, j, where=at_least(j, k)), Sum(X[k_] ** 2, (k_, k, n))),
        (),
    ),
}

FALSE: Rows = {
    "by an entry, halved": lambda: (equal(D(Sum(X[k_] ** 2, (k_, 1, n)), X[K]), X[K]), ()),
    "by another entry": lambda: (equal(D(Sum(X[k_] ** 2, (k_, 1, n)), X[K]), 2 * X[1]), ()),
    "by an entry outside of the sum": lambda: (
        equal(D(Sum(X[k_] ** 2, (k_, 2, n)), X[K]), 2 * X[K]),
        (),
    ),
    "without two of three": lambda: (
        equal(Sum(X[k_], (k_, 4, n)) + X[1] + X[2], Sum(X[i], i)),
        (n >= 2,),
    ),
    "last of n+1 wrong": lambda: (
        equal(Sum(longer[k_], (k_, 1, n + 1)), Sum(longer[k_], (k_, 1, n)) + longer[n]),
        (),
    ),
    "last wrong": lambda: (equal(Sum(X[i], i), Sum(X[k_], (k_, 1, n - 1)) + X[1]), ()),
    "first wrong": lambda: (equal(Sum(U[k_], (k_, 2, N)) + U[N], Sum(U[p], p)), ()),
    "two last wrong": lambda: (
        equal(Sum(longest[k_], (k_, 1, N + 2)), Sum(longest[k_], (k_, 1, N)) + longest[N + 1]),
        (),
    ),
    "split at m overlap": lambda: (
        equal(Sum(X[k_], (k_, 1, n)), Sum(X[k_], (k_, 1, m_)) + Sum(X[k_], (k_, m_, n))),
        (m_ <= n,),
    ),
    "split three unordered": lambda: (
        equal(
            Sum(X[k_], (k_, 1, n)),
            Sum(X[k_], (k_, 1, i)) + Sum(X[k_], (k_, i + 1, j)) + Sum(X[k_], (k_, j + 1, n)),
        ),
        (),
    ),
    "shift start 0 wrong": lambda: (
        equal(Sum(from_0[k_], (k_, 0, n - 2)), Sum(from_0[k_ - 1], (k_, 1, n))),
        (),
    ),
    "shift weighted wrong": lambda: (
        equal(Sum(k_ * U[k_ + 1], (k_, 1, N - 1)), Sum(p_ * U[p_], (p_, 1, N))),
        (),
    ),
    "reversal weighted wrong": lambda: (
        equal(Sum(i * X[n + 1 - i], i), Sum((n - j) * X[j], j)),
        (),
    ),
    "telescoping family wrong": lambda: (
        equal(Sum(X[k_ + 1] - X[k_], (k_, 1, n - 1)), X[n] + X[1]),
        (),
    ),
    "Abel summation wrong": lambda: (
        equal(Sum(k_ * (X[k_ + 1] - X[k_]), (k_, 1, n - 1)), (n - 1) * X[n] - Sum(X[i], i)),
        (),
    ),
    "product last wrong": lambda: (
        equal(Product(X[i], i), Product(X[k_], (k_, 1, n - 1)) + X[n]),
        (),
    ),
    "telescoping product wrong": lambda: (equal(Product((i + 1) / i, i), n), ()),
    "all but one wrong": lambda: (
        equal(Sum(X[j], j, where=unequal(j, k)), Sum(X[j], j) + X[k]),
        (),
    ),
    "pairs wrong": lambda: (equal(Sum(Sum(1, j, where=less(i, j)), i), n * (n + 1) / 2), ()),
    "pairs of families wrong": lambda: (
        equal(Sum(Sum(X[i] * X[j], j, where=less(i, j)), i), Sum(X[i], i) ** 2 - Sum(X[i] ** 2, i)),
        (),
    ),
}
