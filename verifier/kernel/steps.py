"""The steps of a proof.

TRUSTED. Guarantee: ``verify`` returns only if the relation holds at every point
that the facts of the state admit and where both sides are defined; otherwise it
raises ``StepFailure``. Each rule of ``rule_table`` has its inference figure as docstring.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from verifier.claim import ASSUMPTIONS, Claim
from verifier.kernel import (
    intrinsic_signs,
    reading,
)
from verifier.kernel.conditions import entailed
from verifier.kernel.domain import needs
from verifier.kernel.outcome import Step
from verifier.kernel.state import (
    Refusal,
    State,
    Undefined,
)
from verifier.serialization import from_data, is_term
from verifier.terms import (
    And,
    Condition,
    Not,
    Or,
    Relation,
    Term,
)
from verifier.traversal import free_indices, free_names, walk


class StepFailure(Exception):
    """A step of the proof does not hold."""

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(f"{step}: {reason}")
        self.step = step
        self.reason = reason


@dataclass
class Replay:
    """The claim whose proof is replayed, the rules that it may use, and the steps so far."""

    claim: Claim
    rules: Mapping[str, Rule] = field(default_factory=dict)
    """Name -> rule, from ``rule_table``; none where only premises are looked at."""
    steps: list[Step] = field(default_factory=list)

    def admit(self, node: object) -> None:
        """Refuse free indices that are not the claim's: their ranges might be empty."""
        known = {*free_indices(self.claim.relation), *free_indices(self.claim.assumptions)}
        strangers = [index.name for index in free_indices(node) if index not in known]
        if strangers:
            raise StepFailure("proof", f"{strangers[0]} is no free index of the claim")

    def say(self, depth: int, text: str) -> None:
        """Add one line to the account of the proof."""
        self.steps.append(Step(depth, text))

    def decided(
        self, depth: int, text: str, rules: tuple[str, ...], goal: Relation, state: State
    ) -> None:
        """Add a line that says how ``goal`` was decided in ``state``."""
        self.steps.append(Step(depth, text, rules, goal, state))


Rule = Callable[[Replay, State, Relation, dict[str, object], int], None]


def verify(replay: Replay, state: State, relation: Relation, proof: object, depth: int) -> None:
    """Check one node of the proof."""
    if not isinstance(proof, dict) or depth > 60:
        raise StepFailure("proof", "not a proof step")
    name = str(proof.get("rule"))
    rule = replay.rules.get(name)
    if rule is None:
        raise StepFailure(name, "no such rule")
    try:
        refuse_order_of_complex(state, relation)
        rule(replay, state, relation, proof, depth)
    except Undefined as reason:
        raise StepFailure(name, f"undefined: {reason}") from reason
    except Refusal as reason:
        raise StepFailure(name, str(reason)) from reason


def proceed(
    replay: Replay, state: State, before: Relation, after: Relation, proof: object, depth: int
) -> None:
    """Check the rest of a proof for a relation that was put in the place of another.

    It must be defined wherever the facts hold: its rules use that it is defined, and
    only the claim's own sides are assumed to be.
    """
    known = {*needs(before.left), *needs(before.right)}
    for need in (*needs(after.left), *needs(after.right)):
        if need not in known and not entailed(state, need):
            raise StepFailure("proceed", "the new relation is not defined everywhere")
    verify(replay, state, after, proof, depth)


def read_term(replay: Replay, data: object) -> Term:
    """A term from proof data, in the free indices of the claim."""
    node = node_of(data)
    if not is_term(node):
        raise StepFailure("term", "not a term")
    replay.admit(node)
    return cast(Term, node)


def node_of(data: object, what: str = "term") -> object:
    """A node from proof data; names with @ are the kernel's own."""
    try:
        node = from_data(data, ASSUMPTIONS)
    except (ValueError, TypeError) as error:
        raise StepFailure(what, f"not a {what}: {error}") from error
    if any("@" in name for name in free_names(node)):
        raise StepFailure(what, "a name with @")
    return node


def read_condition(replay: Replay, data: object) -> Condition:
    """A condition from proof data, in the free indices of the claim."""
    condition = node_of(data, "condition")
    if not isinstance(condition, (Relation, And, Or, Not)):
        raise StepFailure("condition", "not a condition")
    replay.admit(condition)
    return condition


def refuse_order(state: State, condition: Condition) -> None:
    """Only real quantities are ordered, anywhere in ``condition``."""
    for part in walk(condition):
        if isinstance(part, Relation):
            refuse_order_of_complex(state, part)


def refuse_order_of_complex(state: State, relation: Relation) -> None:
    """Only real quantities are ordered."""
    if relation.operator in ("=", "!="):
        return
    for side in (relation.left, relation.right):
        if not intrinsic_signs.is_real(state, reading.read(state, side)):
            raise StepFailure("order", "complex quantities are not ordered")
