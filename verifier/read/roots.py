r"""Roots as written: ``\sqrt[n]{x}``.

Guarantee: an even root is the power x^(1/n), defined for x >= 0. An odd root is the real one,
defined everywhere,

    \sqrt[3]{x}  is  sign(x) |x|^(1/3),   so that  \sqrt[3]{-8} = -2

which SymPy's ``real_root(x, 3)`` says as well. The *power* x^(1/3) (``cbrt`` in SymPy) keeps
its principal value, which is not real for x < 0: it is defined for x >= 0 only.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.terms import (
    Constant,
    Family,
    Function,
    Multiply,
    Number,
    Power,
    Sort,
    Term,
    Variable,
    call,
)
from verifier.traversal import walk


def root(base: Term, degree: int) -> Term:
    """The real ``degree``-th root of ``base``; degree >= 2."""
    exponent = Number(Fraction(1, degree))
    if degree % 2 == 0 or (isinstance(base, Number) and base.value >= 0):
        return Power(base, exponent)
    return Multiply((call("sign", base), Power(call("abs", base), exponent)))


def is_real(term: Term) -> bool:
    """Whether nothing in ``term`` may be other than real."""
    return not any(
        part == Constant("i") or (isinstance(part, Variable | Family) and part.sort is Sort.COMPLEX)
        for part in walk(term)
    )


def odd_root_of(term: Term) -> tuple[Term, int] | None:
    """Radicand and degree, when ``term`` is an odd root as ``root`` writes it."""
    match term:
        case Multiply(
            (
                Function("sign", (base,)),
                Power(Function("abs", (same,)), Number(exponent)),
            )
        ) if base == same and exponent.numerator == 1 and exponent.denominator % 2:
            return base, exponent.denominator
        case _:
            return None
