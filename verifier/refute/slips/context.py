"""What a slip may bring in: the names, indices and parts of the claim itself.

Guarantee: nothing is taken from outside of the claim but small numbers and the
functions of ``terms.FUNCTIONS``.
"""

from __future__ import annotations

from dataclasses import dataclass

from verifier.claim import Claim
from verifier.refute.slips.spots import QUANTITIES, Put, Spot, spots
from verifier.refute.slips.writing import is_sigmoid
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
)
from verifier.traversal import children, free_indices, walk

LARGEST = 40
"""Nodes of the largest part that may be inserted somewhere else."""
POOL, FEWEST, EFFORT = 40, 10, 4000
"""Most and fewest parts that may be borrowed; fewer where there are many places for them."""


@dataclass(frozen=True)
class Slip:
    """One edit of one side: the smaller the ``cost``, the likelier the slip."""

    put: Put
    kind: str
    cost: float
    before: Term
    """The part that is edited, and what replaces it."""
    after: Term

    @property
    def term(self) -> Term:
        """The whole side after the edit."""
        return self.put(self.after)


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
    symbols: tuple[FunctionSymbol, ...]
    """Named functions of one argument."""
    has_sigmoid: bool
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


class Sizes:
    """Sizes of terms, remembered for the parts that many terms share."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, int]] = {}

    def of(self, node: object) -> int:
        """The number of parts of a term."""
        known = self._known.get(id(node))
        if known is None:
            inner = sum(self.of(part) for part in children(node))
            known = self._known[id(node)] = (node, inner + (not isinstance(node, tuple)))
        return known[1]


def context_of(claim: Claim, relation: Relation) -> Context:
    """The material of ``relation``, a part of ``claim``."""
    places = 1 + sum(size(side) for side in (relation.left, relation.right))
    nodes = list(walk((relation, claim.assumptions)))
    variables = list(dict.fromkeys(node for node in nodes if isinstance(node, Variable)))
    symbols = (Variable, Index, Family, FunctionSymbol)
    return Context(
        free_indices((relation.left, relation.right)),
        tuple(v for v in variables if v.sort is Sort.DIMENSION),
        tuple(v for v in variables if v.sort is not Sort.DIMENSION),
        tuple(dict.fromkeys(node for node in nodes if isinstance(node, Family))),
        tuple(dict.fromkeys(node.name for node in nodes if isinstance(node, Function))),
        tuple(dict.fromkeys(n for n in nodes if isinstance(n, FunctionSymbol) and n.arity == 1)),
        any(map(is_sigmoid, nodes)),
        frozenset(node.name for node in nodes if isinstance(node, symbols)),
        _parts(relation)[: max(FEWEST, min(POOL, EFFORT // places))],
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
    return tuple(sorted(found.values(), key=lambda part: part.size))


def entry_like(term: Term) -> bool:
    """Whether ``term`` is a variable or an entry."""
    return isinstance(term, (Variable, Entry))
