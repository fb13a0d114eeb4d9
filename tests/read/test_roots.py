r"""Odd roots are real everywhere; the power 1/3 is not."""

import pytest
import sympy

from verifier import D, equal, greater, less, real, verify
from verifier.read.notes.load import read

x, y = real("x y")


def judged(line, declared=r"**Let** $x, y \in \mathbb{R}$."):
    from verifier.engine.decide import judge

    found = read(f"# Roots\n{declared}\n\n$$ {line} $$\n", "roots.md")
    return [judge(item, timeout=4) for item in found.items]


@pytest.mark.parametrize(
    "line",
    [
        r"\sqrt[3]{x^3} = x",
        r"\sqrt[3]{x}^3 = x",
        r"(\sqrt[3]{x})^3 = x",
        r"\sqrt[3]{-x} = -\sqrt[3]{x}",
        r"\sqrt[3]{x y} = \sqrt[3]{x} \sqrt[3]{y}",
        r"\sqrt[3]{8 x} = 2 \sqrt[3]{x}",
        r"\sqrt[3]{-8} = -2",
        r"\sqrt[5]{x}^{10} = x^2",
        r"\frac{\partial}{\partial x} \sqrt[3]{x} = \frac{1}{3 \sqrt[3]{x}^2}",
        r"\frac{\partial}{\partial x} \sqrt[3]{x^2 + 1} = \frac{2 x}{3 \sqrt[3]{x^2 + 1}^2}",
    ],
)
def test_odd_roots_in_notes(line):
    assert [verdict.outcome for verdict in judged(line)] == ["proved"]


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (r"\sqrt[3]{x} = |x|^{1/3}", "refuted"),
        (r"\sqrt[3]{x} = x^{1/3}", "conditional"),
        (r"\sqrt{x^2} = x", "refuted"),
        (r"\sqrt[4]{x}^4 = x", "conditional"),
    ],
)
def test_other_roots_in_notes(line, outcome):
    assert [verdict.outcome for verdict in judged(line)] == [outcome]


def cube(term):
    return sympy.real_root(term, 3)


@pytest.mark.parametrize(
    ("relation", "given", "outcome"),
    [
        (equal(cube(x) ** 3, x), (), "proved"),
        (equal(cube(-x), -cube(x)), (), "proved"),
        (equal(D(cube(x), x), 1 / (3 * cube(x) ** 2)), (), "proved"),
        (greater(cube(x), 0), greater(x, 0), "proved"),
        (less(cube(x), 0), less(x, 0), "proved"),
        (equal(cube(x), sympy.cbrt(x)), (), "conditional"),
        (equal(cube(x), sympy.cbrt(sympy.Abs(x))), (), "refuted"),
    ],
)
def test_real_roots_of_sympy(relation, given, outcome):
    assert verify(relation, given, timeout=4).outcome == outcome
