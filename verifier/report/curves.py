"""What a plot shows: both sides around a counterexample, as segments of curves.

Guarantee: every vertex is a value that ``numeric.section`` vouches for; a curve is
interrupted where a side has no value and where it jumps. The same claim and point give
the same curves.
Limits: a jump narrower than the finest step, or a pole between two vertices of like
height, may be drawn as a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from verifier.claim import Claim
from verifier.numeric.section import Coordinate, Sample, Section
from verifier.verdict import Counterexample

REACH = 3
"""How far the window reaches to both sides of the counterexample."""
STEPS = 60
"""Samples on each side of it."""
HALVINGS = 6
FINER = 200
"""Samples that may be added where a curve is steep, jumps or ends."""
STEEP = 0.04
"""A difference of heights, against that of the window, that is looked at more closely."""
FEW = 8
"""With fewer values there is nothing to see."""

Vertex = tuple[float, float]


@dataclass(frozen=True)
class Curves:
    """Two curves in a window, and the counterexample on them."""

    coordinate: Coordinate
    left: tuple[tuple[Vertex, ...], ...]
    right: tuple[tuple[Vertex, ...], ...]
    at: Sample
    low: float
    high: float

    @property
    def start(self) -> float:
        """The left end of the window."""
        return float(self.coordinate.value - REACH)

    @property
    def end(self) -> float:
        """The right end of the window."""
        return float(self.coordinate.value + REACH)


def curves(claim: Claim, point: Counterexample) -> Curves | None:
    """Both sides of ``claim`` along the coordinate that shows most, None where none does."""
    section = Section(claim, point)
    best: list[Sample] = []
    chosen: Coordinate | None = None
    for coordinate in section.coordinates():
        samples = section.along(coordinate, places(coordinate.value))
        if telling(samples) > telling(best):
            best, chosen = samples, coordinate
    if chosen is None:
        return None
    middle = section.along(chosen, [chosen.value])[0]
    low, high = window(best, middle)
    finer = list(refined(section, chosen, best, (low, high)))
    left = [(float(sample.at), sample.left) for sample in finer]
    right = [(float(sample.at), sample.right) for sample in finer]
    shown = (low, high)
    return Curves(chosen, segments(left, shown), segments(right, shown), middle, low, high)


def places(middle: Fraction) -> list[Fraction]:
    """Evenly spaced places around ``middle``, which is one of them."""
    return [middle + Fraction(REACH * step, STEPS) for step in range(-STEPS, STEPS + 1)]


def telling(samples: Sequence[Sample]) -> int:
    """How much there is to see: nothing unless both sides are there and one of them varies."""
    left = [sample.left for sample in samples if sample.left is not None]
    right = [sample.right for sample in samples if sample.right is not None]
    varied = max(len(set(left)), len(set(right)))
    return 0 if min(len(left), len(right)) < FEW or varied < FEW else len(left) + len(right)


def window(samples: Sequence[Sample], middle: Sample) -> tuple[float, float]:
    """The range of heights: all of them, but for the few that are far off, as near a pole."""
    found = [value for sample in samples for value in (sample.left, sample.right)]
    heights = sorted(value for value in found if value is not None)
    cut = len(heights) // 25
    low, high = heights[cut], heights[-1 - cut]
    if heights[-1] - heights[0] <= 3 * (high - low):
        low, high = heights[0], heights[-1]
    shown = [value for value in (middle.left, middle.right) if value is not None]
    low, high = min(low, *shown, high), max(high, *shown, low)
    margin = 0.08 * (high - low) or 1.0
    return low - margin, high + margin


def refined(
    section: Section, coordinate: Coordinate, samples: Sequence[Sample], shown: Vertex
) -> Iterator[Sample]:
    """``samples`` with more of them where a side is steep, jumps or ends in sight."""
    left = FINER
    stack = [(sample, 0) for sample in reversed(samples)]
    before, _ = stack.pop()
    yield before
    while stack:
        after, depth = stack[-1]
        if depth < HALVINGS and left and open_between(before, after, shown):
            stack[-1] = (after, depth + 1)
            middle = section.at(coordinate, (before.at + after.at) / 2)
            stack.append((middle, depth + 1))
            left -= 1
            continue
        stack.pop()
        yield after
        before = after


def open_between(before: Sample, after: Sample, shown: Vertex) -> bool:
    """Whether a side ends between two samples, or changes much within sight."""
    pairs = ((before.left, after.left), (before.right, after.right))
    for one, other in pairs:
        if (one is None) != (other is None):
            return True
        if one is not None and other is not None and far(one, other, shown):
            return True
    return False


def far(one: float, other: float, shown: Vertex) -> bool:
    """Whether two heights are far apart, as far as they are in sight."""
    low, high = shown
    change = min(max(one, low), high) - min(max(other, low), high)
    return abs(change) > STEEP * (high - low)


def segments(
    values: Sequence[tuple[float, float | None]], shown: Vertex
) -> tuple[tuple[Vertex, ...], ...]:
    """The connected parts of one curve; it is cut where it still jumps."""
    found: list[list[Vertex]] = [[]]
    for place, value in values:
        part = found[-1]
        if value is None:
            if part:
                found.append([])
            continue
        if part and far(value, part[-1][1], shown):
            found.append([])
        found[-1].append((place, value))
    return tuple(tuple(part) for part in found if part)
