"""``verify all`` again: printed again when nothing changed, judged again when anything did."""

import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from tests.test_cli import judge, load
from verifier.cli import main
from verifier.cli.again import RECORD


@pytest.fixture
def project(monkeypatch, tmp_path):
    """A root, and a run of ``verify all`` there: its text without times, and whether it judged."""
    runs = []

    def check(*given, **more):
        runs.append(given)
        return real(*given, **more)

    from verifier.engine import run

    real = run.check
    monkeypatch.setattr("verifier.engine.reading.load", load)
    monkeypatch.setattr("verifier.engine.decide.judge", judge)
    monkeypatch.setattr("verifier.engine.hands.warm", lambda: None)
    monkeypatch.setattr("verifier.engine.run.check", check)
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations" / "a.py").write_text("good\nbad refuted\naside\nthin\n")
    (tmp_path / "derivations" / "b.md").write_text("good\n")

    def once(*options):
        runs.clear()
        found = CliRunner().invoke(main, ["all", "--root", str(tmp_path), *options])
        text = re.sub(r"=+( .* )in \d+\.\d\d s =+", r"\1", found.output)
        return text, found.exit_code, bool(runs)

    return tmp_path, once


def test_what_did_not_change_is_printed_again(project):
    _, once = project
    text, status, judged = once()
    assert (status, judged) == (0, True)
    assert once() == (text, 0, False)
    assert once("--no-cache") == (text, 0, True)


def test_another_status_is_kept_too(project):
    root, once = project
    (root / "derivations" / "a.py").write_text("bad\n")
    text, status, _ = once()
    assert status == 1
    assert once() == (text, 1, False)


CHANGES = {
    "a file": lambda root: (root / "derivations" / "b.md").write_text("good\nbad\n"),
    "a new file": lambda root: (root / "derivations" / "c.py").write_text("good\n"),
    "a file less": lambda root: (root / "derivations" / "b.md").unlink(),
    "the report": lambda root: (root / "reports" / "report.md").write_text("mine"),
    "no report": lambda root: (root / "reports" / "report.md").unlink(),
    "a proof": lambda root: next((root / ".verifier" / "proofs").rglob("*.jsonl")).write_text("{}"),
    "the configuration": lambda root: (root / "pyproject.toml").write_text("[tool.verifier]\nseed = 3"),
    "no record": lambda root: (root / RECORD).write_text(""),
    "another record": lambda root: (root / RECORD).write_text((root / RECORD).read_text() + " "),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_judged(project, change):
    root, once = project
    once()
    change(root)
    assert once()[2]
    report = (root / "reports" / "report.md").read_text()
    assert report.startswith("# Verification report")
    assert ("b/good" in report) == (root / "derivations" / "b.md").exists()
    assert not once()[2]


@pytest.mark.parametrize(
    "options",
    [("--seed", "4"), ("--strict",), ("--timeout", "3"), ("--select", "a"), ("--format", "json")],
)
def test_other_options_are_another_run(project, options):
    _, once = project
    text = once()[0]
    assert once(*options)[2]
    assert once()[0] == text


def test_a_record_of_the_wrong_shape_is_none(project):
    import hashlib

    root, once = project
    once()
    for shape in ("[]", "{}", "3", '{"key": 1}', "[" * 9999):
        (root / RECORD).write_text(f"{hashlib.sha256(shape.encode()).hexdigest()}\n{shape}")
        assert once()[2]
    record = json.loads((root / RECORD).read_text().partition("\n")[2])
    assert record["status"] == 0


def test_what_time_cut_short_is_judged_again(project, monkeypatch):
    _, once = project
    slow = lambda item, **given: replace(judge(item, **given), outcome="undecided", seconds=9.0)  # noqa: E731
    monkeypatch.setattr("verifier.engine.decide.judge", slow)
    once()
    assert once()[2]


def test_a_file_that_cannot_be_read_is_read_again(project):
    root, once = project
    (root / "derivations" / "c.py").write_text("broken\n")
    assert once()[1:] == (2, True)
    assert once()[1:] == (2, True)
