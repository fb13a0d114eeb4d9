r"""Decimals that a note prints: exact where the other side is exactly that, else rounded.

Guarantee: ``v = -0.162`` is ``-0.1625 <= v <= -0.1615`` unless v is a rational number that
equals the decimal; lists of decimals are read entry by entry, each to its own digits. What
was taken stands in the readings. Limits: a decimal alone on its side.
"""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from verifier.read.arrays import Array
from verifier.read.latex_print import latex
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.terms import finish, values
from verifier.terms import Add, And, Condition, Multiply, Number, Power, Relation, Term


def rounding(
    ctx: Context, operator: str, first: Array, second: Array, unfolded: Condition
) -> Condition | None:
    """The relation with printed decimals right to their digits; None where all are exact."""
    kinds = (values.Printed, values.PrintedList)
    sides = [side for side in (first, second) if isinstance(side, kinds)]
    if operator != "=" or len(sides) != 1:
        return None
    on_left = sides[0] is first
    match sides[0], unfolded:
        case values.Printed() as decimal, Relation() as relation:
            return one(ctx, decimal, relation, on_left=on_left)
        case values.PrintedList(printed=shown), And(relations) if len(shown) == len(relations):
            found: list[Condition] = []
            for decimal_, relation_ in zip(shown, relations, strict=True):
                better = None
                if decimal_ is not None and isinstance(relation_, Relation):
                    better = one(ctx, decimal_, relation_, on_left=on_left)
                found.append(better if better is not None else relation_)
            return And(tuple(found))
        case _:
            return None


def one(
    ctx: Context, decimal: values.Printed, relation: Relation, *, on_left: bool
) -> Condition | None:
    """One decimal and what it is said to be; None where it is exact."""
    other = relation.right if on_left else relation.left
    if rational(cast(Term, finish.written_out(other))) == decimal.value.value:
        ctx.note(f"the decimal {as_decimal(decimal)} is exact: {latex(decimal.value)}")
        return None
    half = Fraction(1, 2 * 10**decimal.places)
    low, high = decimal.value.value - half, decimal.value.value + half
    ctx.note(f"the decimal {as_decimal(decimal)} is read as right to its digits")
    return And((Relation("<=", Number(low), other), Relation("<=", other, Number(high))))


def as_decimal(printed: values.Printed) -> str:
    """A decimal as it was printed."""
    return f"{float(printed.value.value):.{min(printed.places, 17)}f}"


def rational(term: Term) -> Fraction | None:
    """The exact value of a term without letters; None when it has any, or is too large."""
    match term:
        case Number(value):
            return value
        case Add(terms):
            total = Fraction(0)
            for part in terms:
                value_ = rational(part)
                if value_ is None:
                    return None
                total += value_
            return total
        case Multiply(factors):
            product = Fraction(1)
            for part in factors:
                value_ = rational(part)
                if value_ is None or value_.denominator.bit_length() > 4000:
                    return None
                product *= value_
            return product
        case Power(base, Number(exponent)) if exponent.denominator == 1 and abs(exponent) <= 64:
            value_ = rational(base)
            if value_ is None or (not value_ and exponent < 0):
                return None
            if value_.denominator.bit_length() + value_.numerator.bit_length() > 4000:
                return None
            return value_ ** int(exponent)
        case _:
            return None
