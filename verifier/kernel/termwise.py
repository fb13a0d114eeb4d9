"""Inequalities between sums, term by term.

TRUSTED. Guarantee: as ``steps``; the rule's docstring is its inference figure.
"""

from __future__ import annotations

from itertools import combinations

from verifier.kernel import facts, intrinsic_signs, monotone, reading, signs, steps, wording, zero
from verifier.kernel.conditions import entailed
from verifier.kernel.domain import Need, needs
from verifier.kernel.state import ANY, EMPTY, NEGATIVE, State
from verifier.polynomial import ONE, Polynomial
from verifier.terms import ZERO, Index, Relation, Sort, Sum, Term, Variable
from verifier.traversal import free_indices, free_names, replace, walk

MOST_NAMES = 6

Premise = tuple[State, Relation]


def termwise(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """An inequality between sums, term by term.

        L - R = sum_{k=a}^b f_k    f_k R 0 for every k from a to b
        ----------------------------------------------------------
                                L R R

    Also of a sum of sums (``levels``), whose ranges do not depend on one another. For < and >
    no range may be empty. In the premise quantities that occur in f_k
    are new real variables, of which is known: their signs, the signs of 1 minus them, of
    their differences and of those with other variables, if the facts give them for every
    k. Not where such a quantity is not defined for every k, or the index is left over.
    """
    branch, premise = premise_of(replay, state, relation, proof)
    state.use("sum_termwise")
    replay.say(depth, f"each term of a sum: {wording.describe(premise)}")
    if not branch.contradiction:
        steps.verify(replay, branch, premise, proof.get("sub"), depth + 1)


def premise_of(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> Premise:
    """What is known of one term, and what is to be shown of it."""
    whole = steps.read_term(replay, proof.get("sum"))
    if not isinstance(whole, Sum) or relation.operator not in ("<", "<=", ">", ">="):
        raise steps.StepFailure("termwise", "not a sum and an inequality")
    difference = reading.read(state, relation.left) - reading.read(state, relation.right)
    if not zero.is_zero(state, difference - reading.read(state, whole)):
        raise steps.StepFailure("termwise", "the sum is not the difference")
    indices, body = _opened(whole, proof)
    environment = EMPTY
    for index in indices:
        _, environment = reading.bind(state, index, environment)
        lower, upper = (reading.read(state, end) for end in (index.lower, index.upper))
        if len(relation.operator) == 1 and signs.sign(state, upper - lower) & NEGATIVE:
            raise steps.StepFailure("termwise", "the range may be empty")
    named = _named(replay, state, relation, whole, proof)
    values: list[tuple[Polynomial, Polynomial]] = []
    branch = state.branch()
    for term, variable in named:
        value = reading.read(state, term, environment)
        if not _is_defined(state, term, indices) or not intrinsic_signs.is_real(state, value):
            raise steps.StepFailure("termwise", "a named quantity is not defined everywhere")
        body = replace(body, term, variable)
        values.append((value, reading.read(branch, variable)))
    if set(indices) & set(free_indices(body)):
        raise steps.StepFailure("termwise", "the index is left over in the terms")
    others = [reading.read(state, v) for v in _variables(body) if v not in dict(named).values()]
    _transfer(state, branch, values, others)
    for need in needs(body):
        if not entailed(branch, need):
            raise steps.StepFailure("termwise", "a term is not defined everywhere")
    return branch, Relation(relation.operator, body, ZERO)


def _opened(whole: Term, proof: dict[str, object]) -> tuple[tuple[Index, ...], Term]:
    """The indices of a sum, or of a sum of sums, and the terms."""
    levels = proof.get("levels", 1)
    if levels not in (1, 2):
        raise steps.StepFailure("termwise", "not one sum or two")
    indices: list[Index] = []
    while len(indices) < levels:
        if not isinstance(whole, Sum):
            raise steps.StepFailure("termwise", "not a sum of sums")
        if any(index.name in free_names(whole.index) for index in indices):
            raise steps.StepFailure("termwise", "a range that depends on another index")
        indices.append(whole.index)
        whole = whole.body
    return tuple(indices), whole


def _named(
    replay: steps.Replay, state: State, relation: Relation, whole: Sum, proof: dict[str, object]
) -> list[tuple[Term, Variable]]:
    """Terms (each as the body of a sum over the same index), and the new variables for them."""
    pairs = proof.get("named")
    if not isinstance(pairs, list) or len(pairs) > MOST_NAMES:
        raise steps.StepFailure("termwise", "no names")
    claim = replay.claim
    taken = free_names((claim.relation, claim.assumptions, relation, whole))
    found: list[tuple[Term, Variable]] = []
    indices = _opened(whole, proof)[0]
    for pair in pairs:
        match pair:
            case [data, str(name)] if name.isidentifier():
                holder = steps.read_term(replay, data)
            case _:
                raise steps.StepFailure("termwise", "not a term and a name")
        if not isinstance(holder, Sum) or _opened(holder, proof)[0] != indices:
            raise steps.StepFailure("termwise", "a term in another index")
        if name in taken or monotone.mentions(state, name):
            raise steps.StepFailure("termwise", f"{name} is not new")
        taken.add(name)
        found.append((_opened(holder, proof)[1], Variable(name, Sort.REAL)))
    return found


def _is_defined(state: State, term: Term, indices: tuple[Index, ...]) -> bool:
    """Whether the facts give that the term is defined for every value of the indices."""
    return all(
        entailed(state, Need(need.condition, (*indices, *need.binders), need.guards))
        for need in needs(term)
    )


def _variables(body: Term) -> list[Variable]:
    return [node for node in dict.fromkeys(walk(body)) if isinstance(node, Variable)]


def _transfer(
    state: State,
    branch: State,
    values: list[tuple[Polynomial, Polynomial]],
    others: list[Polynomial],
) -> None:
    """What is known of the quantities, for the variables that stand for them."""
    pairs = [*values, *((ONE - value, ONE - name) for value, name in values)]
    pairs += [(a[0] - b[0], a[1] - b[1]) for a, b in combinations(values, 2)]
    pairs += [(value - other, name - other) for value, name in values for other in others]
    for value, name in pairs:
        mask = signs.sign(state, value)
        if mask != ANY and name.constant() is None:
            facts.assume_sign(branch, name, mask, None)
