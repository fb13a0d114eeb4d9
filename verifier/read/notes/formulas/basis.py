r"""Vectors of the standard basis: ``e_i``, ``\mathbf{e}_1``, where nothing declares that letter.

Guarantee: entry k of ``e_i`` is 1 where k is i, else 0; its size is that over which a declared
index runs, else the one size that makes the line whole. Where the note does not speak of a
basis or of unit vectors, nothing is refuted, and the line must be whole with such a vector.
"""

from __future__ import annotations

import re

from verifier.read.arrays import Array
from verifier.read.notes.calculus import abstraction
from verifier.read.notes.formulas import indexing
from verifier.read.notes.scopes import undeclared_names
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import IndexName
from verifier.read.notes.source.names import Head, head_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.identity import Unsized
from verifier.read.notes.terms.loosened import Loose
from verifier.terms import Number, Term, delta

LINE = r"a basis? **Let** $e_1, \dots, e_n \in \mathbb{R}^n$ be the standard basis."
SPOKEN = re.compile(
    r"\b(?:standard|canonical|unit|natural|elementary|coordinate|one-hot|basis)[\s-]+"
    r"(?:basis|bases|(?:\w+[\s-]+)?vectors?)\b|\bone-hot\b", re.IGNORECASE
)  # fmt: skip


def vector(ctx: Context, cursor: Cursor, head: Head) -> Array | None:
    """The vector that an undeclared ``e_i`` is, what stands above it left; else None."""
    if head.glyph.letter != "e" or len(head.sub) != 1 or head.primes:
        return None
    if "basis" not in ctx.loose:
        said = undeclared_names.undeclared(ctx, cursor, head)
        raise Loose("basis", said.message, head.node, (*said.paste, LINE))
    size, start = size_of(ctx, head)
    at = indexing.index_term(ctx, head.sub[0], size, start)
    shown = shorten(head.name.latex)
    ctx.note(f"`{shown}` read as a vector of the standard basis")
    if SPOKEN.search(ctx.source.text) is None:
        ctx.doubts.setdefault(f"whether `{shown}` is a vector of the standard basis")
    entries = Array((size,), lambda place: delta(place[0], at), (start,))
    return values.vector(entries, ctx.scope.layout.vectors)


def size_of(ctx: Context, head: Head) -> tuple[Term, int]:
    """How many entries it has, and the first place; raises ``Unsized`` while that is open."""
    inner = head_of(head.sub[0].nodes[0])
    known = ctx.scope.fitting(inner) if inner is not None else None
    if known is not None and isinstance(known[0], IndexName):
        lower = known[0].index.lower
        if isinstance(lower, Number) and lower.value.denominator == 1:
            return abstraction.length(known[0].index), int(lower.value)
    if ctx.unit is None:
        raise Unsized(r"\mathbf{e}", head.node)
    return ctx.unit, ctx.scope.layout.start
