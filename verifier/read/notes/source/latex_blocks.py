r"""The blocks of a LaTeX file: sections, displayed mathematics, paragraphs, with exact offsets.

Guarantee: inside ``\begin{document}`` (or the whole file, without it) every ``\[ \]``,
``$$`` and mathematical environment is a display, every ``$ $`` and ``\( \)`` an inline
formula, ``\title`` and the sectioning commands are headings; comments, verbatim text and
macro definitions are none of these. What is opened and never closed is a display with a
fault. Limits: one file (no ``\input``), no changed category codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier.read.notes.source import short_displays
from verifier.read.notes.source.macros import closing
from verifier.read.notes.source.markdown import (
    ENVIRONMENTS,
    Block,
    Display,
    Heading,
    Inline,
    bracketed,
    environment,
    paragraph,
)
from verifier.read.notes.source.short_displays import Spans

LEVELS = {"title": 1, "part": 1, "chapter": 1, "section": 2, "subsection": 3,
          "subsubsection": 4, "paragraph": 5, "subparagraph": 6}  # fmt: skip
COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
VERBATIM = re.compile(
    r"\\begin\{(verbatim\*?|lstlisting|minted|comment|Verbatim|filecontents\*?)\}"
    r".*?(?:\\end\{\1\}|\Z)|\\verb\*?([^A-Za-z\s]).*?(?:\2|\n)",
    re.DOTALL,
)
MARKS = re.compile(
    r"\\\\|\\\$|\$\$|\$|\\\[|\\\(|\\begin\{([A-Za-z]+)(\*?)\}|\\end\{[A-Za-z]+\*?\}"
    r"|\\item\b(?:\s*\[[^\]\n]*\])?|\n[ \t]*\n"
    r"|\\(title|part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?\s*(?:\[[^\]\n]*\])?\s*\{"
)
STYLE = re.compile(r"\\(?:emph|text(?:bf|it|sc|tt|sf|rm|up|normal))\{([^{}]*)\}")
LONGEST_INLINE = 4000


def blocks(text: str) -> list[Block]:
    """The blocks of a LaTeX text without comments and verbatim stretches, in order."""
    masked, spans = short_displays.found(text, ENVIRONMENTS)
    start, end = body(masked)
    found: list[Block] = list(title(masked, start))
    found.extend(inside(masked, start, end, spans))
    return found


def without_comments(text: str) -> str:
    """LaTeX without its comments, every other character at its place.

    A line that is nothing but a comment becomes ``~`` and blanks: it ends no paragraph.
    """

    def blank(match: re.Match[str]) -> str:
        line = text.rfind("\n", 0, match.start()) + 1
        first = "~" if not match[1] and not text[line : match.start()].strip() else " "
        return match[1] + first + " " * (len(match[0]) - len(match[1]) - 1)

    return COMMENT.sub(blank, text)


def without_verbatim(text: str) -> str:
    """``text`` with verbatim stretches blanked out."""
    return VERBATIM.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def body(text: str) -> tuple[int, int]:
    r"""Where the document begins and ends."""
    first = text.find(r"\begin{document}")
    last = text.rfind(r"\end{document}")
    start = 0 if first < 0 else first + len(r"\begin{document}")
    return start, last if last > start else len(text)


def title(text: str, end: int) -> Iterator[Heading]:
    r"""The ``\title`` of the preamble."""
    for match in MARKS.finditer(text, 0, end):
        if match[3] == "title":
            yield heading(text, match)
            return


def heading(text: str, match: re.Match[str]) -> Heading:
    """The heading whose opening brace ends ``match``."""
    close = closing(text, match.end() - 1)
    stop = text.find("\n", match.end()) if close is None else close
    stop = len(text) if stop < 0 else stop
    inner = re.sub(r"\\(?:label|thanks|footnote)\{[^{}]*\}|\\\\", " ", text[match.end() : stop])
    words = " ".join(STYLE.sub(r"\1", inner).split())
    return Heading(LEVELS[match[3]], words, match.start(), min(stop + 1, len(text)))


def inside(text: str, start: int, end: int, spans: Spans) -> Iterator[Block]:
    """Headings, displays and paragraphs of ``text[start:end]``; macros open those at ``spans``."""
    begin = position = start
    inlines: list[Inline] = []
    for span in [span for span in spans if start <= span[0] and span[1] <= end]:
        yield from inside(text, start, span[0], [])
        yield Display(*span, "", span)
        begin = position = start = span[1]
    while position < end and (match := MARKS.search(text, position, end)) is not None:
        piece = match.group()
        position = match.end()
        block: Heading | Display | None = None
        if match[3] is not None:
            block = heading(text, match)
            position = block.end
        elif piece == "$$":
            block = closed(text, match.start(), "$$", end)
        elif piece == r"\[":
            block = bracketed(text, match.start(), end)
        elif match[1] in ENVIRONMENTS:
            block = environment(text, match, end)
        elif piece in ("$", r"\("):
            inline = formula(text, match, end)
            if inline is not None:
                inlines.append(inline)
                position = inline.end + len(piece)
            continue
        elif piece in (r"\\", r"\$"):
            continue
        first = block.outer[0] if isinstance(block, Display) else match.start()
        yield from paragraph(text, begin, first, inlines)
        inlines = []
        begin = match.end() - (piece[0] == "\n")
        if block is not None:
            yield block
            begin = block.outer[1] if isinstance(block, Display) else block.end
        position = max(begin, position - (piece[0] == "\n"))
    yield from paragraph(text, begin, end, inlines)


def closed(text: str, start: int, mark: str, end: int) -> Display:
    """The display between ``mark`` at ``start`` and the next one."""
    position = start + len(mark)
    while (close := text.find(mark, position, end)) > 0 and text[close - 1] == "\\":
        position = close + 1
    if close >= 0:
        return Display(start + len(mark), close, "", (start, close + len(mark)))
    line = text.find("\n", start, end)
    stop = end if line < 0 else line
    return Display(start + len(mark), stop, f"this `{mark}` is never closed", (start, stop))


def formula(text: str, match: re.Match[str], end: int) -> Inline | None:
    r"""The inline formula that opens with ``match``, if it closes in its paragraph."""
    limit = min(end, match.end() + LONGEST_INLINE)
    closer = "$" if match.group() == "$" else r"\)"
    position = match.end()
    while (close := text.find(closer, position, limit)) >= 0:
        if text[close - 1] != "\\" or text[close - 2] == "\\":
            blank = re.search(r"\n[ \t]*\n", text[match.end() : close])
            return None if blank is not None else Inline(match.end(), close)
        position = close + 1
    return None
