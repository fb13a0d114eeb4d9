"""An identity matrix without its size is read where one size fits, and said to be."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# Note
**Let** $m, p \in \mathbb{N}$, $X \in \mathbb{R}^{m \times p}$, $w \in \mathbb{R}^p$, $\lambda > 0$.
**Let** $A \in \mathbb{R}^{m \times m}$.

"""


def only(display: str) -> Claim | IllFormed:
    (item,) = read(f"{HEAD}$$ {display} $$\n").items
    assert isinstance(item, (Claim, IllFormed))
    return item


@pytest.mark.parametrize(
    ("display", "outcome", "size"),
    [
        (r"(X^\top X + \lambda I) w = X^\top X w + \lambda w", "proved", "p"),
        ("I w = w", "proved", "p"),
        ("A I = A", "proved", "m"),
        ("(A + I)(A - I) = A^2 - I", "proved", "m"),
        ("(A + I)(A - I) = A^2 + I", "refuted", "m"),
        (r"\nabla_w (\|X w\|^2 + \lambda w^\top I w) = 2 X^\top X w + 2 \lambda w", "proved", "p"),
    ],
)
def test_the_one_size_that_fits(display, outcome, size):
    claim = only(display)
    assert isinstance(claim, Claim), claim
    assert any(f"size `{size}`" in note for note in claim.readings)
    assert judge(claim).outcome == outcome


@pytest.mark.parametrize("display", ["X I = I X", "I x = x"])
def test_no_size_or_several(display):
    found = only(display)
    assert isinstance(found, IllFormed)
    assert "undeclared" in (found.code, found.message)


@pytest.mark.parametrize("display", [r"\operatorname{tr}(I) = m", "I = I"])
def test_the_size_of_the_square_matrices(display):
    found = only(display)
    assert isinstance(found, Claim)
    assert "that `I` is of size `m`, as the square matrices are" in found.unread


def test_an_identity_beside_a_matrix_that_is_written_out():
    text = ("# N\n\n**Let** $a \\in \\mathbb{R}$.\n\n"
            "$$ \\begin{bmatrix} a & 0 \\\\ 0 & a \\end{bmatrix} = a I $$\n")  # fmt: skip
    (claim,) = read(text).items
    assert isinstance(claim, Claim)
    assert any("size `2`" in reading for reading in claim.readings)
