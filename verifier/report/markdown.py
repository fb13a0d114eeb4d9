"""Markdown: a summary, then each derivation with its mathematics typeset by GitHub.

Guarantee: no times, dates or machine paths, so that the same claims give the same bytes;
every claim, erratum, unread file and unchecked display of the run is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from verifier.claim import Claim, Unchecked
from verifier.engine.results import Broken, Entry, Judged, Result, Run, Score
from verifier.report import words
from verifier.report.failure import prose
from verifier.report.mathematics import display, inline
from verifier.report.rulebook import rules_of, size
from verifier.verdict import OUTCOMES, Counterexample, Verdict


def render(run: Run) -> str:
    """The whole report."""
    blocks = ["# Verification report", *summary(run)]
    blocks += [block for part in run.derivations for block in derivation(part)]
    blocks += trust(run)
    return "\n\n".join(blocks) + "\n"


# -- summary -----------------------------------------------------------------------------


def summary(run: Run) -> Iterator[str]:
    """What came out, first in one sentence, then in tables."""
    results = run.results
    met = sum(result.ok for result in results)
    yield f"**{met} of {words.plural(len(results), 'claim')} came out as expected.**"
    if run.interrupted:
        yield "**Interrupted: what follows is what had been judged by then.**"
    yield table(
        ("Verdict", "Claims", "It means"),
        [(name, str(number), words.MEANING[name]) for name, number in words.counts(run)],
    )
    yield from problems(run)
    shown = [name for name in OUTCOMES if run.counts()[name]]
    if run.derivations:
        rows = [overview(part, shown) for part in run.derivations]
        yield "## Derivations"
        yield table(("Derivation", "Claims", *shown, "not checked", "as expected"), rows)
    yield from errata(run)
    if run.score is not None:
        yield from mutation(run, run.score)


def mutation(run: Run, score: Score) -> Iterator[str]:
    """Which one-slip mutants of its claims each derivation would notice."""
    yield "## Mutation score"
    yield (
        f"{words.mutation(score)}. A mutant is what one slip turns a proved claim into; it is "
        "noticed when it is not proved."
    )
    yield table(
        ("Derivation", "Noticed", "Of", "Score"),
        [
            (f"`{part.file}`", str(found.noticed), str(found.counted), words.share(found))
            for part in run.derivations
            if (found := part.score) is not None
        ],
    )
    if score.survivors:
        yield "Survivors: other statements that are true as well."
        yield "\n".join(
            f"- `{mutant.of}`, {text(mutant.slip)}: {inline(mutant.statement)}"
            for mutant in score.survivors
        )


def overview(part: Judged, shown: Sequence[str]) -> tuple[str, ...]:
    """The row of one derivation."""
    results = part.results
    counts = [sum(result.verdict.outcome == name for result in results) for name in shown]
    met = sum(result.ok for result in results)
    return (
        f"[{cell(part.title or part.file)}](#{anchor(heading(part))})",
        str(len(results)),
        *(str(number or "") for number in counts),
        str(len(part.unchecked) or ""),
        "all" if met == len(results) else f"{met} of {len(results)}",
    )


def problems(run: Run) -> Iterator[str]:
    """What keeps the run from passing."""
    if run.broken:
        yield "## Files that could not be read"
        yield "\n".join(f"- {broken(file)}" for file in run.broken)
    if run.unused:
        yield "## Unused marks of the configuration"
        yield "\n".join(f"- {text(mark)}" for mark in run.unused)
    failures = list(run.failures())
    if failures:
        yield "## Not as expected"
        yield "\n".join(
            f"- `{result.item.id}` ({place(result)}): {result.verdict.outcome}, "
            f"expected {result.item.expected}"
            for result in failures
        )


def broken(file: Broken) -> str:
    """One file that could not be read."""
    return text(str(file).replace("\n", " "))


def errata(run: Run) -> Iterator[str]:
    """The statements that are known to be wrong where they come from."""
    known = [result for result in run.results if result.ok and result.item.expected != "proved"]
    if not known:
        return
    yield "## Errata"
    yield "Statements that do not hold as written, as their derivations expect."
    yield table(
        ("Claim", "Verdict", "Where and why"),
        [erratum(result) for result in known],
    )


def erratum(result: Result) -> tuple[str, ...]:
    """The row of one statement that is known to be wrong."""
    item = result.item
    return f"`{item.id}`", result.verdict.outcome, cell(item.reason or item.source)


# -- trust -------------------------------------------------------------------------------


def trust(run: Run) -> Iterator[str]:
    """What must be believed: the kernel, its size and its rules."""
    kernel = size()
    rules = rules_of(run.results)
    yield "## What is believed"
    yield (
        f"A kernel of some {kernel.lines:,} lines in {kernel.files} files, docstrings counted, on "
        f"{kernel.below:,} lines that say what terms and claims are, accepted every proof, rule "
        "by rule; `verify explain ID` shows one step by step, `verify recheck` replays all. The "
        f"{sum(rule.used > 0 for rule in rules)} of its {len(rules)} rules that were used:"
    )
    yield table(
        ("Rule", "It says", "Proofs"),
        [(f"`{rule.name}`", cell(rule.statement), str(rule.used)) for rule in rules if rule.used],
    )


# -- derivations -------------------------------------------------------------------------


def heading(part: Judged) -> str:
    """The heading of a derivation."""
    return part.title or part.file


def derivation(part: Judged) -> Iterator[str]:
    """One file: its claims in order, chains together, then what was not checked."""
    yield f"## {text(heading(part))}"
    origin = f" — {text(part.source)}" if part.source else ""
    yield f"[`{part.file}`](../{part.file}){origin}"
    if counted := words.accounted(part):
        yield f"{counted}."
    for chain, group in groupby(part.entries, key=chain_of):
        entries = list(group)
        results = [entry for entry in entries if isinstance(entry, Result)]
        if chain and results:
            yield from steps(chain, results)
        else:
            for result in results:
                yield from claim(result)
    rules = {rule for result in part.results if (proof := result.verdict.proof) is not None
             for rule in proof.rules}  # fmt: skip
    if rules:
        yield f"Rules of the kernel used here: {', '.join(f'`{rule}`' for rule in sorted(rules))}"
    if part.unchecked:
        yield "### Not checked"
        yield "\n".join(unchecked(entry) for entry in part.unchecked)


def chain_of(entry: Entry) -> str:
    """The chain that an entry belongs to."""
    return entry.chain if isinstance(entry, Result) else ""


def claim(result: Result) -> Iterator[str]:
    """A claim that stands alone."""
    yield f"### {title(result)}"
    yield from body(result)


def steps(chain: str, results: list[Result]) -> Iterator[str]:
    """A chain ``a = b = c``: each link with its verdict, the first wrong one named."""
    named = f": {text(results[0].item.title)}" if results[0].item.title else ""
    yield f"### `{chain}`{named}"
    for result in results:
        if result.lesson:
            yield f"{text(result.lesson[:1].upper() + result.lesson[1:])}."
    for number, result in enumerate(results, 1):
        yield f"**Step {number}** (`{result.item.id}`)"
        yield from body(result)


def title(result: Result) -> str:
    """Id and title of a claim."""
    named = f": {text(result.item.title)}" if result.item.title else ""
    return f"`{result.item.id}`{named}"


def body(result: Result) -> Iterator[str]:
    """Statement, verdict and evidence."""
    item, verdict = result.item, result.verdict
    if item.statement:
        yield display(item.statement)
    yield verdict_line(result)
    if verdict.counterexample is not None:
        yield counterexample(verdict.counterexample)
    facts = list(evidence(result))
    if facts:
        yield "\n".join(f"- {fact}" for fact in facts)


def verdict_line(result: Result) -> str:
    """The verdict, what it covers, and whether it was expected."""
    verdict = result.verdict
    parts = [f"**{verdict.outcome.capitalize()}**"]
    if verdict.proof is not None and verdict.proof.proved_for:
        parts.append(f"for {formula_words(verdict.proof.proved_for)}")
    line = " ".join(parts)
    if not result.item.id:
        return f"{line}."  # asked for by itself: nobody has said what to expect
    if not result.ok:
        return f"❌ {line}, expected {result.item.expected}."
    if result.item.expected != "proved":
        reason = f": {text(result.item.reason)}" if result.item.reason else ""
        return f"✔️ {line}, as expected{reason}"
    return f"✅ {line}."


def formula_words(covered: str) -> str:
    """``all n >= 1`` with its relation signs as Markdown shows them."""
    return text(covered.replace(">=", "≥").replace("<=", "≤").replace("!=", "≠"))


def evidence(result: Result) -> Iterator[str]:
    """What the verdict rests on, one fact a line."""
    item, verdict = result.item, result.verdict
    if verdict.message:
        yield text(prose(verdict.message))
    yield from conditions(verdict)
    if verdict.hint:
        yield f"Hint: {text(verdict.hint)}"
    if verdict.proof is not None and verdict.proof.assumptions_used:
        used = ", ".join(inline(part) for part in verdict.proof.assumptions_used)
        yield f"Assumptions used: {used}"
    if verdict.numeric is not None and verdict.outcome != "refuted":
        yield f"Numbers: {words.numbers(verdict.numeric)}"
    if verdict.outcome == "undecided" and verdict.tried:
        yield f"Tried: {'; '.join(text(part) for part in verdict.tried)}"
    if isinstance(item, Claim) and item.readings:
        yield f"Read as: {'; '.join(text(part) for part in item.readings)}"


def conditions(verdict: Verdict) -> Iterator[str]:
    """The conditions that were left open: those that cut off a region, and the thin ones."""
    regions = [inline(part.latex) for part in verdict.conditions if not part.thin]
    thin = [inline(part.latex) for part in verdict.conditions if part.thin]
    if regions:
        yield f"Holds only if {', '.join(regions)}"
    if thin:
        yield f"Wherever {', '.join(thin)}"


def counterexample(point: Counterexample) -> str:
    """A point where the sides differ, as a small table."""
    names = [(f"`{name}`", f"`{value}`") for name, value in words.settings(point)]
    rows = [*names, ("left side", f"`{point.lhs}`"), ("right side", f"`{point.rhs}`")]
    if point.fails_when:
        rows.append(("fails when", f"`{point.fails_when}`"))
    return table(("Counterexample", "Value"), rows)


def unchecked(entry: Unchecked) -> str:
    """One display that makes no checkable claim."""
    at = f" (line {entry.span.line})" if entry.span.line else ""
    reason = f": {text(entry.reason)}" if entry.reason else ""
    return f"- `{entry.id}`{at} — {entry.kind}{reason}"


# -- Markdown ----------------------------------------------------------------------------


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table; columns of numbers are aligned to the right."""
    marks = ["---" if column == 0 or not numeric(rows, column) else "---:"
             for column in range(len(head))]  # fmt: skip
    lines = [head, tuple(marks), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def numeric(rows: Sequence[tuple[str, ...]], column: int) -> bool:
    """Whether a column holds counts."""
    return bool(rows) and all(row[column].isdigit() or not row[column] for row in rows)


def place(result: Result) -> str:
    """``file:line``."""
    return f"{result.item.span.file}:{result.item.span.line}"


def cell(prose: str) -> str:
    """Text inside a table."""
    return text(prose).replace("|", "\\|")


def text(prose: str) -> str:
    """Text that is not markup; formulas between ``$`` and code between backquotes stay."""
    parts = []
    for at, part in enumerate(prose.split("`")):
        code = at % 2 == 1
        parts.append(f"`{part}`" if code else formulas(part))
    return " ".join("".join(parts).split())


def formulas(prose: str) -> str:
    """Text between codes: ``$`` pairs are formulas, the rest is escaped."""
    pieces = prose.split("$")
    if len(pieces) % 2 == 0:
        return escape(prose)
    return "".join(inline(piece) if at % 2 else escape(piece) for at, piece in enumerate(pieces))


def escape(prose: str) -> str:
    """Characters that Markdown would take for markup, marked off."""
    for mark in ("\\", "*", "_", "[", "]", "<", "#"):
        prose = prose.replace(mark, f"\\{mark}")
    return prose


def anchor(prose: str) -> str:
    """The fragment that GitHub gives to a heading."""
    kept = "".join(sign for sign in prose.lower() if sign.isalnum() or sign in " -_")
    return kept.replace(" ", "-")
