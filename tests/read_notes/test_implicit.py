"""Names that a chain introduces by itself, and those that it must not."""

import pytest

from tests.read_notes.reading import read
from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge

HEAD = r"""# N

**Let** $n, m \in \mathbb{N}$; $x \in \mathbb{R}^n$; $W \in \mathbb{R}^{m \times n}$; $b \in \mathbb{R}^m$;
$\mu \in \mathbb{R}$; $\phi, \eta \in (0, 1)$; $y \in \{0, 1\}$; $\mathrm{rate} > 0$. **Index** $i, j = 1, \dots, n$.
"""


def note(*displays, head=HEAD):
    """The items of a note with these displays."""
    return read(head + "".join(f"\n$${one}$$\n" for one in displays)).items


def introduced(one):
    """Whether an item says that it introduces a name."""
    return isinstance(one, Unchecked) and one.reason.startswith("it introduces `")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (r"z = W x + b", r"\frac{\partial z}{\partial x} = W"),
        (r"z_k = \sum_i W_{ki} x_i + b_k", r"z = W x + b"),
        (r"\bar{x} = \frac{1}{n} \sum_i x_i", r"n \bar{x} = \sum_i x_i"),
        (r"p_i = \frac{e^{x_i}}{\sum_j e^{x_j}}", r"\sum_i p_i = 1"),
        (r"\mu_{\text{ML}} = \frac{1}{n} \sum_i x_i", r"n \mu_{\text{ML}} = \sum_i x_i"),
        (r"z^{[1]} = W x + b", r"\frac{\partial z^{[1]}}{\partial x} = W"),
        (r"z^{\langle 1 \rangle} = W x + b", r"\frac{\partial z^{\langle 1 \rangle}}{\partial x} = W"),
        (r"z = (W x + b) * b", r"z = (W x + b) \odot b"),
        (r"f(t) = t^2", r"f'(t) = 2 t"),
        (r"f(t) = t^2", r"f(3) = 9"),
        (r"\sigma(t) = \frac{1}{1 + e^{-t}}", r"\sigma(-t) = 1 - \sigma(t)"),
        (r"\operatorname{RMS}(x) = \sqrt{\frac{1}{n} \sum_i x_i^2}",
         r"\operatorname{RMS}(x)^2 = \frac{1}{n} \sum_i x_i^2"),
        (r"p(y; \phi) = \phi^y (1 - \phi)^{1 - y}",
         r"\log p(y; \phi) = y \log \phi + (1 - y) \log(1 - \phi)"),
        (r"\mathcal{L}(x) = x^\top x", r"\nabla_x \mathcal{L}(x) = 2 x"),
    ],
)  # fmt: skip
def test_a_bare_undeclared_name_is_defined_by_its_first_equation(first, then):
    made, claim = note(first, then)
    assert introduced(made), made
    assert made.reason.endswith(f"read as **Define** ${first}$")
    assert isinstance(claim, Claim), claim
    assert judge(claim, timeout=10).outcome == "proved"


def test_the_rest_of_the_chain_is_checked():
    made, right, wrong = note(r"s = \sum_i 2 x_i = 2 \sum_i x_i = \sum_i x_i^2")
    assert introduced(made)
    assert judge(right, timeout=10).outcome == "proved"
    assert judge(wrong, timeout=10).outcome == "refuted"


def test_a_second_equation_for_the_name_is_a_claim():
    made, second = note("z = W x + b", "z = W x - b")
    assert introduced(made)
    assert judge(second, timeout=10).outcome == "refuted"


@pytest.mark.parametrize(
    "display",
    [
        r"\mathrm{rat} = 2 \mu",  # like a declared word
        r"\mathrm{raet} = 2 \mu",
        "q = 1",  # perhaps a condition
        r"q = -\mu",
        r"\varphi = 1 - \mu",  # like a declared letter
        r"\boldsymbol{\mu} = \frac{1}{n} \sum_i x_i",  # another font of a declared letter
        r"f'(t) = 2 t",  # a derivative
        r"\dot{q} = 2 \mu",
        r"q^2 = \mu",  # a power
        r"q^T = \mu",
        r"q = x_i + 1",  # an index left open
        r"q = 2 q + \mu",  # it contains itself
        r"q = r + 1",  # the right side does not read
        r"q = \mu, \quad \mu > 0",  # a condition limits it
        r"F(\mathbf{v}) = 1 + \mu \mathbf{v}",  # a vector, as it looks
        r"g(t) = W t",  # t may be a vector
        r"q_{i+1} = \mu",
        r"d(x, b)^2 = x^\top x",  # the power of a value
        r"d(t)' = 2 t",
    ],
)
def test_a_doubtful_name_stays_a_message(display):
    found = note(display)
    assert not any(introduced(one) for one in found)
    assert any(isinstance(one, IllFormed) for one in found)


