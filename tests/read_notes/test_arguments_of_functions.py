r"""``f(x_1, \dots, x_n)``, ``L(\alpha)`` beside ``L(w, \alpha)``, ``f(y; \mu)`` beside ``f(y; \alpha)``."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""**Let** $K \in \mathbb{N}$, $c, \mu, \phi, y \in \mathbb{R}$, $x \in \mathbb{R}^K$.
**Index** $i, k = 1, \dots, K$. **Let** $p_k, q_k > 0$.
"""


def items(*displays):
    return read(HEAD + "".join(f"\n$$ {display} $$\n" for display in displays)).items


def last(*displays):
    *_, found = items(*displays)
    assert isinstance(found, Claim), found
    return judge(found).outcome


LAGRANGE = r"L(p_1, \ldots, p_K, c) = \sum_i \log p_i + c \left(\sum_i p_i - 1\right)"


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\frac{\partial}{\partial p_k} L(p_1, \ldots, p_K, c) = \frac{1}{p_k} + c", "proved"),
        (r"\frac{\partial L}{\partial p_k} = \frac{1}{p_k} + c", "proved"),
        (r"\frac{\partial L}{\partial p_k} = \frac{1}{p_k} - c", "refuted"),
        (r"L(q_1, q_2, \dots, q_K, 0) = \sum_k \log q_k", "proved"),
        (r"L(q_1, q_2, \dots, q_K, 0) = \sum_k \log p_k", "refuted"),
        (r"L(x_1, \dots, x_K, 0) = \sum_k \log x_k", "proved"),
    ],
)
def test_dots_between_arguments(display, outcome):
    assert last(LAGRANGE, display) == outcome


@pytest.mark.parametrize("display", [r"L(p_1, \dots, p_{K-1}, c) = c", r"L(p_2, \dots, p_K, c) = c",
                                     r"L(p_1, \dots, q_K, c) = c"])  # fmt: skip
def test_other_lists_are_left_alone(display):
    assert not isinstance(items(LAGRANGE, display)[-1], Claim)


BOTH = r"J(x, c) = c x^\top x + c", r"J(c) = c^2"


def test_a_second_function_of_fewer_things():
    first, second, third, fourth, fifth = items(
        *BOTH, r"\frac{\partial J}{\partial c} = x^\top x + 1", r"\frac{d}{dc} J(c) = 2 c",
        r"J(x, 2) = 2 x^\top x + 2",
    )  # fmt: skip
    assert isinstance(first, Unchecked)
    assert isinstance(second, Unchecked)
    assert "introduces" in second.reason
    assert [judge(one).outcome for one in (third, fourth, fifth)] == ["proved"] * 3


def test_a_value_of_it_is_no_second_function():
    assert last(*BOTH, r"J(c) = 2 c") == "refuted"


def test_of_another_letter_it_may_be_a_third():
    assert not isinstance(items(*BOTH, r"J(\mu) = \mu^2")[-1], Claim)


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"f(y; \mu) = \mu + y", "undecided"),  # it may be another f
        (r"f(y; c) = c y", "proved"),
        (r"f(y; c) = c + y", "refuted"),
        (r"f(\mu; c) = c + \mu", "refuted"),
        (r"f(y; 2) = y + 2", "refuted"),
    ],
)
def test_other_letters_behind_a_semicolon(display, outcome):
    assert last("f(y; c) = c y", display) == outcome


def test_a_script_letter_is_another_one():
    found = items(
        "L(c) = c^2", r"\mathcal{L}(x, c) = L(c) + x^\top x", r"\mathcal{L}(x, 1) = 1 + x^\top x"
    )
    assert [type(one) for one in found[:2]] == [Unchecked, Unchecked]
    assert judge(found[2]).outcome == "proved"


@pytest.mark.parametrize("turned", [r"\intercal(i)", "T(i)", r"(i)\top", r"\top (i)"])
def test_a_transpose_before_or_behind_the_number_of_a_sample(turned):
    note = (
        r"**Let** $N, d \in \mathbb{N}$, $z^{(i)}, b \in \mathbb{R}^d$. **Index** $i = 1, \dots, N$."
        rf" $$ \sum_i z^{{{turned}}} b = \sum_i b^\top z^{{(i)}} $$"
    )
    (found,) = read(note).items
    assert isinstance(found, Claim), found
    assert judge(found).outcome == "proved"


