"""Every format on one run that holds all six verdicts, against a golden file.

``UPDATE_GOLDEN=1 pytest tests/report`` writes the golden files anew.
"""

import io
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from verifier.cli.options import FORMATS as OFFERED
from verifier.engine.results import Broken, Policy, Run, Status
from verifier.report import FORMATS, render
from verifier.report.jsonl import Stream
from verifier.report.mathematics import plain, safe
from verifier.report.progress import Progress
from verifier.report.terminal import Live

GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize("format", FORMATS)
def test_golden(format, six):
    file = GOLDEN / f"{format}.txt"
    text = render(six, format)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_no_machine_path_and_every_claim(format, six):
    text = render(six, format)
    assert str(six.root) not in text
    for result in six.failures() if format in ("sarif", "github") else six.results:
        assert result.item.id in text


def test_the_command_line_offers_every_format():
    assert tuple(FORMATS) == OFFERED


def test_json_lines_are_the_same_streamed_and_whole(six):
    stream = io.StringIO()
    live = Stream(stream, Progress(io.StringIO()))
    for file in six.broken:
        live.broken(file)
    for result in six.results:
        live.judged(result)
    live.close(six)
    assert stream.getvalue() == render(six, "jsonl")
    assert all(json.loads(line) for line in stream.getvalue().splitlines())


def test_junit_counts_add_up(six):
    root = ElementTree.fromstring(render(six, "junit"))
    suite = root[0]
    assert [suite.get(key) for key in ("tests", "failures", "errors", "skipped")] == list("9311")
    assert len(suite.findall("testcase/failure")) == 3
    assert root.findall("testsuite/testcase/error[@type='ill-formed']")


def test_xml_holds_any_text(six):
    nasty = Broken("a.py", 1, 1, "\x00\x1b]]>&<\ud800\uffff")
    assert ElementTree.fromstring(render(replace(six, broken=(nasty,)), "junit")) is not None


def test_html_is_whole_and_loads_nothing(six):
    text = render(six, "html")
    root = ElementTree.fromstring(text.split("\n", 1)[1].replace('<meta charset="utf-8">', "")
                                  .replace('initial-scale=1">', 'initial-scale=1"/>'))  # fmt: skip
    given = [element.get("id") for element in root.iter() if element.get("id")]
    ids = set(given)
    assert len(given) == len(ids)
    for link in root.iter("a"):
        assert link.get("href").removeprefix("#") in ids
    assert "<script" not in text
    assert "http" not in text.replace("http://www.w3.org", "")


def test_html_takes_no_markup_from_claims(six):
    part = six.derivations[0]
    nasty = "<script>alert(1)</script>"
    item = replace(part.results[0].item, title=nasty, statement=nasty, id=nasty, reason=nasty)
    entries = (replace(part.results[0], item=item),)
    run = Run((replace(part, title=nasty, source=nasty, entries=entries),))
    assert "<script" not in render(run, "html")


def test_sarif_names_its_rules(six):
    (run,) = json.loads(render(six, "sarif"))["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(run["results"]) == 6
    assert all(rules[found["ruleIndex"]] == found["ruleId"] for found in run["results"])
    assert run["results"][0]["ruleId"] == "conflict"


def test_github_shows_the_worst_first_and_no_more_than_ten(six):
    part = six.derivations[0]
    many = replace(six, derivations=(replace(part, entries=part.entries * 4),))
    lines = render(many, "github").splitlines()
    assert "conflict" in lines[0]
    assert sum(line.startswith("::error") for line in lines) == 10
    assert "not shown here" in lines[-1]
    assert all("\n" not in line for line in lines)


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_run_renders(format):
    assert render(Run(), format).endswith("\n")


def test_json_is_the_contract(six):
    found = json.loads(render(six, "json"))
    assert found["schema"] == 1
    assert found["summary"]["claims"] == 9
    assert found["summary"]["proved"] == 3
    first = found["claims"][0]
    assert first["numeric"] == {"points": 48, "dimensions": [1, 2, 3, 7], "digits": 30}
    assert "counterexample" not in first
    assert "hint" not in first
    refuted = found["claims"][2]
    assert refuted["counterexample"]["point"] == {"x": ["0", "1/2"]}
    assert "conditions" not in refuted


def test_the_mutation_score_counts_what_says_something_else(six):
    found = json.loads(render(six, "json"))["mutation"]
    assert (found["noticed"], found["mutants"], found["equivalent"]) == (2, 3, 1)
    assert found["score"] == round(2 / 3, 6)
    assert found["outcomes"] == {"proved": 1, "refuted": 1, "undecided": 1}
    assert found["survivors"] == [
        {"claim": "sum/shift", "slip": "bound", "statement": r"\lambda < 2"}
    ]
    assert "bound" in render(six, "markdown")
    assert "λ &lt; 2" not in render(six, "html")
    assert "<mi>λ</mi>" in render(six, "html")
    assert "λ < 2" in render(six, "terminal")


def test_a_message_is_shown_without_the_line_that_it_quotes(six):
    part = six.derivations[0]
    ill = next(result for result in part.results if result.verdict.outcome == "ill-formed")
    message = "[code] s_i is no vector\n  $$ s_i = v $$\n     ^^^\nwrite it so"
    entry = replace(ill, verdict=replace(ill.verdict, message=message))
    run = replace(six, derivations=(replace(part, entries=(entry,)),))
    for format in ("html", "markdown"):
        shown = render(run, format)
        assert "is no vector write it so" in shown
        assert "^^^" not in shown


def test_a_score_below_the_floor_does_not_pass(six):
    good = replace(six, derivations=six.derivations[1:], broken=())
    assert good.status is Status.AS_EXPECTED
    assert replace(good, policy=Policy(mutation_floor=0.6)).status is Status.AS_EXPECTED
    low = replace(good, policy=Policy(mutation_floor=0.7))
    assert low.status is Status.UNEXPECTED
    assert "below the floor" in render(low, "terminal")
    alone = replace(good.derivations[0], mutants=())
    assert Run((alone,), policy=Policy(mutation_floor=1.0)).status is Status.AS_EXPECTED


def test_markdown_has_no_times_and_its_tables_are_whole(six):
    text = render(six, "markdown")
    slower = replace(
        six,
        derivations=tuple(
            replace(
                part,
                entries=tuple(
                    replace(entry, verdict=replace(entry.verdict, seconds=9.0))
                    if hasattr(entry, "verdict") else entry
                    for entry in part.entries
                ),
            )
            for part in six.derivations
        ),
    )  # fmt: skip
    assert render(slower, "markdown") == text
    html = MarkdownIt().enable("table").render(text)
    assert html.count("<table>") == 8
    assert "needs | positive arguments" in html


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\{x\}", r"\lbrace x\rbrace"),
        (r"a < b", r"a \lt b"),
        (r"\operatorname{diag}(s)", r"\mathrm{diag}(s)"),
        (r"a \\ b", r"a \cr b"),
        ("a\n\nb", "a b"),
    ],
)
def test_formulas_survive_markdown(latex, expected):
    assert safe(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\frac{\partial s_{i}}{\partial x_{j}} = s_{i}", "∂s_i/∂x_j = s_i"),
        (r"\frac{a + b}{2}", "(a + b)/2"),
        (r"e^{-x}", "e^(-x)"),
        (r"\sqrt{x^{2}} \ne x", "√(x^2) ≠ x"),
        (r"x \in \mathbb{R}^{n}", "x ∈ ℝ^n"),
        (r"\left(a\right)", "(a)"),
        ("{" * 5000, "{" * 5000),
        (r"\frac", "/"),
        (r"\sum_{k_{1}=1}^{n} t_{k_{1}} = 1", "Σ[k_1=1..n] t_(k_1) = 1"),
        (r"a = \sum_{i=1}^{n} b = c", "a = Σ[i=1..n] b = c"),
    ],
)
def test_plain_formulas(latex, expected):
    assert plain(latex) == expected


