r"""Products in one font: ``\mathbf{AB}``, ``\mathbf{A^TB}``, ``\mathbf{AI}``, ``\mathbf{(A + B)}``.

Guarantee: read so only where every letter is declared, or is the I of an identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import BOLD, head_of
from verifier.read.notes.source.tree import Command, Fenced, Group, Leaf, Node, Script, text_of


def in_one_font(ctx: Context, cursor: Cursor) -> Array | None:
    r"""``\mathbf{AB}``, ``\mathbf{A^TB}`` as a product, when each letter is declared.

    ``\mathbf{AI}`` too, where I is the identity, and ``\mathbf{(A + B)}``.
    """
    node = cursor.peek()
    base = node.base if isinstance(node, Script) else node
    if not isinstance(base, Command) or base.name not in BOLD or len(base.arguments) != 1:
        return None
    letters = [fonted(part, base) for part in base.arguments[0].children]
    heads = [head_of(part) for part in inner_letters(letters)]
    mixed = len(letters) > 1 and any(isinstance(part, (Fenced, Leaf)) for part in letters)
    if mixed or len(heads) < 2 or not all(
        head is not None and (ctx.lookup(head) is not None or head.glyph.letter == "I")
        for head in heads
    ):  # fmt: skip
        return None
    cursor.take()
    if isinstance(node, Script):
        last = letters[-1]
        if isinstance(last, Script) or node.sub is not None or node.primes:
            raise Complaint("ambiguous", "this script: of the product, or of its last factor? "
                            "Use brackets", node)  # fmt: skip
        letters[-1] = replace(node, base=last)
    ctx.note(f"`{shorten(text_of(base))}` read as a product of its letters")
    return expressions.expression(ctx, letters, base)


def inner_letters(nodes: Sequence[Node]) -> list[Node]:
    """The names among ``nodes``, those in brackets too; signs and numbers are none."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Fenced):
            found += inner_letters(node.children)
        elif not (isinstance(node, Leaf) and node.token.kind != "letter"):
            found.append(node)
    return found


def fonted(node: Node, command: Command) -> Node:
    """``node`` in the font of ``command``."""
    if isinstance(node, Script) and node.base is not None:
        return replace(node, base=fonted(node.base, command))
    if isinstance(node, Fenced):
        inner = tuple(fonted(part, command) for part in node.children)
        return replace(node, children=inner)
    if isinstance(node, Leaf) and node.token.kind != "letter" and not (
        node.text.startswith("\\") and node.text[1:].isalpha()
    ):  # fmt: skip
        return node
    group = Group((node,), node.start, node.end)
    return replace(command, arguments=(group,), start=node.start, end=node.end)
