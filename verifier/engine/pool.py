"""A warm pool of worker processes in which each task has limits that hold.

Guarantee: a task that exceeds its time is killed with its process, whatever it is
doing, and one that takes its process down loses no other task; the clock of a task
starts when a worker takes it. Memory is limited per worker where the system can.

The pool has the shape of ``concurrent.futures.Executor`` but no thread: waiting for a
result is what moves it, so workers can be forked at any time without risk.

Limits: results come back only while somebody waits for one of them. Where forking is
not safe (other threads run) or not possible, workers start anew and import for themselves.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

from verifier.engine.limits import Died, OutOfTime
from verifier.engine.settings import MEMORY
from verifier.engine.worker import ALIVE, ANSWER, ENDING, ending, work

T = TypeVar("T")
P = ParamSpec("P")

WARM_UP = 60.0
"""Seconds that a worker which is started anew may take to import what it needs."""
TRACING = 0.3
"""Seconds that a stopped task has to say where it is."""


class Task(Future[T], Generic[T]):
    """A result that is not there yet; waiting for it moves the pool."""

    def __init__(self, pool: WarmPool, seconds: float, work: tuple[Any, ...]) -> None:
        super().__init__()
        self.pool = pool
        self.seconds = seconds
        self.work = work
        self.traced = False

    def result(self, timeout: float | None = None) -> T:
        """The result, or what was raised; ``TimeoutError`` after ``timeout`` seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while not self.done():
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                break
            self.pool.move(left)
        return super().result(timeout=0)


class WarmUp(Task[None]):
    """What a worker that was started anew does first."""


class Process(Protocol):
    """A running process, forked or started anew."""

    @property
    def pid(self) -> int | None:
        """Its number."""

    @property
    def exitcode(self) -> int | None:
        """How it ended: a status, or minus a signal; None while it runs."""

    def kill(self) -> None:
        """End it at once."""

    def join(self, timeout: float | None = None) -> None:
        """Wait until it has ended."""


class Started:
    """A process that was started anew, not forked."""

    def __init__(self, pipe: Connection, trace: int, memory: int) -> None:
        command = [sys.executable, "-m", "verifier.engine.worker"]
        self.process = subprocess.Popen(
            [*command, str(pipe.fileno()), str(trace), str(memory)],
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            pass_fds=(pipe.fileno(), trace),
        )

    @property
    def pid(self) -> int | None:
        """See ``Process``."""
        return self.process.pid

    @property
    def exitcode(self) -> int | None:
        """See ``Process``."""
        return self.process.poll()

    def kill(self) -> None:
        """See ``Process``."""
        self.process.kill()

    def join(self, timeout: float | None = None) -> None:
        """See ``Process``."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout)


@dataclass
class Worker:
    """One process, the pipe to it, and what it works on until when."""

    process: Process
    pipe: Connection
    trace: int
    task: Task[Any] | None = None
    deadline: float = 0.0

    def end(self) -> None:
        """Kill the process and forget it."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        os.close(self.trace)

    def place(self) -> str:
        """Where the process is, as far as it can still say."""
        if not hasattr(signal, "SIGUSR1") or self.process.pid is None:
            return ""
        os.kill(self.process.pid, signal.SIGUSR1)
        end, found = time.monotonic() + TRACING, ""
        while time.monotonic() < end:
            time.sleep(TRACING / 10)
            more = self.traced()
            if more and more == found:
                break
            found = more
        return found

    def traced(self) -> str:
        """What the process has said of where it is."""
        return os.pread(self.trace, 2**16, 0).decode("utf-8", "replace")


def nothing() -> None:
    """What need not be prepared."""


