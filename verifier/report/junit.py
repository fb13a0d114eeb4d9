"""JUnit XML: one test suite a derivation, one test case a claim.

Guarantee: well-formed XML whatever the claims contain; a claim that did not come out as
expected is a failure, an ill-formed one or an unread file an error, a line that is not
checked is skipped.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from verifier.claim import Unchecked
from verifier.engine.results import Judged, Result, Run
from verifier.report.problem import unexpected

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def render(run: Run) -> str:
    """The run as ``<testsuites>``."""
    root = Element("testsuites", name="verifier")
    failing = {result.item.id for result in run.failures()}
    for part in run.derivations:
        suite(root, part, failing)
    for file in run.broken:
        element = SubElement(root, "testsuite", name=clean(file.file), tests="1", errors="1")
        case = SubElement(element, "testcase", name="read", classname=clean(file.file))
        SubElement(case, "error", message=clean(str(file)))
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(one.get(count, "0")) for one in root)))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def suite(root: Element, part: Judged, failing: set[str]) -> None:
    """One derivation."""
    results = part.results
    wrong = [result for result in results if result.item.id in failing]
    errors = sum(result.verdict.outcome == "ill-formed" for result in wrong)
    element = SubElement(
        root, "testsuite", name=clean(part.file), tests=str(len(part.entries)),
        failures=str(len(wrong) - errors), errors=str(errors), skipped=str(len(part.unchecked)),
        time=f"{sum(result.verdict.seconds for result in results):.6f}",
    )  # fmt: skip
    for entry in part.entries:
        if isinstance(entry, Unchecked):
            case = SubElement(element, "testcase", name=clean(entry.id), classname=clean(part.file))
            SubElement(case, "skipped", message=clean(f"{entry.kind}: {entry.reason}"))
        else:
            testcase(element, part.file, entry, failing)


def testcase(parent: Element, file: str, result: Result, failing: set[str]) -> None:
    """One claim."""
    case = SubElement(
        parent, "testcase", name=clean(result.item.id), classname=clean(file),
        file=clean(file), line=str(result.item.span.line), time=f"{result.verdict.seconds:.6f}",
    )  # fmt: skip
    if result.item.id in failing:
        problem = unexpected(result)
        tag = "error" if result.verdict.outcome == "ill-formed" else "failure"
        found = SubElement(case, tag, message=clean(problem.title), type=result.verdict.outcome)
        found.text = clean(problem.message)


def clean(text: str) -> str:
    """``text`` without what XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", text)
