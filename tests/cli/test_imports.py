"""What a command imports: no more than it needs."""

import subprocess
import sys

import pytest

from tests.test_cli import loaded
from tests.test_whole_way import SOFTMAX

HEAVY = {"sympy", "mpmath", "flint", "verifier.prove", "verifier.numeric", "verifier.read.notes"}
JUDGING = {"multiprocessing", "concurrent.futures", "rich", "markdown_it", "verifier.kernel"}


@pytest.mark.parametrize(
    "arguments", [("--help",), ("all", "--help"), ("--version",), ("completion", "zsh"), ("frob",)]
)
def test_help_imports_nothing_but_itself(arguments):
    modules, _ = loaded(*arguments)
    assert not modules & (HEAVY | JUDGING | {"distributed", "asyncio", "verifier.terms"})


def test_what_a_run_needs_the_next_one_does_not(tmp_path):
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations" / "softmax.py").write_text(SOFTMAX)
    modules, status = loaded("all", cwd=tmp_path)
    assert status == "0"
    assert "verifier.engine.pool" in modules
    modules, status = loaded("recheck", cwd=tmp_path)
    assert status == "0"
    assert not modules & (HEAVY | {"rich", "markdown_it", "distributed"})
    for again in (("all",), ("all", "--format", "jsonl")):
        modules, status = loaded(*again, cwd=tmp_path)
        assert status == "0"
        assert not modules & (HEAVY | JUDGING)


def test_an_interruption_of_the_first_import_leaves_no_traceback():
    script = (
        "import sys\n"
        "class Impatient:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Impatient())\n"
        "from verifier.__main__ import start\n"
        "start()\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (130, "")
