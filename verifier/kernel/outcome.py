"""What the kernel answers.

TRUSTED: an ``Accepted`` is only ever built by ``kernel.check``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from verifier.terms import Condition, Relation


@dataclass(frozen=True)
class OpenCondition:
    """A condition that one side needs and that does not follow from what is assumed."""

    condition: Condition
    side: str
    """Which side needs it: ``left``, ``right``."""
    thin: bool
    """Whether it removes only a set without interior, such as ``x != 1``."""


@dataclass(frozen=True)
class Step:
    """One inference of the proof in words, for readers: ``depth`` counts enclosing cases."""

    depth: int
    text: str
    rules: tuple[str, ...] = ()
    goal: Relation | None = None
    """What this step decides by computing both sides, where that is what it does."""
    facts: object = field(default=None, compare=False, repr=False)
    """The state in which it was decided: for readers who want to see both sides computed."""


@dataclass(frozen=True)
class Accepted:
    """The claim holds wherever both sides are defined and ``conditions`` hold."""

    rules: tuple[str, ...]
    assumptions_used: tuple[int, ...]
    """Positions in ``claim.assumptions``."""
    conditions: tuple[OpenCondition, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Rejected:
    """The proof does not establish the claim: the first step that fails, and why."""

    step: str
    reason: str
