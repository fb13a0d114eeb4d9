"""The panel of scalar claims: time and verdicts, against ``sympy.simplify``.

    python tests/benchmarks/bench_scalar_panel.py [--cap SECONDS] [--every N]

Prints a Markdown table. All times are taken in this one run, on this machine, after
imports. For SymPy: ``simplify(left - right) == 0`` for equations, ``simplify(relation)``
for inequalities, in a process of its own that is ended after ``--cap`` seconds a row
(counted as that many). ``--every N`` takes every N-th row only.
"""

import argparse
import multiprocessing
import statistics
import sys
import time
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "panel")]
TABLES = ("derivative_claims", "identity_claims", "inequality_claims", "calculus_claims")
REPEAT = 3


def rows():
    """All rows of the panel."""
    language = import_module("language")
    return [row for name in TABLES for table in import_module(name).TABLES
            for row in language.rows(table)]  # fmt: skip


def ours(row):
    """Seconds to prove (the best of a few), and whether the verdict is the expected one."""
    from verifier.numeric import cross_check
    from verifier.prove import Found, prove

    claim, best = row.claim(), float("inf")
    for _ in range(REPEAT):
        start = time.perf_counter()
        found = prove(claim)
        best = min(best, time.perf_counter() - start)
    start = time.perf_counter()
    numbers = cross_check(claim, deadline=5.0)
    checked = time.perf_counter() - start
    if isinstance(found, Found):
        thin = all(condition.thin for condition in found.checked.conditions)
        outcome = "proved" if thin else "conditional"
    elif found.ill_formed:
        outcome = "ill-formed"
    else:
        outcome = "refuted" if numbers.refutation else "undecided"
    return best, checked, outcome


def worker(pipe):
    """Answer rows one by one, in a process that may be ended at any time."""
    in_sympy = import_module("in_sympy")
    pipe.send("ready")
    while True:
        row = pipe.recv()
        start = time.perf_counter()
        try:
            answer = in_sympy.simplified(row)
        except Exception as error:  # noqa: BLE001 (whatever SymPy raises is no answer)
            answer = type(error).__name__
        pipe.send((time.perf_counter() - start, answer))


class Sympy:
    """A process that simplifies, started anew whenever it takes too long."""

    def __init__(self, cap):
        self.cap = cap
        self.process = None

    def start(self):
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=worker, args=(theirs,), daemon=True)
        self.process.start()
        self.pipe.recv()

    def ask(self, row):
        if self.process is None:
            self.start()
        self.pipe.send(row)
        if self.pipe.poll(self.cap):
            return self.pipe.recv()
        self.process.kill()
        self.process.join()
        self.process = None
        return self.cap, "too long"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cap", type=float, default=10.0)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    chosen = rows()[:: options.every]
    from verifier.numeric import cross_check  # noqa: F401
    from verifier.prove import prove

    prove(chosen[0].claim())
    theirs = Sympy(options.cap)
    mine, checks, their, ratios = [], [], [], []
    right = {"verifier": 0, "sympy": 0}
    wrong, slowest = [], []
    for number, row in enumerate(chosen):
        seconds, checked, outcome = ours(row)
        sympy_seconds, answer = theirs.ask(row)
        truth = row.outcome in ("proved", "conditional")
        right["verifier"] += outcome == row.outcome
        right["sympy"] += answer is truth
        if isinstance(answer, bool) and answer is not truth:
            wrong.append(row.name)
        mine.append(seconds)
        checks.append(checked)
        their.append(sympy_seconds)
        ratios.append(sympy_seconds / seconds)
        slowest.append((seconds, row.name))
        if sys.stderr.isatty():
            print(f"\r{number + 1}/{len(chosen)} {row.name:30}", end="", file=sys.stderr)
    slowest.sort(reverse=True)
    count = len(chosen)
    print(f"| {count} scalar claims | verifier | sympy.simplify |")
    print("| --- | --- | --- |")
    print(f"| expected verdict | {right['verifier']} | {right['sympy']} |")
    print(
        f"| median, ms | {1e3 * statistics.median(mine):.2f} | {1e3 * statistics.median(their):.1f} |"
    )
    print(f"| sum, s | {sum(mine):.1f} | {sum(their):.1f} |")
    print(f"| slowest, s | {max(mine):.2f} | {max(their):.2f} |")
    print(f"| cross-check by numbers, median, ms | {1e3 * statistics.median(checks):.1f} | |")
    print()
    print(
        f"ratio of the medians {statistics.median(their) / statistics.median(mine):.0f}, ", end=""
    )
    print(f"median of the ratios {statistics.median(ratios):.0f}")
    print(f"slowest here: {', '.join(f'{name} {s:.2f} s' for s, name in slowest[:8])}")
    print(f"SymPy answers otherwise than expected: {', '.join(wrong) or 'never'}")


if __name__ == "__main__":
    main()
