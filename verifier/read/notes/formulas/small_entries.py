"""``a_{ij}`` as entry i, j of a matrix that is declared as ``A``.

Guarantee: only where nothing that takes two indices is called ``a``; a reading says so.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.read.arrays import Array
from verifier.read.notes.formulas import indexing, operands
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Fit, IndexName, Quantity
from verifier.read.notes.source.names import Head
from verifier.read.notes.source.tree import Script
from verifier.read.notes.terms import values


def entry(ctx: Context, head: Head, found: Fit | None = None) -> Array | None:
    """``a_{ij}`` as entry i, j of a matrix A, where a is nothing that takes two indices."""
    letter = head.glyph.letter
    if len(head.sub) != 2 or head.primes or head.glyph.accents or not (
        len(letter) == 1 and letter.islower()
    ):  # fmt: skip
        return None
    if found is not None and not unindexed(found):
        return None
    whole = ctx.lookup(replace(head, glyph=replace(head.glyph, letter=letter.upper()), sup=()))
    symbol = whole[0] if whole is not None and not whole[1] else None
    if not isinstance(symbol, Quantity) or symbol.slots_sub or symbol.slots_sup or (
        symbol.view.rank != 2 or values.entries_of(symbol.view).rank != 2
    ):  # fmt: skip
        return None
    found_ = indexing.entry(ctx, symbol.view, head.sub, head.node)
    ctx.note(f"`{head.name.latex}` read as an entry of `{symbol.name.latex}`")
    above = head.node.sup if isinstance(head.node, Script) else None
    return operands.attached(ctx, found_, (), above, head.sup, 0, head.node)


def unindexed(found: Fit) -> bool:
    """Whether what is called so takes no two indices: a number, a vector, an index."""
    symbol, labels = found[0], found[1]
    if isinstance(symbol, IndexName):
        return True
    slots = labels or (isinstance(symbol, Quantity) and (symbol.slots_sub or symbol.slots_sup))
    return isinstance(symbol, Quantity) and not slots and (
        values.entries_of(symbol.view).rank < 2
    )  # fmt: skip
