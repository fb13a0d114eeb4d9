"""One worker process: it takes a task, answers, and takes the next one.

Guarantee: whatever a task raises is an answer; memory is limited where the system can.
A worker whose owner has vanished ends: at once when it is idle, else when the time of
its task is over (the alarm of the operating system, which no code can put off).

    owner -> worker   (seconds, function, arguments, keywords)
    worker -> owner   (ALIVE, None)*  then  (ANSWER, value) or (FAILURE, Died)

Started as ``python -m verifier.engine.worker PIPE TRACE MEMORY`` or by a fork.
"""

from __future__ import annotations

import faulthandler
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verifier.engine.limits import Died

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ALIVE, ANSWER, FAILURE = "alive", "answer", "failure"

ENDING = (signal.SIGINT, signal.SIGTERM)
"""The signals that end a run, which its owner holds back while a worker is forked."""

BEAT = 0.2
"""Seconds between two signs of life."""
GRACE = 2.0
"""Seconds after the end of its time at which a task is ended without its owner."""


@dataclass
class Life:
    """The task that this process works on: whom to tell that it gets on, and until when."""

    pipe: Connection | None = None
    seconds: float = 0.0
    told: float = 0.0


LIFE = Life()


def alive() -> None:
    """The task gets on: its time begins anew. Says nothing outside of a worker."""
    now = time.monotonic()
    if LIFE.pipe is None or now - LIFE.told < BEAT:
        return
    LIFE.told = now
    alarm(LIFE.seconds)
    LIFE.pipe.send((ALIVE, None))


def alarm(seconds: float) -> None:
    """Let the system end this process after ``seconds`` and a grace; 0: never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE if seconds else 0.0)


def work(pipe: Connection, copied: list[Connection], trace: int, memory: int) -> None:
    """Take tasks from ``pipe`` and answer them until it closes.

    The ends of pipes that a fork ``copied`` are closed, so that each has one owner. On
    a signal, or a crash, the place where the task is goes to the file ``trace``.
    """
    for end in copied:
        with suppress(OSError):
            end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    faulthandler.enable(file=trace, all_threads=False)
    if hasattr(faulthandler, "register"):
        faulthandler.register(signal.SIGUSR1, file=trace, all_threads=False)
    limit_memory(memory)
    LIFE.pipe = pipe
    with suppress(BrokenPipeError):  # nobody is left to answer
        while True:
            try:
                seconds, function, args, kwargs = pipe.recv()
            except (EOFError, OSError):
                return
            LIFE.seconds, LIFE.told = seconds, time.monotonic()
            alarm(seconds)
            with Boundary(pipe):
                pipe.send((ANSWER, function(*args, **kwargs)))
            alarm(0.0)


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
        self.pipe.send((FAILURE, Died(f"{type(error).__name__}: {detail}".rstrip(": "))))
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


def ending(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"the worker process was ended by {signal.Signals(-code).name}"
    return f"the worker process ended with status {code}"


if __name__ == "__main__":
    from multiprocessing.connection import Connection

    from verifier.engine import worker

    # not this copy of the module, so that exceptions have the class that the owner knows
    given = [int(text) for text in sys.argv[1:]]
    worker.work(Connection(given[0]), [], given[1], given[2])
