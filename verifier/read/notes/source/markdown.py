r"""The blocks of a note: headings, displayed mathematics, paragraphs, with exact offsets.

Guarantee: every stretch between ``$$``, ``\[ \]``, ``\begin{equation}`` ..., in a fence
marked ``math`` or in ``<script type="math/tex; mode=display">`` is a display, in the order of
the file, unless it stands in a code block or a comment; so is ``$\displaystyle ...$``, or an
environment in dollars, alone on its lines. What is opened and never closed is a display with
a fault, never silence.
``offset`` counts characters of the file. A paragraph keeps its own text and place.

markdown-it finds code blocks, comments and headings; mathematics is found here, because
Markdown's inline rules would split it. Limits: an indented block is prose, not code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from verifier.read.notes.source import short_displays
from verifier.read.notes.source.markdown_parts import CENTRED, colons, merged, scripts, structure
from verifier.read.notes.source.short_displays import Spans

ENVIRONMENTS = frozenset(
    {"equation", "align", "gather", "multline", "eqnarray", "displaymath", "flalign", "alignat",
     "math", "dmath", "aligned", "gathered", "split"}
)  # fmt: skip
TAGGED = re.compile(r"\{%-?\s*end(?:math|latex|mathjax|katex)\s*-?%\}")
SCRIPT = re.compile(r"</script\s*>", re.IGNORECASE)
OPENERS = re.compile(
    r"<script\s+type=[\"']math/tex(?P<shown>;\s*mode=display)?[\"']\s*>|"
    r"\{%-?\s*(?:math|latex|mathjax|katex(?: display)?)\s*-?%\}|\\\\[\[(]"
    r"|\\\\|\\\$|\$\$|\$|\\\[|\\\(|\\begin\{(?P<name>[A-Za-z]+)(?P<star>\*?)\}|`+|\n[ \t>]*\n",
    re.IGNORECASE,
)
OPTION = re.compile(r"[ \t]*:[\w-]+:.*\n?")
"""A line of settings at the head of a fence."""
EQUAL = re.compile(r"=|\\[lg]eq?\b")
DELIMITERS = re.compile(r"\\\\|\\\$|\$\$|\$")
BLANK = re.compile(r"\n[ \t>]*\n")
LONGEST_DISPLAY_LINES = 400
BEFORE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?[ \t]*")
AFTER = re.compile(r"[ \t]*[.,;:]?[ \t]*(?:\\|<br\s*/?>)?[ \t]*(?=\n|$|\Z)")
"""What may stand beside a formula that is alone on its lines."""


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` counts from 1."""

    level: int
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Display:
    """Displayed mathematics; ``start`` and ``end`` exclude the delimiters."""

    start: int
    end: int
    fault: str = ""
    """Why it cannot be read (never closed), if so."""
    outer: tuple[int, int] = (0, 0)
    """With its delimiters."""
    more: tuple[Display, ...] = ()
    """The displays behind it that go on with its last expression."""


@dataclass(frozen=True)
class Inline:
    """Inline mathematics inside a paragraph; offsets exclude the dollars."""

    start: int
    end: int


@dataclass(frozen=True)
class Prose:
    """Text between displays, headings and blank lines, with its inline mathematics."""

    start: int
    end: int
    inlines: tuple[Inline, ...]


Block: TypeAlias = Heading | Display | Prose


def blocks(text: str) -> list[Block]:
    """The blocks of a Markdown text, in order."""
    text, spans = short_displays.found(text, ENVIRONMENTS)
    starts = line_starts(text)
    found: list[Block] = []
    position = 0
    parts = merged(merged(structure(text), colons(text)), scripts(text))
    for kind, first, last, extra in parts:
        start, end = starts[first], starts[min(last, len(starts) - 1)]
        found.extend(prose(text, position, max(position, start), spans))
        position = max(position, end)
        if kind == "heading":
            line = text[start:end].strip().split("\n")[0].strip()
            title = re.sub(r"^[>\s]*#+\s*|\s+#+\s*$", "", line)
            found.append(Heading(int(extra), title, start, end))
        elif kind == "math":
            inner = text.find("\n", start) + 1
            while (option := OPTION.match(text, inner, end)) is not None and option.end() > inner:
                inner = option.end()
            close = text.rfind("\n", inner, max(inner, end - 1)) + 1
            fault = "" if close > inner or text[inner:end].strip() else "it is empty"
            found.append(Display(inner, max(inner, close), fault, (start, end)))
    found.extend(prose(text, position, len(text), spans))
    return found


