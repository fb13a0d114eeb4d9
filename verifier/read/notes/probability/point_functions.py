r"""Functions whose argument is called like the data: ``f(x) = ...`` beside ``x_1, ..., x_n``.

Guarantee: where the letter in the brackets is declared as a vector and the right side cannot be
read of a vector, or only by powers and functions entry by entry, it stands for one number, and
the readings say so; ``f(x_i)`` is then the value at an entry. Limits: vectors of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from verifier.read import arrays
from verifier.read.notes.declarations import define, define_functions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, head_of, split
from verifier.read.notes.source.tree import Fenced, Node, Script
from verifier.read.sizes import ShapeMismatch
from verifier.terms import ONE, Family, Variable

STRETCHED = "array is taken entry by entry"


def function(
    ctx: Context,
    inner: Context,
    equation: define.Equation,
    left: tuple[Sequence[Node], Node],
    owners: Owners,
) -> Context:
    """``f(x) = ...`` as a function of what x is declared as, or else of one number."""
    numbers = as_numbers(inner, left[1])
    if not numbers or ctx.scope.layout.powers or equation.elementwise:
        return define_functions.function(ctx, inner, equation, *left, owners)
    readings: dict[str, None] = {}
    outer = replace(ctx, readings=readings)
    within = outer if inner is ctx else replace(inner, readings=readings)
    try:
        after = define_functions.function(outer, within, equation, *left, owners)
    except (Complaint, ShapeMismatch) as first:
        try:
            return of_numbers(ctx, inner, equation, left, numbers, owners)
        except (Complaint, ShapeMismatch):
            raise first from None
    if any(text.endswith(STRETCHED) for text in readings):
        with suppress(Complaint, ShapeMismatch):
            return of_numbers(ctx, inner, equation, left, numbers, owners)
    for text in readings:
        ctx.note(text)
    return replace(after, readings=ctx.readings)


def of_numbers(
    ctx: Context,
    inner: Context,
    equation: define.Equation,
    left: tuple[Sequence[Node], Node],
    numbers: Sequence[Quantity],
    owners: Owners,
) -> Context:
    """The function of numbers of these names."""
    after = define_functions.function(ctx, inner.bind(*numbers), equation, *left, owners)
    for one in numbers:
        ctx.note(f"`{one.name.latex}` in the brackets of a function is read as one number")
    return after


def as_numbers(inner: Context, call: Node) -> list[Quantity]:
    """The vectors among the arguments, as numbers."""
    fence = call.base if isinstance(call, Script) else call
    assert isinstance(fence, Fenced)
    found: list[Quantity] = []
    for argument in split(fence.children, SEPARATORS):
        head = head_of(argument[0]) if len(argument) == 1 else None
        known = inner.scope.fitting(head) if head is not None else None
        if (
            known is None
            or head is None
            or known[1:] != (len(head.sub), len(head.sup), head.primes)
        ):
            continue
        symbol = known[0]
        if isinstance(symbol, Quantity) and isinstance(symbol.owner, Family) and (
            sum(size != ONE for size in symbol.owner.shape) == 1
        ) and not (head.glyph.fonts or symbol.slots_sub or symbol.slots_sup):  # fmt: skip
            variable = Variable(head.name.internal)
            found.append(Quantity(head.name, arrays.scalar(variable), variable))
    return found
