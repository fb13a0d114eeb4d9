r"""What shape the values of a recursion have: numbers, vectors or matrices.

Guarantee: told by the declaration, by a first value that is not written as zero, or by the
equations, whichever comes first. ``h_0 = 0`` (or no first value) says no shape: the one is
taken with which the equations give values of that same shape, numbers before vectors before
matrices. Limits: shapes that stand in the equations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions
from verifier.read.notes.recursions.recurrence_ranges import span
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, IndexName, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Name, head_of
from verifier.read.notes.source.tree import Node, parts
from verifier.read.notes.terms import values
from verifier.read.sizes import ShapeMismatch, concrete, same_shape
from verifier.terms import ZERO, Dependent, Family, Index, Sort, Term, Variable, number

if TYPE_CHECKING:
    from verifier.read.notes.recursions.recurrences import Key, Rule, System

MOST_TRIED = 64
"""Combinations of shapes that are tried."""
LOWEST = -20
"""A place before all others."""
PLACES = Variable("?places", Sort.DIMENSION)


def told(ctx: Context, system: System) -> dict[Key, Array]:
    """A value of the right shape for each sequence."""
    known: dict[Key, Array] = {}
    for rule in system.rules:
        old = ctx.scope.find(rule.key.name)
        if isinstance(old, Quantity) and old.slots_sub + old.slots_sup == 1:
            known[rule.key] = zeros(old.view.shape[1:], old.view.starts[1:])
            continue
        for key, one in system.given:
            if key == rule.key:
                right = expressions.expression(ctx, one.right, one.left[0])
                value = values.as_scalar(values.plain(right))
                if not is_zero(value):
                    known[rule.key] = value
                    break
    known = followed(ctx, system.rules, known)
    waiting = [rule for rule in system.rules if rule.key not in known]
    if not waiting:
        return known
    begun = {key for key, _ in system.given}
    open_ = [rule.key for rule in waiting if rule.key in begun] or [rule.key for rule in waiting]
    for guess in islice(guesses(ctx, open_, waiting), MOST_TRIED):
        try:
            found = followed(ctx, system.rules, {**known, **guess})
        except (Complaint, ShapeMismatch):
            continue
        if len(found) == len(system.rules) and all(fits(ctx, rule, found) for rule in waiting):
            for key, like in guess.items():
                if like.rank:
                    ctx.note(f"the values of `{key.glyph.latex}` are "
                             f"{values.shape_text(like.shape)}, as its equation says")  # fmt: skip
            return found
    return {**{rule.key: zeros((), ()) for rule in waiting}, **known}


def zeros(shape: tuple[Term, ...], starts: tuple[int, ...]) -> Array:
    """Nothing but zeros, one only where there is one."""
    return values.as_scalar(Array(shape, lambda _: ZERO, starts))


def is_zero(value: Array) -> bool:
    """Whether a value is written as the number zero."""
    return not value.rank and value.entry(()) == ZERO


def begins(value: Array, shape: tuple[Term, ...]) -> Array:
    """A first value, where a plain zero is all zeros."""
    return values.constant(ZERO, shape) if is_zero(value) and shape else value


def followed(ctx: Context, rules: Sequence[Rule], known: Mapping[Key, Array]) -> dict[Key, Array]:
    """``known``, and what follows for sequences whose equations rest on known ones."""
    found = dict(known)
    keys = {rule.key for rule in rules}
    while True:
        ready = [rule for rule in rules if rule.key not in found
                 and all(key in found for key, _ in rule.seen if key in keys)]  # fmt: skip
        if not ready:
            return found
        for rule in ready:
            found[rule.key] = value_of(ctx, rule, found)


def fits(ctx: Context, rule: Rule, known: Mapping[Key, Array]) -> bool:
    """Whether the equation gives values of the shape that they are taken to have."""
    try:
        own = value_of(ctx, rule, known)
    except (Complaint, ShapeMismatch):
        return False
    return same_shape(own.shape, known[rule.key].shape)


def value_of(ctx: Context, rule: Rule, known: Mapping[Key, Array]) -> Array:
    """The right side of an equation, its sequences standing for any values of their shapes."""
    letter = Name(Glyph(rule.letter.text))
    low, high = span(ctx, rule, rule.equation.types)
    index = Index(letter.internal, number(low or 1), high or PLACES)
    quiet = replace(ctx, readings={}, needs={}, calls={}, doubts={})
    inner = quiet.bind(*(sequence(key, like) for key, like in known.items()))
    endless = ctx.definitions.endless
    endless.add(PLACES)
    try:
        here = inner.bind(IndexName(letter, index))
        right = expressions.expression(here, rule.equation.right, rule.equation.left[0])
        return values.as_scalar(values.plain(right))
    finally:
        endless.discard(PLACES)


def sequence(key: Key, like: Array) -> Quantity:
    """Any values of that shape, at any place."""
    family = Family(f"?{key.name.latex}", (PLACES, *like.shape), (LOWEST, *like.starts))
    view = Array((PLACES, *like.shape), lambda at: Dependent(family, at, ()),
                 (LOWEST, *like.starts))  # fmt: skip
    above = key.above
    return Quantity(key.name, view, family, 0 if above else 1, 1 if above else 0, entries=not above)


def guesses(ctx: Context, keys: Sequence[Key], rules: Sequence[Rule]) -> Iterator[dict[Key, Array]]:
    """Shapes for these sequences: one for all of them first, then each its own."""
    shapes = candidates(ctx, rules)
    for shape in shapes:
        yield dict.fromkeys(keys, zeros(*shape))
    if len(keys) > 1:
        for several in product(shapes, repeat=len(keys)):
            yield {key: zeros(*shape) for key, shape in zip(keys, several, strict=True)}


def candidates(
    ctx: Context, rules: Sequence[Rule]
) -> list[tuple[tuple[Term, ...], tuple[int, ...]]]:
    """Shapes of what stands in the equations and columns or rows that would fit: small first."""
    found: list[tuple[tuple[Term, ...], tuple[int, ...]]] = [((), ())]
    one = number(1)

    def add(shape: tuple[Term, ...], starts: tuple[int, ...]) -> None:
        if not any(same_shape(shape, other) for other, _ in found):
            found.append((shape, starts))

    waiting: list[Node] = [node for rule in rules for node in rule.equation.right]
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        head = head_of(node)
        known = ctx.scope.fitting(head) if head is not None else None
        if known is not None and isinstance(known[0], Function):
            for parameter in known[0].parameters:
                if parameter.rank == 2:
                    add(parameter.shape, parameter.starts)
        if known is None or not isinstance(known[0], Quantity):
            continue
        symbol = known[0]
        slots = symbol.slots_sub + symbol.slots_sup
        shape, starts = symbol.view.shape[slots:], symbol.view.starts[slots:]
        if len(shape) != 2:
            continue
        add(shape, starts)
        for size, start in zip(shape, starts, strict=True):
            if ctx.scope.layout.vectors == "column":
                add((size, one), (start, 1))
            else:
                add((one, size), (1, start))
    return sorted(found, key=lambda pair: sum(concrete(size) != 1 for size in pair[0]))
