"""What is assumed of a function at a letter may be meant at every point: it refutes nothing."""

import pytest

from verifier.engine.decide import judge
from verifier.read.notes.load import read

FUNCTION = r"**Let** $f : \mathbb{R} \to \mathbb{R}$, $x, y \in \mathbb{R}$. **Assume** $%s$."


@pytest.mark.parametrize(
    ("assumed", "display", "expected"),
    [
        ("f(x) = x^2", "f(x) = x^2", "proved"),
        ("f(x) = x^2", "f'(x) = 2x", "undecided"),
        ("f(x) = x^2", "f(3) = 9", "undecided"),
        ("f(x) > 0", "|f(x)| = f(x)", "proved"),
        ("f(x) > 0", "f(y) > 0", "undecided"),
        ("f(0) = 1", "f(3) = 1", "refuted"),
    ],
)
def test_named_functions(assumed, display, expected):
    (item,) = read(f"# T\n{FUNCTION % assumed}\n\n$$ {display} $$\n").items
    assert judge(item, timeout=10).outcome == expected


@pytest.mark.parametrize(
    ("head", "display"),
    [
        (r"**Let** $s \in \mathbb{R}$, $y(s) \in \mathbb{R}$. **Assume** $y = s$.", "y' = 1"),
        (
            r"**Let** $f : \mathbb{R}^n \to \mathbb{R}$, $x, z \in \mathbb{R}^n$. **Assume** $f(x) \ge 0$.",
            r"f(z) \ge 0",
        ),
    ],
)
def test_values_that_depend_on_others(head, display):
    (item,) = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    assert judge(item, timeout=10).outcome == "undecided"
