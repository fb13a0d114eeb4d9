"""Equations that follow from equations of vectors: cofactors by linear algebra. Untrusted.

``A v = a v`` and ``A w = b w`` are put in wherever they apply, so that ``v^T A w`` has two
values and what that says is lost. With such equations aside (``without``) cofactors are
looked for among the vectors that occur:

    left - right = sum_i q_i (l_i - r_i) + ...,   q_i = c u_i,  c rational or an eigenvalue.

Where that fails, both sides are multiplied by what is known not to be 0 (``a - b``). In the
same way ``x^T A x > 0`` for a definite A gives the sign of an eigenvalue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verifier.claim import Definite, Forall
from verifier.kernel import loading, reading
from verifier.kernel.state import Refusal, State
from verifier.polynomial import Polynomial
from verifier.prove.elimination import solution
from verifier.prove.goal import Goal, Proof
from verifier.prove.walks import restated
from verifier.serialization import to_data
from verifier.terms import (
    Add,
    Entry,
    Family,
    Index,
    Multiply,
    Number,
    Power,
    Relation,
    Sum,
    Term,
    Variable,
    negate,
    number,
)
from verifier.traversal import free_indices, replace, walk

MOST_EQUATIONS = 4
MOST_COFACTORS = 60


@dataclass(frozen=True)
class Equation:
    """``left = right`` for every value of an index, and its place among the assumptions."""

    place: int
    index: Index
    relation: Relation


def eigen(goal: Goal) -> Proof | None:
    """A combination of equations about vectors, that are put aside."""
    if goal.relation.operator != "=":
        return None
    given = equations(goal)
    if not given or len(given) > MOST_EQUATIONS:
        return None
    weaker = aside(goal, [equation.place for equation in given])
    for factor in (None, *_factors(goal)):
        goal.session.check_time()
        relation = goal.relation
        if factor is not None:
            sides = (Multiply((factor, side)) for side in (relation.left, relation.right))
            relation = Relation("=", *sides)
        inner = _combined(weaker, relation, given, goal)
        if inner is None:
            continue
        proof: Proof = {"rule": "without", "assumptions": [e.place for e in given], "then": inner}
        if factor is not None:
            proof = restated(relation, proof, Power(factor, number(-1)))
        if goal.accepts(proof):
            return proof
    return None


def definite(goal: Goal) -> Proof | None:
    """From x^T A x > 0, shown with the equations aside: the signs of eigenvalues."""
    if goal.relation.operator not in ("<", "<=", ">", ">=", "!="):
        return None
    names = {part.family for part in goal.claim.assumptions if isinstance(part, Definite)}
    given = equations(goal) if names else []
    if not given or len(given) > MOST_EQUATIONS:
        return None
    shown = {"rule": "without", "assumptions": [e.place for e in given], "then": {"rule": "sign"}}
    for equation in given:
        for node in walk(equation.relation):
            match node:
                case Sum(inner, Multiply((Entry(family, _) as entry, vector))) if family in names:
                    pass
                case _:
                    continue
            if entry.indices not in ((equation.index, inner), (inner, equation.index)):
                continue
            form = Sum(equation.index, Multiply((replace(vector, inner, equation.index), node)))
            lemma = to_data(Relation(">", form, number(0)))
            proof: Proof = {
                "rule": "have", "lemma": lemma, "proof": shown, "then": {"rule": "sign"},
            }  # fmt: skip
            if goal.accepts(proof):
                return proof
    return None


def equations(goal: Goal) -> list[Equation]:
    """The assumptions that equate the entries of two vectors, one of them a product.

    Where these are many, those about a vector of the goal.
    """
    found: list[Equation] = []
    for place, part in enumerate(goal.claim.assumptions):
        match part:
            case Forall((index,), Relation("=", left, right) as relation) if any(
                isinstance(node, Sum) for node in walk((left, right))
            ):
                found.append(Equation(place, index, relation))
            case _:
                pass
    if len(found) <= MOST_EQUATIONS:
        return found
    named = {node.family for node in walk(goal.relation) if isinstance(node, Entry)}
    return [one for one in found if named & _families(one.relation.right)]


def _families(node: object) -> set[Family]:
    return {part.family for part in walk(node) if isinstance(part, Entry)}


def aside(goal: Goal, places: Sequence[int]) -> State:
    """What is known without the assumptions at these places."""
    weaker = State(goal.session.table)
    parts = [(at, part) for at, part in enumerate(goal.claim.assumptions) if at not in places]
    loading.load_into(weaker, parts)
    return weaker


def _combined(state: State, relation: Relation, given: list[Equation], goal: Goal) -> Proof | None:
    cofactors = [
        (equation, cofactor)
        for equation in given
        for cofactor in dict.fromkeys(_cofactors(goal, equation, given))
    ][:MOST_COFACTORS]
    try:
        target = reading.read(state, relation.left) - reading.read(state, relation.right)
    except Refusal:
        return None
    columns: list[Polynomial] = []
    kept: list[tuple[Equation, Term]] = []
    for equation, cofactor in cofactors:
        gap = Add((equation.relation.left, negate(equation.relation.right)))
        try:
            column = reading.read(state, Sum(equation.index, Multiply((cofactor, gap))))
        except Refusal:
            continue
        columns.append(column)
        kept.append((equation, cofactor))
    weights = solution(columns, target)
    if weights is None:
        return None
    data: list[object] = []
    for equation in given:
        parts = [
            Multiply((Number(weight), cofactor))
            for (own, cofactor), weight in zip(kept, weights, strict=True)
            if own == equation and weight
        ]
        if parts:
            data.append([equation.place, to_data(Sum(equation.index, Add(tuple(parts))))])
    return {"rule": "combine", "cofactors": data}


def _cofactors(goal: Goal, equation: Equation, given: list[Equation]) -> Iterator[Term]:
    """Vectors over the range of the equation's index, and multiples of them."""
    free = set(free_indices(goal.relation))
    nodes = list(walk((goal.relation, tuple(e.relation for e in given))))
    vectors: dict[Term, None] = {}
    for node in nodes:
        if not isinstance(node, Entry):
            continue
        for at, index in enumerate(node.indices):
            if not isinstance(index, Index) or not _alike(index, equation.index):
                continue
            places = (*node.indices[:at], equation.index, *node.indices[at + 1 :])
            if {*free_indices(places)} - {equation.index} <= free:
                vectors[Entry(node.family, places)] = None
    yield from vectors
    values = [node for node in dict.fromkeys(walk(tuple(e.relation.right for e in given)))
              if isinstance(node, Variable)]  # fmt: skip
    for value in values:
        yield from (Multiply((value, vector)) for vector in vectors)
    yield from _images(equation, list(vectors), nodes)


def _images(equation: Equation, vectors: list[Term], nodes: list[object]) -> Iterator[Term]:
    """``(M u)_i`` and ``(M^T u)_i`` for square matrices M and vectors u."""
    own = equation.index
    inner = Index(f"{own.name}_in", own.lower, own.upper)
    families = dict.fromkeys(
        node.family
        for node in nodes
        if isinstance(node, Entry)
        and len(node.indices) == 2
        and all(isinstance(index, Index) and _alike(index, own) for index in node.indices)
    )
    for family in families:
        for places in ((own, inner), (inner, own)):
            for vector in vectors:
                if isinstance(vector, Entry) and vector.indices == (own,):
                    moved = replace(vector, own, inner)
                    yield Sum(inner, Multiply((Entry(family, places), moved)))


def _alike(one: Index, other: Index) -> bool:
    return (one.lower, one.upper) == (other.lower, other.upper)


def _factors(goal: Goal) -> Iterator[Term]:
    """What is assumed not to be 0."""
    for part in goal.claim.assumptions:
        if isinstance(part, Relation) and part.operator in ("!=", "<", ">"):
            yield Add((part.left, negate(part.right)))
