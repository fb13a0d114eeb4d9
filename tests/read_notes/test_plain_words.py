"""Functions typed in plain letters: ``sin x``, ``log(x)``; letters that are all declared."""

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

ALL = r"# N" + "\n" + r"**Let** $x, s, i, n, l, o, g \in \mathbb{R}$." + "\n\n"
SOME = r"# N" + "\n" + r"**Let** $x, a, θ \in \mathbb{R}$." + "\n\n"


@pytest.mark.parametrize(
    ("head", "display", "outcome", "said"),
    [
        (ALL, "log(x) = l o g x", "refuted", "`log` read as the function"),
        (ALL, r"sin(x)^2 = \sin^2 x", "proved", "`sin` read as the function"),
        (ALL, "sin x = s i n x", "proved", "`sin` read as a product"),
        (ALL, "l n (x) = x l n", "proved", ""),
        (SOME, "sin(x)^2 + cos(x)^2 = 1", "proved", "`sin` read as the function"),
        (SOME, r"sin θ = \sin θ", "proved", "`sin` read as the function"),
        (SOME, r"a sin θ cos x = a \sin θ \cos x", "proved", "`cos` read as the function"),
        (SOME, r"a log x = a \ln x", "proved", "`log` read as the function"),
        (SOME, r"ln x = -\log x", "refuted", "`ln` read as the function"),
    ],
)
def test_read(head, display, outcome, said):
    (claim,) = read(f"{head}$$ {display} $$\n").items
    assert isinstance(claim, Claim), claim
    assert judge(claim, timeout=8).outcome == outcome
    assert any(said in one for one in claim.readings) or not said


def test_two_declared_letters_before_brackets_are_asked_about():
    (item,) = read(f"{ALL}$$ ln(x) = x $$\n").items
    assert isinstance(item, IllFormed)
    assert "a product of declared letters?" in item.message
