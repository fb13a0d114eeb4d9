r"""Backpropagation through time: a loss that is a sum over the steps of a recursion."""

import pytest

from verifier.claim import Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""**Let** $T, n, q \in \mathbb{N}$. **Index** $t = 1, \dots, T$; $s = 1, \dots, T-1$.
**Let** $a, x_t \in \mathbb{R}^n$, $y_t \in \mathbb{R}^q$.
**Let** $W \in \mathbb{R}^{n \times n}$, $Q \in \mathbb{R}^{q \times n}$.
**Define** $h_0 = a$, $h_t = W h_{t-1} + x_t$, $o_t = Q h_t$.
**Define** $L = \frac{1}{T} \sum_{t=1}^T \|o_t - y_t\|^2$.
**Layout** gradients have the shape of what they are taken by."""
BY = r"\frac{\partial L}{\partial %s}"


def items(display):
    return read(f"# Note\n{HEAD}\n\n$$ {display} $$\n").items


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("h_T", r"\frac{2}{T} Q^\top (o_T - y_T)", "proved"),
        ("h_T", rf"Q^\top {BY % 'o_T'}", "proved"),
        ("h_s", rf"W^\top {BY % 'h_{s+1}'} + Q^\top {BY % 'o_s'}", "proved"),
        ("h_0", rf"W^\top {BY % 'h_1'}", "proved"),
        ("x_t", BY % "h_t", "proved"),
        ("h_T", r"2 Q^\top (o_T - y_T)", "refuted"),
        ("h_s", rf"W^\top {BY % 'h_{s+1}'}", "refuted"),
        ("h_s", rf"W {BY % 'h_{s+1}'} + Q^\top {BY % 'o_s'}", "refuted"),
        ("h_s", rf"Q^\top {BY % 'o_s'}", "refuted"),
        ("h_0", BY % "h_1", "refuted"),
        ("x_s", BY % "h_{s+1}", "refuted"),
    ],
)
def test_what_a_step_adds(left, right, outcome):
    (claim,) = items(f"{BY % left} = {right}")
    assert judge(claim).outcome == outcome


def test_shared_weights_are_not_read():
    (item,) = items(BY % "W" + r"= \sum_{t=1}^T" + BY % "h_t" + r"h_{t-1}^\top")
    assert isinstance(item, Unchecked)
    assert "share" in item.reason
