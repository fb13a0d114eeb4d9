"""A progress bar on one line of a terminal, below what is printed.

Guarantee: writes nothing unless its stream is a terminal; what is printed between
``clear`` and the next ``advance`` stands above the bar.
"""

from __future__ import annotations

import shutil
import time
from typing import TextIO

from verifier.claim import Derivation
from verifier.engine.results import Broken, Result, Run

PAUSE = 0.05
"""Seconds between two drawings."""


class Progress:
    """``#####-----  12/48  softmax/jacobian``."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.active = stream.isatty()
        self.total = 0
        self.done = 0
        self.drawn = False
        self.last = 0.0

    def start(self, total: int) -> None:
        """``total`` more steps will follow."""
        self.total += total
        self.draw("")

    def advance(self, label: str) -> None:
        """One step is done; ``label`` names it."""
        self.done += 1
        if time.monotonic() - self.last >= PAUSE:
            self.draw(label)

    def draw(self, label: str) -> None:
        """Draw the bar."""
        if not self.active or not self.total:
            return
        self.last = time.monotonic()
        columns = shutil.get_terminal_size().columns
        width = max(10, min(40, columns // 3))
        filled = width * self.done // self.total
        text = f"{'#' * filled}{'-' * (width - filled)}  {self.done}/{self.total}  {label}"
        self.stream.write(f"\r\x1b[K{text[: columns - 1]}")
        self.stream.flush()
        self.drawn = True

    def clear(self) -> None:
        """Take the bar away so that a line can be printed."""
        if self.drawn:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.drawn = False

    def finish(self) -> None:
        """Take the bar away for good."""
        self.clear()
        self.active = False


class Bar:
    """Watches a run and shows nothing but its progress."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress

    def started(self, claims: int) -> None:
        """``claims`` more verdicts will follow."""
        self.progress.start(claims)

    def opened(self, derivation: Derivation) -> None:
        """A new file begins; the bar does not show it."""

    def judged(self, result: Result) -> None:
        """One more verdict."""
        self.progress.advance(result.item.id)

    def broken(self, file: Broken) -> None:
        """A file could not be read; the bar does not show it."""

    def close(self, run: Run) -> None:
        """That was all."""
        self.progress.finish()
