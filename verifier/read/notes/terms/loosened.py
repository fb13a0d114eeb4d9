r"""Readings that are tried last: a prime as a transpose, ``e_i`` as a vector of the standard basis.

Guarantee: what only such a reading makes whole is read so, with a note; where it does not make
the line whole, the first complaint stands. Limits: one kind of reading for all of a line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.terms.identity import Rowed, Unsized, sized, turned
from verifier.read.sizes import ShapeMismatch

PLAIN = "plain "
"""Before a kind: read as if the sign were part of a name. Where that is whole too, it is open."""

T = TypeVar("T")


class Loose(Complaint):
    """What a reading of the kind ``kind`` may answer; ``other`` is what else may be meant.

    ``either``: the plain reading is taken where only that one is whole.
    """

    def __init__(
        self, kind: str, message: str, at: Placed, paste: tuple[str, ...], other: str = "",
        *, code: str = "undeclared", either: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(code, message, at, paste)
        self.kind, self.other, self.either = kind, other, either


def loosened(ctx: Context, read: Callable[[Context], T]) -> T:
    """``read(ctx)``; where a sign has no meaning yet, with the one that is tried last."""
    try:
        return read(ctx)
    except Loose as complaint:
        kinds = (complaint.kind, PLAIN + complaint.kind)
        if ctx.loose & set(kinds):
            raise
        for kind in kinds if complaint.either else kinds[:1]:
            inner = quiet(ctx, kind)
            try:
                found = loosened(inner, read)
            except (Unsized, Rowed):
                raise
            except (Complaint, ShapeMismatch):
                continue
            ctx.readings.update(inner.readings)
            ctx.needs.update(inner.needs)
            ctx.calls.update(inner.calls)
            ctx.doubts.update(inner.doubts)
            if complaint.other and kind == kinds[0] and whole(quiet(ctx, kinds[1]), read):
                ctx.doubts.setdefault(complaint.other)
            return found
        raise complaint from None


def tried(ctx: Context, read: Callable[[Context], T]) -> T:
    """``read(ctx)`` with all that is found by trying: how rows stand, sizes, these readings."""
    return turned(ctx, lambda way: sized(way, lambda size: loosened(size, read)))


def quiet(ctx: Context, kind: str) -> Context:
    """``ctx`` with a further reading allowed, and notes of its own."""
    return replace(ctx, loose=ctx.loose | {kind}, readings=dict(ctx.readings),
                   needs=dict(ctx.needs), calls=dict(ctx.calls),
                   doubts=dict(ctx.doubts))  # fmt: skip


def whole(ctx: Context, read: Callable[[Context], T]) -> bool:
    """Whether ``read(ctx)`` goes through."""
    try:
        read(ctx)
    except (Complaint, ShapeMismatch):
        return False
    return True
