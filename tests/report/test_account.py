"""Proofs in words and formulas: what the kernel computed, piece by piece."""

import pytest
from sympy import Symbol, exp, log

from verifier import D, delta, dimension, equal, index, softmax, vector
from verifier.engine.decide import judge
from verifier.engine.results import Result
from verifier.read.labelled import Labels, claim_of
from verifier.report.account import account
from verifier.report.mathematics import readable

x = Symbol("x", real=True)
n = dimension("n")
i, j = index("i j", n)
v = vector("v", n)
s = softmax(v)


def account_of(relation):
    claim = claim_of(relation, (), Labels())
    return account(Result(claim, judge(claim)))


def test_both_sides_are_computed_and_meet():
    lines = account_of(equal(D(s[i], v[j]), s[i] * (delta(i, j) - s[j])))
    assert lines[0].text.startswith("the left side: $")
    assert {"diff_exp", "sum_delta"} <= set(lines[0].rules)
    assert lines[-1].text.startswith("so both sides are $")
    assert "e^{v_{i}}" in lines[0].value


def test_what_is_equal_only_over_a_common_denominator_says_so():
    lines = account_of(equal(1 / (1 + exp(-x)), exp(x) / (1 + exp(x)) + x / (1 + x) - x / (1 + x)))
    assert lines[-1].text


def test_a_part_is_computed_before_the_side_that_holds_it():
    lines = account_of(equal(D(log(1 + exp(x)) ** 2, x), 2 * log(1 + exp(x)) / (1 + exp(-x))))
    sides = [number for number, line in enumerate(lines) if "side: " in line.text]
    assert sides
    assert "left" in lines[sides[0]].text


def test_a_claim_without_a_proof_has_no_account():
    assert account_of(equal(x + 1, x)) == ()


def test_a_proof_that_does_not_fit_is_said_not_to():
    claim = claim_of(equal(x + x, 2 * x), (), Labels())
    other = claim_of(equal(x + x, 3 * x), (), Labels())
    (line,) = account(Result(other, judge(claim)))
    assert "does not accept" in line.text


@pytest.mark.parametrize("relation", [equal(exp(2 * x), exp(x) ** 2), x**2 + 1 > 0])
def test_every_line_can_be_read(relation):
    for line in account_of(relation):
        assert readable(line.text)
        assert "@" not in line.text + line.value
