"""Floors, ceilings, remainders."""

from __future__ import annotations

import pytest

from tests.kernel.words import accepted, eq, fraction, k, m, n, reason, regions, rel, x, y
from verifier.claim import Assumption
from verifier.terms import Relation, call

Row = tuple[Relation | Assumption, ...]
floor, ceiling = (lambda t, f=f: call(f, t) for f in ("floor", "ceiling"))

ACCEPTED: list[Row] = [
    (eq(floor(x + 3), floor(x) + 3),),
    (eq(floor(m), m),),
    (eq(floor(x + m), floor(x) + m),),
    (eq(floor(fraction(-7, 2)), -4),),
    (eq(ceiling(fraction(-7, 2)), -3),),
    (eq(ceiling(x), -floor(-x)),),
    (eq(floor(3 * m / 2), m + floor(m / 2)),),
    (eq(floor(floor(x / 2) / 3), floor(x / 6)),),
    (eq(floor(x), 0), rel(">=", x, 0), rel("<", x, 1)),
    (eq(call("mod", m, 2), m - 2 * floor(m / 2)),),
    (eq(call("mod", x + 1, 1), call("mod", x, 1)),),
    (eq(floor(2 * x), floor(x) + floor(x + fraction(1, 2))),),
    (eq(floor(3 * x + 1), 1 + floor(x) + floor(x + fraction(1, 3)) + floor(x + fraction(2, 3))),),
    (eq(y * floor(-2 * x), y * floor(-x) + y * floor(fraction(1, 2) - x)),),
    (eq(floor(x), 2), rel(">=", x, 2), rel("<", x, 3)),
    (eq(floor(x), -3), rel(">", x, -3), rel("<=", x, fraction(-5, 2))),
    (rel("<=", floor(x), x),),
    (rel(">", floor(x), x - 1),),
]  # fmt: skip
REJECTED: list[Row] = [
    (eq(floor(x + y), floor(x) + floor(y)),),
    (eq(floor(2 * x), 2 * floor(x)),),
    (eq(floor(2 * x), floor(x) + floor(x + fraction(1, 3))),),
    (eq(floor(3 * x), floor(x) + 2 * floor(x + fraction(1, 2))),),
    (eq(floor(4 * x), 2 * floor(x) + 2 * floor(x + fraction(1, 2))),),
    (eq(floor(x), 2), rel(">=", x, 2), rel("<=", x, 3)),
    (eq(floor(x), -3), rel(">=", x, -3), rel("<", x, fraction(-3, 2))),
    (eq(floor(x), x),),
    (eq(floor(m / 2), m / 2),),
    (eq(ceiling(x), floor(x) + 1),),
    (eq(floor(-x), -floor(x)),),
    (eq(floor(fraction(-7, 2)), -3),),
    (eq(floor(floor(x) / 2) * 2, floor(x)),),
    (eq(floor((floor(x) + y) / 2), floor((x + y) / 2)),),
    (eq(floor(x), 0), rel(">=", x, 0), rel("<=", x, 1)),
    (eq(floor(floor(x / 2) / -k), floor(-x / (2 * k))),),
    (eq(floor(floor(x) / n), floor(x) / n),),
    (rel("<", floor(x), x),),
    (eq(call("mod", m, 2), 0),),
    (eq(call("mod", -m, 3), -call("mod", m, 3)),),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


def test_a_zero_divisor_is_left_out() -> None:
    assert regions(eq(call("mod", x, y), x - y * floor(x / y))) == []
