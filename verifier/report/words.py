"""Phrases that several formats share: verdicts, counterexamples, evidence.

Guarantee: plain text without markup; formulas stay LaTeX and are marked off by ``$``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verifier.engine import wording
from verifier.engine.results import Judged, Run, Score
from verifier.report.mathematics import plain, readable
from verifier.verdict import OUTCOMES, Counterexample, NumericEvidence

MEANING = {
    "proved": "true for all dimensions and all admissible inputs",
    "conditional": "true only under conditions that are not assumed",
    "refuted": "false",
    "undecided": "neither a proof nor a counterexample was found",
    "ill-formed": "says nothing checkable",
    "conflict": "a bug in the verifier",
}


SIGNS = {
    "proved": "✓", "conditional": "◐", "refuted": "✗", "undecided": "?", "ill-formed": "!",
    "conflict": "⚡",
}  # fmt: skip
"""A sign for each verdict, where colour alone would tell them apart."""
LONG_RUN = 4
KEYWORDS = re.compile(r"\b(all|real|integer|complex|smooth|with)\b")
NAME = re.compile(r"\\?[A-Za-z]\w*(?:\^?\{[^{}]*\}|\^\w+)*")
ENCLOSURE = re.compile(r"\[(-?\d+\.\d{1,12})\d* \+/- [^\]]*\]")
"""A coordinate that solves an assumed equation, known as an interval."""
RELATIONS = {">=": r"\ge", "<=": r"\le", "!=": r"\ne"}


def letter(name: str) -> str:
    """A declared name as LaTeX."""
    return wording.name(name)


def covered(proved_for: str) -> str:
    """``all n_0 >= 1`` with its letters and relations between ``$``."""
    pieces = KEYWORDS.split(proved_for)
    return "".join(piece if at % 2 else formulas(piece) for at, piece in enumerate(pieces))


def covered_plain(proved_for: str) -> str:
    """``all n_0 >= 1`` as a terminal shows it."""
    return readable(covered(proved_for)).replace("≥", ">=").replace("≤", "<=").replace("≠", "!=")


def formulas(piece: str) -> str:
    """A list of names and relations, each between ``$``, the commas outside."""
    parts = []
    for part in piece.split(", "):
        inner = part.strip().rstrip(",")
        if not inner:
            parts.append(part)
            continue
        latex = NAME.sub(lambda match: letter(match.group()), inner)
        for sign, command in RELATIONS.items():
            latex = latex.replace(sign, command)
        parts.append(part.replace(inner, f"${latex}$"))
    return ", ".join(parts)


def counts(run: Run) -> list[tuple[str, int]]:
    """The outcomes that occur, with their numbers, in the order of the table."""
    found = run.counts()
    return [(outcome, found[outcome]) for outcome in OUTCOMES if found[outcome]]


def plural(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def account(part: Judged) -> dict[str, int]:
    """Displays of a note, its links, and what became of them; the last ones add up to links."""
    wrong = sum(result.verdict.outcome == "ill-formed" for result in part.results)
    found = {"displays": part.displays, "links": len(part.entries),
             "checked": len(part.results) - wrong, "ill-formed": wrong}  # fmt: skip
    for entry in part.unchecked:
        found[entry.kind] = found.get(entry.kind, 0) + 1
    return found


def accounted(part: Judged) -> str:
    """``7 displays, 12 links: 10 checked, 2 ill-formed``; empty for other files."""
    if not part.displays:
        return ""
    found = account(part)
    displays, links = (plural(found.pop(key), key[:-1]) for key in ("displays", "links"))
    listed = ", ".join(f"{number} {kind}" for kind, number in found.items() if number)
    return f"{displays}, {links}: {listed or 'none checked'}"


def value(part: object) -> str:
    """A rational, vector or matrix of a counterexample: ``(0, 1)``."""
    if isinstance(part, (list, tuple)):
        return f"({', '.join(value(entry) for entry in part)})"
    root = ENCLOSURE.fullmatch(str(part))
    return f"the root near {root[1]}" if root else str(part)


def settings(point: Counterexample) -> list[tuple[str, str]]:
    """Every letter that a counterexample fixes, as a terminal shows it, with its value."""
    return [(plain(latex), shown) for latex, shown in fixed(point)]


def fixed(point: Counterexample) -> list[tuple[str, str]]:
    """Every letter that a counterexample fixes, as LaTeX, with its value in plain letters."""
    values = {**point.dimensions, **point.indices, **point.point}
    plain_names = {name: plain(letter(name)) for name in values if "\\" in name}
    found = []
    for name, part in values.items():
        shown = value(part)
        for raw in sorted(plain_names, key=len, reverse=True):
            shown = shown.replace(raw, plain_names[raw])
        found.append((letter(name), shown))
    return found


def place(point: Counterexample) -> str:
    """``n = 2, i = 1, x = (0, 1)``."""
    return ", ".join(f"{name} = {part}" for name, part in settings(point)) or "every point"


def numbers(evidence: NumericEvidence) -> str:
    """How far the numbers agree, and where they were compared."""
    if not evidence.points:
        return "no point could be compared"
    text = f"{plural(evidence.points, 'point')}, {evidence.digits} digits"
    if evidence.dimensions:
        text += f", dimensions {ranges(evidence.dimensions)}"
    return text


def ranges(numbers: Iterable[int]) -> str:
    """``1, 2, 3, 5`` as it is, and ``1 to 8`` for a long run."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = (
        [f"{run[0]} to {run[-1]}"] if len(run) > LONG_RUN else [str(number) for number in run]
        for run in runs
    )
    return ", ".join(part for run in shown for part in run)


def mutation(score: Score) -> str:
    """``97 % (32 of 33 one-slip mutants noticed: 30 refuted, 2 undecided)``."""
    if not score.counted:
        return "no mutant was made"
    became = ", ".join(
        f"{number} {outcome}" for outcome, number in score.outcomes().items() if outcome != "proved"
    )
    same = len(score.mutants) - score.counted
    text = f"{share(score)} ({score.noticed} of {plural(score.counted, 'one-slip mutant')} noticed"
    text += f": {became})" if became else ")"
    return text + (f"; equivalent to their claims, and left out: {same}" if same else "")


def share(score: Score) -> str:
    """``97 %``, rounded down, so that only all is 100 %."""
    return f"{int(100 * score.share)} %"


def listed(words: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    parts = list(words)
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def closing(run: Run) -> str:
    """``48 proved, 3 refuted as expected, 1 not as expected``."""
    parts = []
    for outcome, number in counts(run):
        alike = [result for result in run.results if result.verdict.outcome == outcome]
        expected = outcome != "proved" and all(result.ok for result in alike)
        parts.append(f"{number} {outcome}{' as expected' if expected else ''}")
    failed = sum(1 for _ in run.failures())
    if failed:
        parts.append(f"{failed} not as expected")
    if run.broken:
        parts.append(f"{plural(len(run.broken), 'file')} not read")
    return ", ".join(parts) or "no claims"
