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
from verifier.read.substitution import substituted
from verifier.read.sympy_base import AtomicExpr, Symbol
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


class Leaf(AtomicExpr):
    """What SymPy sees of a quantity: a name to sort by, and how to print it."""

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


class Mistake(Leaf):
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


class Rounded(Leaf):
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


class Quantity(Leaf):
    """One term as a SymPy expression."""

    term: Term
    background: Background
    _display: Display

    def __new__(
        cls, term: Term, background: Background = NOTHING, display: Display | None = None
    ) -> Quantity:
        """The leaf for ``term``; printed from the term unless ``display`` says otherwise."""
        found = super().__new__(cls)
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
        return None if term == self.term else Quantity(term, self.background + more)


def digest(node: object) -> str:
    """A short text that differs for different terms, the same in every process."""
    return hashlib.blake2b(repr(node).encode(), digest_size=12).hexdigest()
