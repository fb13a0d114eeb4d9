"""The mutation score: what one slip makes of a claim, and whether it would be noticed."""

from sympy import Symbol, exp

from verifier import delta, dimension, equal, greater, index, vector
from verifier.engine.mutation import changed, mutants_of, says_the_same, scored, trial
from verifier.engine.results import Judged, Mutant, Result, Run, Score
from verifier.engine.settings import Settings
from verifier.read.labelled import Labels, claim_of
from verifier.terms import And, Relation, Variable
from verifier.verdict import Verdict

x = Symbol("x", real=True)
a, b, c = Variable("a"), Variable("b"), Variable("c")


def claim(relation, id="one"):
    return claim_of(relation, (), Labels(id=id))


def run_of(*claims, outcome="proved"):
    results = tuple(Result(one, Verdict(outcome, seconds=0.1)) for one in claims)
    return Run((Judged("a.py", "A", "", results),))


def test_an_equation_notices_every_slip_that_changes_it():
    run = scored(run_of(claim(equal((x + 1) ** 2, x**2 + 2 * x + 1))), Settings(mutants=8, jobs=1))
    score = run.score
    assert len(score.mutants) == 8
    assert score.survivors == ()
    assert score.share == 1.0
    assert score.outcomes().get("refuted", 0) >= 6


def test_an_inequality_that_is_not_sharp_lets_slips_pass():
    run = scored(run_of(claim(greater(exp(x) + 1, 0))), Settings(mutants=10, jobs=1))
    assert run.score.survivors
    assert run.score.share < 1
    assert all(mutant.of == "one" and mutant.statement for mutant in run.score.survivors)


def test_a_mutant_that_says_the_same_does_not_count():
    n = dimension("n")
    i, j = index("i j", n)
    v = vector("v", n)
    original = claim(equal(v[i] * delta(i, j), v[j] * delta(i, j)))
    swapped = claim(equal(v[i] * delta(i, j), v[i] * delta(i, j)))
    assert says_the_same(original, swapped, 2.0)
    found = trial(original, swapped, 0, 2.0)
    assert (found.outcome, found.equivalent) == ("proved", True)
    assert Score((found,)).counted == 0
    weaker = claim(greater(exp(x) + 1, -1))
    assert not says_the_same(claim(greater(exp(x) + 1, 0)), weaker, 2.0)
    assert trial(claim(greater(exp(x) + 1, 0)), weaker, 0, 2.0).survives


def test_only_claims_that_are_proved_are_mutated():
    good, wrong = claim(equal(x + x, 2 * x)), claim(equal(x, 2 * x), "two")
    part = Judged(
        "a.py", "", "", (Result(good, Verdict("proved")), Result(wrong, Verdict("refuted")))
    )
    run = scored(Run((part,)), Settings(mutants=2, jobs=1))
    assert {mutant.of for mutant in run.score.mutants} == {"one"}
    assert scored(run_of(wrong, outcome="refuted"), Settings(mutants=2, jobs=1)).score.mutants == ()


def test_the_same_seed_gives_the_same_mutants():
    one = claim(equal((x + 1) ** 2, x**2 + 2 * x + 1))
    first, second = (mutants_of(one, 6, 3) for _ in range(2))
    assert [mutant.relation for mutant in first] == [mutant.relation for mutant in second]
    assert [mutant.relation for mutant in mutants_of(one, 6, 4)] != [
        mutant.relation for mutant in first
    ]


def test_whoever_watches_is_told():
    told = []
    claims = [claim(equal(x + x, 2 * x), f"c{number}") for number in range(7)]
    scored(run_of(*claims), Settings(mutants=1, jobs=2), lambda done, of: told.append((done, of)))
    assert told == [(number, 7) for number in range(1, 8)]


def test_what_changed():
    before, after = Relation("=", a, b), Relation("=", a, c)
    assert list(changed(before, after)) == [(b, c)]
    assert list(changed(And((before, before)), And((before, after)))) == [(b, c)]


def test_shares():
    assert Score(()).share == 1.0
    mutants = (Mutant("a", "", "", "proved"), Mutant("a", "", "", "undecided"))
    assert Score(mutants).share == 0.5
