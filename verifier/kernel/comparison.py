"""Steps that turn a relation into another one that implies it.

TRUSTED. Guarantee: as ``steps``; each rule's docstring is its inference figure.
"""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from verifier.kernel import algebra, intrinsic_signs, reading, signs, steps, wording, zero
from verifier.kernel.conditions import entailed
from verifier.kernel.domain import needs
from verifier.kernel.state import NEGATIVE, NULL, State
from verifier.serialization import exact_fraction
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    At,
    Constant,
    Dependent,
    Derivative,
    Integral,
    Limit,
    Multiply,
    Power,
    Product,
    Relation,
    Sum,
    Term,
    Variable,
    call,
    negate,
    number,
)
from verifier.traversal import free_names, rebuild

TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
HIGHEST_POWER = 12


def defined_here(state: State, rule: str, *terms: Term) -> None:
    """Refuse a term that is not shown to be defined."""
    for term in terms:
        if not all(entailed(state, need) for need in needs(term)):
            raise steps.StepFailure(rule, f"{wording.words(term)} is not defined everywhere")


def real_here(state: State, rule: str, *terms: Term) -> None:
    """Refuse a term that may have a value other than a real number."""
    for term in terms:
        value = reading.read(state, term)  # first: reading is what finds a complex quantity
        if state.table.complex and not intrinsic_signs.is_real(state, value):
            raise steps.StepFailure(rule, f"{wording.words(term)} may be complex")


