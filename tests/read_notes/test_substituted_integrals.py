r"""Integrals over functions: ``\int f(u) du``, ``\int u dv``; inverse functions ``\tan^{-1}``."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

DEFINED = r"**Let** $x, c \in \mathbb{R}$. **Define** $u = 2x^2 + 1$."
CHAIN = (
    r"**Let** $x, c \in \mathbb{R}$, $f, F, g : \mathbb{R} \to \mathbb{R}$. "
    r"**Define** $w = g(x)$, $f(x) = F'(x)$."
)
BARE = r"**Let** $u, v : \mathbb{R} \to \mathbb{R}$."
VALUES = r"**Let** $s \in \mathbb{R}$, $u(s), v(s) \in \mathbb{R}$."
APART = r"**Let** $x, u \in \mathbb{R}$."


def outcomes(head: str, display: str) -> list[str]:
    items = read(f"# N\n{head}\n\n$$ {display} $$\n").items
    return [
        str(judge(item, timeout=8).outcome) if isinstance(item, Claim) else type(item).__name__
        for item in items
    ]


@pytest.mark.parametrize(
    ("head", "display", "expected"),
    [
        (DEFINED, r"\int \frac{4x}{\sqrt{2x^2+1}} dx = \int \frac{1}{\sqrt{u}} du", ["proved"]),
        (DEFINED, r"\int \frac{4x}{\sqrt{2x^2+1}} dx = \int \frac{2}{\sqrt{u}} du", ["refuted"]),
        (DEFINED, r"\int \frac{1}{\sqrt{u}} du = 2 \sqrt{u} + C", ["proved"]),
        (CHAIN, r"\int f(g(x)) g'(x) dx = \int f(w) dw = F(w) + C", ["proved"] * 2),
        (CHAIN, r"\int f(w) dw = F(x) + C", ["refuted"]),
        (BARE, r"\int u \, dv = u v - \int v \, du", ["proved"]),
        (BARE, r"\int u \, dv = u v + \int v \, du", ["refuted"]),
        (VALUES, r"\int u \, dv = u v - \int v \, du", ["proved"]),
        (VALUES, r"\int u v' \, ds = \int u \, dv", ["proved"]),
        (VALUES, r"\int u' v \, ds = \int u \, dv", ["refuted"]),
        (VALUES, r"u v' + v u' = \frac{d}{ds}(u v)", ["proved"]),
        (APART, r"\int x \, dx = \int u \, du", ["Unchecked"]),
        (APART, r"\frac{d}{dx} \tan^{-1} x = \frac{1}{1+x^2}", ["proved"]),
        (APART, r"\sin^{-1} x = \frac{1}{\sin x}", ["refuted"]),
        (APART, r"\ln^{-1} x = e^x", ["IllFormed"]),
    ],
)  # fmt: skip
def test_read(head, display, expected):
    assert outcomes(head, display) == expected


def test_what_was_done_is_said():
    (claim,) = read(f"# N\n{DEFINED}\n\n$$ \\int u \\, du = u^2/2 + C $$\n").items
    assert any("`du`" in one for one in claim.readings)
    (item,) = read(f"# N\n{APART}\n\n$$ \\int x dx = \\int u du $$\n").items
    assert isinstance(item, Unchecked)


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (
            r"\lim_{g(x) \to g(c)} \frac{F(g(x)) - F(g(c))}{g(x) - g(c)} = F'(g(c))",
            ["proved"],
        ),
        (r"\lim_{c x \to 0} \frac{\sin(c x)}{c x} = 1", ["proved"]),
        (r"\lim_{c x \to 0} \frac{\sin(c x)}{c x} = 0", ["refuted"]),
        (r"\lim_{g(x) \to g(c)} F(x) = F(c)", ["Unchecked"]),
    ],
)
def test_limits_in_a_value(display, expected):
    head = r"**Let** $x, c \in \mathbb{R}$, $F, g : \mathbb{R} \to \mathbb{R}$."
    assert outcomes(head, display) == expected
