"""Names and lists with dots that are declared in one formula."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read


def outcome(declared, display):
    """The verdict of a note of one display."""
    items = read(f"# N\n\n**Let** $n, m \\in \\mathbb{{N}}$, {declared}\n\n$$ {display} $$\n").items
    assert all(isinstance(item, Claim) for item in items), items
    return judge(items[-1]).outcome


@pytest.mark.parametrize(("declared", "display"), [
    ("$x, y, q_1, \\dots, q_n \\in \\mathbb{R}^m$.", r"x + y + q_1 = y + q_1 + x"),
    ("$a, x_1, \\dots, x_n, b \\in \\mathbb{R}$.",
     r"a + b + x_1 + \dots + x_n = b + a + \sum_{i=1}^n x_i"),
    ("$x_1, x_2, \\ldots, x_n, y_1, \\ldots, y_m \\in \\mathbb{R}$.",
     r"\sum_{i=1}^n x_i + \sum_{j=1}^m y_j = y_1 + \dots + y_m + x_1 + \dots + x_n"),
    ("$a_1, a_2, b, x_1, \\dots, x_n \\in \\mathbb{R}$.", "a_1 + a_2 + b = b + a_2 + a_1"),
])  # fmt: skip
def test_each_is_declared(declared, display):
    assert outcome(declared, display) == "proved"


def test_what_is_said_behind_them_holds_for_each():
    declared = "$a, x_1, \\dots, x_n \\in \\mathbb{R}$ positive. **Index** $i = 1, \\dots, n$."
    assert outcome(declared, "a + x_i > 0") == "proved"
