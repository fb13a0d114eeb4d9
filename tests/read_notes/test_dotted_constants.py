"""Vectors of printed numbers with dots, diagonal matrices with empty entries and dots."""

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = ("# N\n\n**Let** $d, m \\in \\mathbb{N}$, $x, a \\in \\mathbb{R}^d$, "
        "$\\lambda_1, \\dots, \\lambda_m \\in \\mathbb{R}$. "
        "**Define** $\\Lambda = \\operatorname{diag}(\\lambda)$.")  # fmt: skip


def only(display):
    """The one item of a note of one display."""
    (item,) = read(f"{HEAD}\n\n$$ {display} $$\n").items
    return item


def column(*cells):
    """A column of these cells."""
    return r"\begin{bmatrix} " + r" \\ ".join(cells) + r" \end{bmatrix}"


@pytest.mark.parametrize(("cells", "value"), [
    (("1", "0", "0", r"\vdots", "0"), "x_1"), (("0", "1", "0", r"\vdots", "0"), "x_2"),
    (("0", "0", r"\vdots", "1"), "x_d"), (("0", r"\vdots", "0"), "0"),
    (("2", "2", r"\vdots", "2"), r"2 \sum_{i=1}^d x_i"),
    (("1", r"\vdots", "1"), r"\sum_{i=1}^d x_i")])  # fmt: skip
def test_numbers_with_dots(cells, value):
    assert judge(only(rf"{column(*cells)}^\top x = {value}")).outcome == "proved"
    assert judge(only(rf"{column(*cells)}^\top x = {value} + x_3")).outcome == "refuted"


@pytest.mark.parametrize("cells", [
    ("1", r"\vdots", "0"), ("0", r"\vdots", "1", r"\vdots", "0")])  # fmt: skip
def test_where_the_dots_change_is_not_guessed(cells):
    assert isinstance(only(rf"{column(*cells)}^\top x = x_1"), IllFormed)


@pytest.mark.parametrize("matrix", [
    r"\begin{bmatrix} x_1 & & \\ & \ddots & \\ & & x_d \end{bmatrix}",
    r"\begin{bmatrix} x_1 \\ & \ddots \\ & & x_d \end{bmatrix}",
    r"\begin{pmatrix} x_1 & & 0 \\ & \ddots & \\ 0 & & x_d \end{pmatrix}",
    r"\begin{bmatrix} x_1 & & & \\ & x_2 & & \\ & & \ddots & \\ & & & x_d \end{bmatrix}"])  # fmt: skip
def test_empty_entries_beside_dots_on_the_diagonal_are_zero(matrix):
    item = only(rf"{matrix} a = x \odot a")
    assert isinstance(item, Claim)
    assert judge(item).outcome == "proved"
    assert any("empty entry" in said for said in item.readings)
    assert judge(only(rf"{matrix} a = x")).outcome == "refuted"


def test_a_diagonal_of_a_list():
    display = r"\begin{bmatrix} \lambda_1 \\ & \ddots \\ & & \lambda_m \end{bmatrix} = \Lambda"
    assert judge(only(display)).outcome == "proved"
