"""SymPy's own indexed objects: ``IndexedBase``, ``Idx``, ``MatrixSymbol``.

Guarantee: a base becomes a family only when its shape is known, from its declaration,
from the range of an ``Idx`` that it is used with, or from the sums that it stands in;
entries count from where that range starts (SymPy's indices from 0 unless told otherwise),

    Idx("i", n)  is  an index from 0 to n - 1
    Sum(x[i], (i, 1, n)) - x[n + 1]  makes x a family with entries 1, ..., n + 1

Limits: matrix expressions beside entries of a matrix symbol are read by ``matrices``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy

from verifier.read.quantity import Background, not_supported
from verifier.terms import Entry, Family, Index, Term

if TYPE_CHECKING:
    from verifier.read.sympy_terms import Reading


def sized_symbols(expressions: Iterable[sympy.Basic]) -> frozenset[sympy.Symbol]:
    """The plain symbols that occur in sizes and ranges: they are read as dimensions."""
    found: set[sympy.Symbol] = set()
    for expression in expressions:
        for part in sympy.preorder_traversal(expression):
            match part:
                case sympy.Idx():
                    found |= symbols_in(*(bound for bound in part.args[1:]))
                case sympy.MatrixSymbol():
                    found |= symbols_in(*part.shape)
                case sympy.Indexed() if part.base.shape is not None:
                    found |= symbols_in(*part.base.shape)
        for ends in ranges(expression, {}):
            found |= symbols_in(*(end for axis in ends.axes for end in axis))
    return frozenset(found)


@dataclass(frozen=True)
class Ends:
    """One use of a base without a shape: first and last index on each axis."""

    base: sympy.Basic
    axes: tuple[tuple[sympy.Expr, sympy.Expr], ...]


def ranges(part: sympy.Basic, bound: Mapping[sympy.Basic, sympy.Tuple]) -> Iterator[Ends]:
    """Where bases without a shape are used inside sums; ``bound`` are the limits around."""
    if isinstance(part, sympy.concrete.expr_with_limits.ExprWithLimits):
        limits = {limit[0]: limit for limit in part.limits if len(limit) == 3}
        yield from ranges(part.function, {**bound, **limits})
        return
    if isinstance(part, sympy.Indexed) and part.base.shape is None:
        low = {symbol: limit[1] for symbol, limit in bound.items()}
        high = {symbol: limit[2] for symbol, limit in bound.items()}
        yield Ends(part.base.label, tuple((at.subs(low), at.subs(high)) for at in part.indices))
    for below in part.args:
        yield from ranges(below, bound)


def spanned(uses: list[Ends]) -> tuple[list[sympy.Expr], list[int]] | None:
    """Sizes and starts that hold all uses of one base; None where they cannot be compared."""
    sizes, starts = [], []
    for axis in range(len(uses[0].axes)):
        lows = [low for use in uses if (low := use.axes[axis][0]).is_Integer]
        highs = [use.axes[axis][1] for use in uses if use.axes[axis][0].is_Integer]
        if not lows:
            return None
        last = highs[0]
        for high in highs[1:]:
            gap = sympy.expand(high - last)
            if not gap.is_Integer:
                return None
            last = high if gap > 0 else last
        starts.append(int(min(lows)))
        sizes.append(sympy.expand(last - min(lows) + 1))
    return sizes, starts


def symbols_in(*expressions: sympy.Basic) -> set[sympy.Symbol]:
    """All symbols in ``expressions``."""
    return set().union(*(expression.atoms(sympy.Symbol) for expression in expressions))


def running_index(reading: Reading, index: sympy.Idx) -> Term:
    """An ``Idx`` with its range."""
    if index in reading.bound:
        return reading.bound[index]
    if index.label in reading.bound:
        return reading.bound[index.label]
    if len(index.args) < 2:
        return reading.term(index.label)
    lower, upper = map(reading.term, index.args[1])
    reading.found.append(Background(symbols=tuple(index.free_symbols)))
    return Index(str(index.label), lower, upper)


def indexed_entry(reading: Reading, expression: sympy.Indexed) -> Term:
    """``x[i, j]`` of an ``IndexedBase``."""
    base, indices = expression.base, expression.indices
    family = reading.bases.get(base.label) or family_of(reading, expression)
    reading.found.append(Background(symbols=(base.label,)))
    return Entry(family, tuple(map(reading.term, indices)))


def family_of(reading: Reading, expression: sympy.Indexed) -> Family:
    """The family behind an indexed base, its shape taken from what is known."""
    name = str(expression.base.label)
    sizes, starts = [], []
    for axis, index in enumerate(expression.indices):
        if isinstance(index, sympy.Idx) and len(index.args) > 1:
            lower, upper = index.args[1]
            if not lower.is_Integer:
                raise not_supported(f"{name}: the first index must be a number")
            sizes.append(sympy.expand(upper - lower + 1))
            starts.append(int(lower))
        elif expression.base.shape is not None:
            sizes.append(expression.base.shape[axis])
            starts.append(0)
        else:
            raise not_supported(
                f"the shape of {name} is not known; declare it with vector or matrix"
            )
    return Family(name, tuple(map(reading.term, sizes)), tuple(starts))


def known_bases(reading: Reading, expressions: Iterable[sympy.Basic]) -> dict[sympy.Basic, Family]:
    """The families of all indexed bases that are used with ranged indices somewhere."""
    found: dict[sympy.Basic, Family] = {}
    for expression in expressions:
        for part in sympy.preorder_traversal(expression):
            if isinstance(part, sympy.Indexed) and all(
                isinstance(index, sympy.Idx) and len(index.args) > 1 for index in part.indices
            ):
                found.setdefault(part.base.label, family_of(reading, part))
    uses: dict[sympy.Basic, list[Ends]] = {}
    for expression in expressions:
        for ends in ranges(expression, {}):
            uses.setdefault(ends.base, []).append(ends)
    for base, group in uses.items():
        shape = spanned(group) if base not in found else None
        if shape is not None:
            sizes, starts = shape
            found[base] = Family(str(base), tuple(map(reading.term, sizes)), tuple(starts))
    return found


def matrix_entry(reading: Reading, expression: sympy.Expr) -> Term:
    """``W[i, j]`` of a matrix symbol; SymPy counts from 0."""
    parent, *indices = expression.args
    if not isinstance(parent, sympy.MatrixSymbol):
        raise not_supported("entries of matrix expressions are not supported; use matrix")
    family = matrix_family(reading, parent)
    return Entry(family, tuple(map(reading.term, indices)))


def matrix_family(reading: Reading, symbol: sympy.MatrixSymbol) -> Family:
    """The family behind a matrix symbol; an n x 1 matrix stays one."""
    sizes = tuple(map(reading.term, symbol.shape))
    reading.found.append(Background(symbols=(sympy.Symbol(symbol.name),)))
    return Family(str(symbol.name), sizes, (0,) * len(sizes))


def matrix_trace(reading: Reading, expression: sympy.Expr) -> Term:
    """The trace of a matrix expression."""
    from verifier.read import products
    from verifier.read.matrices import matrix_array

    array, _, background = matrix_array(expression.args[0])
    reading.found.append(background)
    return products.trace(array)
