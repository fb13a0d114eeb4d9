"""Sums and products over overlapping ranges, nested sums over regions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from math import factorial

import pytest

from tests.kernel.words import A, X, Y, accepted, at, eq, i, j, m, n, q, reason, rel, total, x
from verifier.claim import Assumption, Claim
from verifier.kernel import loading, ranges, reading
from verifier.kernel.state import State, Table
from verifier.polynomial import Polynomial
from verifier.terms import (
    Cases,
    Family,
    Index,
    Operand,
    Product,
    Relation,
    Sum,
    Term,
    as_term,
    call,
    delta,
    number,
)

Row = tuple[Relation | Assumption, ...]
LONG = Family("L", (n + 1,))
FROM_0 = Family("F", (n,), (0,))


def span(lower: Operand, upper: Operand, name: str = "k") -> Index:
    return Index(name, as_term(lower), as_term(upper))


def product(index: Index, body: Operand) -> Product:
    return Product(index, as_term(body))


def where(condition: Relation, body: Operand) -> Cases:
    return Cases(((condition, as_term(body)),), number(0))


k1 = span(1, n - 1)
k2 = span(2, n)
up_to_i, from_i = span(1, i), span(i + 1, n)
before_i = span(1, i - 1)
inner, outer = span(1, i, "l"), span(j, n, "l")
all_k = span(1, n)
whole = total(all_k, at(X, all_k))

ACCEPTED: list[Row] = [
    (eq(total(span(1, n + 1), at(LONG, span(1, n + 1))), total(all_k, at(LONG, all_k)) + at(LONG, n + 1)),),
    (eq(whole, total(k1, at(X, k1)) + at(X, n)),),
    (eq(whole, at(X, 1) + total(k2, at(X, k2))),),
    (eq(whole, total(up_to_i, at(X, up_to_i)) + total(from_i, at(X, from_i))),),
    (eq(whole, total(before_i, at(X, before_i)) + at(X, i) + total(from_i, at(X, from_i))),),
    (eq(whole, total(span(1, m), at(X, span(1, m))) + total(span(m + 1, n), at(X, span(m + 1, n)))),
     rel(">=", m, 0), rel("<=", m, n)),
    (eq(total(span(0, n - 1), at(FROM_0, span(0, n - 1))), total(all_k, at(FROM_0, all_k - 1))),),
    (eq(total(k1, at(X, k1 + 1)), total(k2, at(X, k2))),),
    (eq(total(all_k, at(X, n + 1 - all_k)), whole),),
    (eq(total(all_k, all_k * at(X, n + 1 - all_k)), total(all_k, (n + 1 - all_k) * at(X, all_k))),),
    (eq(total(k1, at(X, k1 + 1) * at(X, k1)), total(k2, at(X, k2) * at(X, k2 - 1))),),
    (eq(total(k1, at(X, k1 + 1) - at(X, k1)), at(X, n) - at(X, 1)),),
    (eq(total(all_k, 1 / (all_k + 1)), total(span(2, n + 1), 1 / span(2, n + 1))),),
    (eq(whole, total(span(1, n - 2), at(X, span(1, n - 2))) + at(X, n - 1) + at(X, n)),
     rel(">=", n, 2)),
    (eq(call("sign", n - 1) * whole - call("sign", n - 1) * (at(X, n - 1) + at(X, n)),
        total(span(1, n - 2), at(X, span(1, n - 2)))), rel(">=", n, 2)),
    (eq(call("exp", whole), call("exp", at(X, n)) * call("exp", total(k1, at(X, k1)))),),
    (eq(product(all_k, at(X, all_k)), product(k1, at(X, k1)) * at(X, n)),),
    (eq(product(all_k, at(X, all_k)), product(up_to_i, at(X, up_to_i)) * product(from_i, at(X, from_i))),),
    (eq(product(k1, at(X, k1 + 1)), product(k2, at(X, k2))),),
    (eq(product(all_k, (all_k + 1) / all_k), n + 1),),
    (eq(total(i, total(inner, at(A, i, inner))), total(j, total(outer, at(A, outer, j)))),),
    (eq(total(i, at(X, i) * total(inner, at(Y, inner))), total(j, at(Y, j) * total(outer, at(X, outer)))),),
    (eq(total(i, total(inner, at(X, inner))), total(j, (n - j + 1) * at(X, j))),),
    (eq(total(j, total(i, delta(i, j + 1))), n - 1),),
    (eq(total(i, total(j, where(rel("<", i, j), 1))), n * (n - 1) / 2),),
    (eq(total(j, where(rel("<", j, i), at(X, j))), total(before_i, at(X, before_i))),),
    (eq(2 * total(i, total(span(i + 1, n), at(X, i) * at(X, span(i + 1, n)))),
        total(i, at(X, i)) ** 2 - total(i, at(X, i) ** 2)),),
]  # fmt: skip
to_m, past_m = span(1, m), span(m + 1, n)
REJECTED: list[Row] = [
    (eq(total(span(1, n + 1), at(LONG, span(1, n + 1))), total(all_k, at(LONG, all_k)) + at(LONG, n)),),
    (eq(whole, total(k1, at(X, k1)) + at(X, 1)),),
    (eq(whole, total(to_m, at(X, to_m)) + total(past_m, at(X, past_m))),),
    (eq(whole, total(to_m, at(X, to_m)) + total(past_m, at(X, past_m))), rel("<=", m, n)),
    (eq(whole, total(to_m, at(X, to_m)) + total(past_m, at(X, past_m))), rel(">=", m, 0)),
    (eq(total(span(1, n - 2), at(X, span(1, n - 2))), whole - at(X, n) - at(X, n - 1)),),
    (eq(total(k1, at(X, k1 + 1)), total(k1, at(X, k1))),),
    (eq(total(all_k, all_k * at(X, n + 1 - all_k)), total(all_k, (n - all_k) * at(X, all_k))),),
    (eq(total(all_k, at(X, n - all_k)), whole),),
    (eq(total(all_k, at(X, all_k) * at(Y, n + 1 - all_k)), total(all_k, at(X, all_k) * at(Y, all_k))),),
    (eq(total(k1, at(X, k1 + 1) * at(X, k1)), total(k2, at(X, k2) * at(X, k2))),),
    (eq(product(all_k, at(X, all_k)), product(k1, at(X, k1)) + at(X, n)),),
    (eq(product(all_k, at(X, all_k)), product(to_m, at(X, to_m)) * product(past_m, at(X, past_m))),),
    (eq(product(span(1, n - 2), at(X, span(1, n - 2))) * at(X, n) * at(X, n - 1),
        product(all_k, at(X, all_k))),),
    (eq(total(i, total(inner, at(A, i, inner))), total(j, total(outer, at(A, j, outer)))),),
    (eq(total(i, total(inner, at(A, i, inner))), total(j, total(span(j + 1, n), at(A, span(j + 1, n), j)))),),
    (eq(total(i, total(inner, at(X, inner))), total(j, (n - j) * at(X, j))),),
    (eq(total(j, total(i, delta(i, j + 1))), n),),
    (eq(total(j, total(i, delta(i, j + 2))), n - 2),),
    (eq(total(i, total(j, where(rel("<=", i, j), 1))), n * (n - 1) / 2),),
    (eq(total(i, total(j, where(rel("<", i, j), at(A, i, j)))),
        total(i, total(j, where(rel("<", j, i), at(A, i, j))))),),
    (eq(total(j, where(rel("<", j, i), at(X, j))), total(up_to_i, at(X, up_to_i))),),
    (eq(total(i, total(span(q, i, "l"), 1)), total(i, i - q + 1)),),
    (eq(total(to_m, 1 / (to_m - 3)) + 1 / (m - 2), total(span(1, m + 1), 1 / (span(1, m + 1) - 3))),
     rel("<", m, 0)),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


# -- values are kept ---------------------------------------------------------------------


class Values:
    """Numbers for everything that occurs; a beginning S(e) is the sum from far below."""

    FAR = -40

    def __init__(self, state: State, named: dict[str, int]) -> None:
        self.state, self.named = state, named

    def of(self, polynomial: Polynomial, bound: dict[int, int]) -> Fraction:
        result = Fraction(0)
        for monomial, value in polynomial.terms.items():
            term = Fraction(value)
            for identity, exponent in monomial:
                assert isinstance(exponent, int)
                term *= self.one(identity, bound) ** exponent
            result += term
        return result

    def one(self, identity: int, bound: dict[int, int]) -> Fraction:
        record = self.state.record(identity)
        first, *others = record.arguments
        if identity in bound:
            return Fraction(bound[identity])
        if record.head in ("sum", "product", "beginning"):
            return self.repeated(record.head, first, others, bound)
        inner = [self.of(a, bound) for a in record.arguments if isinstance(a, Polynomial)]
        match record.head:
            case "index" | "integer" | "dimension" | "variable":
                return Fraction(self.named[str(first)])
            case "entry":
                return Fraction(random.Random(repr((first, inner))).randint(1, 9))
            case "sign":
                return Fraction((inner[0] > 0) - (inner[0] < 0))
            case "delta":
                return Fraction(inner[0] == 0)
            case "poly":
                return inner[0]
            case "ipow":
                return inner[0] ** int(inner[1])
            case "gamma":
                return Fraction(factorial(int(inner[0]) - 1))
        raise AssertionError(record.head)

    def repeated(
        self, head: str, first: object, others: list[object], bound: dict[int, int]
    ) -> Fraction:
        body, *ends = [other for other in others if isinstance(other, Polynomial)]
        if head == "beginning":
            around = [int(self.of(end, bound)) for end in ends]
            start = self.FAR if len(around) == 1 else around[0] + 1
            (mark,) = {g for g in self.state.support(body) if self.is_mark(g)} or {-1}
            places = [{**bound, mark: place} for place in range(start, around[-1] + 1)]
        else:
            assert isinstance(first, tuple)
            places = list(self.places(list(first), bound))
        terms = [self.of(body, place) for place in places]
        return sum(terms, Fraction(0)) if "sum" in (head, first) else _product(terms)

    def is_mark(self, identity: int) -> bool:
        record = self.state.record(identity)
        return record.head == "integer" and str(record.arguments[0]).startswith("@")

    def places(self, placeholders: list[object], bound: dict[int, int]) -> Iterator[dict[int, int]]:
        if not placeholders:
            yield bound
            return
        first = int(str(placeholders[0]))
        lower, upper = (
            self.of(end, bound)
            for end in self.state.record(first).arguments[1:]
            if isinstance(end, Polynomial)
        )
        for place in range(int(lower), int(upper) + 1):
            yield from self.places(placeholders[1:], {**bound, first: place})


def _product(factors: list[Fraction]) -> Fraction:
    result = Fraction(1)
    for factor in factors:
        result *= factor
    return result


class Some:
    """Random sums and products of a few families over a few ranges."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.names = iter("klpst" * 20)

    def term(self) -> Term:
        pick = self.random.choice
        parts = [pick([self.single, self.nested, self.single])() for _ in range(3)]
        return as_term(parts[0] + pick([1, -2]) * parts[1] * pick([1, at(X, 1)]) + parts[2])

    def index(self, *more: Operand) -> Index:
        pick = self.random.choice
        lower = pick([1, 1, 2, 0, i, i + 1, m, *more])
        upper = pick([n, n, n - 1, n + 1, i, i - 1, m, *more])
        return span(lower, upper, next(self.names))

    def body(self, here: Operand) -> Term:
        pick = self.random.choice
        place = pick([here, here, here + 1, here - 1, n + 1 - here, here + m])
        return as_term(at(pick([X, Y]), place) ** pick([1, 2]) * pick([1, here, at(X, here)]))

    def single(self) -> Term:
        index = self.index()
        made = self.random.choice([Sum, Sum, Product])
        return made(index, as_term(self.guarded(index, self.body(index))))

    def nested(self) -> Term:
        outer = self.index()
        inner = self.index(outer, outer + 1, outer - 1)
        body = self.random.choice(
            [self.body(inner), self.body(inner) * self.body(outer), number(1)]
        )
        return Sum(outer, Sum(inner, as_term(self.guarded(inner, body, outer, outer + 1))))

    def guarded(self, here: Operand, body: Operand, *more: Operand) -> Operand:
        pick = self.random.choice
        operator = pick(["<", "=", ">=", "!=", "", "", ""])
        return where(rel(operator, here, pick([i, m, *more])), body) if operator else body


@pytest.mark.parametrize("seed", range(60))
def test_writing_over_ranges_keeps_the_value(seed: int) -> None:
    term = Some(seed).term()
    relation = eq(term, 0)
    given = (rel(">=", m, 0),) if seed % 3 else ()
    state = loading.load(Claim(relation, given), Table())
    before = reading.read(state, term)
    after = ranges.joined(state, before)
    if after is None:
        return
    for size, place, offset in ((1, 1, 0), (1, 1, 2), (2, 1, 1), (3, 3, 0), (4, 2, 3), (2, 2, 6)):
        for turn in (1, -1) if not given else (1,):
            values = Values(state, {"n": size, "i": place, "m": turn * offset, "x": 3})
            with suppress(ZeroDivisionError):  # where the claim is not defined
                assert values.of(before, {}) == values.of(after, {}), (term, size, place, offset)


def test_bound_and_free_letters_stay_apart() -> None:
    assert not accepted(eq(total(span(1, x), 1), x))
