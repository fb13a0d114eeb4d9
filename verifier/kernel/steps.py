"""The steps of a proof.

TRUSTED. Guarantee: ``verify`` returns only if the relation holds at every point
that the facts of the state admit and where both sides are defined; otherwise it
raises ``StepFailure``. Each rule's docstring is its inference figure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from verifier.claim import ASSUMPTIONS, Claim
from verifier.kernel import (
    algebra,
    calculus_steps,
    certificates,
    comparison,
    descent,
    facts,
    integration,
    intrinsic_signs,
    monotone,
    reading,
    signs,
    summation,
    written,
    zero,
)
from verifier.kernel.conditions import entailed
from verifier.kernel.domain import needs, needs_of_condition
from verifier.kernel.outcome import Step
from verifier.kernel.reading import EMPTY, MASKS
from verifier.kernel.state import (
    NEGATIVE,
    NULL,
    POSITIVE,
    Refusal,
    State,
    Undefined,
)
from verifier.polynomial import ZERO
from verifier.serialization import from_data, is_term
from verifier.terms import (
    Add,
    And,
    Condition,
    Index,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Relation,
    Term,
    number,
)
from verifier.traversal import free_indices, free_names, walk


class StepFailure(Exception):
    """A step of the proof does not hold."""

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(f"{step}: {reason}")
        self.step = step
        self.reason = reason


@dataclass
class Replay:
    """The claim whose proof is replayed, and the steps made so far, in words."""

    claim: Claim
    steps: list[Step] = field(default_factory=list)

    def admit(self, node: object) -> None:
        """Refuse free indices that are not the claim's: their ranges might be empty."""
        known = {*free_indices(self.claim.relation), *free_indices(self.claim.assumptions)}
        strangers = [index.name for index in free_indices(node) if index not in known]
        if strangers:
            raise StepFailure("proof", f"{strangers[0]} is no free index of the claim")

    def say(self, depth: int, text: str, rules: tuple[str, ...] = ()) -> None:
        """Add one line to the account of the proof."""
        self.steps.append(Step(depth, text, rules))


Rule = Callable[[Replay, State, Relation, dict[str, object], int], None]


def verify(replay: Replay, state: State, relation: Relation, proof: object, depth: int) -> None:
    """Check one node of the proof."""
    if not isinstance(proof, dict) or depth > 60:
        raise StepFailure("proof", "not a proof step")
    name = str(proof.get("rule"))
    rule = rules().get(name)
    if rule is None:
        raise StepFailure(name, "no such rule")
    try:
        refuse_order_of_complex(state, relation)
        rule(replay, state, relation, proof, depth)
    except Undefined as reason:
        raise StepFailure(name, f"undefined: {reason}") from reason
    except Refusal as reason:
        raise StepFailure(name, str(reason)) from reason


def proceed(
    replay: Replay, state: State, before: Relation, after: Relation, proof: object, depth: int
) -> None:
    """Check the rest of a proof for a relation that was put in the place of another.

    It must be defined wherever the facts hold: its rules use that it is defined, and
    only the claim's own sides are assumed to be.
    """
    known = {*needs(before.left), *needs(before.right)}
    for need in (*needs(after.left), *needs(after.right)):
        if need not in known and not entailed(state, need):
            raise StepFailure("proceed", "the new relation is not defined everywhere")
    verify(replay, state, after, proof, depth)


def read_term(replay: Replay, data: object) -> Term:
    """A term from proof data, in the free indices of the claim."""
    node = _public(data, "term")
    if not is_term(node):
        raise StepFailure("term", "not a term")
    replay.admit(node)
    return cast(Term, node)


def _public(data: object, what: str) -> object:
    """A node from proof data; names with @ are the kernel's own."""
    try:
        node = from_data(data, ASSUMPTIONS)
    except (ValueError, TypeError) as error:
        raise StepFailure(what, f"not a {what}: {error}") from error
    if any("@" in name for name in free_names(node)):
        raise StepFailure(what, "a name with @")
    return node


def read_condition(replay: Replay, data: object) -> Condition:
    """A condition from proof data, in the free indices of the claim."""
    condition = _public(data, "condition")
    if not isinstance(condition, (Relation, And, Or, Not)):
        raise StepFailure("condition", "not a condition")
    replay.admit(condition)
    return condition


def equal(
    replay: Replay, state: State, relation: Relation, _: dict[str, object], depth: int
) -> None:
    """``normal(left) - normal(right)`` is zero  ⟹  left = right (also <=, >=)."""
    if relation.operator not in ("=", "<=", ">="):
        raise StepFailure("equal", f"does not prove {relation.operator}")
    before = set(state.used)
    left = reading.read(state, relation.left)
    right = reading.read(state, relation.right)
    if not zero.is_zero(state, left - right):
        raise StepFailure("equal", "the two sides have different normal forms")
    rules = tuple(sorted(state.used - before))
    replay.say(depth, "both sides have the same normal form", rules)