class Terminal(io.StringIO):
    """A stream that claims to be a terminal."""

    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_terminal_is_never_overrun(six, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Terminal()
    live = Live(stream)
    live.head("Softmax", "derivations/softmax.py", [result.item.id for result in six.results])
    for result in six.results:
        live.line(result)
    live.close(six)
    assert "\x1b[3" not in stream.getvalue()
    lines = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue()).split("\n")
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize(
    ("name", "width", "environment"),
    [
        ("wide", 120, {"TERM": "xterm-256color"}),
        ("narrow", 48, {"TERM": "xterm-256color"}),
        ("colourless", 80, {"TERM": "xterm-256color", "NO_COLOR": "1"}),
        ("dumb", 80, {"TERM": "dumb"}),
    ],
)
def test_terminals(six, name, width, environment, monkeypatch):
    for variable in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in {"COLUMNS": str(width), "LINES": "40", **environment}.items():
        monkeypatch.setenv(variable, value)
    stream = Terminal()
    live = Live(stream)
    for part in six.derivations:
        live.head(part.title, part.file, [result.item.id for result in part.results])
        for result in part.results:
            live.line(result)
    live.close(six)
    file = GOLDEN / f"terminal_{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(stream.getvalue(), "utf-8")
    assert stream.getvalue() == file.read_text("utf-8")
    colours = re.findall(r"\x1b\[[0-9;]*3[0-9]m", stream.getvalue())
    assert bool(colours) == (name in ("wide", "narrow"))


def test_a_stream_that_is_no_terminal_is_plain(six):
    assert "\x1b" not in render(six, "terminal")


def test_the_caret_stands_under_the_column(six):
    lines = render(six, "terminal").split("\n")
    at = next(number for number, line in enumerate(lines) if "chain(" in line)
    assert lines[at + 1].index("^") == lines[at].index("chain(")


def test_the_gravest_finding_decides_the_status(six):
    assert six.status is Status.CONFLICT
    assert Run().status is Status.BAD_INPUT
    good = replace(six.derivations[1])
    assert Run((good,)).status is Status.AS_EXPECTED
    assert Run((good,), six.broken).status is Status.BAD_INPUT
    assert Run((good,), interrupted=True).status is Status.INTERRUPTED

    def only(*ids):
        part = six.derivations[0]
        kept = tuple(entry for entry in part.results if entry.item.id in ids)
        return Run((replace(part, entries=kept),))

    assert only("softmax/steps#2").status is Status.UNEXPECTED
    assert only("softmax/open").status is Status.UNEXPECTED
    assert only("softmax/shape").status is Status.BAD_INPUT
    assert only("softmax/erratum", "softmax/log").status is Status.AS_EXPECTED
    assert only("softmax/steps#1").status is Status.AS_EXPECTED
    assert replace(only("softmax/steps#1"), policy=Policy(strict=True)).status is Status.UNEXPECTED
    assert replace(only("softmax/open"), policy=Policy(allow=("undecided",))).status == 0
    known = Policy(known={"softmax/shape": "ill-formed", "softmax/steps#2": "undecided"})
    assert replace(only("softmax/shape"), policy=known).status == 0
    assert replace(only("softmax/steps#2"), policy=known).status == 1
    assert replace(six, policy=Policy(allow=("conflict",))).status is Status.CONFLICT
