"""Comparing where the two sides of a claim are defined.

TRUSTED. Guarantee: at each point that the assumptions admit and that satisfies
every condition returned by ``open_conditions``, both sides are defined or
neither is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from verifier.claim import Forall
from verifier.kernel import algebra, facts, reading, signs, written
from verifier.kernel.domain import Need, needs
from verifier.kernel.outcome import OpenCondition
from verifier.kernel.state import EMPTY, MASKS, NULL, Environment, Refusal, State
from verifier.kernel.thinness import vanishes_thinly
from verifier.polynomial import ONE, Polynomial
from verifier.terms import ZERO, And, Condition, Index, Not, Or, Relation

Key: TypeAlias = Polynomial | Condition


@dataclass(frozen=True)
class Pending:
    """What each side needs beyond what the assumptions give."""

    left: tuple[Need, ...]
    right: tuple[Need, ...]
    shown: tuple[Need, ...]
    """Needs that hold by the form of the term as written: facts that expansion would hide."""


def pending(state: State, relation: Relation) -> Pending:
    """The needs of both sides that do not hold by the assumptions alone."""
    probe = state.branch()
    environments: dict[tuple[Index, ...], Environment] = {(): EMPTY}
    answers: dict[Need, Answer] = {}
    sides = (needs(relation.left), needs(relation.right))
    for need in (*sides[0], *sides[1]):
        if need not in answers:
            answers[need] = _given(probe, need, environments)
    left, right = (tuple(n for n in side if answers[n] is not Answer.HOLDS) for side in sides)
    return Pending(left, right, tuple(n for n, a in answers.items() if a is Answer.AS_WRITTEN))


class Answer(Enum):
    """Whether a need holds: by the normal form, by the form as written, or not seen to."""

    HOLDS = "holds"
    AS_WRITTEN = "as written"
    OPEN = "open"


def _given(state: State, need: Need, environments: dict[tuple[Index, ...], Environment]) -> Answer:
    """Whether an unguarded need about a sign holds; bound indices are shared between needs."""
    if need.guards or not isinstance(need.condition, Relation):
        return Answer.HOLDS if entailed(state, need) else Answer.OPEN
    try:
        environment = environments.get(need.binders)
        if environment is None:
            environment = EMPTY
            for index in need.binders:
                _, environment = reading.bind(state, index, environment)
            environments[need.binders] = environment
        condition = need.condition
        difference = reading.read(state, condition.left, environment) - reading.read(
            state, condition.right, environment
        )
        wanted = MASKS[condition.operator]
        if signs.sign(state, difference) & ~wanted == 0:
            return Answer.HOLDS
        if condition.right == ZERO:
            mask = written.sign_as_written(state, condition.left, environment)
            return Answer.OPEN if mask & ~wanted else Answer.AS_WRITTEN
        return Answer.OPEN
    except Refusal:
        return Answer.OPEN


def assume_needs(state: State, relation: Relation) -> None:
    """Add that both sides are defined."""
    assume_pending(state, pending(state, relation))


def assume_pending(state: State, needed: Pending) -> None:
    """Add what both sides need."""
    for need in dict.fromkeys((*needed.shown, *needed.left, *needed.right)):
        assume_need(state, need)


def assume_need(state: State, need: Need) -> None:
    """Add one condition of definedness; a guarded one says nothing everywhere."""
    if need.guards:
        return
    try:
        if need.binders:
            facts.assume(state, Forall(need.binders, need.condition))
        else:
            facts.assume_condition(state, need.condition, EMPTY, None)
    except Refusal:
        return


def open_conditions(state: State, needed: Pending) -> dict[Key, OpenCondition]:
    """Conditions that one side needs, and that neither the assumptions nor the other side give."""
    left, right = needed.left, needed.right
    found: dict[Key, OpenCondition] = {}
    for side, mine, theirs in (("left", left, right), ("right", right, left)):
        if all(need in theirs for need in mine):
            continue
        branch = state.branch()
        for need in theirs:
            assume_need(branch, need)
        for need in mine:
            if need in theirs:
                continue
            if need in needed.shown:
                assume_need(branch, need)
                continue
            answer = _open(branch, need)
            if answer is not None:
                thin, key = answer
                known = found.get(key)
                if known is None or (known.thin and not thin):
                    found[key] = OpenCondition(need.condition, side, thin)
            assume_need(branch, need)
    return found


def entailed(state: State, need: Need, environment: Environment = EMPTY) -> bool:
    """Whether the facts of the state give ``need``."""
    return _open(state, need, environment) is None


def _open(
    state: State, need: Need, environment: Environment = EMPTY
) -> tuple[bool, Polynomial | Condition] | None:
    """None when the need holds; else whether it removes a thin set only, and what it is about."""
    branch = state.branch()
    try:
        for index in need.binders:
            _, environment = reading.bind(branch, index, environment)
        for guard in need.guards:
            facts.assume_condition(branch, guard, environment, None)
        if branch.contradiction:
            return None
        match need.condition:
            case Relation(operator, left, right):
                difference = reading.read(branch, left, environment) - reading.read(
                    branch, right, environment
                )
                mask = signs.sign(branch, difference)
                if mask & ~MASKS[operator] and right == ZERO:
                    mask &= written.sign_as_written(branch, left, environment)
                return _open_relation(branch, mask & ~MASKS[operator], difference)
            case And() | Or() | Not():
                if reading.holds(branch, need.condition, environment) == ONE:
                    return None
                return _is_thin(need.condition), need.condition
    except Refusal:
        return False, need.condition


def _open_relation(
    state: State, missing: int, difference: Polynomial
) -> tuple[bool, Polynomial] | None:
    if not missing:
        return None
    if not difference:
        return False, difference
    smooth = not _of_bound_indices(state, difference) and (
        _is_analytic(state, difference) or vanishes_thinly(state, difference)
    )
    _, _, primitive = algebra.primitive_part(state, difference)
    key = difference if primitive == ONE else primitive
    return missing == NULL and smooth, key


def _of_bound_indices(state: State, polynomial: Polynomial) -> bool:
    """A condition on bound indices alone: it either always holds or always fails."""
    leaves = {state.record(leaf).head for leaf in state.support(polynomial)}
    return "bound" in leaves and not leaves & {"variable", "entry", "complex", "dependent"}


def _is_analytic(state: State, polynomial: Polynomial) -> bool:
    """Whether no jump occurs: then zeros have no interior."""
    stack = list(polynomial.generators())
    while stack:
        record = state.record(stack.pop())
        if record.head in ("sign", "floor", "delta", "onehot", "function", "abs"):
            return False
        for argument in record.arguments:
            if isinstance(argument, Polynomial):
                stack.extend(argument.generators())
    return True


def _is_thin(condition: Condition) -> bool:
    """Whether a disjunction fails only where an analytic quantity vanishes or is an integer."""
    return isinstance(condition, Or) and any(
        isinstance(part, Relation) and part.operator == "!=" for part in condition.conditions
    )
