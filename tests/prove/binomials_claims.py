"""Sums of binomial coefficients."""

from sympy import binomial

from tests.prove.letters import K, N, Rows, al, c, k_, n, p_, r, w, x
from verifier import Sum, equal

TRUE: Rows = {
    "row": lambda: (equal(Sum(binomial(n, k_), (k_, 0, n)), 2**n), ()),
    "row N": lambda: (equal(Sum(binomial(N, p_), (p_, 0, N)), 2**N), ()),
    "theorem": lambda: (
        equal(Sum(binomial(n, k_) * r**k_ * al ** (n - k_), (k_, 0, n)), (r + al) ** n),
        (),
    ),
    "theorem real": lambda: (equal(Sum(binomial(n, k_) * x**k_, (k_, 0, n)), (1 + x) ** n), ()),
    "theorem from above": lambda: (
        equal(Sum(binomial(N, p_) * x ** (N - p_), (p_, 0, N)), (1 + x) ** N),
        (),
    ),
    "powers of nothing": lambda: (
        equal(Sum(binomial(n, k_) * x**k_ * w ** (n - k_), (k_, 0, n)), w**n),
        (equal(x, 0),),
    ),
    "alternating": lambda: (equal(Sum((-1) ** k_ * binomial(n, k_), (k_, 0, n)), 0), ()),
    "alternating mean": lambda: (
        equal(Sum((-1) ** p_ * p_ * binomial(N, p_), (p_, 0, N)), 0),
        (N >= 2,),
    ),
    "mean row": lambda: (equal(Sum(k_ * binomial(n, k_), (k_, 0, n)), n * 2 ** (n - 1)), ()),
    "total probability": lambda: (
        equal(Sum(binomial(n, k_) * c**k_ * (1 - c) ** (n - k_), (k_, 0, n)), 1),
        (
            c > 0,
            c < 1,
        ),
    ),
    "symmetry": lambda: (
        equal(binomial(n, K), binomial(n, n - K)),
        (
            K >= 0,
            n >= K,
        ),
    ),
    "Pascal": lambda: (
        equal(binomial(n + 1, K), binomial(n, K) + binomial(n, K - 1)),
        (
            K >= 1,
            n >= K,
        ),
    ),
    "absorption": lambda: (
        equal(K * binomial(n, K), n * binomial(n - 1, K - 1)),
        (
            K >= 1,
            n >= K,
        ),
    ),
    "hockey stick": lambda: (
        equal(Sum(binomial(k_, 2), (k_, 2, n)), binomial(n + 1, 3)),
        (n >= 2,),
    ),
}

FALSE: Rows = {
    "row wrong": lambda: (equal(Sum(binomial(n, k_), (k_, 0, n)), 2 ** (n + 1)), ()),
    "theorem two real wrong": lambda: (
        equal(Sum(binomial(n, k_) * x**k_ * w ** (n - k_), (k_, 0, n)), (x - w) ** n),
        (),
    ),
    "theorem turned": lambda: (
        equal(Sum(binomial(n, k_) * x**k_ * w**k_, (k_, 0, n)), (x + w) ** n),
        (),
    ),
    "powers of nothing wrong": lambda: (
        equal(Sum(binomial(n, k_) * x**k_ * w ** (n - k_), (k_, 0, n)), 0),
        (equal(x, 0),),
    ),
    "powers of nothing from 1": lambda: (
        equal(Sum(binomial(n, k_) * x**k_ * w ** (n - k_), (k_, 1, n)), w**n),
        (equal(x, 0),),
    ),
    "alternating from 1": lambda: (
        equal(Sum((-1) ** k_ * binomial(n, k_), (k_, 1, n)), 0),
        (),
    ),
    "alternating mean, one too": lambda: (
        equal(Sum((-1) ** p_ * p_ * binomial(N, p_), (p_, 0, N)), 0),
        (),
    ),
    "alternating, of what may be nothing": lambda: (
        equal(Sum((-1) ** k_ * binomial(n - 1, k_), (k_, 0, n - 1)), 0),
        (),
    ),
    "mean row wrong": lambda: (equal(Sum(k_ * binomial(n, k_), (k_, 0, n)), n * 2**n), ()),
    "binomial mean wrong": lambda: (
        equal(Sum(k_ * binomial(n, k_) * c**k_ * (1 - c) ** (n - k_), (k_, 0, n)), n * (1 - c)),
        (
            c > 0,
            c < 1,
        ),
    ),
    "Pascal wrong": lambda: (
        equal(binomial(n + 1, K), binomial(n, K) + binomial(n, K + 1)),
        (
            K >= 1,
            n >= K,
        ),
    ),
}
