r"""The general term of which printed terms are instances.

Guarantee: each candidate gives every printed term, by the laws of arithmetic, at values that
follow one another,

    1, \gamma, \gamma^2, ..., \gamma^n   ->   \gamma^k for k = 0, ..., n.

Limits: whole numbers in the terms move in equal steps; numbers may also grow by one factor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise, product

from verifier.read.notes.terms.canonical import canonical
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.terms import (
    Add,
    Apply,
    Dependent,
    Entry,
    Function,
    Index,
    Multiply,
    Number,
    Power,
    Sort,
    Term,
    Variable,
    number,
)

HOLE = Index("?k", number(1), number(1))
MOST = 6
"""Whole numbers in a term that are tried together."""
STEPS = (1, 2, 3, -1, -2)


@dataclass(frozen=True)
class General:
    """A general term in ``HOLE``, its first value, and its last (None: it goes on)."""

    term: Term
    first: Term
    last: Term | None

    def key(self) -> object:
        """The same for two spellings of one sum."""
        moved = instance(self.term, Add((self.first, HOLE)))
        end = None if self.last is None else canonical(self.last - self.first)
        return canonical(moved), end


def instance(term: Term, value: Term) -> Term:
    """The general term with a value for its hole."""
    return substitute(term, put_in({HOLE: value}))


def with_signs(one: General) -> General:
    """The general term with every second one taken off, the first not."""
    sign = Power(number(-1), canonical_place(one.first))
    return General(Multiply((sign, one.term)), one.first, one.last)


def canonical_place(first: Term) -> Term:
    """How many terms stand before the one at the hole, or as many and two more."""
    if isinstance(first, Number):
        odd = first.value % 2
        return Add((HOLE, number(-1))) if odd else HOLE
    return Add((HOLE, Multiply((number(-1), first))))


def fitting(leads: Sequence[Term], trails: Sequence[Term]) -> list[General]:
    """The general terms of which all printed ones are instances, different ones only."""
    found: dict[object, General] = {}
    candidates: list[General] = []
    if len(leads) > 1:
        candidates += [*moved(leads, trails), *growing(leads, trails)]
        candidates += from_last(leads, trails[-1]) if trails else ()
    elif trails:
        candidates += structural(leads[0], trails[-1])
    for one in candidates:
        if one.key() not in found and ends_with(one, trails):
            found[one.key()] = one
    return list(found.values())


def ends_with(one: General, trails: Sequence[Term]) -> bool:
    """Whether the terms behind the dots are the last ones."""
    if one.last is None:
        return not trails
    back = len(trails) - 1
    return all(same(instance(one.term, one.last - (back - place)), shown)
               for place, shown in enumerate(trails))  # fmt: skip


def same(one: Term, other: Term) -> bool:
    """Whether two terms are the same number, by the laws of arithmetic."""
    return canonical(one) == canonical(other)


def structural(first: Term, last: Term) -> Iterator[General]:
    """The term of which both are instances, from one whole number to another."""
    pairs: list[tuple[Term, Term]] = []

    def visit(one: Term, other: Term) -> Term:
        if one == other:
            return one
        if is_size(one) and is_size(other) and not isinstance(other, Multiply):
            pairs.append((one, other))
            return HOLE
        ours, theirs = inner(one), inner(other)
        if type(one) is not type(other) or len(ours) != len(theirs) or not ours or (
            with_inner(one, theirs) != other
        ):  # fmt: skip
            raise ValueError
        return with_inner(one, tuple(map(visit, ours, theirs)))

    try:
        term = visit(first, last)
    except ValueError:
        return
    if len(set(pairs)) == 1:
        yield General(term, *pairs[0])


def moved(leads: Sequence[Term], trails: Sequence[Term]) -> Iterator[General]:
    """Whole numbers of the last term before the dots that move from term to term.

    Those of the other sign may move the other way, as in ``x^{n-2} y^2``.
    """
    shown = leads[-1]
    places = numbers(shown)
    back = len(leads) - 1
    for count in range(1, min(len(places), MOST) + 1):
        for chosen in combinations(range(min(len(places), MOST)), count):
            signs = {places[place] > 0 for place in chosen}
            for step, turned in product((*STEPS, *difference(leads)), (False, len(signs) > 1)):
                start = places[chosen[0]] if step == 1 else Fraction(back)

                def put(place: int, value: Fraction, own: tuple[int, ...] = chosen,
                        by: int = step, zero: Fraction = start,
                        other: bool = turned) -> Term:  # fmt: skip
                    if place not in own:
                        return Number(value)
                    by = -by if other and (value > 0) != (places[own[0]] > 0) else by
                    here: Term = HOLE if by == 1 else Multiply((number(by), HOLE))
                    rest = value - by * zero
                    return Add((here, Number(rest))) if rest else here

                term = renumbered(shown, put)
                if all(same(instance(term, Number(start - back + place)), lead)
                       for place, lead in enumerate(leads)):  # fmt: skip
                    shift = places[chosen[0]] - step * start
                    yield from ended(term, Number(start - back), trails, shift, step)


def difference(leads: Sequence[Term]) -> tuple[int, ...]:
    """The step between two numbers."""
    match leads[-2], leads[-1]:
        case Number(one), Number(other) if (other - one).denominator == 1:
            step = int(other - one)
            return (step,) if step and step not in STEPS else ()
        case _:
            return ()


def ended(
    term: Term, first: Term, trails: Sequence[Term], shift: Fraction, step: int
) -> Iterator[General]:
    """A general term with the last value that gives the last printed term."""
    if not trails:
        yield General(term, first, None)
        return
    for value in lasts(trails[-1], shift, step):
        if same(instance(term, value), trails[-1]):
            yield General(term, first, value)
            return


def lasts(last: Term, shift: Fraction, step: int) -> Iterator[Term]:
    """What the hole may be in the last printed term."""
    for value in numbers(last):
        place = (value - shift) / step
        if place.denominator == 1:
            yield Number(place)
    sizes = [part for part in below(last) if is_size(part) and not isinstance(part, Number)]
    for size in sizes:
        for plus in (0, -1, 1, -2, 2, -3, 3):
            yield Add((size, number(plus))) if plus else size


def growing(leads: Sequence[Term], trails: Sequence[Term]) -> Iterator[General]:
    """Numbers that grow by one factor: 1, 1/2, 1/4."""
    exact = [value for lead in leads if (value := constant(lead))]
    if len(exact) < len(leads) or (len(leads) < 3 and exact[1] - exact[0] == 1):
        return  # 1 + 2 + ... counts
    ratio = exact[1] / exact[0]
    if ratio in (0, 1, -1) or any(b / a != ratio for a, b in pairwise(exact)):
        return
    term: Term = Power(Number(ratio), HOLE)
    if exact[0] != 1:
        term = Multiply((Number(exact[0]), term))
    if not trails:
        yield General(term, number(0), None)
        return
    end = constant(trails[-1])
    value, place = exact[-1], len(exact) - 1
    while end is not None and place < 400 and value != end:
        value, place = value * ratio, place + 1
    if end is not None and value == end:
        yield General(term, number(0), number(place))


def constant(term: Term) -> Fraction | None:
    """The number that a term is; None for others."""
    found = canonical(term)
    if not found:
        return Fraction(0)
    ((monomial, value), *rest) = found
    return value if not monomial and not rest else None


def from_last(leads: Sequence[Term], last: Term) -> Iterator[General]:
    """The last printed term with one letter counting up to what it is there."""
    letters = {part for part in below(last) if isinstance(part, (Variable, Index))
               and is_size(part)}  # fmt: skip
    for letter in sorted(letters, key=repr):
        term = exchanged(last, letter)
        starts: list[Term] = [number(value) for value in range(-3, 13)]
        starts += [part for part in below(leads[0]) if is_size(part)]
        for first in starts:
            if all(same(instance(term, Add((first, number(place)))), lead)
                   for place, lead in enumerate(leads)):  # fmt: skip
                yield General(term, first, letter)
                break


def exchanged(term: Term, letter: Term) -> Term:
    """``term`` with the hole for a letter; the sizes of arrays stay."""
    if term == letter:
        return HOLE
    return with_inner(term, [exchanged(part, letter) for part in inner(term)])


# -- terms taken apart ---------------------------------------------------------------------


def is_size(term: Term) -> bool:
    """Whether a term can be a first or last value."""
    match term:
        case Number(value):
            return value.denominator == 1
        case Variable(_, sort):
            return sort in (Sort.DIMENSION, Sort.INTEGER)
        case Index():
            return True
        case Add(terms):
            return all(map(is_size, terms))
        case Multiply(factors):
            return len(factors) == 2 and all(map(is_size, factors))
        case _:
            return False


def inner(term: Term) -> tuple[Term, ...]:
    """The terms directly below one, those of arithmetic and of calls only."""
    match term:
        case Add(parts) | Multiply(parts):
            return parts
        case Power(base, exponent):
            return base, exponent
        case Function(arguments=parts) | Apply(arguments=parts):
            return parts
        case Entry(indices=parts) | Dependent(indices=parts):
            return parts
        case _:
            return ()


def with_inner(term: Term, parts: Sequence[Term]) -> Term:
    """``term`` with other terms directly below it."""
    parts = tuple(parts)
    match term:
        case Add():
            return Add(parts)
        case Multiply():
            return Multiply(parts)
        case Power():
            return Power(*parts)
        case Function(name=name):
            return Function(name, parts)
        case Apply(symbol, _, orders):
            return Apply(symbol, parts, orders)
        case Entry(family, _):
            return Entry(family, parts)
        case Dependent(family, _, over, partials):
            return Dependent(family, parts, over, partials)
        case _:
            return term


def below(term: Term) -> Iterator[Term]:
    """A term and all below it."""
    yield term
    for part in inner(term):
        yield from below(part)


def numbers(term: Term) -> list[Fraction]:
    """The whole numbers in a term, in order; those that only say a quotient left out."""
    if isinstance(term, Number):
        return [term.value] if term.value.denominator == 1 else []
    parts = inner(term)[:1] if quotient(term) else inner(term)
    return [value for part in parts for value in numbers(part)]


def quotient(term: Term) -> bool:
    """Whether a term is one over another."""
    return isinstance(term, Power) and term.exponent == number(-1)


def renumbered(term: Term, put: Callable[[int, Fraction], Term]) -> Term:
    """``term`` with its whole numbers replaced, each by its place."""
    count = iter(range(10**6))

    def visit(part: Term) -> Term:
        if isinstance(part, Number):
            return put(next(count), part.value) if part.value.denominator == 1 else part
        if isinstance(part, Power) and quotient(part):
            return Power(visit(part.base), part.exponent)
        return with_inner(part, [visit(one) for one in inner(part)])

    return visit(term)
