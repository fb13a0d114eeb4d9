"""Trying a claim at one draw of values.

Guarantee: a ``Hit`` is an admissible point at which the numbers refute the claim.
Limits: as those of ``verifier.numeric``: not finding a hit says nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from flint import ctx

from verifier.claim import Claim
from verifier.numeric import judge as judging
from verifier.numeric.choices import Chooser
from verifier.numeric.crosscheck import BUDGET, SAMPLING_BITS, counterexample, worst
from verifier.numeric.judge import Judgement
from verifier.numeric.point import Place, Work
from verifier.numeric.sample import Admitted, Problem
from verifier.verdict import Counterexample

COMBINATIONS = 64
PRECISIONS = 2


@dataclass(frozen=True)
class Hit:
    """A refuting point."""

    problem: Problem
    admitted: Admitted
    judgement: Judgement
    values: Place

    def counterexample(self, fails_when: str = "") -> Counterexample:
        """The point for readers."""
        return counterexample(self.problem, self.admitted, self.judgement, self.values, fails_when)


class Trial:
    """A claim that can be tried, until the time is up."""

    def __init__(self, claim: Claim, ends: float | None) -> None:
        self.problem = Problem(claim, ends)
        self.judge = judging.compiled(self.problem.compiler, claim.relation)
        self.ends = ends

    def late(self) -> bool:
        """Whether the time is up."""
        return self.ends is not None and time.monotonic() > self.ends

    def draw(self, dimensions: dict[str, int], chooser: Chooser) -> Admitted | None:
        """An admissible point."""
        with ctx.workprec(SAMPLING_BITS):
            work = Work(BUDGET, self.ends)
            return self.problem.draw(dimensions, chooser, work, COMBINATIONS)

    def hit(self, dimensions: dict[str, int], chooser: Chooser) -> Hit | None:
        """A refutation at the drawn point, at the first values of the indices that give one."""
        admitted = self.draw(dimensions, chooser)
        if admitted is None:
            return None
        judgement, values = worst(self.problem, self.judge, admitted, self.ends, PRECISIONS)
        if judgement.status != "refuted":
            return None
        return Hit(self.problem, admitted, judgement, values)

    def at(self, admitted: Admitted, values: Place) -> Judgement:
        """The judgement for given values of the free indices."""
        self.problem.set_indices(admitted.point, values)
        admitted.point.work = Work(BUDGET, self.ends)
        return judging.at_best_precision(self.judge, admitted.point, PRECISIONS)
