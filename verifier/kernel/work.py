"""How much work one check may do.

TRUSTED. Guarantee: every loop of the kernel whose length the claim decides charges its
steps to one ``Budget``, which ends the check by ``Exhausted`` once they are too many. Steps
are counted, not timed: the same claim and proof meet the limit alike on every machine.

A step is about one term of one polynomial looked at. ``Exhausted`` is no ``Refusal``: no
rule that tries something else after a refusal catches it, so the check ends at once.
"""

from __future__ import annotations

LIMIT = 2_000_000
"""Steps that one check may make, a minute or so; long derivations need a hundredth of that."""


class Exhausted(Exception):
    """The budget of work is used up; says nothing about the claim."""


class Budget:
    """Counts steps, and ends the work when they are more than ``limit``."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.spent = 0
        self.limit = limit
        self.mark = limit
        """Steps at which somebody has to look again."""

    def charge(self, steps: int) -> None:
        """Count ``steps`` about to be made."""
        self.spent += steps
        if self.spent > self.mark:
            self.look()

    def look(self) -> None:
        """Raise ``Exhausted`` when no work is left."""
        if self.spent > self.limit:
            raise Exhausted("more work than one claim may take")
