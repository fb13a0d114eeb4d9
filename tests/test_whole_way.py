"""The whole way, nothing played: from a file of claims to verdicts, proofs and reports."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from verifier.cli import main

HERE = Path(__file__).parent
SOFTMAX = """\
from sympy import Symbol, log
from verifier import D, Sum, delta, derivation, dimension, equal, index, one_hot, softmax, vector

notes = derivation("Softmax and cross-entropy", source="my notes, section 2")

n = dimension("n")
i, j = index("i j", n)
x, y, t = vector("x", n), one_hot("y", n), vector("t", n)
s = softmax(x)
loss = -Sum(y[i] * log(s[i]), i)
a, b = Symbol("a", real=True), Symbol("b", real=True)

notes.claim("jacobian", equal(D(s[i], x[j]), s[i] * (delta(i, j) - s[j])))
notes.claim("gradient", equal(D(loss, x[j]), s[j] - y[j]))
notes.erratum("sign", equal(D(loss, x[j]), y[j] - s[j]), reason="the sign is lost in line 7")
"""
WRONG = """
notes.claim("label", equal(D(-Sum(t[i] * log(s[i]), i), x[j]), s[j] - t[j]))
notes.claim("log", equal(log(a * b), log(a) + log(b)))
notes.chain("square", (a + 1) ** 2, a**2 + 2 * a + 1, a**2 + 2 * a)
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    (root / "derivations").mkdir()
    (root / "derivations" / "softmax.py").write_text(SOFTMAX)
    return root


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def test_all(project):
    found = run("all", "--root", str(project))
    assert found.exit_code == 0, found.output
    report = (project / "reports" / "report.md").read_text()
    assert "**3 of 3 claims came out as expected.**" in report
    assert "for all n ≥ 1" in report
    run("all", "--root", str(project), "--no-cache", "--jobs", "1")
    assert (project / "reports" / "report.md").read_text() == report


def test_recheck_replays_without_sympy(project):
    run("all", "--root", str(project))
    script = (
        "import sys\nfrom verifier.cli import main\n"
        "try:\n    main(['recheck'])\nexcept SystemExit as end:\n    status = end.code\n"
        "print(status, sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=project,
        env={"PYTHONPATH": str(HERE.parent)},
    )  # fmt: skip
    *lines, last = done.stdout.splitlines()
    assert last.startswith("0 ")
    assert not {"'sympy'", "'flint'", "'mpmath'", "'rich'"} & set(last.strip("0 []").split(", "))
    assert lines[-3].startswith("2 accepted, 0 rejected")
    assert re.match(r"\d+ rules used, the most in \w+ \d+", lines[-2])
    assert lines[-1] == "imported meanwhile: neither SymPy nor FLINT"
    (saved,) = (project / ".verifier").rglob("*.jsonl")
    text = saved.read_text()
    saved.write_text(text.replace('"equal"', '"nonsense"', 1))
    assert run("recheck", "--root", str(project)).exit_code == 1
    saved.write_text(text)


@pytest.mark.parametrize("name", ["first", "first.md"])
def test_init_writes_a_derivation_that_passes(tmp_path, name):
    root = ("--root", str(tmp_path))
    assert run("init", name, *root).exit_code == 0
    result = run("all", *root)
    assert (result.exit_code, "2 proved" in result.output) == (0, True)


def test_a_proof_of_another_claim_is_rejected(project):
    run("all", "--root", str(project))
    (saved,) = (project / ".verifier").rglob("*.jsonl")
    first, second = (json.loads(line) for line in saved.read_text().splitlines())
    sign = json.loads(json.dumps(first))
    sign["claim"]["relation"] = ["Relation", "=", ["Number", ["Fraction", "1"]],
                                 ["Number", ["Fraction", "2"]]]  # fmt: skip
    saved.write_text(json.dumps(sign) + "\n" + json.dumps(second) + "\n")
    found = run("recheck", "--root", str(project))
    assert found.exit_code == 1
    assert "REJECTED  derivations/softmax.py  softmax/jacobian" in found.stdout


def test_what_is_wrong_is_explained(tmp_path):
    file = tmp_path / "softmax.py"
    file.write_text(SOFTMAX + WRONG)
    found = run("check", str(file), "--root", str(tmp_path), "--format", "json")
    assert found.exit_code == 1, found.output
    claims = {claim["id"]: claim for claim in json.loads(found.stdout)["claims"]}
    label = claims["softmax/label"]
    assert (label["verdict"], label["line"]) == ("refuted", 17)
    assert "= 1$ (proved under that assumption)" in label["hint"]
    assert label["counterexample"]["dimensions"] == {"n": 1}
    conditions = [part["latex"] for part in claims["softmax/log"]["conditions"]]
    assert claims["softmax/log"]["verdict"] == "conditional"
    assert conditions == ["a > 0", "b > 0"]
    assert claims["softmax/square#1"]["verdict"] == "proved"
    assert claims["softmax/square#2"]["verdict"] == "refuted"
    shown = run("check", str(file), "--root", str(tmp_path)).stdout
    assert "softmax/square: step 2 of 2 is the first wrong one" in shown


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("def (", 1, "syntax"),
        ("from verifier import nothing_of_that_name\n", 1, "nothing_of_that_name"),
        ("\n1 / 0\n", 2, "ZeroDivisionError"),
        ("import verifier\n", 1, "claim"),
        ("import sys\nsys.exit(0)\n", 2, ""),
        ("\nwhile True: pass\n", 2, "stopped"),
        ("import os\nos._exit(0)\n", 0, ""),
    ],
)
def test_a_bad_file_is_one_message_and_costs_no_other(tmp_path, monkeypatch, text, line, words):
    monkeypatch.setattr("verifier.engine.reading.FILE_LIMIT", 2.0)
    (tmp_path / "bad.py").write_text(text)
    (tmp_path / "good.py").write_text(SOFTMAX)
    found = run("check", str(tmp_path), "--root", str(tmp_path), "--timeout", "1")
    assert found.exit_code == 2, found.output
    assert "good/gradient" in found.stdout
    (message,) = [line for line in found.stdout.splitlines() if line.startswith("error ")]
    assert message.startswith(f"error bad.py:{line}" if line else "error bad.py: ")
    assert words in message


def test_the_first_derivation_that_init_writes_is_proved(tmp_path):
    assert run("init", "--root", str(tmp_path)).exit_code == 0
    found = run("all", "--root", str(tmp_path))
    assert found.exit_code == 0, found.output
    assert "2 proved" in found.stdout


def test_watch_judges_again_when_a_file_changes(tmp_path):
    file = tmp_path / "derivations" / "a.py"
    file.parent.mkdir()
    file.write_text(SOFTMAX)
    script = "from verifier.cli import main; main(['watch'])"
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env={"PYTHONPATH": str(HERE.parent)},
    )  # fmt: skip
    lines = iter(process.stdout.readline, "")
    try:
        assert any("2 proved" in line for line in lines)
        file.write_text(SOFTMAX + WRONG)
        assert any("1 conditional" in line for line in lines)
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert "Traceback" not in errors


def test_explain(project):
    found = run("explain", "softmax/jacobian", "--root", str(project))
    assert found.exit_code == 0
    for words in ("As understood", "n ∈ ℕ", "Proved", "for all n >= 1", "  1. "):
        assert words in found.stdout
    wrong = run("explain", "softmax/sign", "--root", str(project)).stdout
    for words in (
        "expected refuted because: the sign is lost",
        "counterexample",
        "left side",
        "a sign is wrong",
    ):
        assert words in wrong
