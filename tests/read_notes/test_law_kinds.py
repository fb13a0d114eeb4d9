"""Laws with a name, and where textbooks write them in two ways."""

import pytest

from tests.read_notes.reading import item
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""
**Let** $0 < p < 1$, $b > 0$, $m \in \mathbb{R}$, $s > 0$, $k, n, r \in \mathbb{N}$.
**Let** $Y \sim \text{Geometric}(p)$ counting failures, $U \sim \mathrm{Geom}(p)$.
**Let** $L \sim \mathrm{Laplace}(m, b)$, $C \sim \chi^2_n$, $D \sim \chi^2(n)$, $Z \sim N(m, s^2)$.
**Let** $R \sim \mathrm{NB}(r, p)$ counting failures.
**Let** $G \sim \Gamma(s, b)$ by shape and scale, $H \sim \mathrm{Gamma}(s, b)$.
"""


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\mathbb{E}[Y] = \frac{1-p}{p}", "proved"),
        (r"P(Y = k) = (1-p)^{k-1} p", "refuted"),
        (r"\mathbb{E}[U] = \frac{1}{p}", "proved"),
        (r"\mathbb{E}[U] = \frac{1-p}{p}", "undecided"),  # the line does not say what it counts
        (r"\mathbb{E}[L] = m", "proved"),
        (r"P(R = k) = \binom{k+r-1}{k} p^r (1-p)^k", "proved"),
        (r"\operatorname{Var}(Z) = s^2", "proved"),
    ],
)
def test_laws_are_those_of_the_textbooks(display, expected):
    assert judge(item(display, base=HEAD)).outcome == expected


def test_words_decide_between_two_ways():
    said, unsaid, chi, other = (
        item(rf"\mathbb{{E}}[{letter}] = 1", base=HEAD) for letter in "GHCD"
    )
    assert "scale" in said.readings[0]
    assert not said.unread
    assert any("by shape and rate" in words for words in unsaid.unread)
    assert chi.statement.replace("C", "D") == other.statement


def test_a_list_with_a_law_of_two_kinds_refutes_nothing():
    found = read(
        r"""# T
**Let** $n \in \mathbb{N}$, $0 < p < 1$, $X_1, \dots, X_n \sim \mathrm{Geom}(p)$ i.i.d.

$$ \mathbb{E}[X_1] = \frac{1-p}{p} $$
"""
    ).items
    assert [judge(one).outcome for one in found] == ["undecided"]


@pytest.mark.parametrize(
    ("head", "display", "expected"),
    [
        (r"$X \sim \mathrm{Poisson}(\lambda)$", r"P(X = k) = e^{-\lambda}\frac{\lambda^k}{k!}, \quad k = 0, 1, 2, \dots", "proved"),
        (r"$X \sim \mathrm{Poisson}(\lambda)$", r"P(X = k) = \frac{\lambda^k e^{-\lambda}}{k}", "refuted"),
        (r"$X \sim \mathrm{Bin}(n, p)$", r"P(X = k) = \binom{n}{k} p^k (1-p)^{n-k}", "proved"),
        (r"$X \sim \mathrm{Exp}(\lambda)$, $\lambda > 0$", r"P(X > x) = e^{-\lambda x}", "proved"),
        (r"$X \sim \mathrm{Exp}(\lambda)$", r"f_X(x) = \begin{cases} \lambda e^{-\lambda x}, & x \ge 0 \\ 0, & x < 0 \end{cases}", "proved"),
        (r"$X \sim \mathrm{Exp}(\lambda)$", r"f_X(x) = e^{-\lambda x}", "refuted"),
        (r"$X \sim \mathrm{Exp}(\lambda)$, $t < \lambda$", r"M_X(t) = \frac{\lambda}{\lambda - t}", "proved"),
        (r"$X \sim N(\mu, \sigma^2)$", r"M_X(t) = \exp\left(\mu t + \frac{\sigma^2 t^2}{2}\right)", "proved"),
        (r"$X \sim U(a, b)$", r"f_X(x) = \frac{1}{b - a}", "proved"),
        (r"$K \sim \mathrm{Poisson}(\lambda)$", r"\mathbb{E}[K] = \sum_k k P(K = k)", "proved"),
        (r"$X \sim \mathrm{Bin}(n, p)$", r"\mathbb{E}[X] = \sum_k k P(X = k)", "proved"),
        (r"$X$ be a random variable", r"P(X = x) = P(X \le x) - P(X < x)", "proved"),
        (r"$X$ be a random variable", r"P(a < X \le b) = P(X \le b) - P(X \le a)", "undecided"),
    ],
)  # fmt: skip
def test_letters_of_values_and_functions_of_laws(head, display, expected):
    found = item(display, base=f"**Let** {head}.")
    assert judge(found).outcome == expected


def test_matrices_are_no_parameters_by_themselves():
    for head in (r"$X \sim N(\mu, \Sigma)$", r"$x \sim N(\mu, \sigma^2 I)$"):
        found = read(f"# T\n**Let** {head}.\n\n$$ 1 = 1 $$\n").items
        assert any("undeclared" in getattr(one, "message", "") for one in found)


@pytest.mark.parametrize(
    ("head", "display", "expected"),
    [
        (r"$n \in \mathbb{N}$, $Y$ be a random variable with density $n y^{n-1}$ on $[0, 1]$.",
         r"\mathbb{E}[Y] = \int_0^1 y \cdot n y^{n-1} \, dy", "proved"),
        (r"$X$ be a random variable with density $f(x) = 2x$ for $0 \le x \le 1$.",
         r"\operatorname{Var}(X) = \frac{1}{18}", "proved"),
        (r"$X$ be a random variable with density $f(x) = 2x$ for $0 \le x \le 1$.",
         r"\mathbb{E}[X] = \frac{1}{2}", "refuted"),
        (r"$X$ be a random variable with pdf $f_X(x) = e^{-x}$ on $(0, \infty)$, $a > 0$.",
         r"P(X > a) = e^{-a}", "proved"),
    ],
)  # fmt: skip
def test_densities_written_out(head, display, expected):
    assert judge(item(display, base=f"**Let** {head}")).outcome == expected
