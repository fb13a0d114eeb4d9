"""Equations between factors: what is not zero is divided by, squares that add up to 0 vanish.

Untrusted. From given equations E_k = 0 and quantities N that are not zero,

    N (left - right) = sum q_k E_k   gives   left = right;

    sum of squares = 0   makes every square 0,

the latter because a square that is positive would make the sum positive. Where neither does
it, the signs of the quantities in the claim are told apart first. Limits: as for ``ideal``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from verifier.kernel import reading, signs
from verifier.kernel.state import NULL, Refusal
from verifier.prove import ideal
from verifier.prove.goal import Goal, Proof
from verifier.serialization import to_data
from verifier.terms import (
    ZERO,
    Add,
    Entry,
    Family,
    Function,
    Index,
    Multiply,
    Power,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    delta,
    negate,
    number,
)
from verifier.traversal import free_indices, fresh_name, replace, walk

MOST_FACTORS = 2
MOST = 5
"""Quantities other than zero that are tried."""
MOST_SIGNS = 3
"""How many quantities may have their signs told apart."""


def factors(goal: Goal) -> object | None:
    """The relation from given equations, up to factors that are not zero."""
    given = [one for one in goal.claim.assumptions if isinstance(one, Relation)]
    if not given or (goal.relation.operator == "=" and not equations(goal)):
        return None
    return vanishing(goal) or by_signs(goal, signed(goal))


def equations(goal: Goal) -> list[Term]:
    """Left - right of each given equation."""
    return [difference(one) for one in goal.claim.assumptions
            if isinstance(one, Relation) and one.operator == "="]  # fmt: skip


def difference(relation: Relation) -> Term:
    """Left - right, or the left side alone where the right one is 0."""
    if relation.right == ZERO:
        return relation.left
    return Add((relation.left, negate(relation.right)))


# -- dividing ------------------------------------------------------------------------------


def divided(goal: Goal) -> Proof | None:
    """An equation times what is not zero, from the given equations."""
    if goal.relation.operator != "=":
        return None
    whole = difference(goal.relation)
    others = list(dict.fromkeys(nonzero(goal)))
    for count in range(1, MOST_FACTORS + 1):
        for chosen in combinations(others[:MOST], count):
            scale = chosen[0] if count == 1 else Multiply(chosen)
            product = Relation("=", Multiply((scale, whole)), ZERO)
            inner = ideal.combination(goal.also(product))
            if inner is None:
                continue
            proof: Proof = {
                "rule": "restate", "left": to_data(product.left), "right": to_data(ZERO),
                "factor": to_data(Power(scale, number(-1))), "then": inner,
            }  # fmt: skip
            if goal.accepts(proof):
                return proof
    return None


def nonzero(goal: Goal) -> Iterator[Term]:
    """Quantities that the facts say are not zero."""
    stated = [one for one in (*goal.claim.assumptions, *goal.hypotheses)
              if isinstance(one, Relation) and one.operator != "="]  # fmt: skip
    for term in (*map(difference, stated), *equations(goal)):
        try:
            if not signs.sign(goal.state(), reading.read(goal.state(), term)) & NULL:
                yield term
        except Refusal:
            continue


# -- squares that vanish -------------------------------------------------------------------


def vanishing(goal: Goal) -> Proof | None:
    """One entry of a sum that is zero, all of whose terms have one sign."""
    if goal.relation.operator != "=":
        return None
    sums = [part for term in equations(goal) for part in walk(term) if isinstance(part, Sum)]
    entries = [part for part in walk(goal.relation) if isinstance(part, Entry)]
    for whole in dict.fromkeys(sums):
        for entry in dict.fromkeys(entries):
            for place in entry.indices:
                if not free_indices(place):
                    continue
                lemma = Relation(">=", apart(goal, whole, place), ZERO)
                shown: Proof = {"rule": "parts_of_sum", "parts": [to_data(lemma.left)]}
                proof = with_lemma(goal, lemma, shown, whole)
                if proof is not None:
                    return proof
    return None


def apart(goal: Goal, whole: Sum, place: Term) -> Sum:
    """``whole`` without its term at ``place``."""
    own = whole.index
    name = fresh_name(own.name, {part.name for part in walk((goal.relation, whole))
                                 if isinstance(part, (Index, Variable, Family))})  # fmt: skip
    index = Index(name, own.lower, own.upper)
    elsewhere = Add((number(1), negate(delta(index, place))))
    return Sum(index, Multiply((Power(elsewhere, number(2)), replace(whole.body, own, index))))


def with_lemma(goal: Goal, lemma: Relation, shown: Proof, whole: Sum) -> Proof | None:
    """The goal after a lemma about a sum of terms that all have one sign.

    First as it stands, then after the sum itself is shown to be zero (a root of it is).
    """
    zero = Relation("=", whole, ZERO)
    for then in (goal.direct(), apart_by_sign(goal.relation)):
        proof: Proof = {"rule": "have", "lemma": to_data(lemma), "proof": shown, "then": then}
        before: Proof = {
            "rule": "have", "lemma": to_data(zero), "proof": apart_by_sign(zero), "then": proof,
        }  # fmt: skip
        for candidate in (proof, before):
            if goal.accepts(candidate):
                return candidate
    return None


def apart_by_sign(relation: Relation) -> Proof:
    """An equation where the difference can be neither negative nor positive."""
    three = {name: {"rule": "equal"} for name in ("negative", "zero", "positive")}
    return {"rule": "trichotomy", "of": to_data(difference(relation)), **three}


# -- signs ---------------------------------------------------------------------------------


def signed(goal: Goal) -> tuple[Term, ...]:
    """Quantities whose signs may be told apart: arguments of bars, the difference, letters."""
    nodes = [*walk((goal.relation, goal.claim.assumptions))]
    found = [part.arguments[0] for part in nodes
             if isinstance(part, Function) and part.name == "abs"]  # fmt: skip
    found.append(difference(goal.relation))
    found += [part for part in nodes if isinstance(part, Variable) and part.sort is Sort.REAL]
    return tuple(dict.fromkeys(found))[:MOST_SIGNS]


def by_signs(goal: Goal, terms: tuple[Term, ...]) -> object | None:
    """Directly, by dividing, or in the three cases for the sign of the next quantity."""
    if goal.state().contradiction or goal.attempt() is None:
        return goal.direct()
    found = divided(goal)
    if found is not None or not terms:
        return found
    proofs: dict[str, object] = {}
    for name, operator in (("negative", "<"), ("zero", "="), ("positive", ">")):
        case = goal.under(Relation(operator, terms[0], ZERO))
        inner = by_signs(case, terms[1:])
        if inner is None:
            return by_signs(goal, terms[1:]) if len(terms) > 1 else None
        proofs[name] = inner
    proof = {"rule": "trichotomy", "of": to_data(terms[0]), **proofs}
    return proof if goal.accepts(proof) else None
