"""Lists of independent random variables, and lines that say means and variances."""

import pytest

from tests.read_notes.reading import items
from verifier.claim import Claim
from verifier.engine.decide import judge

SAMPLE = r"""
**Let** $X_1, \dots, X_n$ be i.i.d. random variables with mean $\mu$ and variance $\sigma^2$.
**Index** $i = 1, \dots, n$. **Define** $\bar{X} = \frac{1}{n} \sum_i X_i$.
"""
INDEPENDENT = r"""
**Let** $n \in \mathbb{N}$. **Index** $i = 1, \dots, n$.
**Let** $X_1, \dots, X_n$ and $Y_1, \dots, Y_n$ be independent random variables.
"""
INDEXED = r"""
**Let** $n \in \mathbb{N}$, $0 < p < 1$. **Index** $i = 1, \dots, n$.
**Let** $X_i \stackrel{iid}{\sim} \text{Bernoulli}(p)$.
"""
ONE = r"""
**Let** $m, s \in \mathbb{R}$. **Let** $X$ be a random variable with mean $m$ and variance $s^2$.
"""
VECTOR = r"""
**Let** $\mu, a \in \mathbb{R}^d$, $\Sigma \in \mathbb{R}^{d \times d}$, $A \in \mathbb{R}^{k \times d}$.
**Let** $x \in \mathbb{R}^d$ be a random vector with mean $\mu$ and covariance matrix $\Sigma$.
"""
NORMAL = VECTOR.replace(
    r"x \in \mathbb{R}^d$ be a random vector with mean $\mu$ and covariance matrix $\Sigma$",
    r"x \sim \mathcal{N}(\mu, \Sigma)$",
)
PAIR = r"**Let** $X, Y \in \mathbb{R}^d$ be independent random vectors."
PLAIN = r"""
**Let** $n \in \mathbb{N}$. **Index** $i = 1, \dots, n$. **Let** $X_i$ be random variables.
"""


COPY = r"""
**Let** $X, X_1, \dots, X_n$ be i.i.d. random variables. **Index** $i = 1, \dots, n$.
**Define** $\bar{X} = \frac{1}{n} \sum_i X_i$.
"""


@pytest.mark.parametrize(
    ("base", "display"),
    [
        (COPY, r"\mathbb{E}[\bar{X}] = \mathbb{E}[X]"),
        (COPY, r"\operatorname{Var}(\bar{X}) = \frac{\operatorname{Var}(X)}{n}"),
        (SAMPLE, r"\mathbb{E}[\bar{X}] = \mu"),
        (SAMPLE, r"\operatorname{Var}(\bar{X}) = \frac{\sigma^2}{n}"),
        (SAMPLE, r"\mathbb{E}\left[\frac{1}{n-1} \sum_i (X_i - \bar{X})^2\right] = \sigma^2"),
        (INDEPENDENT, r"\operatorname{Var}(\sum_i X_i) = \sum_i \operatorname{Var}(X_i)"),
        (INDEPENDENT, r"\operatorname{Cov}(X_1, Y_1) = 0"),
        (INDEXED, r"\operatorname{Var}(\frac{1}{n} \sum_i X_i) = \frac{p (1 - p)}{n}"),
        (ONE, r"\mathbb{E}[X^2] = m^2 + s^2"),
        (VECTOR, r"\operatorname{Var}(a^\top x) = a^\top \Sigma a"),
        (NORMAL, r"\operatorname{Cov}(A x) = A \Sigma A^\top"),
    ],
)
def test_means_and_variances_that_a_line_says_are_used(base, display):
    assert {judge(one).outcome for one in items(display, base=base)} == {"proved"}


@pytest.mark.parametrize(
    ("base", "display", "outcome"),
    [
        (SAMPLE, r"\operatorname{Var}(\bar{X}) = \sigma^2", "refuted"),
        (COPY, r"\operatorname{Var}(\bar{X}) = \operatorname{Var}(X)", "refuted"),
        (
            SAMPLE,
            r"\mathbb{E}\left[\frac{1}{n} \sum_i (X_i - \bar{X})^2\right] = \sigma^2",
            "refuted",
        ),
        (SAMPLE, r"\mathbb{E}[X_1^2 X_2^2] = \mathbb{E}[X_1^2] \mathbb{E}[X_2^2]", "undecided"),
        (SAMPLE, r"\mathbb{E}[X_1^4] = 3 \sigma^4", "undecided"),
        (INDEPENDENT, r"\mathbb{E}[X_1] = \mathbb{E}[X_2]", "refuted"),
        (PAIR, r"\operatorname{Cov}(X_1, X_2) = 0", "refuted"),
        (PLAIN, r"\operatorname{Var}(\sum_i X_i) = \sum_i \operatorname{Var}(X_i)", "refuted"),
        (
            SAMPLE.replace("i.i.d.", "not independent"),
            r"\operatorname{Var}(\bar{X}) = \frac{\sigma^2}{n}",
            "refuted",
        ),
        (NORMAL, r"\mathbb{E}[x] = 0", "refuted"),
    ],
)
def test_nothing_more_is_taken_for_said(base, display, outcome):
    (found,) = items(display, base=base)
    assert isinstance(found, Claim)
    assert judge(found).outcome == outcome
