"""Largest and smallest of many numbers, positive parts, clipping."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""**Let** $n, m \in \mathbb{N}$, $x \in \mathbb{R}^n$, $Q \in \mathbb{R}^{n \times m}$.
**Index** $i, j, s = 1, \dots, n$. **Index** $a, b = 1, \dots, m$.
**Define** $V_s = \max_a Q_{s a}$. **Let** $u, v, w \in \mathbb{R}$.
"""


def item(display):
    (found,) = read(f"{HEAD}\n\n$$ {display} $$\n").items
    return found


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"x_i \le \max_j x_j", "proved"), (r"\max_j x_j = \max_i x_i", "proved"),
        (r"\max_j (x_j + u) = u + \max_j x_j", "proved"),
        (r"\max_i x_i = -\min_i (-x_i)", "proved"), (r"\max_i 2 x_i = 2 \max_i x_i", "proved"),
        (r"\max_i (-2 x_i) = -2 \max_i x_i", "refuted"),
        (r"\sum_i x_i \le n \max_i x_i", "proved"), (r"\max_i x_i = \min_i x_i", "refuted"),
        (r"\log \sum_i e^{x_i} = \max_j x_j + \log \sum_i e^{x_i - \max_j x_j}", "proved"),
        (r"\max_j x_j \le x_i", "refuted"), (r"\max_{1 \le i \le n} x_i = \max_i x_i", "proved"),
        # one place for each value of another index, also where a definition holds the maximum
        (r"Q_{s a} \le V_s", "proved"), (r"V_s = \max_b Q_{s b}", "proved"),
        (r"V_s \ge \frac{1}{m} \sum_a Q_{sa}", "proved"), (r"V_1 = V_s", "refuted"),
        (r"\max_a Q_{sa} = \max_s Q_{sa}", "refuted"),
        (r"\sum_{i=1}^n \max_{1 \le j \le i} x_j \ge \sum_i x_i", "undecided"),
        (r"\sum_{i=1}^n \max_{1 \le j \le i} x_j = n \max_j x_j", "refuted"),
        # norms, lists, rows
        (r"\|x\|_\infty \ge |x_i|", "proved"), (r"\|x\|_\infty = \max_i |x_i|", "proved"),
        (r"\|x\|_\infty = \max_i x_i", "refuted"), (r"\max(x) \ge x_i", "proved"),
        (r"\max \begin{cases} u + v, \\ u + w \end{cases} = u + \max\{v, w\}", "proved"),
        (r"\min \left\{ \begin{array}{l} u \\ v \end{array} \right. = \min\{u, v\}", "proved"),
        (r"[u]_+ - [-u]_+ = u", "proved"), (r"(u)^+ = \max(0, u)", "proved"),
        (r"[x]_+ = \max(x, 0)", "proved"), (r"[u]_+ = |u|", "refuted"),
        (r"\mathrm{clip}(u, 0, 1) \le 1", "proved"),
        (r"\text{clip}(u, v, w) = \min(\max(u, v), w)", "proved"),
    ],
)  # fmt: skip
def test_verdicts(display, outcome):
    found = item(display)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


def test_a_value_put_in_has_a_place_of_its_own():
    head = HEAD + r"**Define** $f(t) = \max_i (t x_i)$ for $t \in \mathbb{R}$."
    *_, same, other = read(f"{head}\n\n$$ f(2) = \\max_i (2 x_i) $$\n\n$$ f(-1) = -f(1) $$\n").items
    assert isinstance(same, Claim)
    assert isinstance(other, Claim)
    assert judge(same).outcome == "proved"
    assert judge(other).outcome == "refuted"


def test_it_is_printed_as_written():
    found = item(r"\max_i (x_i + u)^2 \ge 0")
    assert isinstance(found, Claim)
    assert found.statement.startswith(r"\max_{i}")


@pytest.mark.parametrize(
    "display",
    [
        r"\max_u u^2 = 3", r"\max_{i \ne j} x_i = 0",
        r"\frac{\partial}{\partial x_i} \max_j x_j = 0", r"\int_0^1 \max_i (t x_i) dt = 0",
    ],
)  # fmt: skip
def test_not_supported(display):
    assert isinstance(item(display), Unchecked)
