"""What earlier runs found, so that nothing is read or judged twice.

Guarantee: a verdict is recalled only for the same claim and assumptions, seed and time
limit, decided by the same program and libraries; a file is recalled only when it and the
files of the project that it imported are unchanged. A damaged or foreign page is as good
as none; pages are replaced whole, so runs at the same time cannot mix.

    page     sha256 of the rest, a line of JSON, then the bulk of it, a text a line
    journal  a line a verdict, with its own digest, until the page is written

Limits: a page is believed as the program's own files are; ``verify recheck`` and a run
with ``--no-cache`` believe neither. Verdicts that time may have cut short are not kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verifier.claim import Claim, Derivation, IllFormed
from verifier.engine.files import write_atomically
from verifier.engine.fingerprint import digest_of_file, program
from verifier.engine.journal import Journal
from verifier.engine.pages import (
    DAMAGED,
    compact,
    derivation_from_data,
    derivation_to_data,
    digest_of,
    verdict_from_data,
    verdict_to_data,
)
from verifier.engine.sources import relative
from verifier.verdict import Verdict

FOLDER = Path(".verifier", "cache")
"""Where the pages are, below the root: one for each derivation file."""


@dataclass
class Page:
    """What is remembered of one derivation file."""

    file: Path
    journal: Journal
    derivation: Derivation | None = None
    needs: Mapping[str, str] = field(default_factory=dict)
    verdicts: dict[str, tuple[Any, str]] = field(default_factory=dict)
    """What is asked -> a verdict as data, and the steps of its proof."""
    lessons: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    changed: bool = False


@dataclass(frozen=True)
class Memory:
    """The pages below one root, for one seed and time limit."""

    root: Path
    seed: int
    timeout: float

    def open(self, path: Path) -> Page:
        """The page of the derivation ``path``, empty when there is none that can be used."""
        name = relative(path, self.root).replace("../", "_/")
        file = self.root / FOLDER / f"{name}.json"
        journal = Journal(file.with_suffix(".journal"), program())
        page = Page(file, journal)
        try:
            self.fill(page)
        except (OSError, *DAMAGED):
            page = Page(file, journal, changed=True)
        unwritten = journal.read()
        page.verdicts |= unwritten
        page.changed |= bool(unwritten)
        return page

    def fill(self, page: Page) -> None:
        """Put what the file of ``page`` holds into it; raises what damaged data raise."""
        mark, _, rest = page.file.read_bytes().partition(b"\n")
        if mark.decode() != hashlib.sha256(rest).hexdigest():
            return
        head, *bulk = rest.decode().split("\n")
        data = json.loads(head)
        if data["program"] != program():
            return
        for key, (verdict, steps) in data["verdicts"].items():
            page.verdicts[key] = verdict, "" if steps is None else bulk[steps]
        page.lessons = dict(data["lessons"])
        needs = dict(data["needs"])
        if needs and all(digest_of_file(self.root / need) == mark for need, mark in needs.items()):
            page.derivation = derivation_from_data(data["derivation"], bulk)
            page.needs = needs

    def key(self, claim: Claim) -> str:
        """What a verdict of ``claim`` depends on, as a digest.

        What is expected is part of it: no hint is searched for an expected refutation.
        """
        data = f"{digest_of(claim)} {claim.expected} {self.seed} {self.timeout!r}"
        return hashlib.sha256(data.encode()).hexdigest()

    def recall(self, page: Page, claim: Claim) -> Verdict | None:
        """The verdict that is remembered for ``claim``."""
        key = self.key(claim)
        if key not in page.verdicts:
            return None
        try:
            verdict = verdict_from_data(*page.verdicts[key])
        except DAMAGED:
            return None
        page.used.add(key)
        return verdict

    def keep(self, page: Page, claim: Claim, verdict: Verdict) -> bool:
        """Remember ``verdict`` unless time may have cut it short; whether it was."""
        hasty = verdict.outcome == "undecided" and verdict.seconds > 0.5 * self.timeout
        crashed = any(part.startswith("internal error") for part in verdict.tried)
        if hasty or crashed or not verdict.seconds:
            return False
        key = self.key(claim)
        page.verdicts[key] = verdict_to_data(verdict)
        page.journal.add(key, *page.verdicts[key])
        page.used.add(key)
        page.changed = True
        return True

    def lesson(self, page: Page, steps: Sequence[Claim | IllFormed]) -> str | None:
        """What is remembered of a chain of these steps."""
        key = self.chain_key(steps)
        page.used.add(key)
        found = page.lessons.get(key)
        return found if isinstance(found, str) else None

    def keep_lesson(self, page: Page, steps: Sequence[Claim | IllFormed], lesson: str) -> None:
        """Remember what there is to say of a chain of these steps."""
        page.lessons[self.chain_key(steps)] = lesson
        page.changed = True

    def chain_key(self, steps: Sequence[Claim | IllFormed]) -> str:
        """What a lesson depends on, as a digest."""
        keys = [self.key(step) if isinstance(step, Claim) else step.message for step in steps]
        return hashlib.sha256(json.dumps(keys).encode()).hexdigest()

    def read(self, page: Page, derivation: Derivation, needs: Mapping[str, str]) -> None:
        """Remember at once that the files ``needs`` with these digests make ``derivation``."""
        page.derivation, page.needs = derivation, needs
        self.write(page)

    def close(self, page: Page, *, whole: bool) -> None:
        """Write ``page``; with ``whole``, without verdicts that nothing asked for."""
        if whole and {*page.verdicts, *page.lessons} - page.used:
            page.verdicts = {key: page.verdicts[key] for key in page.verdicts if key in page.used}
            page.lessons = {key: page.lessons[key] for key in page.lessons if key in page.used}
            page.changed = True
        if page.changed:
            self.write(page)
            page.journal.remove()
            page.changed = False

    def write(self, page: Page) -> None:
        """Replace the file of ``page``."""
        if page.derivation is None:
            return
        bulk: list[str] = []
        derivation = derivation_to_data(page.derivation, bulk)
        verdicts: dict[str, tuple[Any, int | None]] = {}
        for key, (verdict, steps) in page.verdicts.items():
            verdicts[key] = verdict, len(bulk) if steps else None
            bulk += [steps] if steps else []
        data = {
            "program": program(), "needs": dict(page.needs), "derivation": derivation,
            "verdicts": verdicts, "lessons": page.lessons,
        }  # fmt: skip
        text = "\n".join([compact(data), *bulk])
        with suppress(OSError):  # a folder that cannot be written to remembers nothing
            write_atomically(page.file, f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")
