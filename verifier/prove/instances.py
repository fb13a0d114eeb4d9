"""What holds for every index, at the indices of the goal. Untrusted.

``x_j <= x_k`` for every j is used by the kernel where exactly ``x_i - x_k`` stands. A sum of
such differences is taken apart: left - right = sum c_l (instance l), c_l >= 0. Equations, such
as ``sum_j B[i, j] = 1`` for every i, or one for a root, are put aside, so that they are not
lost where they are put in, and combined; those for every i at the places of the goal.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product

from verifier.claim import Forall
from verifier.kernel import reading
from verifier.kernel.state import Refusal
from verifier.polynomial import Monomial, Polynomial
from verifier.prove import eigen, ideal
from verifier.prove.goal import Goal, Proof
from verifier.prove.linear import nonnegative_solution
from verifier.serialization import to_data
from verifier.terms import (
    Add,
    Entry,
    Family,
    Index,
    Multiply,
    Number,
    Relation,
    Sort,
    Term,
    Variable,
    negate,
)
from verifier.traversal import free_names, replace, walk

LESS, MORE = ("<", "<="), (">", ">=")
MOST = 12
"""Instances that are combined."""
MOST_PLACES, MOST_EQUATIONS = 4, 24


def instances(goal: Goal) -> Proof | None:
    """The difference as a sum of instances, times numbers >= 0."""
    outcome = goal.attempt()
    if goal.relation.operator not in LESS + MORE or outcome is None or outcome[1] is None:
        return None
    state, difference = outcome
    assert difference is not None
    lemmas = list(islice(_lemmas(goal), MOST))
    if len(lemmas) < 2:
        return None
    downward = goal.relation.operator in LESS
    gaps = [
        Add((one.left, negate(one.right)))
        if (one.operator in LESS) is downward
        else Add((one.right, negate(one.left)))
        for one in lemmas
    ]
    try:
        columns = [reading.read(state, gap) for gap in gaps]
    except Refusal:
        return None
    rows = {m: at for at, m in enumerate({m for p in (*columns, difference) for m in p.terms})}
    weights = nonnegative_solution(
        [_column(column, rows) for column in columns], _column(difference, rows)
    )
    if weights is None:
        return None
    operator = "<=" if downward else ">="
    parts = [
        {
            "term": to_data(Multiply((Number(weight), gap))),
            "operator": operator,
            "proof": {"rule": "sign"},
        }
        for weight, gap in zip(weights, gaps, strict=True)
        if weight
    ]
    proof: Proof = {"rule": "sum_of_parts", "parts": parts}
    return proof if goal.accepts(proof) else None


def equations(goal: Goal) -> Proof | None:
    """A combination of the equations that are given, put aside: at the goal's entries."""
    if goal.relation.operator != "=":
        return None
    given = [*ideal.plain(goal), *islice(_equations(goal), MOST_EQUATIONS)]
    if not given:
        return None
    aside = sorted({one.position for one in given})
    weaker = goal.inside(lambda: eigen.aside(goal, aside), goal.relation)
    inner = ideal.combined(weaker, given)
    proof: Proof = {"rule": "without", "assumptions": aside, "then": inner}
    return proof if inner is not None and goal.accepts(proof) else None


def _equations(goal: Goal) -> Iterator[ideal.Given]:
    """The equations about an array of the goal, at free places that it takes entries at."""
    about, places = _families(goal.relation), _places(goal.relation)[:MOST_PLACES]
    for position, assumption in enumerate(goal.claim.assumptions):
        match assumption:
            case Forall(indices, Relation("=", _, _) as equation) if _families(equation) & about:
                for chosen in product(places, repeat=len(indices)):
                    if not {*chosen} & {*indices}:
                        yield ideal.Given(position, equation, indices, chosen)
            case _:
                pass


def _families(relation: Relation) -> set[Family]:
    """The arrays of which a relation speaks."""
    return {part.family for part in walk(relation) if isinstance(part, Entry)}


def _column(polynomial: Polynomial, rows: dict[Monomial, int]) -> dict[int, Fraction]:
    return {rows[monomial]: Fraction(value) for monomial, value in polynomial.terms.items()}


def _lemmas(goal: Goal) -> Iterator[Relation]:
    """The instances about what occurs in the goal, and that are shown to hold."""
    places = _places(goal.relation)
    names = free_names(goal.relation)
    for given in goal.claim.assumptions:
        match given:
            case Forall((index,), Relation(operator, left, right)) if operator in LESS + MORE:
                pass
            case _:
                continue
        if not free_names((left, right)) - {index.name} <= names | free_names(goal.claim.relation):
            continue
        for place in places:
            sides = (replace(side, index, place) for side in (left, right))
            lemma = Relation(operator, *sides)
            if lemma.left != lemma.right and goal.also(lemma).accepts({"rule": "sign"}):
                yield lemma


def _places(relation: Relation) -> list[Term]:
    """Free indices, whole numbers and sizes at which entries are taken."""
    names = free_names(relation)
    found: dict[Term, None] = {}
    entries = [node for node in walk(relation) if isinstance(node, Entry)]
    for place in (place for entry in entries for place in entry.indices):
        match place:
            case Variable(name, Sort.INTEGER) | Index(name) if name in names:
                found[place] = None
            case Number() | Variable(_, Sort.DIMENSION):
                found[place] = None
            case _:
                pass
    return list(found)
