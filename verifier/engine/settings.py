"""How to judge: what the command line and the configuration add up to.

Guarantee: the same settings and files give the same verdicts, but for limits of time.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from verifier.engine.results import Policy

MEMORY = 4 * 2**30
"""Bytes that a worker process may take when nobody says otherwise."""

DEFAULT_TIMEOUT = 10.0
"""Seconds a claim may take when nobody says otherwise."""


@dataclass(frozen=True)
class Settings:
    """How to judge: the same settings and files give the same verdicts."""

    root: Path = Path()
    select: tuple[str, ...] = ()
    seed: int = 0
    timeout: float = DEFAULT_TIMEOUT
    """Seconds a claim may take."""
    jobs: int = 0
    """Worker processes; 0: as many as there are processors."""
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    cache: bool = True
    """Whether verdicts of earlier runs count."""
    memory: int = MEMORY
    """Bytes that a worker process may take beyond what it starts with."""
    cluster: str = ""
    """Address of the Dask scheduler whose workers judge; empty: this machine judges."""
    whole: bool = False
    """Whether all of the project is judged: what no claim answers to is then unused."""
    mutants: int = 0
    """Mutants of each proved claim for the mutation score; 0: none is computed."""
    policy: Policy = field(default_factory=Policy)

    @property
    def workers(self) -> int:
        """How many processes may work at once."""
        if self.jobs:
            return self.jobs
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1

    @property
    def hard_limit(self) -> float:
        """Seconds after which a claim is stopped that does not keep its deadlines itself."""
        return 1.5 * self.timeout + 1.0
