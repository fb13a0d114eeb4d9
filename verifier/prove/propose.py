"""What SymPy proposes: antiderivatives. Untrusted, and slow to import: asked last.

Terms become SymPy expressions node by node and come back the same way; whatever has no
counterpart is given up.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from verifier.terms import (
    FUNCTIONS,
    Add,
    Constant,
    Function,
    Multiply,
    Number,
    Power,
    Sort,
    Term,
    Variable,
    call,
    number,
)


class Untranslatable(Exception):
    """A node without a counterpart on the other side."""


def proposals(body: Term, variable: Variable) -> Iterator[Term]:
    """Antiderivatives of ``body`` that SymPy finds by hand-like rules."""
    import sympy
    from sympy.integrals.manualintegrate import manualintegrate

    try:
        expression = expressed(body)
        found = manualintegrate(expression, sympy.Symbol(variable.name, real=True))
        if not found.has(sympy.Integral):
            yield understood(found, {variable.name: variable, **_variables(body)})
    except (Untranslatable, ArithmeticError, AttributeError, NotImplementedError, TypeError,
            ValueError, RecursionError):  # fmt: skip
        return


def _variables(body: Term) -> dict[str, Variable]:
    from verifier.traversal import walk

    return {node.name: node for node in walk(body) if isinstance(node, Variable)}


def expressed(term: Term) -> object:
    """The term as a SymPy expression; variables are taken to be real."""
    import sympy

    match term:
        case Number(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Constant("pi"):
            return sympy.pi
        case Variable(name, sort):
            whole = sort in (Sort.INTEGER, Sort.DIMENSION)
            return sympy.Symbol(name, integer=True) if whole else sympy.Symbol(name, real=True)
        case Add(parts):
            return sympy.Add(*map(expressed, parts))
        case Multiply(parts):
            return sympy.Mul(*map(expressed, parts))
        case Power(base, exponent):
            return sympy.Pow(expressed(base), expressed(exponent))
        case Function(name, arguments) if name not in ("heaviside", "loggamma", "digamma"):
            known = {"abs": "Abs", "max": "Max", "min": "Min"}.get(name, name)
            function = getattr(sympy, known, None)
            if function is not None:
                return function(*map(expressed, arguments))
    raise Untranslatable(str(type(term)))


def understood(expression: object, names: dict[str, Variable]) -> Term:
    """The SymPy expression as a term."""
    import sympy

    if isinstance(expression, sympy.Rational):
        return number(Fraction(int(expression.p), int(expression.q)))
    if expression is sympy.pi:
        return Constant("pi")
    if expression is sympy.E:
        return call("exp", 1)
    if isinstance(expression, sympy.Symbol) and expression.name in names:
        return names[expression.name]
    parts = tuple(understood(part, names) for part in getattr(expression, "args", ()))
    if isinstance(expression, sympy.Add):
        return Add(parts)
    if isinstance(expression, sympy.Mul):
        return Multiply(parts)
    if isinstance(expression, sympy.Pow):
        return Power(*parts)
    name = type(expression).__name__
    name = {"Abs": "abs", "Max": "max", "Min": "min"}.get(name, name)
    if FUNCTIONS.get(name) == len(parts):
        return Function(name, parts)
    raise Untranslatable(name)
