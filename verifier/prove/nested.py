"""Integrals inside others that do not depend on these: their value is put in. Untrusted.

The mean inside a variance is such an integral. Its value is what the kernel computes for the
antiderivative at both ends; it is proved apart and stands for the integral from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from verifier.kernel import reading
from verifier.kernel.comparison import exchanged
from verifier.kernel.state import Refusal
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal, Proof
from verifier.serialization import to_data
from verifier.terms import ZERO, Integral, Limit, Relation, Term
from verifier.traversal import free_names, walk


def inside(relation: Relation, integral: Integral) -> bool:
    """Whether an integral stands inside others, on whose variables it does not rest."""
    around = [node for node in walk(relation) if isinstance(node, Integral) and node != integral
              and any(part == integral for part in walk(node.body))]  # fmt: skip
    return bool(around) and not free_names(integral) & {node.variable.name for node in around}


def put_in(
    goal: Goal,
    integral: Integral,
    steps: Iterable[Proof],
    left: Callable[[Goal, Proof], Relation | None],
    rest: Callable[[Goal], object | None],
) -> Proof | None:
    """A proof in which the value of an integral stands for it; ``steps`` integrate it."""
    for step in steps:
        after = left(goal.also(Relation("=", integral, ZERO)), step)
        value = None if after is None else closed(goal, after.left)
        if value is None:
            continue
        proof = {**step, "then": goal.direct()}
        if not goal.also(Relation("=", integral, value)).accepts(proof):
            continue
        inner = rest(goal.also(exchanged(goal.relation, integral, value)))
        if inner is None:
            return None
        return {"rule": "rewrite", "old": to_data(integral), "new": to_data(value),
                "proof": proof, "then": inner}  # fmt: skip
    return None


def closed(goal: Goal, ends: Term) -> Term | None:
    """The value at both ends without limits."""
    state = goal.state()
    try:
        value = term_of(state, reading.read(state, ends))
    except (Refusal, NoTerm):
        return None
    return None if any(isinstance(part, Limit) for part in walk(value)) else value
