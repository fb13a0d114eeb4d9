r"""Derivatives as fractions in one line: ``\partial L / \partial w`` is ``\frac{...}{...}``.

Guarantee: only a partial sign with its operand over a partial sign with its own is taken, and
``\partial^2 f / \partial x \partial y`` with as many letters below as above the line.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.source.tree import (
    BEFORE_OPERAND,
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Script,
)

PARTIAL = r"\partial"


def slopes(nodes: list[Node]) -> list[Node]:
    """``nodes`` with fractions for derivatives that are written with a slash."""
    if not any(isinstance(node, Leaf) and node.text == "/" for node in nodes):
        return nodes
    found: list[Node] = []
    at = 0
    while at < len(nodes):
        slope = slope_at(nodes, at)
        if slope is None:
            found.append(nodes[at])
            at += 1
        else:
            found.append(slope[0])
            at = slope[1]
    return found


def slope_at(nodes: Sequence[Node], at: int) -> tuple[Node, int] | None:
    """The derivative that begins at ``at``, and the place behind it."""
    order = order_of(nodes[at])
    if not order or at + 4 >= len(nodes) or not is_operand(nodes[at + 1]):
        return None
    called = isinstance(nodes[at + 2], Fenced) and not isinstance(nodes[at + 1], Fenced)
    middle = at + 3 if called else at + 2
    slash = nodes[middle]
    if not isinstance(slash, Leaf) or slash.text != "/":
        return None
    end = middle + 1
    below = 0
    while end + 1 < len(nodes) and order_of(nodes[end]) == 1 and is_operand(nodes[end + 1]) and (
        below < order
    ):  # fmt: skip
        below += power_of(nodes[end + 1]) if order > 1 else 1
        end += 2
    if below != order:
        return None
    above, under = nodes[at:middle], nodes[middle + 1 : end]
    groups = tuple(Group(tuple(part), part[0].start, part[-1].end) for part in (above, under))
    first, last = nodes[at].start, nodes[end - 1].end
    return Command(r"\frac", groups, None, first, last, (slash.token,)), end


def order_of(node: Node) -> int:
    r"""1 for ``\partial``, 2 for ``\partial^2``; 0 for anything else."""
    base = node.base if isinstance(node, Script) else node
    if not isinstance(base, Leaf) or base.text != PARTIAL:
        return 0
    return power_of(node) if isinstance(node, Script) else 1


def power_of(node: Node) -> int:
    """The number above a node; 1 where nothing stands there, 0 for anything but a number."""
    if not isinstance(node, Script) or node.sup is None:
        return 1
    inside = node.sup.children
    text = inside[0].text if len(inside) == 1 and isinstance(inside[0], Leaf) else ""
    return int(text) if text.isdigit() and len(text) == 1 else 0


def is_operand(node: Node) -> bool:
    """Whether a letter, a name, something in brackets or a group stands here."""
    base = node.base if isinstance(node, Script) else node
    if isinstance(base, Leaf):
        return base.text not in BEFORE_OPERAND and base.text not in (PARTIAL, "/", ")", "]")
    return isinstance(base, (Group, Fenced, Command))
