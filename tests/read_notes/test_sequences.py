r"""Sequences of numbers, vectors and matrices: what their values are, and from where on."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

FIRST_IS_A_LETTER = r"""**Let** $x_0, \eta \in \mathbb{R}$.
**Define** $x_1 = x_0$, $x_{t+1} = x_t - \eta x_t$ for $t \ge 1$."""
RECURRENT = r"""**Let** $T, n \in \mathbb{N}$. **Index** $t = 1, \dots, T$.
**Let** $x_t \in \mathbb{R}^n$, $W \in \mathbb{R}^{n \times n}$."""
MOMENTUM = r"""**Let** $n, T \in \mathbb{N}$, $\beta \in \mathbb{R}$. **Index** $t = 1, \dots, T$.
**Let** $\mathbf{g}_t \in \mathbb{R}^n$."""
TAU = r"\sum_{\tau = 0}^{t-1} \beta^{\tau} \mathbf{g}_{t-\tau}"


def items(head, *lines):
    displays = "\n\n".join(f"$$ {line} $$" for line in lines)
    return read(f"# Note\n{head}\n\n{displays}\n").items


def outcomes(head, *lines):
    return [judge(item).outcome if isinstance(item, Claim) else item
            for item in items(head, *lines)]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "true", "false"),
    [
        (FIRST_IS_A_LETTER,
         [r"x_{t+1} = (1 - \eta) x_t", r"x_2 = (1 - \eta) x_0", "x_1 = x_0"],
         [r"x_{t+1} = (1 + \eta) x_t", r"x_2 = x_0"]),
        (RECURRENT + r" **Define** $h_0 = 0$, $h_t = W h_{t-1} + x_t$.",
         ["h_t - x_t = W h_{t-1}", "h_1 = x_1"], ["h_1 = W x_1", "h_t = x_t"]),
        (RECURRENT + r" **Define** $\mathbf{h}_0 = \mathbf{0}$, $\mathbf{h}_t = "
         r"\tanh(W \mathbf{h}_{t-1} + x_t)$.",
         [r"\mathbf{h}_1 = \tanh(x_1)"], [r"\mathbf{h}_1 = x_1"]),
        (MOMENTUM + r" **Define** $\mathbf{v}_0 = 0$, "
         r"$\mathbf{v}_t = \beta \mathbf{v}_{t-1} + \mathbf{g}_t$.",
         [r"\mathbf{v}_t = \sum_{s=1}^{t} \beta^{t-s} \mathbf{g}_s", rf"\mathbf{{v}}_t = {TAU}"],
         [r"\mathbf{v}_t = \sum_{s=1}^{t} \beta^{t-s+1} \mathbf{g}_s"]),
    ],
)  # fmt: skip
def test_recursions_of_vectors(head, true, false):
    assert outcomes(head, *true) == ["proved"] * len(true)
    assert outcomes(head, *false) == ["refuted"] * len(false)
