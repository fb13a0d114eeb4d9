"""Letters for the densities of any variables, and what displays say of them."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

ANY = r"""
**Let** $p, q$ be densities. **Let** $T \in \mathbb{N}$. **Index** $t = 2, \dots, T$.
"""
SMOOTH = r"""
**Let** $x, \theta \in \mathbb{R}^d$. **Let** $p_\theta, p$ be densities.
"""
SAMPLE = r"""
**Let** $p$ be a density. **Let** $N \in \mathbb{N}$, $\mu \in \mathbb{R}$, $\sigma > 0$,
$x \in \mathbb{R}^N$. **Index** $n = 1, \dots, N$.
"""
LOGISTIC = r"""
**Let** $x, w \in \mathbb{R}^d$. **Let** $P$ be a probability.
**Define** $\sigma(a) = \frac{1}{1 + e^{-a}}$.
"""


def outcome(display, base):
    """The outcome of one display."""
    found = item(display, base=base)
    assert isinstance(found, Claim), found
    return judge(found).outcome


@pytest.mark.parametrize(("base", "display"), [
    (ANY, r"p(x | z) = \frac{p(z | x) p(x)}{p(z)}"),
    (ANY, r"p(x, z, y) = p(x \mid z, y) p(z \vert y) p(y)"),
    (ANY, r"p(z, x) = p(x, z)"),
    (ANY, (r"q(x_{t-1} | x_t, x_0) = q(x_t | x_{t-1}, x_0)"
           r" \frac{q(x_{t-1} | x_0)}{q(x_t | x_0)}")),
    (ANY, (r"\sum_{t=2}^T \log \frac{q(x_t | x_0)}{q(x_{t-1} | x_0)}"
           r" = \log \frac{q(x_T | x_0)}{q(x_1 | x_0)}")),
    (ANY, r"q(x_{1:T} | x_0) q(x_0) = q(x_{0:T})"),
    (ANY, r"p(C_1 | x) p(x) = p(x | C_1) p(C_1)"),
    (SMOOTH, r"\nabla_\theta \log p_\theta(x) = \frac{\nabla_\theta p_\theta(x)}{p_\theta(x)}"),
    (SMOOTH, r"\nabla_x \log p(y | x) = \nabla_x \log p(y, x) - \nabla_x \log p(x)"),
])  # fmt: skip
def test_the_rules_of_products_and_of_bayes(base, display):
    assert outcome(display, base) == "proved"


@pytest.mark.parametrize(("base", "display"), [
    (ANY, r"p(x | z) = p(x, z)"),
    (ANY, r"p(x | z) = p(z | x) p(x)"),
    (ANY, r"p(x, z) = p(x) p(x | z)"),
    (ANY, r"p(x, z, y) + p(x) = p(x | z) p(z | y) p(y) + p(x)"),
    (ANY, r"p(x | z) = \frac{p(z | x) p(z)}{p(x)}"),
    (ANY, r"p(C_1 | x) p(x) = p(x | C_2) p(C_1)"),
    (SMOOTH, r"\nabla_\theta \log p_\theta(x) = \nabla_\theta p_\theta(x)"),
    (SMOOTH, r"\nabla_x \log p(y | x) = \nabla_x \log p(y, x)"),
])  # fmt: skip
def test_near_misses_are_refuted(base, display):
    assert outcome(display, base) == "refuted"


@pytest.mark.parametrize("display", [
    r"p(x) = q(x)", r"p(x) = p(z)", r"2 p(x) p(z) = p(x, z)", r"p(x | z) = p(x | y)",
    r"p(x) q(x) = 1", r"p(x_1) = p(x_2)", r"\prod_{t=2}^T p(x_t) = 3 p(x)",
])  # fmt: skip
def test_nothing_else_is_proved(display):
    found = items(display, base=ANY)
    assert all(not isinstance(one, Claim) or judge(one).outcome != "proved" for one in found)


CHAIN = [
    r"p(x_n | \mu, \sigma) = \mathcal{N}(x_n | \mu, \sigma^2)",
    r"p(x | \mu, \sigma) = \prod_{n=1}^N p(x_n | \mu, \sigma)",
]


def after(displays, last, base):
    """The items of displays one after the other, the last one's at the end."""
    return items("\n$$\n\n$$\n".join([*displays, last]), base=base)


