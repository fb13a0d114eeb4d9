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
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.engine.memory import Memory
from verifier.engine.oracles import Crash, attempt, oracles
from verifier.engine.pages import whole
from verifier.engine.pool import Died, OutOfTime, WarmPool
from verifier.engine.reading import LIMIT, Judgeable, Source, read
from verifier.engine.results import Broken, Entry, Judged, Result, Run, chain_of
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
                    judging = Judging(source, memory, executor or pool)
                    judge_one(judging, verdicts, watcher, done)
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


@dataclass(frozen=True)
class Judging:
    """One derivation on its way through a run."""

    source: Source
    memory: Memory | None
    executor: Executor

    def results(self, verdicts: Iterator[Verdict]) -> Iterator[Entry]:
        """The entries in order; the steps of a chain come together, with their lesson."""
        numbered = enumerate(self.source.derivation.items)
        for chain, group in groupby(numbered, key=lambda pair: chain_of(pair[1].id)):
            steps: list[Result] = []
            for position, item in group:
                if isinstance(item, Unchecked):
                    yield item
                    continue
                known = self.source.known.get(position)
                result = Result(item, next(verdicts) if known is None else known)
                if chain:
                    steps.append(result)
                else:
                    yield result
            yield from self.chain(steps)

    def chain(self, steps: list[Result]) -> Iterator[Result]:
        """The steps of one chain, the first wrong one with what there is to say of it."""
        wrong = [step.verdict.outcome in ("refuted", "ill-formed") for step in steps]
        if len(steps) < 2 or not any(wrong) or all(step.ok for step in steps):
            yield from steps
            return
        lesson = self.lesson(steps)
        for position, step in enumerate(steps):
            yield replace(step, lesson=lesson) if position == wrong.index(True) else step

    def lesson(self, steps: list[Result]) -> str:
        """The lesson of a chain with a wrong step, remembered or found out now."""
        items = [step.item for step in steps]
        page = self.source.page
        if self.memory and page and (known := self.memory.lesson(page, items)) is not None:
            return known
        task = self.executor.submit(taught, [(step.item, step.verdict) for step in steps])
        try:
            found = task.result()
        except (OutOfTime, Died, BrokenExecutor):
            return ""
        if self.memory and page:
            self.memory.keep_lesson(page, items, found)
        return found


def taught(steps: list[tuple[Claim | IllFormed, Verdict]]) -> str:
    """What there is to say of a chain."""
    from verifier.engine.lessons import chain_hint

    decoded = [(ordinary(item), verdict) for item, verdict in steps]
    found = attempt("the lesson of a chain", lambda: chain_hint(decoded, oracles().prove))
    return "" if isinstance(found, Crash) else found


def judge_one(
    judging: Judging, verdicts: Iterator[Verdict], watcher: Watcher, done: list[Judged]
) -> None:
    """Append the verdicts of one derivation to ``done``, those so far when interrupted."""
    part = judging.source.derivation
    entries: list[Entry] = []
    done.append(Judged(part.file, part.title, part.source))
    watcher.opened(part)
    try:
        for entry in judging.results(verdicts):
            entries.append(entry)
            if isinstance(entry, Result):
                watcher.judged(entry)
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
        window.append(pool.submit(decided, item, settings.seed, settings.timeout))
        if len(window) > 4 * settings.workers:
            yield answer(window.popleft())
    while window:
        yield answer(window.popleft())


def decided(item: Judgeable, seed: int, timeout: float) -> Verdict:
    """``judge``, in the process that has the time."""
    return judge(ordinary(item), seed=seed, timeout=timeout)


def ordinary(item: Judgeable) -> Judgeable:
    """``item`` without what is only there to save time."""
    return whole(item) if isinstance(item, Claim) else item


def answer(task: Future[Verdict]) -> Verdict:
    """The verdict of one task; undecided when its process was stopped or died."""
    try:
        return task.result()
    except (OutOfTime, Died, BrokenExecutor) as error:
        return Verdict("undecided", tried=(str(error) or type(error).__name__,))
