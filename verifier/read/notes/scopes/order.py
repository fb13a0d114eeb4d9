r"""The order in which the declarations of a paragraph take effect.

Guarantee: an **Index** takes effect before what stands in its paragraph and uses its letter
as a script, so that ``$x_i \in \mathbb{R}$. **Index** $i = 1, \dots, n$`` declares one number
for every i; all else stays in the order it was written, and a letter with a range of its own there
(``$x_k \in \mathbb{R}$ for $k \ge 0$``) keeps it. A name whose label becomes an index
afterwards is refused where it is used: it would be one number for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import IndexName
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Head, Name, Piece, head_of, spells, split
from verifier.read.notes.source.prose import Declaration, Formula
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Script, parts, text_of

SAID_OF = re.compile(r"\b(?:means?|expectations?|expected values?|(?:co)?variances?(?: matrix)?)$")
"""Words behind which a formula belongs to the one before them."""
RANGING = re.compile(r"\b(?:for|where)(?:\s+(?:all|every|each|any))?\s*\(?\s*\Z", re.IGNORECASE)
"""Words right before the range of an index."""


def ordered(found: Sequence[Declaration]) -> list[Declaration]:
    """The declarations of a paragraph with each **Index** before what uses its letters."""
    result = list(found)
    for place, one in enumerate(result):
        if one.keyword != "Index":
            continue
        letters = letters_of(one) - own_ranges(result[:place])
        first = next((at for at, other in enumerate(result[:place])
                      if other.keyword in ("Let", "Assume") and any(
                          uses(formula, letters) for formula in other.formulas)), None)  # fmt: skip
        if first is None or any(other.keyword not in ("Let", "Assume")
                                for other in result[first:place]):  # fmt: skip
            continue
        before: list[Declaration] = []
        behind: list[Declaration] = []
        for other in result[first:place]:
            groups = together(other.formulas)
            late = [any(uses(part, letters) for part in group) for group in groups]
            plain = tuple(part for group, waits in zip(groups, late, strict=True)
                          for part in group if not waits)  # fmt: skip
            rest = tuple(part for group, waits in zip(groups, late, strict=True)
                         for part in group if waits)  # fmt: skip
            if plain:
                before.append(replace(other, formulas=plain))
            if rest:
                behind.append(replace(other, formulas=rest))
        result[first : place + 1] = [*before, one, *behind]
        return ordered_rest(result, len(before) + first + 1)
    return result


def together(formulas: Sequence[Formula]) -> list[list[Formula]]:
    r"""``$X_i$ be random with mean $\mu$``: the formulas that are said of one another."""
    found: list[list[Formula]] = []
    for place, one in enumerate(formulas):
        if place and SAID_OF.search(formulas[place - 1].behind.lower().rstrip()):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def ordered_rest(found: list[Declaration], done: int) -> list[Declaration]:
    """The same for the declarations from ``done`` on."""
    return [*found[:done], *ordered(found[done:])]


def own_ranges(declarations: Sequence[Declaration]) -> frozenset[str]:
    r"""The letters with a range of their own in a **Let**: ``$x_k \in S$ for $k \ge 0$``."""
    return frozenset(
        text_of(formula.nodes[0]) for one in declarations if one.keyword == "Let"
        for place, formula in enumerate(one.formulas)
        if place and RANGING.search(formula.before) is not None
    )  # fmt: skip


def letters_of(declaration: Declaration) -> frozenset[str]:
    """The letters that an **Index** declares."""
    found: set[str] = set()
    for formula in declaration.formulas:
        ranged = False  # what stands behind ``i = 1,`` belongs to the range
        for part in split(formula.nodes, (",", ";")):
            cut = next((at for at, node in enumerate(part) if isinstance(node, Leaf)
                        and node.text in ("=", r"\in")), len(part))  # fmt: skip
            if ranged and cut == len(part):
                continue
            ranged = ranged or cut < len(part)
            found |= {text_of(node) for node in part[:cut]}
    return frozenset(found)


def uses(formula: Formula, letters: frozenset[str]) -> bool:
    """Whether one of ``letters`` stands in a script of a name in a formula."""
    waiting: list[Node] = list(formula.nodes)
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        if isinstance(node, Script) and (head := head_of(node)) is not None and any(
            bare(piece) in letters for piece in (*head.sub, *head.sup)
        ):  # fmt: skip
            return True
    return False


def bare(piece: Piece) -> str:
    """The text of a script item, ``(i)`` as ``i``."""
    inner = piece.nodes[0]
    if len(piece.nodes) == 1 and isinstance(inner, Fenced) and len(inner.children) == 1:
        return text_of(inner.children[0])
    return piece.text


def require_no_index(ctx: Context, head: Head, below: int, above: int) -> None:
    """Raise ``Complaint`` where a label of a declared name is an index here."""
    for piece in (*head.sub[:below], *head.sup[:above]):
        letter = bare(piece)
        if piece in head.sub and spells(head.sub[:below], [
            isinstance(ctx.scope.find(Name(Glyph(bare(one)))), IndexName)
            for one in head.sub[:below]
        ]):  # fmt: skip
            continue
        symbol = ctx.scope.find(Name(Glyph(letter)))
        if isinstance(symbol, IndexName) and not symbol.fixed:
            raise Complaint(
                "index-mismatch", f"`{head.name.latex}` was declared as one name before `{letter}` "
                f"was an index: put the **Index** line of `{letter}` first", head.node,
            )  # fmt: skip
