"""A first look by numbers at many versions of one claim, to see which can be true.

Guarantee: a version that is turned down is certainly false, or has no certain value, at
one of a few admissible points; one that passes agrees with the claim's other side at all
of them, as far as balls of 64 bits can tell.
How: all versions are compiled together, so that what they share is evaluated once.
Limits: passing proves nothing.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass

from verifier.claim import Claim
from verifier.numeric import judge as judging
from verifier.numeric.choices import AtRandom
from verifier.numeric.judge import Judgement
from verifier.numeric.point import Place, Point, Work
from verifier.numeric.smooth import hash_of
from verifier.numeric.values import OutOfBudget
from verifier.refute.trial import Trial
from verifier.terms import Condition

PLACES = 6
"""Points, with values of the indices, at which a version is tried."""
DRAWS = 24
EFFORT = 12_000
"""Elementary operations for one version at one place."""


@dataclass
class _Spot:
    point: Point
    values: Place
    cost: int


class Screen:
    """Points of ``claim`` at which versions of its relation are compared."""

    def __init__(self, claim: Claim, ends: float, *, seed: int = 0) -> None:
        self.trial = Trial(claim, ends)
        self.ends = ends
        self.places = self._some_places(seed)

    def late(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self.ends

    def _some_places(self, seed: int) -> list[_Spot]:
        """Points where the claim can be judged; at least half of them such that it fails."""
        failing: list[_Spot] = []
        agreeing: list[_Spot] = []
        for number in range(DRAWS):
            if self.late() or len(failing) + len(agreeing) >= 3 * PLACES:
                break
            dimensions = self._sizes(number)
            admitted = self.trial.draw(dimensions, AtRandom(hash_of(seed, "screen", number)))
            if admitted is None:
                continue
            cost = math.prod(dimensions.values())
            for values in _diverse(admitted.combinations):
                status = self.trial.at(admitted, values).status
                if status in ("refuted", "agrees"):
                    group = failing if status == "refuted" else agreeing
                    group.append(_Spot(admitted.point.fork(), values, cost))
        half = PLACES // 2
        chosen = failing[:half] + agreeing[:half] + failing[half:] + agreeing[half:]
        # The cheap places first: they turn down nearly everything.
        return sorted(chosen[:PLACES], key=lambda place: place.cost)

    def _sizes(self, number: int) -> dict[str, int]:
        """Small dimensions, not all equal, now and then all at least 2."""
        names = self.trial.problem.names.dimensions
        if number % 3 == 1:
            more = 2 if len(names) < 3 else 1
            return {name: 2 + hash_of(number, name) % more for name in names}
        reach = 3 if len(names) < 3 else 2
        return {name: 1 + hash_of(number, name) % reach for name in names}

    def passes(self, relation: Condition) -> bool:
        """Whether ``relation`` may hold at all places; no when that takes too long to tell."""
        try:
            return bool(self.places) and all(
                judgement.status == "agrees" for judgement in self._judgements(relation)
            )
        except OutOfBudget:
            return False

    def _judgements(self, relation: Condition) -> Iterator[Judgement]:
        problem = self.trial.problem
        judge = judging.compiled(problem.compiler, relation)
        for place in self.places:
            point = place.point
            short = len(problem.layout.indices) - len(point.index)
            point.index.extend([0] * short)
            problem.set_indices(point, place.values)
            point.work = Work(EFFORT, self.ends)
            yield judge(point)


def _diverse(combinations: tuple[Place, ...]) -> list[Place]:
    """Two choices of the indices, as different as can be."""
    if len(combinations) < 3:
        return list(combinations)
    patterns = {tuple(values.index(v) for v in values): values for values in combinations}
    return [*patterns.values()][:2]
