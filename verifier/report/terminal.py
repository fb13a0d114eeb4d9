"""Terminal: a line a claim as it is judged, then what failed and why, then the counts.

Guarantee: without a terminal behind the stream the text is plain and never cut; with
one it fits its width. ``NO_COLOR`` is respected (by rich). Progress goes to standard
error, and only to a terminal.

A failure shows its place, the source line with a caret, the counterexample and the
hint beneath.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from verifier.claim import Derivation, Unchecked
from verifier.engine.results import Broken, Judged, Result, Run, Score, count
from verifier.report import words
from verifier.report.failure import failure
from verifier.report.mathematics import plain
from verifier.report.progress import Progress
from verifier.verdict import OUTCOMES

STYLES = {
    "proved": "green",
    "conditional": "yellow",
    "refuted": "red",
    "undecided": "magenta",
    "ill-formed": "bold red",
    "conflict": "bold white on red",
}
WIDEST_ID = 44
"""Columns that ids may take before they push the rest of their line to the right."""
TOGETHER = "\N{NO-BREAK SPACE}"
NAMES = 24
"""Columns that names of files need in the table."""
SURVIVORS = 10
"""Surviving mutants that are shown."""


def render(run: Run) -> str:
    """The whole report as plain text."""
    stream = io.StringIO()
    live = Live(stream)
    for part in run.derivations:
        live.head(part.title, part.file, [result.item.id for result in part.results])
        for result in part.results:
            live.line(result)
    live.close(run)
    return stream.getvalue()


def console_for(stream: TextIO) -> Console:
    """A console that is plain and never wraps unless ``stream`` is a terminal."""
    if stream.isatty():
        return Console(file=stream, highlight=False, emoji=False, markup=False)
    return Console(
        file=stream, highlight=False, emoji=False, markup=False, color_system=None,
        force_terminal=False, width=100, soft_wrap=True,
    )  # fmt: skip


class Live:
    """Watches a run and prints it as it goes."""

    def __init__(
        self, stream: TextIO, progress: Progress | None = None, start: float | None = None
    ) -> None:
        """``start``: the ``time.monotonic`` that durations count from; None leaves them out."""
        self.console = console_for(stream)
        self.tty = stream.isatty()
        encoding = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "")
        self.ascii = not encoding.startswith("utf")
        self.progress = progress
        self.column = 0
        self.start = start

    # -- while the run goes on

    def started(self, claims: int) -> None:
        """``claims`` verdicts will follow."""
        if self.progress:
            self.progress.start(claims)

    def opened(self, derivation: Derivation) -> None:
        """A new file begins."""
        ids = [item.id for item in derivation.items if not isinstance(item, Unchecked)]
        self.head(derivation.title, derivation.file, ids)

    def judged(self, result: Result) -> None:
        """One more verdict."""
        self.line(result)
        if self.progress:
            self.progress.advance(result.item.id)

    def broken(self, file: Broken) -> None:
        """Nothing yet: files that could not be read come with the failures."""

    # -- pieces

    def put(self, text: Text | str = "", *, cut: bool = False) -> None:
        """One line; on a terminal it is wrapped, or cut where ``cut`` says so."""
        if self.progress:
            self.progress.clear()
        text = Text(text) if isinstance(text, str) else text
        text.rstrip()
        if self.ascii:
            text = Text(text.plain.encode("ascii", "replace").decode("ascii"))
        if self.tty and cut:
            text.truncate(self.console.width, overflow="ellipsis")
        self.console.print(text, soft_wrap=not self.tty or cut)

    def head(self, title: str, file: str, ids: list[str]) -> None:
        """The line above the claims of a file."""
        self.column = min(max(map(len, ids), default=0), WIDEST_ID)
        if self.tty:
            self.column = min(self.column, max(16, self.console.width // 2))
        self.put(Text.assemble((file, "bold"), f"  {title}" if title else ""), cut=True)

    def line(self, result: Result) -> None:
        """One claim."""
        outcome = result.verdict.outcome
        mark = ("+" if self.ascii else "✓") if result.ok else ("x" if self.ascii else "✗")
        self.put(
            Text.assemble(
                "  ",
                (mark, "green" if result.ok else "bold red"),
                f" {result.item.id:{self.column}}  ",
                (outcome, STYLES[outcome]),
                " " * (len("conditional") - len(outcome) + 2),
                (note(result), "dim" if result.ok else ""),
            ),
            cut=True,
        )

    # -- when it is over

    def close(self, run: Run) -> None:
        """Failures, table and the summary line."""
        if self.progress:
            self.progress.finish()
        failures = list(run.failures())
        if failures or run.broken:
            self.put()
            self.rule("not as expected")
        for file in run.broken:
            self.labelled("error", str(file), "bold red", 6)
        for result in failures:
            self.failure(result, run)
        if len(run.derivations) > 1:
            self.put()
            self.table(run)
        if run.score is not None:
            self.mutation(run, run.score)
        for text in footnotes(run):
            self.put(text)
        took = "" if self.start is None else f" in {time.monotonic() - self.start:.2f} s"
        self.rule(f"{words.closing(run)}{took}", closing_style(run))

    def failure(self, result: Result, run: Run) -> None:
        """One claim that did not come out as expected."""
        item, outcome = result.item, result.verdict.outcome
        self.put()
        self.put(
            Text.assemble(
                (f"{item.span.file}:{item.span.line}:{item.span.column}", "bold"),
                f"  {item.id}  ",
                (outcome, STYLES[outcome]),
                "" if result.ok else f", expected {item.expected}",
            )
        )
        width = self.console.width if self.tty else sys.maxsize
        for line in failure(result, run.root, width):
            if line.label:
                self.labelled(f"  {line.label}", line.text, "bold cyan", 18)
            else:
                self.put(line.text)

    def labelled(self, label: str, text: str, style: str, column: int) -> None:
        """``text`` from ``column`` on, wrapped there on a terminal."""
        width = max(20, self.console.width - column)
        pieces = wrap(text, width) if self.tty else [" ".join(text.split())]
        for number, piece in enumerate(pieces or [""]):
            head = label if number == 0 else ""
            self.put(Text.assemble((f"{head:{column}}", style), piece))

    def narrow(self, run: Run) -> None:
        """How many claims came out as expected, by derivation."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("derivation", overflow="fold")
        table.add_column("as expected", justify="right", no_wrap=True)
        for part in run.derivations:
            met = sum(result.ok for result in part.results)
            table.add_row(part.file, f"{met} of {len(part.results)}")
        if self.progress:
            self.progress.clear()
        self.console.print(table)

    def mutation(self, run: Run, score: Score) -> None:
        """The mutation score, what survives, and who is below the floor."""
        self.put()
        self.labelled("mutation score", words.mutation(score), "bold", 18)
        for mutant in score.survivors[:SURVIVORS]:
            text = f"{mutant.of} ({mutant.slip}): {plain(mutant.statement)}"
            self.labelled("  survives", text, "bold cyan", 18)
        more = len(score.survivors) - SURVIVORS
        if more > 0:
            self.put(f"{'':18}and {more} more, in the other formats")
        for part in run.weak:
            self.labelled("  below the floor", part.file, "bold red", 18)

    def rule(self, text: str, style: str = "bold") -> None:
        """``text`` in the middle of a line, over several when it is long."""
        width = min(self.console.width, 100)
        kept = text.replace(" in ", TOGETHER + "in" + TOGETHER)
        pieces = wrap(kept, width - 6, break_on_hyphens=False) if self.tty else [text]
        for piece in (piece.replace(TOGETHER, " ") for piece in pieces):
            self.put(Text(f" {piece} ".center(width, "="), style))

    def table(self, run: Run) -> None:
        """Claims by derivation and verdict."""
        shown = [name for name in OUTCOMES if run.counts()[name]]
        if self.tty and sum(len(name) + 2 for name in shown) + NAMES > self.console.width:
            self.narrow(run)
            return
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("derivation", overflow="ellipsis", no_wrap=True)
        for name in ("claims", *shown):
            table.add_column(name, justify="right", style=STYLES.get(name, ""), no_wrap=True)
        if run.score is not None:
            table.add_column("mutants noticed", justify="right", no_wrap=True)
        for part in run.derivations:
            noticed = [words.share(part.score)] if part.score is not None else []
            table.add_row(*row(part, shown), *noticed)
        if self.progress:
            self.progress.clear()
        self.console.print(table)


