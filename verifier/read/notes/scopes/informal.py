r"""Names that a note leaves informal: ``**Skip** $\mathrm{prod}$``.

Guarantee: a link with such a name in one of its sides is not checked, and the report says so;
the sides around it are compared as around anything that is not read. Limits: names that are
declared nowhere; a line about a declared one skips the next display.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.prose import Declaration
from verifier.read.notes.source.tree import Node, parts


def declared(ctx: Context, declaration: Declaration) -> bool:
    """Whether a **Skip** line begins with names; these are informal from here on."""
    if declaration.keyword != "Skip" or not declaration.text.lstrip(" :").startswith("$"):
        return False
    found: set[str] = set()
    for formula in declaration.formulas:
        head = head_of(formula.nodes[0]) if len(formula.nodes) == 1 else None
        if formula.before.strip(" :") not in ("", ",", "and", ", and"):
            break
        if head is None or head.sub or head.sup or ctx.lookup(head) is not None:
            return False
        found.add(head.name.latex)
    known = ctx.scope.layout
    ctx.scope.layout = replace(known, informal=known.informal | found)
    return bool(found)


def within(ctx: Context, *sides: Sequence[Node]) -> str:
    """Why a link is not checked: the informal name in it; empty where there is none."""
    known = ctx.scope.layout.informal
    waiting = [node for side in sides for node in side] if known else []
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        head = head_of(node)
        if head is not None and head.name.latex in known:
            return f"`{head.name.latex}` is left informal (**Skip**)"
    return ""
