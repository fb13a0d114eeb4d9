"""How fast: three identities for every n against SymPy at n = 12, and a whole run.

    python tests/benchmarks/bench_first_light.py

Prints a Markdown table. All times are taken in this one run, on this machine: ours are
medians of several repetitions; SymPy's are single ones, and a ``simplify`` that exceeds
``CAP`` seconds is counted as ``CAP``, so that the ratio is a lower bound.
"""

import json
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import sympy
from sympy import exp, log

from verifier.kernel import Accepted, check
from verifier.prove import Found, prove
from verifier.read.labelled import Labels, claim_of
from verifier.read.vocabulary import (
    D,
    Sum,
    delta,
    dimension,
    distribution,
    equal,
    index,
    softmax,
    vector,
)

ROOT = Path(__file__).parents[2]
UNROLLED = 12
CAP = 120
REPEAT = 20


def identities(n):
    """Softmax Jacobian, cross-entropy gradient and Hessian, entry by entry, over ``n``."""
    i, j = index("i j", n)
    x, t = vector("x", n), distribution("t", n)
    s = softmax(x)
    loss = -Sum(t[i] * log(s[i]), i)
    return {
        "softmax Jacobian": equal(D(s[i], x[j]), s[i] * (delta(i, j) - s[j])),
        "cross-entropy gradient": equal(D(loss, x[j]), s[j] - t[j]),
        "cross-entropy Hessian": equal(
            D(D(loss, x[i]), x[j]), s[i] * (delta(i, j) - s[j])
        ),
    }  # fmt: skip


def proved_and_replayed(relation):
    """Median seconds to prove a claim, write the proof down and replay it."""
    claim = claim_of(relation, (), Labels("bench"))
    times = []
    for _ in range(REPEAT):
        start = time.perf_counter()
        found = prove(claim)
        assert isinstance(found, Found), found
        assert isinstance(check(claim, json.loads(json.dumps(found.proof))), Accepted)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def unrolled():
    """The same three for n = 12, as the differences whose entries should simplify to 0."""
    x = sympy.symbols(f"x1:{UNROLLED + 1}", real=True)
    t = sympy.symbols(f"t1:{UNROLLED}", nonnegative=True)
    t = (*t, 1 - sum(t))
    total = sum(exp(v) for v in x)
    s = [exp(v) / total for v in x]
    loss = -sum(t[k] * log(s[k]) for k in range(UNROLLED))
    places = range(UNROLLED)
    jacobian = {(i, j): s[i] * ((i == j) * 1 - s[j]) for i in places for j in places}
    slopes = [sympy.diff(loss, x[i]) for i in places]
    return {
        "softmax Jacobian": [sympy.diff(s[i], x[j]) - jacobian[i, j] for i, j in jacobian],
        "cross-entropy gradient": [slopes[j] - (s[j] - t[j]) for j in places],
        "cross-entropy Hessian": [
            sympy.diff(slopes[i], x[j]) - jacobian[i, j] for i, j in jacobian
        ],
    }


def simplified(entries):
    """Seconds that ``simplify`` takes for all entries, and whether the cap cut it short."""

    def stop(*_):
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    start = time.perf_counter()
    signal.alarm(CAP)
    try:
        for entry in entries:
            assert sympy.simplify(entry) == 0
    except TimeoutError:
        return float(CAP), True
    finally:
        signal.alarm(0)
    return time.perf_counter() - start, False


def fastest(*command):
    """The least of three times that a command takes, in seconds."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - start)
    return min(times)


def main():
    """Measure and print."""
    n = dimension("n")
    ours = {name: proved_and_replayed(claim) for name, claim in identities(n).items()}
    theirs = {name: simplified(entries) for name, entries in unrolled().items()}
    print("| identity | proved and replayed, every n | `sympy.simplify`, n = 12 | ratio |")
    print("|---|---:|---:|---:|")
    capped = False
    for name, seconds in ours.items():
        other, cut = theirs[name]
        capped = capped or cut
        more = "> " if cut else ""
        print(f"| {name} | {1e3 * seconds:.1f} ms | {more}{other:.1f} s "
              f"| {more}{other / seconds:,.0f} |")  # fmt: skip
    total, all_theirs = sum(ours.values()), sum(seconds for seconds, _ in theirs.values())
    more = "> " if capped else ""
    print(f"| all three | {1e3 * total:.1f} ms | {more}{all_theirs:.1f} s "
          f"| {more}{all_theirs / total:,.0f} |")  # fmt: skip

    code = "import sys; from verifier.cli import main; main(sys.argv[1:])"
    imports = fastest(sys.executable, "-c", "import sympy, flint")
    fresh = fastest(sys.executable, "-c", code, "all", "--no-cache")
    again = fastest(sys.executable, "-c", code, "all")
    usage = fastest(sys.executable, "-c", code, "--help")
    print()
    print("| command | time | of `python -c 'import sympy, flint'` |")
    print("|---|---:|---:|")
    for name, seconds in (
        ("`verify all`, nothing remembered", fresh),
        ("`verify all`, nothing changed", again),
        ("`verify --help`", usage),
    ):
        print(f"| {name} | {seconds:.2f} s | {seconds / imports:.1f} |")


if __name__ == "__main__":
    main()