def line_starts(text: str) -> list[int]:
    """The offset of each line, and one more for the end."""
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    starts.append(len(text))
    return starts


def prose(text: str, start: int, end: int, spans: Spans) -> Iterator[Block]:
    """Displays and paragraphs of ``text[start:end]``; macros open those at ``spans``."""
    begin = position = start
    inlines: list[Inline] = []
    for span in [span for span in spans if start <= span[0] and span[1] <= end]:
        yield from prose(text, start, span[0], [])
        yield Display(*span, "", span)
        begin = position = start = span[1]
    while position < end and (match := OPENERS.search(text, position, end)) is not None:
        piece = match.group()
        position = match.end()
        display: Display | None = None
        if piece == "$$":
            display = dollars(text, match.start(), end)
        elif piece == r"\[":
            display = bracketed(text, match.start(), end)
        elif piece in ("\\\\[", "\\\\(") or piece[0] in "{<":
            display = escaped(text, match, end)
            if display is not None and (piece[-1] == "(" or (
                piece[0] == "<" and not match["shown"])):  # fmt: skip
                inlines.append(Inline(display.start, display.end))
                position, display = display.outer[1], None
        elif match["name"] is not None:
            if match["name"] in ENVIRONMENTS:
                display = environment(text, match, end)
        elif piece[0] == "\n":
            yield from paragraph(text, begin, match.start(), inlines)
            begin, inlines = match.end() - 1, []
            position = match.end() - 1
        elif piece[0] == "`":
            position = code_end(text, match, end)
        elif piece in ("$", r"\("):
            inline = formula(text, match.start(), end)
            if inline is not None:
                position = inline.end + len(piece) + text.startswith("`$", inline.end)
                display = displayed(text, inline, (match.start(), position), (begin, end))
                if display is None:
                    inlines.append(inline)
        if display is not None:
            yield from paragraph(text, begin, display.outer[0], inlines)
            yield display
            begin, inlines = display.outer[1], []
            position = max(display.outer[1], position)
    yield from paragraph(text, begin, end, inlines)


def paragraph(text: str, start: int, end: int, inlines: list[Inline]) -> Iterator[Block]:
    """``text[start:end]`` unless it is blank; what is only set in the centre is displayed."""
    centred = CENTRED.search(text, start, end) is not None or (
        text[max(0, start - 20) : start].rstrip().endswith("<center>"))  # fmt: skip
    ends = [start, *(place for one in inlines for place in (one.start - 1, one.end + 1)), end]
    words = "".join(text[first:last] for first, last in batched(ends))
    alone = not CENTRED.sub("", words).strip(" \t\n>.,;:")
    if alone and centred and inlines:
        for one in inlines:
            if EQUAL.search(text, one.start, one.end):
                yield Display(one.start, one.end, "", (one.start - 1, one.end + 1))
    elif text[start:end].strip():
        yield Prose(start, end, tuple(inlines))


def displayed(
    text: str, inline: Inline, outer: tuple[int, int], bounds: tuple[int, int]
) -> Display | None:
    r"""``$\displaystyle ...$`` and ``$\begin{aligned} ...$`` alone on their lines, or listed."""
    line = text.rfind("\n", bounds[0], outer[0]) + 1 or bounds[0]
    after = AFTER.match(text, outer[1], bounds[1])
    if after is None or BEFORE.fullmatch(text, line, outer[0]) is None:
        return None
    first = inline.start + text.startswith("`", inline.start)
    inner = text[first : inline.end].lstrip()
    begun = re.match(r"\\begin\{(\w+)\*?\}", inner)
    shown = begun is not None and (begun[1] in ENVIRONMENTS)
    if not (shown or inner.startswith(r"\displaystyle")):
        return None
    return Display(first, inline.end, "", (outer[0], after.end()))