VECTORS = r"""**Let** $m, n \in \mathbb{N}$, $u \in \mathbb{R}^m$, $v \in \mathbb{R}^n$, $c \in \mathbb{R}$.
**Index** $i = 1, \dots, m$; $j = 1, \dots, n$.
**Define** $S(a) = \operatorname{softmax}(2 a)$, $g = \tanh$, $p = \mathrm{softmax}$,
$q(u) = \frac{e^u}{\sum_i e^{u_i}}$.
"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\sum_i S(u)_i = \sum_j S(v)_j", "proved"),
        (r"S(u + c) = S(u)", "proved"),
        (r"S(2 u) = S(u)", "refuted"),
        (r"S(u) = p(2 u)", "proved"),
        (r"g'(c) = 1 - g(c)^2", "proved"),
        (r"g'(c) = 1 + g(c)^2", "refuted"),
        (r"\sum_i g(u)_i = \sum_i \tanh(u_i)", "proved"),
        (r"q(u) = p(u)", "proved"),
        (r"\tanh'(c) = 1 - \tanh^2(c)", "proved"),
        (r"\tanh'(2c) = 2 - 2 \tanh^2(2c)", "refuted"),
        (r"\mathrm{softplus}'(c) = \frac{1}{1 + e^{-c}}", "proved"),
        (r"\mathrm{softmax}(u_i) = p(u)_i", "proved"),
        (r"\mathrm{softmax}(v_j) = \frac{e^{v_j}}{\sum_i e^{u_i}}", "refuted"),
        (r"q(u) = p(-u)", "refuted"),
    ],
)
def test_a_function_of_vectors_is_defined_without_a_type(display, outcome):
    (found,) = read(f"{VECTORS}\n$$ {display} $$").items
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


def test_a_name_of_another_section_is_no_denominator():
    head = r"**Let** $x, y \in \mathbb{R}$. **Define** $s(z) = \frac{1}{1 + e^{-z}}$, "
    note = (
        f"# A\n{head}$p = s(x)$.\n\n# B\n{head}$L = -y \\log s(x)$.\n\n"
        r"$$ \frac{\partial L}{\partial s(x)} \frac{\partial s(x)}{\partial x} = -y (1 - s(x)) $$"
    )
    (found,) = read(note).items
    assert isinstance(found, Claim), found
    assert judge(found).outcome == "proved"


def test_arguments_behind_may_be_left_out():
    r"""``L(\theta)`` is ``L(\theta; x_1, \dots, x_n)`` at the declared data."""
    found = read(
        r"""# T
**Let** $n \in \mathbb{N}$, $x_1, \dots, x_n \in \mathbb{R}$, $\theta, y \in \mathbb{R}$, $f(x; \theta) > 0$.
**Index** $i = 1, \dots, n$. **Define** $g(\theta, y) = \theta y$.

$$ L(\theta; x_1, ..., x_n) = \prod_{i=1}^{n} f(x_i; \theta) $$

$$ \log L(\theta) = \sum_{i=1}^{n} \log f(x_i; \theta) $$

$$ \log L(\theta) = 0 $$

$$ g(2) = 3 y $$
"""
    ).items
    outcomes = [judge(one).outcome for one in found if isinstance(one, Claim)]
    assert outcomes == ["proved", "undecided"]
    assert "takes 2 argument(s)" in found[-1].message


def test_a_derivative_by_what_a_known_function_has_not_in_it():
    r"""``\partial l / \partial \mu`` may be of another l, one that was not read."""
    found = read(
        r"""# T
**Let** $\theta, \mu \in \mathbb{R}$.

$$ l(\theta) = \theta^2 + \theta $$

$$ \frac{\partial l}{\partial \mu} = 2 \mu $$

$$ \frac{\partial l}{\partial \theta} = 2 \theta $$
"""
    ).items
    outcomes = [judge(one).outcome for one in found if isinstance(one, Claim)]
    assert outcomes == ["undecided", "refuted"]


def test_a_parameter_of_several_declared_letters_is_no_name():
    head = r"**Let** $x, y \in \mathbb{R}$."
    (found,) = read(rf"# T{chr(10)}{head} **Define** $g(xy) = xy + yx$.").items
    assert "one name, or a product" in found.message
    assert read(rf"# T{chr(10)}{head} **Define** $g(CE) = 2 CE$.").items == ()
