"""Forms of declarations: the order of lines, labels that become indices, what stands above."""

import pytest

from tests.read_notes.reading import read
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge


def last(head, display):
    """The item of a display under a head."""
    return read(f"# N\n\n{head}\n\n$${display}$$\n").items[-1]


def outcome(head, display):
    """The verdict about a display under a head."""
    claim = last(head, display)
    assert isinstance(claim, Claim), claim
    return judge(claim, timeout=10).outcome


ORDERS = [
    r"**Let** $n \in \mathbb{N}$, $x_i \in \mathbb{R}$. **Index** $i = 1, \dots, n$.",
    r"**Index** $i = 1, \dots, n$. **Let** $n \in \mathbb{N}$, $x_i \in \mathbb{R}$.",
    "**Let** $x_i \\in \\mathbb{R}$.\n**Index** $i = 1, \\dots, n$.",
    r"**Let** $n \in \mathbb{N}, x_i \in \mathbb{R}$. **Index** $i = 1, \dots, n$.",
    r"**Let** $n \in \mathbb{N}$, $0 < x_i < 1$. **Index** $i = 1, \dots, n$.",
]


@pytest.mark.parametrize("head", ORDERS)
def test_an_index_takes_effect_before_what_uses_it(head):
    assert outcome(head, r"\sum_{i=1}^n x_i = n x_i") == "refuted"
    assert outcome(head, r"\sum_{i=1}^n x_i = x_1 + \sum_{i=2}^n x_i") == "proved"


@pytest.mark.parametrize("head", [
    r"**Let** $n \in \mathbb{N}$, $x_i \in \mathbb{R}$.",
    "**Let** $n \\in \\mathbb{N}$, $x_i \\in \\mathbb{R}$.\n\n**Index** $i = 1, \\dots, n$.",
])  # fmt: skip
def test_a_label_that_became_an_index_is_refused(head):
    item = last(head, r"\sum_{i=1}^n x_i = n x_i")
    assert isinstance(item, IllFormed)
    assert "**Index**" in item.message


def test_two_indices_with_a_comma_are_two_axes():
    head = (r"**Let** $n, T \in \mathbb{N}$. **Index** $t = 1, \dots, T$. "
            r"**Let** $g_{t,t-1} \in \mathbb{R}^n$.")  # fmt: skip
    assert outcome(head, r"2 g_{t,t-1} = g_{t,t-1} + g_{t,t-1}") == "proved"
    assert outcome(head, r"g_{t,t-1} = g_{t-1,t-2}") == "refuted"


@pytest.mark.parametrize(("head", "display"), [
    (r"**Let** $n \in \mathbb{N}$, $x, w^* \in \mathbb{R}^n$.", r"w^{*\top} x = x^\top w^*"),
    (r"**Let** $n \in \mathbb{N}$, $x, w^* \in \mathbb{R}^n$.", r"w^{*T} x = x^T w^*"),
    (r"**Let** $n \in \mathbb{N}$, $A^* \in \mathbb{R}^{n \times n}$, $e_k^- \in \mathbb{R}^n$.",
     r"(A^* e_k^-)^T = e_k^{-T} A^{*T}"),
    (r"**Let** $n \in \mathbb{N}$, $T, S \in \mathbb{R}^{n \times n}$.", "(S T)^T = T^T S^T"),
    (r"**Let** $n, T \in \mathbb{N}$, $x, y \in \mathbb{R}^n$.", "x^T y = y^T x"),
    (("**Let** $n, T \\in \\mathbb{N}$, $S \\in \\mathbb{R}^{n \\times n}$, $x \\in \\mathbb{R}^n$.\n"
      "**Layout** $^T$ is the transpose."), "(S x)^T = x^T S^T"),
])  # fmt: skip
def test_what_stands_above_is_a_transpose(head, display):
    assert outcome(head, display) == "proved"
    assert outcome(head, display + " + 1") == "refuted" if "e_k" not in display else True


