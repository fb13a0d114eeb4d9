"""Inverses of matrices of any size: what is read, proved, refuted, and what must not be."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, Forall, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# Note
**Let** $n, m \in \mathbb{N}$, $A, B \in \mathbb{R}^{n \times n}$, $x, y \in \mathbb{R}^n$,
$X \in \mathbb{R}^{m \times n}$, $t \in \mathbb{R}^m$, $\lambda \in \mathbb{R}$.
**Let** $\Sigma \in \mathbb{R}^{n \times n}$ symmetric.
"""
KALMAN = r"""
**Let** $P \in \mathbb{R}^{n \times n}$ symmetric, $R \in \mathbb{R}^{m \times m}$ symmetric,
$H \in \mathbb{R}^{m \times n}$.
**Define** $S = H P H^\top + R$, $K = P H^\top S^{-1}$.
"""
LEAST_SQUARES = r"""
**Define** $w = (X^\top X)^{-1} X^\top t$, $Q = X (X^\top X)^{-1} X^\top$.
"""


def only(display: str, more: str = ""):
    (item,) = read(f"{HEAD}{more}\n$$ {display} $$\n").items
    return item


def outcome(display: str, more: str = "") -> str:
    claim = only(display, more)
    assert isinstance(claim, Claim), claim
    return judge(claim, timeout=20).outcome


@pytest.mark.parametrize(
    "display",
    [
        "A^{-1} A x = x",
        "A A^{-1} = I",
        "(A B)^{-1} = B^{-1} A^{-1}",
        r"x^\top (A B)^{-1} y = x^\top B^{-1} A^{-1} y",
        r"(A^\top)^{-1} = (A^{-1})^\top",
        r"A^{-\top} = (A^{-1})^\top",
        "(A^{-1})^{-1} = A",
        r"(\lambda A)^{-1} = \frac{1}{\lambda} A^{-1}",
        r"(\Sigma^{-1})^\top = \Sigma^{-1}",
        "A^{-1} - B^{-1} = A^{-1} (B - A) B^{-1}",
        "(A^{-1} + B^{-1})^{-1} = A (A + B)^{-1} B",
        r"\operatorname{tr}(A^{-1} B A) = \operatorname{tr}(B)",
        r"(X^\top X + \lambda I)^{-1} X^\top = X^\top (X X^\top + \lambda I)^{-1}",
        r"(A + X^\top X)^{-1} = A^{-1} - A^{-1} X^\top (I + X A^{-1} X^\top)^{-1} X A^{-1}",
    ],
)
def test_identities(display):
    assert outcome(display) == "proved"


@pytest.mark.parametrize(
    "display",
    [
        "(A B)^{-1} = A^{-1} B^{-1}",
        "A^{-1} = A",
        r"A^{-1} = A^\top",
        r"(A^{-1})^\top = A^{-1}",
        "(A + B)^{-1} = A^{-1} + B^{-1}",
        r"(\lambda A)^{-1} = \lambda A^{-1}",
        "(A^{-1} + B^{-1})^{-1} = A (A + B)^{-1} A",
        r"(A + X^\top X)^{-1} = A^{-1} + A^{-1} X^\top (I + X A^{-1} X^\top)^{-1} X A^{-1}",
        "A^{-1} B A = B",
        r"X (X^\top X)^{-1} X^\top = I",
    ],
)
def test_what_is_false_is_refuted_at_true_inverses(display):
    assert outcome(display) == "refuted"


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"X^\top (t - X w) = 0", "proved"),
        (r"X^\top (t + X w) = 0", "refuted"),
        ("Q Q = Q", "proved"),
        (r"Q^\top = Q", "proved"),
        ("Q = I", "refuted"),
        ("(I - Q)(I - Q) = I - Q", "proved"),
        (r"X w = Q t", "proved"),
    ],
)
def test_least_squares(display, expected):
    assert outcome(display, LEAST_SQUARES) == expected


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"(I - K H) P = P - K S K^\top", "proved"),
        (r"(I - K H) P (I - K H)^\top + K R K^\top = (I - K H) P", "proved"),
        (r"(I - K H) P = (P^{-1} + H^\top R^{-1} H)^{-1}", "proved"),
        (r"(I + K H) P = (P^{-1} + H^\top R^{-1} H)^{-1}", "refuted"),
        (r"K = P H^\top R^{-1}", "refuted"),
    ],
)
def test_kalman(display, expected):
    assert outcome(display, KALMAN) == expected


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\nabla_x x^\top A^{-1} x = (A^{-1} + A^{-\top}) x", "proved"),
        (r"\nabla_x x^\top A^{-1} x = 2 A^{-1} x", "refuted"),
        (r"\nabla_x \frac12 (x - y)^\top \Sigma^{-1} (x - y) = \Sigma^{-1} (x - y)", "proved"),
        (r"\nabla_y \frac12 (x - y)^\top \Sigma^{-1} (x - y) = \Sigma^{-1} (x - y)", "refuted"),
        (r"\nabla_x^2 \frac12 x^\top \Sigma^{-1} x = \Sigma^{-1}", "proved"),
        (
            r"\frac{\partial}{\partial A} x^\top A^{-1} y = - A^{-\top} x y^\top A^{-\top}",
            "proved",
        ),
        (r"\frac{\partial}{\partial A} x^\top A^{-1} y = - A^{-1} x y^\top A^{-1}", "refuted"),
        (r"\frac{\partial}{\partial A} x^\top A^{-1} y = 0", "refuted"),
        (
            (
                r"\frac{d}{d \lambda} (A + \lambda B)^{-1} = "
                r"- (A + \lambda B)^{-1} B (A + \lambda B)^{-1}"
            ),
            "proved",
        ),
        (r"\frac{d}{d \lambda} (A + \lambda B)^{-1} = 0", "refuted"),
        (r"\frac{d}{d \lambda} A^{-1} = 0", "proved"),
    ],
)
def test_derivatives_go_through_the_inverse(display, expected):
    assert outcome(display) == expected


