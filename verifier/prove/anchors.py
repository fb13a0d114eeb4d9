"""Where a walk may start: points where an inequality is clear. Untrusted.

Guarantee: none but that every anchor is a term in the names of the goal. Anchors are bounds
that the facts give for a variable, points where the difference of the sides seems to vanish
or to be flat (simple numbers, other variables and simple functions of them), and infinity.
Floating point throws out most choices before anything is proved.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from verifier.kernel import reading, signs
from verifier.kernel.state import NEGATIVE, NULL, POSITIVE, Refusal, State
from verifier.polynomial import Polynomial
from verifier.prove import floats
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal
from verifier.terms import (
    Constant,
    Relation,
    Sort,
    Term,
    Variable,
    call,
    negate,
    number,
)
from verifier.traversal import free_names, walk

INFINITY = Constant("oo")

SAMPLES = 10

TIGHT = 1e-7
STEP = 1e-4


@dataclass(frozen=True)
class Anchor:
    """Where to start; ``up``: the variable is above it, None: on either side."""

    term: Term
    up: bool | None


def variables_of(relation: Relation) -> list[Variable]:
    """Variables that are not complex, the real ones first."""
    found = dict.fromkeys(
        node
        for node in walk(relation)
        if isinstance(node, Variable) and node.sort is not Sort.COMPLEX
    )
    return sorted(found, key=lambda node: node.sort is not Sort.REAL)


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
    for term, up in bounds_of(state, leaf):
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


def bounds_of(state: State, leaf: int) -> Iterator[tuple[Term, bool]]:
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
    return not any(up is (direction < 0) for _, up in bounds_of(state, leaf))


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
