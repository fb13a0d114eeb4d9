"""How the time and the memory of a run grow with its claims, and with its processes.

    python tests/benchmarks/bench_scale.py [CLAIMS ...]

Claims are generated (``many_claims.py``), 500 to a file. For each number of claims: the
seconds of the run, the first verdict, claims a second and for each second of processor
time, the most memory that the run and its largest worker held; then one against two
processes, and the second run of the same, which finds everything remembered.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from many_claims import derivation  # noqa: E402

PER_FILE = 500
SCRIPT = "from verifier.cli import main; main()"


def project(folder: Path, claims: int) -> Path:
    """A root with ``claims`` claims."""
    place = folder / str(claims) / "derivations"
    place.mkdir(parents=True)
    for start in range(0, claims, PER_FILE):
        count = min(PER_FILE, claims - start)
        (place / f"many{start:06}.py").write_text(derivation(count, start))
    return place.parent


def resident(process: int) -> int:
    """Mebibytes that a process holds."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))
    except (OSError, StopIteration):
        return 0


def watch(run: subprocess.Popen, peaks: dict) -> None:
    """Keep the most memory that the run and its largest worker hold."""
    while run.poll() is None:
        peaks["run"] = max(peaks.get("run", 0), resident(run.pid))
        try:
            workers = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        except OSError:
            workers = []
        for worker in workers:
            peaks["worker"] = max(peaks.get("worker", 0), resident(int(worker)))
        time.sleep(0.1)


def measure(root: Path, label: str, *options: str) -> float:
    """One run, described on one line; its seconds."""
    command = [sys.executable, "-c", SCRIPT, "check", "derivations", "--format", "jsonl", *options]
    before, start = os.times(), time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent.parent)}
    run = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, env=environment)
    peaks: dict = {}
    threading.Thread(target=watch, args=(run, peaks), daemon=True).start()
    first = time.monotonic() - start if run.stdout.readline() else 0.0
    count = len(run.stdout.readlines())  # the last line is the summary, the first was read
    run.wait()
    took, after = time.monotonic() - start, os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    print(
        f"{label:24} {took:7.1f} s  first {first:4.1f} s  {count / took:6.1f} claims/s  "
        f"{count / spent:6.1f} claims/s of processor time  "
        f"{peaks.get('run', 0):4} MiB  worker {peaks.get('worker', 0):4} MiB",
        flush=True,
    )
    return took


def main() -> None:
    """Print the table."""
    sizes = [int(text) for text in sys.argv[1:]] or [1000, 3000, 10000]
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            root = project(Path(name), size)
            measure(root, f"{size} claims")
            measure(root, f"{size} again")
        root = project(Path(name), 600)
        one = measure(root, "600, one process", "--jobs", "1", "--no-cache")
        two = measure(root, "600, two processes", "--jobs", "2", "--no-cache")
        print(f"two processes are {one / two:.2f} times as fast as one")


if __name__ == "__main__":
    main()
