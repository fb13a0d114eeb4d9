"""The sign of an expectation: its fonts, and over what it is where nothing stands below it."""

import pytest

from tests.read_notes.reading import item
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

LATENT = r"""
**Let** $x, z$ be random variables with joint distribution $p$. **Let** $q(z)$ be a distribution.
**Let** $X$ be a random variable, $a \in \mathbb{R}$.
"""
OVER = r"**Layout** $\mathbb{E}$ is the mean over $q(z)$."


def outcome(display, more=""):
    """The outcome of one display."""
    found = item(display, more, LATENT)
    assert isinstance(found, Claim), found
    return judge(found).outcome


@pytest.mark.parametrize(("sign", "over"), [
    (r"\mathbf{E}", ""), (r"\mathsf{E}", ""), (r"\mathbf{E}", "_q"), (r"\mathbf{E}", "_{q(z)}"),
    (r"\mathsf{E}", r"_{z \sim q}"),
])  # fmt: skip
def test_a_bold_sign_is_one(sign, over):
    body = r"\log q(z)" if over else "a X"
    whole = f"{sign}{over}[2 {body}] = 2 {sign}{over}[{body}]"
    assert outcome(whole) == "proved"
    assert outcome(whole.replace("= 2", "= 3")) == "refuted"


def test_a_bold_matrix_stays_one():
    found = item(r"\mathbf{E}(a) = \mathbf{E} a", base=LATENT)
    assert isinstance(found, IllFormed)
    told = item(
        r"\mathbf{E}_{11} = 2", r"**Let** $\mathbf{E} \in \mathbb{R}^{2 \times 2}$.", LATENT
    )
    assert isinstance(told, Claim)


def test_a_layout_says_what_a_bare_expectation_is_over():
    display = r"KL(q(z) || p(z|x)) = E[\log q(z)] - E[\log p(z, x)] + \log p(x)"
    assert outcome(display, OVER) == "proved"
    assert outcome(display.replace("+", "-"), OVER) == "refuted"
    assert outcome(r"E[\log p(z, x)] = \sum_z p(z, x) \log p(z, x)", OVER) == "refuted"


@pytest.mark.parametrize("words", [
    r"**Layout** $E$ denotes the expectation with respect to $q$.",
    r"**Layout** $\mathbb{E}$ is the average under $z \sim q(z)$.",
])  # fmt: skip
def test_other_words_for_it(words):
    assert outcome(r"\mathbb{E}[\log q(z)] = \sum_z q(z) \log q(z)", words) == "proved"


def test_of_two_distributions_of_a_letter_neither_is_guessed():
    display = r"KL(q(z) || p(z|x)) = \mathbb{E}[\log q(z) - \log p(z | x)]"
    found = item(display, base=LATENT)
    assert isinstance(found, IllFormed)
    (paste, other) = [line for line in found.message.split("\n") if "**Layout**" in line]
    assert outcome(display, paste.strip()) == "proved"
    assert outcome(display, other.strip()) == "refuted"


def test_one_distribution_of_all_the_letters_is_meant():
    base = (
        r"**Let** $y$ be a random variable with distribution $P$. **Let** $Q(y)$ be a distribution."
    )
    found = item(r"\mathbb{E}[\log Q(y)] = \sum_y P(y) \log Q(y)", base=base)
    assert isinstance(found, Claim)
    assert judge(found).outcome == "proved"


@pytest.mark.parametrize(
    "display",
    [
        r"\mathbb{E}_{q}[\log p(x)] = \log p(x)",
        r"q(x, z) = q(z \mid x) p(x)",
        r"q(x, z) = q(z \mid x)",
        r"q(x) = 1",
    ],
)
def test_a_law_says_nothing_of_what_it_is_given(display):
    head = (
        r"**Let** $x, z$ be random variables with joint distribution $p$, $q(z \mid x)$ be a "
        r"distribution."
    )
    (item,) = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    assert not isinstance(item, Claim)


SPOKEN = r"**Let** $X, Y$ be random variables, $a \in \mathbb{R}$."
JOINTLY = r"**Let** $X, Y$ be random variables with joint distribution $p$."


@pytest.mark.parametrize(
    ("base", "display", "expected"),
    [
        (SPOKEN, r"\mathbb{E}_{X \mid Y}[X] = \mathbb{E}[X]", "refuted"),
        (SPOKEN, r"\mathbb{E}_{X|Y}[X] = \mathbb{E}[X \mid Y]", "proved"),
        (SPOKEN, r"E[I(X \le a)] = P(X \le a)", "proved"),
        (SPOKEN, r"E[I_{\{X > a\}}] = 1 - P(X \le a)", "proved"),
        (SPOKEN, r"\sigma_X^2 = E[X^2] - \mu_X^2", "proved"),
        (SPOKEN, r"\sigma_{XY} = E[XY] - \mu_X \mu_Y", "proved"),
        (SPOKEN, r"\sigma_X^2 = E[X^2] - \mu_X", "refuted"),
        (JOINTLY, r"\sigma_X^2 = E[X^2] - \mu_X^2", "proved"),
        (JOINTLY, r"\mu_X = \sum_x x\, p(x)", "proved"),
    ],
)
def test_moments_by_letters_and_what_is_given_below(base, display, expected):
    assert judge(item(display, base=base)).outcome == expected


def test_a_mean_over_what_is_given_inside():
    found = item(r"\mathbb{E}_Y[\mathbb{E}[X \mid Y]] = \mathbb{E}[X]", base=SPOKEN)
    assert isinstance(found, Claim)
    refused = item(r"\operatorname{Var}_{X|Y}(X) = \operatorname{Var}(X)", base=SPOKEN)
    assert not isinstance(refused, Claim)
