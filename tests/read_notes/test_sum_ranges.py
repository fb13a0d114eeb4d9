"""What stands below a sum: letters, ranges, conditions on them."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""**Let** $N \in \mathbb{N}$, $x \in \mathbb{R}^N$, $w \in \mathbb{R}^{N \times N}$.
**Index** $i, j, k = 1, \dots, N$.

"""


def item(display, head=HEAD):
    (found,) = read(f"{head}\n\n$$ {display} $$\n").items
    return found


def outcome(display, head=HEAD):
    found = item(display, head)
    assert isinstance(found, Claim), found
    return judge(found).outcome


@pytest.mark.parametrize(
    "sum_",
    [
        r"\sum_{j=1, j \ne i}^N x_j", r"\sum_{j=1,\, j \neq i}^N x_j",
        r"\sum_{j=1; i \ne j}^N x_j", r"\sum_{\substack{j=1 \\ j \ne i}}^N x_j",
        r"\sum_{\substack{1 \le j \le N \\ j \ne i}} x_j", r"\sum_{j=1 \atop j \ne i}^N x_j",
        r"\sum_{j, j \ne i} x_j", r"\sum_{j : j \ne i} x_j", r"\sum_{i \ne j} x_j",
        r"\sum_{j = 1, \dots, N, j \ne i} x_j", r"\sum_{1 \le j \ne i \le N} x_j",
    ],
)  # fmt: skip
def test_a_condition_binds_no_second_letter(sum_):
    assert outcome(rf"{sum_} = \sum_{{j=1}}^N x_j - x_i") == "proved"
    assert outcome(rf"{sum_} = N \sum_{{j=1}}^N x_j - x_i") == "refuted"


def test_nor_does_it_below_a_product():
    found = item(r"\prod_{j=1, j \ne i}^N x_j = x_i")
    assert isinstance(found, Claim)
    assert found.statement.count(r"\prod") == 1


@pytest.mark.parametrize(
    "sum_",
    [
        r"\sum_{i<j} x_i x_j", r"\sum_{1 \le i < j \le N} x_i x_j",
        r"\sum_{i=1, j=1; i < j}^{N, N} x_i x_j", r"\sum_{(i, j) : i < j} x_i x_j",
        r"\frac12 \sum_{i \ne j} x_i x_j", r"\frac12 \sum_{j \ne i} x_i x_j",
        r"\frac12 \sum_{1 \le i, j \le N; i \ne j} x_i x_j",
        r"\frac12 \sum_{i, j = 1, i \ne j}^N x_i x_j", r"\frac12 \sum_i \sum_{j \ne i} x_i x_j",
    ],
)  # fmt: skip
def test_pairs(sum_):
    squares = r"\left(\sum_k x_k\right)^2 - \sum_k x_k^2"
    assert outcome(rf"{sum_} = \frac12 \left({squares}\right)") == "proved"
    assert outcome(rf"{sum_} = {squares}") == "refuted"


@pytest.mark.parametrize(
    ("display", "said"),
    [
        (r"\sum_{i<j} x_i x_j = 1", "runs over `i`, `j`, which stand nowhere else"),
        (r"\sum_{i<j} x_i x_j = x_j", "runs over `i` alone; `j` is fixed"),
        (r"\sum_{i \ne j} x_i x_j = x_i", "runs over `j` alone; `i` is fixed"),
        (r"\sum_{k \ne i} 1 = N - 1", "runs over `k` alone; `i` is fixed"),
        (r"\sum_{i \ne j} 1 = N^2 - N", "runs over `i`, `j`, which stand nowhere else"),
    ],
)  # fmt: skip
def test_which_letters_run_is_said(display, said):
    assert any(said in note for note in item(display).readings), item(display).readings


@pytest.mark.parametrize("condition", [r"j \ne i", r"i \ne j"])
def test_the_letter_of_a_definition_is_fixed(condition):
    head = HEAD + rf"**Define** $f_i = \sum_{{{condition}}} w_{{ij}} x_j$."
    assert outcome(r"f_i = \sum_j w_{ij} x_j - w_{ii} x_i", head) == "proved"
    assert outcome(r"f_i = \sum_i \sum_j w_{ij} x_j", head) == "refuted"


def test_a_display_that_goes_on_keeps_its_letter():
    head = HEAD + r"**Define** $f_i = \sum_j w_{ij} x_j$." + "\n\n$$ f_i - w_{ii} x_i $$"
    *_, found = read(head + "\n\n$$ = \\sum_{i \\ne j} w_{ij} x_j $$\n").items
    assert isinstance(found, Claim)
    assert judge(found).outcome == "proved"


def test_a_list_behind_an_inequality():
    right = r"\sum_k x_k - x_i - x_j + \delta_{ij} x_i"
    assert outcome(rf"\sum_{{k \neq i, j}} x_k = {right}") == "proved"


def test_strict_ends():
    assert outcome(r"\sum_{0 < k < N} x_k = \sum_k x_k - x_N") == "proved"


@pytest.mark.parametrize(
    ("display", "message"),
    [
        (r"\sum_{k=1}{N} x_k = 0", "stands beside it"),
        (r"\sum_{i=1, j=1, k=1}^{N, N} x_i = 0", "2 last values for 3 letters"),
    ],
)
def test_asked(display, message):
    found = item(display)
    assert isinstance(found, IllFormed)
    assert message in found.message


def test_a_sum_without_index_binds_its_own_letter():
    display = r"\sum_{i=1}^N x_i - \frac{\sum x_i}{N} = \sum_i x_i - \frac{1}{N} \sum_{i=1}^N x_i"
    assert outcome(display) == "proved"
    assert outcome(r"\sum_{i=1}^N x_i - \sum x_i^2 = \sum_i (x_i - x_i^2)") == "proved"


def test_a_power_behind_the_number_of_an_example():
    head = r"""**Let** $N \in \mathbb{N}$, $\epsilon \in \mathbb{R}^N$. **Index** $i = 1, \dots, N$.

## Again
**Let** $x^{(i)} \in \mathbb{R}$. **Define** $\epsilon^{(i)} = 2 x^{(i)}$."""
    assert outcome(r"\epsilon^{(i)\, 2} = 4 (x^{(i)})^2", head) == "proved"
    plain = r"**Let** $N \in \mathbb{N}$, $y \in \mathbb{R}^N$. **Index** $i = 1, \dots, N$."
    assert outcome(r"y^{(i) 2} = (y^{(i)})^2", plain) == "proved"
