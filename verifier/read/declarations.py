"""Declarations: what the letters of a derivation are.

Guarantee: each returns something that SymPy's operators accept, and what it declares
(ranges, signs, one-hot, distribution) goes with every expression that uses it.

    n = dimension("n");  i, j = index("i j", n);  x = vector("x", n);  y = one_hot("y", n)

Several names in one text, separated by blanks, give a tuple. Limits: sizes are
expressions in dimensions; signs hold for every entry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, cast

import sympy

from verifier.claim import Assumption, Distribution, Forall, OneHot
from verifier.read import arrays, entrywise
from verifier.read.array_expression import ArrayExpression, Result, as_array, combine
from verifier.read.latex_names import bracket, name_latex, primed
from verifier.read.latex_print import POWER, Display
from verifier.read.quantity import (
    Background,
    DimensionSymbol,
    Flaw,
    IndexSymbol,
    Mistake,
    together,
)
from verifier.read.sizes import concrete
from verifier.read.sympy_terms import understand
from verifier.terms import (
    ZERO,
    Add,
    Apply,
    Entry,
    Family,
    FunctionSymbol,
    Index,
    Multiply,
    Number,
    Power,
    Relation,
    Sort,
    Term,
    Variable,
)
from verifier.traversal import fresh_name

T = TypeVar("T")

SIGNS = {
    "positive": ">",
    "negative": "<",
    "nonnegative": ">=",
    "nonpositive": "<=",
    "nonzero": "!=",
}
"""Keyword of a declaration -> how every entry compares with 0."""


def each(names: str, make: Callable[[str], T]) -> T:
    """``make`` of every name in ``names``: the thing itself when there is one, else a tuple.

    The tuple is left out of the type, so that the usual case of one name stays simple.
    """
    found = tuple(make(name) for name in names.replace(",", " ").split())
    if not found:
        raise ValueError("a declaration needs a name")
    return found[0] if len(found) == 1 else cast(T, found)


def dimension(names: str) -> sympy.Symbol:
    """Any integers >= 1: names separated by blanks."""
    return each(names, DimensionSymbol)


def index(names: str, size: sympy.Expr | int, start: int = 1) -> sympy.Symbol:
    """Indices over a dimension: from ``start`` to ``start + size - 1``."""
    length, background = size_term(size)
    return each(names, lambda name: IndexSymbol(arrays.ranged(name, length, start), background))


def real(names: str) -> sympy.Symbol:
    """Real variables.

    Plain SymPy symbols: with ``real=True`` SymPy would evaluate ``x**2 >= 0`` before
    anybody could read it as a claim.
    """
    return each(names, sympy.Symbol)


def integer(names: str) -> sympy.Symbol:
    """Integer variables."""
    return each(names, lambda name: sympy.Symbol(name, integer=True))


def size_term(size: object) -> tuple[Term, Background]:
    """A size as a term; a plain symbol is a dimension."""
    term, background = understand(size)
    value = concrete(term)
    if (value is None and isinstance(term, Number)) or (value is not None and value < 1):
        raise ValueError(f"a size is a whole number >= 1, not {size}")
    return as_size(term), background


def as_size(term: Term) -> Term:
    """``term`` with every variable in it read as a dimension."""
    match term:
        case Variable(name):
            return Variable(name, Sort.DIMENSION)
        case Add(parts):
            return Add(tuple(map(as_size, parts)))
        case Multiply(parts):
            return Multiply(tuple(map(as_size, parts)))
        case Power(base, Number() as exponent):
            return Power(as_size(base), exponent)
        case _:
            return term


def vector(
    names: str,
    size: sympy.Expr | int,
    *,
    of: object = None,
    start: int = 1,
    sort: str = "real",
    **signs: bool,
) -> ArrayExpression:
    """Vectors of ``size`` entries; with ``of=u`` arbitrary smooth functions of ``u``.

    ``positive=True`` (and ``nonnegative``, ``negative``, ``nonpositive``, ``nonzero``)
    holds for every entry; ``sort`` is ``real``, ``integer`` or ``complex``.
    """
    return array(names, size, of=of, start=start, sort=sort, **signs)


def matrix(
    names: str,
    rows: sympy.Expr | int,
    columns: sympy.Expr | int,
    *,
    of: object = None,
    start: int | Sequence[int] = 1,
    sort: str = "real",
    **signs: bool,
) -> ArrayExpression:
    """Matrices of ``rows`` x ``columns`` entries; keywords as for ``vector``.

    ``start`` is where the indices begin, one number for each axis where they differ.
    """
    return array(names, rows, columns, of=of, start=start, sort=sort, **signs)


def array(
    names: str,
    *sizes: sympy.Expr | int,
    of: object = None,
    start: int | Sequence[int] = 1,
    sort: str = "real",
    **signs: bool,
) -> ArrayExpression:
    """Arrays with one axis for each of ``sizes``; keywords as for ``vector``."""
    unknown = [name for name in signs if name not in SIGNS]
    if unknown:
        raise TypeError(f"unknown keyword {unknown[0]!r}; known: {', '.join(SIGNS)}")

    def make(name: str) -> ArrayExpression:
        family, background = family_of(name, sizes, start, Sort(sort))
        operators = [SIGNS[sign] for sign, holds in signs.items() if holds]
        if of is not None:
            return depending(family, background, of)
        facts = tuple(every_entry(family, operator) for operator in operators)
        return known(family, background, facts)

    return each(names, make)


def family_of(
    name: str, sizes: Sequence[object], start: int | Sequence[int], sort: Sort = Sort.REAL
) -> tuple[Family, Background]:
    """The family with these sizes, and what its sizes bring along."""
    if not sizes:
        raise TypeError(f"{name}: a vector or matrix needs its sizes")
    terms, backgrounds = zip(*map(size_term, sizes), strict=True)
    starts = (start,) * len(terms) if isinstance(start, int) else tuple(start)
    return Family(name, terms, starts, sort), together(backgrounds)


def known(
    family: Family, background: Background, facts: tuple[Assumption, ...] = ()
) -> ArrayExpression:
    """The array of a declared family."""
    own = Background(facts, (sympy.Symbol(family.name),))
    shown = Display(name_latex(family.name))
    return ArrayExpression(arrays.declared(family), shown, background + own)


def depending(family: Family, background: Background, of: object) -> ArrayExpression:
    """The array of a family that depends smoothly on one or more other quantities."""
    on: list[Variable | Family] = []
    for part in of if isinstance(of, (tuple, list)) else (of,):
        given = as_array(part)
        background = background + given.background
        term = given.array.family or given.array.entry(())
        if not isinstance(term, (Variable, Family)):
            raise TypeError(f"{family.name} can depend on declared variables and vectors only")
        on.append(term)
    own = Background(symbols=(sympy.Symbol(family.name),))
    names = ", ".join(name_latex(part.name) for part in on)
    shown = Display(f"{name_latex(family.name)}{bracket(names)}", POWER + 1)
    return ArrayExpression(arrays.dependent(family, tuple(on)), shown, background + own)


def every_entry(family: Family, operator: str) -> Forall:
    """Every entry of the family compares so with 0."""
    indices = running(family)
    return Forall(indices, Relation(operator, Entry(family, indices), ZERO))


def running(family: Family) -> tuple[Index, ...]:
    """One index for each axis of the family."""
    names = fresh_names(len(family.shape), {family.name})
    axes = zip(names, family.shape, family.starts, strict=True)
    return tuple(arrays.ranged(name, size, start) for name, size, start in axes)


def fresh_names(count: int, taken: set[str]) -> list[str]:
    """``count`` names for indices, none of them in ``taken``."""
    found: list[str] = []
    for stem in entrywise.stems(count):
        found.append(fresh_name(stem, taken | set(found)))
    return found


def one_hot(names: str, *sizes: sympy.Expr | int, start: int = 1) -> ArrayExpression:
    """Vectors with exactly one entry 1 and the rest 0; with more sizes, along the last axis."""

    def make(name: str) -> ArrayExpression:
        family, background = family_of(name, sizes, start)
        return known(family, background, (OneHot(family),))

    return each(names, make)


def distribution(names: str, *sizes: sympy.Expr | int, start: int = 1) -> ArrayExpression:
    """Vectors of entries >= 0 with sum 1; with more sizes, along the last axis."""

    def make(name: str) -> ArrayExpression:
        family, background = family_of(name, sizes, start)
        return known(family, background, (Distribution(family),))

    return each(names, make)


class SmoothFunction:
    """An arbitrary smooth function; of an array, entry by entry when it takes one argument."""

    def __init__(self, name: str, orders: tuple[int, ...] = ()) -> None:
        self.name = name
        self.orders = orders

    def __call__(self, *arguments: object) -> Result | Mistake:
        """The value at ``arguments``."""
        symbol = FunctionSymbol(self.name, len(arguments))
        orders = self.orders or (0,) * len(arguments)
        if len(orders) != len(arguments):
            return Mistake(Flaw("not-supported", f"{self.name} takes {len(orders)} argument(s)"))
        shown = primed(name_latex(self.name), orders)

        def show(*parts: Display) -> Display:
            return Display(shown + bracket(", ".join(part.latex for part in parts)), POWER)

        def make(*parts: arrays.Array) -> arrays.Array:
            return arrays.apply(lambda *terms: Apply(symbol, terms, orders), *parts)

        return combine(make, show, *arguments)

    @property
    def prime(self) -> SmoothFunction:
        """The derivative of a function of one argument."""
        return self.derivative((self.orders[0] if self.orders else 0) + 1)

    def derivative(self, *orders: int) -> SmoothFunction:
        """The partial derivative: ``orders[a]`` times by argument ``a``."""
        return SmoothFunction(self.name, orders)


def function(names: str) -> SmoothFunction:
    """Smooth functions of which nothing else is known: ``f(x)``, ``f.prime(x)``."""
    return each(names, SmoothFunction)
