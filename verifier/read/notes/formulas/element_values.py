r"""Elements of finite sets by their place in a list: ``V(s_{t+1})``, ``w_{y_i}``, ``s_t = s``.

Guarantee: an entry of a list of elements stands where an element may stand, as an argument of a
table and in ``a = b``, and nowhere as a number; an entry of a list of whole numbers is an index
of every axis that has all of its values. Limits: one list at a time, no lists of lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.formulas import expressions
from verifier.read.notes.scopes import elements
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import IndexName
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.tree import Node
from verifier.read.notes.terms import values
from verifier.read.sizes import difference, never_negative
from verifier.terms import Condition, Entry, Relation, Term


def value(ctx: Context, nodes: Sequence[Node], at: Placed) -> tuple[Term, str] | None:
    """The number of an element, and its set; None where ``nodes`` are no element."""
    if (own := elements.element(ctx, nodes)) is not None:
        return own.index, own.element
    found = elements.listed(ctx, nodes)
    if found is None or not found.element:
        return None
    array = expressions.expression(replace(ctx, places=True), nodes, at)
    return values.one_number(array, at, "an element"), found.element


def number(
    ctx: Context, symbol: IndexName | elements.Elements, place_: Term, at: Placed
) -> Term:  # fmt: skip
    """The number that an element is; raises ``Complaint`` for a set whose elements are none."""
    found = elements.numbers(ctx, symbol.element)
    if found is None:
        raise Complaint("shape-mismatch", f"`{symbol.name.latex}` is an element of "
                        f"`{symbol.element}`, not a number", at)  # fmt: skip
    return Entry(found, (place_,))


def compared(
    ctx: Context, sign: str, left: Sequence[Node], right: Sequence[Node]
) -> Condition | None:
    """``a = b`` between two elements of one set; None for anything else."""
    if sign not in ("=", "!=") or not left or not right:
        return None
    one, other = value(ctx, left, left[0]), value(ctx, right, right[0])
    if one is None or other is None or one[1] != other[1]:
        return None
    return Relation(sign, one[0], other[0])


def place(
    ctx: Context, nodes: Sequence[Node], at: Placed, axis: tuple[Term, Term]
) -> Term | None:  # fmt: skip
    """An entry of a list as a place on an axis from the first to the last of ``axis``; else None.

    Raises ``Complaint`` where the entry may lie beyond the axis.
    """
    found = elements.listed(ctx, nodes)
    if found is None:
        return None
    first, last = axis
    if not (never_negative(difference(found.lower, first))
            and never_negative(difference(last, found.upper))):  # fmt: skip
        own = f"from {values.shape_text((found.lower,))} to {values.shape_text((found.upper,))}"
        raise Complaint("index-mismatch", f"`{found.name.latex}` has entries {own}, but this axis "
                        f"ends at {values.shape_text((last,))}", at)  # fmt: skip
    array = expressions.expression(replace(ctx, places=True), nodes, at)
    term = values.one_number(array, at, "an index")
    return term if isinstance(term, Entry) else None
