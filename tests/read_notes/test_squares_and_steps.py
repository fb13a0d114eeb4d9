"""A square that is a name, and a step from a value that is declared."""

from __future__ import annotations

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""**Let** $m \in \mathbb{N}$, $x \in \mathbb{R}^m$. **Index** $i = 1, \dots, m$.
**Define** $\mu = \frac{1}{m} \sum_i x_i$.

"""
VARIANCE = "$$ \\sigma^2 = \\frac{1}{m} \\sum_i (x_i - \\mu)^2 $$\n\n"


def test_the_variance_is_a_name():
    note = (
        HEAD
        + VARIANCE
        + (
            "$$ \\frac{\\partial \\sigma^2}{\\partial x_i} = \\frac{2}{m} (x_i - \\mu) $$\n\n"
            "$$ \\frac{\\partial \\sigma^2}{\\partial x_i} = \\frac{1}{m} (x_i - \\mu) $$\n"
        )
    )
    made, true, false = read(note).items
    assert isinstance(made, Unchecked)
    assert made.kind == "definition"
    assert isinstance(true, Claim)
    assert isinstance(false, Claim)
    assert judge(true).outcome == "proved"
    assert judge(false).outcome == "refuted"


def test_the_letter_alone_is_the_positive_root_and_is_said_to_be():
    _, item = read(HEAD + VARIANCE + "$$ \\sigma = 1 $$\n").items
    assert isinstance(item, Claim)
    assert any("positive root" in note for note in item.readings)
    assert judge(item).outcome == "refuted"


def test_a_square_of_something_declared_is_a_claim():
    note = HEAD + "**Let** $\\sigma > 0$.\n\n" + VARIANCE
    (item,) = read(note).items
    assert isinstance(item, Claim)
    assert judge(item).outcome == "refuted"


STEP = "$$ h_t = (1 - z) h_{t-1} + z $$\n\n$$ \\frac{\\partial h_t}{\\partial z} = 1 - h_{t-1} $$\n"


def test_a_step_from_a_declared_value_defines_the_next():
    made, claim = read("**Let** $z, h_{t-1} \\in \\mathbb{R}$.\n\n" + STEP).items
    assert isinstance(made, Unchecked)
    assert made.kind == "definition"
    assert isinstance(claim, Claim)
    assert judge(claim).outcome == "proved"


def test_a_step_from_an_unknown_value_is_a_recurrence():
    made, item = read("**Let** $z \\in \\mathbb{R}$.\n\n" + STEP).items
    assert isinstance(made, Unchecked)
    assert made.kind != "definition"
    assert isinstance(item, Claim)  # a step before it may hold z as well
    assert judge(item).outcome == "undecided"
