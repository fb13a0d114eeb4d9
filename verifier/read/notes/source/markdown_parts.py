r"""The parts of a Markdown text by lines: headings, fences, comments and blocks of HTML.

Guarantee: directives of MyST and bookdown that set text apart are read inside, code is not;
mathematics in fences, between colons and in HTML is found. markdown-it finds the blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from markdown_it import MarkdownIt

FENCES = ("math", "latex", "tex", "katex")
"""What a fence of mathematics is marked with, in braces or not."""
TEXT = re.compile(
    r"\{\.?(?:prf:)?(?:theorem|lemma|proof|corollary|proposition|definition|example|exercise"
    r"|solution|remark|conjecture|axiom|assumption|property|observation|admonition|note"
    r"|important|tip|hint"
    r"|warning|caution|attention|seealso|dropdown|div|margin|sidebar|topic|card|grid|tab-item"
    r"|tab-set|block|epigraph|callout[\w-]*)\b"
)
"""How fences begin that set text apart, with mathematics in it: directives of MyST and bookdown."""
COLONS = re.compile(r"(:{3,})[ \t]*\{math\}.*")
CENTRED = re.compile(r"</?(?:center|p|div|span|br|b|strong|font|figure|blockquote)\b[^>]*>")
"""Tags that only set mathematics apart."""

Part: TypeAlias = tuple[str, int, int, str]
"""Kind, first line, line behind, extra."""


def structure(text: str) -> Iterator[Part]:
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
            info = token.info.strip().lower()
            if TEXT.match(info) is not None:
                yield from inside_out(lines[first:last], first)
            else:
                name = info.split(" ")[0].strip("{=}")
                yield "math" if name in FENCES else "code", first, last, ""
        elif token.type == "html_block":
            yield from html(lines, first, last)
            continue
        else:
            continue
        inside = last


def inside_out(lines: Sequence[str], first: int) -> Iterator[Part]:
    """The parts of a fence of text: what stands in it is read, its two ends are not."""
    closed = len(lines) > 1 and lines[-1].strip().startswith(("```", "~~~"))
    yield "comment", first, first + 1, ""
    for kind, begin, end, extra in structure("\n".join(lines[1 : len(lines) - closed])):
        yield kind, begin + first + 1, end + first + 1, extra
    if closed:
        yield "comment", first + len(lines) - 1, first + len(lines), ""


def shows(markup: str) -> bool:
    """Whether a stretch of HTML shows mathematics."""
    rest = markup.split("-->")[-1]
    centred = CENTRED.match(rest.lstrip()) is not None and "$" in rest
    shown = any(mark in rest for mark in ("$$", "math/tex", r"\[", r"\begin{"))
    script = re.match(r"\s*<(?:script|style|pre|textarea)\b(?!.*math/tex)", rest, re.IGNORECASE)
    return centred or (shown and script is None)


def colons(text: str) -> Iterator[Part]:
    """Mathematics between lines of colons: ``:::{math}`` ... ``:::``."""
    begun = -1
    mark = ""
    for number, line in enumerate(text.split("\n")):
        if begun < 0 and (match := COLONS.fullmatch(line.strip())) is not None:
            begun, mark = number, match[1]
        elif begun >= 0 and line.strip() == mark:
            yield "math", begun, number + 1, ""
            begun = -1


OPENED = re.compile(r"<script\s+type=[\"']math/tex;\s*mode=display[\"']\s*>\s*$", re.IGNORECASE)


def scripts(text: str) -> Iterator[Part]:
    """Displays in ``<script type="math/tex;mode=display">``, with blank lines inside."""
    begun = -1
    for number, line in enumerate(text.split("\n")):
        if begun < 0 and OPENED.search(line) is not None:
            begun = number
        elif begun >= 0 and line.strip().lower().startswith("</script"):
            yield "math", begun, number + 1, ""
            begun = -1


def merged(one: Iterable[Part], other: Iterable[Part]) -> Iterator[Part]:
    """Parts by their first line; of two that overlap, the first."""
    inside = 0
    for part in sorted([*one, *other], key=lambda each: each[1]):
        if part[1] >= inside:
            yield part
            inside = part[2]


def html(lines: Sequence[str], first: int, last: int) -> Iterator[Part]:
    """What stands in a block of HTML: headings below a tag, as in ``<br>``; comments."""
    shown = shows("\n".join(lines[first:last]))
    plain = re.match(r"\s*<(?:!--|script|pre|style|textarea)", lines[first], re.IGNORECASE) is None
    for place in range(first, last):
        title = re.match(r"(#{1,6})\s+\S", lines[place]) if plain else None
        if title is not None:
            shown = True  # what comes behind a heading is text
            yield "heading", place, place + 1, str(len(title[1]))
        elif not shown:
            yield "comment", place, place + 1, ""


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
