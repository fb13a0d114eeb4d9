"""What the reader of notes says when it cannot read on.

Guarantee: a complaint carries a stable code, a message, the place of the offending
token (offsets into the file) and, where there is one, the line to paste.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Placed(Protocol):
    """Anything with a place in the file: offsets, the end excluded."""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        ...

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        ...


@dataclass(frozen=True)
class Place:
    """A stretch of the file."""

    start: int
    end: int


class Complaint(Exception):
    """A piece of a note that says nothing checkable, and what to do about it.

    Codes: ``syntax``, ``undeclared``, ``ambiguous``, ``shape-mismatch``, ``index-mismatch``,
    ``declaration``, ``not-supported``, ``too-deep``, ``too-large``, ``reader-failed``.
    """

    def __init__(
        self, code: str, message: str, at: Placed | None = None, paste: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.place = Place(at.start, at.end) if at is not None else None
        self.paste = paste

    def placed(self, at: Placed) -> Complaint:
        """The same complaint, at ``at`` unless it has a place of its own."""
        if self.place is None:
            self.place = Place(at.start, at.end)
        return self


class NoVector(Complaint):
    """A function of vectors at a number: a parameter without a type may have been meant."""


@dataclass(frozen=True)
class Source:
    """The text of one note; turns offsets into lines and columns."""

    file: str
    text: str
    breaks: tuple[int, ...]
    """Offset of the first character of each line."""

    @staticmethod
    def of(file: str, text: str) -> Source:
        """Index the lines of ``text``."""
        starts = [0]
        position = text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = text.find("\n", position + 1)
        return Source(file, text, tuple(starts))

    def locate(self, offset: int) -> tuple[int, int]:
        """Line and column of ``offset``, both counting from 1."""
        low, high = 0, len(self.breaks)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.breaks[middle] <= offset else (low, middle)
        return low + 1, offset - self.breaks[low] + 1

    def line_at(self, offset: int) -> str:
        """The line that holds ``offset``, without its end."""
        line, _ = self.locate(offset)
        start = self.breaks[line - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]

    def caret(self, place: Placed, width: int = 96) -> str:
        """The line of ``place`` with carets under it, cut to ``width`` around them."""
        _, column = self.locate(place.start)
        line = self.line_at(place.start).expandtabs(1)
        first = max(0, column - 1 - width // 2)
        shown = line[first : first + width]
        under = max(1, min(place.end - place.start, len(line) - column + 1, width))
        pad = column - 1 - first
        under = max(1, min(under, width - pad))
        return f"    {shown}\n    {' ' * pad}{'^' * under}"
