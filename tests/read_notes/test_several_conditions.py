"""Conditions of several parts, words that turn a condition around, words that deny."""

import pytest

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read
from verifier.terms import Or

HEAD = "# N\n\n**Let** $a, b \\in \\mathbb{R}$.\n\n"


def found(text):
    """The items of a display."""
    return read(f"{HEAD}$$ {text} $$\n").items


def outcomes(text):
    """How they turn out; what is no claim by its class."""
    return [judge(item).outcome if isinstance(item, Claim) else type(item).__name__
            for item in found(text)]  # fmt: skip


@pytest.mark.parametrize("text", [
    r"a b > 0 \text{ if } a > 0 \text{ and } b > 0",
    r"a b > 0 \quad \text{when both } a > 0 \text{ and } b > 0",
    r"a + b = 1 \text{ provided } a = 1 \text{ and } b = 0",
    r"a + b = 1 \text{ if } a = 1, b = 0",
    r"\text{If } a > 0 \text{ and } b > 0 \text{ then } a b > 0",
    r"a > 0 \text{ only if } |a| = a",
])  # fmt: skip
def test_a_condition_of_several_parts_is_one(text):
    assert outcomes(text) == ["proved"]


@pytest.mark.parametrize("text", [
    r"a b > 0 \text{ if } a > 0 \text{ or } b > 0",
    r"a b < 0 \text{ if } a > 0 \text{ and } b > 0",
    r"\text{If } a = 1, b = 2",
    r"|a| = a \text{ only if } a > 0",
])  # fmt: skip
def test_and_no_more_than_that(text):
    assert outcomes(text) == ["refuted"]


def test_either_of_two_equations_is_one_assumption():
    (item,) = found(r"a b = 0 \text{ if either } a = 0 \text{ or } b = 0")
    assert isinstance(item, Claim)
    (assumed,) = item.assumptions
    assert isinstance(assumed, Or)
    assert len(assumed.conditions) == 2


def test_what_has_a_condition_of_its_own_is_a_claim():
    text = r"|a| = a \text{ if } a > 0 \text{ and } |a| = -a \text{ if } a < 0"
    assert outcomes(text) == ["proved", "proved"]
    text = r"|a| = a \text{ if } a > 0 \text{ and } (a+b)^2 = a^2 + 2ab + b^2"
    assert outcomes(text) == ["proved", "proved"]


@pytest.mark.parametrize("text", [
    r"|b| = -b \text{ unless } b > 0", r"|b| = -b \quad \text{for some } b \ge 0",
    r"\text{We do not have } |a| = a \text{ if } a > 0",
    r"\text{It is false that } (a+b)^2 = a^2 + 2ab + b^2",
    r"(a+b)^2 = a^2 + 2ab + b^2 \text{ is false}", r"|a| = a \text{ does not hold}",
    r"|a| = a \quad \text{(wrong!)}"])  # fmt: skip
def test_what_words_deny_is_not_checked(text):
    (item,) = found(text)
    assert isinstance(item, Unchecked)
    assert "deny" in item.reason


@pytest.mark.parametrize(
    "words", ["(this does not depend on the sign)", "(not a norm)", "which is not surprising"]
)
def test_other_words_are_asides(words):
    assert outcomes(rf"(a+b)^2 = a^2 + 2ab + b^2 \quad \text{{{words}}}") == ["proved"]


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"(\theta + 1)^2 = \theta^2 + 2 \theta + 1 \quad \forall \theta \in \Theta", "proved"),
        (r"\theta^2 = \theta, \quad \forall \theta \in \Theta", "undecided"),
        (r"|\theta| = \theta, \quad \theta \in \mathbb{N}", "undecided"),
        (r"\theta^2 = \theta, \quad \theta > 1", "refuted"),
    ],
)
def test_a_set_of_which_nothing_is_assumed_refutes_nothing(display, outcome):
    (found,) = read(f"# N\n**Let** $\\theta \\in \\mathbb{{R}}$.\n\n$$\n{display}\n$$\n").items
    assert judge(found).outcome == outcome
