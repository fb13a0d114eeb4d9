"""Induction along an index where functions are given by recursion. Untrusted.

The step may rest on as many earlier cases as the recursions look back. A function on the
right is turned to the left; of a sum up to the index, the last term is taken apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from verifier.claim import Recursion
from verifier.kernel import descent as rule
from verifier.kernel import steps
from verifier.kernel.state import Refusal, State
from verifier.prove.goal import Goal, Proof
from verifier.serialization import to_data
from verifier.terms import Dependent, Derivative, Index, Relation, Sum, Term, number
from verifier.traversal import free_indices, walk

Solve = Callable[[Goal, int], "object | None"]
EFFORT = 3


def descent(goal: Goal, solve: Solve) -> Proof | None:
    """The relation from one end of an index to the other."""
    recursions = [one for one in goal.claim.assumptions if isinstance(one, Recursion)]
    if not recursions:
        return None
    left, right = goal.relation.left, goal.relation.right
    if goal.relation.operator == "=" and function(right) and not function(left):
        turned = Relation("=", right, left)
        proof = along(goal.also(turned), recursions, solve)
        return None if proof is None else {
            "rule": "restate", "left": to_data(right), "right": to_data(left),
            "factor": to_data(number(-1)), "then": proof,
        }  # fmt: skip
    return along(goal, recursions, solve)


def function(term: Term) -> bool:
    """Whether ``term`` is an unknown function, or a derivative of one."""
    while isinstance(term, Derivative):
        term = term.body
    return isinstance(term, Dependent)


def along(goal: Goal, recursions: list[Recursion], solve: Solve) -> Proof | None:
    """Along each index, from each end, with as few earlier cases as possible."""
    for index in free_indices(goal.relation):
        for start in ("upper", "lower"):
            for order in orders(recursions):
                proof: Proof = {"rule": "descent", "index": to_data(index), "from": start}
                if order > 1:
                    proof["order"] = order
                found = solved(goal, proof, index, solve)
                if found is not None:
                    return found
    return None


def orders(recursions: list[Recursion]) -> list[int]:
    """How many earlier cases may be needed: one, or as far as a recursion looks back."""
    furthest = 1
    for recursion in recursions:
        places = [place for place in recursion.left.indices if place in recursion.indices]
        for part in walk(recursion.right):
            if isinstance(part, Dependent):
                for place in part.indices:
                    for own in places:
                        furthest = max(furthest, *steps_between(place, own))
    return [1, furthest] if furthest > 1 else [1]


def steps_between(place: Term, index: Term) -> Iterator[int]:
    """How far ``place`` is from ``index``, where it is a number away."""
    yield 1
    for step in range(2, rule.MOST + 1):
        if any(place == index + number(sign * step) for sign in (1, -1)):
            yield step


def solved(goal: Goal, proof: Proof, index: Index, solve: Solve) -> Proof | None:
    """All premises solved, in the states that the kernel makes for them."""
    try:
        cases, _ = premises(goal, proof)
    except (steps.StepFailure, Refusal, RecursionError):
        return None
    found: list[object] = []
    for position in range(len(cases) + 1):
        inner = goal.inside(partial(premise, goal, proof, position), goal.relation)
        shown = direct(inner, index, solve)
        if shown is None:
            return None
        found.append(shown)
    whole = {**proof, "base": found[:-1] if len(cases) > 1 else found[0], "step": found[-1]}
    return whole if goal.accepts(whole) else None


def premises(goal: Goal, proof: Proof) -> tuple[list[tuple[Term, State]], State]:
    """What the kernel knows in each of the first cases, and in the step."""
    return rule.premises(steps.Replay(goal.claim), goal.state(), goal.relation, proof)


def premise(goal: Goal, proof: Proof, position: int) -> State:
    """What is known in one premise; the step comes last."""
    cases, more = premises(goal, proof)
    return cases[position][1] if position < len(cases) else more


def direct(goal: Goal, index: Index, solve: Solve) -> object | None:
    """A premise, with the sums that run up to the index shortened by their last term."""
    if goal.state().contradiction:
        return goal.direct()
    found = solve(goal, EFFORT)
    if found is not None:
        return found
    sums = [part for part in walk(goal.relation) if isinstance(part, Sum)
            and index in free_indices(part.index.upper)]  # fmt: skip
    if not sums:
        return None
    proof: Any = goal.direct()
    for whole in dict.fromkeys(sums):
        proof = {"rule": "peel", "sum": to_data(whole), "end": "upper", "then": proof}
    return proof if goal.accepts(proof) else None
