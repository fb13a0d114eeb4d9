r"""Scripts: each prime, star, transpose, inverse and label is read or refused, none dropped."""

import pytest

from tests.read_notes.reading import item
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

MORE = r"""
**Let** $X, B \in \mathbb{R}^{n \times n}$, $V^{(2)} \in \mathbb{R}^{n \times n}$, $u_i \in \mathbb{R}^m$.
"""


@pytest.mark.parametrize(
    ("display", "shown"),
    [
        (r"A^\top_{ij} = a", r"A_{j i} = a"),
        (r"A^T_{ij} = a", r"A_{j i} = a"),
        (r"{V^{(2)}}^\top_{ij} = a", r"\left(V^{(2)}\right)_{j i} = a"),
        (r"V^{(2)\top}_{ij} = a", r"\left(V^{(2)}\right)_{j i} = a"),
        (r"(AB)^\top_{ij} = a", r"\sum_{k=1}^{n} A_{j k} \, B_{k i} = a"),
        (r"(A^\top)_{ij} = a", r"A_{j i} = a"),
        (r"A^{\top\top}_{ij} = a", r"A_{i j} = a"),
        (r"u_i^\top u_j = a", r"\sum_{k=1}^{m} u_{i k} \, u_{j k} = a"),
        (r"A_{i,:}^\top = A^\top_{:,i}", r"A_{i, i_{1}} = A_{i, i_{1}}"),
        (r"v^\top_i = a", r"v_{i} = a"),
        (r"A_{ij}^2 = a", r"A_{i j}^{2} = a"),
        (r"f^\prime(x) = a", r"f'\left(x\right) = a"),
        (r"f^{\prime\prime}(x) = a", r"f''\left(x\right) = a"),
        ("f″(x) = a", r"f''\left(x\right) = a"),
        (r"\sum_{i=1, j=2}^n A_{ij} = a", r"\sum_{i=1}^{n} \sum_{j=2}^{n} A_{i j} = a"),
        (r"\log_2^2 x = a",
         r"\left(\frac{\log\left(x\right)}{\log\left(2\right)}\right)^{2} = a"),
        (r"\mathbb{1}_{x>0}^2 = a",
         r"\left(\begin{cases} 1, & x > 0 \\ 0, & \text{otherwise} \end{cases}\right)^{2} = a"),
        (r"(\mathbb{I}_n)_{ij} = a", r"\delta_{i j} = a"),
    ],
)  # fmt: skip
def test_read(display, shown):
    found = item(display, MORE)
    assert isinstance(found, Claim), found.message
    assert found.statement == shown


@pytest.mark.parametrize(
    ("display", "note"),
    [
        (r"A^2_{ij} = a", "power of the entry"),
        (r"x^\top = a", "its transpose is itself"),
        (r"v_i^\top = a", "its transpose is itself"),
        (r"\underbrace{x}_{=b} = a", "not checked: `=b`"),
    ],
)
def test_noted(display, note):
    found = item(display, MORE)
    assert isinstance(found, Claim), found.message
    assert any(note in reading for reading in found.readings), found.readings


@pytest.mark.parametrize(
    ("display", "message"),
    [
        (r"A^{-1}_{ij} = a", "an entry of the inverse, or the inverse of the entry"),
        (r"A_{ij}^{-1} = a", "an entry of the inverse, or the inverse of the entry"),
        (r"x^T = a", "`T` is undeclared"), (r"f^T(x) = a", "`T` is undeclared"),
        (r"A''_{ij} = a", "prime"), (r"A^*_{ij} = a", "no power"), (r"x^\star = a", "no power"),
        (r"x^+ = a", "no power"), (r"\sigma^*(x) = a", "no power"), (r"\pi' = a", "prime"),
        (r"\delta_{ij}' = a", "prime"), (r"I_n'' = A", "prime"), (r"\|v\|' = a", "prime"),
        (r"\sqrt{x}' = a", "prime"), (r"e' = a", "prime"), (r"v_i' = a", "prime"),
        (r"\sum' v_i = a", "prime"), (r"\lim'_{x \to 0} x = a", "prime"),
        (r"\nabla'_v v_i = a", "prime"), (r"\int'_0^1 x \, dx = a", "prime"),
        (r"\partial'_x x = a", "lone"), (r"\lim_{x \to 0}^2 x = a", "superscript"),
        (r"\sum^n v_i = a", "no index"), (r"\sum_{i \in \{1, \dots, n\}}^m v_i = a", "two last"),
        (r"\hat{\sigma}(x) = a", "undeclared"), (r"\dot{x} = a", "undeclared"),
        (r"\mathbf{e}^x = a", "undeclared"), (r"\boldsymbol{\pi} = a", "undeclared"),
        (r"\mathcal{E}_j[v_j] = a", "undeclared"), (r"\mathbb{0}_{x>0} = a", ""),
        (r"\underbrace{x}^2 = a", "far side"), (r"\left(x\right+ = a", "no bracket"),
        (r"\sigma\left(x\right] = a", "no pair of brackets"),
    ],
)  # fmt: skip
def test_refused(display, message):
    found = item(display, MORE)
    assert isinstance(found, IllFormed), found
    assert message in found.message
    assert "^" in found.message


def test_an_index_in_brackets_may_be_a_place_in_order_of_size():
    head = r"**Let** $n \in \mathbb{N}$, $u \in \mathbb{R}^n$. **Index** $i = 1, \dots, n$."
    (found,) = read(f"# T\n{head}\n\n$$ u_{{(1)}} \\le u_{{(n)}} $$\n").items
    assert judge(found, timeout=10).outcome == "undecided"
    assert any("entry 1" in one for one in found.readings)


@pytest.mark.parametrize("display", [r"\sum_{i}^{} v_i = \sum_i v_i^{}", r"a_{} + b^{} = b + a"])
def test_a_script_without_anything_in_it_is_none(display):
    assert judge(item(display)).outcome == "proved"


def test_a_first_power_of_a_function_is_asked_about():
    head = r"**Let** $u \in \mathbb{R}$, $F : \mathbb{R}^2 \to \mathbb{R}$."
    (found,) = read(f"# T\n{head}\n\n$$ F^1(u, u) = F(u, u) $$\n").items
    assert isinstance(found, IllFormed)
    (line,) = [one for one in found.message.split("\n") if "**Let**" in one]
    (found,) = read(f"# T\n{head} {line.strip()}\n\n$$ F^1(u, u) = F(u, u) $$\n").items
    assert judge(found).outcome == "refuted"
