r"""Where a display gives a function: ``f(x) = \lambda e^{-\lambda x}, \quad x \ge 0``.

Guarantee: the equation is read for every x; a claim that calls f takes for granted that the
condition holds at its arguments, for all values of the indices that sums bind. Where that cannot
be said, under integrals and limits and in definitions, the value is undefined elsewhere. A claim
that integrates f is not refuted, since nothing says what f is elsewhere. Where the values of a
function lie, ``h : \mathbb{R} \to \{-1, 1\}``, is assumed of every value that is a number.
Limits: comparisons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import cast

from verifier.claim import Forall
from verifier.kernel import reading
from verifier.kernel.state import Refusal, State
from verifier.kernel.work import Exhausted
from verifier.read.arrays import Array
from verifier.read.latex_print import latex
from verifier.read.notes.scopes.context import Call, Context
from verifier.read.notes.scopes.scope import Function
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.tree import parts, text_of
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.traverse import once
from verifier.terms import (
    ZERO,
    And,
    Cases,
    Condition,
    Family,
    Index,
    Power,
    Relation,
    Sort,
    Term,
    Variable,
    number,
)
from verifier.traversal import free_indices

UNDEFINED = Power(ZERO, number(-1))
"""What has no value."""
VALUE = Variable("?value")
"""The value of a function, in what is said of all its values."""


def given_where(symbol: Function) -> list[Relation]:
    """The conditions on the parameters of a function."""
    return [test for test in symbol.domain
            if isinstance(test, Relation) and VALUE not in set(once(test))]  # fmt: skip


def lies(ctx: Context, symbol: Function, value: Term) -> None:
    """Take for granted that a value of a function lies in the set that it is declared with."""
    for test in symbol.domain:
        if VALUE not in set(once(test)):
            continue
        here = cast(Condition, substitute(cast(Term, test), put_in({VALUE: value})))
        free = tuple(index for index in free_indices(here) if index in ctx.bound)
        ctx.needs.setdefault(Forall(free, here) if free else here)


def said(ctx: Context, symbol: Function, given: Sequence[Array]) -> None:
    """Say how a function is read, and take for granted that it is given at its arguments."""
    if symbol.says:
        ctx.note(symbol.says)
    require_whole(symbol, given)
    if not (tests := given_where(symbol)):
        return
    where = " and ".join(f"${latex(test)}$" for test in tests)
    ctx.note(f"`{symbol.name.latex}` is given for {where} only")
    for here in at_arguments(symbol, given):
        if not bound_inside(ctx, here):
            free = tuple(index for index in free_indices(here) if index in ctx.bound)
            ctx.needs.setdefault(Forall(free, here) if free else here)
    waiting = list(ctx.whole)
    while waiting and text_of(waiting[-1]) != r"\int":
        waiting.extend(parts(waiting.pop()))
    if waiting:
        ctx.doubts.setdefault(f"that `{symbol.name.latex}` is given at some points only")


def require_whole(symbol: Function, given: Sequence[Array]) -> None:
    r"""Raise ``Complaint`` for ``g(1/2)``, ``g(x)`` of a function given for whole numbers."""
    for parameter, value in zip(symbol.parameters, given, strict=False):
        own = parameter.entry(()) if not parameter.rank and not value.rank else None
        if not isinstance(own, Variable) or own.sort not in (Sort.INTEGER, Sort.DIMENSION):
            continue
        at = value.entry(())
        real = isinstance(at, Variable) and at.sort is Sort.REAL and at != own
        if real or fractional(at):
            raise Complaint("declaration", f"`{symbol.name.latex}` is given for whole numbers only")


def fractional(term: Term) -> bool:
    """Whether a term is a number that is not whole."""
    if any(isinstance(part, (Variable, Index, Family)) for part in once(term)):
        return False
    try:
        value = reading.read(State(), term).constant()
    except (Refusal, Exhausted):
        return False
    return isinstance(value, Fraction) and value.denominator != 1


def kept(ctx: Context, symbol: Function, given: Sequence[Array], value: Array) -> Array:
    """``value``, undefined where the function is not given and nothing else says so.

    What is taken for granted of a letter that an integral or a limit binds would be said of
    another one, and a definition keeps nothing but its value.
    """
    tests = [here for here in at_arguments(symbol, given)
             if ctx.defining or bound_inside(ctx, here)]  # fmt: skip
    if not tests:
        return value
    inside = tests[0] if len(tests) == 1 else And(tuple(tests))

    def entry(at: tuple[Term, ...]) -> Term:
        return Cases(((inside, value.entry(at)),), UNDEFINED)

    if not value.rank and not any(one.rank for one in given):
        plain = Call(symbol.name.latex, tuple(one.entry(()) for one in given))
        ctx.calls[entry(())] = ctx.calls.get(value.entry(()), plain)
    return Array(value.shape, entry, value.starts)


def at_arguments(symbol: Function, given: Sequence[Array]) -> list[Relation]:
    """Where a function is given, said of its arguments."""
    tests = given_where(symbol)
    numbers: dict[Variable | Index, Term] = {}
    for parameter, value in zip(symbol.parameters if tests else (), given, strict=False):
        own = None if parameter.rank else parameter.entry(())
        if isinstance(own, Variable) and not value.rank:
            numbers[own] = value.entry(())
    bound = put_in(numbers)
    return [replace(test, left=substitute(test.left, bound), right=substitute(test.right, bound))
            for test in tests]  # fmt: skip


def bound_inside(ctx: Context, here: Relation) -> bool:
    """Whether a condition speaks of what an integral, a limit or a mean binds."""
    drawn = {one for one in ctx.outcomes.values() if isinstance(one, Variable)}
    return bool({*once(here)} & (ctx.dummies | drawn))
