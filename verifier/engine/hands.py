"""The processes of this machine, started when there is something to do for them.

Guarantee: a run in which everything is remembered starts none, and imports nothing for it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from verifier.engine.settings import Settings

if TYPE_CHECKING:
    from verifier.engine.pool import WarmPool


class Hands:
    """A warm pool that is made when it is asked for; a context that ends it."""

    def __init__(self, settings: Settings, *, fork: bool) -> None:
        """``fork``: whether no other thread will run, which a fork would leave half done."""
        self.settings = settings
        self.fork = fork
        self.jobs = settings.workers

    @cached_property
    def pool(self) -> WarmPool:
        """The pool."""
        from verifier.engine.pool import WarmPool

        limit, memory = self.settings.hard_limit, self.settings.memory
        return WarmPool(self.jobs, limit, warm, memory, self.fork)

    def abandon(self) -> None:
        """End the pool, if there is one, whatever it still has to do."""
        if "pool" in self.__dict__:
            self.pool.abandon()

    def __enter__(self) -> Hands:
        return self

    def __exit__(self, *error: object) -> None:
        self.abandon()


def warm() -> None:
    """Import what reading and judging need, once, before processes are forked."""
    from verifier.engine.oracles import oracles
    from verifier.read import python_files

    oracles()
    del python_files
