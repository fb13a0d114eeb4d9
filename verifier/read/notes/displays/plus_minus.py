r"""``\pm`` and ``\mp``: two statements in one.

Guarantee: with a sign on both sides a link states two relations, one with all upper signs
and one with all lower signs; both must hold,

    \sin(a \pm b) = ... \pm ...   ->   with + and +, and with - and -.

On the left alone both statements must hold as well; on the right alone (``x = a \pm b``) the
left is one of the two values, where an assumption speaks of it. Limits: no lists of signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.tree import (
    Command,
    Environment,
    Fenced,
    Group,
    Leaf,
    Node,
    Raw,
    Script,
    parts,
)

SIGNS = {r"\pm": ("+", "-"), r"\mp": ("-", "+")}
"""What the sign is in the upper and in the lower statement."""


def signed(nodes: Sequence[Node]) -> bool:
    r"""Whether ``\pm`` or ``\mp`` stands anywhere in ``nodes``."""
    waiting: list[Node] = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Leaf) and node.text in SIGNS:
            return True
        waiting.extend(parts(node))
    return False


def chosen(nodes: Sequence[Node], lower: int) -> list[Node]:
    """``nodes`` with the upper (0) or the lower (1) signs."""
    return [one(node, lower) for node in nodes]


def one(node: Node, lower: int) -> Node:
    """A node with its signs chosen."""
    match node:
        case Leaf():
            if node.text not in SIGNS:
                return node
            return Leaf(Token("symbol", SIGNS[node.text][lower], node.start, node.end))
        case Raw():
            return node
        case Group(children):
            return replace(node, children=tuple(chosen(children, lower)))
        case Fenced(children=children):
            return replace(node, children=tuple(chosen(children, lower)))
        case Command(arguments=arguments, option=option):
            return replace(
                node,
                arguments=tuple(opened(group, lower) for group in arguments),
                option=opened(option, lower) if option is not None else None,
            )
        case Environment(rows=rows):
            return replace(node, rows=tuple(tuple(tuple(chosen(cell, lower)) for cell in row)
                                            for row in rows))  # fmt: skip
        case Script(base, sub, sup):
            return replace(
                node,
                base=one(base, lower) if base is not None else None,
                sub=opened(sub, lower) if sub is not None else None,
                sup=opened(sup, lower) if sup is not None else None,
            )


def opened(group: Group, lower: int) -> Group:
    """A group with its signs chosen."""
    return replace(group, children=tuple(chosen(group.children, lower)))
