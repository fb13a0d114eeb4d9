r"""Events that a list with dots joins: ``P(X_1 = x_1, \dots, X_n = x_n)``.

Guarantee: all of them together have the product of their indicators; the general event is
that of which the printed ones are instances on both sides of their relation sign. Limits:
single relations, in steps of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from verifier.read.notes.formulas import conditions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import split
from verifier.read.notes.source.tree import Node, text_of
from verifier.read.notes.terms import general_terms
from verifier.terms import ONE, ZERO, Cases, Index, Product, Relation, Term

DOTS = frozenset({r"\dots", r"\ldots", r"\cdots", r"\dotsc", "..."})
JOINTS = (",", r"\cap", r"\wedge", r"\land")


def parted(nodes: Sequence[Node]) -> list[list[Node]] | None:
    """The events of a list with dots, the dots among them; None for an event without dots."""
    parts = split(nodes, JOINTS)
    dots = [is_dots(part) for part in parts]
    if sum(dots) != 1 or dots[0] or dots[-1] or not all(parts):
        return None
    return parts


def is_dots(part: Sequence[Node]) -> bool:
    """Whether only dots stand here."""
    return len(part) == 1 and text_of(part[0]) in DOTS


def product(ctx: Context, parts: Sequence[list[Node]], at: Node) -> Term:
    """The product of the indicators of all events."""
    cut = next(place for place, part in enumerate(parts) if is_dots(part))
    leads, trails = ([relation(ctx, part, at) for part in some]
                     for some in (parts[:cut], parts[cut + 1 :]))  # fmt: skip
    operator = leads[0].operator
    sides = [general([getattr(one, side) for one in leads], [getattr(one, side) for one in trails])
             for side in ("left", "right")]  # fmt: skip
    moving = [one for one in sides if isinstance(one, general_terms.General)]
    known = {(one.first, one.last) for one in moving}
    if (
        None in sides
        or len(known) != 1
        or any(one.operator != operator for one in (*leads, *trails))
    ):
        raise Complaint("not-supported", "events with dots: which are they? Write a product over "
                        "their index", at)  # fmt: skip
    first, last = known.pop()
    if last is None:
        raise Complaint("not-supported", "events with dots without a last one", at)
    index = Index("?events", first, last)
    left, right = (general_terms.instance(one.term, index)
                   if isinstance(one, general_terms.General) else one for one in sides)  # fmt: skip
    assert left is not None
    assert right is not None
    return Product(index, Cases(((Relation(operator, left, right), ONE),), ZERO))


def relation(ctx: Context, part: Sequence[Node], at: Node) -> Relation:
    """One event of the list."""
    found = conditions.condition(ctx, part, at)
    if not isinstance(found, Relation):
        raise Complaint("not-supported", "events with dots other than single relations", at)
    return found


def general(leads: Sequence[Term], trails: Sequence[Term]) -> general_terms.General | Term | None:
    """What the printed terms are instances of: one term that moves, or does not."""
    if reduce(lambda same, one: same and one == leads[0], (*leads, *trails), True):
        return leads[0]
    found = general_terms.fitting(leads, trails)
    return found[0] if len(found) == 1 else None
