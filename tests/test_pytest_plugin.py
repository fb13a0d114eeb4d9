"""The pytest plugin, in a pytest of its own."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
FILE = """\
from sympy import Symbol, log
from verifier import derivation, equal

notes = derivation("Logarithms")
a, b = Symbol("a", positive=True), Symbol("b", real=True)

notes.claim("good", equal(log(a * a), 2 * log(a)))
notes.claim("bad", equal(b + 1, b))
notes.erratum("known", equal(b, 2 * b), reason="a slip")
"""


def pytest_in(folder, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "verifier.pytest_plugin", *arguments],
        cwd=folder, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(HERE.parent), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_each_claim_is_a_test(tmp_path):
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations" / "logs.py").write_text(FILE)
    (tmp_path / "derivations" / "broken.py").write_text("def (")
    (tmp_path / "test_other.py").write_text("def test_nothing():\n    pass\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    status, output = pytest_in(tmp_path)
    assert (status, "1 passed" in output) == (0, True)
    status, output = pytest_in(tmp_path, "--derivations", "--continue-on-collection-errors")
    assert status == 1
    assert "3 passed" in output
    assert "1 failed, 3 passed, 1 error" in output
    assert "derivations/logs.py:8: logs/bad: refuted, expected proved" in output
    assert "broken.py:1" in output


CONFIG = """\
[tool.verifier]
ignore = ["logs/known"]
baseline = "baseline.json"
"""


def test_the_configuration_counts(tmp_path):
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations" / "logs.py").write_text(FILE)
    (tmp_path / "pyproject.toml").write_text(CONFIG)
    (tmp_path / "baseline.json").write_text('{"schema": 1, "known": {"logs/bad": "refuted"}}')
    (tmp_path / "pytest.ini").write_text("[pytest]\nderivations = true\n")
    status, output = pytest_in(tmp_path, "-rx")
    assert (status, "1 passed, 1 xfailed" in output) == (0, True)
    assert "logs/bad" in output
    (tmp_path / "pyproject.toml").write_text("[tool.verifier]\nignroe = []\n")
    status, output = pytest_in(tmp_path)
    assert (status, "did you mean 'ignore'?" in output) == (4, True)


PLAIN = """\
from sympy import Symbol
from verifier import assert_proved, equal

x = Symbol("x", real=True)

def test_good():
    assert_proved(equal((x + 1)**2, x**2 + 2*x + 1))

def test_bad():
    assert_proved(equal((x + 1)**2, x**2 + 1), title="square of a sum")
"""


def test_assertions_in_plain_tests_show_the_evidence_and_not_our_own_lines(tmp_path):
    (tmp_path / "test_plain.py").write_text(PLAIN)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    status, output = pytest_in(tmp_path)
    assert (status, "1 failed, 1 passed" in output) == (1, True)
    assert "refuted, not proved" in output
    assert "square of a sum" in output
    assert "holds with" in output
    assert "verifier/__init__.py" not in output
    assert "raise AssertionError" not in output