def row(part: Judged, shown: Sequence[str]) -> list[str]:
    """The counts of one derivation."""
    counts = count(part.results)
    return [part.file, str(len(part.results)), *(str(counts[name] or "") for name in shown)]


def note(result: Result) -> str:
    """What to say beside a verdict, in a few words."""
    verdict = result.verdict
    if not result.ok:
        return f"expected {result.item.expected}"
    if verdict.outcome == "proved":
        thin = ", ".join(plain(part.latex) for part in verdict.conditions)
        covered = ""
        if verdict.proof is not None and verdict.proof.proved_for:
            covered = f"for {words.covered_plain(verdict.proof.proved_for)}"
        return f"{covered} where {thin}".strip() if thin else covered
    if verdict.outcome == "conditional":
        return "if " + ", ".join(plain(part.latex) for part in verdict.conditions)
    if verdict.counterexample is not None:
        return f"as expected, at {words.place(verdict.counterexample)}"
    return "as expected"


def footnotes(run: Run) -> Iterator[str]:
    """What was not checked, by kind."""
    kinds: dict[str, int] = {}
    for entry in run.unchecked:
        kinds[entry.kind] = kinds.get(entry.kind, 0) + 1
    if kinds:
        listed = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
        yield f"{words.plural(len(run.unchecked), 'display')} not checked: {listed}"
    if run.outgrown:
        yield f"no longer failing, and can leave the baseline: {', '.join(run.outgrown)}"
    for mark in run.unused:
        yield f"pyproject.toml: [unused-mark] {mark}"
    if not run.results:
        yield "nothing to check: no claim was found"
    if run.interrupted:
        yield "interrupted: these are the verdicts so far"


def closing_style(run: Run) -> str:
    """Green only when everything came out as expected."""
    return "bold green" if run.status == 0 else "bold red"
