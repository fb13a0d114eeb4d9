"""The leaves through which SymPy carries terms without touching them.

Guarantee: a ``Quantity`` is one term, whatever is in it; SymPy can add, multiply and
apply functions to it, but never looks or rewrites inside. Two quantities are equal
exactly when their terms and what is assumed of them are.

    SymPy expression  =  + * / ** exp log ... of symbols and Quantity(term)

``D`` by SymPy's own ``diff`` stays a derivative, and substitution replaces in the term.
Limits: SymPy's solvers and simplifiers see a quantity as one unknown number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeVar, cast

import sympy

from verifier.claim import Assumption
from verifier.read.latex_print import ATOM, POWER, PREFIX, Display, Printer
from verifier.read.sizes import names_in
from verifier.read.substitution import substituted
from verifier.read.sympy_base import AtomicExpr, Expr, Symbol
from verifier.terms import (
    ZERO,
    Derivative,
    Entry,
    Index,
    Sort,
    Term,
    Variable,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Background:
    """What an expression brings along to a claim beside its term."""

    facts: tuple[Assumption, ...] = ()
    """Assumptions that its declarations make."""
    symbols: tuple[Symbol, ...] = ()
    """The SymPy symbols it depends on, one for each array too."""
    definitions: tuple[str, ...] = ()
    """LaTeX of the abbreviations its display uses."""
    readings: tuple[str, ...] = ()
    """How doubtful pieces were read."""
    written: tuple[tuple[Term, str], ...] = ()
    """Terms with the name that their author gave them, as LaTeX."""

    def __add__(self, other: Background) -> Background:
        if other in (self, NOTHING):
            return self
        if self == NOTHING:
            return other
        return Background(
            joined(self.facts, other.facts),
            joined(self.symbols, other.symbols),
            joined(self.definitions, other.definitions),
            joined(self.readings, other.readings),
            joined(self.written, other.written),
        )


def joined(left: tuple[T, ...], right: tuple[T, ...]) -> tuple[T, ...]:
    """Both, in order, each item once."""
    return tuple(dict.fromkeys((*left, *right)))


def together(parts: Iterable[Background]) -> Background:
    """All of ``parts`` in one."""
    result = NOTHING
    for part in parts:
        result = result + part
    return result


NOTHING = Background()


@dataclass(frozen=True)
class Flaw:
    """Why something says nothing checkable: a stable code, and the reason in words."""

    code: str
    message: str


class IllFormedError(Exception):
    """Raised while a claim is built; carries the flaw that the verdict will name."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.flaw = Flaw(code, message)


MOST_DERIVATIVES = 100
TOO_DEEP = Flaw("too-deep", "it nests too deeply to be read")


def check_order(order: int) -> None:
    """Refuse to read derivatives of an order that nothing could be done with."""
    if order > MOST_DERIVATIVES:
        raise IllFormedError("too-large", f"derivatives of an order above {MOST_DERIVATIVES}")


def not_supported(message: str) -> IllFormedError:
    """The error for mathematics that has no term."""
    return IllFormedError("not-supported", message)


class DimensionSymbol(Symbol):
    """A dimension: any integer >= 1.

    SymPy is told only that it is an integer: from ``positive`` it would evaluate
    ``n > 0`` before anybody could read it as a claim.
    """

    def __new__(cls, name: str) -> DimensionSymbol:
        """The dimension called ``name``."""
        return cast(DimensionSymbol, Symbol.__xnew__(cls, name, integer=True))

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        return (self.name,), {}

    @property
    def term(self) -> Variable:
        """The dimension as a term."""
        return Variable(self.name, Sort.DIMENSION)


class IndexSymbol(Symbol):
    """An index with its range."""

    index: Index
    background: Background

    def __new__(cls, index: Index, background: Background = NOTHING) -> IndexSymbol:
        """The index; ``background`` is that of its bounds."""
        found = cast(IndexSymbol, Symbol.__xnew__(cls, index.name, integer=True))
        found.index = index
        found.background = background
        return found

    def __getnewargs_ex__(self) -> tuple[tuple[Index, Background], dict[str, object]]:
        return (self.index, self.background), {}

    def _hashable_content(self) -> tuple[object, ...]:
        return (*super()._hashable_content(), digest(self.index))


class Printer2D(Protocol):
    """What is used of SymPy's two-dimensional printer."""

    def emptyPrinter(self, expression: object) -> object:
        """The fallback."""


OPAQUE = sympy.Symbol("?")
"""A free symbol of every quantity."""


class Leaf:
    """What SymPy sees of a leaf: a name to sort by, and how to print it."""

    is_commutative = True
    _key: str

    def _hashable_content(self) -> tuple[object, ...]:
        return (self._key,)

    def _sympystr(self, _: object) -> str:
        return self.display.latex

    def _latex(self, _: object) -> str:
        return self.display.within(ATOM)

    def _pretty(self, printer: Printer2D) -> object:
        return printer.emptyPrinter(self)

    @property
    def display(self) -> Display:
        """How it is printed."""
        raise NotImplementedError


class Mistake(Leaf, AtomicExpr):
    """A leaf that stands for something ill-formed: a claim that contains it is."""

    flaw: Flaw

    def __new__(cls, flaw: Flaw) -> Mistake:
        """The leaf for ``flaw``."""
        found = super().__new__(cls)
        found.flaw = flaw
        found._key = f"mistake {flaw.code} {flaw.message}"
        return found

    def __getnewargs__(self) -> tuple[Flaw]:
        return (self.flaw,)

    @property
    def display(self) -> Display:
        """A mark that something does not fit."""
        return Display(r"\text{?}")

    @property
    def free_symbols(self) -> set[Symbol]:
        """None."""
        return set()


