r"""The identity matrix: ``I_n``, and ``I`` where one size only fits.

Guarantee: an identity without a size is read only where the line it stands in has shapes
that agree for exactly one of the sizes declared around it; a reading says which. Limits:
all identities of one line have one size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.latex_print import latex
from verifier.read.notes.complaint import Complaint, Placed
from verifier.read.notes.context import Context
from verifier.read.notes.scope import Quantity, Scope
from verifier.read.sizes import ShapeMismatch
from verifier.terms import Term, number

MOST = 24
"""Sizes that are tried."""

T = TypeVar("T")


class Unsized(Complaint):
    """An identity matrix without its size."""

    def __init__(self, letter: str, at: Placed) -> None:
        super().__init__("undeclared", f"`{letter}` is undeclared; an identity needs its size", at,
                         (f"`{letter}_n`, or **Define** ${letter} = {letter}_n$",))  # fmt: skip
        self.letter = letter


def of_its_size(ctx: Context, letter: str, at: Placed) -> Array:
    """The identity of the size in ``ctx``; raises ``Unsized`` while there is none."""
    if ctx.unit is None:
        raise Unsized(letter, at)
    return arrays.identity(ctx.unit)


def sized(ctx: Context, read: Callable[[Context], T]) -> T:
    """``read(ctx)``; where an identity has no size, with the one size that fits."""
    try:
        return read(ctx)
    except Unsized as complaint:
        fitting: list[tuple[Term, Context, T]] = []
        for size in sizes(ctx.scope)[:MOST]:
            inner = replace(ctx, unit=size, readings=dict(ctx.readings), needs=dict(ctx.needs),
                            calls=dict(ctx.calls))  # fmt: skip
            try:
                fitting.append((size, inner, read(inner)))
            except (Complaint, ShapeMismatch):
                continue
        if len(fitting) != 1:
            raise
        size, inner, found = fitting[0]
        ctx.readings.update(inner.readings)
        ctx.needs.update(inner.needs)
        ctx.calls.update(inner.calls)
        ctx.note(f"`{complaint.letter}` read as the identity of size `{latex(size)}`, "
                 "the one that fits")  # fmt: skip
        return found


def sizes(scope: Scope) -> list[Term]:
    """Every length but 1 of a quantity that can be seen from ``scope``."""
    found: dict[Term, None] = {}
    for section in scope.chain():
        for symbol in section.symbols.values():
            if isinstance(symbol, Quantity):
                found.update(dict.fromkeys(symbol.view.shape))
    return [size for size in found if size != number(1)]
