"""The panel of scalar claims: numbers refute what is wrong and nothing else."""

from __future__ import annotations

from tests.panel import calculus_claims, derivative_claims, identity_claims, inequality_claims
from tests.panel.language import Row, rows
from verifier.numeric import cross_check

TABLES = (calculus_claims, derivative_claims, identity_claims, inequality_claims)


def panel() -> list[Row]:
    texts = [vars(module)[name] for module in TABLES for name in vars(module) if name.isupper()]
    return [row for text in texts if isinstance(text, str) for row in rows(text)]


def test_numbers_refute_the_wrong_claims_and_no_other() -> None:
    disagreements = []
    for row in panel():
        refuted = cross_check(row.claim(), points=16, deadline=5).refutation is not None
        if refuted != (row.expected == "refuted"):
            disagreements.append((row.name, row.expected))
    assert disagreements == []
