r"""Systems of equations beside an arrow: one condition, whatever braces hold them together.

    \begin{cases} x + y = 2 \\ x - y = 0 \end{cases} \iff \begin{cases} x = 1 \\ y = 1 \end{cases}

Guarantee: a system that is all of one side of an arrow becomes the conjunction of its rows, in
brackets; everything else stays as it is. Limits: each row is one relation, without words.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.displays.arrows import ENDS, lead
from verifier.read.notes.formulas import conditions
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.tree import Environment, Fenced, Group, Leaf, Node, Raw

BRACES = {r"\{", r"\}", ".", "[", "]"}
"""What holds the rows of a system together."""
NAMES = frozenset({"cases", "dcases", "rcases", "array", "aligned", "alignedat", "gathered",
                   "matrix", "split"})  # fmt: skip


def joined(nodes: Sequence[Node]) -> list[Node]:
    """``nodes`` with conjunctions in the place of the systems on either side of arrows."""
    if not any(is_arrow(node) for node in nodes):
        return list(nodes)
    found: list[Node] = []
    for at, node in enumerate(nodes):
        around = (beside(nodes[:at][::-1]), beside(nodes[at + 1 :]))
        alone = any(map(is_arrow, around)) and all(
            one is None or is_arrow(one) or is_end(one) for one in around)  # fmt: skip
        rows = rows_of(node) if alone else None
        found.append(node if rows is None else conjunction(node, rows))
    return found


def is_arrow(node: Node | None) -> bool:
    """Whether an arrow stands here."""
    return isinstance(node, Leaf) and bool(lead(node.text))


def is_end(node: Node) -> bool:
    """Whether a side of an arrow ends here."""
    return isinstance(node, Leaf) and (node.text in ENDS or node.text == "\\\\")


def beside(nodes: Sequence[Node]) -> Node | None:
    """The first of ``nodes`` that is no space."""
    spaces = (r"\quad", r"\qquad", "&")
    return next((node for node in nodes if not (isinstance(node, Leaf) and node.text in spaces)
                 and not (isinstance(node, Raw) and node.name == r"\quad")), None)  # fmt: skip


def rows_of(node: Node) -> list[list[Node]] | None:
    """The relations of a system, one for each row; None for anything else."""
    match node:
        case Fenced(left, right, (inner,)) if {left, right} <= BRACES:
            return rows_of(inner)
        case Group((inner,)):
            return rows_of(inner)
        case Environment(name, rows) if name in NAMES:
            found = [[part for cell in row for part in cell if not is_mark(part)] for row in rows]
            found = [trimmed(row) for row in found if row]
            whole = all(conditions.is_relation(row) and not any(
                isinstance(part, (Raw, Environment)) for part in row) for row in found)  # fmt: skip
            return found if found and whole else None
        case _:
            return None


def is_mark(node: Node) -> bool:
    """Whether ``node`` only parts columns."""
    return isinstance(node, Leaf) and node.text in ("&", r"\quad", r"\qquad")


def trimmed(row: list[Node]) -> list[Node]:
    """A row without the comma or full stop that ends it."""
    ends = len(row) > 1 and isinstance(row[-1], Leaf) and row[-1].text in (",", ";", ".")
    return row[:-1] if ends else row


def conjunction(node: Node, rows: Sequence[Sequence[Node]]) -> Fenced:
    """``rows`` joined by and, in brackets in the place of ``node``."""
    inside: list[Node] = []
    for row in rows:
        if inside:
            inside.append(Leaf(Token("command", r"\land", row[0].start, row[0].start)))
        inside.extend(row)
    return Fenced("(", ")", tuple(inside), node.start, node.end)
