"""Points on curves: roots of several assumed equations at once, isolated rigorously.

Guarantee: the balls that are put into the point contain a solution of all the equations,
with every other quantity as it is. Of m equations and more unknowns, m unknowns are chosen
where the Jacobian is regular; Newton's method finds an approximation x, and Krawczyk's
operator proves that a box X around it has a root, which lies in K:

    K = x - Y F(x) + (I - Y F'(X)) (X - x)  in the interior of X,   Y ~ F'(x)^-1

Source: R. Krawczyk, Computing 4 (1969); A. Neumaier, Interval Methods, section 5.1.
Limits: at most ``MOST`` equations, none redundant; real unknowns only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from flint import acb, arb, arb_mat, ctx

from verifier.numeric.point import Point
from verifier.numeric.solve import Equation, Equations, Target, get, put, recorded
from verifier.numeric.values import (
    ONE,
    Dual,
    Undecided,
    Undefined,
    Value,
    coefficient,
    is_zero,
    primal,
    to_arb,
)

MOST = 8
"""Equations in one system."""
STEPS = 60
FAR = 10**6
"""Roots further out are not looked for."""
FLAT = 1e-12
"""Pivots below this are taken for 0."""

Row = Callable[[], Value]
"""One equation at given values of its indices: left - right at the point as it is."""


def isolated(equations: Equations, point: Point, fixed: frozenset[int]) -> set[int] | None:
    """Makes all equations hold at once; the assumptions that hold by construction, or None."""
    try:
        rows, unknowns = _system(equations.equations, point, fixed)
        if not rows or len(rows) > min(MOST, len(unknowns)):
            return None
        start = [_middle(get(point, target)) for target in unknowns]
        chosen = _regular(_jacobian(rows, point, unknowns, start))
        if chosen is None:
            return None
        targets = [unknowns[at] for at in chosen]
        root = _newton(rows, point, targets, [start[at] for at in chosen])
        box = None if root is None else _certified(rows, point, targets, *root)
    except (Undefined, Undecided, ZeroDivisionError):
        return None
    if box is None:
        return None
    _put_all(point, targets, box)
    return {equation.number for equation in equations.equations if equation.alone}


def _system(
    equations: Sequence[Equation], point: Point, fixed: frozenset[int]
) -> tuple[list[Row], list[Target]]:
    """Every equation at all values of its indices, and the real quantities that occur."""
    rows: list[Row] = []
    unknowns: dict[Target, None] = {}
    for equation in equations:
        spans = [range(low, high + 1) for low, high in (b(point) for b in equation.bounds)]
        for values in product(*spans):
            row = _row(equation, point, values)
            read: list[Target] = []
            difference = row(read)
            scalars = [(slot, None) for slot in equation.reals if point.values[slot] is not None]
            mine = [
                target
                for target in dict.fromkeys((*scalars, *read))
                if target[0] in equation.reals and target[0] not in fixed
            ]
            if mine or difference is None or not is_zero(difference):
                rows.append(_evaluated(row))
                unknowns.update(dict.fromkeys(mine))
            if len(rows) > MOST:
                return rows, []
    return rows, list(unknowns)


def _row(
    equation: Equation, point: Point, values: tuple[int, ...]
) -> Callable[[list[Target]], Value | None]:
    """The difference of the two sides at these indices; what is read is added to a list."""

    def difference(read: list[Target]) -> Value | None:
        indices = list(point.index)
        for slot, value in zip(equation.slots, values, strict=True):
            point.index[slot] = value
        try:
            point.work.spend(10)
            return recorded(equation, point, read)
        finally:
            point.index[:] = indices

    return difference


def _evaluated(row: Callable[[list[Target]], Value | None]) -> Row:
    def value() -> Value:
        found = row([])
        if found is None:
            raise Undecided
        return found

    return value


def _middle(value: Value | None) -> arb:
    if value is None:
        raise Undecided
    return _ball(value).mid()


def _ball(value: Value) -> arb:
    number = primal(value)
    if isinstance(number, acb):
        raise Undecided
    return to_arb(number)


def _put_all(point: Point, targets: Sequence[Target], values: Sequence[Value]) -> None:
    for target, value in zip(targets, values, strict=True):
        put(point, target, value)


def _jacobian(
    rows: Sequence[Row], point: Point, targets: Sequence[Target], at: Sequence[Value]
) -> list[list[arb]]:
    """The partial derivatives of all rows, as balls over the box ``at``."""
    columns: list[list[arb]] = []
    _put_all(point, targets, at)
    for target, value in zip(targets, at, strict=True):
        tag = point.fresh()
        put(point, target, Dual(tag, value, ONE))
        columns.append([_ball(coefficient(row(), tag)) for row in rows])
        put(point, target, value)
    return [list(row) for row in zip(*columns, strict=True)]


def _regular(matrix: list[list[arb]]) -> list[int] | None:
    """Columns that make the matrix regular, by elimination with full pivoting."""
    rows = [[float(entry.mid()) for entry in row] for row in matrix]
    chosen: list[int] = []
    while rows:
        best = max(
            ((abs(row[at]), number, at) for number, row in enumerate(rows) for at in range(len(row))
             if at not in chosen), default=(0.0, 0, 0),
        )  # fmt: skip
        if not best[0] > FLAT:
            return None
        _, number, column = best
        pivot = rows.pop(number)
        chosen.append(column)
        rows = [
            [a - row[column] / pivot[column] * b for a, b in zip(row, pivot, strict=True)]
            for row in rows
        ]
    return chosen


def _newton(
    rows: Sequence[Row], point: Point, targets: Sequence[Target], start: list[arb]
) -> tuple[list[arb], arb] | None:
    """An approximate root, and how far the last step went."""
    here = start
    enough = arb(2) ** (-(3 * ctx.prec) // 4)
    for _ in range(STEPS):
        _put_all(point, targets, here)
        values = arb_mat([[_ball(row())] for row in rows])
        step = _mid(arb_mat(_jacobian(rows, point, targets, here))).solve(_mid(values))
        here = [(x - step[at, 0]).mid() for at, x in enumerate(here)]
        length = max((abs(step[at, 0]).upper() for at in range(len(here))), key=float)
        if not all(x.is_finite() and abs(x) < FAR for x in here):
            return None
        if length < enough:
            return here, length
    return None


def _mid(matrix: arb_mat) -> arb_mat:
    return arb_mat([[entry.mid() for entry in row] for row in matrix.tolist()])


def _certified(
    rows: Sequence[Row], point: Point, targets: Sequence[Target], root: list[arb], length: arb
) -> list[arb] | None:
    """Balls that contain a root, if Krawczyk's operator maps the box into itself."""
    size = len(root)
    radius = 4 * length + arb(2) ** (-(ctx.prec // 2))
    box = [x + arb(0, float(radius.upper())) for x in root]
    _put_all(point, targets, root)
    values = arb_mat([[_ball(row())] for row in rows])
    jacobian = arb_mat(_jacobian(rows, point, targets, box))
    inverse = _mid(_mid(jacobian).inv())
    identity = arb_mat([[int(a == b) for a in range(size)] for b in range(size)])
    apart = arb_mat([[x - y] for x, y in zip(box, root, strict=True)])
    moved = (identity - inverse * jacobian) * apart - inverse * values
    image = [x + moved[at, 0] for at, x in enumerate(root)]
    inside = all(x.contains_interior(y) for x, y in zip(box, image, strict=True))
    return image if inside else None
