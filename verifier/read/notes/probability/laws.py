r"""Distributions of random variables with finitely many values, as terms.

Guarantee: a law is a product of factors p(targets | given), each a table of numbers >= 0
whose rows sum to 1; what is left out of a marginal is summed over, and a conditional is a
quotient of two marginals, so that it is defined where the condition has a positive
probability:

    p(x) = sum_z p(x, z),        p(z | x) = p(x, z) / p(x).

A factor that depends smoothly on parameters is exp(s) / sum exp(s) for an unknown smooth s:
any positive distribution. Limits: finitely many values, any number of them.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import product
from typing import TypeAlias

from verifier.claim import Assumption, Distribution, Forall
from verifier.read.arrays import Array
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Name
from verifier.read.notes.terms.traverse import once, rebuild
from verifier.read.sizes import concrete, names_in
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Condition,
    Dependent,
    Derivative,
    Entry,
    Family,
    Index,
    Multiply,
    Number,
    Power,
    Relation,
    Sum,
    Term,
    Variable,
    call,
    negate,
    number,
    over,
)
from verifier.traversal import free_indices, free_names

At: TypeAlias = "Mapping[Chance, Term]"
"""The value of each random variable, by its number."""
WRITTEN = 4
"""A variable with at most as many values is summed over by writing the terms out."""


@dataclass(frozen=True)
class Chance:
    """A random variable with ``size`` values, numbered from ``start``."""

    name: Name
    size: Term
    start: int = 1
    values: Family | None = None
    """The number (or array) that each value is; None where it is its number in the row."""
    shape: tuple[Term, ...] = ()
    """The shape of a value."""
    event: bool = False

    def index(self, name: str) -> Index:
        """An index over its values."""
        return over(name, self.size, self.start)


def numbering(chance: Chance, name: Name) -> Index:
    """The index of a letter: X stands for the number X_k where k is the index of X."""
    capital = len(name.glyph.letter) == 1 and name.glyph.letter.isupper()
    return chance.index(f"k_{name.internal}" if capital else name.internal)


def small(name: Name) -> tuple[Name, ...]:
    """The letters for values of a variable with a capital: x_t and x of X_t."""
    letter = name.glyph.letter
    if len(letter) != 1 or not letter.isupper():
        return ()
    own = replace(name, glyph=replace(name.glyph, letter=letter.lower()), primes=0)
    return tuple(dict.fromkeys((own, Name(own.glyph))))


@dataclass(frozen=True)
class Outcome:
    """A letter for a value of a random variable, or for the variable itself (``random``)."""

    name: Name
    chance: Chance
    index: Term
    random: bool = False


class Missing(Exception):
    """A law of one variable given another was asked for without the other."""

    def __init__(self, chance: Chance) -> None:
        super().__init__(chance.name.latex)
        self.chance = chance


@dataclass(frozen=True)
class Factor:
    """The table p(targets | given); ``over`` are the parameters that it is smooth in."""

    targets: tuple[Chance, ...]
    given: tuple[Chance, ...]
    family: Family
    over: tuple[Variable | Family, ...] = ()
    chained: bool = False
    """Whether it only splits a joint distribution: then what it says where the condition has
    probability 0 means nothing."""

    @property
    def chances(self) -> tuple[Chance, ...]:
        """The axes of the table: what is given, then the targets."""
        return (*self.given, *self.targets)

    @property
    def events(self) -> bool:
        """Whether it is a table of events."""
        return all(chance.event for chance in self.chances)

    def at(self, at: At) -> Term:
        """The entry of the table."""
        if self.events:  # one row of all combinations; the first is what the others leave
            code = 0
            for chance in self.targets:
                value = at[chance]
                assert isinstance(value, Number)
                code = 2 * code + int(value.value)
            row = [
                Entry(self.family, (number(place + 1),)) for place in range(2 ** len(self.chances))
            ]
            return row[code] if code else Add((ONE, *(negate(entry) for entry in row[1:])))
        if not self.over:
            return Entry(self.family, tuple(at[chance] for chance in self.chances))
        whole = summed(self.targets, at, self._positive)
        return Multiply((self._positive(at), Power(whole, number(-1))))

    def _positive(self, at: At) -> Term:
        indices = tuple(at[chance] for chance in self.chances)
        return call("exp", Dependent(self.family, indices, self.over))

    def assumptions(self) -> list[Assumption]:
        """Entries >= 0, rows with the sum 1."""
        if self.over:
            return []
        if self.events:
            none = self.at(dict.fromkeys(self.targets, ZERO))
            return [Distribution(self.family), Relation(">=", none, ZERO)]
        if len(self.targets) == 1 and not written(self.targets[0]):
            return [Distribution(self.family)]
        free = {chance: chance.index(f"k_{place}") for place, chance in enumerate(self.chances)}
        long = tuple(free[chance] for chance in self.chances if not written(chance))
        rows = {chance: free[chance] for chance in self.given if not written(chance)}
        found: list[Condition] = [
            Relation(">=", self.at({**free, **at}), ZERO) for at in places(self.chances)
        ]
        found += [Relation("=", summed(self.targets, {**rows, **at}, self.at), ONE)
                  for at in places(self.given)]  # fmt: skip
        return [Forall(long, one) if long else one for one in found]


@dataclass(frozen=True)
class Law:
    """A named distribution: the product of its factors."""

    name: Name
    factors: tuple[Factor, ...]
    parameters: str = ""
    """The spelling of the parameters that its arguments end with, where it was declared."""
    aside: bool = False
    """Whether other laws of the same variables were declared before: those are theirs."""

    @property
    def targets(self) -> tuple[Chance, ...]:
        """What it is a distribution of."""
        return tuple(chance for factor in self.factors for chance in factor.targets)

    @property
    def outside(self) -> tuple[Chance, ...]:
        """What it is given and says nothing of."""
        given = dict.fromkeys(chance for factor in self.factors for chance in factor.given)
        return tuple(chance for chance in given if chance not in self.targets)

    @property
    def chances(self) -> tuple[Chance, ...]:
        """All that it speaks of."""
        return (*self.targets, *self.outside)

    def marginal(self, at: At) -> Term:
        """The probability of the values ``at``; all that is given from outside among them."""
        kept = list(self.factors)
        while True:  # a factor whose targets nothing asks for sums to 1
            asked = {*at, *(chance for factor in kept for chance in factor.given)}
            spare = [factor for factor in kept if not set(factor.targets) & asked]
            if not spare:
                break
            kept = [factor for factor in kept if factor not in spare]
        for chance in self.outside:
            if chance not in at and any(chance in factor.given for factor in kept):
                raise Missing(chance)
        if not kept:
            return ONE
        hidden = [chance for factor in kept for chance in factor.targets if chance not in at]

        def every(full: At) -> Term:
            terms = tuple(factor.at(full) for factor in kept)
            return terms[0] if len(terms) == 1 else Multiply(terms)

        return summed(hidden, at, every)

    def conditional(self, targets: At, given: At) -> Term:
        """The probability of ``targets`` where ``given`` holds."""
        for factor in self.factors:
            if not factor.chained and (
                set(factor.targets) == set(targets) and set(factor.given) == set(given)
            ):
                return factor.at({**given, **targets})
        return ratio(self.marginal({**given, **targets}), self.marginal(given))

    def variant(self, parameters: str, over_: tuple[Variable | Family, ...]) -> Law:
        """The same kind of law, for other parameters."""
        factors = tuple(
            replace(factor, over=over_, family=replace(
                factor.family, name=f"{factor.family.name}^{{({parameters})}}"))
            for factor in self.factors
        )  # fmt: skip
        return replace(self, factors=factors, parameters=parameters)


@dataclass(frozen=True)
class Argument:
    """A variable in the brackets of a density, and what it depends on."""

    tag: str
    views: tuple[Array, ...]


@dataclass(frozen=True)
class Known:
    """What a display says of the density of ``targets`` given others: ``value``."""

    targets: tuple[Argument, ...]
    given: tuple[Argument, ...]
    behind: tuple[Argument, ...]
    value: Term


@dataclass(frozen=True)
class Density:
    """A letter for the densities of any variables, which its arguments name."""

    name: Name
    parameters: tuple[Name, ...]
    """The declared quantities in its label: theta of ``p_\\theta``."""
    made: Callable[[str, tuple[Array, ...]], Term] = field(compare=False)
    """Any smooth function of that name, at these arguments."""
    known: tuple[Known, ...] = ()
    """What displays say of them."""


@dataclass(frozen=True)
class Drawn:
    """A letter inside an expectation under a density: its value rests on these outcomes."""

    name: Name
    indices: tuple[Index, ...]


def ratio(above: Term, below: Term) -> Term:
    """``above / below``, plain where that is 1."""
    return above if below == ONE else Multiply((above, Power(below, number(-1))))


def summed(hidden: Iterable[Chance], at: At, body: Callable[[At], Term]) -> Term:
    """The sum of ``body`` over all values of ``hidden``, which ``at`` does not fix."""
    rest = list(hidden)
    taken = set(names_in(*at.values()))
    long = [chance for chance in rest if not written(chance)]
    bound: dict[Chance, Term] = {}
    indices: list[Index] = []
    for chance in long:
        stem, count = chance.name.internal, 1
        while f"{stem}_{count}" in taken:
            count += 1
        index = chance.index(f"{stem}_{count}")
        taken.add(index.name)
        bound[chance] = index
        indices.append(index)
    terms = [body({**at, **bound, **place}) for place in places(rest)]
    terms = [term for term in terms if term != ZERO] or [ZERO]
    whole = terms[0] if len(terms) == 1 else Add(tuple(terms))
    return reduce(lambda inner, index: Sum(index, inner), reversed(indices), whole)


def places(chances: Iterable[Chance]) -> Iterator[dict[Chance, Term]]:
    """All values of the variables among ``chances`` whose sums are written out."""
    short = [chance for chance in chances if written(chance)]
    ranges = [range(c.start, c.start + (concrete(c.size) or 1)) for c in short]
    for place in product(*ranges):
        yield dict(zip(short, map(number, place), strict=True))


def written(chance: Chance) -> bool:
    """Whether a sum over its values is written out."""
    size = concrete(chance.size)
    return size is not None and size <= WRITTEN


def refuse_slopes(node: object, outcomes: Container[Family]) -> None:
    """Raise ``Complaint`` for a derivative by a value on which more depends than that value.

    The probability of the k-th value is the k-th number of a row, whatever the value is: its
    derivative would be 0, where the author means that of a density.
    """
    for part in once(node):
        if isinstance(part, Derivative) and any(
            isinstance(test, Relation) and jumps(test, part.variable, outcomes)
            for test in once(part.body)
        ):
            raise Complaint(
                "not-supported",
                "the derivative of a distribution function: only finitely many values are read",
            )
        if not isinstance(part, Derivative) or not isinstance(part.variable, Entry):
            continue
        family, place = part.variable.family, part.variable.indices[0]
        if family in outcomes and depends(fixed(part.body, family, place), family, place):
            raise Complaint(
                "not-supported",
                "a derivative by a value of a random variable of what its distribution tells: "
                "only finitely many values are read",
            )


def jumps(test: Relation, by: Variable | Entry, outcomes: Container[Family]) -> bool:
    """Whether a random value is compared with what moves."""
    name = by.name if isinstance(by, Variable) else by.family.name
    return name in free_names(test) and any(
        isinstance(part, Entry) and part.family in outcomes for part in once(test)
    )


def fixed(body: object, family: Family, place: Term) -> object:
    """``body`` with a number in the place of the value at ``place``."""
    match body:
        case Entry(own, (first, *_)) if own == family and first == place:
            return ONE
        case _:
            return rebuild(body, lambda part: fixed(part, family, place))


def depends(node: object, family: Family, place: Term) -> bool:
    """Whether other values occur in ``node``, or anything else that ``place`` chooses."""
    return any(index in set(free_indices(node)) for index in free_indices(place)) or any(
        isinstance(part, (Entry, Dependent)) and (part.family == family or place in part.indices)
        for part in once(node)
    )
