"""Operations of the vocabulary on vectors and matrices.

Guarantee: each is the operation of ``arrays``, ``products`` or ``functions`` of the same
name, printed as it was written; shapes that do not fit become a flaw of the result.

    s = softmax(x)     diag(s) - outer(s, s)     dot(w, x)     norm(w)

Limits: ``softmax`` and ``logsumexp`` work along the last axis.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sympy

from verifier.read import arrays, functions, products
from verifier.read.array_expression import (
    ArrayExpression,
    Operand,
    Result,
    as_array,
    combine,
    flawed,
)
from verifier.read.arrays import Array
from verifier.read.declarations import fresh_names, known, size_term
from verifier.read.formulas import beside, signed, superscript
from verifier.read.latex_names import bracket, name_latex
from verifier.read.latex_print import POWER, Display, Printer
from verifier.read.operations import build
from verifier.read.quantity import (
    Background,
    Flaw,
    IllFormedError,
    IndexSymbol,
    Mistake,
    Quantity,
    together,
)
from verifier.read.sympy_symbols import size_expression
from verifier.read.sympy_terms import understand
from verifier.terms import ONE, Add, Family, Multiply, Power, Term, call, negate, number, over
from verifier.traversal import replace


def named(head: str) -> Callable[..., Display]:
    """A function printed as its name and its arguments in brackets."""

    def show(*parts: Display) -> Display:
        return Display(head + bracket(", ".join(part.latex for part in parts)))

    return show


def entry_function(name: str, head: str, function: Callable[[Term], Term]) -> Callable[..., Result]:
    """A function of scalars that works on arrays entry by entry."""

    def applied(x: Operand) -> Result:
        return combine(lambda a: arrays.apply(function, a), named(head), x)

    applied.__name__ = name
    applied.__doc__ = (function.__doc__ or "") + "\n\n    Entry by entry on arrays."
    return applied


sigmoid = entry_function("sigmoid", r"\sigma", functions.sigmoid)
softplus = entry_function("softplus", r"\operatorname{softplus}", functions.softplus)
relu = entry_function("relu", r"\operatorname{relu}", functions.relu)
softsign = entry_function("softsign", r"\operatorname{softsign}", functions.softsign)
silu = entry_function("silu", r"\operatorname{silu}", functions.silu)
tanh = entry_function("tanh", r"\tanh", functions.elementary("tanh"))
heaviside = entry_function("heaviside", "H", functions.elementary("heaviside"))
sign = entry_function("sign", r"\operatorname{sign}", functions.elementary("sign"))


def along(name: str, function: Callable[[Array], Array]) -> Callable[[Operand], Result]:
    """A function of vectors, or of the rows of a matrix."""

    def applied(x: Operand) -> Result:
        shown = as_array(x).display
        display = Display(rf"\operatorname{{{name}}}{bracket(shown.latex)}")
        return combine(function, lambda _: display, x)

    applied.__name__ = name.replace("-", "_")
    applied.__doc__ = function.__doc__
    return applied


softmax = along("softmax", functions.softmax)
log_softmax = along("log-softmax", functions.log_softmax)
logsumexp = along("logsumexp", functions.logsumexp)


# -- making arrays -----------------------------------------------------------------------


def ones(*sizes: sympy.Expr | int) -> ArrayExpression:
    """An array of ones."""
    return constant(ONE, r"\mathbf{1}", sizes)


def zeros(*sizes: sympy.Expr | int) -> ArrayExpression:
    """An array of zeros."""
    return constant(number(0), r"\mathbf{0}", sizes)


def constant(value: Term, shown: str, sizes: Sequence[object]) -> ArrayExpression:
    """An array whose entries are all ``value``."""
    if not sizes:
        raise TypeError("an array of ones or zeros needs its sizes")
    terms, backgrounds = zip(*map(size_term, sizes), strict=True)
    label = r" \times ".join(Printer().text(term) for term in terms)
    display = Display(f"{shown}_{{{label}}}")
    return ArrayExpression(arrays.filled(value, terms), display, together(backgrounds))


def identity(size: sympy.Expr | int) -> ArrayExpression:
    """The identity matrix."""
    term, background = size_term(size)
    return ArrayExpression(
        arrays.identity(term), Display(f"I_{{{Printer().text(term)}}}"), background
    )


def from_entries(entry: Callable[..., object], *sizes: sympy.Expr | int) -> ArrayExpression:
    """Make the array with the given entries: ``from_entries(lambda i, j: x[i] - x[j], n, n)``."""
    terms, backgrounds = zip(*map(size_term, sizes), strict=True)
    holes = [over(f"?{axis}", size) for axis, size in enumerate(terms)]
    shown_as = [over(name, size) for name, size in zip(fresh_names(len(holes), set()), terms,
                                                       strict=True)]  # fmt: skip
    try:
        body, background = understand(entry(*map(IndexSymbol, holes)))
        shown = as_array(entry(*map(IndexSymbol, shown_as))).display
    except IllFormedError as error:
        return flawed(error.flaw, Display(r"\text{?}"))

    def at(indices: arrays.Indices) -> Term:
        result = body
        for hole, index in zip(holes, indices, strict=True):
            result = replace(result, hole, index)
        return result

    label = " ".join(name_latex(index.name) for index in shown_as)
    display = Display(rf"\left[{shown.latex}\right]_{{{label}}}")
    symbols = tuple(s for s in background.symbols if not isinstance(s, IndexSymbol))
    kept = Background(background.facts, symbols, background.definitions, background.readings)
    return ArrayExpression(arrays.tabulate(terms, at), display, together((kept, *backgrounds)))


def literal(rows: list[object]) -> ArrayExpression:
    """An array written out: a list of numbers or expressions, or a list of rows."""
    return as_array(rows)


def variable_like(name: str, like: Operand) -> ArrayExpression | sympy.Expr:
    """A fresh independent variable of the same shape, to differentiate by."""
    part = as_array(like)
    if isinstance(part.content, Flaw):
        return part
    if not part.content.rank:
        return sympy.Symbol(name)
    return known(Family(name, part.content.shape, part.content.starts), Background())


def let(name: str, value: Operand) -> Result | Mistake:
    """``value`` under a name of its own: printed by the name, the equation added once."""
    part = as_array(value)
    if isinstance(part.content, Flaw):
        return part
    shown = Display(name_latex(name))
    note = Background(definitions=(f"{shown.latex} = {part.display.latex}",))
    if part.content.rank:
        return ArrayExpression(part.content, shown, part.background + note)
    return Quantity(part.content.entry(()), part.background + note, shown)


# -- products ----------------------------------------------------------------------------


def diag(x: Operand) -> Result:
    """A vector as a diagonal matrix, or the diagonal of a square matrix."""
    return combine(products.diagonal, named(r"\operatorname{diag}"), x)


def outer(a: Operand, b: Operand) -> Result:
    """The matrix of all products ``a[i] * b[j]``."""
    return combine(products.outer, lambda p, q: beside(p, superscript(q, r"\top")), a, b)


def dot(a: Operand, b: Operand) -> Result | Mistake:
    """The sum of the products of corresponding entries."""

    def show(p: Display, q: Display) -> Display:
        return Display(rf"\left\langle {p.latex}, {q.latex} \right\rangle")

    return combine(products.inner, show, a, b)


def hadamard(a: Operand, b: Operand) -> Result:
    """The product entry by entry."""
    return combine(arrays.hadamard, signed(r"\odot"), a, b)


def contract(a: Operand, b: Operand, axes: tuple[Sequence[int], Sequence[int]]) -> Result:
    """Sum over pairs of axes (counted from 0), as ``numpy.tensordot``."""
    marks = ", ".join(f"{i}:{j}" for i, j in zip(*axes, strict=False))
    show = signed(rf"\cdot_{{{marks}}}")
    return combine(lambda p, q: products.contract(p, q, axes), show, a, b)


def column(x: Operand) -> Result:
    """A vector as an n x 1 matrix."""
    return combine(arrays.column, lambda a: a, x)


def row(x: Operand) -> Result:
    """A vector as a 1 x n matrix."""
    return combine(arrays.row, lambda a: superscript(a, r"\top"), x)


def squeeze(x: Operand) -> Result:
    """``x`` without its axes of size 1."""
    return combine(products.squeeze, lambda a: a, x)


def trace(a: Operand) -> Result:
    """The sum of the diagonal of a square matrix."""
    return combine(products.trace, named(r"\operatorname{tr}"), a)


def norm(x: Operand, order: int = 2) -> Result:
    """The Euclidean (Frobenius) norm; with ``order=1`` the sum of absolute values."""
    if order not in (1, 2):
        raise ValueError("norm knows the orders 1 and 2")
    make = products.norm if order == 2 else products.absolute_norm
    return combine(make, lambda a: Display(rf"\left\Vert {a.latex} \right\Vert_{order}"), x)


def squared_norm(x: Operand) -> Result:
    """The sum of the squares of all entries."""

    def show(a: Display) -> Display:
        return Display(rf"\left\Vert {a.latex} \right\Vert_2^{{2}}", POWER)

    return combine(products.squared_norm, show, x)


def mean(x: Operand, axis: int | None = None) -> Result:
    """The average of all entries, or along one axis."""

    def make(a: Array) -> Array:
        above = arrays.total(a, axis)
        sizes = a.shape if axis is None else (a.shape[axis],)
        count: Term = sizes[0] if len(sizes) == 1 else Multiply(sizes)
        return arrays.divide(above, arrays.scalar(count))

    return combine(make, named(r"\operatorname{mean}"), x)


def expectation(values: Operand, weights: Operand) -> Result:
    """The sum of ``weights[k] * values[k]`` over the first axis of both."""

    def make(v: Array, w: Array) -> Array:
        return products.contract(w, v, ((0,), (0,)), "expectation")

    def show(v: Display, w: Display) -> Display:
        return Display(rf"\mathbb{{E}}_{{{w.latex}}}\left[{v.latex}\right]")

    return combine(make, show, values, weights)


# -- shapes and counts -------------------------------------------------------------------


class Shape(tuple[sympy.Expr, ...]):
    """The sizes of an array, which ``equal`` compares axis by axis; carries the flaw if any."""

    flaw: Flaw | None = None
    display: Display | None = None


def shape(x: Operand) -> Shape:
    """The sizes of ``x``, for claims such as ``equal(shape(D(J, W)), (m, n))``."""
    part = as_array(x)
    found = Shape(part.shape)
    found.display = Display(rf"\operatorname{{shape}}{bracket(part.display.latex)}")
    if isinstance(part.content, Flaw):
        found.flaw = part.content
    return found


def parameters(*weights: Operand) -> sympy.Expr:
    """How many numbers the arrays hold together, from their shapes."""
    counts: list[Term] = []
    backgrounds: list[Background] = []
    for weight in weights:
        part = as_array(weight)
        if isinstance(part.content, Flaw):
            return Mistake(part.content)
        sizes = part.content.shape
        counts.append(ONE if not sizes else sizes[0] if len(sizes) == 1 else Multiply(sizes))
        backgrounds.append(part.background)
    return size_expression(counts[0] if len(counts) == 1 else Add(tuple(counts)))


def conv_output(
    size: object, kernel: object, stride: object = 1, padding: object = 0, dilation: object = 1
) -> Result | Mistake:
    """The output size ``floor((size + 2 padding - dilation (kernel - 1) - 1) / stride) + 1``."""

    def make(n: Term, k: Term, s: Term, p: Term, d: Term) -> Term:
        reach = k if d == ONE else Add((Multiply((d, Add((k, number(-1))))), ONE))
        padded = n if p == number(0) else Add((n, Multiply((number(2), p))))
        room: Term = Add((padded, negate(reach)))
        if s != ONE:
            room = Multiply((room, Power(s, number(-1))))
        return Add((call("floor", room), ONE))

    return build(make, size, kernel, stride, padding, dilation)


def pool_output(
    size: object, kernel: object, stride: object = None, padding: object = 0
) -> Result | Mistake:
    """The output size of a pooling layer; the stride is the kernel's size unless given."""
    return conv_output(size, kernel, kernel if stride is None else stride, padding)