def sign(
    replay: Replay, state: State, relation: Relation, _: dict[str, object], depth: int
) -> None:
    """The sign of left - right is among those of the operator  ⟹  the relation."""
    left = reading.read(state, relation.left)
    right = reading.read(state, relation.right)
    mask = signs.sign(state, left - right)
    if mask & ~MASKS[relation.operator]:
        above = written.sign_as_written(state, relation.left)
        mask &= signs.of_sum(above, signs.flip(written.sign_as_written(state, relation.right)))
    if mask & ~MASKS[relation.operator]:
        raise StepFailure("sign", "the sign of the difference is not determined")
    state.use("sign")
    replay.say(depth, f"the sign of left - right gives {relation.operator}")


def cases(
    replay: Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """C ⊢ goal,  not C ⊢ goal  ⟹  goal."""
    condition = read_condition(replay, proof.get("on"))
    if not all(entailed(state, need) for need in needs_of_condition(condition)):
        raise StepFailure("cases", "the condition is not defined everywhere")
    _refuse_order(state, condition)
    state.use("cases")
    for name, part in (("then", condition), ("else", facts.negate(condition))):
        branch = state.branch()
        facts.assume_condition(branch, part, EMPTY, None)
        replay.say(depth, f"case {describe(part)}:")
        _close(replay, branch, relation, proof.get(name), depth + 1)


def trichotomy(
    replay: Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """T < 0 ⊢ goal,  t = 0 ⊢ goal,  t > 0 ⊢ goal  ⟹  goal, for a real t defined here."""
    term = read_term(replay, proof.get("of"))
    if not all(entailed(state, need) for need in needs(term)):
        raise StepFailure("trichotomy", "the quantity is not defined everywhere")
    if not intrinsic_signs.is_real(state, reading.read(state, term)):
        raise StepFailure("trichotomy", "the quantity is not real")
    state.use("trichotomy")
    for name, operator in (("negative", "<"), ("zero", "="), ("positive", ">")):
        branch = state.branch()
        condition = Relation(operator, term, number(0))
        facts.assume_condition(branch, condition, EMPTY, None)
        replay.say(depth, f"case {describe(condition)}:")
        _close(replay, branch, relation, proof.get(name), depth + 1)


def _close(replay: Replay, branch: State, relation: Relation, proof: object, depth: int) -> None:
    """A case whose facts clash holds of nothing; any other is proved."""
    if branch.contradiction:
        branch.use("contradiction")
        replay.say(depth, f"does not occur: {branch.contradiction}")
        return
    verify(replay, branch, relation, proof, depth)


def combine(
    replay: Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """Left - right = sum q_k (l_k - r_k) with given equations l_k = r_k  ⟹  left = right."""
    if relation.operator != "=":
        raise StepFailure("combine", "only for equations")
    total = reading.read(state, relation.left) - reading.read(state, relation.right)
    parts = proof.get("cofactors")
    if not isinstance(parts, list):
        raise StepFailure("combine", "no cofactors")
    for item in parts:
        match item:
            case [int(position), data] if 0 <= position < len(replay.claim.assumptions):
                given = replay.claim.assumptions[position]
                factor = read_term(replay, data)
            case _:
                raise StepFailure("combine", "a cofactor names no assumption")
        if not isinstance(given, Relation) or given.operator != "=" or needs(factor):
            raise StepFailure("combine", "a cofactor of something that is no equation")
        difference = reading.read(state, given.left) - reading.read(state, given.right)
        total = total - algebra.multiply(state, reading.read(state, factor), difference)
        state.assumptions_used.add(position)
    if not zero.is_zero(state, total):
        raise StepFailure("combine", "the cofactors do not give the difference")
    state.use("ideal_member")
    replay.say(depth, "the difference is a combination of the given equations")


def parts_of_sum(
    replay: Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """Left - right = sum of parts, each of known sign (squares >= 0)  ⟹  the relation."""
    parts = proof.get("parts")
    if not isinstance(parts, list) or not parts:
        raise StepFailure("parts_of_sum", "no parts")
    total, mask = ZERO, NULL
    for data in parts:
        term = read_term(replay, data)
        if not all(entailed(state, need) for need in needs(term)):
            raise StepFailure("parts_of_sum", "a part is not defined everywhere")
        total = total + reading.read(state, term)
        mask = signs.of_sum(mask, written.sign_as_written(state, term))
    difference = reading.read(state, relation.left) - reading.read(state, relation.right)
    if not zero.is_zero(state, difference - total):
        raise StepFailure("parts_of_sum", "the parts do not add up to the difference")
    if mask & ~MASKS[relation.operator]:
        raise StepFailure("parts_of_sum", "the signs of the parts do not decide")
    state.use("sum_of_squares")
    replay.say(depth, f"left - right is a sum of {len(parts)} parts of known sign")


def _refuse_order(state: State, condition: Condition) -> None:
    for part in walk(condition):
        if isinstance(part, Relation):
            refuse_order_of_complex(state, part)


def refuse_order_of_complex(state: State, relation: Relation) -> None:
    """Only real quantities are ordered."""
    if relation.operator in ("=", "!="):
        return
    for side in (relation.left, relation.right):
        if not intrinsic_signs.is_real(state, reading.read(state, side)):
            raise StepFailure("order", "complex quantities are not ordered")


def have(
    replay: Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """⊢ lemma,  lemma ⊢ goal  ⟹  goal; the lemma is defined wherever the goal is."""
    lemma = read_condition(replay, proof.get("lemma"))
    if not isinstance(lemma, Relation):
        raise StepFailure("have", "a lemma is a relation")
    if not all(entailed(state, need) for side in (lemma.left, lemma.right) for need in needs(side)):
        raise StepFailure("have", "the lemma is not defined everywhere")
    replay.say(depth, f"first {describe(lemma)}:")
    verify(replay, state.branch(), lemma, proof.get("proof"), depth + 1)
    branch = state.branch()
    facts.assume_condition(branch, lemma, EMPTY, None)
    if branch.contradiction:
        raise StepFailure("have", "the lemma contradicts what is known")
    state.use("have")
    verify(replay, branch, relation, proof.get("then"), depth)


def same_square(
    replay: Replay, state: State, relation: Relation, _: dict[str, object], depth: int
) -> None:
    """a^2 = b^2,  a >= 0,  b >= 0  ⟹  a = b  (likewise both <= 0)."""
    if relation.operator != "=":
        raise StepFailure("same_square", "only for equations")
    left, right = (reading.read(state, side) for side in (relation.left, relation.right))
    masks = signs.sign(state, left), signs.sign(state, right)
    if (masks[0] | masks[1]) & NEGATIVE and (masks[0] | masks[1]) & POSITIVE:
        raise StepFailure("same_square", "the two sides may have different signs")
    squares = algebra.multiply(state, left, left) - algebra.multiply(state, right, right)
    if not zero.is_zero(state, squares):
        raise StepFailure("same_square", "the squares differ")
    state.use("same_square")
    replay.say(depth, "both sides have the same sign and the same square")


def describe(condition: Condition) -> str:
    """A condition in plain words, for the account of a proof."""
    match condition:
        case Relation(operator, left, right):
            return f"{words(left)} {operator} {words(right)}"
        case And(parts):
            return " and ".join(describe(part) for part in parts)
        case Or(parts):
            return " or ".join(describe(part) for part in parts)
        case Not(inner):
            return f"not {describe(inner)}"


def words(term: object) -> str:
    """A short plain form of a term."""
    match term:
        case Number(value):
            return str(value)
        case Index(name, _, _):
            return name
        case Add(terms):
            return "(" + " + ".join(words(part) for part in terms) + ")"
        case Multiply(factors):
            return "*".join(words(part) for part in factors)
        case Power(base, exponent):
            return f"{words(base)}^{words(exponent)}"
        case _:
            owner = getattr(term, "family", term)
            called = str(getattr(owner, "name", ""))
            inner = getattr(term, "arguments", getattr(term, "indices", ()))
            return (
                f"{called}({', '.join(map(words, inner))})" if inner and called else called or "..."
            )


@cache
def rules() -> dict[str, Rule]:
    """Name -> rule; calculus and induction call back into this module."""
    return {
        "equal": equal,
        "sign": sign,
        "cases": cases,
        "trichotomy": trichotomy,
        "combine": combine,
        "parts_of_sum": parts_of_sum,
        "have": have,
        "same_square": same_square,
        "constant": calculus_steps.constant,
        "induction": calculus_steps.induction,
        "descent": descent.descent,
        "integrate": integration.integrate,
        "leibniz": integration.leibniz,
        "telescope": summation.telescope,
        "peel": summation.peel,
        "restate": comparison.restate,
        "rewrite": comparison.rewrite,
        "raise_both": comparison.raise_both,
        "exponentiate": comparison.exponentiate,
        "take_logarithms": comparison.take_logarithms,
        "same_angle": comparison.same_angle,
        "monotone": monotone.monotone,
        "concave": monotone.concave,
        "sum_of_parts": certificates.sum_of_parts,
        "product_of_parts": certificates.product_of_parts,
        "means": certificates.means,
        "subdivide": certificates.subdivide,
    }
