"""Generators, and what is known of them in one branch of a proof.

TRUSTED. Guarantee: two generators are the same exactly when they were built
from the same head and equal arguments; facts are only ever added by
``assume`` (assumptions, case hypotheses, and that both sides are defined).

A generator stands for a real (or complex) quantity: a variable, an entry, or a
function such as ``exp`` applied to polynomials in other generators.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from verifier.claim import Recursion
from verifier.kernel.work import Budget
from verifier.polynomial import Exponent, Monomial, Polynomial, generator
from verifier.terms import Family, Index, Sort

Argument: TypeAlias = "Polynomial | str | tuple[object, ...]"

NEGATIVE, NULL, POSITIVE = 1, 2, 4
ANY, NONNEGATIVE, NONPOSITIVE, NONZERO = 7, 6, 3, 5
MASKS = {
    "=": NULL,
    "!=": NEGATIVE | POSITIVE,
    "<": NEGATIVE,
    "<=": NEGATIVE | NULL,
    ">": POSITIVE,
    ">=": POSITIVE | NULL,
}
"""The signs of left - right that make the relation true."""
Environment = dict[Index, Polynomial]
"""What bound indices stand for."""
EMPTY: Environment = {}


class Refusal(Exception):
    """The kernel cannot make this step; the proof that asks for it is rejected."""


class Undefined(Refusal):
    """The term has no value under what is assumed (a zero denominator, ...)."""


class NoAntiderivative(Refusal):
    """An integral that has no normal form."""


class FinerAngle(Exception):
    """An angle turned up that is no multiple of the unit used so far."""


@dataclass(frozen=True)
class Generator:
    """``head`` applied to ``arguments``."""

    head: str
    arguments: tuple[Argument, ...]
    support: frozenset[int]
    """Leaves (variables, indices, entries, bound indices) that occur anywhere in it."""
    height: int
    """Largest number of a bound placeholder inside it."""
    real: bool
    """Whether no imaginary unit and no complex quantity occurs in it."""

    @property
    def inner(self) -> Polynomial:
        """The first argument, for a head that is applied to a polynomial."""
        first = self.arguments[0]
        assert isinstance(first, Polynomial)
        return first


@dataclass
class Table:
    """All generators of one check, shared by its branches."""

    generators: list[Generator] = field(default_factory=list)
    identities: dict[tuple[Argument, ...], int] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    sorts: dict[str, Sort] = field(default_factory=dict)
    special: set[int] = field(default_factory=set)
    """Generators whose powers or products obey relations of their own."""
    fresh: int = 0
    work: Budget = field(default_factory=Budget)
    """Steps made so far, and how many there may be."""
    complex: bool = False
    """Whether any quantity may be other than real."""
    ranged: bool = False
    """Whether sums are being written by common beginnings, see ``ranges``."""
    guarded: bool = False
    """Whether a denominator may vanish where the case that it stands in is not taken."""
    dividing: dict[tuple[int, Exponent, Monomial], None] = field(default_factory=dict)
    """Divisions that are being made, see ``algebra.divide_leading``; the outermost first."""
    circular: set[tuple[int, Exponent, Monomial]] = field(default_factory=set)
    """Divisions that lead back to themselves."""
    units: dict[Polynomial, Fraction] = field(default_factory=dict)
    """The unit in which each angle is measured, see ``trigonometry``."""

    def declare(self, name: str, sort: Sort) -> None:
        """One name, one meaning: a second sort for it is refused."""
        if self.sorts.setdefault(name, sort) is not sort or name in self.families:
            raise Refusal(f"{name} is used with two meanings")

    def declare_family(self, family: Family) -> None:
        """One name, one family: a second shape for it is refused."""
        known = self.families.get(family.name)
        if family.name in self.sorts:
            raise Refusal(f"{family.name} is used with two meanings")
        if known is None:
            self.families[family.name] = family
        elif known is not family and known != family:
            raise Refusal(f"{family.name} is used with two shapes")

    def is_complex(self, head: str, arguments: tuple[Argument, ...]) -> bool:
        """Whether ``head(arguments)`` is an entry of a family that need not be real."""
        if head not in ("entry", "dependent"):
            return False
        family = self.families.get(str(arguments[0]))
        return family is not None and family.sort is Sort.COMPLEX


@dataclass
class State:
    """What is known in one branch: signs, equations, properties of families."""

    table: Table = field(default_factory=Table)
    signs: dict[Polynomial, int] = field(default_factory=dict)
    """Primitive polynomial -> the signs that it may have."""
    patterns: list[tuple[tuple[int, ...], Polynomial, int, int | None]] = field(
        default_factory=list
    )
    """Facts for every value of some bound indices: (indices, primitive, signs, source)."""
    equations: dict[int, Polynomial] = field(default_factory=dict)
    """Generator -> what it equals here (never mentions itself or another left side)."""
    definitions: dict[str, tuple[tuple[int, ...], Polynomial, int | None]] = field(
        default_factory=dict
    )
    """Family -> (bound indices, the value of the entry at them, source)."""
    bindings: dict[str, tuple[tuple[int, ...], Polynomial]] = field(default_factory=dict)
    """A family that stands for a value (``terms.At``): bound indices and value at them."""
    templates: list[tuple[tuple[int, ...], int, Polynomial, int | None]] = field(
        default_factory=list
    )
    """Equations for every value of some bound indices: (indices, generator, value, source)."""
    instances: dict[tuple[Polynomial, tuple[int, ...], int], Polynomial] = field(
        default_factory=dict
    )
    """Facts and templates with indices put in, as far as they were needed."""
    matching: int = 0
    """1 while a template is being compared (only symmetries apply inside of that), 2 while one
    that is a symmetry is (nothing does)."""
    recursions: list[tuple[Recursion, int | None]] = field(default_factory=list)
    """Equations between unknown functions, with the assumption each comes from."""
    one_hot: set[str] = field(default_factory=set)
    hot: dict[str, tuple[Polynomial, int | None]] = field(default_factory=dict)
    """One-hot vector -> where its entry is known to be 1, and the assumption that says so."""
    distributions: set[str] = field(default_factory=set)
    definite: set[str] = field(default_factory=set)
    family_signs: dict[str, int] = field(default_factory=dict)
    """Family -> the signs that every entry may have."""
    distinct: set[Polynomial] = field(default_factory=set)
    """Differences of integers known to be non-zero, up to sign."""
    hidden: frozenset[str] = frozenset()
    """Names being differentiated by: equations about them do not apply."""
    used: set[str] = field(default_factory=set)
    """Names of the rules that were applied."""
    assumptions_used: set[int] = field(default_factory=set)
    memo: dict[tuple[int, int, frozenset[str]], Polynomial] = field(default_factory=dict)
    kept: list[object] = field(default_factory=list)
    """Terms and environments whose identities key ``memo``, kept alive."""
    sign_memo: dict[tuple[Polynomial, int, frozenset[str]], int] = field(default_factory=dict)
    """Signs found so far; forgotten, like ``memo``, when a fact is added."""
    sources: dict[Polynomial | int | str, int] = field(default_factory=dict)
    """Fact -> position of the assumption that it comes from."""
    grounds: dict[int, set[int]] = field(default_factory=dict)
    """Assumption -> the others that what was made of it rests on."""
    contradiction: str = ""
    """Two facts that clash, in words; empty when none is known to."""

    def branch(self) -> State:
        """A copy to which further facts can be added; rules used are shared."""
        return replace(
            self,
            signs=dict(self.signs),
            patterns=list(self.patterns),
            equations=dict(self.equations),
            definitions=dict(self.definitions),
            templates=list(self.templates),
            recursions=list(self.recursions),
            one_hot=set(self.one_hot),
            distributions=set(self.distributions),
            definite=set(self.definite),
            hot=dict(self.hot),
            family_signs=dict(self.family_signs),
            distinct=set(self.distinct),
            sources=dict(self.sources),
            matching=0,
            instances={},
            memo={},
            kept=[],
            sign_memo={},
        )

    def forget(self) -> None:
        """Drop what was derived from the facts, because they changed."""
        self.memo.clear()
        self.sign_memo.clear()
        self.instances.clear()

    def all_used(self) -> set[int]:
        """The assumptions used, with all that these rest on."""
        found: set[int] = set()
        left = set(self.assumptions_used)
        while left:
            found |= left
            left = {other for one in left for other in self.grounds.get(one, ())} - found
        return found

    def use(self, rule: str) -> None:
        """Note that ``rule`` was applied."""
        self.used.add(rule)

    def make(self, head: str, *arguments: Argument) -> int:
        """The identity of ``head(arguments)``."""
        key = (head, *arguments)
        table = self.table
        identity = table.identities.get(key)
        if identity is not None:
            return identity
        table.work.charge(1)
        identity = len(table.generators)
        support: set[int] = set()
        height = 0
        real = head not in ("i", "complex") and not table.is_complex(head, arguments)
        for argument in _polynomials(arguments):
            for inner in argument.generators():
                record = table.generators[inner]
                support |= record.support
                height = max(height, record.height)
                real = real and record.real
        if head in LEAVES:
            support.add(identity)
        own = {p for bounds in arguments if isinstance(bounds, tuple) for p in bounds}
        for placeholder in own:
            if isinstance(placeholder, int):  # what a range mentions, the whole depends on
                support |= table.generators[placeholder].support
                number = table.generators[placeholder].arguments[0]
                height = max(height, int(str(number)))
        support -= own
        table.generators.append(Generator(head, arguments, frozenset(support), height, real))
        table.identities[key] = identity
        if head in SPECIAL:
            table.special.add(identity)
        return identity

    def value(self, head: str, *arguments: Argument) -> Polynomial:
        """``head(arguments)`` as a polynomial."""
        return generator(self.make(head, *arguments))

    def bound(self, lower: Polynomial, upper: Polynomial) -> int:
        """A bound index, new, that runs from ``lower`` to ``upper``."""
        self.table.fresh += 1
        return self.make("bound", f"{self.table.fresh}", lower, upper)

    def record(self, identity: int) -> Generator:
        """Head and arguments of a generator."""
        return self.table.generators[identity]

    def support(self, polynomial: Polynomial) -> frozenset[int]:
        """All leaves that occur anywhere in ``polynomial``."""
        self.table.work.charge(len(polynomial))
        found: frozenset[int] = frozenset()
        generators = self.table.generators
        for inner in polynomial.generators():
            found |= generators[inner].support
        return found


LEAVES = (
    "variable", "index", "bound", "placeholder", "entry", "onehot", "dimension", "integer",
    "complex", "dependent", "mark",
)  # fmt: skip
INTEGERS = (
    "index", "bound", "placeholder", "dimension", "integer", "floor", "delta", "onehot",
)  # fmt: skip
SPECIAL = (
    "poly", "prime", "i", "sign", "delta", "sin", "onehot", "ipow", "abs",
)  # fmt: skip


def _polynomials(arguments: tuple[object, ...]) -> list[Polynomial]:
    found: list[Polynomial] = []
    for argument in arguments:
        if isinstance(argument, Polynomial):
            found.append(argument)
        elif isinstance(argument, tuple):
            found.extend(_polynomials(argument))
    return found
