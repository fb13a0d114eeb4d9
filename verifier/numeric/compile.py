"""Terms compiled to closures over a point: the claim as written, evaluated in balls.

Guarantee: ``Compiler.term(t)(point)`` encloses the value of ``t`` at ``point``, raises
``Undefined`` only where ``t`` certainly has none, and ``Undecided`` where it cannot
tell. Nothing is rewritten: sums are added up, derivatives are taken by giving the
variable an infinitesimal of its own and reading off its coefficient,
``D(f, x) = coefficient of e in f(x + e)``.
Limits: a derivative is undefined wherever a part that depends on the variable is at a
kink, even if the whole happens to be smooth there.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import itemgetter
from typing import TypeAlias, assert_never

from flint import acb, arb, fmpq

from verifier.numeric import binders, conditions, integrals, limits, named
from verifier.numeric.dependence import Dependence, is_whole
from verifier.numeric.elementary import DOMAIN, REAL
from verifier.numeric.functions import RealFunctions
from verifier.numeric.point import Layout, Place, Point, Work
from verifier.numeric.recursion import Rules
from verifier.numeric.smooth import as_fmpq
from verifier.numeric.values import (
    MAX_BITS,
    ONE,
    Imprecise,
    Undecided,
    Undefined,
    Value,
    divide,
    exact,
    exact_integer,
    integer_power,
    shorten,
)
from verifier.terms import (
    Add,
    Apply,
    At,
    Cases,
    Condition,
    Constant,
    Dependent,
    Derivative,
    Entry,
    Function,
    Index,
    Integral,
    Limit,
    Multiply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
)

Run: TypeAlias = Callable[[Point], Value]
IntegerRun: TypeAlias = Callable[[Point], int]
Costly: TypeAlias = Sum | Product | Derivative | At | Apply | Dependent | Integral | Limit
PlaceRun: TypeAlias = Callable[[Point], Place]

_EVERYWHERE = frozenset(REAL) - frozenset(DOMAIN) - {"gamma", "digamma", "tan"}


MOST_PARTS = 10**8
"""Parts that a claim, and all versions of it that are tried, may have."""


class Compiler:
    """Compiles the terms and conditions of one claim; ``OutOfBudget`` where that takes too long."""

    def __init__(
        self,
        layout: Layout,
        functions: RealFunctions,
        rules: Rules | None = None,
        work: Work | None = None,
    ) -> None:
        self.work = work or Work(MOST_PARTS)
        self.layout = layout
        self.rules = rules or Rules(())
        self.functions = functions
        self.dependence = Dependence(layout)
        self._runs: dict[int, tuple[Term, Run]] = {}
        self._shared: dict[Term, Run] = {}

    def condition(self, node: Condition) -> Callable[[Point], bool]:
        """The certain truth of a condition; raises where there is none."""
        return conditions.compiled(self, node)

    def term(self, node: Term) -> Run:
        """The value of a term."""
        known = self._runs.get(id(node))
        if known is None:
            self.work.spend(1)
            known = self._runs[id(node)] = (node, self._term(node))
        return known[1]

    def _term(self, node: Term) -> Run:
        match node:
            case Number(value):
                number = as_fmpq(value)
                if number.height_bits() > MAX_BITS:
                    return lambda _: arb(number)
                return lambda _: number
            case Constant(name):
                return _constant(name)
            case Variable(name):
                return self._variable(name)
            case Index():
                slot = self.layout.index(node)
                return lambda point: fmpq(point.index[slot])
            case Entry():
                return self._entry(node)
            case Add(terms):
                return self._add(terms)
            case Multiply(factors):
                return self._multiply(factors)
            case Power():
                return self._power(node)
            case Function(name, arguments):
                return self._function(name, arguments)
            case Cases():
                return self._cases(node)
            case _:
                return self._remembered(node)

    def _remembered(self, node: Costly) -> Run:
        """A costly term is evaluated once for each value of what it depends on."""
        shared = self._shared.get(node)
        if shared is not None:
            return shared
        run = self._costly(node)
        names, indices = self.dependence.of(node)
        serial = len(self._shared)
        stamps_of = itemgetter(*sorted(names)) if names else _nothing
        index_of = itemgetter(*sorted(indices)) if indices else _nothing

        def remembered(point: Point) -> Value:
            key = (serial, stamps_of(point.stamps), index_of(point.index))
            value = point.cache.get(key)
            if value is None:
                value = point.cache[key] = run(point)
            return value

        self._shared[node] = remembered
        return remembered

    def _costly(self, node: Costly) -> Run:
        match node:
            case Sum() | Product():
                return binders.repeated(self, node)
            case Derivative():
                return binders.derivative(self, node)
            case At():
                return binders.at(self, node)
            case Apply():
                return named.apply(self, node)
            case Dependent():
                return named.dependent(self, node)
            case Integral():
                return integrals.compiled(self, node)
            case Limit():
                return limits.compiled(self, node)
            case _:
                assert_never(node)

    # -- integers --------------------------------------------------------------------------

    def integer(self, node: Term) -> IntegerRun:
        """The value of a term that stands where an integer must; ``Undefined`` if it is none."""
        match node:
            case Number(value) if value.denominator == 1:
                number = value.numerator
                return lambda _: number
            case Index():
                slot = self.layout.index(node)
                return lambda point: point.index[slot]
            case Add(terms) if is_whole(node):
                parts = [self.integer(term) for term in terms]
                return lambda point: sum([part(point) for part in parts])
        run = self.term(node)

        def integer(point: Point) -> int:
            value = run(point)
            whole = exact_integer(value)
            if whole is None:
                raise Imprecise if exact(value) is None else Undefined
            return whole

        return integer

    def place(self, indices: tuple[Term, ...]) -> PlaceRun:
        """The values of several indices."""
        parts = [self.integer(index) for index in indices]
        match parts:
            case [one]:
                return lambda point: (one(point),)
            case [one, two]:
                return lambda point: (one(point), two(point))
            case _:
                return lambda point: tuple([part(point) for part in parts])

    def bounds(self, index: Index) -> Callable[[Point], tuple[int, int]]:
        """The first and last value of an index."""
        lower, upper = self.integer(index.lower), self.integer(index.upper)
        return lambda point: (lower(point), upper(point))

    # -- leaves and arithmetic -------------------------------------------------------------

    def _variable(self, name: str) -> Run:
        slot = self.layout.variable(name)

        def variable(point: Point) -> Value:
            value = point.values[slot]
            if value is None:
                raise Undecided
            return value

        return variable

    def _entry(self, node: Entry) -> Run:
        slot = self.layout.family(node.family.name)
        place = self.place(node.indices)

        def entry(point: Point) -> Value:
            table = point.tables[slot]
            if table is None:
                raise Undecided
            return table.get(place(point))

        return entry

    def _add(self, terms: tuple[Term, ...]) -> Run:
        first, *rest = [self.term(term) for term in terms]

        def add(point: Point) -> Value:
            total = first(point)
            for term in rest:
                total = total + term(point)
            return shorten(total)

        return add

    def _multiply(self, factors: tuple[Term, ...]) -> Run:
        over = [f for f in factors if isinstance(f, Power) and f.exponent == Number(_MINUS_ONE)]
        tops = [self.term(f) for f in factors if not any(f is g for g in over)]
        bottoms = [self.term(f.base) for f in over]
        if len(tops) == 2 and factors[0] == Number(_MINUS_ONE) and not bottoms:
            negated = tops[1]
            return lambda point: -negated(point)

        def multiply(point: Point) -> Value:
            value: Value = ONE
            for top in tops:
                value = top(point) if value is ONE else value * top(point)
            for bottom in bottoms:
                value = divide(value, bottom(point))
            return shorten(value)

        return multiply

    def _power(self, node: Power) -> Run:
        base = self.term(node.base)
        functions = self.functions
        if isinstance(node.exponent, Number):
            number = as_fmpq(node.exponent.value)
            if number.q == 1:
                whole = int(number.p)
                return lambda point: integer_power(base(point), whole)
            return lambda point: functions.rational_power(base(point), number)
        exponent, is_integer = self.term(node.exponent), is_whole(node.exponent)
        return lambda point: functions.power(base(point), exponent(point), is_integer)

    def _function(self, name: str, arguments: tuple[Term, ...]) -> Run:
        runs = [self.term(argument) for argument in arguments]
        functions = self.functions
        if name in _EVERYWHERE:
            (run,), rule = runs, REAL[name]

            def everywhere(point: Point) -> Value:
                point.work.spend(1)
                value = run(point)
                if type(value) is arb:
                    ball = rule(value)
                    if ball.is_finite():
                        return ball
                    raise Imprecise
                return functions.apply(name, (value,))

            return everywhere

        def function(point: Point) -> Value:
            point.work.spend(1)
            return functions.apply(name, tuple([run(point) for run in runs]))

        return function

    def _cases(self, node: Cases) -> Run:
        branches = [(self.condition(when), self.term(then)) for when, then in node.branches]
        otherwise = None if node.otherwise is None else self.term(node.otherwise)

        def cases(point: Point) -> Value:
            for when, then in branches:
                if when(point):
                    return then(point)
            if otherwise is None:
                raise Undefined
            return otherwise(point)

        return cases


_MINUS_ONE = Fraction(-1)


def _nothing(values: list[int]) -> tuple[int, ...]:
    del values
    return ()


def _constant(name: str) -> Run:
    match name:
        case "pi":
            return lambda _: arb.pi()
        case "i":
            return lambda _: acb(0, 1)
        case _:
            return binders.undecided
