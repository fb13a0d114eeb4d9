"""The first wrong step of a chain, and whether its ends agree all the same."""

import time
from itertools import pairwise

from tests.refute.corpus import D, eq, exp, negate, sigmoid, z
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.engine.lessons import chain_hint, prover
from verifier.prove import prove
from verifier.refute.chains import chain_lesson
from verifier.terms import Relation
from verifier.verdict import Verdict

FIRST = D(sigmoid(z), z)
MIDDLE = exp(negate(z)) / (1 + exp(negate(z))) ** 2
LAST = sigmoid(z) * (1 - sigmoid(z))


def steps(*members):
    claims = [
        Claim(f"c#{at}", eq(left, right), expected="refuted")  # No hint is looked for.
        for at, (left, right) in enumerate(pairwise(members), 1)
    ]
    return [(claim, judge(claim)) for claim in claims]


def lesson(judged):
    return chain_lesson(judged, prover(prove), ends=time.monotonic() + 3)


def test_a_true_chain_teaches_nothing():
    assert lesson(steps(FIRST, MIDDLE, LAST)) is None
    assert chain_hint(steps(FIRST, MIDDLE, LAST), prove) == ""


def test_errors_that_cancel():
    judged = steps(FIRST, negate(MIDDLE), LAST)
    found = lesson(judged)
    assert (found.wrong, found.first_wrong, found.ends) == ((1, 2), 1, "equal")
    assert chain_hint(judged, prove) == (
        "step 1 of 2 is the first wrong one; "
        "the end equals the beginning all the same: the errors cancel"
    )


def test_an_error_that_stays():
    found = lesson(steps(FIRST, MIDDLE, sigmoid(z) * (1 + sigmoid(z)), LAST + LAST))
    assert (found.wrong, found.ends) == ((2, 3), "different")


def test_what_is_ill_formed_is_wrong_and_hides_the_ends():
    (first, second) = steps(FIRST, MIDDLE, LAST)
    broken = IllFormed("c#2", "shape-mismatch", "2 and 3")
    found = lesson([first, (broken, Verdict("ill-formed")), second])
    assert (found.wrong, found.ends) == ((2,), "unknown")


def test_inequalities_do_not_join_ends():
    less = Claim("c#2", Relation("<", LAST, LAST))
    found = lesson([*steps(FIRST, LAST), (less, judge(less))])
    assert (found.wrong, found.ends) == ((2,), "unknown")
