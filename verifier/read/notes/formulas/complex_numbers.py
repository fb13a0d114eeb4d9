r"""Complex numbers: the imaginary unit, conjugates, real and imaginary parts.

Guarantee: a letter is the imaginary unit only where a declaration says so, in words or by
``i^2 = -1``; ``\bar z``, ``\overline{z w}`` and ``z^*`` are conjugates only of what holds a
complex quantity, where no name is declared with that mark, and a note says so.
Limits: ``\sqrt{-1}`` is read in a declaration of the unit only; no arguments of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.entrywise import is_complex
from verifier.read.notes.formulas import expressions, operands
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.names import Head, head_of, pieces, split
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Command, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.terms import Constant, call

UNIT = Constant("i")
WORDS = re.compile(r"\s*(?:is|be|denotes?|:|the|=|,|as)*\s*(?:the\s+)?imaginary\s+unit\b", re.I)
BEFORE = re.compile(
    r"\bimaginary\s+unit\s*(?:is|be)?\s*(?:denoted|written)?\s*(?:by|as)?\s*\Z", re.IGNORECASE
)
BARS = frozenset({r"\bar", r"\overline"})
STARS = frozenset({"*", r"\ast"})


# -- declarations ------------------------------------------------------------------------


def taken(ctx: Context, formulas: Sequence[Formula]) -> list[Formula]:
    """``formulas`` without what declares imaginary units, which is done."""
    left: list[Formula] = []
    for formula in formulas:
        stretches = split(formula.nodes, (",", ";"))
        units = [unit(part) for part in stretches]
        if len(stretches) == 1 and units == [None] and said(formula):
            units = [head_of(stretches[0][0]) if len(stretches[0]) == 1 else None]
        for head in units:
            if head is not None:
                view = arrays.scalar(UNIT)
                ctx.scope.declare(Quantity(head.name, view, None, defined=True))
        if None in units:
            left.append(replace(formula, nodes=without(formula.nodes, stretches, units)))
    return left


def said(formula: Formula) -> bool:
    """Whether the words beside a formula call it the imaginary unit."""
    return WORDS.match(formula.behind) is not None or BEFORE.search(formula.before) is not None


def unit(part: Sequence[Node]) -> Head | None:
    r"""The letter of ``i^2 = -1``, ``i = \sqrt{-1}``; None for anything else."""
    text = "".join(map(text_of, part)).replace(" ", "").replace("{", "").replace("}", "")
    cut = text.find("=")
    if not part or cut < 0:
        return None
    head = head_of(part[0])
    if head is None or head.sub or head.primes or text_of(part[1]) not in ("=", ":="):
        return None
    square = [piece.text for piece in head.sup] == ["2"] and text[cut + 1 :] == "-1"
    root = not head.sup and text[cut + 1 :] == r"\sqrt-1"
    return replace(head, sup=()) if square or root else None


def without(
    nodes: Sequence[Node], stretches: Sequence[Sequence[Node]], units: Sequence[Head | None]
) -> tuple[Node, ...]:
    """``nodes`` without the stretches that declare units, and the commas before them."""
    found = list(nodes)
    for part, head in zip(stretches, units, strict=True):
        if head is not None:
            first = next(place for place, node in enumerate(found) if node is part[0])
            begin = first - 1 if first else 0
            end = first + len(part) + (1 if not first else 0)
            del found[begin:end]
    return tuple(found)


# -- in formulas -------------------------------------------------------------------------


def conjugated(ctx: Context, cursor: Cursor, node: Node | None) -> Array | None:
    r"""``\bar z`` and ``\overline{z + w}`` of something complex, passed over; else None."""
    base = node.base if isinstance(node, Script) else node
    if not isinstance(base, Command) or base.name not in BARS or len(base.arguments) != 1:
        return None
    letters = heads(base.arguments[0].children)
    if not any(speaks(ctx, head) for head in letters):
        return None
    value = conjugate(expressions.expression(ctx, base.arguments[0].children, base))
    cursor.take()
    ctx.note(f"`{shorten(text_of(base))}` read as the complex conjugate")
    if not isinstance(node, Script):
        return value
    return operands.attached(ctx, value, pieces(node.sub), node.sup, pieces(node.sup),
                             node.primes, node)  # fmt: skip


def starred(ctx: Context, value: Array, text: str, node: Node) -> Array | None:
    """``z^*`` of something complex; None for any other mark or value."""
    if text not in STARS or not holds(ctx, value):
        return None
    ctx.note(f"`{shorten(text_of(node))}` read as the complex conjugate")
    return conjugate(value)


def conjugate(value: Array) -> Array:
    """The conjugate of every entry."""
    return arrays.apply(lambda term: call("conjugate", term), value)


def holds(ctx: Context, value: Array) -> bool:
    """Whether a complex quantity stands in a value, by what it is defined to be too."""
    inner = values.entries_of(value)
    places = tuple(arrays.fresh_index("i", size, start, set())
                   for size, start in zip(inner.shape, inner.starts, strict=True))  # fmt: skip
    return is_complex(ctx.definitions.unfold(inner.entry(places)))


def heads(nodes: Sequence[Node]) -> list[Head]:
    """The names in ``nodes``."""
    found: list[Head] = []
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        head = head_of(node)
        if head is not None:
            found.append(head)
        waiting.extend(parts(node))
    return found


def speaks(ctx: Context, head: Head) -> bool:
    """Whether a name is declared, and complex."""
    found = ctx.lookup(head)
    symbol = found[0] if found is not None else None
    return isinstance(symbol, Quantity) and holds(ctx, symbol.view)
