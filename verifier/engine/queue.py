"""Claims on their way: read ahead, handed to an executor ahead, answered in order.

Guarantee: every claim is answered exactly once, in the order of the files. An executor
that breaks (a process pool one of whose processes died, a cluster that is gone) loses no
claim: those without an answer are judged by the processes of this machine.

Any executor with the shape of ``concurrent.futures`` will do. At most a window of
claims is handed over at a time, so that memory stays bounded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from verifier.claim import Claim
from verifier.engine.limits import Died, OutOfTime
from verifier.engine.pages import digest_of, settled, whole
from verifier.engine.reading import Judgeable, Reader, Source
from verifier.engine.results import Broken
from verifier.engine.settings import Settings
from verifier.engine.sources import claims
from verifier.engine.watch import Watcher
from verifier.verdict import Verdict

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from verifier.engine.hands import Hands

WINDOW = 32
"""Claims that are handed over before their turn, for each worker."""


def gone(*others: type[Exception]) -> tuple[type[BaseException], ...]:
    """What a task raises whose executor cannot answer any more, and ``others``."""
    from concurrent.futures import BrokenExecutor, CancelledError

    return BrokenExecutor, CancelledError, *others


class Queue:
    """What ``reader`` reads, its open claims handed to ``executor`` or else to ``hands``."""

    def __init__(
        self,
        reader: Reader,
        settings: Settings,
        watcher: Watcher,
        hands: Hands,
        executor: Executor | None = None,
    ) -> None:
        self.reader = reader
        self.settings = settings
        self.watcher = watcher
        self.hands = hands
        self.other = executor
        self.width = WINDOW * int(getattr(executor or hands, "jobs", settings.workers))
        self.parts: deque[Source | Broken] = deque()
        self.open: Iterator[Judgeable] = iter(())
        self.tasks: deque[tuple[Judgeable, Future[Verdict]]] = deque()
        self.known: dict[tuple[str, str], Future[Verdict]] = {}

    def __iter__(self) -> Iterator[Source | Broken]:
        """The files in order; the answers to one must be taken before the next."""
        while self.parts or self.reader.more():
            if self.parts:
                yield self.parts.popleft()
            else:
                self.take()

    def take(self) -> None:
        """One more file from the reader."""
        part = self.reader.next()
        if part is None:
            return
        self.parts.append(part)
        if isinstance(part, Source):
            self.open = part.open
            self.watcher.started(len(claims(part.derivation)))

    @property
    def executor(self) -> Executor:
        """Who judges."""
        return self.other or self.hands.pool

    def answer(self) -> Verdict:
        """The verdict of the next open claim."""
        self.fill()
        item, task = self.tasks.popleft()
        try:
            return answer(task)
        except gone():
            self.come_home()
            return answer(self.submit(item))

    def come_home(self) -> None:
        """Judge on this machine what the executor has not answered."""
        if self.other is None:
            return
        self.other = None
        self.known.clear()
        self.tasks = deque(
            (item, task if task.done() else self.submit(item)) for item, task in self.tasks
        )

    def fill(self) -> None:
        """Hand claims over until the window is full or the next file is not there yet."""
        while len(self.tasks) < self.width:
            item = next(self.open, None)
            if item is not None:
                task = self.asked(item)  # which may replace the tasks
                self.tasks.append((item, task))
            elif self.reader.more() and self.reader.ready():
                self.take()
            else:
                return

    def asked(self, item: Judgeable) -> Future[Verdict]:
        """``item``, handed over unless the same was, by another name or in another file."""
        if not isinstance(item, Claim):
            return self.submit(item)
        key = digest_of(item), item.expected
        if key not in self.known:
            self.known[key] = self.submit(item)
        return self.known[key]

    def submit(self, item: Judgeable) -> Future[Verdict]:
        """``item``, handed over."""
        seed, seconds = self.settings.seed, self.settings.timeout
        try:
            return self.executor.submit(decided, item, seed, seconds)
        except gone(RuntimeError):
            self.come_home()
            return self.executor.submit(decided, item, seed, seconds)


def decided(item: Judgeable, seed: int, timeout: float) -> Verdict:
    """``judge``, in the process that has the time."""
    from verifier.engine.decide import judge

    return settled(judge(ordinary(item), seed=seed, timeout=timeout))


def ordinary(item: Judgeable) -> Judgeable:
    """``item`` without what is only there to save time."""
    return whole(item) if isinstance(item, Claim) else item


def answer(task: Future[Verdict]) -> Verdict:
    """The verdict of one task; undecided when its process was stopped or died."""
    try:
        return task.result()
    except (OutOfTime, Died) as error:
        return Verdict("undecided", tried=(str(error) or type(error).__name__,))
