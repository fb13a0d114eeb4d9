"""SymPy's derivatives, limits, integrals, sums and products as terms.

Guarantee: each means what SymPy's class means, its bound symbol read as a variable or index
of its own within its scope,

    Sum(f(k), (k, 1, n))  is  the sum of f over an index k from 1 to n

Limits: sums without a first term, indefinite integrals inside an expression, derivatives
of symbolic order and simultaneous substitutions are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy
from sympy.core.function import AppliedUndef

from verifier.read.quantity import DimensionSymbol, check_order, not_supported
from verifier.read.sympy_symbols import symbol_term
from verifier.terms import (
    At,
    Constant,
    Derivative,
    Entry,
    Index,
    Integral,
    Limit,
    Product,
    Sort,
    Sum,
    Term,
    Variable,
)
from verifier.traversal import free_names, fresh_name

if TYPE_CHECKING:
    from verifier.read.sympy_terms import Reading


def derivative(reading: Reading, expression: sympy.Expr) -> Term:
    """A derivative of any order."""
    body = reading.term(expression.expr)
    for by, times in expression.variable_count:
        if isinstance(by, AppliedUndef):
            return derivative_by_value(reading, expression)
        variable = reading.term(by)
        if not isinstance(variable, (Variable, Entry)) or isinstance(by, DimensionSymbol):
            raise not_supported(f"no derivative by {by}: it is no real variable")
        if not times.is_Integer:
            raise not_supported("a derivative of symbolic order is not supported")
        check_order(int(times))
        for _ in range(int(times)):
            body = Derivative(body, variable)
    return body


def derivative_by_value(reading: Reading, expression: sympy.Expr) -> Term:
    """``Derivative(f(g(x)), g(x))``: of f, at g(x)."""
    ((by, times), *more) = expression.variable_count
    name = fresh_name("v", {str(symbol) for symbol in expression.free_symbols})
    symbol = sympy.Symbol(name)
    body = expression.expr.xreplace({by: symbol})
    if more or not times.is_Integer or (body.has(AppliedUndef) and by in body.atoms(AppliedUndef)):
        raise not_supported(f"no derivative by {by} and other quantities")
    variable = Variable(name)
    term = reading.under(symbol, variable).term(body)
    check_order(int(times))
    for _ in range(int(times)):
        term = Derivative(term, variable)
    return At(term, variable, (), reading.term(by))


def substitution(reading: Reading, expression: sympy.Expr) -> Term:
    """``Subs``: the value at a point."""
    body, variables, points = expression.args
    if len(variables) > 1 and set(variables) & set().union(*(p.free_symbols for p in points)):
        raise not_supported("a substitution of several variables into one another")
    inner = reading
    for variable in variables:
        inner = inner.under(variable, symbol_term(variable))
    term = inner.term(body)
    for variable, point in zip(variables, points, strict=True):
        binder = symbol_term(variable)
        if not isinstance(binder, Variable):
            raise not_supported(f"no substitution for {variable}")
        term = At(term, binder, (), reading.term(point))
    return term


def limit(reading: Reading, expression: sympy.Expr) -> Term:
    """A limit; at infinity its side is understood."""
    body, symbol, point, side = expression.args
    if not isinstance(symbol, sympy.Symbol):
        raise not_supported(f"a limit is taken by a variable, not by {symbol}")
    tends, infinite = reading.extended(point), point in (sympy.oo, -sympy.oo)
    if symbol.is_integer and not infinite:
        raise not_supported(f"{symbol} is an integer and tends to no number")
    sort = Sort.REAL if not symbol.is_integer else Sort.INTEGER
    variable = Variable(str(symbol.name), sort)
    inner = reading.under(symbol, variable).term(body)
    return Limit(inner, variable, tends, "+-" if infinite else str(side))


def integral(reading: Reading, expression: sympy.Expr) -> Term:
    """A definite integral, or one inside another."""
    return integrate(reading, expression.function, list(expression.limits))


def integrate(reading: Reading, body: sympy.Expr, limits: list[sympy.Tuple]) -> Term:
    """The integral over ``limits``, the first innermost."""
    if not limits:
        return reading.term(body)
    *inner, last = limits
    if len(last) != 3:
        raise not_supported("an indefinite integral stands only as a side of an equation")
    symbol, lower, upper = last
    variable = Variable(str(symbol.name))
    ends = reading.extended(lower), reading.extended(upper)
    return Integral(integrate(reading.under(symbol, variable), body, inner), variable, *ends)


def big(reading: Reading, expression: sympy.Expr) -> Term:
    """SymPy's ``Sum`` or ``Product``, the first limit innermost."""
    kind = Sum if isinstance(expression, sympy.Sum) else Product
    return accumulate(reading, kind, expression.function, list(expression.limits))


def accumulate(
    reading: Reading, kind: type[Sum | Product], body: sympy.Expr, limits: list[sympy.Tuple]
) -> Term:
    """The sum or product over ``limits``."""
    if not limits:
        return reading.term(body)
    *inner, (symbol, lower, upper) = limits
    if lower == -sympy.oo:
        raise not_supported("a sum or product without a first term: write two")
    taken = free_names(tuple(reading.bound.values()))
    name = fresh_name(str(symbol.name), taken)
    end = Variable(f"{name}_∞", Sort.DIMENSION) if upper == sympy.oo else None
    index = Index(name, reading.term(lower), end or reading.term(upper))
    whole = kind(index, accumulate(reading.under(symbol, index), kind, body, inner))
    return whole if end is None else Limit(whole, end, Constant("oo"))
