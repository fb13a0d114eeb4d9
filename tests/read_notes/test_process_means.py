"""Means over the course of a process, and lists of elements of finite sets."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge

BASE = r"""
**Let** $\mathcal{S}, \mathcal{A}$ be finite sets. **Let** $s, s' \in \mathcal{S}$,
$a \in \mathcal{A}$, $\gamma \in \mathbb{R}$, $T \in \mathbb{N}$, $\theta \in \mathbb{R}^d$.
**Let** $v(s), q(s, a) \in \mathbb{R}$, $\pi_\theta(a \mid s) > 0$.
**Let** $S_t \in \mathcal{S}$, $A_t \in \mathcal{A}$, $R_t, G_t \in \mathbb{R}$ for $t \ge 0$.
"""


def outcomes(display, more=""):
    """What is said of each claim of a display."""
    return [judge(one, timeout=1.5).outcome if isinstance(one, Claim) else one.kind
            for one in items(display, more, BASE)]  # fmt: skip


@pytest.mark.parametrize(("display", "wanted"), [
    (r"v(S_{t+1}) + q(S_t, A_t) = q(S_t, A_t) + v(S_{t+1})", "proved"),
    (r"v(S_{t+1}) = v(S_t)", "refuted"),
    (r"\mathbb{1}[S_t = s] v(S_t) = \mathbb{1}[S_t = s] v(s')", "refuted"),
    ((r"\nabla_\theta \sum_{t=0}^T \log \pi_\theta(A_t \mid S_t) ="
      r" \sum_{t=0}^T \nabla_\theta \log \pi_\theta(A_t \mid S_t)"), "proved"),
])  # fmt: skip
def test_entries_of_lists_are_arguments_of_tables(display, wanted):
    assert outcomes(display) == [wanted]


def test_labels_in_a_list_are_indices():
    base = (r"**Let** $n, K \in \mathbb{N}$, $y_i \in \{1, \dots, K\}$, $w \in \mathbb{R}^K$."
            r" **Index** $i = 1, \dots, n$; $k = 1, \dots, K$.")  # fmt: skip
    good = r"\frac{\partial}{\partial w_k} \sum_i w_{y_i} = \sum_i \mathbb{1}[y_i = k]"
    assert judge(item(good, base=base)).outcome == "proved"
    wrong = good.replace(r"\mathbb{1}[y_i = k]", r"\mathbb{1}[y_i = 1]")
    assert judge(item(wrong, base=base)).outcome == "refuted"
    longer = base.replace(r"w \in \mathbb{R}^K", r"w \in \mathbb{R}^n")
    assert isinstance(item(r"\sum_i w_{y_i} = 0", base=longer), IllFormed)


@pytest.mark.parametrize("display", [
    r"S_t + 1 = 1 + S_t", r"q(A_t, S_t) = 0", r"v(A_t) = 0",
    r"\mathbb{E}[v(s') \mid S_t = s] = v(s')",
    r"\mathbb{E}[q(S_t, a) \mid S_t = s] = q(s, a)",
])  # fmt: skip
def test_elements_are_no_numbers_and_drawn_ones_are_asked_about(display):
    assert isinstance(item(display, base=BASE), IllFormed)


@pytest.mark.parametrize("sign", [
    r"\mathbb{E}_\pi", r"\mathbb{E}", r"E_{\pi_\theta}", r"\mathbb{E}_{\tau \sim \pi_\theta}",
])  # fmt: skip
def test_means_over_a_process_are_linear(sign):
    given = rf"{sign}[R_{{t+1}} + \gamma G_{{t+1}} \mid S_t = s]"
    right = rf"{sign}[R_{{t+1}} \mid S_t = s] + \gamma {sign}[G_{{t+1}} \mid S_t = s]"
    assert outcomes(f"{given} = {right}") == ["proved"]


@pytest.mark.parametrize(("display", "wanted"), [
    (r"\mathbb{E}_\pi[R_{t+1} v(S_t) \mid S_t = s] = v(s) \mathbb{E}_\pi[R_{t+1} \mid S_t = s]",
     "proved"),
    (r"\mathbb{E}_\pi[R_{t+1} v(S_t) \mid S_t] = v(S_t) \mathbb{E}_\pi[R_{t+1} \mid S_t]", "proved"),
    (r"\mathbb{E}_\pi[R_{t+1} \mid S_t = s] = R_{t+1}", "undecided"),
    (r"\mathbb{E}_\pi[R_{t+1} \mid S_t = s] = \mathbb{E}_\mu[R_{t+1} \mid S_t = s]", "undecided"),
    (r"\mathbb{E}_\pi[R_{t+1} \mid S_t = s] = \mathbb{E}_\pi[R_{t+1} \mid S_{t+1} = s]",
     "undecided"),
    (r"v(s) = \mathbb{E}_\pi[R_{t+1} + \gamma v(S_{t+1}) \mid S_t = s]", "undecided"),
])  # fmt: skip
def test_of_a_mean_only_that_it_is_one_is_used(display, wanted):
    assert outcomes(display) == [wanted]


def test_what_a_mean_defines_is_not_refuted_either():
    found = items(r"J(\theta) = \mathbb{E}_{\tau \sim \pi_\theta}[R_1] \\ \nabla_\theta J(\theta) = 0",
                  base=BASE)  # fmt: skip
    assert judge(found[-1], timeout=1).outcome == "undecided"


def test_the_beginning_of_a_sequence_is_no_condition():
    more = r"**Assume** $G_t = R_{t+1} + \gamma G_{t+1}$ for $t \ge 0$."
    assert outcomes(r"G_t + 1 = 1 + R_{t+1} + \gamma G_{t+1}", more) == ["proved"]
