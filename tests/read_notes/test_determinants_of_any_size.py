"""Determinants of matrices of any size, by those of what they are made of."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# T
**Let** $n \in \mathbb{N}$, $A, B, R, S, C \in \mathbb{R}^{n \times n}$, $c \in \mathbb{R}$, $B$
invertible, $R$ orthogonal, $S$ symmetric, $F \in \mathbb{R}^{n \times m}$,
$G \in \mathbb{R}^{m \times n}$.
"""
LINES = {
    r"\det(AB) = \det(A) \det(B)": "proved",
    r"|A^\top| = |A|": "proved",
    r"\det(cA) = c^n \det A": "proved",
    r"\det(cA) = c \det A": "refuted",
    r"\det(I_n) = 1": "proved",
    r"\det(B^{-1}) = 1/\det(B)": "proved",
    r"\det(B^{-1} C B) = \det C": "proved",
    r"\det(A^\top A) = \det(A)^2": "proved",
    r"\det(AB) = \det A + \det B": "refuted",
    r"\det(A + C) = \det A + \det C": "undecided",
    r"|\det R| = 1": "proved",
    r"\det R = 1": "undecided",
    r"\det(R^\top S R) = \det S": "proved",
    r"\det S = 3": "undecided",
    r"\det(A) \operatorname{tr}(A) = 0": "undecided",
    r"\det(FG) = \det(GF)": "undecided",
}


@pytest.fixture(scope="module")
def outcomes():
    shown = "".join(f"\n$$ {line} $$\n" for line in LINES)
    claims = [item for item in read(HEAD + shown).items if isinstance(item, Claim)]
    return dict(zip(LINES, (judge(one, timeout=10).outcome for one in claims), strict=True))


@pytest.mark.parametrize("line", LINES)
def test_a_determinant(outcomes, line):
    assert outcomes[line] == LINES[line]
