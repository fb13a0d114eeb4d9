r"""Where a display gives a function: ``f(x) = \lambda e^{-\lambda x}, \quad x \ge 0``.

Guarantee: the equation is read for every x; whatever calls f takes for granted that the
condition holds at its arguments, for all values of the indices that sums bind. A claim that
integrates f is not refuted, since nothing says what f is elsewhere. Where the values of a
function lie, ``h : \mathbb{R} \to \{-1, 1\}``, is assumed of every value that is a number.
Limits: comparisons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from verifier.claim import Forall
from verifier.read.arrays import Array
from verifier.read.latex_print import latex
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function
from verifier.read.notes.source.tree import parts, text_of
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.traverse import once
from verifier.terms import Condition, Index, Relation, Term, Variable
from verifier.traversal import free_indices

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
    if not (tests := given_where(symbol)):
        return
    where = " and ".join(f"${latex(test)}$" for test in tests)
    ctx.note(f"`{symbol.name.latex}` is given for {where} only")
    numbers: dict[Variable | Index, Term] = {}
    for parameter, value in zip(symbol.parameters, given, strict=False):
        own = None if parameter.rank else parameter.entry(())
        if isinstance(own, Variable) and not value.rank:
            numbers[own] = value.entry(())
    bound = put_in(numbers)
    for test in tests:
        here = replace(test, left=substitute(test.left, bound), right=substitute(test.right, bound))
        free = tuple(index for index in free_indices(here) if index in ctx.bound)
        ctx.needs.setdefault(Forall(free, here) if free else here)
    waiting = list(ctx.whole)
    while waiting and text_of(waiting[-1]) != r"\int":
        waiting.extend(parts(waiting.pop()))
    if waiting:
        ctx.doubts.setdefault(f"that `{symbol.name.latex}` is given at some points only")