def test_a_name_that_was_used_before_is_introduced_from_there_on():
    slope = r"\frac{\partial L}{\partial x} = 2 x"
    found = note(slope, r"L = \sum_i x_i^2", slope)
    assert [type(one) for one in found] == [IllFormed, Unchecked, Claim]
    assert found[1].reason.endswith("from here on: it stands above undeclared")
    assert judge(found[2]).outcome == "proved"


def test_an_identity_is_not_introduced():
    assert not any(introduced(one) for one in note(r"I = W^\top W"))


def test_a_case_limits_it():
    found = note("q = 2", head=HEAD + "\n**Case** $i = j$:\n")
    assert isinstance(found[0], IllFormed)


def test_it_ends_with_its_section():
    found = note("z = W x + b\n$$\n\n# Other\n\n$$b^\\top z = 1")
    assert introduced(found[0])
    assert isinstance(found[1], IllFormed)


def test_a_density_is_named_by_its_letters():
    first, second, both = note(
        r"p(y; \phi) = \phi^y", r"p(y; \eta) = \eta^{1-y}", r"p(y; \phi) p(y; \eta) = \phi^y \eta^{1-y}"
    )  # fmt: skip
    assert introduced(first)
    assert introduced(second)
    assert judge(both, timeout=10).outcome == "proved"
    first, second = note(r"p(t) = e^{-t}", r"p(s) = 2 e^{-2 s}")
    assert introduced(first)
    assert isinstance(second, IllFormed)
    assert "another density" in second.message


def test_a_worked_value_is_not_judged_against_the_formula():
    made, worked, sum_ = note(
        r"L = \sum_i \max(0, x_i)", r"L = \max(0, -7 + 3) + \max(0, 11 - 3) = 8", r"L = 0"
    )[0:3]  # fmt: skip
    assert introduced(made)
    assert isinstance(worked, Unchecked)
    assert judge(sum_, timeout=10).outcome == "proved"


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\sum_i V(i) = \sum_i x_i^2", "proved"),
        (r"V(1) = x_1^2", "proved"),
        (r"\frac{\partial V(i)}{\partial x_j} = 2 x_i \delta_{ij}", "proved"),
        (r"V(i) = V(j)", "refuted"),
    ],
)
def test_a_value_for_each_index_is_written_as_a_call(display, outcome):
    made, claim = note(r"V(i) = x_i^2", display)
    assert introduced(made)
    assert judge(claim, timeout=10).outcome == outcome


def test_different_objectives_may_have_the_same_minimisers():
    head = HEAD + r"**Let** $w \in \mathbb{R}$."
    (same,) = note(r"\arg\min_w (w - 1)^2 = \arg\min_w (1 - w)^2", head=head)
    assert judge(same, timeout=10).outcome == "proved"
    (other,) = note(r"\arg\min_w w^2 = \arg\min_w 2 w^2", head=head)
    assert judge(other, timeout=10).outcome != "refuted"


@pytest.mark.parametrize("more", ["", "**Define** $P(t) = \\frac{\\mu}{1 + e^{-t}}$."])
def test_a_function_before_a_bracket_that_holds_it_is_a_factor(more):
    head = HEAD.replace(r"\mu \in \mathbb{R}", r"\mu, t > 0") + more
    claim = note(
        *([] if more else [r"P(t) = \frac{\mu}{1 + e^{-t}}"]),
        r"\frac{dP}{dt} = P \left(1 - \frac{P}{\mu}\right)", head=head,
    )[-1]  # fmt: skip
    assert judge(claim, timeout=10).outcome == "proved"


def test_the_power_of_a_value_defines_no_name():
    (found,) = note(head=HEAD + r"**Define** $d(x)^2 = x^\top x$.")
    assert isinstance(found, IllFormed)
    assert "power" in found.message
