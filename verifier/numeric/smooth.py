"""Concrete smooth functions that stand for functions which a claim only names.

Guarantee: each is smooth everywhere, and every partial derivative of it is exact:
``f(t) = c + sum_a (b_a t_a + e_a t_a^2 / 2) + q/2 (sum_a w_a t_a)^2 + r sin(sum_a w_a t_a + p)``
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
    each: tuple[fmpq, ...] = ()
    """Factors of ``t_a^2 / 2``, without which second derivatives make a singular matrix."""

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
        for weight, order, argument in zip(self.each, orders, arguments, strict=False):
            if total == order <= 2:
                mine: tuple[Value, ...] = (argument * argument * fmpq(1, 2), argument, fmpq(1))
                result = result + mine[total] * weight
        if self.square != 0 and total <= 2:
            powers: tuple[Value, ...] = (inner * inner * fmpq(1, 2), inner, fmpq(1))
            result = result + powers[total] * (self.square * factor)
        if self.height != 0:
            turned = inner + self.phase
            wave = _REAL.apply("cos" if total % 2 else "sin", (turned,))
            turn = -1 if total % 4 in (2, 3) else 1
            result = result + wave * (self.height * factor * turn)
        return result

    def describe(self, name: str, letters: Sequence[str] = ()) -> str:
        """The function as a formula that a reader can put in."""
        if not letters:
            count = len(self.wave)
            letters = ["t"] if count == 1 else [f"t{a + 1}" for a in range(count)]
        parts = [_linear(self.linear, letters, self.constant)]
        for weight, letter in zip(self.each, letters, strict=False):
            if weight != 0:
                parts.append(_times(weight / 2, f"{letter}^2"))
        if self.square != 0:
            parts.append(_times(self.square / 2, f"({_linear(self.wave, letters)})^2"))
        if self.height != 0:
            wave = _linear(self.wave, letters, self.phase)
            parts.append(_times(self.height, f"sin({wave})"))
        shown = [part for part in parts if part != "0"] or ["0"]
        return f"{name}({', '.join(letters)}) = " + " + ".join(shown).replace("+ -", "- ")


def _times(factor: fmpq, text: str) -> str:
    return text if factor == 1 else f"-{text}" if factor == -1 else f"{factor}*{text}"


def _linear(weights: Sequence[fmpq], letters: Sequence[str], constant: fmpq = ZERO) -> str:
    parts = [] if constant == 0 else [str(constant)]
    for weight, letter in zip(weights, letters, strict=True):
        if weight != 0:
            parts.append(_times(weight, letter))
    return " + ".join(parts).replace("+ -", "- ") or "0"


Source = tuple[str, tuple[int, ...]]
"""A variable (no place) or one entry of a family."""


@dataclass(frozen=True)
class SmoothMap:
    """A family of smooth functions of any number of named quantities.

    Each coefficient is drawn on its own from ``seed``, so that it does not depend on how
    many quantities there are. Seed 0 gives linear functions, 1 squares of them.
    """

    seed: int

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
        function = self.function(name, place, keys)
        return function.derivative(orders, list(sources.values()))

    def function(self, name: str, place: tuple[int, ...], keys: Sequence[Source]) -> SmoothFunction:
        """The entry as a function of the quantities ``keys``."""
        simple = self.seed < 2
        return SmoothFunction(
            ZERO if simple else self._draw(name, place, ("", (0,))),
            tuple(ZERO if self.seed == 1 else self._draw(name, place, key) for key in keys),
            fmpq(0 if self.seed == 0 else 2),
            fmpq(0 if simple else 1),
            tuple(self._draw(name, place, (key[0] + "'", key[1])) for key in keys),
            ZERO if simple else self._draw(name, place, ("", (1,))),
            () if simple else tuple(self._draw(name, place, (f"{k[0]}''", k[1])) for k in keys),
        )

    def _draw(self, name: str, place: tuple[int, ...], key: Source) -> fmpq:
        number = hash_of(self.seed, name, place, key)
        return fmpq(number % 7 - 3 or 1, 1 if self.seed < 2 else 1 + number // 64 % 2)


def hash_of(*parts: object) -> int:
    """A number that depends on ``parts`` alone, not on the process."""
    import hashlib

    text = repr(parts).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")


def as_fmpq(value: Fraction | int | str) -> fmpq:
    """The same number for FLINT."""
    number = Fraction(value)
    return fmpq(number.numerator, number.denominator)
