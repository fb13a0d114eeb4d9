"""A first draft of the declarations that a note needs: ``verify suggest NOTE.md``.

Method: read the note, collect the lines that its complaints about undeclared names say to
paste, put them in front of the sections that need them, and read again until nothing new is
asked for. Limits: a draft; types are guessed from subscripts, and are the author's to mend.
"""

from __future__ import annotations

import re
from pathlib import Path

from verifier.claim import IllFormed
from verifier.read.notes.load import read

ROUNDS = 60
"""How often the note is read again; each round may add several declarations."""
LINE = re.compile(r"\*\*(?:Let|Index|Define)\*\* .+")
CODES = ("undeclared", "ambiguous")


def suggest(path: Path) -> tuple[str, ...]:
    """Declarations to paste, in the order in which the note needs them; empty if none."""
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    found: list[str] = []
    for _ in range(ROUNDS):
        fresh = [line for line in _asked_for(text, found) if line not in found]
        if not fresh:
            break
        found.append(fresh[0])
    return tuple(found)


def _asked_for(text: str, declared: list[str]) -> list[str]:
    """The first line that each complaint says to paste, the drafts being declared already."""
    lines: list[str] = []
    for item in read(_with(text, declared)).items:
        if isinstance(item, IllFormed) and item.code in CODES:
            match = LINE.search(item.message)
            if match is not None:
                lines.append(match[0].rstrip())
    return list(dict.fromkeys(lines))


def _with(text: str, declared: list[str]) -> str:
    """The note with the drafts at the head of every section."""
    block = "\n" + "\n".join(f"{line}." for line in declared) + "\n"
    rows: list[str] = [block]
    for row in text.split("\n"):
        rows.append(row)
        if row.startswith("#"):
            rows.append(block)
    return "\n".join(rows)
