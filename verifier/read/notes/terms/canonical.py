r"""One form for terms that are equal by the laws of arithmetic, for comparing printed terms.

Guarantee: two terms with one form are equal wherever both are defined:

    \gamma^{0} R_{t+0+1} = R_{t+1},   n - 1 + 2 = n + 1,   2^{k} 2 = 2^{k+1}

Limits: sums are multiplied out only to whole powers up to ``LARGEST``; functions are
compared by their arguments. Equal terms may have different forms.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from typing import TypeAlias

from verifier.terms import (
    Add,
    Apply,
    Dependent,
    Entry,
    Function,
    Index,
    Multiply,
    Number,
    Power,
    Sort,
    Term,
    Variable,
)

LARGEST = 6
Form: TypeAlias = "frozenset[tuple[frozenset[tuple[object, object]], Fraction]]"
"""A sum of monomials with coefficients; a monomial is a set of atoms with exponents."""
Monomials: TypeAlias = "dict[frozenset[tuple[object, object]], Fraction]"


def canonical(term: Term) -> Form:
    """The form of a term."""
    return frozenset(monomials(term).items())


def monomials(term: Term) -> Monomials:
    """A term as a sum of monomials."""
    match term:
        case Number(value):
            return constant(value)
        case Add(terms):
            total: Monomials = {}
            for part in terms:
                for monomial, value in monomials(part).items():
                    total[monomial] = total.get(monomial, Fraction(0)) + value
            return {monomial: value for monomial, value in total.items() if value}
        case Multiply(factors):
            result = constant(Fraction(1))
            for part in factors:
                result = times(result, monomials(part))
            return result
        case Power(base, exponent):
            return power(monomials(base), monomials(exponent))
        case Function("factorial", (argument,)):
            inside = monomials(argument)
            count = number_of(inside)
            if count is not None and count.denominator == 1 and 0 <= count <= 20:
                return constant(Fraction(factorial(int(count))))
            return atom(("factorial", frozenset(inside.items())))
        case Function("binomial", (above, below)):
            return binomial(monomials(above), monomials(below))
        case Function(name, arguments):
            return atom((name, *map(canonical, arguments)))
        case Apply(symbol, arguments, orders):
            return atom((symbol, orders, *map(canonical, arguments)))
        case Entry(family, indices):
            return atom((family, *map(canonical, indices)))
        case Dependent(family, indices, over, partials):
            return atom((family, over, partials, *map(canonical, indices)))
        case _:
            return atom(term)


def binomial(above: Monomials, below: Monomials) -> Monomials:
    """A binomial coefficient: n over 0, 1, n - 1 and n are 1, n, n and 1."""
    rest = dict(above)
    for monomial, value in below.items():
        rest[monomial] = rest.get(monomial, Fraction(0)) - value
    rest = {monomial: value for monomial, value in rest.items() if value}
    ends = {number_of(below), number_of(rest)}
    if Fraction(0) in ends:
        return constant(Fraction(1))
    if Fraction(1) in ends:
        return above
    return atom(("binomial", frozenset(above.items()), frozenset(below.items())))


def constant(value: Fraction) -> Monomials:
    """A number."""
    return {frozenset(): value} if value else {}


ONE = frozenset(constant(Fraction(1)).items())


def atom(key: object) -> Monomials:
    """Something that is not taken apart."""
    return {frozenset({(key, ONE)}): Fraction(1)}


def number_of(form: Monomials) -> Fraction | None:
    """The number that a form is; None for others."""
    if not form:
        return Fraction(0)
    return form[frozenset()] if len(form) == 1 and frozenset() in form else None


def times(left: Monomials, right: Monomials) -> Monomials:
    """The product of two sums of monomials."""
    total: Monomials = {}
    for one, first in left.items():
        for other, second in right.items():
            both, factor = joined(one, other)
            total[both] = total.get(both, Fraction(0)) + first * second * factor
    return {monomial: value for monomial, value in total.items() if value}


def joined(
    one: frozenset[tuple[object, object]], other: frozenset[tuple[object, object]]
) -> tuple[frozenset[tuple[object, object]], Fraction]:
    """The product of two monomials: the exponents of an atom are added; numbers come out."""
    exponents: dict[object, Monomials] = {}
    for key, exponent in (*one, *other):
        found = exponents.setdefault(key, {})
        assert isinstance(exponent, frozenset)
        for monomial, value in exponent:
            found[monomial] = found.get(monomial, Fraction(0)) + value
            if not found[monomial]:
                del found[monomial]
    factor = Fraction(1)
    kept = set()
    for key, exponent_ in exponents.items():
        value_ = number_of(exponent_)
        if isinstance(key, Fraction) and value_ is not None and value_.denominator == 1:
            factor *= key ** int(value_)
        elif exponent_:
            kept.add((key, frozenset(exponent_.items())))
    return frozenset(kept), factor


def power(base: Monomials, exponent: Monomials) -> Monomials:
    """A power: multiplied out for small whole exponents, else an atom with its exponent."""
    value = number_of(exponent)
    own = number_of(base)
    whole = value is not None and value.denominator == 1
    if value is not None and whole:
        count = int(value)
        if count == 0:
            return constant(Fraction(1))
        if own is not None and (own or count > 0) and abs(count) < 400:
            return constant(own**count)
        if 0 < count <= LARGEST:
            result = constant(Fraction(1))
            for _ in range(count):
                result = times(result, base)
            return result
    if len(base) == 1:
        ((monomial, coefficient),) = base.items()
        if monomial and (whole or (coefficient == 1 and counts(exponent))):
            raised: Monomials = {
                frozenset((key, scaled(below, exponent)) for key, below in monomial):
                coefficient ** int(value or 0)  # 1 where the exponent is a letter
            }  # fmt: skip
            return raised
        if coefficient == 1 and len(monomial) == 1:
            ((key, below),) = monomial
            if below == ONE:
                return {frozenset({(key, frozenset(exponent.items()))}): Fraction(1)}
    if own is not None and own > 0 and exponent:
        return times(constant(Fraction(1)), spread(own, exponent))
    return {frozenset({(frozenset(base.items()), frozenset(exponent.items()))}): Fraction(1)}


def counts(exponent: Monomials) -> bool:
    """Whether an exponent is a sum of whole numbers and letters for such."""
    atoms = [key for monomial in exponent for key, _ in monomial]
    return all(value.denominator == 1 for value in exponent.values()) and all(
        isinstance(key, Index)
        or (isinstance(key, Variable) and key.sort in (Sort.INTEGER, Sort.DIMENSION))
        for key in atoms
    )


def spread(base: Fraction, exponent: Monomials) -> Monomials:
    """``2^{k+1}`` as ``2 * 2^k``."""
    fixed = exponent.get(frozenset(), Fraction(0))
    rest = {monomial: value for monomial, value in exponent.items() if monomial}
    if fixed.denominator != 1 or abs(fixed) > 400:
        rest, fixed = exponent, Fraction(0)
    return {frozenset({(base, frozenset(rest.items()))}): base ** int(fixed)}


def scaled(below: object, exponent: Monomials) -> Form:
    """An exponent times a number."""
    assert isinstance(below, frozenset)
    return frozenset(times(dict(below), exponent).items())
