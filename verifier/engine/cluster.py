"""The same run on a Dask cluster: ``verify check PATH --cluster tcp://scheduler:8786``.

Guarantee: verdicts are those of a run on this machine. Each thread of a Dask worker
keeps one warm process of its own in which it judges a claim at a time, so that the
limits of time and memory hold there as here and no claim can take a Dask worker down.
A claim whose Dask worker vanishes is given to another; nobody's answer is used twice,
since each claim has one future. What the cluster cannot answer at all is judged here.

Limits: files are read here, so the workers need ``verifier`` (the same program, which is
checked, and the same libraries) but not the derivations.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from verifier.engine.fingerprint import program
from verifier.engine.limits import Died
from verifier.engine.pool import WarmPool
from verifier.engine.settings import Settings

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as Answer

T = TypeVar("T")
P = ParamSpec("P")

PATIENCE = 5.0
"""Seconds that a scheduler has to answer, and that a cluster may be without a worker."""

INSTALL = "pip install 'verifier[dask]'"


class NoCluster(Exception):
    """There is no cluster that could be used; the message says why and what to do."""


class Lost(BrokenExecutor):
    """The cluster cannot answer any more."""


class Cluster(Executor):
    """The workers of the Dask scheduler at ``address`` (``tcp://host:port``)."""

    def __init__(self, address: str, settings: Settings) -> None:
        try:
            from distributed import Client
            from distributed.comm.addressing import get_address_host_port
        except ImportError as error:
            raise NoCluster(f"--cluster needs the package distributed: {INSTALL}") from error
        try:
            get_address_host_port(address if "://" in address else f"tcp://{address}")
            client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            reason = str(error).strip().split("\n", 1)[0]
            raise NoCluster(f"no Dask scheduler answers at {address}: {reason}") from error
        self.client: Client = client
        self.seconds, self.memory = settings.hard_limit, settings.memory
        try:
            self.jobs = self.strength(address)
        except NoCluster:
            client.close()
            raise

    def strength(self, address: str) -> int:
        """How many claims the cluster judges at a time; ``NoCluster`` where it can none."""
        from distributed import TimeoutError as TooLate

        try:
            self.client.wait_for_workers(1, timeout=PATIENCE)
            programs = self.client.run(program)
        except TooLate as error:
            raise NoCluster(f"the Dask scheduler at {address} has no workers") from error
        except ImportError as error:
            raise NoCluster(f"the Dask workers cannot import verifier: {error}") from error
        other = sorted(worker for worker, found in programs.items() if found != program())
        if other:
            named = ", ".join(other)
            raise NoCluster(f"not the same verifier, Python or SymPy as here: {named}")
        threads: int = sum(self.client.nthreads().values())
        return max(1, threads)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """``fn(*args, **kwargs)`` in a process of some worker."""
        limits = (self.seconds, self.memory, program())
        task = self.client.submit(isolated, limits, fn, args, kwargs, pure=False)
        return Remote(self, task)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; what it still works on is cancelled."""
        self.client.close(timeout=PATIENCE)

    @property
    def empty(self) -> bool:
        """Whether no worker is left."""
        return not self.client.nthreads()


class Remote(Future[T]):
    """The answer of one task of a cluster."""

    def __init__(self, cluster: Cluster, task: Answer[T]) -> None:
        super().__init__()
        self.cluster = cluster
        self.task = task

    def done(self) -> bool:
        """Whether ``result`` need not wait."""
        return bool(self.task.done())

    def result(self, timeout: float | None = None) -> T:
        """The answer, or what was raised; ``Lost`` when there will be none."""
        from distributed import CancelledError, KilledWorker
        from distributed import TimeoutError as TooLate

        while True:
            try:
                found: T = self.task.result(timeout=PATIENCE if timeout is None else timeout)
            except TooLate:
                if timeout is not None:
                    raise NotYet from None
                if self.task.cancelled() or self.cluster.empty:
                    raise Lost("no worker of the cluster is left") from None
            except (CancelledError, KilledWorker, OSError) as error:
                raise Lost(f"the cluster lost the claim: {type(error).__name__}") from error
            else:
                return found


# -- in a Dask worker --------------------------------------------------------------------

HERE = threading.local()
"""The pool of one process that a thread of a Dask worker keeps."""


def isolated(
    limits: tuple[float, int, str],
    function: Callable[..., T],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> T:
    """``function(*args, **kwargs)`` within ``limits``, in a process of its own."""
    seconds, memory, caller = limits
    if caller != program():
        raise Died("the Dask worker runs another version of verifier")
    from verifier.engine.hands import warm

    pool: WarmPool | None = getattr(HERE, "pool", None)
    if pool is None or pool.memory != memory:
        pool = HERE.pool = WarmPool(1, seconds, warm, memory, fork=False)
    pool.limit = seconds
    return pool.submit(function, *args, **kwargs).result()
