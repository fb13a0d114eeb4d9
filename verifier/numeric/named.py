"""Functions that a claim only names, and families that are functions of other quantities.

Guarantee: within one point such a function is one concrete smooth function, and its
partial derivatives are that function's.
Limits: see ``smooth``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from verifier.numeric.point import Place, Point
from verifier.numeric.smooth import Source
from verifier.numeric.values import Undecided, Undefined, Value
from verifier.terms import Apply, Dependent, Derivative, Entry, Family, Term, Variable

if TYPE_CHECKING:
    from verifier.numeric.compile import Compiler

Run: TypeAlias = Callable[[Point], Value]


def apply(compiler: Compiler, node: Apply) -> Run:
    """A named function, or a partial derivative of it, at its arguments."""
    runs = [compiler.term(argument) for argument in node.arguments]
    name, orders = node.symbol.name, node.orders

    def apply(point: Point) -> Value:
        point.work.spend(4)
        arguments = [run(point) for run in runs]
        function = point.functions.get(name)
        if function is None:
            raise Undecided
        return function.derivative(orders, arguments)

    return apply


def dependent(compiler: Compiler, node: Dependent) -> Run:
    """An entry of a family of functions, or a partial derivative of it."""
    if compiler.rules.about(node.family.name):
        return _inside(compiler, node, _by_rule(compiler, node))
    return _free(compiler, node)


def _inside(compiler: Compiler, node: Dependent, run: Run) -> Run:
    """``run``, undefined where an index is outside the shape: no equation gives such a value."""
    if not node.indices:
        return run
    starts, place = node.family.starts, compiler.place(node.indices)
    sizes = compiler.place(node.family.shape)

    def inside(point: Point) -> Value:
        for at, start, size in zip(place(point), starts, sizes(point), strict=True):
            if not start <= at < start + size:
                raise Undefined
        return run(point)

    return inside


def _by_rule(compiler: Compiler, node: Dependent) -> Run:
    """An entry of a function that is given by recursion, differentiated through it."""
    if node.partials:
        term: Term = Dependent(node.family, node.indices, node.over)
        for partial in node.partials:
            term = Derivative(term, partial)
        return compiler.term(term)
    free, place, rules = _free(compiler, node), compiler.place(node.indices), compiler.rules

    def by_rule(point: Point) -> Value:
        point.work.spend(4)
        value = rules.value(compiler, node, point, place(point))
        return free(point) if value is None else value

    return by_rule


def _free(compiler: Compiler, node: Dependent) -> Run:
    name, place = node.family.name, compiler.place(node.indices)
    readers = [_sources(compiler, quantity) for quantity in node.over]
    partials = [_source(compiler, partial) for partial in node.partials]

    def dependent(point: Point) -> Value:
        sources: dict[Source, Value] = {}
        for reader in readers:
            reader(point, sources)
        point.work.spend(4 * len(sources))
        function = point.maps.get(name)
        if function is None:
            raise Undecided
        by = [partial(point) for partial in partials]
        return function.entry(name, place(point), sources, by)

    return dependent


def _source(compiler: Compiler, partial: Variable | Entry) -> Callable[[Point], Source]:
    if isinstance(partial, Variable):
        name = partial.name
        return lambda _: (name, ())
    family, place = partial.family.name, compiler.place(partial.indices)
    return lambda point: (family, place(point))


def _sources(
    compiler: Compiler, quantity: Variable | Family
) -> Callable[[Point, dict[Source, Value]], None]:
    if isinstance(quantity, Variable):
        name, run = quantity.name, compiler.term(quantity)

        def scalar(point: Point, sources: dict[Source, Value]) -> None:
            sources[name, ()] = run(point)

        return scalar
    family, slot = quantity.name, compiler.layout.family(quantity.name)
    starts, sizes = quantity.starts, compiler.place(quantity.shape)

    def entries(point: Point, sources: dict[Source, Value]) -> None:
        table = point.tables[slot]
        if table is None:
            raise Undecided
        places: list[Place] = [()]
        for start, size in zip(starts, sizes(point), strict=True):
            point.work.spend(len(places) * size)
            places = [(*head, at) for head in places for at in range(start, start + size)]
        for place in places:
            sources[family, place] = table.get(place)

    return entries
