"""Inequalities between two ends, by a concave function that is clear at both. Untrusted.

    g(a) >= 0,  g(b) >= 0  and  g'' <= 0 between them  give  g(x) >= 0 for a <= x <= b.

The ends are bounds that the facts give for a variable; the kernel's rule ``concave`` checks.
"""

from __future__ import annotations

from functools import partial

from verifier.kernel import monotone, reading
from verifier.kernel.continuity import continuous
from verifier.kernel.state import POSITIVE, State
from verifier.prove.anchors import bounds_of, variables_of
from verifier.prove.goal import Goal, Proof
from verifier.prove.walks import Solve, derivative, new_name
from verifier.serialization import to_data
from verifier.terms import (
    ZERO,
    Add,
    Relation,
    Sort,
    Term,
    Variable,
)
from verifier.traversal import free_names


def arches(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """A concave function that is >= 0 at both ends of where its variable lies."""
    if goal.relation.operator not in monotone.RISING or effort < 2:
        return None
    state = goal.state()
    for variable in variables_of(goal.relation):
        single = reading.read(state, variable).single()
        if single is None or len(single[1]) != 1:
            continue
        bounds = list(bounds_of(state, single[1][0][0]))
        names = free_names(goal.relation)
        lows, highs = (
            [term for term, up in bounds if up is side and free_names(term) <= names]
            for side in (True, False)
        )
        for low in lows[:2]:
            for high in highs[:2]:
                proof = _arch(goal, state, variable, (low, high), effort, solve)
                if proof is not None:
                    return proof
    return None


def _arch(
    goal: Goal,
    state: State,
    variable: Variable,
    ends: tuple[Term, Term],
    effort: int,
    solve: Solve,
) -> Proof | None:
    if state.contradiction or not all(
        continuous(side, variable) for side in (goal.relation.left, goal.relation.right)
    ):
        return None
    running = Variable(new_name(goal, state, Add(ends)), Sort.REAL)
    lower, upper = (
        monotone.Walk(variable, running, end, up, True)
        for end, up in zip(ends, (True, False), strict=True)
    )
    operator = goal.relation.operator
    strict = len(operator) == 1
    inner = monotone.span(state, lower, upper, POSITIVE)
    slope = derivative(inner, goal.relation, lower)
    if slope is None:
        return None
    bend = derivative(inner, Relation(operator, slope, ZERO), replace_variable(lower))
    if bend is None:
        return None
    proof: Proof = {
        "rule": "concave",
        "variable": to_data(variable),
        "running": running.name,
        "lower": to_data(ends[0]),
        "upper": to_data(ends[1]),
        "strict": strict,
        "slope": to_data(slope),
        "bend": to_data(bend),
    }
    for way, key in ((lower, "start"), (upper, "end")):
        end = solve(goal.also(monotone.start_relation(goal.relation, way, strict)), 1)
        if end is None:
            return None
        proof[key] = end
    wanted = monotone.bend_relation(operator, bend, strict)
    build = partial(_in_between, goal, lower, upper)
    proof["sub"] = solve(goal.inside(build, wanted), effort - 1)
    return proof if proof["sub"] is not None and goal.accepts(proof) else None


def replace_variable(walk_: monotone.Walk) -> monotone.Walk:
    """The same way, for a relation in the running variable already."""
    return monotone.Walk(walk_.running, walk_.running, walk_.anchor, walk_.up, walk_.reached)


def _in_between(goal: Goal, lower: monotone.Walk, upper: monotone.Walk) -> State:
    return monotone.span(goal.state(), lower, upper, POSITIVE)
