r"""Factors that stand in the fraction of a derivative, before its ``\partial``.

Guarantee: ``\frac{2 \partial \ell}{T \cdot \partial o}`` is ``\frac{2}{T}`` times the
derivative of ``\ell`` by ``o``; a fraction without such factors is left alone. Limits: plain
factors, no sums among them.
"""

from __future__ import annotations

from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions, operands
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.source.tree import Command, Group, Leaf, Node, Script

JOINING = (r"\cdot", r"\times", "*")
STOPS = ("+", "-", "=", "/", r"\pm", ",")


def fraction(ctx: Context, cursor: Cursor, node: Command) -> Array | None:
    """The value of such a fraction; None for any other."""
    above, below = (parted(group) for group in node.arguments)
    if above is None or below is None or not (above[0] or below[0]):
        return None
    rest = Command(node.name, (above[1], below[1]), None, node.start, node.end, node.own)
    value = operands.command(ctx, cursor, rest)
    if below[0]:
        divisor = expressions.expression(ctx, below[0], node)
        value = expressions.combined(ctx, value, "/", divisor)
    if above[0]:
        factor = expressions.expression(ctx, above[0], node)
        value = expressions.combined(ctx, factor, "", value)
    return value


def parted(group: Group) -> tuple[list[Node], Group] | None:
    r"""The factors before the ``\partial`` of a group, and the group from it on."""
    nodes = list(group.children)
    first = next((place for place, node in enumerate(nodes) if is_mark(node)), None)
    if first is None:
        return None
    factors = nodes[:first]
    if any(isinstance(node, Leaf) and node.text in STOPS for node in factors):
        return None
    if factors and isinstance(factors[-1], Leaf) and factors[-1].text in JOINING:
        factors = factors[:-1]
    rest = Group(tuple(nodes[first:]), nodes[first].start, group.end, group.own)
    return factors, rest


def is_mark(node: Node) -> bool:
    r"""Whether ``node`` is ``\partial``, with an order or none."""
    base = node.base if isinstance(node, Script) and node.sub is None else node
    return isinstance(base, Leaf) and base.text == r"\partial"
