"""Relations that normal forms and signs decide, with nothing below them.

TRUSTED. Guarantee: each rule returns only if the relation holds at every point that the
facts admit. Limits: inequalities are proved from the sign of left - right alone.
"""

from __future__ import annotations

from verifier.claim import Assumption, Forall
from verifier.kernel import (
    algebra,
    reading,
    signs,
    steps,
    written,
    zero,
)
from verifier.kernel.conditions import entailed
from verifier.kernel.domain import needs
from verifier.kernel.state import (
    MASKS,
    NEGATIVE,
    NULL,
    POSITIVE,
    State,
)
from verifier.polynomial import ZERO
from verifier.terms import (
    Add,
    Index,
    Limit,
    Multiply,
    Relation,
    Sum,
    Term,
    negate,
)
from verifier.traversal import walk


def equal(
    replay: steps.Replay, state: State, relation: Relation, _: dict[str, object], depth: int
) -> None:
    """Both sides have one normal form.

        normal(left) - normal(right) = 0
        --------------------------------
                 left = right

    Also for <= and >=, and for a limit beside itself as written; not for <, >, !=.
    """
    if relation.operator not in ("=", "<=", ">="):
        raise steps.StepFailure("equal", f"does not prove {relation.operator}")
    if relation.left == relation.right and any(isinstance(n, Limit) for n in walk(relation.left)):
        replay.say(depth, "both sides are the same limit")
        return
    before = set(state.used)
    left = reading.read(state, relation.left)
    right = reading.read(state, relation.right)
    if not zero.is_zero(state, left - right):
        raise steps.StepFailure("equal", "the two sides have different normal forms")
    rules = tuple(sorted(state.used - before))
    replay.decided(depth, "both sides have the same normal form", rules, relation, state)


def sign(
    replay: steps.Replay, state: State, relation: Relation, _: dict[str, object], depth: int
) -> None:
    """The sign of the difference decides.

        every sign that left - right may have is one of R
        -------------------------------------------------
                           left R right

    Signs come from the normal form, or from the two sides as written. Not for =, unless
    0 is the only sign.
    """
    before = set(state.used)
    left = reading.read(state, relation.left)
    right = reading.read(state, relation.right)
    mask = signs.sign(state, left - right)
    if mask & ~MASKS[relation.operator]:
        above = written.sign_as_written(state, relation.left)
        mask &= signs.of_sum(above, signs.flip(written.sign_as_written(state, relation.right)))
    if mask & ~MASKS[relation.operator]:
        raise steps.StepFailure("sign", "the sign of the difference is not determined")
    state.use("sign")
    rules = tuple(sorted(state.used - before))
    text = f"the sign of left - right gives {relation.operator}"
    replay.decided(depth, text, rules, relation, state)


def combine(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """The difference is in the ideal of the given equations.

        left - right = q_1 (l_1 - r_1) + ... + q_k (l_k - r_k),  l_i = r_i given
        ------------------------------------------------------------------------
                                    left = right

    Of an equation that is given for every j, the sum of q_j (l_j - r_j) over j, where the
    cofactor is written ``Sum(j, q_j)``. Each q_i is defined wherever the facts hold; not for
    given inequalities.
    """
    if relation.operator != "=":
        raise steps.StepFailure("combine", "only for equations")
    total = reading.read(state, relation.left) - reading.read(state, relation.right)
    parts = proof.get("cofactors")
    if not isinstance(parts, list):
        raise steps.StepFailure("combine", "no cofactors")
    for item in parts:
        match item:
            case [int(position), data] if 0 <= position < len(replay.claim.assumptions):
                given = replay.claim.assumptions[position]
                factor = steps.read_term(replay, data)
            case _:
                raise steps.StepFailure("combine", "a cofactor names no assumption")
        if not all(entailed(state, need) for need in needs(factor)):
            raise steps.StepFailure("combine", "a cofactor is not defined everywhere")
        total = total - reading.read(state, _multiple(given, factor))
        state.assumptions_used.add(position)
    if not zero.is_zero(state, total):
        raise steps.StepFailure("combine", "the cofactors do not give the difference")
    state.use("ideal_member")
    replay.say(depth, "the difference is a combination of the given equations")


def _multiple(given: Assumption, factor: Term) -> Term:
    """The factor times left - right of an equation, summed where it is given for every index."""
    indices: tuple[Index, ...] = ()
    equation = given
    if isinstance(given, Forall):
        indices, equation = given.indices, given.condition
    if not isinstance(equation, Relation) or equation.operator != "=":
        raise steps.StepFailure("combine", "a cofactor of something that is no equation")
    for index in indices:
        if not isinstance(factor, Sum) or factor.index != index:
            raise steps.StepFailure("combine", "the cofactor is no sum over the indices")
        factor = factor.body
    whole: Term = Multiply((factor, Add((equation.left, negate(equation.right)))))
    for index in reversed(indices):
        whole = Sum(index, whole)
    return whole


def parts_of_sum(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """The difference is a sum of parts whose signs are read off as written.

        left - right = p_1 + ... + p_k,  the signs of the p_i decide R
        --------------------------------------------------------------
                               left R right

    Squares are >= 0 whatever they are squares of. Each p_i is defined wherever the facts hold.
    """
    parts = proof.get("parts")
    if not isinstance(parts, list) or not parts:
        raise steps.StepFailure("parts_of_sum", "no parts")
    total, mask = ZERO, NULL
    for data in parts:
        term = steps.read_term(replay, data)
        if not all(entailed(state, need) for need in needs(term)):
            raise steps.StepFailure("parts_of_sum", "a part is not defined everywhere")
        total = total + reading.read(state, term)
        mask = signs.of_sum(mask, written.sign_as_written(state, term))
    difference = reading.read(state, relation.left) - reading.read(state, relation.right)
    if not zero.is_zero(state, difference - total):
        raise steps.StepFailure("parts_of_sum", "the parts do not add up to the difference")
    if mask & ~MASKS[relation.operator]:
        raise steps.StepFailure("parts_of_sum", "the signs of the parts do not decide")
    state.use("sum_of_squares")
    replay.say(depth, f"left - right is a sum of {len(parts)} parts of known sign")


def same_square(
    replay: steps.Replay, state: State, relation: Relation, _: dict[str, object], depth: int
) -> None:
    """Two quantities of one sign with one square.

        a^2 = b^2    a >= 0    b >= 0
        -----------------------------
                   a = b

    Likewise with both <= 0; not where the two may have different signs.
    """
    if relation.operator != "=":
        raise steps.StepFailure("same_square", "only for equations")
    left, right = (reading.read(state, side) for side in (relation.left, relation.right))
    masks = signs.sign(state, left), signs.sign(state, right)
    if (masks[0] | masks[1]) & NEGATIVE and (masks[0] | masks[1]) & POSITIVE:
        raise steps.StepFailure("same_square", "the two sides may have different signs")
    squares = algebra.multiply(state, left, left) - algebra.multiply(state, right, right)
    if not zero.is_zero(state, squares):
        raise steps.StepFailure("same_square", "the squares differ")
    state.use("same_square")
    replay.say(depth, "both sides have the same sign and the same square")
