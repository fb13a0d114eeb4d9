"""Choosing values: at random from a seed, or the simplest first.

Guarantee: a chosen value lies in its span and is exact; the same seed or the same
ranks give the same values in every process.
The order of simplicity is 0, 1, -1, 2, -2, 1/2, -1/2, 3, -3, 1/3, -1/3, 3/2, ...
Limits: a span is an interval with finitely many points left out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from flint import fmpq

from verifier.numeric.smooth import SmoothFunction, hash_of
from verifier.numeric.values import ONE, ZERO

Key = Hashable


@dataclass(frozen=True)
class Span:
    """The numbers from ``low`` to ``high``; an end that is open does not belong to it."""

    low: fmpq | None = None
    high: fmpq | None = None
    low_open: bool = False
    high_open: bool = False
    excluded: tuple[fmpq, ...] = ()
    whole: bool = False
    """Integers only."""

    def contains(self, value: fmpq) -> bool:
        """Whether ``value`` belongs to the span."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        if self.high is not None and (value > self.high or (self.high_open and value == self.high)):
            return False
        return value not in self.excluded and not (self.whole and value.q != 1)

    def within(self, operator: str, bound: fmpq) -> Span:
        """The part of the span whose numbers ``v`` satisfy ``v operator bound``."""
        match operator:
            case "=":
                return self.within("<=", bound).within(">=", bound)
            case "!=":
                return replace(self, excluded=(*self.excluded, bound))
            case "<" | "<=":
                opened = operator == "<"
                if self.high is None or bound < self.high or (bound == self.high and opened):
                    return replace(self, high=bound, high_open=opened)
            case _:
                opened = operator == ">"
                if self.low is None or bound > self.low or (bound == self.low and opened):
                    return replace(self, low=bound, low_open=opened)
        return self

    def empty(self) -> bool:
        """Whether the ends leave no number between them."""
        if self.low is None or self.high is None:
            return False
        if self.whole:
            return next(self.simplest(), None) is None
        closed = not (self.low_open or self.high_open)
        return self.low > self.high or (self.low == self.high and not closed)

    def simplest(self) -> Iterator[fmpq]:
        """Some numbers of the span, the simplest first."""
        found = False
        for value in simple_rationals():
            if self.contains(value):
                found = True
                yield value
        if self.whole:
            yield from self._whole_ends()
        elif not found or self.low is not None or self.high is not None:
            yield from self._inside()

    def _whole_ends(self) -> Iterator[fmpq]:
        if self.low is not None:
            start = fmpq(self.low.ceil())
            yield from (v for k in range(8) if self.contains(v := start + k))
        elif self.high is not None:
            start = fmpq(self.high.floor())
            yield from (v for k in range(8) if self.contains(v := start - k))

    def _inside(self) -> Iterator[fmpq]:
        low, high = self.low, self.high
        if low is not None and high is not None:
            parts = [fmpq(k, m) for m in (2, 1, 3, 5, 7) for k in range(m + 1)]
            candidates = [low + (high - low) * part for part in parts]
        elif low is not None:
            candidates = [low + step for step in (0, 1, 2, fmpq(1, 2), 3)]
        elif high is not None:
            candidates = [high - step for step in (0, 1, 2, fmpq(1, 2), 3)]
        else:
            return
        yield from (value for value in candidates if self.contains(value))


@cache
def simple_rationals() -> tuple[fmpq, ...]:
    """0, 1, -1, 2, -2, 1/2, -1/2, 3, -3, 1/3, -1/3, 3/2, ..."""
    positive = sorted(
        {fmpq(p, q) for p in range(1, 13) for q in range(1, 9) if p * q <= 24},
        key=lambda value: (max(int(value.p), int(value.q)), int(value.q) > 1, int(value.q)),
    )
    return (ZERO, *(part for value in positive for part in (value, -value)))


class Chooser(Protocol):
    """Where values come from; the same key is asked for once in a draw."""

    def rational(self, key: Key, span: Span) -> fmpq | None:
        """A number of the span, or None if none was found."""
        ...

    def position(self, key: Key, count: int) -> int:
        """One of ``count`` alternatives, 0 the simplest."""
        ...

    def function(self, key: Key, arity: int) -> SmoothFunction:
        """A smooth function of ``arity`` arguments."""
        ...


