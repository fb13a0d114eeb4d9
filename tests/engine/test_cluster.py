"""A real Dask cluster on this machine: the same verdicts, whatever becomes of its workers."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.benchmarks.many_claims import derivation
from verifier.cli import main
from verifier.engine.cluster import Cluster, Lost, NoCluster
from verifier.engine.limits import Died, OutOfTime
from verifier.engine.settings import Settings

HERE = Path(__file__).parent.parent.parent
CLAIMS = 60


def start(*command, folder):
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    return subprocess.Popen(
        [sys.executable, "-m", *command, "--scheduler-file", str(folder / "scheduler.json")],
        cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A scheduler and three worker processes; yields its address and the workers."""
    folder = tmp_path_factory.mktemp("cluster")
    local = ("--host", "127.0.0.1", "--no-dashboard")
    processes = [start("distributed.cli.dask_scheduler", "--port", "0", *local, folder=folder)]
    try:
        processes += [
            start(
                "distributed.cli.dask_worker",
                "--nthreads",
                "1",
                "--no-nanny",
                *local,
                folder=folder,
            )
            for _ in range(3)
        ]
        end = time.monotonic() + 20
        while not (folder / "scheduler.json").exists() and time.monotonic() < end:
            time.sleep(0.05)
        address = json.loads((folder / "scheduler.json").read_text())["address"]
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    (root / "derivations").mkdir()
    (root / "derivations" / "many.py").write_text(derivation(CLAIMS))
    return root


def spin():
    while True:
        pass


def test_limits_hold_in_a_cluster_and_cost_no_worker(cluster):
    address, _ = cluster
    with Cluster(address, Settings(timeout=0.1)) as workers:
        tasks = [
            workers.submit(*work) for work in ((pow, 2, 5), (spin,), (os._exit, 3), (pow, 2, 6))
        ]
        assert tasks[0].result() == 32
        with pytest.raises(OutOfTime):
            tasks[1].result()
        with pytest.raises(Died, match="status 3"):
            tasks[2].result()
        assert tasks[3].result() == 64
        assert len(workers.client.nthreads()) == 3


def timeless(text):
    return re.sub(r'"seconds": [0-9.e-]+', '"seconds": 0', text)


def test_a_killed_worker_loses_no_claim_and_repeats_none(cluster, project):
    address, workers = cluster
    report = project / "reports" / "report.md"
    here = CliRunner().invoke(
        main, ["all", "--root", str(project), "--no-cache", "--format", "json"]
    )
    assert here.exit_code == 0
    expected = report.read_text()
    report.unlink()

    command = [sys.executable, "-c", "from verifier.cli import main; main()", "all", "--no-cache"]
    command += ["--root", str(project), "--format", "jsonl", "--cluster", address]
    run = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(HERE)}
    )
    lines = [run.stdout.readline()]
    workers[0].send_signal(signal.SIGKILL)
    # The same reader to the end: `communicate` would lose what it had already buffered.
    lines += run.stdout.read().splitlines()
    assert run.wait(60) == 0
    found = [json.loads(line) for line in lines]
    assert found.pop()["summary"]["claims"] == CLAIMS
    claims = json.loads(here.stdout)["claims"]
    assert [claim["id"] for claim in found] == [claim["id"] for claim in claims]
    assert timeless(json.dumps(found)) == timeless(json.dumps(claims))
    assert report.read_text() == expected
    assert workers[0].wait(5) == -signal.SIGKILL


def test_what_the_cluster_cannot_answer_is_lost(cluster, monkeypatch):
    address, workers = cluster
    with Cluster(address, Settings(timeout=1.0)) as remote:
        monkeypatch.setattr("verifier.engine.cluster.PATIENCE", 0.5)
        task = remote.submit(time.sleep, 60)
        time.sleep(0.2)
        for worker in workers:
            worker.kill()
        with pytest.raises(Lost):
            task.result()


@pytest.mark.parametrize("address", ["nonsense::x", "localhost", "foo://a:1", "tcp://127.0.0.1:9"])
def test_an_address_that_does_not_answer(project, monkeypatch, address):
    monkeypatch.setattr("verifier.engine.cluster.PATIENCE", 0.3)
    found = CliRunner().invoke(main, ["all", "--root", str(project), "--cluster", address])
    assert found.exit_code == 2
    assert f"Error: no Dask scheduler answers at {address}" in found.output
    assert "Traceback" not in found.output


def test_without_the_package_the_message_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=re.escape("pip install 'verifier[dask]'")):
        Cluster("tcp://127.0.0.1:9", Settings())
    found = CliRunner().invoke(main, ["check", ".", "--cluster", "tcp://127.0.0.1:9"])
    assert found.exit_code == 2
    assert "pip install 'verifier[dask]'" in found.output


def test_another_version_on_the_workers_is_refused(monkeypatch):
    from verifier.engine import cluster

    monkeypatch.setattr(cluster, "program", lambda: "mine")
    with pytest.raises(Died, match="another version"), ThreadPoolExecutor(1) as thread:
        thread.submit(cluster.isolated, (1.0, 2**30, "yours"), pow, (2, 5), {}).result()
