"""Vectors and matrices as an author writes them: ``W @ x + b``, ``s * (1 - s)``, ``x[i]``.

Guarantee: every operation is the one of ``arrays`` and ``products``, with the formula as
written kept for printing. An operation whose shapes do not fit raises nothing: its result
carries the flaw, and every claim that uses it is ill-formed, with both shapes named.

    +, -, *, /, **  entry by entry      @  matrix product      .T  transpose      x[i]  an entry

Limits: ``==`` between arrays is Python's; write ``equal(a, b)``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import sympy

from verifier.read import arrays, literal_arrays, products
from verifier.read.arrays import Array
from verifier.read.calculus import NotDifferentiable
from verifier.read.formulas import beside, display_of, minus, plus, readable, signed, superscript
from verifier.read.latex_names import bracket, has_script
from verifier.read.latex_print import ATOM, MIXED, POWER, SUM, Display, Printer
from verifier.read.quantity import (
    NOTHING,
    TOO_DEEP,
    Background,
    Flaw,
    IllFormedError,
    Mistake,
    Quantity,
    together,
)
from verifier.read.scalars import scalar_expression
from verifier.read.sizes import IndexMismatch, ShapeMismatch, concrete, shape_text
from verifier.read.sympy_symbols import size_expression
from verifier.read.sympy_terms import understand
from verifier.terms import (
    Add,
    Dependent,
    Number,
    Term,
)

Operand: TypeAlias = object
"""An array expression, a SymPy scalar, a number, or nested lists of such."""


class ArrayRelation:
    """``left operator right`` between arrays, for every entry."""

    def __init__(self, operator: str, left: Operand, right: Operand) -> None:
        self.operator = operator
        self.left, self.right = left, right

    def __bool__(self) -> bool:
        raise TypeError("a relation between arrays is no truth value; hand it to verify or claim")

    def _repr_latex_(self) -> str:
        sides = (
            side.display.latex if isinstance(side, ArrayExpression) else sympy.latex(side)
            for side in (self.left, self.right)
        )
        signs = {"!=": r" \ne ", "<=": r" \le ", ">=": r" \ge "}
        return f"${signs.get(self.operator, f' {self.operator} ').join(sides)}$"


class ArrayExpression:
    """An array of rank 1 or more with the formula that it was written as."""

    _op_priority = 1000.0
    __array_ufunc__ = None

    def __init__(
        self, content: Array | Flaw, display: Display, background: Background = NOTHING
    ) -> None:
        self.content = content
        self.display = display
        self.background = background

    def __repr__(self) -> str:
        return f"<{self.display.latex}: {shape_text(self.content.shape)}>" if isinstance(
            self.content, Array) else f"<{self.display.latex}: {self.content.message}>"  # fmt: skip

    def _sympy_(self) -> Mistake:
        if isinstance(self.content, Flaw):
            return Mistake(self.content)
        name, shape = readable(self.display.latex), shape_text(self.content.shape)
        message = f"{name} of shape {shape} stands where a number is needed"
        hint = "; use elementwise(f, x) or an entry"
        return Mistake(Flaw("shape-mismatch", message + hint))

    def _repr_latex_(self) -> str:
        return f"${self.display.latex}$"

    # -- shape and entries ---------------------------------------------------------------

    @property
    def shape(self) -> tuple[sympy.Expr, ...]:
        """The sizes of the axes; empty when the array is flawed."""
        sizes = self.content.shape if isinstance(self.content, Array) else ()
        return tuple(map(size_expression, sizes))

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    def __getitem__(self, at: object) -> sympy.Expr | ArrayExpression:
        places = at if isinstance(at, tuple) else (at,)
        if isinstance(self.content, Flaw):
            return self
        places += (slice(None),) * (self.content.rank - len(places))
        try:
            if any(isinstance(place, slice) for place in places):
                return self.part(places)
            return self.single(places)
        except ShapeMismatch as error:
            return flawed(Flaw(error.code, error.message), self.display)
        except IllFormedError as error:
            return flawed(error.flaw, self.display)

    def __iter__(self) -> object:
        raise TypeError("arrays of symbolic size cannot be iterated over; use an index")

    def single(self, places: Sequence[object]) -> Quantity:
        """One entry."""
        array = self.array
        indices, background = self.index_terms(places)
        display, term = None, array.at(*indices)
        if array.family is None and not isinstance(term, Dependent):
            display = Display(Printer().subscripted(self.display, indices))
        return Quantity(term, background, display)

    def part(self, places: Sequence[object]) -> ArrayExpression:
        """The entries that agree with the places that are given; ``:`` leaves an axis open."""
        array = self.array
        if any(isinstance(place, slice) and place != slice(None) for place in places):
            raise IndexMismatch("only whole axes can be left open: x[i, :]")
        indices, background = self.index_terms([p for p in places if not isinstance(p, slice)])
        if len(places) != array.rank:
            raise IndexMismatch(f"{len(places)} indices for shape {shape_text(array.shape)}")
        left_open = [axis for axis, place in enumerate(places) if isinstance(place, slice)]
        given = iter(indices)
        fixed = [None if isinstance(place, slice) else next(given) for place in places]

        def entry(at: arrays.Indices) -> Term:
            rest = iter(at)
            return array.entry(tuple(next(rest) if here is None else here for here in fixed))

        content = Array(
            tuple(array.shape[axis] for axis in left_open),
            entry,
            tuple(array.starts[axis] for axis in left_open),
            listed=array.listed,
        )
        marks = ", ".join(":" if here is None else Printer().text(here) for here in fixed)
        base = self.display.within(ATOM)
        base = bracket(base) if has_script(base) else base
        text = f"{base}_{{{marks}}}"
        return ArrayExpression(content, Display(text), background)

    def index_terms(self, places: Sequence[object]) -> tuple[tuple[Term, ...], Background]:
        """Indices as terms; a number outside the range is refused."""
        indices, background = [], self.background
        array = self.array
        for axis, place in enumerate(places):
            index, more = understand(place)
            background = background + more
            if isinstance(index, Number) and len(places) == array.rank:
                last = concrete(Add((array.shape[axis], Number(array.starts[axis] - index.value))))
                if index.value < array.starts[axis] or (last is not None and last < 1):
                    raise IndexMismatch(
                        f"{self.display.latex} has no entry {index.value}: its indices count from "
                        f"{array.starts[axis]}, its shape is {shape_text(array.shape)}"
                    )
            indices.append(index)
        return tuple(indices), background

    @property
    def array(self) -> Array:
        """The array; raises the flaw where there is one."""
        if isinstance(self.content, Flaw):
            raise IllFormedError(self.content.code, self.content.message)
        return self.content

    # -- operations ----------------------------------------------------------------------

    @property
    def T(self) -> Result:  # the name that NumPy and SymPy have for it
        """The transpose."""
        return combine(products.transpose, lambda a: superscript(a, r"\top"), self)

    def __add__(self, other: Operand) -> Result:
        return combine(arrays.add, plus, self, other)

    def __radd__(self, other: Operand) -> Result:
        return combine(arrays.add, plus, other, self)

    def __sub__(self, other: Operand) -> Result:
        return combine(arrays.subtract, minus, self, other)

    def __rsub__(self, other: Operand) -> Result:
        return combine(arrays.subtract, minus, other, self)

    def __neg__(self) -> Result:
        return combine(arrays.negative, lambda a: Display(f"-{a.within(MIXED)}", SUM), self)

    def __mul__(self, other: Operand) -> Result:
        return combine(arrays.hadamard, product_sign(self, other), self, other)

    def __rmul__(self, other: Operand) -> Result:
        return combine(arrays.hadamard, product_sign(other, self), other, self)

    def __truediv__(self, other: Operand) -> Result:
        return combine(arrays.divide, quotient(other), self, other)

    def __rtruediv__(self, other: Operand) -> Result:
        return combine(arrays.divide, quotient(self), other, self)

    def __pow__(self, other: Operand) -> Result:
        return combine(arrays.power, lambda a, b: superscript(a, rf"\odot {b.latex}"), self, other)

    def __rpow__(self, other: Operand) -> Result:
        return combine(arrays.power, lambda a, b: superscript(a, b.latex), other, self)

    def __matmul__(self, other: Operand) -> Result:
        return combine(products.matmul, matrix_sign(self, other), self, other)

    def __rmatmul__(self, other: Operand) -> Result:
        return combine(products.matmul, matrix_sign(other, self), other, self)

    def __lt__(self, other: Operand) -> ArrayRelation:
        return ArrayRelation("<", self, other)

    def __le__(self, other: Operand) -> ArrayRelation:
        return ArrayRelation("<=", self, other)

    def __gt__(self, other: Operand) -> ArrayRelation:
        return ArrayRelation(">", self, other)

    def __ge__(self, other: Operand) -> ArrayRelation:
        return ArrayRelation(">=", self, other)

    def sum(self, axis: int | None = None) -> Result:
        """The sum of all entries, or along one axis."""
        over = "" if axis is None else rf"_{{\text{{axis }}{axis}}}"
        return combine(
            lambda a: arrays.total(a, axis),
            lambda a: Display(rf"\operatorname{{sum}}{over}{bracket(a.latex)}"),
            self,
        )


Result: TypeAlias = ArrayExpression | Quantity
"""What an operation on arrays gives: a scalar when no axis is left."""


def flawed(flaw: Flaw, display: Display) -> ArrayExpression:
    """An array that cannot be, for the reason in ``flaw``."""
    return ArrayExpression(flaw, display)


def as_array(value: Operand) -> ArrayExpression:
    """Any operand as an array expression; a scalar becomes one of rank 0."""
    if isinstance(value, ArrayExpression):
        return value
    if isinstance(value, sympy.MatrixExpr):
        return from_matrix(value)
    if isinstance(value, sympy.MatrixBase):
        if value.rows * value.cols > literal_arrays.MOST_ENTRIES:
            return flawed(literal_arrays.TOO_LARGE, Display(r"\text{?}"))
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return listed(value)
    try:
        expression = scalar_expression(value)
        term, background = understand(expression)
    except IllFormedError as error:
        return flawed(error.flaw, Display(r"\text{?}"))
    return ArrayExpression(arrays.scalar(term), display_of(expression), background)


def from_matrix(expression: sympy.MatrixExpr) -> ArrayExpression:
    """SymPy's own matrix expressions."""
    from verifier.read.matrices import matrix_array

    try:
        return ArrayExpression(*matrix_array(expression))
    except IllFormedError as error:
        return flawed(error.flaw, Display(str(sympy.latex(expression))))
    except ShapeMismatch as error:
        return flawed(Flaw(error.code, error.message), Display(str(sympy.latex(expression))))


