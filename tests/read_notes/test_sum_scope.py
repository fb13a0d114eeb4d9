"""How far a sum reaches when its letter stands behind the next plus or minus."""

from __future__ import annotations

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""**Let** $n \in \mathbb{N}$, $a, b, p \in \mathbb{R}^n$, $c \in \mathbb{R}$.
**Index** $i, j = 1, \dots, n$. **Assume** $0 < p_i < 1$.

"""


@pytest.mark.parametrize(
    ("display", "outcome", "said"),
    [
        # the letter means nothing behind the sum but what the sum binds
        (r"\sum_i a_i + b_i = \sum_i a_i + \sum_i b_i", "proved", "reaching over"),
        (r"\sum_i a_i + b_i = \left(\sum_i a_i\right) + n b_1", "refuted", "reaching over"),
        (r"-\sum_i a_i - b_i = \sum_i b_i - \sum_i a_i", "proved", "reaching over"),
        (r"\sum_i a_i + c + b_i = n c + \sum_i (a_i + b_i)", "proved", "reaching over"),
        (r"\sum_i a_i + b_i + c = c + \sum_j (a_j + b_j)", "proved", "reaching over"),
        (r"\sum_{i=1}^n i + i^2 = \sum_{i=1}^n (i + i^2)", "proved", "reaching over"),
        # each sum binds its own, and another letter is no reason
        (r"\sum_i a_i + \sum_i b_i = \sum_i (a_i + b_i)", "proved", ""),
        (r"\sum_i a_i + c = c + \sum_j a_j", "proved", "ends before"),
        (r"\sum_{i=1}^n a_i + b_{i_1} = b_{i_1} + \sum_j a_j", "proved", "ends before"),
        # the letter stands elsewhere: it is free
        (r"b_i + \sum_i a_i - b_i = \sum_j a_j", "proved", "warning"),
        (r"\sum_i a_i + b_i = b_i + \sum_j a_j", "proved", "warning"),
    ],
)
def test_reach(display, outcome, said):
    (claim,) = read(f"{HEAD}$$ {display} $$\n").items
    assert isinstance(claim, Claim), claim
    assert any(said in note for note in claim.readings or [""]), claim.readings
    assert judge(claim).outcome == outcome


def test_a_loss_as_it_is_written():
    note = HEAD + (
        "**Define** $J = -\\sum_i a_i \\log p_i + (1 - a_i) \\log (1 - p_i)$.\n\n"
        "$$ \\frac{\\partial J}{\\partial p_j} = \\frac{1 - a_j}{1 - p_j} - \\frac{a_j}{p_j} $$\n\n"
        "$$ \\frac{\\partial J}{\\partial p_j} = \\frac{1 - a_j}{1 - p_j} + \\frac{a_j}{p_j} $$\n"
    )
    true, false = read(note).items
    assert isinstance(true, Claim)
    assert isinstance(false, Claim)
    assert judge(true).outcome == "proved"
    assert judge(false).outcome == "refuted"


def test_an_entry_keeps_its_index():
    note = HEAD + "**Define** $z_i = \\sum_j a_j + b_i$.\n\n$$ z_1 = \\sum_j a_j + b_1 $$\n"
    (claim,) = read(note).items
    assert isinstance(claim, Claim)
    assert judge(claim).outcome == "proved"


def test_a_case_fixes_the_letter():
    note = HEAD + "**Case** $i = 1$:\n\n$$ \\sum_i a_i + b_i = b_1 + \\sum_j a_j $$\n"
    (claim,) = read(note).items
    assert isinstance(claim, Claim)
    assert any("warning" in one for one in claim.readings)
    assert judge(claim).outcome == "proved"


def test_a_later_sum_over_the_same_letter_ends_the_one_before():
    note = r"""# T
**Let** $t \in \mathbb{N}$, $a_i, b_i \in \mathbb{R}$ for $i \ge 0$.

$$ \sum_{i=1}^t a_i + \sum_{i=1}^t b_{i-1} - b_i = \sum_{i=1}^t a_i + b_0 - b_t $$
"""
    (found,) = read(note).items
    assert judge(found).outcome == "proved"


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\sum_i a_i + x b_i = \sum_i b_i x + a_i", "proved"),
        (r"\sum_i a_i + x b_i = \sum_i b_i + a_i", "refuted"),
        (r"\frac{d}{dx} \sum_i x a_i + b_i x = \frac{d}{dx} \sum_i b_i x + x a_i", "proved"),
        (r"\sum_i a_i + b_i = b_i + \sum_i a_i", "proved"),  # the last one stands for itself
        (r"\sum_i a_i + b_i = \sum_i a_i + b_i, \quad b_i = b_i", "proved"),
        (r"\sum_i a_i + x b_i = \sum_i b_i x + a_i, \quad b_i = b_i", "refuted"),
    ],
)
def test_two_sums_that_both_reach_further(display, outcome):
    head = HEAD + "**Let** $b_i, x \\in \\mathbb{R}$.\n"
    first = read(f"{head}\n$$ {display} $$\n").items[0]
    assert isinstance(first, Claim), first
    assert judge(first).outcome == outcome


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\prod_i a_i \prod_j b_j = \prod_i (a_i b_i)", "proved"),
        (r"\prod_i a_i b_i = \prod_i a_i \cdot \prod_i b_i", "proved"),
        (r"\prod_i a_i / \prod_j b_j = \frac{\prod_i a_i}{\prod_j b_j}", "proved"),
        (r"\prod_i a_i \sum_j b_j = \left(\prod_i a_i\right) \left(\sum_j b_j\right)", "proved"),
        (r"\prod_i a_i \prod_j A_{ij} = \prod_i \left(a_i \prod_j A_{ij}\right)", "proved"),
        (r"\max_i a_i \max_j b_j = \left(\max_i a_i\right) \left(\max_j b_j\right)", "proved"),
        (r"\prod_i a_i \prod_j b_j = \prod_i \left(a_i \prod_j b_j\right)", "refuted"),
    ],
)
def test_a_product_ends_before_another_one_without_its_letter(display, expected):
    head = (
        r"**Let** $n \in \mathbb{N}$, $a, b \in \mathbb{R}^n$, $A \in \mathbb{R}^{n \times n}$. "
        r"**Index** $i, j = 1, \dots, n$."
    )
    (found,) = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    assert judge(found, timeout=10).outcome == expected


@pytest.mark.parametrize(
    ("display", "read_"),
    [
        (r"\prod_{i=1}^{n-1} a_i = \prod_i a_i / a_n", False),
        (r"\prod_i a_i / b_i = \frac{\prod_i a_i}{\prod_i b_i}", True),
        (r"\max_i a_i / 2 = \max_j \frac{a_j}{2}", True),
    ],
)
def test_a_product_over_something_without_its_letter_is_not_guessed(display, read_):
    head = r"**Let** $n \in \mathbb{N}$, $a, b \in \mathbb{R}^n$. **Index** $i = 1, \dots, n$."
    (found,) = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    assert isinstance(found, Claim) == read_
    assert not read_ or judge(found, timeout=10).outcome == "proved"
