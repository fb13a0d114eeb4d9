r"""Names that a display introduces by their logarithm: ``\log L(\theta) = \sum_i ...``.

Guarantee: where nothing declares L, and the equation would introduce ``\log L`` if that were a
name, it introduces L as the exponential of the right side; the item says so. Limits: natural
logarithms; first links of chains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.displays import implicit
from verifier.read.notes.displays.display import Statement
from verifier.read.notes.probability.laws import Density
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Scope
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.tree import Fenced, Group, Leaf, Node, text_of


def leading(ctx: Context, statement: Statement, home: Scope, owners: Owners) -> dict[int, str]:
    """What is said of the links that introduce names, by their place in the chain."""
    if found := implicit.leading(ctx, statement, home, owners):
        return found
    sides = statement.sides
    inside = inside_logarithm(ctx, sides[0]) if len(sides) > 1 and sides[1] else None
    if inside is None:
        return {}
    start, end = sides[1][0].start, sides[1][-1].end
    right: list[Node] = [Leaf(Token("command", r"\exp", start, start)),
                         Fenced("(", ")", tuple(sides[1]), start, end)]  # fmt: skip
    one = replace(statement, sides=[inside, right], signs=[statement.signs[0]])
    if implicit.introduce(ctx, one, home, owners) is None:
        return {}
    texts = [" ".join(ctx.source.text[side[0].start : side[-1].end].replace("&", " ").split())
             for side in (inside, sides[1])]  # fmt: skip
    name = text_of(inside[0])
    return {0: rf"it introduces `{name}`; read as **Define** ${texts[0]} = \exp({texts[1]})$"}


def inside_logarithm(ctx: Context, side: Sequence[Node]) -> list[Node] | None:
    """The name behind a natural logarithm, with its arguments; None for any other side."""
    sign = text_of(side[0]) if side else ""
    if sign not in (r"\log", r"\ln") or (sign == r"\log" and ctx.scope.layout.logarithm):
        return None
    rest = list(side[1:])
    while len(rest) == 1 and isinstance(rest[0], Group):
        rest = list(rest[0].children)
    head = implicit.named(rest) if 0 < len(rest) < 3 else None
    known = ctx.scope.fitting(head) if head is not None else None
    return rest if head is not None and not isinstance(known and known[0], Density) else None
