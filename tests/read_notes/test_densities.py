"""Known densities, at numbers and at vectors, and integrals of them over the line."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim
from verifier.engine.decide import judge

BASE = r"""
**Let** $d, N \in \mathbb{N}$, $\mathbf{x}, \mathbf{m} \in \mathbb{R}^d$, $\mathbf{y} \in \mathbb{R}^N$,
$x, m \in \mathbb{R}$, $\sigma > 0$, $\lambda > 0$, $\mu \in (0, 1)$, $k \in \mathbb{Z}$.
**Assume** $k \ge 0$. **Index** $n = 1, \dots, N$.
"""

TRUE = [
    r"\mathcal{N}(x; m, \sigma^2) = \frac{1}{\sqrt{2\pi} \sigma} e^{-\frac{(x-m)^2}{2\sigma^2}}",
    r"\int \mathcal{N}(x \mid m, \sigma^2) \, dx = 1",
    (
        r"\log \mathcal{N}(\mathbf{x} \mid \mathbf{m}, \sigma^2 I)"
        r" = -\frac{d}{2} \log(2\pi\sigma^2) - \frac{1}{2\sigma^2} \|\mathbf{x} - \mathbf{m}\|^2"
    ),
    (
        r"\log \mathcal{N}(\mathbf{x} \mid \mathbf{m}, I)"
        r" = -\frac{d}{2} \log 2\pi - \frac{1}{2} \|\mathbf{x} - \mathbf{m}\|^2"
    ),
    (
        r"\nabla_{\mathbf{x}} \log \mathcal{N}(\mathbf{x} \mid \mathbf{m}, \sigma^2 \mathbf{I})"
        r" = -\frac{\mathbf{x} - \mathbf{m}}{\sigma^2}"
    ),
    (
        r"\log \prod_n \mathrm{Bern}(y_n \mid \mu)"
        r" = \sum_n \left(y_n \log \mu + (1 - y_n) \log(1 - \mu)\right)"
    ),
    r"\log \mathrm{Poisson}(k; \lambda) = k \log \lambda - \lambda - \log k!",
]


@pytest.mark.parametrize("display", TRUE)
def test_densities_are_their_formulas(display):
    found = item(display, base=BASE)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == "proved"


FALSE = [
    (
        r"\log \mathcal{N}(\mathbf{x} \mid \mathbf{m}, \sigma^2 I)"
        r" = -\frac{1}{2} \log(2\pi\sigma^2) - \frac{1}{2\sigma^2} \|\mathbf{x} - \mathbf{m}\|^2"
    ),
    r"\log \mathrm{Bern}(x \mid \mu) = (1 - x) \log \mu + x \log(1 - \mu)",
]


@pytest.mark.parametrize("display", FALSE)
def test_near_misses_are_refuted(display):
    assert judge(item(display, base=BASE)).outcome == "refuted"


@pytest.mark.parametrize(
    "display",
    [
        r"\log \mathcal{N}(\mathbf{x} \mid \mathbf{m}, \sigma^2) = 0",  # no covariance of a vector
        r"\log \mathcal{N}(\mathbf{x} \mid \mathbf{m}, 2) = 0",
    ],
)
def test_a_vector_has_a_covariance_matrix(display):
    (found,) = items(display, base=BASE)
    assert not isinstance(found, Claim)


def test_an_integral_without_bounds_says_how_it_is_read():
    found = item(r"\int \mathcal{N}(x \mid m, \sigma^2) \, dx = 1", base=BASE)
    assert any("whole line" in reading for reading in found.readings)


SEVERAL = r"""
**Let** $d \in \mathbb{N}$, $x, m \in \mathbb{R}^d$.
**Let** $S \in \mathbb{R}^{d \times d}$ be symmetric positive definite.
"""


@pytest.mark.parametrize(
    ("right", "outcomes"),
    [
        (
            r"-\frac{d}{2} \ln(2\pi) - \frac12 \ln |S| - \frac12 (x - m)^\top S^{-1} (x - m)",
            {"proved"},
        ),
        (
            r"-\frac{d}{2} \ln(2\pi) - \frac12 \ln |S| + \frac12 (x - m)^\top S^{-1} (x - m)",
            {"refuted", "undecided"},
        ),
        (
            r"-\frac{d}{2} \ln(2\pi) + \frac12 \ln |S| - \frac12 (x - m)^\top S^{-1} (x - m)",
            {"refuted", "undecided"},
        ),
    ],
)
def test_any_covariance_matrix(right, outcomes):
    found = item(rf"\ln \mathcal{{N}}(x \mid m, S) = {right}", base=SEVERAL)
    assert judge(found).outcome in outcomes


def test_a_covariance_matrix_has_the_size_of_the_vector():
    more = r"**Let** $k \in \mathbb{N}$, $R \in \mathbb{R}^{k \times k}$."
    (found,) = items(r"\ln \mathcal{N}(x \mid m, R) = 0", base=SEVERAL + more)
    assert not isinstance(found, Claim)


def test_the_identity_beside_the_variance_of_a_number_is_one():
    found = item(r"\mathcal{N}(x; m, \sigma^2 I) = \mathcal{N}(x \mid m, \sigma^2)", base=BASE)
    assert judge(found).outcome == "proved"
    assert "read as 1" in " ".join(found.readings)


FUNCTIONS = r"""
**Let** $x, z \in \mathbb{R}$, $p : \mathbb{R}^2 \to \mathbb{R}$, $g, f : \mathbb{R} \to \mathbb{R}$.
"""


@pytest.mark.parametrize(("display", "outcome", "line"), [
    (r"g(x) + 1 = 1 + \int p(x, z) \, dz", "undecided", True),
    (r"\int f(z) \, dz = 1", "undecided", True),
    (r"\int 2 f(z) \, dz = 2 \int f(z) \, dz", "proved", False),
    (r"\int f'(x) \, dx = f(x) + C", "proved", False),
    (r"\int f(x) \, dx = f(x)", "refuted", False),
])  # fmt: skip
def test_a_marginal_is_no_antiderivative(display, outcome, line):
    found = item(display, base=FUNCTIONS)
    assert judge(found).outcome == outcome
    assert ("whole line" in " ".join(found.readings)) == line
