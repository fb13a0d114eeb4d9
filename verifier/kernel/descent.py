"""Induction along an index, for functions that are given by recursion.

TRUSTED. Guarantee: as ``steps``; the rule's docstring is its inference figure.
"""

from __future__ import annotations

from verifier.claim import Forall, Recursion
from verifier.kernel import facts, loading, steps, wording
from verifier.kernel.domain import needs
from verifier.kernel.reading import EMPTY
from verifier.kernel.state import State
from verifier.terms import Dependent, Derivative, Index, Relation, Term, number
from verifier.traversal import free_indices, free_names, replace


def descent(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """Along an index, from one end of its range, for functions given by recursion.

        P(b)    l < b, P(l+1) |- P(l)
        -----------------------------
          P(l) for every l in a..b

    With ``from`` = ``lower``: P(a), and l > a, P(l-1) |- P(l). P is an equation whose left side
    is an unknown function or its derivative; it is shown, and so may be used, for all values of
    what the function depends on: not where anything else is assumed of those, or of l.
    """
    named = steps.read_term(replay, proof.get("index"))
    upward = proof.get("from") == "lower"
    index = next((free for free in free_indices(relation) if free == named), None)
    if index is None:
        raise steps.StepFailure("descent", "not a free index of the claim")
    if relation.operator != "=" or needs(relation.left) or needs(relation.right):
        raise steps.StepFailure("descent", "only for equations that are defined everywhere")
    left = _as_function(relation.left)
    over = {quantity.name for quantity in left.over}
    over |= {other.name for other in _generalised(relation, index)}
    for assumption in replay.claim.assumptions:
        mentioned = free_names(assumption)
        if isinstance(assumption, Forall):
            mentioned -= {bound.name for bound in assumption.indices}
        if not isinstance(assumption, Recursion) and (over | {index.name}) & mentioned:
            raise steps.StepFailure("descent", "an assumption is about what must be arbitrary")
    end, neighbour = (index.lower, number(-1)) if upward else (index.upper, number(1))
    replay.say(depth, f"base: {index.name} = {wording.words(end)}")
    base = loading.load(replay.claim, state.table)
    facts.assume_condition(base, Relation("=", index, end), EMPTY, None)
    if not base.contradiction:
        steps.verify(replay, base, relation, proof.get("base"), depth + 1)
    sign = "-" if upward else "+"
    replay.say(depth, f"step: {index.name}, given {index.name} {sign} 1")
    step = loading.load(replay.claim, state.table)
    inside = Relation(">" if upward else "<", index, end)
    facts.assume_condition(step, inside, EMPTY, None)
    step.recursions.append((_hypothesis(relation, left, index, index + neighbour), None))
    if not step.contradiction:
        steps.verify(replay, step, relation, proof.get("step"), depth + 1)
    state.use("induction")
    state.used.update(base.used | step.used)
    state.assumptions_used.update(base.assumptions_used | step.assumptions_used)


def _generalised(relation: Relation, index: Index) -> tuple[Index, ...]:
    """The free indices for all of which the hypothesis is used; those in the range stay."""
    fixed = {index, *free_indices((index.lower, index.upper))}
    return tuple(other for other in free_indices(relation) if other not in fixed)


def _as_function(term: Term) -> Dependent:
    """F, or dF/dv as the function ``F`` with one more partial derivative."""
    match term:
        case Dependent():
            return term
        case Derivative(body, variable):
            inner = _as_function(body)
            return Dependent(inner.family, inner.indices, inner.over, (*inner.partials, variable))
        case _:
            raise steps.StepFailure("descent", "the left side is no unknown function")


def _hypothesis(relation: Relation, left: Dependent, index: Index, value: Term) -> Recursion:
    """The claim at the neighbouring value of the index, for every other free index."""
    others = _generalised(relation, index)
    renamed: list[Index] = []
    moved, right = replace(left, index, value), replace(relation.right, index, value)
    for other in others:
        there = replace(other, index, value)
        assert isinstance(there, Index)
        fresh = Index(f"{other.name}@", there.lower, there.upper)
        moved, right = replace(moved, there, fresh), replace(right, there, fresh)
        renamed.append(fresh)
    assert isinstance(moved, Dependent)
    return Recursion(tuple(renamed), moved, right)
