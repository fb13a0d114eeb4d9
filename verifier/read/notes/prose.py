r"""The declaration lines of a note: bold keywords with words and formulas behind them.

Guarantee: a line that begins with a keyword (after a bullet, number or quote mark) starts
a declaration, which runs to the next keyword or the end of its paragraph; nothing else is
one. Each formula in it comes with the words before and behind it.

    **Let** $n \in \mathbb{N}$, $y \in \mathbb{R}^n$ one-hot. **Index** $i = 1, \dots, n$.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verifier.read.notes.complaint import Complaint, Place
from verifier.read.notes.grow import grow
from verifier.read.notes.lexer import tokens
from verifier.read.notes.macros import Macro, expand
from verifier.read.notes.markdown import Prose
from verifier.read.notes.tree import Node

WORDS = (
    "Let", "Define", "Index", "Indices", "Case", "In all cases", "Assume", "Given", "Layout",
    "Erratum", "Skip", "Using",
)  # fmt: skip
KEYWORD = re.compile(
    r"(?:\*\*|__|\\textbf\{|\{\\bf(?:series)?[ \t])[ \t]*(?P<word>"
    + "|".join(WORDS)
    + r")(?P<number>[ \t]+\w{1,3})?[ \t]*[:.]?[ \t]*(?:\*\*|__|\})[:.]?"
)
LINE_START = re.compile(r"[ \t]*(?:>[ \t]*)*(?:(?:[-*+•]|\d+[.)])[ \t]+)?")


@dataclass(frozen=True)
class Formula:
    """Inline mathematics, with the words before and behind it."""

    nodes: tuple[Node, ...]
    before: str
    behind: str
    start: int
    end: int


@dataclass(frozen=True)
class Declaration:
    """One keyword and what follows it."""

    keyword: str
    text: str
    formulas: tuple[Formula, ...]
    start: int
    end: int
    place: Place


def declarations(text: str, block: Prose, macros: dict[str, Macro]) -> Iterator[Declaration]:
    """The declarations of a paragraph; raises ``Complaint`` through a formula that is broken."""
    found = list(starts(text, block))
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else block.end
        word = "Index" if match["word"] == "Indices" else match["word"]
        word = "Assume" if word == "Given" else word
        at = Place(match.start(), match.end())
        body = text[match.end() : end].strip()
        yield Declaration(word, body, tuple(formulas(text, block, match.end(), end, macros)),
                          match.end(), end, at)  # fmt: skip


def starts(text: str, block: Prose) -> Iterator[re.Match[str]]:
    """Keywords from the first that begins a line on."""
    begun = False
    inline = iter(block.inlines)
    current = next(inline, None)
    for match in KEYWORD.finditer(text, block.start, block.end):
        while current is not None and current.end < match.start():
            current = next(inline, None)
        if current is not None and current.start <= match.start() < current.end:
            continue
        line = text.rfind("\n", 0, match.start()) + 1
        line = max(line, block.start)
        begun = begun or LINE_START.fullmatch(text, line, match.start()) is not None
        if begun:
            yield match


def formulas(
    text: str, block: Prose, start: int, end: int, macros: dict[str, Macro]
) -> Iterator[Formula]:
    """The formulas between two offsets."""
    inside = [inline for inline in block.inlines if start <= inline.start and inline.end <= end]
    position = start
    for place, inline in enumerate(inside):
        following = inside[place + 1].start if place + 1 < len(inside) else end
        before = text[position : inline.start].rstrip("$").rstrip("\\(").strip()
        behind = text[inline.end : following].strip("$").strip("\\()").strip()
        stream = expand(tokens(text, inline.start, inline.end), macros)
        nodes = grow(stream).children
        if not nodes:
            raise Complaint("declaration", "an empty formula", Place(inline.start, inline.end))
        yield Formula(nodes, before, behind, inline.start, inline.end)
        position = inline.end + 1
