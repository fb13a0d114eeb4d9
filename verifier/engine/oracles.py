"""Whom the engine asks, and the one place where a bug in an answer is caught.

Guarantee: the search, the numbers and the counterexamples are imported only when a
claim is judged; a bug inside one of them costs that claim its answer and no other.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from verifier import terms
from verifier.claim import Claim
from verifier.verdict import Counterexample

if TYPE_CHECKING:
    from verifier.numeric import CrossCheck
    from verifier.numeric.evaluate import Given
    from verifier.prove import Found, NotFound

T = TypeVar("T")

POINTS = 32
"""Points at which the two sides are compared."""

INTERNAL_ERRORS: tuple[type[Exception], ...] = (
    ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, MemoryError,
    NameError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
"""What a bug inside one claim may raise without costing the other claims."""


class Prove(Protocol):
    """The search: ``verifier.prove.prove``."""

    def __call__(self, claim: Claim, *, deadline: float | None = None) -> Found | NotFound:
        """Look for a proof until ``deadline`` (``time.monotonic`` seconds)."""


class CrossChecker(Protocol):
    """The numbers: ``verifier.numeric.cross_check``."""

    def __call__(
        self, claim: Claim, *, seed: int = 0, points: int = 32, deadline: float | None = None
    ) -> CrossCheck:
        """Compare the two sides at ``points`` exact points, for ``deadline`` seconds."""


class Smallest(Protocol):
    """The counterexample search: ``verifier.refute.smallest``."""

    def __call__(
        self, claim: Claim, *, seed: int = 0, deadline: float | None = None
    ) -> Counterexample | None:
        """The simplest counterexample found in ``deadline`` seconds, or None."""


class TruthAt(Protocol):
    """One condition at one point: ``verifier.numeric.truth_at``."""

    def __call__(self, condition: terms.Condition, env: Given) -> bool | None:
        """Whether it holds there, None where that is not certain."""


@dataclass(frozen=True)
class Oracles:
    """What the engine asks; separate so that each can be replaced in a test."""

    prove: Prove
    cross_check: CrossChecker
    smallest: Smallest
    truth_at: TruthAt


def oracles() -> Oracles:
    """The real ones, imported only when a claim is judged."""
    from verifier.numeric import cross_check, truth_at
    from verifier.prove import prove
    from verifier.refute import smallest

    return Oracles(prove, cross_check, smallest, truth_at)


@dataclass(frozen=True)
class Crash:
    """A bug met on the way, in words."""

    message: str


def left(end: float) -> float:
    """Seconds until ``end``, at least a little."""
    return max(0.01, end - time.monotonic())


def internal_errors() -> tuple[type[Exception], ...]:
    """What a bug may raise: Python's errors, and our own that leave the room they belong to."""
    from verifier.kernel.state import FinerAngle, Refusal
    from verifier.kernel.steps import StepFailure
    from verifier.kernel.work import Exhausted
    from verifier.numeric.values import Undecided, Undefined

    own = (FinerAngle, Refusal, StepFailure, Exhausted, Undecided, Undefined)
    return (*INTERNAL_ERRORS, *own)


def attempt(what: str, action: Callable[[], T]) -> T | Crash:
    """``action()``, or the internal error that it died of.

    The one place where a bug inside a claim is caught, so that it costs that claim
    its answer and no other.
    """
    try:
        return action()
    except internal_errors() as error:
        detail = str(error).strip().split("\n", 1)[0][:200]
        return Crash(f"internal error in {what}: {type(error).__name__}: {detail}".rstrip(": "))


@dataclass(frozen=True)
class Context:
    """What a second look at a claim needs."""

    ask: Oracles
    seed: int
    end: float

    def late(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self.end