def batched(ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches between formulas."""
    return zip(ends[::2], ends[1::2], strict=True)


def dollars(text: str, start: int, end: int) -> Display:
    """The display that opens with ``$$`` at ``start``."""
    limit = horizon(text, start, end)
    position = start + 2
    while (match := DELIMITERS.search(text, position, limit)) is not None:
        position = match.end()
        if match.group() == "$$":
            return Display(start + 2, match.start(), "", (start, match.end()))
        if match.group() == "$":
            blank = BLANK.search(text, start, match.start())
            if blank is not None:
                break
    line = text.find("\n", start, end)
    stop = end if line < 0 else line
    return Display(start + 2, stop, "this `$$` is never closed", (start, stop))


def bracketed(text: str, start: int, end: int) -> Display:
    r"""The display that opens with ``\[`` at ``start``."""
    limit = horizon(text, start, end)
    close = text.find(r"\]", start + 2, limit)
    while close > 0 and text[close - 1] == "\\" and text[close - 2] != "\\":
        close = text.find(r"\]", close + 2, limit)
    if close >= 0:
        return Display(start + 2, close, "", (start, close + 2))
    line = text.find("\n", start, end)
    stop = end if line < 0 else line
    return Display(start + 2, stop, r"this `\[` is never closed", (start, stop))


def escaped(text: str, match: re.Match[str], end: int) -> Display | None:
    r"""``\\\\[ ... \\\\]`` and ``{% math %} ... {% endmath %}``; None where nothing closes it."""
    close = {"[": re.compile(r"\\\\\]"), "(": re.compile(r"\\\\\)")}.get(
        match.group()[-1], SCRIPT if match.group()[0] == "<" else TAGGED)  # fmt: skip
    limit = min(end, match.end() + 4000) if match.group()[-1] == "(" else end
    found = close.search(text, match.end(), horizon(text, match.start(), limit))
    if found is None:
        return None
    return Display(match.end(), found.start(), "", (match.start(), found.end()))


def environment(text: str, match: re.Match[str], end: int) -> Display:
    r"""The display ``\begin{align} ... \end{align}``, delimiters included in its text."""
    limit = horizon(text, match.start(), end)
    closing = match.group().replace("begin", "end", 1)
    close = text.find(closing, match.end(), limit)
    if close >= 0:
        stop = close + len(closing)
        return Display(match.start(), stop, "", (match.start(), stop))
    line = text.find("\n", match.start(), end)
    stop = end if line < 0 else line
    return Display(match.start(), stop, f"this `{match.group()}` is never closed",
                   (match.start(), stop))  # fmt: skip


def horizon(text: str, start: int, end: int) -> int:
    """How far a display that begins at ``start`` may reach."""
    position = start
    for _ in range(LONGEST_DISPLAY_LINES):
        position = text.find("\n", position, end) + 1
        if not position:
            return end
    return position


def code_end(text: str, match: re.Match[str], end: int) -> int:
    """Behind inline code that opens with these backticks, if it closes in the paragraph."""
    blank = BLANK.search(text, match.end(), min(end, match.end() + 2000))
    limit = min(blank.start() if blank else end, match.end() + 2000)
    for close in re.finditer(r"`+", text[match.end() : limit]):
        if len(close.group()) == len(match.group()):
            return match.end() + close.end()
    return match.end()


def formula(text: str, start: int, end: int) -> Inline | None:
    r"""The inline formula that opens with ``$`` or ``\(`` at ``start``, if it closes."""
    if text.startswith(r"\(", start):
        close = text.find(r"\)", start + 2, min(end, start + 4000))
        return Inline(start + 2, close) if close >= 0 else None
    if text[start + 1 : start + 2] in ("", " ", "\n", "\t"):
        return None
    limit = min(end, start + 4000)
    blank = BLANK.search(text, start, limit)
    limit = blank.start() if blank else limit
    if text.startswith("$`", start):
        close = text.find("`$", start + 2, limit)
        return Inline(start + 2, close) if close >= 0 else None
    position = start + 1
    while (match := DELIMITERS.search(text, position, limit)) is not None:
        position = match.end()
        if match.group() in ("$", "$$"):
            if text[match.start() - 1] in (" ", "\n", "\t"):
                return None
            return Inline(start + 1, match.start())
    return None
