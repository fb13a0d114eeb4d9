r"""Factors side by side before those that a sign joins: ``x \\cdot A y`` as ``x \\cdot (A y)``.

Guarantee: only where the factors cannot be multiplied from left to right; a reading says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from verifier.read.arrays import Array
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.sizes import ShapeMismatch

Factors: TypeAlias = Sequence[tuple[str, Array]]
"""Each with the sign before it; none between factors side by side."""


def grouped(
    ctx: Context, factors: Factors, multiply: Callable[[Context, Factors], Array]
) -> Array | None:
    """The product with what stands side by side multiplied first; None where that fails."""
    groups = runs(factors)
    if not 1 < len(groups) < len(factors) or any(
        sign not in ("", r"\cdot", r"\times") for sign, _ in factors
    ):  # fmt: skip
        return None
    try:
        found = multiply(ctx, [(run[0][0], multiply(ctx, run)) for run in groups])
    except (Complaint, ShapeMismatch):
        return None
    ctx.note(f"what stands side by side is multiplied first, then `{groups[1][0][0]}`")
    return found


def runs(factors: Factors) -> list[list[tuple[str, Array]]]:
    """The factors that stand side by side; each run begins with the sign before it."""
    found: list[list[tuple[str, Array]]] = []
    for place, factor_ in enumerate(factors):
        if place and not factor_[0]:
            found[-1].append(factor_)
        else:
            found.append([factor_])
    return found
