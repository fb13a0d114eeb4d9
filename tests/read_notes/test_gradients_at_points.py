r"""Gradients at any point, labels that are arguments, letters that look like numbers."""

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

TYPES = r"""
**Let** $d, m \in \mathbb{N}$, $x, h, a, x^* \in \mathbb{R}^d$, $A \in \mathbb{R}^{m \times d}$,
$t, s \in \mathbb{R}$, $f : \mathbb{R}^d \to \mathbb{R}$, $g : \mathbb{R}^d \to \mathbb{R}^m$,
$\phi : \mathbb{R}^m \to \mathbb{R}$, $k : \mathbb{R}^d \times \mathbb{R}^d \to \mathbb{R}$,
$v : \mathbb{R}^2 \to \mathbb{R}$. **Index** $i = 1, \dots, d$.
"""
VALUES = r"""
**Let** $d \in \mathbb{N}$, $x, h \in \mathbb{R}^d$, $f(x) \in \mathbb{R}$.
**Index** $i = 1, \dots, d$.
"""
DEFINED = r"""
**Let** $d \in \mathbb{N}$, $x, h \in \mathbb{R}^d$, $Q \in \mathbb{R}^{d \times d}$ symmetric.
**Define** $f(x) = \frac12 x^\top Q x$.
"""
LABELS = r"""
**Let** $n \in \mathbb{N}$, $\theta, \phi, x, z \in \mathbb{R}^n$, $c, \lambda \in \mathbb{R}$,
$f_\theta(x) \in \mathbb{R}$, $\pi_\theta(x) > 0$, $0 < D_\phi(x) < 1$,
$g_\theta : \mathbb{R}^n \to \mathbb{R}^n$, $u_\lambda : \mathbb{R} \to \mathbb{R}$,
$\mu_\theta \in \mathbb{R}$, $W_c \in \mathbb{R}$.
"""


def verdict(base, display):
    """The outcome of the last claim of one display; ``ill-formed`` for a complaint."""
    (found,) = read(f"# Note\n{base}\n\n$$\n{display}\n$$\n").items
    assert isinstance(found, (Claim, IllFormed)), found
    return judge(found, timeout=8).outcome


@pytest.mark.parametrize(("display", "expected"), [
    (r"\frac{d}{dt} f(x + t h) = \nabla f(x + t h)^\top h", "proved"),
    (r"\frac{d}{dt} f(x + t h) = \nabla f(x)^\top h", "refuted"),
    (r"\left.\frac{d}{dt} f(x + t h)\right|_{t=0} = \nabla f(x)^\top h", "proved"),
    (r"\frac{d^2}{dt^2} f(x + t h) = h^\top \nabla^2 f(x + t h) h", "proved"),
    (r"h^\top \nabla f(x) = \nabla f(x)^\top h", "proved"),
    (r"\nabla f(2x) = 2 \nabla f(x)", "refuted"),
    (r"\nabla_x f(2x) = 2 \nabla f(2x)", "proved"),
    (r"\nabla_x \phi(A x) = A^\top \nabla \phi(A x)", "proved"),
    (r"\nabla_x \phi(A x) = \nabla \phi(A x)", "ill-formed"),
    (r"\nabla f(x^*) = \nabla f(x)", "refuted"),
    (r"\nabla_x f(x^*) = 0", "refuted"),
    (r"[\nabla f]_i = \frac{\partial f}{\partial x_i}", "proved"),
    (r"\nabla f = \nabla f", "ill-formed"),
    (r"\frac{\partial f}{\partial x_i}(a) = [\nabla f(a)]_i", "proved"),
    (r"\frac{\partial f}{\partial x_i}(a) = \frac{\partial f}{\partial x_i}", "refuted"),
    (r"\nabla^2 f(x) = \nabla^2 f(x)^\top", "proved"),
    (r"\frac{d}{dt} g(x + t h) = J_g(x + t h) h", "proved"),
    (r"\frac{d}{dt} g(x + t h) = J_g(x) h", "refuted"),
    (r"\nabla_x \phi(g(x)) = J_g(x)^\top \nabla \phi(g(x))", "proved"),
    (r"f(x+h) = f(x) + \nabla f(x)^\top h", "refuted"),
    (r"\nabla_x k(x, h) = \nabla_x k(h, x)", "refuted"),
    (r"\nabla v(s, t) = \begin{bmatrix} \partial_s v(s, t) \\ \partial_t v(s, t) \end{bmatrix}",
     "proved"),
    (r"\nabla v(s, t) = \begin{bmatrix} \partial_t v(s, t) \\ \partial_s v(s, t) \end{bmatrix}",
     "refuted"),
])  # fmt: skip
def test_of_a_function_that_is_only_declared(display, expected):
    assert verdict(TYPES, display) == expected


