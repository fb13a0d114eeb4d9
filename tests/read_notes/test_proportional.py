r"""Proportionality as a claim: the ratio does not depend on the letters that the chain begins with."""

import pytest

from tests.read_notes.reading import items
from verifier.claim import Claim
from verifier.engine.decide import judge

NORMAL = r"""
**Let** $n \in \mathbb{N}$, $x \in \mathbb{R}^n$, $\mu, m \in \mathbb{R}$, $\sigma, s > 0$.
**Index** $i = 1, \dots, n$. **Define** $\bar{x} = \frac{1}{n} \sum_i x_i$. **Let** $p$ be a density.
"""
COIN = r"**Let** $0 < \theta < 1$, $a, b > 0$, $k, n \in \mathbb{N}$. **Let** $p$ be a density."
VECTOR = r"**Let** $w, v \in \mathbb{R}^d$. **Let** $p$ be a density."


def last(display, base):
    """The claim of the last link."""
    found = items(display, base=base)
    assert isinstance(found[-1], Claim), found
    return found[-1]


@pytest.mark.parametrize(
    ("base", "display", "outcome"),
    [
        (NORMAL, r"p(\mu) \propto e^{-(\mu - m)^2 / (2 s^2)} \propto \mathcal{N}(\mu \mid m, s^2)", "proved"),
        (NORMAL, r"p(\mu \mid \mathbf{X}) \propto e^{-\frac{1}{2\sigma^2} \sum_i (x_i - \mu)^2} \propto e^{-\frac{n}{2\sigma^2} (\bar{x} - \mu)^2}", "proved"),
        (NORMAL, r"p(\mathbf{X} \mid \mu) \propto e^{-\frac{1}{2\sigma^2} \sum_i (x_i - \mu)^2} \propto e^{-\frac{n}{\sigma^2} (\bar{x} - \mu)^2}", "refuted"),
        (COIN, r"p(\theta \mid k) \propto \theta^k (1-\theta)^{n-k} \theta^{a-1} (1-\theta)^{b-1} \propto \theta^{k+a-1} (1-\theta)^{n-k+b-1}", "proved"),
        (COIN, r"p(\theta \mid k) \propto \theta^k \propto \theta^{k+1}", "refuted"),
        (COIN, r"p(\theta \mid k) \propto \theta^k \propto a^k \theta^k", "proved"),
        (COIN, r"p(\theta) \propto \theta^k = 3 \theta^k", "refuted"),
        (VECTOR, r"p(w) \propto e^{-\|w - v\|^2} \propto e^{2 v^\top w - \|w\|^2}", "proved"),
        (VECTOR, r"p(w) \propto e^{-\|w - v\|^2} \propto e^{-\|w\|^2}", "refuted"),
    ],
)  # fmt: skip
def test_a_ratio_that_does_not_depend_on_the_letters(base, display, outcome):
    claim = last(display, base)
    assert judge(claim).outcome == outcome


@pytest.mark.parametrize(
    ("base", "display"),
    [
        (NORMAL, r"p(\mu \mid \mathbf{X}) \propto p(\mathbf{X} \mid \mu)"),
        (COIN, r"p(\theta \mid k) \propto \theta^k"),
        (COIN, r"\theta^2 \propto \theta"),
        (COIN.replace(r" **Let** $p$ be a density.", ""), r"p(\theta \mid k) \propto \theta^k"),
    ],
)
def test_what_is_only_said_to_be_proportional_is_not_checked(base, display):
    assert not any(isinstance(one, Claim) for one in items(display, base=base))
