r"""The sign of an expectation: in which fonts, and over what where nothing stands below it.

Guarantee: an expectation without a subscript is over what a layout line names,

    **Layout** $\mathbb{E}$ is the mean over $q(z)$.

else over the law in force; where the body speaks of another distribution of some of the letters
that are averaged, which of the two is meant is asked: of ``\log q(z) - \log p(x, z)`` the mean
over q(z) is as likely as that over p. Limits: one such line a section.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from verifier.read.notes import outcomes
from verifier.read.notes.complaint import Complaint, Placed
from verifier.read.notes.context import Context, shorten
from verifier.read.notes.laws import Chance, Law
from verifier.read.notes.names import Head, glyph_of, head_of
from verifier.read.notes.tree import Fenced, Node, Script, text_of

FONTS = ((), (r"\mathbb",), (r"\mathbf",), (r"\mathsf",))
LINE = re.compile(r"\b(?:means?|averages?|expectations?|expected values?)\b.*\b(?:over|under|by|of|"
                  r"to|w\.r\.t\.)\s*$")  # fmt: skip


def named(formulas: Sequence[tuple[tuple[Node, ...], str]]) -> tuple[Node, ...]:
    r"""What ``$\mathbb{E}$ is the mean over $q(z)$`` names: formulas with the words before."""
    for (one, _), (other, before) in pairwise(formulas):
        glyph = glyph_of(one[0]) if len(one) == 1 else None
        if glyph is not None and glyph.letter == "E" and glyph.fonts in FONTS and (
            LINE.search(before.lower())
        ):  # fmt: skip
            return other
    return ()


def below(ctx: Context, head: Head) -> Sequence[Node]:
    """What stands below the sign, or the layout says of it."""
    if isinstance(head.node, Script) and head.node.sub:
        return head.node.sub.children
    said = ctx.scope.layout.mean
    if said:
        shown = shorten("".join(map(text_of, said)))
        ctx.note(f"an expectation without a subscript is over `{shown}` (layout)")
    return said


def square(node: Node | None) -> bool:
    """Whether a square bracket stands here: a bold E in front of one is hardly a matrix."""
    fence = node.base if isinstance(node, Script) else node
    return isinstance(fence, Fenced) and fence.left == "["


def require_no_rival(
    ctx: Context, law: Law, averaged: Collection[Chance], body: Sequence[Node], at: Placed
) -> None:
    """Refuse a bare expectation of a body with another distribution of what it averages."""
    own = set(averaged)
    for node in outcomes.every(body):
        head = head_of(node)
        found = ctx.lookup(head) if head is not None else None
        other = found[0] if found is not None else None
        if isinstance(other, Law) and other.factors != law.factors and (
            set(other.targets) <= own and set(other.targets) != set(law.targets)
        ):  # fmt: skip
            raise Complaint("ambiguous", f"an expectation over `{law.name.latex}`, or over "
                            f"`{other.name.latex}`, which it speaks of? Write it below",
                            at, tuple(line(one) for one in (other, law)))  # fmt: skip


def line(law: Law) -> str:
    """The layout line that answers."""
    letters = ", ".join(chance.name.latex for chance in law.targets)
    given = ", ".join(chance.name.latex for chance in law.outside)
    inside = letters + (rf" \mid {given}" if given else "")
    return rf"**Layout** $\mathbb{{E}}$ is the mean over ${law.name.latex}({inside})$."
