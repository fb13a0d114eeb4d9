"""Concrete smooth functions that stand for functions which a claim only names.

Guarantee: each is smooth everywhere, and every partial derivative of it is exact:
``f(t) = c + sum_a b_a t_a + (sum_a a_a t_a)^2 / 2 * q + r * sin(sum_a w_a t_a + p)``
with rational coefficients. A claim about an arbitrary function is refuted by one.
Limits: sampling such functions never proves anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from verifier.numeric.functions import RealFunctions
from verifier.numeric.values import ZERO, Value

_REAL = RealFunctions()


@dataclass(frozen=True)
class SmoothFunction:
    """A function of ``len(linear)`` real arguments."""

    constant: fmpq
    linear: tuple[fmpq, ...]
    square: fmpq
    """Factor of ``(sum_a wave[a] t_a)^2 / 2``."""
    height: fmpq
    """Factor of ``sin(sum_a wave[a] t_a + phase)``."""
    wave: tuple[fmpq, ...]
    phase: fmpq

    def derivative(self, orders: Sequence[int], arguments: Sequence[Value]) -> Value:
        """The partial derivative of the given orders at ``arguments``."""
        total = sum(orders)
        inner: Value = ZERO
        for weight, argument in zip(self.wave, arguments, strict=True):
            inner = inner + argument * weight
        factor = fmpq(1)
        for weight, order in zip(self.wave, orders, strict=True):
            factor = factor * weight**order
        result: Value = ZERO * inner
        if total == 0:
            result = result + self.constant
            for weight, argument in zip(self.linear, arguments, strict=True):
                result = result + argument * weight
        elif total == 1:
            result = result + self.linear[list(orders).index(1)]
        if self.square != 0 and total <= 2:
            powers: tuple[Value, ...] = (inner * inner * fmpq(1, 2), inner, fmpq(1))
            result = result + powers[total] * (self.square * factor)
        if self.height != 0:
            turned = inner + self.phase
            wave = _REAL.apply("cos" if total % 2 else "sin", (turned,))
            turn = -1 if total % 4 in (2, 3) else 1
            result = result + wave * (self.height * factor * turn)
        return result

    def describe(self, name: str) -> str:
        """The function in words that a reader can put in."""
        letters = ["t"] if len(self.wave) == 1 else [f"t{a + 1}" for a in range(len(self.wave))]
        inner = _linear(self.wave, letters)
        parts = [_linear(self.linear, letters, self.constant)]
        if self.square != 0:
            parts.append(f"{self.square}/2*({inner})^2")
        if self.height != 0:
            parts.append(f"{self.height}*sin({_linear(self.wave, letters, self.phase)})")
        shown = [part for part in parts if part != "0"] or ["0"]
        return f"{name}({', '.join(letters)}) = " + " + ".join(shown)


def _linear(weights: Sequence[fmpq], letters: Sequence[str], constant: fmpq = ZERO) -> str:
    parts = [] if constant == 0 else [str(constant)]
    for weight, letter in zip(weights, letters, strict=True):
        if weight != 0:
            parts.append(letter if weight == 1 else f"{weight}*{letter}")
    return " + ".join(parts).replace("+ -", "- ") or "0"


Source = tuple[str, tuple[int, ...]]
"""A variable (no place) or one entry of a family."""


@dataclass(frozen=True)
class SmoothMap:
    """A family of smooth functions of any number of named quantities.

    Entry ``place`` is the ``SmoothFunction`` whose coefficients are drawn, for each
    quantity on its own, from ``seed``; so it does not depend on how many there are.
    """

    seed: int
    simple: int = 3
    """Coefficients are small integers up to this size."""

    def entry(
        self,
        name: str,
        place: tuple[int, ...],
        sources: Mapping[Source, Value],
        partials: Sequence[Source],
    ) -> Value:
        """The partial derivative of ``name[place]`` by each of ``partials``."""
        keys = list(sources)
        orders = [partials.count(key) for key in keys]
        if sum(orders) < len(partials):
            return ZERO
        draw = [self._draw(name, place, key) for key in keys]
        function = SmoothFunction(
            self._draw(name, place, ("", (0,))),
            tuple(draw),
            fmpq(1),
            fmpq(1),
            tuple(self._draw(name, place, (key[0] + "'", key[1])) for key in keys),
            self._draw(name, place, ("", (1,))),
        )
        return function.derivative(orders, list(sources.values()))

    def describe(self, name: str) -> str:
        """A name for the functions: they can be built again from it."""
        return f"{name}: smooth functions drawn from {self.seed}"

    def _draw(self, name: str, place: tuple[int, ...], key: Source) -> fmpq:
        number = hash_of(self.seed, name, place, key)
        size = self.simple
        top = number % (2 * size + 1) - size
        return fmpq(top or 1, 1 + number // 64 % 2)


def hash_of(*parts: object) -> int:
    """A number that depends on ``parts`` alone, not on the process."""
    import hashlib

    text = repr(parts).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")


def as_fmpq(value: Fraction | int | str) -> fmpq:
    """The same number for FLINT."""
    number = Fraction(value)
    return fmpq(number.numerator, number.denominator)
