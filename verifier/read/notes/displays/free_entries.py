r"""A matrix beside one of its entries, under the summation convention: ``(A^T)_{kl} = A^T``.

Guarantee: only where a **Layout** says that repeated indices are summed, and where the number
beside the array has as many free indices as the array has axes, each over its axis. The first
axis is that of the index that comes first in the alphabet; a reading says so, and nothing is
refuted, since the author may mean another order.
"""

from __future__ import annotations

from verifier.read.arrays import Array
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.terms import values
from verifier.read.sizes import same_size
from verifier.terms import Add, number
from verifier.traversal import free_indices


def beside(ctx: Context, one: Array, other: Array) -> tuple[Array, Array]:
    """Both sides, the array as its entry where the other side is one with free indices."""
    if not ctx.scope.layout.repeated or (one.rank == 0) == (other.rank == 0):
        return one, other
    whole, part = (one, other) if one.rank else (other, one)
    array = values.entries_of(whole)
    free = sorted(free_indices(part.entry(())), key=lambda index: index.name)
    if len(free) != array.rank or not all(
        same_size(index.upper, Add((size, number(start - 1))) if start != 1 else size)
        for index, size, start in zip(free, array.shape, array.starts, strict=True)
    ):  # fmt: skip
        return one, other
    letters = ", ".join(index.name for index in free)
    ctx.note(f"an array beside one entry: its entry {letters} is meant")
    ctx.doubts.setdefault(f"that entry {letters} of the array is meant")
    entry = values.scalar(array.entry(tuple(free)))
    return (entry, part) if one.rank else (part, entry)
