"""Terms that bind or perturb a name: sums, products, derivatives, substitutions.

Guarantee: whatever happens, the point is left as it was found. A derivative gives the
variable an infinitesimal of its own, ``D(f, x) = coefficient of e in f(x + e)``; in a
substitution the value is computed outside, so that derivatives in the body are taken
before it is put in.
Limits: a derivative by an integer, or of ``abs``, ``re``, ... by a complex number, is
undecided.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from verifier.numeric.point import Computed, Place, Point, Seeded
from verifier.numeric.values import (
    ONE,
    ZERO,
    Dual,
    Undecided,
    Undefined,
    Value,
    coefficient,
    shorten,
)
from verifier.terms import At, Derivative, Function, Product, Sort, Sum, Variable
from verifier.traversal import walk

if TYPE_CHECKING:
    from verifier.numeric.compile import Compiler

Run: TypeAlias = Callable[[Point], Value]
PlaceRun: TypeAlias = Callable[[Point], Place]

_NOT_HOLOMORPHIC = frozenset({"re", "im", "conjugate", "abs", "arg", "sign"})


def undecided(point: Point) -> Value:
    """A term of which nothing can be said."""
    del point
    raise Undecided


def repeated(compiler: Compiler, node: Sum | Product) -> Run:
    """The sum or product over an index, term by term."""
    slot = compiler.layout.index(node.index)
    bounds, body = compiler.bounds(node.index), compiler.term(node.body)
    adds = isinstance(node, Sum)

    def repeated(point: Point) -> Value:
        low, high = bounds(point)
        point.work.spend(max(high - low + 1, 1))
        index, old = point.index, point.index[slot]
        total: Value = ZERO if adds else ONE
        try:
            for at in range(low, high + 1):
                index[slot] = at
                total = total + body(point) if adds else total * body(point)
                total = shorten(total)
        finally:
            index[slot] = old
        return total

    return repeated


def derivative(compiler: Compiler, node: Derivative) -> Run:
    """The coefficient of an infinitesimal given to the variable."""
    body, variable = compiler.term(node.body), node.variable
    if _has_no_derivative(node):
        return undecided
    if isinstance(variable, Variable):
        return _by_variable(compiler.layout.variable(variable.name), body)
    slot = compiler.layout.family(variable.family.name)
    return _by_entry(slot, compiler.place(variable.indices), body)


def at(compiler: Compiler, node: At) -> Run:
    """The body where the binder has the value that ``value`` has outside."""
    body, value = compiler.term(node.body), compiler.term(node.value)
    if isinstance(node.binder, Variable):
        return _where_variable(compiler.layout.variable(node.binder.name), body, value)
    slot = compiler.layout.family(node.binder.name)
    slots = [compiler.layout.index(index) for index in node.indices]
    ranges = [compiler.bounds(index) for index in node.indices]

    def at(point: Point) -> Value:
        outer = point.fork()

        def make(place: Place) -> Value:
            for where, span, number in zip(slots, ranges, place, strict=True):
                low, high = span(outer)
                if not low <= number <= high:
                    raise Undefined
                outer.index[where] = number
            return value(outer)

        old, stamp = point.tables[slot], point.stamps[slot]
        point.tables[slot], point.stamps[slot] = Computed(make), point.fresh()
        try:
            return body(point)
        finally:
            point.tables[slot], point.stamps[slot] = old, stamp

    return at


def _has_no_derivative(node: Derivative) -> bool:
    """A derivative by an integer, or of a non-holomorphic function by a complex number."""
    variable = node.variable
    sort = variable.sort if isinstance(variable, Variable) else variable.family.sort
    if sort is Sort.COMPLEX:
        return any(isinstance(p, Function) and p.name in _NOT_HOLOMORPHIC for p in walk(node.body))
    return sort is not Sort.REAL


def _by_variable(slot: int, body: Run) -> Run:
    def derivative(point: Point) -> Value:
        old, stamp = point.values[slot], point.stamps[slot]
        if old is None:
            raise Undecided
        tag = point.tag(slot, ())
        point.work.nest()
        point.values[slot], point.stamps[slot] = old + Dual(tag, ZERO, ONE), tag
        try:
            point.work.spend(1)
            return coefficient(body(point), tag)
        finally:
            point.work.leave()
            point.values[slot], point.stamps[slot] = old, stamp

    return derivative


def _by_entry(slot: int, place: PlaceRun, body: Run) -> Run:
    def derivative(point: Point) -> Value:
        old, stamp, where = point.tables[slot], point.stamps[slot], place(point)
        if old is None:
            raise Undecided
        old.get(where)
        tag = point.tag(slot, where)
        point.work.nest()
        point.tables[slot], point.stamps[slot] = Seeded(old, where, tag), tag
        try:
            point.work.spend(1)
            return coefficient(body(point), tag)
        finally:
            point.work.leave()
            point.tables[slot], point.stamps[slot] = old, stamp

    return derivative


def _where_variable(slot: int, body: Run, value: Run) -> Run:
    def at(point: Point) -> Value:
        put = value(point)
        old, stamp = point.values[slot], point.stamps[slot]
        point.values[slot], point.stamps[slot] = put, point.fresh()
        try:
            return body(point)
        finally:
            point.values[slot], point.stamps[slot] = old, stamp

    return at
