r"""A display as rows: environments opened, tags taken out.

Guarantee: every node of the display is in a row, except ``&``, ``\\`` and tags; a box or
brace around whole statements is opened. Limits: ``&`` inside brackets breaks lines only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.read.notes.displays import arrows, columns, systems
from verifier.read.notes.displays.display import ASSIGNING, LINKS, LOOSE, Layout, is_leaf
from verifier.read.notes.formulas import conditions
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.tree import (
    Command,
    Environment,
    Fenced,
    Group,
    Leaf,
    Node,
    Raw,
    text_of,
)

ALIGNED = frozenset({"aligned", "align", "align*", "alignat", "alignat*", "alignedat", "split",
                     "eqnarray", "eqnarray*", "flalign", "flalign*"})  # fmt: skip


STACKED = frozenset({"gather", "gather*", "gathered", "multline", "multline*", "equation",
                     "equation*", "displaymath", "math", "dmath", "dmath*",
                     "subequations"})  # fmt: skip


ITEM = re.compile(r"\(?[0-9]{0,2}[.]?\s*[A-Za-z0-9]{0,2}\s*[).]+")


def without_enumerator(nodes: list[Node]) -> list[Node]:
    """``h) f(x) = ...`` and ``3b) . N = ...`` without what numbers them."""
    for length in range(min(5, len(nodes) - 1), 1, -1):
        head = nodes[:length]
        text = "".join(
            node.text.strip() if isinstance(node, Raw) else node.text if isinstance(node, Leaf)
            else "?" for node in head
        )  # fmt: skip
        apart = length == 2 and text.rstrip(".").isdigit() and head[0].end < head[1].start
        if ITEM.fullmatch(text) and text[-1] in ")." and not apart:  # not ``3 . 5``
            return nodes[length:]
    return nodes


def without_label(nodes: list[Node]) -> list[Node]:
    r"""``(Mean) \mu = ...`` with the word at its head as words."""
    first = nodes[0] if len(nodes) > 1 else None
    if not isinstance(first, Fenced) or first.left != "(" or is_leaf(nodes[1], *LINKS, *LOOSE):
        return nodes
    letters = [part.text for part in first.children if isinstance(part, Leaf)]
    word = "".join(letters)
    if len(letters) < max(3, len(first.children)) or not word.isalpha() or not (
        word[0].isupper() and word[1:].islower()
    ):  # fmt: skip
        return nodes
    return [Raw(r"\reason", word, first.start, first.end, first.own), *nodes[1:]]


def collect(nodes: Sequence[Node], out: list[list[Node]], layout: Layout) -> None:
    """The rows of a display into ``out``; environments are opened, tags taken out."""
    alone = (
        sum(not is_leaf(node, ".", ",", ";", "\\\\") and not columns.is_tag(node) for node in nodes)
        == 1
    )
    for node in systems.joined(nodes):
        if columns.is_tag(node):
            assert isinstance(node, Raw)
            layout.tags.append(node.text.strip())
        elif is_leaf(node, "\\\\"):
            out.append([])
        elif is_leaf(node, "&"):
            continue
        elif isinstance(node, Environment) and (
            node.name in ALIGNED | STACKED or (alone and columns.is_layout(node))
        ):  # fmt: skip
            rows(node, out, layout)
        elif (inside := opened(node)) is not None:
            collect(inside, out, layout)
        else:
            out[-1].append(node)


def rows(node: Environment, out: list[list[Node]], layout: Layout) -> None:
    """The rows of an environment; in an aligned one each stretch is marked with its column."""
    marked = node.name not in STACKED
    wide = columns.width(node) if marked else 1
    beside = columns.remarks(node, wide) if marked else frozenset()
    for place, row in enumerate(node.rows):
        if place:
            out.append([])
        for column, cell in enumerate(row):
            stretch = columns.stretch_of(column, wide)
            if marked and (not column or stretch != columns.stretch_of(column - 1, wide)):
                mark = f"{stretch}{'' if columns.visible(cell) else '>'}"
                out[-1].append(Raw(r"\quad", mark, *edge(cell, node)))
            elif not marked and not column and node.name.startswith("gather"):
                out[-1].append(Raw(r"\quad", "<", *edge(cell, node)))
            if (place, column) in beside:
                text = "".join(
                    " " + text_of(part).strip() for part in cell if not columns.is_tag(part)
                )
                out[-1].append(Raw(r"\reason", columns.words(text), *edge(cell, node)))
                collect([part for part in cell if columns.is_tag(part)], out, layout)
            else:
                collect(cell, out, layout)


def column_of(node: Node) -> tuple[int | None, str] | None:
    """The stretch that a mark between cells begins, and in which cell of it; else None."""
    if isinstance(node, Raw) and node.name == r"\quad" and node.text:
        digits = node.text.rstrip("<>")
        return (int(digits) if digits else None), "right" if node.text[-1] == ">" else "left"
    return None


def row_end(at: int) -> Leaf:
    """The end of a row, where a display goes on in the next."""
    return Leaf(Token("command", "\\\\", at, at))


def edge(cell: Sequence[Node], node: Node) -> tuple[int, int]:
    """Where a column begins."""
    start = cell[0].start if cell else node.end
    return start, start


def opened(node: Node) -> Sequence[Node] | None:
    """What stands in a box, brace or group that holds whole statements; None for others."""
    inside: Sequence[Node] | None = None
    match node:
        case Command(r"\boxed" | r"\fbox" | r"\ensuremath", (group,)):
            inside = group.children
        case Group(children):
            inside = children
        case Fenced(left, right, children) if {left, right} <= {".", r"\{", r"\}", "[", "]"}:
            if len(children) == 1 and isinstance(children[0], Environment) and (
                children[0].name in ALIGNED | STACKED or columns.is_layout(children[0])
            ):  # fmt: skip
                return children
            return None
        case _:
            return None
    holds = any(
        is_leaf(part, *LINKS, *LOOSE, *ASSIGNING)
        or (isinstance(part, Leaf) and bool(arrows.lead(part.text)))
        or (isinstance(part, Environment) and part.name in ALIGNED | STACKED)
        for part in inside
    )
    return inside if holds else None


def system_of(nodes: Sequence[Node]) -> list[list[Node]] | None:
    """The statements of a brace that stands alone and holds one in each row."""
    if len(nodes) != 1 or not isinstance(nodes[0], Environment):
        return None
    environment = nodes[0]
    if environment.name not in ("cases", "dcases") or any(
        len([cell for cell in row if cell]) != 1 for row in environment.rows
    ):  # fmt: skip
        return None
    found = [[node for cell in row for node in cell] for row in environment.rows]
    return found if all(conditions.is_relation(row) for row in found) else None
