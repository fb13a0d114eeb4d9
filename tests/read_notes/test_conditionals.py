"""Bars between the arguments of functions in notes."""

import pytest

from tests.read_notes.reading import item
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge

TYPED = r"""
**Let** $x, z \in \mathbb{R}$, $p : \mathbb{R}^2 \to \mathbb{R}$, $\pi : \mathbb{R}^2 \to \mathbb{R}$.
"""
BOTH = r"""
**Let** $x, z \in \mathbb{R}$. **Define** $p(x, z) = x + 2 z$, $p(x \mid z) = x - z$.
"""
BESIDE = r"""
**Let** $X, Y \in \mathbb{R}$, $H : \mathbb{R}^2 \to \mathbb{R}$.
**Define** $H(Y \mid X) = H(X, Y) - X$.
"""


@pytest.mark.parametrize("bar", ["|", r"\mid", r"\vert", r"\,|\,"])
def test_a_conditional_is_no_joint_distribution(bar: str) -> None:
    """Neither the same, nor refuted: nothing is known."""
    for equation in (rf"p(x {bar} z) = p(x, z)", rf"\pi(x {bar} z) = \pi(z, x)"):
        found = item(equation, base=TYPED)
        assert isinstance(found, Claim)
        assert "function of its own" in " ".join(found.readings)
        assert judge(found).outcome == "undecided"


@pytest.mark.parametrize(("words", "equation", "verdict"), [
    (TYPED, r"2 p(x | z) = p(x | z) + p(x | z)", "proved"),
    (BOTH, r"p(z, x) - p(x, z) = x - z", "proved"),
    (BOTH, r"p(z | x) = z - x", "proved"),
    (BOTH, r"p(z | x) = p(z, x)", "refuted"),
    (BESIDE, r"H(Y \mid X) = H(X, Y) - X", "proved"),
    (BESIDE, r"H(Y \mid X) = H(Y, X)", "refuted"),
])  # fmt: skip
def test_a_bar_picks_what_was_defined_with_it(words: str, equation: str, verdict: str) -> None:
    found = item(equation, base=words)
    assert isinstance(found, Claim)
    assert judge(found).outcome == verdict


@pytest.mark.parametrize("own", [r"p(x, z) = x + 2 z", r"p(x \mid z) = x + 2 z"])
def test_what_is_defined_with_another_bar_is_asked_about(own: str) -> None:
    words = r"**Let** $x, z \in \mathbb{R}$. **Define** $" + own + "$."
    found = item(r"p(x | z) = p(x, z)", base=words)
    assert isinstance(found, IllFormed)
    assert "not a joint distribution" in found.message


@pytest.mark.parametrize(("display", "paste"), [
    (r"p(x | z) = 2 p(x, z)", "**Let** $p$ be a density."),
    (r"f(z, z) = 2 f(z, 1)", r"**Let** $f : \mathbb{R}^2 \to \mathbb{R}$"),
])  # fmt: skip
def test_the_line_to_paste_works(display, paste):
    base = r"**Let** $z \in \mathbb{R}$."
    found = item(display, base=base)
    assert isinstance(found, IllFormed)
    assert paste in found.message
    assert isinstance(item(display, base=f"{base} {paste}"), Claim)
