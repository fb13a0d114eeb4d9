r"""Displays that the words before them make a condition: ``minimise ... subject to``.

Guarantee: where the text before a display ends with words that set a condition, its relations
claim nothing, and the report says so. Limits: the words of ``words``, at the end of a line.
"""

from __future__ import annotations

import re

from verifier.read.notes.complaint import Source
from verifier.read.notes.display import Layout, Statement

OPENING = r"(?:\s|\$\$|\\\[|&|\\begin\{[^{}]*\}|\\label\{[^{}]*\})*"
BEFORE = re.compile(
    r"(?:subject to(?: the (?:following )?(?:constraint|condition|restriction)s?)?|\bs\.\s?t\.?|"
    r"\b(?:with|under) the (?:following )?(?:constraint|condition|restriction)s?(?: that)?)"
    r"\s*:?" + OPENING + r"\Z",
    re.IGNORECASE,
)
SEEN = 200
"""How many characters before a display are looked at."""


def mark(source: Source, layout: Layout) -> None:
    """Mark the statements of a display behind such words."""
    made = [one for one in layout.statements if isinstance(one, Statement) and one.signs]
    if not made:
        return
    start = min(one.start for one in made)
    if BEFORE.search(source.text[max(0, start - SEEN) : start]) is None:
        return
    for one in made:
        if not one.word:
            one.word = "required"
