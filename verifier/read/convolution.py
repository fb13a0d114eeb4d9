"""Convolutions of vectors, as NumPy has them.

Guarantee: with x zero outside its range and K the kernel's length,

    full   (x * k)[i] = sum over p of x[i - p + 1] k[p],            i = 1 .. n + K - 1
    valid  the part that uses no padding,                           n - K + 1 entries
    same   the middle part as long as x, from full[1 + (K - 1)//2]

``correlate`` takes ``x[i + p - K]`` instead (the kernel is not turned round), which is
what neural networks call convolution. Limits: one axis, stride 1.
"""

from __future__ import annotations

from verifier.read.arrays import Array, Indices, require_rank, shifted, spread
from verifier.read.sizes import concrete
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    And,
    Cases,
    Multiply,
    Number,
    Power,
    Relation,
    Term,
    call,
    negate,
    number,
)

MODES = ("full", "valid", "same")


def convolve(x: Array, kernel: Array, mode: str = "full") -> Array:
    """The convolution of two vectors; the kernel is turned round."""
    return slide(x, kernel, mode, turned=ONE)


def correlate(x: Array, kernel: Array, mode: str = "full") -> Array:
    """The correlation of two vectors; the kernel is not turned round."""
    return slide(x, kernel, mode, turned=number(-1))


def slide(x: Array, kernel: Array, mode: str, turned: Term) -> Array:
    """Both kinds: ``turned`` is 1 where the kernel is turned round, else -1."""
    if mode not in MODES:
        raise ValueError(f"mode is one of {', '.join(MODES)}, not {mode!r}")
    for part in (x, kernel):
        require_rank(part, 1, "a convolution")
    x, kernel = x.aligned((1,)), kernel.aligned((1,))
    (n,), (length,) = x.shape, kernel.shape
    skipped = {"full": ZERO, "valid": shifted(length, -1), "same": half(length)}[mode]
    size = {
        "full": Add((n, length, number(-1))),
        "valid": Add((n, negate(length), ONE)),
        "same": n,
    }[mode]

    def entry(at: Indices) -> Term:
        def summand(p: Term) -> Term:
            if turned == ONE:
                place = Add((at[0], skipped, negate(p), ONE))
            else:
                place = Add((at[0], skipped, p, negate(length)))
            return Multiply((padded(x, place), kernel.entry((p,))))

        return spread((x, kernel), length, 1, summand, at)

    value = concrete(size)
    return Array((size if value is None else number(value),), entry, listed=x.listed)


def half(length: Term) -> Term:
    """``(K - 1)//2``."""
    value = concrete(length)
    if value is not None:
        return number((value - 1) // 2)
    return call("floor", Multiply((shifted(length, -1), Power(number(2), number(-1)))))


def padded(x: Array, place: Term) -> Term:
    """The entry at ``place``, 0 outside."""
    (n,) = x.shape
    here, last = concrete(place), concrete(n)
    if here is None:
        inside = And((Relation("<=", ONE, place), Relation("<=", place, n)))
        return Cases(((inside, x.entry((place,))),), ZERO)
    if here < 1 or (last is not None and here > last):
        return ZERO
    if last is not None:
        return x.entry((number(here),))
    return Cases(((Relation("<=", Number(number(here).value), n), x.entry((number(here),))),), ZERO)
