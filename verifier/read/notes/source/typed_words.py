r"""Words typed in plain letters: ``ELBO(q) = ...``, ``MSE = ...``, ``Loss = ...``.

Guarantee: letters without blanks between them at the head of an equation are one name where a
word is what they must be: capitals of which none is declared, or a word of four letters and
more of which some are not. What an equation introduces so is that name in other places as
well. Limits: three letters at least; what begins like a differential is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.names import Glyph, Head
from verifier.read.notes.source.tree import Leaf, Node, Raw, Script

SHORTEST = 3
LOWER = 4
"""Small letters side by side are a word from as many on."""


def side(ctx: Context, nodes: Sequence[Node]) -> list[Node]:
    """The left side of an equation with the letters at its head as one name, if they are one."""
    run = letters(nodes)
    text = "".join(leaf.text for leaf in run)
    if not is_word(ctx, run, text):
        return list(nodes)
    return [Raw(r"\mathrm", text, run[0].start, run[-1].end), *nodes[len(run) :]]


def letters(nodes: Sequence[Node]) -> list[Leaf]:
    """The letters at the head, as far as they stand next to each other."""
    found: list[Leaf] = []
    for node in nodes:
        if not isinstance(node, Leaf) or node.token.kind != "letter" or (
            found and found[-1].end != node.start
        ):  # fmt: skip
            break
        found.append(node)
    return found


def is_word(ctx: Context, run: Sequence[Leaf], text: str) -> bool:
    """Whether letters side by side are a word that nothing declares."""
    if len(run) < SHORTEST or not text.isascii() or text.startswith("d"):
        return False
    heads = [Head(Glyph(leaf.text), (), (), 0, leaf) for leaf in run]
    declared = [head for head in heads if ctx.scope.fitting(head) is not None]
    if text.isupper():
        return not declared
    return len(run) >= LOWER and text[1:].islower() and len(declared) < len(run)


def inside(before: Node | None, node: Node) -> bool:
    """Whether a capital stands right before a letter, so that it ends a word: ``ELBO``."""
    base = before.base if isinstance(before, Script) else before
    return isinstance(base, Leaf) and base.token.kind == "letter" and base.text.isupper() and (
        base.end == node.start
    )  # fmt: skip
