r"""``For $n = 1$ we have`` before a display; formulas between double dollars inside sentences."""

from __future__ import annotations

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# N
**Let** $n \in \mathbb{N}$, $x, a, b \in \mathbb{R}$; $v \in \mathbb{R}^n$. **Index** $i, j = 1, \dots, n$.

"""


def outcomes(text: str) -> list[str]:
    return [
        str(judge(item, timeout=8).outcome) if isinstance(item, Claim) else type(item).__name__
        for item in read(f"{HEAD}{text}\n").items
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If $x > 0$, then\n\n$$ |x| = x $$", ["proved"]),
        ("If $x > 0$ we have $$ |x| = -x $$.", ["refuted"]),
        ("Now, for $i \\neq j$ we get:\n$$ \\delta_{ij} = 0 $$", ["proved"]),
        ("When $a = b$ and $b = 1$, we have that:\n$$ a^2 = 1 $$\n$$ = b $$", ["proved"] * 2),
        ("For $$ n = 1 $$, we have $$ \\sum_{i=1}^{n} i = 1 $$.", ["Unchecked", "proved"]),
        ("For $n = 2$, we have\n\n$$ \\sum_{i=1}^{n} i = 1 $$", ["refuted"]),
        # not the whole sentence: no condition, but nothing is refuted by what it excludes
        ("We know that if $x < 0$ then it turns, and here\n\n$$ |x| = x $$", ["undecided"]),
        # another sentence, another letter, a membership: no condition at all
        ("If $x > 0$, then this is so. In general\n\n$$ |x| = x $$", ["refuted"]),
        ("We know that if $a < 0$ then it turns, and here\n\n$$ |x| = x $$", ["refuted"]),
        ("For $x \\in \\mathbb{R}$ we have\n\n$$ |x| = x $$", ["refuted"]),
        ("For $x > 0$ and all else\n\n$$ |x| = x $$", ["refuted"]),
        # a name that the sentence only uses is introduced all the same
        ("For $a = b$:\n\n$$ y = a + b $$\n\n$$ y = b + a $$", ["Unchecked", "proved"]),
        ("Thus $$ |x| = x $$ is wrong.", ["refuted"]),
        ("Suppose that $$ a = b $$ holds. Thus\n\n$$ a = b $$", ["Unchecked", "refuted"]),
        ("We have $$ a + b = b + a $$. Using $$ b = b $$,\nwe get:\n\n$$ = a + b $$",
         ["proved", "proved", "proved"]),
    ],
)  # fmt: skip
def test_read(text, expected):
    assert outcomes(text) == expected


def test_the_condition_is_said():
    (claim,) = read(f"{HEAD}If $x > 0$, then\n\n$$ |x| = x $$\n").items
    assert any("`x > 0`" in one for one in claim.readings)
    (again,) = read(f"{HEAD}$$ |x| = x $$\n").items
    assert judge(again).outcome == "refuted"
