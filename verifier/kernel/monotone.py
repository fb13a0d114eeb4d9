"""Inequalities from the sign of a derivative.

TRUSTED. Guarantee: as ``steps``. The mean value theorem:

    g(p) >= 0,  g continuous between p and x,  g' >= 0 strictly between  ⟹  g(x) >= 0.

The variable x (which may be an integer) is fixed; a new real variable t runs from p to x,
so that everything that is known of x and of all other quantities stays known.
"""

from __future__ import annotations

from dataclasses import dataclass

from verifier.kernel import facts, reading, signs, steps, wording, zero
from verifier.kernel.comparison import defined_here, real_here
from verifier.kernel.conditions import entailed
from verifier.kernel.continuity import continuous
from verifier.kernel.domain import needs
from verifier.kernel.state import NEGATIVE, NONNEGATIVE, NULL, POSITIVE, State
from verifier.polynomial import Polynomial
from verifier.terms import (
    ZERO,
    Add,
    Constant,
    Derivative,
    Limit,
    Multiply,
    Number,
    Relation,
    Sort,
    Term,
    Variable,
    negate,
)
from verifier.traversal import free_names, replace

RISING = {">": True, ">=": True, "<": False, "<=": False}


@dataclass(frozen=True)
class Walk:
    """The way from ``anchor`` to the variable; ``up`` when the anchor is the lower end."""

    variable: Variable
    running: Variable
    anchor: Term
    up: bool
    reached: bool
    """Whether the function is looked at in the anchor itself (else its limit there)."""


