"""Densities as statistics writes them: of one number beside the data, with labels and ranges."""

import pytest

from tests.read_notes.reading import items
from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

DATA = r"""
**Let** $n \in \mathbb{N}$, $x \in \mathbb{R}^n$, $\mu \in \mathbb{R}$, $\sigma, \lambda > 0$.
**Index** $i = 1, \dots, n$.
"""
NORMAL = r"f_{\mu,\sigma^2}(x) = \frac{1}{\sigma \sqrt{2\pi}} \exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)"
COIN = r"P_\mu(x) = \mu^x (1-\mu)^{1-x}"
EXPONENTIAL = r"f(x) = \lambda e^{-\lambda x}, \quad x \geq 0"


def shown(first, second):
    """The items of the second of two displays."""
    note = read(f"# N\n{DATA}\n$$\n{first}\n$$\n\n$$\n{second}\n$$\n")
    assert isinstance(note.items[0], Unchecked)
    assert note.items[0].kind == "definition"
    return note.items[1:]


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        (
            NORMAL,
            r"\log f_{\mu,\sigma^2}(x_i) = -\log \sigma - \frac{1}{2} \log(2\pi) - \frac{(x_i-\mu)^2}{2\sigma^2}",
            "proved",
        ),
        (
            NORMAL,
            r"\log f_{\mu,\sigma^2}(x_i) = -\log \sigma - \frac{1}{2} \log(2\pi) + \frac{(x_i-\mu)^2}{2\sigma^2}",
            "refuted",
        ),
        (COIN, r"P_\mu(x_i) = \mu^{x_i} (1-\mu)^{1-x_i}", "proved"),
        (EXPONENTIAL, r"\sum_i \log f(x_i) = n \log \lambda - \lambda \sum_i x_i", "proved"),
        (EXPONENTIAL, r"\sum_i \log f(x_i) = n \log \lambda + \lambda \sum_i x_i", "refuted"),
        (EXPONENTIAL, r"f(x_i) \leq \lambda", "proved"),
        (EXPONENTIAL, r"\int_{-1}^1 f(t) \, dt = 1 - e^{-\lambda}", "undecided"),
        (r"f(x) = (x - 1)^2", r"f(x_1) = (x_1 - 1)^2", "proved"),
        (r"g(x) = x - \mu x", r"g(x)_1 = x_1 - \mu x_1", "proved"),
    ],
)
def test_the_letter_of_the_data_stands_for_one_number(first, second, outcome):
    (found,) = shown(first, second)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


def test_a_condition_on_the_argument_is_no_claim():
    note = read(f"# N\n{DATA}\n$$\n{EXPONENTIAL}\n$$\n")
    assert [item.kind for item in note.items] == ["definition"]
    (claim,) = items(r"x_1^2 = x_1 \cdot x_1, \quad \mu > 0", base=DATA)
    assert isinstance(claim, Claim)


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\Gamma(n + 1) = n \, \Gamma(n)", "proved"),
        (r"\Gamma(n + 1) = (n + 1) \, \Gamma(n)", "refuted"),
        (r"\Gamma\big(\frac{1}{2}\big)^2 = \pi", "proved"),
    ],
)
def test_the_gamma_function(display, outcome):
    (found,) = items(display, base=DATA)
    assert judge(found).outcome == outcome
    assert any("gamma function" in reading for reading in found.readings)


def test_a_declared_gamma_is_what_it_is_declared_as():
    (found,) = items(
        r"\Gamma(n + 1) = n \Gamma + \Gamma", base=DATA + r"**Let** $\Gamma \in \mathbb{R}$."
    )
    assert judge(found).outcome == "proved"


def test_an_equation_for_gamma_is_what_it_is_from_there_on():
    note = read(f"# N\n{DATA}\n$$\n\\Gamma(t) = 2 t + 1\n$$\n\n$$\n\\Gamma(1) = 3\n$$\n")
    assert note.items[0].kind == "definition"
    assert judge(note.items[1]).outcome == "proved"
