r"""The sign of an expectation: in which fonts, and over what where nothing stands below it.

Guarantee: an expectation without a subscript is over what a layout line names,

    **Layout** $\mathbb{E}$ is the mean over $q(z)$.

and one with a subscript over what ``$\mathbb{E}_\pi$ is the mean over $s \sim d, a \sim \pi$``
says; else it is over the law in force. Where the body speaks of another distribution of some of
the letters that are averaged, which of the two is meant is asked: of ``\log q(z) - \log p(x, z)``
the mean over q(z) is as likely as that over p. The same holds where what is given has a law of
its own and stands nowhere else. Limits: the last such line of a section counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from verifier.read.notes.probability import outcomes
from verifier.read.notes.probability.laws import Chance, Law, Outcome
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import Head, head_of, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Script, text_of

FONTS = ((), (r"\mathbb",), (r"\mathbf",), (r"\mathsf",))
SIDES = ("=", r"\approx", r"\equiv", r"\propto", r"\leq", r"\geq", r"\le", r"\ge", "&", r"\\\\")
LINE = re.compile(r"\b(?:means?|averages?|expectations?|expected values?)\b.*\b(?:over|under|by|of|"
                  r"to|w\.r\.t\.)\s*$")  # fmt: skip


def named(formulas: Sequence[tuple[tuple[Node, ...], str]]) -> tuple[str, tuple[Node, ...]] | None:
    r"""What ``$\mathbb{E}_\pi$ is the mean over $q(z)$`` says, and of which subscript."""
    for (one, _), (other, before) in pairwise(formulas):
        head = head_of(one[0]) if len(one) == 1 else None
        if head is not None and head.glyph.letter == "E" and head.glyph.fonts in FONTS and (
            LINE.search(before.lower())
        ):  # fmt: skip
            return label(script(head)), other
    return None


def script(head: Head) -> Sequence[Node]:
    """What stands below the sign."""
    return head.node.sub.children if isinstance(head.node, Script) and head.node.sub else ()


def label(nodes: Sequence[Node]) -> str:
    """A subscript without its braces."""
    return "".join(map(text_of, nodes)).replace("{", "").replace("}", "")


def below(ctx: Context, head: Head) -> Sequence[Node]:
    """What stands below the sign, or the layout says of it."""
    own = script(head)
    said = dict(ctx.scope.layout.mean).get(label(own), ())
    if said:
        shown = shorten("".join(map(text_of, said)))
        sign = f"`E_{{{label(own)}}}`" if own else "an expectation without a subscript"
        ctx.note(f"{sign} is over `{shown}` (layout)")
    return said or own


def require_known(head: Head) -> None:
    """Refuse a subscript that is no letter which has a distribution."""
    own = "".join(map(text_of, script(head)))
    if own:
        raise Complaint("undeclared", f"an expectation over what? `{shorten(own)}` below it is no "
                        "letter with a distribution", head.node, (pasted(own),))  # fmt: skip


def pasted(own: str) -> str:
    """The line that says over what an expectation with a subscript is."""
    return rf"**Layout** $\mathbb{{E}}_{{{own}}}$ is the mean over $s \sim d, a \sim \pi$."


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


def require_bound(ctx: Context, law: Law, given: Collection[Chance], sign: str, at: Placed) -> None:
    r"""Refuse ``E_\pi[Q(s, a)]`` where s has a distribution of its own and stands nowhere else."""
    for chance in law.outside:
        symbol = ctx.scope.find(chance.name)
        own = next((one for one in ctx.scope.everything()
                    if isinstance(one, Law) and chance in one.targets), None)  # fmt: skip
        if chance in given or own is None or not isinstance(symbol, Outcome) or (
            not symbol.random or free_in(ctx.whole, symbol.name.latex)
        ):  # fmt: skip
            continue
        letters = ", ".join(one.name.latex for one in law.targets)
        front = rf"**Layout** $\mathbb{{E}}_{{{sign}}}$ is the mean over "
        name, other = law.name.latex, chance.name.latex
        lines = (rf"{front}${other} \sim {own.name.latex}, {letters} \sim {name}$.",
                 rf"{front}${letters} \sim {name}$.")  # fmt: skip
        raise Complaint("ambiguous", f"an expectation over `{letters}` only, or over `{other}` "
                        "too?", at, lines)  # fmt: skip


def free_in(whole: Sequence[Node], letter: str) -> bool:
    """Whether a letter stands in some side outside of sums over it and of expectations."""
    for side in split(whole, SIDES):
        kept: list[Node] = []
        for before, node in zip((None, *side), side, strict=False):
            head = head_of(before) if before is not None else None
            if head is None or head.glyph.letter != "E" or head.glyph.fonts not in FONTS:
                kept.append(node)
        every = list(outcomes.every(kept))
        if not any(sums_over(node, letter) for node in every) and any(
            text_of(node) == letter for node in every
        ):  # fmt: skip
            return True
    return False


def sums_over(node: Node, letter: str) -> bool:
    """Whether a node is a sum or an integral over a letter."""
    return isinstance(node, Script) and node.sub is not None and isinstance(node.base, Leaf) and (
        node.base.text in (r"\sum", r"\int")
    ) and any(text_of(one) == letter for one in outcomes.every(node.sub.children))  # fmt: skip


def line(law: Law) -> str:
    """The layout line that answers."""
    letters = ", ".join(chance.name.latex for chance in law.targets)
    given = ", ".join(chance.name.latex for chance in law.outside)
    inside = letters + (rf" \mid {given}" if given else "")
    return rf"**Layout** $\mathbb{{E}}$ is the mean over ${law.name.latex}({inside})$."
