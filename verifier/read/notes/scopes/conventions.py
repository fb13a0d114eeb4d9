"""The conventions of a section, as **Layout** lines set them.

Guarantee: columns, gradients in the shape of what they are taken by, natural logarithms and
first index 1, where nothing else is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from verifier.read.notes.source.tree import Node


@dataclass(frozen=True)
class Layout:
    """The conventions in force."""

    vectors: str = "column"
    gradients: str = "shape"
    """``shape``, ``numerator`` or ``denominator``."""
    logarithm: int = 0
    """The base of ``log``; 0 is natural."""
    start: int = 1
    powers: str = ""
    """``entries`` when a power of a vector is taken entry by entry."""
    transposed: bool = False
    """Whether ``^T`` is a transpose even where T is declared."""
    repeated: bool = False
    """Whether an index that stands twice in a product is summed over."""
    adjoint: str = ""
    r"""A further sign of the transpose, as ``\star``; nothing here is complex."""
    informal: frozenset[str] = frozenset()
    """Names that a **Skip** line leaves without meaning: links with them are not checked."""
    products: bool = False
    """Whether a product of two vectors of one shape is taken entry by entry."""
    mean: tuple[tuple[str, tuple[Node, ...]], ...] = ()
    """What an expectation is over, by its subscript; the empty one is that of a bare sign."""
    reach: str = ""
    """``factor`` or ``product``: what a function without brackets takes of several factors."""
    nabla: tuple[Node, ...] = ()
    """By what a gradient without a subscript is taken; empty where nothing is said."""
