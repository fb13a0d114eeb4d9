r"""``\Big|_{t=0}`` without a bracket before it: the value of the term that it stands behind."""

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = (
    r"**Let** $n \in \mathbb{N}$, $x, a \in \mathbb{R}^n$, $c, t \in \mathbb{R}$, "
    r"$f : \mathbb{R} \to \mathbb{R}$, $g : \mathbb{R}^n \to \mathbb{R}$."
)


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\frac{d}{dt} f(t) \Big|_{t=0} = f'(0)", "proved"),
        (r"f'(0) = \frac{df}{dt} \bigg|_{t=0}", "proved"),
        (r"\nabla g(x)^\top a = \frac{d}{dt} g(x + ta) |_{t=0}", "proved"),
        (r"c + \frac{d}{dt} f(t) \Big|_{t=0} = c + f'(0)", "proved"),
        (r"2 \frac{d t^2}{dt} \Big|_{t=3} + 1 = 13", "proved"),
        (r"[t + t^2]\Big|_{t=1} = 2", "proved"),
        (r"-t^2 \Big|_{t=3} = -9", "proved"),
        (r"\frac{d}{dt} t^2 \Big|_{t=3} = 0", "refuted"),
        (r"\nabla g(x) \Big|_{x=a} = \nabla g(a)", "proved"),
    ],
)
def test_the_value_of_the_term_before(display, expected):
    (item,) = read(f"# T\n{HEAD}\n\n$$ {display} $$\n").items
    assert isinstance(item, Claim), item.message
    assert judge(item, timeout=10).outcome == expected


def test_other_terms_with_the_letter_are_not_guessed():
    (item,) = read(f"# T\n{HEAD}\n\n$$ t + \\frac{{d}}{{dt}} t^2 \\Big|_{{t=3}} = 9 $$\n").items
    assert isinstance(item, IllFormed)


def test_brackets_inside_an_integral_hold_the_other_letter():
    r"""``\int [F(x, y)]_0^1 dx`` has its ends for y, and lists leave the bare letter free."""
    found = read(
        r"""# T
**Let** $b > 0$.

$$ \int_0^1 \int_0^1 x^2 y + x y^2 \, dx \, dy = \int_0^1 \left[ \frac{x^2 y^2}{2} + \frac{x y^3}{3} \right]_0^1 dx = \int_0^1 \frac{x^2}{2} + \frac{x}{3} \, dx $$

$$ \int_0^b x e^{-x} dx = \left[ -x e^{-x} \right]_0^b + \int_0^b e^{-x} dx $$

# U
**Let** $n \in \mathbb{N}$, $x_1, \dots, x_n \in \mathbb{R}$, $\theta \in \mathbb{R}$, $f(x; \theta) > 0$. **Index** $i = 1, \dots, n$.

$$ \int_0^1 x^2 \, dx = \frac{1}{3} $$

$$ \log \prod_{i=1}^n f(x_i; \theta) = \sum_{i=1}^n \log f(x_i; \theta) $$
"""
    ).items
    assert [judge(one).outcome for one in found] == ["proved"] * 5
