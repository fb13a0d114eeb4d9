r"""Braces that no reader of the page sees: ``{a + b} c`` is printed as ``a + b c``.

Guarantee: where a sum stands in such braces beside something that binds closer than its
signs, it is a ``Complaint``, for what is printed and what is grouped differ in value; a
product below a script (``{a b}^2``) is read as grouped, and the reading says so. Limits:
braces around one name, number or call change nothing and are passed over.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Fenced, Group, Leaf, Node, Script, inside, text_of

SIGNS = frozenset({"+", "-", r"\pm", r"\mp"})
EXPLICIT = frozenset({r"\cdot", r"\times", "*", "/", r"\odot"})


OPENING = frozenset({r"\nabla", r"\int", r"\iint", r"\iiint", r"\oint"})
"""Signs behind which braces only hold together what is printed without them."""


def bare(nodes: Sequence[Node]) -> Sequence[Node]:
    r"""``\nabla{f}(x)`` and ``\int_0^1{f(t) dt}`` without braces, as they are printed."""
    if not any(isinstance(node, Group) for node in nodes):
        return nodes
    found: list[Node] = []
    for node in nodes:
        before = found[-1] if found else None
        sign = before.base if isinstance(before, Script) else before
        opens = sign.text if isinstance(sign, Leaf) and sign.text in OPENING else ""
        if opens and isinstance(node, Group) and len(node.own) == 2 and (
            opens != r"\nabla" or len(node.children) == 1
        ):  # fmt: skip
            found += node.children
        else:
            found.append(node)
    return found


def is_sign(node: Node | None, signs: frozenset[str] = SIGNS) -> bool:
    """Whether ``node`` is one of ``signs``."""
    return isinstance(node, Leaf) and node.text in signs


def require_seen(cursor: Cursor, group: Group) -> None:
    """Raise for a sum in bare braces just behind ``cursor`` that binds closer than it looks."""
    if len(group.own) != 2:
        return  # no braces stand there
    place = cursor.at - 1
    before = cursor.nodes[place - 1] if place else None
    after = cursor.peek()
    inner = any(map(is_sign, group.children[1:]))
    leading = is_sign(group.children[0]) if group.children else False
    loose = before is None or is_sign(before, frozenset({"+", r"\pm"}))
    ends = after is None or is_sign(after)
    tight = not loose and not is_sign(before, EXPLICIT)
    if (inner and not (loose and ends)) or (leading and tight):
        raise unprinted(group)


def unprinted(group: Group) -> Complaint:
    """What is said of braces that would have to be seen."""
    line = f"({shorten(inside(group))})"
    said = f"braces are not printed: write `{line}`, or leave them out"
    return Complaint("ambiguous", said, group, (f"`{line}`",))


def require_seen_below(ctx: Context, node: Script) -> None:
    """The same for a script on braces; a product below it is read as grouped, and said."""
    base = node.base
    if not isinstance(base, Group) or len(base.own) != 2 or len(base.children) < 2:
        return
    if any(map(is_sign, base.children)):
        raise unprinted(base)
    if several(ctx, base.children):
        ctx.note(f"braces are not printed: `{shorten(text_of(node))}` is read with all of "
                 f"`{shorten(inside(base))}` below the script")  # fmt: skip


def several(ctx: Context, nodes: Sequence[Node]) -> bool:
    """Whether a row is a product: two names side by side, or a sign between them."""
    if any(is_sign(node, EXPLICIT) for node in nodes):
        return True
    quantities = [node for node in nodes if not isinstance(node, Fenced) and (
        (head := head_of(node)) is not None and ctx.scope.fitting(head) is not None)]  # fmt: skip
    return len(quantities) > 1
