"""Classes of claims: the true ones are proved, their false neighbours never."""

from collections.abc import Callable
from types import ModuleType

import pytest

from tests.prove import (
    binomials_claims,
    inequalities_claims,
    integrals_claims,
    matrices_claims,
    nested_sums_claims,
    norms_claims,
    small_claims,
    sums_claims,
)
from verifier.claim import Claim
from verifier.prove.search import Found, prove
from verifier.read.labelled import Labels, claim_of

Row = Callable[[], tuple[object, tuple[object, ...]]]
TABLES: tuple[ModuleType, ...] = (
    sums_claims,
    nested_sums_claims,
    inequalities_claims,
    binomials_claims,
    integrals_claims,
    small_claims,
    matrices_claims,
    norms_claims,
)


def rows(which: str) -> list[object]:
    return [
        pytest.param(row, id=what) for table in TABLES for what, row in vars(table)[which].items()
    ]


def read(row: Row) -> Claim:
    relation, given = row()
    claim = claim_of(relation, given, Labels())
    assert isinstance(claim, Claim)
    return claim


def proved(claim: Claim) -> bool:
    """Whether a proof is found, under no condition that takes away a region."""
    answer = prove(claim)
    return isinstance(answer, Found) and all(each.thin for each in answer.checked.conditions)


@pytest.mark.parametrize("row", rows("TRUE"))
def test_true(row: Row) -> None:
    assert proved(read(row))


@pytest.mark.parametrize("row", rows("FALSE"))
def test_false(row: Row) -> None:
    assert not isinstance(prove(read(row)), Found)
