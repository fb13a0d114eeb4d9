"""Derivatives, values at a point and limits, as an author writes them.

Guarantee: each builds exactly the term it names, for scalars and arrays alike,

    D(log(s[i]), x[j])     D(J, W)     jacobian(h, x, layout="numerator")

Limits: one differentiates by variables, entries, vectors and matrices that were declared.
"""

from __future__ import annotations

from functools import reduce
from typing import cast

import sympy

from verifier import terms
from verifier.read import calculus
from verifier.read.array_expression import (
    ArrayExpression,
    Operand,
    Result,
    as_array,
    combine,
    flawed,
)
from verifier.read.arrays import Array, ranged
from verifier.read.declarations import fresh_names
from verifier.read.latex_print import ATOM, POWER, PREFIX, Display, Printer
from verifier.read.operations import build
from verifier.read.quantity import MOST_DERIVATIVES, Flaw, IllFormedError, Mistake, check_order
from verifier.read.sizes import ShapeMismatch, names_in, same_shape, shape_text
from verifier.read.substitution import substituted
from verifier.terms import At, Derivative, Entry, Term, Variable


def D(expression: Operand, *by: object) -> Result | Mistake:
    """Differentiate by variables, entries, vectors or matrices, one after the other.

    ``D(f, x, x)`` and ``D(f, x, 2)`` are second derivatives. By an array the result has
    the axes of the expression, then those of the array.
    """
    variables: list[object] = []
    for part in by:
        if isinstance(part, (int, sympy.Integer)) and variables:
            variables += [variables[-1]] * (min(int(part), MOST_DERIVATIVES + 1) - 1)
        else:
            variables.append(part)
    if not variables:
        raise TypeError("D needs what to differentiate by: D(f, x)")
    if not any(isinstance(part, ArrayExpression) for part in (expression, *variables)):
        return build(nested_derivative, expression, *variables)
    result: Operand = expression
    for variable in variables:
        result = combine(calculus.derivative, derivative_display, result, variable)
    return cast(Result, result)


def nested_derivative(body: Term, *by: Term) -> Term:
    """Derivatives by scalars."""
    check_order(len(by))
    for variable in by:
        if not is_variable(variable):
            raise IllFormedError(
                "not-differentiable",
                f"cannot differentiate by {Printer().text(variable)}: "
                "only by a declared real variable, vector, matrix or entry",
            )
    return reduce(Derivative, cast("tuple[Variable | Entry, ...]", by), body)


def is_variable(term: Term) -> bool:
    """Whether one can differentiate by ``term``."""
    if isinstance(term, Variable):
        return term.sort in (terms.Sort.REAL, terms.Sort.COMPLEX)
    return isinstance(term, Entry)


def derivative_display(body: Display, by: Display) -> Display:
    """The derivative as a fraction of differentials."""
    if body.binding == ATOM and len(body.latex) < 40:
        return Display(rf"\frac{{\partial {body.latex}}}{{\partial {by.latex}}}", POWER)
    return Display(rf"\frac{{\partial}}{{\partial {by.latex}}} {body.within(POWER)}", PREFIX)


def gradient(expression: Operand, by: Operand) -> Result | Mistake:
    """All partial derivatives of a scalar, in the shape of what it is differentiated by."""
    part = as_array(expression)
    if isinstance(part.content, Array) and part.content.rank:
        return flawed(Flaw("shape-mismatch", "gradient takes a scalar; use jacobian or D"),
                      part.display)  # fmt: skip
    return D(expression, by)


def jacobian(expression: Operand, by: Operand, layout: str = "numerator") -> Result:
    """The matrix of derivatives of a vector by a vector; ``layout`` numerator or denominator."""

    def show(a: Display, b: Display) -> Display:
        shown = derivative_display(a, b)
        if layout == "numerator":
            return shown
        return Display(rf"{shown.within(ATOM)}^{{\top}}", POWER)

    return combine(lambda a, b: calculus.jacobian(a, b, layout), show, expression, by)


def at(expression: Operand, variable: Operand, value: Operand) -> Result | Mistake:
    """``expression`` where ``variable`` (a scalar, an entry or a vector) has ``value``.

    Derivatives in the expression are taken before the value is put in.
    """
    binder = as_array(variable)
    if isinstance(binder.content, Array) and binder.content.rank and not binder.content.family:
        return flawed(Flaw("not-supported", "only a declared vector can be given a value"),
                      binder.display)  # fmt: skip

    def make(body: Array, old: Array, new: Array) -> Array:
        return Array(body.shape, lambda at: put_in(body.entry(at), old, new), body.starts)

    def show(body: Display, old: Display, new: Display) -> Display:
        place = f"{old.latex} = {new.latex}"
        return Display(rf"\left. {body.latex} \right|_{{{place}}}", POWER)

    return combine(make, show, expression, variable, value)


def put_in(body: Term, old: Array, new: Array) -> Term:
    """``body`` with the value ``new`` for the variable, entry or whole family ``old``."""
    if old.family is None:
        variable = old.entry(())
        if isinstance(variable, Variable):
            return At(body, variable, (), new.entry(()))
        if not isinstance(variable, Entry):
            raise calculus.NotDifferentiable("only a declared variable can be given a value")
        return substituted(body, variable, new.entry(()))
    family = old.family
    taken = set(names_in(body, family)) | new.names
    names = fresh_names(old.rank, taken)
    axes = zip(names, family.shape, family.starts, strict=True)
    indices = tuple(ranged(name, size, start) for name, size, start in axes)
    if new.rank and not same_shape(new.shape, old.shape):
        raise ShapeMismatch(
            f"a value of shape {shape_text(new.shape)} for {family.name} of shape "
            f"{shape_text(old.shape)}"
        )
    value = new.aligned(old.starts).entry(indices) if new.rank else new.entry(())
    return At(body, family, indices, value)


def limit(expression: Operand, variable: Operand, point: Operand, side: str = "+-") -> sympy.Expr:
    """The limit, from both sides unless ``side`` is ``"+"`` or ``"-"``."""
    return sympy.Limit(expression, variable, point, side)
