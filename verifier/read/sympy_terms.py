"""SymPy expressions as terms.

Guarantee: a term means what the expression means, operation by operation; what has no
term is refused by name (``[not-supported]``), never approximated or dropped.

    Add, Mul, Pow, elementary functions, Piecewise, Derivative, Integral, Limit, Sum, ...

Limits: reads what SymPy's constructors have made of the author's text (``x/x`` is
already 1). Infinite sums and indefinite integrals inside an expression are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import sympy
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import BooleanFunction
from sympy.matrices.expressions.matexpr import MatrixElement

from verifier.read import indexed, sympy_calculus
from verifier.read.latex_print import ATOM, PREFIX, Display
from verifier.read.quantity import (
    NOTHING,
    Background,
    IllFormedError,
    Mistake,
    Quantity,
    Rounded,
    not_supported,
    together,
)
from verifier.read.roots import is_real
from verifier.read.scalars import scalar_expression
from verifier.read.substitution import substituted
from verifier.read.sympy_functions import DEFINED, FIXED, function_term
from verifier.read.sympy_symbols import CONSTANTS, number_term, symbol_facts, symbol_term
from verifier.terms import (
    FALSE,
    TRUE,
    Add,
    And,
    Apply,
    Cases,
    Condition,
    Constant,
    Entry,
    Family,
    FunctionSymbol,
    Limit,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Relation,
    Sort,
    Term,
    Variable,
    number,
)

INFINITY = Constant("oo")
OPERATORS: dict[type, str] = {
    sympy.Eq: "=", sympy.Ne: "!=", sympy.Lt: "<", sympy.Le: "<=", sympy.Gt: ">", sympy.Ge: ">=",
}  # fmt: skip


def understand(expression: object) -> tuple[Term, Background]:
    """The term of a SymPy expression or a number, and what comes along with it."""
    reading = Reading()
    return reading.term(scalar_expression(expression)), reading.background


@dataclass
class Reading:
    """One reading of one or more expressions that belong together."""

    shown: dict[str, Display] | None = None
    """When given, quantities are read as names that are entered here with their display."""
    bound: dict[sympy.Symbol, Term] = field(default_factory=dict)
    dimensions: frozenset[sympy.Symbol] = frozenset()
    """Plain symbols that are used as sizes of arrays or ranges of indices."""
    bases: Mapping[sympy.Basic, Family] = field(default_factory=dict)
    """Indexed bases and matrix symbols whose shapes are known."""
    found: list[Background] = field(default_factory=list)
    """What came along so far; shared with readings of inner scopes."""

    @property
    def background(self) -> Background:
        """All that came along."""
        return together(self.found)

    def term(self, expression: sympy.Expr) -> Term:
        """The term of ``expression``."""
        for kind in type(expression).__mro__:
            if kind in HANDLERS:
                return HANDLERS[kind](self, expression)
        if type(expression) in FIXED or type(expression) in DEFINED:
            return function_term(expression, self.terms(expression.args))
        return self.special(expression)

    def terms(self, expressions: tuple[sympy.Expr, ...]) -> tuple[Term, ...]:
        """The terms of several expressions."""
        return tuple(map(self.term, expressions))

    def note(self, text: str) -> None:
        """Remember how something was read."""
        self.found.append(Background(readings=(text,)))

    def special(self, expression: sympy.Expr) -> Term:
        """Constants, and what SymPy computed to something that is no number."""
        if expression in CONSTANTS:
            return CONSTANTS[expression]
        if expression in (sympy.nan, sympy.zoo):
            raise not_supported("SymPy evaluated a part of this to something undefined")
        if expression in (sympy.oo, -sympy.oo):
            raise not_supported("infinity stands only in limits and bounds of integrals")
        raise not_supported(f"{type(expression).__name__} is not supported: {expression}")

    # -- leaves --------------------------------------------------------------------------

    def symbol(self, symbol: sympy.Symbol) -> Term:
        """A variable, dimension or index, with the facts that its assumptions state."""
        if symbol in self.bound:
            return self.bound[symbol]
        term = symbol_term(symbol)
        if symbol in self.dimensions:
            term = Variable(term.name, Sort.DIMENSION)
        self.found.append(getattr(symbol, "background", NOTHING))
        self.found.append(Background(symbol_facts(symbol), (symbol,)))
        return term

    def quantity(self, leaf: Quantity) -> Term:
        """The term inside, with bound symbols put in; or a name for it."""
        self.found.append(leaf.background)
        if self.shown is not None and not isinstance(leaf.term, Entry):
            return Variable(self.show(leaf.display))
        term = leaf.term
        for symbol, value in self.bound.items():
            if symbol in leaf.free_symbols:
                term = substituted(term, symbol_term(symbol), value)
        named = term == leaf.term and leaf.display.binding == ATOM
        if named and not isinstance(term, (Entry, Number)):
            self.found.append(Background(written=((term, leaf.display.latex),)))
        return term

    def rounded(self, leaf: Rounded) -> Term:
        """A printed decimal where no rounding can be meant: the exact number."""
        if self.shown is not None:
            return Variable(self.show(leaf.display))
        self.note(f"{leaf.text} is read as the exact number")
        return Number(leaf.value)

    def show(self, display: Display) -> str:
        """A name that is printed as ``display``."""
        shown = self.shown if self.shown is not None else {}
        name = f"?{len(shown)}"
        shown[name] = display
        return name

    def mistake(self, leaf: Mistake) -> Term:
        """Something ill-formed makes everything around it so."""
        if self.shown is not None:
            return Variable(self.show(leaf.display))
        raise IllFormedError(leaf.flaw.code, leaf.flaw.message)

    def number(self, value: sympy.Expr) -> Term:
        """A number, exactly as printed."""
        if not value.is_finite:
            return self.special(value)
        term = number_term(value)
        if value.is_Float:
            self.note(f"{value:g} is read as the exact number {term.value}")
        return term

    # -- arithmetic ----------------------------------------------------------------------

    def sum(self, expression: sympy.Expr) -> Term:
        """A sum, with what is subtracted last and a plain number after plain letters."""
        first = any(part.atoms(sympy.Function, Quantity) for part in expression.args)

        def place(part: sympy.Expr) -> int:
            return 4 * is_negative(part) + (1 if not part.is_number else 0 if first else 2)

        return Add(self.terms(tuple(sorted(expression.args, key=place))))

    def product(self, expression: sympy.Expr) -> Term:
        """A product, with sums after single factors."""
        return Multiply(self.terms(tuple(sorted(expression.args, key=openness))))

    def power(self, expression: sympy.Expr) -> Term:
        """A power."""
        base, exponent = expression.args
        return Power(self.term(base), self.term(exponent))

    def unevaluated(self, expression: sympy.Expr) -> Term:
        """What SymPy was told to leave alone."""
        return self.term(expression.args[0])

    def applied(self, expression: sympy.Expr) -> Term:
        """An arbitrary smooth function."""
        arguments = self.terms(expression.args)
        name = expression.func.__name__
        self.found.append(Background(symbols=(sympy.Symbol(name),)))
        return Apply(FunctionSymbol(name, len(arguments)), arguments, (0,) * len(arguments))

    def extended(self, expression: sympy.Expr) -> Term:
        """A term that may be infinite."""
        if expression == sympy.oo:
            return INFINITY
        if expression == -sympy.oo:
            return Multiply((number(-1), INFINITY))
        return self.term(expression)

    def under(self, symbol: sympy.Symbol, value: Term) -> Reading:
        """The same reading within the scope of a bound symbol."""
        return replace(self, bound={**self.bound, symbol: value})

    # -- conditions ----------------------------------------------------------------------

    def piecewise(self, expression: sympy.Expr) -> Term:
        """A case distinction; the first case that holds counts."""
        branches: list[tuple[Condition, Term]] = []
        for value, test in expression.args:
            if test == sympy.true or self.says_real(test):
                return Cases(tuple(branches), self.term(value)) if branches else self.term(value)
            branches.append((self.condition(test), self.term(value)))
        return Cases(tuple(branches))

    def says_real(self, test: sympy.Basic) -> bool:
        """Whether ``test`` is im(t) = 0 for a real t, as SymPy's ``real_root`` asks."""
        match test:
            case sympy.Eq(lhs=sympy.im(args=(inner,)), rhs=sympy.S.Zero):
                return is_real(self.term(inner))
            case _:
                return False

    def condition(self, test: sympy.Basic) -> Condition:
        """A relation, or a combination of relations."""
        if test in (sympy.true, sympy.false):
            return TRUE if test == sympy.true else FALSE
        if type(test) in OPERATORS:
            return Relation(OPERATORS[type(test)], *self.sides(test.lhs, test.rhs))
        parts = (
            [self.condition(part) for part in test.args]
            if isinstance(test, BooleanFunction)
            else []
        )
        match test:
            case sympy.And():
                return And(tuple(parts))
            case sympy.Or():
                return Or(tuple(parts))
            case sympy.Not():
                return Not(parts[0])
            case sympy.ITE():
                return Or((And((parts[0], parts[1])), And((Not(parts[0]), parts[2]))))
            case sympy.Implies():
                return Or((Not(parts[0]), parts[1]))
            case sympy.Equivalent() if len(parts) == 2:
                return Or((And(tuple(parts)), And(tuple(map(Not, parts)))))
        raise not_supported(f"the condition {type(test).__name__} is not supported")

    def sides(self, left: sympy.Expr, right: sympy.Expr) -> tuple[Term, Term]:
        """Both sides of a relation; a limit may be compared with infinity."""
        if is_limit(left):
            return self.term(left), self.extended(right)
        if is_limit(right):
            return self.extended(left), self.term(right)
        return self.term(left), self.term(right)


