r"""Conditional means under the one density of a section: ``\mathbb{E}[x \mid y]``.

Guarantee: where a single density is declared, and nothing random, a mean without a subscript of
something given names is the mean over ``p(x \mid y)``, as ``density_averages`` reads it; what is
averaged is the one name that is not given, or those that are vectors or that nothing declares.
Limits: names behind the bar, no conditions.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.arrays import Array
from verifier.read.notes.probability import (
    density_averages,
    events,
    law_calls,
    process_names,
    random_variables,
)
from verifier.read.notes.probability.laws import Density
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node, text_of


def expectation(ctx: Context, cursor: Cursor) -> Array | None:
    r"""``\mathbb{E}[x \mid y]`` as the mean over ``p(x \mid y)``; None for any other."""
    after = cursor.peek(1)
    fence = law_calls.fence_of(after) if after is not None else None
    sides = split(fence.children, events.BARS) if fence is not None else []
    if fence is None or fence is not after or len(sides) != 2 or not all(sides):
        return None
    symbol, given = density(ctx), split(sides[1], (",", ";"))
    if symbol is None or not all(len(part) == 1 and head_of(part[0]) for part in given):
        return None
    sides[0] = small(ctx, sides[0])
    found = letters(ctx, sides[0], [text_of(part[0]) for part in given])
    if not found:
        return None
    at = fence.start
    names = [*separated(found, at), Leaf(Token("command", r"\mid", at, at)), *sides[1]]
    call = Fenced("(", ")", tuple(names), at, at)
    shown = f"{symbol.name.latex}{text_of(call)}"
    ctx.note(f"a mean without a subscript is read as that over `{shown}`")
    inner = Cursor([cursor.take(), Fenced("[", "]", tuple(sides[0]), fence.start, fence.end)])
    cursor.take()
    return density_averages.expectation(ctx, inner, [name_of(symbol, at), call])


def density(ctx: Context) -> Density | None:
    """The one density that can be seen, where nothing is random."""
    found = [one for one in ctx.scope.everything() if isinstance(one, Density)]
    return found[0] if len(found) == 1 and not random_variables.spaces(ctx.scope) else None


def small(ctx: Context, body: Sequence[Node]) -> list[Node]:
    """``X`` alone, where nothing declares it, as the declared vector or number x."""
    head = head_of(body[0]) if len(body) == 1 and isinstance(body[0], Leaf) else None
    letter = head.glyph.letter if head is not None and ctx.lookup(head) is None else ""
    if not letter.isupper():
        return list(body)
    lower = Leaf(Token("letter", letter.lower(), body[0].start, body[0].end))
    own = head_of(lower)
    known = ctx.lookup(own) if own is not None else None
    if known is None or not isinstance(known[0], Quantity):
        return list(body)
    ctx.note(f"`{letter}` is read as what `{letter.lower()}` is a value of")
    return [lower]


def letters(ctx: Context, body: Sequence[Node], given: Sequence[str]) -> list[Node]:
    """The names in the body that are averaged."""
    names = {text_of(node): node for node in process_names.names_among(body)
             if text_of(node) not in given}  # fmt: skip
    if len(names) == 1:
        return list(names.values())
    return [node for node in names.values() if drawn(ctx, node)]


def drawn(ctx: Context, node: Node) -> bool:
    """Whether a name is a vector, or declared nowhere."""
    head = head_of(node)
    found = ctx.lookup(head) if head is not None else None
    return found is None or (isinstance(found[0], Quantity) and bool(found[0].view.rank))


def separated(nodes: Sequence[Node], at: int) -> list[Node]:
    """Names with commas between them."""
    found: list[Node] = []
    for node in nodes:
        found += [Leaf(Token("symbol", ",", at, at)), node] if found else [node]
    return found


def name_of(symbol: Density, at: int) -> Node:
    """The letter of a density as a node."""
    return Leaf(Token("letter", symbol.name.glyph.letter, at, at))
