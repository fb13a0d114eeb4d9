"""What the rows of the tables are written in."""

from collections.abc import Callable

import sympy

from verifier import dimension, distribution, index, integer, matrix, real, vector

Rows = dict[str, Callable[[], tuple[object, tuple[object, ...]]]]
"""What it is -> the claim, and what is assumed."""

n, m, N, d = (dimension(name) for name in ("n", "m", "N", "d"))
i, j, k = index("i j k", n)
p, q = index("p q", N)
e = index("e", n + N - 1)
X, Y, U = vector("X", n), vector("Y", n), vector("U", N)
longer, longest, from_0 = vector("x", n + 1), vector("u", N + 2), vector("z", n, start=0)
t, s = distribution("t", n), distribution("q", n)
W = matrix("W", n, n)
x, w, c, v, A, tt = real("x w c v A tt")
r, al, be = sympy.symbols("r al be", positive=True)
H = sympy.Symbol("H", nonnegative=True)
K = integer("K")
m_ = sympy.Symbol("mp", integer=True, positive=True)
k_, p_ = sympy.symbols("kk pp", integer=True)
