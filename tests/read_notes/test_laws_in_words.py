"""Laws that a **Let** says in words, and moments that it gives as formulas."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("$X$ be a Bernoulli random variable with parameter $p$", {"E[X] = p": "proved"}),
        (r"$X$ be a Poisson random variable with mean $\lambda$", {r"E[X] = \lambda": "proved"}),
        (r"$X$ be exponentially distributed with rate $\lambda$",
         {r"E[X] = 1/\lambda": "proved", r"E[X] = \lambda": "refuted"}),
        (r"$X$ be normally distributed with mean $\mu$ and variance $\sigma^2$",
         {r"E[X] = \mu": "proved"}),
        ("$X$ be uniformly distributed on $[a, b]$", {r"E[X] = \frac{a+b}{2}": "proved"}),
        ("$X$ and $Y$ be independent standard normal random variables", {"E[XY] = 0": "proved"}),
        ("$X$ be geometric with success probability $p$", {"E[X] = 1/p": "proved"}),
        (r"$X$ be a random variable with $E[X] = \mu$ and $\mathrm{Var}(X) = \sigma^2$",
         {r"E[X^2] = \mu^2 + \sigma^2": "proved", r"E[X^2] = \sigma^2": "refuted"}),
        (r"$a, b \in \mathbb{R}$, $X, Y$ be random variables with means $a$ and $b$",
         {"E[Y] = a": "ill-formed"}),
        (r"$a, b \in \mathbb{R}$, $X, Y$ be random variables with mean $a$ and mean $b$",
         {"E[Y] = a": "ill-formed"}),
        (r"$X$ be a uniform random variable on $\{1, 6\}$", {"E[X^2] = 43/3": "undecided"}),
        ("$X$ be a standard normal random variable, $Y$ be a random variable",
         {"E[X] = 0": "proved", "E[Y] = 0": "refuted"}),
        (r"$X$ be a Poisson random variable with mean $\lambda$ conditioned on $X > 0$",
         {r"E[X] = \lambda": "ill-formed"}),
        (r"$X$ be a Poisson random variable, with mean $\lambda$",
         {r"\mathrm{Var}(X) = \lambda": "proved"}),
        (r"$X$ be exponentially distributed with mean $\mu$", {r"E[X] = \mu": "ill-formed"}),
    ],
)  # fmt: skip
def test_a_law_in_words(head, lines):
    shown = "".join(f"\n$$ {line} $$\n" for line in lines)
    items = read(f"# T\n**Let** {head}.\n{shown}").items[-len(lines) :]
    outcomes = [judge(one, timeout=10).outcome if isinstance(one, Claim) else "ill-formed"
                for one in items]  # fmt: skip
    assert outcomes == [*lines.values()]


UNSAID = [
    (r"$X, Y \sim N(0,1)$ be uncorrelated", "E[X^2 Y^2] = E[X^2] E[Y^2]"),
    ("$X$ be a Cauchy random variable", "E[X] = 0"),
    ("$X$ be a Gaussian random variable", "E[X] = 0"),
]


@pytest.mark.parametrize(("head", "display"), UNSAID)
def test_words_that_say_too_little_decide_nothing(head, display):
    found = read(f"# T\n**Let** {head}.\n\n$$ {display} $$\n").items[-1]
    outcome = judge(found, timeout=10).outcome if isinstance(found, Claim) else "ill-formed"
    assert outcome in ("undecided", "ill-formed")
