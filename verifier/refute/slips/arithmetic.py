"""Slips with signs, numbers, factors, summands and powers.

Guarantee: each rule yields replacements of the part at a spot; the inverse of every slip
is a slip again, of this module or of ``borrowed`` (what was dropped is put back).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from verifier.refute.slips.context import Context
from verifier.refute.slips.spots import QUANTITIES, Spot
from verifier.refute.slips.writing import (
    inverse,
    opposite,
    product,
    raised,
    scaled,
    times,
    total,
)
from verifier.terms import ONE, ZERO, Add, Multiply, Number, Power, Term, number

Change = tuple[Term, str, float]
"""What stands there instead, the kind of slip, its cost."""

OUTER = frozenset(("side", "summand", "argument", "body", "value", "end", "exponent"))
"""Roles in which a sign or a number in front is seen as one of the part itself."""


def signs(spot: Spot, _: Context) -> Iterator[Change]:
    """``t`` for ``-t``, and back; in an exponent that is a number, see ``powers``."""
    if spot.role not in OUTER:
        return
    if isinstance(spot.term, Number) and (spot.role == "exponent" or spot.term == ZERO):
        return
    yield opposite(spot.term), "sign", 1.0


def numbers(spot: Spot, _: Context) -> Iterator[Change]:
    """A number off by one, doubled, halved or turned over."""
    if not isinstance(spot.term, Number) or spot.role not in (*QUANTITIES, "end", "compared"):
        return
    value = spot.term.value
    for near in (value + 1, value - 1):
        if near != 0 or spot.role not in ("summand", "factor"):
            yield Number(near), "off by one", 1.4 if spot.role == "summand" else 1.6
    if value != 0:
        yield Number(2 * value), "times 2", 1.5
        yield Number(value / 2), "divided by 2", 1.5
        yield Number(1 / value), "reciprocal", 1.8


def factors(spot: Spot, context: Context) -> Iterator[Change]:
    """A factor 2, 1/2, n or 1/n too few or too many; ``t + 1``, ``t - 1``, ``1 - t``."""
    if spot.role not in OUTER or isinstance(spot.term, Number):
        return
    term = spot.term
    yield scaled(term, Fraction(2)), "times 2", 1.5
    yield scaled(term, Fraction(1, 2)), "divided by 2", 1.5
    for dimension in context.dimensions:
        yield times(term, dimension), "times n", 1.8
        yield times(term, inverse(dimension)), "divided by n", 1.8
    for power in (3, 4):
        yield scaled(term, Fraction(power)), "times a number", 2.4
        yield scaled(term, Fraction(1, power)), "times a number", 2.4


def ones(spot: Spot, _: Context) -> Iterator[Change]:
    """A missing or superfluous constant 1."""
    term = spot.term
    if spot.role not in (*QUANTITIES, "end") or isinstance(term, Number):
        return
    match term:
        case Add(terms) if any(isinstance(part, Number) for part in terms):
            return  # That number is off by one, or should not be there.
        case Add(terms) if spot.role != "summand":
            yield Add((*terms, ONE)), "constant 1", 1.9
            yield Add((*terms, number(-1))), "constant 1", 1.9
        case _ if spot.role != "summand":
            yield Add((term, ONE)), "constant 1", 1.9
            yield Add((term, number(-1))), "constant 1", 1.9
            yield Add((ONE, opposite(term))), "constant 1", 1.9


def dropped(spot: Spot, _: Context) -> Iterator[Change]:
    """A factor or a summand too many."""
    if spot.role not in (*QUANTITIES, "end", "exponent"):
        return
    match spot.term:
        case Multiply(parts) if len(parts) > 1:
            for at, part in enumerate(parts):
                if part == number(-1):
                    continue  # That is a sign.
                yield product(*parts[:at], *parts[at + 1 :]), "factor dropped", 2.0
                if isinstance(part, Power):
                    turned = product(*parts[:at], inverse(part), *parts[at + 1 :])
                    yield turned, "reciprocal", 1.8
        case Add(parts) if len(parts) > 1:
            for at in range(len(parts)):
                yield total(*parts[:at], *parts[at + 1 :]), "term dropped", 2.1
        case _:
            pass


def powers(spot: Spot, _: Context) -> Iterator[Change]:
    """An exponent off by one or with the wrong sign, a missing square or root, ``1/t``."""
    if spot.role not in QUANTITIES or isinstance(spot.term, Number):
        return
    match spot.term:
        case Power(base, Number(value)):
            for near in (value + 1, value - 1, -value, Fraction(1)):
                yield raised(base, near), "exponent", 1.8
            for near in (2 * value, value / 2):
                yield raised(base, near), "exponent", 2.0
        case Power(base, exponent):
            for shift in (1, -1):
                yield Power(base, total(exponent, number(shift))), "exponent", 1.9
        case Multiply():
            if spot.role in ("side", "argument", "summand"):
                yield _turned_over(spot.term), "reciprocal", 1.9
                yield Power(spot.term, number(2)), "square added", 2.3
        case term if spot.role != "base":
            yield Power(term, number(2)), "square added", 2.0
            yield inverse(term), "reciprocal", 2.0
            yield Power(term, number("1/2")), "root added", 2.1
            yield Power(term, number(3)), "exponent", 2.6


def _turned_over(term: Multiply) -> Term:
    """The fraction with numerator and denominator exchanged."""
    return product(*[inverse(factor) for factor in term.factors])


def brackets(spot: Spot, _: Context) -> Iterator[Change]:
    """A bracket that was lost: ``a*b + c`` for ``a*(b + c)``, and back."""
    match spot.term:
        case Multiply(parts):
            for at, part in enumerate(parts):
                if not isinstance(part, Add):
                    continue
                others = (*parts[:at], *parts[at + 1 :])
                for number_, summand in enumerate(part.terms):
                    rest = (*part.terms[:number_], *part.terms[number_ + 1 :])
                    yield Add((product(*others, summand), *rest)), "bracket", 2.1
        case Add(parts):
            for at, part in enumerate(parts):
                if not isinstance(part, Multiply):
                    continue
                rest = (*parts[:at], *parts[at + 1 :])
                for number_, factor in enumerate(part.factors):
                    left = (*part.factors[:number_], *part.factors[number_ + 1 :])
                    yield product(*left, Add((factor, *rest))), "bracket", 2.4
        case _:
            pass
