"""Constant vectors and matrices, operators in `\\mathop`, macros that many notes do not define."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = ("# N\n\n**Let** $n, m \\in \\mathbb{N}$, $A, B \\in \\mathbb{R}^{n \\times n}$, "
        "$x \\in \\mathbb{R}^n$; $X$ be a random variable.")  # fmt: skip


def outcomes(display, declared=""):
    """The verdicts of a note of one display."""
    items = read(f"{HEAD}{declared}\n\n$$ {display} $$\n").items
    assert all(isinstance(item, Claim) for item in items), items
    return {judge(item).outcome for item in items}


ZERO = [r"\mathbf{0}", r"\boldsymbol 0", r"\bm{0}", r"\pmb 0", r"\vec{0}", r"\mathbf 0_n", "0_n",
        r"0_{n \times 1}"]  # fmt: skip


@pytest.mark.parametrize("zero", ZERO)
def test_zero_vectors(zero):
    assert outcomes(f"A x = {zero}", " **Assume** $A x = 0$.") == {"proved"}
    assert outcomes(f"A x = {zero}") == {"refuted"}


@pytest.mark.parametrize("zero", ZERO)
def test_a_zero_vector_is_zero_where_it_is_transposed(zero):
    sign = r"^\top"
    assert outcomes(rf"{zero}{sign} x = 0") == {"proved"}
    assert outcomes(rf"{zero}{sign} x = x^\top x") == {"refuted"}


@pytest.mark.parametrize("one", [r"\mathbf{1}", r"\vec{1}", r"\mathbf 1_n", "1_n", r"\pmb{1}"])
def test_vectors_of_ones(one):
    assert outcomes(rf"{one}^\top x = \sum_{{i=1}}^n x_i") == {"proved"}


def test_a_zero_of_another_size_does_not_fit():
    (item,) = read(f"{HEAD}\n\n$$ 0_m + x = x $$\n").items
    assert not isinstance(item, Claim)


@pytest.mark.parametrize("display", [
    r"\mathop{\nabla}_A \operatorname{tr}(AB) = B^\top",
    r"\mathop{\text{tr}}(AB) = \mathop{\mathrm{tr}}(BA)",
    r"\mathop{\mathbb{E}}[X + 1] = \mathop{\mathbb{E}}[X] + 1", r"\E[2 X] = 2 \E[X]",
    r"\E[X + n] = \EE[X] + n", r"\Prob(X > 1) = 1 - \PP(X \le 1)",
    r"x \pmb= x", r"x \boldsymbol{+} x = 2 x"])  # fmt: skip
def test_operators_and_signs_in_wrappers(display):
    assert outcomes(display) == {"proved"}
