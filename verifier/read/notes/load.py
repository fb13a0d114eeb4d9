"""From a file to a derivation.

Guarantee: reading is bounded in time and memory by the size of the file (``LARGEST``), and
the result depends on the text alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from verifier.claim import Claim, Derivation, IllFormed, Item, Unchecked
from verifier.read.notes.note import Note
from verifier.read.notes.source.blocks import divided
from verifier.read.notes.source.slugs import slugged

LARGEST = 8_000_000
"""Characters that a note may have."""


@dataclass(frozen=True)
class BrokenFile:
    """A file that cannot be read: where, and why."""

    file: str
    line: int
    column: int
    message: str


def load(path: Path, root: Path) -> Derivation | BrokenFile:
    """The derivation that the note at ``path`` is; names in reports are relative to ``root``."""
    try:
        file = path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        file = path.as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return BrokenFile(file, 0, 0, f"cannot be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return BrokenFile(file, line, 0, "this is not UTF-8 text")
    if len(text) > LARGEST:
        return BrokenFile(file, 0, 0, f"more than {LARGEST} characters")
    text = text.replace("\r\n", "\n")
    return read(text, file, path.stem)


def read(text: str, file: str = "note.md", stem: str = "note") -> Derivation:
    """The derivation in a text; ``file`` tells Markdown from LaTeX."""
    source, blocks = divided(text, file)
    note = Note(source, slugged(stem).replace("-", "_") or "note")
    note.read(blocks)
    items = unique(note.items)
    return Derivation(file, note.title or stem, prose=summary(note, items), items=items,
                      displays=note.displays)  # fmt: skip


def unique(items: list[Item]) -> tuple[Item, ...]:
    """``items`` with identifiers that occur twice told apart."""
    seen: Counter[str] = Counter()
    found: list[Item] = []
    for item in items:
        seen[item.id] += 1
        count = seen[item.id]
        if count > 1:
            renamed = f"{item.id}.{count}"
            match item:
                case Claim():
                    item = Claim(**{**item.__dict__, "id": renamed})
                case IllFormed():
                    item = IllFormed(**{**item.__dict__, "id": renamed})
                case Unchecked():
                    item = Unchecked(**{**item.__dict__, "id": renamed})
        found.append(item)
    return tuple(found)


def summary(note: Note, items: tuple[Item, ...]) -> str:
    """Displays found, links, checked, not checked and why."""
    checked = sum(isinstance(item, Claim) for item in items)
    broken = sum(isinstance(item, IllFormed) for item in items)
    kinds = Counter(item.kind for item in items if isinstance(item, Unchecked))
    parts = [f"{note.displays} displays, {len(items)} links: {checked} checked"]
    if broken:
        parts.append(f"{broken} ill-formed")
    parts += [f"{count} {kind}" for kind, count in sorted(kinds.items())]
    return ", ".join(parts)
