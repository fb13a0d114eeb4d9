"""Bound letters that run over a part of an axis, up to or from another index."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.engine.wording import quantities
from verifier.read.notes.load import read

HEAD = r"""**Let** $n, m \in \mathbb{N}$, $U \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$.
**Index** $i, j = 1, \dots, n$.

"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\sum_{i=1}^n \sum_{j=i}^n U_{ij} = \sum_{j=1}^n \sum_{i=1}^j U_{ij}", "proved"),
        (r"\sum_{i=1}^n \sum_{j=i}^n U_{ij} = \sum_{j=1}^n \sum_{i=j}^n U_{ij}", "refuted"),
        (r"\sum_j U_{ij} = \sum_{j=1}^{i-1} U_{ij} + \sum_{j=i}^n U_{ij}", "proved"),
        (r"\sum_j U_{ij} = \sum_{j=i}^n U_{ij}", "refuted"),
    ],
)
def test_part_of_an_axis(display, outcome):
    (claim,) = read(f"{HEAD}$$ {display} $$\n").items
    assert isinstance(claim, Claim), claim
    assert judge(claim).outcome == outcome


@pytest.mark.parametrize("display", [r"\sum_{j=1}^{i+1} x_j = 0", r"\sum_{j=1}^{m} x_j = 0"])
def test_beyond_the_axis(display):
    (found,) = read(f"{HEAD}$$ {display} $$\n").items
    assert isinstance(found, IllFormed)
    assert found.code == "index-mismatch"


def test_a_word_as_a_label_that_begins_with_an_index():
    text = (
        "# N\n**Let** $n_{in}, n_{out} \\in \\mathbb{N}$. **Index** $i, j = 1, \\dots, n_{in}$. "
        "**Let** $x_i \\in \\mathbb{R}$.\n\n"
        "$$ \\sum_{i=1}^{n_{in}} x_i = \\sum_{j=1}^{n_{in}} x_j $$\n"
    )
    (item,) = read(text).items
    assert isinstance(item, Claim), item


def test_a_range_that_begins_behind_another():
    head = r"**Let** $n, r \in \mathbb{N}$, $x \in \mathbb{R}^n$. **Index** $i = 1, \dots, n$."
    display = r"x_i = x_i, \quad i = 1, \dots, r \qquad x_i = 0, \quad i = r + 1, \dots, n"
    first, second = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    assert judge(first).outcome == "proved"
    assert judge(second).outcome == "refuted"
    assert any(r"i = r + 1, \dots, n" in phrase for phrase in quantities(second))
