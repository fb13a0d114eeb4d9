r"""A letter that serves as an index of two axes: ``i`` for samples here, for features there.

Guarantee: where a declared index stands on an axis that its range does not fit, and the line
it stands in can be read with that axis as its range, it is so read, and a reading says so.
Limits: no letter that a sum binds or a condition speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from verifier.claim import Assumption
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import IndexName
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import Name
from verifier.read.notes.terms import values
from verifier.read.sizes import ShapeMismatch
from verifier.terms import Index, Term, over

T = TypeVar("T")


class OffAxis(Complaint):
    """An index on an axis that its range does not fit."""

    def __init__(
        self, message: str, at: Placed, paste: tuple[str, ...], found: tuple[Index, Term, int]
    ) -> None:
        super().__init__("index-mismatch", message, at, paste)
        self.index, self.size, self.first = found


def moved(
    ctx: Context, read: Callable[[Context], T], assumed: Sequence[Assumption],
    done: tuple[Name, ...] = (),
) -> T:  # fmt: skip
    """``read(ctx)``; where an index does not fit its axis, with that axis as its range."""
    try:
        return read(ctx)
    except OffAxis as complaint:
        known = [one for one in ctx.scope.everything() if isinstance(one, IndexName)
                 and one.index == complaint.index and not (one.fixed or one.element)]  # fmt: skip
        if not known or assumed or ctx.scope.all_cases() or known[0].name in done:
            raise
        name = known[0].name
        index = over(complaint.index.name, complaint.size, complaint.first)
        scope = ctx.scope.inner(ctx.scope.level)
        scope.declare(IndexName(name, index))
        inner = replace(ctx, scope=scope, readings=dict(ctx.readings), needs=dict(ctx.needs),
                        calls=dict(ctx.calls), doubts=dict(ctx.doubts))  # fmt: skip
        try:
            found = moved(inner, read, assumed, (*done, name))
        except (Complaint, ShapeMismatch):
            raise complaint from None
        ctx.readings.update(inner.readings)
        ctx.needs.update(inner.needs)
        ctx.calls.update(inner.calls)
        ctx.doubts.update(inner.doubts)
        low, high = values.shape_text((index.lower,)), values.shape_text((index.upper,))
        ctx.note(f"`{name.latex}` is read as running from {low} to {high} here, over the axis it "
                 "stands on, and not as it was declared")  # fmt: skip
        return found
