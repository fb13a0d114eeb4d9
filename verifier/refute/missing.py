"""The weakest assumption under which a refuted claim holds.

Guarantee: a ``Missing`` assumption is offered only when the claim was proved with it
added, and when a point was found that satisfies it together with what was assumed
before and at which the claim says something.
How: candidates come from the factors of left - right (a factor that is 0), from signs of
variables and entries, from the arguments of |u|, max and cases, from equal or different
indices, from the shape of families (symmetric, one-hot, a distribution), from n = 1. The
weakest ones are tried first; numbers turn down nearly all that fail.
Limits: one assumption, of these kinds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from verifier.claim import Assumption, Claim, Distribution, Forall, OneHot
from verifier.numeric import cross_check
from verifier.refute.factors import factors
from verifier.refute.repair import Proves
from verifier.refute.slips import size
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    And,
    Cases,
    Condition,
    Constant,
    Derivative,
    Entry,
    Family,
    Function,
    Index,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    number,
    over,
)
from verifier.traversal import free_indices, free_names, fresh_name, walk

SECONDS = 0.8
SHORT = 14
ONE_PROOF = 0.3
POINTS = 8


@dataclass(frozen=True)
class Missing:
    """An assumption that makes the claim true."""

    assumption: Assumption
    narrow: bool
    """Whether it holds only in a special case (``x = 0``, ``n = 1``), so that another
    statement was probably meant."""


@dataclass(frozen=True)
class _Candidate:
    assumption: Assumption
    strength: float
    """The weaker the assumption, the less."""
    narrow: bool = False


def missing(
    claim: Claim, proves: Proves, residual: Term | None, *, ends: float | None = None
) -> Missing | None:
    """The weakest assumption found until ``ends`` (monotonic) that makes ``claim`` provable."""
    ends = time.monotonic() + SECONDS if ends is None else ends
    known = set(claim.assumptions)
    candidates = dict.fromkeys(sorted(_candidates(claim, residual), key=lambda c: c.strength))
    for candidate in candidates:
        if time.monotonic() > ends:
            return None
        if candidate.assumption in known:
            continue
        extended = replace(claim, assumptions=(*claim.assumptions, candidate.assumption))
        if not _agrees(extended, ends) or _is_an_edge(claim, candidate.assumption):
            continue
        if proves(extended, min(ends, time.monotonic() + ONE_PROOF)):
            return Missing(_strict_where_open(claim, candidate.assumption), candidate.narrow)
    return None


def _agrees(claim: Claim, ends: float) -> bool:
    """Whether the numbers find points that the claim is about, and no counterexample."""
    seconds = min(0.15, ends - time.monotonic())
    for points in (2, POINTS):
        seen = cross_check(claim, points=points, deadline=max(0.01, seconds))
        if seen.refutation is not None or not seen.agreed:
            return False
    return True


def _is_an_edge(claim: Claim, assumption: Assumption) -> bool:
    """Whether ``x <= 0`` leaves only ``x = 0``, given what was assumed before."""
    match assumption:
        case Relation("<=" | ">=" as operator, left, right):
            inside = Relation(operator[0], left, right)
            strict = replace(claim, assumptions=(*claim.assumptions, inside))
            return not cross_check(strict, points=2, deadline=0.1).agreed
        case _:
            return False


def _strict_where_open(claim: Claim, assumption: Assumption) -> Assumption:
    """``x > 0`` for ``x >= 0`` when nothing is said at 0."""
    match assumption:
        case Relation("<=" | ">=" as operator, left, right):
            edge = replace(claim, assumptions=(*claim.assumptions, Relation("=", left, right)))
            if not cross_check(edge, points=2, deadline=0.1).agreed:
                return Relation(operator[0], left, right)
        case _:
            pass
    return assumption


def _candidates(claim: Claim, residual: Term | None) -> Iterator[_Candidate]:
    yield from _of_indices(claim)
    yield from _of_signs(claim)
    yield from _of_guards(claim)
    yield from _of_families(claim)
    equation = isinstance(claim.relation, Relation) and claim.relation.operator == "="
    if residual is not None and equation:
        yield from _of_factors(claim, residual)
    for part in dict.fromkeys(walk(claim.relation)):
        if isinstance(part, Variable) and part.sort is Sort.DIMENSION:
            yield _Candidate(Relation("=", part, ONE), 6, narrow=True)


def _of_indices(claim: Claim) -> Iterator[_Candidate]:
    for one, other in combinations(free_indices(claim.relation), 2):
        if (one.lower, one.upper) == (other.lower, other.upper):
            yield _Candidate(Relation("!=", one, other), 1)
            yield _Candidate(Relation("=", one, other), 4, narrow=True)


def _of_signs(claim: Claim) -> Iterator[_Candidate]:
    for part in dict.fromkeys(walk(claim.relation)):
        match part:
            case Variable(_, Sort.REAL | Sort.INTEGER):
                yield from _spans(part)
            case Family() if part.sort is Sort.REAL:
                indices = _indices_of(part, claim)
                entry = Entry(part, indices)
                for operator, strength in (("!=", 0.5), (">=", 1.2), (">", 2.2), ("<", 2.4)):
                    yield _Candidate(Forall(indices, Relation(operator, entry, ZERO)), strength)
            case _:
                pass


def _spans(x: Variable) -> Iterator[_Candidate]:
    one, minus = ONE, number(-1)
    yield _Candidate(Relation("!=", x, ZERO), 0.5)
    yield _Candidate(Relation(">=", x, ZERO), 1)
    yield _Candidate(Relation("<=", x, ZERO), 1.1)
    yield _Candidate(Relation(">", x, ZERO), 2)
    yield _Candidate(Relation("<", x, ZERO), 2.1)
    for low, high, strength in ((minus, None, 2.3), (None, one, 2.3), (one, None, 2.5),
                                (None, minus, 2.5), (minus, one, 2.7), (ZERO, one, 2.8),
                                (HALF_PI[0], HALF_PI[1], 2.6), (ZERO, Constant("pi"), 2.6),
                                (ZERO, HALF_PI[1], 2.9)):  # fmt: skip
        parts = []
        if low is not None:
            parts.append(Relation(">=", x, low))
        if high is not None:
            parts.append(Relation("<=", x, high))
        yield _Candidate(parts[0] if len(parts) == 1 else And(tuple(parts)), strength)
    if x.sort is Sort.REAL:
        yield _Candidate(Relation("=", Function("floor", (x,)), x), 3.2)
    else:
        even = Function("mod", (x, number(2)))
        yield _Candidate(Relation("=", even, ZERO), 3.2)
        yield _Candidate(Relation("=", even, ONE), 3.3)


HALF_PI = (
    Multiply((number("-1/2"), Constant("pi"))),
    Multiply((number("1/2"), Constant("pi"))),
)


def _of_guards(claim: Claim) -> Iterator[_Candidate]:
    """Signs of what |u|, max, min and case distinctions ask about."""
    free = set(free_indices(claim.relation))
    found: list[Relation] = []
    for node in walk(claim.relation):
        match node:
            case Function("abs" | "sign" | "heaviside" | "log", (u,)):
                found.append(Relation(">=", u, ZERO))
            case Power(Power(u, _), _):
                found.append(Relation(">=", u, ZERO))
            case Function("max" | "min", (u, v)):
                found.append(Relation(">=", u, v))
            case Cases(branches, _):
                found += [part for guard, _ in branches for part in _relations(guard)]
            case _:
                pass
    for relation in dict.fromkeys(found):
        if not set(free_indices(relation)) <= free or _is_derived(relation):
            continue
        for operator, strength in ((">=", 1.4), ("<=", 1.5), (">", 2.4), ("<", 2.5), ("!=", 0.9)):
            if not isinstance(relation.left, (Index, Number)):
                yield _Candidate(Relation(operator, relation.left, relation.right), strength)


def _is_derived(relation: Relation) -> bool:
    return any(isinstance(node, Derivative) for node in walk(relation))


def _relations(condition: Condition) -> Iterator[Relation]:
    match condition:
        case Relation():
            yield condition
        case And(parts) | Or(parts):
            for part in parts:
                yield from _relations(part)
        case Not(part):
            yield from _relations(part)


def _of_families(claim: Claim) -> Iterator[_Candidate]:
    """Sums to 1, symmetric, one-hot, a distribution."""
    named = {a.family for a in claim.assumptions if isinstance(a, (OneHot, Distribution))}
    for part in dict.fromkeys(walk(claim.relation)):
        if not isinstance(part, Family) or part.sort is not Sort.REAL or part in named:
            continue
        indices = _indices_of(part, claim)
        match part.shape:
            case (_,):
                whole = Sum(indices[0], Entry(part, indices))
                for value in (ONE, ZERO):
                    yield _Candidate(Relation("=", whole, value), 3)
                yield _Candidate(Distribution(part), 4)
                yield _Candidate(OneHot(part), 4.5, narrow=True)
            case (rows, columns) if rows == columns and part.starts[0] == part.starts[1]:
                turned = Entry(part, indices[::-1])
                same = Relation("=", Entry(part, indices), turned)
                yield _Candidate(Forall(indices, same), 3)
                opposite = Relation("=", Entry(part, indices), Multiply((number(-1), turned)))
                yield _Candidate(Forall(indices, opposite), 3.4)
            case _:
                pass


def _indices_of(family: Family, claim: Claim) -> tuple[Index, ...]:
    """An index for each axis, named as the claim names one over that range if it can be."""
    taken: set[str] = {index.name for index in free_indices(claim.relation)}
    known = [node for node in walk(claim.relation) if isinstance(node, Index)]
    found: list[Index] = []
    for length, start in zip(family.shape, family.starts, strict=True):
        wanted = over("", length, start)
        reach = (wanted.lower, wanted.upper)
        names = [index.name for index in known if (index.lower, index.upper) == reach]
        free = [name for name in (*names, "i", "j", "k", "l") if name not in taken]
        name = free[0] if free else fresh_name("i", taken | free_names(claim.relation))
        taken.add(name)
        found.append(over(name, length, start))
    return tuple(found)


def _of_factors(claim: Claim, residual: Term) -> Iterator[_Candidate]:
    """A factor of left - right that is 0."""
    for factor in factors(residual, claim):
        relation = _solved(factor)
        sums = any(isinstance(node, Sum) for node in walk(relation))
        if not sums and size(relation) > SHORT:
            continue  # An accident, no lesson.
        yield _Candidate(relation, 3 if sums else 5, narrow=not sums)


def _solved(factor: Term) -> Relation:
    """``factor = 0`` as people write it: ``sum(t) = 1``, ``x = y``."""
    match factor:
        case Add(terms):
            positive = [term for term in terms if not _negative(term)]
            negative = [_positive(term) for term in terms if _negative(term)]
            if not positive:
                positive, negative = negative, positive
            return Relation("=", _added(positive), _added(negative))
        case _:
            return Relation("=", factor, ZERO)


def _negative(term: Term) -> bool:
    match term:
        case Number(value) | Multiply((Number(value), *_)):
            return value < 0
        case _:
            return False


def _positive(term: Term) -> Term:
    match term:
        case Number(value):
            return Number(-value)
        case Multiply((Number(value), *rest)):
            if value == -1:
                return rest[0] if len(rest) == 1 else Multiply(tuple(rest))
            return Multiply((Number(-value), *rest))
        case _:
            return term


def _added(terms: list[Term]) -> Term:
    return ZERO if not terms else terms[0] if len(terms) == 1 else Add(tuple(terms))
