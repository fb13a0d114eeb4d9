r"""Hyperbolic functions typed in letters, constants of integrals, roots in a list, trial solutions."""

import pytest

from tests.read_notes.reading import judged
from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

LINES = {
    r"""
**Let** $x, y, m \in \mathbb{R}$, $u(x) \in \mathbb{R}$.
""": r"""
proved: cosh^{2}(x)-sinh^{2}(x)=1
refuted: cosh(x+y)=cosh(x)cosh(y)-sinh(x)sinh(y)
proved: \frac{d}{dx}(coth(x))=-csch^{2}(x)
proved: sinh^{-1}(x)=ln(x+\sqrt{x^{2}+1})
proved: \frac{d}{dx} arctan(x) = \frac{1}{1+x^2}
proved proved: m^2 - 3m + 2 = 0 \implies (m-1)(m-2) = 0 \implies m = 1, 2
proved refuted: m^2 - 3m + 2 = 0 \implies (m-1)(m-2) = 0 \implies m = 1, 3
undecided: u = -\int e^x \, dx
proved proved: \int e^x \,dx = e^x + C_1 = 1 e^x + C_1
proved refuted: \int e^x \,dx = e^x + C = 2 e^x + C
ill-formed: x + C = C + x
""",
}


@pytest.mark.parametrize("base", list(LINES))
def test_words_of_calculus(base):
    """Each display of a note."""
    found, expected = judged(base, LINES[base])
    assert found == expected


@pytest.mark.parametrize("words", ["Use **partial fractions:**", "Try the form"])
def test_a_form_that_is_tried_is_not_refuted(words):
    head = r"**Let** $t > 0$, $A, B \in \mathbb{R}$."
    display = r"$$ \frac{1}{t(1+t)} = \frac{A}{t} + \frac{B}{1+t} $$"
    (found,) = read(f"# N\n{head}\n\n{words}\n\n{display}\n").items
    assert isinstance(found, Claim)
    assert judge(found, timeout=4).outcome == "undecided"
