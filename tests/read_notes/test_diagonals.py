r"""Slopes entry by entry beside a Jacobian: ``\frac{\partial h}{\partial c} = 1 - h^2``."""

import pytest

from tests.read_notes.reading import item
from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.displays.diagonals import NOTE

BASE = r"""
**Let** $n, m \in \mathbb{N}$, $c, o, f \in \mathbb{R}^n$, $W \in \mathbb{R}^{n \times n}$, $u \in \mathbb{R}^m$.
**Define** $h = o \odot \tanh(c)$, $p = \mathrm{softmax}(c)$, $q = f \odot c + o$.
"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\frac{\partial h}{\partial c} = o \odot (1 - \tanh^2(c))", "proved"),
        (r"\frac{\partial h}{\partial c} = o \odot (1 - \tanh(c))", "refuted"),
        (r"f = \frac{\partial q}{\partial c}", "proved"),
        (r"\frac{\partial q}{\partial o} = 1", "proved"),
        (r"\frac{\partial q}{\partial o} = 2", "refuted"),
        (r"\frac{\partial p}{\partial c} = p \odot (1 - p)", "refuted"),
    ],
)
def test_a_vector_beside_a_square_jacobian_is_its_diagonal(display, outcome):
    found = item(display, base=BASE)
    assert isinstance(found, Claim), found
    assert NOTE in found.readings
    assert judge(found).outcome == outcome


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\frac{\partial q}{\partial o} = 0", "refuted"),
        (r"\frac{\partial (c^\top c)}{\partial c} = 2 c", "proved"),
        (r"\frac{\partial (W c)}{\partial c} = W", "proved"),
    ],
)
def test_other_derivatives_stay_what_they_are(display, outcome):
    found = item(display, base=BASE)
    assert isinstance(found, Claim), found
    assert NOTE not in found.readings
    assert judge(found).outcome == outcome


def test_a_vector_of_another_length_is_a_slip():
    assert not isinstance(item(r"\frac{\partial q}{\partial c} = u", base=BASE), Claim)
