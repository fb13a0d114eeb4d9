r"""A draft of declarations, tried on its note and mended by what the reader answers.

Guarantee: the draft that is handed back lets at least as many statements be read as the
one that came in; each of its lines can be read where it stands. A line that cannot is left
out, what a message offers to paste is tried, and so are other types for the names in
statements that cannot be read, or that fail with the types they have:

    read with the draft -> complaints -> lines left out, added, changed -> read again

Most lines of most notes are true, so a draft under which they fail is the worse guess; but no
name is made smaller, a matrix a number, to make a line true: numbers commute, matrices do not.

Limits: a fixed number of readings; a type is still a guess by form.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from verifier.claim import Claim, IllFormed, Item, Unchecked
from verifier.read.notes.load import read

ROUNDS = 8
LONG = 50_000
"""From this many characters on, a note is read twice only."""
EFFORT = 25
"""What looking for other types may cost: as much as so many readings of the note."""
FALSE = 0.25
"""What a statement that fails counts, of one that is read."""
PASTE = re.compile(r"^  (?:product\?\s+)?(\*\*(?:Let|Define|Index|Layout)\*\* .*)$", re.MULTILINE)
NAME = re.compile(r"\*\*Let\*\* \$(.*?) (\\in|:) (.*)\$\.?$")
LETTER = re.compile(r"\\[A-Za-z]+(?![A-Za-z{])|(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")
"""A letter, or a command that is one: what has no argument."""
READ = ("definition", "assignment")
"""Kinds of unchecked displays that were read."""


SECONDS = 30.0
"""How long drafts of a note are tried."""

Fails: TypeAlias = Callable[[Claim], bool]
"""Whether a claim is false at some simple point."""


@dataclass
class Trial:
    """A note with drafts of declarations at some places in it."""

    text: str
    file: str
    fails: Fails
    displays: tuple[tuple[int, int], ...]
    """Where its displays are, with their delimiters."""
    drafts: dict[int, list[str]] = field(default_factory=dict)
    """Lines by the offset of ``text`` at which they are put in."""
    ends: float = field(default_factory=lambda: time.monotonic() + SECONDS)
    """When drafts are tried no more: then nothing is read any better."""

    def whole(self, at: int = -1, lines: Sequence[str] = ()) -> tuple[str, int]:
        """The note with its drafts, ``lines`` at ``at``; the number of the first of those."""
        pieces: list[str] = []
        position = first = 0
        for cut, block in sorted({**self.drafts, at: list(lines)}.items()):
            if cut >= 0 and block:
                pieces.append(self.text[position:cut])
                if cut == at:
                    first = "".join(pieces).count("\n") + 3
                pieces.append("\n\n" + "\n".join(spelt(block, self.file)) + "\n\n")
                position = cut
        return "".join([*pieces, self.text[position:]]), first

    def read(self, at: int, lines: Sequence[str]) -> Answer:
        """What the reader says of the note with ``lines`` at ``at``."""
        whole, first = self.whole(at, lines)
        if time.monotonic() > self.ends:
            return Answer((), first, len(lines), self.fails)
        return Answer(read(whole, self.file).items, first, len(lines), self.fails)

    def only(self, displays: Sequence[tuple[int, int]]) -> Trial:
        """The note with no displays but these, everything at its place."""
        text = self.text
        for start, end in self.displays:
            if (start, end) not in displays:
                text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
        return replace(self, text=text, displays=tuple(displays))

    def with_displays(self, core: str) -> Trial:
        """The note with those displays only in which ``core`` occurs."""
        return self.only([place for place in self.displays if core in self.text[slice(*place)]])

    @property
    def weight(self) -> int:
        """What a reading costs: characters in displays, and some for each."""
        return sum(end - start + 100 for start, end in self.displays)

    @property
    def long(self) -> bool:
        """Whether the note is too long to be read often."""
        return len(self.text) > LONG


@dataclass(frozen=True)
class Answer:
    """What became of the statements of a note, and of ``size`` lines from line ``first`` on."""

    items: Sequence[Item]
    first: int
    size: int
    fails: Fails

    @property
    def count(self) -> float:
        """How many statements were read, those that fail counted less."""
        claims = [item for item in self.items if isinstance(item, Claim)]
        read = sum(isinstance(item, Unchecked) and item.kind in READ for item in self.items)
        return read + sum(FALSE if self.fails(claim) else 1 for claim in claims)

    @property
    def doubtful(self) -> str:
        """The statements that cannot be read, or fail, with their messages."""
        return " ".join([*(item.statement + item.message for item in self.broken),
                         *(item.source + item.statement for item in self.items
                           if isinstance(item, Claim) and self.fails(item))])  # fmt: skip

    @property
    def broken(self) -> list[IllFormed]:
        """The statements and declarations that cannot be read."""
        return [item for item in self.items if isinstance(item, IllFormed)]

    @property
    def refused(self) -> set[int]:
        """The places of the draft's lines that cannot be read."""
        return {item.span.line - self.first for item in self.broken
                if 0 <= item.span.line - self.first < self.size}  # fmt: skip


