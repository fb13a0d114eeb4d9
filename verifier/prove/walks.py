"""Inequalities by walking from a point where they are clear, by the sign of the slope. Untrusted.

    g(p) >= 0  and  g' >= 0 from p to x   give   g(x) >= 0.

Anchors p are bounds that the facts give for a variable, points where g vanishes (simple
numbers, other variables and simple functions of them), and infinity. Floating point
throws out most choices before anything is proved.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from verifier.kernel import monotone, reading, signs, steps
from verifier.kernel.continuity import continuous
from verifier.kernel.state import NEGATIVE, NULL, POSITIVE, Refusal, State
from verifier.polynomial import Polynomial
from verifier.prove import floats
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal, Proof
from verifier.serialization import to_data
from verifier.terms import (
    ZERO,
    Add,
    Constant,
    Derivative,
    Function,
    Relation,
    Sort,
    Term,
    Variable,
    call,
    negate,
    number,
)
from verifier.traversal import free_names, replace, walk

Solve = Callable[[Goal, int], "object | None"]
INFINITY = Constant("oo")
NAMES = "tsuvwrqhg"
SAMPLES = 10
KINKED = ("abs", "max", "min")
TIGHT = 1e-7
STEP = 1e-4


@dataclass(frozen=True)
class Anchor:
    """Where to start; ``up``: the variable is above it, None: on either side."""

    term: Term
    up: bool | None


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


def variables_of(relation: Relation) -> list[Variable]:
    """Variables that are not complex, the real ones first."""
    found = dict.fromkeys(
        node
        for node in walk(relation)
        if isinstance(node, Variable) and node.sort is not Sort.COMPLEX
    )
    return sorted(found, key=lambda node: node.sort is not Sort.REAL)


# -- anchors -----------------------------------------------------------------------------


def anchors(
    goal: Goal, state: State, difference: Polynomial, variable: Variable
) -> Iterator[Anchor]:
    """Places to start from, the most promising first."""
    value = reading.read(state, variable)
    single = value.single()
    if single is None or single[0] != 1 or len(single[1]) != 1:
        return
    leaf = single[1][0][0]
    leaves = floats.leaves_of(state, difference, *state.signs)
    points = floats.Sampler(state, leaves).points(SAMPLES)
    seen: set[Term] = set()
    names = free_names(goal.relation)
    for term, up in _bounds(state, leaf):
        if (
            term not in seen
            and free_names(term) <= names
            and _starts_well(goal, state, difference, leaf, term, points)
        ):
            seen.add(term)
            yield Anchor(term, up)
    for term in (*_candidates(state, goal, variable), *_turning(state, difference, leaf, points)):
        if term in seen or not (
            _is_tight(state, difference, leaf, term, points)
            or _is_flat(goal, state, difference, leaf, term, points)
        ):
            continue
        seen.add(term)
        side = _side(state, value, term)
        yield Anchor(term, side)
    for direction in (1, -1):
        if _reaches(state, leaf, direction) and _ends_well(
            goal, state, difference, leaf, direction, points
        ):
            yield Anchor(INFINITY if direction > 0 else negate(INFINITY), direction < 0)


def _bounds(state: State, leaf: int) -> Iterator[tuple[Term, bool]]:
    """Bounds of a leaf from facts that are linear in it."""
    for fact, mask in state.signs.items():
        slope = fact.terms.get(((leaf, 1),))
        if slope is None or mask in (NEGATIVE | POSITIVE, NULL):
            continue
        rest = fact - Polynomial({((leaf, 1),): slope})
        if leaf in state.support(rest):
            continue
        try:
            yield (
                term_of(state, rest.scale(Fraction(-1) / slope)),
                (mask & NEGATIVE == 0) is (slope > 0),
            )
        except NoTerm:
            continue


def _candidates(state: State, goal: Goal, variable: Variable) -> Iterator[Term]:
    """Numbers, other variables, simple functions of them."""
    for value in ("0", "1", "-1", "1/2", "2", "-1/2", "-2", "3", "-3", "1/3", "4", "1/4", "3/2"):
        yield number(value)
    yield from (
        call("exp", 1),
        call("exp", -1),
        Constant("pi"),
        Constant("pi") / number(2),
        Constant("pi") / number(4),
        negate(Constant("pi") / number(2)),
        call("log", 2),
        number(2) ** number("1/2"),
        number(2) ** number("-1/2"),
        -(number(2) ** number("-1/2")),
        Constant("pi") / number(3),
        Constant("pi") / number(6),
        -(Constant("pi") / number(4)),
    )
    for other in variables_of(goal.relation):
        if other == variable:
            continue
        yield other
        yield negate(other)
        positive = signs.sign(state, reading.read(state, other)) == POSITIVE
        if positive:
            yield from (call("log", other), other ** number("1/2"), other ** number(-1))
            yield other ** number(2)
        yield call("exp", other)


def _point_at(
    state: State, leaf: int, term: Term, point: floats.Point
) -> tuple[floats.Point, float] | None:
    try:
        value = floats.value(state, reading.read(state, term), point)
    except Refusal:
        return None
    return None if value is None else ({**point, leaf: value}, value)


def _is_tight(
    state: State, difference: Polynomial, leaf: int, term: Term, points: list[floats.Point]
) -> bool:
    """Whether the two sides meet there, at all sampled values of the rest."""
    met = 0
    for point in points[:4]:
        moved = _point_at(state, leaf, term, point)
        if moved is None:
            return False
        here = floats.value(state, difference, moved[0])
        if here is None:
            here = _near(state, difference, leaf, moved)
        if here is None or abs(here) > TIGHT * max(1.0, _size(state, difference, moved[0])):
            return False
        met += 1
    return met > 0


def _is_flat(
    goal: Goal,
    state: State,
    difference: Polynomial,
    leaf: int,
    term: Term,
    points: list[floats.Point],
) -> bool:
    """Whether the slope seems to vanish there, the relation holding, for all other values."""
    for point in points[:3]:
        moved = _point_at(state, leaf, term, point)
        if moved is None:
            return False
        middle = moved[1]
        here, right, left = (
            floats.value(state, difference, {**point, leaf: middle + step})
            for step in (0.0, STEP, -STEP)
        )
        if here is None or right is None or left is None:
            return False
        scale = max(1.0, abs(here))
        if abs(right - left) > 1e-6 * STEP * scale or abs(right - here) < 1e-13 * scale:
            return False
        if floats.violated(here, goal.relation.operator, 1.0):
            return False
    return bool(points)


def _turning(
    state: State, difference: Polynomial, leaf: int, points: list[floats.Point]
) -> Iterator[Term]:
    """Simple rationals where the slope changes its sign, found on a grid."""
    if not points or len(floats.leaves_of(state, difference)) > 2:
        return

    def slope(place: float) -> float | None:
        ends = (
            floats.value(state, difference, {**points[0], leaf: place + step})
            for step in (STEP, -STEP)
        )
        high, low = ends
        return None if high is None or low is None else high - low

    grid = [k / 4 for k in range(-40, 41)]
    values = [slope(place + 1e-3) for place in grid]
    for place, first, second in zip(grid, values, values[1:], strict=False):
        if first is None or second is None or first * second >= 0:
            continue
        low, high = place + 1e-3, place + 0.251
        for _ in range(40):
            middle = (low + high) / 2
            value = slope(middle)
            if value is None:
                break
            low, high = (middle, high) if value * first > 0 else (low, middle)
        guess = Fraction(low).limit_denominator(12)
        if abs(float(guess) - low) < 1e-5:
            yield number(guess)


def _size(state: State, difference: Polynomial, point: floats.Point) -> float:
    return min(1e6, floats.magnitude(state, difference, point))


def _near(
    state: State, difference: Polynomial, leaf: int, moved: tuple[floats.Point, float]
) -> float | None:
    """The value next to a point where the function itself is not defined."""
    point, center = moved
    for step in (1e-9, -1e-9):
        here = floats.value(state, difference, {**point, leaf: center + step})
        if here is not None:
            return here if abs(here) > 1e-4 else 0.0
    return None


def _starts_well(
    goal: Goal,
    state: State,
    difference: Polynomial,
    leaf: int,
    term: Term,
    points: list[floats.Point],
) -> bool:
    """Whether the relation (with equality) seems to hold at the anchor."""
    for point in points[:6]:
        moved = _point_at(state, leaf, term, point)
        if moved is None:
            return False
        here = floats.value(state, difference, moved[0])
        if here is None:
            here = _near(state, difference, leaf, moved)
        if here is not None and floats.violated(here, f"{goal.relation.operator[0]}=", 1.0):
            return False
    return bool(points)


def _side(state: State, value: Polynomial, term: Term) -> bool | None:
    mask = signs.sign(state, value - reading.read(state, term))
    if not mask & NEGATIVE:
        return True
    return False if not mask & POSITIVE else None


def _reaches(state: State, leaf: int, direction: int) -> bool:
    """Whether no fact bounds the leaf in this direction."""
    return not any(up is (direction < 0) for _, up in _bounds(state, leaf))


def _ends_well(
    goal: Goal,
    state: State,
    difference: Polynomial,
    leaf: int,
    direction: int,
    points: list[floats.Point],
) -> bool:
    """Whether the difference seems to tend to a finite limit on the right side of 0."""
    for point in points[:3]:
        far = [
            floats.value(state, difference, {**point, leaf: direction * size})
            for size in (1e3, 1e6)
        ]
        if any(here is None or not math.isfinite(here) or abs(here) > 1e3 for here in far):
            return False
        if floats.violated(far[1] or 0.0, f"{goal.relation.operator[0]}=", 1e4):
            return False
    return bool(points)


# -- between two ends --------------------------------------------------------------------


def arches(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """A concave function that is >= 0 at both ends of where its variable lies."""
    if goal.relation.operator not in monotone.RISING or effort < 2:
        return None
    state = goal.state()
    for variable in variables_of(goal.relation):
        single = reading.read(state, variable).single()
        if single is None or len(single[1]) != 1:
            continue
        bounds = list(_bounds(state, single[1][0][0]))
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
    slope = _derivative(inner, goal.relation, lower)
    if slope is None:
        return None
    bend = _derivative(inner, Relation(operator, slope, ZERO), replace_variable(lower))
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
    return _derivative(monotone.between(goal.state(), plan, False), goal.relation, plan)


def _derivative(inner: State, relation: Relation, plan: monotone.Walk) -> Term | None:
    total = Polynomial({})
    try:
        for side, turn in ((relation.left, 1), (relation.right, -1)):
            moved = replace(side, plan.variable, plan.running)
            total = total + reading.read(inner, Derivative(moved, plan.running)).scale(turn)
        return term_of(inner, total)
    except (Refusal, NoTerm, RecursionError):
        return None
