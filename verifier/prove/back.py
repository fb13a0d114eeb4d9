"""From the kernel's polynomials back to terms, for conditions named in proofs and residuals.

Untrusted: a wrong term makes a proof that the kernel rejects, nothing worse.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel.state import Generator, State
from verifier.polynomial import Exponent, Polynomial
from verifier.terms import (
    ZERO,
    Add,
    Apply,
    Constant,
    Entry,
    Function,
    FunctionSymbol,
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
    delta,
    number,
)

SORTS = {
    "variable": Sort.REAL,
    "integer": Sort.INTEGER,
    "dimension": Sort.DIMENSION,
    "complex": Sort.COMPLEX,
}
LETTERS = "jklmpqrst"


class NoTerm(Exception):
    """The polynomial has a part that cannot be written as a term."""


def term_of(state: State, polynomial: Polynomial) -> Term:
    """A term equal to ``polynomial``."""
    parts: list[Term] = []
    for monomial, value in sorted(polynomial.terms.items(), key=lambda item: len(item[0])):
        factors: list[Term] = [] if value == 1 and monomial else [number(Fraction(value))]
        factors += [_power(state, identity, exponent) for identity, exponent in monomial]
        parts.append(factors[0] if len(factors) == 1 else Multiply(tuple(factors)))
    if not parts:
        return ZERO
    return parts[0] if len(parts) == 1 else Add(tuple(parts))


def _power(state: State, identity: int, exponent: Exponent) -> Term:
    record = state.record(identity)
    if record.head == "exp":
        inner = record.arguments[0]
        assert isinstance(inner, Polynomial)
        return call("exp", term_of(state, inner.scale(exponent)))
    base = _generator(state, record)
    return base if exponent == 1 else Power(base, number(Fraction(exponent)))


def _generator(state: State, record: Generator) -> Term:
    arguments = record.arguments
    terms = [term_of(state, a) for a in arguments if isinstance(a, Polynomial)]
    name = str(arguments[0]) if arguments else ""
    match record.head:
        case "variable" | "integer" | "dimension" | "complex":
            if "@" in name:
                raise NoTerm
            return Variable(name, SORTS[record.head])
        case "index":
            return Index(name, terms[0], terms[1])
        case "bound" | "placeholder":
            return Index(LETTERS[int(name) % len(LETTERS)] + name, terms[0], terms[1])
        case "entry" | "onehot":
            return Entry(state.table.families[name], tuple(terms))
        case "poly" | "prime":
            return terms[0]
        case "abs":
            return call("abs", terms[0])
        case "log":
            return call("log", call("abs", terms[0]))
        case "pi":
            return Constant("pi")
        case "i":
            return Constant("i")
        case "sin" | "cos" | "asin" | "atan" | "erf" | "gamma" | "digamma" | "floor" | "sign":
            return call(record.head, terms[0])
        case "function":
            return Function(name, tuple(terms))
        case "delta":
            return delta(*_two_sides(terms[0]))
        case "ipow":
            return Power(terms[0], terms[1])
        case "applied":
            orders = tuple(int(order) for order in str(arguments[1]).split(","))
            return Apply(FunctionSymbol(name, len(orders)), tuple(terms), orders)
        case "sum" | "product":
            return _sum(state, record)
        case _:
            raise NoTerm


def _two_sides(difference: Term) -> tuple[Term, Term]:
    """Two terms with this difference, neither with a part that is subtracted."""
    sides: tuple[list[Term], list[Term]] = ([], [])
    for part in difference.terms if isinstance(difference, Add) else (difference,):
        match part:
            case Number(value) if value < 0:
                sides[1].append(number(-value))
            case Multiply((Number(value), *factors)) if value < 0:
                front = [] if value == -1 else [number(-value)]
                rest: tuple[Term, ...] = (*front, *factors)
                sides[1].append(rest[0] if len(rest) == 1 else Multiply(rest))
            case _:
                sides[0].append(part)
    left, right = (
        ZERO if not side else side[0] if len(side) == 1 else Add(tuple(side)) for side in sides
    )
    return left, right


def _sum(state: State, record: Generator) -> Term:
    placeholders, body = record.arguments
    assert isinstance(placeholders, tuple)
    assert isinstance(body, Polynomial)
    result = term_of(state, body)
    for placeholder in reversed(placeholders):
        index = _generator(state, state.record(int(str(placeholder))))
        assert isinstance(index, Index)
        result = Sum(index, result) if record.head == "sum" else Product(index, result)
    return result


def free_everywhere(state: State, polynomial: Polynomial) -> bool:
    """Whether no bound index occurs in ``polynomial``."""
    return all(
        state.record(leaf).head not in ("bound", "placeholder")
        for leaf in state.support(polynomial)
    )
