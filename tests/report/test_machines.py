"""What machines read, against the schemas that they read it by."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from verifier.engine.results import Broken, Run
from verifier.report import render

SCHEMA = json.loads(
    (Path(__file__).with_name("schemas") / "sarif-schema-2.1.0.json").read_text("utf-8")
)

JUNIT = {
    "testsuites": {"name", "time", "tests", "failures", "errors", "skipped"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "file", "hostname"},
    "testcase": {"name", "classname", "time", "file", "line", "assertions"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
}
"""Element -> the attributes that readers of JUnit XML (Jenkins, GitLab, GitHub) know."""
HOLDS = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "error", "skipped"},
    "failure": set(), "error": set(), "skipped": set(),
}  # fmt: skip


def sarif(run):
    log = json.loads(render(run, "sarif"))
    validator = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    errors = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(log)]
    assert errors == []
    return log


def test_sarif_is_what_its_schema_asks_for(six):
    assert sarif(six)["version"] == "2.1.0"
    assert sarif(Run())["runs"][0]["results"] == []


def test_the_schema_is_looked_at():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": "2.1.0"}, SCHEMA, jsonschema.Draft7Validator)


@pytest.mark.parametrize(
    "file", ["a b/ä.py", "100%.md", "../above.py", "c:odd.py", "x.py#1", "\x00.py"]
)
def test_any_file_name_is_a_relative_uri(six, file):
    broken = Broken(file, 0, 0, "odd")
    found = sarif(replace(six, broken=(broken,)))["runs"][0]["results"]
    (uri,) = {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for one in found
        if one["ruleId"] == "unreadable"
    }
    assert ":" not in uri
    assert "#" not in uri


def test_junit_uses_only_what_its_readers_know(six):
    root = ElementTree.fromstring(render(six, "junit"))
    assert root.tag == "testsuites"
    for element in root.iter():
        assert set(element.keys()) <= JUNIT[element.tag]
        assert {child.tag for child in element} <= HOLDS[element.tag]
        if element.tag == "testcase":
            assert element.get("name")
            assert element.get("classname")
            assert len(element) <= 1


def test_junit_adds_up_in_every_suite_and_in_all(six):
    root = ElementTree.fromstring(render(six, "junit"))
    for tag, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        for suite in root:
            assert int(suite.get(tag, "0")) == len(suite.findall(f"testcase/{kind}"))
        assert int(root.get(tag)) == sum(int(suite.get(tag, "0")) for suite in root)
    assert int(root.get("tests")) == len(root.findall("testsuite/testcase"))


def test_github_annotations_are_one_line_each_and_escaped(six):
    nasty = Broken("a,b:c%.py", 2, 3, "first\nsecond: 100%\r, end")
    first, *_ = [
        line
        for line in render(replace(six, broken=(nasty,)), "github").splitlines()
        if "cannot be read" in line
    ]
    assert first == (
        "::error file=a%2Cb%3Ac%25.py,line=2,col=3,title=cannot be read"
        "::first%0Asecond: 100%25%0D, end"
    )
