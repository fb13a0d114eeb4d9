r"""Infinite sums and limits over whole numbers in notes."""

import pytest

from tests.read_notes.reading import item
from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.latex_print import latex

BASE = r"""
**Let** $x, \lambda, \gamma \in \mathbb{R}$, $n \in \mathbb{N}$, $0 < \gamma < 1$.
"""


def verdict(display):
    found = item(display, base=BASE)
    assert isinstance(found, Claim), getattr(found, "message", found)
    return judge(found).outcome


@pytest.mark.parametrize(
    "display",
    [
        r"\sum_{k=0}^\infty \gamma^k = \frac{1}{1-\gamma}",
        r"\sum_{k=0}^{+\infty} \gamma^k = \frac{1}{1-\gamma}",
        r"\sum_{k \ge 0} \gamma^k = \frac{1}{1-\gamma}",
        r"\sum_{k \geq 1} \gamma^{k-1} = \sum_{j=0}^\infty \gamma^j",
        r"\sum_{k=1}^\infty k (1-\gamma)^{k-1} \gamma = \frac{1}{\gamma}",
        r"\sum_{k=0}^\infty \frac{\lambda^k e^{-\lambda}}{k!} = 1",
        r"\sum_{k=0}^\infty k \frac{\lambda^k e^{-\lambda}}{k!} = \lambda",
        r"\sin x = \sum_{m=0}^\infty \frac{(-1)^m}{(2m+1)!} x^{2m+1}",
        r"\sum_{k=1}^\infty \frac{1}{k(k+1)} = 1",
        r"\lim_{n \to \infty} \gamma^n = 0",
        r"\lim_{n \to \infty} \left(1 + \frac{x}{n}\right)^n = e^x",
        r"\lim_{n \to \infty} \frac{1}{n^2} \sum_{k=1}^n k = \frac{1}{2}",
    ],
)
def test_proved(display):
    assert verdict(display) == "proved"


@pytest.mark.parametrize(
    "display",
    [
        r"\sum_{k=0}^\infty \gamma^k = \frac{\gamma}{1-\gamma}",
        r"\sum_{k=1}^\infty \gamma^k = \frac{1}{1-\gamma}",
        r"\sum_{k=1}^\infty \frac{\lambda^k e^{-\lambda}}{k!} = 1",
        r"\sum_{k=1}^\infty \frac{1}{k(k+1)} = 2",
    ],
)
def test_refuted(display):
    assert verdict(display) == "refuted"


@pytest.mark.parametrize(
    "display", [r"\sum_{k=0}^\infty x^k = \frac{1}{1-x}", r"\lim_{n \to \infty} x^n = 0"]
)
def test_not_without_convergence(display):
    assert verdict(display) != "proved"


def test_said_and_printed():
    found = item(r"\sum_{k=0}^\infty \gamma^k = \frac{1}{1-\gamma}", base=BASE)
    assert any("infinite sum over `k`" in reading for reading in found.readings)
    assert r"\sum_{k=0}^{\infty} \gamma^{k}" in latex(found.relation)


@pytest.mark.parametrize("display", [r"\sum_{k=-\infty}^\infty \gamma^k = 1"])
def test_without_a_first_term(display):
    assert "without a first term" in item(display, base=BASE).reason
