"""A declared letter that is given a value later: in a declaration, in a display, for one line."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

SIZES = (
    r"**Let** $n, m \in \mathbb{N}$, $a \in \mathbb{R}^n$, $B, C \in \mathbb{R}^{n \times n}$. "
    r"**Index** $i = 1, \dots, n$."
)
BUILT = (
    r"**Let** $x, h \in \mathbb{R}$, $w, v \in \mathbb{R}^n$. **Define** $L = h^2$, $z = 2x$, "
    r"$s = w^\top v$."
)


def outcomes(head, display):
    """The outcomes of the claims of one display."""
    found = [item for item in read(f"# T\n{head}\n\n$$ {display} $$\n").items
             if isinstance(item, Claim)]  # fmt: skip
    return [judge(one, timeout=10).outcome for one in found]


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\sum_i a_i = a_1 \text{ if } n = 1", "proved"),
        (r"\sum_i a_i = a_1 + a_2 \text{ for } n = 2", "proved"),
        (r"\sum_i a_i = a_1 + a_2 \text{ if } n = 3", "refuted"),
        (r"\sum_i a_i = a_1 \quad (n = 1)", "proved"),
        (r"\sum_i 1 = 2 m \text{ if } n = 2 m", "proved"),
        (r"a^\top a = a_1^2 + a_2^2 \quad \text{where } n = 2", "proved"),
        (r"\text{with } n = 2, a^\top a = a_1^2 + a_2^2", "proved"),
    ],
)
def test_a_size_has_its_value_as_a_condition(display, expected):
    assert outcomes(SIZES, display) == [expected]


@pytest.mark.parametrize(
    "head",
    [
        r"**Let** $x \in \mathbb{R}^n$, $n = 3$.",
        r"**Let** $n = 3$, $x \in \mathbb{R}^n$.",
        r"**Let** $n \in \mathbb{N}$, $n = 3$, $x \in \mathbb{R}^n$.",
        r"**Let** $n \in \mathbb{N}$, $x \in \mathbb{R}^n$. **Let** $n = 3$.",
        r"**Let** $n \in \mathbb{N}$, $x \in \mathbb{R}^n$. **Define** $n = 3$.",
    ],
)
def test_a_size_that_is_given_in_a_declaration(head):
    assert outcomes(head, r"x^\top x = x_1^2 + x_2^2 + x_3^2") == ["proved"]
    assert outcomes(head, r"x^\top x = x_1^2 + x_2^2") == ["refuted"]


@pytest.mark.parametrize(
    ("more", "display", "expected"),
    [
        (r"**Define** $h = 3x$.", r"L = 9 x^2", "proved"),
        (r"**Define** $h = 3x$.", r"\frac{dL}{dx} = 18 x", "proved"),
        (r"**Define** $h = 3x$.", r"\frac{dL}{dx} = 7 x", "refuted"),
        (r"**Define** $h = 3x$.", r"\frac{dL}{dh} = 2 h", "proved"),
        (r"**Define** $h = x$.", r"\frac{dL}{dx} = 7 x", "refuted"),
        (r"**Define** $h = x$.", r"\frac{dL}{dx} = 2 x", "proved"),
        (r"**Let** $x = 3$.", r"z = 6", "proved"),
        (r"**Let** $x = 3$.", r"z = 2", "refuted"),
        (r"**Define** $v = x w$.", r"\frac{ds}{dx} = w^\top w", "proved"),
        (r"**Define** $v = x w$.", r"\frac{ds}{dx} = 0", "refuted"),
        (r"**Define** $v_i = x w_i$ for $i = 1, \dots, n$.", r"s = x w^\top w", "proved"),
    ],
)
def test_what_was_defined_through_a_letter_has_its_value(more, display, expected):
    assert outcomes(f"{BUILT}\n{more}", display) == [expected]


def test_what_was_said_of_a_letter_is_said_of_its_value():
    head = r"**Let** $x, p \in \mathbb{R}$, $p > 0$. **Define** $p = 1 - x$."
    assert outcomes(head, r"x < 1") == ["proved"]
    assert outcomes(head, r"x > 0") == ["refuted"]


def test_a_letter_that_is_declared_again_has_no_value():
    again = r"**Let** $x \in \mathbb{R}$. **Define** $x = 3$. **Let** $x \in \mathbb{R}$."
    assert outcomes(again, r"x = 3") == ["refuted"]
    sections = (
        "**Let** $x \\in \\mathbb{R}$. **Define** $z = 2x$, $x = 3$.\n\n$$ z = 6 $$\n\n"
        "# Next\n\n**Let** $x \\in \\mathbb{R}$.\n"
    )
    assert outcomes(sections, r"x = 3") == ["proved", "refuted"]


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"z = 6 \text{ for } x = 3", "proved"),
        (r"z = 6 \text{ for } x = 4", "refuted"),
        (r"z = 2 h \text{ if } x = h", "proved"),
        (r"z > 0, \quad \text{where } x = 1", "proved"),
        (r"\frac{d}{dx} x^2 = 6 \text{ at } x = 3", "proved"),
    ],
)
def test_a_value_for_one_display(display, expected):
    assert outcomes(BUILT, display) == [expected]


def test_a_value_in_a_section_inside():
    inside = f"{BUILT}\n\n## Inside\n\n"
    assert outcomes(f"{inside}**Let** $x = 3$.", r"z = 6") == ["proved"]
    (first, *_) = read(f"# T\n{inside}**Define** $h = 3x$.\n\n$$ L = 9 x^2 $$\n").items
    assert "rests on it" in first.message


def test_a_sign_that_defines_gives_a_declared_letter_its_value():
    head = f"{BUILT}\n\n$$ h := 3x $$\n"
    assert outcomes(head, r"\frac{dL}{dx} = 18 x") == ["proved"]
    assert outcomes(head, r"\frac{dL}{dx} = 7 x") == ["refuted"]


@pytest.mark.parametrize(
    "lines",
    [
        r"**Define** $g(t) = f(t) + 1$. **Define** $f(t) = t^2$.",
        r"**Define** $Q = s_0 + s_1$. **Define** $s_0 = 0$, $s_k = s_{k-1} + 1$ for $k \ge 1$.",
    ],
)
def test_a_function_or_sequence_is_defined_before_what_rests_on_it(lines):
    head = r"**Let** $f : \mathbb{R} \to \mathbb{R}$, $x \in \mathbb{R}$, $s_t \in \mathbb{R}$ for $t \ge 0$."
    (first, *_) = read(f"# T\n{head}\n{lines}\n\n$$ x = 0 $$\n").items
    assert "before it" in first.message


def test_a_function_that_nothing_rests_on_may_be_defined():
    head = r"**Let** $f : \mathbb{R} \to \mathbb{R}$, $x \in \mathbb{R}$. **Define** $f(t) = t^2$."
    assert outcomes(head, "f(x) = x^2") == ["proved"]
