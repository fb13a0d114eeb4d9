"""Inequalities between sums, term by term. Untrusted.

left - right is written as one sum over a range: what stands outside of the sums is spread
over the terms (evenly, or by weights that sum to 1), differences of weights, whose sum is
0, are added, and a function of a sum is replaced by its tangent:
    phi(m) = sum (w_j phi(m) + phi'(m) (x_j - w_j m)),  m = sum x_j.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

from verifier.kernel import (
    algebra,
    derivative,
    facts,
    nesting,
    radicals,
    reading,
    signs,
    steps,
    substitution,
)
from verifier.kernel import sums as kernel_sums
from verifier.kernel import termwise as rule
from verifier.kernel.state import NULL, Refusal, State
from verifier.polynomial import ONE, Monomial, Polynomial, generator
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal, Proof
from verifier.prove.walks import new_name
from verifier.serialization import to_data
from verifier.terms import Entry, Index, Relation, Sort, Sum, Term, Variable, call
from verifier.traversal import free_names, replace, walk

Solve = Callable[[Goal, int], "object | None"]
Range = tuple[Polynomial, Polynomial]
MOST_BODIES = 16


def termwise(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """A proof term by term, of the relation itself or of its exponentials."""
    if goal.relation.operator not in ("<", "<=", ">", ">="):
        return None
    outcome = goal.attempt()
    if outcome is None or outcome[1] is None:
        return None
    state, difference = outcome
    assert difference is not None
    proof = _of_difference(goal, state, difference, effort, solve)
    if proof is None and any(_is_log_of_sum(state, g) for g in difference.generators()):
        return _of_exponentials(goal, effort, solve)
    return proof


def _is_log_of_sum(state: State, identity: int) -> bool:
    record = state.record(identity)
    inner = record.arguments[0] if record.arguments else None
    return (
        record.head == "log"
        and isinstance(inner, Polynomial)
        and any(state.record(g).head == "sum" for g in inner.generators())
    )


def _of_exponentials(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    left, right = (call("exp", side) for side in (goal.relation.left, goal.relation.right))
    raised = goal.also(Relation(goal.relation.operator, left, right))
    outcome = raised.attempt()
    if outcome is None:
        return {"rule": "exponentiate", "then": raised.direct()}
    state, difference = outcome
    if difference is None:
        return None
    inner = _of_difference(raised, state, difference, effort, solve)
    proof: Proof | None = inner and {"rule": "exponentiate", "then": inner}
    return proof if proof is not None and goal.accepts(proof) else None


def _of_difference(
    goal: Goal, state: State, difference: Polynomial, effort: int, solve: Solve
) -> Proof | None:
    """The first body whose terms have the sign that is wanted."""
    try:
        ranges = _ranges(state, difference)
    except Refusal:
        return None
    for lower, upper in ranges:
        name = new_index(goal, state)
        index_id = state.make("index", name, lower, upper)
        try:
            bodies = dict.fromkeys(_bodies(state, difference, index_id))
        except (Refusal, NoTerm):
            continue
        for body in list(bodies)[:MOST_BODIES]:
            goal.session.check_time()
            proof = by_terms(goal, state, body, (index_id,), effort, solve)
            if proof is not None:
                return proof
    return None


def new_index(goal: Goal, state: State) -> str:
    """A name for an index that nothing else has."""
    taken = free_names((goal.claim.relation, goal.claim.assumptions, goal.relation))
    taken |= set(state.table.sorts)
    return next(f"i{digit}" for digit in range(1, 99) if f"i{digit}" not in taken)


def _ranges(state: State, difference: Polynomial) -> list[Range]:
    """The ranges of the sums of one index in it, or inside of what is in it."""
    found: dict[Range, None] = {}
    for identity in _sums_in(state, difference):
        placeholders = state.record(identity).arguments[0]
        if isinstance(placeholders, tuple) and len(placeholders) == 1:
            found[kernel_sums.bounds_of(state, int(str(placeholders[0])))] = None
    return list(found)


def _sums_in(state: State, polynomial: Polynomial) -> list[int]:
    found: dict[int, None] = {}
    stack = list(polynomial.generators())
    while stack:
        identity = stack.pop()
        record = state.record(identity)
        if record.head == "sum":
            found[identity] = None
            continue
        for argument in record.arguments:
            if isinstance(argument, Polynomial):
                stack.extend(argument.generators())
    return list(found)


def _bodies(state: State, difference: Polynomial, index: int) -> Iterator[Polynomial]:
    """Terms whose sum over the index may be the difference."""
    for plain, tangents in (
        (difference, Polynomial({})),
        *_without_means(state, difference, index),
    ):
        weights = _weights(state, index, _rows(state, difference, index))
        spread = [body + tangents for body in _spread(state, plain, index, weights)]
        corrections = [one - two for one, two in combinations(weights, 2)]
        for body in spread:
            yield body
        for body in spread:
            for correction in corrections:
                yield body + correction
                yield body - correction


def _spread(
    state: State, difference: Polynomial, index: int, weights: list[Polynomial]
) -> list[Polynomial]:
    """The summands of the sums over this range, and the rest times each kind of weights."""
    body, rest = Polynomial({}), Polynomial({})
    for monomial, value in difference.terms.items():
        if any(g == index or index in state.record(g).support for g, _ in monomial):
            body = body + Polynomial({monomial: value})
            continue
        summed = next((g for g, e in monomial if e == 1 and _runs_over(state, g, index)), None)
        if summed is None:
            rest = rest + Polynomial({monomial: value})
            continue
        (bound,), inner = nesting.open_sum(state, summed)
        term = substitution.substitute(state, inner, {bound: generator(index)})
        outer = Polynomial({tuple(pair for pair in monomial if pair[0] != summed): value})
        body = body + algebra.multiply(state, outer, term)
    if not rest:
        return [body]
    return [body + algebra.multiply(state, rest, w) for w in weights]


def _rows(state: State, difference: Polynomial, index: int) -> list[Polynomial]:
    """Distributions that are summed over this range, rows of tables too: ``q[x, z]`` over z."""
    found: dict[Polynomial, None] = {}
    waiting = [difference]
    seen: set[int] = set()
    while waiting:
        for identity in waiting.pop().generators():
            if identity in seen:
                continue
            seen.add(identity)
            record = state.record(identity)
            if record.head == "sum":
                if _runs_over(state, identity, index):
                    (bound,), inner = nesting.open_sum(state, identity)
                    waiting.append(substitution.substitute(state, inner, {bound: generator(index)}))
                continue
            if record.head == "entry" and record.arguments[0] in state.distributions:
                *heads, last = record.arguments[1:]
                rows = [head for head in heads if isinstance(head, Polynomial)]
                if last == generator(index) and not any(
                    index in state.support(head) for head in rows
                ):  # fmt: skip
                    found[generator(identity)] = None
            waiting += [part for part in record.arguments if isinstance(part, Polynomial)]
    return list(found)


def _runs_over(state: State, identity: int, index: int) -> bool:
    record = state.record(identity)
    if record.head != "sum" or not isinstance(record.arguments[0], tuple):
        return False
    if len(record.arguments[0]) != 1:
        return False
    (placeholder,) = record.arguments[0]
    ends = state.record(index).arguments[1:]
    return kernel_sums.bounds_of(state, int(str(placeholder))) == ends


def _weights(state: State, index: int, rows: list[Polynomial]) -> list[Polynomial]:
    """What sums to 1 over the range of the index; ``rows`` of tables among it."""
    lower, upper = state.record(index).arguments[1:]
    assert isinstance(lower, Polynomial)
    assert isinstance(upper, Polynomial)
    found = [
        generator(state.make("entry", name, generator(index)))
        for name in sorted(state.distributions)
        if len(state.table.families[name].shape) == 1
    ]
    found = list(dict.fromkeys([*rows, *found]))
    length = upper - lower + ONE
    if not signs.sign(state, length) & NULL:
        found.append(radicals.power(state, length, -1))
    return found


def _without_means(
    state: State, difference: Polynomial, index: int
) -> Iterator[tuple[Polynomial, Polynomial]]:
    """The difference without a function of a mean, and that function's tangent, term by term.

    phi(m) becomes w_j phi(m) + phi'(m) (x_j - w_j m), where m = sum x_j.
    """
    for identity in _sums_in(state, difference):
        if not _runs_over(state, identity, index):
            continue
        parted = _as_function(state, difference, identity)
        if parted is None:
            continue
        plain, here, slope = parted
        mean = generator(identity)
        weights = _weights(state, index, _rows(state, difference, index))
        summand = _spread(state, mean, index, weights)[0]
        for weight in weights:
            beside = summand - algebra.multiply(state, weight, mean)
            tangent = algebra.multiply(state, weight, here)
            yield plain, tangent + algebra.multiply(state, slope, beside)


def _as_function(
    state: State, difference: Polynomial, identity: int
) -> tuple[Polynomial, Polynomial, Polynomial] | None:
    """``(p, f(g), f'(g))`` with difference = p + f(g), f not linear and p without g."""
    name = "mean@"
    branch = state.branch()
    try:
        variable = Variable(name, Sort.REAL)
        here = reading.read(branch, variable)
        facts.assume_sign(branch, here, signs.sign(state, generator(identity)), None)
        whole = term_of(state, difference)
        moved = reading.read(branch, replace(whole, term_of(state, generator(identity)), variable))
        ((leaf, _),) = next(iter(here.terms))
        apart = {m: v for m, v in moved.terms.items() if leaf not in _support(state, m)}
        function = moved - Polynomial(apart)
        slope = derivative.differentiate(branch, function, derivative.By(name))
        if leaf not in state.support(slope):
            return None
        back: substitution.Mapping = {leaf: generator(identity)}
        return (
            Polynomial(apart),
            substitution.substitute(state, function, back),
            substitution.substitute(state, slope, back),
        )
    except (Refusal, NoTerm):
        return None


def _support(state: State, monomial: Monomial) -> frozenset[int]:
    return state.support(Polynomial({monomial: 1}))


# -- one term ----------------------------------------------------------------------------


def by_terms(
    goal: Goal,
    state: State,
    body: Polynomial,
    index_ids: tuple[int, ...],
    effort: int,
    solve: Solve,
) -> Proof | None:
    """The rule, its premise being solved with new variables for what occurs in a term."""
    try:
        term = term_of(state, body)
        indices = [_index(state, identity) for identity in index_ids]
    except NoTerm:
        return None
    named = _names(goal, state, term)

    def summed(part: Term) -> object:
        for index in reversed(indices):
            part = Sum(index, part)
        return to_data(part)

    proof: Proof = {
        "rule": "termwise",
        "sum": summed(term),
        "named": [[summed(part), name] for part, name in named],
        "levels": len(indices),
    }
    try:
        _, premise = rule.premise_of(steps.Replay(goal.claim), state, goal.relation, proof)
    except (steps.StepFailure, Refusal, RecursionError):
        return None
    inner = goal.inside(partial(_state, goal, proof), premise)
    solved = solve(inner, effort - 1)
    return None if solved is None else {**proof, "sub": solved}


def _index(state: State, identity: int) -> Index:
    name, *ends = state.record(identity).arguments
    lower, upper = (term_of(state, end) for end in ends if isinstance(end, Polynomial))
    return Index(str(name), lower, upper)


def _state(goal: Goal, proof: Proof) -> State:
    return rule.premise_of(steps.Replay(goal.claim), goal.state(), goal.relation, proof)[0]


def _names(goal: Goal, state: State, term: Term) -> list[tuple[Term, str]]:
    """Sums and means in a term, then its entries, each with a new name."""
    found: dict[Term, None] = {}
    for node in walk(term):
        if isinstance(node, Sum):
            found.setdefault(node)
    for node in walk(term):
        if isinstance(node, Entry) and not any(node in set(walk(other)) for other in found):
            found.setdefault(node)
    base = new_name(goal, state, term)
    return [(part, f"{base}_{number}") for number, part in enumerate(found)]
