"""Steps about matrices: multiplying by what has an inverse, and lemmas about every entry.

TRUSTED. Guarantee: as ``steps``; each rule's docstring is its inference figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from verifier.claim import Forall
from verifier.kernel import facts, monotone, reading, signs, steps, wording
from verifier.kernel.conditions import entailed
from verifier.kernel.domain import needs
from verifier.kernel.state import NEGATIVE, State
from verifier.terms import (
    ZERO,
    And,
    Index,
    Multiply,
    Relation,
    Sum,
    Term,
    delta,
)
from verifier.traversal import free_indices, free_names, replace

MOST_INDICES = 4


@dataclass(frozen=True)
class Identity:
    """The assumption ``sum_k first[i, k] second[k, j] = delta(i, j)``, ``lead`` numbering it."""

    lead: tuple[Index, ...]
    row: Index
    column: Index
    inner: Index
    first: Term
    second: Term

    def factor(self, side: str, along: Index, of: Sequence[Term], name: str) -> tuple[Term, Index]:
        """``second`` (for ``left``) with ``along`` for its column and a new row, or the mirror."""
        left = side == "left"
        outer = self.column if left else self.row
        new = Index(name, self.inner.lower, self.inner.upper)
        term = self.second if left else self.first
        bound, values = (self.inner, outer, *self.lead), (new, along, *of)
        apart = [Index(f"@{place}", ZERO, ZERO) for place in range(len(bound))]
        for old, between in zip(bound, apart, strict=True):
            term = replace(term, old, between)
        for between, value in zip(apart, values, strict=True):
            term = replace(term, between, value)
        return term, new


def identity(assumption: object) -> Identity | None:
    """What an assumption says of a product of two matrices, if it says that."""
    match assumption:
        case Forall(
            (*lead, row, column), Relation("=", Sum(inner, Multiply((first, second))), right)
        ) if right == delta(row, column):
            found = Identity(tuple(lead), row, column, inner, first, second)
        case _:
            return None
    if column in free_indices(first) or row in free_indices(second):
        return None
    bound = {row, column, inner, *lead}
    ends = [(index.lower, index.upper) for index in bound]
    same = (row.lower, row.upper) == (column.lower, column.upper)
    distinct = len(bound) == 3 + len(lead)
    return found if same and distinct and not bound & set(free_indices(tuple(ends))) else None


def invert(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """Both sides times a matrix that has an inverse on the other side.

        sum_k F[i,k] G[k,j] = delta(i,j) given    sum_j G[t,j] L[j] = sum_j G[t,j] R[j]
        -------------------------------------------------------------------------------
                                        L[j] = R[j]

    with a new t, for every j, since L - R = F (G (L - R)); in the same way for the other
    factor, from sum_i L[i] F[i,t]. L and R are defined for every j, and nothing is known of t
    but its range.
    Not for inequalities, nor along an index of another range than that of the product.
    """
    if relation.operator != "=":
        raise steps.StepFailure("invert", "only for equations")
    position, side, name = (proof.get(key) for key in ("by", "side", "name"))
    if not isinstance(position, int) or not 0 <= position < len(replay.claim.assumptions):
        raise steps.StepFailure("invert", "no such assumption")
    given = identity(replay.claim.assumptions[position])
    if given is None:
        raise steps.StepFailure("invert", "the assumption is no product that is the identity")
    named = steps.read_term(replay, proof.get("index"))
    along = next((free for free in free_indices(relation) if free == named), None)
    if along is None:
        raise steps.StepFailure("invert", "not along a free index")
    if not alike(along, given.row):
        raise steps.StepFailure("invert", "an index of another range")
    bound = {given.row, given.column, given.inner, *given.lead}
    if along in set(free_indices((given.first, given.second))) - bound:
        raise steps.StepFailure("invert", "the assumption is about that index itself")
    if not isinstance(name, str) or not name.isidentifier() or side not in ("left", "right"):
        raise steps.StepFailure("invert", "no name for the new index, or no side")
    of = numbers(replay, given, along, proof.get("of"))
    factor, new = given.factor(side, along, of, name)
    require_new(replay, state, relation, (new,))
    left, right = (Sum(along, Multiply((factor, part))) for part in (relation.left, relation.right))
    after = Relation("=", left, right)
    state.use("invert")
    state.assumptions_used.add(position)
    replay.say(depth, f"times a matrix that has an inverse: {wording.describe(after)}")
    steps.proceed(widened(replay, after), state, relation, after, proof.get("then"), depth)


def alike(one: Index, other: Index) -> bool:
    """Whether two indices have one range."""
    return (one.lower, one.upper) == (other.lower, other.upper)


def numbers(replay: steps.Replay, given: Identity, along: Index, data: object) -> list[Term]:
    """Which of the matrices that ``given.lead`` numbers is meant."""
    if not isinstance(data, list) or len(data) != len(given.lead):
        raise steps.StepFailure("invert", "not one number for each index of the matrices")
    chosen = [steps.read_term(replay, part) for part in data]
    for index, value in zip(given.lead, chosen, strict=True):
        if not isinstance(value, Index) or value == along or not alike(value, index):
            raise steps.StepFailure("invert", "a number of another range")
    return chosen


def have_all(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """A lemma about every value of new indices first.

        |- lemma(i), i new    lemma(i) for every i |- goal
        --------------------------------------------------
                              goal

    The lemma is an equation that is defined wherever the facts hold; the ranges of the indices
    are not empty, and do not depend on one another.
    """
    data = proof.get("indices")
    if not isinstance(data, list) or not 1 <= len(data) <= MOST_INDICES:
        raise steps.StepFailure("have_all", "no indices")
    nodes = [steps.node_of(part) for part in data]
    indices = tuple(node for node in nodes if isinstance(node, Index))
    if len(indices) < len(nodes) or len({index.name for index in indices}) < len(indices):
        raise steps.StepFailure("have_all", "not indices of different names")
    require_new(replay, state, relation, indices)
    for index in indices:
        replay.admit((index.lower, index.upper))
        gap = reading.read(state, index.upper) - reading.read(state, index.lower)
        if signs.sign(state, gap) & NEGATIVE:
            raise steps.StepFailure("have_all", "the range may be empty")
    inner = widened(replay, *(Relation("=", index, index) for index in indices))
    lemma = steps.read_condition(inner, proof.get("lemma"))
    if not isinstance(lemma, Relation) or lemma.operator != "=":
        raise steps.StepFailure("have_all", "a lemma is an equation")
    if not all(entailed(state, need) for side in (lemma.left, lemma.right) for need in needs(side)):
        raise steps.StepFailure("have_all", "the lemma is not defined everywhere")
    replay.say(depth, f"first, for every index, {wording.describe(lemma)}:")
    steps.verify(inner, state.branch(), lemma, proof.get("proof"), depth + 1)
    branch = state.branch()
    facts.assume(branch, Forall(indices, lemma), None)
    if branch.contradiction:
        raise steps.StepFailure("have_all", "the lemma contradicts what is known")
    state.use("have_all")
    steps.verify(replay, branch, relation, proof.get("then"), depth)


def require_new(
    replay: steps.Replay, state: State, relation: Relation, indices: Sequence[Index]
) -> None:
    """Refuse indices of which something is known, or may be meant, already."""
    claim = replay.claim
    taken = free_names((claim.relation, claim.assumptions, relation))
    for index in indices:
        if index.name in taken or monotone.mentions(state, index.name):
            raise steps.StepFailure("index", f"{index.name} is not new")


def widened(replay: steps.Replay, *relations: Relation) -> steps.Replay:
    """The same replay, in which the free indices of ``relations`` may be used."""
    claim = replay.claim
    wider = changed(claim, relation=And((claim.relation, *relations)))
    return changed(replay, claim=wider)
