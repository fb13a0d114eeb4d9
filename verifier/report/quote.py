"""The source line of a claim, with a caret under the place.

Guarantee: reads the file that the claim names and nothing else; what cannot be read is
replaced by the text that the reader kept.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from verifier.engine.results import Result


def quoted(result: Result, root: Path, width: int = sys.maxsize) -> Iterator[str]:
    """The source line of a claim, a caret under its column, in at most ``width`` columns."""
    span = result.item.span
    text = source_line(root / span.file, span.line) if span.file and span.line else ""
    text = text or span.text.split("\n", 1)[0]
    if not text.strip():
        return
    gutter = f"{span.line:5d} | "
    text = text.rstrip().replace("\t", " ")
    column = max(0, span.column - 1)
    room = max(16, width - len(gutter))
    if len(text) > room:
        start = max(0, min(column - room // 2, len(text) - room))
        end = start + room
        before = "…" if start > 0 else ""
        after = "…" if end < len(text) else ""
        text = before + text[start + len(before) : end - len(after)] + after
        column -= start
    yield f"{gutter}{text}"
    if span.column:
        yield f"{' ' * (len(gutter) - 2)}| {' ' * column}^"


def source_line(file: Path, line: int) -> str:
    """Line ``line`` of ``file``, empty when it cannot be had."""
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return lines[line - 1] if 0 < line <= len(lines) else ""
