"""The verdicts of a run that has not ended, line by line, for the run that resumes it.

Guarantee: a line is believed only when its digest fits and the same program wrote it;
a line that was cut off by the end of its process is as good as none. Runs at the same
time append whole lines, or lose their own journal and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DAMAGED = (LookupError, RecursionError, TypeError, ValueError)
"""What taking a line of no known shape apart may raise."""


@dataclass
class Journal:
    """The lines at ``file``; the file is made with the first of them."""

    file: Path
    program: str
    handle: int | None = None

    def read(self) -> dict[str, tuple[Any, str]]:
        """What is asked -> the verdict as data, and the steps of its proof."""
        try:
            text = self.file.read_text("utf-8", errors="replace")
        except OSError:
            return {}
        found: dict[str, tuple[Any, str]] = {}
        for line in text.split("\n"):
            mark, _, rest = line.partition(" ")
            if mark != digest(rest):
                continue
            try:
                program, key, verdict, steps = json.loads(rest)
            except DAMAGED:
                continue
            if program == self.program:
                found[str(key)] = verdict, str(steps)
        return found

    def add(self, key: str, verdict: object, steps: str) -> None:
        """One more line, out at once; nothing where the file cannot be written."""
        rest = json.dumps([self.program, key, verdict, steps], separators=(",", ":"))
        try:
            if self.handle is None:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
                self.handle = os.open(self.file, flags, 0o666)
            os.write(self.handle, f"\n{digest(rest)} {rest}".encode())
        except OSError:
            return

    def remove(self) -> None:
        """The page holds what the lines held."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
        with suppress(OSError):
            self.file.unlink(missing_ok=True)


def digest(text: str) -> str:
    """What shows that ``text`` is whole."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
