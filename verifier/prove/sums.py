"""Sums: antidifferences by undetermined coefficients, and induction. Untrusted.

G with G(k+1) - G(k) = f(k) is looked for among combinations of what occurs in f, times or
over k and its neighbours: a system of linear equations, as for antiderivatives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

from verifier.kernel import (
    algebra,
    calculus_steps,
    facts,
    monotone,
    reading,
    steps,
    substitution,
    summation,
)
from verifier.kernel.state import NEGATIVE, NONNEGATIVE, NONZERO, NULL, Refusal, State
from verifier.polynomial import ONE as UNIT
from verifier.polynomial import ZERO, Monomial, Polynomial, generator, multiply_monomials
from verifier.prove.back import NoTerm, term_of
from verifier.prove.elimination import over_one_denominator, solution
from verifier.prove.goal import Goal, Proof
from verifier.serialization import to_data
from verifier.terms import (
    Function,
    Number,
    Power,
    Product,
    Sort,
    Sum,
    Term,
    Variable,
    number,
)
from verifier.traversal import endless_sum, free_names, replace, walk

Solve = Callable[[Goal, int], "object | None"]
MOST_CANDIDATES = 120
EFFORT_TO_PEEL = 6
INTEGERS = (Sort.INTEGER, Sort.DIMENSION)


# -- telescoping -------------------------------------------------------------------------


def telescoping(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """Put in an antidifference for a sum."""
    series = _series(goal, effort, solve)
    if series is not None:
        return series
    for node in dict.fromkeys(walk(goal.relation)):
        if not isinstance(node, Sum):
            continue
        for name, candidate in (
            *_antidifferences(goal, node, ZERO),
            *(_antidifferences(goal, node, UNIT) if _has_factorials(node) else ()),
        ):
            proof: Proof = {
                "rule": "telescope",
                "sum": to_data(node),
                "antidifference": to_data(candidate),
                "running": name,
            }
            try:
                left = summation.telescope(
                    steps.Replay(goal.claim), goal.state(), goal.relation, proof
                )
            except (steps.StepFailure, Refusal, RecursionError):
                continue
            inner = solve(goal.also(left), effort - 1)
            return None if inner is None else {**proof, "then": inner}
    return _without_the_last(goal, effort, solve)


def _series(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """Put in an antidifference for an infinite sum."""
    for node in dict.fromkeys(walk(goal.relation)):
        found = endless_sum(node)
        if found is None:
            continue
        for name, candidate in _antidifferences(goal, found[0], ZERO):
            proof: Proof = {
                "rule": "telescope_series",
                "series": to_data(node),
                "antidifference": to_data(candidate),
                "running": name,
            }
            try:
                left = summation.telescope_series(
                    steps.Replay(goal.claim), goal.state(), goal.relation, proof
                )
            except (steps.StepFailure, Refusal, RecursionError):
                continue
            inner = solve(goal.also(left), effort - 1)
            if inner is not None:
                return {**proof, "then": inner}
    return None


def _without_the_last(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """The last term taken off first, after which an antidifference has a pole: 1/(n - k)!."""
    if effort < EFFORT_TO_PEEL or goal.relation.operator != "=":
        return None
    for node in dict.fromkeys(walk(goal.relation)):
        if not isinstance(node, Sum) or not _has_factorials(node):
            continue
        proof: Proof = {"rule": "peel", "sum": to_data(node), "end": "upper"}
        try:
            left = summation.peel(steps.Replay(goal.claim), goal.state(), goal.relation, proof)
        except (steps.StepFailure, Refusal, RecursionError):
            continue
        inner = telescoping(goal.also(left), EFFORT_TO_PEEL - 1, solve)
        if inner is not None:
            return {**proof, "then": inner}
    return None


def _has_factorials(node: Sum) -> bool:
    names = ("binomial", "factorial", "gamma")
    return any(isinstance(part, Function) and part.name in names for part in walk(node.body))


def _antidifferences(goal: Goal, node: Sum, beyond: Polynomial) -> Iterator[tuple[str, Term]]:
    """By a form of the terms that is right up to ``beyond`` their upper end."""
    state = goal.state().branch()
    name = new_index(goal, state)
    running = Variable(name, Sort.INTEGER)
    try:
        here = reading.read(state, running)
        lower, upper = (reading.read(state, end) for end in (node.index.lower, node.index.upper))
        facts.assume_sign(state, here - lower, NONNEGATIVE, None)
        facts.assume_sign(state, upper + beyond - here, NONNEGATIVE, None)
        body = reading.read(state, replace(node.body, node.index, running))
        single = here.single()
        if single is None:
            return
        found = antidifference(state, body, single[1][0][0])
        if found is not None:
            yield name, term_of(state, found)
    except (Refusal, NoTerm, RecursionError):
        return


def new_index(goal: Goal, state: State) -> str:
    """A name for a running index that nothing else has."""
    taken = free_names((goal.claim.relation, goal.claim.assumptions, goal.relation))
    return next(
        letter
        for letter in ("k", "j", "l", "m", *(f"k{digit}" for digit in range(1, 99)))
        if letter not in taken and not monotone.mentions(state, letter)
    )


def antidifference(state: State, body: Polynomial, leaf: int) -> Polynomial | None:
    """G with G(k+1) - G(k) = body, as a polynomial."""
    shift: substitution.Mapping = {leaf: generator(leaf) + UNIT}
    kept: list[Polynomial] = []
    differences: list[Polynomial] = []
    for candidate in list(dict.fromkeys(_candidates(state, body, leaf)))[:MOST_CANDIDATES]:
        try:
            moved = substitution.substitute(state, candidate, shift)
        except Refusal:
            continue
        kept.append(candidate)
        differences.append(moved - candidate)
    *differences, body = over_one_denominator(state, [*differences, body])
    weights = solution(differences, body)
    if weights is None:
        return None
    total = Polynomial({})
    for weight, candidate in zip(weights, kept, strict=True):
        total = total + candidate.scale(weight)
    return total


def _candidates(state: State, body: Polynomial, leaf: int) -> Iterator[Polynomial]:
    """Terms of the body with fewer denominators, at k and k - 1, times powers of k."""
    back: substitution.Mapping = {leaf: generator(leaf) - UNIT}
    for monomial in body.terms:
        fixed: Monomial = tuple(p for p in monomial if leaf not in state.record(p[0]).support)
        moving = tuple(p for p in monomial if p not in fixed)
        poles = [p for p in moving if p[1] < 0 and state.record(p[0]).head != "gamma"]
        degree = int(sum(e for g, e in moving if g == leaf and e > 0))
        for outside in _outsides(state, fixed):
            for count in range(len(poles) + 1):
                for dropped in combinations(poles, count):
                    rest = tuple(p for p in moving if p not in dropped and p[0] != leaf)
                    base = Polynomial({outside: 1}).times(Polynomial({rest: 1}))
                    shapes = [base]
                    if len(rest) == 1:
                        shapes.append(substitution.substitute(state, base, back))
                    for shape in shapes:
                        for power in range(degree + 2, -2, -1):
                            factor = generator(leaf, power)
                            yield algebra.multiply(state, shape, factor)


def _outsides(state: State, fixed: Monomial) -> list[Monomial]:
    """The factors that do not move, all or none of them, and divided by a size in n!."""
    found: dict[Monomial, None] = {fixed: None, (): None}
    for identity, exponent in fixed:
        record = state.record(identity)
        if record.head != "gamma" or exponent != 1:
            continue
        for leaf in sorted(record.support):
            if state.record(leaf).head == "dimension":
                found[multiply_monomials(fixed, ((leaf, -1),))] = None
    return list(found)


# -- induction ---------------------------------------------------------------------------


def induction(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """Over a variable up to which a sum or product runs, or that is an exponent."""
    for variable in _inductive(goal):
        for start in starts(goal, variable):
            proof: Proof = {
                "rule": "induction",
                "variable": to_data(variable),
                "start": to_data(start),
            }
            proved = _by_induction(goal, proof, effort, solve)
            if proved is not None:
                return proved
    return None


def first_by_induction(goal: Goal, solve: Solve) -> Proof | None:
    """For inequalities in which an integer is an exponent or runs through a gamma function."""
    if goal.relation.operator in ("=", "!=") or goal.attempt() is None:
        return None
    if not any(
        (isinstance(node, Power) and not isinstance(node.exponent, Number))
        or (isinstance(node, Function) and node.name in ("factorial", "gamma"))
        for node in walk(goal.relation)
    ):
        return None
    return induction(goal, 5, solve)


def _by_induction(goal: Goal, proof: Proof, effort: int, solve: Solve) -> Proof | None:
    """Both premises solved, in the states that the kernel makes for them."""
    try:
        premises = calculus_steps.induction_premises(
            steps.Replay(goal.claim), goal.state(), goal.relation, proof
        )
    except (steps.StepFailure, Refusal, RecursionError):
        return None
    found: list[object] = []
    for position in (0, 1):
        build = partial(_premise, goal, proof, position)
        inner = goal.inside(build, premises[position][1])
        inner.known = (goal.session.generation, premises[position][0])
        solved = solve(inner, effort - 2)
        if solved is None:
            return None
        found.append(solved)
    return {**proof, "base": found[0], "step": found[1]}


def _premise(goal: Goal, proof: Proof, position: int) -> State:
    premises = calculus_steps.induction_premises(
        steps.Replay(goal.claim), goal.state(), goal.relation, proof
    )
    return premises[position][0]


def _inductive(goal: Goal) -> list[Variable]:
    """Integers up to which something runs first, then all others."""
    found: dict[Variable, None] = {}
    nodes = list(walk(goal.relation))
    for node in nodes:
        if isinstance(node, Sum | Product):
            for part in walk(node.index.upper):
                if isinstance(part, Variable) and part.sort in INTEGERS:
                    found.setdefault(part)
    for node in nodes:
        if isinstance(node, Variable) and node.sort in INTEGERS:
            found.setdefault(node)
    return list(found)


def starts(goal: Goal, variable: Variable) -> Iterator[Term]:
    """The lower bounds of the variable by the facts, the largest numbers first."""
    state = goal.state()
    value = reading.read(state, variable)
    single = value.single()
    if single is None or not single[1]:
        return  # an assumption gives it a value
    leaf = single[1][0][0]
    numbers: set[int] = {1} if variable.sort is Sort.DIMENSION else set()
    others: list[Term] = []
    for fact, mask in state.signs.items():
        slope = fact.terms.get(((leaf, 1),))
        if slope not in (1, -1) or mask in (NONZERO, NULL) or (mask & NEGATIVE == 0) is (slope < 0):
            continue
        rest = (fact - Polynomial({((leaf, 1),): slope})).scale(-slope)
        constant = rest.constant()
        if isinstance(constant, int):
            numbers.add(constant if mask & NULL else constant + 1)
        elif leaf not in state.support(rest):
            try:
                others.append(term_of(state, rest))
            except NoTerm:
                continue
    yield from others
    if numbers:
        yield number(max(numbers))
