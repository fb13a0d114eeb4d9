"""Steps of logic: case distinctions and lemmas.

TRUSTED. Guarantee: each rule returns only if the relation holds at every point that the
facts admit, given that the proofs below it do. A condition that is split on, and a lemma,
are defined wherever the facts hold; a branch whose facts clash holds of no point.
"""

from __future__ import annotations

from verifier.kernel import (
    facts,
    intrinsic_signs,
    loading,
    reading,
    steps,
    wording,
)
from verifier.kernel.conditions import entailed
from verifier.kernel.domain import needs, needs_of_condition
from verifier.kernel.state import (
    EMPTY,
    State,
)
from verifier.terms import (
    Or,
    Relation,
    number,
)


def cases(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """A condition holds or does not.

        C |- goal    not C |- goal
        --------------------------
                   goal

    Not for a C that may be undefined or that orders complex quantities.
    """
    condition = steps.read_condition(replay, proof.get("on"))
    if not all(entailed(state, need) for need in needs_of_condition(condition)):
        raise steps.StepFailure("cases", "the condition is not defined everywhere")
    steps.refuse_order(state, condition)
    state.use("cases")
    for name, part in (("then", condition), ("else", facts.negate(condition))):
        branch = state.branch()
        facts.assume_condition(branch, part, EMPTY, None)
        replay.say(depth, f"case {wording.describe(part)}:")
        _close(replay, branch, relation, proof.get(name), depth + 1)


def trichotomy(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """A real quantity is negative, zero or positive.

        t < 0 |- goal    t = 0 |- goal    t > 0 |- goal
        -----------------------------------------------
                             goal

    Not for a t that may be undefined or complex.
    """
    term = steps.read_term(replay, proof.get("of"))
    if not all(entailed(state, need) for need in needs(term)):
        raise steps.StepFailure("trichotomy", "the quantity is not defined everywhere")
    if not intrinsic_signs.is_real(state, reading.read(state, term)):
        raise steps.StepFailure("trichotomy", "the quantity is not real")
    state.use("trichotomy")
    for name, operator in (("negative", "<"), ("zero", "="), ("positive", ">")):
        branch = state.branch()
        condition = Relation(operator, term, number(0))
        facts.assume_condition(branch, condition, EMPTY, None)
        replay.say(depth, f"case {wording.describe(condition)}:")
        _close(replay, branch, relation, proof.get(name), depth + 1)


def _close(
    replay: steps.Replay, branch: State, relation: Relation, proof: object, depth: int
) -> None:
    """A case whose facts clash holds of nothing; any other is proved."""
    if branch.contradiction:
        branch.use("contradiction")
        replay.say(depth, f"does not occur: {branch.contradiction}")
        return
    steps.verify(replay, branch, relation, proof, depth)


def have(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """A lemma first.

        |- lemma    lemma |- goal
        -------------------------
                  goal

    The lemma is a relation that is defined wherever the facts hold.
    """
    lemma = steps.read_condition(replay, proof.get("lemma"))
    if not isinstance(lemma, Relation):
        raise steps.StepFailure("have", "a lemma is a relation")
    if not all(entailed(state, need) for side in (lemma.left, lemma.right) for need in needs(side)):
        raise steps.StepFailure("have", "the lemma is not defined everywhere")
    replay.say(depth, f"first {wording.describe(lemma)}:")
    steps.verify(replay, state.branch(), lemma, proof.get("proof"), depth + 1)
    branch = state.branch()
    facts.assume_condition(branch, lemma, EMPTY, None)
    if branch.contradiction:
        raise steps.StepFailure("have", "the lemma contradicts what is known")
    state.use("have")
    steps.verify(replay, branch, relation, proof.get("then"), depth)


def either(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """One of several conditions holds, as is assumed.

        A_1 or ... or A_k given    A_i |- goal for every i
        --------------------------------------------------
                               goal

    Not for what is assumed for every index: then another A_i may hold at each.
    """
    place, proofs = proof.get("by"), proof.get("proofs")
    assumptions = replay.claim.assumptions
    if not isinstance(place, int) or not 0 <= place < len(assumptions):
        raise steps.StepFailure("either", "no such assumption")
    given = assumptions[place]
    if not isinstance(given, Or):
        raise steps.StepFailure("either", "the assumption is no alternative")
    if not isinstance(proofs, list) or len(proofs) != len(given.conditions):
        raise steps.StepFailure("either", "not one proof for each alternative")
    for part, inner in zip(given.conditions, proofs, strict=True):
        branch = state.branch()
        facts.assume_condition(branch, part, EMPTY, None)
        replay.say(depth, f"case {wording.describe(part)}:")
        _close(replay, branch, relation, inner, depth + 1)
    state.use("cases")
    state.assumptions_used.add(place)


def without(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """Some assumptions aside, and the hypotheses of cases.

        some of the assumptions |- goal
        -------------------------------
            the assumptions |- goal

    Fewer facts admit more points. An equation that is put in wherever it applies hides what
    it is about; ``combine`` and lemmas may use it here all the same.
    """
    aside = proof.get("assumptions")
    if not isinstance(aside, list) or not all(isinstance(place, int) for place in aside):
        raise steps.StepFailure("without", "no assumptions")
    weaker = State(state.table, used=state.used, assumptions_used=state.assumptions_used)
    weaker.grounds = state.grounds
    given = enumerate(replay.claim.assumptions)
    loading.load_into(weaker, [(place, part) for place, part in given if place not in aside])
    state.use("without")
    replay.say(depth, "with some of the assumptions aside:")
    _close(replay, weaker, relation, proof.get("then"), depth + 1)
