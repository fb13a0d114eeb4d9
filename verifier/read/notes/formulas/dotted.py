r"""Lists and matrices with dots: the pattern behind the printed entries.

Guarantee: a pattern is accepted only when every printed entry is an instance of it:

    x_1 & \dots & x_n                       entry j is x_j
    d f_1/d x_1 ... d f_m/d x_n             entry i, j is d f_i / d x_j
    a_1 & 0 & \dots ; ... ; 0 & a_n         entry i, j is a_i where i = j, else 0

Anything else is a ``Complaint``. Limits: first and last entries must be printed; rows and
columns count in steps of one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

from verifier.read import arrays, literal_arrays
from verifier.read.arrays import Array
from verifier.read.matching import matching
from verifier.read.notes.formulas import block_rows, conditions, expressions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.tree import Environment, Fenced, Leaf, Node
from verifier.read.notes.terms import identity, values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.sizes import same_size
from verifier.terms import ZERO, Add, Cases, Index, Number, Relation, Term, Variable, number
from verifier.traversal import children, rebuild

HOLES = (Index("?row", number(1), number(1)), Index("?column", number(1), number(1)))


def series(ctx: Context, parts: Sequence[Sequence[Node]], node: Fenced) -> Array:
    r"""``a_1, a_2, \dots, a_n`` as the list of all a_j."""
    shown = [None if len(part) == 1 and conditions.is_dots(part[0]) else one(ctx, part)
             for part in parts]  # fmt: skip
    found = row_pattern(shown)
    if found is None:
        raise Complaint("ambiguous", "the pattern behind these dots is not clear", node)
    pattern, start, end = found
    size = length(start, end)
    first = int(start.value) if isinstance(start, Number) else 1
    return Array((size,), filled(pattern, HOLES[:1]), (first,)).aligned((1,))


def filled(pattern: Term, holes: Sequence[Index]) -> Callable[[tuple[Term, ...]], Term]:
    """The pattern as a function of its holes."""

    def entry(at: tuple[Term, ...]) -> Term:
        return substitute(pattern, put_in(dict(zip(holes, at, strict=True))))

    return entry


def length(start: Term, end: Term) -> Term:
    """``end - start + 1``."""
    if start == number(1):
        return end
    return Add((end, Number(1 - start.value))) if isinstance(start, Number) else end - start + 1


def one(ctx: Context, nodes: Sequence[Node]) -> Term:
    """One printed entry."""
    value = values.as_scalar(expressions.expression(ctx, nodes, nodes[0]))
    if value.rank:
        raise Complaint("not-supported", "an array inside a matrix", nodes[0])
    return value.entry(())


def row_pattern(shown: Sequence[Term | None]) -> tuple[Term, Term, Term] | None:
    """The pattern of a row with dots, and its first and last index."""
    if shown[0] is None or shown[-1] is None or None not in shown:
        return None
    leading = shown[: shown.index(None)]
    trailing = [term for term in shown[shown.index(None) : -1] if term is not None]
    found = generalise(shown[0], shown[-1], HOLES[0])
    if found is None or not isinstance(found.first, Number):
        return None
    for middle in trailing:
        if not matching(found.pattern, middle, HOLES[:1]):
            return None
    for step, term in enumerate(leading):
        expected = Number(found.first.value + step)
        assert term is not None
        if instance(found.pattern, HOLES[0], expected) != term:
            return None
    return found.pattern, found.first, found.last


@dataclass
class Pattern:
    """A term with a hole, and what stood in the hole in the two terms it came from."""

    pattern: Term
    first: Term
    last: Term
    pairs: list[tuple[Term, Term]] = field(default_factory=list)


def generalise(first: Term, last: Term, hole: Index) -> Pattern | None:
    """The pattern of which both are instances, differing in one integer only."""
    pairs: list[tuple[Term, Term]] = []

    def visit(one_: object, other: object) -> object:
        if one_ == other:
            return one_
        if is_size(one_) and is_size(other):
            pairs.append((cast(Term, one_), cast(Term, other)))
            return hole
        ours, theirs = list(children(one_)), list(children(other))
        if type(one_) is not type(other) or len(ours) != len(theirs) or not ours:
            raise ValueError
        mixed = iter([visit(a, b) for a, b in zip(ours, theirs, strict=True)])
        return rebuild(one_, lambda _: next(mixed)) if not isinstance(one_, tuple) else tuple(mixed)

    try:
        pattern = cast(Term, visit(first, last))
    except ValueError:
        return None
    if len({*map(repr, pairs)}) != 1:
        return None
    return Pattern(pattern, *pairs[0], pairs)


def is_size(term: object) -> bool:
    """Whether ``term`` can be the first or last index."""
    match term:
        case Number(value):
            return value.denominator == 1
        case Variable(_, sort):
            return sort.value in ("dimension", "integer")
        case Add(terms):
            return all(map(is_size, terms))
        case _:
            return False


def instance(pattern: Term, hole: Index, value: Term) -> Term:
    """The pattern with its hole filled."""
    return substitute(pattern, put_in({hole: value}))


def matrix(ctx: Context, node: Environment) -> Array:
    """A matrix written out, with or without dots."""
    if (found_ := block_rows.stacked(ctx, node)) is not None:
        return found_
    rows = full([[list(cell) for cell in row] for row in node.rows if any(row)])
    if not rows:
        raise Complaint("syntax", "an empty matrix", node)
    if not any(dots(cell) for row in rows for cell in row):
        if any(not cell for row in rows for cell in row):
            return sparse(ctx, rows, node)
        if (blocks := block_rows.blocks(ctx, rows)) is not None:
            return blocks
        written: list[literal_arrays.Nested | Term] = [
            [one(ctx, cell) for cell in row] for row in rows
        ]
        return literal_arrays.literal(written)
    blank = ZERO if blanks(rows) else None
    if blank is not None and not all(all(row) for row in rows):
        ctx.note("an empty entry of a matrix is read as 0")
    grid = [[(None if dots(cell) else one(ctx, cell)) if cell else blank for cell in row]
            for row in rows]  # fmt: skip
    if len(grid) == 1:
        return arrays.row(along(ctx, grid[0], node))
    if all(len(row) == 1 for row in grid):
        return arrays.column(along(ctx, [row[0] for row in grid], node))
    found = diagonal(grid) or general(grid)
    if found is None:
        raise Complaint("ambiguous", "the pattern behind these dots is not clear", node)
    return found


def full(rows: list[list[list[Node]]]) -> list[list[list[Node]]]:
    """Rows of one length, without the columns that are empty in all of them."""
    width = max((len(row) for row in rows), default=0)
    rows = [[*row, *([] for _ in range(width - len(row)))] for row in rows]
    kept = [place for place in range(width) if any(row[place] for row in rows)]
    return [[row[place] for place in kept] for row in rows]


def sparse(ctx: Context, rows: list[list[list[Node]]], node: Environment) -> Array:
    """A square matrix whose diagonal is printed: empty entries are zeros."""
    if len(rows) != len(rows[0]) or any(not row[place] for place, row in enumerate(rows)):
        raise Complaint("syntax", "a matrix with an empty entry", node)
    ctx.note("an empty entry of a matrix is read as 0")
    written: list[literal_arrays.Nested | Term] = [
        [one(ctx, cell) if cell else ZERO for cell in row] for row in rows
    ]
    return literal_arrays.literal(written)


def dots(cell: Sequence[Node]) -> bool:
    """Whether a cell holds nothing but dots."""
    return bool(cell) and all(conditions.is_dots(part) for part in cell if isinstance(part, Leaf)
                              ) and all(isinstance(part, Leaf) for part in cell)  # fmt: skip


def blanks(rows: list[list[list[Node]]]) -> bool:
    """Whether empty entries are zeros: a square with dots on its diagonal, which is printed."""
    square = len(rows) > 1 and len(rows) == len(rows[0])
    on = [row[place] for place, row in enumerate(rows)] if square else []
    return bool(on) and all(on) and any(map(dots, on)) and not dots(on[0]) and not dots(on[-1])


def along(ctx: Context, shown: Sequence[Term | None], node: Environment) -> Array:
    """A row or column with dots as a list."""
    if (numbers := constant(ctx, shown, node)) is not None:
        return numbers
    found = row_pattern(shown)
    if found is None:
        raise Complaint("ambiguous", "the pattern behind these dots is not clear", node)
    pattern, start, end = found
    if start != number(1):
        raise Complaint("not-supported", "a list that does not begin with index 1", node)
    return Array((length(start, end),), filled(pattern, HOLES[:1]))


def constant(ctx: Context, shown: Sequence[Term | None], node: Environment) -> Array | None:
    r"""``1, 0, 0, \dots, 0``: numbers, one of which stands for the dots; else None.

    It is as long as fits where it stands, and as long as what is printed at least.
    """
    if shown.count(None) != 1 or not all(one is None or isinstance(one, Number) for one in shown):
        return None
    cut = shown.index(None)
    first, last = list(shown[:cut]), list(shown[cut + 1 :])
    if not first or not last or not (first[-1] == last[0] or first[-2:] == 2 * first[-1:]):
        return None
    size = identity.size_of_constants(ctx, node)
    needed = max(len(first) + (first[-1] != last[0]), len(first) + len(last) - 1)
    if needed > 1:
        ctx.needs.setdefault(Relation(">=", size, number(needed)))
    ends: list[tuple[Term, Term | None]] = [
        (number(place), term) for place, term in enumerate(first, 1)
    ]
    ends += [(Add((size, number(place))), term) for place, term in enumerate(last, 1 - len(last))]

    def entry(at: tuple[Term, ...]) -> Term:
        branches = tuple((Relation("=", at[0], place), cast(Term, term)) for place, term in ends
                         if term != first[-1])  # fmt: skip
        return Cases(branches, cast(Term, first[-1])) if branches else cast(Term, first[-1])

    return Array((size,), entry)


Grid = list[list[Term | None]]


def corners(grid: Grid) -> tuple[Term, Term, Term, Term] | None:
    """Top left, top right, bottom left, bottom right, when all are printed."""
    found = grid[0][0], grid[0][-1], grid[-1][0], grid[-1][-1]
    if any(term is None for term in found):
        return None
    return cast("tuple[Term, Term, Term, Term]", found)


def diagonal(grid: Grid) -> Array | None:
    """Entries along the diagonal, zeros elsewhere."""
    found = corners(grid)
    if found is None or found[1] != ZERO or found[2] != ZERO:
        return None
    pattern = generalise(found[0], found[3], HOLES[0])
    if pattern is None and found[0] == found[3]:
        return None
    if pattern is None or pattern.first != number(1):
        return None
    for i, row in enumerate(grid[:-1]):
        for j, term in enumerate(row[:-1]):
            if term is None or not printed_before_dots(grid, i, j):
                continue
            expected = instance(pattern.pattern, HOLES[0], number(i + 1)) if i == j else ZERO
            if term != expected:
                return None
    size = pattern.last
    fill = filled(pattern.pattern, HOLES[:1])

    def entry(at: tuple[Term, ...]) -> Term:
        return Cases(((Relation("=", at[0], at[1]), fill(at[:1])),), ZERO)

    return Array((size, size), entry)


def printed_before_dots(grid: Grid, i: int, j: int) -> bool:
    """Whether no dots stand before row i and column j, so that these are the real indices."""
    return all(row[0] is not None for row in grid[: i + 1]) and all(
        term is not None for term in grid[0][: j + 1]
    )


def general(grid: Grid) -> Array | None:
    """An entry that depends on its row and its column."""
    found = corners(grid)
    if found is None:
        return None
    top, side = generalise(found[0], found[1], HOLES[1]), generalise(found[0], found[2], HOLES[0])
    if top is None or side is None or top.first != number(1) or side.first != number(1):
        return None
    low = generalise(found[2], found[3], HOLES[1])
    if low is None or not same_size(low.last, top.last):
        return None
    pattern = generalise(top.pattern, low.pattern, HOLES[0])
    if pattern is None or not same_size(pattern.last, side.last):
        return None
    fill = filled(pattern.pattern, HOLES)
    for i, row in enumerate(grid[:-1]):
        for j, term in enumerate(row[:-1]):
            real = term is not None and printed_before_dots(grid, i, j)
            if real and fill((number(i + 1), number(j + 1))) != term:
                return None
    return Array((side.last, top.last), fill)
