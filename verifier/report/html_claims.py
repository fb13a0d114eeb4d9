"""The claims of one derivation in the HTML report: statement, verdict, evidence, proof.

Guarantee: see ``report.html``.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from verifier.claim import Claim, Unchecked
from verifier.engine.pages import whole
from verifier.engine.results import Judged, Mutant, Result, Score
from verifier.report import words
from verifier.report.account import account
from verifier.report.curves import curves
from verifier.report.failure import prose
from verifier.report.mathml import clean, mathml
from verifier.report.plot import plot
from verifier.report.quote import quoted
from verifier.report.rulebook import statement


def text(prose: str) -> str:
    """Text, with the formulas between ``$`` typeset and code between backquotes."""
    parts = []
    for at, piece in enumerate(prose.split("`")):
        if at % 2:
            parts.append(f"<code>{escape(clean(piece))}</code>")
            continue
        inner = piece.split("$")
        formulas = len(inner) % 2 == 1
        for number, part in enumerate(inner):
            typeset = formulas and number % 2
            parts.append(mathml(part, block=False) if typeset else escape(clean(part)))
    return "".join(parts)


def fragment(id: str) -> str:
    """``id`` as the target of a link; different ids of a run stay different."""
    kept = id.replace("#", ":")
    return "".join(sign if sign.isalnum() or sign in "-_./:" else "-" for sign in kept)


# -- derivations -------------------------------------------------------------------------


def section(part: Judged, root: Path) -> Iterator[str]:
    """One file: its claims in order, the steps of a chain together."""
    yield f'<section class="derivation" id="{fragment(part.file)}">'
    yield f"<h2>{escape(clean(part.title or part.file))}</h2>"
    origin = f" — {text(part.source)}" if part.source else ""
    yield f"<p><code>{escape(clean(part.file))}</code>{origin}</p>"
    if counted := words.accounted(part):
        yield f'<p class="account">{escape(counted)}</p>'
    for chain, group in groupby(part.results, key=lambda result: result.chain):
        results = list(group)
        if not chain:
            for result in results:
                yield claim(result, heading(result), root)
            continue
        title = results[0].item.title
        named = f' <span class="title">{text(title)}</span>' if title else ""
        yield f'<section class="chain"><h3><code>{escape(clean(chain))}</code>{named}</h3>'
        for result in results:
            if result.lesson:
                yield f'<p class="lesson">{text(result.lesson)}</p>'
        for number, result in enumerate(results, 1):
            yield claim(result, step_heading(number, result), root)
        yield "</section>"
    if part.score is not None:
        yield mutation(part.score)
    if part.unchecked:
        listed = "\n".join(unchecked(entry) for entry in part.unchecked)
        lines = words.plural(len(part.unchecked), "line")
        yield f'<details class="aside"><summary>{lines} not checked</summary><ul>{listed}</ul>'
        yield "</details>"
    yield "</section>"


def heading(result: Result) -> str:
    """Id and title of a claim that stands alone."""
    item = result.item
    named = f' <span class="title">{text(item.title)}</span>' if item.title else ""
    return f"<h3>{link(item.id, item.id)}{named}</h3>"


def step_heading(number: int, result: Result) -> str:
    """The number of a step, and its id for those who do not see where it stands."""
    id = f'<span class="unseen">: {escape(clean(result.item.id))}</span>'
    return f"<h4>{link(result.item.id, f'step {number}')}{id}</h4>"


def link(id: str, shown: str) -> str:
    """A link of a claim to itself, to be copied."""
    return f'<a href="#{fragment(id)}"><code>{escape(clean(shown))}</code></a>'


def unchecked(entry: Unchecked) -> str:
    """One display that makes no checkable claim."""
    at = f" <small>line {entry.span.line}</small>" if entry.span.line else ""
    said = f": {text(entry.reason)}" if entry.reason else ""
    return f"<li><code>{escape(clean(entry.id))}</code>{at} {escape(clean(entry.kind))}{said}</li>"


def mutation(score: Score) -> str:
    """The mutation score of a derivation, and what it would not notice."""
    survivors = "".join(survivor(mutant) for mutant in score.survivors)
    listed = f"<ul>{survivors}</ul>" if survivors else ""
    said = words.mutation(score)
    return f'<details class="aside"><summary>Mutation score {said}</summary>{listed}</details>'


def survivor(mutant: Mutant) -> str:
    """A true statement that a slip makes of a claim."""
    return (
        f"<li>{link(mutant.of, mutant.of)} <small>{escape(clean(mutant.slip))}</small>"
        f'<div class="formula">{mathml(mutant.statement)}</div></li>'
    )


# -- one claim ---------------------------------------------------------------------------


def claim(result: Result, head: str, root: Path) -> str:
    """One claim: statement, verdict, evidence."""
    item, verdict = result.item, result.verdict
    kind = f"{verdict.outcome}{'' if result.ok or not item.id else ' unexpected'}"
    parts = [
        f'<article id="{fragment(item.id)}" class="{kind}">',
        f'<div class="top">{head}{badge(result)}</div>',
    ]
    if item.statement:
        parts.append(f'<div class="formula">{mathml(item.statement)}</div>')
    said = sentence(result)
    if verdict.numeric is not None and verdict.outcome != "refuted":
        said += " · " if said else ""
        said += f"<small>{escape(words.numbers(verdict.numeric))}</small>"
    if said:
        parts.append(f"<p>{said}</p>")
    if not result.ok:
        source = "\n".join(quoted(result, root))
        if source:
            parts.append(f"<pre>{escape(clean(source))}</pre>")
    parts.append(counterexample(result))
    if verdict.hint:
        parts.append(f'<p class="hint"><strong>Hint:</strong> {text(verdict.hint)}</p>')
    facts = "".join(f"<li>{fact}</li>" for fact in evidence(result))
    if facts:
        parts.append(f'<ul class="facts">{facts}</ul>')
    parts.append(proof(result))
    parts.append("</article>")
    return "\n".join(part for part in parts if part)


def badge(result: Result) -> str:
    """The verdict as a coloured word with its sign."""
    outcome = result.verdict.outcome
    return f'<span class="badge {outcome}">{words.SIGNS[outcome]} {outcome}</span>'


def sentence(result: Result) -> str:
    """What the proof covers, what was expected and why, the message."""
    item, verdict = result.item, result.verdict
    parts = []
    if verdict.proof is not None and verdict.proof.proved_for:
        parts.append(f"for {text(words.covered(verdict.proof.proved_for))}")
    if not item.id:
        pass  # asked for by itself: nobody has said what to expect
    elif not result.ok:
        parts.append(f"expected {escape(item.expected)}")
    elif item.expected != "proved":
        parts.append(f"as expected: {text(item.reason)}" if item.reason else "as expected")
    said = ", ".join(parts)
    said = said[:1].upper() + said[1:]
    message = text(prose(verdict.message))
    return f"{said}<br/>{message}" if said and message else said or message


def evidence(result: Result) -> Iterator[str]:
    """What the verdict rests on."""
    item, verdict = result.item, result.verdict
    for part in verdict.conditions:
        what = "wherever" if part.thin else "holds only if"
        yield f"<b>{what} {mathml(part.latex, block=False)}</b>"
    if verdict.proof is not None and verdict.proof.assumptions_used:
        used = (mathml(part, block=False) for part in verdict.proof.assumptions_used)
        yield f"assumed: {', '.join(used)}"
    if verdict.outcome == "undecided":
        yield from (f"tried: {text(part)}" for part in verdict.tried)
    if isinstance(item, Claim):
        yield from (f"read: {text(reading)}" for reading in item.readings)


def counterexample(result: Result) -> str:
    """A point where the sides differ, as a table, and both sides around it as a plot."""
    point = result.verdict.counterexample
    if point is None:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{mathml(latex, block=False)}</th><td>{escape(clean(value))}</td></tr>'
        for latex, value in words.fixed(point)
    )
    for kind, name, value in (("lhs", "left side", point.lhs), ("rhs", "right side", point.rhs)):
        rows += (
            f'<tr class="side {kind}"><th scope="row">{name}</th>'
            f"<td>{escape(clean(value))}</td></tr>"
        )
    if point.fails_when:
        when = escape(clean(point.fails_when))
        rows += f'<tr><th scope="row">fails when</th><td>{when}</td></tr>'
    label = "Counterexample: values of the letters, and both sides"
    table = f'<div class="wide"><table class="point" aria-label="{label}">{rows}</table></div>'
    drawn = ""
    if isinstance(result.item, Claim) and (found := curves(whole(result.item), point)):
        drawn = plot(found, f"plot-{fragment(result.item.id)}")
    return f'<div class="counterexample">{table}{drawn}</div>'


def proof(result: Result) -> str:
    """The steps that the kernel accepts, folded."""
    lines = account(result)
    if not lines:
        return ""
    steps = "".join(
        f"<li{deep(line.depth)}>{text(line.text)}{equals(line.value)}{rules(line.rules)}</li>"
        for line in lines
    )
    head = f"<summary>Proof, {words.plural(len(lines), 'step')}</summary>"
    return f'<details>{head}<ol class="proof">{steps}</ol></details>'


def deep(depth: int) -> str:
    """How far a step is indented."""
    return f' style="--deep:{min(depth, 8)}"' if depth else ""


def equals(value: str) -> str:
    """The second side of an equation that a step arrives at."""
    return f" = {mathml(value, block=False)}" if value else ""


def rules(names: tuple[str, ...]) -> str:
    """The rules of a step, each a link to what it says."""
    if not names:
        return ""
    shown = ", ".join(
        f'<a href="#rule-{fragment(name)}">{escape(name)}</a>' if statement(name) else escape(name)
        for name in names
    )
    return f"<small>by {shown}</small>"
