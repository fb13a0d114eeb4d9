"""Where an item stands in its file, and how a complaint is one.

Guarantee: the text of an item is that of its place, on one line. Limits: none known.
"""

from __future__ import annotations

import re

from verifier.claim import IllFormed, Span
from verifier.read.notes.source.complaint import Complaint, Placed, Source

BETWEEN = re.compile(r"\$\$\s*\$\$|\\\]\s*\\\[")
"""What stands between two displays that are read as one."""


def span(source: Source, at: Placed, shown: Placed | None = None) -> Span:
    """A place as line, column and text."""
    line, column = source.locate(at.start)
    shown = shown or at
    text = " ".join(BETWEEN.sub(" ", source.text[shown.start : shown.end]).split())
    return Span(source.file, line, column, text)


def ill_formed(
    source: Source, id_: str, complaint: Complaint, at: Placed, shown: Placed | None = None
) -> IllFormed:
    """A complaint as an item: the message, the line with a caret, what to paste."""
    place = complaint.place or at
    parts = [complaint.message, source.caret(place)]
    parts += [f"  {line}" for line in complaint.paste]
    where = span(source, place, shown)
    return IllFormed(id_, complaint.code, "\n".join(parts), statement=where.text, span=where)
