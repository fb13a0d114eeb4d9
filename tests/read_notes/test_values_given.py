r"""Displays that say what is only declared: ``a(\eta) = \eta^2 / 2``, a matrix by its rows."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# T
**Let** $m, n \in \mathbb{N}$, $x, \eta, \mu \in \mathbb{R}$, $\theta \in \mathbb{R}^n$, $t \in \mathbb{R}^m$;
$x_1, \dots, x_m \in \mathbb{R}^n$, $f, a : \mathbb{R} \to \mathbb{R}$, $J : \mathbb{R}^n \to \mathbb{R}$.
**Index** $i = 1, \dots, m$.
"""


def outcomes(*displays, more="", head=HEAD):
    text = head + more + "\n" + "".join(f"\n{one}\n" if one.startswith("#") else f"\n$$ {one} $$\n"
                                        for one in displays)  # fmt: skip
    return [judge(one, timeout=3).outcome if isinstance(one, Claim) else one.__class__
            for one in read(text).items]  # fmt: skip


def test_a_function_that_is_only_named_is_what_a_display_says():
    assert outcomes(
        r"a(\eta) = \frac{1}{2} \eta^2", r"a'(\eta) = \eta", r"a(\eta) = \eta^2",
        r"J(\theta) = \|\theta\|^2 + 1", r"\nabla J(\theta) = 2 \theta", "# Next",
    ) == [Unchecked, "proved", "refuted", Unchecked, "proved"]  # fmt: skip


def test_what_else_is_said_of_functions_stays_a_claim():
    assert outcomes(
        r"2 f(x) = f(-x)", r"f(x) = a(x)", r"f(x + 1) = x + 1", r"f(x) = 0", r"a(x) = x^2",
        more=r"**Assume** $a(0) = 1$. ",
    ) == ["refuted", "refuted", "refuted", "undecided", "undecided"]  # fmt: skip
    assert outcomes("f(x) = x^2", more="**Define** $q(x) = f(x) + 1$. ") == ["undecided"]


def test_a_star_makes_another_function():
    assert outcomes(r"f^*(x) = \frac{1}{2} \log(x^2 + 1)", r"e^{2 f^*(x)} = x^2 + 1",
                    r"f^*(x) = x") == [Unchecked, "proved", "refuted"]  # fmt: skip


DASH = r"\rule[.5ex]{2em}{0.4pt}"
ROWS = [
    r"\begin{bmatrix} - x_1^\top - \\ - x_2^\top - \\ \vdots \\ - x_m^\top - \end{bmatrix}",
    r"\begin{pmatrix} \text{---} x_1^T \text{---} \\ \vdots \\ \text{---} x_m^T - \end{pmatrix}",
    rf"\begin{{bmatrix}} {DASH} & x_1^T & {DASH} \\ & \vdots & \\ {DASH} & x_m^T & \end{{bmatrix}}",
    r"[x_1, x_2, \dots, x_m]^T",
]


@pytest.mark.parametrize("rows", ROWS)
def test_rows_of_data(rows):
    assert outcomes(rf"X = {rows}", r"X^T X = \sum_i x_i x_i^T", r"X^T t = \sum_i t_i x_i") == [
        Unchecked, "proved", "proved"]  # fmt: skip


def test_a_declared_matrix_is_written_out():
    more = r"**Let** $X \in \mathbb{R}^{m \times n}$. "
    assert outcomes(rf"X = {ROWS[0]} \in \mathbb{{R}}^{{m \times n}}", r"X^T t = \sum_i t_i x_i",
                    r"X^T t = \sum_i x_i", more=more) == [Unchecked, "proved", "proved", "refuted"]  # fmt: skip
    assert outcomes(rf"X = {ROWS[0]}", more=more + "**Assume** $X = 0$. ") != [Unchecked]


def test_words_above_make_names():
    more = r"""**Let** $K \in \mathbb{N}$. **Index** $k = 1, \dots, K$.
**Let** $\mu_k, \mu^{\text{old}}_k, \pi^{\text{new}}_k > 0$. """
    assert outcomes(r"\mu^{\text{old}}_k \pi^{\text{new}}_k > 0", r"\mu^{\text{old}}_k = \mu_k",
                    more=more) == ["proved", "refuted"]  # fmt: skip


def test_a_function_above_is_no_power():
    more = r"**Define** $T(x) = x$. "
    assert outcomes(r"\eta^T T(x) = \eta x", more=more) == ["proved"]
    assert outcomes(r"\eta^T = \eta") == [IllFormed]


def test_a_solution_beside_a_symmetric_matrix():
    note = (
        HEAD
        + r"""**Let** $W \in \mathbb{R}^{n \times n}$ symmetric.

By solving the equation, we obtain:

$$ \theta = W \theta $$
"""
    )
    (found,) = read(note).items
    assert judge(found).outcome == "undecided"


def test_letters_on_which_a_distribution_depends():
    more = r"""**Let** $\lambda > 0$, $Y \sim \mathrm{Poisson}(\lambda)$, $s \in \mathbb{R}$,
$Z \sim \mathrm{Poisson}(e^s)$. """
    assert outcomes(r"\mathbb{E}[Y; \lambda] = \lambda", r"\operatorname{Var}[Y; \lambda] = 2 \lambda",
                    r"E[Z \mid s] = e^s", r"E[Y \mid s] = \lambda", more=more) == [
        "proved", "refuted", "proved", Unchecked]  # fmt: skip
    more = r"**Let** $Y, X$ be random variables with joint distribution $p$. "
    assert outcomes(r"E[Y; \eta] = E[Y]", r"E[Y \mid x] = E[Y]", more=more) == ["proved", IllFormed]
    more = r"**Let** $p$ be a density. "
    assert outcomes(r"\mathbb{E}[2 y; \eta] = 2 \mathbb{E}_{y \sim p(y; \eta)}[y]",
                    more=more) == ["proved"]  # fmt: skip


def test_integrals_over_the_line():
    more = r"**Define** $g(y) = e^{-y^2}$. **Let** $h : \mathbb{R}^2 \to \mathbb{R}$. "
    found = outcomes(
        r"\int g(y) \, dy = \sqrt{\pi}", r"\int dy \, g(y) + 1 = \sqrt{\pi} + 1",
        r"\frac{d}{d \eta} \int h(y, \eta) \, dy = \int \frac{\partial}{\partial \eta} h(y, \eta) \, dy",
        r"\int 2 x \, dx = x^2", r"\int x \, dx = x^2",
        r"\frac{\partial}{\partial \eta} \cdot 1 + \frac{\partial}{\partial \eta} \eta = 1", more=more,
    )  # fmt: skip
    assert found == ["proved", "proved", "undecided", "proved", "refuted", "proved"]


def test_what_is_optimal_and_what_holds_as_long_as():
    note = (
        HEAD
        + r"""
Maximizing the expectation with respect to $\mu$ yields

$$ \mu = \frac{\eta}{2} $$

As long as $\eta > 1$,

$$ \eta^2 > 1 $$

It is easy to see that, as long as $\mu > 1$,

$$ \mu^2 > \mu $$
"""
    )
    assert [judge(one, timeout=3).outcome for one in read(note).items] == [
        "undecided", "proved", "undecided"]  # fmt: skip


def test_a_function_at_names_with_indices():
    more = r"**Let** $z_i \in \mathbb{R}$. "
    assert outcomes(r"f(z_i) = t_i^2", r"f(z_i) = 2 f(t_i)", more=more) == ["undecided", "refuted"]
