r"""Sequences defined by recursion: what is read, and what induction shows of them."""

import pytest

from verifier.claim import Claim, IllFormed, Recursion
from verifier.engine.decide import judge
from verifier.read.notes.load import read

SUM = r"**Let** $n \in \mathbb{N}$. **Define** $s_0 = 0$, $s_k = s_{k-1} + k$ for $k \ge 1$."
GEOMETRIC = r"**Let** $a, q \in \mathbb{R}$. **Define** $a_1 = a$, $a_{n+1} = q a_n$."
FIBONACCI = r"""**Let** $n \in \mathbb{N}$.
**Define** $F_0 = 0$, $F_1 = 1$, $F_n = F_{n-1} + F_{n-2}$ for $n \ge 2$."""
PARTIAL = r"""**Let** $n \in \mathbb{N}$, $x \in \mathbb{R}^n$. **Index** $k = 1, \dots, n$.
**Define** $S_0 = 0$, $S_k = S_{k-1} + x_k$."""
AVERAGE = r"""**Let** $\beta \in \mathbb{R}$, $n \in \mathbb{N}$, $0 < \beta < 1$.
**Index** $t = 1, \dots, n$. **Let** $g_t \in \mathbb{R}$.
**Define** $m_0 = 0$, $m_t = \beta m_{t-1} + (1-\beta) g_t$."""
PAIR = r"""**Let** $n \in \mathbb{N}$.
**Define** $u_0 = 1$, $v_0 = 0$, $u_k = u_{k-1} + v_{k-1}$, $v_k = u_{k-1}$ for $k \ge 1$."""
POWERS = r"""**Let** $d, n \in \mathbb{N}$, $A \in \mathbb{R}^{d \times d}$, $v \in \mathbb{R}^d$.
**Define** $x^{(0)} = v$, $x^{(t+1)} = A x^{(t)}$."""
DESCENT = r"""**Let** $\eta, a, x_0 \in \mathbb{R}$. **Define** $x_{k+1} = x_k - \eta a x_k$."""
TOWER = r"**Define** $T_1 = 1$, $T_n = 2 T_{n-1} + 1, n \geq 2$."


def outcomes(head, *lines):
    displays = "\n\n".join(f"$$ {line} $$" for line in lines)
    return [judge(item).outcome if isinstance(item, Claim) else item
            for item in read(f"# Note\n{head}\n\n{displays}\n").items]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (SUM, [r"s_n = \frac{n(n+1)}{2}", r"\frac{n^2+n}{2} = s_n", "s_{n+1} - s_n = n + 1",
               "s_4 = 10", r"s_n = \sum_{k=1}^n k", r"s_n \ge 0"]),
        (GEOMETRIC, ["a_n = a q^{n-1}", "a_{m+1} = q a_m"]),
        (FIBONACCI, ["F_{10} = 55", r"\sum_{k=0}^n F_k = F_{n+2} - 1",
                     "F_{n+1} F_{n-1} - F_n^2 = (-1)^n",
                     r"F_n = \frac{(1+\sqrt 5)^n - (1-\sqrt 5)^n}{2^n \sqrt 5}"]),
        (PARTIAL, [r"S_k = \sum_{j=1}^k x_j", r"S_n = \sum_{j=1}^n x_j"]),
        (AVERAGE, [r"m_t = (1-\beta) \sum_{s=1}^t \beta^{t-s} g_s"]),
        (PAIR, ["u_5 = 8", "u_{n+1} = u_n + u_{n-1}", "u_n^2 - u_n v_n - v_n^2 = (-1)^n"]),
        (POWERS, ["x^{(2)} = A A v", "x^{(n+2)} = A A x^{(n)}"]),
        (DESCENT, [r"x_k = (1 - \eta a)^k x_0"]),
        (TOWER, ["T_n = 2^n - 1"]),
    ],
)  # fmt: skip
def test_true_of_every_place(head, lines):
    assert outcomes(head, *lines) == ["proved"] * len(lines)


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (SUM, ["s_n = n^2", r"s_n = \frac{n(n-1)}{2}", "s_{n+1} - s_n = n", "s_4 = 11", "s_n > 1"]),
        (GEOMETRIC, ["a_n = a q^n", "a_n = a"]),
        (FIBONACCI, ["F_{10} = 54", r"\sum_{k=0}^n F_k = F_{n+2}",
                     "F_{n+1} F_{n-1} - F_n^2 = -(-1)^n"]),
        (PARTIAL, [r"S_n = \sum_{j=1}^n x_j^2", "S_n = x_n"]),
        (AVERAGE, [r"m_t = \sum_{s=1}^t \beta^{t-s} g_s"]),
        (PAIR, ["u_5 = 5", "u_{n+1} = u_n + v_{n-1}"]),
        (POWERS, ["x^{(2)} = A v", "x^{(n+1)} = A A x^{(n)}"]),
        (DESCENT, [r"x_k = (1 + \eta a)^k x_0"]),
        (TOWER, ["T_n = 2^n"]),
    ],
)  # fmt: skip
def test_false_at_some_place(head, lines):
    assert outcomes(head, *lines) == ["refuted"] * len(lines)


def test_the_smallest_place_is_the_counterexample():
    (item,) = read(f"# Note\n{SUM}\n\n$$ s_n = n^2 $$\n").items
    verdict = judge(item)
    assert verdict.counterexample.dimensions == {"N": 2}
    assert any("given by recursion" in reading and "s_{k - 1} + k" in reading
               for reading in item.readings)  # fmt: skip


def test_what_is_assumed():
    (item,) = read(f"# Note\n{SUM}\n\n$$ s_n = n $$\n").items
    assert [type(one) for one in item.assumptions] == [Recursion, Recursion]


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("$s_k = s_{k-1} + s_{k+1}$", "goes both ways"),
        ("$s_5 = 1$, $s_9 = 2$, $s_k = s_{k+1}$", "backwards from several values"),
        (r"$s_0 = 0$, $s_k = s_{k-1}$ for $k \ge 0$", "may not agree"),
        (r"$u_k = v_k + u_{k-1}$, $v_k = u_k + 1$", "define each other at the same place"),
        (r"$s_0 = 0$, $s_k = s_{k-1}$ for $k < 5$", "for which k"),
        (r"$s_0 = 0$, $s_k = s_{k-1} + 1$, $s_k = s_{k-1} + 2$", "two equations"),
    ],
)
def test_what_defines_nothing(head, message):
    found = read(f"# Note\n**Define** {head}.\n\n$$ s_2 = 1 $$\n").items
    assert any(isinstance(item, IllFormed) and message in item.message for item in found)


def test_more_is_assumed_of_the_place():
    more = r"**Let** $m \in \mathbb{N}$. **Assume** $n > m$."
    assert outcomes(f"{SUM}\n{more}", "s_n > m")[0] in ("proved", "undecided")
    assert outcomes(f"{SUM}\n{more}", "s_n < m") == ["refuted"]


def test_beyond_the_last_place():
    (found,) = read(f"# Note\n{PARTIAL}\n\n$$ S_{{n+1}} = S_n $$\n").items
    assert isinstance(found, IllFormed)
    assert "beyond the last place" in found.message
