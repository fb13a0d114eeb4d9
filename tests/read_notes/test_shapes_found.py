"""Shapes that a note leaves to its reader: rows by one index, ones, powers of intervals, e, pi."""

import pytest

from tests.read_notes.reading import read
from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge

HEAD = r"""# N

**Let** $N, d, K \in \mathbb{N}$; $z \in \mathbb{R}^{N \times d}$; $w, u \in \mathbb{R}^d$; $S \in \mathbb{R}^{d \times d}$;
$\pi \in \mathbb{R}^K$ distribution; $x, \mu \in \mathbb{R}$; $\sigma > 0$; $\beta \in (0, 1)^K$.
**Index** $i, j = 1, \dots, N$; $k = 1, \dots, K$; $c = 1, \dots, d$.
"""


def note(*displays):
    """The items of a note with these displays."""
    return read(HEAD + "".join(f"\n$${one}$$\n" for one in displays)).items


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"z_i^\top z_j = \sum_c z_{ic} z_{jc}", "proved"),
        (r"\sum_i z_i z_i^\top = z^\top z", "proved"),
        (r"z_i w = \sum_c z_{ic} w_c", "proved"),  # the row as it stands
        (r"z_i^\top w = \sum_c z_{ic} w_c", "proved"),
        (r"z_i^\top w = \sum_c z_{jc} w_c", "refuted"),
        (r"\|z_i\|^2 = \sum_c z_{ic}^2", "proved"),
        (r"z_c + z_c = z e_c", "undecided"),
        (r"\mathbf{1}^\top w = \sum_c w_c", "proved"),
        (r"z \mathbf{1} = z w", "refuted"),
        (r"\beta_k < 1", "proved"),
        (r"\beta_k (1 - \beta_k) > 0", "proved"),
        (r"\beta_k > 1", "refuted"),
        (r"\frac{1}{\sqrt{2\pi} \sigma} = \frac{1}{\sqrt{2\pi \sigma^2}}", "proved"),
    ],
)
def test_read_and_judged(display, outcome):
    (found,) = note(display)
    if outcome is None:
        assert isinstance(found, IllFormed)
        return
    assert isinstance(found, Claim), found
    assert judge(found, timeout=10).outcome == outcome


def test_one_index_on_a_square_matrix_stays_open():
    base = HEAD.replace("$N, d, K", "$M, N, d, K") + "**Index** $a = 1, \\dots, d$.\n"
    (found,) = read(base + "\n$$S_a = w_a$$\n").items
    assert isinstance(found, IllFormed)
    assert "row" in found.message


def test_a_residual_may_be_called_e():
    made, claim = note(r"e = w - u", r"e^\top e = \|w - u\|^2")
    assert isinstance(made, Unchecked)
    assert judge(claim, timeout=10).outcome == "proved"


def test_e_beside_an_array_is_not_the_number():
    (found,) = note(r"w^\top e = 0")
    assert isinstance(found, IllFormed)
    (found,) = note(r"\log e = 1")
    assert judge(found, timeout=10).outcome == "proved"


def test_a_value_may_stand_behind_its_use():
    first, second = note(r"\sum_c (w_c - m) = 0, \quad m = \frac{1}{d} \sum_c w_c")
    assert judge(first, timeout=10).outcome == "proved"
    assert isinstance(second, Unchecked)


def test_dots_are_derivatives():
    made, first, second = note(
        r"q(t) = \mu \cos(x t)", r"\dot{q}(t) = -\mu x \sin(x t)", r"\ddot{q}(t) + x^2 q(t) = 0"
    )
    assert isinstance(made, Unchecked)
    assert judge(first, timeout=10).outcome == "proved"
    assert judge(second, timeout=10).outcome == "proved"
