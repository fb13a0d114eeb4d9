r"""Vectors behind each other, ``[h, x]``, and matrices of blocks."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""**Let** $n, d, K \in \mathbb{N}$, $h \in \mathbb{R}^n$, $x, w \in \mathbb{R}^d$, $b \in \mathbb{R}$,
$W \in \mathbb{R}^{K \times (n + d)}$, $U \in \mathbb{R}^{K \times n}$, $V \in \mathbb{R}^{K \times d}$,
$X \in \mathbb{R}^{n \times d}$."""
BLOCKS = r"\begin{bmatrix} %s & %s \\ %s & %s \end{bmatrix}"
COLUMN = r"\begin{bmatrix} %s \\ %s \end{bmatrix}"


def item(display):
    *_, found = read(f"{HEAD}\n\n$$ {display} $$\n").items
    return found


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"W [h, x] = W " + COLUMN % ("h", "x"), "proved"),
        (r"[h, x] = [h, 2 x]", "refuted"),
        (r"\| [h, x] \|^2 = \|h\|^2 + \|x\|^2", "proved"),
        (r"\begin{bmatrix} U & V \end{bmatrix} [h, x] = U h + V x", "proved"),
        (r"\begin{bmatrix} U & V \end{bmatrix} [h, x] = U h - V x", "refuted"),
        (r"\begin{bmatrix} b & w^\top \end{bmatrix} " + COLUMN % (1, "x") + r"= w^\top x + b", "proved"),
        (r"\begin{bmatrix} b & w^\top \end{bmatrix} " + COLUMN % ("x", 1) + r"= w^\top x + b", "refuted"),
        (COLUMN % ("b", "w") + r"^\top" + COLUMN % (1, "x") + r"= w^\top x + b", "proved"),
        (BLOCKS % ("X", 0, 0, "U") + r"[x, h] = " + COLUMN % ("X x", "U h"), "proved"),
        (BLOCKS % ("X", 0, 0, "U") + r"[x, h] = " + COLUMN % ("X x", "2 U h"), "refuted"),
        (r"(U \mid V) (h | x) = U h + V x", "proved"),
        (r"(U \mid V) (x | h) = U h + V x", "refuted"),
        (BLOCKS % ("U", "V", "X", 0) + r"= 0", None),
    ],
)  # fmt: skip
def test_verdicts(display, outcome):
    found = item(display)
    if outcome is None:
        assert isinstance(found, IllFormed)
        assert found.code == "shape-mismatch"
        return
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome
    assert any(
        "behind each other" in one or "matrix of blocks" in one or "a bar" in one
        for one in found.readings
    )


def test_a_list_of_matrices_is_not_supported():
    assert isinstance(item(r"[U, V] = [U, V]"), Unchecked)


VECTORS = (
    r"**Let** $n \in \mathbb{N}$, $a, b \in \mathbb{R}^{1 \times n}$, $c, d \in \mathbb{R}^n$."
)
ENTRIES = VECTORS + " **Layout** products of vectors are elementwise."


@pytest.mark.parametrize(
    ("head", "display", "outcome"),
    [
        (VECTORS, r"c \cdot d = d^\top c", "proved"),
        (VECTORS, r"a \cdot b = a b^\top", "proved"),
        (VECTORS, r"a \cdot b = \sum_i a_i", "refuted"),
        (ENTRIES, r"a \cdot b = a \odot b", "proved"),
        (ENTRIES, r"c d (1 - d) = c \odot d \odot (1 - d)", "proved"),
        (ENTRIES, r"c d (1 - d) = c \odot d", "refuted"),
        (ENTRIES, r"c^\top d = \sum_i c_i d_i", "proved"),
    ],
)
def test_products_of_vectors(head, display, outcome):
    *_, found = read(f"{head}\n\n$$ {display} $$\n").items
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome
