"""``verify all`` once more when nothing has changed: what it printed, printed again.

Guarantee: only when the program and its libraries, the configuration and the options,
the files and all that they import, and everything that the last run wrote are the same
bytes as then, and every verdict of then would be recalled. A record that is damaged, or
of anything else, is as good as none.

Limits: the last run alone; the time on the last line is that of this run.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO, cast

from verifier.engine.files import write_atomically
from verifier.engine.fingerprint import digest_of_file, program
from verifier.engine.sources import discover, relative

if TYPE_CHECKING:
    from verifier.engine.config import Config
    from verifier.engine.results import Run
    from verifier.engine.settings import Settings

RECORD = Path(".verifier", "cache", "run.json")
OUTPUT = Path(".verifier", "proofs")
SURROUNDINGS = ("COLORTERM", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "TERM", "TTY_COMPATIBLE")
"""What in the environment decides how a terminal is written to."""
DAMAGED = (AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)
TOOK = re.compile(r" in (\d+\.\d\d) s (=*)(?=[^=]*\Z)")


class Heard:
    """A stream that keeps what is written to another, and is that other in all else."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.kept: list[str] = []

    def __getattr__(self, name: str) -> object:
        """What the other has."""
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write to the other, and keep."""
        self.kept.append(text)
        return self.stream.write(text)


@dataclass
class Again:
    """The run that ``config`` and ``settings`` ask for, and the record of the last one."""

    config: Config
    settings: Settings
    start: float = field(default_factory=time.monotonic)
    text: list[str] = field(default_factory=list)

    def key(self) -> str:
        """What the run depends on, besides the files."""
        out = sys.stdout
        shown = [os.environ.get(name) for name in SURROUNDINGS]
        size = get_terminal_size().columns if out.isatty() else 0
        parts = (program(), self.config, self.settings, out.isatty(), out.encoding, size, shown)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def recall(self) -> int | None:
        """Print what the last run printed, and give its status; None when it was another."""
        root = self.settings.root
        try:
            mark, _, text = (root / RECORD).read_text("utf-8").partition("\n")
            if mark != hashlib.sha256(text.encode()).hexdigest():
                return None
            record = json.loads(text)
            if record["key"] != self.key() or record["files"] != self.files():
                return None
            if set(self.outputs()) != set(record["outputs"]):
                return None
            for name, digest in {**record["needs"], **record["outputs"]}.items():
                if digest_of_file(root / name) != digest:
                    return None
            status, shown = int(record["status"]), str(record["text"])
        except DAMAGED:
            return None
        sys.stdout.write(TOOK.sub(self.took, shown))
        return status

    def took(self, found: re.Match[str]) -> str:
        """The time of this run, in the place of another."""
        seconds = f"{time.monotonic() - self.start:.2f}"
        return f" in {seconds} s {found[2]}{'=' * (len(found[1]) - len(seconds))}"

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Keep what is printed within."""
        heard = Heard(sys.stdout)
        with redirect_stdout(cast("TextIO", heard)):
            yield
        self.text = heard.kept

    def keep(self, run: Run) -> None:
        """Record ``run``, if the next one would find nothing to do."""
        root = self.settings.root
        if not run.needs or run.interrupted or run.broken or run.score is not None:
            return
        record = {
            "key": self.key(), "files": self.files(), "needs": dict(run.needs),
            "outputs": {name: digest_of_file(root / name) for name in self.outputs()},
            "status": int(run.status), "text": "".join(self.text),
        }  # fmt: skip
        text = json.dumps(record)
        with suppress(OSError):
            mark = hashlib.sha256(text.encode()).hexdigest()
            write_atomically(root / RECORD, f"{mark}\n{text}")

    def files(self) -> list[str]:
        """The files that the run judges, in order."""
        root = self.settings.root
        found = discover(map(Path, self.config.paths), root, self.config.exclude)
        return [relative(file, root) if isinstance(file, Path) else str(file) for file in found]

    def outputs(self) -> list[str]:
        """The files that a run has written: the report and the proofs."""
        root = self.settings.root
        proofs = sorted((root / OUTPUT).rglob("*.jsonl"))
        return [self.config.report, *(relative(file, root) for file in proofs)]
