r"""Displays that macros of a note's own open: ``\be ... \ee``, ``\eqa{ ... }``.

Guarantee: a macro that begins a display environment opens a display wherever it is used, up to
the macro that ends it, or the brace that closes its argument. Limits: one argument.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from verifier.read.notes.source.macros import Macro, closing, collect

BEGIN = re.compile(r"\\begin\s*\{([A-Za-z]+)(\*?)\}")
Spans = list[tuple[int, int]]


def found(text: str, environments: Collection[str]) -> tuple[str, Spans]:
    """``text`` without its definitions, everything at its place, and where such displays are."""
    if "\\" not in text:
        return text, []
    macros, places = collect(text)
    plain = blanked(text, [(place.start, place.end) for place in places])
    spans: Spans = []
    for name, ends in openers(macros, environments).items():
        for match in re.finditer(rf"{re.escape(name)}(?![A-Za-z])", plain):
            close = end_of(plain, match.end(), ends)
            if close is not None:
                spans.append((match.start(), close))
    return plain, apart(sorted(spans))


def blanked(text: str, places: Spans) -> str:
    """``text`` with blanks for the given places, its lines kept."""
    parts: list[str] = []
    position = 0
    for start, end in places:
        parts += [text[position:start], re.sub(r"[^\n]", " ", text[start:end])]
        position = end
    return "".join([*parts, text[position:]])


def openers(
    macros: Mapping[str, Macro], environments: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """The macros that open a display, with those that end it; none for one with an argument."""
    bodies = {name: "".join(token.text for token in macro.body).strip()
              for name, macro in macros.items()}  # fmt: skip
    opening: dict[str, tuple[str, ...]] = {}
    for name, body in bodies.items():
        match = BEGIN.match(body)
        if match is None or match[1] not in environments:
            continue
        end = rf"\end{{{match[1]}{match[2]}}}"
        whole = body.replace(" ", "").endswith(end)
        if macros[name].parameters == 1 and whole:
            opening[name] = ()
        elif macros[name].parameters == 0 and not whole:
            ends = [other for other, text in bodies.items() if text.replace(" ", "") == end]
            opening[name] = (*ends, end)
    return opening


def end_of(text: str, position: int, ends: tuple[str, ...]) -> int | None:
    """Where a display ends that its macro opens before ``position``."""
    if not ends:
        brace = re.compile(r"\s*\{").match(text, position)
        close = closing(text, brace.end() - 1) if brace is not None else None
        return None if close is None else close + 1
    pattern = "|".join(re.escape(end) + ("(?![A-Za-z])" if end[-1] != "}" else "") for end in ends)
    match = re.compile(pattern).search(text, position)
    return None if match is None else match.end()


def apart(spans: Spans) -> Spans:
    """``spans`` without those that begin in another."""
    kept: Spans = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
