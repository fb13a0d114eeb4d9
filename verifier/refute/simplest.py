"""Points in order of simplicity, and making a found point simpler.

Guarantee: ``by_rank`` tries the values in the order of the sum of their ranks (0, 1, -1,
2, -2, 1/2, ... have ranks 0, 1, 2, ...), so its first hit has the least sum among the
points tried. ``shrunk`` replaces one value after the other by a simpler one as long as
the claim stays refuted.
Limits: a fixed number of trials; ``shrunk`` finds a point that no single step improves.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import islice

from flint import fmpq

from verifier.numeric.choices import RANKS, AtRandom, ByRank, Chooser, Key, Span
from verifier.numeric.smooth import SmoothFunction, hash_of
from verifier.refute.trial import Hit, Trial


def by_rank(trial: Trial, dimensions: dict[str, int], most: int) -> Hit | None:
    """The simplest refuting point among the first ``most``."""
    first = ByRank({})
    hit = trial.hit(dimensions, first)
    if hit is not None:
        return hit
    keys = list(first.asked)
    sizes = [first.asked[key] for key in keys]
    for ranks in _vectors(sizes, most):
        if trial.late():
            return None
        chooser = ByRank({key: rank for key, rank in zip(keys, ranks, strict=True) if rank})
        hit = trial.hit(dimensions, chooser)
        if hit is not None:
            return hit
        for key, size in chooser.asked.items():
            if key not in keys:
                keys.append(key)
                sizes.append(size)
    return None


def _vectors(sizes: list[int], most: int) -> Iterator[tuple[int, ...]]:
    """Rank vectors by their sum; ``sizes`` may grow while they are used."""
    heap: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    done = 0
    while heap and done < most:
        total, ranks = heapq.heappop(heap)
        if ranks:
            yield ranks + (0,) * (len(sizes) - len(ranks))
            done += 1
            if ranks[-1] + 1 < sizes[len(ranks) - 1]:
                heapq.heappush(heap, (total + 1, (*ranks[:-1], ranks[-1] + 1)))
        for place in range(len(ranks), len(sizes)):
            if sizes[place] > 1:
                zeros = (0,) * (place - len(ranks))
                heapq.heappush(heap, (total + 1, (*ranks, *zeros, 1)))


class Recorded:
    """A chooser that remembers what it chose; ``given`` values take precedence."""

    def __init__(self, source: Chooser, given: Recorded | None = None) -> None:
        self.source = source
        self.rationals: dict[Key, fmpq] = dict(given.rationals) if given else {}
        self.positions: dict[Key, int] = dict(given.positions) if given else {}
        self.functions: dict[Key, SmoothFunction] = dict(given.functions) if given else {}
        self.spans: dict[Key, Span] = {}

    def rational(self, key: Key, span: Span) -> fmpq | None:
        """A number of the span."""
        self.spans[key] = span
        known = self.rationals.get(key)
        if known is None or not span.contains(known):
            known = self.source.rational(key, span)
            if known is not None:
                self.rationals[key] = known
        return known

    def position(self, key: Key, count: int) -> int:
        """One of ``count`` alternatives."""
        known = self.positions.get(key)
        if known is None or known >= count:
            known = self.positions[key] = self.source.position(key, count)
        return known

    def function(self, key: Key, arity: int) -> SmoothFunction:
        """A smooth function."""
        if key not in self.functions:
            self.functions[key] = self.source.function(key, arity)
        return self.functions[key]


def at_random(
    trial: Trial, dimensions: dict[str, int], seed: int, draws: int
) -> tuple[Hit, Recorded] | None:
    """A refuting point among some random ones, and the choices that led to it."""
    for number in range(draws):
        if trial.late():
            return None
        chooser = Recorded(AtRandom(hash_of(seed, number)))
        hit = trial.hit(dimensions, chooser)
        if hit is not None:
            return hit, chooser
    return None


def shrunk(trial: Trial, dimensions: dict[str, int], hit: Hit, chosen: Recorded, most: int) -> Hit:
    """A refuting point with simpler values."""
    left = most
    improved = True
    while improved and left > 0 and not trial.late():
        improved = False
        for simpler in _simpler(chosen):
            left -= 1
            if left < 0 or trial.late():
                break
            better = trial.hit(dimensions, simpler)
            if better is not None:
                hit, chosen, improved = better, simpler, True
                break
    return hit


def _simpler(chosen: Recorded) -> Iterator[Recorded]:
    """Copies of the choices in which one is simpler; functions first."""
    simplest = ByRank({})
    if any(value < 0 for value in chosen.rationals.values()):
        copy = Recorded(simplest, chosen)
        copy.rationals = {key: abs(value) for key, value in chosen.rationals.items()}
        yield copy
    for key, function in chosen.functions.items():
        for rank in range(5):
            easier = ByRank({key: rank}).function(key, len(function.wave))
            if easier == function:
                break
            copy = Recorded(simplest, chosen)
            copy.functions[key] = easier
            yield copy
    for key, position in chosen.positions.items():
        for lower in range(min(position, 4)):
            copy = Recorded(simplest, chosen)
            copy.positions[key] = lower
            yield copy
    for key, value in chosen.rationals.items():
        span = chosen.spans.get(key)
        for smaller in islice(span.simplest() if span else (), RANKS):
            if smaller == value:
                break
            copy = Recorded(simplest, chosen)
            copy.rationals[key] = smaller
            yield copy
