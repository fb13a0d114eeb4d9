r"""Functions that are only declared: of vectors and matrices, at any point, with labels."""

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

VECTORS = r"""
**Let** $d, m \in \mathbb{N}$, $x, h, z, x^* \in \mathbb{R}^d$, $A \in \mathbb{R}^{m \times d}$,
$B \in \mathbb{R}^{d \times d}$, $t \in \mathbb{R}$. **Index** $i, j = 1, \dots, d$.
"""
VALUES = (
    VECTORS + r"**Let** $f(x) \in \mathbb{R}$, $k(x, z) \in \mathbb{R}$, $q(B) \in \mathbb{R}$."
)
TYPES = (
    VECTORS
    + r"""
**Let** $f : \mathbb{R}^d \to \mathbb{R}$, $g : \mathbb{R}^d \to \mathbb{R}^m$,
$\phi : \mathbb{R}^m \to \mathbb{R}$, $F : \mathbb{R}^{m \times d} \to \mathbb{R}$,
$u : \mathbb{R} \times \mathbb{R}^d \to \mathbb{R}$,
$k : \mathbb{R}^d \times \mathbb{R}^d \to \mathbb{R}$.
"""
)
FAMILIES = r"""
**Let** $T, q \in \mathbb{N}$. **Index** $s, t = 1, \dots, T$.
**Let** $o_t, y_t \in \mathbb{R}^q$, $a_t \in \mathbb{R}$, $w \in \mathbb{R}^q$.
**Let** $\ell(o_t, y_t) \in \mathbb{R}$, $r(a_t) \in \mathbb{R}$, $p(a_t, w) \in \mathbb{R}$.
**Define** $L = \frac{1}{T} \sum_t \ell(o_t, y_t)$.
"""


def verdict(base, display):
    """The outcome of one display; ``ill-formed`` for a complaint."""
    (found,) = read(f"# Note\n{base}\n\n$$\n{display}\n$$\n").items
    assert isinstance(found, (Claim, IllFormed)), found
    return judge(found, timeout=8).outcome


@pytest.mark.parametrize("display", [
    r"f(x + h) = f(h + x)",
    r"f(x) = f",
    r"f(2 x) = f(x + x)",
    r"k(x, z) + k(z, x) = k(z, x) + k(x, z)",
    r"k(x + 0, z) - k(x, z) + k(x, z) = k(0 + x, z)",
    r"q(B B + B) = q(B (B + I))",
])  # fmt: skip
def test_declared_values_are_those_of_one_function(display):
    assert verdict(VALUES, display) == "proved"


@pytest.mark.parametrize("display", [
    r"f(x + h) = f(x) x + f(x) h",
    r"f(x + h) = 2 f\left(\frac{x + h}{2}\right)",
    r"f(2 x) = 2 f(x)",
    r"f(2 x) = 2 f(x) x",
    r"z^\top f(2x) = 2 f(x) z^\top x",
    r"f(-x) = f(x)",
    r"f(-x) = -f(x) x",
    r"f(h^\top h) = h^\top h f(x)",
    r"f(z) = f(x)",
    r"k(x, z) = k(z, x)",
    r"k(x, x) = k(z, x)",
    r"k(z, z) = k(z, x)",
    r"q(B B) = q(B) B B",
    r"q(B B^\top) = q(B^\top B)",
    r"f(u) = f(x)",
])  # fmt: skip
def test_a_value_elsewhere_is_no_product_and_not_the_same(display):
    assert verdict(VALUES, display) in ("refuted", "ill-formed")


@pytest.mark.parametrize(("display", "expected"), [
    (r"r(a_t) = r(a_s)", "refuted"),
    (r"\sum_t r(a_t) = \sum_s r(a_s)", "proved"),
    (r"\sum_{t=1}^T p(a_t, w) = T p(a_1, w)", "refuted"),
    (r"L = \ell(o_1, y_1)", "refuted"),
    (r"\frac{\partial L}{\partial o_t} = \frac{1}{T} \frac{\partial \ell(o_t, y_t)}{\partial o_t}",
     "proved"),
    (r"\frac{\partial L}{\partial o_t} = \frac{\partial \ell(o_t, y_t)}{\partial o_t}", "refuted"),
])  # fmt: skip
def test_with_an_index_it_is_one_function_of_every_entry(display, expected):
    assert verdict(FAMILIES, display) == expected


@pytest.mark.parametrize(("display", "expected"), [
    (r"f(x + h) = f(h + x)", "proved"),
    (r"f(x + h) = f(x) + f(h)", "refuted"),
    (r"f(x^*) = f(x)", "refuted"),
    (r"\phi(A x) = \phi(g(x))", "refuted"),
    (r"\phi(A (x + h)) = \phi(A x + A h)", "proved"),
    (r"k(x, h) = k(h, x)", "refuted"),
    (r"u(t, x) = u(t, h)", "refuted"),
    (r"F(A + A) = F(2 A)", "proved"),
    (r"F(A) = F(2 A)", "refuted"),
    (r"f(A x) = 0", "ill-formed"),
    (r"g(x) + g(h) = g(h) + g(x)", "proved"),
    (r"g(x + h) = g(x) + g(h)", "refuted"),
])  # fmt: skip
def test_declared_types(display, expected):
    assert verdict(TYPES, display) == expected


@pytest.mark.parametrize(("display", "expected"), [
    (r"J(2 z) = J(z)", "refuted"),
    (r"J(y) = J(z)", "refuted"),
    (r"J(y) = y^\top y", "proved"),
    (r"J(2 z) = 4 J(z)", "proved"),
])  # fmt: skip
def test_a_defined_function_of_a_defined_vector_at_another_point(display, expected):
    base = r"""
**Let** $n \in \mathbb{N}$, $x, y \in \mathbb{R}^n$, $W \in \mathbb{R}^{n \times n}$.
**Define** $z = W x$. **Define** $J(z) = z^\top z$.
"""
    assert verdict(base, display) == expected


@pytest.mark.parametrize(
    ("head", "display", "expected"),
    [
        (r"$f : \mathbb{R} \to \mathbb{R}$, $f(x) > 0$. **Let** $x \in \mathbb{R}$",
         "f(x) f(2x) > 0", "proved"),
        (r"$f : \mathbb{R} \to \mathbb{R}$, $f(x) > 0$. **Let** $x \in \mathbb{R}$",
         "f(x) > 1", "refuted"),
        (r"$g : \mathbb{R}^n \to \mathbb{R}$. **Let** $0 < g(u) < 1$. **Let** $w \in \mathbb{R}^n$",
         "g(w) < 1", "proved"),
        (r"$g : \mathbb{R}^n \to \mathbb{R}$. **Let** $0 < g(u) < 1$. **Let** $w \in \mathbb{R}^n$",
         r"g(w) < \frac12", "refuted"),
    ],
)  # fmt: skip
def test_values_of_a_declared_function_at_undeclared_letters(head, display, expected):
    (found,) = read(f"# T\n**Let** {head}.\n\n$$ {display} $$\n").items
    assert judge(found).outcome == expected


def test_a_second_bound_of_the_values_replaces_no_first():
    head = r"**Let** $f : \mathbb{R} \to \mathbb{R}$, $f(x) > 0$, $f(x) < 1$, $w \in \mathbb{R}$."
    items = read(f"# T\n{head}\n\n$$ f(w) < 1 $$\n").items
    assert any(isinstance(item, IllFormed) for item in items)
