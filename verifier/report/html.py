"""HTML: one self-contained page, with formulas as MathML and no script or network.

Guarantee: whatever the claims contain is text, never markup; the same run gives the
same bytes (no times). Dark and light follow the reader's setting; proofs fold.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from verifier.claim import Claim, Unchecked
from verifier.engine.results import Judged, Result, Run
from verifier.report import words
from verifier.report.explain import steps_of
from verifier.report.mathml import clean, mathml
from verifier.report.style import STYLE
from verifier.verdict import OUTCOMES, Counterexample


def render(run: Run) -> str:
    """The whole page."""
    body = "\n".join((*summary(run), *(part for one in run.derivations for part in section(one))))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Verification report</title>\n<style>\n{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def text(words: str) -> str:
    """Text, with the formulas between ``$`` typeset and code between backquotes."""
    parts = []
    for at, piece in enumerate(words.split("`")):
        if at % 2:
            parts.append(f"<code>{escape(clean(piece))}</code>")
            continue
        inner = piece.split("$")
        formulas = len(inner) % 2 == 1
        for number, part in enumerate(inner):
            typeset = formulas and number % 2
            parts.append(mathml(part, block=False) if typeset else escape(clean(part)))
    return "".join(parts)


# -- summary -----------------------------------------------------------------------------


def summary(run: Run) -> Iterator[str]:
    """What came out: one sentence, the counts, what went wrong, the derivations."""
    met = sum(result.ok for result in run.results)
    yield "<h1>Verification report</h1>"
    yield f"<p><strong>{met} of {words.plural(len(run.results), 'claim')} as expected.</strong></p>"
    if run.interrupted:
        yield "<p><strong>Interrupted: this is what had been judged by then.</strong></p>"
    tiles = "".join(
        f'<li class="{name}"><b>{number}</b> {name}</li>' for name, number in words.counts(run)
    )
    yield f'<ul class="tiles">{tiles}</ul>'
    for file in run.broken:
        yield f'<p class="failed">{escape(clean(str(file)))}</p>'
    failures = list(run.failures())
    if failures:
        yield "<h2>Not as expected</h2>"
        yield f"<ul>{''.join(failure(result) for result in failures)}</ul>"
    if run.derivations:
        yield "<h2>Derivations</h2>"
        yield overview(run)


def failure(result: Result) -> str:
    """A link to a claim that did not come out as expected."""
    item = result.item
    place = f"{item.span.file}:{item.span.line}"
    return (
        f'<li><a href="#{fragment(item.id)}"><code>{escape(item.id)}</code></a> '
        f"{badge(result)} expected {escape(item.expected)} <small>{escape(place)}</small></li>"
    )


def overview(run: Run) -> str:
    """A row for each derivation."""
    shown = [name for name in OUTCOMES if run.counts()[name]]
    head = "".join(f"<th>{name}</th>" for name in ("derivation", "claims", *shown))
    rows = []
    for part in run.derivations:
        counts = [sum(result.verdict.outcome == name for result in part.results) for name in shown]
        cells = "".join(f"<td>{number or ''}</td>" for number in (len(part.results), *counts))
        link = f'<a href="#{fragment(part.file)}">{escape(part.title or part.file)}</a>'
        rows.append(f"<tr><th>{link}</th>{cells}</tr>")
    body = "".join(rows)
    return f'<div class="wide"><table><tr>{head}</tr>{body}</table></div>'


# -- derivations -------------------------------------------------------------------------


def section(part: Judged) -> Iterator[str]:
    """One file: its claims in order, the steps of a chain together."""
    yield f'<section id="{fragment(part.file)}">'
    yield f"<h2>{escape(part.title or part.file)}</h2>"
    origin = f" — {text(part.source)}" if part.source else ""
    yield f"<p><code>{escape(part.file)}</code>{origin}</p>"
    for chain, group in groupby(part.results, key=lambda result: result.chain):
        results = list(group)
        if not chain:
            for result in results:
                yield claim(result, heading(result.item.id, result.item.title))
            continue
        yield heading(chain, results[0].item.title)
        yield from (f"<p>{text(result.lesson)}</p>" for result in results if result.lesson)
        for number, result in enumerate(results, 1):
            yield claim(result, f"<h4>Step {number} <code>{escape(result.item.id)}</code></h4>")
    if part.unchecked:
        yield f"<details><summary>{len(part.unchecked)} not checked</summary><ul>"
        yield "\n".join(unchecked(entry) for entry in part.unchecked)
        yield "</ul></details>"
    yield "</section>"


def heading(id: str, title: str) -> str:
    """Id and title of a claim or a chain."""
    return f"<h3><code>{escape(id)}</code> {text(title)}</h3>"


def claim(result: Result, head: str) -> str:
    """One claim: statement, verdict, evidence."""
    item, verdict = result.item, result.verdict
    parts = [
        f'<article id="{fragment(item.id)}" class="{"" if result.ok else "unexpected"}">',
        head,
    ]
    if item.statement:
        parts.append(f'<div class="formula">{mathml(item.statement)}</div>')
    covered = verdict.proof.proved_for if verdict.proof is not None else ""
    said = f" for {escape(covered)}" if covered else ""
    if not result.ok:
        said += f", expected {escape(item.expected)}"
    elif item.expected != "proved":
        said += f", as expected: {text(item.reason)}" if item.reason else ", as expected"
    parts.append(f"<p>{badge(result)}{said}</p>")
    if verdict.counterexample is not None:
        parts.append(counterexample(verdict.counterexample))
    facts = "".join(f"<li>{fact}</li>" for fact in evidence(result))
    if facts:
        parts.append(f"<ul>{facts}</ul>")
    parts.append(proof(result))
    parts.append("</article>")
    return "\n".join(part for part in parts if part)


def badge(result: Result) -> str:
    """The verdict as a coloured word."""
    outcome = result.verdict.outcome
    return f'<span class="badge {outcome}">{outcome}</span>'


def evidence(result: Result) -> Iterator[str]:
    """What the verdict rests on."""
    item, verdict = result.item, result.verdict
    if verdict.message:
        yield text(verdict.message)
    for part in verdict.conditions:
        what = "wherever" if part.thin else "holds only if"
        yield f"{what} {mathml(part.latex, block=False)}"
    if verdict.hint:
        yield f"hint: {text(verdict.hint)}"
    if verdict.proof is not None and verdict.proof.assumptions_used:
        used = (mathml(part, block=False) for part in verdict.proof.assumptions_used)
        yield f"assumptions used: {', '.join(used)}"
    if verdict.numeric is not None and verdict.outcome != "refuted":
        yield escape(words.numbers(verdict.numeric))
    if verdict.outcome == "undecided":
        yield from (f"tried: {text(part)}" for part in verdict.tried)
    if isinstance(item, Claim):
        yield from (f"read: {text(reading)}" for reading in item.readings)


def proof(result: Result) -> str:
    """The steps that the kernel accepts, folded."""
    steps = steps_of(result)
    if not steps:
        return ""
    lines = "".join(
        f'<li style="margin-left:{2 * min(step.depth, 10)}em">{text(step.text)} '
        f"<small>{escape(', '.join(step.rules))}</small></li>"
        for step in steps
    )
    head = f"<summary>Proof, {words.plural(len(steps), 'step')}</summary>"
    return f"<details>{head}<ol>{lines}</ol></details>"


def counterexample(point: Counterexample) -> str:
    """A point where the sides differ."""
    rows = [*words.settings(point), ("left side", point.lhs), ("right side", point.rhs)]
    if point.fails_when:
        rows.append(("fails when", point.fails_when))
    cells = "".join(
        f"<tr><th>{escape(clean(name))}</th><td>{escape(clean(value))}</td></tr>"
        for name, value in rows
    )
    return f'<div class="wide"><table class="point">{cells}</table></div>'


def unchecked(entry: Unchecked) -> str:
    """One display that makes no checkable claim."""
    return f"<li><code>{escape(entry.id)}</code> {escape(entry.kind)}: {text(entry.reason)}</li>"


def fragment(id: str) -> str:
    """``id`` as the target of a link."""
    return "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in id)
