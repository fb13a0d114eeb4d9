"""Both sides of a claim along a line: one coordinate of a point varies, the rest stays.

Guarantee: a value is the middle of an enclosure that is narrow against ``max(1, |value|)``;
there is none where a side is not defined, where the enclosure says too little, and at
points that the assumptions may exclude. The same claim and point give the same values.
Limits: for drawings, not for verdicts; real coordinates only; claims about functions
that are not given by a formula have no section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, ctx, fmpq

from verifier.claim import Claim, Distribution, OneHot
from verifier.numeric import judge as judging
from verifier.numeric.crosscheck import BUDGET
from verifier.numeric.describe import restore
from verifier.numeric.judge import SideValue
from verifier.numeric.point import Place, Point, Work
from verifier.numeric.sample import Problem
from verifier.numeric.values import Undecided, Undefined
from verifier.terms import Relation, Sort
from verifier.verdict import Counterexample

BITS = 64
NARROW = 1e-6
"""The widest enclosure, against ``max(1, |value|)``, that is drawn as a value."""


@dataclass(frozen=True)
class Coordinate:
    """A real variable (``place`` empty) or one entry of a family, places counting from 0."""

    name: str
    place: Place
    value: Fraction
    """Where the point lies on the line."""


@dataclass(frozen=True)
class Sample:
    """Both sides where the coordinate is ``at``; None where there is nothing to draw."""

    at: Fraction
    left: float | None
    right: float | None


class Section:
    """A claim near a point; ``along`` evaluates both sides on a line through it."""

    def __init__(self, claim: Claim, point: Counterexample) -> None:
        self.claim = claim
        self.point = point
        self.problem = Problem(claim)
        self.judge = judging.compiled(self.problem.compiler, claim.relation)

    def coordinates(self) -> Iterator[Coordinate]:
        """The real coordinates that may vary freely, variables first."""
        if self.problem.names.functions or self.problem.names.maps:
            return
        if not isinstance(self.claim.relation, Relation) or self.problem.names.is_complex:
            return
        for name, variable in self.problem.names.variables.items():
            value = rational(self.point.point.get(name))
            if variable.sort is Sort.REAL and value is not None:
                yield Coordinate(name, (), value)
        bound = {
            part.family.name
            for part in self.claim.assumptions
            if isinstance(part, (OneHot, Distribution))
        }
        for name, family in self.problem.names.families.items():
            if family.sort is Sort.REAL and name not in bound:
                for place, value in entries(self.point.point.get(name)):
                    yield Coordinate(name, place, value)

    def along(self, coordinate: Coordinate, values: Sequence[Fraction]) -> list[Sample]:
        """Both sides with ``coordinate`` at each of ``values``."""
        with ctx.workprec(BITS):
            return [self.at(coordinate, value) for value in values]

    def at(self, coordinate: Coordinate, value: Fraction) -> Sample:
        """Both sides at one place of the line."""
        nothing = Sample(value, None, None)
        point = self.problem.blank(dict(self.point.dimensions), Work(BUDGET))
        indices = [self.point.indices.get(index.name) for index in self.problem.indices]
        if point is None or None in indices:
            return nothing
        try:
            moved = replaced(self.point.point.get(coordinate.name), coordinate.place, str(value))
            restore(self.problem, point, {**self.point.point, coordinate.name: moved})
            self.problem.set_indices(point, tuple(index for index in indices if index is not None))
            if not self.admits(point):
                return nothing
            judgement = self.judge(point)
        except (Undefined, Undecided, ValueError):
            return nothing
        return Sample(value, drawn(judgement.left), drawn(judgement.right))

    def admits(self, point: Point) -> bool:
        """Whether every assumption certainly holds."""
        tests = (*self.problem.whole_tests, *self.problem.mixed_tests)
        return all(test(point) for test in tests)


def drawn(side: SideValue) -> float | None:
    """The value of one side, where it is known well enough to be drawn."""
    ball = side.ball
    if ball is None or not isinstance(ball, (fmpq, arb)):
        return None
    enclosure = arb(ball)
    middle, radius = float(enclosure.mid()), float(enclosure.rad())
    known = abs(middle) < 1e12 and radius <= NARROW * max(1.0, abs(middle))
    return middle if known else None


def rational(shown: object) -> Fraction | None:
    """The exact number that a counterexample shows, None for anything else."""
    try:
        return Fraction(shown) if isinstance(shown, str) else None
    except (ValueError, ZeroDivisionError):
        return None


def entries(shown: object, head: Place = ()) -> Iterator[tuple[Place, Fraction]]:
    """The exact entries of a vector, a matrix, ..., each with its place."""
    if isinstance(shown, (list, tuple)):
        for at, inner in enumerate(shown):
            yield from entries(inner, (*head, at))
    elif head and (value := rational(shown)) is not None:
        yield head, value


def replaced(shown: object, place: Place, value: str) -> object:
    """``shown`` with the entry at ``place`` replaced by ``value``."""
    if not place or not isinstance(shown, (list, tuple)):
        return value
    rows = list(shown)
    rows[place[0]] = replaced(rows[place[0]], place[1:], value)
    return rows
