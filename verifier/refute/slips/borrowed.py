"""Slips mended with parts of the claim: a lost factor, a lost term, the wrong part.

Guarantee: what is put in occurs in the claim, or is made from such a part in one step:
``1 - t``, ``1/t``, an inner derivative ``u'``, a delta of two indices. A part inside a sum
may be taken outside when one of its indices is read as another over the same range.
"""

from __future__ import annotations

from collections.abc import Iterator

from verifier.refute.slips.arithmetic import OUTER, Change
from verifier.refute.slips.context import Borrowed, Context, size
from verifier.refute.slips.functions import SISTERS
from verifier.refute.slips.spots import QUANTITIES, Spot
from verifier.refute.slips.writing import (
    differentiated,
    factors_of,
    inverse,
    opposite,
    terms_of,
    times,
    total,
)
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Apply,
    Cases,
    Constant,
    Derivative,
    Entry,
    Function,
    Multiply,
    Number,
    Power,
    Term,
    Variable,
    delta,
)
from verifier.traversal import free_indices, replace, walk

CIRCULAR = frozenset(
    ("sin", "cos", "tan", "asin", "acos", "atan", "acot", "atan2", "erf", "erfc", "gamma")
)
"""Functions that have to do with pi."""


SMALL = 12
"""Parts of what may stand in place of something smaller."""


def insertions(spot: Spot, context: Context) -> Iterator[Change]:
    """``t*f``, ``t + f``, ``t - f`` for parts f of the claim."""
    term = spot.term
    if spot.role == "exponent" and isinstance(term, Number):
        return
    inside = 0.0 if spot.role in ("side", "summand", "value") else 0.3
    if spot.role in OUTER and term not in (ZERO, ONE):
        own = factors_of(term)
        for part, extra in parts_at(spot, context):
            if inverse(part) not in own and part != term:
                yield times(term, part), "factor added", 3.0 + extra + inside
    if spot.role not in (*OUTER, "factor", "base") or spot.role == "summand":
        return  # A term is added to the sum as a whole.
    summands = terms_of(term)
    for part, extra in parts_at(spot, context):
        negative = opposite(part)
        if negative not in summands and term != part:
            yield total(*summands, part), "term added", 3.1 + extra + inside
        if part not in summands:
            yield total(*summands, negative), "term added", 3.1 + extra + inside


def replacements(spot: Spot, context: Context) -> Iterator[Change]:
    """Another part of the claim in place of this one."""
    if spot.role not in QUANTITIES or (isinstance(spot.term, Number) and spot.role == "factor"):
        return
    most = max(SMALL, size(spot.term))
    for part, extra in parts_at(spot, context):
        if part != spot.term and size(part) <= most:
            yield part, "another part", 3.6 + extra


def parts_at(spot: Spot, context: Context) -> Iterator[tuple[Term, float]]:
    """Parts that have a meaning at ``spot``, and what they cost."""
    seen: set[Term] = set()
    for term, extra in _parts(spot, context):
        if term not in seen and not isinstance(term, Number):
            seen.add(term)
            yield term, extra


def _parts(spot: Spot, context: Context) -> Iterator[tuple[Term, float]]:
    scope = tuple(dict.fromkeys((*context.indices, *spot.bound)))
    for at, one in enumerate(scope):
        for other in scope[at + 1 :]:
            if (one.lower, one.upper) == (other.lower, other.upper):
                yield delta(one, other), 0.0
    for part in context.parts:
        for term, extra in _placed(part, spot, context):
            cost = extra + 0.02 * part.size
            yield term, cost
            if isinstance(term, Function) and len(term.arguments) == 1:
                for sister in SISTERS.get(term.name, ()):
                    yield Function(sister, term.arguments), cost + 0.4
            if isinstance(term, Apply):
                for at, order in enumerate(term.orders):
                    orders = (*term.orders[:at], order + 1, *term.orders[at + 1 :])
                    yield Apply(term.symbol, term.arguments, orders), cost + 0.1
            if isinstance(term, (Variable, Entry, Function, Power, Multiply, Add)):
                yield total(ONE, opposite(term)), cost + 0.2
                yield inverse(term), cost + 0.2
    yield from _inner_derivatives(spot, context)
    if CIRCULAR & set(context.functions):
        yield Constant("pi"), 0.3


def _placed(part: Borrowed, spot: Spot, context: Context) -> Iterator[tuple[Term, float]]:
    if context.fits(part, spot):
        yield part.term, 0.0
        for index in free_indices(part.term):
            for other in context.alternatives(index, spot):
                yield replace(part.term, index, other), 0.3
    elif part.names <= spot.names and len(part.indices) == 1:
        (index,) = part.indices
        for other in context.alternatives(index, spot):
            yield replace(part.term, index, other), 0.3


def _inner_derivatives(spot: Spot, context: Context) -> Iterator[tuple[Term, float]]:
    """U' for the arguments u of functions and powers: the factor that the chain rule asks for."""
    by: dict[Variable | Entry, None] = {}
    for borrowed in context.parts:
        for node in walk(borrowed.term):
            if isinstance(node, Derivative):
                by.setdefault(node.variable)
    for variable in (*by, *context.variables):
        for borrowed in context.parts:
            if not context.fits(borrowed, spot):
                continue
            for inner in _arguments(borrowed.term):
                slope = differentiated(inner, variable)
                if slope is not None and slope not in (ZERO, ONE):
                    yield slope, 0.1


def _arguments(term: Term) -> Iterator[Term]:
    match term:
        case Function(_, arguments):
            yield from arguments
        case Power(base, _):
            yield base
        case Multiply() | Add() | Cases():
            yield term
        case _:
            pass
