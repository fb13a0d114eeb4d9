r"""Signs of linear algebra that one reading only makes whole: ``x'y``, ``e_i``, ``a_{ij}``, ``\|x\|_M``."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# Note
**Let** $m, n \in \mathbb{N}$, $A, B, M \in \mathbb{R}^{n \times n}$, $M$ positive definite, $D \in \mathbb{R}^{n \times m}$.
**Let** $x, y \in \mathbb{R}^n$, $c \in \mathbb{R}$. **Index** $i, j, k, l = 1, \dots, n$.
"""


def outcomes(displays: list[str], more: str = "") -> list[str]:
    note = HEAD + more + "\n" + "".join(f"\n$$ {one} $$\n" for one in displays)
    items = read(note).items
    assert len(items) == len(displays)
    return [judge(item, timeout=4).outcome if isinstance(item, Claim)
            else item.code if isinstance(item, IllFormed) else item.kind for item in items]  # fmt: skip


def check(cases: dict[str, str], more: str = "") -> None:
    found = outcomes(list(cases), more)
    assert dict(zip(cases, found, strict=True)) == cases


def test_indices_that_spell_a_word():
    check({r"A_{kl} = (A^T)_{lk}": "proved", r"A_{kl} = A_{lk}": "refuted"})


def test_primes_as_transposes():
    check({
        "x'y = y'x": "proved", "x'A y = y'A'x": "proved", "(AD)' = D'A'": "proved",
        "x'y = 2 y'x": "refuted",  # nothing else is whole
        "A'B = BA'": "undecided",  # A' may be another matrix
        r"\|x - x'\| = 0": "undeclared", "c'c = c^2": "undeclared",
    })  # fmt: skip
    check({"A'B = BA'": "refuted", "A'A = (A'A)'": "proved"}, "**Layout** $'$ is the transpose.")


def test_both_lines_for_a_prime_can_be_pasted():
    (item,) = read(HEAD + "\n$$ \\|x - x'\\| = 0 $$\n").items
    assert isinstance(item, IllFormed)
    for line in (r"**Let** $x' \in \mathbb{R}^n$.", "**Layout** $'$ is the transpose."):
        assert line.split(r" \in")[0] in item.message
        assert read(f"{HEAD}\n{line}\n\n$$ x'A = x'A $$\n").items


@pytest.mark.parametrize("mark", ["t", "tr", r"\mathrm{tr}"])
def test_other_letters_for_the_transpose(mark):
    shown = f"{{{mark}}}"
    line = f"**Layout** $^{shown}$ is the transpose."
    check({f"x^{shown} y = y^{shown} x": "proved", f"(AD)^{shown} = D^{shown} A^{shown}": "proved",
           f"(AD)^{shown} = A^{shown} D": "shape-mismatch"}, line)  # fmt: skip


def test_a_small_t_that_nothing_declares():
    check({"x^t y = y^t x": "proved", "x^t y = 2 x^t y": "refuted", "A^t = A": "undecided"})
    check({"x^t = y": "ambiguous"}, r"**Let** $t \in \mathbb{N}$.")


def test_numbers_among_matrices():
    items = read(HEAD + "\n$$ x^TAx = (x^TAx)^T = \\operatorname{tr}(x^TAx) = "
                 "\\operatorname{tr}(Axx^T) = \\operatorname{tr}(xx^TA^T) $$\n").items  # fmt: skip
    assert [judge(item, timeout=10).outcome for item in items] == ["proved"] * 4
    check({r"\operatorname{tr}(x^TAx) = 2 x^TAx": "refuted", "c^T = c": "ambiguous",
           r"(c)^T = c": "ambiguous"})  # fmt: skip


BASIS = {
    r"e_i^T A e_j = A_{ij}": "proved",
    r"\mathbf{e}_i^\top \mathbf{e}_j = \delta_{ij}": "proved",
    r"x = \sum_i x_i e_i": "proved",
    r"\sum_i e_i e_i^T = I": "proved",
    r"e_1^T x = x_1": "proved",
}