class Rounded(Leaf, AtomicExpr):
    """A decimal as printed: any number that rounds to it."""

    value: Fraction
    half_unit: Fraction
    text: str

    def __new__(cls, text: str) -> Rounded:
        """The decimal ``text``; raises ``ValueError`` when it is none."""
        found = super().__new__(cls)
        found.text = text.strip()
        found.value = Fraction(found.text)
        mantissa, _, exponent = found.text.lower().partition("e")
        digits = len(mantissa.partition(".")[2])
        found.half_unit = Fraction(10) ** (int(exponent or 0) - digits) / 2
        found._key = f"rounded {found.text}"
        return found

    def __getnewargs__(self) -> tuple[str]:
        return (self.text,)

    @property
    def display(self) -> Display:
        """The digits as printed."""
        return Display(self.text)

    @property
    def free_symbols(self) -> set[Symbol]:
        """None."""
        return set()


class Quantity(Leaf, Expr):
    """One term as a SymPy expression.

    To SymPy it is an unknown function of its symbols: ``args`` are the symbols, and
    ``func`` puts other expressions in their place.
    """

    is_number = False
    term: Term
    background: Background
    _display: Display

    def __new__(
        cls, term: Term, background: Background = NOTHING, display: Display | None = None
    ) -> Quantity:
        """The leaf for ``term``; printed from the term unless ``display`` says otherwise."""
        found = super().__new__(cls, *background.symbols, OPAQUE)
        found.term = term
        found.background = background
        found._display = display or Printer().display(term)
        first = Printer().text(term) if isinstance(term, Entry) else "~"
        found._key = f"{first} {digest((term, background.facts))}"
        return found

    def __getnewargs__(self) -> tuple[Term, Background, Display]:
        return self.term, self.background, self._display

    @property
    def display(self) -> Display:
        """How it is printed."""
        return self._display

    @property
    def free_symbols(self) -> set[Symbol]:
        """The symbols of its variables, indices and arrays.

        There is always more than one, so that SymPy does not take a quantity for a
        function of one variable that it could solve.
        """
        return {*self.background.symbols, OPAQUE}

    @property
    def func(self) -> Rebuild:
        """What SymPy calls with other ``args``."""
        return Rebuild(self)

    def sort_key(self, order: object = None) -> object:
        """SymPy's order of expressions: as one of its symbols would be."""
        return (2, 0, "Quantity"), (1, (self._key,)), sympy.S.One.sort_key(), sympy.S.One

    @property
    def _diff_wrt(self) -> bool:
        return isinstance(self.term, Entry)

    @property
    def is_symbol(self) -> bool:
        """Whether SymPy may differentiate by it directly, without a stand-in."""
        return self._diff_wrt

    def derivative(self, by: object) -> Quantity:
        """The partial derivative by a variable or an entry, unevaluated."""
        from verifier.read.sympy_terms import understand

        variable, more = understand(by)
        if not isinstance(variable, (Variable, Entry)):
            return Quantity(ZERO, self.background)
        below = Printer().text(variable)
        text = rf"\frac{{\partial}}{{\partial {below}}} {self.display.within(POWER)}"
        term = Derivative(self.term, variable)
        return Quantity(term, self.background + more, Display(text, PREFIX))

    def _eval_derivative(self, by: object) -> object:
        return self.derivative(by)

    def _eval_derivative_n_times(self, by: object, times: object) -> object:
        if not isinstance(times, (int, sympy.Integer)):
            return None
        result = self
        for _ in range(int(times)):
            result = result.derivative(by)
        return result

    def _eval_subs(self, old: object, new: object) -> object:
        from verifier.read.sympy_terms import understand

        if not isinstance(old, (sympy.Symbol, Quantity)):
            return None
        before, _ = understand(old)
        after, more = understand(new)
        if not isinstance(before, (Variable, Entry, Index)):
            return None
        term = substituted(self.term, before, after)
        return None if term == self.term else Quantity(term, relevant(self.background + more, term))


@dataclass(frozen=True)
class Rebuild:
    """Puts expressions in the place of the symbols of a quantity, all at once."""

    quantity: Quantity
    __name__ = "Quantity"

    def __call__(self, *args: object) -> Quantity:
        """The quantity with ``args`` for its symbols; the names of arrays stay."""
        from verifier.read.sympy_terms import understand

        old = (*self.quantity.background.symbols, OPAQUE)
        term, background = self.quantity.term, self.quantity.background
        changed: list[tuple[Variable, Term]] = []
        for place, (symbol, new) in enumerate(zip(old, args, strict=True)):
            if symbol in (new, OPAQUE):
                continue
            before, _ = understand(symbol)
            after, more = understand(new)
            hole = Variable(f"?{place}")
            term = substituted(term, before, hole)
            changed.append((hole, after))
            background = background + more
        for hole, value in changed:
            term = substituted(term, hole, value)
        if term == self.quantity.term:
            return self.quantity
        return Quantity(term, relevant(background, term))


def relevant(background: Background, term: Term) -> Background:
    """``background`` without what is about letters that do not occur in ``term``."""
    names = names_in(term)
    facts = tuple(fact for fact in background.facts if names_in(fact) & names)
    symbols = tuple(symbol for symbol in background.symbols if letter(symbol) in names)
    return Background(facts, symbols, background.definitions, background.readings)


def letter(symbol: Symbol) -> str:
    """The name under which ``symbol`` occurs in terms; stand-ins of SymPy are numbered."""
    number = getattr(symbol, "dummy_index", None)
    return str(symbol.name) if number is None else f"{symbol.name}_{number}"


def digest(node: object) -> str:
    """A short text that differs for different terms, the same in every process."""
    return hashlib.blake2b(repr(node).encode(), digest_size=12).hexdigest()
