r"""Derivatives by ``u_k`` inside a sum over k, in a statement in which k stands free too.

Guarantee: ``\frac{\partial J}{\partial u_k} = \sum_k \frac{\partial}{\partial u_k} f(u_k)`` is
read with the k of the sum inside it; that the k outside may be meant is a doubt, so that such a
line is not refuted. Limits: letters of the same range.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.terms.traverse import once
from verifier.terms import Condition, Derivative, Entry, Index, Sum
from verifier.traversal import free_indices


def doubts(relation: Condition) -> Sequence[str]:
    """What a refutation would not settle."""
    free = {index.name for index in free_indices(relation)}
    found = {part.index.name for part in once(relation)
             if isinstance(part, Sum) and part.index.name in free and moves(part)}  # fmt: skip
    return [f"whether `{name}` inside the sum over it is that of the sum: it stands outside, too"
            for name in sorted(found)]  # fmt: skip


def moves(node: Sum) -> bool:
    """Whether something inside is differentiated by what the letter of the sum numbers."""
    return any(isinstance(part, Derivative) and isinstance(part.variable, Entry)
               and named(part.variable, node.index) for part in once(node.body))  # fmt: skip


def named(variable: Entry, index: Index) -> bool:
    """Whether an index stands among the places of a variable."""
    return any(isinstance(place, Index) and place.name == index.name
               for place in variable.indices)  # fmt: skip
