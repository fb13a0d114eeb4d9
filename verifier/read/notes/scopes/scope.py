r"""What the letters of a note mean, section by section.

Guarantee: a name is looked up from the innermost section outwards; of the declared names
that fit a spelling the one with the most labels wins, so that with ``W`` and ``W_1``
declared, ``W_{1,j}`` is an entry of ``W_1``. An undeclared font falls back on a unique
name without it, with a note. Limits: no name is ever made up here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from verifier.claim import Assumption
from verifier.read.arrays import Array
from verifier.read.notes.probability.laws import Density, Drawn, Law, Outcome
from verifier.read.notes.scopes.conventions import Layout
from verifier.read.notes.source.label_counts import tries
from verifier.read.notes.source.names import Glyph, Head, Name, numbered
from verifier.read.notes.source.tree import Node, text_of
from verifier.read.notes.terms.spaces import Random, Space
from verifier.terms import Condition, Family, FunctionSymbol, Index, Term, Variable


@dataclass(frozen=True)
class Quantity:
    """A number, vector, matrix or array: declared, or defined by an equation.

    The first ``slots_sub`` + ``slots_sup`` axes of ``view`` are taken from the scripts
    (``x_i``, ``x^{(i)}`` for a data point); the rest is the shape of the value.
    """

    name: Name
    view: Array
    owner: Variable | Family | None
    slots_sub: int = 0
    slots_sup: int = 0
    defined: bool = False
    entries: bool = False
    """Whether it was declared by its entries, ``N_k``: then ``N`` may be another name."""
    called: bool = False
    """Whether its entries are written as calls, ``V(s)`` for an index s."""
    by: Variable | Family | None = None
    """For a name that was defined as a derivative: what it was taken by."""
    over: tuple[Array, ...] = ()
    r"""What it was declared with, ``f(x) \in \mathbb{R}``: it is a function of that."""
    named: tuple[Name, ...] = ()
    """The letters of ``over``."""
    says: str = ""
    """How its name is read, for the readings of what uses it."""
    bar: int = 0
    """How many arguments stand before the bar of a table, ``P(s' | s, a)``; 0 without one."""
    letters: tuple[Name, ...] = ()
    """The indices that a table was declared with."""
    numbered: tuple[int, int] = (0, 0)  # scripts of a table that are axes, as in ``V_k(s)``


@dataclass(frozen=True)
class IndexName:
    """A letter that runs over a range."""

    name: Name
    index: Index
    fixed: bool = False
    """A label such as ``y \\in \\{1, ..., m\\}``: one value, not all of them in turn."""
    element: str = ""
    """The set that it is an element of, where elements are no numbers."""


@dataclass(frozen=True)
class FiniteSet:
    """A finite set, its elements numbered; ``inside`` is 1 at those of a subset."""

    name: Name
    lower: Term
    upper: Term
    element: str = ""
    inside: Family | None = None
    values: Family | None = None  # the numbers that its elements are


@dataclass(frozen=True)
class Function:
    """A function defined by an equation, or named with type R^k -> R.

    ``parameters`` are the variables and arrays that stand for the arguments in ``value``
    (as defined names, not unfolded); ``symbol`` is set for a function without equation.
    """

    name: Name
    parameters: tuple[Array, ...] = ()
    value: Array | None = None
    symbol: FunctionSymbol | None = None
    elementwise: bool = False
    letters: tuple[Name, ...] = ()
    """The letters that the definition gives its parameters."""
    others: tuple[Function, ...] = ()
    """Functions of the same name with other numbers of arguments."""
    standing: Quantity | None = None
    """The value at the letters as declared, so that ``J`` is ``J(x)``."""
    spelt: bool = False
    """A density that a display introduces: its arguments are part of its name."""
    smooth: bool = False
    """Whether it is any smooth function, its type being all that is known."""
    bar: int = 0
    """How many of its arguments stand before a bar; 0 where it has none."""
    says: str = ""
    """How its name is read, for the readings of what uses it."""
    domain: tuple[Condition, ...] = ()
    """Where its display gives it, said of its parameters, or where its values lie."""

    @property
    def arity(self) -> int:
        """The number of arguments."""
        return len(self.parameters) if self.symbol is None else self.symbol.arity


@dataclass(frozen=True)
class Pattern:
    """Entries of a defined family that are written as calls: ``f(z_k)`` is ``f[k]``."""

    name: Name
    quantity: Quantity
    arguments: tuple[tuple[Node, ...], ...]
    bases: tuple[Family | None, ...]
    marks: tuple[str, ...] = ()
    """What stands between the arguments: ``H(X, Y)`` is not ``H(X \\mid Y)``."""
    places: tuple[tuple[int, ...], ...] = ()
    """For each argument, the axes of its family that are indices: the first of ``x^{(i)}``."""
    letters: tuple[Outcome | None, ...] = ()
    """For each argument, the value of a random variable that it is, as in ``L(q, x)``."""
    hidden: tuple[Outcome, ...] = ()
    """Values that it depends on besides, at what they are where it is used."""
    others: tuple[Pattern, ...] = ()
    """Patterns of the same name with other arguments: ``H(X)`` beside ``H(Y)``."""

    @property
    def spelling(self) -> tuple[str, ...]:
        """The arguments as spelt, and what stands between them; an entry by its family alone."""
        spelt = [base.name if base is not None else "".join(map(text_of, part))
                 for part, base in zip(self.arguments, self.bases, strict=True)]  # fmt: skip
        for place, letter in enumerate(self.letters):
            spelt[place] = letter.chance.name.latex if letter is not None else spelt[place]
        return self.marks + tuple(spelt)


@dataclass(frozen=True)
class Minimiser:
    """A name defined as the argmin (or argmax) of an objective."""

    name: Name
    kind: str
    variable: str
    objective: Array


@dataclass(frozen=True)
class Weighted:
    """An index that is distributed: the weights of an expectation."""

    name: Name
    index: Index
    weights: Array


Symbol: TypeAlias = (
    FiniteSet | Quantity | IndexName | Function | Pattern | Minimiser | Weighted | Random | Outcome
    | Law | Density | Drawn
)  # fmt: skip

OWN = frozenset({r"\mathcal", r"\mathscr", r"\mathfrak", r"\mathbb"})
"""Fonts that make another letter."""

MOST = 24
"""Scripts of a name that may be labels."""

Fit: TypeAlias = tuple[Symbol, int, int, int]
"""A symbol, and how many subscripts, superscripts and primes of a spelling are its labels."""


@dataclass
class Scope:
    """One section: its names, cases and assumptions, and the section around it."""

    outer: Scope | None = None
    level: int = 0
    title: str = ""
    symbols: dict[Name, Symbol] = field(default_factory=dict)
    indexed: dict[Name, Quantity] = field(default_factory=dict)
    """Quantities known by their entries only, because the bare name is that of a number."""
    glyphs: set[Glyph] = field(default_factory=set)
    plain: dict[Glyph, set[Glyph]] = field(default_factory=dict)
    indices: set[str] = field(default_factory=set)
    """The names in terms of the indices declared here."""
    words: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    assumptions: list[Assumption] = field(default_factory=list)
    begun: int = 0  # how many assumptions there were before the declaration being read
    anew: set[object] = field(default_factory=set)  # declared anew: assumptions outside are off
    unread: list[tuple[object, str]] = field(default_factory=list)
    """Quantities, and what is said of them in words that no assumption can say."""
    speaks: list[frozenset[object]] = field(default_factory=list)
    """The quantities in each assumption, once asked for."""
    cases: list[tuple[Node, ...]] = field(default_factory=list)
    """Conditions in force, read anew for each claim (their letters may be inferred there)."""
    spaces: list[Space] = field(default_factory=list)
    """The probabilities of the outcomes of random variables."""
    layout: Layout = field(default_factory=Layout)
    strange: set[str] = field(default_factory=set)
    """Names that were used undeclared where something could not be read."""
    implied: set[Name] = field(default_factory=set)
    """Names that displays introduced by themselves."""
    letters: dict[Name, Quantity] = field(default_factory=dict)
    """The letters of functions that displays introduce: real numbers where nothing else."""
    past: dict[Name, tuple[Symbol, str]] = field(default_factory=dict)
    """What displays of sections inside this one introduced, and where."""
    left: dict[Glyph, str] = field(default_factory=dict)
    """The sections inside this one that declared a letter, as they end."""
    failed: dict[Glyph, int] = field(default_factory=dict)
    """The lines whose definition of a letter could not be read."""
    zero_based: list[Term] = field(default_factory=list)
    """Sizes whose indices are declared to count from 0."""

    def inner(self, level: int, title: str = "") -> Scope:
        """A section inside this one."""
        return Scope(self, level, title, layout=self.layout)

    def chain(self) -> Iterator[Scope]:
        """The section itself and those around it, innermost first."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.outer

    def declare(self, symbol: Symbol) -> None:
        """Add ``symbol``, in place of what this section called by that name."""
        name = symbol.name
        old = self.symbols.get(name)
        if isinstance(old, Function) and isinstance(symbol, Function):
            called = (symbol.arity, symbol.bar)
            kept = tuple(one for one in (replace(old, others=()), *old.others)
                         if (one.arity, one.bar) != called)  # fmt: skip
            symbol = replace(symbol, others=kept)
        if isinstance(old, Pattern) and isinstance(symbol, Pattern):
            spelt = symbol.spelling
            others = tuple(one for one in (replace(old, others=()), *old.others)
                           if one.spelling != spelt)  # fmt: skip
            symbol = replace(symbol, others=others)
        beside = isinstance(symbol, Quantity) and (
            (symbol.slots_sup and unslotted(self.find(name)))
            or (symbol.slots_sub and symbol.name not in self.indexed and bare(self.find(name)))
        )
        if isinstance(symbol, Quantity) and (
            beside or (symbol.entries and number_like(self.find(name)))
        ):  # fmt: skip
            self.indexed[name] = symbol
            self.glyphs.add(name.glyph)
            self.plain.setdefault(name.glyph.plain, set()).add(name.glyph)
            return
        if isinstance(old, Quantity) and (
            separate(old, symbol) or (old.slots_sub and bare(symbol))
        ):  # fmt: skip
            self.indexed[name] = old
        elif old is None and (around := self.family(name)) and separate(around, symbol):
            self.indexed[name] = around
        if name not in self.symbols:
            self.glyphs.add(name.glyph)
            self.plain.setdefault(name.glyph.plain, set()).add(name.glyph)
            letter = name.glyph.letter
            if len(letter) > 1 and not letter.startswith("\\") and not name.glyph.accents:
                self.words.setdefault(letter[0], []).append(tuple(letter))
        self.symbols[name] = symbol
        if isinstance(symbol, (IndexName, Weighted)):
            self.indices.add(symbol.index.name)

    def find(self, name: Name) -> Symbol | None:
        """The symbol of exactly that name."""
        for scope in self.chain():
            if name in scope.symbols:
                return scope.symbols[name]
        return None

    def family(self, name: Name) -> Quantity | None:
        """What a section around this one calls by that name with an index."""
        for scope in self.chain():
            for known in (scope.indexed.get(name), scope.symbols.get(name)):
                if isinstance(known, Quantity):
                    return known
        return None

    def fitting(self, head: Head) -> Fit | None:
        """The best symbol for a spelling, and how many items of its scripts are labels."""
        return self.best(head, head.glyph)

    def without_font(self, head: Head) -> Fit | None:
        """The same with fonts left out, when only one glyph fits then.

        Script letters are letters of their own, and a bold letter is no number.
        """
        plain = head.glyph.plain
        glyphs = {glyph for scope in self.chain() for glyph in scope.plain.get(plain, ())}
        fits = [] if set(head.glyph.fonts) & OWN else [
            fit for glyph in glyphs if (fit := self.best(head, glyph)) is not None]  # fmt: skip
        found = fits[0] if len(fits) == 1 and len(glyphs - {head.glyph}) == 1 else None
        if found is not None and isinstance(found[0], FiniteSet):
            return None
        bold = r"\mathbf" in head.glyph.fonts
        if found is not None and bold and isinstance(found[0], Quantity) and (
            not found[0].view.rank
        ):  # fmt: skip
            return None
        return found

    def entry_elsewhere(self, head: Head, found: Fit) -> Fit | None:
        """For ``x_i`` with a number x: the one array of that letter in another font."""
        symbol, below, _, _ = found
        if below or not head.sub or not isinstance(symbol, Quantity) or symbol.view.rank:
            return None
        plain = head.glyph.plain
        fits = []
        for glyph in {glyph for scope in self.chain() for glyph in scope.plain.get(plain, ())}:
            other = self.best(head, glyph)
            if other is not None and isinstance(other[0], Quantity) and other[0].view.rank and (
                not set(glyph.fonts) & OWN and not head.glyph.fonts
            ):  # fmt: skip
                fits.append(other)
        return fits[0] if len(fits) == 1 else None

    def best(self, head: Head, glyph: Glyph, sup: tuple[str, ...] | None = None) -> Fit | None:
        """The fitting name with the most labels, the innermost of equals."""
        scopes = [scope for scope in self.chain() if glyph in scope.glyphs]
        if not scopes:
            return None
        sub = tuple(piece.text for piece in head.sub)
        sup = tuple(piece.text for piece in head.sup) if sup is None else sup
        for below, above, primes in tries(
            min(len(sub), MOST), min(len(sup), MOST), min(head.primes, 3)
        ):
            name = Name(glyph, sub[:below], sup[:above], primes)
            for scope in scopes:
                known = scope.indexed.get(name)
                if known is not None and (
                    numbered(head.sup[above:]) if known.slots_sup or known.numbered[1]
                    else below < len(sub)
                ):  # fmt: skip
                    return known, below, above, primes
                if name in scope.symbols:
                    return scope.symbols[name], below, above, primes
        return None

    def longest_word(self, letters: list[str]) -> int:
        """How many of ``letters`` (side by side) make the longest declared word; 0 for none."""
        longest = 0
        if letters:
            for scope in self.chain():
                for word in scope.words.get(letters[0], ()):
                    if len(word) > longest and tuple(letters[: len(word)]) == word:
                        longest = len(word)
        return longest

    def all_cases(self) -> list[tuple[Node, ...]]:
        """The cases in force: a heading ends those set before it."""
        return [case for scope in self.chain() if scope.level == self.level
                for case in scope.cases]  # fmt: skip

    def everything(self) -> Iterator[Symbol]:
        """Every symbol that can be seen, the shadowed ones left out."""
        seen: set[Name] = set()
        for scope in self.chain():
            for name, symbol in scope.symbols.items():
                if name not in seen:
                    seen.add(name)
                    yield symbol


def unslotted(symbol: Symbol | None) -> bool:
    """Whether ``symbol`` is a quantity that no superscript numbers."""
    return isinstance(symbol, Quantity) and not symbol.slots_sup


def separate(family: Quantity, symbol: Symbol) -> bool:
    """Whether ``family`` with its index cannot be taken for ``symbol`` with one."""
    return (family.entries and number_like(symbol)) or (
        bool(family.slots_sup) and unslotted(symbol)
    )


def bare(symbol: Symbol | None) -> bool:
    """Whether ``symbol`` is a declared array that no script numbers."""
    return isinstance(symbol, Quantity) and not (
        symbol.slots_sub or symbol.slots_sup or symbol.entries or symbol.defined
    ) and bool(symbol.view.rank)  # fmt: skip


def number_like(symbol: Symbol | None) -> bool:
    """Whether ``symbol`` is a number or a function, so that an index on it means something else."""
    if isinstance(symbol, Quantity):
        return symbol.called > symbol.entries or not (symbol.view.rank or symbol.slots_sub)
    function = isinstance(symbol, Function) and (symbol.value is None or not symbol.value.rank)
    return function or isinstance(symbol, IndexName)
