"""Search for proofs. Untrusted: whatever it finds, the kernel decides."""

from __future__ import annotations

from verifier.prove.search import Found, NotFound, prove

__all__ = ["Found", "NotFound", "prove"]