@pytest.mark.parametrize(("last", "expected"), [
    ((r"\log p(x | \mu, \sigma) = -\frac{1}{2 \sigma^2} \sum_{n=1}^N (x_n - \mu)^2"
      r" - \frac{N}{2} \log (2 \pi \sigma^2)"), "proved"),
    ((r"\log p(x | \mu, \sigma) = -\frac{1}{2 \sigma^2} \sum_{n=1}^N (x_n - \mu)^2"
      r" - N \log (2 \pi \sigma^2)"), "refuted"),
    ((r"\frac{\partial}{\partial \mu} \log p(x | \mu, \sigma)"
      r" = \frac{1}{\sigma^2} \sum_{n=1}^N (x_n - \mu)"), "proved"),
    (r"\frac{\partial}{\partial \mu} \log p(x | \mu, \sigma) = 0", "refuted"),
    (r"p(x_1 | \mu, \sigma) = p(x_2 | \mu, \sigma)", "refuted"),
    (r"p(x_n, \mu, \sigma) = \mathcal{N}(x_n | \mu, \sigma^2) p(\mu, \sigma)", "proved"),
    (r"p(x_n | \mu, \sigma) = \mathcal{N}(x_n | 2 \mu, \sigma^2)", "refuted"),
])  # fmt: skip
def test_what_a_display_says_of_a_density_is_known_from_there_on(last, expected):
    *said, claim = after(CHAIN, last, SAMPLE)
    assert [(one.kind, "taken from here on" in one.reason) for one in said] == [
        ("definition", True)] * 2  # fmt: skip
    assert isinstance(claim, Claim)
    assert judge(claim).outcome == expected


@pytest.mark.parametrize(("factor", "expected"), [("", "proved"), ("2", "refuted")])
def test_a_probability_of_one_value_and_of_the_other(factor, expected):
    said = [r"P(y = 1 | x) = \sigma(w^\top x)", r"P(y = 0 | x) = 1 - P(y = 1 | x)"]
    last = rf"\log \frac{{P(y = 1 | x)}}{{P(y = 0 | x)}} = {factor} w^\top x"
    assert judge(after(said, last, LOGISTIC)[-1]).outcome == expected


def test_independence_is_what_a_product_says():
    said, claim = after([r"p(u, v, w) = p(u) p(v | u) p(w | v)"], r"p(w | u, v) = p(w | v)", ANY)
    assert isinstance(said, Unchecked)
    assert judge(claim).outcome == "proved"
    assert outcome(r"p(u, v, w) = p(u) p(v | u) p(w | u, v)", ANY) == "proved"


def test_the_same_may_be_assumed():
    base = SAMPLE + rf"**Assume** ${CHAIN[0]}$."
    assert outcome(r"p(x_2 | \mu, \sigma) = \mathcal{N}(x_2 | \mu, \sigma^2)", base) == "proved"


def test_a_value_needs_its_variable():
    found = item(r"p(2 x) = 1", base=SMOOTH)
    assert isinstance(found, IllFormed)
    assert "the value of which variable" in found.message


def test_variables_with_finitely_many_values_have_no_density():
    base = r"**Let** $x, z$ be random variables with joint distribution $p$."
    said, claim = after([r"p(x) = \mathcal{N}(x \mid 0, 1)"], r"p(x) = p(z)", base)
    assert said.kind == "definition"
    assert "not used" in said.reason
    assert judge(claim).outcome == "undecided"


MEANS = r"""
**Let** $q, p$ be densities. **Let** $\lambda \in \mathbb{R}$. **Let** $r_\lambda$ be a density.
"""


@pytest.mark.parametrize("display", [
    r"\mathbb{E}_{q(z)}[2 \log p(z) + 1] = 2 \mathbb{E}_{q(z)}[\log p(z)] + 1",
    r"D_{KL}(q(z | x) \| p(z)) = \mathbb{E}_{z \sim q(z | x)}\left[\log \frac{q(z|x)}{p(z)}\right]",
    (r"\mathbb{E}_{q(z|x)} \log p(x | z) - D_{KL}(q(z|x) \,\|\, p(z))"
     r" = \mathbb{E}_{q(z|x)}[\log p(x, z)] - \mathbb{E}_{q(z|x)}[\log q(z|x)]"),
    r"\log p(x) = \mathbb{E}_{q(z|x)}[\log p(x)]",
    (r"\mathbb{E}_q\left[\log \frac{q(x_{1:3} | x_0)}{p(x_{0:3})}\right]"
     r" = \mathbb{E}_q[\log q(x_{1:3} | x_0) - \log p(x_{0:3})]"),
])  # fmt: skip
def test_expectations_of_densities_are_means(display):
    assert outcome(display, MEANS) == "proved"


