"""The assumption that a refuted claim lacks: what is left over names it.

Guarantee: what is offered makes the claim true: with it the kernel accepts a proof that
leaves no region open, and the numbers agree at points that satisfy it.

    left - right = (sum(y) - 1) * s[k]     offers     sum(y) = 1

Candidates: factors of the remainder that hold a sum or only dimensions, signs of the
scalars, ``n = 1``. Limits: a short list, tried in order, within a second.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verifier.claim import Claim
from verifier.kernel.outcome import Accepted
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    And,
    Multiply,
    Number,
    Power,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    free_indices,
    negate,
    walk,
)

if TYPE_CHECKING:
    from verifier.engine.oracles import Oracles

SECONDS = 1.0
"""How long the list may take."""

POINTS = 12
SCALARS = 3
"""Up to how many scalars their signs are tried."""


def missing(
    claim: Claim, remainder: Term | None, ask: Oracles, seconds: float
) -> Relation | And | None:
    """The first candidate that makes ``claim`` provable and that some points satisfy."""
    end = time.monotonic() + min(SECONDS, seconds)
    for candidate in candidates(claim, remainder):
        if time.monotonic() > end:
            return None
        if mends(claim, candidate, ask, end):
            return candidate
    return None


def mends(claim: Claim, candidate: Relation | And, ask: Oracles, end: float) -> bool:
    """Whether ``claim`` is proved and confirmed once ``candidate`` is assumed."""
    from verifier.prove import Found

    narrowed = replace(claim, assumptions=(*claim.assumptions, candidate))
    found = ask.prove(narrowed, deadline=end)
    if not isinstance(found, Found) or not isinstance(found.checked, Accepted):
        return False
    if any(not condition.thin for condition in found.checked.conditions):
        return False
    left = max(0.01, end - time.monotonic())
    numbers = ask.cross_check(narrowed, points=POINTS, deadline=left)
    return numbers.agreed > 0 and numbers.refutation is None


def candidates(claim: Claim, remainder: Term | None) -> Iterator[Relation | And]:
    """What might be missing, the likeliest first."""
    for factor in factors(remainder):
        yield vanishing(factor)
    parts = [part for part in walk(claim.relation) if isinstance(part, Variable)]
    scalars = list(dict.fromkeys(part for part in parts if part.sort is Sort.REAL))
    if len(scalars) <= SCALARS:
        for sign in (">=", ">", "<=", "<"):
            yield from (Relation(sign, scalar, ZERO) for scalar in scalars)
        if len(scalars) > 1:
            yield And(tuple(Relation(">", scalar, ZERO) for scalar in scalars))
    for dimension in dict.fromkeys(part for part in parts if part.sort is Sort.DIMENSION):
        yield Relation("=", dimension, ONE)


def factors(remainder: Term | None) -> Iterator[Term]:
    """The factors of what is left over that say something about the data as a whole."""
    match remainder:
        case None:
            return
        case Multiply(parts):
            for part in parts:
                yield from factors(part)
        case Power(base, Number(value)) if value > 0:
            yield from factors(base)
        case Add() if not free_indices(remainder):
            if any(isinstance(part, Sum) for part in walk(remainder)):
                yield remainder
        case _:
            return


def vanishing(factor: Term) -> Relation:
    """``factor = 0`` with its constant on the right: ``sum(y) = 1``."""
    if isinstance(factor, Add):
        constants = [part for part in factor.terms if isinstance(part, Number)]
        others = tuple(part for part in factor.terms if not isinstance(part, Number))
        if constants and others:
            right = Number(-sum((part.value for part in constants), start=ZERO.value))
            left = others[0] if len(others) == 1 else Add(others)
            return positive(left, right)
    return Relation("=", factor, ZERO)


def positive(left: Term, right: Number) -> Relation:
    """``left = right``, both negated when ``left`` begins with a minus."""
    match left:
        case Multiply((Number(value), *rest)) if value == -1 and rest:
            inner = rest[0] if len(rest) == 1 else Multiply(tuple(rest))
            return Relation("=", inner, Number(-right.value))
        case Add((Multiply((Number(value), *_)), *_)) if value < 0:
            return Relation(
                "=", Add(tuple(negate(part) for part in left.terms)), Number(-right.value)
            )
        case _:
            return Relation("=", left, right)
