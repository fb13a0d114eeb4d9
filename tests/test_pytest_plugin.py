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
    return done.returncode, done.stdout


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