def monotone(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """The sign of a slope: the mean value theorem for g = left - right.

        g(p) R 0    g' R 0 strictly between p and x    p <= x
        -----------------------------------------------------
                              g(x) R 0

    g is continuous from p to x. For x <= p the sign of g' is turned round. With ``strict``, g(p)
    need only be >= 0 (or its limit there, ``reached`` false), g' must be > 0 and x not p.
    """
    walk = read_walk(replay, state, relation, proof)
    strict = proof.get("strict") is True
    _starts_on_the_right_side(state, walk, strict)
    slope = steps.read_term(replay, proof.get("slope"))
    inner = check_way(state, relation, walk, slope)
    if not inner.contradiction:
        wanted = slope_relation(relation.operator, slope, walk.up, strict)
        replay.say(depth, f"for {walk.running.name} on the way, {wording.describe(wanted)}:")
        steps.verify(replay, inner, wanted, proof.get("sub"), depth + 1)
    start = start_relation(relation, walk, strict)
    replay.say(depth, f"at the start, {wording.describe(start)}:")
    steps.verify(replay, state.branch(), start, proof.get("start"), depth + 1)
    state.use("monotone")
    replay.say(depth, f"so it holds at {walk.variable.name}, by the mean value theorem")


def check_way(state: State, relation: Relation, walk: Walk, slope: Term) -> State:
    """The state strictly on the way; refused where a side may jump or has another slope."""
    closed, inner = between(state, walk, True), between(state, walk, False)
    at = moved(relation, walk)
    for side in (at.left, at.right):
        if not continuous(side, walk.running):
            raise steps.StepFailure("monotone", "a side may jump")
        defined_here(closed, "monotone", side)
    if not inner.contradiction:
        _check_slope(inner, at, walk.running, slope)
    return inner


def concave(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """A concave function lies above its chord, g = left - right.

        g(p) >= 0    g(q) >= 0    g'' <= 0 strictly between    p <= x <= q
        ------------------------------------------------------------------
                                    g(x) >= 0

    g is continuous on [p, q], both finite. Turned round for <=; with ``strict``, g'' < 0 and
    p < x < q give g(x) > 0.
    """
    lower, upper = concave_walks(replay, state, relation, proof)
    strict = proof.get("strict") is True
    for walk in (lower, upper):
        _starts_on_the_right_side(state, walk, strict)
    slope, bend = (steps.read_term(replay, proof.get(key)) for key in ("slope", "bend"))
    closed, inner = (span(state, lower, upper, mask) for mask in (NONNEGATIVE, POSITIVE))
    at = moved(relation, lower)
    for side in (at.left, at.right):
        if not continuous(side, lower.running):
            raise steps.StepFailure("concave", "a side may jump")
        defined_here(closed, "concave", side)
    if not inner.contradiction:
        _check_slope(inner, at, lower.running, slope)
        second = Relation(relation.operator, slope, ZERO)
        _check_slope(inner, second, lower.running, bend)
        wanted = bend_relation(relation.operator, bend, strict)
        replay.say(depth, f"for {lower.running.name} in between, {wording.describe(wanted)}:")
        steps.verify(replay, inner, wanted, proof.get("sub"), depth + 1)
    for walk, key in ((lower, "start"), (upper, "end")):
        start = start_relation(relation, walk, strict)
        replay.say(depth, f"at an end, {wording.describe(start)}:")
        steps.verify(replay, state.branch(), start, proof.get(key), depth + 1)
    state.use("concave")


def concave_walks(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> tuple[Walk, Walk]:
    """The ways from the two ends, both of which must be finite and reached."""
    first = {**proof, "anchor": proof.get("lower"), "up": True, "reached": True}
    second = {**proof, "anchor": proof.get("upper"), "up": False, "reached": True}
    walks = tuple(read_walk(replay, state, relation, data) for data in (first, second))
    if any(infinite(walk.anchor) for walk in walks):
        raise steps.StepFailure("concave", "only between finite ends")
    return walks[0], walks[1]


def span(state: State, lower: Walk, upper: Walk, mask: int) -> State:
    """The state for t between the two ends."""
    branch = state.branch()
    running = reading.read(branch, lower.running)
    for walk, side in ((lower, 1), (upper, -1)):
        gap = running - reading.read(branch, walk.anchor)
        facts.assume_sign(branch, gap.scale(side), mask, None)
    return branch


def moved(relation: Relation, walk: Walk) -> Relation:
    """The relation at the running variable."""
    return Relation(
        relation.operator,
        replace(relation.left, walk.variable, walk.running),
        replace(relation.right, walk.variable, walk.running),
    )


def bend_relation(operator: str, bend: Term, strict: bool) -> Relation:
    """What the second derivative must satisfy: the other way round than the function."""
    bound = "<" if RISING[operator] else ">"
    return Relation(bound if strict else f"{bound}=", bend, ZERO)


def read_walk(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> Walk:
    """The way that the proof names, its running variable being new."""
    if relation.operator not in RISING:
        raise steps.StepFailure("monotone", "only for inequalities")
    variable, anchor = (steps.read_term(replay, proof.get(key)) for key in ("variable", "anchor"))
    if not isinstance(variable, Variable) or variable.sort is Sort.COMPLEX:
        raise steps.StepFailure("monotone", "not a real variable")
    name = proof.get("running")
    if not isinstance(name, str) or not name.isidentifier():
        raise steps.StepFailure("monotone", "no name for the running variable")
    claim = replay.claim
    if name in free_names((claim.relation, claim.assumptions, relation, anchor)):
        raise steps.StepFailure("monotone", "the running variable is not new")
    if mentions(state, name):
        raise steps.StepFailure("monotone", "the running variable is not new")
    if variable.name in free_names(anchor):
        raise steps.StepFailure("monotone", "the anchor moves with the variable")
    direction = infinite(anchor)
    up = proof.get("up") is True
    if direction and up is not (direction < 0):
        raise steps.StepFailure("monotone", "infinity is on the other side")
    if not direction:
        defined_here(state, "monotone", anchor)
        real_here(state, "monotone", anchor)
    reached = proof.get("reached") is True and not direction
    return Walk(variable, Variable(name, Sort.REAL), anchor, up, reached)


def infinite(term: Term) -> int:
    """1 for oo, -1 for -oo, 0 for anything else."""
    match term:
        case Constant("oo"):
            return 1
        case Multiply((Number(value), Constant("oo"))) if value < 0:
            return -1
        case _:
            return 0


def mentions(state: State, name: str) -> bool:
    """Whether any fact of the state is about a quantity of that name."""
    polynomials: list[Polynomial] = [*state.signs, *state.distinct, *state.equations.values()]
    polynomials += [Polynomial({((identity, 1),): 1}) for identity in state.equations]
    polynomials += [pattern for _, pattern, _, _ in state.patterns]
    polynomials += [value for _, _, value, _ in state.templates]
    polynomials += [Polynomial({((target, 1),): 1}) for _, target, _, _ in state.templates]
    polynomials += [value for _, value, _ in state.definitions.values()]
    polynomials += [value for _, value in state.bindings.values()]
    leaves = {leaf for polynomial in polynomials for leaf in state.support(polynomial)}
    families = {*state.definitions, *state.bindings, *state.family_signs, *state.table.families}
    return name in families or any(str(state.record(leaf).arguments[0]) == name for leaf in leaves)


def _starts_on_the_right_side(state: State, walk: Walk, strict: bool) -> None:
    """X is on the named side of p; apart from it when that is needed."""
    if infinite(walk.anchor):
        return
    gap = reading.read(state, walk.variable) - reading.read(state, walk.anchor)
    mask = signs.sign(state, gap if walk.up else -gap)
    if mask & NEGATIVE or (mask & NULL and (strict or not walk.reached)):
        raise steps.StepFailure("monotone", "the variable may be on the other side of the anchor")


def between(state: State, walk: Walk, closed: bool) -> State:
    """The state for t from p to x: both ends included, or neither."""
    branch = state.branch()
    direction = 1 if walk.up else -1
    running = reading.read(branch, walk.running)
    after = NONNEGATIVE if closed and walk.reached else POSITIVE
    if not infinite(walk.anchor):
        gap = running - reading.read(branch, walk.anchor)
        facts.assume_sign(branch, gap.scale(direction), after, None)
    gap = reading.read(branch, walk.variable) - running
    facts.assume_sign(branch, gap.scale(direction), NONNEGATIVE if closed else POSITIVE, None)
    return branch


def _check_slope(inner: State, at: Relation, running: Variable, slope: Term) -> None:
    """The slope is defined and is the derivative of left - right."""
    sides = Derivative(at.left, running), Derivative(at.right, running)
    for side in sides:
        if not all(entailed(inner, need) for need in needs(side)):
            raise steps.StepFailure("monotone", "a side is not differentiable on the way")
    defined_here(inner, "monotone", slope)
    difference = reading.read(inner, sides[0]) - reading.read(inner, sides[1])
    if not zero.is_zero(inner, difference - reading.read(inner, slope)):
        raise steps.StepFailure("monotone", "the slope is not the derivative")


def slope_relation(operator: str, slope: Term, up: bool, strict: bool) -> Relation:
    """What the slope must satisfy on the way."""
    bound = ">" if RISING[operator] is up else "<"
    return Relation(bound if strict else f"{bound}=", slope, ZERO)


def start_relation(relation: Relation, walk: Walk, strict: bool) -> Relation:
    """What must hold at the anchor, or of the limit there."""
    operator = relation.operator
    if strict and len(operator) == 1:
        operator = f"{operator}="
    if walk.reached:
        return Relation(
            operator,
            replace(relation.left, walk.variable, walk.anchor),
            replace(relation.right, walk.variable, walk.anchor),
        )
    difference = Add((relation.left, negate(relation.right)))
    moving = replace(difference, walk.variable, walk.running)
    side = "+-" if infinite(walk.anchor) else "+" if walk.up else "-"
    return Relation(operator, Limit(moving, walk.running, walk.anchor, side), ZERO)
