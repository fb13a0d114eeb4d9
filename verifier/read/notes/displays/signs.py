r"""Relation signs with something on top: ``\stackrel{(a)}{=}``, ``\overset{!}{=}``.

Guarantee: a remark on top leaves the relation what it is; ``def`` makes it a definition, an
exclamation mark a demand, a question mark a question, which claim nothing. Limits: one relation
below.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.displays.display import (
    ASKED,
    DEMANDED,
    LINKS,
    LOOSE,
    ORNAMENTS,
    Segment,
    is_leaf,
)
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.tree import Command, Group, Leaf, Node, Raw, Script, text_of

DEFINING = ("def", "def.", "define", "definition", "defn", "by def", "by definition", r"\triangle",
            r"\vartriangle", r"\bigtriangleup", r"\delta", ":")  # fmt: skip


def stacked_sign(node: Node) -> Leaf | None:
    r"""``\stackrel{(a)}{=}`` as its relation, in braces or not; with ``def`` as a definition."""
    if isinstance(node, Group) and len(node.children) == 1:
        (only,) = node.children
        if isinstance(only, Leaf) and is_leaf(only, *LINKS, *LOOSE):
            return only
        return stacked_sign(only)
    if not isinstance(node, Command) or node.name not in (r"\stackrel", r"\overset", r"\underset",
                                                          r"\mathrel"):  # fmt: skip
        return None
    inner = node.arguments[-1].children
    if len(inner) != 1 or not is_leaf(inner[0], *LINKS, *LOOSE):
        return None
    sign = inner[0]
    assert isinstance(sign, Leaf)
    above = "".join(part.text if isinstance(part, (Leaf, Raw)) else "" for part in
                    node.arguments[0].children).strip().lower()  # fmt: skip
    return marked(sign, above, node)


def whole(nodes: Sequence[Node]) -> list[Node]:
    r"""``nodes`` with ``:=`` and ``=:`` as one sign, and relations without remarks on them."""
    found: list[Node] = []
    for node in nodes:
        before = found[-1] if found else None
        if is_leaf(node, "=") and before is not None and is_leaf(before, ":"):
            found[-1] = Leaf(Token("command", r"\coloneqq", before.start, node.end))
        elif is_leaf(node, ":") and before is not None and is_leaf(before, "="):
            found[-1] = Leaf(Token("command", r"\eqqcolon", before.start, node.end))
        elif isinstance(node, Script) and node.base is not None and is_leaf(node.base, *LINKS):
            assert isinstance(node.base, Leaf)
            marks = [text_of(part) for part in (node.sub, node.sup) if part is not None]
            found.append(marked(node.base, "".join(marks), node))
        else:
            found.append(stacked_sign(node) or node)
    return found


def marked(sign: Leaf, remark: str, at: Node) -> Leaf:
    """A relation with a remark on it."""
    word = remark.strip("{}").lower()
    text = r"\coloneqq" if word in DEFINING else sign.text
    text = DEMANDED if word in ("!", "must", "want") else text
    text = ASKED if word == "?" else text
    return Leaf(Token("command", text, at.start, at.end))


def carried(segments: list[Segment]) -> list[Segment]:
    """``where a = 1 and b = 2``: what the second relation is goes with the first."""
    lead = ""
    for segment in segments:
        if segment.lead == "and" and lead == "where":
            segment.lead = lead
        lead = segment.lead or lead
    return segments


def equal_sign(at: Node) -> Leaf:
    """An equal sign that an arrow stands for."""
    return Leaf(Token("symbol", "=", at.start, at.start))


def trimmed(nodes: list[Node]) -> list[Node]:
    """``nodes`` without punctuation and ornaments at the end."""
    while nodes and is_leaf(nodes[-1], ".", *ORNAMENTS):
        nodes = nodes[:-1]
    return nodes
