"""One claim in full: as understood, its proof step by step, or why there is none.

Guarantee: the steps are those that the kernel went through when it accepted the proof
just now, not what the search says it did.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from verifier.claim import Claim
from verifier.engine import wording
from verifier.engine.results import Result
from verifier.report import words
from verifier.report.account import account
from verifier.report.mathematics import plain, readable
from verifier.report.quote import quoted
from verifier.report.rulebook import statement

INDENT = "  "


def explain(result: Result, root: Path) -> str:
    """Everything that is known about one claim, as plain text."""
    return "\n".join(lines(result, root)) + "\n"


def lines(result: Result, root: Path) -> Iterator[str]:
    """The lines of ``explain``."""
    item, verdict = result.item, result.verdict
    if item.id:
        met = "" if result.ok else f", expected {item.expected}"
        yield f"{item.id}  {verdict.outcome}{met}"
    if item.title:
        yield f"{INDENT}{item.title}"
    if item.source:
        yield f"{INDENT}from {item.source}"
    if item.span.file:
        yield f"{INDENT}{item.span.file}:{item.span.line}"
        yield from quoted(result, root)
    if item.reason:
        yield f"{INDENT}expected {item.expected} because: {readable(item.reason)}"
    yield from understood(result)
    yield from answer(result)
    if verdict.numeric is not None and verdict.counterexample is None:
        yield ""
        yield "Numbers"
        yield f"{INDENT}{words.numbers(verdict.numeric)}"


def understood(result: Result) -> Iterator[str]:
    """The claim as the program read it."""
    item = result.item
    yield ""
    yield "As understood"
    if item.statement:
        yield f"{INDENT}{plain(item.statement)}"
        yield f"{INDENT}{item.statement}"
    if not isinstance(item, Claim):
        return
    for phrase in wording.quantities(item):
        yield f"{INDENT}where  {plain(phrase)}"
    for given in item.assumptions:
        yield f"{INDENT}given  {plain(wording.assumption(given))}"
    for reading in item.readings:
        yield f"{INDENT}read   {readable(reading)}"


def answer(result: Result) -> Iterator[str]:
    """The verdict's evidence."""
    verdict = result.verdict
    yield ""
    yield verdict.outcome.capitalize()
    if verdict.message:
        yield f"{INDENT}{verdict.message}"
    yield from proof(result)
    for condition in verdict.conditions:
        what = "wherever" if condition.thin else "holds only if"
        yield f"{INDENT}{what} {plain(condition.latex)}  [{condition.code}]"
    point = verdict.counterexample
    if point is not None:
        yield f"{INDENT}counterexample"
        for name, part in words.settings(point):
            yield f"{INDENT * 2}{name} = {part}"
        yield f"{INDENT * 2}left side   {point.lhs}"
        yield f"{INDENT * 2}right side  {point.rhs}"
        if point.fails_when:
            yield f"{INDENT * 2}fails when  {point.fails_when}"
    if result.lesson:
        yield f"{INDENT}{result.chain}: {result.lesson}"
    if verdict.hint:
        yield f"{INDENT}hint: {readable(verdict.hint)}"
    plain_words = [part for part in verdict.tried if "$" not in part]
    if plain_words:
        yield f"{INDENT}tried: {', '.join(plain_words)}"
    for part in verdict.tried:
        if "$" in part:
            yield f"{INDENT}{readable(part)}"


def proof(result: Result) -> Iterator[str]:
    """The steps that the kernel accepts, numbered, deeper cases indented."""
    verdict = result.verdict
    if verdict.proof is None:
        return
    if verdict.proof.proved_for:
        yield f"{INDENT}for {words.covered_plain(verdict.proof.proved_for)}"
    for used in verdict.proof.assumptions_used:
        yield f"{INDENT}uses {plain(used)}"
    named: set[str] = set()
    for number, line in enumerate(account(result), 1):
        margin = INDENT * line.depth
        yield f"{INDENT}{number:3d}. {margin}{readable(line.text)}"
        if line.value:
            yield f"{INDENT}     {margin}= {plain(line.value)}"
        if line.rules:
            yield f"{INDENT}     {margin}by {', '.join(line.rules)}"
        named.update(line.rules)
    yield from legend(named)


def legend(named: set[str]) -> Iterator[str]:
    """What the rules say that a proof uses."""
    if named:
        yield ""
        yield "Rules of the kernel"
        width = max(map(len, named))
        for name in sorted(named):
            yield f"{INDENT}{name:{width}}  {readable(statement(name))}"
