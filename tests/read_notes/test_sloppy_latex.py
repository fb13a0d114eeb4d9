r"""What people type though LaTeX has something better: ``<x, y>``, slashes, ends with letters."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# T
**Let** $n \in \mathbb{N}$, $x, y \in \mathbb{R}^n$, $z, w > 0$. **Let** $f : \mathbb{R} \to \mathbb{R}$.
**Define** $L = z^2 w$.
"""


def outcomes(display):
    items = read(f"{HEAD}\n$$ {display} $$\n").items
    return [judge(item).outcome if isinstance(item, Claim) else item.message for item in items]


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"<x, y> = <y, x>", ["proved"]),
        (r"z \cdot <x, y> = <z x, y>", ["proved"]),
        (r"||x||^2 = <x, x>", ["proved"]),
        (r"<x, y>^2 \le ||x||^2 ||y||^2", ["proved"]),
        (r"<x, y> = ||x||", ["refuted"]),
        (r"z < w \Rightarrow w > z", ["proved"]),
        (r"\partial L/\partial w = z^2", ["proved"]),
        (r"3 \partial L / \partial w + 1 = 3 z^2", ["refuted"]),
        (r"\partial^2 L/\partial z \partial w = 2 z", ["proved"]),
        (r"\partial^2 L / \partial z^2 = 2 w", ["proved"]),
        (r"\partial f(z)/\partial z = f'(z)", ["proved"]),
        (r"\int_{z=0}^{z=1} z dz = 1/2", ["proved"]),
        (r"\int_{z=1}^{z=2} z dz = 1/2", ["refuted"]),
        (r"\left[\frac{d}{dz} z^2\right]_{z=1} = 2", ["proved"]),
        (r"(z + w)_{z = 1} = 1 + w", ["proved"]),
        (r"\lg 100 = 2", ["proved"]),
        (r"\Sigma_{i=1}^n x_i + \Sigma^n_{i=1} y_i = \Sigma_{i=1}^{n} (x_i + y_i)", ["proved"]),
        (r"\Pi_{i=1}^n x_i y_i = \Sigma_{i=1}^n x_i \Pi_{i=1}^n y_i", ["refuted"]),
    ],
)
def test_what_people_type(display, expected):
    assert outcomes(display) == expected


def test_a_derivative_with_too_few_letters_below_is_none():
    (found,) = outcomes(r"\partial^2 L/\partial z = 2 z")
    assert "partial" in found
