r"""A first draft of a note's declarations, from how its displays use their letters.

Guarantee: nothing is decided for the author: every name that the displays use and nothing
declares is listed once, with the type that its uses suggest,

    \sum_{i=1}^{n} x_i    ->   **Let** $n \in \mathbb{N}$, $x \in \mathbb{R}^{n}$.
                                **Index** $i = 1, \dots, n$.
    \hat y = ...          ->   **Define** $\hat y = ...$

at the top of the note; a section in which letters mean something else gets its own lines,
where more of its statements can be read with them. Sets that inline formulas name
(``$W \in \mathbb{R}^{m \times n}$``) go before guesses.

Limits: a guess by form, by what can be read, and by what is true at simple points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from verifier.claim import Claim
from verifier.read.notes.drafts import drafting
from verifier.read.notes.drafts.drafting import Fails, Trial
from verifier.read.notes.drafts.guessed import draft
from verifier.read.notes.drafts.survey import Survey, conditioned, definitions, look
from verifier.read.notes.note import Note
from verifier.read.notes.source import names
from verifier.read.notes.source.blocks import divided
from verifier.read.notes.source.complaint import Complaint, Source
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.latex_blocks import body
from verifier.read.notes.source.lexer import tokens
from verifier.read.notes.source.macros import collect, expand
from verifier.read.notes.source.markdown import Block, Display, Heading, Prose
from verifier.read.notes.source.prose import declarations
from verifier.read.notes.source.tree import Node

MATTER = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
"""The settings at the head of a note, as site generators have them."""
SET = re.compile(r"\\in\s*\\(?:mathbb|R\b|reals\b)|:.*\\(?:to|rightarrow)\b")
"""What an inline formula that says where a name lives has."""
SECTIONS = 40
"""Sections that are looked at on their own, at most."""


@dataclass(frozen=True)
class Draft:
    """Declarations, and the offset and the heading of the note behind which they belong."""

    at: int
    heading: str
    lines: tuple[str, ...]


def none(_: Claim) -> bool:
    """No claim is looked at."""
    return False


def suggest(text: str, file: str = "note.md", fails: Fails = none) -> str:
    """Declaration lines for what ``text`` uses and does not declare; empty when all is declared.

    ``fails`` says whether a claim is false at some simple point, as it should not be.
    Behind the first come the lines of sections, each under a comment that names its place.
    """
    return printed(text, file, drafts(text, file, fails))


def printed(text: str, file: str, found: Sequence[Draft]) -> str:
    """What ``found`` says, with the places of the lines of sections."""
    shown: list[str] = []
    for one in found:
        if shown:
            line = text.count("\n", 0, one.at)
            mark = f"below line {line}, {one.heading}"
            shown += ["", f"% {mark}" if file.endswith(".tex") else f"<!-- {mark} -->"]
        shown += one.lines
    return "\n".join(shown)


def inserted(text: str, file: str, found: Sequence[Draft]) -> str:
    """``text`` with the lines of ``found`` at their places."""
    return Trial(text, file, none, (), {one.at: list(one.lines) for one in found}).whole()[0]


def drafts(text: str, file: str, fails: Fails) -> list[Draft]:
    """What ``suggest`` says, by place: for the whole note first, then for its sections."""
    source, blocks = divided(text, file)
    note = Note(source, "note")
    note.macros, _ = collect(source.text)
    survey = surveyed(note, blocks)
    top = beginning(source.text, blocks, file)
    displays = {block: block.outer if block.outer != (0, 0) else (block.start, block.end)
                for block in blocks if isinstance(block, Display)}  # fmt: skip
    trial = Trial(text, file, fails, tuple(displays.values()))
    lines = whole_note(trial, top, survey, hints(note, blocks))
    if not lines:
        return []
    trial.drafts[top] = lines
    headings = {block.end: block.text for block in blocks if isinstance(block, Heading)}
    for cut, inside in list(sections(blocks))[:SECTIONS]:
        if cut != top and not trial.long:
            part = trial.only([displays[one] for one in inside if isinstance(one, Display)])
            local = section(note.source, part, cut, inside)
            if local:
                trial.drafts[cut] = local
    return [Draft(at, headings.get(at, ""), tuple(drafting.spelt(each, file)))
            for at, each in trial.drafts.items()]  # fmt: skip


def surveyed(note: Note, blocks: Sequence[Block]) -> Survey:
    """What the displays among ``blocks`` use beside what the note declares."""
    survey = Survey()
    text = note.source.text
    found: list[tuple[Node, ...]] = []
    for block in blocks:
        if isinstance(block, Prose):
            known(note, block)
        elif isinstance(block, Display) and not block.fault:
            try:
                stream = expand(tokens(text, block.start, block.end), note.macros)
                found.append(tuple(grow(stream).children))
            except Complaint:
                continue
    survey.letters = set().union(*map(conditioned, found))
    for nodes in found:
        look(survey, nodes, note.scope)
        definitions(survey, nodes, text, note.scope)
    return survey


def known(note: Note, block: Prose) -> None:
    """Take in the declarations that are there; what cannot be read counts as absent."""
    try:
        for declaration in declarations(note.source.text, block, note.macros):
            if declaration.keyword in ("Let", "Define", "Index", "Layout"):
                note.declare(declaration)
    except (Complaint, RecursionError):
        return


def hints(note: Note, blocks: Sequence[Block]) -> dict[str, str]:
    """Lines for the names whose sets inline formulas tell, by name."""
    found: dict[str, str] = {}
    text = note.source.text
    for block in blocks:
        for inline in block.inlines if isinstance(block, Prose) else ():
            formula = text[inline.start : inline.end].strip(" .,")
            match = SET.search(formula)
            if match is None or "\n" in formula:
                continue
            try:
                nodes = grow(expand(tokens(text, inline.start, inline.end), note.macros)).children
            except Complaint:
                continue
            signs = names.split(nodes, (r"\in", ":"))
            for part in names.split(signs[0], (",",)):
                head = names.head_of(part[0]) if len(part) == 1 else None
                if head is not None and note.scope.fitting(head) is None:
                    found.setdefault(names.Name(head.glyph, (), ()).latex, f"**Let** ${formula}$.")
    return found


def whole_note(trial: Trial, top: int, survey: Survey, told: dict[str, str]) -> list[str]:
    """The lines for the whole note."""
    best = (-1.0, [""])
    size = "n"
    for rows in ("", "m"):
        copy = replace(survey, indices=dict(survey.indices), sizes=dict(survey.sizes), rows=rows)
        lines, instead = draft(copy)
        if not lines:
            return []
        lines, instead = with_hints(lines, instead, told)
        size = next((size for size in copy.sizes if size.isalpha()), "n")
        best = max(best, drafting.mended(trial, top, lines, instead, size), key=itemgetter(0))
    chosen = drafting.retyped(trial, top, best[1], size)
    return drafting.readable(trial, top, joined(chosen), chosen)


def with_hints(
    lines: list[str], instead: dict[str, str], told: dict[str, str]
) -> tuple[list[str], dict[str, str]]:
    """Guessed ``lines`` with what the note itself tells in their place."""
    hinted = {line: told[match[1]] for line in [*lines, *instead.values()]
              if (match := drafting.NAME.match(line)) and match[1] in told}  # fmt: skip
    fallback = {line: hinted.get(other, other) for line, other in instead.items()}
    fallback |= {hint: line for line, hint in hinted.items()}
    return [hinted.get(line, line) for line in lines], fallback


def section(source: Source, trial: Trial, cut: int, inside: Sequence[Block]) -> list[str]:
    """The lines that a section needs of its own, if they let more of it be read."""
    before = trial.read(cut, ())
    if not before.doubtful:
        return []
    note = Note(source, "note")
    note.macros, _ = collect(source.text)
    survey = surveyed(note, inside)
    lines, instead = with_hints(*draft(survey), hints(note, inside))
    if not lines:
        return []
    size = next((size for size in survey.sizes if size.isalpha()), "n")
    _, found = drafting.mended(trial, cut, lines, instead, size)
    found = drafting.retyped(trial, cut, found, size)
    if trial.read(cut, found).count <= before.count:
        return []
    found = drafting.needed(trial, cut, found)
    return drafting.readable(trial, cut, joined(found), found)


def beginning(text: str, blocks: Sequence[Block], file: str) -> int:
    """Where declarations hold for every display: behind the title, or before all headings."""
    first = body(text)[0] if file.endswith(".tex") else 0
    headings = [block for block in blocks if isinstance(block, Heading)]
    displays = [block.start for block in blocks if isinstance(block, Display)]
    if headings and displays:
        title = headings[0]
        if title.start < displays[0] and all(other.level > title.level for other in headings[1:]):
            return max(first, title.end)
    matter = MATTER.match(text)
    return matter.end() if matter is not None else first


def sections(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    """The stretches between headings that have displays: the end of the heading, the blocks."""
    cut = 0
    inside: list[Block] = []
    for block in [*blocks, Heading(1, "", 0, 0)]:
        if isinstance(block, Heading):
            if cut and any(isinstance(each, Display) for each in inside):
                yield cut, inside
            cut, inside = block.end, []
        else:
            inside.append(block)


def joined(lines: list[str]) -> list[str]:
    """The **Let** lines as one."""
    plain = [line for line in lines if line.startswith("**Let** $") and line.endswith("$.")]
    lets = [line.removeprefix("**Let** ").removesuffix(".") for line in plain]
    rest = [line for line in lines if line not in plain]
    return ([f"**Let** {', '.join(lets)}."] if lets else []) + rest