def listed(value: list[object] | tuple[object, ...]) -> ArrayExpression:
    """Nested lists as an array, shown as a matrix."""
    if literal_arrays.entries(value) > literal_arrays.MOST_ENTRIES:
        return flawed(literal_arrays.TOO_LARGE, Display(r"\text{?}"))
    background: list[Background] = []

    def cells(part: object) -> literal_arrays.Nested | Term:
        if isinstance(part, (list, tuple)):
            return [cells(below) for below in part]
        term, more = understand(part)
        background.append(more)
        return term

    rows = value if any(isinstance(row, (list, tuple)) for row in value) else [[v] for v in value]
    shown = [
        " & ".join(as_array(cell).display.latex for cell in row)
        if isinstance(row, (list, tuple)) else as_array(row).display.latex
        for row in rows
    ]  # fmt: skip
    body = r" \\ ".join(shown)
    display = Display(rf"\begin{{bmatrix}} {body} \end{{bmatrix}}")
    try:
        content = literal_arrays.literal([cells(part) for part in value])
    except ShapeMismatch as error:
        return flawed(Flaw(error.code, error.message), display)
    except IllFormedError as error:
        return flawed(error.flaw, display)
    return ArrayExpression(content, display, together(background))


def combine(
    make: Callable[..., Array | Term], show: Callable[..., Display], *operands: Operand
) -> Result:
    """``make`` of the operands' arrays, shown as ``show`` of their displays; flaws go through."""
    parts = [as_array(operand) for operand in operands]
    display = show(*(part.display for part in parts))
    for part in parts:
        if isinstance(part.content, Flaw):
            return flawed(part.content, display)
    background = together(part.background for part in parts)
    try:
        made = make(*(part.array for part in parts))
        if isinstance(made, Array) and not made.rank:
            made = made.entry(())
        if not isinstance(made, Array):
            return Quantity(made, background, display)
    except RecursionError:
        return flawed(TOO_DEEP, display)
    except ShapeMismatch as error:
        return flawed(Flaw(error.code, f"{error.message}, in {readable(display.latex)}"), display)
    except NotDifferentiable as error:
        return flawed(Flaw("not-differentiable", str(error)), display)
    return ArrayExpression(made, display, background)


# -- how formulas are shown ----------------------------------------------------------------


def matrix_sign(left: Operand, right: Operand) -> Callable[[Display, Display], Display]:
    """A dot between two vectors, side by side else."""
    vectors = [isinstance(side, ArrayExpression) and side.ndim == 1 for side in (left, right)]
    marked = isinstance(left, ArrayExpression) and left.display.latex.endswith(r"\top}")
    if all(vectors) and not marked:
        return signed(r"\cdot")
    return beside


def product_sign(left: Operand, right: Operand) -> Callable[[Display, Display], Display]:
    """Beside each other for a scalar factor, with the sign of the elementwise product else."""
    if is_scalar(left) or is_scalar(right):
        return beside

    return signed(r"\odot")


def quotient(below: Operand) -> Callable[[Display, Display], Display]:
    """A fraction for a scalar divisor, an elementwise sign else."""
    if is_scalar(below):
        return lambda a, b: Display(rf"\frac{{{a.latex}}}{{{b.latex}}}", POWER)
    return signed(r"\oslash")


def is_scalar(value: Operand) -> bool:
    """Whether ``value`` has no axes."""
    return not isinstance(value, (ArrayExpression, list, tuple, sympy.MatrixBase, sympy.MatrixExpr))
