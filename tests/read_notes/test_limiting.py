"""Equations behind a **Let** that limit what is declared: ``$x, y$ with $x + y = 1$``."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (r"$x, y \in \mathbb{R}$ with $x + y = 1$", {"x = 1 - y": "proved", "x = y": "refuted"}),
        (r"$x, y \in \mathbb{R}$ with $xy = 1$", {"x = 1/y": "proved"}),
        (r"$w \in \mathbb{R}^n$ with $\|w\| = 1$",
         {r"w^\top w = 1": "proved", r"w^\top w = 2": "refuted"}),
        (r"$P \in \mathbb{R}^{n \times n}$ with $P^\top P = I$", {r"P^\top P = I": "proved"}),
        (r"$A \in \mathbb{R}^{n \times n}$ with $A = A^\top$", {"A_{12} = A_{21}": "proved"}),
        (r"$A \in \mathbb{R}^{n \times n}$ with $A^\top = A$ and $A^2 = A$",
         {r"A^\top A = A": "proved"}),
        (r"$u, v \in \mathbb{R}^n$ where $u \cdot v = 0$", {r"v^\top u = 0": "proved"}),
        (r"$x \in \mathbb{R}^n$ with $x_1 = 2$, $y = 2x$", {"y_1 = 4": "proved"}),
        (r"$x \in \mathbb{R}$, $y = x^2$, $f(t) = t^2$, $W^{(1)} = 3$",
         {"f(x) = y": "proved", "W^{(1)} = 3": "proved", "y = 1": "refuted"}),
        (r"$f: \mathbb{R} \to \mathbb{R}$ with $f(0) = 1$, $f'(0) = 2$",
         {"f(0)^2 = 1": "proved", "f'(0) = 1": "refuted", "f(1) = 3": "refuted"}),
        (r"$x_0 \in \mathbb{R}$, $f: \mathbb{R} \to \mathbb{R}$ with $f(x_0) = 0$, $f'(x_0) = 0$",
         {"f(x_0) = 0": "proved", "f(0) = 0": "undecided", "f'(1) = 0": "undecided"}),
        (r"$a, b \in \mathbb{R}$, $f: \mathbb{R} \to \mathbb{R}$ with $f(a) = b$",
         {"f(a) = b": "proved", "f(2a) = b": "undecided"}),
    ],
)  # fmt: skip
def test_what_limits_is_assumed(head, lines):
    shown = "".join(f"\n$$ {line} $$\n" for line in lines)
    items = read(f"# T\n**Let** {head}.\n{shown}").items
    claims = [item for item in items if isinstance(item, Claim)]
    assert len(claims) == len(items)
    assert [judge(one, timeout=10).outcome for one in claims] == [*lines.values()]


def test_an_entry_of_a_declared_vector_is_not_defined():
    (found,) = read("# T\n**Let** $x \\in \\mathbb{R}^n$. **Define** $x_1 = 2$.\n").items
    assert "say what it is with **Assume**" in found.message
