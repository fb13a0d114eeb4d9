"""How counterexamples read."""

import pytest

from verifier.report import words
from verifier.verdict import Counterexample


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("1/2", "1/2"),
        (["0", "1"], "(0, 1)"),
        ("[1.0986122886681096914 +/- 4.76e-21]", "the root near 1.098612288668"),
        (["[-0.7071 +/- 8.4e-5]", "0"], "(the root near -0.7071, 0)"),
    ],
)
def test_a_coordinate_that_is_known_as_an_interval_is_a_root(part, shown):
    assert words.value(part) == shown


def test_a_point():
    point = Counterexample({"n": 2}, {"x": "[3.1415926535897932385 +/- 3e-20]"}, {"i": 1}, "", "")
    assert words.place(point) == "n = 2, i = 1, x = the root near 3.141592653589"
