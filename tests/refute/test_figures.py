"""How many wrong claims are refuted and mended, on a sample of all claims of the corpus."""

import time

import pytest

from tests.benchmarks.measure_refutations import Figures, measured
from tests.refute.corpus import claims
from verifier.engine.decide import judge
from verifier.engine.lessons import prover
from verifier.prove import prove
from verifier.refute.mutate import mutants, neighbours


@pytest.mark.parametrize("claim", claims()[::6], ids=lambda claim: claim.id)
def test_the_claims_themselves_are_true(claim):
    assert judge(claim).outcome == "proved"


def test_wrong_neighbours(figures):
    total = Figures()
    for claim in claims():
        total.add(measured(claim, each=1, seed=1))
    figures.extend(total.lines()[:3])
    assert total.wrong >= 50
    assert not total.outcomes["proved"] + total.outcomes["conflict"]
    assert total.refuted >= 0.97 * total.wrong
    assert total.mended >= 0.9 * total.wrong


def test_mutants_are_the_same_for_the_same_seed():
    claim = claims()[0]
    proves = prover(prove)
    first, again = mutants(claim, 8, 3, proves), mutants(claim, 8, 3, proves)
    assert first == again
    assert len({mutant.relation for mutant in first}) == 8
    assert mutants(claim, 8, 4, proves) != first
    assert [mutant.id for mutant in first[:2]] == [f"{claim.id}~1", f"{claim.id}~2"]


def test_neighbours_hold_mutants_and_other_true_statements():
    claim = next(claim for claim in claims() if claim.id == "sigmoid-complement")
    proves = prover(prove)
    near = neighbours(claim, 400, 0)
    wrong = mutants(claim, 20, 0, proves)
    assert {mutant.relation for mutant in wrong} <= {other.relation for other in near}
    assert all(other.relation != claim.relation for other in near)
    assert not any(proves(mutant, time.monotonic() + 2) for mutant in wrong)
