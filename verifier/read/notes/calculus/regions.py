r"""Which integral has which ends: ``\int_{x=0}^1 \int_{y=0}^1``, ``\int_{\mathbb{R}}``.

Guarantee: ends that name their letter belong to that letter, whatever the order of the ``dx``;
an integral over the real line, or over an interval, has their ends, and a double integral over
the plane, or over a square, those for each letter. Limits: no other regions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.arrays import Array
from verifier.read.notes.calculus import analysis
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.lexer import tokens
from verifier.read.notes.source.names import split
from verifier.read.notes.source.tree import Command, Fenced, Group, Leaf, Node, Script, text_of

SIGNS = {r"\int": 1, r"\iint": 2, r"\iiint": 3}
REAL = frozenset({r"\mathbb{R}", r"\R", r"\mathbf{R}", r"\Reals", r"\real"})


def told(node: Script, nodes: Sequence[Node]) -> tuple[list[Node], Node, list[Node]] | None:
    """What an integral whose ends name their letter holds, where others stand right behind it."""
    named = [named_letter(part) for part in (node.sub, node.sup)]
    letter = named[0] or named[1]
    behind = 0
    while behind < len(nodes) and is_integral(nodes[behind]):
        behind += 1
    if not letter or not behind:
        return None
    places = differentials(nodes, behind + 1)
    own = [place for place in places if text_of(nodes[place + 1]) == letter]
    if len(places) != behind + 1 or len(own) != 1:
        return None
    inside = [part for place, part in enumerate(nodes[: places[-1] + 2])
              if place not in (own[0], own[0] + 1)]  # fmt: skip
    return inside, nodes[own[0] + 1], list(nodes[places[-1] + 2 :])


def named_letter(part: Group | None) -> str:
    """The x of ``x = a``."""
    sides = split(part.children, ("=",)) if part is not None else []
    return "".join(map(text_of, sides[0])) if len(sides) == 2 else ""


def is_integral(node: Node) -> bool:
    r"""Whether a node is ``\int`` with its ends."""
    return isinstance(node, Script) and isinstance(node.base, Leaf) and node.base.text == r"\int"


def differentials(nodes: Sequence[Node], count: int) -> list[int]:
    """The places of the first ``count`` differentials in a row."""
    found = [place for place, node in enumerate(nodes[:-1]) if analysis.is_differential(node)
             and analysis.bound_letter(nodes[place + 1]) is not None]  # fmt: skip
    return found[:count]


def integral(ctx: Context, cursor: Cursor) -> Array | None:
    r"""``\int_{\mathbb{R}} f \, dx``, ``\iint_{[0, 1]^2} f \, dx \, dy``; None for others."""
    node = cursor.peek()
    base = node.base if isinstance(node, Script) else None
    count = SIGNS.get(base.text, 0) if isinstance(base, Leaf) else 0
    if not isinstance(node, Script) or base is None or node.sub is None or node.sup is not None or (
        not count or node.primes):  # fmt: skip
        return None
    ends = line(node.sub.children, count)
    if ends is None or len(differentials(cursor.nodes[cursor.at + 1 :], count)) < count:
        return None
    sign = grow(tokens(r"\int")).children[0]
    lower, upper = (Group(tuple(part), node.start, node.end) for part in ends)
    one = replace(node, base=sign, sub=lower, sup=upper)
    inner = Cursor((*[one] * count, *cursor.nodes[cursor.at + 1 :]))
    value = analysis.integral(ctx, inner)
    cursor.at += inner.at - count + 1
    ctx.note(f"`{text_of(node)}` read with the ends `{text_of(lower)}` and `{text_of(upper)}`"
             + (" for each letter" if count > 1 else ""))  # fmt: skip
    return value


def line(nodes: Sequence[Node], count: int) -> tuple[Sequence[Node], Sequence[Node]] | None:
    r"""The ends of ``\mathbb{R}^n`` or ``[a, b]^n``; None for another set."""
    node = nodes[0] if len(nodes) == 1 else None
    power = "1"
    if isinstance(node, Script) and node.sub is None and node.sup is not None and not node.primes:
        power, node = "".join(map(text_of, node.sup.children)), node.base
    if power != str(count) or node is None:
        return None
    if isinstance(node, (Command, Leaf)) and text_of(node) in REAL:
        return grow(tokens(r"-\infty")).children, grow(tokens(r"\infty")).children
    if isinstance(node, Fenced) and (node.left, node.right) in (("[", "]"), ("(", ")")):
        parts = split(node.children, (",",))
        return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None
    return None
