"""Labels with and without brackets, braces around a head or an operator."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read


def judged(declared, display):
    """The verdict of a note of one display, and its readings."""
    items = read(f"# N\n\n**Let** $n \\in \\mathbb{{N}}$, {declared}\n\n$$ {display} $$\n").items
    assert all(isinstance(item, Claim) for item in items), items
    return judge(items[-1]).outcome, " ".join(items[-1].readings)


@pytest.mark.parametrize(("declared", "display"), [
    ("$u^{(a)} \\in \\mathbb{R}^n$.", "u^a + u^{(a)} = 2 u^{(a)}"),
    ("$y^{(l)} \\in \\mathbb{R}^n$.", "y^l_1 = y^{(l)}_1"),
    ("$W^{l+1} \\in \\mathbb{R}^{n \\times n}$.", "W^{(l+1)} = W^{l+1}"),
    ("$\\xi_k^{(p)} \\in \\mathbb{R}^n$ for $k \\ge 0$.", r"\xi_{k+1}^p = \xi_{k+1}^{(p)}"),
])  # fmt: skip
def test_a_label_is_the_same_in_brackets(declared, display):
    outcome, said = judged(declared, display)
    assert outcome == "proved"
    assert "the same label" in said


def test_a_power_stays_one():
    assert (
        judged(
            "$l \\in \\mathbb{N}$, $y \\in \\mathbb{R}$, $y^{(l)} \\in \\mathbb{R}$.",
            "y^l y = y^{l+1}",
        )[0]
        == "proved"
    )
    assert (
        judged(
            "$l \\in \\mathbb{N}$, $y \\in \\mathbb{R}$, $y^{(l)} \\in \\mathbb{R}$.",
            "y^{l} = y^{(l)}",
        )[0]
        == "refuted"
    )


FUNCTIONS = "$f_a, g : \\mathbb{R} \\to \\mathbb{R}$, $t, d, x \\in \\mathbb{R}$, $b, v \\in \\mathbb{R}^n$."


@pytest.mark.parametrize("display", [
    "{f_a}'(t) = f_a'(t)", r"{\partial \over \partial b} b^\top v = v",
    r"{\partial^2 \over \partial t^2} g(t) = g''(t)", r"{d \over dt} g(t) = {g}'(t)",
    r"{t \over x}^2 = \left(\frac{t}{x}\right)^2", r"{d \over x} t = \frac{d t}{x}",
    "{v_1}^2 = v_1 v_1", r"\frac{t}{\frac{\partial}{\partial t} (2 t)} = \frac{t}{2}"])  # fmt: skip
def test_braces_around_a_head_or_an_operator(display):
    assert judged(FUNCTIONS, display)[0] == "proved"


VALUES = "$f : \\mathbb{R}^n \\to \\mathbb{R}$, $x, y, \\Delta x \\in \\mathbb{R}^n$, $t \\in \\mathbb{R}$."


@pytest.mark.parametrize("display", [
    r"\nabla{f}(x)^\top (y - x) = \nabla f(x)^\top y - \nabla f(x)^\top x",
    r"\nabla^2{f}(x) = \left(\nabla^2 f(x)\right)^\top", r"\int_{0}^{1}{t dt} = \frac{1}{2}",
    r"\int_0^1{tdt} + 1 = \frac{3}{2}", r"\int_0^1{\langle x, y \rangle dt} = x^\top y",
    r"\|x + \Delta{x}\|^2 = \|x\|^2 + 2 x^\top \Delta x + \|\Delta{x}\|^2"])  # fmt: skip
def test_braces_behind_an_operator(display):
    assert judged(VALUES, display)[0] == "proved"
