"""Lists of independent random variables, and lines that say means and variances."""

import pytest

from tests.read_notes.reading import items
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

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


@pytest.mark.parametrize(
    "words",
    [
        "random variables, not necessarily independent",
        "possibly independent random variables",
        "random variables that need not be independent",
        "random variables",
    ],
)
def test_independence_is_said_or_not(words):
    base = rf"**Let** $n \in \mathbb{{N}}$. **Index** $i = 1, \dots, n$. **Let** $X_1, \dots, X_n$ be {words}."
    found = items(r"\operatorname{Var}(\sum_i X_i) = \sum_i \operatorname{Var}(X_i)", base=base)
    assert not any(judge(one).outcome == "proved" for one in found)


def test_vectors_that_are_linearly_independent_are_not_random():
    base = r"**Let** $n \in \mathbb{N}$. **Let** $v_1, \dots, v_n$ be linearly independent."
    assert not any(isinstance(one, Claim) for one in items(r"\mathbb{E}[v_1] = v_1", base=base))


def test_a_variance_that_is_declared_takes_nothing_that_follows():
    base = (
        r"**Let** $\mu \in \mathbb{R}$ be the mean and $\sigma^2 > 0$ the variance, "
        r"$x \in \mathbb{R}^n$. **Index** $i = 1, \dots, n$."
    )
    (found,) = items(r"\sum_i (x_i - \mu) = \sum_i x_i - n \mu", base=base)
    assert judge(found).outcome == "proved"


NOISE = r"""
**Index** $i = 1, \dots, n$. **Let** $\epsilon_i$ be i.i.d. noise with zero mean and unit variance.
"""


def test_noise_in_words():
    (found,) = items(r"\operatorname{Var}(\sum_i \epsilon_i) = n", base=NOISE)
    assert judge(found).outcome == "proved"


FAMILIES = r"""
**Let** $n \in \mathbb{N}$, $w_i$ be i.i.d. random variables with mean zero and variance $\sigma_w^2$,
$x_i$ be i.i.d. random variables with mean $0$ and variance $\sigma_x^2$. **Index** $i = 1, \dots, n$.
"""
SUM = FAMILIES + r"**Define** $y = \sum_{i=1}^n w_i x_i$."
TWO = r"**Let** $X, Y$ be i.i.d. random variables."
VECTORS = r"""
**Let** $d \in \mathbb{N}$, $q, k \in \mathbb{R}^d$ be independent random vectors with mean $0$ and
covariance $I$.
"""


@pytest.mark.parametrize(
    ("base", "display", "outcome"),
    [
        (FAMILIES, r"\mathrm{Var}(\sum_i w_i x_i) = n \sigma_w^2 \sigma_x^2", "proved"),
        (FAMILIES, r"\mathrm{Var}(w_i + x_i) = \sigma_w^2", "refuted"),
        (FAMILIES, r"\mathrm{Var}(\mathbf{w}^\top \mathbf{x}) = n \sigma_w^2 \sigma_x^2", "proved"),
        (FAMILIES, r"\mathbf{w}^\top \mathbf{x} = \sum_i w_i x_i", "proved"),
        (FAMILIES, r"\mathbb{E}[\mathbf{1}^\top x] = 0", "proved"),
        (FAMILIES, r"\mathrm{Var}(\sum_i w_i x_i) = n \mathrm{Var}(w) \mathrm{Var}(x)", "proved"),
        (FAMILIES, r"\mathrm{Var}(w) = \mathrm{Var}(x)", "refuted"),
        (SUM, r"\mathrm{Var}(y) = n \mathrm{Var}(w_i) \mathrm{Var}(x_i)", "proved"),
        (SUM, r"\mathbb{E}[y^2] = n \sigma_w^2 \sigma_x^2", "proved"),
        (SUM, r"\mathrm{Var}(y) = \sigma_w^2 \sigma_x^2", "refuted"),
        (SUM, r"\mathbb{E}[y] = y", "refuted"),
        (VECTORS, r"\mathrm{Var}(q^\top k / \sqrt{d}) = 1", "proved"),
        (VECTORS, r"\mathrm{Var}(q^\top k / \sqrt{d}) = d", "refuted"),
        (VECTORS, r"\mathbb{E}[q q^\top] = I", "proved"),
        (TWO, r"\mathbb{E}[X Y] = \mathbb{E}[X]^2", "proved"),
        (TWO, r"\mathbb{E}[X^3] = \mathbb{E}[Y^3]", "undecided"),
        (TWO, r"\mathrm{Var}(X - Y) = \mathrm{Var}(X)", "refuted"),
    ],
)
def test_families_and_pairs_of_one_law(base, display, outcome):
    (claim,) = items(display, base=base)
    assert isinstance(claim, Claim), claim
    assert judge(claim, timeout=10).outcome == outcome


