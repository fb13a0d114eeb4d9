"""What changed is read again, whatever it is and whenever it changed; what cannot be read ends."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from verifier.engine.fingerprint import CHANGED, moment
from verifier.engine.pool import WarmPool
from verifier.engine.run import check
from verifier.engine.settings import Settings
from verifier.engine.sources import discover
from verifier.engine.watch import Silent

HERE = Path(__file__).parent.parent.parent
USES = """\
from {helper} import number
from verifier import derivation, equal, real
notes = derivation("Uses")
x = real("x")
notes.claim("same", equal(x + number, x + 1))
"""


def test_a_helper_outside_the_project_is_read_again(tmp_path, monkeypatch):
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    monkeypatch.syspath_prepend(str(elsewhere))
    helper = elsewhere / "number_of_the_notes.py"
    file = elsewhere / "uses.py"
    file.write_text(USES.format(helper=helper.stem))
    outcomes = []
    for number in (1, 2, 1):
        helper.write_text(f"number = {number}\nlength = {'1' * number}\n")
        (result,) = check([file], Settings(root, jobs=1), Silent()).results
        outcomes.append(result.verdict.outcome)
    assert outcomes == ["proved", "refuted", "proved"]


READS = """\
from pathlib import Path
from verifier import derivation, equal, real
notes = derivation("Reads")
x = real("x")
number = int(Path(__file__).with_name("data.txt").read_text())
notes.claim("same", equal(x + number, x + 1))
"""


def test_a_data_file_that_changes_is_read_again(tmp_path):
    (tmp_path / "reads.py").write_text(READS)
    outcomes = []
    for number in ("1", "1 ", "2"):
        (tmp_path / "data.txt").write_text(number)
        (result,) = check([tmp_path / "reads.py"], Settings(tmp_path, jobs=1), Silent()).results
        outcomes.append(result.verdict.outcome)
    assert outcomes == ["proved", "proved", "refuted"]


def test_only_what_a_derivation_reads_counts(tmp_path, monkeypatch):
    monkeypatch.setattr("verifier.engine.fingerprint.OPENED", set())
    file, data = tmp_path / "reads.py", tmp_path / "data.txt"
    for each in (file, data):
        each.write_text("1")
    time.sleep(0.05)
    before = moment(file)
    data.read_text()
    (tmp_path / "written.txt").write_text("1")
    with suppress(FileNotFoundError):
        (tmp_path / "missing.txt").read_text()
    needs = before.needs(tmp_path)
    data.with_name("later.txt").write_text("1")
    data.with_name("later.txt").read_text()
    assert needs["data.txt"] not in ("", CHANGED)
    assert "written.txt" not in needs
    assert needs["missing.txt"] == ""
    assert "later.txt" not in moment(file).needs(tmp_path)


def test_a_file_that_is_edited_while_it_is_read_is_read_again(tmp_path):
    file = tmp_path / "note.md"
    file.write_text("one")
    before = moment(file)
    assert before.needs(tmp_path)["note.md"] not in ("", CHANGED)
    file.write_text("two")
    assert before.needs(tmp_path) == {"note.md": CHANGED}


def test_a_module_that_is_edited_while_it_is_imported_is_read_again(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("verifier.engine.fingerprint.SEEN", {})
    monkeypatch.setattr("sys.modules", sys.modules.copy())
    file = tmp_path / "uses.py"
    file.write_text("import early_module, late_module")
    early, late = tmp_path / "early_module.py", tmp_path / "late_module.py"
    early.write_text("a = 1")
    late.write_text("a = 1")
    time.sleep(0.05)
    before = moment(file)
    __import__("early_module")
    __import__("late_module")
    late.write_text("a = 2")
    needs = before.needs(tmp_path)
    assert needs["late_module.py"] == CHANGED != needs["early_module.py"]


def test_an_interruption_while_a_worker_starts_is_not_lost():
    """What a signal raises within the hooks of a fork is written down and forgotten."""
    script = (
        "import os, signal, sys\n"
        "from verifier.engine.pool import WarmPool\n"
        "os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "try:\n"
        "    WarmPool(1, 5.0).submit(int, 3).result()\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(7)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=HERE, timeout=30, check=False)
    assert run.returncode == 7


def test_workers_can_be_ended_although_their_owner_held_signals_back():
    pool = WarmPool(1, 5.0)
    blocked = pool.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result()
    pool.abandon()
    assert not blocked & {signal.SIGINT, signal.SIGTERM}


def test_a_worker_whose_owner_was_killed_ends_without_a_word():
    script = (
        "import os, signal, time\n"
        "from verifier.engine.pool import WarmPool\n"
        "pool = WarmPool(1, 5.0)\n"
        "pool.submit(time.sleep, 0.5)\n"
        "time.sleep(0.2)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=HERE, timeout=30, check=False, stderr=subprocess.PIPE
    )
    assert run.stderr == b""  # complete when the worker has ended as well


def test_links_that_go_round_and_pipes(tmp_path):
    (tmp_path / "a.py").symlink_to("b.py")
    (tmp_path / "b.py").symlink_to("a.py")
    (tmp_path / "round").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.py")
    assert list(discover([tmp_path], tmp_path)) == [tmp_path / "a.py", tmp_path / "b.py"]
    run = check([tmp_path], Settings(tmp_path, jobs=1), Silent())
    assert [file.file for file in run.broken] == ["a.py", "b.py"]
    run = check([tmp_path / "a.py"], Settings(tmp_path, jobs=1), Silent())
    assert [file.file for file in run.broken] == ["a.py"]
