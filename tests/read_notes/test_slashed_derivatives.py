"""Derivatives in the line: ``dy/dx``, ``d/dx``, and quotients of them."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

NAMED = r"**Let** $x, t \in \mathbb{R}$, $y, u, w : \mathbb{R} \to \mathbb{R}$."
VALUES = r"**Let** $x \in \mathbb{R}$, $y(x), u(x), w(x) \in \mathbb{R}$."
LETTER = r"**Let** $d, x, y \in \mathbb{R}$."


def outcomes(head, display):
    items = read(f"# N\n{head}\n\n$$ {display} $$\n").items
    return [
        str(judge(item, timeout=8).outcome) if isinstance(item, Claim) else "none" for item in items
    ]


@pytest.mark.parametrize(
    ("head", "display", "outcome"),
    [
        (NAMED, "dy/dx = y'(x)", "proved"),
        (NAMED, "dy/dx = 2 y'(x)", "refuted"),
        (NAMED, "d^2y/dx^2 = y''(x)", "proved"),
        (NAMED, r"\frac{dy/dx}{y(x)} = \frac{y'(x)}{y(x)}", "proved"),
        (NAMED, r"\frac{du/dt}{dw/dt} = \frac{u'(t)}{w'(t)}", "proved"),
        (NAMED, r"\frac{du/dt}{dw/dt} = \frac{w'(t)}{u'(t)}", "refuted"),
        (NAMED, "d/dx (x^2) = 2x", "proved"),
        (NAMED, r"\frac{d}{dx} -(x^2 - t) = -2x", "proved"),
        (NAMED, r"\frac{d}{dx} -(x^2 - t) = 2x", "refuted"),
        (NAMED, r"\frac{d}{dx} - x^2 = -2x", "none"),
        (NAMED, r"\left(\frac{d}{dx} - (x)\right) y(x) = -y(x)", "none"),
        (NAMED, r"\partial (x^2)/\partial x = 2x", "proved"),
        (VALUES, "dy/dx + y = y' + y", "proved"),
        (VALUES, r"du/dx \, dw/dx = u' w'", "proved"),
        (NAMED, r"\int_0^1 \frac{dy}{dx} dx = y(1) - y(0)", "proved"),
        (NAMED, r"\int_0^1 dy/dx \, dx = y(1) - y(0)", "proved"),
        (NAMED, r"\int_0^1 \frac{dy}{dx} dx = y(1) + y(0)", "refuted"),
        (NAMED, r"\int_1^2 \frac{dx}{x} = \ln 2", "proved"),
        (LETTER, r"dy/(dx) = y/x", "proved"),
    ],
)
def test_read(head, display, outcome):
    assert outcomes(head, display) == [outcome]


@pytest.mark.parametrize(
    ("head", "display"),
    [
        (LETTER, "dy/dx = y/x"),
        (VALUES, r"\int_0^1 y \, dy/dx \, dx = \int_0^1 y dx"),
    ],
)
def test_not_proved(head, display):
    assert "proved" not in outcomes(head, display)
