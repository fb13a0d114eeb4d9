"""The engine: from files to claims, from a claim to its verdict, from verdicts to a run.

Guarantee: every claim that was read gets exactly one verdict, in the order of its
file, whatever happens to the others; a proof is kept only when the kernel took it.

The light modules (results, proofs) import neither SymPy nor FLINT, so that saved
proofs can be replayed without them.
"""

from __future__ import annotations

from verifier.engine.results import Broken, Judged, Result, Run, Status

__all__ = ["Broken", "Judged", "Result", "Run", "Status"]
