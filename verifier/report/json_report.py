"""JSON: one object, schema 1, for other programs.

Guarantee: keys that do not apply are left out; apart from ``seconds`` the same run
gives the same bytes.
"""

from __future__ import annotations

import json

from verifier.claim import Unchecked
from verifier.engine.results import Broken, Judged, Result, Run, Score
from verifier.report import words
from verifier.verdict import Condition, Counterexample

SCHEMA = 1


def render(run: Run) -> str:
    """The run as one JSON object."""
    return json.dumps(document(run), indent=1, ensure_ascii=False) + "\n"


def document(run: Run) -> dict[str, object]:
    """The run as plain data."""
    found: dict[str, object] = {
        "schema": SCHEMA,
        "summary": summary(run),
        "claims": [claim(result) for result in run.results],
    }
    if run.unchecked:
        found["unchecked"] = [unchecked(entry) for entry in run.unchecked]
    if notes := [note(part) for part in run.derivations if part.displays]:
        found["notes"] = notes
    if run.broken:
        found["errors"] = [broken(file) for file in run.broken]
    if run.unused:
        found["unused_marks"] = list(run.unused)
    if run.interrupted:
        found["interrupted"] = True
    if run.score is not None:
        found["mutation"] = mutation(run, run.score)
    return found


def note(part: Judged) -> dict[str, object]:
    """What became of the displays of a note: the counts behind ``links`` add up to it."""
    counts = words.account(part)
    first = {key: counts.pop(key) for key in ("displays", "links", "checked")}
    wrong = counts.pop("ill-formed")
    return {"file": part.file, **first, "ill_formed": wrong, "not_checked": counts}


def mutation(run: Run, score: Score) -> dict[str, object]:
    """How many one-slip mutants would be noticed, in all and by derivation, and which not."""
    parts = [(part.file, part.score) for part in run.derivations]
    return {
        **scored(score),
        "floor": run.policy.mutation_floor,
        "derivations": [{"file": file, **scored(part)} for file, part in parts if part],
        "survivors": [
            {"claim": mutant.of, "slip": mutant.slip, "statement": mutant.statement}
            for mutant in score.survivors
        ],
    }


def scored(score: Score) -> dict[str, object]:
    """One score: ``score = noticed / mutants``, those that say the same left out."""
    return {
        "score": round(score.share, 6),
        "mutants": score.counted,
        "noticed": score.noticed,
        "equivalent": len(score.mutants) - score.counted,
        "outcomes": score.outcomes(),
    }


def summary(run: Run) -> dict[str, int]:
    """Counts: claims, each verdict, and what was not as expected."""
    results = run.results
    return {
        "claims": len(results),
        **run.counts(),
        "as_expected": sum(result.ok for result in results),
        "unexpected": sum(not result.ok for result in results),
        "unchecked": len(run.unchecked),
        "broken_files": len(run.broken),
        "exit_status": int(run.status),
    }


def claim(result: Result) -> dict[str, object]:
    """One claim with its verdict."""
    item, verdict = result.item, result.verdict
    found: dict[str, object] = {
        "id": item.id,
        "title": item.title,
        "source": item.source,
        "file": item.span.file,
        "line": item.span.line,
        "column": item.span.column,
        "statement": item.statement,
        "readings": list(getattr(item, "readings", ())),
        "verdict": verdict.outcome,
        "expected": item.expected,
        "reason": item.reason,
        "message": verdict.message,
        "hint": verdict.hint,
        "chain": result.lesson,
    }
    found = {key: value for key, value in found.items() if value}
    found["ok"] = result.ok
    if verdict.proof is not None:
        found["conditions"] = [condition(part) for part in verdict.conditions]
        found["assumptions_used"] = list(verdict.proof.assumptions_used)
        found["rules"] = list(verdict.proof.rules)
        if verdict.proof.proved_for:
            found["proved_for"] = verdict.proof.proved_for
    if verdict.numeric is not None and verdict.numeric.points:
        found["numeric"] = {
            "points": verdict.numeric.points,
            "dimensions": list(verdict.numeric.dimensions),
            "digits": verdict.numeric.digits,
        }
    if verdict.counterexample is not None:
        found["counterexample"] = counterexample(verdict.counterexample)
    if verdict.tried or verdict.outcome == "undecided":
        found["tried"] = list(verdict.tried)
    found["seconds"] = round(verdict.seconds, 6)
    return found


def condition(part: Condition) -> dict[str, object]:
    """A side condition left open."""
    return {"latex": part.latex, "thin": part.thin, "code": part.code}


def counterexample(point: Counterexample) -> dict[str, object]:
    """A point where the sides differ."""
    found: dict[str, object] = {"dimensions": dict(point.dimensions), "point": dict(point.point)}
    if point.indices:
        found["indices"] = dict(point.indices)
    found |= {"lhs": point.lhs, "rhs": point.rhs}
    if point.fails_when:
        found["fails_when"] = point.fails_when
    return found


def unchecked(entry: Unchecked) -> dict[str, object]:
    """A display that makes no checkable claim."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "reason": entry.reason,
        "file": entry.span.file,
        "line": entry.span.line,
    }


def broken(file: Broken) -> dict[str, object]:
    """A file that could not be read."""
    return {
        "file": file.file, "line": file.line, "column": file.column, "message": file.message,
    }  # fmt: skip
