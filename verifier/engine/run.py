"""A whole run: read the files, judge every claim, tell whoever watches.

Guarantee: every claim read is reported once, in the order of the files, whichever
process judged it; an interruption keeps what was judged before it.

Any executor with the shape of ``concurrent.futures`` will do. At most a window of
claims is handed over at a time, so that memory stays bounded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from pathlib import Path

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.engine.memory import Memory
from verifier.engine.oracles import oracles
from verifier.engine.pool import Died, OutOfTime, WarmPool
from verifier.engine.reading import LIMIT, Judgeable, Source, read
from verifier.engine.results import Broken, Entry, Judged, Result, Run
from verifier.engine.settings import Settings
from verifier.engine.sources import claims
from verifier.engine.watch import Watcher
from verifier.verdict import Verdict


def check(
    paths: Iterable[Path], settings: Settings, watcher: Watcher, executor: Executor | None = None
) -> Run:
    """Judge every claim in the files and folders ``paths``, in ``executor`` if one is given."""
    memory = Memory(settings.root, settings.seed, settings.timeout) if settings.cache else None
    done: list[Judged] = []
    broken: list[Broken] = []
    interrupted = False
    with WarmPool(settings.workers, LIMIT, warm) as pool:
        try:
            found = read(paths, settings, memory, pool)
            sources = [part for part in found if isinstance(part, Source)]
            for file in found:
                if isinstance(file, Broken):
                    broken.append(file)
                    watcher.broken(file)
            watcher.started(sum(len(claims(source.derivation)) for source in sources))
            pool.limit = settings.hard_limit
            queue = [item for source in sources for item in source.open]
            verdicts = answers(queue, settings, executor or pool)
            for source in sources:
                try:
                    judge_one(source, verdicts, watcher, done)
                finally:
                    remember(memory, source, done[-1])
        except KeyboardInterrupt:
            interrupted = True
            pool.abandon()
    return Run(tuple(done), tuple(broken), settings.root, interrupted, settings.policy)


def warm() -> None:
    """Import what reading and judging need, once, before processes are forked."""
    from verifier.read import python_files

    oracles()
    del python_files


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


def remember(memory: Memory | None, source: Source, judged: Judged) -> None:
    """Keep what was found out about one derivation."""
    if memory is None or source.page is None:
        return
    for position, entry in enumerate(judged.entries):
        if position in source.known or isinstance(entry, Unchecked):
            continue
        if isinstance(entry.item, Claim):
            memory.keep(source.page, entry.item, entry.verdict)
    whole = len(judged.entries) == len(source.whole.items)
    memory.close(source.page, source.whole, source.needs, whole=whole)


def answers(queue: Iterable[Judgeable], settings: Settings, pool: Executor) -> Iterator[Verdict]:
    """The verdicts of ``queue`` in its order, a window of claims ahead."""
    window: deque[Future[Verdict]] = deque()
    for item in queue:
        window.append(pool.submit(judge, item, seed=settings.seed, timeout=settings.timeout))
        if len(window) > 4 * settings.workers:
            yield answer(window.popleft())
    while window:
        yield answer(window.popleft())


def answer(task: Future[Verdict]) -> Verdict:
    """The verdict of one task; undecided when its process was stopped or died."""
    try:
        return task.result()
    except (OutOfTime, Died, BrokenExecutor) as error:
        return Verdict("undecided", tried=(str(error) or type(error).__name__,))
