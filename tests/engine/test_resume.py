"""Many claims: streamed while they are judged, and after a kill only the rest is judged."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.benchmarks.many_claims import derivation
from verifier.engine.journal import Journal
from verifier.engine.run import check
from verifier.engine.settings import Settings
from verifier.engine.watch import Silent

HERE = Path(__file__).parent.parent.parent
CLAIMS, SEEN = 150, 30


class Counting(ThreadPoolExecutor):
    tasks = 0

    def submit(self, fn, /, *args, **kwargs):
        self.tasks += 1
        return super().submit(fn, *args, **kwargs)


def test_a_killed_run_is_resumed_where_it_was(tmp_path):
    (tmp_path / "many.py").write_text(derivation(CLAIMS))
    script = "from verifier.cli import main; main()"
    run = subprocess.Popen(
        [sys.executable, "-c", script, "check", ".", "--format", "jsonl"], cwd=tmp_path,
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(HERE)},
    )  # fmt: skip
    seen = [json.loads(run.stdout.readline()) for _ in range(SEEN)]
    run.send_signal(signal.SIGKILL)
    rest = run.stdout.read()
    run.wait()
    assert "summary" not in rest  # it was in the middle
    executor = Counting(2)
    with executor:
        found = check([tmp_path], Settings(tmp_path, jobs=2), Silent(), executor)
    assert executor.tasks <= CLAIMS - SEEN
    assert len({result.item.id for result in found.results}) == CLAIMS
    again = {result.item.id: result.verdict.outcome for result in found.results}
    assert all(again[claim["id"]] == claim["verdict"] for claim in seen)
    executor = Counting(2)
    with executor:
        check([tmp_path], Settings(tmp_path, jobs=2), Silent(), executor)
    assert executor.tasks == 0
    assert not list(tmp_path.rglob("*.journal"))


def test_a_journal_believes_whole_lines_of_the_same_program(tmp_path):
    file = tmp_path / "a.journal"
    journal = Journal(file, "program")
    journal.add("one", {"outcome": "proved"}, "[1]")
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:-3] + b"\n\xff\x00{}")
    journal.add("two", ["any data"], "")
    Journal(file, "another").add("three", {}, "")
    assert Journal(file, "program").read() == {
        "one": ({"outcome": "proved"}, "[1]"), "two": (["any data"], "")
    }  # fmt: skip
    journal.remove()
    assert Journal(file, "program").read() == {}


def test_two_runs_at_once_do_not_disturb_each_other(tmp_path):
    (tmp_path / "many.py").write_text(derivation(24))
    command = [sys.executable, "-c", "from verifier.cli import main; main()", "all"]
    (tmp_path / "derivations").mkdir()
    (tmp_path / "many.py").rename(tmp_path / "derivations" / "many.py")
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    runs = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         text=True, env=environment)
        for _ in range(2)
    ]  # fmt: skip
    for run in runs:
        text, errors = run.communicate(timeout=60)
        assert (run.returncode, errors) == (0, "")
        assert "20 proved, 4 refuted as expected" in text
    third = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, env=environment, check=True
    )
    assert "20 proved, 4 refuted as expected" in third.stdout
