r"""Norms written with two bars side by side, and bars in bars that are none."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# T
**Let** $n \in \mathbb{N}$, $x, y \in \mathbb{R}^n$, $A \in \mathbb{R}^{2 \times 2}$, $z, w \in \mathbb{R}$.
"""


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"||x||_2^2 = x^T x", "proved"),
        (r"||x - y||^2 = ||y - x||^2_2", "proved"),
        (r"\left|\left|x\right|\right|_1 = \sum_i |x_i|", "proved"),
        (r"\lvert\lvert x \rvert\rvert_1 = \sum_i |x_i|", "proved"),
        (r"||A||_F^2 = \text{tr}(A^T A)", "proved"),
        (r"||A||^2 = \det(A)^2", "refuted"),
        (r"||x||_1 = ||x||_2", "refuted"),
        (r"|z||w| = |zw|", "proved"),
        (r"|z|||x|| = ||zx||", "proved"),
        (r"||z| - |w|| \le |z - w|", "proved"),
        (r"| |A| | = |A|", "refuted"),
    ],
)
def test_bars(display, expected):
    (found,) = read(f"{HEAD}\n$$ {display} $$\n").items
    assert isinstance(found, Claim), found
    assert judge(found).outcome == expected
