"""Comparing two sides through powers, exponentials, logarithms or angles. Untrusted."""

from __future__ import annotations

from collections.abc import Callable

from verifier.prove.goal import Goal, Proof

Solve = Callable[[Goal, int], "object | None"]


def equal_sides(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    return None


def ordered_sides(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    return None
