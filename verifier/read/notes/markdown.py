r"""The blocks of a note: headings, displayed mathematics, paragraphs, with exact offsets.

Guarantee: every stretch between ``$$``, ``\[ \]``, ``\begin{equation}`` ... or in a fence
marked ``math`` is a display, in the order of the file, unless it stands in a code block or
a comment; so is a paragraph that is all ``$\displaystyle ...$``. What is opened and never
closed is a display with a fault, never silence.
``offset`` counts characters of the file. A paragraph keeps its own text and place.

markdown-it finds code blocks, comments and headings; mathematics is found here, because
Markdown's inline rules would split it. Limits: an indented block is prose, not code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from markdown_it import MarkdownIt

ENVIRONMENTS = frozenset(
    {"equation", "align", "gather", "multline", "eqnarray", "displaymath", "flalign", "alignat",
     "math", "dmath", "aligned", "gathered", "split"}
)  # fmt: skip
TAGGED = re.compile(r"\{%-?\s*end(?:math|latex|mathjax|katex)\s*-?%\}")
OPENERS = re.compile(
    r"\{%-?\s*(?:math|latex|mathjax|katex(?: display)?)\s*-?%\}|\\\\[\[(]"
    r"|\\\\|\\\$|\$\$|\$|\\\[|\\\(|\\begin\{([A-Za-z]+)(\*?)\}|`+|\n[ \t>]*\n"
)
DELIMITERS = re.compile(r"\\\\|\\\$|\$\$|\$")
BLANK = re.compile(r"\n[ \t>]*\n")
LONGEST_DISPLAY_LINES = 400


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
    starts = line_starts(text)
    found: list[Block] = []
    position = 0
    for kind, first, last, extra in structure(text):
        start, end = starts[first], starts[min(last, len(starts) - 1)]
        found.extend(prose(text, position, max(position, start)))
        position = max(position, end)
        if kind == "heading":
            line = text[start:end].strip().split("\n")[0].strip()
            title = re.sub(r"^[>\s]*#+\s*|\s+#+\s*$", "", line)
            found.append(Heading(int(extra), title, start, end))
        elif kind == "math":
            inner = text.find("\n", start) + 1
            close = text.rfind("\n", inner, max(inner, end - 1)) + 1
            fault = "" if close > inner or text[inner:end].strip() else "it is empty"
            found.append(Display(inner, max(inner, close), fault, (start, end)))
    found.extend(prose(text, position, len(text)))
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


def structure(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Headings, math fences, code fences and comments: kind, first line, line behind, extra."""
    parser = MarkdownIt("commonmark").disable("code")
    parser.core.ruler.enableOnly(["normalize", "block"])
    lines = text.split("\n")
    inside = 0
    for token in parser.parse(guarded(text)):
        if token.map is None or token.map[0] < inside:
            continue
        first, last = token.map
        if token.type == "heading_open":
            if token.markup[:1] != "#":
                continue
            yield "heading", first, last, token.tag[1:]
        elif token.type == "fence":
            name = token.info.strip().split(" ")[0].lower()
            yield "math" if name in ("math", "latex", "tex", "katex") else "code", first, last, ""
        elif (
            token.type == "html_block" and "$$" not in "\n".join(lines[first:last]).split("-->")[-1]
        ):
            yield "comment", first, last, ""
        else:
            continue
        inside = last


def guarded(text: str) -> str:
    r"""``text`` for the block parser, with nothing in displays that looks like a block.

    Lines inside ``$$ ... $$`` may begin with ``-``, ``+``, ``#``, ``=`` or four spaces.
    The text keeps its lines; only characters that could open blocks are masked.
    """
    out: list[str] = []
    inside = False
    before = ""
    for line in text.split("\n"):
        if not before.strip() and re.match(r"#{1,6}\s", line):
            inside = False  # a display that was never closed ends with its section
        before = line
        marks = line.count("$$")
        out.append("x" if inside and not line.lstrip().startswith(("```", "~~~")) else line)
        if marks % 2:
            inside = not inside
    return "\n".join(out)


def prose(text: str, start: int, end: int) -> Iterator[Block]:
    """Displays and paragraphs of ``text[start:end]``."""
    begin = position = start
    inlines: list[Inline] = []
    while position < end and (match := OPENERS.search(text, position, end)) is not None:
        piece = match.group()
        position = match.end()
        display: Display | None = None
        if piece == "$$":
            display = dollars(text, match.start(), end)
        elif piece == r"\[":
            display = bracketed(text, match.start(), end)
        elif piece in ("\\\\[", "\\\\(") or piece[0] == "{":
            display = escaped(text, match, end)
            if display is not None and piece[-1] == "(":
                inlines.append(Inline(display.start, display.end))
                position, display = display.outer[1], None
        elif match[1] is not None:
            if match[1] in ENVIRONMENTS:
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
                inlines.append(inline)
                position = inline.end + len(piece)
        if display is not None:
            yield from paragraph(text, begin, display.outer[0], inlines)
            yield display
            begin, inlines = display.outer[1], []
            position = max(display.outer[1], position)
    yield from paragraph(text, begin, end, inlines)


def paragraph(text: str, start: int, end: int, inlines: list[Inline]) -> Iterator[Block]:
    r"""``text[start:end]`` unless it is blank; all of it ``$\displaystyle ...$`` is a display."""
    shown = text[start:end].strip(" \t\n>").rstrip(".,;:")
    if len(inlines) == 1 and len(shown) <= inlines[0].end - inlines[0].start + 4 and (
        text.startswith(r"\displaystyle", inlines[0].start)
    ):  # fmt: skip
        yield Display(inlines[0].start, inlines[0].end, "", (start, end))
    elif text[start:end].strip():
        yield Prose(start, end, tuple(inlines))


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
    close = {"[": re.compile(r"\\\\\]"), "(": re.compile(r"\\\\\)")}.get(match.group()[-1], TAGGED)
    limit = min(end, match.end() + 4000) if match.group()[-1] == "(" else end
    found = close.search(text, match.end(), horizon(text, match.start(), limit))
    if found is None:
        return None
    return Display(match.end(), found.start(), "", (match.start(), found.end()))


def environment(text: str, match: re.Match[str], end: int) -> Display:
    r"""The display ``\begin{align} ... \end{align}``, delimiters included in its text."""
    limit = horizon(text, match.start(), end)
    closing = f"\\end{{{match[1]}{match[2]}}}"
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
    position = start + 1
    while (match := DELIMITERS.search(text, position, limit)) is not None:
        position = match.end()
        if match.group() in ("$", "$$"):
            if text[match.start() - 1] in (" ", "\n", "\t"):
                return None
            return Inline(start + 1, match.start())
    return None
