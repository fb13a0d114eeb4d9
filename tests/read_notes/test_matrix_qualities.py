"""What words say of matrices and of lists of vectors."""

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = "# N\n\n**Let** $n, m \\in \\mathbb{N}$, "


def outcome(declared, display):
    """The verdict of the one display of a note."""
    item = read(f"{HEAD}{declared}\n\n$$ {display} $$\n").items[-1]
    assert isinstance(item, Claim)
    return judge(item).outcome


LISTED = ("$q_1, \\dots, q_m \\in \\mathbb{R}^n$ %s. **Index** $i, j = 1, \\dots, m$, "
          "$a, b = 1, \\dots, n$.")  # fmt: skip


@pytest.mark.parametrize(("word", "display", "expected"), [
    ("orthonormal", r"q_i^\top q_j = \delta_{ij}", "proved"),
    ("orthonormal", r"\sum_i q_{ia} q_{ib} = \delta_{ab}", "refuted"),
    ("orthonormal", r"\|q_i\|^2 = 1", "proved"),
    ("orthogonal", r"\|q_i\|^2 = 1", "refuted"),
    ("orthogonal", r"q_i^\top q_j = 0", "refuted"),
])  # fmt: skip
def test_a_list_of_vectors_is_orthogonal_each_to_each(word, display, expected):
    assert outcome(LISTED % word, display) == expected


@pytest.mark.parametrize("said", [
    "$u, v \\in \\mathbb{R}^n$ orthogonal.", "$u, v \\in \\mathbb{R}^n$ perpendicular vectors.",
    "$u, v \\in \\mathbb{R}^n$. **Assume** $u, v$ are orthogonal.",
    "$u, v \\in \\mathbb{R}^n$. **Assume** $u$ and $v$ are orthogonal."])  # fmt: skip
def test_two_vectors_are_orthogonal(said):
    assert outcome(said, r"\|u + v\|^2 = \|u\|^2 + \|v\|^2") == "proved"
    assert outcome(said, r"\|u\|^2 = 1") == "refuted"


def test_vectors_named_one_by_one_are_orthonormal():
    said = "$u, v \\in \\mathbb{R}^n$. **Assume** $u$ and $v$ are orthonormal."
    assert outcome(said, r"\|u + v\|^2 = 2") == "proved"


def test_a_matrix_is_orthogonal_as_before():
    said = "$Q \\in \\mathbb{R}^{n \\times n}$ orthogonal, $x \\in \\mathbb{R}^n$."
    assert outcome(said, r"\|Q x\|^2 = \|x\|^2") == "proved"


@pytest.mark.parametrize("word", ["invertible", "nonsingular", "non-singular"])
def test_invertible_is_assumed(word):
    said = f"$S \\in \\mathbb{{R}}^{{n \\times n}}$ {word}, $x \\in \\mathbb{{R}}^n$. **Assume** $S x = 0$."
    assert outcome(said, "x = 0") != "refuted"
    assert outcome(said, "S = 0") == "refuted"
    assert outcome(f"$S \\in \\mathbb{{R}}^{{2 \\times 2}}$ {word}.", r"\det S \neq 0") == "proved"


def test_what_is_assumed_to_be_invertible_has_one_inverse():
    said = ("$S, T \\in \\mathbb{R}^{n \\times n}$. **Assume** $S$ is invertible. **Assume** "
            "$S T = I_n$.")  # fmt: skip
    assert outcome(said, "T = S^{-1}") == "proved"


def test_qualities_of_each_matrix_of_a_sequence():
    said = "$A_k \\in \\mathbb{R}^{n \\times n}$ %s for $k \\ge 0$, $x \\in \\mathbb{R}^n$."
    assert outcome(said % "symmetric", r"A_k^\top = A_k") == "proved"
    assert outcome(said % "symmetric", r"A_{k+1}^\top = A_k") == "refuted"
    assert outcome(said % "positive definite", r"x^\top A_k x \ge 0") != "refuted"
    assert outcome(said % "invertible", r"A_k x = x") != "proved"


def test_positive_numbers_of_a_sequence_have_no_last_one():
    said = "$x_k \\in \\mathbb{R}$ positive for $k \\ge 0$."
    assert outcome(said, "x_{k+1} > 0") == "proved"
    assert outcome("$x_k \\in \\mathbb{R}_{>0}$ for $k \\ge 0$.", "x_{k+1} > 0") == "proved"


def test_idempotent():
    said = "$P \\in \\mathbb{R}^{n \\times n}$ idempotent and symmetric, $x \\in \\mathbb{R}^n$."
    assert outcome(said, r"\|P x\|^2 = x^\top P x") == "proved"
    assert outcome("$P \\in \\mathbb{R}^{n \\times n}$ idempotent, $x \\in \\mathbb{R}^n$.",
                   r"\|P x\|^2 = x^\top P x") != "proved"  # fmt: skip


def test_a_condition_on_indices_limits_what_is_assumed():
    said = ("$c \\in \\mathbb{R}^{n \\times n}$. **Index** $i, j = 1, \\dots, n$. **Assume** "
            "$c_{ij} = 0$ for $i \\neq j$.")  # fmt: skip
    assert outcome(said, "c_{ij} = 0") == "refuted"
    assert outcome(said, r"\sum_j c_{ij} = c_{ii}") != "refuted"


def test_words_that_say_nothing_known_are_refused():
    items = read(f"{HEAD}$u \\in \\mathbb{{R}}^n$. **Assume** $u$ is happy.\n\n$$ u = u $$\n").items
    assert isinstance(items[0], IllFormed)
