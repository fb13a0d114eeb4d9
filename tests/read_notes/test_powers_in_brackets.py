r"""``(1-\phi)^{(1-y)}``: a power, where a label could not stand; samples with two indices."""

from __future__ import annotations

import pytest

from tests.read_notes.reading import item
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge

BASE = r"""**Let** $m, t \in \mathbb{N}$, $x, y \in \mathbb{R}$, $0 < p < 1$, $r > 0$, $v \in \mathbb{R}^m$.
**Index** $i, j = 1, \dots, m$. **Let** $z_i, z_i^{(j)} \in \mathbb{R}$.
"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"p^y (1-p)^{(1-y)} = e^{y \log p + (1 - y) \log(1 - p)}", "proved"),
        (r"p^{(1-y)} = p^{1-y}", "proved"),
        (r"p^{(1-y)} = p^{y-1}", "refuted"),
        (r"(1 + r)^{(t-1)} = (1 + r)^t / (1 + r)", "proved"),
        (r"\sum_i (1 + p)^{(i-1)} = \sum_i (1 + p)^i / (1 + p)", "proved"),
        (r"\sum_j z_i^{(j)} = \sum_{j=1}^m z_i^{(j)}", "proved"),
        (r"\sum_j z_i^{(j)} = m z_i", "refuted"),
    ],
)
def test_read(display, outcome):
    found = item(display, base=BASE)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


@pytest.mark.parametrize("display", [r"p^{(t-1)} = p^{t-1}", r"(1 - p)^{(i)} = 1 - p",
                                     r"(v + v)^{(t-1)} = v"])  # fmt: skip
def test_what_may_be_a_label_is_asked_for(display):
    found = item(display, base=BASE)
    assert isinstance(found, IllFormed)
    assert "is no power" in found.message
