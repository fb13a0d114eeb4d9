"""Where a walk may start: points where an inequality is clear. Untrusted.

Guarantee: none but that every anchor is a term in the names of the goal. Anchors are bounds
that the facts give for a variable, points where the difference of the sides seems to vanish
or to be flat (simple numbers, other variables and simple functions of them), and infinity.
Floating point throws out most choices before anything is proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from verifier.kernel import reading, signs
from verifier.kernel.state import NEGATIVE, NULL, POSITIVE, State
from verifier.polynomial import Polynomial
from verifier.prove import floats
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal
from verifier.prove.sampled import Sampled
from verifier.terms import (
    Constant,
    Function,
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
    along = Sampled(state, goal.relation.operator, difference, leaf, points)
    for term, up in bounds_of(state, leaf):
        if term not in seen and free_names(term) <= names and along.starts_well(term):
            seen.add(term)
            yield Anchor(term, up)
    for term in (*_candidates(state, goal, variable), *along.turning()):
        if term not in seen and (along.is_tight(term) or along.is_flat(term)):
            seen.add(term)
            yield Anchor(term, _side(state, value, term))
    for direction in (1, -1):
        if _reaches(state, leaf, direction) and along.ends_well(direction):
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
    for node in walk(goal.relation):
        if isinstance(node, Function) and node.name == "exp" and variable not in walk(node):
            yield node
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


def _side(state: State, value: Polynomial, term: Term) -> bool | None:
    mask = signs.sign(state, value - reading.read(state, term))
    if not mask & NEGATIVE:
        return True
    return False if not mask & POSITIVE else None


def _reaches(state: State, leaf: int, direction: int) -> bool:
    """Whether no fact bounds the leaf in this direction."""
    return not any(up is (direction < 0) for _, up in bounds_of(state, leaf))