def test_a_defined_matrix_is_the_variable():
    more = r"**Define** $M = A + \lambda B$, $f = x^\top M^{-1} y$."
    right = r"- M^{-\top} x y^\top M^{-\top}"
    assert outcome(rf"\frac{{\partial f}}{{\partial M}} = {right}", more) == "proved"
    assert outcome(r"\frac{\partial f}{\partial M} = 0", more) == "refuted"
    through = r"\frac{d f}{d \lambda} = - x^\top M^{-1} B M^{-1} y"
    assert outcome(through, more) == "proved"


def test_a_second_derivative():
    left = r"\frac{d^2}{d \lambda^2} x^\top (A + \lambda B)^{-1} y"
    inverse = r"(A + \lambda B)^{-1}"
    right = rf"2 x^\top {inverse} B {inverse} B {inverse} y"
    assert outcome(f"{left} = {right}") == "proved"
    assert outcome(f"{left} = - {right}") == "refuted"


def test_a_value_is_put_into_the_matrix():
    more = r"**Define** $g(s) = x^\top (A + s B)^{-1} y$ for $s \in \mathbb{R}$."
    assert outcome(r"g(0) = x^\top A^{-1} y", more) == "proved"
    assert outcome(r"g(1) = x^\top A^{-1} y", more) == "refuted"
    assert outcome(r"g'(0) = - x^\top A^{-1} B A^{-1} y", more) == "proved"
    assert outcome(r"g'(1) = - x^\top A^{-1} B A^{-1} y", more) == "refuted"


def test_one_inverse_for_one_matrix():
    claim = only(r"(A + B)^{-1} x = (B + A)^{-1} x")
    assert isinstance(claim, Claim)
    assert len([given for given in claim.assumptions if isinstance(given, Forall)]) == 2
    assert judge(claim).outcome == "proved"


def test_the_reading_says_for_which_matrices():
    claim = only("A^{-1} A = I")
    assert isinstance(claim, Claim)
    assert any("invertible" in reading for reading in claim.readings)
    assert "A^{-1}" in claim.statement


def test_only_square_matrices_have_one():
    item = only(r"X^{-1} t = x")
    assert isinstance(item, IllFormed)
    assert item.code == "shape-mismatch"


def test_no_limit_through_an_inverse():
    item = only(r"\lim_{s \to 0} x^\top (A + s B)^{-1} y = x^\top A^{-1} y")
    assert isinstance(item, Unchecked)
    assert item.kind == "not supported"


def test_one_of_several_matrices():
    more = (
        r"**Let** $C_k \in \mathbb{R}^{n \times n}$ for $k = 1, \dots, m$. "
        r"**Index** $k = 1, \dots, m$."
    )
    assert outcome("C_k C_k^{-1} x = x", more) == "proved"
    assert outcome(r"\sum_k C_k^{-1} C_k x = m x", more) == "proved"
    assert outcome(r"\sum_k C_k^{-1} C_k x = x", more) == "refuted"


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"(I + A)^{-1} (I + A) = I", "proved"),
        (r"U^{-1} = U^\top", "proved"),
        (r"U \Lambda U^\top U = \Lambda U", "refuted"),
    ],
)
def test_eigenvectors(display, expected):
    more = (
        r"**Let** $U \in \mathbb{R}^{n \times n}$ orthogonal, "
        r"$\Lambda \in \mathbb{R}^{n \times n}$ diagonal."
    )
    assert outcome(display, more) == expected


