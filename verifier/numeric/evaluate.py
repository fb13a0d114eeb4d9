"""One claim at one given point.

Guarantee: the answers are those of ``judge``: enclosures, ``undefined`` where that is
certain, ``unknown`` otherwise.
Limits: what depends on a value that is not given is unknown; a function that the claim
only names has a value here only if it is given as a ``SmoothFunction``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verifier.claim import Claim
from verifier.numeric import judge as judging
from verifier.numeric.crosscheck import BUDGET
from verifier.numeric.describe import restore
from verifier.numeric.judge import UNKNOWN, Judgement, SideValue
from verifier.numeric.point import Work
from verifier.numeric.sample import Problem
from verifier.numeric.smooth import SmoothFunction, SmoothMap
from verifier.terms import Condition


@dataclass(frozen=True)
class Given:
    """Values for every free name, as a ``Counterexample`` writes them."""

    dimensions: Mapping[str, int] = field(default_factory=dict)
    point: Mapping[str, object] = field(default_factory=dict)
    indices: Mapping[str, int] = field(default_factory=dict)


def evaluate_at(
    claim: Claim,
    dims: Mapping[str, int],
    point: Mapping[str, object],
    indices: Mapping[str, int],
) -> tuple[SideValue, SideValue]:
    """Both sides of the claim; of a conjunction, those of its first part that is not certain."""
    judgement = _judged(claim, Given(dims, point, indices))
    return judgement.left, judgement.right


def truth_at(condition: Condition, env: Given) -> bool | None:
    """The certain truth value of ``condition``, None where nothing is certain."""
    judgement = _judged(Claim("", condition), env)
    if judgement.status == "refuted":
        return False
    return True if judgement.certain else None


def _judged(claim: Claim, given: Given) -> Judgement:
    problem = Problem(claim)
    judge = judging.compiled(problem.compiler, claim.relation)
    point = problem.blank(dict(given.dimensions), Work(BUDGET))
    if point is None:
        return Judgement("unknown", UNKNOWN, UNKNOWN)
    restore(problem, point, given.point)
    for name, value in given.point.items():
        if isinstance(value, SmoothFunction):
            point.functions[name] = value
        elif isinstance(value, SmoothMap):
            point.maps[name] = value
    indices = [given.indices.get(index.name) for index in problem.indices]
    if any(index is None for index in indices):
        return Judgement("unknown", UNKNOWN, UNKNOWN)
    problem.set_indices(point, tuple(index for index in indices if index is not None))
    return judging.at_best_precision(judge, point)
