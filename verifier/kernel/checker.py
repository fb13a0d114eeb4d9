"""``check(claim, proof)``: replay a proof, step by step.

TRUSTED. Guarantee: ``Accepted`` means that the claim's relation holds for all
dimensions, indices and inputs that its assumptions admit, wherever both sides
are defined; and that the two sides are defined at the same such points, but for
the conditions that are listed. Anything else is ``Rejected`` with the step.

A proof is a tree of dictionaries; ``rule`` names an entry of ``rule_table.rules()``.
"""

from __future__ import annotations

from verifier.claim import Claim
from verifier.kernel import loading
from verifier.kernel.conditions import Key, assume_pending, open_conditions, pending
from verifier.kernel.outcome import Accepted, OpenCondition, Rejected
from verifier.kernel.rule_table import rules
from verifier.kernel.state import FinerAngle, Refusal, Table
from verifier.kernel.steps import Replay, StepFailure, verify
from verifier.kernel.work import Budget, Exhausted
from verifier.terms import And, Condition, Relation
from verifier.traversal import free_names

RESTARTS = 12
"""How often an angle's unit may become finer before the check gives up."""
TOO_DEEP = "the claim is nested too deeply"


def check(claim: Claim, proof: object, budget: Budget | None = None) -> Accepted | Rejected:
    """Accept or reject ``proof`` for ``claim``, with ``budget`` for work (default ``LIMIT``).

    A smaller budget may reject what a larger one accepts, never the other way round.
    """
    table = Table(work=budget or Budget())
    for _ in range(RESTARTS):
        try:
            return _check(claim, proof, table)
        except FinerAngle:
            continue
        except StepFailure as failure:
            return Rejected(failure.step, failure.reason)
        except Refusal as refusal:
            return Rejected("reading", str(refusal))
        except Exhausted as exhausted:
            return Rejected("work", str(exhausted))
        except RecursionError:
            return Rejected("reading", TOO_DEEP)
    return Rejected("reading", "angles in too many different units")


def _check(claim: Claim, proof: object, table: Table) -> Accepted:
    if any("@" in name for name in free_names((claim.relation, claim.assumptions))):
        raise StepFailure("reading", "a name with @")
    state = loading.load(claim, table)
    if state.contradiction:
        raise StepFailure("contradictory-assumptions", state.contradiction)
    replay = Replay(claim, rules())
    found: dict[Key, OpenCondition] = {}
    for relation, part in _parts(claim.relation, proof):
        needed = pending(state, relation)
        for key, condition in open_conditions(state, needed).items():
            known = found.get(key)
            if known is None or (known.thin and not condition.thin):
                found[key] = condition
        branch = state.branch()
        assume_pending(branch, needed)
        if branch.contradiction:
            raise StepFailure("empty-domain", "the two sides are never defined together")
        verify(replay, branch, relation, part, 0)
    return Accepted(
        tuple(sorted(state.used)),
        tuple(sorted(state.all_used())),
        tuple(found.values()),
        tuple(replay.steps),
    )


def _parts(condition: Condition, proof: object) -> list[tuple[Relation, object]]:
    """The relations to prove, each with its proof."""
    if isinstance(condition, Relation):
        return [(condition, proof)]
    if isinstance(condition, And):
        match proof:
            case {"rule": "parts", "proofs": [*proofs]} if len(proofs) == len(condition.conditions):
                return [
                    pair
                    for part, inner in zip(condition.conditions, proofs, strict=True)
                    for pair in _parts(part, inner)
                ]
        raise StepFailure("parts", "a conjunction needs one proof for each of its parts")
    raise StepFailure("parts", "only relations and conjunctions of relations can be proved")
