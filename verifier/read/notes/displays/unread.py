r"""What declarations say of the quantities of a claim and no assumption holds.

Guarantee: such words stand with the claim, which is not refuted then: the counterexample may
violate them. Words of independence are no hindrance where means and covariances settle the
claim. A density that stands on one side only may be known from the text. An index ``i`` that
only multiplies an exponent may be meant as the imaginary unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.claim import Assumption
from verifier.read.notes.displays import relevance, unknowns
from verifier.read.notes.probability import moments, process_names
from verifier.read.notes.probability.laws import Density, Law
from verifier.read.notes.recursions import sequences
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Scope
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Node
from verifier.read.positive_print import UNKNOWN
from verifier.terms import (
    Condition,
    Entry,
    Function,
    FunctionSymbol,
    Index,
    Multiply,
    Product,
    Relation,
    Sum,
    Term,
    Variable,
)
from verifier.traversal import walk


def one_model(ctx: Context, nodes: Sequence[Node]) -> Iterator[str]:
    r"""Distributions of one letter, ``p_\theta`` and p: they may be parts of one model."""
    found: dict[object, set[str]] = {}
    for node in process_names.names_among(nodes):
        head = head_of(node)
        known = ctx.lookup(head) if head is not None else None
        if known is not None and isinstance(known[0], (Density, Law)):
            name = known[0].name
            found.setdefault(name.glyph, set()).add(name.latex)
    for names in found.values():
        if len(names) > 1:
            shown = " and ".join(f"`{name}`" for name in sorted(names))
            yield f"whether {shown} are parts of one model"


UNITS = ("i", "j")
"""Letters for the imaginary unit."""


def said(
    scope: Scope, relation: Condition, given: Sequence[Assumption], display: Sequence[Node]
) -> tuple[str, ...]:
    """What is said of the quantities of a claim and was not read."""
    owners = relevance.owners_in((relation, tuple(given)), sizes=True)
    return tuple(dict.fromkeys([*(
        words for part in scope.chain() for owner, words in part.unread
        if sequences.among(owner, owners) and not moments.settled(owner, words, relation)
    ), *imaginary(relation), *unknown(relation),
        *unknowns.equations(relation, display)]))  # fmt: skip


def has_density(term: Term) -> bool:
    """Whether a density of which no formula is known stands in ``term``."""
    return any(isinstance(part, FunctionSymbol | Variable) and part.name.startswith(UNKNOWN)
               for part in walk(term))  # fmt: skip


def unknown(relation: Condition) -> Iterator[str]:
    """A density on one side only: what it is may be said by the words around a display."""
    if isinstance(relation, Relation) and relation.operator == "=" and (
        has_density(relation.left) != has_density(relation.right)
    ):  # fmt: skip
        yield "what the density on one side is"


def imaginary(relation: Condition) -> Iterator[str]:
    """Whether an index that numbers nothing may be meant as the imaginary unit."""
    units = [
        one for part in walk(relation) if isinstance(part, Function) and part.name == "exp"
        for inner in part.arguments if isinstance(inner, Multiply) for one in inner.factors
        if isinstance(one, Index) and one.name in UNITS
    ]  # fmt: skip
    if not units:
        return
    inside = [part for part in walk(relation) if isinstance(part, Entry)]
    numbering = {one for entry in inside for place in entry.indices for one in walk(place)}
    bound = {part.index for part in walk(relation) if isinstance(part, (Sum, Product))}
    for one in units:
        if one not in numbering | bound:
            yield f"whether `{one.name}` is the index, or meant as the imaginary unit"
