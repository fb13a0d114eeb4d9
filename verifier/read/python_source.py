"""Where in a Python file a claim is stated, down to the argument that states it.

Guarantee: line and column count from 1 and point at the relation of a claim, or at the
right side of a chain's step; the text is that argument as written, on one line.

Limits: arguments passed with ``*`` are placed at the call. Frames outside the file give
the line alone.
"""

from __future__ import annotations

import ast
import inspect
from dataclasses import dataclass, field
from itertools import islice
from types import FrameType

from verifier.claim import Span

LONGEST = 200
"""Characters of a source text that a report shows."""


@dataclass
class Source:
    """One derivation file: its name for reports, the stem of its ids, its text."""

    file: str = ""
    stem: str = "claim"
    text: str = ""
    calls: dict[tuple[int, int], ast.Call] = field(default_factory=dict)

    @classmethod
    def of(cls, file: str, stem: str, text: str) -> Source:
        """The source of ``text``, every call in it found; ``SyntaxError`` when it is no Python."""
        calls = {
            (node.end_lineno or 0, node.end_col_offset or 0): node
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Call)
        }
        return cls(file, stem, text, calls)

    def span(self, argument: int) -> Span:
        """The place of positional argument ``argument`` of the author's present call."""
        frame = author_frame()
        if frame is None:
            return Span(self.file)
        call = self.call_at(frame)
        if call is None:
            return Span(self.file, frame.f_lineno, 1, self.line(frame.f_lineno))
        plain = not any(isinstance(part, ast.Starred) for part in call.args[: argument + 1])
        node: ast.expr = call.args[argument] if plain and argument < len(call.args) else call
        text = " ".join((ast.get_source_segment(self.text, node) or "").split())
        return Span(self.file, node.lineno, node.col_offset + 1, text[:LONGEST])

    def call_at(self, frame: FrameType) -> ast.Call | None:
        """The call that ``frame`` is in the middle of."""
        if not self.calls:
            return None
        positions = frame.f_code.co_positions()
        _, end_line, _, end_column = next(islice(positions, frame.f_lasti // 2, None))
        return self.calls.get((end_line or 0, end_column or 0))

    def line(self, number: int) -> str:
        """One line of the text."""
        lines = self.text.splitlines()
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def author_frame() -> FrameType | None:
    """The innermost frame that is not the package's own."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_globals.get("__name__", "").startswith("verifier."):
        frame = frame.f_back
    return frame
