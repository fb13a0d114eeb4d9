"""Completion in a real shell."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from verifier.cli import main

HERE = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(shell):
    found = CliRunner().invoke(main, ["completion", shell])
    assert found.exit_code == 0
    assert f"_VERIFY_COMPLETE={shell}_complete" in found.stdout
    assert shell in CliRunner().invoke(main, ["completion", "--help"]).stdout


def test_another_shell_is_wrong_usage():
    assert CliRunner().invoke(main, ["completion", "tcsh"]).exit_code == 2


COMMAND = """#!/bin/sh
exec {python} -c 'from verifier.cli import main; main(prog_name="verify")' "$@"
"""
ASK = """
eval "$(verify completion bash)"
ask() { COMPREPLY=(); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _verify_completion verify
        echo "${COMPREPLY[@]}"; }
ask verify expl
ask verify all --stri
ask verify all --format js
"""


def test_bash_completes_commands_options_and_values(tmp_path):
    command = tmp_path / "verify"
    command.write_text(COMMAND.format(python=sys.executable))
    command.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", ASK], capture_output=True, text=True, cwd=tmp_path, check=True,
        env={**os.environ, "PYTHONPATH": str(HERE), "PATH": path},
    )  # fmt: skip
    commands, options, values = done.stdout.splitlines()[-3:]
    assert commands == "explain"
    assert options == "--strict"
    assert values.split() == ["json", "jsonl"]
