"""Refuting a strict relation whose sides are equal: no two enclosures of them are disjoint.

Guarantee: a counterexample comes back only when the kernel accepts a proof of the opposite
relation, and a point is found that the assumptions admit, where both sides are certainly
defined and every condition of that proof certainly holds. There the claim fails.

    a = b or a >= b is proved, and p is admissible   ⟹   a < b fails at p

Limits: the proof of the opposite is not saved, so that ``verify recheck`` does not replay it.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.claim import Claim
from verifier.engine.oracles import Context, Crash, attempt, left
from verifier.kernel.outcome import Accepted
from verifier.terms import And, Condition, Relation, number
from verifier.verdict import Counterexample

OPPOSITES: dict[str, tuple[str, ...]] = {"<": ("=", ">="), ">": ("=", "<="), "!=": ("=",)}
"""What contradicts a strict relation, the stronger first."""
WORDS = {"=": "both sides are equal", ">=": "left >= right", "<=": "left <= right"}
SHARE = 0.3
"""Of the time left, for one proof of an opposite."""


def disproved(claim: Claim, context: Context) -> Counterexample | None:
    """A point at which one part of ``claim`` fails by a proof of its opposite."""
    for part in _parts(claim.relation):
        for operator in OPPOSITES.get(part.operator, ()):
            if context.late():
                return None
            accepted = _proof_of(replace(claim, relation=replace(part, operator=operator)), context)
            if accepted is not None:
                return _point(claim, part, operator, accepted, context)
    return None


def _parts(condition: Condition) -> list[Relation]:
    match condition:
        case Relation():
            return [condition]
        case And(parts):
            return [relation for part in parts for relation in _parts(part)]
        case _:
            return []


def _proof_of(claim: Claim, context: Context) -> Accepted | None:
    from verifier.prove import Found

    end = context.end - (1 - SHARE) * left(context.end)
    found = attempt("the search for a proof of the opposite", lambda: context.ask.prove(
        claim, deadline=end))  # fmt: skip
    return found.checked if isinstance(found, Found) else None


def _point(
    claim: Claim, part: Relation, operator: str, accepted: Accepted, context: Context
) -> Counterexample | None:
    """An admissible point where both sides have values and the proof says what they are."""
    from verifier.numeric.evaluate import evaluate_at

    conditions = tuple(each.condition for each in accepted.conditions)
    apart = replace(part, operator="=", right=part.right + number(1 if operator == "<=" else -1))
    where = replace(claim, relation=apart, assumptions=(*claim.assumptions, *conditions))
    found = attempt(
        "the search for an admissible point",
        lambda: context.ask.smallest(where, seed=context.seed, deadline=left(context.end)),
    )
    if found is None or isinstance(found, Crash):
        return None
    right = found.lhs
    if operator != "=":
        whole = replace(claim, relation=part)
        values = attempt(
            "the value of a side",
            lambda: evaluate_at(whole, found.dimensions, found.point, found.indices),
        )
        right = "?" if isinstance(values, Crash) else values[1].text(8)
    return replace(
        found, rhs=right, fails_when=f"{WORDS[operator]}: proved by the kernel, not saved"
    )
