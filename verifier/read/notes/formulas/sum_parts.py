r"""What stands below a sum or product, cut into its parts.

Guarantee: rows (``\substack``, ``\atop``) and groups are opened up and joined by commas,
``(i, j)`` counts as ``i, j``, and ``k = 1, \dots, n`` is one part. Limits: what the parts say
is read in ``sum_ranges``.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.formulas import conditions
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.tree import Command, Fenced, Group, Leaf, Node


def flattened(nodes: Sequence[Node]) -> list[Node]:
    r"""``nodes`` with ``\substack`` and groups opened up, its rows joined by commas."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Command) and node.name == r"\substack":
            found.extend(flattened(node.arguments[0].children))
        elif isinstance(node, Group):
            found.extend(flattened(node.children))
        elif isinstance(node, Leaf) and node.text in ("\\\\", r"\atop", r"\quad"):
            found.append(Leaf(Token("symbol", ",", node.start, node.end)))
        else:
            found.append(node)
    return found


def opened(nodes: Sequence[Node]) -> Sequence[Node]:
    """``(i, j)`` as ``i, j`` where it is all there is."""
    only = nodes[0] if len(nodes) == 1 else None
    return only.children if isinstance(only, Fenced) and only.left == "(" else nodes


def dotted(segments: list[list[Node]]) -> list[list[Node]]:
    r"""``k = 1``, dots, ``n`` put together again."""
    found: list[list[Node]] = []
    for segment in segments:
        dots = any(conditions.is_dots(node) for node in segment)
        number_ = len(segment) == 1 and isinstance(segment[0], Leaf) and (
            segment[0].token.kind == "number"
        )  # fmt: skip
        if found and (dots or number_ or conditions.is_dots(found[-1][-1])):
            first = segment[0].start
            comma = Leaf(Token("symbol", ",", first, first))
            found[-1] = [*found[-1], comma, *segment]
        else:
            found.append(segment)
    return found
