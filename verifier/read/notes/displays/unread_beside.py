r"""What stands beside an equation in its row and could not be read: it may say what a letter is.

    \operatorname{tr}(A) = \sum_i \lambda_i, \quad \lambda_i = \text{eig}(A)_i

Guarantee: a claim that speaks of the letter on the left of an equation behind it in the same
row, of which nothing was read, is not refuted; the words say which equation. Limits: letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from verifier.claim import Claim, IllFormed, Item, Unchecked
from verifier.read.notes.displays.display import Statement
from verifier.read.notes.scopes.context import shorten
from verifier.read.notes.source.complaint import Source
from verifier.read.notes.source.names import head_of
from verifier.read.sizes import names_in

Judged = tuple[Statement, list[Item]]


def doubted(source: Source, judged: Sequence[Judged], items: Sequence[Item]) -> list[Item]:
    """``items`` of a display; those of each statement are ``judged``."""
    changed: dict[int, Item] = {}
    for (statement, own), behind in pairwise(judged):
        said = unread(source, statement, behind)
        head = head_of(behind[0].sides[0][0]) if said else None
        for one in own if head is not None else ():
            if head is not None and isinstance(one, Claim) and speaks(one, head.glyph.letter):
                words = f"`{said}` beside it is not read"
                changed[id(one)] = replace(one, unread=(*one.unread, words))
    return [changed.get(id(one), one) for one in items]


def unread(source: Source, first: Statement, behind: Judged) -> str:
    """The equation behind another one in its row, where nothing of it was read; else nothing."""
    statement, items = behind
    if not items or any(not isinstance(one, IllFormed) and not (
        isinstance(one, Unchecked) and one.kind == "not supported") for one in items):  # fmt: skip
        return ""
    sides = statement.sides
    if len(statement.signs) != 1 or statement.signs[0].text != "=" or len(sides[0]) != 1 or not (
        sides[-1] and first.sides and first.sides[-1]
    ):  # fmt: skip
        return ""
    start, end = sides[0][0].start, sides[-1][-1].end
    if "\\\\" in source.text[first.sides[-1][-1].end : start]:
        return ""
    return shorten(" ".join(source.text[start:end].split()))


def speaks(claim: Claim, letter: str) -> bool:
    """Whether a quantity with that letter stands in a claim."""
    plain = letter.removeprefix("\\")
    return any(name.removeprefix("\\").split("_")[0] == plain for name in names_in(claim.relation))
