r"""Columns of aligned environments: which hold statements, and which only remarks.

Guarantee: two columns (left of the relation, and from it on) make one stretch; three where
the relation has a column of its own, as in ``eqnarray``. Where a chain goes on over several
rows, what stands beside it in a column further right is a remark, not a part of the chain:

    F_3 &= F_2 + F_1        && F_n = F_{n-1} + F_{n-2} \\
        &= F_1 + F_0 + F_1

Conditions (``x > 0``, ``i \neq j``, what stands behind ``for`` and ``where``) stay conditions.
Limits: a remark is an equation in one cell, or words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.read.notes.displays import signs
from verifier.read.notes.displays.display import ASSIGNING, LINKS, LOOSE, SPACES, is_leaf
from verifier.read.notes.displays.words import CONDITIONAL
from verifier.read.notes.formulas import conditions
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Environment, Fenced, Node, Raw

TABLES = frozenset({"array", "matrix", "tabular"})
JOINING = ("+", "-", r"\cdot", r"\times", r"\pm", r"\mp", r"\odot")
KEPT = CONDITIONAL | {"where", "with", "otherwise", "and", "or", "subject to", "s.t."}
"""Words whose cell says more than a remark."""

Cell = Sequence[Node]


def width(node: Environment) -> int:
    """How many columns a statement takes: 2; 3 where the relation has one, 1 where it has none."""
    if any(whole(row[0]) and whole(row[1]) for row in node.rows if len(row) > 1):
        return 1
    if node.name.startswith("eqnarray"):
        return 3
    middle = [seen for row in node.rows if len(row) > 2 and (seen := visible(row[1]))]
    lone = bool(middle) and all(len(seen) == 1 and starts(seen) for seen in middle)
    return 3 if lone and all(len(visible(row[1])) < 2 for row in node.rows if len(row) > 1) else 2


def stretch_of(column: int, wide: int) -> int:
    """Which stretch a column belongs to."""
    return 0 if column < wide else 1 + (column - wide) // min(wide, 2)


def whole(cell: Cell) -> bool:
    """Whether a cell holds a relation with both its sides."""
    seen = visible(cell)
    return conditions.is_relation(seen) and not starts(seen) and not starts(seen[-1:])


def visible(cell: Cell) -> list[Node]:
    """A cell without spaces and punctuation."""
    return [node for node in cell if not is_leaf(node, *SPACES, ".", ",", ";") and not is_tag(node)]


def is_tag(node: Node) -> bool:
    """Whether ``node`` is a label or tag."""
    return isinstance(node, Raw) and node.name in (r"\label", r"\tag", r"\tag*")


def starts(nodes: Sequence[Node]) -> bool:
    """Whether a relation comes first."""
    return bool(nodes) and is_leaf(signs.stacked_sign(nodes[0]) or nodes[0], *LINKS, *LOOSE,
                                   *ASSIGNING)  # fmt: skip


def remarks(node: Environment, wide: int) -> frozenset[tuple[int, int]]:
    """The cells (row, column) that hold remarks."""
    goes_on = False
    for row in node.rows[1:]:
        seen = [one for cell in row[:wide] for one in visible(cell)]
        goes_on |= starts(seen) or (bool(seen) and is_leaf(seen[0], *JOINING))
    found: set[tuple[int, int]] = set()
    last = max((len(row) for row in node.rows), default=0)
    for stretch in range(1, stretch_of(max(last - 1, 0), wide) + 1):
        cells = [(place, column) for place, row in enumerate(node.rows)
                 for column, cell in enumerate(row)
                 if stretch_of(column, wide) == stretch and visible(cell)]  # fmt: skip
        if any(starts(visible(node.rows[place][column])) for place, column in cells):
            continue  # a chain of its own
        found |= {at for at in cells if is_remark(visible(node.rows[at[0]][at[1]]), goes_on)}
    return frozenset(found)


def is_remark(cell: list[Node], goes_on: bool) -> bool:
    """Whether a cell only says why: words, or an equation beside a chain that goes on."""
    first = cell[0]
    if isinstance(first, Raw):
        word = " ".join(first.text.strip().strip(",:;.(").split()).lower()
        leading = word.split(" ")[0] if word else ""
        if word in KEPT or leading in ("for", "if", "when", "where", "with", "otherwise"):
            return False
        return goes_on and (len(cell) > 1 or bool(word))
    inner = list(first.children) if len(cell) == 1 and isinstance(first, Fenced) else cell
    if not goes_on or not conditions.is_relation(inner):
        return False
    relations = [node for node in inner if is_leaf(node, *conditions.RELATIONS)]
    bare = len(inner) == 3 and all(head_of(inner[side]) is not None for side in (0, 2))
    return any(is_leaf(node, "=") for node in relations) and not bare


def words(text: str) -> str:
    r"""A remark as plain text: ``\text{let} j=i-4`` as ``let j=i-4``."""
    plain = re.sub(r"\\(?:label|tag\*?)\{[^{}]*\}", " ", text)
    plain = re.sub(r"\\(?:text\w*|mbox|emph)\{([^{}]*)\}", r" \1 ", plain)
    return " ".join(plain.split())


def is_layout(node: Environment) -> bool:
    """Whether an array only lays statements out: a relation leads a cell, or is in the first."""
    if node.name not in TABLES:
        return False
    rows = [row for row in node.rows if any(visible(cell) for cell in row)]
    return bool(rows) and all(
        starts(visible(row[1])) if len(row) > 1 and visible(row[1]) and not (
            conditions.is_relation(row[0])) else bool(row) and conditions.is_relation(row[0])
        for row in rows
    )  # fmt: skip
