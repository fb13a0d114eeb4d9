"""Limits that hold against anything, and claims that suffer nothing from their neighbours."""

import os
import signal
import time

import pytest

from verifier.engine.limits import Died, OutOfTime
from verifier.engine.pool import WarmPool
from verifier.engine.run import check
from verifier.engine.settings import Settings
from verifier.engine.watch import Silent
from verifier.engine.worker import alive

HEAD = """\
from verifier import derivation, equal, real
notes = derivation("hostile")
x = real("x")
notes.claim("first", equal(x, x))
"""
HOSTILE = {
    "loop": ("while True: pass", 5, "[out-of-time]"),
    "power": ('notes.claim("tower", equal(10 ** 10 ** 10, x))', 5, "[out-of-time]"),
    "sympy_power": (
        "from sympy import Integer\nInteger(10) ** (Integer(10) ** 10)",
        6,
        "[out-of-time]",
    ),
    "memory": ("a = bytearray(2**40)", 5, "MemoryError"),
    "exits": ("import os\nos._exit(3)", 0, "ended with status 3"),
    "segfault": ("import ctypes\nctypes.string_at(0)", 6, "ended by SIGSEGV"),
    "killed": ("import os\nos.kill(os.getpid(), 9)", 0, "ended by SIGKILL"),
}


def test_hostile_files_cost_no_other_file_anything(tmp_path, monkeypatch):
    monkeypatch.setattr("verifier.engine.reading.FILE_LIMIT", 1.5)
    (tmp_path / "good.py").write_text(HEAD)
    (tmp_path / "towers.md").write_text(
        "# Towers\n**Let** $x \\in \\mathbb{R}$.\n\n$$ 10^{10^{10}} = x $$\n\n"
        "$$ \\sum_{k=1}^{1000000} \\frac{1}{k^2} = x $$\n\n$$ x + x = 2 x $$\n"
    )
    for name, (text, _, _) in HOSTILE.items():
        (tmp_path / f"{name}.py").write_text(f"{HEAD}{text}\n")
    start = time.monotonic()
    run = check([tmp_path], Settings(tmp_path, timeout=0.3, jobs=2), Silent())
    assert time.monotonic() - start < 15
    broken = {file.file.removesuffix(".py"): file for file in run.broken}
    assert broken.keys() == HOSTILE.keys()
    for name, (_, line, words) in HOSTILE.items():
        assert broken[name].line == line, broken[name]
        assert words in broken[name].message
    outcomes = {result.item.id: result.verdict.outcome for result in run.results}
    assert outcomes["good/first"] == outcomes["towers/towers-3"] == "proved"
    assert not {outcomes["towers/towers"], outcomes["towers/towers-2"]} & {"proved", "conflict"}


def beat(times, pause):
    for _ in range(times):
        time.sleep(pause)
        alive()
    return times


def test_signs_of_life_extend_the_time_and_their_absence_ends_it():
    with WarmPool(1, limit=0.6) as pool:
        assert pool.submit(beat, 4, 0.3).result() == 4
        task = pool.trace(0.3, time.sleep, 60)
        with pytest.raises(OutOfTime) as stopped:
            task.result()
        assert "worker.py" in stopped.value.trace


def test_the_clock_starts_when_the_task_starts():
    with WarmPool(1, limit=0.5) as pool:
        tasks = [pool.submit(time.sleep, 0.3) for _ in range(4)]
        assert [task.result() for task in tasks] == [None] * 4


@pytest.mark.parametrize("fork", [True, False])
def test_a_worker_without_an_owner_ends(fork):
    """The alarm of the system ends a busy worker whose owner was killed."""
    with WarmPool(1, limit=60, fork=fork) as pool:
        assert pool.submit(pow, 2, 5).result() == 32
        task = pool.submit(alone)
        with pytest.raises(Died, match="SIGALRM"):
            task.result()


def alone():
    from verifier.engine import worker

    worker.alarm(0.1 - worker.GRACE)
    signal.pause()


def test_workers_that_cannot_start_fail_their_tasks():
    with WarmPool(1, limit=5, prepare=abrupt, fork=False) as pool, pytest.raises(Died):
        pool.submit(pow, 2, 5).result()


def abrupt():
    os._exit(7)


def test_started_workers_are_warm_before_their_first_clock_starts():
    with WarmPool(1, limit=0.4, prepare=slow_import, fork=False) as pool:
        assert pool.submit(pow, 2, 5).result() == 32


def slow_import():
    time.sleep(0.8)


@pytest.mark.parametrize(("mebibytes", "read"), [(100, False), (2000, True)])
def test_the_memory_limit_is_what_the_configuration_says(tmp_path, mebibytes, read):
    (tmp_path / "large.py").write_text(f"{HEAD}a = bytearray(400 * 2**20)\n")
    run = check([tmp_path], Settings(tmp_path, jobs=1, memory=mebibytes * 2**20), Silent())
    assert bool(run.results) == read
    assert [(file.line, file.message) for file in run.broken] == (
        [] if read else [(5, "MemoryError")]
    )
