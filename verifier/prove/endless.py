"""Series beside one another: terms taken off, factors drawn out. Untrusted.

    sum_{k >= a} f(k) = f(a) + ... + f(a + d - 1) + c sum_{k >= b} g(k)

where f(k + a + d - b) / g(k) = c is free of k. What is left of the series is then any number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations

from verifier.kernel import algebra, comparison, radicals, reading, steps, summation
from verifier.kernel.state import Refusal, State
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal, Proof
from verifier.prove.walks import new_name
from verifier.serialization import to_data
from verifier.terms import Add, Limit, Relation, Sort, Term, Variable, negate, number
from verifier.traversal import endless_sum, free_names, replace, walk

Solve = Callable[[Goal, int], "object | None"]
MOST_TERMS = 3
MOST_SERIES = 4


def endless(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """One series put into words of another, then any number for what is left."""
    series = _series(goal.relation)
    if not series or len(series) > MOST_SERIES or effort < 2:
        return None
    for whole, other in permutations(series, 2):
        for step in _steps(goal, whole, other):
            goal.session.check_time()
            try:
                after = summation.series_step(
                    steps.Replay(goal.claim), goal.state(), goal.relation, step
                )
            except (steps.StepFailure, Refusal, RecursionError):
                continue
            inner = _any_number(goal.also(after), effort - 1, solve)
            if inner is not None:
                proof = {**step, "then": inner}
                return proof if goal.accepts(proof) else None
    return None


def _series(relation: Relation) -> list[Limit]:
    found = [n for n in dict.fromkeys(walk(relation)) if isinstance(n, Limit) and endless_sum(n)]
    return [node for node in found if isinstance(node, Limit)]


def _any_number(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """The goal with a new variable for each series."""
    series = _series(goal.relation)
    if not series:
        found = solve(goal, effort)
        return found if isinstance(found, dict) else None
    if len(series) > 1 and (again := endless(goal, effort, solve)) is not None:
        return again
    term = series[0]
    name = new_name(goal, goal.state(), term)
    relation = comparison.exchanged(goal.relation, term, Variable(name, Sort.REAL))
    inner = _any_number(goal.also(relation), effort, solve)
    return inner and {"rule": "generalise", "term": to_data(term), "name": name, "then": inner}


def _steps(goal: Goal, whole: Limit, other: Limit) -> Iterator[Proof]:
    """How the first series may be some terms and a multiple of the second."""
    one, two = endless_sum(whole), endless_sum(other)
    if one is None or two is None:
        return
    state = goal.state().branch()
    taken = free_names((goal.claim.relation, goal.claim.assumptions, goal.relation))
    name = next(f"r{digit}" for digit in range(1, 99) if f"r{digit}" not in taken)
    running = Variable(name, Sort.INTEGER)
    bodies = [replace(part.body, part.index, running) for part, _ in (one, two)]
    first, second = one[0].index.lower, two[0].index.lower
    for count in range(MOST_TERMS + 1):
        there = Add((running, first, number(count), negate(second)))
        factor = _ratio(state, replace(bodies[0], running, there), bodies[1], running)
        if factor is not None:
            yield {
                "rule": "series_step",
                "series": to_data(whole),
                "other": to_data(other),
                "factor": to_data(factor),
                "terms": count,
                "running": name,
            }


def _ratio(state: State, top: Term, bottom: Term, running: Variable) -> Term | None:
    """The quotient of two terms, if it does not depend on the running index."""
    try:
        inverse = radicals.power(state, reading.read(state, bottom), -1)
        quotient = algebra.multiply(state, reading.read(state, top), inverse)
        leaf = state.make("integer", running.name)
        if leaf in state.support(quotient):
            return None
        return term_of(state, quotient)
    except (Refusal, NoTerm, RecursionError):
        return None
