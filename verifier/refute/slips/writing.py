"""Small arithmetic on terms as people write them: ``1 * x`` is ``x``, ``-(-x)`` is ``x``.

Guarantee: each function returns a term with the value that it is named for, wherever
that is defined. Nothing is trusted to it: what is built here is proved afterwards.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import cast

from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Cases,
    Constant,
    Entry,
    Function,
    Index,
    Multiply,
    Number,
    Power,
    Product,
    Sort,
    Sum,
    Term,
    Variable,
    call,
    number,
)
from verifier.traversal import children, rebuild, replace, walk

MINUS = number(-1)


def opposite(term: Term) -> Term:
    """``-term``, without a double minus; of ``a - b`` it is ``b - a``."""
    match term:
        case Number(value):
            return Number(-value)
        case Multiply((Number(value), *rest)):
            return product(Number(-value), *rest)
        case Add((first, second)) if is_negative(first) != is_negative(second):
            return Add((opposite(second), opposite(first)))
        case _:
            return Multiply((MINUS, term))


def is_negative(term: Term) -> bool:
    """Whether ``term`` is written with a minus sign."""
    match term:
        case Number(value) | Multiply((Number(value), *_)):
            return value < 0
        case _:
            return False


def product(*factors: Term) -> Term:
    """The product without factors 1."""
    kept = tuple(factor for factor in factors if factor != ONE)
    if ZERO in kept:
        return ZERO
    return ONE if not kept else kept[0] if len(kept) == 1 else Multiply(kept)


def total(*terms: Term) -> Term:
    """The sum without terms 0."""
    kept = tuple(term for term in terms if term != ZERO)
    return ZERO if not kept else kept[0] if len(kept) == 1 else Add(kept)


def inverse(term: Term) -> Term:
    """``1 / term``, without a double fraction."""
    match term:
        case Power(base, Number(value)):
            return base if value == -1 else Power(base, Number(-value))
        case Number(value) if value != 0:
            return Number(1 / value)
        case _:
            return Power(term, MINUS)


def scaled(term: Term, factor: Fraction) -> Term:
    """``factor * term``, with the numbers in front multiplied out."""
    match term:
        case Number(value):
            return Number(value * factor)
        case Multiply(parts):
            for at, part in enumerate(parts):
                match part:
                    case Number(value):
                        new: Term = Number(value * factor)
                    case Power(Number(value), Number(exponent)) if exponent == -1 and value != 0:
                        below = value / factor
                        new = (
                            Power(Number(below), MINUS)
                            if below.denominator == 1
                            else Number(factor / value)
                        )
                        new = ONE if below == 1 else new
                    case _:
                        continue
                return product(*parts[:at], new, *parts[at + 1 :])
        case _:
            pass
    return product(Number(factor), *factors_of(term))


def times(term: Term, factor: Term) -> Term:
    """``term * factor``; a factor ``1/factor`` is cancelled instead."""
    under = inverse(factor)
    parts = factors_of(term)
    for at, part in enumerate(parts):
        if part == under:
            return product(*parts[:at], *parts[at + 1 :])
    return product(*parts, factor)


def tidied(node: Term) -> Term:
    """``node`` with products and sums flat, numbers in front, and without factors 1."""
    return cast(Term, _tidied(node))


def _tidied(node: object) -> object:
    node = rebuild(node, _tidied)
    match node:
        case Multiply(parts):
            flat = [factor for part in parts for factor in factors_of(part)]
            value = Fraction(math.prod(f.value for f in flat if isinstance(f, Number)))
            below = math.prod(1 / f for f in map(inverse_number, flat) if f)
            rest = [f for f in flat if not isinstance(f, Number) and inverse_number(f) is None]
            if below != 1:  # 2 x / 4 is x / 2, still with its fraction bar
                value = value / below
                rest += [Power(number(value.denominator), number(-1))] * (value.denominator > 1)
                value = Fraction(value.numerator)
            return product(Number(value), *rest)
        case Add(parts):
            return total(*[t for part in parts for t in terms_of(part)])
        case _:
            return node


def inverse_number(factor: Term) -> Fraction | None:
    """1/2 for what is written as a power of 2; None for anything else."""
    match factor:
        case Power(Number(value), Number(exponent)) if exponent == -1 and value:
            return 1 / value
        case _:
            return None


def factors_of(term: Term) -> tuple[Term, ...]:
    """The factors of a product; anything else is its own."""
    return term.factors if isinstance(term, Multiply) else (term,)


def terms_of(term: Term) -> tuple[Term, ...]:
    """The terms of a sum; anything else is its own."""
    return term.terms if isinstance(term, Add) else (term,)


def raised(base: Term, exponent: Fraction) -> Term:
    """``base ** exponent`` without exponents 1 and 0."""
    if exponent == 1:
        return base
    return ONE if exponent == 0 else Power(base, Number(exponent))


def is_sigmoid(term: object) -> bool:
    """Whether ``term`` is ``1/(1 + exp(u))``."""
    match term:
        case Power(Add((Number(one), Function("exp", _))), Number(exponent)):
            return one == 1 and exponent == -1
        case _:
            return False


def alike(one: Term, other: Term) -> bool:
    """Whether two terms differ only in the order and bracketing of sums and products."""
    return _ordered(one) == _ordered(other)


def _ordered(node: object) -> object:
    """``node`` with sums and products flat and sorted, bound indices named by their depth."""
    match node:
        case Add(parts):
            flat = [p for part in parts for p in _flat(_ordered(part), Add)]
            return (Add, *sorted(flat, key=repr))
        case Multiply(parts):
            flat = [p for part in parts for p in _flat(_ordered(part), Multiply)]
            flat = [part for part in flat if part != ONE]
            return flat[0] if len(flat) == 1 else (Multiply, *sorted(flat, key=repr))
        case Sum(index, body) | Product(index, body):
            depth = sum(isinstance(part, (Sum, Product)) for part in walk(body))
            bound = Index(f"#{depth}", index.lower, index.upper)
            return (type(node), _ordered(bound.lower), _ordered(bound.upper),
                    _ordered(replace(body, index, bound)))  # fmt: skip
        case tuple():
            return tuple(_ordered(part) for part in node)
        case Function() | Power() | Cases():
            return (type(node), *(_ordered(part) for part in children(node)))
        case _:
            return node


def _flat(part: object, kind: type) -> tuple[object, ...]:
    return part[1:] if isinstance(part, tuple) and part and part[0] is kind else (part,)


def slope(name: str, u: Term) -> Term | None:
    """The derivative of a function of one argument at ``u``, as tables print it."""
    square = Power(u, number(2))
    match name:
        case "exp":
            return call("exp", u)
        case "log":
            return Power(u, MINUS)
        case "sin":
            return call("cos", u)
        case "cos":
            return opposite(call("sin", u))
        case "tan":
            return total(ONE, Power(call("tan", u), number(2)))
        case "sinh":
            return call("cosh", u)
        case "cosh":
            return call("sinh", u)
        case "tanh":
            return total(ONE, opposite(Power(call("tanh", u), number(2))))
        case "asin":
            return Power(total(ONE, opposite(square)), number("-1/2"))
        case "acos":
            return opposite(Power(total(ONE, opposite(square)), number("-1/2")))
        case "atan":
            return Power(total(ONE, square), MINUS)
        case "asinh":
            return Power(total(square, ONE), number("-1/2"))
        case "acosh":
            return Power(total(square, MINUS), number("-1/2"))
        case "atanh":
            return Power(total(ONE, opposite(square)), MINUS)
        case "abs":
            return call("sign", u)
        case "erf":
            bell = call("exp", opposite(square))
            return product(number(2), Power(Constant("pi"), number("-1/2")), bell)
        case "gamma":
            return product(call("gamma", u), call("digamma", u))
        case "loggamma":
            return call("digamma", u)
        case _:
            return None


def differentiated(term: Term, by: Variable | Entry) -> Term | None:
    """The derivative by the usual rules; None where they are not enough."""
    match term:
        case Number() | Constant():
            return ZERO
        case Variable() | Entry() if term == by:
            return ONE
        case Variable():
            return ZERO if term.sort is Sort.REAL else None
        case Add(terms):
            slopes = [differentiated(part, by) for part in terms]
            return total(*[part for part in slopes if part]) if None not in slopes else None
        case Multiply(factors):
            parts: list[Term] = []
            for at, factor in enumerate(factors):
                inner = differentiated(factor, by)
                if inner is None:
                    return None
                if inner != ZERO:
                    parts.append(product(*factors[:at], inner, *factors[at + 1 :]))
            return total(*parts)
        case Power(base, Number(value)):
            inner = differentiated(base, by)
            return None if inner is None else product(Number(value), raised(base, value - 1), inner)
        case Function(name, (argument,)):
            outer, inner = slope(name, argument), differentiated(argument, by)
            return None if outer is None or inner is None else product(outer, inner)
        case _:
            return None
