"""Sums and products with dots: the general term, or a plain refusal."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""**Let** $n, T \in \mathbb{N}$, $R \in \mathbb{R}^T$, $a, c, d \in \mathbb{R}$,
$x, y \in \mathbb{R}^n$, $A \in \mathbb{R}^{n \times n}$, $f : \mathbb{R} \to \mathbb{R}$.
**Index** $t = 1, \dots, T$.
**Let** $g \in \mathbb{R}$, $0 < g < 1$.
"""


def item(display):
    (found,) = read(f"{HEAD}\n\n$$ {display} $$\n").items
    return found


@pytest.mark.parametrize(
    ("dots", "meant"),
    [
        (r"5+6+\cdots+30+31", r"\sum_{i=5}^{31} i"),
        (r"17^3+18^3+\cdots+236^3", r"\sum_{i=17}^{236} i^3"),
        (r"(\frac37)^{10}+\cdots+(\frac37)^{106}", r"\sum_{i=10}^{106} (\frac37)^i"),
        (r"x_1 + \dots + x_n", r"\sum_{i=1}^n x_i"),
        (r"x_1 + x_2 + \dots + x_{n-1} + x_n", r"\sum_{i=1}^n x_i"),
        (r"x_1 \log y_1 + x_2 \log y_2 + \cdots + x_n \log y_n", r"\sum_{i=1}^n x_i \log y_i"),
        (r"1 + g + \dots + g^n", r"\sum_{k=0}^n g^k"),
        (r"1 + g + g^2 + \dots + g^n", r"\sum_{k=0}^n g^k"),
        (r"R_{t+1} + g R_{t+2} + \dots + g^{T-t-1} R_T", r"\sum_{k=1}^{T-t} g^{k-1} R_{t+k}"),
        (r"1 + 3 + 5 + \dots + (2n - 1)", "n^2"), (r"2 + 4 + \dots + 2n", "n (n + 1)"),
        (r"1 + 2 + 4 + \dots + 2^n", "2^{n+1} - 1"), (r"1 + 4 + 9 + \dots + n^2",
                                                     r"\frac{n(n+1)(2n+1)}{6}"),
        (r"1 \cdot 2 + 2 \cdot 3 + \dots + n (n+1)", r"\frac{n(n+1)(n+2)}{3}"),
        (r"a + (a + d) + (a + 2d) + \dots + (a + (n-1) d)", r"n a + \frac{n(n-1)}{2} d"),
        (r"A_{11} x_1 + A_{12} x_2 + \dots + A_{1n} x_n", r"\sum_{j=1}^n A_{1j} x_j"),
        (r"c + x_1 + \dots + x_n - a", r"\sum_{i=1}^n x_i + c - a"),
        (r"c - x_1 - x_2 - \dots - x_n", r"c - \sum_{i=1}^n x_i"),
        (r"x_1 + \dots + x_n + y_1 + \dots + y_n", r"\sum_{i=1}^n (x_i + y_i)"),
        (r"f(x_1) + \dots + f(x_n)", r"\sum_{i=1}^n f(x_i)"),
        (r"x_1 x_2 \cdots x_n", r"\prod_{i=1}^n x_i"),
        (r"x_1 \cdot x_2 \cdot \dots \cdot x_n", r"\prod_{i=1}^n x_i"),
        (r"1 \cdot 2 \cdots n", "n!"), (r"f(x_1) \cdots f(x_n)", r"\prod_{i=1}^n f(x_i)"),
        (r"1 + g + g^2 + \dots", r"\frac{1}{1-g}"), (r"g + g^3 + g^5 + \cdots",
                                                    r"\frac{g}{1-g^2}"),
        (r"(g^2)^0 + (g^2)^1 + (g^2)^2 + \dots", r"\frac{1}{1-g^2}"),
        (r"1 + \frac12 + \frac14 + \cdots", "2"), (r"1 + a + \frac{a^2}{2!} + \dots", "e^a"),
    ],
)  # fmt: skip
def test_dots(dots, meant):
    found = item(f"{dots} = {meant}")
    assert isinstance(found, Claim), found
    assert any("the dots are read as" in note for note in found.readings)
    assert judge(found).outcome == "proved"
    other = item(f"{dots} = {meant} + 1")
    assert isinstance(other, Claim)
    assert judge(other).outcome != "proved"


@pytest.mark.parametrize(
    "dots",
    [
        r"1 + \dots + n^2", r"2 + \dots + 2n", r"2 + 4 + \dots + 64", r"1 + 2 + 4 + \dots + 65",
        r"1 + 3 + 5 + 6 + \dots + 10", r"x_1 + x_3 + \dots + x_n", r"a + a + \dots + a",
        r"x_1 - x_2 + x_3 - \dots + x_n", r"x_1 + x_2 + x_3 + \dots", r"1 + g + \dots",
        r"x_1 + \dots + x_n + x_1", r"\dots + x_n",
        r"x_1 \cdots", r"A_{11} + A_{12} + \dots + A_{nn}", r"1 + 2 + 3 + 5 + \dots + n",
    ],
)  # fmt: skip
def test_unclear(dots):
    found = item(f"{dots} = a")
    if isinstance(found, Claim):
        raise AssertionError(found.statement)
    if isinstance(found, Unchecked):
        assert "ellipsis" in found.reason


@pytest.mark.parametrize(
    "display",
    [
        r"5 + 6 + \dots + n = \frac{n (n + 1)}{2} - 10",
        r"3 + 4 + \dots + (n - 1) = \frac{n (n - 1)}{2} - 3",
        r"4 \cdot 5 \cdots n = \frac{n!}{6}",
    ],
)
def test_dots_do_not_go_backwards(display):
    claim = item(display)
    assert any("backwards" in reading for reading in claim.readings)
    assert judge(claim).outcome == "proved"
    wrong = item(display.replace("=", "= 1 +"))
    assert judge(wrong).outcome == "refuted"


def test_dots_that_may_stand_for_nothing_need_nothing():
    for display in (r"2 + 3 + \dots + n = \frac{n (n + 1)}{2} - 1", r"x_1 + \dots + x_{n-1} = a"):
        assert not any("backwards" in reading for reading in item(display).readings)
