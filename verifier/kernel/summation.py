"""Steps that compute finite sums.

TRUSTED. Guarantee: as ``steps``; each rule's docstring is its inference figure.
"""

from __future__ import annotations

from verifier.kernel import algebra, facts, monotone, reading, signs, steps, zero
from verifier.kernel.comparison import defined_here
from verifier.kernel.integration import put
from verifier.kernel.state import EMPTY, NEGATIVE, NONNEGATIVE, State
from verifier.polynomial import ONE
from verifier.terms import ONE as ONE_TERM
from verifier.terms import (
    Add,
    Constant,
    Index,
    Limit,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    negate,
)
from verifier.traversal import endless_sum, free_names, replace


def telescope(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> Relation:
    """A sum of differences.

        G(k+1) - G(k) = f(k) for a <= k <= b    a <= b + 1
        --------------------------------------------------
                  sum_{k=a}^b f(k) = G(b+1) - G(a)

    G is given with a new integer variable for k, and defined from a to b + 1.
    """
    whole = steps.read_term(replay, proof.get("sum"))
    primitive = steps.read_term(replay, proof.get("antidifference"))
    if not isinstance(whole, Sum):
        raise steps.StepFailure("telescope", "not a sum")
    index = whole.index
    lower, upper = index.lower, index.upper
    reading.bind(state, index, EMPTY)
    running = _running(replay, state, relation, proof)
    after_last = Add((upper, ONE_TERM))
    room = reading.read(state, after_last) - reading.read(state, lower)
    if signs.sign(state, room) & NEGATIVE:
        raise steps.StepFailure("telescope", "the range may have a negative length")
    branch = state.branch()
    here = reading.read(branch, running)
    facts.assume_sign(branch, here - reading.read(branch, lower), NONNEGATIVE, None)
    facts.assume_sign(branch, reading.read(branch, upper) - here, NONNEGATIVE, None)

    def at(value: Term) -> Term:
        return replace(primitive, running, value)

    body = replace(whole.body, index, running)
    following = at(Add((running, ONE_TERM)))
    if not branch.contradiction:
        defined_here(branch, "telescope", body, primitive, following)
        step = reading.read(branch, following) - reading.read(branch, primitive)
        if not zero.is_zero(branch, step - reading.read(branch, body)):
            raise steps.StepFailure("telescope", "the differences are not the terms")
    defined_here(state, "telescope", at(after_last), at(lower))
    value = Add((at(after_last), negate(at(lower))))
    return put(relation, whole, value, "telescope")


def telescope_series(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> Relation:
    """A series of differences.

              G(k+1) - G(k) = f(k) for every whole number k >= a
        -------------------------------------------------------------
        lim_{n -> oo} sum_{k=a}^n f(k) = lim_{n -> oo} G(n) - G(a)

    G is given with a new integer variable for k, and defined from a on; f is free of n. Either
    both limits exist or neither.
    """
    whole = steps.read_term(replay, proof.get("series"))
    primitive = steps.read_term(replay, proof.get("antidifference"))
    found = endless_sum(whole)
    if found is None:
        raise steps.StepFailure("telescope_series", "not a series")
    partial, end = found
    index = partial.index
    running = _running(replay, state, relation, proof)
    body = replace(partial.body, index, running)
    if end.name in free_names((index.lower, body, primitive)):
        raise steps.StepFailure("telescope_series", "the terms depend on the number of terms")
    if not algebra.is_integer(state, reading.read(state, index.lower)):
        raise steps.StepFailure("telescope_series", "the first index is no integer")
    branch = state.branch()
    here = reading.read(branch, running)
    facts.assume_sign(branch, here - reading.read(branch, index.lower), NONNEGATIVE, None)
    following = replace(primitive, running, Add((running, ONE_TERM)))
    defined_here(branch, "telescope_series", body, primitive, following)
    step = reading.read(branch, following) - reading.read(branch, primitive)
    if not zero.is_zero(branch, step - reading.read(branch, body)):
        raise steps.StepFailure("telescope_series", "the differences are not the terms")
    first = replace(primitive, running, index.lower)
    value = Add((Limit(primitive, running, Constant("oo")), negate(first)))
    return put(relation, whole, value, "telescope_series")


def _running(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> Variable:
    name = proof.get("running")
    if not isinstance(name, str) or not name.isidentifier():
        raise steps.StepFailure("telescope", "no name for the running index")
    claim = replay.claim
    taken = free_names((claim.relation, claim.assumptions, relation))
    if name in taken or monotone.mentions(state, name):
        raise steps.StepFailure("telescope", "the running index is not new")
    return Variable(name, Sort.INTEGER)


def peel(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> Relation:
    """One term of a sum apart.

                        a <= b
        -----------------------------------------
        sum_{k=a}^b f = f(a) + sum_{k=a+1}^b f(k)

    With ``end`` = ``upper`` the last term; not where the range may be empty.
    """
    whole = steps.read_term(replay, proof.get("sum"))
    if not isinstance(whole, Sum):
        raise steps.StepFailure("peel", "not a sum")
    index = whole.index
    reading.bind(state, index, EMPTY)
    length = reading.read(state, index.upper) - reading.read(state, index.lower) + ONE
    if signs.sign(state, length - ONE) & NEGATIVE:
        raise steps.StepFailure("peel", "the range may be empty")
    if proof.get("end") == "upper":
        rest = Index(index.name, index.lower, Add((index.upper, negate(ONE_TERM))))
        term = replace(whole.body, index, index.upper)
    else:
        rest = Index(index.name, Add((index.lower, ONE_TERM)), index.upper)
        term = replace(whole.body, index, index.lower)
    apart = Add((term, Sum(rest, replace(whole.body, index, rest))))
    return put(relation, whole, apart, "peel")
