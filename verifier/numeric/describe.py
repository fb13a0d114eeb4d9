"""A point as readers and reports see it, and back again.

Guarantee: exact values are written exactly; a family is written entry by entry in the
order of its indices. ``restore`` puts a described point back.
Limits: a value that is known only as an enclosure is written as one, and a family whose
shape is not fixed as a table of the entries that were used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from flint import acb, arb, fmpq

from verifier.numeric.point import Place, Point, Table
from verifier.numeric.sample import Problem
from verifier.numeric.smooth import Source
from verifier.numeric.values import Undecided, Undefined, Value, primal
from verifier.terms import Family, Variable


def described(problem: Problem, point: Point) -> dict[str, object]:
    """Variable -> number, vector -> list, matrix -> rows, function -> formula."""
    shown: dict[str, object] = {}
    for name in problem.names.variables:
        value = point.values[problem.layout.variable(name)]
        if value is not None:
            shown[name] = _text(value)
    for name in problem.names.families:
        table = point.tables[problem.layout.family(name)]
        if isinstance(table, Table):
            shown[name] = _family(table)
    for name, function in point.functions.items():
        shown[name] = function.describe(name)
    for name in point.maps:
        shown[name] = _formulas(problem, point, name)
    return shown


def _formulas(problem: Problem, point: Point, name: str) -> object:
    """The entries of a family of functions, one formula each."""
    node = problem.names.maps[name]
    keys: list[Source] = []
    for quantity in node.over:
        if isinstance(quantity, Variable):
            keys.append((quantity.name, ()))
            continue
        table = point.tables[problem.layout.family(quantity.name)]
        if isinstance(table, Table):
            keys.extend((quantity.name, place) for place in _places(table.starts, table.sizes))
        else:
            keys.extend((quantity.name, place) for place in _entries_of(problem, point, quantity))
    letters = [_label(*key) for key in keys]
    try:
        sizes = problem.compiler.place(node.family.shape)(point)
    except (Undefined, Undecided):
        sizes = ()
    places = list(_places(node.family.starts, sizes)) if sizes or not node.indices else []
    if not places or len(places) * len(keys) > 64:
        return (
            f"smooth functions of {', '.join(letters[:4])} ... drawn from {point.maps[name].seed}"
        )
    rules = problem.compiler.rules.rules(problem.compiler, name)
    texts: list[str] = []
    for place in places:
        if any(rule.covers(point, place) for rule in rules):
            texts.append(f"{_label(name, place)}: by the recursion")
        else:
            function = point.maps[name].function(name, place, keys)
            texts.append(function.describe(_label(name, place), letters))
    return texts if len(texts) > 1 or node.indices else texts[0]


def _entries_of(problem: Problem, point: Point, family: Family) -> list[Place]:
    """The places of a family that is bound and so has no values of its own."""
    try:
        return list(_places(family.starts, problem.compiler.place(family.shape)(point)))
    except (Undefined, Undecided):
        return []


def _label(name: str, place: Place) -> str:
    return f"{name}[{', '.join(map(str, place))}]" if place else name


def _places(starts: tuple[int, ...], sizes: Sequence[int | None]) -> Iterator[Place]:
    spans = (range(start, start + (size or 0)) for start, size in zip(starts, sizes, strict=False))
    return product(*spans)


def _text(value: Value) -> str:
    ball = primal(value)
    if isinstance(ball, fmpq):
        return str(ball)
    if isinstance(ball, acb):
        real, imaginary = ball.real, ball.imag
        if real.is_exact() and imaginary.is_exact():
            return f"{real.fmpq()} + {imaginary.fmpq()}*i"
    return ball.str(20)


def _family(table: Table) -> object:
    sizes = [size for size in table.sizes if size is not None]
    total = 1
    for size in sizes:
        total *= size
    if len(sizes) < len(table.sizes) or total > 4096:
        return {
            ", ".join(map(str, place)): _text(value) for place, value in sorted(table.known.items())
        }
    return _rows(table, tuple(sizes), ())


def _rows(table: Table, sizes: tuple[int, ...], head: Place) -> object:
    if len(head) == len(sizes):
        return _text(table.get(head))
    start = table.starts[len(head)]
    span = range(start, start + sizes[len(head)])
    return [_rows(table, sizes, (*head, at)) for at in span]


def restore(problem: Problem, point: Point, shown: Mapping[str, object]) -> None:
    """Puts described values into a point that has its dimensions."""
    for name in problem.names.variables:
        if name in shown:
            point.values[problem.layout.variable(name)] = _number(shown[name])
    for name, family in problem.names.families.items():
        if name in shown:
            sizes = tuple(size(point) for size in problem.shapes[name])
            table = Table(family.starts, sizes, _missing)
            _read(table, family.starts, shown[name], ())
            point.tables[problem.layout.family(name)] = table


def _missing(place: Place) -> Value:
    del place
    raise Undecided


def _number(text: object) -> Value:
    if isinstance(text, str) and text.endswith("*i"):
        real, imaginary = text[:-2].split(" + ")
        return acb(fmpq(real), fmpq(imaginary))
    if isinstance(text, str) and ("[" in text or "." in text):
        return arb(text)
    return fmpq(*map(int, str(text).split("/")))


def _read(table: Table, starts: tuple[int, ...], shown: object, head: Place) -> None:
    if isinstance(shown, Mapping):
        for place, value in shown.items():
            table.known[tuple(int(part) for part in str(place).split(", "))] = _number(value)
    elif isinstance(shown, (list, tuple)):
        for offset, inner in enumerate(shown):
            _read(table, starts, inner, (*head, starts[len(head)] + offset))
    else:
        table.known[head] = _number(shown)
