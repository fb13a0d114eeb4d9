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

from verifier.read import indexed
from verifier.read.latex_print import ATOM, PREFIX, Display
from verifier.read.quantity import (
    NOTHING,
    Background,
    DimensionSymbol,
    IllFormedError,
    Mistake,
    Quantity,
    Rounded,
    not_supported,
    together,
)
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
    At,
    Cases,
    Condition,
    Constant,
    Derivative,
    Entry,
    Family,
    FunctionSymbol,
    Index,
    Integral,
    Limit,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Product,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    number,
)
from verifier.traversal import free_names, fresh_name

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

    # -- calculus ------------------------------------------------------------------------

    def derivative(self, expression: sympy.Expr) -> Term:
        """A derivative of any order."""
        body = self.term(expression.expr)
        for by, times in expression.variable_count:
            if isinstance(by, AppliedUndef):
                return self.derivative_by_value(expression)
            variable = self.term(by)
            if not isinstance(variable, (Variable, Entry)) or isinstance(by, DimensionSymbol):
                raise not_supported(f"no derivative by {by}: it is no real variable")
            if not times.is_Integer:
                raise not_supported("a derivative of symbolic order is not supported")
            for _ in range(int(times)):
                body = Derivative(body, variable)
        return body

    def derivative_by_value(self, expression: sympy.Expr) -> Term:
        """``Derivative(f(g(x)), g(x))``: of f, at g(x)."""
        ((by, times), *more) = expression.variable_count
        name = fresh_name("v", {str(symbol) for symbol in expression.free_symbols})
        symbol = sympy.Symbol(name)
        body = expression.expr.xreplace({by: symbol})
        if (
            more
            or not times.is_Integer
            or (body.has(AppliedUndef) and by in body.atoms(AppliedUndef))
        ):
            raise not_supported(f"no derivative by {by} and other quantities")
        variable = Variable(name)
        term = self.under(symbol, variable).term(body)
        for _ in range(int(times)):
            term = Derivative(term, variable)
        return At(term, variable, (), self.term(by))

    def substitution(self, expression: sympy.Expr) -> Term:
        """``Subs``: the value at a point."""
        body, variables, points = expression.args
        if len(variables) > 1 and set(variables) & set().union(*(p.free_symbols for p in points)):
            raise not_supported("a substitution of several variables into one another")
        inner = self
        for variable in variables:
            inner = inner.under(variable, symbol_term(variable))
        term = inner.term(body)
        for variable, point in zip(variables, points, strict=True):
            binder = symbol_term(variable)
            if not isinstance(binder, Variable):
                raise not_supported(f"no substitution for {variable}")
            term = At(term, binder, (), self.term(point))
        return term

    def limit(self, expression: sympy.Expr) -> Term:
        """A limit; at infinity its side is understood."""
        body, symbol, point, side = expression.args
        if not isinstance(symbol, sympy.Symbol):
            raise not_supported(f"a limit is taken by a variable, not by {symbol}")
        variable = Variable(str(symbol.name))
        tends, infinite = self.extended(point), point in (sympy.oo, -sympy.oo)
        if symbol.is_integer:
            self.note(f"{symbol} tends to its limit through all real numbers")
        inner = self.under(symbol, variable).term(body)
        return Limit(inner, variable, tends, "+-" if infinite else str(side))

    def integral(self, expression: sympy.Expr) -> Term:
        """A definite integral, or one inside another."""
        return self.integrate(expression.function, list(expression.limits))

    def integrate(self, body: sympy.Expr, limits: list[sympy.Tuple]) -> Term:
        """The integral over ``limits``, the first innermost."""
        if not limits:
            return self.term(body)
        *inner, last = limits
        if len(last) != 3:
            raise not_supported("an indefinite integral stands only as a side of an equation")
        symbol, lower, upper = last
        variable = Variable(str(symbol.name))
        ends = self.extended(lower), self.extended(upper)
        return Integral(self.under(symbol, variable).integrate(body, inner), variable, *ends)

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

    def big(self, expression: sympy.Expr) -> Term:
        """SymPy's ``Sum`` or ``Product``, the first limit innermost."""
        kind = Sum if isinstance(expression, sympy.Sum) else Product
        return self.accumulate(kind, expression.function, list(expression.limits))

    def accumulate(
        self, kind: type[Sum | Product], body: sympy.Expr, limits: list[sympy.Tuple]
    ) -> Term:
        """The sum or product over ``limits``."""
        if not limits:
            return self.term(body)
        *inner, (symbol, lower, upper) = limits
        if sympy.oo in (upper, -lower):
            raise not_supported("infinite sums and products are not supported")
        low, high = self.term(lower), self.term(upper)
        taken = free_names(tuple(self.bound.values()))
        index = Index(fresh_name(str(symbol.name), taken), low, high)
        return kind(index, self.under(symbol, index).accumulate(kind, body, inner))

    # -- conditions ----------------------------------------------------------------------

    def piecewise(self, expression: sympy.Expr) -> Term:
        """A case distinction; the first case that holds counts."""
        branches: list[tuple[Condition, Term]] = []
        for value, test in expression.args:
            if test == sympy.true:
                return Cases(tuple(branches), self.term(value)) if branches else self.term(value)
            branches.append((self.condition(test), self.term(value)))
        return Cases(tuple(branches))

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
    sympy.Derivative: Reading.derivative,
    sympy.Subs: Reading.substitution,
    sympy.Limit: Reading.limit,
    sympy.Integral: Reading.integral,
    sympy.Sum: Reading.big,
    sympy.Product: Reading.big,
    sympy.Piecewise: Reading.piecewise,
    sympy.Idx: indexed.running_index,
    sympy.Indexed: indexed.indexed_entry,
    MatrixElement: indexed.matrix_entry,
    sympy.Trace: indexed.matrix_trace,
}
"""SymPy class -> how it is read."""
