"""Every derivation of the repository has the verdicts that it expects."""

from pathlib import Path

import pytest

from verifier.engine.run import check
from verifier.engine.settings import Settings
from verifier.engine.watch import Silent

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "derivations").glob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_claim_has_the_verdict_that_it_expects(file):
    run = check([file], Settings(root=ROOT, cache=False), Silent())
    assert not run.broken
    wrong = {
        result.item.id: f"{result.verdict.outcome}, expected {result.item.expected}"
        for result in run.results
        if result.verdict.outcome != result.item.expected
    }
    assert not wrong
    assert len(run.results) >= 9


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_derivation_says_where_it_comes_from(file):
    text = file.read_text()
    assert "source=" in text
    assert text.startswith(('"""', 'r"""'))


def test_errata_say_what_is_wrong():
    run = check([ROOT / "derivations" / "softplus.py"], Settings(root=ROOT, cache=False), Silent())
    errata = [result.item for result in run.results if result.item.expected != "proved"]
    assert errata
    assert all(item.reason for item in errata)