@contextmanager
def signals_held() -> Iterator[None]:
    """Within, an interruption waits: what it raises while a process forks would be lost."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class WarmPool(Executor):
    """``jobs`` processes that keep what they have imported; ``limit`` seconds a task.

    ``prepare`` runs once in this process before the first of them is forked; without
    ``fork`` each of them starts anew and runs it before its first task.
    """

    def __init__(
        self,
        jobs: int,
        limit: float,
        prepare: Callable[[], None] = nothing,
        memory: int = MEMORY,
        fork: bool = True,
    ) -> None:
        self.jobs = max(1, jobs)
        self.limit = limit
        self.prepare = prepare
        self.memory = memory
        self.waiting: deque[Task[Any]] = deque()
        self.later: deque[Task[Any]] = deque()
        self.workers: list[Worker] = []
        self.forks = fork and "fork" in get_all_start_methods()
        self.prepared = not self.forks

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue ``fn(*args, **kwargs)``; all of it must be picklable."""
        return self.queue(Task(self, self.limit, (fn, args, kwargs)))

    def trace(
        self, seconds: float, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """``submit`` with a limit of its own, done when nothing else waits.

        An ``OutOfTime`` says where the task was.
        """
        task: Task[T] = Task(self, seconds, (fn, args, kwargs))
        task.traced = True
        return self.queue(task)

    def queue(self, task: Task[T]) -> Future[T]:
        """``task``, to be done after those that wait and matter as much."""
        (self.later if task.traced else self.waiting).append(task)
        self.hand_out()
        return task

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all workers; with ``wait``, after what is queued has been done."""
        if cancel_futures:
            while task := self.first():
                task.cancel()
        while wait and (self.waiting or self.later or any(worker.task for worker in self.workers)):
            self.move(None)
        while self.workers:
            self.workers.pop().end()

    def abandon(self) -> None:
        """End all workers and forget what is queued."""
        self.shutdown(wait=False, cancel_futures=True)

    def first(self) -> Task[Any] | None:
        """The task that is next, taken from those that wait; None: none waits."""
        waiting = self.waiting or self.later
        return waiting.popleft() if waiting else None

    def hand_out(self) -> None:
        """Give waiting tasks to idle workers, starting workers up to ``jobs``."""
        while self.waiting or self.later:
            worker = next((worker for worker in self.workers if worker.task is None), None)
            if worker is None:
                if len(self.workers) >= self.jobs:
                    return
                worker = self.start()
            if worker.task is None and (task := self.first()):
                self.give(worker, task)

    def give(self, worker: Worker, task: Task[Any]) -> None:
        """Let ``worker`` do ``task``, whose clock starts now."""
        if not task.set_running_or_notify_cancel():
            return
        worker.task, worker.deadline = task, time.monotonic() + task.seconds
        try:
            worker.pipe.send((task.seconds, *task.work))
        except (OSError, EOFError):
            self.lose(worker, Died("the worker process had ended"))

    def start(self) -> Worker:
        """A new worker process."""
        if not self.prepared:
            self.prepare()
            self.prepared = True
        here, there = Pipe()
        trace, name = tempfile.mkstemp()
        Path(name).unlink()
        process: Process
        if self.forks:
            copied = [here, *(worker.pipe for worker in self.workers)]
            given = (there, copied, trace, self.memory)
            forked = get_context("fork").Process(target=work, args=given, daemon=True)
            with signals_held():
                forked.start()
            process = forked
        else:
            process = Started(there, trace, self.memory)
        there.close()
        worker = Worker(process, here, trace)
        self.workers.append(worker)
        if not self.forks:
            self.give(worker, WarmUp(self, WARM_UP, (self.prepare, (), {})))
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
                self.stop(worker)
        self.hand_out()

    def receive(self, worker: Worker) -> None:
        """Take the answer of ``worker``, or note that it goes on or died."""
        task = worker.task
        if task is None:
            return
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(1.0)
            died = Died(ending(worker.process.exitcode))
            died.trace = worker.traced()
            self.lose(worker, died)
            return
        if kind == ALIVE:
            worker.deadline = time.monotonic() + task.seconds
            return
        worker.task = None
        if kind == ANSWER:
            task.set_result(value)
        else:
            task.set_exception(value)

    def stop(self, worker: Worker) -> None:
        """End ``worker``, whose task has used up its time."""
        if worker.task is None:
            return
        why = OutOfTime(f"stopped after {worker.task.seconds:.3g} s")
        if worker.task.traced:
            why.trace = worker.place()
        self.lose(worker, why)

    def lose(self, worker: Worker, why: Exception) -> None:
        """End ``worker``; its task fails because of ``why``."""
        self.workers.remove(worker)
        worker.end()
        if worker.task is not None:
            worker.task.set_exception(why)
        if isinstance(worker.task, WarmUp) and (task := self.first()):
            task.set_exception(why)  # else another would be started for ever
