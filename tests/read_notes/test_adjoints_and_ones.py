r"""A star as a transpose where a layout line says so, a bold 1 that can only be the identity."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# Note
**Let** $n \in \mathbb{N}$, $v, w, x^* \in \mathbb{R}^n$, $A, B \in \mathbb{R}^{n \times n}$.
"""


def only(display: str, line: str = "") -> Claim | IllFormed:
    (item,) = read(f"{HEAD}{line}\n\n$$ {display} $$\n").items
    assert isinstance(item, (Claim, IllFormed))
    return item


@pytest.mark.parametrize("mark", [r"\star", "*", r"\dagger", "H"])
@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"(A B)^MARK = B^MARK A^MARK", "proved"),
        (r"(A B)^MARK = A^MARK B^MARK", "refuted"),
        (r"(v^MARK w)^MARK = w^{MARK} v", "proved"),
        (r"v^MARK A w = w^MARK A v", "refuted"),
    ],
)
def test_a_sign_of_the_transpose(mark, display, outcome):
    claim = only(display.replace("MARK", mark), f"**Layout** $^{mark}$ is the transpose.")
    assert isinstance(claim, Claim), claim
    assert judge(claim).outcome == outcome


def test_a_declared_name_with_the_sign_stays_a_name():
    claim = only(r"(v - x^*)^* (v - x^*) = v^* v - 2 v^* x^* + \|x^*\|^2",
                 "**Layout** $^*$ is the transpose.")  # fmt: skip
    assert isinstance(claim, Claim), claim
    assert judge(claim).outcome == "proved"


def test_without_the_line_it_can_be_pasted():
    broken = only(r"(A B)^\star = B^\star A^\star")
    assert isinstance(broken, IllFormed)
    assert r"**Layout** $^\star$ is the transpose." in broken.message


@pytest.mark.parametrize(
    ("display", "outcome", "kind"),
    [
        (r"(\mathbf{1} - A) v = v - A v", "proved", "the identity"),
        (r"(\mathbf{1} - A) v = A v - v", "refuted", "the identity"),
        (r"\mathbf{1}^\top v = v^\top \mathbf{1}", "proved", "a vector"),
        (r"\mathbf{1}^\top v = \|v\|", "refuted", "a vector"),
    ],
)
def test_a_bold_one_without_a_size(display, outcome, kind):
    claim = only(display)
    assert isinstance(claim, Claim), claim
    assert any(f"read as {kind} of size `n`" in note for note in claim.readings)
    assert judge(claim).outcome == outcome
