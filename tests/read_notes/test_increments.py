r"""``\Delta x`` is a name of its own; a declared Delta beside an undeclared one is a factor."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# Note
**Let** $n \in \mathbb{N}$, $w : \mathbb{R} \to \mathbb{R}$, $\Delta x > 0$.
**Let** $x, \theta \in \mathbb{R}$, $\Delta\mathbf{y} \in \mathbb{R}^n$.
**Define** $A(x) = w(x)^2$, $\Delta w = w(x + \Delta x) - w(x)$.

"""
GAP = r"""# Note
**Let** $a, \Delta \in \mathbb{R}$.

"""


def only(display: str, head: str = HEAD) -> Claim | IllFormed:
    (item,) = read(f"{head}$$ {display} $$\n").items
    assert isinstance(item, (Claim, IllFormed))
    return item


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"(x + \Delta x)^2 = x^2 + 2 x \Delta x + \Delta x^2", "proved"),
        (r"x \Delta x = \Delta x^2", "refuted"),
        (r"\Delta x = x \Delta 1", None),
        (r"\frac{d}{dx} (x \Delta x) = \Delta x", "proved"),
        (r"\frac{d}{dx} (x \Delta x) = 2 \Delta x", "refuted"),
        (r"A(x + \Delta x) = (w(x) + \Delta w)^2", "proved"),
        (r"A(x + \Delta x) = (w(x) - \Delta w)^2", "refuted"),
        (r"w'(x) = \lim_{\Delta x \to 0} \frac{w(x + \Delta x) - w(x)}{\Delta x}", "proved"),
        (r"\|\Delta \mathbf{y}\|^2 = \sum_{i=1}^n \Delta y_i^2", "proved"),
        (r"\|\Delta \mathbf{y}\|^2 = \sum_{i=1}^n \Delta y_i", "refuted"),
        (r"\Delta \theta = \theta", None),
    ],
)
def test_increments(display, outcome):
    claim = only(display)
    if outcome is None:
        assert isinstance(claim, IllFormed)
        return
    assert isinstance(claim, Claim), claim
    assert judge(claim).outcome == outcome


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"a + \Delta a = a (1 + \Delta)", "proved"),
        (r"(a + \Delta)^2 = a^2 + 2 \Delta a + \Delta^2", "proved"),
        (r"\Delta a^2 = (\Delta a)^2", "refuted"),
    ],
)
def test_a_declared_delta_is_a_factor(display, outcome):
    claim = only(display, GAP)
    assert isinstance(claim, Claim), claim
    assert any("product" in note for note in claim.readings)
    assert judge(claim).outcome == outcome


def test_a_delta_typed_as_a_character_is_one():
    head = "# N\n**Let** $x, Δx, ∆t \\in \\mathbb{R}$.\n\n"
    items = read(head + "$$ (x + ∆x)^2 = x^2 + 2 x \\Delta x + (Δx)^2 $$\n\n$$ Δt = ∆t $$\n").items
    assert [judge(item).outcome for item in items] == ["proved", "proved"]
