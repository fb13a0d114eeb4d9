"""How a task ends that exceeds its limits.

Guarantee: each says in a few words what happened, and where as far as that is known.
"""

from __future__ import annotations

LONGEST = 1e6
"""Seconds that a claim may be given at most: what every system can wait for in one go."""


class OutOfTime(Exception):
    """The task exceeded its time and was ended with its process."""

    trace = ""
    """Where it was, innermost frame first, as ``faulthandler`` writes it; empty: unknown."""


class Died(Exception):
    """The process that worked on the task ended on its own."""

    trace = ""
    """See ``OutOfTime``."""
