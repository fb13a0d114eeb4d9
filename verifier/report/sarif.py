"""SARIF 2.1.0, for code scanning: one result for each thing that needs mending.

Guarantee: relative URIs only; every result names a rule that the run lists, and keeps
the same fingerprint as long as the claim keeps its id and its outcome.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import hashlib
import json
from urllib.parse import quote

from verifier.engine.results import Run
from verifier.report import words
from verifier.report.problem import GRAVITY, Problem, problems

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(run: Run) -> str:
    """The run as one SARIF log."""
    return json.dumps(log(run), indent=1, ensure_ascii=False) + "\n"


def log(run: Run) -> dict[str, object]:
    """The log as plain data."""
    driver = {
        "name": "verifier",
        "rules": [rule(kind) for kind in GRAVITY],
    }
    found = [result(problem) for problem in problems(run)]
    one = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": found}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [one]}


def rule(kind: str) -> dict[str, object]:
    """What a kind of problem means."""
    meaning = words.MEANING.get(kind, "the file could not be read as a derivation")
    if kind == "unused-mark":
        meaning = "nothing answers to this mark of the configuration any more"
    if kind == "proved":
        meaning = "proved, although another verdict was expected"
    return {"id": kind, "shortDescription": {"text": meaning}}


def result(problem: Problem) -> dict[str, object]:
    """One problem."""
    region = {"startLine": problem.line, "startColumn": problem.column}
    known = {key: value for key, value in region.items() if value}
    place: dict[str, object] = {"artifactLocation": {"uri": quote(problem.file)}}
    if "startLine" in known:
        place["region"] = known
    what = problem.id or (problem.message if problem.kind == "unused-mark" else "")
    mark = f"{problem.file}\0{what}\0{problem.kind}"
    return {
        "ruleId": problem.kind,
        "ruleIndex": GRAVITY.index(problem.kind),
        "level": problem.level,
        "message": {"text": f"{problem.title}\n{problem.message}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"claim/v1": hashlib.sha256(mark.encode()).hexdigest()[:32]},
    }
