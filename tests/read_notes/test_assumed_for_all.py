"""``for all`` behind what an **Assume** line states, and what holds at one place."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

LETTERS = (
    r"**Let** $a \in \mathbb{R}^n$, $B \in \mathbb{R}^{n \times n}$, $x, y, b \in \mathbb{R}$."
)
INDEX = r"**Index** $i, j = 1, \dots, n$."


@pytest.mark.parametrize(
    ("assumed", "lines"),
    [
        ("$a_i = 3$ for all $i$", {"a_1 = 3": "proved", "a_1 = 2": "refuted"}),
        (r"$B_{ij} = 0$ for all $i \ne j$", {r"B_{12} = 0": "proved", "B_{11} = 0": "refuted"}),
        ("$B_{ij} = B_{ji}$ for all $i$, $j$, and $a_i > 0$ for every $i$",
         {"B_{12} = B_{21}": "proved", "a_2 > 0": "proved"}),
        (r"$\sum_i a_i = 1$, $a_i \ge 0$ for $i = 1, \dots, n$",
         {r"a_1 \ge 0": "proved", r"a_1 > 1": "refuted"}),
        (r"$a_k \ge 0$ for all $k \in \{1, \dots, n\}$", {r"a_1 \ge 0": "proved"}),
        (r"$\sum_j B_{ij} = 1$ for each $i$",
         {r"\sum_j B_{1j} = 1": "proved", r"\sum_j B_{nj} = 1": "proved",
          r"\sum_j B_{j1} = 1": "refuted"}),
        ("$x y = b$ for all $y$", {"x y = b": "proved", "b = 0": "undecided", "b = 1": "undecided"}),
    ],
)  # fmt: skip
def test_what_is_assumed_for_all(assumed, lines):
    shown = "".join(f"\n$$ {line} $$\n" for line in lines)
    items = read(f"# T\n{LETTERS} {INDEX} **Assume** {assumed}.\n{shown}").items
    claims = [item for item in items if isinstance(item, Claim)]
    assert len(claims) == len(items)
    outcomes = [judge(one, timeout=10).outcome for one in claims]
    assert outcomes == [*lines.values()]


def test_moments_of_one_of_many():
    head = (
        r"**Let** $X_1, \ldots, X_n$ be i.i.d. random variables with mean $\mu$ and variance "
        r"$\sigma^2$."
    )
    text = f"# T\n{head}\n\n$$ E[X_1] = \\mu $$\n\n$$ \\mathrm{{Var}}(X_n) = \\sigma^2 $$\n"
    claims = [item for item in read(text).items if isinstance(item, Claim)]
    assert [judge(one, timeout=10).outcome for one in claims] == ["proved", "proved"]
