"""From an author's relation to a claim, or to the reason why it is none.

Guarantee: the claim relates scalars only, and says of every entry what was said of the
arrays; assumptions are those of the declarations and those given; nothing is evaluated.

    equal(W @ x, b)   becomes   sum over k of W[i, k] x[k] = b[i]   with i free

Limits: an indefinite integral stands only as a term of a side of an equation, which then
is differentiated; how it was read is noted in the claim.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from verifier.claim import Assumption, Forall, Recursion
from verifier.read import entrywise, indexed
from verifier.read.array_expression import (
    ArrayExpression,
    ArrayRelation,
    as_array,
)
from verifier.read.formulas import display_of
from verifier.read.latex_print import MIXED, SUM, SYMBOLS, Printer
from verifier.read.quantity import (
    Background,
    IllFormedError,
    Rounded,
    not_supported,
)
from verifier.read.relations import AuthorRelation, Recurrence, ShapeRelation, Universal, equal
from verifier.read.sympy_terms import OPERATORS, Reading
from verifier.read.vector_operations import Shape
from verifier.terms import (
    And,
    Condition,
    Dependent,
    Derivative,
    Entry,
    Family,
    Index,
    Multiply,
    Number,
    Relation,
    Term,
    Variable,
    number,
)
from verifier.traversal import free_indices, walk

DEEPEST = 150
"""Levels of an expression that are read."""


@dataclass(frozen=True)
class Statement:
    """One relation, understood."""

    condition: Condition
    background: Background
    latex: str


# -- statements ----------------------------------------------------------------------------


def statement(relation: AuthorRelation) -> Statement:
    """``relation`` understood; raises ``IllFormedError`` or ``ShapeMismatch``."""
    match relation:
        case ArrayRelation():
            return array_statement(relation)
        case ShapeRelation():
            return shape_statement(relation)
        case Universal():
            return statement(relation.relation)
        case Recurrence():
            return statement(equal(relation.left, relation.right))
        case tuple() | list() if relation:
            return conjunction([statement(part) for part in relation])
        case bool() | sympy.logic.boolalg.BooleanAtom():
            raise IllFormedError(
                "evaluated",
                f"this was evaluated to {relation} before it could be read; write equal(a, b), "
                "less(a, b) or at_most(a, b), which leave both sides as they are",
            )
        case ArrayExpression() | sympy.Expr():
            raise IllFormedError(
                "not-a-relation", "an expression claims nothing; write equal(a, b) or a < b"
            )
        case sympy.logic.boolalg.Boolean():
            return scalar_statement(relation)
    raise IllFormedError("not-a-relation", f"a {type(relation).__name__} is no relation")


def conjunction(parts: list[Statement]) -> Statement:
    """All of several statements."""
    if len(parts) == 1:
        return parts[0]
    background = Background()
    for part in parts:
        background = background + part.background
    latex = r" \quad\text{and}\quad ".join(part.latex for part in parts)
    return Statement(And(tuple(part.condition for part in parts)), background, latex)


def scalar_statement(relation: sympy.Basic) -> Statement:
    """A SymPy relational, or a combination of such."""
    levels = depth(relation)
    if levels > DEEPEST:
        raise IllFormedError("too-deep", f"it nests {levels} levels deep; {DEEPEST} are read")
    if isinstance(relation, sympy.And):
        ordered = sorted(relation.args, key=sympy.default_sort_key)
        return conjunction([scalar_statement(part) for part in ordered])
    reading = reading_for(relation)
    if type(relation) not in OPERATORS:
        condition = reading.condition(relation)
        return Statement(condition, reading.background, Printer().text(condition))
    left, right = relation.lhs, relation.rhs
    if isinstance(left, sympy.MatrixExpr) or isinstance(right, sympy.MatrixExpr):
        return array_statement(ArrayRelation(OPERATORS[type(relation)], left, right))
    operator = OPERATORS[type(relation)]
    sides = [written(side) for side in (left, right)]
    latex = f"{sides[0]} {SYMBOLS[operator]} {sides[1]}"
    if isinstance(left, Rounded) or isinstance(right, Rounded):
        return Statement(rounded(reading, operator, left, right), reading.background, latex)
    if has_indefinite(left) or has_indefinite(right):
        return Statement(differentiated(reading, operator, left, right), reading.background, latex)
    condition = Relation(operator, *reading.sides(left, right))
    return Statement(condition, reading.background, latex)


def depth(expression: sympy.Basic) -> int:
    """Levels of ``expression``, counted without recursion; shared parts are visited once."""
    known: dict[int, int] = {}
    stack = [expression]
    while stack:
        top = stack[-1]
        missing = [part for part in top.args if id(part) not in known]
        if missing:
            stack += missing
            continue
        stack.pop()
        known[id(top)] = 1 + max((known[id(part)] for part in top.args), default=0)
    return known[id(expression)]


def reading_for(relation: sympy.Basic) -> Reading:
    """A reading that knows which symbols are sizes and what shape indexed bases have."""
    reading = Reading(dimensions=indexed.sized_symbols([relation]))
    reading.bases = indexed.known_bases(reading, [relation])
    return reading


def written(side: sympy.Expr) -> str:
    """One side as LaTeX, quantities as they were written."""
    if side in (sympy.oo, -sympy.oo) or has_indefinite(side) or side.has(sympy.Indexed):
        return str(sympy.latex(side))
    return display_of(side).within(SUM)


def rounded(reading: Reading, operator: str, left: sympy.Expr, right: sympy.Expr) -> Condition:
    """``x = 0.16`` for a printed decimal: x lies within half a unit of its last digit."""
    if isinstance(left, Rounded):
        left, right = right, left
    if operator != "=" or isinstance(left, Rounded) or not isinstance(right, Rounded):
        raise not_supported("a rounded decimal stands only on one side of an equation")
    reading.note(f"{right.text} is read as rounded: within {right.half_unit} of it")
    return within_rounding(reading.term(left), right)


def within_rounding(term: Term, decimal: Rounded) -> Condition:
    """Both inequalities."""
    low, high = decimal.value - decimal.half_unit, decimal.value + decimal.half_unit
    return And((Relation("<=", Number(low), term), Relation("<=", term, Number(high))))


# -- indefinite integrals --------------------------------------------------------------------


def has_indefinite(side: sympy.Expr) -> bool:
    """Whether an indefinite integral occurs."""
    return any(len(limit) == 1 for part in side.atoms(sympy.Integral) for limit in part.limits)


def differentiated(
    reading: Reading, operator: str, left: sympy.Expr, right: sympy.Expr
) -> Condition:
    """``Integral(f, x) = F`` as ``f = dF/dx``: equal up to a constant."""
    symbols = {
        part.limits[0][0]
        for side in (left, right)
        for part in side.atoms(sympy.Integral)
        if len(part.limits[0]) == 1
    }
    if operator != "=" or len(symbols) != 1:
        raise not_supported("indefinite integrals stand only in equations, by one variable")
    symbol = symbols.pop()
    variable = reading.term(symbol)
    if not isinstance(variable, Variable):
        raise not_supported(f"no indefinite integral by {symbol}")
    reading.note(f"both sides were differentiated by {symbol}: equal up to a constant")
    sides = [side_derivative(reading, side, symbol, variable) for side in (left, right)]
    return Relation("=", *sides)


def side_derivative(
    reading: Reading, side: sympy.Expr, symbol: sympy.Symbol, variable: Variable
) -> Term:
    """The derivative of one side: of an indefinite integral its integrand."""
    rest: list[sympy.Expr] = []
    terms: list[Term] = []
    for part in sympy.Add.make_args(side):
        if not has_indefinite(part):
            rest.append(part)
            continue
        factor, integral = part.as_independent(sympy.Integral, as_Add=False)
        plain = isinstance(integral, sympy.Integral) and integral.limits == ((symbol,),)
        if not plain or symbol in factor.free_symbols:
            raise not_supported("an indefinite integral stands only as a term of a sum")
        integrand = reading.term(integral.function)
        terms.append(integrand if factor == 1 else Multiply((reading.term(factor), integrand)))
    if rest:
        terms.append(Derivative(reading.term(sympy.Add(*rest)), variable))
    return terms[0] if len(terms) == 1 else sum_of(terms)


def sum_of(terms: list[Term]) -> Term:
    """The sum of several terms."""
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


# -- arrays and shapes -----------------------------------------------------------------------


def array_statement(relation: ArrayRelation) -> Statement:
    """The relation for every entry."""
    left, right = as_array(relation.left), as_array(relation.right)
    latex = f"{left.display.within(SUM)} {SYMBOLS[relation.operator]} {right.display.within(SUM)}"
    condition = entrywise.entrywise(relation.operator, left.array, right.array)
    background = left.background + right.background
    decimals = rounded_cells(relation.right)
    if decimals and relation.operator == "=":
        parts = condition.conditions if isinstance(condition, And) else (condition,)
        fixed = tuple(
            within_rounding(part.left, decimal)
            if isinstance(part, Relation) and isinstance(decimal, Rounded)
            else part
            for part, decimal in zip(parts, decimals, strict=True)
        )
        condition = fixed[0] if len(fixed) == 1 else And(fixed)
        texts = [decimal.text for decimal in decimals if isinstance(decimal, Rounded)]
        readings = tuple(note for note in background.readings if "exact number" not in note)
        note = f"read as rounded: {', '.join(texts)}"
        background = Background(
            background.facts, background.symbols, background.definitions, (*readings, note)
        )
    return Statement(condition, background, latex)


def rounded_cells(operand: object) -> list[object]:
    """The cells of a written-out array when some are printed decimals, else nothing."""
    if not isinstance(operand, (list, tuple)):
        return []
    cells: list[object] = []
    for part in operand:
        cells += (rounded_cells(part) or list(part)) if isinstance(part, (list, tuple)) else [part]
    return cells if any(isinstance(cell, Rounded) for cell in cells) else []


def shape_statement(relation: ShapeRelation) -> Statement:
    """Two shapes agree: as many axes, and axis by axis."""
    sides = []
    background = Background()
    for shape in (relation.left, relation.right):
        flaw = getattr(shape, "flaw", None)
        if flaw is not None:
            raise IllFormedError(flaw.code, flaw.message)
        parts = [as_array(size) for size in shape]
        background = sum((part.background for part in parts), background)
        sides.append(parts)
    left, right = sides
    times = r" \times "
    latex = " = ".join(
        shape.display.latex
        if isinstance(shape, Shape) and shape.display
        else times.join(part.display.within(MIXED) for part in side) or "1"
        for shape, side in zip((relation.left, relation.right), sides, strict=True)
    )
    if len(left) != len(right):
        condition: Condition = Relation("=", number(len(left)), number(len(right)))
        note = f"the shapes have {len(left)} and {len(right)} axes"
        return Statement(condition, background + Background(readings=(note,)), latex)
    relations = tuple(
        Relation("=", a.array.entry(()), b.array.entry(()))
        for a, b in zip(left, right, strict=True)
    )
    return Statement(relations[0] if len(relations) == 1 else And(relations), background, latex)


# -- assumptions -----------------------------------------------------------------------------


def unknown_function(term: Term) -> Dependent:
    """``term`` as an unknown function or a partial derivative of one."""
    match term:
        case Dependent():
            return term
        case Derivative(body, variable):
            inner = unknown_function(body)
            return Dependent(inner.family, inner.indices, inner.over, (*inner.partials, variable))
        case _:
            raise IllFormedError(
                "not-a-function",
                "the left side of a recursion is an entry of vector(..., of=u), "
                "or a derivative of one",
            )


def assumption(given: Statement, relation: object, stated: Statement) -> Assumption:
    """What is assumed: a relation about arrays or under ``forall`` holds for every entry.

    An index that the claim itself does not use can only be meant for all its values.
    """
    free = free_indices(given.condition)
    if isinstance(relation, Recurrence) and isinstance(given.condition, Relation):
        return Recursion(free, unknown_function(given.condition.left), given.condition.right)
    if isinstance(relation, ArrayRelation):
        indices: tuple[Index, ...] = free
    elif isinstance(relation, Universal):
        indices = tuple(symbol.index for symbol in relation.indices)
    else:
        used = free_indices(stated.condition)
        indices = tuple(index for index in free if index not in used)
        if not any(isinstance(part, (Entry, Family)) for part in walk(given.condition)):
            indices = ()
    return Forall(indices, given.condition) if indices else given.condition
