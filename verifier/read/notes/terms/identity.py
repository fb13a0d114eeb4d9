r"""The identity matrix: ``I_n``, and ``I`` where one size only fits.

Guarantee: an identity without a size is read only where the line it stands in has shapes
that agree for exactly one of the sizes declared around it, or where the square matrices there
have one size; a reading says which, and nothing that rests on the second is refuted. Limits:
all identities of one line have one size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.latex_print import latex
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Quantity, Scope
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.tree import Environment, Node, parts
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import Random
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
        if letter.startswith("\\"):
            self.message = "how long is this constant vector?"
            self.paste = (f"`{letter}_n`",)
        self.letter = letter


def of_its_size(ctx: Context, letter: str, at: Placed) -> Array:
    """The identity of the size in ``ctx``; raises ``Unsized`` while there is none."""
    if ctx.unit is None:
        raise Unsized(letter, at)
    return arrays.identity(ctx.unit)


def ones_of_its_size(ctx: Context, at: Placed) -> Array:
    """The vector of ones of the size in ``ctx``, or the identity where only that fits.

    Raises ``Unsized`` while there is no size.
    """
    if ctx.unit is None:
        raise Unsized(r"\mathbf{1}", at)
    if ctx.ones == "matrix":
        return arrays.identity(ctx.unit)
    return values.vector(arrays.filled(number(1), (ctx.unit,)), ctx.scope.layout.vectors)


def size_of_constants(ctx: Context, at: Placed) -> Term:
    """How long a vector of printed numbers with dots is; raises ``Unsized`` while that is open."""
    if ctx.unit is None:
        raise Unsized(r"\vdots", at)
    return ctx.unit


class Rowed(Complaint):
    """One index on a matrix that can only number its rows; how a row stands is open."""


def turned(ctx: Context, read: Callable[[Context], T]) -> T:
    r"""``read(ctx)``; where a row of a matrix is named by one index, as a column, else as a row.

    ``z_i^\top z_j`` needs columns, ``W_i x`` a row; where both fit (``\sum_i z_i``) it is all
    the same.
    """
    try:
        return read(ctx)
    except Rowed as complaint:
        for way in ("column", "row"):
            inner = replace(ctx, rows=way, readings=dict(ctx.readings), needs=dict(ctx.needs),
                            calls=dict(ctx.calls))  # fmt: skip
            try:
                found = read(inner)
            except (Complaint, ShapeMismatch):
                continue
            ctx.readings.update(inner.readings)
            ctx.needs.update(inner.needs)
            ctx.calls.update(inner.calls)
            return found
        raise complaint from None


def sized(ctx: Context, read: Callable[[Context], T]) -> T:
    """``read(ctx)``; where an identity has no size, with the one size that fits.

    A bold 1 that is a vector of no size may be the identity.
    """
    try:
        return read(ctx)
    except Unsized as complaint:
        vector = complaint.letter.startswith("\\")
        fitting, unsupported = fitted(ctx, read)
        matrix = vector and not fitting and unsupported is None
        if matrix:
            fitting, unsupported = fitted(replace(ctx, ones="matrix"), read)
        if not fitting and unsupported is not None:
            raise unsupported from None
        several = len(fitting) > 1 and not vector
        if several:
            own = squares(ctx.scope)
            fitting = [one for one in fitting if one[0] in own] if len(own) == 1 else []
        if len(fitting) != 1:
            raise
        size, inner, found = fitting[0]
        if several:
            ctx.doubts.setdefault(f"that `{complaint.letter}` is of size `{latex(size)}`, as the "
                                  "square matrices are")  # fmt: skip
        ctx.readings.update(inner.readings)
        ctx.needs.update(inner.needs)
        ctx.calls.update(inner.calls)
        kind = "a vector" if vector and not matrix else "the identity"
        ctx.note(f"`{complaint.letter}` read as {kind} of size `{latex(size)}`, "
                 "the one that fits")  # fmt: skip
        return found


def fitted(
    ctx: Context, read: Callable[[Context], T]
) -> tuple[list[tuple[Term, Context, T]], Complaint | None]:
    """The sizes for which ``read`` goes through, and what is not supported for one of them."""
    fitting: list[tuple[Term, Context, T]] = []
    unsupported: Complaint | None = None
    for size in dict.fromkeys([*sizes(ctx.scope)[:MOST], *literal(ctx.whole)]):
        inner = replace(ctx, unit=size, readings=dict(ctx.readings), needs=dict(ctx.needs),
                        calls=dict(ctx.calls))  # fmt: skip
        try:
            fitting.append((size, inner, read(inner)))
        except Complaint as other:
            unsupported = other if other.code == "not-supported" else unsupported
        except ShapeMismatch:
            continue
    return fitting, unsupported


def squares(scope: Scope) -> set[Term]:
    """The sizes of the square matrices that can be seen from ``scope``."""
    found: set[Term] = set()
    for section in scope.chain():
        for symbol in section.symbols.values():
            if isinstance(symbol, Quantity):
                shape = symbol.view.shape[symbol.slots_sub + symbol.slots_sup :]
                if len(shape) == 2 and shape[0] == shape[1] != number(1):
                    found.add(shape[0])
    return found


def literal(nodes: Sequence[Node]) -> list[Term]:
    """The numbers of rows of the matrices that are written out."""
    found: dict[Term, None] = {}
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        if isinstance(node, Environment) and "matrix" in node.name and len(node.rows) > 1:
            found.setdefault(number(len(node.rows)))
    return list(found)


def sizes(scope: Scope) -> list[Term]:
    """Every length but 1 of a quantity or random variable that can be seen from ``scope``."""
    found: dict[Term, None] = {}
    for section in scope.chain():
        for symbol in section.symbols.values():
            if isinstance(symbol, Quantity):
                found.update(dict.fromkeys(symbol.view.shape))
            elif isinstance(symbol, Random):
                found.update(dict.fromkeys(symbol.view.shape[1:]))
    return [size for size in found if size != number(1)]
