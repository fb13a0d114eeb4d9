"""Solving one goal by trying tactics, each of which may leave smaller goals. Untrusted."""

from __future__ import annotations

from collections.abc import Callable

from verifier.kernel import algebra, reading, signs
from verifier.kernel.state import ANY, NEGATIVE, POSITIVE, Refusal
from verifier.polynomial import ONE, Polynomial
from verifier.prove import (
    anchors,
    arches,
    floats,
    floors,
    forms,
    inequality,
    lagrange,
    norms,
    parts,
    powers,
    tactics,
    termwise,
    twofold,
    walks,
)
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal
from verifier.serialization import to_data
from verifier.terms import ZERO, Relation

EFFORT = 6
"""How many tactics may stand one inside the other."""
DEEPEST = 14


def solve(goal: Goal, effort: int = EFFORT) -> object | None:
    """A proof of the goal, or None."""
    outcome = goal.attempt()
    if outcome is None:
        return goal.direct()
    state, rest = outcome
    if effort <= 0 or not rest or goal.level > DEEPEST:
        return None
    if goal.relation.operator == "=":
        return tactics.split(goal, 2) or powers.equal_sides(goal, effort, solve)
    if not floats.plausible(state, rest, goal.relation.operator):
        return None
    for tactic in ORDER:
        proof = tactic(goal, effort)
        if proof is not None:
            return proof
    return None


def _squares(goal: Goal, _: int) -> object | None:
    return inequality.squares(goal)


def _norms(goal: Goal, effort: int) -> object | None:
    proof = lagrange.lagrange(goal) or norms.norms(goal) or forms.forms(goal)
    if proof is None and norms.is_norm(goal.state(), goal.difference()):
        return powers.ordered_sides(goal, effort, solve)
    return proof


def _numerator(goal: Goal, effort: int) -> object | None:
    """Drop a factor whose sign is known; split by the sign of one that is not."""
    state, rest = goal.state(), goal.difference()
    try:
        value, monomial, primitive = algebra.primitive_part(state, rest)
    except Refusal:
        return None
    if primitive == ONE:
        return None
    factor = Polynomial({monomial: value})
    if factor.constant() in (1, -1):
        return None
    mask = signs.sign(state, factor)
    if mask in (POSITIVE, NEGATIVE):
        if mask == NEGATIVE:
            factor, primitive = -factor, -primitive
        try:
            relation = Relation(goal.relation.operator, term_of(state, primitive), ZERO)
            inner = solve(goal.also(relation), effort)
            return inner and walks.restated(relation, inner, term_of(state, factor))
        except NoTerm:
            return None
    return None


def _terms(goal: Goal, effort: int) -> object | None:
    if effort <= 1:
        return None
    return termwise.termwise(goal, effort, solve) or twofold.twofold(goal, effort, solve)


def _floors(goal: Goal, effort: int) -> object | None:
    return floors.at_bounds(goal, effort, solve)


def _split(goal: Goal, effort: int) -> object | None:
    deeper = 3 - len(goal.hypotheses) // 2
    if not any(True for _ in tactics.conditions(goal)):
        return None
    return tactics.split(goal, deeper, lambda inner: solve(inner, effort - 1))


def _boxes(goal: Goal, _: int) -> object | None:
    return parts.boxes(goal)


def _walks(goal: Goal, effort: int) -> object | None:
    return walks.walks(goal, effort, solve)


def _parts(goal: Goal, _: int) -> object | None:
    return parts.parts(goal)


def _beside_fact(goal: Goal, effort: int) -> object | None:
    return parts.beside_fact(goal, effort, solve)


def _arches(goal: Goal, effort: int) -> object | None:
    return arches.arches(goal, effort, solve)


def _by_variable(goal: Goal, effort: int) -> object | None:
    """The three signs of a variable."""
    state = goal.state()
    if effort < 4:
        return None
    for variable in anchors.variables_of(goal.relation)[:2]:
        if signs.sign(state, reading.read(state, variable)) != ANY:
            continue
        proof: dict[str, object] = {"rule": "trichotomy", "of": to_data(variable)}
        for name, operator in (("zero", "="), ("positive", ">"), ("negative", "<")):
            inner = solve(goal.under(Relation(operator, variable, ZERO)), effort - 2)
            if inner is None:
                break
            proof[name] = inner
        else:
            return proof
    return None


def _first_of_all(goal: Goal, effort: int) -> object | None:
    return powers.first_of_all(goal, effort, solve)


def _powers(goal: Goal, effort: int) -> object | None:
    return powers.ordered_sides(goal, effort, solve)


ORDER: tuple[Callable[[Goal, int], object | None], ...] = (
    _squares,
    _norms,
    _first_of_all,
    _beside_fact,
    _numerator,
    _terms,
    _split,
    _boxes,
    _parts,
    _floors,
    _arches,
    _walks,
    _powers,
    _by_variable,
)
