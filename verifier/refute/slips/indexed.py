"""Slips with indices, sums, deltas and case distinctions.

Guarantee: an index is only exchanged for another one over the same range that has a
meaning there; indices that a slip leaves without a sum get a meaning of the claim's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from verifier.refute.slips.arithmetic import Change
from verifier.refute.slips.context import Context
from verifier.refute.slips.spots import QUANTITIES, Spot
from verifier.refute.slips.writing import product, total
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Cases,
    Condition,
    Derivative,
    Entry,
    Function,
    Index,
    Multiply,
    Number,
    Power,
    Product,
    Relation,
    Sum,
    Term,
    Variable,
    delta,
    number,
)
from verifier.traversal import free_indices, free_names, fresh_name, replace


def cases(spot: Spot, _: Context) -> Iterator[Change]:
    """Branches exchanged, comparisons turned round."""
    match spot.term:
        case Cases(branches, otherwise):
            yield from _exchanged(branches, otherwise)
            for at, (condition, value) in enumerate(branches):
                for turned in _turned(condition):
                    new = (*branches[:at], (turned, value), *branches[at + 1 :])
                    yield Cases(new, otherwise), "case", 1.4
        case _:
            pass


def _exchanged(
    branches: tuple[tuple[Condition, Term], ...], otherwise: Term | None
) -> Iterator[Change]:
    values = [value for _, value in branches] + ([] if otherwise is None else [otherwise])
    for first, second in combinations(range(len(values)), 2):
        new = list(values)
        new[first], new[second] = new[second], new[first]
        pairs = tuple((branch[0], value) for branch, value in zip(branches, new, strict=False))
        yield Cases(pairs, None if otherwise is None else new[-1]), "cases swapped", 0.8


OTHERS = {
    "<": ("<=", ">"), "<=": ("<", ">="), ">": (">=", "<"), ">=": (">", "<="), "=": (), "!=": (),
}  # fmt: skip


def _turned(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, Relation):
        for operator in OTHERS[condition.operator]:
            yield Relation(operator, condition.left, condition.right)


def deltas(spot: Spot, context: Context) -> Iterator[Change]:
    """A missing or superfluous Kronecker delta."""
    if spot.role not in QUANTITIES:
        return
    term = spot.term
    match term:
        case Cases(((Relation("=", Index(), Index()), value),), rest) if (value, rest) == (
            ONE,
            ZERO,
        ):
            yield ONE, "delta dropped", 1.5
            return
        case _:
            pass
    for one, other in _pairs(spot, context):
        if term in (ONE, ZERO):
            yield delta(one, other), "delta added", 1.5
        elif spot.role in ("side", "summand", "body", "value"):
            yield product(delta(one, other), *_factors(term)), "delta added", 1.7


def _factors(term: Term) -> tuple[Term, ...]:
    return term.factors if isinstance(term, Multiply) else (term,)


def _pairs(spot: Spot, context: Context) -> Iterator[tuple[Index, Index]]:
    scope = tuple(dict.fromkeys((*context.indices, *spot.bound)))
    for one, other in combinations(scope, 2):
        if (one.lower, one.upper) == (other.lower, other.upper):
            yield one, other


def indices(spot: Spot, context: Context) -> Iterator[Change]:
    """Another index, two indices exchanged, transposition."""
    term = spot.term
    if spot.role == "place":
        return
    if isinstance(term, Entry):
        for first, second in combinations(range(len(term.indices)), 2):
            if term.family.shape[first] != term.family.shape[second]:
                continue
            new = list(term.indices)
            new[first], new[second] = new[second], new[first]
            if tuple(new) != term.indices:
                yield Entry(term.family, tuple(new)), "transposed", 1.4
        for at, index in enumerate(term.indices):
            for other in context.alternatives(index, spot) if isinstance(index, Index) else ():
                new = list(term.indices)
                new[at] = other
                yield Entry(term.family, tuple(new)), "index", 1.6
    elif not isinstance(term, Number):
        for index in free_indices(term):
            for other in context.alternatives(index, spot):
                cost = 1.6 if spot.role != "side" else 1.5
                yield replace(term, index, other), "index", cost
    if isinstance(term, (Add, Multiply, Entry, Sum, Derivative, Function, Power)):
        free = free_indices(term)
        for one, other in _pairs(spot, context):
            if one in free and other in free:
                yield exchanged(term, one, other), "indices swapped", 1.3
    if isinstance(term, Derivative) and isinstance(term.variable, Entry):
        yield from _by_another(term, term.variable, spot, context)


def exchanged(term: Term, one: Index, other: Index) -> Term:
    """``term`` with two free indices exchanged."""
    between = Index(fresh_name(one.name, free_names(term)), one.lower, one.upper)
    return replace(replace(replace(term, one, between), other, one), between, other)


def _by_another(
    term: Derivative, variable: Entry, spot: Spot, context: Context
) -> Iterator[Change]:
    for at, index in enumerate(variable.indices):
        for other in context.alternatives(index, spot) if isinstance(index, Index) else ():
            new = (*variable.indices[:at], other, *variable.indices[at + 1 :])
            yield Derivative(term.body, Entry(variable.family, new)), "index", 1.6


def bounds(spot: Spot, _: Context) -> Iterator[Change]:
    """A sum or product that begins or ends one too early or too late."""
    match spot.term:
        case Sum(index, body) | Product(index, body):
            kind = type(spot.term)
            for lower, upper in (
                (_shifted(index.lower, 1), index.upper),
                (_shifted(index.lower, -1), index.upper),
                (index.lower, _shifted(index.upper, -1)),
                (index.lower, _shifted(index.upper, 1)),
            ):
                moved = Index(index.name, lower, upper)
                yield kind(moved, replace(body, index, moved)), "bound", 1.6
        case _:
            pass


def _shifted(bound: Term, by: int) -> Term:
    match bound:
        case Number(value):
            return Number(value + by)
        case Add((*parts, Number(value))):
            return total(*parts, Number(value + by))
        case _:
            return Add((bound, number(by)))


def sums(spot: Spot, context: Context) -> Iterator[Change]:
    """A missing or superfluous sum; elementwise for a sum of products and back."""
    if spot.role not in QUANTITIES:
        return
    term = spot.term
    if isinstance(term, Sum):
        yield from _without_sum(term, spot, context)
    if not isinstance(term, Number):
        for index in free_indices(term):
            bound = Index(fresh_name(index.name, set(context.names)), index.lower, index.upper)
            yield Sum(bound, replace(term, index, bound)), "sum added", 1.7
    if isinstance(term, Multiply):
        yield from _joined(term)
    match term:
        case Multiply((*_, Entry(), Entry())) | Multiply((Entry(), Entry(), *_)):
            yield from _contracted(term, context)
        case Function(name, (Sum(index, body),)):
            yield Sum(index, Function(name, (body,))), "function of a sum", 2.3
        case Sum(index, Function(name, (body,))):
            yield Function(name, (Sum(index, body),)), "function of a sum", 2.3
        case Power(Sum(index, body), exponent):
            yield Sum(index, Power(body, exponent)), "function of a sum", 2.3
        case Sum(index, Power(body, exponent)):
            yield Power(Sum(index, body), exponent), "function of a sum", 2.3
        case Product(index, body):
            yield Sum(index, body), "sum for product", 2.3
        case _:
            pass


def _without_sum(term: Sum, spot: Spot, context: Context) -> Iterator[Change]:
    index, body = term.index, term.body
    if index not in free_indices(body):
        yield body, "sum dropped", 1.9
    others = context.alternatives(index, spot)
    for other in others:
        yield replace(body, index, other), "sum dropped", 1.9
    yield Product(index, body), "product for sum", 2.6
    if isinstance(body, Multiply):
        halves = [Sum(index, factor) for factor in body.factors if index in free_indices(factor)]
        rest = [factor for factor in body.factors if index not in free_indices(factor)]
        if len(halves) > 1:
            yield product(*rest, *halves), "product of sums", 2.4
        for first, second in combinations(others, 2):
            for one, other in ((first, second), (second, first)):
                yield _elementwise(body, index, one, other), "elementwise", 2.0
    if isinstance(body, Power) and isinstance(body.base, Entry):
        for other in others:  # The square of a norm, where one entry was meant.
            yield replace(body.base, index, other), "norm", 2.4


def _joined(term: Multiply) -> Iterator[Change]:
    """A product of two sums as the sum of the products."""
    sums_at = [(at, factor) for at, factor in enumerate(term.factors) if isinstance(factor, Sum)]
    for (first, one), (second, other) in combinations(sums_at, 2):
        if (one.index.lower, one.index.upper) == (other.index.lower, other.index.upper):
            body = product(one.body, replace(other.body, other.index, one.index))
            rest = [f for place, f in enumerate(term.factors) if place not in (first, second)]
            yield product(*rest, Sum(one.index, body)), "product of sums", 2.4


def _elementwise(body: Multiply, index: Index, one: Index, other: Index) -> Term:
    """``A[i,k]*B[k,j]`` as ``A[i,j]*B[i,j]``."""
    parts: list[Term] = []
    for factor in body.factors:
        free = free_indices(factor)
        parts.append(replace(factor, index, other if one in free else one))
    return Multiply(tuple(parts))


def _contracted(term: Multiply, context: Context) -> Iterator[Change]:
    """``A[i,j]*B[i,j]`` as the sum of ``A[i,k]*B[k,j]`` over k."""
    entries = [factor for factor in term.factors if isinstance(factor, Entry)]
    rest = [factor for factor in term.factors if not isinstance(factor, Entry)]
    if len(entries) != 2 or any(len(entry.indices) != 2 for entry in entries):
        return
    first, second = entries
    (one, other), (one_again, other_again) = first.indices, second.indices
    if (one, other) != (one_again, other_again) or not isinstance(other, Index):
        return
    bound = Index(fresh_name("k", set(context.names)), other.lower, other.upper)
    matrix = Multiply((Entry(first.family, (one, bound)), Entry(second.family, (bound, other))))
    yield product(*rest, Sum(bound, matrix)), "elementwise", 2.0


def norms(spot: Spot, context: Context) -> Iterator[Change]:
    """The norm of a vector for one of its entries, and back."""
    match spot.term:
        case Power(Sum(index, Power(Entry() as entry, Number(value))), _) if value == 2:
            for other in context.alternatives(index, spot):
                yield replace(entry, index, other), "norm", 2.2
        case Entry(family, (Index() as index,)) if spot.role in QUANTITIES:
            bound = Index(fresh_name(index.name, set(context.names)), index.lower, index.upper)
            square = Sum(bound, Power(Entry(family, (bound,)), number(2)))
            yield Power(square, number("1/2")), "norm", 2.2
            yield square, "norm", 2.4
        case _:
            pass


def letters(spot: Spot, context: Context) -> Iterator[Change]:
    """One quantity for another one of its kind."""
    term = spot.term
    match term:
        case Variable(_, sort) if term.name not in spot.names and spot.role != "place":
            for other in (*context.variables, *context.dimensions):
                if other != term and other.sort is sort:
                    yield other, "letter", 2.0
        case Entry(family, places) if family.name not in spot.names:
            for like in context.families:
                if like != family and (like.shape, like.sort) == (family.shape, family.sort):
                    yield Entry(like, places), "letter", 2.0
        case Derivative(body, Variable() as by):
            for other in context.variables:
                if other != by and other.sort is by.sort:
                    yield Derivative(body, other), "letter", 2.0
        case _:
            pass
