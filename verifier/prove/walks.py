"""Inequalities by walking from a point where they are clear, by the sign of the slope. Untrusted.

    g(p) >= 0  and  g' >= 0 from p to x   give   g(x) >= 0.

The points p come from ``anchors``; the kernel's rule ``monotone`` checks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from verifier.kernel import monotone, reading, steps
from verifier.kernel.continuity import continuous
from verifier.kernel.state import Refusal, State
from verifier.polynomial import Polynomial
from verifier.prove.anchors import Anchor, anchors, variables_of
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal, Proof
from verifier.serialization import to_data
from verifier.terms import (
    ZERO,
    Derivative,
    Function,
    Relation,
    Sort,
    Term,
    Variable,
    number,
)
from verifier.traversal import free_names, replace, walk

Solve = Callable[[Goal, int], "object | None"]
NAMES = "tsuvwrqhg"
KINKED = ("abs", "max", "min")


def walks(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """A proof by the sign of a slope, along one of the variables."""
    if goal.relation.operator not in monotone.RISING or effort < 2:
        return None
    state, difference = goal.state(), goal.difference()
    plain = _explicit(goal, state, difference)
    if plain is None:
        return None
    if plain is not goal.relation:
        inner = walks(goal.also(plain), effort, solve)
        return None if inner is None else restated(plain, inner)
    for variable in variables_of(goal.relation):
        for anchor in anchors(goal, state, difference, variable):
            proof = _from_anchor(goal, variable, anchor, effort, solve)
            if proof is not None:
                return proof
    return None


def restated(relation: Relation, then: object, factor: Term | None = None) -> Proof:
    """The step to a relation with a proportional difference."""
    return {
        "rule": "restate",
        "left": to_data(relation.left),
        "right": to_data(relation.right),
        "factor": to_data(number(1) if factor is None else factor),
        "then": then,
    }


def _explicit(goal: Goal, state: State, difference: Polynomial) -> Relation | None:
    """The relation itself if its sides are smooth as written, else its normal form against 0."""
    sides = (goal.relation.left, goal.relation.right)
    smooth = all(continuous(s, v) for v in variables_of(goal.relation) for s in sides)
    if smooth and not any(isinstance(n, Function) and n.name in KINKED for n in walk(sides)):
        return goal.relation
    try:
        relation = Relation(goal.relation.operator, term_of(state, difference), ZERO)
    except NoTerm:
        return None
    if relation == goal.relation:
        return goal.relation if smooth else None
    return relation if all(continuous(relation.left, v) for v in variables_of(relation)) else None


# -- one walk ----------------------------------------------------------------------------


def _from_anchor(
    goal: Goal, variable: Variable, anchor: Anchor, effort: int, solve: Solve
) -> Proof | None:
    if anchor.up is not None:
        return _walk(goal, variable, anchor.term, anchor.up, effort, solve)
    gap = variable - anchor.term
    proofs: Proof = {"rule": "trichotomy", "of": to_data(gap)}
    for name, operator, up in (("positive", ">", True), ("negative", "<", False)):
        case = goal.under(Relation(operator, gap, ZERO))
        proof = _walk(case, variable, anchor.term, up, effort, solve)
        if proof is None:
            return None
        proofs[name] = proof
    middle = solve(goal.under(Relation("=", gap, ZERO)), 1)
    if middle is None:
        return None
    proofs["zero"] = middle
    return proofs


def _walk(
    goal: Goal, variable: Variable, anchor: Term, up: bool, effort: int, solve: Solve
) -> Proof | None:
    state = goal.state()
    if state.contradiction:
        return goal.direct()
    running = Variable(new_name(goal, state, anchor), Sort.REAL)
    strict_goal = len(goal.relation.operator) == 1
    for reached in (True, False):
        plan = monotone.Walk(
            variable, running, anchor, up, reached and not monotone.infinite(anchor)
        )
        if reached is not plan.reached:
            continue
        strict = strict_goal and not _clear_at_start(goal, plan)
        slope = _slope(goal, plan)
        if slope is None or not _walkable(goal, plan, slope):
            continue
        wanted = monotone.slope_relation(goal.relation.operator, slope, up, strict)
        start = goal.also(monotone.start_relation(goal.relation, plan, strict))
        beginning = solve(start, 1)
        if beginning is None:
            continue
        inner = goal.inside(partial(_on_the_way, goal, plan), wanted)
        sub = solve(inner, effort - 1)
        if sub is None:
            return None
        return {
            "rule": "monotone",
            "variable": to_data(variable),
            "anchor": to_data(anchor),
            "up": up,
            "reached": plan.reached,
            "strict": strict,
            "running": running.name,
            "slope": to_data(slope),
            "sub": sub,
            "start": beginning,
        }
    return None


def _walkable(goal: Goal, plan: monotone.Walk, slope: Term) -> bool:
    """Whether the kernel finds both sides continuous, and differentiable with this slope."""
    try:
        monotone.check_way(goal.state(), goal.relation, plan, slope)
    except (steps.StepFailure, Refusal, RecursionError):
        return False
    return True


def _on_the_way(goal: Goal, plan: monotone.Walk) -> State:
    return monotone.between(goal.state(), plan, False)


def new_name(goal: Goal, state: State, anchor: Term) -> str:
    """A name for the running variable that nothing else has."""
    claim = goal.claim
    taken = free_names((claim.relation, claim.assumptions, goal.relation, anchor))
    tries = [f"{letter}{digit}" for digit in ("", *range(1, 9)) for letter in NAMES]
    return next(name for name in tries if name not in taken and not monotone.mentions(state, name))


def _clear_at_start(goal: Goal, plan: monotone.Walk) -> bool:
    """Whether the strict relation holds at the anchor already."""
    start = monotone.start_relation(goal.relation, plan, False)
    return goal.also(start).attempt() is None


def _slope(goal: Goal, plan: monotone.Walk) -> Term | None:
    """The derivative of left - right on the way, as a term."""
    return derivative(monotone.between(goal.state(), plan, False), goal.relation, plan)


def derivative(inner: State, relation: Relation, plan: monotone.Walk) -> Term | None:
    """The derivative of left - right by the running variable, as a term."""
    total = Polynomial({})
    try:
        for side, turn in ((relation.left, 1), (relation.right, -1)):
            moved = replace(side, plan.variable, plan.running)
            total = total + reading.read(inner, Derivative(moved, plan.running)).scale(turn)
        return term_of(inner, total)
    except (Refusal, NoTerm, RecursionError):
        return None
