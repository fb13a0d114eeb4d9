"""Links that state nothing exact, whatever is declared."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read


@pytest.mark.parametrize(
    ("display", "words"),
    [
        (r"P_{\text{test}}[H \neq y] \leq P_{\text{train}} + O\!\left(\sqrt{T}\right)", "Landau"),
        (r"g(x) = x + O(x^2)", "Landau"),
        (r"(\alpha_t, h_t) = \arg\min_{\alpha, h} \sum_k (\alpha + h - k)", "several"),
        (r"\mathcal{S}_t = \text{Resample}(U, D_t)", "Resample"),
        (r"E_k = \{\text{event that coin $k$ is heads}\}", "coin"),
        (r"Z = \text{number of heads}", "heads"),
    ],
)
def test_what_cannot_be_checked_says_why(display, words):
    (found,) = items(display)
    assert isinstance(found, Unchecked), found
    assert words in found.reason


@pytest.mark.parametrize(
    "display",
    [
        r"g(x) = x + h(x)",
        r"\mathcal{S}_t = \text{resample}(U, D_t)",
        r"x + u = \text{Resample}(x)",
        r"x =",
    ],
)
def test_undeclared_names_are_still_said(display):
    assert any(isinstance(found, IllFormed) for found in items(display))


def test_a_declared_o_is_a_name():
    found = item(r"O(x) + O(x) = 2 O(x)", r"**Let** $O : \mathbb{R} \to \mathbb{R}$.")
    assert judge(found).outcome == "proved"


def test_the_links_behind_a_missing_left_side():
    first, second = items(r"= \frac{1}{1 + e^{-x}} = \sigma(x)")
    assert isinstance(first, Unchecked)
    assert judge(second).outcome == "proved"
    first, second = items(r"= \frac{1}{1 + e^{x}} = \sigma(x)")
    assert judge(second).outcome == "refuted"
    (found,) = items(r"= \sigma(x)")
    assert isinstance(found, IllFormed)


def test_a_list_below_given_is_the_authors_own():
    text = (
        "# T\n**Given**\n- a sample $\\mathcal{D}=\\{(x_t, y_t)\\}_{t=1}^N$\n\n$$\n1 + 1 = 2\n$$\n"
    )
    (found,) = read(text).items
    assert isinstance(found, Claim)
    text = "# T\n**Let** $x \\in \\mathbb{R}$.\n\n**Given** $x > 0$:\n\n$$\n|x| = x\n$$\n"
    (found,) = read(text).items
    assert judge(found).outcome == "proved"


def test_a_set_of_tuples_is_not_supported():
    (found,) = items(r"x \in \{(a, b), a \in D, b \in D'\}")
    assert isinstance(found, Unchecked | IllFormed)
    (found,) = items(r"x \in \{(a, b), c\}")
    assert isinstance(found, Unchecked)
