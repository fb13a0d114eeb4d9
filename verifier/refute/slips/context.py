"""What a slip may bring in: the names, indices and parts of the claim itself.

Guarantee: nothing is taken from outside of the claim but small numbers and the
functions of ``terms.FUNCTIONS``.
"""

from __future__ import annotations

from dataclasses import dataclass

from verifier.claim import Claim
from verifier.refute.slips.spots import QUANTITIES, Spot, spots
from verifier.terms import (
    Entry,
    Family,
    Function,
    FunctionSymbol,
    Index,
    Number,
    Relation,
    Sort,
    Term,
    Variable,
    free_indices,
    walk,
)

LARGEST = 40
"""Nodes of the largest part that may be inserted somewhere else."""
POOL = 40


@dataclass(frozen=True)
class Slip:
    """One edit of one side: the smaller the ``cost``, the likelier the slip."""

    term: Term
    """The whole side after the edit."""
    kind: str
    cost: float
    before: Term
    """The part that is edited, and what replaces it."""
    after: Term


@dataclass(frozen=True)
class Borrowed:
    """A part of the claim, and the names that are bound around it."""

    term: Term
    indices: frozenset[Index]
    names: frozenset[str]
    size: int


@dataclass(frozen=True)
class Context:
    """The material of a claim."""

    indices: tuple[Index, ...]
    """Free indices."""
    dimensions: tuple[Variable, ...]
    variables: tuple[Variable, ...]
    families: tuple[Family, ...]
    functions: tuple[str, ...]
    names: frozenset[str]
    parts: tuple[Borrowed, ...]
    """Quantities that occur on either side, the smallest first."""

    def alternatives(self, index: Index, spot: Spot) -> list[Index]:
        """Other indices over the same range that have a meaning at ``spot``."""
        reach = (index.lower, index.upper)
        scope = dict.fromkeys((*spot.bound, *self.indices))
        return [other for other in scope if other != index and (other.lower, other.upper) == reach]

    def fits(self, part: Borrowed, spot: Spot) -> bool:
        """Whether everything bound in ``part`` is bound in the same way at ``spot``."""
        return part.indices <= set(spot.bound) and part.names <= spot.names


def size(node: object) -> int:
    """The number of parts of a term."""
    return sum(1 for _ in walk(node))


def context_of(claim: Claim, relation: Relation) -> Context:
    """The material of ``relation``, a part of ``claim``."""
    nodes = list(walk((relation, claim.assumptions)))
    variables = list(dict.fromkeys(node for node in nodes if isinstance(node, Variable)))
    symbols = (Variable, Index, Family, FunctionSymbol)
    return Context(
        free_indices((relation.left, relation.right)),
        tuple(v for v in variables if v.sort is Sort.DIMENSION),
        tuple(v for v in variables if v.sort is not Sort.DIMENSION),
        tuple(dict.fromkeys(node for node in nodes if isinstance(node, Family))),
        tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, Function))),
        frozenset(node.name for node in nodes if isinstance(node, symbols)),
        _parts(relation),
    )


def _parts(relation: Relation) -> tuple[Borrowed, ...]:
    found: dict[Term, Borrowed] = {}
    for side in (relation.right, relation.left):
        for spot in spots(side):
            term = spot.term
            if spot.role not in (*QUANTITIES, "exponent"):
                continue
            if isinstance(term, Number) or term in found:
                continue
            if spot.role == "side" and side is relation.left:
                continue
            count = size(term)
            if count > LARGEST:
                continue
            indices = frozenset(free_indices(term)) & set(spot.bound)
            used = {n.name for n in walk(term) if isinstance(n, (Variable, Family))}
            found[term] = Borrowed(term, indices, spot.names & used, count)
    return tuple(sorted(found.values(), key=lambda part: part.size)[:POOL])


def entry_like(term: Term) -> bool:
    """Whether ``term`` is a variable or an entry."""
    return isinstance(term, (Variable, Entry))