DEFINITE = r"""
**Let** $S \in \mathbb{R}^{n \times n}$ symmetric positive definite.
**Define** $\ell = -\frac12 \log |S| - \frac12 (x - y)^\top S^{-1} (x - y)$.
"""


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\nabla_y \ell = S^{-1} (x - y)", "proved"),
        ((r"\frac{\partial \ell}{\partial S} = \frac12 S^{-1} (x-y)(x-y)^\top S^{-1} "
         r"- \frac12 S^{-1}"), "proved"),
        (r"\log (|S|^2) = 2 \log |S|", "proved"),
        (r"S^\top = S", "proved"),
        (r"S = I", "refuted"),
        (r"S^{-1} x = S x", "refuted"),
        (r"\operatorname{tr} S > 0", "proved"),
        (r"\operatorname{tr} S < 0", "refuted"),
        # what a determinant is is not known: nothing is refuted at a made-up one
        (r"\frac{\partial \ell}{\partial S} = \frac12 S^{-1}", "undecided"),
        (r"\ell = 0", "undecided"),
        (r"|S| = 1", "undecided"),
    ],
)  # fmt: skip
def test_positive_definite_matrices_and_their_determinants(display, expected):
    assert outcome(display, DEFINITE) == expected


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\frac{\partial}{\partial A} \det A = \det(A) A^{-\top}", "proved"),
        (r"\frac{\partial}{\partial A} \log \det A = A^{-\top}", "conditional"),
        (r"\frac{\partial}{\partial A} \det A = 0", "undecided"),
        (r"\det A = \det B", "refuted"),
    ],
)
def test_determinants(display, expected):
    assert outcome(display) == expected


def test_no_matrix_of_more_than_one_row_is_no_proof():
    assert (
        outcome(r"(x x^\top)^{-1} (x x^\top) (x x^\top)^{-1} x = (x x^\top)^{-1} x") == "undecided"
    )


def test_an_inverse_put_into_an_inverse():
    more = r"""
**Define** $h(C) = x^\top C^{-1} y$ for $C \in \mathbb{R}^{n \times n}$,
$d(C) = \det C$ for $C \in \mathbb{R}^{n \times n}$.
"""
    claim = only("h(A^{-1}) = x^\\top A y", more)
    assert "@" not in repr((claim.relation, claim.assumptions))
    assert judge(claim, timeout=20).outcome != "refuted"
    assert outcome("h(A^{-1}) = h(B^{-1})", more) == "refuted"
    assert outcome("h(h(A) A) = 1", more) == "proved"
    assert outcome("d(d(A) B) = \\det(\\det(A) B)", more) == "proved"


def test_a_matrix_depends_on_what_its_determinants_depend_on():
    more = r"""
**Define** $p(\lambda) = \det(A + \lambda B)$, $g(\lambda) = x^\top (A + \lambda B)^{-1} y$.
"""
    for display in (
        r"\frac{\partial}{\partial \lambda} g(p(\lambda)) = 0",
        r"\frac{\partial}{\partial \lambda} p(p(\lambda)) = 0",
        r"\frac{\partial}{\partial \lambda} (p(\lambda) A)^{-1} = 0",
    ):
        assert outcome(display, more) != "proved"
    for display in (
        (r"\frac{\partial}{\partial \lambda} \det(p(\lambda) A) = \det(p(\lambda) A) p(\lambda)"
         r" \operatorname{tr}((A + \lambda B)^{-1} B) \operatorname{tr}((p(\lambda) A)^{-1} A)"),
        (r"\frac{\partial}{\partial \lambda} (p(\lambda) I_n + A)^{-1}"
         r" = -p(\lambda) \operatorname{tr}((A + \lambda B)^{-1} B)"
         r" (p(\lambda) I_n + A)^{-1} (p(\lambda) I_n + A)^{-1}"),
    ):  # fmt: skip
        assert outcome(display, more) == "proved"


@pytest.mark.parametrize("display", [r"T R = S", r"T = S R^{-1}"])
def test_a_matrix_that_is_solved_for_changes_its_inverse(display: str) -> None:
    """R is determined by v, so what was solved with the inverse of an earlier R is not solved."""
    note = r"""# T
**Let** $n \in \mathbb{N}$, $R, S, T, Q \in \mathbb{R}^{n \times n}$, $R$ invertible, $v, w, u \in \mathbb{R}^n$.
**Assume** $T = S R^{-1}$. **Assume** $v v^\top = R$, $u u^\top = R$, $w v^\top = S$, $w w^\top = Q$.

"""
    (found,) = read(f"{note}$$ {display} $$\n").items
    assert judge(found).outcome in ("proved", "undecided")
