r"""Conditions behind an equation that defines a function: where it gives the function.

Guarantee: only comparisons of the arguments that stand on the left count, as ``domains`` keeps
them. Limits: no sets but intervals.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.read.notes.displays import beside
from verifier.read.notes.displays.display import Statement
from verifier.read.notes.formulas import conditions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Quantity, Symbol
from verifier.read.notes.source.complaint import Complaint
from verifier.read.sizes import ShapeMismatch
from verifier.terms import And, Relation, Variable


def allowed(statement: Statement) -> bool:
    """Whether all conditions of an equation say where it gives a function."""
    return all(beside.of_arguments(part, statement) for part in statement.conditions)


def of(ctx: Context, symbol: Symbol, statement: Statement) -> Symbol:
    """The function with the conditions of its display."""
    if not statement.conditions or not isinstance(symbol, Function):
        return symbol
    own = []
    for name, parameter in zip(symbol.letters, symbol.parameters, strict=False):
        variable = None if parameter.rank else parameter.entry(())
        if isinstance(variable, Variable):
            own.append(Quantity(name, parameter, variable))
    inner = ctx.bind(*own)
    found: list[Relation] = []
    for part in statement.conditions:
        try:
            test = conditions.condition(replace(inner, readings={}), part, part[0])
        except (Complaint, ShapeMismatch):
            continue
        found += [one for one in (test.conditions if isinstance(test, And) else (test,))
                  if isinstance(one, Relation)]  # fmt: skip
    return replace(symbol, domain=tuple(found))
