"""Qualities in words: what they assume, and what becomes of those that cannot be assumed."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, Distribution, Forall, OneHot
from verifier.engine.decide import judge
from verifier.engine.pages import derivation_from_data, derivation_to_data, digest_of
from verifier.read.notes.load import read


def claims(text: str) -> list[Claim]:
    found = list(read(text).items)
    assert all(isinstance(item, Claim) for item in found), found
    return [item for item in found if isinstance(item, Claim)]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("distributions", Distribution),
        ("probability vectors", Distribution),
        ("two probability distributions", Distribution),
        ("one-hot vectors", OneHot),
        ("positive vectors", Forall),
    ],
)
def test_the_plural_says_it_of_each(words, kind):
    note = rf"**Let** $p, q \in \mathbb{{R}}^n$ {words}."
    (claim,) = claims(note + "\n\n" + r"$$ \sum_i p_i = \sum_i q_i $$")
    assert [type(given) for given in claim.assumptions] == [kind, kind]


SQUARE = r"**Let** $x, y \in \mathbb{R}^n$, $A, B \in \mathbb{R}^{n \times n}$ "


@pytest.mark.parametrize(
    ("word", "display", "outcome"),
    [
        ("symmetric", r"x^\top A y = y^\top A x", "proved"),
        ("skew-symmetric", r"A^\top = -A", "proved"),
        ("antisymmetric", r"x^\top A y = y^\top A x", "refuted"),
        ("orthogonal", r"A^\top A = I_n", "proved"),
        ("orthogonal", r"A A^\top = I_n", "proved"),
        ("orthogonal", r"A^\top A = 2 I_n", "refuted"),
        ("diagonal", "A B = B A", "proved"),
        ("diagonal", r"x^\top A y = y^\top A x", "proved"),
        ("diagonal", "A = I_n", "refuted"),
        ("lower triangular", r"A B = B A", "refuted"),
    ],
)
def test_qualities_of_matrices(word, display, outcome):
    (claim,) = claims(f"{SQUARE}{word}.\n\n$$ {display} $$\n")
    assert judge(claim).outcome == outcome


def test_a_unit_vector():
    (claim,) = claims("**Let** $u \\in \\mathbb{R}^n$ a unit vector.\n\n$$ \\|u\\|^2 = 1 $$\n")
    assert judge(claim).outcome == "proved"


DEFINITE = f"{SQUARE}symmetric positive semidefinite. **Index** $i = 1, \\dots, n$.\n\n"


def test_what_is_not_read_is_not_held_against_a_claim():
    true, false, other = claims(
        DEFINITE + "$$ A_{ii} > 0 $$\n\n$$ A^\\top = A $$\n\n$$ x_i = y_i $$\n"
    )
    assert true.unread == ("`A` positive semidefinite",)
    verdict = judge(true)
    assert verdict.outcome == "undecided"
    assert "positive semidefinite" in verdict.tried[-1]
    assert judge(false).outcome == "proved"
    assert other.unread == ()
    assert judge(other).outcome == "refuted"


def test_what_is_not_read_is_remembered():
    whole = read(DEFINITE + "$$ A_{ii} > 0 $$\n")
    bulk: list[str] = []
    again = derivation_from_data(derivation_to_data(whole, bulk), bulk)
    (ours,), (theirs,) = whole.items, again.items
    assert isinstance(ours, Claim)
    assert isinstance(theirs, Claim)
    assert theirs.unread == ours.unread
    plain = read(DEFINITE.replace("positive semidefinite", "") + "$$ A_{ii} > 0 $$\n").items[0]
    assert isinstance(plain, Claim)
    assert digest_of(theirs) == digest_of(ours) != digest_of(plain)


@pytest.mark.parametrize(
    ("words", "display"),
    [
        ("not necessarily symmetric", "A = A^\\top"),
        ("symmetric with zero diagonal", "A_{ij} = \\delta_{ij} A_{ii}"),
        ("with a symmetric part", "A = A^\\top"),
        ("without positive entries", "A_{ij} > 0"),
        ("different from a diagonal matrix", "A_{ij} = \\delta_{ij} A_{ii}"),
        ("with positive diagonal", "A_{ij} > 0"),
    ],
)
def test_a_quality_that_is_denied_or_said_of_something_else_is_not_assumed(words, display):
    note = (
        f"**Let** $A \\in \\mathbb{{R}}^{{n \\times n}}$ {words}. **Index** $i, j = 1, \\dots, n$."
    )
    (claim,) = claims(f"{note}\n\n$$ {display} $$\n")
    assert claim.unread
    assert judge(claim).outcome == "undecided"


@pytest.mark.parametrize(
    ("words", "display"),
    [
        ("with positive entries", "A_{ij} > 0"),
        ("a matrix with strictly positive entries", "A_{ij} > 0"),
        ("with orthonormal columns", "A^\\top A = I_n"),
        ("which is square, symmetric", "A = A^\\top"),
    ],
)
def test_a_quality_of_the_entries_is_one_of_the_whole(words, display):
    note = (
        f"**Let** $A \\in \\mathbb{{R}}^{{n \\times n}}$ {words}. **Index** $i, j = 1, \\dots, n$."
    )
    (claim,) = claims(f"{note}\n\n$$ {display} $$\n")
    assert claim.unread == ()
    assert judge(claim).outcome == "proved"


@pytest.mark.parametrize("word", ["even", "prime"])
def test_what_is_said_of_a_dimension_and_not_read_is_kept(word):
    (item,) = read(rf"""# N