def test_random_vectors_have_a_size():
    r"""A random vector without one was read as a number: ``X X^\top = X^\top X`` was proved."""
    rest = r"**Index** $j = 1, \dots, n$."
    for words in (r"$X$ be a random vector in $\mathbb{R}^n$, $a \in \mathbb{R}^n$.",
                  r"$X$ be a random vector with values in $\mathbb{R}^n$, $a \in \mathbb{R}^n$."):  # fmt: skip
        text = f"# T\n**Let** {words} {rest}\n\n$$ E[a^\\top X] = \\sum_j a_j E[X_j] $$\n"
        (found,) = read(text).items
        assert judge(found).outcome == "proved"
    asked, _ = read(
        "# T\n**Let** $X$ be a random vector.\n\n$$ E[X X^\\top] = E[X^\\top X] $$\n"
    ).items
    assert r"**Let** $X \in \mathbb{R}^n$ be a random vector." in asked.message


@pytest.mark.parametrize(
    ("declared", "display"),
    [
        (
            r"**Let** $X, Y$ be random variables. **Let** $X$ and $Y$ be independent.",
            r"\mathbb{E}[XY] = \mathbb{E}[X] \mathbb{E}[Y]",
        ),
        (
            r"**Let** $X, Y, Z$ be pairwise independent random variables.",
            r"\mathbb{E}[XYZ] = \mathbb{E}[X] \mathbb{E}[Y] \mathbb{E}[Z]",
        ),
        (
            r"**Let** $X, Y$ be random variables with mean $a$ and covariance $c$.",
            r"\operatorname{Var}(X) = c",
        ),
        (
            r"**Let** $p(x; \theta)$ be a density. **Let** $\theta \in \mathbb{R}$.",
            r"\nabla_\theta p(x; \theta) = 0",
        ),
        (
            r"**Let** $p_\theta(x)$ be a density. **Let** $\theta \in \mathbb{R}$.",
            r"\nabla_\theta p_\theta(x) = 0",
        ),
    ],
)
def test_what_a_line_cannot_say_settles_nothing(declared, display):
    """Neither new variables for the old ones, nor a variance for a covariance, nor constants."""
    found = read(f"# N\n{declared}\n\n$$ {display} $$\n").items
    assert isinstance(found[0], IllFormed)
    assert all(isinstance(one, IllFormed) or judge(one).outcome == "undecided" for one in found)


def test_lists_that_are_called_uncorrelated_are_not_independent():
    """Their squares may be correlated."""
    text = r"**Let** $X_1, \dots, X_n$ and $Y_1, \dots, Y_n$ be uncorrelated random variables."
    display = r"\mathbb{E}[X_1^2 Y_1^2] = \mathbb{E}[X_1^2] \mathbb{E}[Y_1^2]"
    (found,) = read(f"# N\n{text}\n\n$$ {display} $$\n").items
    assert judge(found).outcome == "undecided"


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\operatorname{Cov}(X, Y) = 0", "proved"),
        (r"\mathbb{E}[XY] = \mathbb{E}[X] \mathbb{E}[Y]", "proved"),
        (r"\mathbb{E}[X^2 Y^2] = \mathbb{E}[X^2] \mathbb{E}[Y^2]", ""),
    ],
)
def test_numbers_that_are_uncorrelated(display, outcome):
    text = r"**Let** $X, Y$ be uncorrelated random variables."
    (found,) = read(f"# N\n{text}\n\n$$ {display} $$\n").items
    result = judge(found).outcome
    assert result == outcome if outcome else result != "proved"
