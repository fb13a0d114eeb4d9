r"""``\frac{dx}{dt}`` of letters that nothing connects is 0, which is said, and refutes nothing."""

import pytest

from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"**Let** $x, t, z \in \mathbb{R}$, $v, w \in \mathbb{R}^n$. **Define** $y = t^2$, $L = v^\top w$."


@pytest.mark.parametrize(
    ("display", "expected", "said"),
    [
        (r"\frac{dx}{dt} = 0", "proved", True),
        (r"\frac{dx}{dt} = z", "undecided", True),
        (r"\frac{\mathrm{d}w}{\mathrm{d}v} = I", "undecided", True),
        (r"\frac{dy}{dt} = 2t", "proved", False),
        (r"\frac{dy}{dt} = t", "refuted", False),
        (r"\frac{dL}{dv} = w", "proved", False),
        (r"\frac{dt}{dt} = 1", "proved", False),
        (r"\frac{\partial x}{\partial t} = z", "refuted", False),
    ],
)
def test_letters(display, expected, said):
    (found,) = read(f"# T\n{HEAD}\n\n$$ {display} $$\n").items
    assert judge(found).outcome == expected
    assert any("does not depend" in reading for reading in found.readings) == said


@pytest.mark.parametrize(
    "display",
    [
        r"\frac{\partial h_i^{(k)}}{\partial h_j^{(k-1)}} = 0",
        (
            r"\frac{\partial J}{\partial h_j^{(k-1)}} = \sum_{i=1}^n \frac{\partial J}{\partial h_i^{(k)}}"
            r" \frac{\partial h_i^{(k)}}{\partial h_j^{(k-1)}}"
        ),
    ],
)
def test_neighbours_that_no_recursion_connects(display):
    head = (
        r"**Let** $t, n \in \mathbb{N}$. **Index** $k = 1, \dots, t$; $i, j = 1, \dots, n$. "
        r"**Let** $z^{(k)} \in \mathbb{R}^n$, $\sigma : \mathbb{R} \to \mathbb{R}$, "
        r"$\ell : \mathbb{R}^n \to \mathbb{R}$. "
        r"**Define** $h^{(k)} = \sigma(z^{(k)})$, $J = \ell(h^{(t)})$."
    )
    (found,) = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    assert "does not depend on it as declared" in found.message
