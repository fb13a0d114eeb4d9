r"""Brackets that go on in the next row: ``\left[ a \right. \\ \left. + b \right]``.

Guarantee: an invisible ``\right.`` and the invisible ``\left.`` behind the next end of a row are
left out where what they belong to then fits, ``\left[`` with ``\right]``, also several of them at
once; everything else passes unchanged. Limits: nothing else may be opened between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from verifier.read.notes.source.lexer import Token, meaning

FITTING = {"(": ")", "[": "]", r"\{": r"\}", "|": "|", r"\|": r"\|", r"\langle": r"\rangle",
           r"\lvert": r"\rvert", r"\lVert": r"\rVert", r"\lbrack": r"\rbrack"}  # fmt: skip


@dataclass
class Open:
    """A bracket that is open, and the tokens that would be left out if it fits what closes it."""

    sign: str
    dropped: list[int] = field(default_factory=list)


def joined(stream: list[Token]) -> list[Token]:
    """``stream`` without the invisible brackets at the ends and beginnings of rows."""
    if not any(token.text == r"\right" for token in stream):
        return stream
    shown = [place for place, token in enumerate(stream) if token.kind != "space"]
    pairs = {at: meaning(stream[shown[at + 1]]) for at, place in enumerate(shown[:-1])
             if stream[place].text in (r"\left", r"\right")}  # fmt: skip
    dropped: set[int] = set()
    waiting: list[Open] = []
    at = 0
    while at < len(shown):
        text = stream[shown[at]].text
        if at in pairs and text == r"\left":
            waiting.append(Open(pairs[at]))
        elif at in pairs and waiting:
            again = behind_row(stream, shown, pairs, at)
            if again and len(again) // 2 <= len(waiting) and all(
                one.sign != "." for one in waiting[-len(again) // 2 :]
            ):  # fmt: skip
                half = len(again) // 2
                for one, first, last in zip(
                    reversed(waiting[-half:]), again[:half], reversed(again[half:]), strict=True
                ):  # fmt: skip
                    one.dropped += [shown[first], shown[first + 1], shown[last], shown[last + 1]]
                at = again[-1] + 2
                continue
            one = waiting.pop()
            if FITTING.get(one.sign) == pairs[at]:
                dropped.update(one.dropped)
        at += 2 if at in pairs else 1
    return [token for place, token in enumerate(stream) if place not in dropped]


def behind_row(
    stream: Sequence[Token], shown: Sequence[int], pairs: dict[int, str], at: int
) -> list[int]:
    r"""The places of some ``\right.`` from ``at`` on, and of as many ``\left.`` a row below."""
    found: list[int] = []
    row = False
    for ahead in range(at, len(shown) - 1):
        text = stream[shown[ahead]].text
        row = row or text == "\\\\"
        if text in (r"\begin", r"\end", "="):
            return []
        if ahead in pairs:
            if pairs[ahead] != "." or (text == r"\left") is not row:
                return []
            found.append(ahead)
            if row and 2 * sum(stream[shown[one]].text == r"\right" for one in found) == len(found):
                return found
    return []
