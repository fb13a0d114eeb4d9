"""Reading the files of a run: from memory, or by worker processes with limits.

Guarantee: a file that hangs, devours memory or takes its process down is one ``Broken``
with the line at which it was, and costs no other file anything; the order is that of
the files.

A file may run for as long as a claim may take, and again after each claim that it
states. It is read a number of files ahead, so that judging need not wait for the last.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from verifier.claim import Claim, Derivation, IllFormed, Unchecked
from verifier.engine.fingerprint import moment
from verifier.engine.limits import Died, OutOfTime
from verifier.engine.memory import Memory, Page
from verifier.engine.pages import light
from verifier.engine.results import Broken, ill_formed
from verifier.engine.settings import Settings
from verifier.engine.sources import discover, load, matches, relative, select
from verifier.verdict import Verdict

if TYPE_CHECKING:
    from concurrent.futures import Future

    from verifier.engine.hands import Hands

NOTE_LIMIT = 60.0
"""Seconds that reading a note may take at least: a note runs no code that could hang."""
FILE_LIMIT = 5.0
"""Seconds that a Python file may take at least, which may import much."""
AHEAD = 2
"""Files that are read before their turn, for each worker: what is read waits for its verdicts."""

Judgeable: TypeAlias = Claim | IllFormed
Read: TypeAlias = tuple[Derivation | Broken | None, dict[str, str]]
"""What a file is, and the digests of the files that it came from."""


@dataclass(frozen=True)
class Source:
    """One derivation file as it was read, with what is remembered of it."""

    path: Path
    whole: Derivation
    derivation: Derivation
    """What of ``whole`` was selected."""
    page: Page | None
    known: Mapping[int, Verdict]
    """The verdicts that need no judging, by position in ``derivation.items``."""

    @property
    def open(self) -> Iterator[Judgeable]:
        """The claims that must be judged."""
        for position, item in enumerate(self.derivation.items):
            if not isinstance(item, Unchecked) and position not in self.known:
                yield item


@dataclass(frozen=True)
class Opened:
    """A file whose turn has not come: remembered, or on its way."""

    path: Path
    page: Page | None
    task: Future[Read] | None


class Reader:
    """The derivations among ``paths``, and the files that are none, in order."""

    def __init__(
        self, paths: Iterable[Path], settings: Settings, memory: Memory | None, hands: Hands
    ) -> None:
        self.files = discover(paths, settings.root, settings.exclude)
        self.settings = settings
        self.memory = memory
        self.hands = hands
        self.matched: set[str] = set()
        """Patterns of the settings that some claim answers to."""
        self.ahead: deque[Opened | Broken] = deque()
        self.needs: dict[str, str] = {}
        """The files that all of them were read from so far, with their digests."""

    def __iter__(self) -> Iterator[Source | Broken]:
        """All of them."""
        while self.more():
            found = self.next()
            if found is not None:
                yield found

    def more(self) -> bool:
        """Whether a file is left; those whose turn comes soon are read."""
        while len(self.ahead) < AHEAD * self.hands.jobs:
            file = next(self.files, None)
            if file is None:
                break
            self.ahead.append(file if isinstance(file, Broken) else self.open(file))
        return bool(self.ahead)

    def ready(self) -> bool:
        """Whether ``next`` need not wait."""
        first = self.ahead[0] if self.ahead else None
        return not isinstance(first, Opened) or first.task is None or first.task.done()

    def open(self, file: Path) -> Opened:
        """``file`` from memory, or handed to a worker."""
        page = self.memory.open(file) if self.memory else None
        if page is not None and page.derivation is not None:
            return Opened(file, page, None)
        limit = self.settings.hard_limit
        seconds = max(limit, FILE_LIMIT if file.suffix == ".py" else NOTE_LIMIT)
        return Opened(
            file, page, self.hands.pool.trace(seconds, read_file, file, self.settings.root)
        )

    def next(self) -> Source | Broken | None:
        """What became of the next file; None when it claims nothing that is asked for."""
        first = self.ahead.popleft()
        if isinstance(first, Broken):
            return first
        page, name = first.page, relative(first.path, self.settings.root)
        whole = page.derivation if page else None
        if first.task is not None:
            try:
                found, needs = first.task.result()
            except (OutOfTime, Died) as error:
                return Broken(name, *failure(first.path, error))
            if isinstance(found, Broken):
                return found
            whole = found or Derivation(name)
            if self.memory and page:
                self.memory.read(page, whole, needs)
        if whole is None:
            return None
        self.needs.update(page.needs if page else {})
        chosen = select(whole, self.settings.select, self.settings.ignore)
        self.matched.update(
            pattern
            for pattern in {*self.settings.select, *self.settings.ignore} - self.matched
            if any(matches(item.id, (pattern,)) for item in whole.items)
        )
        if not chosen.items:
            return None
        return Source(first.path, whole, chosen, page, recalled(chosen, page, self.memory))


def read_file(path: Path, root: Path) -> Read:
    """What ``path`` claims, and the digests of the files that it came from."""
    before = moment(path)
    found = load(path, root)
    return (light(found) if isinstance(found, Derivation) else found), before.needs(root)


def failure(path: Path, error: OutOfTime | Died) -> tuple[int, int, str]:
    """Line, column and message for a file whose reading was ended."""
    line = line_in(path, error.trace)
    if isinstance(error, Died):
        return line, 0, f"reading it failed: {error}"
    return line, 0, f"[out-of-time] reading it was {error} (see --timeout)"


def line_in(path: Path, trace: str) -> int:
    """The innermost line of ``path`` in a trace of ``faulthandler``; 0 where there is none."""
    name = str(path).encode("ascii", "backslashreplace").decode()
    places = re.findall(rf'File "{re.escape(name)}", line (\d+)', trace)
    return int(places[0]) if places else 0


def recalled(part: Derivation, page: Page | None, memory: Memory | None) -> dict[int, Verdict]:
    """The verdicts that are known without judging, by position in ``part.items``."""
    known: dict[int, Verdict] = {}
    for position, item in enumerate(part.items):
        if isinstance(item, IllFormed):
            known[position] = ill_formed(item)
        elif isinstance(item, Claim) and memory and page:
            verdict = memory.recall(page, item)
            if verdict is not None:
                known[position] = verdict
    return known
