"""Which case of the free indices fails: equal, or different.

Guarantee: ``i = j`` is named only if the claim was refuted at equal indices, agreed at
different ones, and never the other way round, at every point tried; ``i != j`` likewise.
Limits: an observation at some points, not a proof that the other case holds.
"""

from __future__ import annotations

from itertools import combinations

from verifier.numeric.choices import AtRandom
from verifier.numeric.smooth import hash_of
from verifier.refute.trial import Trial

DRAWS = 8
PLACES = 27


def failing_case(trial: Trial, seed: int) -> str:
    """``i = j``, ``i != j``, or nothing where both fail or there is only one case."""
    indices = trial.problem.indices
    pairs = [
        (first, second)
        for first, second in combinations(range(len(indices)), 2)
        if (indices[first].lower, indices[first].upper)
        == (indices[second].lower, indices[second].upper)
    ]
    if not pairs:
        return ""
    seen = _observed(trial, seed)
    for first, second in pairs:
        outcomes = {(values[first] == values[second], refuted) for values, refuted in seen}
        names = indices[first].name, indices[second].name
        if outcomes >= {(True, True), (False, False)} and (False, True) not in outcomes:
            return f"{names[0]} = {names[1]}"
        if outcomes >= {(False, True), (True, False)} and (True, True) not in outcomes:
            return f"{names[0]} != {names[1]}"
    return ""


def _observed(trial: Trial, seed: int) -> list[tuple[tuple[int, ...], bool]]:
    """Index values and whether they refuted, where the numbers said anything."""
    seen: list[tuple[tuple[int, ...], bool]] = []
    names = trial.problem.names.dimensions
    draws = DRAWS * 4 if trial.problem.mixed else DRAWS
    for number in range(draws):
        if trial.late():
            break
        dimensions = dict.fromkeys(names, 2 + number % 2)
        admitted = trial.draw(dimensions, AtRandom(hash_of(seed, "cases", number)))
        if admitted is None:
            continue
        for values in admitted.combinations[:PLACES]:
            status = trial.at(admitted, values).status
            if status in ("agrees", "refuted"):
                seen.append((values, status == "refuted"))
    return seen
