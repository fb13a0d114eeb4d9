r"""A draft of declarations, tried on its note and mended by what the reader answers.

Guarantee: the draft that is handed back lets at least as many statements be read as the
one that came in; each of its lines can be read where it stands. A line that cannot is left
out, and what a message offers to paste is tried:

    read with the draft -> complaints -> lines left out, lines added -> read again

Limits: a fixed number of rounds; a type is still a guess by form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from verifier.claim import Claim, IllFormed
from verifier.read.notes.load import read

ROUNDS = 8
LONG = 50_000
"""From this many characters on, a note is read twice only."""
PASTE = re.compile(r"^  (?:product\?\s+)?(\*\*(?:Let|Define|Index|Layout)\*\* .*)$", re.MULTILINE)
NAME = re.compile(r"\*\*Let\*\* \$(.*?) (?:\\in|:)")
HEADING = re.compile(r"^(?:#|\\(?:chapter|section)\b).*\n", re.MULTILINE)


def placed(text: str, lines: Sequence[str]) -> tuple[str, int]:
    """``text`` with ``lines`` behind its first heading, and the line number of the first."""
    heading = HEADING.search(text)
    cut = heading.end() if heading is not None else 0
    block = "\n" + "\n".join(lines) + "\n\n"
    return text[:cut] + block + text[cut:], text.count("\n", 0, cut) + 2


def mended(
    text: str, lines: Sequence[str], file: str, instead: Mapping[str, str], size: str
) -> tuple[int, list[str]]:
    """The best draft found from ``lines``, and how many statements it lets be read.

    ``instead`` has what to try for a line that is refused, ``size`` is what a pasted shape
    gets for its own letters.
    """
    current = list(dict.fromkeys(lines))
    best, most = current, -1
    refused: set[str] = set()
    for _ in range(ROUNDS if len(text) < LONG else 2):
        whole, first = placed(text, current)
        items = read(whole, file).items
        count = sum(isinstance(item, Claim) for item in items)
        broken = [item for item in items if isinstance(item, IllFormed)]
        inside = {
            item.span.line - first
            for item in broken
            if item.span is not None and first <= item.span.line < first + len(current)
        }
        if count > most and not inside:
            best, most = current, count
        for place in inside:
            refused.add(current[place])
        offered = [line for item in broken for line in PASTE.findall(item.message)[:1]]
        kept = [line if place not in inside else instead.get(line, "")
                for place, line in enumerate(current)]  # fmt: skip
        kept = [line for line in kept if line and line not in refused]
        known = {match[1] for line in kept if (match := NAME.match(line))}
        fresh = [closed(sized(line, size)) for line in offered]
        more = [line for line in fresh if line not in refused and not (
            (match := NAME.match(line)) and match[1] in known)]  # fmt: skip
        merged = list(dict.fromkeys([*added(kept, more)]))
        if merged == current:
            break
        current = merged
    return (most, best) if most >= 0 else (0, current)


def readable(text: str, lines: Sequence[str], apart: Sequence[str], file: str) -> list[str]:
    """``lines`` without those that cannot be read where they stand; joined lines come apart."""
    current = list(lines)
    for _ in range(ROUNDS if len(text) < LONG else 1):
        refused = broken(text, current, file)
        if not refused:
            break
        kept = [line for place, line in enumerate(current) if place not in refused]
        more = [line for line in apart if line not in current] if current == list(lines) else []
        current = added(kept, more) if more else kept
    return current


def broken(text: str, lines: Sequence[str], file: str) -> set[int]:
    """The places of the lines that cannot be read."""
    whole, first = placed(text, lines)
    return {item.span.line - first for item in read(whole, file).items
            if isinstance(item, IllFormed) and item.span is not None
            and first <= item.span.line < first + len(lines)}  # fmt: skip


def spelt(lines: Sequence[str], file: str) -> list[str]:
    """The lines with bold words as the language of the note writes them."""
    if not file.endswith(".tex"):
        return list(lines)
    return [re.sub(r"\*\*(\w+)\*\*", r"\\textbf{\1}", line) for line in lines]


def sized(line: str, size: str) -> str:
    """A pasted line with the size of the note in place of the letters of the message."""
    return re.sub(r"\^\{(?:m \\times n|n)\}", lambda match: "^{" + (
        rf"{size} \times {size}" if "times" in match[0] else size) + "}", line)  # fmt: skip


def closed(line: str) -> str:
    """A line with a full stop."""
    return line if line.endswith(".") else line + "."


def added(kept: list[str], more: list[str]) -> list[str]:
    """Declarations first, then indices, then definitions, each in the order they came."""
    both = [*kept, *(line for line in more if line not in kept)]
    order = {"**Layout**": 0, "**Let**": 1, "**Index**": 2, "**Define**": 3}
    return sorted(both, key=lambda line: order.get(line.split(" ", 1)[0], 4))
