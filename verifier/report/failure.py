"""What is shown of a claim that did not come out as expected, line by line.

Guarantee: place, source line with a caret, how the claim was understood, the evidence
and the hint, in this order; plain text, left to the terminal to colour and to wrap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verifier.claim import Claim
from verifier.engine import wording
from verifier.engine.results import Result
from verifier.report import words
from verifier.report.mathematics import plain, readable
from verifier.report.quote import quoted
from verifier.verdict import Counterexample


@dataclass(frozen=True)
class Line:
    """``text`` after ``label``; text without a label is shown as it is, never wrapped."""

    text: str
    label: str = ""


def failure(result: Result, root: Path, width: int) -> Iterator[Line]:
    """Everything that helps to mend one claim; its source line fits ``width`` columns."""
    item, verdict = result.item, result.verdict
    for text in quoted(result, root, width):
        yield Line(text)
    if result.lesson:
        yield Line(f"{result.chain}: {result.lesson}", "chain")
    if isinstance(item, Claim) and item.statement:
        yield Line(plain(item.statement), "understood as")
        if item.assumptions:
            given = ", ".join(plain(wording.assumption(part)) for part in item.assumptions)
            yield Line(given, "given")
    yield from message(verdict.message, verdict.outcome)
    if verdict.counterexample is not None:
        yield from counterexample(verdict.counterexample)
    for part in verdict.conditions:
        what = "wherever" if part.thin else "holds only if"
        yield Line(f"{plain(part.latex)}  [{part.code}]", what)
    if verdict.hint:
        yield Line(readable(verdict.hint), "hint")
    if verdict.outcome == "undecided":
        yield from tried(verdict.tried)


def message(text: str, label: str) -> Iterator[Line]:
    """The message line by line, without the quoted source line and its caret."""
    lines = [part.strip() for part in text.split("\n") if part.strip()]
    carets = {number for number, part in enumerate(lines) if not part.strip("^")}
    for number, part in enumerate(lines):
        if number not in carets and (number + 1 not in carets or number == 0):
            yield Line(part, " " if number else label)


def prose(text: str) -> str:
    """A message in one paragraph, without the source line that it quotes."""
    return " ".join(line.text for line in message(text, ""))


def counterexample(point: Counterexample) -> Iterator[Line]:
    """The point and both sides there."""
    yield Line(words.place(point), "counterexample")
    yield Line(point.lhs, "  left side")
    yield Line(point.rhs, "  right side")
    if point.fails_when:
        yield Line(point.fails_when, "  fails when")


def tried(steps: tuple[str, ...]) -> Iterator[Line]:
    """What was tried: the tactics in one line, then what each left over."""
    tactics = [step for step in steps if len(step) < 40 and not set("$:0123456789") & set(step)]
    if tactics:
        yield Line(", ".join(tactics), "tried")
    for step in steps:
        if step not in tactics:
            yield Line(readable(step), " ")
