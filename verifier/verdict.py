"""Verdicts: the six answers, and the evidence that each must carry.

Guarantee: an outcome never stands alone; it comes with the proof, the
conditions, the counterexample or the list of what was tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal[
    "proved", "conditional", "refuted", "undecided", "ill-formed", "conflict"
]
OUTCOMES: tuple[Outcome, ...] = (
    "proved", "conditional", "refuted", "undecided", "ill-formed", "conflict",
)  # fmt: skip


@dataclass(frozen=True)
class Counterexample:
    """A point that the assumptions admit where the two sides differ."""

    dimensions: dict[str, int]
    point: dict[str, object]
    """Variable -> rational as a string; vector -> list of such; matrix -> list of rows."""
    indices: dict[str, int]
    lhs: str
    """Decimal enclosure of the left side, e.g. ``[0.19661193 +/- 3e-9]``."""
    rhs: str
    fails_when: str = ""
    """Which index case fails, e.g. ``i = j`` (empty: there is only one)."""


@dataclass(frozen=True)
class NumericEvidence:
    """How far independent numbers agree. Never a proof."""

    points: int
    dimensions: tuple[int, ...]
    digits: int


@dataclass(frozen=True)
class Proof:
    """A proof that the kernel accepted, as plain data, and what it rests on."""

    data: object
    rules: tuple[str, ...] = ()
    assumptions_used: tuple[str, ...] = ()
    proved_for: str = ""


@dataclass(frozen=True)
class Condition:
    """A side condition left open: LaTeX, and whether it removes only a thin set."""

    latex: str
    thin: bool
    code: str = "open-condition"


@dataclass(frozen=True)
class Verdict:
    """The answer for one claim, with its evidence."""

    outcome: Outcome
    conditions: tuple[Condition, ...] = ()
    counterexample: Counterexample | None = None
    proof: Proof | None = None
    tried: tuple[str, ...] = ()
    numeric: NumericEvidence | None = None
    hint: str = ""
    message: str = ""
    """For ``ill-formed`` and ``conflict``: what is wrong, where, what to do."""
    seconds: float = 0.0

    def __bool__(self) -> bool:
        """Six answers are no yes or no; ``if verify(...)`` would take every one for a yes."""
        raise TypeError("a verdict is neither true nor false: look at its outcome")
