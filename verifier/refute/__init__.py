"""Refutations made small: the simplest point at which a claim fails.

Guarantee: ``smallest`` returns a point that satisfies the assumptions and at which the
enclosures of the two sides exclude the claim: with the fewest dimensions at which one was
found, and there the simplest values, in the order 0, 1, -1, 2, -2, 1/2, -1/2, 3, ...
Limits: a bounded search, so "smallest" means among the points tried.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice, product

from verifier.claim import Claim, claim_to_data
from verifier.numeric.crosscheck import cross_check, dimension_plan
from verifier.numeric.point import Work
from verifier.numeric.smooth import hash_of
from verifier.numeric.values import OutOfBudget
from verifier.refute.index_cases import failing_case
from verifier.refute.simplest import at_random, by_rank, shrunk
from verifier.refute.trial import Hit, Trial
from verifier.verdict import Counterexample

__all__ = ["smallest"]

RANKED, RANDOM, STEPS = 240, 12, 200
"""Points tried in order, at random, and while shrinking, for each choice of dimensions."""
STUBBORN = 1500
"""Random points for a claim that fails in a corner only, such as an inequality."""
MOST_SHAPES = 4
"""Choices of dimensions for which these are drawn."""


def smallest(claim: Claim, seed: int = 0, deadline: float | None = None) -> Counterexample | None:
    """The simplest counterexample found within ``deadline`` seconds, or None."""
    ends = None if deadline is None else time.monotonic() + deadline
    try:
        trial = Trial(claim, ends)
        start = hash_of(claim_to_data(claim), seed)
        hit = _first_hit(trial, start)
        if hit is not None:
            return hit.counterexample(failing_case(trial, start))
    except (RecursionError, OutOfBudget):
        return None
    left = None if ends is None else max(0.0, ends - time.monotonic())
    return cross_check(claim, seed=seed, deadline=left).refutation


def _first_hit(trial: Trial, seed: int) -> Hit | None:
    for dimensions in _by_size(trial, seed):
        if trial.late():
            return None
        hit = by_rank(trial, dimensions, 24)
        if hit is not None:
            return hit
        # A few random points tell whether a longer search is worth its time.
        found = at_random(trial, dimensions, seed, RANDOM)
        if found is not None:
            return by_rank(trial, dimensions, RANKED) or shrunk(trial, dimensions, *found, STEPS)
    for number, dimensions in enumerate(islice(_by_size(trial, seed), MOST_SHAPES)):
        found = at_random(trial, dimensions, hash_of(seed, "stubborn", number), STUBBORN)
        if found is not None:
            return shrunk(trial, dimensions, *found, STEPS)
    return None


def _by_size(trial: Trial, seed: int) -> Iterator[dict[str, int]]:
    """Dimensions from small to large, as far as the assumptions allow them."""
    names = trial.problem.names.dimensions
    reach = range(1, 5) if len(names) <= 2 else range(1, 3)
    small = sorted(
        product(reach, repeat=min(len(names), 8)), key=lambda s: (sum(s), max(s, default=0), s)
    )
    found: list[dict[str, int]] = []
    for sizes in islice(small, 64):
        dimensions = dict.fromkeys(names, 1) | dict(zip(names, sizes, strict=False))
        if trial.problem.blank(dimensions, Work(10_000)) is not None:
            found.append(dimensions)
            yield dimensions
    for dimensions in dimension_plan(trial.problem, seed):
        if dimensions not in found:
            yield dimensions