**Let** $n, m \in \mathbb{{N}}$. **Let** $k \in \mathbb{{N}}$ {word}.

$$ (-1)^k = 1 $$
""").items
    assert isinstance(item, Claim)
    assert any(word in said for said in item.unread)
    assert judge(item).outcome == "undecided"


def test_what_is_said_of_several_at_once_is_kept():
    said_ = r"**Let** $x, y \in \mathbb{R}$ not both zero."
    note = f"# N\n\n{said_}\n\n$$ x^2 + y^2 > 0 $$\n"
    (item,) = claims(note)
    assert any("not both zero" in said for said in item.unread)
    assert judge(item).outcome == "undecided"


@pytest.mark.parametrize(
    ("head", "display", "expected"),
    [
        (r"$A, B \in \mathbb{R}^{n \times n}$ be symmetric and commuting", "A B = B A", ""),
        (r"$A, B \in \mathbb{R}^{n \times n}$ be symmetric and commuting", "A^T = A", "proved"),
        (r"$A \in \mathbb{R}^{n \times n}$ be a rotation matrix", r"A^\top A = I", ""),
        (r"$x, y \in \mathbb{R}$, $f : \mathbb{R} \to \mathbb{R}$ be linear", "f(x) = x f(1)", ""),
        (r"$x \in \mathbb{R}$, $f : \mathbb{R} \to \mathbb{R}$ be even", "f(x) = f(-x)", ""),
        (
            r"$x, y \in \mathbb{R}^n$, $f : \mathbb{R}^n \to \mathbb{R}$ be convex",
            "f(x) = f(y)",
            "",
        ),
        (r"$x \in \mathbb{R}$, $f : \mathbb{R} \to \mathbb{R}$ be smooth", "f(x) = 0", ""),
        (r"$X, Y$ be uncorrelated random variables", r"\operatorname{Cov}(X, Y) = 0", "proved"),
        (r"$X, Y$ be identically distributed random variables", r"P(X > 0) = P(Y > 0)", ""),
        (r"$X$ be a random variable", r"\mathbb{E}[X] \ge 0", "refuted"),
        (r"$x \in \mathbb{R}^n$, $m \in \mathbb{R}$ be the mean of $x$", r"\sum_i x_i = n m", ""),
        (r"$m \in \mathbb{R}$ be the learning rate", "m = 2", "refuted"),
    ],
)
def test_words_that_no_assumption_says_refute_nothing(head, display, expected):
    items = read(f"# T\n**Let** {head}.\n\n$$ {display} $$\n").items
    assert judge(items[-1], timeout=10).outcome == (expected or "undecided")


FAMILY = r"""**Let** $n, K \in \mathbb{N}$, $y_i, t^{(i)} \in \mathbb{R}^K$ one-hot, $q_i \in \mathbb{R}^K$
distributions, $Y \in \mathbb{R}^{n \times K}$ with one-hot rows, $A \in \mathbb{R}^{n \times n}$
row-stochastic. **Index** $i, j = 1, \dots, n$; $k = 1, \dots, K$.
"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\sum_k y_{ik} = 1", "proved"),
        (r"\sum_i y_{ik} = 1", "refuted"),
        (r"\sum_k (t^{(i)}_k)^2 = 1", "proved"),
        (r"\sum_k q_{ik}^2 = 1", "refuted"),
        (r"\sum_i \sum_k q_{ik} = n", "proved"),
        (r"\sum_k Y_{ik} = 1", "proved"),
        (r"\sum_i Y_{ik} = 1", "refuted"),
        (r"A \mathbf{1} = \mathbf{1}", "proved"),
        (r"\mathbf{1}^\top A = \mathbf{1}^\top", "refuted"),
    ],
)
def test_each_member_of_a_family_and_each_row(display, outcome):
    (claim,) = claims(f"{FAMILY}\n$$ {display} $$")
    assert judge(claim).outcome == outcome
