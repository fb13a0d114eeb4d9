"""Inverses of matrices at a point, computed from the matrices there.

Guarantee: where an assumption says ``sum_k M[i, k] B[k, j] = delta(i, j)`` of a square ``M`` in
which the family ``B`` does not occur, ``B`` is given the inverse of ``M``: exactly where ``M`` is
rational, else as balls that hold it (then the assumption holds by construction). A matrix
that is singular, or not seen not to be, admits no point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from flint import acb, arb, arb_mat, fmpq, fmpq_mat

from verifier.claim import Forall
from verifier.numeric.compile import Compiler, Run
from verifier.numeric.point import Point, Table
from verifier.numeric.quantities import names_in
from verifier.numeric.values import Undecided, Undefined, as_real, exact, primal, to_arb
from verifier.terms import (
    At,
    Condition,
    Entry,
    Family,
    Index,
    Integral,
    Limit,
    Multiply,
    Relation,
    Sort,
    Sum,
    Term,
    delta,
)
from verifier.terms import Product as ProductTerm
from verifier.traversal import children

LARGEST = 12


@dataclass(frozen=True)
class Product:
    """``sum_k first[i, k] second[k, j]``; ``lead`` numbers the matrices."""

    lead: tuple[Index, ...]
    row: Index
    column: Index
    inner: Index
    first: Term
    second: Term


@dataclass(frozen=True)
class Inverse:
    """The family that is the inverse of the matrix with the entries ``entry``."""

    family: Family
    product: Product
    names: frozenset[str]
    slot: int
    entry: Run
    lead: tuple[tuple[int, Callable[[Point], tuple[int, int]]], ...]
    row: int
    column: int
    rows: Callable[[Point], tuple[int, int]]
    columns: Callable[[Point], tuple[int, int]]


class Inverses:
    """The families among the quantities of a claim that are inverses, innermost first."""

    def __init__(self, compiler: Compiler, assumptions: Sequence[Condition | Forall]) -> None:
        found: dict[str, Inverse] = {}
        numbers: dict[str, set[int]] = {}
        for number, part in enumerate(assumptions):
            product = _product(part)
            if product is None:
                continue
            name = next((name for name, one in found.items() if _mirrored(one, product)), None)
            if name is None:
                made = _inverse(compiler, product)
                if made is None or made.family.name in found:
                    continue
                name = made.family.name
                found[name] = made
            numbers.setdefault(name, set()).add(number)
        self.inverses: list[Inverse] = []
        ready: set[str] = set()
        while True:
            near = [name for name, one in found.items()
                    if name not in ready and not (one.names & found.keys()) - ready]  # fmt: skip
            if not near:
                break
            ready.update(near)
            self.inverses += [found[name] for name in near]
        self.numbers = frozenset().union(*(numbers[name] for name in ready))
        """Which assumptions hold by construction."""
        self.slots = frozenset(one.slot for one in self.inverses)

    def fill(self, point: Point) -> bool:
        """Gives the inverses their values; whether all the matrices have one."""
        return all(_fill(one, point) for one in self.inverses)


def _product(part: Condition | Forall) -> Product | None:
    """``sum_k first[i, k] second[k, j] = delta(i, j)`` of square matrices, taken apart."""
    match part:
        case Forall(
            (*lead, row, column), Relation("=", Sum(inner, Multiply((first, second))), right)
        ) if right == delta(row, column):
            same = len({(index.lower, index.upper) for index in (row, column, inner)}) == 1
            return Product(tuple(lead), row, column, inner, first, second) if same else None
        case _:
            return None


def _inverse(compiler: Compiler, given: Product) -> Inverse | None:
    """B where ``given`` is ``M B = I``."""
    entry, names = given.second, frozenset(names_in(given.first).families)
    if not isinstance(entry, Entry) or entry.family.name in names:
        return None
    if entry.indices != (*given.lead, given.inner, given.column):
        return None
    layout = compiler.layout
    return Inverse(
        entry.family,
        given,
        names,
        layout.family(entry.family.name),
        compiler.term(given.first),
        tuple((layout.index(index), compiler.bounds(index)) for index in given.lead),
        layout.index(given.row),
        layout.index(given.inner),
        compiler.bounds(given.row),
        compiler.bounds(given.inner),
    )


def _mirrored(one: Inverse, other: Product) -> bool:
    """Whether ``other`` is ``B M = I`` for the ``M B = I`` that made ``one``."""
    entry, made = other.first, one.product
    if not isinstance(entry, Entry) or entry.family != one.family:
        return False
    if entry.indices != (*other.lead, other.row, other.inner):
        return False
    before = (*made.lead, made.row, made.inner)
    after = (*other.lead, other.inner, other.column)
    if len(before) != len(after):
        return False
    return _alike(made.first, other.second, dict(zip(before, after, strict=True)))


def _alike(one: object, other: object, names: dict[Index, Index]) -> bool:
    """Whether two terms differ in the names of their indices only."""
    if isinstance(one, Index) and isinstance(other, Index):
        ranges = (one.lower, one.upper), (other.lower, other.upper)
        return names.get(one, one) == other and _alike(*ranges, names)
    if type(one) is not type(other):
        return False
    if isinstance(one, (Sum, ProductTerm)) and isinstance(other, (Sum, ProductTerm)):
        ranges = (one.index.lower, one.index.upper), (other.index.lower, other.index.upper)
        return _alike(*ranges, names) and _alike(
            one.body, other.body, {**names, one.index: other.index}
        )
    if isinstance(one, (At, Integral, Limit)):
        return one == other
    if isinstance(one, (str, int, Fraction, Sort)) or one is None:
        return one == other
    parts = list(children(one)), list(children(other))
    return len(parts[0]) == len(parts[1]) and all(
        _alike(mine, theirs, names) for mine, theirs in zip(*parts, strict=True)
    )


def _fill(one: Inverse, point: Point) -> bool:
    table = point.tables[one.slot]
    if not isinstance(table, Table):
        return False
    old = list(point.index)
    try:
        spans = [range(low, high + 1) for low, high in (end(point) for _, end in one.lead)]
        for values in product(*spans):
            for (slot, _), value in zip(one.lead, values, strict=True):
                point.index[slot] = value
            if not _one(one, point, table, values):
                return False
    except (Undefined, Undecided):
        return False
    finally:
        point.index[:] = old
        point.forget()
    return True


def _one(one: Inverse, point: Point, table: Table, head: tuple[int, ...]) -> bool:
    low, high = one.rows(point)
    left, right = one.columns(point)
    size = high - low + 1
    if size != right - left + 1 or not 0 < size <= LARGEST:
        return False
    point.work.spend(size**3)
    point.forget()
    entries: list[fmpq | arb] = []
    for row in range(low, high + 1):
        for column in range(left, right + 1):
            point.index[one.row], point.index[one.column] = row, column
            value = one.entry(point)
            number = exact(value)
            ball = as_real(primal(value)) if number is None else number
            if isinstance(ball, acb):
                return False
            entries.append(ball)
    try:
        found = _inverted(entries, size)
    except ZeroDivisionError:
        return False
    top, side = table.starts[-2:]
    for place, value in enumerate(found):
        table.known[(*head, top + place // size, side + place % size)] = value
    return True


def _inverted(entries: list[fmpq | arb], size: int) -> list[fmpq | arb]:
    """The entries of the inverse, row by row; ``ZeroDivisionError`` where there may be none."""
    rational = [entry for entry in entries if isinstance(entry, fmpq)]
    if len(rational) == len(entries):
        return list(fmpq_mat(size, size, rational).inv().entries())
    balls = arb_mat(size, size, [to_arb(entry) for entry in entries])
    return list(balls.inv().entries())
