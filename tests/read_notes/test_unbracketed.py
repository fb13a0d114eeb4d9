"""Functions without brackets: what they take of several factors, and how a note says it."""

import pytest

from tests.read_notes.reading import item
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge

RATIOS = r"**Let** $a, b, c > 0$."
SCORES = r"""
**Let** $\theta \in \mathbb{R}^d$, $f, Q : \mathbb{R} \to \mathbb{R}$.
**Let** $x$ be a random variable with distribution $p_\theta$.
"""
FIRST = r"**Layout** $\log$ takes the first factor."
WHOLE = r"**Layout** $\log$ takes the whole product."


def outcome(display, base, more=""):
    """The outcome of one display."""
    found = item(display, more, base)
    assert isinstance(found, Claim), found
    return judge(found).outcome


@pytest.mark.parametrize(("line", "one", "other"), [
    (WHOLE, "proved", "refuted"), (FIRST, "refuted", "proved"),
])  # fmt: skip
def test_a_layout_says_how_far_a_logarithm_reaches(line, one, other):
    assert outcome(r"\log \frac{a}{b} \frac{b}{c} = \log a - \log c", RATIOS, line) == one
    assert outcome(r"\log \frac{a}{b} \frac{b}{c} = \frac{b}{c} \log(\frac{a}{b})", RATIOS,
                   line) == other  # fmt: skip


def test_nothing_is_guessed_and_the_lines_to_paste_work():
    display = r"\log \frac{a}{b} \frac{b}{c} = \log a - \log c"
    found = item(display, base=RATIOS)
    assert isinstance(found, IllFormed)
    pasted = [line.strip() for line in found.message.split("\n") if "**Layout**" in line]
    assert [outcome(display, RATIOS, line) for line in pasted] == ["refuted", "proved"]


def test_a_score_is_a_factor_of_its_own():
    score = r"\nabla_\theta \log p_\theta(x) f(x)"
    assert outcome(rf"p_\theta(x) {score} = f(x) \nabla_\theta p_\theta(x)", SCORES) == "proved"
    assert outcome(rf"{score} = \nabla_\theta (\log (p_\theta(x) f(x)))", SCORES) != "proved"
    found = item(rf"{score} = \nabla_\theta \log(p_\theta(x)) Q(x)", base=SCORES)
    assert any("stands outside" in reading for reading in found.readings)


@pytest.mark.parametrize("display", [
    r"\nabla_\theta \log \frac{p_\theta(x)}{2} f(x) = 0", r"\log f(x) Q(x) = 0",
])  # fmt: skip
def test_other_factors_behind_a_logarithm_are_asked_for(display):
    assert isinstance(item(display, base=SCORES), IllFormed)


def test_what_can_only_be_one_product_is_one():
    assert outcome(r"\log 2 a = \log 2 + \log a", RATIOS) == "proved"
    assert outcome(r"\log p_\theta(x) p_\theta(x) = 2 \log p_\theta(x)", SCORES) == "proved"
