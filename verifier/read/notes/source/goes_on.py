r"""Displays that go on with the one before them: ``\[ a = b \]  \[ + c \]``.

Guarantee: nothing but blanks stands between two displays that are read as one, and the second
begins with a plus, or with a minus and states nothing, or the first ends with an operator (or
with ``=`` before an expression, or before another ``=``). Limits: what is parted by words is
not joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.source.markdown import Block, Display

PASSED = (
    r"\s|&|~|\{\}|\\(?:[,;:!> ]|quad\b|qquad\b|displaystyle\b|nonumber\b|notag\b)"
    r"|\\(?:begin|end|label|tag|hspace\*?|h?phantom)\{[^{}]*\}"
)
HEAD = re.compile(rf"(?:{PASSED})*(?P<sign>[+-])")
AGAIN = re.compile(rf"(?:{PASSED})*=")
TAIL = re.compile(rf"(?P<sign>[-+=]|\\(?:cdot|times|pm))(?:{PASSED}|\\\\)*$")
RELATION = re.compile(r"[=<>]|\\(?:le|ge|leq|geq|neq?|approx|sim|in|to|equiv|propto|coloneqq)\b")
LONGEST = 4000
"""Characters of a display that is looked at as a continuation."""


def joined(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each display with those that go on with it."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(block, Display) and isinstance(last, Display) and (
            continues(text, last.more[-1] if last.more else last, block)
        ):  # fmt: skip
            found[-1] = replace(last, more=(*last.more, block))
        else:
            found.append(block)
    return found


def continues(text: str, first: Display, second: Display) -> bool:
    """Whether ``second`` goes on with what ``first`` ends with."""
    if first.fault or second.fault or second.end - second.start > LONGEST:
        return False
    ending, beginning = text[first.start : first.end][-200:], text[second.start : second.end]
    states = RELATION.search(beginning) is not None
    tail = TAIL.search(ending)
    if tail is not None:
        again = AGAIN.match(beginning) is not None
        return tail["sign"] != "=" or again or not states
    head = HEAD.match(beginning)
    return head is not None and (head["sign"] == "+" or not states)
