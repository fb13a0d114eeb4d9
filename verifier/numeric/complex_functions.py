"""Elementary functions continued with principal values where the real line ends.

Guarantee: as for ``RealFunctions``; beyond a domain and off the real line the principal value
is enclosed, on both sides where the ball crosses a branch cut; a derivative on a cut is
``Imprecise``. Limits: on the cuts of asin, acos and atanh, where libraries disagree, nothing
is said.
"""

from __future__ import annotations

from flint import acb, fmpq

from verifier.numeric.elementary import (
    COMPLEX,
    Real,
)
from verifier.numeric.functions import RealFunctions
from verifier.numeric.values import (
    Ball,
    Imprecise,
    Undecided,
    Undefined,
    Value,
    as_real,
    checked,
    is_zero,
    primal,
    to_acb,
)


class ComplexFunctions(RealFunctions):
    """The same functions with principal values off the real line and beyond its domains."""

    def is_complex(self) -> bool:
        """Values outside the real line are allowed."""
        return True

    def negative_power(self, ball: Real, exponent: fmpq) -> Ball:
        """The principal value."""
        return self.principal(ball, exponent)

    def principal(self, ball: Ball, exponent: fmpq) -> Ball:
        """The principal value; on both sides where the ball crosses the cut."""
        return checked(to_acb(ball).pow(acb(exponent)))

    def outside(self, name: str, ball: Real) -> Ball:
        """The principal value."""
        if is_zero(ball) and name in ("log", "loggamma"):
            raise Undefined
        if name in ("asin", "acos", "atanh"):
            # On these cuts textbooks and libraries disagree about the side.
            raise Undecided
        return checked(COMPLEX[name](acb(ball)))

    def astride(self, name: str, ball: Real) -> Ball:
        """Encloses the values on both sides of the end."""
        return checked(COMPLEX[name](acb(ball)))

    def smooth_at(self, name: str, x: Value) -> None:
        """Raises on the branch cuts, where there is no derivative."""
        ball = as_real(primal(x))
        if name in ("log", "sqrt", "loggamma"):
            cuts = [to_acb(ball)]
        elif name in ("asin", "acos", "atanh"):
            cuts = [to_acb(1 - ball), to_acb(1 + ball)]
        elif name == "acosh":
            cuts = [to_acb(ball - 1)]
        elif name in ("atan", "asinh"):
            turned = to_acb(ball) * acb(0, 1)
            cuts = [1 - turned, 1 + turned]
        else:
            return super().smooth_at(name, x)
        if not all(cut.log(analytic=True).is_finite() for cut in cuts):
            raise Imprecise
        return None
