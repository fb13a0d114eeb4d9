"""HTML: one self-contained page, with formulas as MathML and no script or network.

Guarantee: whatever the claims contain is text, never markup; the same run gives the
same bytes (no times). Dark and light follow the reader's setting; proofs fold; claims
can be filtered by their verdict, by keyboard too.

Limits: formulas are typeset by the browser, with the mathematical fonts it finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from verifier.engine.results import Judged, Result, Run
from verifier.report import words
from verifier.report.html_claims import badge, fragment, section, text
from verifier.report.mathml import clean
from verifier.report.rulebook import Rule, rules_of, size
from verifier.report.style import sheet
from verifier.verdict import OUTCOMES


def render(run: Run) -> str:
    """The whole page."""
    parts = (
        *summary(run), *(part for one in run.derivations for part in section(one, run.root)),
        *trust(run),
    )  # fmt: skip
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        '<meta name="color-scheme" content="light dark"/>\n'
        f"<title>Verification report</title>\n<style>\n{sheet(kinds(run))}</style>\n</head>\n"
        '<body>\n<a class="skip" href="#derivations">Skip to the derivations</a>\n'
        f'<div class="layout">\n{side(run)}<main>\n{body}\n</main>\n</div>\n</body>\n</html>\n'
    )


def kinds(run: Run) -> tuple[str, ...]:
    """By what claims can be filtered."""
    found = [name for name, _ in words.counts(run)]
    return (*found, "unexpected") if any(run.failures()) else tuple(found)


def side(run: Run) -> str:
    """The derivations, beside the text where there is room."""
    links = "".join(
        f'<li><a href="#{fragment(part.file)}">{escape(clean(part.title or part.file))}</a></li>'
        for part in run.derivations
    )
    more = '<li><a href="#trust">What is believed</a></li>'
    return f'<nav class="side" aria-label="Contents"><ul>{links}{more}</ul></nav>\n'


# -- summary -----------------------------------------------------------------------------


def summary(run: Run) -> Iterator[str]:
    """What came out: one sentence, the counts, what went wrong, the derivations."""
    met = sum(result.ok for result in run.results)
    total = len(run.results)
    mark = "met" if not any(run.failures()) and not run.broken and total else "missed"
    yield "<h1>Verification report</h1>"
    said = f"{met} of {words.plural(total, 'claim')} as expected"
    yield f'<p class="lead"><strong class="{mark}">{said}.</strong> {escape(covered(run))}</p>'
    if run.score is not None:
        yield f"<p>Mutation score {words.mutation(run.score)}.</p>"
    if run.interrupted:
        yield "<p><strong>Interrupted: this is what had been judged by then.</strong></p>"
    if run.results:
        yield choices(run)
    for file in run.broken:
        yield f'<p class="failed">Cannot be read: {escape(clean(str(file)))}</p>'
    failures = list(run.failures())
    if failures:
        yield '<section class="aside"><h2>Not as expected</h2>'
        yield f"<ul>{''.join(failure(result) for result in failures)}</ul></section>"
    if run.outgrown:
        listed = ", ".join(f"<code>{escape(clean(id))}</code>" for id in run.outgrown)
        yield f'<p class="aside">No longer failing, and can leave the baseline: {listed}</p>'
    for mark in run.unused:
        yield f'<p class="aside"><strong>Unused mark:</strong> {escape(clean(mark))}</p>'
    if run.derivations:
        yield '<section class="aside"><h2 id="derivations">Derivations</h2>'
        yield f"{overview(run)}</section>"


def covered(run: Run) -> str:
    """What there was to judge."""
    found = f"{words.plural(len(run.derivations), 'derivation')}"
    if run.unchecked:
        found += f", {words.plural(len(run.unchecked), 'line')} without a claim to check"
    return f"{found}."


def choices(run: Run) -> str:
    """One radio button for all claims and one for each verdict."""
    total = len(run.results)
    offered = [("all", f"all {total}")]
    offered += [(name, f"{number} {name}") for name, number in words.counts(run)]
    failed = sum(1 for _ in run.failures())
    if failed:
        offered.append(("unexpected", f"{failed} not as expected"))
    chosen = {"all": ' checked=""'}
    buttons = "".join(
        f'<input type="radio" name="only" id="only-{name}"{chosen.get(name, "")}/>'
        f'<label for="only-{name}" class="{name}">{sign(name)}{shown}</label>'
        for name, shown in offered
    )
    return f'<fieldset class="filter"><legend>Show only</legend>{buttons}</fieldset>'


def sign(name: str) -> str:
    """The sign of a verdict, so that its colour does not stand alone."""
    return f"{words.SIGNS[name]} " if name in words.SIGNS else ""


def failure(result: Result) -> str:
    """A link to a claim that did not come out as expected."""
    item = result.item
    place = f"{item.span.file}:{item.span.line}"
    expected = f" expected {escape(item.expected)}" if not result.ok else ""
    return (
        f'<li><a href="#{fragment(item.id)}"><code>{escape(clean(item.id))}</code></a> '
        f"{badge(result)}{expected} <small>{escape(clean(place))}</small></li>"
    )


def overview(run: Run) -> str:
    """A row for each derivation."""
    outcomes = [str(name) for name in OUTCOMES if run.counts()[name]]
    names = ["derivation", "claims", *outcomes]
    if run.score is not None:
        names.append("mutants noticed")
    kinds = dict.fromkeys(outcomes, ' class="count"')
    head = "".join(f'<th scope="col"{kinds.get(name, "")}>{name}</th>' for name in names)
    head += "<td></td>"
    rows = "".join(row(part, outcomes) for part in run.derivations)
    return (
        f'<div class="wide"><table class="overview"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def row(part: Judged, outcomes: list[str]) -> str:
    """One derivation: its counts, in numbers and as a bar."""
    found = {
        name: sum(result.verdict.outcome == name for result in part.results) for name in outcomes
    }
    cells = f"<td>{len(part.results)}</td>"
    cells += "".join(
        f'<td class="count {name}">{number or ""}</td>' for name, number in found.items()
    )
    if part.score is not None:
        cells += f"<td>{words.share(part.score)}</td>"
    said = ", ".join(f"{number} {name}" for name, number in found.items() if number)
    shares = "".join(
        f'<i class="{name}" style="flex:{number}"></i>' for name, number in found.items() if number
    )
    bar = f'<div class="bar" role="img" aria-label="{said}" title="{said}">{shares}</div>'
    title = escape(clean(part.title or part.file))
    return (
        f'<tr><th scope="row"><a href="#{fragment(part.file)}">{title}</a></th>{cells}'
        f'<td class="shares">{bar}</td></tr>'
    )


# -- trust -------------------------------------------------------------------------------


def trust(run: Run) -> Iterator[str]:
    """What must be believed: the kernel, its size and its rules."""
    kernel = size()
    rules = rules_of(run.results)
    used = sum(rule.used > 0 for rule in rules)
    proofs = sum(result.verdict.proof is not None for result in run.results)
    yield '<section class="aside"><h2 id="trust">What is believed</h2>'
    yield (
        "<p>Every proof was found by a search that is not believed, and accepted step by step "
        f"by a kernel that is: some {kernel.lines:,} lines in {kernel.files} files, docstrings "
        f"counted, on {kernel.below:,} lines that say what terms and claims are; Python's "
        "standard library and exact arithmetic, nothing else. Independently of it every claim "
        "was evaluated as written, in enclosures, at exact points; where the two disagree the "
        "verdict is <em>conflict</em>. <code>verify recheck</code> replays the saved proofs "
        "through the kernel alone.</p>"
    )
    yield (
        f"<details><summary>{len(rules)} rules, {used} of them used in "
        f"{words.plural(proofs, 'proof')}</summary>"
    )
    yield (
        '<div class="wide"><table class="rules"><thead><tr><th scope="col">rule</th>'
        '<th scope="col">says</th><th scope="col">proofs</th><th scope="col">stands in</th>'
        "</tr></thead><tbody>"
    )
    yield "\n".join(rule_row(rule) for rule in rules)
    yield "</tbody></table></div></details></section>"


def rule_row(rule: Rule) -> str:
    """One rule of the kernel."""
    where = ", ".join(rule.places[:2])
    return (
        f'<tr id="rule-{fragment(rule.name)}"><th scope="row"><code>{escape(rule.name)}</code></th>'
        f"<td>{text(rule.statement)}</td><td>{rule.used or ''}</td>"
        f"<td><small>{escape(where)}</small></td></tr>"
    )
