"""The summation convention, where a layout line states it; a note where it may be meant."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""**Let** $n \in \mathbb{N}$, $A, B \in \mathbb{R}^{n \times n}$, $x, y \in \mathbb{R}^n$.
**Index** $i, j, k = 1, \dots, n$.
"""
SUMMED = HEAD + "**Layout** repeated indices are summed.\n"
DEFINED = SUMMED + "**Define** $z_i = A_{ij} x_j$. **Define** $L = x_i y_i$.\n"


def item(head, display):
    (found,) = read(f"{head}\n\n$$ {display} $$\n").items
    assert isinstance(found, Claim), found
    return found


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\frac{\partial}{\partial x_k} (A_{ij} x_j) = A_{ik}", "proved"),
        (r"A_{ij} B_{jk} = (A B)_{ik}", "proved"), (r"A_{ij} B_{jk} = (B A)_{ik}", "refuted"),
        (r"z_i = \sum_j A_{ij} x_j", "proved"), (r"L = x^\top y", "proved"),
        (r"\frac{\partial L}{\partial x_k} = y_k", "proved"), (r"\delta_{ii} = n", "proved"),
        (r"\delta_{ij} x_j = x_i", "proved"), (r"z_i y_i = y_i A_{ij} x_j", "proved"),
        (r"\frac{\partial z_i}{\partial x_j} \frac{\partial x_j}{\partial x_k} = A_{ik}", "proved"),
        (r"x_i (A_{ij} x_j + y_i) = x^\top A x + x^\top y", "proved"),
        (r"x_i y_i = \sum_i x_i y_i", "proved"), (r"x_i y_i = x_1 y_1", "refuted"),
        # a letter that stands alone somewhere is not summed over
        (r"z_i = z_i \cdot 1 + x_i y_i - x_i y_i", "proved"), (r"x_i^2 = x_i x_i", "proved"),
    ],
)  # fmt: skip
def test_repeated_indices_are_summed(display, outcome):
    assert judge(item(DEFINED, display)).outcome == outcome


@pytest.mark.parametrize(
    ("display", "doubtful"),
    [
        (r"\frac{\partial}{\partial x_k} (A_{ij} x_j) = A_{ik}", True),
        (r"A_{ij} x_j = y_i", True), (r"\sum_j A_{ij} x_j = y_i", False),
        (r"x_i x_i = x_i^2", False), (r"A_{ij} x_j = y_i + x_j", False),
    ],
)  # fmt: skip
def test_a_note_where_they_may_be_meant(display, doubtful):
    said = any("repeated indices are summed" in note for note in item(HEAD, display).readings)
    assert said is doubtful


def test_a_letter_that_stands_once_on_one_side_is_said_to_be_free():
    note = (
        r"**Let** $n \in \mathbb{N}$, $A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$. "
        r"**Index** $i, j, w = 1, \dots, n$. **Layout** repeated indices are summed."
        "\n\n$$ x_i = A_{wj} x_j $$\n\n$$ x_i = A_{ij} x_j $$\n"
    )
    first, second = read(note).items
    said = "`w` stands on one side only"
    assert any(one.startswith(said) for one in first.readings)
    assert not any("one side only" in one for one in second.readings)


def test_an_index_above_is_not_passed_over():
    note = r"""# T
**Let** $n \in \mathbb{N}$. **Index** $i, j, k = 1, \dots, n$. **Layout** repeated indices are summed.
**Let** $A^{ij}, B^{ij} \in \mathbb{R}$, $x \in \mathbb{R}^n$, $\gamma \in \mathbb{R}$.

$$ A^{ij} B^{jk} = B^{jk} A^{ij} $$

$$ A^{ij} + B^{ij} = B^{ij} + A^{ij} $$

$$ \sum_i \gamma^i x_i = \sum_i x_i \gamma^i $$
"""
    product, total, power = read(note).items
    assert "stands above" in product.message
    assert judge(total).outcome == judge(power).outcome == "proved"


def test_an_index_that_stands_more_than_twice_is_not_guessed():
    head = (
        r"**Layout** repeated indices are summed. **Let** $n \in \mathbb{N}$, "
        r"$a, b \in \mathbb{R}^n$. **Index** $i = 1, \dots, n$."
    )
    (found,) = read(f"# T\n{head}\n\n$$ a_i b_i a_i b_i = (a^\\top b)^2 $$\n").items
    assert isinstance(found, IllFormed)
    (found,) = read(f"# T\n{head}\n\n$$ \\frac{{a_i b_i}}{{a_i}} = b_i $$\n").items
    assert any("stands alone" in one for one in found.readings)
