r"""Statements about sequences without an end, as statements about long enough beginnings.

Guarantee: what is proved of every beginning x_0, ..., x_N holds of the whole sequence. What is
assumed of all places is assumed of those of the beginning,

    x_{t+1} = A x_t for all t   ->   for t = 0, ..., N, of x_0, ..., x_{N+1},

a weaker assumption; where a beginning with that property may have no continuation, that is
kept as a doubt, with which nothing is refuted. Inside an infinite sum numbers x_t become
values x(t) of any function. Limits: places of assumptions are a letter plus a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from verifier.claim import Assumption, Forall
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.terms.traverse import once, rebuild
from verifier.read.notes.terms.unfold import EVERY, Recurrence
from verifier.read.sizes import size_polynomial
from verifier.terms import (
    Add,
    Apply,
    At,
    Condition,
    Dependent,
    Derivative,
    Entry,
    Family,
    FunctionSymbol,
    Index,
    Limit,
    Product,
    Relation,
    Sum,
    Term,
    Variable,
    number,
)
from verifier.traversal import endless_sum

DOUBT = "what is assumed of later places than those at hand"


@dataclass(frozen=True)
class Lasting:
    """An assumption for all places: ``index`` plus ``most`` is the last one it speaks of."""

    given: Forall
    index: Index
    lowest: int
    """Where the index begins, so that all that is spoken of has a place."""
    most: int


def apart(
    given: Sequence[Assumption], recursive: set[Family]
) -> tuple[list[Assumption], list[Lasting]]:
    """The assumptions about some places, and those about all places of a sequence."""
    kept: list[Assumption] = []
    found: list[Lasting] = []
    for one in given:
        if not isinstance(one, Forall):
            kept.append(one)
            continue
        endless = [index for index in one.indices if index.upper == EVERY]
        if not endless:
            kept.append(one)
        elif len(endless) > 1:
            raise Complaint("not-supported", "an assumption about all pairs of places of a "
                            "sequence without an end")  # fmt: skip
        else:
            found.append(lasting(one, endless[0], recursive))
    return kept, found


def lasting(given: Forall, index: Index, recursive: set[Family]) -> Lasting:
    """Where an assumption begins, and how far ahead it looks."""
    first = index.lower
    low = size_polynomial(first).get((), 0)
    most = 0
    for place, start in places(given.condition, recursive):
        ahead = beyond(place, index)
        if ahead is None:
            if any(part == index for part in once(place)):
                raise Complaint("not-supported", "an assumption about all places whose places are "
                                "no letter plus a number")  # fmt: skip
            continue
        low, most = max(low, start - ahead), max(most, ahead)
    return Lasting(given, index, int(low), most)


def places(node: object, recursive: set[Family]) -> Iterator[tuple[Term, int]]:
    """The places of sequences without an end, each with the first one of its sequence."""
    for part in once(node):
        if isinstance(part, Entry):
            for at, size, start in zip(part.indices, part.family.shape, part.family.starts,
                                       strict=True):  # fmt: skip
                if size == EVERY:
                    yield at, start
        elif isinstance(part, Dependent) and part.family in recursive:
            yield part.indices[0], part.family.starts[0]


def beyond(place: Term, index: Index) -> int | None:
    """How far ``place`` is from ``index``; None where it is no such sum."""
    if place == index:
        return 0
    rest = size_polynomial(place)
    own = rest.pop(((index, 1),), None)
    ahead = rest.pop((), 0)
    return int(ahead) if own == 1 and not rest and ahead == int(ahead) else None


def beside(one: Recurrence) -> int:
    """How far beyond its last place a recursion looks in sequences without an end."""
    found = 0
    for place, _ in places(one.rule, set()):
        ahead = beyond(place, one.place)
        if ahead is None and any(part == one.place for part in once(place)):
            raise Complaint("not-supported", "a recursion that looks at places of another sequence "
                            "that are no letter plus a number")  # fmt: skip
        found = max(found, ahead or 0)
    return found


def up_to(found: Sequence[Lasting], last: Term) -> list[Assumption]:
    """The assumptions for places up to ``last``."""
    made: list[Assumption] = []
    for one in found:
        name = one.index.name
        index = Index(name, number(one.lowest), last)
        condition = renamed(one.given.condition, one.index, index)
        indices = tuple(index if own == one.index else own for own in one.given.indices)
        made.append(Forall(indices, condition))
    return made


def renamed(condition: Condition, old: Index, new: Index) -> Condition:
    """``condition`` with another index of the same name."""

    def visit(node: object) -> object:
        return new if node == old else rebuild(node, visit)

    return cast(Condition, visit(condition))


def doubtful(found: Sequence[Lasting]) -> bool:
    """Whether a beginning with these properties may have no continuation."""
    moving = [one for one in found if len(looks(one)) > 1]
    if not moving:
        return False
    lone = [next_value(one) for one in moving]
    if None in lone or len(moving) > 1:
        return True
    alone = lone[0]
    return any(part == alone for one in found if one not in moving
               for part in once(one.given.condition))  # fmt: skip


def looks(one: Lasting) -> set[int]:
    """How far ahead an assumption looks."""
    return {ahead for place, _ in places(one.given.condition, set())
            if (ahead := beyond(place, one.index)) is not None}  # fmt: skip


def next_value(one: Lasting) -> Family | None:
    """The sequence whose next value an assumption gives, whatever came before."""
    condition = one.given.condition
    if not isinstance(condition, Relation) or condition.operator != "=":
        return None
    for side in (condition.left, condition.right):
        for term in side.terms if isinstance(side, Add) else (side,):
            if not isinstance(term, Entry) or term.family.shape[0] != EVERY:
                continue
            own = beyond(term.indices[0], one.index)
            others = [beyond(part.indices[0], one.index) for part in once(condition)
                      if isinstance(part, Entry) and part.family == term.family
                      and part != term]  # fmt: skip
            if own is not None and all(at is not None and at < own for at in others):
                return term.family
    return None


# -- infinite sums ---------------------------------------------------------------------------


def limits(node: object) -> set[Variable]:
    """The numbers of terms of the infinite sums in ``node``."""
    return {part.variable for part in once(node) if isinstance(part, Limit)}


def summed(node: object) -> set[Family]:
    """The sequences without an end that stand in an infinite sum at its letter."""
    found: set[Family] = set()
    for limit in once(node):
        if isinstance(limit, Limit) and endless_sum(limit) is not None:
            for part in once(limit.body):
                if isinstance(part, Entry) and EVERY in part.family.shape and any(
                    inner == limit.variable for inner in once(part.indices)
                ):  # fmt: skip
                    found.add(part.family)
    return found


def as_functions(node: object, names: dict[str, int]) -> object:
    """``node`` with functions of the place (and of the other indices) for some sequences."""
    match node:
        case Entry(family, indices) if family.name in names:
            inner = tuple(cast(Term, as_functions(index, names)) for index in indices)
            orders = (0,) * len(inner)
            return Apply(FunctionSymbol(family.name, names[family.name]), inner, orders)
        case Derivative(_, Entry(family)) | At(_, Family() as family) if family.name in names:
            raise Complaint("not-supported", "a derivative by a place of an infinite sum")
        case _:
            return rebuild(node, lambda part: as_functions(part, names))


def require_places(node: object) -> None:
    """Raise ``Complaint`` for all values of a sequence at once: a sum or product of them."""
    for part in once(node):
        if isinstance(part, (Sum, Product)) and part.index.upper == EVERY:
            raise Complaint("not-supported", "all values of a sequence without an end at once")
        if isinstance(part, At) and any(index.upper == EVERY for index in part.indices):
            raise Complaint("not-supported", "a derivative by all values of a sequence without an "
                            "end")  # fmt: skip
