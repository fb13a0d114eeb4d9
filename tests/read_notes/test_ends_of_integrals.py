r"""Bars with two ends, integrals in integrals, products of lists, and rows of remarks."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"**Let** $t, x, a, \phi \in \mathbb{R}$, $0 \le \phi \le \pi$. **Let** $r, s \in \mathbb{R}^3$."


def items(display):
    return read(f"{HEAD}\n\n$$ {display} $$\n").items


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\left[\frac{1}2t^2\right]\Big|_0^1 = \frac{1}2", "proved"),
        (r"\int_0^1 t\,dt = -t^2 + \frac{3}2t^2 \Big|_0^1", "proved"),
        (r"\int_0^1 t\,dt = -t^2 - \frac{3}2t^2 \Big|_0^1", "refuted"),
        (r"a \int_0^1 2 t\,dt = a t^2 \Big|_0^1", "proved"),
        (r"\int_0^a 6 t^2\Big|_2^{x + 1}\,dx = \int_0^a 6 (x+1)^2 - 24 \,dx", "proved"),
        (r"\int_0^1 \int_0^t x \,dx\,dt = \frac{1}{6}", "proved"),
        (r"\int_0^1 \int_0^a x \,dt\,dx = \frac{a}{2}", "proved"),
        (r"\int_0^1 \int_0^a x \,dx\,dt = \frac{a}{2}", "refuted"),
        (r"\int_0^1 dt\, t^2 a = \frac{a}{3}", "proved"),
        (r"\int_0^1 dt\, t^2 a = a t^2", "refuted"),
        (r"\int_0^1 dt \int_0^t dx\, x = \frac{1}{6}", "proved"),
        (r"(1, a) \cdot (3, 4) = 3 + 4 a", "proved"),
        (r"(1, a) \cdot (3, 4) = 4 + 3 a", "refuted"),
        (r"(1, 2, 3) \times (3, 4, 5) = (-2, 4, -2)", "proved"),
        (r"(3, 4, 5) \times (1, 2, 3) = (-2, 4, -2)", "refuted"),
        (r"r^\top (r \times s) = 0", "proved"),
        (r"r \times s = - (s \times r)", "proved"),
        (r"r \times s = s \times r", "refuted"),
        (r"\sin(\pi) = 0", "proved"),
        (r"\cos t e^{\sin t} = e^{\sin t} (\cos t)", "proved"),
        (r"\cos t e^{\sin t} = \cos(t e^{\sin t})", "refuted"),
        (r"C_1: \quad 2 a = a + a", "proved"),
    ],
)
def test_verdicts(display, outcome):
    *_, found = items(display)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


@pytest.mark.parametrize(
    ("display", "code"),
    [
        (r"a = 1 + \frac{1}2t^2 \Big|_0^1", "ambiguous"),
        (r"(1, a, 2) \cdot (3, 4) = 3 + 4 a", "shape-mismatch"),
        (r"a = \int_0^1 \int_0^1 x \,dx", "syntax"),
    ],
)
def test_what_is_refused(display, code):
    (found,) = items(display)
    assert isinstance(found, IllFormed)
    assert found.code == code


def test_the_reach_of_a_bar_is_said():
    (found,) = items(r"\int_0^1 t\,dt = -t^2 + \frac{3}2t^2 \Big|_0^1")
    assert any("behind the whole sum `-t^2 + " in one for one in found.readings)


def test_integrals_over_regions_are_not_supported():
    (found,) = items(r"\iint_S a = \iint_S a")
    assert isinstance(found, Unchecked)
    assert "a region or a curve" in found.reason


ROWS = r"""\begin{align}
C_2:\quad (a + x)^2 &= (a + x)(a + x) \\
&\quad \text{%s } 2 a = a + a \\
&= a^2 + 2 a x + x^2
\end{align}"""


@pytest.mark.parametrize("words", ["Note that here", "using", "Recall:"])
def test_a_row_that_says_why_is_no_part_of_the_chain(words):
    found = [one for one in items(ROWS % words) if isinstance(one, Claim)]
    assert [judge(one).outcome for one in found] == ["proved"] * 3


def test_a_row_that_states_goes_on():
    found = [one for one in items(ROWS % "so that") if isinstance(one, Claim)]
    assert [judge(one).outcome for one in found] == ["proved", "proved", "refuted"]
