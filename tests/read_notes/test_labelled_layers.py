r"""Layers ``l`` and ``l + 1`` as labels, ``\nabla_a`` by ``a^L``, sums without an index."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

OUTPUT = r"""**Index** $j, k = 1, \dots, n$. **Let** $n \in \mathbb{N}$, $z^L \in \mathbb{R}^n$,
$\sigma : \mathbb{R} \to \mathbb{R}$. **Define** $a^L = \sigma(z^L)$.
**Let** $C(a^L) \in \mathbb{R}$. **Define** $\delta^L = \frac{\partial C}{\partial z^L}$.
"""
LAYERS = r"""**Index** $j, k = 1, \dots, n$. **Let** $n \in \mathbb{N}$, $W, b^l, b^{l+1} \in \mathbb{R}^n$,
$w^{l+1} \in \mathbb{R}^{n \times n}$, $\sigma : \mathbb{R} \to \mathbb{R}$.
**Define** $z^l = W + b^l$, $a^l = \sigma(z^l)$, $z^{l+1} = w^{l+1} a^l + b^{l+1}$.
**Let** $C(z^{l+1}) \in \mathbb{R}$.
"""
CHAIN = (
    r"\frac{\partial C}{\partial z_j^l} = %s \sum \frac{\partial C}{\partial z_k^{l+1}} "
    r"\frac{\partial z_k^{l+1}}{\partial z_j^l}"
)


def items(head, display):
    return read(f"{head}\n\n$$ {display} $$\n").items


@pytest.mark.parametrize(
    ("head", "display", "outcome"),
    [
        (OUTPUT, r"\delta^L = \nabla_a C \odot \sigma'(z^L)", "proved"),
        (OUTPUT, r"\delta^L = \nabla_z C \odot \sigma'(z^L)", "refuted"),
        (LAYERS, r"z^{l+1}_k = \sum_j w^{l+1}_{kj} a^l_j + b_k^{l+1}", "proved"),
        (LAYERS, r"z^{l+1}_k = \sum_j w^{l+1}_{jk} a^l_j + b_k^{l+1}", "refuted"),
        (LAYERS, CHAIN % "", "proved"),
        (LAYERS, CHAIN % "2", "refuted"),
    ],
)  # fmt: skip
def test_verdicts(head, display, outcome):
    (found,) = items(head, display)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


def test_a_letter_with_two_labels_is_no_gradient():
    (found,) = items(OUTPUT + r"**Let** $a^K \in \mathbb{R}^n$.", r"\delta^L = \nabla_a C")
    assert isinstance(found, IllFormed)
    assert found.code == "undeclared"


def test_two_letters_without_an_index():
    (found,) = items(LAYERS, r"0 = \sum b^l_j W_k")
    assert isinstance(found, IllFormed)
    assert "no index" in found.message


FUNCTION = r"**Let** $x \in \mathbb{R}$. **Define** $\sigma(z) = \frac{1}{1 + e^{-z}}$ elementwise."


@pytest.mark.parametrize(("sign", "outcome"), [("-", "proved"), ("+", "refuted")])
def test_a_function_without_arguments_at_the_letter_below_the_line(sign, outcome):
    (found,) = items(FUNCTION, rf"\frac{{d \sigma}}{{dx}} = \sigma(x) (1 {sign} \sigma(x))")
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome
    assert any("without arguments" in one for one in found.readings)
