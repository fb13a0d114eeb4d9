r"""Brackets over the end of a row: ``\left[ a \right. \\ \left. + b \right]``, ``\Big[ a \\ &\quad + b \Big]``."""

from __future__ import annotations

import pytest

from tests.read_notes.reading import items
from verifier.claim import Claim
from verifier.engine.decide import judge


def outcomes(display):
    return [judge(one).outcome if isinstance(one, Claim) else type(one).__name__
            for one in items(rf"\begin{{aligned}} {display} \end{{aligned}}")]  # fmt: skip


@pytest.mark.parametrize(
    ("display", "found"),
    [
        (r"a b + a c &= a \left[ b \right. \\ &\quad \left. + c \right]", ["proved"]),
        (r"a b + a c &= a \left[ b \right. \\ &\quad \left. - c \right]", ["refuted"]),
        (r"a b + a c &= a \left( b \right. \\ &+ \left. c \right) \\ &= a c + a b",
         ["proved", "proved"]),
        (r"a &= \left( a + \left\{ b \right. \right. \nonumber \\ & \left. \left. - b \right\} \right)",
         ["proved"]),
        (r"a &= \left( a + \left\{ b \right. \right. \nonumber \\ & \left. \left. - c \right\} \right)",
         ["refuted"]),
        (r"a b + a c &= a \Big[ b \\ &\quad + c \Big] \\ &\hspace{2cm} + 0", ["proved"]),
        (r"a b + a c &= a \Big[ b \\ &\hspace{2cm} + c \Big]", ["proved"]),
        (r"a b + a c &= a \Big[ b \\ &\qquad - c \Big]", ["refuted"]),
        (r"\left. x^2 \right|_{x=1} &= 1 \\ \left. x^2 \right|_{x=2} &= 4", ["proved", "proved"]),
        ((r"|a| &= \left\{ \begin{array}{ll} a & a \ge 0 \\ -a & a < 0 \end{array} \right. \\"
         r" \left. x^2 \right|_{x=1} &= 1"), ["proved", "proved"]),
    ],
)  # fmt: skip
def test_rows_inside_brackets(display, found):
    assert outcomes(display) == found


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\nabla_v \nabla_v^\top (v^\top A v) = A + A^\top", "proved"),
        (r"\nabla_v \nabla^\intercal_v (v^\top A v) = A + A^\top", "proved"),
        (r"\nabla_v \nabla_v^T (v^\top A v) = 2 A", "refuted"),
    ],
)
def test_the_hessian_as_two_gradients(display, outcome):
    (found,) = items(display)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


def test_gradients_by_two_letters_are_no_hessian():
    (found,) = items(r"\nabla_v \nabla_w^\top (v^\top A w) = A")
    assert not isinstance(found, Claim)
