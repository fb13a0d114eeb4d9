"""How a repaired line is written."""

import pytest

from verifier.read.latex_print import latex
from verifier.refute.slips.writing import tidied
from verifier.terms import Variable, number

x = Variable("x")


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        (number(2) / 2 * x, "x"),
        (number(2) * x / 2, "x"),
        (x * number(6) / 4, r"\frac{3 \, x}{2}"),
        (x * (x + 1) / 2, r"\frac{x \, \left(x + 1\right)}{2}"),
        (x / 2 / 3, r"\frac{x}{6}"),
        (number(4) / 2, "2"),
    ],
)
def test_numbers_above_and_below_a_bar_are_cancelled(term, shown):
    assert latex(tidied(term)) == shown
