"""What earlier runs found, so that nothing is read or judged twice.

Guarantee: a verdict is recalled only for the same claim and assumptions, seed and time
limit, decided by the same program and libraries; a file is recalled only when it and the
files of the project that it imported are unchanged. A damaged or foreign page is as good
as none; pages are replaced whole, so runs at the same time cannot mix.

    page = {sha256(content)} {"program": ..., "reading": ..., "verdicts": {key: verdict}}

Limits: a page is believed as the program's own files are; ``verify recheck`` and a run
with ``--no-cache`` believe neither. Verdicts that time may have cut short are not kept.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from verifier.claim import Claim, Derivation, IllFormed
from verifier.engine.pages import (
    DAMAGED,
    derivation_from_data,
    derivation_to_data,
    digest_of,
    verdict_from_data,
)
from verifier.engine.proofs import write_atomically
from verifier.engine.sources import relative
from verifier.verdict import Verdict

FOLDER = Path(".verifier", "cache")
"""Where the pages are, below the root: one for each derivation file."""


@cache
def program() -> str:
    """A digest of everything that decides verdicts: this package, Python, the libraries."""
    digest = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parent.parent
    for file in sorted(package.rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    for library in ("sympy", "python-flint", "markdown-it-py"):
        try:
            digest.update(f"{library} {version(library)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{library} missing\0".encode())
    return digest.hexdigest()


def digest_of_file(file: Path) -> str:
    """The digest of a file's bytes; empty when it cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


@dataclass
class Page:
    """What is remembered of one derivation file."""

    file: Path
    derivation: Derivation | None = None
    needs: Mapping[str, str] = field(default_factory=dict)
    verdicts: dict[str, dict[str, Any]] = field(default_factory=dict)
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
        page = Page(self.root / FOLDER / f"{name}.json")
        try:
            mark, _, text = page.file.read_text("utf-8").partition("\n")
            if mark != hashlib.sha256(text.encode()).hexdigest():
                return page
            data = json.loads(text)
            if data["program"] != program():
                return page
            page.verdicts, page.lessons = dict(data["verdicts"]), dict(data["lessons"])
            reading = data["reading"]
            needs = dict(reading["needs"])
            if needs and all(
                digest_of_file(self.root / need) == mark for need, mark in needs.items()
            ):
                page.derivation = derivation_from_data(reading["derivation"])
                page.needs = needs
        except (OSError, *DAMAGED):
            return Page(page.file, changed=True)
        return page

    def key(self, claim: Claim) -> str:
        """What a verdict of ``claim`` depends on, as a digest."""
        data = [digest_of(claim), self.seed, self.timeout]
        return hashlib.sha256(json.dumps(data).encode()).hexdigest()

    def recall(self, page: Page, claim: Claim) -> Verdict | None:
        """The verdict that is remembered for ``claim``."""
        key = self.key(claim)
        found = page.verdicts.get(key)
        if found is None:
            return None
        try:
            verdict = verdict_from_data(found)
        except DAMAGED:
            return None
        page.used.add(key)
        return verdict

    def keep(self, page: Page, claim: Claim, verdict: Verdict) -> None:
        """Remember ``verdict`` unless time may have cut it short."""
        hasty = verdict.outcome == "undecided" and verdict.seconds > 0.5 * self.timeout
        crashed = any(part.startswith("internal error") for part in verdict.tried)
        if hasty or crashed or not verdict.seconds:
            return
        key = self.key(claim)
        page.verdicts[key] = asdict(verdict)
        page.used.add(key)
        page.changed = True

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

    def close(
        self, page: Page, derivation: Derivation, needs: Mapping[str, str], *, whole: bool
    ) -> None:
        """Write ``page``; with ``whole``, without verdicts that nothing asked for.

        ``needs``: the files that ``derivation`` was read from; empty when it was remembered.
        """
        needs = needs or page.needs
        if needs != page.needs:
            page.changed = True
        if whole and {*page.verdicts, *page.lessons} - page.used:
            page.verdicts = {key: page.verdicts[key] for key in page.verdicts if key in page.used}
            page.lessons = {key: page.lessons[key] for key in page.lessons if key in page.used}
            page.changed = True
        if not page.changed:
            return
        data = {
            "program": program(),
            "reading": {"needs": dict(needs), "derivation": derivation_to_data(derivation)},
            "verdicts": page.verdicts,
            "lessons": page.lessons,
        }
        text = json.dumps(data, separators=(",", ":"))
        write_atomically(page.file, f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")


def needs_of(path: Path, root: Path) -> dict[str, str]:
    """The files that ``path`` has just been read from, with their digests."""
    return {relative(need, root): digest_of_file(need) for need in imported(path, root)}


def imported(path: Path, root: Path) -> list[Path]:
    """``path`` and, for Python, the files of the project that are imported now."""
    found = {path}
    package = Path(__file__).parent.parent
    for module in list(sys.modules.values()) if path.suffix == ".py" else []:
        name = getattr(module, "__file__", None)
        if name is None:
            continue
        file = Path(name)
        inside = file.is_relative_to(root) and not file.is_relative_to(package)
        if inside and "site-packages" not in file.parts:
            found.add(file)
    return sorted(found)