def test_the_standard_basis():
    check(BASIS | {r"e_i^T A e_j = A_{ji}": "undecided", r"\sum_i e_i = 0": "undecided",
                   r"e_i = c": "undeclared"})  # fmt: skip
    check(BASIS | {r"e_i^T A e_j = A_{ji}": "refuted"}, "\nHere $e_i$ are unit vectors.\n")


def test_the_standard_basis_in_assumptions():
    more = r"**Let** $v_1, \dots, v_n \in \mathbb{R}^n$. **Assume** $A e_i = v_i$, $A^T A = I$."
    check({r"v_i^T v_j = \delta_{ij}": "proved", "v_i^T v_j = 0": "refuted"}, more)


def test_small_letters_for_entries():
    check({r"x^T A x = \sum_{i,j} a_{ij} x_i x_j": "proved", r"a_{ij}^2 = A_{ij}^2": "proved",
           r"(AB)_{ij} = \sum_k a_{ik} b_{kj}": "proved", r"a_{ij} = A_{ji}": "refuted"},
          r"**Let** $b \in \mathbb{R}^n$. **Index** $a = 1, \dots, n$.")  # fmt: skip
    check({"a_{ij} = A_{ij}": "refuted"}, r"**Let** $a \in \mathbb{R}^{n \times n}$.")


def test_norms_and_inner_products_with_a_matrix():
    check({
        r"\|x\|_M^2 = x^T M x": "proved", r"\|x\|_M = \sqrt{x^T M x}": "proved",
        r"\langle x, y \rangle_M = x^T M y": "proved", r"\|x\|_M = \|x\|": "refuted",
        r"\langle x, y \rangle_{A^T} = y^T A x": "proved",
        r"\langle A, B \rangle_F = \operatorname{tr}(A^T B)": "proved",
        r"\langle x, y \rangle_M = x^T y": "refuted", r"\langle x, y \rangle_c = 0": "not supported",
    })  # fmt: skip


def test_products_around_a_dot_and_bold_products():
    check({
        r"Ax \cdot y = x \cdot A^T y": "proved", r"x \cdot A y = y \cdot A x": "refuted",
        r"\mathbf{AI} = \mathbf{IA}": "proved", r"\mathbf{(AB)}^T = \mathbf{B}^T\mathbf{A}^T": "proved",
        r"\mathbf{(A + B)}x = \mathbf{Ax}": "refuted",
        r"\operatorname{tr}(I) = n": "proved", r"\operatorname{tr}(I) = m": "undecided",
    })  # fmt: skip


def test_iterates_beside_a_vector():
    more = r"**Let** $x_k \in \mathbb{R}^n$ for $k \ge 0$."
    check({
        r"\|x_{k+1} - x\|^2 = \|x_{k+1}\|^2 - 2 x^T x_{k+1} + \|x\|^2": "proved",
        r"x_0^T x_0 = \|x_0\|^2": "proved", r"x_0 = 0": "refuted", r"A x_0 = x": "refuted",
    }, more)  # fmt: skip
    after = r"**Let** $z_p \in \mathbb{R}^n$ for $p \ge 0$. **Index** $p = 1, \dots, n$."
    check({"z_0 = z_0": "proved"}, after)  # the range of the sequence is its own


def test_orders_of_matrices():
    check({
        r"M \succ 0": "proved", r"0 \preceq A^T A": "proved", r"D^T D + I \succ 0": "proved",
        r"2 M \succeq M": "proved", r"A \succeq B": "undecided", r"x \succeq 0": "undecided",
        r"c \succeq A": "shape-mismatch", r"D \succeq 0": "shape-mismatch",
    })  # fmt: skip
    check({r"A + B \succ 0": "proved", r"x^T A x \ge 0": "proved"},
          r"**Let** $B \succ 0$. **Assume** $A \succ 0$.")  # fmt: skip


