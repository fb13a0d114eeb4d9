"""Displays behind ``subject to``, names of sets, transposes of named lists."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"**Let** $a, b \in \mathbb{R}$. **Define** $p = (1, b)$."


def item(display, words=""):
    *_, found = read(f"{HEAD}\n\n{words}\n$$ {display} $$\n").items
    return found


@pytest.mark.parametrize("words", ["We minimise it subject to", "Minimise this, s.t.",
                                   "under the following constraints:"])  # fmt: skip
def test_a_condition_of_the_text_claims_nothing(words):
    found = item(r"a \ge 1", words)
    assert isinstance(found, Unchecked)
    assert "a condition that the text sets" in found.reason


@pytest.mark.parametrize("words", ["This is subject to change. Clearly", "We get", ""])
def test_other_words_do_not(words):
    found = item(r"a \ge 1", words)
    assert isinstance(found, Claim)
    assert judge(found).outcome == "refuted"


@pytest.mark.parametrize(
    "display",
    [
        r"\mathcal{F} = \mathbb{R}^D", r"\mathcal{L} = \{0, 1, \dots, L - 1\}",
        r"\mathcal{D} = \mathcal{F} \times \mathcal{L}", r"S = \mathbb{N} \cup \{-1, -2\}",
    ],
)  # fmt: skip
def test_names_of_sets(display):
    found = item(display)
    assert isinstance(found, Unchecked)
    assert (found.kind, found.reason) == ("definition", "a name for a set: not checked")


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"p^\top p = 1 + b^2", "proved"),
        (r"p^\top p = 1 + b", "refuted"),
        (r"p p^\top = \begin{bmatrix} 1 & b \\ b & b^2 \end{bmatrix}", "proved"),
        (r"p \cdot p = 1 + b^2", "proved"),
    ],
)
def test_a_named_list_is_a_vector(display, outcome):
    found = item(display)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome
