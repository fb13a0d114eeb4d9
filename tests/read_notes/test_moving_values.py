r"""Dots and primes on values of one number; Lagrange's equations; differential equations."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

LAGRANGE = r"""# N
**Let** $t, m, k \in \mathbb{R}$, $x(t), y(t) \in \mathbb{R}$.
**Define** $L = \frac{1}{2} m (\dot{x}^2 + x^2 \dot y^2) - \frac{1}{2} k x^2$.

"""
MANY = r"""# N
**Let** $n \in \mathbb{N}$, $s, k \in \mathbb{R}$, $m \in \mathbb{R}^n$, $q(s) \in \mathbb{R}^n$. **Index** $i, j = 1, \dots, n$.
**Define** $T = \sum_j \frac{1}{2} m_j \dot{q}_j^2$.

"""
DEFINED = r"""# N
**Let** $t, A, \omega, \phi \in \mathbb{R}$. **Define** $u = A \cos(\omega t + \phi)$.

"""
LEIBNIZ = r"""# N
**Let** $x, t, a, b, m \in \mathbb{R}$, $y, \theta, f, g : \mathbb{R} \to \mathbb{R}$.

"""
EQUATION = r"""# N
**Let** $x, a, b \in \mathbb{R}$, $y(x) \in \mathbb{R}$. **Assume** $y'' + a y' + b y = 0$.

"""


def only(head: str, display: str) -> Claim | IllFormed:
    (item,) = read(f"{head}$$ {display} $$\n").items
    assert isinstance(item, (Claim, IllFormed)), item
    return item


@pytest.mark.parametrize(
    ("head", "display", "outcome"),
    [
        (LAGRANGE, r"\frac{\partial L}{\partial x} = m x \dot y^2 - k x", "proved"),
        (LAGRANGE, r"\frac{\partial L}{\partial x} = - k x", "refuted"),
        (LAGRANGE, r"\frac{\partial L}{\partial \dot{y}} = m x^2 \dot{y}", "proved"),
        (LAGRANGE, (r"\frac{d}{dt} \frac{\partial L}{\partial \dot y} "
         r"= m x^2 \ddot y + 2 m x \dot x \dot y"), "proved"),
        (LAGRANGE, r"\frac{d}{dt} \frac{\partial L}{\partial \dot y} = m x^2 \ddot y", "refuted"),
        (LAGRANGE, r"\frac{\partial L}{\partial y} = 0", "proved"),
        (LAGRANGE, r"\frac{d}{dt} \cos y = -\sin y \dot y", "proved"),
        (MANY, r"\frac{\partial T}{\partial \dot{q_i}} = m_i \dot q_i", "proved"),
        (MANY, r"\frac{\partial T}{\partial q_i} = 0", "proved"),
        (MANY, r"\frac{d T}{d s} = \sum_j m_j \dot q_j \ddot q_j", "proved"),
        (DEFINED, r"\dot{u} = - A \omega \sin(\omega t + \phi)", "proved"),
        (DEFINED, r"\ddot{u} = - \omega^2 u", "proved"),
        (DEFINED, r"\ddot{u} = \omega^2 u", "refuted"),
        (LEIBNIZ, r"\frac{dy}{dx} = y'", "proved"),
        (LEIBNIZ, r"\frac{d}{dx} (x y) = y + x y'", "proved"),
        (LEIBNIZ, r"\frac{d}{dx} (x y) = x y'", "refuted"),
        (LEIBNIZ, r"\frac{d}{dt} \left( m \dot\theta \right) = m \ddot{\theta}", "proved"),
        (LEIBNIZ, r"\int f' g \, dx = f g - \int f g' \, dx + C", "proved"),
        (LEIBNIZ, r"\int_a^b f' dx = f(b) - f(a)", "proved"),
        (EQUATION, r"y'' = - a y' - b y", "proved"),
        (EQUATION, r"y''(0) = - a y'(0) - b y(0)", "proved"),
        (EQUATION, r"y^{(3)} = - a y'' - b y'", "proved"),
        (EQUATION, r"(e^{x} y)' = e^x (y + y')", "proved"),
        (EQUATION, r"(e^{x} y)' = e^x y'", "undecided"),
    ],
)  # fmt: skip
def test_read(head, display, outcome):
    claim = only(head, display)
    assert isinstance(claim, Claim), claim
    assert judge(claim, timeout=8).outcome == outcome


def test_a_letter_that_is_a_function_gives_no_point():
    chain = r"\frac{df}{dx} = \frac{df}{dy} \frac{dy}{dx}"
    assert isinstance(only(LEIBNIZ, chain), IllFormed)


@pytest.mark.parametrize(
    ("given", "display", "outcome"),
    [
        ("$y' = 0$", "y(1) = y(0)", "undecided"),
        ("$y' = 0$", "y' = 0", "proved"),
        ("$y'(0) = 1$", "y'(1) = 1", "undecided"),
        ("$y' = y$", "y'' = y", "proved"),
        ("$x y' = y$", "y'(0) = y(0)", "undecided"),
    ],
)
def test_equations_at_every_point(given, display, outcome):
    head = (
        rf"# N{chr(10)}**Let** $x \in \mathbb{{R}}$, $y(x) \in \mathbb{{R}}$. **Assume** {given}."
    )
    claim = only(f"{head}\n\n", display)
    assert judge(claim, timeout=8).outcome == outcome


def test_the_prime_is_shown():
    assert "y'" in only(EQUATION, "y'(0) = a").statement


def test_what_is_assumed_of_a_function_refutes_nothing_elsewhere():
    head = r"""# N
**Let** $x \in \mathbb{R}$, $f : \mathbb{R} \to \mathbb{R}$. **Assume** $f'(x) = f(x)$.

"""
    claim = only(head, "f'(0) = f(0)")
    assert judge(claim, timeout=8).outcome != "refuted"


ARGUMENTS = r"""# N
**Let** $m, k, t \in \mathbb{R}$, $x(t) \in \mathbb{R}$.
**Define** $L(x, \dot{x}, t) = \frac{1}{2} m \dot{x}^2 - \frac{1}{2} k x^2 + t x$.

"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\frac{d}{dt} \frac{\partial L}{\partial \dot x} = m \ddot x", "proved"),
        (r"\frac{\partial L}{\partial t} = x", "proved"),
        (r"\frac{\partial L}{\partial t} = 5", "refuted"),
        (r"\frac{d L}{d t} = x + t \dot x - k x \dot x + m \dot x \ddot x", "proved"),
        (r"\frac{\partial L(x, \dot x, t)}{\partial x} = t - k x", "proved"),
    ],
)
def test_a_value_that_is_written_with_its_arguments(display, outcome):
    assert judge(only(ARGUMENTS, display), timeout=8).outcome == outcome


def test_a_display_introduces_it():
    head = r"# N" + "\n" + r"**Let** $m, g, t \in \mathbb{R}$, $y(t) \in \mathbb{R}$." + "\n\n"
    text = head + "$$ L(y, \\dot y) = \\frac{m}{2} \\dot y^2 - m g y $$\n\n"
    first, second = read(text + "$$ \\frac{\\partial L}{\\partial y} = - m g $$\n").items
    assert "introduces" in first.reason
    assert judge(second).outcome == "proved"


def test_a_function_that_is_declared_anew_solves_no_earlier_equation():
    head = EQUATION + r"**Let** $y(x) \in \mathbb{R}$." + "\n\n"
    claim = only(head, "y'' = - a y' - b y")
    assert judge(claim, timeout=8).outcome != "proved"


BERNOULLI = r"""# N
**Let** $x, n \in \mathbb{R}$, $y(x) \in \mathbb{R}$; $P, Q : \mathbb{R} \to \mathbb{R}$.
**Assume** $y > 0$, $\frac{dy}{dx} + P(x) y = Q(x) y^n$. **Define** $u = y^{1-n}$.

"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"(1-n) y^{-n} \frac{dy}{dx} + (1-n) P(x) y^{1-n} = (1-n) Q(x)", "proved"),
        (r"\frac{du}{dx} + (1-n) P(x) u = (1-n) Q(x)", "proved"),
        (r"\frac{du}{dx} + (1-n) P(x) u = (1+n) Q(x)", "undecided"),
    ],
)
def test_conditions_beside_a_differential_equation(display, outcome):
    assert judge(only(BERNOULLI, display), timeout=8).outcome == outcome


def test_conditions_that_clash_beside_a_differential_equation():
    head = BERNOULLI.replace("$y > 0$", "$y > 0$, $y < 0$")
    assert judge(only(head, "y = 5"), timeout=8).outcome == "ill-formed"
