"""The source line of a claim, with a caret under the place.

Guarantee: reads the file that the claim names and nothing else; what cannot be read is
replaced by the text that the reader kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from verifier.engine.results import Result


def quoted(result: Result, root: Path) -> Iterator[str]:
    """The source line of a claim with a caret under its column."""
    span = result.item.span
    text = source_line(root / span.file, span.line) if span.file and span.line else ""
    text = text or span.text.split("\n", 1)[0]
    if not text.strip():
        return
    gutter = f"{span.line:5d} | "
    yield f"{gutter}{text.rstrip()}"
    if span.column:
        before = "".join("\t" if sign == "\t" else " " for sign in text[: span.column - 1])
        yield f"{' ' * (len(gutter) - 2)}| {before}^"


def source_line(file: Path, line: int) -> str:
    """Line ``line`` of ``file``, empty when it cannot be had."""
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return lines[line - 1] if 0 < line <= len(lines) else ""
