"""Which terms are continuous functions of a variable.

TRUSTED. Guarantee: ``continuous(term, v)`` is True only if ``term``, as a function of the
real variable v alone, is continuous at every point of the set where it is defined
(relative to that set). Sums, products, powers and compositions of functions that are
continuous on their domains; no jump (sign, floor, case, acot at 0) may depend on v.

Limits: says nothing of derivatives, limits and integrals that depend on v.
"""

from __future__ import annotations

from verifier.terms import (
    Add,
    Apply,
    Cases,
    Function,
    Multiply,
    Power,
    Product,
    Sum,
    Term,
    Variable,
)
from verifier.traversal import free_names

CONTINUOUS = frozenset((
    "exp", "log", "abs", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan",
    "asec", "acsc", "sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh",
    "acoth", "asech", "acsch", "erf", "erfc", "gamma", "loggamma", "digamma", "factorial",
    "max", "min",
))  # fmt: skip
"""Functions that are continuous wherever they are defined."""


def continuous(term: Term, variable: Variable) -> bool:
    """Whether ``term`` is surely continuous in ``variable`` on its domain."""
    if variable.name not in free_names(term):
        return True
    match term:
        case Variable():
            return True
        case Add(parts) | Multiply(parts) | Apply(_, parts, _):
            return all(continuous(part, variable) for part in parts)
        case Power(base, exponent):
            return continuous(base, variable) and continuous(exponent, variable)
        case Function(name, arguments):
            return name in CONTINUOUS and all(continuous(part, variable) for part in arguments)
        case Cases(branches, otherwise):
            if any(variable.name in free_names(condition) for condition, _ in branches):
                return False
            values = [value for _, value in branches]
            values += [] if otherwise is None else [otherwise]
            return all(continuous(value, variable) for value in values)
        case Sum(index, body) | Product(index, body):
            ends = variable.name in free_names((index.lower, index.upper))
            return not ends and continuous(body, variable)
        case _:
            return False
