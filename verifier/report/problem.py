"""What is wrong with a claim or a file, as machines that show annotations want it.

Guarantee: one ``Problem`` for each claim that keeps the run from passing, each file
that could not be read and each unused mark, the worst first; nothing for what came out
as expected.
"""

from __future__ import annotations

from dataclasses import dataclass

from verifier.engine.results import Broken, Result, Run
from verifier.report import words
from verifier.report.mathematics import plain, readable

GRAVITY = (
    "conflict", "unreadable", "ill-formed", "refuted", "conditional", "undecided", "proved",
    "unused-mark",
)  # fmt: skip
"""The kinds of problem, the gravest first."""


@dataclass(frozen=True)
class Problem:
    """One thing to mend; line and column count from 1, 0: unknown."""

    kind: str
    """One of ``GRAVITY``."""
    id: str
    file: str
    line: int
    column: int
    title: str
    message: str

    @property
    def level(self) -> str:
        """``error``, or ``warning`` for what may still turn out true."""
        return "warning" if self.kind in ("undecided", "conditional", "unused-mark") else "error"


def problems(run: Run) -> list[Problem]:
    """Everything that keeps ``run`` from passing."""
    found = [unreadable(file) for file in run.broken]
    found += [unexpected(result) for result in run.failures()]
    found += [
        Problem("unused-mark", "", "pyproject.toml", 0, 0, "unused mark", mark)
        for mark in run.unused
    ]
    return sorted(found, key=lambda problem: GRAVITY.index(problem.kind))


def unreadable(file: Broken) -> Problem:
    """A file that is no derivation."""
    title = "cannot be read"
    return Problem("unreadable", "", file.file, file.line, file.column, title, file.message)


def unexpected(result: Result) -> Problem:
    """A claim that did not come out as its author expects."""
    item, verdict = result.item, result.verdict
    title = f"{item.id}: {verdict.outcome}"
    if not result.ok:
        title += f", expected {item.expected}"
    span = item.span
    message = explanation(result)
    return Problem(verdict.outcome, item.id, span.file, span.line, span.column, title, message)


def explanation(result: Result) -> str:
    """The evidence in a few lines of plain text."""
    verdict = result.verdict
    lines = [verdict.message] if verdict.message else []
    if result.item.statement:
        lines.append(f"understood as {plain(result.item.statement)}")
    if verdict.counterexample is not None:
        point = verdict.counterexample
        lines.append(f"at {words.place(point)}: left {point.lhs}, right {point.rhs}")
    lines += [f"holds only if {plain(part.latex)}" for part in verdict.conditions if not part.thin]
    if result.lesson:
        lines.append(f"{result.chain}: {result.lesson}")
    if verdict.hint:
        lines.append(f"hint: {readable(verdict.hint)}")
    if verdict.outcome == "undecided":
        lines += [f"tried: {readable(part)}" for part in verdict.tried]
    return "\n".join(lines) or verdict.outcome
