"""Induction along an index, for functions that are given by recursion.

TRUSTED. Guarantee: as ``steps``; the rule's docstring is its inference figure.
"""

from __future__ import annotations

from verifier.claim import Forall, Recursion
from verifier.kernel import facts, loading, steps, wording
from verifier.kernel.conditions import entailed
from verifier.kernel.domain import needs
from verifier.kernel.state import EMPTY, State
from verifier.terms import Dependent, Derivative, Index, Relation, Term, number
from verifier.traversal import free_indices, free_names, replace

MOST = 6
"""Largest number of earlier cases that a step may rest on."""


def descent(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """Along an index, from one end of its range, for functions given by recursion.

        P(b)    l < b, P(l+1) |- P(l)
        -----------------------------
          P(l) for every l in a..b

    With ``from`` = ``lower``: P(a), and l > a, P(l-1) |- P(l). With ``order`` = m, as many
    cases come first, and the step may use as many before it:

        P(a), ..., P(a+m-1)    l >= a+m, P(l-1), ..., P(l-m) |- P(l).

    An equation whose left side is an unknown function or its derivative is shown, and so may
    be used, for all values of what the function depends on and of the other indices: not where
    anything else is assumed of those. Any other relation is used as it stands. Nothing is
    assumed of l, and both sides are defined for every l.
    """
    index = _index(replay, relation, proof)
    cases, more = premises(replay, state, relation, proof)
    proofs = proof.get("base") if len(cases) > 1 else [proof.get("base")]
    if not isinstance(proofs, list) or len(proofs) != len(cases):
        raise steps.StepFailure("descent", "not one proof for each of the first cases")
    for (end, base), shown in zip(cases, proofs, strict=True):
        replay.say(depth, f"base: {index.name} = {wording.words(end)}")
        if not base.contradiction:
            steps.verify(replay, base, relation, shown, depth + 1)
    sign = "-" if proof.get("from") == "lower" else "+"
    before = " and ".join(f"{index.name} {sign} {step + 1}" for step in range(len(cases)))
    replay.say(depth, f"step: {index.name}, given {before}")
    if not more.contradiction:
        steps.verify(replay, more, relation, proof.get("step"), depth + 1)
    state.use("induction")
    for one in (*(base for _, base in cases), more):
        state.used.update(one.used)
        state.assumptions_used.update(one.assumptions_used)


def premises(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> tuple[list[tuple[Term, State]], State]:
    """What is known in each of the first cases, and in the step."""
    index, order = _index(replay, relation, proof), proof.get("order", 1)
    if not isinstance(order, int) or not 1 <= order <= MOST:
        raise steps.StepFailure("descent", "not a number of earlier cases")
    upward = proof.get("from") == "lower"
    left = _as_function(relation.left) if relation.operator == "=" else None
    if left is None and any(_runs_up_to(other, index) for other in free_indices(relation)):
        # P(l-1) says nothing where there are no such values, so it is no fact there
        raise steps.StepFailure("descent", "another index whose range may be empty")
    _require_arbitrary(replay, relation, left, index)
    known = loading.load(replay.claim, state.table)
    if not all(entailed(known, need) for side in (relation.left, relation.right)
               for need in needs(side)):  # fmt: skip
        raise steps.StepFailure("descent", "only for equations that are defined everywhere")
    end, one = (index.lower, 1) if upward else (index.upper, -1)
    cases: list[tuple[Term, State]] = []
    for count in range(order):
        here = _beside(end, one * count)
        base = loading.load(replay.claim, state.table)
        facts.assume_condition(base, Relation("=", index, here), EMPTY, None)
        cases.append((here, base))
    more = loading.load(replay.claim, state.table)
    inside = Relation(">" if upward else "<", index, cases[-1][0])
    facts.assume_condition(more, inside, EMPTY, None)
    for count in range(order, 0, -1):
        there = index + number(-one * count)
        if left is None:
            sides = (replace(side, index, there) for side in (relation.left, relation.right))
            facts.assume_condition(more, Relation(relation.operator, *sides), EMPTY, None)
        else:
            # in front, so that it is used before the recursion leads past it
            more.recursions.insert(0, (_hypothesis(relation, left, index, there), None))
    return cases, more


def _runs_up_to(other: Index, index: Index) -> bool:
    return other != index and index in free_indices((other.lower, other.upper))


def _beside(end: Term, step: int) -> Term:
    return end + number(step) if step else end


def _index(replay: steps.Replay, relation: Relation, proof: dict[str, object]) -> Index:
    """The index along which the proof goes."""
    named = steps.read_term(replay, proof.get("index"))
    index = next((free for free in free_indices(relation) if free == named), None)
    if index is None:
        raise steps.StepFailure("descent", "not a free index of the claim")
    return index


def _require_arbitrary(
    replay: steps.Replay, relation: Relation, left: Dependent | None, index: Index
) -> None:
    """Nothing but recursions may be assumed of what the hypothesis is used for all values of."""
    over: set[str] = set()
    if left is not None:
        over = {quantity.name for quantity in left.over}
        over |= {other.name for other in _generalised(relation, index)}
    for assumption in replay.claim.assumptions:
        mentioned = free_names(assumption)
        if isinstance(assumption, (Forall, Recursion)):
            mentioned = mentioned - {bound.name for bound in assumption.indices}
        arbitrary = {index.name} if isinstance(assumption, Recursion) else over | {index.name}
        if arbitrary & mentioned:
            raise steps.StepFailure("descent", "an assumption is about what must be arbitrary")


def _generalised(relation: Relation, index: Index) -> tuple[Index, ...]:
    """The free indices for all of which the hypothesis is used; those in the range stay."""
    fixed = {index, *free_indices((index.lower, index.upper))}
    return tuple(other for other in free_indices(relation) if other not in fixed)


def _as_function(term: Term) -> Dependent | None:
    """F, or dF/dv as the function ``F`` with one more partial derivative; None for others."""
    match term:
        case Dependent():
            return term
        case Derivative(body, variable):
            inner = _as_function(body)
            if inner is None:
                return None
            return Dependent(inner.family, inner.indices, inner.over, (*inner.partials, variable))
        case _:
            return None


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