@pytest.mark.parametrize("display", [
    r"\mathbb{E}_{q(z)}[\log p(z)] = \log p(z)",
    r"\mathbb{E}_{q(z)}[\log p(z)] = \mathbb{E}_{p(z)}[\log p(z)]",
    (r"\mathbb{E}_{q(x_0)}[\log \mathbb{E}_{q(x_1 | x_0)}[p(x_1, x_0)]]"
     r" = \log \mathbb{E}_{q(x_1 | x_0)}[p(x_1, x_0)]"),
    r"\mathbb{E}_{q(z|x)}[\log p(z)] = \mathbb{E}_{q(z|y)}[\log p(z)]",
    r"\mathbb{E}_{q(x_1)}[\log p(x_1)] = \mathbb{E}_{q(x_2)}[\log p(x_2)]",
    r"\nabla_\lambda \mathbb{E}_{r_\lambda(z)}[\log p(z)] = 0",
    r"\mathbb{E}_{q(z)}[\log p(z)] = \log \mathbb{E}_{q(z)}[p(z)]",
])  # fmt: skip
def test_more_than_that_is_neither_proved_nor_refuted(display):
    assert outcome(display, MEANS) == "undecided"


def test_a_name_from_outside_is_not_averaged():
    last = r"\mathbb{E}_{q(z)}[\ell] = \ell"
    said, claim = after([r"\ell = \log p(z) + 1"], last, MEANS)
    assert said.kind == "definition"
    assert isinstance(claim, Unchecked)


SAMPLES = r"""# S
**Let** $m \in \mathbb{N}$, $%s, \theta \in \mathbb{R}$. **Index** $i = 1, \dots, m$. **Let** $p$ be a density.
"""
JOINT = r"$$ p(x_1, \ldots, x_m \mid \theta) = \prod_{i=1}^m p(x_i \mid \theta) $$"


@pytest.mark.parametrize(
    ("given", "display", "outcome"),
    [
        (JOINT, r"\log p(x_1, \dots, x_m \mid \theta) = \sum_{i=1}^m \log p(x_i \mid \theta)",
         "proved"),
        (JOINT, r"\log p(x_1, x_2, \dots, x_m \mid \theta) = \sum_{i=1}^m \log p(x_i \mid \theta)",
         "proved"),
        (JOINT, r"\log p(x_1, \ldots, x_m \mid \theta) = 2 \sum_{i=1}^m \log p(x_i \mid \theta)",
         "refuted"),
        ("", r"p(x_1, \ldots, x_m, \theta) = p(x_1, \ldots, x_m \mid \theta) p(\theta)", "proved"),
        ("", r"2 p(x_1, \ldots, x_m, \theta) = p(x_1, \ldots, x_m) p(\theta)", "undecided"),
        ("", r"\log p(x_1, \ldots, x_m) = \log p(x_1, \ldots, x_{m-1})", "refuted"),
        # what is said of one density in terms of others may be the model
        ("", r"p(x_1 \mid \theta) = p(x_2) + 1", "undecided"),
        ("", r"p(x_1 \mid \theta) = p(x_1) p(\theta)", "refuted"),
    ],
)  # fmt: skip
def test_samples_with_dots(given, display, outcome):
    *_, found = read(f"{SAMPLES % 'x_i'}\n{given}\n\n$$ {display} $$\n").items
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


def test_numbered_samples_with_dots():
    note = SAMPLES % "x^{(i)}" + (
        "\n$$ p(x^{(1)}, \\ldots, x^{(m)}; \\theta) = \\prod_{i=1}^m p(x^{(i)}; \\theta) $$\n\n"
        "$$ \\log p(x^{(1)}, \\ldots, x^{(m)}; \\theta) = \\sum_{i=1}^m \\log p(x^{(i)}; \\theta) $$\n"
    )
    *_, found = read(note).items
    assert judge(found).outcome == "proved"


def test_dots_between_other_letters():
    *_, found = read(SAMPLES % "x_i" + "\n$$ p(x_1, \\ldots, \\theta) = p(\\theta) $$\n").items
    assert isinstance(found, IllFormed)
