"""Tactics that use derivatives, induction and antiderivatives. Untrusted."""

from __future__ import annotations

from verifier.prove.goal import Goal
from verifier.serialization import to_data
from verifier.terms import ZERO, Function, Power, Relation, Sort, Variable, number
from verifier.traversal import walk

Interval = tuple[str | None, str | None, str, bool]
WHOLE: tuple[Interval, ...] = ((None, None, "0", False),)
INTERVALS: tuple[Interval, ...] = (
    ("0", None, "1", False),
    (None, "0", "-1", False),
    ("0", None, "0", True),
    ("-1", "1", "0", False),
    ("-1", "1", "0", True),
    ("1", None, "2", False),
    ("1", None, "1", True),
    (None, "-1", "-2", False),
    ("0", "1", "1/2", False),
    ("-1", None, "0", False),
)


def accepts(goal: Goal, proof: object) -> bool:
    """Whether the kernel accepts ``proof`` for the goal."""
    return goal.accepts(proof)


def variables_of(goal: Goal) -> list[Variable]:
    """Real variables of the relation, in order of occurrence."""
    found = dict.fromkeys(
        node
        for node in walk((goal.relation.left, goal.relation.right))
        if isinstance(node, Variable) and node.sort is Sort.REAL
    )
    return list(found)


def same_square(goal: Goal) -> object | None:
    """Both sides have one sign: compare squares."""
    roots = any(
        isinstance(node, Power) and node.exponent != number(2)
        for node in walk((goal.relation.left, goal.relation.right))
    )
    if goal.relation.operator != "=" or not roots:
        return None
    proof = {"rule": "same_square"}
    return proof if accepts(goal, proof) else None


def constant(goal: Goal) -> object | None:
    """Equal derivatives on an interval, equal at a point; by cases of the variable's sign."""
    if goal.relation.operator != "=" or not _has_transcendental(goal):
        return None
    for variable in variables_of(goal)[:3]:
        for interval in (*WHOLE, *INTERVALS):
            proof = _on_interval(variable, interval)
            if accepts(goal, proof):
                return proof
        halves = {
            "rule": "trichotomy",
            "of": to_data(variable),
            "negative": _on_interval(variable, INTERVALS[1]),
            "zero": {"rule": "equal"},
            "positive": _on_interval(variable, INTERVALS[0]),
        }
        if accepts(goal, halves):
            return halves
        outer = {
            "rule": "cases",
            "on": to_data(Relation(">", variable, ZERO)),
            "then": _on_interval(variable, INTERVALS[5]),
            "else": _on_interval(variable, INTERVALS[7]),
        }
        if accepts(goal, outer):
            return outer
    return None


def _on_interval(variable: Variable, interval: Interval) -> dict[str, object]:
    lower, upper, at, closed = interval
    return {
        "rule": "constant",
        "variable": to_data(variable),
        "lower": lower,
        "upper": upper,
        "at": at,
        "closed": closed,
    }


def _has_transcendental(goal: Goal) -> bool:
    return any(
        isinstance(node, (Function, Power))
        for node in walk((goal.relation.left, goal.relation.right))
    )
