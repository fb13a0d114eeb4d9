"""Where people work: the steps of the GitHub Action, the hook, and what the README says."""

import json
import os
import re
import subprocess
import sys
import textwrap
from dataclasses import fields
from pathlib import Path

import pytest

from verifier.engine.config import Config, read

ROOT = Path(__file__).parent.parent
NOTE = """\
# Logarithms
**Let** $x \\in \\mathbb{R}$.

$$ \\log(x^2) = 2 \\log |x| $$
"""


def steps():
    """The shell steps of the action that judge."""
    text = (ROOT / "action.yml").read_text("utf-8")
    return textwrap.dedent(text.split("run: |\n", 1)[1])


@pytest.fixture
def project(tmp_path):
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations" / "note.md").write_text(NOTE)
    shim = tmp_path / "bin" / "verify"
    shim.parent.mkdir()
    command = f"exec '{sys.executable}' -c 'from verifier.cli import main; main()' \"$@\""
    shim.write_text(f"#!/bin/sh\n{command}\n")
    shim.chmod(0o755)
    return tmp_path


def act(project, **inputs):
    environment = {
        **os.environ,
        "PATH": f"{project / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(project),
        "GITHUB_STEP_SUMMARY": str(project / "summary.md"),
        "PATHS": "derivations", "ARGUMENTS": "", "SARIF": "", **inputs,
    }  # fmt: skip
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps()],
        cwd=project, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_action_passes_annotates_and_writes_its_summary(project):
    done = act(project)
    assert done.returncode == 0
    assert "::notice title=verifier::1 proved" in done.stdout
    assert "came out as expected" in (project / "summary.md").read_text("utf-8")
    (project / "derivations" / "note.md").write_text(NOTE.replace("|x|", "x"))
    done = act(project, SARIF="found.sarif")
    assert done.returncode == 1
    assert "::warning file=derivations/note.md,line=4" in done.stdout
    assert json.loads((project / "found.sarif").read_text())["runs"][0]["results"]


def test_the_hook_names_a_command_that_is_there():
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert "entry: verify check\n" in hook
    files = re.search(r"files: (\S+)", hook).group(1)
    for name in ("derivations/a.py", "derivations/notes/b.md", "derivations/c.tex"):
        assert re.search(files, name)
    assert not re.search(files, "README.md")


def test_the_settings_of_the_readme_are_all_there_are(tmp_path):
    readme = (ROOT / "README.md").read_text("utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(block)
    assert read(tmp_path).mutation_floor == 0.9
    missing = {field.name for field in fields(Config)} - set(re.findall(r"^(\w+) =", block, re.M))
    assert missing == {"seed"}


def test_the_test_of_the_readme_passes():
    readme = (ROOT / "README.md").read_text("utf-8")
    (block,) = re.findall(r"```python\n(from sympy import symbols.*?)```", readme, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", f"{block}\ntest_the_square_of_a_sum()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_the_readme_names_the_inputs_of_the_action():
    readme = (ROOT / "README.md").read_text("utf-8")
    action = (ROOT / "action.yml").read_text("utf-8")
    for block in re.findall(r"with:\n((?: {10,}\S.*\n)+)", readme):
        for name in re.findall(r"^ +([\w-]+):", block, re.MULTILINE):
            assert f"\n  {name}:\n" in action, name