@pytest.mark.parametrize(("display", "expected"), [
    (r"[\nabla f]_i = \frac{\partial f}{\partial x_i}", "proved"),
    (r"\nabla f(x + h) = \nabla f(h + x)", "proved"),
    (r"h^\top \nabla f(x) = \nabla f(x)^\top h", "proved"),
    (r"\nabla f(x + h) = \nabla f(x)", "refuted"),
    (r"\frac{\partial f}{\partial x_i}(h) = [\nabla f(h)]_i", "proved"),
])  # fmt: skip
def test_of_declared_values(display, expected):
    assert verdict(VALUES, display) == expected


@pytest.mark.parametrize(("display", "expected"), [
    (r"\nabla f = Q x", "proved"),
    (r"\nabla f(2 x) = 2 Q x", "proved"),
    (r"\nabla f(2 x) = 4 Q x", "refuted"),
    (r"\nabla_x f(2 x) = 4 Q x", "proved"),
    (r"\nabla f(x)^\top h = x^\top Q h", "proved"),
    (r"f(x + h) = f(x) + \nabla f(x)^\top h + \frac12 h^\top \nabla^2 f(x) h", "proved"),
    (r"\nabla^2 f = Q", "proved"),
])  # fmt: skip
def test_of_a_defined_function(display, expected):
    assert verdict(DEFINED, display) == expected


@pytest.mark.parametrize(("display", "expected"), [
    (r"\nabla_\theta f_\theta(x) = 0", "refuted"),
    (r"\nabla_\phi f_\theta(x) = 0", "ill-formed"),
    (r"\nabla_\theta f_\theta(x) = \nabla_\theta f_\theta(z)", "refuted"),
    (r"\frac{\partial u_\lambda(c)}{\partial \lambda} = 0", "refuted"),
    (r"u_\lambda'(c) = \frac{d}{dc} u_\lambda(c)", "proved"),
    (r"\nabla_\theta \log \pi_\theta(x) = \frac{\nabla_\theta \pi_\theta(x)}{\pi_\theta(x)}",
     "proved"),
    (r"\nabla_\theta D_\phi(g_\theta(z)) = 0", "refuted"),
    ((r"\nabla_\theta \log (1 - D_\phi(g_\theta(z)))"
      r" = - \frac{\nabla_\theta D_\phi(g_\theta(z))}{1 - D_\phi(g_\theta(z))}"), "proved"),
    (r"\nabla_\theta \mu_\theta = 0", "ill-formed"),
    (r"\nabla_\theta (\mu_\theta c) = 0", "ill-formed"),
    (r"\frac{\partial}{\partial c} (W_c c) = W_c", "proved"),
    (r"\frac{\partial W_c}{\partial c} = 0", "ill-formed"),
    (r"D_\phi(x + z) < 1", "proved"),
    (r"\log \pi_\theta(2 z) = \log (3 \pi_\theta(2 z)) - \log 3", "proved"),
    (r"\pi_\theta(2 x) = 2 \pi_\theta(x)", "refuted"),
])  # fmt: skip
def test_a_label_that_is_a_parameter_is_an_argument(display, expected):
    assert verdict(LABELS, display) == expected


def test_the_line_that_is_offered_for_a_label_works():
    base = LABELS.replace(r"$\mu_\theta \in", r"$\mu_{\theta}(\theta) \in")
    assert verdict(base, r"\nabla_\theta \mu_\theta = 0") == "refuted"


