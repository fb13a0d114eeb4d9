"""What a line before a display says of it: **Erratum**, **Skip**, **Using**.

Guarantee: an expected verdict is that of the links that the line names, of all where it
names none; a reason is kept as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verifier.claim import Claim, IllFormed, Item
from verifier.read.notes.displays import bridges
from verifier.read.notes.source.complaint import Place
from verifier.read.notes.source.prose import Declaration

EXPECTED = re.compile(r"(refuted|ill-formed|conditional|undecided)\b[:;,.]?\s*")
STEPS = re.compile(
    r"\(?(?:steps?|links?|claims?)\s+((?:\d+(?:\s*(?:,|and|-|–)\s*)?)+)\)?[:;,.]?\s*"
)
KINDS = ("definition", "assignment", "not mathematical", "not supported")
NOWHERE = Place(0, 0)


@dataclass
class Mark:
    """What a line before a display says of it."""

    keyword: str
    text: str
    expected: str = "refuted"
    steps: tuple[int, ...] = ()
    place: Place = NOWHERE


def marked(declaration: Declaration) -> Mark:
    """An **Erratum**, **Skip** or **Using** line."""
    text = declaration.text.strip().lstrip(":").strip()
    if declaration.keyword != "Erratum":
        return Mark(declaration.keyword, text, place=declaration.place)
    expected = "refuted"
    steps: tuple[int, ...] = ()
    for _ in range(2):
        if match := EXPECTED.match(text):
            expected, text = match[1], text[match.end() :]
        elif match := STEPS.match(text):
            steps, text = numbers(match[1]), text[match.end() :]
    return Mark("Erratum", " ".join(text.split()), expected, steps, declaration.place)


def numbers(text: str) -> tuple[int, ...]:
    """``2, 4-6`` as 2, 4, 5, 6."""
    found: list[int] = []
    for part in re.findall(r"\d+(?:\s*[-–]\s*\d+)?", text):
        ends = [int(end) for end in re.findall(r"\d+", part)]
        found.extend(range(ends[0], min(ends[-1], ends[0] + 99) + 1))
    return tuple(found)


def skipped(text: str) -> tuple[str, str]:
    """The kind and the reason of a **Skip**."""
    for kind in KINDS:
        if text.lower().startswith(kind):
            return kind, text[len(kind) :].lstrip(" :;,.-") or kind
    return "skipped", " ".join(text.split()) or "the author skips it"


def expecting(items: Sequence[Item], marks: Sequence[Mark]) -> list[Item]:
    """The items of a display with what an **Erratum** expects of them."""
    found = list(items)
    checkable = [item for item in items if bridges.is_step(item)]
    for mark in marks:
        if mark.keyword != "Erratum":
            continue
        chosen = [item for place, item in enumerate(checkable, 1)
                  if not mark.steps or place in mark.steps]  # fmt: skip
        found = [expect(item, mark) if any(item is one for one in chosen) else item
                 for item in found]  # fmt: skip
        checkable = [item for item in found if bridges.is_step(item)]
    return found


def expect(item: Item, mark: Mark) -> Item:
    """One item with its expected verdict."""
    if isinstance(item, Claim):
        return replace(item, expected=mark.expected, reason=mark.text)
    if isinstance(item, IllFormed):
        typed = item.code in ("shape-mismatch", "index-mismatch") or mark.expected == "ill-formed"
        expected = "ill-formed" if typed else mark.expected
        return replace(item, expected=expected, reason=mark.text)
    return item
