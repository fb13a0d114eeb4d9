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
