"""Binomial sums with dots; three dots typed as full stops; limits under a word."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# N
**Let** $x, y \in \mathbb{R}$, $n \in \mathbb{N}$, $f : \mathbb{R} \to \mathbb{R}$.

"""


def items(display):
    return read(f"{HEAD}$$ {display} $$\n").items


@pytest.mark.parametrize(
    ("display", "dots"),
    [
        (r"(x+y)^n = x^n + n x^{n-1} y + \binom{n}{2} x^{n-2} y^2 + \dots + \binom{n}{n} y^n", "n"),
        (r"(x+y)^n = x^n + n x^{n-1} y + \binom{n}{2} x^{n-2} y^2 + \dots + y^n", "n"),
        (
            r"(1 + x)^n = \binom{n}{0} + \binom{n}{1}x + \binom{n}{2}x^2 + ... + \binom{n}{n}x^n",
            "n",
        ),
        (r"x^n + x^{n-1} y + x^{n-2} y^2 + \dots + y^n = \sum_{k=0}^n x^{n-k} y^k", "n"),
    ],
)
def test_one_general_term(display, dots):
    (claim,) = items(display)
    assert isinstance(claim, Claim)
    assert any(rf"\sum_{{k=0}}^{{{dots}}}" in one for one in claim.readings)
    assert judge(claim, timeout=8).outcome != "refuted"


@pytest.mark.parametrize(
    "display",
    [
        r"(x+y)^n = x^n + n x^{n-1} y + \binom{n}{2} x^{n-2} y + \dots + \binom{n}{n} y^n",
        r"(x+y)^n = x^n + 2 n x^{n-1} y + \binom{n}{2} x^{n-2} y^2 + \dots + \binom{n}{n} y^n",
        r"(x+y)^n = x^n + n x^{n-1} y + \binom{n}{2} x^{n-2} y^2 + \dots + \binom{n}{n} y^{n-1}",
    ],
)
def test_no_general_term(display):
    assert not any(isinstance(item, Claim) for item in items(display))


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        ("1 - x^{n+1} = (1 - x)(1 + x + x^2 + x^3 + ... + x^n)", "proved"),
        ("1 - x^n = (1 - x)(1 + x + x^2 + x^3 + ... + x^n)", "refuted"),
        (r"1 + 2 + ... + n = \frac{n(n+1)}{2}", "proved"),
        (r"\underset{y \to 0}{\lim} \frac{\sin y}{y} = 1", "proved"),
        (r"\underset{y \to 0}{\lim} \frac{\sin y}{y} = 0", "refuted"),
    ],
)
def test_spellings(display, outcome):
    (claim,) = items(display)
    assert isinstance(claim, Claim), claim
    assert judge(claim, timeout=8).outcome == outcome


@pytest.mark.parametrize("display", ["n!! = (n!)!", "n!! = n (n-2)!!"])
def test_a_double_factorial_is_none_of_a_factorial(display):
    assert not any(isinstance(item, Claim) for item in items(display))
