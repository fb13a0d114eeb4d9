"""SymPy symbols, numbers and sizes: their terms, and what their assumptions say.

Guarantee: every assumption of a symbol that narrows its values becomes a fact of the
claim, or the symbol is refused; real is the default.

    Symbol("x", positive=True)  is  Variable x, real, with x > 0

Limits: ``rational`` is read as ``real`` (both are dense, and terms are continuous or
decided apart), ``prime``, ``irrational`` and the like are refused.
"""

from __future__ import annotations

from fractions import Fraction

import sympy

from verifier.claim import Assumption
from verifier.read.quantity import (
    Background,
    DimensionSymbol,
    IndexSymbol,
    Quantity,
    letter,
    not_supported,
)
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Constant,
    Index,
    Multiply,
    Number,
    Power,
    Relation,
    Sort,
    Term,
    Variable,
    call,
    number,
)

CONSTANTS: dict[sympy.Expr, Term] = {
    sympy.pi: Constant("pi"),
    sympy.E: call("exp", 1),
    sympy.I: Constant("i"),
    sympy.GoldenRatio: (1 + Power(number(5), number("1/2"))) / 2,
}
"""SymPy constant -> its term."""

REFUSED = (
    "prime", "composite", "irrational", "transcendental", "noninteger", "infinite", "antihermitian",
)  # fmt: skip
"""Assumptions that no fact can state."""

SIGNS = (
    ("positive", ">"), ("negative", "<"), ("zero", "="), ("nonnegative", ">="),
    ("nonpositive", "<="), ("nonzero", "!="),
)  # fmt: skip
"""Assumption -> how the symbol compares with 0; the first that holds says it all."""


def symbol_term(symbol: sympy.Symbol) -> Variable | Index:
    """The variable, dimension or index that ``symbol`` stands for."""
    if isinstance(symbol, DimensionSymbol):
        return symbol.term
    if isinstance(symbol, IndexSymbol):
        return symbol.index
    return Variable(letter(symbol), symbol_sort(symbol))


def symbol_sort(symbol: sympy.Symbol) -> Sort:
    """Integer where assumed, complex where assumed and not real, else real."""
    if symbol.is_integer:
        return Sort.INTEGER
    if symbol.is_complex and symbol.is_extended_real is not True:
        return Sort.COMPLEX
    return Sort.REAL


def symbol_facts(symbol: sympy.Symbol) -> tuple[Assumption, ...]:
    """What the assumptions of ``symbol`` say beside its sort."""
    if isinstance(symbol, (DimensionSymbol, IndexSymbol)):
        return ()
    variable = symbol_term(symbol)
    for refused in REFUSED:
        if getattr(symbol, f"is_{refused}") and not (
            refused in ("antihermitian", "noninteger") and symbol.is_imaginary
        ):
            raise not_supported(f"{symbol.name}: the assumption {refused}=True has no meaning here")
    facts: list[Assumption] = []
    for name, operator in SIGNS:
        if getattr(symbol, f"is_{name}"):
            facts.append(Relation(operator, variable, ZERO))
            break
    if symbol.is_imaginary:
        facts.append(Relation("=", call("re", variable), ZERO))
        facts.append(Relation("!=", call("im", variable), ZERO))
    if symbol.is_even:
        facts.append(Relation("=", call("mod", variable, 2), ZERO))
    if symbol.is_odd:
        facts.append(Relation("=", call("mod", variable, 2), ONE))
    return tuple(facts)


def number_term(value: sympy.Expr) -> Number:
    """A SymPy integer, rational or float; a float is the decimal that it prints as."""
    if value.is_Rational:
        return Number(Fraction(int(value.p), int(value.q)))
    if value.is_Float and value.is_finite:
        return number(str(value))
    raise not_supported(f"{value} is no number")


def size_expression(size: Term) -> sympy.Expr:
    """A size as a SymPy expression in its dimensions."""
    match size:
        case Number(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Variable(name, Sort.DIMENSION):
            return DimensionSymbol(name)
        case Add(terms):
            return sympy.Add(*map(size_expression, terms))
        case Multiply(factors):
            return sympy.Mul(*map(size_expression, factors))
        case Power(base, Number(value)):
            return size_expression(base) ** sympy.Rational(value.numerator, value.denominator)
        case Index():
            return Quantity(size, Background(symbols=()))
        case _:
            return Quantity(size)