def test_powers_of_matrices_with_a_letter():
    more = r"**Let** $p \in \mathbb{N}$."
    check({
        r"A^0 = I": "proved", r"A^{p+1} = A^p A": "proved", r"A^{p-1} A = A^p": "proved",
        r"A^{p} x = c^p x": "refuted",
        r"A^k = A": "undecided",  # an index above a matrix may be a label
    }, more)  # fmt: skip


def test_entries_under_the_summation_convention():
    more = "**Layout** repeated indices are summed."
    check({
        r"A_{lk} = (A^T)_{kl}": "proved", r"(A^T)_{kl} = A^T": "proved",
        r"\delta_{kl} = I": "proved",
        r"A_{kl}^T = A^T": "proved", r"A_{lk} = A": "undecided", "A_{ij}^T = A_{ij}": "undecided",
    }, more)  # fmt: skip
    check({"A_{kl} = A": "shape-mismatch"})


def test_a_basis_that_is_declared():
    more = r"**Let** $e_1, \dots, e_n \in \mathbb{R}^n$ be the standard basis."
    check({"e_i^T A e_j = A_{ij}": "proved", "e_i^T A e_j = A_{ji}": "refuted",
           r"e_i^T e_j = \delta_{ij}": "proved"}, more)  # fmt: skip


def test_what_stands_beside_and_is_not_read():
    unread = r", \quad y_i = \text{eig}(A)_i"
    for display, outcome in {
        r"\operatorname{tr}(A) = \sum_i y_i" + unread: "undecided",
        r"\operatorname{tr}(A) = \sum_i x_i" + unread: "refuted",
        r"\operatorname{tr}(A) = \sum_i y_i, \quad y_i = y_i": "refuted",
    }.items():
        first = next(one for one in read(f"{HEAD}\n$$ {display} $$\n").items)
        assert judge(first, timeout=4).outcome == outcome


def test_pseudoinverses_in_another_font():
    line = r"$$ \mathbf{D}^+ = (\mathbf{D}^T\mathbf{D})^{-1}\mathbf{D}^T $$"
    for more in (line, r"**Define** $\mathbf{D}^+ = (D^T D)^{-1} D^T$."):
        items = read(f"{HEAD}\n{more}\n\n$$ \\mathbf{{D}}^+ \\mathbf{{D}} = I $$\n").items
        assert judge(items[-1], timeout=4).outcome == "proved"


def test_a_chain_of_a_derivative_that_ends_in_zero():
    more = r"**Define** $J(x, c) = x^T M x - c (x^T x - 1)$."
    for display in (
        r"\nabla_x J = 2 M x - 2 c x = 0",
        r"\frac{\partial J}{\partial x} = 2 M x - 2 c x = \mathbf{0}",
    ):
        items = read(f"{HEAD}\n{more}\n\n$$ {display} $$\n").items
        assert [judge(one, timeout=4).outcome for one in items] == ["proved", "undecided"]
    (item,) = read(f"{HEAD}\n$$ 2 M x = 0 $$\n").items
    assert judge(item, timeout=4).outcome == "refuted"


@pytest.mark.parametrize(
    "sign", [r"\operatorname*{arg\,min}", r"\text{arg min}", r"\mathrm{arg\;min}"]
)
def test_spellings_of_an_argument(sign):
    (item,) = read(f"{HEAD}\n$$ x^* = {sign}_x \\|A x - y\\|^2 $$\n").items
    assert "argmin" in item.reason or "introduces" in item.reason


def test_an_equation_assumed_of_others_leaves_a_setting_alone():
    text = HEAD + "\n**Assume** $A x = %s$.\n\nWe always assume that\n\n$$ y = B x $$\n"
    outcomes_ = [judge(read(text % right).items[0], timeout=4).outcome for right in ("x", "y")]
    assert outcomes_ == ["refuted", "refuted"]  # of x, and of both
    (item,) = read(HEAD + "\n**Assume** $c = 1$.\n\nWe always assume that\n\n$$ y = B x $$\n").items
    assert judge(item, timeout=4).outcome == "undecided"
