"""Inequalities between sums over two indices, term by term. Untrusted.

left - right is written as one sum of t log s, with what sums to 0 added to each term:
    1 - 1/s <= log s <= s - 1,  sum (t - t/s) = 0 or sum (t - t s) = 0.
So mutual information is >= 0, and joint entropy at most the sum of the entropies.
"""

from __future__ import annotations

from collections.abc import Iterator

from verifier.kernel import algebra, nesting, radicals, substitution
from verifier.kernel import sums as kernel_sums
from verifier.kernel.state import Refusal, State
from verifier.polynomial import ONE, Polynomial, generator
from verifier.prove.back import NoTerm
from verifier.prove.goal import Goal, Proof
from verifier.prove.termwise import Range, Solve, by_terms, new_index


def twofold(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """A proof term by term, of sums over two indices and a logarithm."""
    outcome = goal.attempt()
    if outcome is None or outcome[1] is None:
        return None
    state, difference = outcome
    assert difference is not None
    ranges: dict[tuple[Range, ...], None] = {}
    for monomial in difference.terms:
        record = state.record(monomial[0][0]) if len(monomial) == 1 else None
        if record is None or record.head != "sum" or not isinstance(record.arguments[0], tuple):
            return None
        ends = [kernel_sums.bounds_of(state, int(str(p))) for p in record.arguments[0]]
        if len(ends) != 2 or monomial[0][1] != 1:
            return None
        ranges[tuple(sorted(ends, key=repr))] = None
    if len(ranges) != 1:
        return None
    ((one, other),) = ranges
    first = state.make("index", new_index(goal, state), *one)
    second = state.make("index", new_index(goal, state) + "_", *other)
    try:
        body = _opened_twice(state, difference, (first, second))
        for correction in _tangents(state, body):
            total = correction
            for leaf in (first, second):
                bound = state.bound(*kernel_sums.bounds_of(state, leaf))
                moved = substitution.substitute(state, total, {leaf: generator(bound)})
                total = kernel_sums.total(state, bound, moved)
            if not total:
                proof = by_terms(goal, state, body + correction, (first, second), effort, solve)
                if proof is not None:
                    return proof
    except (Refusal, NoTerm):
        return None
    return None


def _opened_twice(state: State, difference: Polynomial, leaves: tuple[int, int]) -> Polynomial:
    """The terms of sums over two indices, each bound as the index of its range."""
    body = Polynomial({})
    for monomial, value in difference.terms.items():
        bounds, inner = nesting.open_sum(state, monomial[0][0])
        free = list(leaves)
        names: substitution.Mapping = {}
        for bound in bounds:
            ends = kernel_sums.bounds_of(state, bound)
            leaf = next(one for one in free if kernel_sums.bounds_of(state, one) == ends)
            free.remove(leaf)
            names[bound] = generator(leaf)
        body = body + substitution.substitute(state, inner, names).scale(value)
    return body


def _tangents(state: State, body: Polynomial) -> Iterator[Polynomial]:
    """``t / s - t`` and ``t - t s`` for a body ``t log s``, s being a product of powers."""
    weights: dict[Polynomial, Polynomial] = {}
    for monomial, value in body.terms.items():
        logs = [g for g, e in monomial if state.record(g).head == "log" and e == 1]
        if len(logs) != 1 or abs(value) != 1:
            return
        outer = Polynomial({tuple(pair for pair in monomial if pair[0] != logs[0]): 1})
        inner = radicals.power(state, state.record(logs[0]).inner, 1 if value > 0 else -1)
        weights[outer] = algebra.multiply(state, weights.get(outer, ONE), inner)
    if len(weights) == 1:
        ((outer, inner),) = weights.items()
        yield algebra.multiply(state, outer, radicals.power(state, inner, -1)) - outer
        yield outer - algebra.multiply(state, outer, inner)