def mended(
    trial: Trial, at: int, lines: Sequence[str], instead: Mapping[str, str], size: str
) -> tuple[float, list[str]]:
    """The best draft found from ``lines``, and how many statements it lets be read.

    ``instead`` has what to try for a line that is refused, ``size`` is what a pasted shape
    gets for its own letters.
    """
    current = list(dict.fromkeys(lines))
    best, most = current, -1.0
    refused: set[str] = set()
    for _ in range(2 if trial.long else ROUNDS):
        answer = trial.read(at, current)
        inside = answer.refused
        if answer.count > most and not inside:
            best, most = current, answer.count
        refused.update(current[place] for place in inside)
        offered = [line for item in answer.broken for line in PASTE.findall(item.message)[:1]]
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
    return (most, best) if most >= 0 else (0.0, current)


def retyped(trial: Trial, at: int, lines: Sequence[str], size: str) -> list[str]:
    """``lines`` with other types for names in doubtful statements, where that helps.

    Each name is tried on the displays that use it.
    """
    current = list(lines)
    if trial.long:
        return current
    doubtful = trial.read(at, current).doubtful
    effort = EFFORT * trial.weight
    for place, line in enumerate(current):
        match = NAME.match(line)
        letters = LETTER.findall(match[1].split("_")[0]) if match is not None else []
        if match is None or not letters or letters[-1] not in doubtful:
            continue
        part = trial.with_displays(letters[-1])
        before = part.read(at, current)
        most = before.count
        for other in alternatives(match, size):
            effort -= part.weight
            if effort < 0:
                return current
            changed = [*current[:place], other, *current[place + 1 :]]
            answer = part.read(at, changed)
            shrunk = rank(other) < rank(line) and len(answer.broken) >= len(before.broken)
            if not answer.refused and answer.count > most and not shrunk:
                current, most = changed, answer.count
    return current


def rank(line: str) -> int:
    """How many axes the name of a **Let** line has; functions and random variables have none."""
    shape = re.search(r"\\in \\mathbb\{R\}\^\{(.*)\}", line)
    return 0 if shape is None else 2 if r"\times" in shape[1] else 1


def alternatives(match: re.Match[str], size: str) -> Iterator[str]:
    """Other types for the name of a **Let** line."""
    name, sign, target = match.groups()
    vector = rf"\mathbb{{R}}^{{{size}}}"
    kinds = [r"\in \mathbb{R}", rf"\in {vector}", rf"\in \mathbb{{R}}^{{{size} \times {size}}}",
             r": \mathbb{R} \to \mathbb{R}", rf": {vector} \to \mathbb{{R}}",
             rf": {vector} \to {vector}"]  # fmt: skip
    if name.isupper() and len(name) == 1:
        kinds.append("be a random variable")
    if r"\mathbb{N}" in target:
        return
    for kind in kinds:
        if kind != f"{sign} {target}":
            random = kind.startswith("be ")
            yield f"**Let** ${name}$ {kind}." if random else f"**Let** ${name} {kind}$."


def needed(trial: Trial, at: int, lines: Sequence[str]) -> list[str]:
    """``lines`` without those that let no statement be read."""
    current = list(lines)
    most = trial.read(at, current).count
    for line in lines if not trial.long else ():
        fewer = [other for other in current if other != line]
        answer = trial.read(at, fewer)
        if answer.count >= most and not answer.refused:
            current = fewer
    return current


def readable(trial: Trial, at: int, lines: Sequence[str], apart: Sequence[str]) -> list[str]:
    """``lines`` without those that cannot be read where they stand; joined lines come apart."""
    current = list(lines)
    for _ in range(1 if trial.long else ROUNDS):
        refused = trial.read(at, current).refused
        if not refused:
            break
        kept = [line for place, line in enumerate(current) if place not in refused]
        more = [line for line in apart if line not in current] if current == list(lines) else []
        current = added(kept, more) if more else kept
    return current


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
