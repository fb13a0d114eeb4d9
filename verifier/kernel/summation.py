"""Steps that compute finite sums.

TRUSTED. Guarantee: as ``steps``; each rule's docstring is its inference figure.
"""

from __future__ import annotations

from verifier.kernel import algebra, facts, monotone, reading, signs, steps, wording, zero
from verifier.kernel.comparison import defined_here, exchanged
from verifier.kernel.integration import put
from verifier.kernel.state import EMPTY, NEGATIVE, NONNEGATIVE, State
from verifier.polynomial import ONE
from verifier.terms import ONE as ONE_TERM
from verifier.terms import (
    Add,
    Constant,
    Index,
    Limit,
    Multiply,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    negate,
    number,
)
from verifier.traversal import endless_sum, free_names, replace, walk

LONGEST = 8
"""Most terms that are taken from a series."""


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


def series_step(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> Relation:
    """A series as some terms, and a multiple of another series.

        f(k + a + d - b) = c g(k) for every whole number k >= b
        --------------------------------------------------------------------------------
        lim sum_{k=a}^n f(k) = f(a) + ... + f(a + d - 1) + c lim sum_{k=b}^n g(k)

    Wherever both limits exist; for c != 0 either both do or neither. f, g and c are free of n,
    c of k; d is a number from 0 to ``LONGEST``.
    """
    wholes = [steps.read_term(replay, proof.get(key)) for key in ("series", "other")]
    factor, count = steps.read_term(replay, proof.get("factor")), proof.get("terms")
    found = [endless_sum(whole) for whole in wholes]
    running = _running(replay, state, relation, proof)
    if running.name in free_names((factor, *wholes)):
        raise steps.StepFailure("series_step", "the factor depends on the running index")
    if not isinstance(count, int) or not 0 <= count <= LONGEST:
        raise steps.StepFailure("series_step", "not a number of terms")
    bodies: list[Term] = []
    lowers: list[Term] = []
    for pair in found:
        if pair is None:
            raise steps.StepFailure("series_step", "not a series")
        partial, end = pair
        bodies.append(replace(partial.body, partial.index, running))
        lowers.append(partial.index.lower)
        if end.name in free_names((lowers[-1], bodies[-1], factor)):
            raise steps.StepFailure("series_step", "the terms depend on the number of terms")
        if not algebra.is_integer(state, reading.read(state, lowers[-1])):
            raise steps.StepFailure("series_step", "the first index is no integer")
    first, other = lowers
    branch = state.branch()
    here = reading.read(branch, running)
    facts.assume_sign(branch, here - reading.read(branch, other), NONNEGATIVE, None)
    there = Add((running, first, number(count), negate(other)))
    shifted = replace(bodies[0], running, there)
    defined_here(branch, "series_step", shifted, bodies[1], factor)
    multiple = reading.read(branch, Multiply((factor, bodies[1])))
    if not zero.is_zero(branch, reading.read(branch, shifted) - multiple):
        raise steps.StepFailure("series_step", "the terms are not a multiple of the others")
    apart = [replace(bodies[0], running, Add((first, number(at)))) for at in range(count)]
    value = Add((*apart, Multiply((factor, wholes[1]))))
    return put(relation, wholes[0], value, "series_step")


def generalise(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """A number for a limit of which nothing is known.

        L = R with z for a limit, for every real z
        ------------------------------------------
                          L = R

    z is new, and all that stands in the limit is real. Where the limit does not exist the
    sides are not defined, or do not depend on it. Not below what binds a quantity of it.
    """
    if relation.operator != "=":
        raise steps.StepFailure("generalise", "only for equations")
    term, name = steps.read_term(replay, proof.get("term")), proof.get("name")
    if not isinstance(term, Limit):
        raise steps.StepFailure("generalise", "not a limit")
    if any(
        node == Constant("i") or getattr(node, "sort", Sort.REAL) is Sort.COMPLEX
        for node in walk(term)
    ):
        raise steps.StepFailure("generalise", "the limit may be complex")
    claim = replay.claim
    taken = free_names((claim.relation, claim.assumptions, relation, term))
    if not isinstance(name, str) or not name.isidentifier() or name in taken:
        raise steps.StepFailure("generalise", "the name is not new")
    if monotone.mentions(state, name):
        raise steps.StepFailure("generalise", "something is known of the name")
    after = exchanged(relation, term, Variable(name, Sort.REAL))
    state.use("generalise")
    replay.say(depth, f"for every value {name} of the limit: {wording.describe(after)}")
    steps.proceed(replay, state, relation, after, proof.get("then"), depth)


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
