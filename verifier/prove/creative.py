"""Sums whose terms depend on their upper end: creative telescoping in an induction. Untrusted.

For S(n) = sum_{k=a}^n F(n, k) = R(n), the step is shown from
    F(n+1, k) - r(n) F(n, k) = G(k+1) - G(k)  for a <= k < n,   r(n) = R(n+1) / R(n),
with G found by undetermined coefficients.
Source: Petkovsek, Wilf & Zeilberger, A = B (1996), chapter 6.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from verifier.kernel import algebra, calculus_steps, facts, radicals, reading, signs, steps
from verifier.kernel.state import NONNEGATIVE, NULL, Refusal, State
from verifier.polynomial import Polynomial
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal, Proof
from verifier.prove.sums import antidifference, new_index, starts
from verifier.prove.walks import restated
from verifier.serialization import to_data
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Index,
    Multiply,
    Power,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    negate,
    number,
)
from verifier.traversal import free_indices, free_names, rebuild, replace, walk

Solve = Callable[[Goal, int], "object | None"]
EQUAL: Proof = {"rule": "equal"}
MOST_CASES = 3
"""Cases of bases that are 0 or not, one inside the other."""


def creative(goal: Goal, solve: Solve) -> Proof | None:
    """Induction on the upper end of a sum whose terms depend on it."""
    if goal.relation.operator != "=":
        return None
    base = _may_vanish(goal)
    if base is not None and len(goal.hypotheses) < MOST_CASES:
        zero, other = (goal.under(Relation(operator, base, ZERO)) for operator in ("=", "!="))
        then = zero.direct() if zero.attempt() is None else creative(zero, solve)
        proof = None if then is None else creative(other, solve)
        if proof is None:
            return None
        on = Relation("=", base, ZERO)
        return {"rule": "cases", "on": to_data(on), "then": then, "else": proof}
    return _by_upper_end(goal, solve)


def _may_vanish(goal: Goal) -> Term | None:
    """The base of a power in a sum, with the upper end in its exponent, that may be 0."""
    state = goal.state()
    for whole in (goal.relation.left, goal.relation.right):
        if not isinstance(whole, Sum) or not isinstance(whole.index.upper, Variable):
            continue
        for node in walk(whole.body):
            if not isinstance(node, Power) or whole.index in free_indices(node.base):
                continue
            if whole.index.upper.name not in free_names(node.exponent):
                continue
            try:
                if signs.sign(state, reading.read(state, node.base)) & NULL:
                    return node.base
            except Refusal:
                continue
    return None


def _by_upper_end(goal: Goal, solve: Solve) -> Proof | None:
    relation = goal.relation
    for whole, value in ((relation.left, relation.right), (relation.right, relation.left)):
        if not isinstance(whole, Sum) or not isinstance(whole.index.upper, Variable):
            continue
        variable = whole.index.upper
        if variable.sort not in (Sort.INTEGER, Sort.DIMENSION):
            continue
        try:
            proof = _normalized(goal, whole, value, variable, solve)
        except (steps.StepFailure, Refusal, NoTerm, RecursionError):
            continue
        if proof is not None and goal.accepts(proof):
            return proof
    return None


def _normalized(
    goal: Goal, whole: Sum, value: Term, variable: Variable, solve: Solve
) -> Proof | None:
    """The claim with the factor taken off that does not depend on the index, by induction."""
    factor = _outside(goal, whole)
    below = Power(factor, number(-1))
    inner = Sum(whole.index, Multiply((whole.body, below)))
    relation = Relation("=", inner, Multiply((value, below)))
    smaller = goal.also(relation)
    for start in starts(goal, variable):
        proof = _by_induction(smaller, inner, relation.right, variable, start, solve)
        if proof is not None:
            turned = whole is not goal.relation.left
            return restated(relation, proof, negate(factor) if turned else factor)
    return None


def _outside(goal: Goal, whole: Sum) -> Term:
    """The factor of the terms that is the same in all of them."""
    branch = goal.state().branch()
    running = Variable(new_index(goal, branch), Sort.INTEGER)
    here = reading.read(branch, running)
    for end, side in ((whole.index.lower, 1), (whole.index.upper, -1)):
        gap = (here - reading.read(branch, end)).scale(side)
        facts.assume_sign(branch, gap, NONNEGATIVE, None)
    body = reading.read(branch, replace(whole.body, whole.index, running))
    single, leaf = body.single(), here.single()
    if single is None or leaf is None:
        return ONE
    identity = leaf[1][0][0]
    fixed = tuple(p for p in single[1] if identity not in branch.record(p[0]).support)
    return term_of(branch, Polynomial({fixed: 1}))


def _by_induction(
    goal: Goal, whole: Sum, value: Term, variable: Variable, start: Term, solve: Solve
) -> Proof | None:
    proof: Proof = {
        "rule": "induction",
        "variable": to_data(variable),
        "start": to_data(start),
    }
    replay = steps.Replay(goal.claim)
    base, step = calculus_steps.induction_premises(replay, goal.state(), goal.relation, proof)
    beginning = goal.inside(partial(_state, goal, proof, 0), base[1])
    shown = solve(beginning, 2)
    if shown is None:
        return None
    inner = _step(step[0], step[1], whole, value, variable, goal)
    return None if inner is None else {**proof, "base": shown, "step": inner}


def _state(goal: Goal, proof: Proof, position: int) -> State:
    replay = steps.Replay(goal.claim)
    premises = calculus_steps.induction_premises(replay, goal.state(), goal.relation, proof)
    return premises[position][0]


def _step(
    state: State, after: Relation, whole: Sum, value: Term, variable: Variable, goal: Goal
) -> Proof | None:
    """Peel the last term off both sums, and telescope what is left of their difference."""
    branch = state.branch()
    longer = next((node for node in walk(after) if isinstance(node, Sum)), None)
    if longer is None:
        return None
    following = Add((variable, ONE))
    ratio = term_of(
        branch,
        algebra.multiply(
            branch,
            reading.read(branch, replace(value, variable, following)),
            radicals.power(branch, reading.read(branch, value), -1),
        ),
    )
    index = whole.index
    shorter = Index(index.name, index.lower, Add((variable, negate(ONE))))
    now, then = (replace(body, index, shorter) for body in (whole.body, longer.body))
    rest = Sum(shorter, Add((then, negate(ratio * now))))
    name, found = _antidifference(branch, goal, rest)
    if found is None:
        return None
    lemma = Relation("=", whole, Add((replace(whole.body, index, variable), Sum(shorter, now))))
    ends = Add((_apart(after, longer, variable), ratio * Sum(shorter, now)))
    apart: Proof = {"rule": "peel", "sum": to_data(whole), "end": "upper", "then": EQUAL}
    telescope: Proof = {
        "rule": "telescope",
        "sum": to_data(rest),
        "antidifference": to_data(found),
        "running": name,
        "then": EQUAL,
    }
    final = Relation("=", rest, negate(ends))
    peeled: Proof = {
        "rule": "peel",
        "sum": to_data(longer),
        "end": "upper",
        "then": restated(final, telescope),
    }
    return {"rule": "have", "lemma": to_data(lemma), "proof": apart, "then": peeled}


def _apart(after: Relation, longer: Sum, variable: Variable) -> Term:
    """Left - right of the step, only the last term left of its sum."""
    last = replace(longer.body, longer.index, variable)

    def put(node: object) -> object:
        return last if node == longer else rebuild(node, put)

    moved = put(after)
    assert isinstance(moved, Relation)
    return Add((moved.left, negate(moved.right)))


def _antidifference(state: State, goal: Goal, rest: Sum) -> tuple[str, Term | None]:
    branch = state.branch()
    name = new_index(goal, branch)
    running = Variable(name, Sort.INTEGER)
    here = reading.read(branch, running)
    for end, side in ((rest.index.lower, 1), (Add((rest.index.upper, ONE)), -1)):
        gap = (here - reading.read(branch, end)).scale(side)
        facts.assume_sign(branch, gap, NONNEGATIVE, None)
    body = reading.read(branch, replace(rest.body, rest.index, running))
    single = here.single()
    if single is None:
        return name, None
    found = antidifference(branch, body, single[1][0][0])
    return name, None if found is None else term_of(branch, found)
