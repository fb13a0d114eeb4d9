r"""What a declaration says a quantity depends on, in words or by a label, is not left out."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge

PARAMETER = r"**Let** $n, m \in \mathbb{N}$, $s \in \mathbb{R}$, $\theta \in \mathbb{R}^m$."
SLOPE = r"\frac{d}{ds} z = 0"


@pytest.mark.parametrize(
    "words",
    ["depend on", "that depends on", "depending smoothly on", "be a function of", "vary with"],
)
def test_words_that_make_a_quantity_depend_on_another(words):
    found = items(SLOPE, base=rf"{PARAMETER} **Let** $z \in \mathbb{{R}}^n$ {words} $s$.")
    assert not any(isinstance(one, Claim) for one in found)
    assert any(isinstance(one, IllFormed) and "`z(s)`" in one.message for one in found)


@pytest.mark.parametrize("words", ["not depend on", "be independent of"])
def test_words_that_deny_it(words):
    found = item(SLOPE, base=rf"{PARAMETER} **Let** $z \in \mathbb{{R}}^n$ {words} $s$.")
    assert judge(found).outcome == "proved"


@pytest.mark.parametrize(
    "display",
    [
        r"\frac{\partial}{\partial \theta_i} \mu_\theta = 0",
        r"\frac{\partial K_\theta}{\partial \theta_1} = 0",
        r"\frac{\partial}{\partial \theta_i} K_\theta^{-1} = 0",
    ],
)
def test_a_label_is_no_argument_for_entries_either(display):
    base = PARAMETER + (
        r" **Let** $\mu_\theta \in \mathbb{R}$, $K_\theta \in \mathbb{R}^{n \times n}$."
    )
    found = item(display, base=base)
    assert isinstance(found, IllFormed)
    assert "label" in found.message
