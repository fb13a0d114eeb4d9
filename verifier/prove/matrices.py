"""Equations between matrices of which some have inverses. Untrusted.

With ``M B = B M = I`` given, ``B C = D`` follows from ``M B C = M D``, ``C B = D`` from
``C B M = D M``: along every free index on which an inverse stands, both sides are multiplied by
its matrix until they agree. Before that, inverses of symmetric matrices are shown to be
symmetric (``B^T M = (M B)^T = I``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from verifier.claim import Forall
from verifier.kernel import facts, reading, zero
from verifier.kernel.matrices import Identity, alike, identity
from verifier.kernel.state import Refusal, State
from verifier.prove.goal import Goal, Proof
from verifier.serialization import to_data
from verifier.terms import Entry, Family, Index, Multiply, Relation, Sum, Term
from verifier.traversal import free_indices, free_names, fresh_name, walk

DEEPEST = 4
"""How many times both sides are multiplied."""
MOST_TRIALS = 24
DEEPEST_LEMMA = 2
MOST_FAMILIES = 7
"""Inverses among which relations are looked for."""


@dataclass(frozen=True)
class Given:
    """An assumption that a product of two matrices is the identity."""

    position: int
    says: Identity

    def inverse(self, side: str) -> Family | None:
        """The family that multiplication on this side takes away."""
        factor = self.says.first if side == "left" else self.says.second
        return factor.family if isinstance(factor, Entry) else None


@dataclass(frozen=True)
class Step:
    """Multiplication along an index."""

    given: Given
    side: str
    along: Index
    of: tuple[Term, ...]


def pairs(goal: Goal) -> list[Given]:
    """The assumptions that say that a product of two matrices is the identity."""
    found = [(place, identity(one)) for place, one in enumerate(goal.claim.assumptions)]
    return [Given(place, says) for place, says in found if says is not None]


def matrices(goal: Goal) -> Proof | None:
    """Multiply by matrices with known inverses, inverses of symmetric ones being symmetric."""
    if goal.relation.operator != "=":
        return None
    given = pairs(goal)
    if not given:
        return None
    state = goal.state().branch()
    taken = free_names((goal.claim.relation, goal.claim.assumptions, goal.relation))
    search = Search(given, taken)
    lemmas = list(search.symmetric(state))
    proof = search.close(state, goal.relation, DEEPEST)
    reached = any(True for _ in search.steps(goal.relation))
    if proof is None and not reached and (more := list(search.related(state, goal.relation))):
        lemmas += more
        proof = search.close(state, goal.relation, DEEPEST)
    if proof is None:
        return None
    for lemma in reversed(lemmas):
        proof = {**lemma, "then": proof}
    return proof if goal.accepts(proof) else None


class Search:
    """What is multiplied by what."""

    def __init__(self, given: list[Given], taken: set[str]) -> None:
        self.given = given
        self.taken = taken
        self.trials = 0

    def name(self, stem: str) -> str:
        """A name for a new index."""
        found = fresh_name(stem, self.taken)
        self.taken.add(found)
        return found

    def symmetric(self, state: State) -> Iterator[Proof]:
        """Lemmas that inverses are symmetric; ``state`` knows them afterwards."""
        done: set[Family] = set()
        for one in self.given:
            family, says = one.inverse("left"), one.says
            if family is None or family in done or says.lead:
                continue
            i, j = (Index(self.name(stem), says.row.lower, says.row.upper) for stem in "uv")
            lemma = Relation("=", Entry(family, (i, j)), Entry(family, (j, i)))
            matrix, _ = says.factor("left", j, (), i.name)
            turned, _ = says.factor("left", i, (), j.name)
            if holds(state, lemma) or not holds(state, Relation("=", matrix, turned)):
                continue
            found = self.lemma(state, lemma, (i, j))
            if found is not None:
                done.add(family)
                yield found

    def related(self, state: State, goal: Relation) -> Iterator[Proof]:
        """Lemmas ``B = C^T`` and ``B = C D`` about inverses; ``state`` knows them afterwards."""
        plain = [one for one in self.given if not one.says.lead]
        families = {one.inverse("left"): one.says.row for one in plain}
        named = {part.family for part in walk(goal) if isinstance(part, Entry)}
        known = [(family, row) for family, row in families.items() if family in named and family]
        if len(known) > MOST_FAMILIES:
            return
        composed = {one.inverse("left") for one in plain if not isinstance(one.says.second, Entry)}
        for family, row in known:
            if family not in composed:
                continue
            i, j, k = (Index(self.name(stem), row.lower, row.upper) for stem in "uvw")
            others = [other for other, span in known if other != family and alike(span, row)]
            values: list[Term] = [Entry(other, (j, i)) for other in others]
            values += [Sum(k, Multiply((Entry(one, (i, k)), Entry(other, (k, j)))))
                       for one, other in permutations(others, 2)]  # fmt: skip
            for value in values:
                lemma = Relation("=", Entry(family, (i, j)), value)
                found = None if holds(state, lemma) else self.lemma(state, lemma, (i, j))
                if found is not None:
                    yield found
                    break

    def lemma(self, state: State, lemma: Relation, indices: tuple[Index, Index]) -> Proof | None:
        """One lemma about every value of two new indices, added to ``state`` where it is shown."""
        proof = self.close(state, lemma, DEEPEST_LEMMA)
        if proof is None:
            return None
        facts.assume(state, Forall(indices, lemma), None)
        return {"rule": "have_all", "indices": [to_data(index) for index in indices],
                "lemma": to_data(lemma), "proof": proof}  # fmt: skip

    def close(self, state: State, relation: Relation, depth: int) -> Proof | None:
        """A proof by at most ``depth`` multiplications, the shortest first."""
        if holds(state, relation):
            return {"rule": "equal"}
        self.trials = 0
        for limit in range(1, depth + 1):
            found = self.within(state, relation, limit)
            if found is not None:
                return found
        return None

    def within(self, state: State, relation: Relation, depth: int) -> Proof | None:
        """A proof by ``depth`` multiplications."""
        for step in self.steps(relation):
            if self.trials >= MOST_TRIALS:
                return None
            self.trials += 1
            name = self.name("t")
            after = multiplied(relation, step, name)
            if depth == 1:
                inner: Proof | None = {"rule": "equal"} if holds(state, after) else None
            else:
                inner = self.within(state, after, depth - 1)
            if inner is not None:
                return {"rule": "invert", "by": step.given.position, "side": step.side,
                        "index": to_data(step.along), "name": name,
                        "of": [to_data(part) for part in step.of], "then": inner}  # fmt: skip
        return None

    def steps(self, relation: Relation) -> Iterator[Step]:
        """Multiplications that take an inverse away from one end of a product."""
        free = free_indices(relation)
        seen: set[Step] = set()
        for part in walk(relation):
            if not isinstance(part, Entry) or len(part.indices) < 2:
                continue
            for place, side in ((-2, "left"), (-1, "right")):
                along, of = part.indices[place], part.indices[:-2]
                if not isinstance(along, Index) or along not in free:
                    continue
                for given in self.given:
                    step = Step(given, side, along, of)
                    if given.inverse(side) == part.family and step not in seen:
                        seen.add(step)
                        yield step


def multiplied(relation: Relation, step: Step, name: str) -> Relation:
    """Both sides of ``relation`` times the matrix of ``step``."""
    factor, _ = step.given.says.factor(step.side, step.along, step.of, name)
    sides = (Sum(step.along, Multiply((factor, side))) for side in (relation.left, relation.right))
    return Relation("=", *sides)


def holds(state: State, relation: Relation) -> bool:
    """Whether both sides have one normal form."""
    try:
        difference = reading.read(state, relation.left) - reading.read(state, relation.right)
        return zero.is_zero(state, difference)
    except (Refusal, RecursionError):
        return False