class AtRandom:
    """Values from a seed: mostly small, some large, some simple, some at ``landmarks``.

    ``landmarks`` are numbers near which a claim may change: beyond 1000, say, where it
    compares with 1000.
    """

    def __init__(self, seed: int, landmarks: Sequence[fmpq] = ()) -> None:
        self.seed = seed
        self.landmarks = landmarks

    def rational(self, key: Key, span: Span) -> fmpq | None:
        """A number of the span, drawn from seed and key."""
        number = hash_of(self.seed, key)
        for attempt in range(12):
            value = self._near_landmark(number, span.whole)
            if value is None:
                value = _any_rational(number, span.whole)
            value = _place(value, number, span)
            if span.contains(value):
                return value
            number = hash_of(number, attempt)
        return next(span.simplest(), None)

    def _near_landmark(self, number: int, whole: bool) -> fmpq | None:
        """A landmark, its opposite, inverse, or a number beside it: one value in four."""
        if not self.landmarks or number // 4096 % 4:
            return None
        mark = self.landmarks[number // 16384 % len(self.landmarks)]
        if whole:
            mark = fmpq(mark.floor())
        kind, step = number // 1048576 % 4, simple_rationals()[max(0, number // 4194304 % 12 - 5)]
        if kind == 0 and mark and not whole:
            return (step or ONE) / mark
        return (-mark if kind == 1 else mark) + (step.floor() if whole else step)

    def position(self, key: Key, count: int) -> int:
        """One of ``count`` alternatives."""
        return hash_of(self.seed, key) % count

    def function(self, key: Key, arity: int) -> SmoothFunction:
        """A quadratic and a sine with small rational coefficients."""

        def draw(part: object) -> fmpq:
            number = hash_of(self.seed, key, part)
            return fmpq(number % 7 - 3 or 1, 1 + number // 64 % 2)

        return SmoothFunction(
            draw("c"),
            tuple(draw(("b", a)) for a in range(arity)),
            draw("q"),
            draw("h"),
            tuple(draw(("w", a)) for a in range(arity)),
            draw("p"),
        )


RANKS = 24
"""How many of the simplest values of a span are told apart."""


class ByRank:
    """The simplest values first: the value of rank ``ranks[key]``, else of rank ``default``."""

    def __init__(self, ranks: Mapping[Key, int], default: int = 0) -> None:
        self.ranks = ranks
        self.default = default
        self.asked: dict[Key, int] = {}
        """Every key that was asked for, and how many alternatives it has."""

    def rational(self, key: Key, span: Span) -> fmpq | None:
        """The number of the span with the wanted rank, or None."""
        rank = self.ranks.get(key, self.default)
        self.asked[key] = RANKS
        for place, value in enumerate(span.simplest()):
            if place == rank:
                return value
        return None

    def position(self, key: Key, count: int) -> int:
        """The alternative with the wanted rank."""
        self.asked[key] = count
        return min(self.ranks.get(key, self.default), count - 1)

    def function(self, key: Key, arity: int) -> SmoothFunction:
        """t, t^2, sin(t), 1, t + t^2 + sin(t), then others."""
        rank = self.ranks.get(key, self.default)
        self.asked[key] = 8
        ones, zeros = (ONE,) * arity, (ZERO,) * arity
        steps = tuple(fmpq(a + 1) for a in range(arity))
        shapes = (
            SmoothFunction(ZERO, steps, ZERO, ZERO, ones, ZERO),
            SmoothFunction(ZERO, zeros, fmpq(2), ZERO, steps, ZERO),
            SmoothFunction(ZERO, zeros, ZERO, ONE, steps, ZERO),
            SmoothFunction(ONE, zeros, ZERO, ZERO, ones, ZERO),
            SmoothFunction(ZERO, steps, fmpq(2), ONE, steps, ZERO),
        )
        return shapes[rank] if rank < len(shapes) else AtRandom(rank).function(key, arity)


def _any_rational(number: int, whole: bool) -> fmpq:
    """A number from 64 random bits: one in eight simple, one in eight large."""
    kind, number = number % 8, number // 8
    if whole:
        return fmpq(number % (20 if kind == 1 else 7) * (1 if number // 512 % 3 else -1))
    if kind == 0:
        return simple_rationals()[number % 13]
    bottom = (1, 2, 3, 4, 5, 7, 8, 10)[number % 8]
    reach = (40 if kind == 1 else 3) * bottom
    return fmpq(number // 8 % (2 * reach + 1) - reach, bottom)


def _place(value: fmpq, number: int, span: Span) -> fmpq:
    """``value`` moved into the span."""
    low, high = span.low, span.high
    if span.contains(value) or (low is None and high is None):
        return value
    if low is not None and high is not None:
        if span.whole:
            width = int((high - low).floor()) + 1
            return fmpq(low.ceil()) + number // 1024 % max(width, 1)
        bottom = 3 + number // 64 % 11
        return low + (high - low) * fmpq(number // 1024 % (bottom + 1), bottom)
    if low is not None:
        return (fmpq(low.ceil()) if span.whole else low) + abs(value)
    assert high is not None
    return (fmpq(high.floor()) if span.whole else high) - abs(value)
