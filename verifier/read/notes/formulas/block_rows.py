r"""Matrices written as their rows or columns: a design matrix, ``[a_1 \cdots a_k]``.

Guarantee: each cell holds a vector of the same size; rows may stand between dashes, columns
between bars, which are no part of the matrix; dots stand for the pattern that ``dotted`` finds:

    — & x_1^\top & — \\ & \vdots & \\ — & x_n^\top & —        entry i, j is (x_i)_j

A matrix of blocks of known sizes is read as ``stacking`` has it. Limits: dots among blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read import arrays, literal_arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import dotted, expressions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import split
from verifier.read.notes.source.tree import Environment, Fenced, Leaf, Node, Raw
from verifier.read.notes.terms import stacking, values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.sizes import ShapeMismatch, concrete, same_size
from verifier.terms import ONE, ZERO, Term, number, over

DASHES = frozenset({"-", "—", "–", "―", "─", r"\textemdash", r"\textendash", r"\leftarrow",
                    r"\rightarrow", r"\longleftarrow", r"\longrightarrow"})  # fmt: skip
BARS = frozenset({"|", r"\mid", r"\uparrow", r"\downarrow"})
Cells = list[list[list[Node]]]


def stacked(ctx: Context, node: Environment) -> Array | None:
    """The matrix of rows or columns; None where its cells are numbers."""
    cells = [[list(cell) for cell in row] for row in node.rows]
    upright = any(lines(row, BARS) for row in cells)
    if upright:
        cells = [row for row in cells if not lines(row, BARS)]
    cells = [[within(cell) for cell in row] for row in cells]
    dashed = any(marks(cell, DASHES) for row in cells for cell in row) or any(
        len(cell) < len(other) for row, old in zip(cells, node.rows, strict=False)
        for cell, other in zip(row, old, strict=True)
    )  # fmt: skip
    if dashed:
        cells = [[[] if marks(cell, DASHES) else cell for cell in row] for row in cells]
    cells = dotted.full([row for row in cells if any(row)])
    tall = bool(cells) and len(cells[0]) == 1
    if not cells or (len(cells) == 1) == tall:
        return None
    line = [row[0] for row in cells] if tall else cells[0]
    if any(not cell for cell in line):
        return None
    try:
        shown = [None if dotted.dots(cell) else vector(ctx, cell, tall=tall, dashed=dashed)
                 for cell in line]  # fmt: skip
    except (Complaint, ShapeMismatch):
        if dashed or upright:
            raise
        return None
    found = joined(shown, node)
    if found is None or tall:
        return found
    return Array(found.shape[::-1], lambda at: found.entry(at[::-1]), found.starts[::-1])


def blocks(ctx: Context, rows: Cells) -> Array | None:
    """A matrix of blocks; None where all its cells are numbers."""
    quiet = replace(ctx, readings={})
    try:
        cells = [[values.as_scalar(expressions.expression(quiet, cell, cell[0])) for cell in row]
                 for row in rows]  # fmt: skip
    except Complaint:
        return None
    if not any(cell.rank for row in cells for cell in row):
        return None
    ctx.readings.update(quiet.readings)
    ctx.note("a matrix of blocks, each as large as its row and column of blocks")
    return stacking.grid(
        [[fitted(cell, row, [other[place] for other in cells]) for place, cell in enumerate(row)]
         for row in cells]
    )  # fmt: skip


def columns(ctx: Context, parts_: Sequence[Sequence[Node]], node: Fenced) -> Array | None:
    r"""``[x_1, \dots, x_n]`` of columns as the matrix of these; None for a list of numbers."""
    first = values.as_scalar(expressions.expression(ctx, parts_[0], node))
    if first.rank != 2 or concrete(first.shape[1]) != 1:
        return None
    ctx.note("a list of columns with dots is read as the matrix with these columns")
    shown = [None if dotted.dots(part) else vector(ctx, part, tall=False, dashed=False)
             for part in parts_]  # fmt: skip
    found = joined(shown, node)
    if found is None:
        return None
    return Array(found.shape[::-1], lambda at: found.entry(at[::-1]), found.starts[::-1])


def barred(ctx: Context, nodes: Sequence[Node]) -> Array | None:
    r"""``A \mid b`` between arrays as one array; None where no bar stands between arrays."""
    sides = split(nodes, ("|", r"\vert", r"\mid"))
    if len(sides) < 2 or not all(sides):
        return None
    found = stacking.beside([expressions.expression(ctx, one, one[0]) for one in sides])
    if found is not None:
        ctx.note("a bar between arrays in brackets: they are read as written beside each other")
    return found


def fitted(cell: Array, row: Sequence[Array], column: Sequence[Array]) -> Array:
    """A block of two axes: a list stands upright, a zero is as large as the blocks beside it."""
    if cell.rank == 2:
        return cell
    if cell.rank:
        return stacking.column(cell)
    term = cell.entry(())
    sizes = [next((one.shape[axis] for one in line if one.rank == 2), None if any(
        one.rank for one in line) else ONE) for axis, line in enumerate((row, column))]  # fmt: skip
    high = sizes[0] or next(one.shape[0] for one in row if one.rank)
    wide = sizes[1] or ONE
    return arrays.filled(term, (high, wide) if term == ZERO else (ONE, ONE))


def marks(cell: Sequence[Node], signs: frozenset[str]) -> bool:
    """Whether a cell holds nothing but a dash or a bar."""
    return bool(cell) and all((isinstance(part, Leaf) and part.text in signs) or (
        isinstance(part, Raw) and part.text.strip() and set(part.text.strip()) <= {"-", "—", "–"})
        for part in cell)  # fmt: skip


def within(cell: list[Node]) -> list[Node]:
    r"""What stands between dashes in one cell, ``- x^\top -``; any other cell as it is."""
    ends = len(cell) > 2 and marks(cell[:1], DASHES) and marks(cell[-1:], DASHES)
    return within(cell[1:-1]) if ends else cell


def lines(row: Sequence[Sequence[Node]], signs: frozenset[str]) -> bool:
    """Whether a row holds bars, and dots between them at most."""
    seen = [cell for cell in row if cell]
    return any(marks(cell, signs) for cell in seen) and all(
        marks(cell, signs) or dotted.dots(cell) for cell in seen
    )


def vector(ctx: Context, cell: Sequence[Node], *, tall: bool, dashed: bool) -> Array:
    """The entries of one row or column; raises ``Complaint`` where it is none."""
    value = expressions.expression(ctx, cell, cell[0])
    across = 0 if tall else 1
    plain = value.rank == 1 or (value.rank == 2 and concrete(value.shape[across]) == 1)
    if value.rank and not plain and dashed and values.vector_like(value):
        ctx.note("a vector between dashes is a row")
        plain = True
    if not plain or not values.as_scalar(value).rank:
        raise Complaint("not-supported", "an array inside a matrix", cell[0])
    return values.entries_of(value)


def joined(shown: Sequence[Array | None], node: Environment | Fenced) -> Array | None:
    """The matrix whose rows are ``shown``, ``None`` for dots."""
    first = shown[0]
    if first is None:
        return None
    size, start = first.shape[0], first.starts[0]
    if not all(one is None or same_size(one.shape[0], size) for one in shown):
        raise Complaint("shape-mismatch", "the rows of this matrix differ in length", node)
    probe = over("?across", size, start)
    terms = [None if one is None else one.entry((probe,)) for one in shown]
    if None in terms:
        found = dotted.row_pattern(terms)
        if found is None or found[1] != number(1):
            raise Complaint("ambiguous", "the pattern behind these dots is not clear", node)
        pattern, low, high = found
        fill = dotted.filled(pattern, dotted.HOLES[:1])
        count: Term = dotted.length(low, high)
    else:
        written = literal_arrays.literal([term for term in terms if term is not None])
        fill, count = written.entry, number(len(terms))

    def entry(at: tuple[Term, ...]) -> Term:
        return substitute(fill(at[:1]), put_in({probe: at[1]}))

    return Array((count, size), entry, (1, start))