def restate(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """A relation with a proportional difference.

        L - R = c (l - r)    c > 0    l op r
        ------------------------------------
                       L op R

    For = and != it is enough that c is not 0; l, r and c are defined wherever the facts hold.
    """
    left, right, factor = (
        steps.read_term(replay, proof.get(key)) for key in ("left", "right", "factor")
    )
    defined_here(state, "restate", left, right, factor)
    scale = reading.read(state, factor)
    mask = signs.sign(state, scale)
    if mask & NULL or (mask & NEGATIVE and relation.operator not in ("=", "!=")):
        raise steps.StepFailure("restate", "the factor may be zero or negative")
    before = reading.read(state, relation.left) - reading.read(state, relation.right)
    after = reading.read(state, left) - reading.read(state, right)
    if not zero.is_zero(state, before - algebra.multiply(state, scale, after)):
        raise steps.StepFailure("restate", "the differences are not proportional")
    state.use("restate")
    restated = Relation(relation.operator, left, right)
    replay.say(depth, f"the same as {wording.describe(restated)}")
    steps.proceed(replay, state, relation, restated, proof.get("then"), depth)


def rewrite(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """A term for an equal one.

        a = b    goal with b for a
        --------------------------
                  goal

    Not below what binds a quantity of a or b; both are defined wherever the facts hold.
    """
    old, new = steps.read_term(replay, proof.get("old")), steps.read_term(replay, proof.get("new"))
    defined_here(state, "rewrite", old, new)
    lemma = Relation("=", old, new)
    replay.say(depth, f"first {wording.describe(lemma)}:")
    steps.verify(replay, state.branch(), lemma, proof.get("proof"), depth + 1)
    after = exchanged(relation, old, new)
    state.use("rewrite")
    steps.proceed(replay, state, relation, after, proof.get("then"), depth)


def exchanged(relation: Relation, old: Term, new: Term) -> Relation:
    """``new`` for ``old``, but below what binds a quantity of either."""
    names = free_names((old, new))

    def put(node: object) -> object:
        if node == old:
            return new
        return node if bound_names(node) & names else rebuild(node, put)

    sides = (cast(Term, put(side)) for side in (relation.left, relation.right))
    return Relation(relation.operator, *sides)


def bound_names(node: object) -> set[str]:
    """Names that have another value below a node, or that stand there for themselves."""
    match node:
        case Derivative(_, Variable(name, _)) | Limit(_, Variable(name, _), _, _):
            return {name}
        case Integral(_, Variable(name, _), _, _):
            return {name}
        case Derivative(_, entry):
            return free_names(entry)
        case At(_, binder, indices, _):
            return {binder.name, *(index.name for index in indices)}
        case Sum(index, _) | Product(index, _):
            return {index.name}
        case Dependent(_, _, over, _):
            return {quantity.name for quantity in over}
        case _:
            return set()


def raise_both(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """Powers with a positive exponent n compare as their bases do.

        L^n > R^n    n odd or L >= 0
        ----------------------------
                  L > R

    The larger side is the one that must be >= 0, for = both. Not for complex quantities.
    """
    exponent = proof.get("exponent")
    if not isinstance(exponent, int) or not 2 <= exponent <= HIGHEST_POWER:
        raise steps.StepFailure("raise_both", "no exponent from 2 up")
    left, right = relation.left, relation.right
    real_here(state, "raise_both", left, right)
    needed = {">": [left], ">=": [left], "<": [right], "<=": [right], "=": [left, right], "!=": []}
    if exponent % 2 == 0:
        for side, key in ((left, "left"), (right, "right")):
            if side in needed[relation.operator]:
                at_least = Relation(">=", side, ZERO)
                replay.say(depth, f"first {wording.describe(at_least)}:")
                steps.verify(replay, state.branch(), at_least, proof.get(key), depth + 1)
    power = number(exponent)
    raised = Relation(relation.operator, Power(left, power), Power(right, power))
    state.use("power_monotone")
    replay.say(depth, f"compare the powers with exponent {exponent}")
    steps.proceed(replay, state, relation, raised, proof.get("then"), depth)


def exponentiate(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """The exponential is strictly increasing.

        e^L op e^R
        ----------
          L op R

    Not for complex quantities, of which e^z has a period.
    """
    real_here(state, "exponentiate", relation.left, relation.right)
    raised = Relation(relation.operator, call("exp", relation.left), call("exp", relation.right))
    state.use("exp_monotone")
    replay.say(depth, "compare the exponentials")
    steps.proceed(replay, state, relation, raised, proof.get("then"), depth)


def take_logarithms(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """The logarithm is strictly increasing.

        L > 0    R > 0    log L op log R
        --------------------------------
                     L op R

    Not where a side may be zero or negative.
    """
    for side, key in ((relation.left, "left"), (relation.right, "right")):
        positive = Relation(">", side, ZERO)
        replay.say(depth, f"first {wording.describe(positive)}:")
        steps.verify(replay, state.branch(), positive, proof.get(key), depth + 1)
    lowered = Relation(relation.operator, call("log", relation.left), call("log", relation.right))
    state.use("log_monotone")
    replay.say(depth, "compare the logarithms")
    steps.proceed(replay, state, relation, lowered, proof.get("then"), depth)


def same_angle(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """Two angles with one direction, less than a turn apart.

        cos(L - R) = 1    -2 pi < L - R < 2 pi
        --------------------------------------
                      L = R

    Not for complex quantities.
    """
    if relation.operator != "=":
        raise steps.StepFailure("same_angle", "only for equations")
    real_here(state, "same_angle", relation.left, relation.right)
    angle = Add((relation.left, negate(relation.right)))
    turn = Multiply((number(2), Constant("pi")))
    for key, premise in (
        ("cosine", Relation("=", call("cos", angle), ONE)),
        ("below", Relation("<", angle, turn)),
        ("above", Relation(">", angle, negate(turn))),
    ):
        replay.say(depth, f"first {wording.describe(premise)}:")
        steps.verify(replay, state.branch(), premise, proof.get(key), depth + 1)
    state.use("same_angle")
    replay.say(depth, "the two angles differ by less than a turn")


def rational(text: str, rule: str) -> Fraction:
    """A rational from proof data."""
    try:
        return exact_fraction(text)
    except ValueError as error:
        raise steps.StepFailure(rule, "not a rational") from error
