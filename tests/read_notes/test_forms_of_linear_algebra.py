r"""Powers of inverses, diagonals from lists, and what is said honestly not to be checked."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# Note
**Let** $n \in \mathbb{N}$, $x, d \in \mathbb{R}^n$, $A, S \in \mathbb{R}^{n \times n}$ symmetric.
**Let** $D \in \mathbb{R}^{n \times n}$ diagonal.

"""


def only(display: str, line: str = "") -> Claim | IllFormed | Unchecked:
    (item,) = read(f"{HEAD}{line}\n\n$$ {display} $$\n").items
    return item


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        ("S^{-2} = S^{-1} S^{-1}", "proved"),
        ("S^{-3} = S^{-1} S^{-1}", "refuted"),
        ("S^2 S^{-2} x = x", "proved"),
        ("S^2 S^{-2} x = S x", "refuted"),
        (r"\operatorname{Diag}(d_1, \dots, d_n) x = d \odot x", "proved"),
        (r"\mathrm{diag}(d_1, \dots, d_n) x = d", "refuted"),
        (r"\mathrm{diag}(1, 2) = \begin{bmatrix} 1 & 0 \\ 0 & 2 \end{bmatrix}", "proved"),
        (r"\mathrm{Diag}(1, 2) = \begin{bmatrix} 2 & 0 \\ 0 & 1 \end{bmatrix}", "refuted"),
    ],
)
def test_read(display, outcome):
    claim = only(display)
    assert isinstance(claim, Claim), claim
    assert judge(claim).outcome == outcome


@pytest.mark.parametrize(
    ("display", "kind", "words"),
    [
        (r"O(n) = \{Q \in \mathbb{R}^{n \times n} : Q^\top Q = I\}", "definition", "property"),
        (r"U(n) = \{Q \in \mathbb{C}^{n \times n} | Q^\star Q = I\}", "definition", "property"),
        (r"\max_{\|x\|_2 = 1} x^\top A x = 1", "not supported", "over all with"),
        (r"\sup_{\|x\|_2 \le 1} x^\top A x = 1", "not supported", "supremum"),
        (r"x^\top A x \le \lambda_{\max}(A)", "not supported", "eigenvalue"),
        (r"f(x) = 1 + O(x^2)", "not supported", "Landau"),
    ],
)
def test_said_honestly(display, kind, words):
    item = only(display)
    assert isinstance(item, Unchecked), item
    assert item.kind == kind
    assert words in item.reason


def test_an_extreme_value_that_is_declared_is_not_refuted():
    claim = only(
        r"x^\top A x \le \lambda_{\max}(A)", r"**Let** $\lambda_{\max}(A) \in \mathbb{R}$."
    )
    assert isinstance(claim, Claim), claim
    assert judge(claim).outcome == "undecided"
