"""Notes in Markdown (or LaTeX) as derivations: ``load`` reads one file.

Guarantee: nothing in a note is executed; every display is accounted for, and a file that
cannot be read at all is a ``BrokenFile`` with the line that says why.
"""

from __future__ import annotations

from verifier.read.notes.load import BrokenFile, load

__all__ = ["BrokenFile", "load"]
