"""Reading the files of a run: from memory, or by worker processes with limits.

Guarantee: a file that hangs, devours memory or takes its process down is one ``Broken``
and costs no other file anything; the order is that of the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from verifier.claim import Claim, Derivation, IllFormed, Unchecked
from verifier.engine.decide import ill_formed
from verifier.engine.memory import Memory, Page, needs_of
from verifier.engine.pages import derivation_from_data, derivation_to_data
from verifier.engine.pool import Died, OutOfTime, WarmPool
from verifier.engine.results import Broken
from verifier.engine.settings import Settings
from verifier.engine.sources import discover, load, relative, select
from verifier.verdict import Verdict

LIMIT = 60.0
"""Seconds that reading one file may take."""

Found: TypeAlias = dict[str, Any] | Broken | None
"""A derivation as plain data, which travel and are kept at less cost than terms."""
Judgeable: TypeAlias = Claim | IllFormed


@dataclass(frozen=True)
class Source:
    """One derivation file as it was read, with what is remembered of it."""

    path: Path
    whole: Derivation
    derivation: Derivation
    """What of ``whole`` was selected."""
    page: Page | None
    needs: Mapping[str, str]
    """The files that ``whole`` came from, with their digests."""
    known: Mapping[int, Verdict]
    """The verdicts that need no judging, by position in ``derivation.items``."""

    @property
    def open(self) -> tuple[Judgeable, ...]:
        """The claims that must be judged."""
        return tuple(
            item
            for position, item in enumerate(self.derivation.items)
            if not isinstance(item, Unchecked) and position not in self.known
        )


def read(
    paths: Iterable[Path], settings: Settings, memory: Memory | None, pool: WarmPool
) -> list[Source | Broken]:
    """The derivations among ``paths`` and the files that are none, in order."""
    waiting: list[tuple[Path, Page | None, Future[tuple[Found, dict[str, str]]] | None] | Broken]
    waiting = []
    for place in discover(paths, settings.root, settings.exclude):
        if isinstance(place, Broken):
            waiting.append(place)
            continue
        page = memory.open(place) if memory else None
        fresh = page is None or page.derivation is None
        task = pool.submit(read_file, place, settings.root) if fresh else None
        waiting.append((place, page, task))
    found: list[Source | Broken] = []
    for entry in waiting:
        if isinstance(entry, Broken):
            found.append(entry)
            continue
        source = settled(*entry, settings, memory)
        if source is not None:
            found.append(source)
    return found


def read_file(path: Path, root: Path) -> tuple[Found, dict[str, str]]:
    """What ``path`` claims, and the digests of the files that it came from."""
    found = load(path, root)
    data = derivation_to_data(found) if isinstance(found, Derivation) else found
    return data, needs_of(path, root)


def settled(
    path: Path,
    page: Page | None,
    task: Future[tuple[Found, dict[str, str]]] | None,
    settings: Settings,
    memory: Memory | None,
) -> Source | Broken | None:
    """What became of one file; None when it claims nothing that is asked for."""
    whole = page.derivation if page else None
    needs: dict[str, str] = {}
    if task is not None:
        try:
            found, needs = task.result()
        except (OutOfTime, Died) as error:
            return Broken(relative(path, settings.root), 0, 0, f"reading it failed: {error}")
        if isinstance(found, Broken):
            return found
        whole = derivation_from_data(found) if found else None
    if whole is None:
        return None
    chosen = select(whole, settings.select, settings.ignore)
    if not chosen.items:
        return None
    return Source(path, whole, chosen, page, needs, recalled(chosen, page, memory))


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
