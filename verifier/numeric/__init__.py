"""Independent numbers: claims evaluated as written, in balls that contain the truth.

Guarantee: shares no code with the kernel or the search. ``cross_check`` refutes only by
enclosures that exclude each other, ``truth_at`` answers only what is certain.
Limits: agreement never proves.
"""

from __future__ import annotations

from verifier.numeric.crosscheck import CrossCheck, Witness, cross_check
from verifier.numeric.evaluate import evaluate_at, truth_at
from verifier.numeric.judge import SideValue

__all__ = ["CrossCheck", "SideValue", "Witness", "cross_check", "evaluate_at", "truth_at"]
