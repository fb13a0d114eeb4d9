"""A whole run: read the files, judge every claim, tell whoever watches.

Guarantee: every claim read is reported once, in the order of the files, whichever
process judged it; an interruption keeps what was judged before it.

Any executor with the shape of ``concurrent.futures`` will do. At most a window of
claims is handed over at a time, so that memory stays bounded.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeAlias

from verifier.claim import Claim, Derivation, IllFormed, Unchecked
from verifier.engine.decide import DEFAULT_TIMEOUT, judge, oracles
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
    derivations, broken = read(paths, settings, watcher)
    queue = [item for part in derivations for item in claims(part)]
    watcher.started(len(queue))
    interrupted = False
    done: list[Judged] = []
    pool = pool or warm_pool(settings, len(queue))
    try:
        verdicts = answers(queue, settings, pool)
        for part in derivations:
            watcher.opened(part)
            entries: list[Entry] = []
            done.append(Judged(part.file, part.title, part.source))
            try:
                for item in part.items:
                    if isinstance(item, Unchecked):
                        entries.append(item)
                        continue
                    result = Result(item, next(verdicts))
                    entries.append(result)
                    watcher.judged(result)
            finally:
                done[-1] = replace(done[-1], entries=tuple(entries))
    except KeyboardInterrupt:
        interrupted = True
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return Run(tuple(done), tuple(broken), settings.root, interrupted, settings.policy)


def read(
    paths: Iterable[Path], settings: Settings, watcher: Watcher
) -> tuple[list[Derivation], list[Broken]]:
    """The derivations among ``paths`` and the files that are none."""
    derivations: list[Derivation] = []
    broken: list[Broken] = []
    for place in discover(paths, settings.root, settings.exclude):
        found = place if isinstance(place, Broken) else load(place, settings.root)
        match found:
            case Broken():
                broken.append(found)
                watcher.broken(found)
            case Derivation():
                chosen = select(found, settings.select, settings.ignore)
                if chosen.items:
                    derivations.append(chosen)
            case None:
                pass
    return derivations, broken


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
