r"""Sequences that are given by recursion from random variables: moving averages, returns."""

from __future__ import annotations

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

AVERAGE = r"""**Let** $b \in \mathbb{R}$, $n \in \mathbb{N}$, $g_t$ be random variables. **Index** $t = 1, \dots, n$.
**Define** $v_0 = 0$, $v_t = b v_{t-1} + (1 - b) g_t$.
"""
WALK = r"""**Let** $X$ be a random variable. **Define** $s_0 = 0$, $s_k = s_{k-1} + X$.
"""
RETURN = r"""**Let** $T \in \mathbb{N}$, $c \in \mathbb{R}$, $R_t$ be random variables. **Index** $t = 1, \dots, T$.
**Define** $G_T = 0$, $G_{t} = R_{t} + c G_{t+1}$ for $t = 1, \dots, T - 1$.
"""
SHIFTED = r"""**Let** $X$ be a random variable. **Define** $Y_t = X + t$ for $t \ge 0$.
"""
SHOWN = r"""**Let** $b \in \mathbb{R}$, $v_t, g_t$ be random variables. **Index** $t = 1, \dots, n$.

$$ v_t = b v_{t-1} + (1 - b) g_t $$
"""


@pytest.mark.parametrize(
    ("head", "display", "outcome"),
    [
        (AVERAGE, r"\mathbb{E}[v_t] = v_t", "refuted"),
        (AVERAGE, r"\mathbb{E}[v_t] = b \mathbb{E}[v_{t-1}] + (1 - b) \mathbb{E}[g_t]", "proved"),
        (AVERAGE, r"\mathbb{E}[v_t] = (1 - b) \sum_{i=1}^t b^{t-i} \mathbb{E}[g_i]", "proved"),
        (AVERAGE, r"\mathbb{E}[v_1] = \mathbb{E}[g_1]", "refuted"),
        (SHIFTED, r"\mathbb{E}[Y_t] = \mathbb{E}[X] + t", "proved"),
        (SHIFTED, r"\mathbb{E}[Y_t] = Y_t", "refuted"),
        (SHOWN, r"\mathbb{E}[v_t] = b \mathbb{E}[v_{t-1}] + (1 - b) \mathbb{E}[g_t]", "proved"),
        (SHOWN, r"\mathbb{E}[v_t] = \mathbb{E}[v_{t-1}]", "undecided"),
        (WALK, r"\mathbb{E}[s_3] = s_3", "refuted"),
        (WALK, r"\operatorname{Var}(s_3) = 0", "refuted"),
        (WALK, r"\operatorname{Var}(s_2) = 4 \operatorname{Var}(X)", "proved"),
        (RETURN, r"\mathbb{E}[G_2] = G_2", "refuted"),
        (RETURN, r"\mathbb{E}[G_1] = \mathbb{E}[R_1] + c \mathbb{E}[G_2]", "proved"),
    ],
)
def test_an_expectation_runs_over_a_whole_sequence(head, display, outcome):
    *_, claim = read(f"{head}\n$$ {display} $$\n").items
    assert isinstance(claim, Claim), claim
    assert judge(claim, timeout=10).outcome == outcome


def test_a_law_with_a_density_is_refused():
    note = (
        r"**Let** $X \sim \mathcal{N}(0, 1)$. **Define** $s_0 = 0$, $s_k = s_{k-1} + X$."
        "\n\n" + r"$$ \mathbb{E}[s_3] = s_3 $$"
    )
    assert not any(isinstance(one, Claim) for one in read(note).items)


def test_variables_that_are_numbered_without_an_index_are_not_one():
    note = (
        r"**Let** $b \in \mathbb{R}$, $g_t$ be i.i.d. random variables with $\mathbb{E}[g_t] = \mu$. "
        r"**Define** $v_0 = 0$, $v_t = b v_{t-1} + (1 - b) g_t$."
        "\n\n" + r"$$ \operatorname{Var}(v_2) = (1 - b^2)^2 \operatorname{Var}(g_t) $$"
    )
    assert not any(isinstance(one, Claim) for one in read(note).items)
