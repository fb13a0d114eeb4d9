r"""The declaration lines of a note: bold keywords with words and formulas behind them.

Guarantee: a line that begins with a keyword (after a bullet, number or quote mark) starts
a declaration, which runs to the next keyword or the end of its paragraph, or to a line that
begins with a capital word; a keyword without a formula is the author's own word. Each formula
in it comes with the words before and behind it.

    **Let** $n \in \mathbb{N}$, $y \in \mathbb{R}^n$ one-hot. **Index** $i = 1, \dots, n$.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verifier.read.notes.scopes import qualities
from verifier.read.notes.source.complaint import Complaint, Place
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.lexer import tokens
from verifier.read.notes.source.macros import Macro, expand
from verifier.read.notes.source.markdown import Prose
from verifier.read.notes.source.tree import Node

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
        end = sentence_end(text, block, match.end(), end)
        body = text[match.end() : end].strip()
        listed = match["word"] == "Given" and LISTED.match(text, match.end(), end) is not None
        if listed or own_words(match["word"], body):
            continue
        yield Declaration(word, body, tuple(formulas(text, block, match.end(), end, macros)),
                          match.end(), end, at)  # fmt: skip


LISTED = re.compile(r"[ \t]*:?[ \t]*\n[ \t]*(?:[-*+•]|\d+[.)])[ \t]")
"""A list that begins below a word which stands alone on its line."""
ANEW = re.compile(r"(?:\n[ \t]*(?:>[ \t]*)*|[.?!]\)?[ \t]+)(?P<word>[A-Z][a-z']*)(?=[ \t,])")
GOING_ON = frozenset({"Also", "And", "For", "With", "Where", "Here", "Both", "All", "Each",
                      "Every", "Let", "Define", "Assume", "Set", "Write", "Denote"})  # fmt: skip
"""Words at the beginning of a sentence with which a declaration goes on."""
SHORT = re.compile(r"(?:\.[a-z]|(?<![a-z])[a-z]{1,2}|resp|wrt|approx)\Z", re.IGNORECASE)
"""What stands before the full stop of an abbreviation: ``i.i.d.``, ``s.t.``, ``vs.``."""
RELATION = re.compile(r"[=<>]|\\(?:in|le|ge|leq|geq|ne|neq|sim|equiv)\b")


def sentence_end(text: str, block: Prose, start: int, end: int) -> int:
    """Where the author's own prose begins: a line, or a sentence, that declares nothing."""
    for match in ANEW.finditer(text, start, end):
        at = match.start()
        inside = any(one.start <= at < one.end for one in block.inlines)
        short = text[at] == "." and SHORT.search(text, start, at) is not None
        if not inside and not short and match["word"] not in GOING_ON and "$" in text[start:at]:
            return at
    return end


def own_words(word: str, body: str) -> bool:
    """Whether a bold keyword is the author's own, as in ``**Define** the loss function.``."""
    words = body.lstrip(" :,.").split()
    if word not in ("Let", "Define", "Assume", "Given") or not words:
        return False
    if "$" not in body and r"\(" not in body:
        return not (word == "Define" and body.endswith(":"))
    if word == "Given":
        return RELATION.search(body) is None and qualities.WORD.search(body.lower()) is None
    return word == "Let" and words[0] in ("us", "me")


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
        before = text[position : inline.start].rstrip("$`").rstrip("\\(").strip()
        behind = text[inline.end : following].strip("$`").strip("\\()").strip()
        stream = expand(tokens(text, inline.start, inline.end), macros)
        nodes = grow(stream).children
        if not nodes:
            raise Complaint("declaration", "an empty formula", Place(inline.start, inline.end))
        yield Formula(nodes, before, behind, inline.start, inline.end)
        position = inline.end + 1