def is_negative(part: sympy.Expr) -> bool:
    """Whether a term of a sum is written with a minus sign."""
    return bool(part.as_coeff_Mul()[0].is_negative)


def openness(part: sympy.Expr) -> int:
    """How late a factor is best written: sums last, those with an open scope after them."""
    if isinstance(part, Quantity) and part.display.binding == PREFIX:
        return 2
    return int(isinstance(part, sympy.Add))


def is_limit(expression: sympy.Expr) -> bool:
    """Whether ``expression`` is a limit of the vocabulary or of SymPy."""
    if isinstance(expression, Quantity):
        return isinstance(expression.term, Limit)
    return isinstance(expression, sympy.Limit)


HANDLERS: dict[type, Callable[[Reading, sympy.Expr], Term]] = {
    sympy.Symbol: Reading.symbol,
    Quantity: Reading.quantity,
    Rounded: Reading.rounded,
    Mistake: Reading.mistake,
    sympy.Number: Reading.number,
    sympy.Add: Reading.sum,
    sympy.Mul: Reading.product,
    sympy.Pow: Reading.power,
    sympy.UnevaluatedExpr: Reading.unevaluated,
    AppliedUndef: Reading.applied,
    sympy.Derivative: sympy_calculus.derivative,
    sympy.Subs: sympy_calculus.substitution,
    sympy.Limit: sympy_calculus.limit,
    sympy.Integral: sympy_calculus.integral,
    sympy.Sum: sympy_calculus.big,
    sympy.Product: sympy_calculus.big,
    sympy.Piecewise: Reading.piecewise,
    sympy.Idx: indexed.running_index,
    sympy.Indexed: indexed.indexed_entry,
    MatrixElement: indexed.matrix_entry,
    sympy.Trace: indexed.matrix_trace,
}
"""SymPy class -> how it is read."""
