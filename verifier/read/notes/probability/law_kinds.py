r"""The laws of one variable that have a name, with the formulas of the textbooks.

Guarantee: a law is its density on an interval, or its masses at whole numbers, with the mean
and the variance that follow. See Johnson, Kotz and Balakrishnan, and Bishop (2006), appendix B.
Where textbooks differ (the second parameter of a gamma law, what a geometric law counts) the
words of the line decide; without such words the commoner way is taken, and a doubt says so,
for which nothing is refuted. Limits: laws with a mean and a variance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from verifier.read.notes.probability import densities
from verifier.terms import (
    ONE,
    ZERO,
    Constant,
    Function,
    Multiply,
    Number,
    Power,
    Relation,
    Term,
    call,
    number,
)

INFINITY = Constant("oo")
TWO = number(2)


@dataclass(frozen=True)
class Law:
    """A law with its parameters put in."""

    words: str
    density: Callable[[Term], Term]
    lower: Term
    upper: Term
    mean: Term
    variance: Term
    masses: bool = False
    doubt: str = ""
    """What the line does not say of it and textbooks write in two ways."""
    admits: tuple[Relation, ...] = ()
    """What its parameters are."""


def normal(mean: Term, variance: Term) -> Law:
    """The normal law."""

    def density(x: Term) -> Term:
        scale = Power(TWO * Constant("pi") * variance, number("-1/2"))
        return scale * call("exp", -Power(x - mean, TWO) / (TWO * variance))

    return Law("normal, with that mean and that variance", density, -INFINITY, INFINITY, mean,
               variance)  # fmt: skip


def exponential(rate: Term) -> Law:
    """The exponential law."""
    return Law("exponential, with that rate", lambda x: rate * call("exp", -(rate * x)), ZERO,
               INFINITY, ONE / rate, ONE / Power(rate, TWO))  # fmt: skip


def uniform(low: Term, high: Term) -> Law:
    """The uniform law on an interval."""
    length = high - low
    return Law("uniform on the interval between them", lambda _: ONE / length, low, high,
               (low + high) / TWO, Power(length, TWO) / number(12),
               admits=(Relation("<", low, high),))  # fmt: skip


def beta(a: Term, b: Term) -> Law:
    """The beta law."""
    both = a + b
    return Law("beta, with these parameters", lambda x: densities.beta(x, a, b), ZERO, ONE,
               a / both, a * b / (Power(both, TWO) * (both + ONE)))  # fmt: skip


def gamma(shape: Term, rate: Term) -> Law:
    """The gamma law by shape and rate."""
    return Law("gamma, with that shape and that rate", lambda x: densities.gamma(x, shape, rate),
               ZERO, INFINITY, shape / rate, shape / Power(rate, TWO))  # fmt: skip


def gamma_by_scale(shape: Term, scale: Term) -> Law:
    """The gamma law by shape and scale."""
    return replace(gamma(shape, ONE / scale), words="gamma, with that shape and that scale",
                   mean=shape * scale, variance=shape * Power(scale, TWO))  # fmt: skip


def chi_squared(freedom: Term) -> Law:
    """The chi-squared law."""
    return replace(gamma(freedom / TWO, ONE / TWO), mean=freedom, variance=TWO * freedom,
                   words="chi-squared, with so many degrees of freedom")  # fmt: skip


def laplace(middle: Term, scale: Term) -> Law:
    """The Laplace law."""

    def density(x: Term) -> Term:
        return call("exp", -call("abs", x - middle) / scale) / (TWO * scale)

    return Law("Laplace, with that mean and that scale", density, -INFINITY, INFINITY, middle,
               TWO * Power(scale, TWO))  # fmt: skip


def log_normal(mean: Term, variance: Term) -> Law:
    """The law of the exponential of a normal variable."""
    inner = normal(mean, variance).density
    middle = call("exp", mean + variance / TWO)
    return Law("log-normal: its logarithm has that mean and that variance",
               lambda x: inner(call("log", x)) / x, ZERO, INFINITY, middle,
               (call("exp", variance) - ONE) * Power(middle, TWO))  # fmt: skip


def bernoulli(p: Term) -> Law:
    """One trial."""
    return Law("Bernoulli: 1 with that probability, else 0",
               lambda k: densities.bernoulli(k, p), ZERO, ONE, p, p * (ONE - p),
               masses=True)  # fmt: skip


def binomial(n: Term, p: Term) -> Law:
    """The number of successes in n trials."""
    return Law("binomial, with that number of trials and that probability",
               lambda k: densities.binomial(k, n, p), ZERO, n, n * p, n * p * (ONE - p),
               masses=True)  # fmt: skip


def poisson(rate: Term) -> Law:
    """The Poisson law."""
    return Law("Poisson, with that mean", lambda k: densities.poisson(k, rate), ZERO, INFINITY,
               rate, rate, masses=True)  # fmt: skip


def trials(p: Term) -> Law:
    """The number of trials up to the first success."""
    return Law("geometric: the number of trials up to the first success, from 1 on",
               lambda k: Power(ONE - p, k - ONE) * p, ONE, INFINITY, ONE / p,
               (ONE - p) / Power(p, TWO), masses=True)  # fmt: skip


def failures(p: Term) -> Law:
    """The number of failures before the first success."""
    return Law("geometric: the number of failures before the first success, from 0 on",
               lambda k: Power(ONE - p, k) * p, ZERO, INFINITY, (ONE - p) / p,
               (ONE - p) / Power(p, TWO), masses=True)  # fmt: skip


def negative_trials(r: Term, p: Term) -> Law:
    """The number of trials up to the r-th success."""

    def masses(k: Term) -> Term:
        ways = Function("binomial", (k - ONE, r - ONE))
        return Multiply((ways, Power(p, r), Power(ONE - p, k - r)))

    return Law("negative binomial: the number of trials up to that success", masses, r, INFINITY,
               r / p, r * (ONE - p) / Power(p, TWO), masses=True)  # fmt: skip


def negative_failures(r: Term, p: Term) -> Law:
    """The number of failures before the r-th success."""

    def masses(k: Term) -> Term:
        ways = Function("binomial", (k + r - ONE, k))
        return Multiply((ways, Power(p, r), Power(ONE - p, k)))

    return Law("negative binomial: the number of failures before that success", masses, ZERO,
               INFINITY, r * (ONE - p) / p, r * (ONE - p) / Power(p, TWO), masses=True)  # fmt: skip


REAL, POSITIVE, CHANCE, WHOLE = "real", "positive", "chance", "whole"
TWICE = (POSITIVE, POSITIVE)
LAWS: dict[str, tuple[tuple[str, ...], Callable[..., Law]]] = {
    **dict.fromkeys(("N", "Normal", "Norm", "Gaussian"), ((REAL, POSITIVE), normal)),
    **dict.fromkeys(("Exp", "Exponential", "Expo", "exp"), ((POSITIVE,), exponential)),
    **dict.fromkeys(("U", "Unif", "Uniform"), ((REAL, REAL), uniform)),
    "Beta": (TWICE, beta),
    **dict.fromkeys(("Gamma", "Gam", "Ga", r"\Gamma"), (TWICE, gamma)),
    **dict.fromkeys((r"\chi^2", "Chi2", "ChiSquared"), ((WHOLE,), chi_squared)),
    **dict.fromkeys(("Laplace", "Lap"), ((REAL, POSITIVE), laplace)),
    **dict.fromkeys(("LogNormal", "Lognormal", "LN"), ((REAL, POSITIVE), log_normal)),
    **dict.fromkeys(("Bern", "Bernoulli", "Ber"), ((CHANCE,), bernoulli)),
    **dict.fromkeys(("Bin", "Binomial", "Binom", "B"), ((WHOLE, CHANCE), binomial)),
    **dict.fromkeys(("Poisson", "Poi", "Pois", "Po"), ((POSITIVE,), poisson)),
    **dict.fromkeys(("Geom", "Geometric", "Geo"), ((CHANCE,), trials)),
    **dict.fromkeys(("NB", "NegBin", "NegBinomial", "NBin"), ((WHOLE, CHANCE), negative_trials)),
}
"""Name -> what its parameters are, law."""


BOUNDS = {POSITIVE: ((">", ZERO),), CHANCE: ((">=", ZERO), ("<=", ONE))}
"""What is known of a parameter."""


def admitted(law: Law, kinds: Sequence[str], given: Sequence[Term]) -> Law:
    """The law with what it takes for granted of its parameters."""
    known = [Relation(sign, value, bound) for kind, value in zip(kinds, given, strict=True)
             if not isinstance(value, Number) for sign, bound in BOUNDS.get(kind, ())]  # fmt: skip
    return replace(law, admits=(*law.admits, *known))


@dataclass(frozen=True)
class Other:
    """The two ways in which textbooks write a law."""

    law: Callable[..., Law]
    """The other one."""
    own: re.Pattern[str]
    """Words for the one in ``LAWS``."""
    other: re.Pattern[str]
    said: str
    """The doubt, where no words are there; it shows the words."""


FAILURES = re.compile(r"\bfailures?\b|\bfrom (?:0|zero)\b")
TRIALS = re.compile(r"\btrials?\b|\bfrom (?:1|one)\b")
COUNTED = ("whether it counts trials or failures: write `counting trials` or `counting failures` "
           "behind the law")  # fmt: skip
OTHERS: dict[Callable[..., Law], Other] = {
    gamma: Other(gamma_by_scale, re.compile(r"\brate\b"), re.compile(r"\bscale\b"),
                 "whether its second parameter is the rate or the scale: write `by shape and "
                 "rate` or `by shape and scale` behind the law"),
    trials: Other(failures, TRIALS, FAILURES, COUNTED),
    negative_trials: Other(negative_failures, TRIALS, FAILURES, COUNTED),
}  # fmt: skip


def chosen(make: Callable[..., Law], words: str) -> Callable[..., Law]:
    """The way that the words of a line say; with a doubt where they do not."""
    ways = OTHERS.get(make)
    if ways is None:
        return make
    own, other = ways.own.search(words), ways.other.search(words)
    if other and (not own or make is not gamma):  # "failures before the first success in trials"
        return ways.law
    if own and not other:
        return make
    return lambda *given: replace(make(*given), doubt=ways.said)
