"""Who is told while a run goes on.

Guarantee: told in the order of the files, each verdict once, from one process.
"""

from __future__ import annotations

from typing import Protocol

from verifier.claim import Derivation
from verifier.engine.results import Broken, Result, Run


class Watcher(Protocol):
    """Who is told while a run goes on: the terminal, or nobody."""

    def started(self, claims: int) -> None:
        """A file has been read, ahead of its turn; ``claims`` more verdicts will follow."""

    def opened(self, derivation: Derivation) -> None:
        """The verdicts of ``derivation`` follow."""

    def judged(self, result: Result) -> None:
        """One verdict."""

    def broken(self, file: Broken) -> None:
        """A file could not be read."""

    def close(self, run: Run) -> None:
        """That was all."""


class Silent:
    """A watcher that says nothing."""

    def started(self, claims: int) -> None:
        """See ``Watcher``."""

    def opened(self, derivation: Derivation) -> None:
        """See ``Watcher``."""

    def judged(self, result: Result) -> None:
        """See ``Watcher``."""

    def broken(self, file: Broken) -> None:
        """See ``Watcher``."""

    def close(self, run: Run) -> None:
        """See ``Watcher``."""
