"""Random variables of which a line says the law."""

import pytest

from tests.read_notes.reading import item
from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

EXPONENTIAL = r"**Let** $\lambda, s, t > 0$, $a, b \in \mathbb{R}$, $X \sim \mathrm{Exp}(\lambda)$."
POISSON = r"**Let** $r > 0$, $k \in \mathbb{N}$, $N \sim \text{Poisson}(r)$."
COIN = r"**Let** $0 < p < 1$, $t \in \mathbb{R}$, $X \sim Bernoulli(p)$."
NORMAL = r"**Let** $m, t \in \mathbb{R}$, $s > 0$, $Z \sim \mathcal{N}(m, s^2)$."
TWO = r"**Let** $\lambda > 0$, $X, Y \sim \operatorname{Exp}(\lambda)$ be independent."


@pytest.mark.parametrize(
    ("base", "display"),
    [
        (EXPONENTIAL, r"\mathbb{E}[X] = \frac{1}{\lambda}"),
        (EXPONENTIAL, r"\mathbb{E}[aX + b] = a \mathbb{E}[X] + b"),
        (EXPONENTIAL, r"P(X > t) = 1 - P(X \le t) = e^{-\lambda t}"),
        (EXPONENTIAL, r"P(s < X \le s + t) = e^{-\lambda s} - e^{-\lambda (s + t)}"),
        (POISSON, r"\mathbb{E}[N] = r"),
        (POISSON, r"P(N = k) = \frac{e^{-r} r^k}{k!}"),
        (COIN, r"\mathbb{E}[X] = p"),
        (COIN, r"\mathbb{V}[X] = p (1 - p)"),
        (COIN, r"\mathbb{E}[e^{tX}] = 1 + p (e^t - 1)"),
        (NORMAL, r"\mathbb{E}[e^{tZ}] = \exp(m t + \frac{s^2 t^2}{2})"),
        (TWO, r"\mathbb{E}[X Y] = \frac{1}{\lambda^2}"),
        (TWO, r"\operatorname{Cov}(X, Y) = 0"),
    ],
)
def test_means_are_integrals_and_sums(base, display):
    found = read_items(display, base)
    assert {judge(one).outcome for one in found} == {"proved"}


def read_items(display, base):
    """The claims of one display."""
    from tests.read_notes.reading import items

    found = items(display, base=base)
    assert all(isinstance(one, Claim) for one in found)
    return found


@pytest.mark.parametrize(
    ("base", "display"),
    [
        (EXPONENTIAL, r"\mathbb{E}[X] = \lambda"),
        (EXPONENTIAL, r"P(X > t) = e^{-2 \lambda t}"),
        (EXPONENTIAL, r"P(X \le -t) = 1 - e^{\lambda t}"),
        (EXPONENTIAL, r"\frac{d}{dt} P(2 X \le t) = 0"),
        (EXPONENTIAL, r"X = \frac{1}{\lambda}"),
        (POISSON, r"P(N = k) = \frac{e^{-r} r^k}{k}"),
        (COIN, r"\mathbb{V}[X] = p"),
        (TWO, r"\mathbb{E}[X Y] = \frac{2}{\lambda^2}"),
    ],
)
def test_wrong_means_are_not_proved(base, display):
    assert judge(item(display, base=base)).outcome in ("refuted", "undecided")


def test_the_law_is_said_with_its_parameters():
    found = item(r"\mathbb{E}[Z^2] = 1", base=NORMAL)
    assert any("normal, with that mean and that variance" in one for one in found.readings)


def test_variables_need_a_line_that_calls_them_independent():
    apart = TWO.replace("be independent", "be random variables")
    assert isinstance(item(r"\mathbb{E}[X + Y] = \frac{2}{\lambda}", base=apart), Claim)
    for said in (apart, TWO.replace("be independent", "be not independent")):
        found = item(r"\mathbb{E}[X Y] = \frac{1}{\lambda^2}", base=said)
        (paste,) = [line for line in found.message.split("\n") if "**Let**" in line]
        assert "independent" in paste
    pasted = r"**Let** $\lambda > 0$. " + paste.strip()
    assert judge(item(r"\mathbb{E}[X Y] = \frac{1}{\lambda^2}", base=pasted)).outcome == "proved"


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"P(B = 2) = 0", "proved"),
        (r"P(B = 2) = \frac{1}{9}", "refuted"),
        (r"P(B = 1) = \frac{1}{3}", "proved"),
        (r"P(N = -1) = 0", "proved"),
        (r"P(N = 1/2) = 0", "proved"),
        (r"P(N = 0) = e^{-r}", "proved"),
    ],
)
def test_a_number_that_is_no_value_has_no_probability(display, expected):
    head = r"**Let** $r > 0$, $N \sim \text{Poisson}(r)$, $B \sim \text{Bernoulli}(1/3)$."
    (item,) = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    assert judge(item, timeout=10).outcome == expected


@pytest.mark.parametrize(
    ("display", "read_"),
    [
        (r"\mathbb{E}_{X \sim \mathrm{Exp}(\lambda)}[X] = \frac{1}{\lambda}", True),
        (r"\mathbb{E}_{X \sim q}[X] = \frac{1}{\lambda}", False),
    ],
)
def test_a_mean_is_under_the_declared_law(display, read_):
    assert isinstance(item(display, base=EXPONENTIAL), Claim) == read_
