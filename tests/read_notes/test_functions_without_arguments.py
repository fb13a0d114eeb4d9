r"""``(f g)'(a)``, ``(f \circ g)'(a)``, ``(fg)' = f'g + fg'``: functions without arguments."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# Note
**Let** $f, g, h : \mathbb{R} \to \mathbb{R}$, $a, b, x, \lambda, \mu \in \mathbb{R}$.
**Define** $c = x^2$.

"""
VECTORS = r"""# Note
**Let** $k, m, n \in \mathbb{N}$, $x \in \mathbb{R}^n$, $F : \mathbb{R}^m \to \mathbb{R}^k$.
**Let** $\phi : \mathbb{R}^m \to \mathbb{R}$, $G : \mathbb{R}^n \to \mathbb{R}^m$.

"""


def only(display: str, head: str = HEAD) -> Claim | IllFormed:
    (item,) = read(f"{head}$$ {display} $$\n").items
    assert isinstance(item, (Claim, IllFormed))
    return item


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        ("(fg)'(a) = f'(a) g(a) + f(a) g'(a)", "proved"),
        ("(fg)'(a) = f'(a) g'(a)", "refuted"),
        (r"(f \circ g)'(a) = f'(g(a)) g'(a)", "proved"),
        (r"(f \circ g)'(a) = f'(a) g'(a)", "refuted"),
        (r"(f \circ g \circ h)'(a) = f'(g(h(a))) g'(h(a)) h'(a)", "proved"),
        (r"(f \circ g)(a) = f(g(a))", "proved"),
        (r"(f \circ g)(a) = g(f(a))", "refuted"),
        ("(f - g)(a b) = f(a b) - g(a b)", "proved"),
        ("(f - g)(a b) = (f(a) - g(a)) b", "refuted"),
        (r"\left(\frac{f}{g}\right)'(a) = \frac{f'(a) g(a) - f(a) g'(a)}{g(a)^2}", "proved"),
        (r"\left(\frac{f}{g}\right)'(a) = \frac{f(a) g'(a) - f'(a) g(a)}{g(a)^2}", "refuted"),
        (r"\left(\frac{1}{g}\right)'(a) = -\frac{g'(a)}{g(a)^2}", "proved"),
        ("(fgh)' = f'gh + fg'h + fgh'", "proved"),
        ("(fgh)' = f'gh + fg'h - fgh'", "refuted"),
        ("(f'g + fg')' = f''g + 2f'g' + fg''", "proved"),
        ("(f'g + fg')' = f''g + f'g' + fg''", "refuted"),
        (r"(\lambda f + \mu g)' = \lambda f' + \mu g'", "proved"),
        (r"(f \circ g)' = (f' \circ g) g'", "proved"),
        (r"(f \circ g)' = (f' \circ f) g'", "refuted"),
        ("(f(0) g)' = f(0) g'", "proved"),
        ("(x^2 e^{a x})' = (2 x + a x^2) e^{a x}", "proved"),
        ("(x^2 e^{a x})' = 2 a x e^{a x}", "refuted"),
        ("(x f(x))' = f(x) + x f'(x)", "proved"),
        (r"\frac{df}{dx} = f'", "proved"),
        (r"\frac{d(f \circ g(x))}{dx} = f'(g(x)) g'(x)", "proved"),
        (r"f \circ g(x) = f(g(x))", "proved"),
        (r"f \circ g(x) = g(f(x))", "refuted"),
        (r"f \circ g \circ h(x) = f(g(h(x)))", "proved"),
        (r"\sin(x)' = \cos(x)", "proved"),
        (r"\sin(x)' = \sin(x)", "refuted"),
        (r"\log(x)^{\prime} = \log(x)", "refuted"),
        (r"\exp(a x)'' = a^2 e^{a x}", "proved"),
        (r"|x|' = 1", "refuted"),
        (r"\lfloor x \rfloor' = 1", "refuted"),
        (r"\frac{df}{dx} = -f'", "refuted"),
    ],
)
def test_read(display, outcome):
    claim = only(display)
    assert isinstance(claim, Claim), claim
    assert judge(claim).outcome == outcome
    assert claim.readings


@pytest.mark.parametrize(
    "display",
    [
        "(a f)'(a) = f(a)",
        "(x f)' = x f'",
        "(c f)' = c f'",
        "(c f)'(x) = c f'(x)",
        "f(a) = g",
        "(f(a) g)'(b) = f(a) g'(b)",
        "(f(g + h))' = f' (g + h)",
        "(c x)' = c",
        r"\log(a)' = \log(a)",
        r"\frac{df}{dg} = f'",
        "(f g)' = a",
    ],
)
def test_refused(display):
    assert isinstance(only(display), IllFormed)


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"J_{F \circ G}(x) = J_F(G(x)) J_G(x)", "proved"),
        (r"J_{F \circ G}(x) = -J_F(G(x)) J_G(x)", "refuted"),
        (r"\nabla (\phi \circ G)(x) = J_G(x)^\top \nabla \phi(G(x))", "proved"),
        (r"\nabla (\phi \circ G)(x) = 2 J_G(x)^\top \nabla \phi(G(x))", "refuted"),
    ],
)
def test_compositions_of_vectors(display, outcome):
    claim = only(display, VECTORS)
    assert isinstance(claim, Claim), claim
    assert judge(claim).outcome == outcome


COMPONENTS = r"""# Note
**Let** $m, n \in \mathbb{N}$, $x, y \in \mathbb{R}^n$, $f : \mathbb{R}^n \to \mathbb{R}^m$.
**Index** $i = 1, \dots, m$, $j = 1, \dots, n$.

"""


WRITTEN_OUT = (
    r"J_f = \begin{bmatrix} \frac{\partial f_1}{\partial x_1} & \cdots & "
    r"\frac{\partial f_1}{\partial x_n} \\ \vdots & \ddots & \vdots \\ "
    r"\frac{\partial f_m}{\partial x_1} & \cdots & \frac{\partial f_m}{\partial x_n} \end{bmatrix}"
)


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"[\mathbf{J}_f]_{ij} = \frac{\partial f_i}{\partial x_j}", "proved"),
        (r"[\mathbf{J}_f]_{ij} = 2 \frac{\partial f_i}{\partial x_j}", "refuted"),
        (WRITTEN_OUT, "proved"),
    ],
)
def test_components_at_the_letter_below_the_line(display, outcome):
    claim = only(display, COMPONENTS)
    assert isinstance(claim, Claim), claim
    assert any("`f(x)`" in note for note in claim.readings)
    assert judge(claim).outcome == outcome


def test_the_letter_is_that_of_the_display():
    claim = only(r"\frac{\partial f_i}{\partial y_j} = [J_f(x)]_{ij}", COMPONENTS)
    assert isinstance(claim, Claim), claim
    assert judge(claim).outcome == "refuted"