def test_a_matrix_above_which_a_number_stands_is_asked_about():
    head = r"**Let** $n, T \in \mathbb{N}$, $S \in \mathbb{R}^{n \times n}$."
    item = last(head, "S^T = S^T")
    assert isinstance(item, IllFormed)
    assert "**Layout** $^T$ is the transpose." in item.message
    assert outcome(head + "\n**Layout** $^T$ is the transpose.", "S^T = S") == "refuted"
    plain = r"**Let** $n, T \in \mathbb{N}$, $a \in \mathbb{R}$."
    assert outcome(plain, "a^T a = a^{T+1}") == "proved"


SAMPLES = (r"**Let** $m, N \in \mathbb{N}$, $w \in \mathbb{R}^m$. "
           r"**Index** $t = 1, \dots, N$. **Index** $j = 1, \dots, m$. ")  # fmt: skip


@pytest.mark.parametrize("let", [
    r"**Let** $x, x_t \in \mathbb{R}^m$.",
    r"**Let** $x_t \in \mathbb{R}^m$. **Let** $x \in \mathbb{R}^m$.",
])  # fmt: skip
def test_a_letter_beside_its_samples(let):
    head = SAMPLES + let
    assert outcome(head, r"w^\top x = \sum_j w_j x_j") == "proved"
    assert outcome(head, r"w^\top x_t = \sum_j w_j x_{tj}") == "proved"
    assert outcome(head, r"\sum_{t=2}^N x_t = \sum_{t=1}^N x_t - \mathbf{x}_1") == "proved"
    assert outcome(head, r"w^\top x_t = w^\top x") == "refuted"
    assert outcome(head, r"x_j = x_{tj}") == "refuted"
    assert any("or an entry" in words for words in last(head, "x_1 = x_2").unread)


def test_an_index_that_fits_both_refutes_nothing():
    head = (r"**Let** $n \in \mathbb{N}$. **Index** $i = 1, \dots, n$. "
            r"**Let** $x, x_i \in \mathbb{R}^n$.")  # fmt: skip
    assert outcome(head, r"x_i = x_i") == "proved"
    assert outcome(head, r"x_i = 2 x_i") == "undecided"
    assert outcome(head, r"x_i = x") == "refuted"  # with entries it is no equation


@pytest.mark.parametrize(("head", "true", "false"), [
    (r"**Let** $x \in \mathbb{R}$. **Let** $h(x), g(x) \in \mathbb{R}$.", "h(x) + g(x) = g(x) + h(x)",
     "h(x) = g(x)"),
    (r"**Let** $G, R \in \mathbb{R}^{n \times n}$, $R$ symmetric.", r"R^\top = R", r"G^\top = G"),
    (r"**Let** $x_1, \dots, x_N \in \mathbb{R}^d$, $y_1, \dots, y_N \in \mathbb{R}$.",
     r"\sum_{i=1}^N y_i x_i = \sum_{i=1}^N x_i y_i", r"\sum_{i=1}^N x_i = N x_1"),
    (r"**Let** $x_1, \dots, x_N$ be random variables.",
     r"\mathbb{E}[\sum_{i=1}^N x_i] = \sum_{i=1}^N \mathbb{E}[x_i]", r"x_1 = x_2"),
    ("**Let** $a, b \\in \\mathbb{R}$. **Assume** $a = b$.\nSince $a$ is what $b + 1$ is not, all is well.",
     "a + b = 2 a", "a = b + 1"),
    ("**Let** $a, b \\in \\mathbb{R}$. **Assume** $a > 0$.\nAlso $b > 0$.", "a + b > 0", "a < b"),
])  # fmt: skip
def test_lists_qualities_and_prose_behind_a_declaration(head, true, false):
    assert outcome(head, true) == "proved"
    assert outcome(head, false) == "refuted"


@pytest.mark.parametrize("line", [
    "**Given** a dataset of points:", "**Define** the loss function.",
    "**Let** us assume a set $D=\\{x_1, x_2\\}$ for now.", "**Assume** that all is well.",
    "**Given** the data $x$ and the labels, we want to learn.",
])  # fmt: skip
def test_bold_words_of_the_author_declare_nothing(line):
    assert outcome(line + "\n\n**Let** $a \\in \\mathbb{R}$.", "a + a = 2 a") == "proved"
