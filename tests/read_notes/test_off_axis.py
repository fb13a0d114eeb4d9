"""Letters that are indices of two axes."""

from __future__ import annotations

import pytest

from tests.read_notes.reading import items
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge

BASE = r"""**Let** $m, d \in \mathbb{N}$, $w, x_i \in \mathbb{R}^d$, $\alpha \in \mathbb{R}^m$, $W \in \mathbb{R}^{m \times d}$.
**Index** $i, j = 1, \dots, m$. **Define** $L(w, \alpha) = \frac12 \|w\|^2 - \sum_{j=1}^m \alpha_j w^\top x_j$.
"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\frac{\partial L}{\partial w_i} = w_i - \sum_{j=1}^m \alpha_j x_{j,i}", "proved"),
        (r"\frac{\partial L}{\partial w_i} = w_i + \sum_{j=1}^m \alpha_j x_{j,i}", "refuted"),
        (r"w_i + w_j = w_j + w_i", "proved"),
        (r"\frac{\partial^2 L}{\partial w_i \partial w_j} = \delta_{ij}", "proved"),
    ],
)
def test_the_axis_gives_the_range(display, outcome):
    (found,) = items(display, base=BASE)
    assert isinstance(found, Claim), found
    assert any("not as it was declared" in one for one in found.readings)
    assert judge(found).outcome == outcome


@pytest.mark.parametrize("display", [
    r"w_i = \alpha_i", r"\sum_i w_i = \sum_i w_i", r"W_{ij} w_i = \alpha_i", r"w_i = w_j, \quad i \ne j",
])  # fmt: skip
def test_what_does_not_fit_is_said(display):
    (found,) = items(display, base=BASE)
    assert isinstance(found, IllFormed)
    assert "but this axis" in found.message


def test_a_case_fixes_the_range():
    (found,) = items("w_i = w_j", more="**Case** $i = j$:", base=BASE)
    assert isinstance(found, IllFormed)
