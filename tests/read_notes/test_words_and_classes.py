r"""Vocabularies and classes: ``P(O = o \mid C = c)``, ``L = -\log p_k`` for the class k at hand."""

from __future__ import annotations

import pytest

from tests.read_notes.reading import read
from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge

SET = r"""**Let** $d \in \mathbb{N}$, $Vocab$ be a finite set, $o, w, c \in Vocab$, $u_w, v_c \in \mathbb{R}^d$."""
MODEL = r"P(O = o \mid C = c) = \frac{\exp(u_o^\top v_c)}{\sum_{w \in Vocab} \exp(u_w^\top v_c)}"
SIZE = r"""**Let** $V, d \in \mathbb{N}$, $z \in \mathbb{R}^V$. **Index** $i, j, k = 1, \dots, V$.
**Define** $p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$."""


def outcomes(head, *displays):
    """What becomes of each display; the message of what is not read."""
    found = read(head + "".join(f"\n\n$$ {one} $$" for one in displays)).items
    return ["new" if isinstance(one, Unchecked) else one.message.split("\n")[0]
            if isinstance(one, IllFormed) else judge(one, timeout=10).outcome
            for one in found]  # fmt: skip


def test_words_of_a_vocabulary():
    loss = r"J = -\log P(O = o \mid C = c)"
    centre = r"\frac{\partial J}{\partial v_c} = -u_o + \sum_{w \in Vocab} P(O = w \mid C = c) u_w"
    outer = r"\frac{\partial J}{\partial u_w} = (P(O = w \mid C = c) - \delta_{ow}) v_c"
    wrong = r"\frac{\partial J}{\partial u_w} = (P(O = w \mid C = c) - 1) v_c"
    assert outcomes(SET, MODEL, loss, centre, outer, wrong) == [
        "new", "new", "proved", "proved", "refuted"]  # fmt: skip


def test_a_loss_of_the_class_at_hand():
    loss, slope = (
        r"\mathcal{L} = -\log p_k",
        r"\frac{\partial \mathcal{L}}{\partial z_i} = p_i - \delta_{ik}",
    )
    (made, *_) = read(f"{SIZE}\n\n$$ {loss} $$").items
    assert isinstance(made, Unchecked)
    assert made.reason.endswith("for any one `k`")
    assert outcomes(SIZE, loss, slope, r"\sum_{i \in V} p_i = 1") == ["new", "proved", "proved"]


@pytest.mark.parametrize("display", [r"\sum_k L = V L", r"\sum_k p_k L = L"])
def test_a_sum_over_its_letter_is_asked_about(display):
    *_, found = outcomes(SIZE, r"L = -\log p_k", display)
    assert "which a sum around it runs over" in found


@pytest.mark.parametrize(
    "display",
    [
        r"J = \frac{\partial p_i}{\partial z_j}",
        r"J = \frac{\partial p_i}{\partial z_1}",
        r"L = z_i + p_j",
        r"L = -z_i \log p_i",
        r"q = p_i + 1",
    ],
)
def test_entries_that_may_stand_for_all_of_them_make_no_number(display):
    (found,) = read(f"{SIZE}\n\n$$ {display} $$").items
    assert not isinstance(found, (Claim, Unchecked))
