"""What it says to be in a set, as a claim and as a condition."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = (
    r"**Let** $x, a, b, c \in \mathbb{R}$, $n, k \in \mathbb{N}$, $m \in \mathbb{Z}$, "
    r"$v \in \mathbb{R}^n$, $u \in \mathbb{R}^3 \setminus \{0\}$, "
    r"$s \in \mathbb{R} \setminus \{0, 1\}$. **Index** $i = 1, \dots, n$."
)


def outcome(display):
    """The outcome of the claim that a display is; empty where it is none."""
    (found,) = read(f"# T\n{HEAD}\n\n$$ {display} $$\n").items
    return judge(found, timeout=10).outcome if isinstance(found, Claim) else ""


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"x \in \mathbb{Z}", ""),
        (r"x \in \mathbb{N}", ""),
        (r"m \in \mathbb{N}", "refuted"),
        (r"n k - m \in \mathbb{Z}", "proved"),
        (r"v \in \mathbb{R}^n_+", "refuted"),
        (r"v \in \mathbb{R}_+", ""),
        (r"v \in \mathbb{Z}^n", ""),
        (r"v \in \mathbb{R}^n", "proved"),
        (r"v \in [0, 1]^n", "refuted"),
        (r"0 \notin \{0, 1\}", "refuted"),
        (r"2 \notin \{0, 1\}", "proved"),
        (r"x^2 + 1 \notin \{0\}", "proved"),
        (r"1 \le x \le 3 \Rightarrow x \in \{1, \dots, 3\}", "refuted"),
        (r"1 \le m \le 3 \Rightarrow m \in \{1, \dots, 3\}", "proved"),
        (r"1 \le x \le n \Rightarrow x \in \{1, \dots, n\}", ""),
    ],
)
def test_a_membership_as_a_claim(display, expected):
    assert outcome(display) == expected


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"x \in (0, 1) \Rightarrow x^2 < x", "proved"),
        (r"x \in [0, 1] \Rightarrow x^2 < x", "refuted"),
        (r"x \in \{0, 2\} \Rightarrow x^2 = x", "refuted"),
        (r"x \notin \{0\} \Rightarrow x^2 > 0", "proved"),
        (r"x \in \mathbb{R} \setminus \{0\} \Rightarrow x^2 > 0", "proved"),
        (r"x \in \mathbb{R} \setminus \{1\} \Rightarrow x^2 > 0", "refuted"),
        (r"|x| = -x, \quad x \notin [0, \infty)", "proved"),
        (r"v \in [0, 1]^n \Rightarrow v_i \ge 0", "proved"),
        (r"\|v\| > 0 \text{ for } v \in \mathbb{R}^n \setminus \{0\}", "proved"),
        (r"a = b = c \Rightarrow a = c", "proved"),
        (r"a = b \le c \Rightarrow a \le c", "proved"),
        (r"a = b \le c \Rightarrow a < c", "refuted"),
        (r"a, b, c > 0 \Rightarrow abc > 0", "proved"),
        (r"a, b \ge 0 \Rightarrow ab > 0", "refuted"),
    ],
)
def test_a_membership_or_a_chain_as_a_condition(display, expected):
    assert outcome(display) == expected


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\|u\| > 0", "proved"),
        (r"u_1 \neq 0", "refuted"),
        (r"s (s - 1) \neq 0", "proved"),
        (r"s > 0", "refuted"),
    ],
)
def test_a_set_without_some_of_its_elements_in_a_declaration(display, expected):
    assert outcome(display) == expected
