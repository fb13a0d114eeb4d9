"""Inequalities by taking the difference apart, or its domain. Untrusted."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from verifier.kernel import certificates, reading
from verifier.kernel.reading import MASKS
from verifier.kernel.state import NEGATIVE, NULL, POSITIVE
from verifier.polynomial import Polynomial
from verifier.prove.goal import Goal, Proof
from verifier.prove.walks import variables_of
from verifier.terms import to_data

FEW_BOXES = 300


def boxes(goal: Goal) -> Proof | None:
    """Enclosures on boxes, where every variable has rational bounds."""
    state, rest = goal.state(), goal.difference()
    sides: list[list[object]] = []
    leaves: list[int] = []
    ranges: list[tuple[Fraction, Fraction]] = []
    bounds = _rational_bounds(goal)
    for variable in variables_of(goal.relation):
        single = reading.read(state, variable).single()
        if single is None or len(single[1]) != 1:
            return None
        leaf = single[1][0][0]
        low, high = bounds.get(leaf, (None, None))
        if low is None or high is None:
            return None
        sides.append([to_data(variable), str(low), str(high)])
        leaves.append(leaf)
        ranges.append((low, high))
    if not set(leaves) >= set(state.support(rest)):
        return None
    wanted = MASKS[goal.relation.operator]
    if certificates.cover(state, rest, leaves, ranges, wanted, FEW_BOXES) is None:
        return None
    return {"rule": "subdivide", "box": sides}


def _rational_bounds(goal: Goal) -> dict[int, tuple[Fraction | None, Fraction | None]]:
    """Leaf -> its bounds by facts about it alone."""
    found: dict[int, tuple[Fraction | None, Fraction | None]] = {}
    for fact, mask in goal.state().signs.items():
        if mask in (NEGATIVE | POSITIVE, NULL) or len(fact) > 2:
            continue
        moving = [m for m in fact.terms if m != ()]
        if len(moving) != 1 or len(moving[0]) != 1 or moving[0][0][1] != 1:
            continue
        leaf, slope = moving[0][0][0], fact.terms[moving[0]]
        bound = Fraction(-fact.terms.get((), 0)) / slope
        low, high = found.get(leaf, (None, None))
        if (mask & NEGATIVE == 0) is (slope > 0):
            low = bound if low is None else max(low, bound)
        else:
            high = bound if high is None else min(high, bound)
        found[leaf] = (low, high)
    return found


def parts(goal: Goal, effort: int, solve: Callable[[Goal, int], object | None]) -> Proof | None:
    """Sums and products of parts of known sign."""
    return None


__all__ = ["Polynomial", "boxes", "parts"]
