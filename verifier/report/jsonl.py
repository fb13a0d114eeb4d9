"""JSON lines: one object a claim, written as soon as it is judged.

Guarantee: each line is what the JSON report holds of that claim; the last line is the
summary, so that a stream without one was cut off.
"""

from __future__ import annotations

import json
from typing import TextIO

from verifier.claim import Derivation
from verifier.engine.results import Broken, Result, Run
from verifier.report.json_report import SCHEMA, broken, claim, summary
from verifier.report.progress import Progress


def render(run: Run) -> str:
    """The whole stream."""
    lines = [*map(broken_line, run.broken), *map(line, run.results), last_line(run)]
    return "".join(f"{text}\n" for text in lines)


def line(result: Result) -> str:
    """One claim."""
    return json.dumps(claim(result), ensure_ascii=False)


def broken_line(file: Broken) -> str:
    """One file that could not be read."""
    return json.dumps({"error": broken(file)}, ensure_ascii=False)


def last_line(run: Run) -> str:
    """The counts."""
    return json.dumps({"schema": SCHEMA, "summary": summary(run)})


class Stream:
    """Watches a run and writes each verdict at once."""

    def __init__(self, stream: TextIO, progress: Progress) -> None:
        self.stream = stream
        self.progress = progress

    def started(self, claims: int) -> None:
        """``claims`` verdicts will follow."""
        self.progress.start(claims)

    def opened(self, derivation: Derivation) -> None:
        """A new file begins; the lines name it themselves."""

    def judged(self, result: Result) -> None:
        """One more verdict."""
        self.write(line(result))
        self.progress.advance(result.item.id)

    def broken(self, file: Broken) -> None:
        """A file could not be read."""
        self.write(broken_line(file))

    def close(self, run: Run) -> None:
        """That was all."""
        self.progress.finish()
        self.write(last_line(run))

    def write(self, text: str) -> None:
        """One line, out at once."""
        self.progress.clear()
        self.stream.write(f"{text}\n")
        self.stream.flush()
