"""The trusted kernel: ``check(claim, proof)`` accepts a proof or says which step fails.

TRUSTED. Standard library only. A proof is plain data (JSON); nothing that found
it is believed.
"""

from __future__ import annotations

from verifier.kernel.checker import check
from verifier.kernel.outcome import Accepted, OpenCondition, Rejected, Step

__all__ = ["Accepted", "OpenCondition", "Rejected", "Step", "check"]
