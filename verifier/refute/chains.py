"""What a chain ``a = b = c`` teaches: its first wrong step, and whether its ends agree.

Guarantee: ``first_wrong`` is the first step that was refuted or says nothing; the ends are
``equal`` only where that was proved, ``different`` only where numbers refute it. Two
errors that cancel are still two errors: a wrong step stays wrong when the ends agree.
Limits: chains of equations between single quantities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from verifier.claim import Claim, IllFormed
from verifier.numeric import cross_check
from verifier.refute.repair import Proves
from verifier.terms import Relation
from verifier.verdict import Verdict

SECONDS = 1.0
POINTS = 16


@dataclass(frozen=True)
class ChainLesson:
    """The steps of a chain that are wrong, by their position from 1."""

    wrong: tuple[int, ...]
    """At least one."""
    ends: Literal["equal", "different", "unknown"]
    """Whether the last member of the chain is the first one again."""

    @property
    def first_wrong(self) -> int:
        """The position of the first wrong step."""
        return self.wrong[0]


def chain_lesson(
    steps: Sequence[tuple[Claim | IllFormed, Verdict]], proves: Proves, *, ends: float
) -> ChainLesson | None:
    """What there is to say of a chain; None when no step is wrong."""
    wrong = tuple(
        at
        for at, (_, verdict) in enumerate(steps, 1)
        if verdict.outcome in ("refuted", "ill-formed")
    )
    return ChainLesson(wrong, _ends(steps, proves, ends)) if wrong else None


def _ends(
    steps: Sequence[tuple[Claim | IllFormed, Verdict]], proves: Proves, ends: float
) -> Literal["equal", "different", "unknown"]:
    claims = [item for item, _ in steps if isinstance(item, Claim)]
    relations = [claim.relation for claim in claims if isinstance(claim.relation, Relation)]
    if len(relations) < len(steps) or any(r.operator != "=" for r in relations):
        return "unknown"
    whole = replace(claims[0], relation=Relation("=", relations[0].left, relations[-1].right))
    if cross_check(whole, points=POINTS, deadline=SECONDS).refutation is not None:
        return "different"
    return "equal" if proves(whole, ends) else "unknown"
