"""How well wrong claims are refuted, and how often the hint restores a true line.

    python -m tests.benchmarks.measure_refutations [--each N] [--seed N] [--only TEXT] [--verbose]

Every true claim of the test corpus, of the panel of scalar claims and of ``derivations/``
is mutated by one slip at a time. A mutant that is another true statement is left out.
Counted: mutants that are refuted with a counterexample, that come out proved (there must
be none), and those whose hint names a mended line, which was proved before it was shown.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "panel")]

from tests.refute.corpus import claims  # noqa: E402
from verifier.claim import Claim  # noqa: E402
from verifier.engine.decide import judge  # noqa: E402
from verifier.engine.lessons import prover  # noqa: E402
from verifier.engine.results import Broken  # noqa: E402
from verifier.engine.sources import discover, load  # noqa: E402
from verifier.prove import prove  # noqa: E402
from verifier.read.latex_print import latex  # noqa: E402
from verifier.refute.mutate import mutants  # noqa: E402

PANEL = ("derivative_claims", "identity_claims", "inequality_claims", "calculus_claims")


@dataclass
class Figures:
    """What came out of a number of wrong claims."""

    wrong: int = 0
    refuted: int = 0
    mended: int = 0
    hinted: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    unhinted: Counter[str] = field(default_factory=Counter)

    def add(self, other: Figures) -> None:
        """Takes in the figures of another claim."""
        self.wrong += other.wrong
        self.refuted += other.refuted
        self.mended += other.mended
        self.hinted += other.hinted
        self.seconds += other.seconds
        self.slowest = max(self.slowest, other.slowest)
        self.outcomes += other.outcomes
        self.unhinted += other.unhinted

    def lines(self) -> list[str]:
        """The figures for readers."""
        total = max(1, self.wrong)
        false = self.outcomes["proved"] + self.outcomes["conflict"]
        share, mended = 100 * self.refuted / total, 100 * self.mended / total
        return [
            f"wrong claims: {self.wrong}, refuted: {self.refuted} ({share:.1f} %), proved: {false}",
            f"mended by a hint: {self.mended} ({mended:.1f} %), any hint: {self.hinted}",
            f"seconds: {self.seconds / total:.2f} on average, {self.slowest:.2f} at most",
            f"verdicts: {dict(self.outcomes)}",
            f"no mended line for: {dict(self.unhinted.most_common(12))}",
        ]


def measured(claim: Claim, each: int, seed: int, verbose: bool = False) -> Figures:
    """The figures for ``each`` mutants of one true claim."""
    figures = Figures()
    for mutant in mutants(claim, each, seed, prover(prove)):
        start = time.monotonic()
        verdict = judge(mutant)
        seconds = time.monotonic() - start
        figures.wrong += 1
        figures.outcomes[verdict.outcome] += 1
        refuted = verdict.outcome == "refuted" and verdict.counterexample is not None
        mended = verdict.hint.count("(proved)") > 0
        figures.refuted += refuted
        figures.mended += mended
        figures.hinted += bool(verdict.hint)
        figures.seconds += seconds
        figures.slowest = max(figures.slowest, seconds)
        if not mended:
            figures.unhinted[mutant.reason] += 1
        if verbose and not (refuted and mended):
            print(f"  {mutant.id} [{mutant.reason}] {verdict.outcome} {seconds:.1f}s")
            print(f"      {latex(mutant.relation)}")
            print(f"      {verdict.hint or '-'}")
    return figures


def true_claims() -> list[Claim]:
    """Claims that are proved as they stand."""
    proves = prover(prove)
    return [claim for claim in corpus() if proves(claim, time.monotonic() + 2.0)]


def corpus() -> list[Claim]:
    """The corpus of the tests, the panel, and the derivations, as far as they are there."""
    found = claims() + panel()
    if (ROOT / "derivations").is_dir():
        found += derivations()
    return found


def panel() -> list[Claim]:
    """The rows of the scalar panel that are expected to be proved."""
    rows = import_module("language").rows
    found = []
    for name in PANEL:
        tables = vars(import_module(name)).items()
        for table in (text for key, text in tables if key.isupper() and isinstance(text, str)):
            found += [row.claim() for row in rows(table) if row.outcome == "proved"]
    return found


def derivations() -> list[Claim]:
    """The claims of ``derivations/`` that are expected to be proved."""
    found = []
    for place in discover([ROOT / "derivations"], ROOT):
        file = place if isinstance(place, Broken) else load(place, ROOT)
        items = getattr(file, "items", ())
        found += [part for part in items if isinstance(part, Claim) and part.expected == "proved"]
    return found


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=4, help="mutants of each claim")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="claims whose id contains this")
    parser.add_argument("--every", type=int, default=1, help="only each so many-th claim")
    parser.add_argument("--verbose", action="store_true", help="show what failed")
    options = parser.parse_args()
    total = Figures()
    chosen = [claim for claim in true_claims() if options.only in claim.id]
    for claim in chosen[:: options.every]:
        total.add(measured(claim, options.each, options.seed, options.verbose))
    print(f"true claims: {len(chosen[:: options.every])}")
    print("\n".join(total.lines()))


if __name__ == "__main__":
    main()
