"""A warm pool of worker processes in which each task has limits that hold.

Guarantee: a task that exceeds its time is killed with its process, whatever it is
doing, and one that takes its process down loses no other task; the clock of a task
starts when a worker takes it. Memory is limited per worker where the system can.

The pool has the shape of ``concurrent.futures.Executor`` but no thread: waiting for a
result is what moves it, so workers can be forked at any time without risk.

Limits: results come back only while somebody waits for one of them.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")

MEMORY = 4 * 2**30
"""Bytes of address space a worker may take beyond what it starts with."""


class OutOfTime(Exception):
    """The task exceeded its time and was ended with its process."""


class Died(Exception):
    """The process that worked on the task ended on its own."""


class Task(Future[T], Generic[T]):
    """A result that is not there yet; waiting for it moves the pool."""

    def __init__(self, pool: WarmPool, work: tuple[Any, ...]) -> None:
        super().__init__()
        self.pool = pool
        self.work = work

    def result(self, timeout: float | None = None) -> T:
        """The result, or what was raised; ``TimeoutError`` after ``timeout`` seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while not self.done():
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                break
            self.pool.move(left)
        return super().result(timeout=0)


@dataclass
class Worker:
    """One process, the pipe to it, and what it works on until when."""

    process: BaseProcess
    pipe: Connection
    task: Task[Any] | None = None
    deadline: float = 0.0

    def end(self) -> None:
        """Kill the process and forget it."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class WarmPool(Executor):
    """``jobs`` processes that keep what they have imported; ``limit`` seconds a task.

    ``prepare`` runs once in this process before the first of them is forked.
    """

    def __init__(
        self,
        jobs: int,
        limit: float,
        prepare: Callable[[], None] = lambda: None,
        memory: int = MEMORY,
    ) -> None:
        self.jobs = max(1, jobs)
        self.limit = limit
        self.prepare = prepare
        self.prepared = False
        self.memory = memory
        self.waiting: deque[Task[Any]] = deque()
        self.workers: list[Worker] = []
        self.forks = "fork" in get_all_start_methods()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue ``fn(*args, **kwargs)``; all of it must be picklable."""
        task: Task[T] = Task(self, (fn, args, kwargs))
        self.waiting.append(task)
        self.hand_out()
        return task

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all workers; with ``wait``, after what is queued has been done."""
        if cancel_futures:
            while self.waiting:
                self.waiting.popleft().cancel()
        while wait and (self.waiting or any(worker.task for worker in self.workers)):
            self.move(None)
        while self.workers:
            self.workers.pop().end()

    def abandon(self) -> None:
        """End all workers and forget what is queued."""
        self.shutdown(wait=False, cancel_futures=True)

    def hand_out(self) -> None:
        """Give waiting tasks to idle workers, starting workers up to ``jobs``."""
        while self.waiting:
            worker = next((worker for worker in self.workers if worker.task is None), None)
            if worker is None:
                if len(self.workers) >= self.jobs:
                    return
                worker = self.start()
            task = self.waiting.popleft()
            if task.set_running_or_notify_cancel():
                worker.task, worker.deadline = task, time.monotonic() + self.limit
                try:
                    worker.pipe.send(task.work)
                except (OSError, EOFError):
                    self.lose(worker, Died("the worker process had ended"))

    def start(self) -> Worker:
        """A new worker process."""
        if not self.prepared:
            self.prepare()
            self.prepared = True
        context = get_context("fork") if self.forks else get_context("spawn")
        here, there = context.Pipe()
        copied = [here, *(worker.pipe for worker in self.workers)] if self.forks else []
        process = context.Process(target=work, args=(there, copied, self.memory), daemon=True)
        process.start()
        there.close()
        worker = Worker(process, here)
        self.workers.append(worker)
        return worker

    def move(self, timeout: float | None) -> None:
        """Wait until something happens, for ``timeout`` seconds at most, and deal with it."""
        self.hand_out()
        busy = [worker for worker in self.workers if worker.task is not None]
        now = time.monotonic()
        patience = min((worker.deadline - now for worker in busy), default=0.0)
        patience = max(0.0, patience if timeout is None else min(patience, timeout))
        ready = wait([worker.pipe for worker in busy], patience)
        for worker in busy:
            if worker.pipe in ready:
                self.receive(worker)
            elif time.monotonic() >= worker.deadline:
                self.lose(worker, OutOfTime(f"stopped after {self.limit:.3g} s"))
        self.hand_out()

    def receive(self, worker: Worker) -> None:
        """Take the answer of ``worker``, or note that it died."""
        task = worker.task
        if task is None:
            return
        try:
            value, error = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(1.0)
            self.lose(worker, Died(ending(worker.process.exitcode)))
            return
        worker.task = None
        if error is None:
            task.set_result(value)
        else:
            task.set_exception(error)

    def lose(self, worker: Worker, why: Exception) -> None:
        """End ``worker``; its task fails because of ``why``."""
        self.workers.remove(worker)
        worker.end()
        if worker.task is not None:
            worker.task.set_exception(why)


def ending(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"the worker process was ended by {signal.Signals(-code).name}"
    return f"the worker process ended with status {code}"


def work(pipe: Connection, copied: list[Connection], memory: int) -> None:
    """What a worker does: take a task, answer, until the pipe closes.

    The ends of pipes that a fork ``copied`` are closed, so that each has one owner.
    """
    for end in copied:
        with suppress(OSError):
            end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(memory)
    while True:
        try:
            function, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        with Boundary(pipe):
            pipe.send((function(*args, **kwargs), None))


@dataclass(frozen=True)
class Boundary:
    """The edge of a process: whatever a task raises leaves it as an answer, not as a trace."""

    pipe: Connection

    def __enter__(self) -> None:
        """Nothing to begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> bool:
        """Send ``error`` as the answer; only a broken pipe ends the worker."""
        if error is None:
            return True
        if isinstance(error, BrokenPipeError):
            return False
        detail = str(error).strip().split("\n", 1)[0][:200]
        self.pipe.send((None, Died(f"{type(error).__name__}: {detail}".rstrip(": "))))
        return True


def limit_memory(extra: int) -> None:
    """Allow this process ``extra`` bytes more than it has; nothing where that is unknown."""
    try:
        import resource
        from pathlib import Path

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + extra
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (ImportError, OSError, ValueError):
        return
