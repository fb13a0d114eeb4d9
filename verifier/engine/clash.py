"""Which assumptions clash, when no point satisfies all of them.

Guarantee: the kernel finds a contradiction in the assumptions that are named, and in none
of the sets that lack one of them: a smallest clash, as far as the kernel sees clashes.
Limits: there may be another smallest clash; the first by position is named.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.claim import Assumption, Claim
from verifier.engine import wording
from verifier.engine.oracles import Context
from verifier.kernel.loading import load
from verifier.kernel.state import FinerAngle, Refusal, Table
from verifier.kernel.work import Budget, Exhausted

EFFORT = 20_000
"""Steps of work for one set of assumptions."""


def clash(claim: Claim, context: Context) -> str:
    """The smallest clash in words: ``$x > 0$ and $x < 0$ cannot both hold``; empty if unknown."""
    left = claim.assumptions
    if not _contradictory(claim, left):
        return ""
    for part in claim.assumptions:
        fewer = tuple(other for other in left if other is not part)
        if not context.late() and _contradictory(claim, fewer):
            left = fewer
    shown = [f"${wording.assumption(part)}$" for part in left]
    match shown:
        case [one]:
            return f"{one} never holds"
        case [one, other]:
            return f"{one} and {other} cannot both hold"
        case _:
            return f"{', '.join(shown[:-1])} and {shown[-1]} cannot all hold"


def _contradictory(claim: Claim, assumptions: tuple[Assumption, ...]) -> bool:
    table = Table(work=Budget(EFFORT))
    for _ in range(3):
        try:
            return bool(load(replace(claim, assumptions=assumptions), table).contradiction)
        except FinerAngle:
            continue
        except (Refusal, Exhausted, RecursionError):
            return False
    return False
