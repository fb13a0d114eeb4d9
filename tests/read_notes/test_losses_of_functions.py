r"""Losses of functions: ``J(v, h) = \sum_i h(x_i) v``, ``\ell(y, f(x)) = e^{-y f(x)}``."""

from __future__ import annotations

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# T
**Let** $d, n \in \mathbb{N}$, $x_i, y_i, v, x, y \in \mathbb{R}$, $h, f : \mathbb{R} \to \mathbb{R}$;
$u, w \in \mathbb{R}^d$. **Index** $i = 1, \dots, n$.
"""


def items(*displays, more=""):
    return read(HEAD + more + "\n" + "".join(f"\n$$ {display} $$\n" for display in displays)).items


def outcomes(found):
    return [judge(one, timeout=10).outcome if isinstance(one, Claim) else one.__class__
            for one in found]  # fmt: skip


def test_a_value_that_belongs_to_functions():
    found = items(
        r"J(v, h) = \sum_{i=1}^n \exp\left[ -y_i \left( f(x_i) + v h(x_i) \right) \right]",
        r"J(v, h) = \sum_i e^{-y_i f(x_i)} e^{-y_i v h(x_i)}",
        r"J(v, h) = \sum_i e^{-y_i f(x_i)} e^{y_i v h(x_i)}",
        r"\frac{dJ}{dv} = -\sum_i y_i h(x_i) e^{-y_i f(x_i)} e^{-y_i v h(x_i)}",
        r"J(2, h) = J(v, h)",
    )
    assert outcomes(found) == [Unchecked, "proved", "refuted", "proved", IllFormed]


def test_a_letter_that_may_be_a_function_is_asked_about():
    found = items(more=r"**Define** $R(g) = \sum_i (y_i - g(x_i))^2$, $Q(t) = t(1 - t)$.")
    assert "a product, or a value of the function `g`" in found[0].message


def test_arguments_that_are_values():
    found = items(
        r"\ell(y, f(x)) = \exp\left( -y f(x) \right)",
        r"\ell(1, 2) = e^{-2}",
        r"\ell(y, f(x)) = 1 / \exp(y f(x))",
        r"\ell(y, f(x)) = \exp(y f(x))",
        r"\frac{\partial \ell(y, f(x))}{\partial f(x)} = -y e^{-y f(x)}",
        more=r"**Define** $L(y, w^T u) = \log(1 + e^{-y w^T u}) + (w^T u)^2$.",
    )
    assert outcomes(found) == [Unchecked, "proved", "proved", "refuted", "proved"]
    (first, second) = items(
        r"L(1, 0) = \log 2", r"\nabla_w L(y, w^\top u) = 2 w^T u u - \frac{y u}{1 + e^{y w^T u}}",
        more=r"**Define** $L(y, w^T u) = \log(1 + e^{-y w^T u}) + (w^T u)^2$.",
    )  # fmt: skip
    assert outcomes([first, second]) == ["proved", "proved"]


def test_a_value_made_of_a_defined_one():
    found = items(
        r"L(y, g(u)) = (y - g(u))^2",
        r"\frac{\partial L}{\partial w} = -2 (y - w^T u) u",
        more=r"**Define** $g(u) = w^T u$.",
    )
    assert outcomes(found) == [Unchecked, "proved"]


def test_what_a_value_is_made_of_stands_nowhere_else():
    found = items(more=r"**Define** $\ell(y, f(x)) = e^{-y f(x)} + x$.")
    assert "stands alone too" in found[0].message
    found = items(more=r"**Define** $\ell(y, f(x)) = e^{-y}$.")
    assert "does not occur there" in found[0].message


def test_where_the_values_of_a_function_lie():
    found = items(
        r"s(x)^2 = 1",
        r"0 \le q(x) \le 1",
        r"q(x) \ge \frac{1}{2}",
        more=r"**Let** $s : \mathbb{R} \to \{-1, 1\}$, $q : \mathbb{R} \to [0, 1]$.",
    )
    assert outcomes(found) == ["proved", "proved", "proved", "undecided"]


def test_lists_with_a_bound():
    found = items(
        r"a_n \lambda_n^2 > 0",
        r"\lambda_n > 0",
        r"a_n b_n \ge 0",
        r"c + t_n^2 \ge 0",
        more=r"""**Let** $a_1, \dots, a_N > 0$, $\lambda_1, \dots, \lambda_N \ne 0$,
$b_1, \ldots, b_N \ge 0$; $c > 0, t_1, \dots, t_N \in \mathbb{R}$. **Index** $n = 1, \dots, N$.""",
    )
    assert outcomes(found) == ["proved", "refuted", "proved", "proved"]