@pytest.mark.parametrize(("display", "expected"), [
    (r"q(2c) = 2 q(c)", "refuted"),
    (r"q(c+1) = q(c) + q", "refuted"),
    (r"q(c + 1) > 0", "proved"),
    (r"q(c) > 1", "refuted"),
    (r"\log q(c)^2 = 2 \log q(c)", "proved"),
    (r"r(2 c) (1 - r(c)) > 0", "proved"),
    (r"r(c) < \frac12", "refuted"),
    (r"h(2 c) l(c) = l(c) h(c + c)", "proved"),
    (r"h(c) = l(c)", "refuted"),
])  # fmt: skip
def test_values_within_bounds(display, expected):
    base = r"**Let** $c \in \mathbb{R}$, $q(c) > 0$, $0 < r(c) < 1$, $h(c), l(c) \in \mathbb{R}$."
    assert verdict(base, display) == expected


@pytest.mark.parametrize(("display", "expected"), [
    (r"\left. \frac{\partial (x z)}{\partial x} \right|_{z = x} = x", "proved"),
    (r"\left. \frac{\partial (x z)}{\partial x} \right|_{z = x} = 2 x", "refuted"),
    (r"\left. \frac{\partial (a^\top b)}{\partial a} \right|_{b = a} = a", "proved"),
    (r"\left. \frac{\partial (a^\top b)}{\partial a} \right|_{b = a} = 2 a", "refuted"),
])  # fmt: skip
def test_the_derivative_is_taken_before_its_own_letter_is_put_in(display, expected):
    base = r"**Let** $n \in \mathbb{N}$, $x, z \in \mathbb{R}$, $a, b \in \mathbb{R}^n$."
    assert verdict(base, display) == expected


def test_a_policy_is_not_the_number_pi():
    base = r"**Let** $s, a \in \mathbb{R}$, $v : \mathbb{R} \to \mathbb{R}$."
    assert verdict(base, r"v(\pi(s)) + 1 = 1 + v(s \pi)") == "ill-formed"
    assert verdict(base, r"\pi(a \mid s) + 1 = 1 + \pi(a \mid s)") == "ill-formed"
    assert verdict(base, r"2 \pi (s + 1) = 2 \pi s + 2 \pi") == "proved"


def test_e_with_a_label_beside_labelled_names_is_no_power():
    base = r"**Let** $t, b \in \mathbb{R}$, $f^{(t)}, h \in \mathbb{R}$."
    assert verdict(base, r"h + e^{(t)} = f^{(t)} + e^{(t)}") == "ill-formed"
    assert verdict(base, r"e^{(t + b)} = e^t e^b") == "proved"


@pytest.mark.parametrize(("display", "expected"), [
    (r"f'(x) = z", "proved"),
    (r"f'(x) = z + x", "refuted"),
    (r"\nabla f(2 x) = z", "proved"),
    (r"\frac{\partial J}{\partial y}(x) = 2 x^2", "proved"),
    (r"\frac{\partial J}{\partial y}(1 - y) = 2 y x - 2 y^2 x", "proved"),
])  # fmt: skip
def test_what_is_put_in_may_be_inside_a_defined_name(display, expected):
    base = r"""
**Let** $x, y, w \in \mathbb{R}$. **Define** $z = x + w$. **Define** $f(t) = t z$.
**Define** $J(y) = y^2 x$.
"""
    assert verdict(base, display) == expected


@pytest.mark.parametrize(("display", "expected"), [
    (r"\partial_h f(x_t, h_{t-1}, w) = \frac{\partial f(x_t, h_{t-1}, w)}{\partial h_{t-1}}",
     "proved"),
    (r"\partial_h f(x_t, h_{t-1}, w) = 2 \partial_h f(x_t, h_{t-1}, w)", "refuted"),
    (r"\frac{d}{dw} f(c, v, w) = \partial_w f(c, v, w) + 2 w \partial_v f(c, v, w)", "ill-formed"),
    (r"\frac{\partial}{\partial w} f(c, 2 w, w) = 0", "refuted"),
])  # fmt: skip
def test_a_derivative_by_an_argument(display, expected):
    base = r"""
**Let** $T \in \mathbb{N}$. **Index** $t = 1, \dots, T$.
**Let** $x_t, h_t, w, c \in \mathbb{R}$, $f : \mathbb{R}^3 \to \mathbb{R}$.
"""
    assert verdict(base, display) == expected
