r"""Letters that look like a number of their own: a policy ``\pi(s)``, an input ``e^{(t)}``.

Guarantee: an undeclared pi right before one letter in brackets, or before several arguments,
is asked about; so is an undeclared e with a number in brackets above it where other names of
the note carry such a label. Limits: ``\pi (1 + x^2)`` is a product.
"""

from __future__ import annotations

from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import IndexName, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, head_of, split
from verifier.read.notes.source.tree import Fenced, Node, Script, parts, text_of


def require_number(cursor: Cursor, node: Node) -> None:
    r"""Raise ``Complaint`` for ``\pi(s)`` and ``\pi(a \mid s)``."""
    after = cursor.peek(1)
    fence = after.base if isinstance(after, Script) else after
    if not isinstance(fence, Fenced) or fence.left != "(":
        return
    given = split(fence.children, SEPARATORS)
    if len(given) == 1 and (len(given[0]) != 1 or head_of(given[0][0]) is None):
        return
    inside = shorten(text_of(fence))
    domain = r" \times ".join([r"\mathbb{R}"] * len(given))
    product = (rf"product?      `\pi \cdot {inside[1:-1]}`",) if len(given) == 1 else ()
    raise Complaint(
        "ambiguous",
        rf"`\pi{inside}`: the number pi, or a function of that name?",
        node,
        (*product, rf"application?  **Let** $\pi : {domain} \to \mathbb{{R}}$"),
    )


def require_power(ctx: Context, node: Script) -> None:
    """Raise ``Complaint`` for ``e^{(t)}`` beside ``h^{(t)}``; a note where it stands alone."""
    label = numbered(node)
    if label is None:
        return
    head = head_of(label)
    found = ctx.scope.fitting(head) if head is not None else None
    text = text_of(node.sup) if node.sup is not None else ""
    index = found is not None and isinstance(found[0], IndexName)
    if index or beside(ctx) or any(
        symbol.slots_sup for symbol in ctx.scope.everything() if isinstance(symbol, Quantity)
    ):  # fmt: skip
        inside = text_of(label)
        raise Complaint(
            "ambiguous", f"`e^{{({inside})}}`: a power of Euler's number, or the name of something "
            "else?", node, (f"power?  `e^{{{inside}}}`",
                            rf"name?   **Let** $e^{{({inside})}} \in \mathbb{{R}}$"),
        )  # fmt: skip
    ctx.note(f"`e^{shorten(text)}` read as a power of Euler's number")


def numbered(node: Node) -> Node | None:
    """The letter in the brackets of a superscript ``(t)``."""
    above = node.sup.children if isinstance(node, Script) and node.sup is not None else ()
    fence = above[0] if len(above) == 1 else None
    if isinstance(fence, Fenced) and fence.left == "(" and len(fence.children) == 1:
        return fence.children[0] if head_of(fence.children[0]) is not None else None
    return None


def beside(ctx: Context) -> bool:
    """Whether another name of the display, or a declared one, has a letter in brackets above."""
    waiting: list[Node] = list(ctx.whole)
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        head = head_of(node)
        if numbered(node) is not None and head is not None and head.glyph.letter != "e":
            return True
    return any(label.startswith("(") for symbol in ctx.scope.everything()
               for label in symbol.name.sup)  # fmt: skip
