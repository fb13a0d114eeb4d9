r"""Recursions that go backwards: ``G_t = R_{t+1} + \gamma G_{t+1}``, ``\delta^{(l)}`` from l + 1.

Guarantee: the equations hold at every place that has the later ones it looks at; the last
values are those that an equation gives (``G_T = 0``, ``\delta^{(L)} = ...``), else arbitrary.

    G_T = 0, G_t = R_{t+1} + G_{t+1}   ->   Recursion(G[t] = ... for t = 0, ..., T - 1), G[T] = 0

Limits: one last value, with equations that look one place ahead; or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions, indexing
from verifier.read.notes.recursions import random_sequences, recurrence_shapes, recurrences
from verifier.read.notes.recursions.recurrence_ranges import plus, span
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Piece, head_of
from verifier.read.notes.terms import values
from verifier.read.sizes import difference, never_negative, same_shape
from verifier.terms import Add, Index, Term, number

if TYPE_CHECKING:
    from verifier.read.notes.declarations.define import Equation


def ends(
    equations: Sequence[Equation], rules: Sequence[recurrences.Rule]
) -> tuple[tuple[recurrences.Key, Piece, Equation], ...]:
    """The values of the sequences at places that are letters, such as ``h^{(L)}``."""
    found: list[tuple[recurrences.Key, Piece, Equation]] = []
    for rule in rules:
        for one in equations:
            piece = place_of(one, rule.key)
            if piece is not None and not piece.text.isdigit() and (
                recurrences.offset(piece) is None or rule.letter.text not in piece.text
            ):  # fmt: skip
                found.append((rule.key, piece, one))
    return tuple(found)


def place_of(equation: Equation, key: recurrences.Key) -> Piece | None:
    """The script of ``s_T = ...``, for the sequence ``key``."""
    head = head_of(equation.left[0]) if len(equation.left) == 1 else None
    if head is None or head.primes or head.glyph != key.glyph:
        return None
    items, others = (head.sup, head.sub) if key.above else (head.sub, head.sup)
    return indexing.bare_piece(items[0]) if len(items) == 1 and not others else None


def begun(
    ctx: Context,
    rule: recurrences.Rule,
    system: recurrences.System,
    ahead: int,
    like: Array,
    owners: Owners,
    random: tuple[Index, ...],
) -> recurrences.Making:
    """The sequence with its places, its values shaped as ``like`` is."""
    low, high = span(ctx, rule, [one for other in system.rules for one in other.equation.types],
                     backwards=True)  # fmt: skip
    base = [(place(ctx, piece), one) for key, piece, one in system.ends if key == rule.key]
    base += [(number(at), one) for key, at, one in system.base if key == rule.key]
    if len(base) > 1 or (base and ahead > 1):
        raise Complaint("not-supported", "a recursion backwards from several values", rule.letter)
    endless = not base and high is None
    first = low if low is not None else int(high is None and not endless)
    if base:
        last = base[0][0]
    else:
        last = plus(high, ahead) if high is not None else recurrences.places(ctx, owners)
    upper = plus(last, -ahead)
    if high is not None and not never_negative(difference(high, upper)):
        raise Complaint("declaration", f"the values between those that the equation gives and "
                        f"the last one are not given: say for which `{rule.letter.text}`",
                        rule.letter)  # fmt: skip
    length = plus(last, 1 - first)
    if endless:
        length, upper = last, Add((last, number(first - 1 - ahead)))
    given: list[tuple[int | Term, Array]] = []
    for at, one in base:
        value = values.as_scalar(values.plain(
            expressions.expression(ctx, one.right, one.left[0])))  # fmt: skip
        value = recurrence_shapes.begins(value, like.shape)
        if not same_shape(value.shape, like.shape):
            raise Complaint("shape-mismatch", "the last value has another shape", one.left[0])
        given.append((at, value))
    family, symbol = random_sequences.values_at(rule.key, length, first, like, owners, random)
    return recurrences.Making(family, symbol, first, upper, tuple(given), ahead, random)


def place(ctx: Context, piece: Piece) -> Term:
    """A last place as a term."""
    term = values.one_number(expressions.expression(ctx, piece.nodes, piece), piece, "a place")
    indexing.require_integer(ctx, term, piece)
    return term
