"""Finite sets: declared in words or written out, subsets, functions on them."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

ABSTRACT = r"""**Let** $\mathcal{S}$ and $\mathcal{A}$ be finite sets. **Let** $V : \mathcal{S} \to \mathbb{R}$,
$\pi : \mathcal{A} \times \mathcal{S} \to [0, 1]$, $Q : \mathcal{S} \times \mathcal{A} \to \mathbb{R}$.
**Index** $s, s' \in \mathcal{S}$. **Index** $a, a' \in \mathcal{A}$.
**Let** $p \in \mathbb{R}^{\mathcal{S}}$, $q \in \mathbb{R}^{|\mathcal{A}|}$.
**Assume** $\sum_{a \in \mathcal{A}} \pi(a | s) = 1$.
"""
WRITTEN = r"""**Let** $\mathcal{A} = \{1, \dots, m\}$, $x \in \mathbb{R}^m$. **Let** $I = \{0, 1, 2\}$.
"""
SUBSET = r"""**Let** $N \in \mathbb{N}$, $x \in \mathbb{R}^N$, $w \in \mathbb{R}$.
**Let** $C_1, D \subset \{1, \dots, N\}$. **Index** $n = 1, \dots, N$.
"""


def item(head, display):
    *_, found = read(f"{head}\n\n$$ {display} $$\n").items
    return found


@pytest.mark.parametrize(
    ("head", "display", "outcome"),
    [
        (ABSTRACT, (r"\sum_{a \in \mathcal{A}} \pi(a|s) (Q(s, a) + V(s)) = "
                   r"V(s) + \sum_a \pi(a|s) Q(s,a)"), "proved"),
        (ABSTRACT, r"\max_{a \in \mathcal{A}} Q(s, a) \ge Q(s, a')", "proved"),
        (ABSTRACT, r"\max_{a \in \mathcal{A}} Q(s, a) + 1 = Q(s, a') + 1", "refuted"),
        (ABSTRACT, r"\sum_{s \in \mathcal{S}} 1 = |\mathcal{S}|", "proved"),
        (ABSTRACT, r"|\mathcal{A}| = |\mathcal{S}|", "refuted"),
        (ABSTRACT, r"\sum_{s' \in \mathcal{S}} p_{s'} = \sum_s p_s", "proved"),
        (ABSTRACT, r"\sum_{b \in \mathcal{A}} q_b = \sum_a q_a", "proved"),
        (ABSTRACT, r"\sum_{a' \ne a} \pi(a'|s) = 1 - \pi(a|s)", "proved"),
        (ABSTRACT, r"V(t) = V(t) \quad \text{for all } t \in \mathcal{S}", "proved"),
        (ABSTRACT, r"V(s) = V(s')", "refuted"),
        (ABSTRACT, r"\frac{1}{|\mathcal{A}|} \sum_{a\in\mathcal{A}} V(s) = V(s)", "proved"),
        (WRITTEN, r"\sum_{a \in \mathcal{A}} x_a = \sum_{j=1}^m x_j", "proved"),
        (WRITTEN, r"\sum_{a \in \mathcal{A}} a = \frac{m (m + 1)}{2}", "proved"),
        (WRITTEN, r"|\mathcal{A}| = m", "proved"), (WRITTEN, r"\sum_{i \in I} i^2 = 5", "proved"),
        (SUBSET, r"\sum_{n \in C_1} (x_n - w) = \sum_{n \in C_1} x_n - |C_1| w", "proved"),
        (SUBSET, r"\sum_{n \in C_1} x_n = \sum_{n = 1}^N x_n", "refuted"),
        (SUBSET, r"\sum_{n \in C_1} x_n = \sum_{n \in D} x_n", "refuted"),
        (SUBSET, r"|C_1| \le N", "proved"), (SUBSET, r"|C_1| \ge 1", "refuted"),
        (SUBSET, r"\left(\sum_{n \in D} x_n\right) + \sum_{n \notin D} x_n = \sum_n x_n", "proved"),
        (SUBSET, (r"\frac{\partial}{\partial w} \sum_{n \in C_1} (x_n - w)^2 = "
                 r"-2 \sum_{n \in C_1} (x_n - w)"), "proved"),
    ],
)  # fmt: skip
def test_verdicts(head, display, outcome):
    found = item(head, display)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


@pytest.mark.parametrize(
    ("head", "display", "message"),
    [
        (ABSTRACT, r"\sum_{a \in \mathcal{A}} a = 3", "no"), (ABSTRACT, "s + 1 = 2", "not a number"),
        (ABSTRACT, "s = 1", "not a number"), (ABSTRACT, r"\pi(s | a) = 0", "this axis"),
        (ABSTRACT, r"p_a = 0", "this axis"), (ABSTRACT, r"\mathcal{A} + 1 = 0", "is a set"),
        (ABSTRACT, r"p_1 = V(2)", ""),
    ],
)  # fmt: skip
def test_an_element_is_no_number(head, display, message):
    found = item(head, display)
    if message:
        assert isinstance(found, IllFormed), found
        assert message in found.message


@pytest.mark.parametrize("line", [0, 1])
def test_a_set_that_is_only_named(line):
    head = r"**Let** $n \in \mathbb{N}$, $x \in \mathbb{R}^n$. **Index** $i = 1, \dots, n$." + "\n"
    display = r"\sum_{i \in S} 2 x_i = 2 \sum_{i \in S} x_i"
    found = item(head, display)
    assert isinstance(found, IllFormed)
    pasted = [one.strip() for one in found.message.splitlines() if "**Let**" in one]
    again = item(head + pasted[line] + "\n", display)
    assert isinstance(again, Claim), again
    assert judge(again).outcome == "proved"


def test_a_set_for_each_index_is_refused():
    found = read(
        SUBSET + "**Index** $k = 1, \\dots, 3$. **Let** $C_k \\subset \\{1, \\dots, N\\}$."
    )
    assert any("a set for each value" in one.message for one in found.items
               if isinstance(one, IllFormed))  # fmt: skip
