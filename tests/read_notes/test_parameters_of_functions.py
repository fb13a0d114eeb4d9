r"""Parameters that are powers of declared numbers: ``f(y; \mu, \sigma^2) = ...``."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

DECLARED = r"**Let** $y, \mu \in \mathbb{R}$, $%s > 0$. "
NORMAL = r"\frac{1}{\sqrt{2\pi\sigma^2}} e^{-\frac{(y - \mu)^2}{2\sigma^2}}"


def verdict(letter, definition, display):
    note = f"{DECLARED % letter}\n\n$$ {definition} $$\n\n$$ {display} $$\n"
    *_, found = read(note).items
    assert isinstance(found, Claim), found
    return judge(found).outcome


@pytest.mark.parametrize("letter", [r"\sigma", r"\sigma^2"])
@pytest.mark.parametrize(
    ("right", "display", "outcome"),
    [
        (r"\mu + y \sigma^2", r"f(y; \mu, \sigma^2) = \mu + y \sigma^2", "proved"),
        (r"\mu + y \sigma^2", r"f(y; \mu, \sigma^2) = \mu + y \sigma^4", "refuted"),
        (r"\mu + y \sigma^2", r"f(1; 2, 9) = 11", "proved"),
        (r"\mu + y \sigma^2", r"f(1; 2, 9) = 83", "refuted"),
        (r"\mu + y \sigma", r"f(1; 2, 9) = 5", "proved"),
        (r"\mu + y \sigma^4", r"f(1; 2, 9) = 83", "proved"),
        (r"\mu + y \sigma", r"\frac{\partial f}{\partial y} = \sigma", "proved"),
        (NORMAL, (r"\log f(y; \mu, \sigma^2) = -\frac{(y-\mu)^2}{2\sigma^2}"
         r" - \frac{1}{2} \log (2\pi\sigma^2)"), "proved"),
        (NORMAL, (r"\log f(y; \mu, \sigma^2) = -\frac{(y-\mu)^2}{2\sigma^2}"
         r" - \log (2\pi\sigma^2)"), "refuted"),
        (NORMAL, r"f(0; 0, 1) = \frac{1}{\sqrt{2\pi}}", "proved"),
    ],
)  # fmt: skip
def test_a_square_as_a_parameter(letter, right, display, outcome):
    assert verdict(letter, rf"f(y; \mu, \sigma^2) = {right}", display) == outcome


def test_other_powers_are_no_parameters():
    *_, found = read(r"**Let** $x, a > 0$. **Define** $g(x, a^3) = x + a$." + "\n").items
    assert isinstance(found, IllFormed)
    assert "a parameter is a letter" in found.message


def test_a_letter_with_a_prime_is_another_one():
    note = r"**Let** $x \in \mathbb{R}$. **Define** $k(x, x') = x x' + x'$."
    first, second = read(note + "\n\n$$ k(1, 3) = 6 $$\n\n$$ k(3, 1) = 6 $$\n").items
    assert [judge(first).outcome, judge(second).outcome] == ["proved", "refuted"]
