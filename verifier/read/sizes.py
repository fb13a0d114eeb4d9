"""Sizes of axes: compared exactly, broadcast as NumPy does, named in errors.

Guarantee: two sizes are taken as equal only when they are the same polynomial in
their atoms (dimensions, and anything that is not ``+ * **`` with a natural exponent):

    n + 1 = 1 + n,   2*n = n + n,   n*(m + 1) = n*m + n

so no mismatch is missed and none invented between polynomials. Limits: floors and
quotients are atoms, equal only when written alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from verifier.terms import (
    Add,
    Family,
    Function,
    FunctionSymbol,
    Index,
    Multiply,
    Number,
    Power,
    Sort,
    Term,
    Variable,
)

Sizes = tuple[Term, ...]
Monomial = tuple[tuple[Term, int], ...]
SizePolynomial = dict[Monomial, Fraction]


class ShapeMismatch(Exception):
    """Arrays whose shapes do not fit; ``message`` names the shapes, ``code`` is stable."""

    code = "shape-mismatch"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class IndexMismatch(ShapeMismatch):
    """An index that cannot be used where it stands."""

    code = "index-mismatch"


def size_polynomial(size: Term) -> SizePolynomial:
    """``size`` as a polynomial in its atoms, with exact coefficients and no zero terms."""
    match size:
        case Number(value):
            return {(): value} if value else {}
        case Add(terms):
            total: SizePolynomial = {}
            for term in terms:
                total = plus(total, size_polynomial(term))
            return total
        case Multiply(factors):
            product: SizePolynomial = {(): Fraction(1)}
            for factor in factors:
                product = times(product, size_polynomial(factor))
            return product
        case Power(base, Number(value)) if value.denominator == 1 and 0 <= value <= 12:
            product = {(): Fraction(1)}
            for _ in range(int(value)):
                product = times(product, size_polynomial(base))
            return product
        case _:
            return {((size, 1),): Fraction(1)}


def plus(left: SizePolynomial, right: SizePolynomial) -> SizePolynomial:
    """The sum of two size polynomials."""
    total = dict(left)
    for monomial, value in right.items():
        value += total.pop(monomial, Fraction(0))
        if value:
            total[monomial] = value
    return total


def times(left: SizePolynomial, right: SizePolynomial) -> SizePolynomial:
    """The product of two size polynomials."""
    product: SizePolynomial = {}
    for first, a in left.items():
        for second, b in right.items():
            powers = dict(first)
            for atom, exponent in second:
                powers[atom] = powers.get(atom, 0) + exponent
            monomial = tuple(sorted(powers.items(), key=repr))
            product = plus(product, {monomial: a * b})
    return product


def difference(left: Term, right: Term) -> SizePolynomial:
    """``left - right``."""
    negated = {monomial: -value for monomial, value in size_polynomial(right).items()}
    return plus(size_polynomial(left), negated)


def same_size(left: Term, right: Term) -> bool:
    """Whether two sizes are the same polynomial."""
    return left == right or not difference(left, right)


def concrete(size: Term) -> int | None:
    """The size as a number, when it is one."""
    polynomial = size_polynomial(size)
    if not polynomial:
        return 0
    value = polynomial.get(()) if len(polynomial) == 1 else None
    return int(value) if value is not None and value.denominator == 1 else None


def never_negative(polynomial: SizePolynomial) -> bool:
    """Whether ``polynomial >= 0`` for all dimensions >= 1, seen from its coefficients.

    An index stands at the end of its range that makes it least; then each dimension is
    written as ``1 + e`` with ``e >= 0``. False may mean "not seen".
    """
    index = next((atom for monomial in polynomial for atom, _ in monomial
                  if isinstance(atom, Index)), None)  # fmt: skip
    if index is not None:
        alone = ((index, 1),)
        rest = {monomial: value for monomial, value in polynomial.items() if monomial != alone}
        if any(atom == index for monomial in rest for atom, _ in monomial):
            return False
        value = polynomial[alone]
        least = size_polynomial(index.lower if value > 0 else index.upper)
        return never_negative(plus(rest, times({(): value}, least)))
    shifted: SizePolynomial = {}
    for monomial, value in polynomial.items():
        product: SizePolynomial = {(): value}
        for atom, exponent in monomial:
            if not (isinstance(atom, Variable) and atom.sort is Sort.DIMENSION):
                return False
            for _ in range(exponent):
                product = times(product, {(): Fraction(1), ((atom, 1),): Fraction(1)})
        shifted = plus(shifted, product)
    return all(value >= 0 for value in shifted.values())


def same_shape(left: Sizes, right: Sizes) -> bool:
    """Whether two shapes agree axis by axis."""
    return len(left) == len(right) and all(map(same_size, left, right))


def broadcast(*shapes: Sizes) -> Sizes:
    """The shape that ``shapes`` stretch to: aligned at the last axis, an axis of size 1 stretches.

    Raises ``ShapeMismatch`` when two sizes differ and neither is 1.
    """
    rank = max((len(shape) for shape in shapes), default=0)
    result: list[Term] = [Number(Fraction(1))] * rank
    for shape in shapes:
        for axis, size in enumerate(shape, rank - len(shape)):
            if concrete(result[axis]) == 1:
                result[axis] = size
            elif concrete(size) != 1 and not same_size(size, result[axis]):
                raise ShapeMismatch(f"shapes do not fit: {' and '.join(map(shape_text, shapes))}")
    return tuple(result)


def shape_text(shape: Sizes) -> str:
    """A shape for messages: ``(n, m + 1)``, ``(n,)`` for a vector, ``scalar`` for rank 0."""
    if not shape:
        return "scalar"
    return f"({', '.join(map(size_text, shape))}{',' if len(shape) == 1 else ''})"


def size_text(size: Term) -> str:
    """A size for messages, as it was written."""
    match size:
        case Number(value):
            return str(value)
        case Variable(name) | Index(name):
            return name
        case Add(terms):
            return " + ".join(map(size_text, terms)).replace("+ -", "- ")
        case Multiply((Number(value), *rest)) if value == -1 and rest:
            return "-" + "*".join(map(factor_text, rest))
        case Multiply(factors):
            return "*".join(map(factor_text, factors))
        case Power(base, exponent):
            return f"{factor_text(base)}^{factor_text(exponent)}"
        case Function(name, arguments):
            return f"{name}({', '.join(map(size_text, arguments))})"
        case _:
            return "(...)"


def factor_text(size: Term) -> str:
    """A size inside a product."""
    return f"({size_text(size)})" if isinstance(size, Add) else size_text(size)


def names_in(*parts: object) -> frozenset[str]:
    """Names of everything named in terms, conditions or families, bound or free."""
    return frozenset(node.name for node in nodes(*parts) if isinstance(node, NAMED))


NAMED = (Variable, Index, Family, FunctionSymbol)


def nodes(*parts: object) -> Iterator[object]:
    """Every node of terms, conditions or assumptions, a shared one once."""
    stack = list(parts)
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(node)
            continue
        kind = type(node)
        fields = FIELDS.get(kind)
        if fields is None:
            fields = tuple(getattr(kind, "__dataclass_fields__", ()))
            FIELDS[kind] = fields
        if fields and id(node) not in seen:
            seen.add(id(node))
            yield node
            stack.extend([getattr(node, field) for field in fields])


FIELDS: dict[type, tuple[str, ...]] = {}
"""The parts of each class of node, filled as they are met."""
