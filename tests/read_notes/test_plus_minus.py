r"""``\pm`` on one side, axes that begin at 0, and labels behind an index."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""**Let** $a, b, c, x, y \in \mathbb{R}$, $a > 0$. **Assume** $a x^2 + b x + c = 0$.
"""
LABELS = r"""**Let** $K, D \in \mathbb{N}$. **Index** $k = 1, \dots, K$. **Let** $w_k, x \in \mathbb{R}^D$.
**Let** $w_{k0} \in \mathbb{R}$. **Define** $a_k = w_k^\top x + w_{k0}$.
"""


def item(head, display):
    *_, found = read(f"{head}\n\n$$ {display} $$\n").items
    return found


@pytest.mark.parametrize(
    ("head", "display", "outcome"),
    [
        (HEAD, r"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}", "proved"),
        (HEAD, r"x = \frac{b \pm \sqrt{b^2 - 4ac}}{2a}", "refuted"),
        (HEAD, r"|\pm y| = |y|", "proved"), (HEAD, r"(\pm y)^3 = y^3", "refuted"),
        (LABELS, r"a_k - w_{k0} = x^\top w_k", "proved"),
        (LABELS, r"a_k = x^\top w_k", "refuted"),
        (LABELS, r"\sum_k w_{k0} = \sum_k a_k - \sum_k w_k^\top x", "proved"),
    ],
)  # fmt: skip
def test_verdicts(head, display, outcome):
    found = item(head, display)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


def test_one_of_two_values_of_something_unknown():
    found = item(HEAD + "**Assume** $y > 0$.", r"y = a \pm b")
    assert isinstance(found, Unchecked)
    assert "either of two values" in found.reason


def test_an_axis_that_begins_at_0():
    head = r"**Let** $M \in \mathbb{N}$. **Index** $j = 0, \dots, M$. **Let** $w \in \mathbb{R}^{M%s}$."
    display = r"\sum_{j=0}^M w_j = w_0 + \sum_{j=1}^M w_j"
    short = item(head % "", display)
    assert isinstance(short, IllFormed)
    assert r"\mathbb{R}^{M + 1}" in short.message
    full = item(head % " + 1", display)
    assert isinstance(full, Claim)
    assert judge(full).outcome == "proved"
