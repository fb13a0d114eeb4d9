r"""Arrays are unequal where some entries are: ``x \neq 0`` is not that every entry differs."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEADS = [
    r"**Let** $x \in \mathbb{R}^3$. **Assume** $x \neq 0$.",
    r"**Let** $x \in \mathbb{R}^3$, $x \ne 0$.",
    r"**Let** $x \in \mathbb{R}^3$ be nonzero.",
    r"**Let** $x, y \in \mathbb{R}^3$. **Assume** $x \neq y$, $y = 0$.",
]


def outcome(head, display):
    (found,) = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    assert isinstance(found, Claim), getattr(found, "message", found)
    return judge(found).outcome


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"x_1 x_2 x_3 \neq 0", "refuted"),
        (r"x_1 \neq 0", "refuted"),
        (r"x \neq 0", "proved"),
        (r"x^\top x > 0", "proved"),
        (r"2 x \neq 0", "proved"),
    ],
)
def test_a_vector_that_is_not_zero(head, display, expected):
    assert outcome(head, display) == expected


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"x \neq 0 \Rightarrow \|x\| > 0", "proved"),
        (r"x_1 \neq 0 \Rightarrow x \neq 0", "proved"),
        (r"x \neq 0 \Rightarrow x_1 \neq 0", "refuted"),
        (r"(1, x_1) \neq (0, x_2)", "proved"),
    ],
)
def test_as_a_claim(display, expected):
    assert outcome(r"**Let** $x \in \mathbb{R}^3$.", display) == expected


ARRAYS = (
    r"**Let** $x, y, z \in \mathbb{R}^n$. **Let** $a \in \mathbb{R}$. **Index** $i = 1, \dots, n$."
)


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\lnot (x = y) \Rightarrow x_i \neq y_i", "refuted"),
        (r"\neg (x = y) \Rightarrow x \neq y", "proved"),
        (r"\lnot (x_i = y_i) \Rightarrow x_i \neq y_i", "proved"),
        (r"\mathbb{1}\{x = y\} + \mathbb{1}\{x \neq y\} = 1", "proved"),
        (r"\mathbb{1}\{x = y\} = \mathbb{1}\{x_i = y_i\}", "refuted"),
        (r"\mathbb{1}\{a > 0 \lor x = y\} = \mathbb{1}\{a > 0 \lor x_i = y_i\}", "refuted"),
        (r"(x = y \lor x = z) \lor \lnot (x_i \neq y_i \lor x_i \neq z_i)", "refuted"),
    ],
)
def test_array_relations_are_denied_and_chosen_as_wholes(display, expected):
    assert outcome(ARRAYS, display) == expected


@pytest.mark.parametrize(
    "display", [r"\lnot (x \le y) \Rightarrow x_i > y_i", r"\mathbb{1}\{x \le y\} = a"]
)
def test_inequalities_of_arrays_are_not_denied(display):
    (found,) = read(f"# T\n{ARRAYS}\n\n$$ {display} $$\n").items
    assert "between arrays means every entry" in found.message
