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
from functools import cached_property
from types import CodeType, FrameType

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
    ends: dict[int, tuple[CodeType, list[tuple[int, int]]]] = field(default_factory=dict)
    """Where each instruction of a code object (by its id, kept alive) ends in the text."""

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
        text = " ".join(self.segment(node).split())
        return Span(self.file, node.lineno, node.col_offset + 1, text[:LONGEST])

    def segment(self, node: ast.expr) -> str:
        """The text of ``node``."""
        last = node.end_lineno or node.lineno
        lines = [line.encode() for line in self.lines[node.lineno - 1 : last]]
        if not lines:
            return ""
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][node.col_offset :]
        return b"\n".join(lines).decode("utf-8", "replace")

    @cached_property
    def lines(self) -> list[str]:
        """The text, line by line."""
        return self.text.split("\n")

    def call_at(self, frame: FrameType) -> ast.Call | None:
        """The call that ``frame`` is in the middle of."""
        if not self.calls:
            return None
        code = frame.f_code
        if id(code) not in self.ends:
            places = [(line or 0, column or 0) for _, line, _, column in code.co_positions()]
            self.ends[id(code)] = (code, places)
        return self.calls.get(self.ends[id(code)][1][frame.f_lasti // 2])

    def line(self, number: int) -> str:
        """One line of the text."""
        return self.lines[number - 1].strip() if 0 < number <= len(self.lines) else ""


def author_frame() -> FrameType | None:
    """The innermost frame that is not the package's own."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_globals.get("__name__", "").startswith("verifier."):
        frame = frame.f_back
    return frame
