r"""``\Delta x``: an increment is a name of its own, with its scripts behind the letter.

Guarantee: only where a Delta is declared by itself, and no ``\Delta x`` is, is it a factor,
and a note says so. Limits: no differences of sequences.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.read.arrays import Array
from verifier.read.notes.calculus import fields
from verifier.read.notes.formulas import expressions, operands
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import Glyph, Head
from verifier.read.notes.source.tree import Command, Leaf, Node, Script

MARK = r"\varDelta"
"""How an increment is spelt inside."""


def product(ctx: Context, cursor: Cursor, head: Head) -> Array | None:
    r"""``\Delta a`` as a product; None where it is a name, or Delta is none."""
    node = head.node
    base = node.base if isinstance(node, Script) else node
    if head.glyph.accents[:1] != (MARK,) or not isinstance(base, Command) or base.name != MARK:
        return None
    if (second := fields.laplacian(ctx, cursor, head)) is not None:
        return second
    delta = Leaf(Token("command", r"\Delta", base.start, base.start + len(r"\Delta")))
    inner = base.arguments[0].children
    if ctx.lookup(Head(Glyph(r"\Delta"), (), (), 0, delta)) is None or len(inner) != 1:
        return None
    rest: Node = replace(node, base=inner[0]) if isinstance(node, Script) else inner[0]
    behind = Cursor((rest, *cursor.nodes[cursor.at + 1 :]))
    first = operands.operand(ctx, Cursor((delta,)))
    second = operands.operand(ctx, behind)
    cursor.at += behind.at
    ctx.note(rf"`{head.name.latex}` read as a product with `\Delta`")
    return expressions.multiplied(ctx, [("", first), ("", second)])
