"""The difference of two sides along one variable, looked at in floating point. Untrusted.

Guarantee: none; what is seen at a few sampled values of everything else throws out places
from which a proof by slopes could not start. A value of None says nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from verifier.kernel import reading
from verifier.kernel.state import Refusal, State
from verifier.polynomial import Polynomial
from verifier.prove import floats
from verifier.terms import Term, number

TIGHT = 1e-7
STEP = 1e-4


@dataclass(frozen=True)
class Sampled:
    """left - right as a function of ``leaf``, the rest taken at each of ``points``."""

    state: State
    operator: str
    """What is claimed of the difference and 0."""
    difference: Polynomial
    leaf: int
    points: list[floats.Point]

    def at(self, point: floats.Point, place: float) -> float | None:
        """The difference where the leaf is at ``place``."""
        return floats.value(self.state, self.difference, {**point, self.leaf: place})

    def place(self, term: Term, point: floats.Point) -> float | None:
        """The value of ``term``."""
        try:
            return floats.value(self.state, reading.read(self.state, term), point)
        except Refusal:
            return None

    def is_tight(self, term: Term) -> bool:
        """Whether the two sides meet there, at all sampled values of the rest."""
        for point in self.points[:4]:
            place = self.place(term, point)
            if place is None:
                return False
            here = self._value_or_limit(point, place)
            if here is None or abs(here) > TIGHT * max(1.0, self._size(point, place)):
                return False
        return bool(self.points)

    def is_flat(self, term: Term) -> bool:
        """Whether the slope seems to vanish there, the relation holding, for all other values."""
        for point in self.points[:3]:
            place = self.place(term, point)
            if place is None:
                return False
            here, right, left = (self.at(point, place + step) for step in (0.0, STEP, -STEP))
            if here is None or right is None or left is None:
                return False
            scale = max(1.0, abs(here))
            if abs(right - left) > 1e-6 * STEP * scale or abs(right - here) < 1e-13 * scale:
                return False
            if floats.violated(here, self.operator, 1.0):
                return False
        return bool(self.points)

    def starts_well(self, term: Term) -> bool:
        """Whether the relation (with equality) seems to hold there."""
        for point in self.points[:6]:
            place = self.place(term, point)
            if place is None:
                return False
            here = self._value_or_limit(point, place)
            if here is not None and floats.violated(here, f"{self.operator[0]}=", 1.0):
                return False
        return bool(self.points)

    def ends_well(self, direction: int) -> bool:
        """Whether the difference seems to tend to a finite limit on the right side of 0."""
        for point in self.points[:3]:
            far = [self.at(point, direction * size) for size in (1e3, 1e6)]
            if any(here is None or not math.isfinite(here) or abs(here) > 1e3 for here in far):
                return False
            if floats.violated(far[1] or 0.0, f"{self.operator[0]}=", 1e4):
                return False
        return bool(self.points)

    def turning(self) -> Iterator[Term]:
        """Simple rationals where the slope changes its sign, found on a grid."""
        if not self.points or len(floats.leaves_of(self.state, self.difference)) > 2:
            return
        grid = [k / 4 for k in range(-40, 41)]
        values = [self._slope(place + 1e-3) for place in grid]
        for place, first, second in zip(grid, values, values[1:], strict=False):
            if first is None or second is None or first * second >= 0:
                continue
            turn = self._zero_of_slope(place + 1e-3, place + 0.251, first)
            guess = Fraction(turn).limit_denominator(12)
            if abs(float(guess) - turn) < 1e-5:
                yield number(guess)

    def _slope(self, place: float) -> float | None:
        high, low = (self.at(self.points[0], place + step) for step in (STEP, -STEP))
        return None if high is None or low is None else high - low

    def _zero_of_slope(self, low: float, high: float, first: float) -> float:
        """Where the slope changes its sign, by bisection; ``first`` is its value at ``low``."""
        for _ in range(40):
            middle = (low + high) / 2
            value = self._slope(middle)
            if value is None:
                break
            low, high = (middle, high) if value * first > 0 else (low, middle)
        return low

    def _value_or_limit(self, point: floats.Point, place: float) -> float | None:
        """The value, or the one next to a point where the function itself is not defined."""
        here = self.at(point, place)
        if here is not None:
            return here
        for step in (1e-9, -1e-9):
            beside = self.at(point, place + step)
            if beside is not None:
                return beside if abs(beside) > 1e-4 else 0.0
        return None

    def _size(self, point: floats.Point, place: float) -> float:
        moved = {**point, self.leaf: place}
        return min(1e6, floats.magnitude(self.state, self.difference, moved))
