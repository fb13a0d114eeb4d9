"""A bracket behind a name that is no function: a factor, what the value depends on, or neither."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = (
    r"**Let** $w, u \in \mathbb{R}^n$, $x, y, b \in \mathbb{R}$. "
    r"**Define** $L = \|w\|^2 + b$, $p = x^2$."
)


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"L(0) = 0", ""),
        (r"L(w + u) = L(w) + 2 w^\top u + \|u\|^2", ""),
        (r"y(0) = 0", ""),
        (r"w(1) = w_1", ""),
        (r"p(1 - p) = p - p^2", "proved"),
        (r"p(x) = x^2", "proved"),
        (r"b(x + y) = bx + by", "proved"),
        (r"b(w + u) = bw + bu", "proved"),
        (r"y(-1) = -y", "proved"),
        (r"L(w) = w^\top w + b", "proved"),
    ],
)
def test_brackets_behind_a_name(display, expected):
    (item,) = read(f"# T\n{HEAD}\n\n$$ {display} $$\n").items
    found = judge(item, timeout=10).outcome if isinstance(item, Claim) else ""
    assert found == expected


def test_a_product_with_a_letter_that_the_value_depends_on_is_said():
    (item,) = read(f"# T\n{HEAD}\n\n$$ p(x + y) = p x + p y $$\n").items
    assert any("read as a product" in one for one in item.readings)


def test_a_sequence_with_brackets_behind_it_is_asked_about():
    head = r"**Let** $\gamma \in \mathbb{R}$. **Let** $R_t \in \mathbb{R}$ for $t \geq 0$."
    (found,) = read(f"# T\n{head}\n\n$$ \\sum_{{k=0}}^3 \\gamma^k R(k + t) = 0 $$\n").items
    assert "a value of the sequence?" in found.message
