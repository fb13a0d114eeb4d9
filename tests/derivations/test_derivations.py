"""Every derivation of the repository has the verdicts that it expects."""

from pathlib import Path

import pytest

from verifier.engine.run import check
from verifier.engine.settings import Settings
from verifier.engine.watch import Silent

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "derivations").glob("*.py"))


@pytest.fixture(scope="module")
def judged():
    """The verdicts on all files, by file."""
    run = check(FILES, Settings(root=ROOT, cache=False), Silent())
    assert not run.broken
    return {part.file: part.results for part in run.derivations}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_claim_has_the_verdict_that_it_expects(judged, file):
    results = judged[file.relative_to(ROOT).as_posix()]
    wrong = {
        result.item.id: f"{result.verdict.outcome}, expected {result.item.expected}"
        for result in results
        if result.verdict.outcome != result.item.expected
    }
    assert not wrong
    assert len(results) >= 9


def test_errata_say_where_and_what_the_slip_is(judged):
    errata = [
        result.item
        for results in judged.values()
        for result in results
        if result.item.expected != "proved"
    ]
    assert len(errata) >= 50
    assert all(len(item.reason) > 10 for item in errata)
    assert all(item.source for item in errata)
