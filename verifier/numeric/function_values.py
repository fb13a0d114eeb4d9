"""Functions that take given values: ``f(0) = 1``, ``g'(0) = a``.

Guarantee: the polynomial part of a drawn function is changed, so that every assumed equation
between one of its values (or slopes) and something without it holds exactly; otherwise the
function stays as it was drawn. Limits: one argument, the value and the first two derivatives,
at exact numbers; no more equations than the polynomial has coefficients.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from flint import fmpq, fmpq_mat

from verifier.claim import Forall
from verifier.numeric.compile import Compiler
from verifier.numeric.point import Point
from verifier.numeric.smooth import SmoothFunction
from verifier.numeric.values import Value
from verifier.terms import Apply, Condition, FunctionSymbol, Relation, Term
from verifier.traversal import free_indices, walk

HIGHEST = 2
"""The order of derivatives whose values are fitted."""


@dataclass(frozen=True)
class Prescribed:
    """The derivative of ``order`` of a function at ``place`` is ``value``."""

    name: str
    order: int
    place: Callable[[Point], Value]
    value: Callable[[Point], Value]


def prescribed(
    compiler: Compiler, assumptions: Sequence[Condition | Forall]
) -> tuple[Prescribed, ...]:
    """The values of functions that are assumed."""
    found: list[Prescribed] = []
    for given in assumptions:
        if not isinstance(given, Relation) or given.operator != "=" or free_indices(given):
            continue
        for one, other in ((given.left, given.right), (given.right, given.left)):
            match one:
                case Apply(FunctionSymbol(name), (place,), (order,)) if order <= HIGHEST and (
                    not _speaks(name, (place, other))
                ):
                    run = compiler.term
                    found.append(Prescribed(name, order, run(place), run(other)))
                    break
                case _:
                    pass
    return tuple(found)


def _speaks(name: str, terms: tuple[Term, ...]) -> bool:
    return any(isinstance(part, FunctionSymbol) and part.name == name for part in walk(terms))


def fit(point: Point, given: Sequence[Prescribed]) -> None:
    """Change the functions of a point so that they take the given values, one by one."""
    for name in dict.fromkeys(one.name for one in given):
        function = point.functions[name]
        fitted = _fitted(function, [one for one in given if one.name == name], point)
        point.functions[name] = fitted or function


def _fitted(
    function: SmoothFunction, given: Sequence[Prescribed], point: Point
) -> SmoothFunction | None:
    zero, one = fmpq(0), fmpq(1)
    plain = replace(function, height=zero, each=function.each or (zero,))
    blank = SmoothFunction(zero, (zero,), zero, zero, (zero,), zero, (zero,))
    basis = (
        replace(blank, constant=one), replace(blank, linear=(one,)), replace(blank, each=(one,)),
    )  # fmt: skip
    rows: list[list[fmpq]] = []
    missing: list[fmpq] = []
    for item in given:
        place, value = item.place(point), item.value(point)
        now = plain.derivative((item.order,), (place,))
        if not isinstance(place, fmpq) or not isinstance(value, fmpq) or not isinstance(now, fmpq):
            return None
        row = [part.derivative((item.order,), (place,)) for part in basis]
        rows.append([entry for entry in row if isinstance(entry, fmpq)])
        missing.append(value - now)
    chosen = _columns(rows)
    if chosen is None:
        return None
    matrix = fmpq_mat([[row[at] for at in chosen] for row in rows])
    change = [zero] * len(basis)
    for at, weight in zip(chosen, matrix.solve(fmpq_mat([[x] for x in missing])), strict=True):
        change[at] = weight
    linear, each = (plain.linear[0] + change[1],), (plain.each[0] + change[2],)
    return replace(plain, constant=plain.constant + change[0], linear=linear, each=each)


def _columns(rows: list[list[fmpq]]) -> tuple[int, ...] | None:
    """As many columns as there are rows, that make a regular matrix."""
    for chosen in ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)):
        square = len(chosen) == len(rows) and all(len(row) == HIGHEST + 1 for row in rows)
        if square and fmpq_mat([[row[at] for at in chosen] for row in rows]).det():
            return chosen
    return None
