"""Finding proofs.

Guarantee: none but that ``Found`` carries what the kernel accepted. The search
reads both sides with the kernel's own rules, looks at what is left of their
difference, and splits, rewrites or differentiates accordingly:
same normal form -> signs -> cases of what is left -> constant derivative ->
induction -> antiderivatives -> combinations of given equations.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from verifier.claim import Claim
from verifier.kernel import Accepted, Rejected, check
from verifier.kernel.checker import TOO_DEEP
from verifier.kernel.state import FinerAngle, Refusal
from verifier.kernel.work import Exhausted
from verifier.prove import (
    calculus,
    creative,
    eigen,
    endless,
    factors,
    ideal,
    instances,
    integrals,
    lagrange,
    matrices,
    recursions,
    sums,
    tactics,
)
from verifier.prove.goal import Goal, Session, Timed
from verifier.prove.solve import EFFORT, solve
from verifier.terms import And, Condition, Relation, Term

DEFAULT_SECONDS = 8.0
LAST_CHECK_SECONDS = 0.5
"""What the kernel may take for a proof found when the time is all but up."""


@dataclass(frozen=True)
class Found:
    """A proof as plain data, and the kernel's answer to it."""

    proof: object
    checked: Accepted


@dataclass(frozen=True)
class NotFound:
    """What was tried; ``residual`` is what is left of left - right, when known.

    ``ill_formed`` says why the claim states nothing (assumptions that clash, sides
    that are never defined together); empty otherwise.
    """

    tried: tuple[str, ...]
    residual: Term | None = None
    ill_formed: str = ""
    reasons: tuple[str, ...] = field(default=())


def prove(claim: Claim, *, deadline: float | None = None) -> Found | NotFound:
    """Search for a proof until ``deadline`` (a ``time.monotonic`` value)."""
    limit = time.monotonic() + DEFAULT_SECONDS
    limit = limit if deadline is None else min(limit, deadline)
    direct = _direct(claim.relation)
    answer = check(claim, direct, Timed(limit))
    if isinstance(answer, Accepted):
        return Found(direct, answer)
    if answer.step in ("contradictory-assumptions", "empty-domain"):
        return NotFound((), ill_formed=f"[{answer.step}] {answer.reason}")
    if time.monotonic() > limit:
        return NotFound(("normal forms", answer.reason))
    tried = ["normal forms"]
    residual: Term | None = None
    proofs: list[object] = []
    session = Session(claim, limit)
    for relation in _relations(claim.relation):
        try:
            goal = Goal.of_claim(session, relation)
            proof = _search(goal, tried)
            residual = None if proof is not None else goal.residual_term()
        except RecursionError:
            return NotFound((*tried, TOO_DEEP), None, reasons=(answer.reason,))
        except (Refusal, Exhausted) as refusal:
            return NotFound((*tried, str(refusal)), None, reasons=(answer.reason,))
        if proof is None:
            return NotFound(tuple(dict.fromkeys(tried)), residual, reasons=(answer.reason,))
        proofs.append(proof)
    whole = _assemble(claim.relation, iter(proofs))
    answer = check(claim, whole, Timed(max(limit, time.monotonic() + LAST_CHECK_SECONDS)))
    if isinstance(answer, Rejected):
        return NotFound((*tried, f"{answer.step}: {answer.reason}"), residual)
    return Found(whole, answer)


def _direct(condition: Condition) -> object:
    match condition:
        case And(parts):
            return {"rule": "parts", "proofs": [_direct(part) for part in parts]}
        case Relation("=", _, _):
            return {"rule": "equal"}
        case _:
            return {"rule": "sign"}


def _relations(condition: Condition) -> list[Relation]:
    if isinstance(condition, Relation):
        return [condition]
    if isinstance(condition, And):
        return [relation for part in condition.conditions for relation in _relations(part)]
    return []


def _assemble(condition: Condition, proofs: Iterator[object]) -> object:
    if isinstance(condition, And):
        return {
            "rule": "parts",
            "proofs": [_assemble(part, proofs) for part in condition.conditions],
        }
    return next(proofs, {"rule": "equal"})


TACTICS: tuple[tuple[str, Callable[[Goal], object | None]], ...] = (
    ("case distinctions", tactics.cases_tactic),
    ("given alternatives", lambda goal: tactics.alternatives(goal, solve)),
    ("inverses of matrices", matrices.matrices),
    ("Lagrange's identity", lagrange.lagrange),
    ("inequalities by induction", lambda goal: sums.first_by_induction(goal, solve)),
    ("inequalities", solve),
    ("what holds for every index", instances.instances),
    ("given equations", ideal.combination),
    ("given equations put aside", instances.equations),
    ("given equations of vectors", eigen.eigen),
    ("definite matrices", eigen.definite),
    ("constant by derivative", calculus.constant),
    ("series", lambda goal: endless.endless(goal, EFFORT, solve)),
    ("telescoping sums", lambda goal: sums.telescoping(goal, EFFORT, solve)),
    ("induction", lambda goal: sums.induction(goal, EFFORT, solve)),
    ("creative telescoping", lambda goal: creative.creative(goal, solve)),
    ("induction along an index", lambda goal: recursions.descent(goal, solve)),
    ("integrals", lambda goal: integrals.integrals(goal, EFFORT, solve)),
    ("factors and signs", factors.factors),
)
RESTARTS = 12
"""How often the search begins anew because an angle needs a finer unit."""


def _search(goal: Goal, tried: list[str]) -> object | None:
    for _ in range(RESTARTS):
        try:
            return _try_tactics(goal, tried)
        except FinerAngle:
            goal.session.restart()
        except Exhausted as exhausted:
            tried.append(str(exhausted))
            return None
    return None


def _try_tactics(goal: Goal, tried: list[str]) -> object | None:
    for name, tactic in TACTICS:
        tried.append(name)
        try:
            proof = tactic(goal)
        except (Refusal, RecursionError):
            continue
        if proof is not None:
            return proof
    return None
