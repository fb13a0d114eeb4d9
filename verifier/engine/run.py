"""A whole run: read the files, judge every claim, tell whoever watches.

Guarantee: every claim read is reported once, in the order of the files, whichever
process judged it; an interruption keeps what was judged before it.

Any executor with the shape of ``concurrent.futures`` will do. At most a window of
claims is handed over at a time, so that memory stays bounded.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeAlias

from verifier.claim import Claim, Derivation, IllFormed, Unchecked
from verifier.engine.decide import DEFAULT_TIMEOUT, ill_formed, judge, oracles
from verifier.engine.memory import Memory, Page
from verifier.engine.pool import Died, OutOfTime, WarmPool
from verifier.engine.results import Broken, Entry, Judged, Policy, Result, Run
from verifier.engine.sources import claims, discover, load, select
from verifier.verdict import Verdict


@dataclass(frozen=True)
class Settings:
    """How to judge: the same settings and files give the same verdicts."""

    root: Path = Path()
    select: tuple[str, ...] = ()
    seed: int = 0
    timeout: float | None = None
    jobs: int = 0
    """Worker processes; 0: as many as there are processors."""
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    cache: bool = True
    """Whether verdicts of earlier runs count."""
    policy: Policy = field(default_factory=Policy)


class Watcher(Protocol):
    """Who is told while a run goes on: the terminal, or nobody."""

    def started(self, claims: int) -> None:
        """All files are read; ``claims`` verdicts will follow."""

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


Judgeable: TypeAlias = Claim | IllFormed


def check(
    paths: Iterable[Path], settings: Settings, watcher: Watcher, pool: Executor | None = None
) -> Run:
    """Judge every claim in the files and folders ``paths``, in ``pool`` if one is given."""
    memory = remembered(settings)
    sources, broken = read(paths, settings, watcher, memory)
    queue = [item for source in sources for item in source.open]
    watcher.started(sum(len(claims(source.derivation)) for source in sources))
    done: list[Judged] = []
    interrupted = False
    pool = pool or (warm_pool(settings, len(queue)) if queue else None)
    try:
        verdicts = answers(queue, settings, pool) if pool else iter(())
        for source in sources:
            judge_one(source, verdicts, watcher, done)
            if memory and source.page:
                remember(memory, source, done[-1], settings)
    except KeyboardInterrupt:
        interrupted = True
    finally:
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)
    return Run(tuple(done), tuple(broken), settings.root, interrupted, settings.policy)


def judge_one(
    source: Source, verdicts: Iterator[Verdict], watcher: Watcher, done: list[Judged]
) -> None:
    """Append the verdicts of one derivation to ``done``, those so far when interrupted."""
    part = source.derivation
    watcher.opened(part)
    entries: list[Entry] = []
    done.append(Judged(part.file, part.title, part.source))
    try:
        for position, item in enumerate(part.items):
            if isinstance(item, Unchecked):
                entries.append(item)
                continue
            known = source.known.get(position)
            result = Result(item, next(verdicts) if known is None else known)
            entries.append(result)
            watcher.judged(result)
    finally:
        done[-1] = replace(done[-1], entries=tuple(entries))


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
    def open(self) -> tuple[Judgeable, ...]:
        """The claims that must be judged."""
        return tuple(
            item
            for position, item in enumerate(self.derivation.items)
            if not isinstance(item, Unchecked) and position not in self.known
        )


def remembered(settings: Settings) -> Memory | None:
    """The memory of earlier runs, unless it is not wanted."""
    if not settings.cache:
        return None
    timeout = DEFAULT_TIMEOUT if settings.timeout is None else settings.timeout
    return Memory(settings.root, settings.seed, timeout)


def remember(memory: Memory, source: Source, judged: Judged, settings: Settings) -> None:
    """Keep what was found out about one derivation."""
    if source.page is None:
        return
    for position, entry in enumerate(judged.entries):
        if position in source.known or isinstance(entry, Unchecked):
            continue
        if isinstance(entry.item, Claim):
            memory.keep(source.page, entry.item, entry.verdict)
    whole = not settings.select and not settings.ignore
    memory.close(source.page, source.path, source.whole, whole=whole)


def read(
    paths: Iterable[Path], settings: Settings, watcher: Watcher, memory: Memory | None
) -> tuple[list[Source], list[Broken]]:
    """The derivations among ``paths`` and the files that are none."""
    sources: list[Source] = []
    broken: list[Broken] = []
    for place in discover(paths, settings.root, settings.exclude):
        page = memory.open(place) if memory and isinstance(place, Path) else None
        found: Derivation | Broken | None
        if isinstance(place, Broken):
            found = place
        elif page and page.derivation:
            found = page.derivation
        else:
            found = load(place, settings.root)
        if isinstance(found, Broken):
            broken.append(found)
            watcher.broken(found)
        elif found is not None and not isinstance(place, Broken):
            chosen = select(found, settings.select, settings.ignore)
            if chosen.items:
                known = recalled(chosen, page, memory)
                sources.append(Source(place, found, chosen, page, known))
    return sources, broken


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


def warm_pool(settings: Settings, claims: int) -> Executor:
    """A pool of processes that have imported what judging needs."""
    oracles()
    return WarmPool(min(workers(settings), max(1, claims)), hard_limit(settings))


def workers(settings: Settings) -> int:
    """How many processes may work at once."""
    if settings.jobs:
        return settings.jobs
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def hard_limit(settings: Settings) -> float:
    """Seconds after which a claim is stopped that does not keep its deadlines itself."""
    timeout = DEFAULT_TIMEOUT if settings.timeout is None else settings.timeout
    return 1.5 * timeout + 1.0


def answers(queue: Iterable[Judgeable], settings: Settings, pool: Executor) -> Iterator[Verdict]:
    """The verdicts of ``queue`` in its order, a window of claims ahead."""
    window: deque[Future[Verdict]] = deque()
    for item in queue:
        window.append(pool.submit(judge, item, seed=settings.seed, timeout=settings.timeout))
        if len(window) > 4 * workers(settings):
            yield answer(window.popleft())
    while window:
        yield answer(window.popleft())


def answer(task: Future[Verdict]) -> Verdict:
    """The verdict of one task; undecided when its process was stopped or died."""
    try:
        return task.result()
    except (OutOfTime, Died, BrokenExecutor) as error:
        return Verdict("undecided", tried=(str(error) or type(error).__name__,))
