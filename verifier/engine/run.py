"""A whole run: read the files, judge every claim, tell whoever watches.

Guarantee: every claim read is reported once, in the order of the files, whichever
process judged it; an interruption keeps what was judged before it, and so does the end
of the process, as far as a second run goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.hands import Hands
from verifier.engine.limits import Died, OutOfTime
from verifier.engine.marks import unused
from verifier.engine.memory import Memory
from verifier.engine.queue import Queue, gone, ordinary
from verifier.engine.reading import Reader, Source
from verifier.engine.results import Broken, Entry, Judged, Result, Run, chain_of
from verifier.engine.settings import Settings
from verifier.engine.watch import Watcher
from verifier.verdict import Verdict

if TYPE_CHECKING:
    from concurrent.futures import Executor


def check(
    paths: Iterable[Path], settings: Settings, watcher: Watcher, executor: Executor | None = None
) -> Run:
    """Judge every claim in the files and folders ``paths``, in ``executor`` if one is given.

    Files are read on this machine whatever the executor.
    """
    paths = list(paths)
    memory = Memory(settings.root, settings.seed, settings.timeout) if settings.cache else None
    done: list[Judged] = []
    broken: list[Broken] = []
    hasty: list[str] = []
    interrupted = False
    with Hands(settings, fork=executor is None) as hands:
        reader = Reader(paths, settings, memory, hands)
        try:
            queue = Queue(reader, settings, watcher, hands, executor)
            for part in queue:
                if isinstance(part, Broken):
                    broken.append(part)
                    watcher.broken(part)
                    continue
                judge_one(Judging(part, memory, queue, hasty), watcher, done)
        except KeyboardInterrupt:
            interrupted = True
            hands.abandon()
    needs = {} if hasty or interrupted else reader.needs
    marks: tuple[str, ...] = ()
    if settings.whole and not (interrupted or broken):
        ids = [result.item.id for part in done for result in part.results]
        marks = tuple(unused(paths, settings, reader.matched, ids))
    return Run(
        tuple(done), tuple(broken), settings.root, interrupted, settings.policy,
        needs=needs, unused=marks,
    )  # fmt: skip


@dataclass(frozen=True)
class Judging:
    """One derivation on its way through a run."""

    source: Source
    memory: Memory | None
    queue: Queue
    hasty: list[str]
    """The ids of the claims that would be judged again."""

    def results(self) -> Iterator[Entry]:
        """The entries in order; the steps of a chain come together, with their lesson."""
        numbered = enumerate(self.source.derivation.items)
        for chain, group in groupby(numbered, key=lambda pair: chain_of(pair[1].id)):
            steps: list[Result] = []
            for position, item in group:
                if isinstance(item, Unchecked):
                    yield item
                    continue
                known = self.source.known.get(position)
                result = Result(item, self.found(item) if known is None else known)
                if chain:
                    steps.append(result)
                else:
                    yield result
            yield from self.chain(steps)

    def found(self, item: Claim | IllFormed) -> Verdict:
        """The verdict of the next open claim, which is ``item``, remembered at once."""
        verdict = self.queue.answer()
        memory, page = self.memory, self.source.page
        if not (memory and page and isinstance(item, Claim) and memory.keep(page, item, verdict)):
            self.hasty.append(item.id)
        return verdict

    def close(self, *, whole: bool) -> None:
        """Write down what is remembered; ``whole`` says that every item has been judged."""
        if self.memory and self.source.page:
            all_of_it = len(self.source.derivation.items) == len(self.source.whole.items)
            self.memory.close(self.source.page, whole=whole and all_of_it)

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
        given = [(step.item, step.verdict) for step in steps]
        try:
            found = self.queue.executor.submit(taught, given).result()
        except gone(OutOfTime, Died):
            return ""
        if self.memory and page:
            self.memory.keep_lesson(page, items, found)
        return found


def taught(steps: list[tuple[Claim | IllFormed, Verdict]]) -> str:
    """What there is to say of a chain."""
    from verifier.engine.lessons import chain_hint
    from verifier.engine.oracles import Crash, attempt, oracles

    decoded = [(ordinary(item), verdict) for item, verdict in steps]
    found = attempt("the lesson of a chain", lambda: chain_hint(decoded, oracles().prove))
    return "" if isinstance(found, Crash) else found


def judge_one(judging: Judging, watcher: Watcher, done: list[Judged]) -> None:
    """Append the verdicts of one derivation to ``done``, those so far when interrupted."""
    part = judging.source.derivation
    entries: list[Entry] = []
    whole = False
    try:
        watcher.opened(part)
        for entry in judging.results():
            entries.append(entry)
            if isinstance(entry, Result):
                watcher.judged(entry)
        whole = True
    finally:
        done.append(Judged(part.file, part.title, part.source, tuple(entries),
                           displays=part.displays if whole else 0))  # fmt: skip
        judging.close(whole=whole)
