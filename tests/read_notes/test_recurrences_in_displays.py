"""First values beside an update rule; places below a letter."""

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read


def outcomes(text):
    return [str(judge(item, timeout=8).outcome) for item in read(f"# N\n{text}\n").items
            if isinstance(item, Claim)]  # fmt: skip


A = r"**Let** $a \in \mathbb{R}$." + "\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (A + r"$$ x_{t+1} = x_t + a, \quad x_0 = a $$" + "\n\n$$ x_2 = 3 a $$", ["proved"]),
        (A + r"$$ x_{t+1} = x_t + a, \quad x_0 = 2 a $$" + "\n\n$$ x_2 = 3 a $$", ["undecided"]),
        (A + r"$$ x_{t+1} = x_t + a, \quad a = 0 $$" + "\n\n$$ x_2 = 3 a $$", ["undecided"] * 2),
    ],
)
def test_a_first_value_beside_the_rule(text, expected):
    got = outcomes(text)
    assert got == expected or (len(expected) == 2 and "proved" not in got)


R = (
    r"**Let** $T \in \mathbb{N}$, $r_t \in \mathbb{R}$ for $t \ge 0$, $\gamma \in \mathbb{R}$."
    "\n"
)
G = r"**Define** $G_T = 0$, $G_t = r_{t+1} + \gamma G_{t+1}$ "


@pytest.mark.parametrize("places", ["for $t < T$", r"for $0 \le t < T$", r"for $t \le T - 1$"])
def test_places_of_a_recursion_backwards(places):
    assert outcomes(R + G + places + ".\n\n$$ G_{T-1} = r_T $$") == ["proved"]
    assert outcomes(R + G + places + ".\n\n$$ G_{T-1} = 2 r_T $$") == ["refuted"]


def test_places_of_a_recursion_forwards():
    text = r"**Let** $n \in \mathbb{N}$." + "\n" + r"**Define** $s_0 = 0$, $s_k = s_{k-1} + k$ for "
    formula = "\n\n" + r"$$ s_n = \frac{n(n+1)}{2} $$"
    assert outcomes(text + r"$1 \le k \le n$." + formula) == ["proved"]
    first, *_ = read("# N\n" + text + r"$k < n$." + formula + "\n").items
    assert isinstance(first, IllFormed)
    assert "for which k" in first.message


def test_places_that_no_equation_gives_refute_nothing():
    head = R + G + r"for $0 \le t < T$." + "\n\n"
    assert outcomes(head + r"$$ G_{T-2} = r_{T-1} + \gamma r_T $$") != ["refuted"]
    assert outcomes(head + r"$$ G_{T-2} = r_{T-1} - \gamma r_T $$") == ["refuted"]
