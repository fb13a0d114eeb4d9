r"""Brackets behind random variables: those of ``\hat f(x)`` belong to it, other letters are asked.

Guarantee: a random variable that is declared with brackets is written with exactly these; one
that is declared without them is no factor of a single letter in brackets, ``X(t)``, before the
author has said so. Limits: round brackets.
"""

from __future__ import annotations

from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Fenced, Node, Script, text_of
from verifier.read.notes.terms.spaces import Random


def taken(ctx: Context, cursor: Cursor, symbol: Random, at: Node) -> Script | None:
    r"""Take the brackets that belong to ``\hat f(x)^2``; what stands on them."""
    after = cursor.peek()
    fence = after.base if isinstance(after, Script) else after
    if not isinstance(fence, Fenced) or fence.left != "(":
        return None
    name, shown = symbol.name.latex, text_of(fence)
    if not symbol.brackets:
        inside = head_of(fence.children[0]) if len(fence.children) == 1 else None
        found = ctx.lookup(inside) if inside is not None else None
        if found is not None and isinstance(found[0], Quantity):
            raise Complaint(
                "ambiguous", f"`{name}{shown}`: a product, or what is random there?", at,
                (rf"product?  `{name} \cdot {shown[1:-1]}`",
                 f"value?    **Let** ${name}{shown}$ be a random variable."),
            )  # fmt: skip
        return None
    if shown != symbol.brackets:
        raise Complaint("declaration", f"`{name}` is declared at `{name}{symbol.brackets}` only",
                        at)  # fmt: skip
    cursor.take()
    return after if isinstance(after, Script) else None
