"""Every rule of the kernel: what it accepts, and the near misses that it rejects."""

from __future__ import annotations

import pytest

from tests.kernel.rules import (
    calculus_steps,
    certificates,
    comparison,
    computing,
    descent,
    direct,
    integration,
    logic,
    matrices,
    monotone,
    summation,
    termwise,
)
from tests.kernel.table import Miss, Table, Use, why
from verifier.kernel.rule_table import rules

TABLES: dict[str, Table] = {
    **calculus_steps.TABLES,
    **certificates.TABLES,
    **comparison.TABLES,
    **descent.TABLES,
    **direct.TABLES,
    **integration.TABLES,
    **logic.TABLES,
    **matrices.TABLES,
    **monotone.TABLES,
    **summation.TABLES,
    **termwise.TABLES,
}
ACCEPTED = [(rule, row) for rule, table in TABLES.items() for row in table.accepted]
REJECTED = [(rule, row) for rule, table in TABLES.items() for row in table.rejected]


def name(value: object) -> str:
    match value:
        case Use(what):
            return what
        case Miss(because):
            return because
        case _:
            return str(value)


@pytest.mark.parametrize("rule", rules())
def test_every_rule_has_a_table(rule: str) -> None:
    table = TABLES[rule]
    assert len(table.accepted) >= 4
    assert len(table.rejected) >= 6


@pytest.mark.parametrize("rule", rules())
def test_every_rule_states_its_inference(rule: str) -> None:
    lines = (rules()[rule].__doc__ or "").split("\n")
    bars = [line for line in lines if set(line.strip()) == {"-"}]
    assert len(bars) == 1


@pytest.mark.parametrize(("rule", "row"), ACCEPTED, ids=name)
def test_accepted(rule: str, row: Use) -> None:
    assert row.accepted(), why(row)


@pytest.mark.parametrize(("rule", "row"), REJECTED, ids=name)
def test_rejected(rule: str, row: Miss) -> None:
    said = why(row)
    assert said
    assert row.because in said


@pytest.mark.parametrize("row", [*computing.LIMITS, *computing.REFUSED], ids=name)
def test_refused_in_computing(row: Miss) -> None:
    assert row.because in why(row)
