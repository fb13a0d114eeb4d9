"""Vectors and matrices that are written by their entry, components with an index above."""

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read


def items(declared, display):
    """What a note of one display says."""
    return read(f"# N\n\n**Let** $k, m \\in \\mathbb{{N}}$, {declared}\n\n$$ {display} $$\n").items


def outcome(declared, display):
    """The verdict of the one display of a note."""
    item = items(declared, display)[-1]
    assert isinstance(item, Claim), item
    return judge(item).outcome


SQUARE = (
    "$J \\in \\mathbb{R}^{k \\times k}$, $b \\in \\mathbb{R}^k$. **Index** $i, j = 1, \\dots, k$."
)


@pytest.mark.parametrize(("display", "expected"), [
    (r"|\det(J_{ij})| = |\det J|", "proved"), (r"\det J_{ji} = \det J", "proved"),
    (r"\det(b_i) = b_i", "proved"), (r"\det(J_{ii}) = J_{ii}", "proved"),
])  # fmt: skip
def test_the_determinant_of_a_general_entry_is_that_of_the_matrix(display, expected):
    assert outcome(SQUARE, display) == expected


def test_it_is_not_the_entry():
    assert outcome(SQUARE, r"\det(J_{ij}) = J_{ij}") != "proved"


SCORES = "$S \\in \\mathbb{R}^{k \\times m}$. **Index** $i = 1, \\dots, k$, $j, l = 1, \\dots, m$."


@pytest.mark.parametrize(("display", "expected"), [
    (r"\operatorname{softmax}_j(S_{ij}) = \frac{e^{S_{ij}}}{\sum_l e^{S_{il}}}", "proved"),
    (r"\sum_j \text{softmax}_j(S_{ij}) = 1", "proved"),
    (r"\operatorname{softmax}_i(S_{ij}) = \frac{e^{S_{ij}}}{\sum_l e^{S_{il}}}", "refuted"),
])  # fmt: skip
def test_softmax_over_the_index_below_it(display, expected):
    assert outcome(SCORES, display) == expected


VECTORS = "$\\psi, \\theta \\in \\mathbb{R}^k$. **Index** $i = 1, \\dots, k$, $s = 1, \\dots, m$."


def test_an_index_above_a_vector_is_a_component():
    assert outcome(VECTORS, r"\sum_i \psi^i \theta_i = \psi^\top \theta") == "proved"
    assert outcome(VECTORS, r"\psi^2 = \psi \odot \psi") == "proved"
    declared = "$a \\in \\mathbb{R}$. **Index** $i = 1, \\dots, k$."
    assert outcome(declared, "a^i a = a^{i+1}") == "proved"


@pytest.mark.parametrize("letter", ["s", "m"])
def test_another_letter_above_a_vector_is_no_power_by_itself(letter):
    (item,) = items(VECTORS, rf"\psi^{letter} = \psi")
    assert isinstance(item, IllFormed)
    assert "label" in item.message
    assert "Layout" in item.message


def test_the_line_that_the_message_names_reads_it():
    declared = f"{VECTORS} **Layout** powers are entry by entry."
    assert outcome(declared, r"(\psi^m)_i = \psi_i^m") == "proved"
