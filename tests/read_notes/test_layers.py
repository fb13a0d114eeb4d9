r"""Networks of any depth: derivatives by one layer, through all the later ones."""

import pytest

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

LABELS = r"""**Let** $L, n \in \mathbb{N}$, $x, y, c \in \mathbb{R}^n$.
**Index** $l = 1, \dots, L$; $m = 1, \dots, L-1$; $j, k = 1, \dots, n$.
**Let** $W^{(l)} \in \mathbb{R}^{n \times n}$, $b^{(l)} \in \mathbb{R}^n$.
**Let** $f : \mathbb{R} \to \mathbb{R}$.
**Define** $h^{(0)} = x$, $a^{(l)} = W^{(l)} h^{(l-1)} + b^{(l)}$, $h^{(l)} = f(a^{(l)})$.
**Define** $J = \frac{1}{2} \| h^{(L)} - y \|^2$, $K = c^\top h^{(L)}$.
**Define** $\delta^{(l)} = \frac{\partial J}{\partial a^{(l)}}$."""
POWERS = r"""**Let** $L, n \in \mathbb{N}$, $x, y \in \mathbb{R}^n$.
**Index** $l = 1, \dots, L$; $m = 1, \dots, L-1$; $j, k = 1, \dots, n$.
**Let** $w^l \in \mathbb{R}^{n \times n}$, $b^l \in \mathbb{R}^n$.
**Define** $\sigma(t) = \frac{1}{1+e^{-t}}$.
**Define** $a^0 = x$, $z^l = w^l a^{l-1} + b^l$, $a^l = \sigma(z^l)$.
**Define** $C = \frac{1}{2} \sum_j (y_j - a^L_j)^2$, $\delta^l = \frac{\partial C}{\partial z^l}$."""


def outcomes(head, *lines):
    displays = "\n\n".join(f"$$ {line} $$" for line in lines)
    return [judge(item).outcome if isinstance(item, Claim) else item
            for item in read(f"# Note\n{head}\n\n{displays}\n").items]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (LABELS, r"\delta^{(L)} = (h^{(L)} - y) \odot f'(a^{(L)})"),
        (LABELS, r"\delta^{(m)} = (W^{(m+1)})^\top \delta^{(m+1)} \odot f'(a^{(m)})"),
        (LABELS, r"\frac{\partial J}{\partial b^{(l)}} = \delta^{(l)}"),
        (LABELS, r"\frac{\partial J}{\partial W^{(l)}} = \delta^{(l)} (h^{(l-1)})^\top"),
        (POWERS, r"\delta^m = ((w^{m+1})^T \delta^{m+1}) \odot \sigma'(z^m)"),
        (POWERS, r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j"),
    ],
)
def test_backpropagation(head, line):
    assert outcomes(head, line) == ["proved"]


@pytest.mark.parametrize(
    ("line", "depth"),
    [
        (r"\delta^{(L)} = h^{(L)} - y", 1),
        (r"\delta^{(m)} = W^{(m+1)} \delta^{(m+1)} \odot f'(a^{(m)})", 2),
        (r"\delta^{(m)} = (W^{(m+1)})^\top \delta^{(m+1)}", 2),
        (r"\frac{\partial J}{\partial W^{(l)}} = \delta^{(l)} (h^{(l)})^\top", 1),
        (r"\frac{\partial J}{\partial a^{(l)}} = \frac{\partial K}{\partial a^{(l)}}", 1),
    ],
)
def test_slips(line, depth):
    (found,) = read(f"# Note\n{LABELS}\n\n$$ {line} $$\n").items
    verdict = judge(found)
    assert verdict.outcome == "refuted"
    assert verdict.counterexample.dimensions["L"] == depth


def test_how_it_was_read_is_said():
    (found,) = read(f"# Note\n{LABELS}\n\n$$ \\delta^{{(L)}} = y $$\n").items
    assert any("all later places" in reading for reading in found.readings)
    assert sum("given by recursion" in reading for reading in found.readings) == 2


SHARED = LABELS.replace("W^{(l)} h", "V h").replace(
    r"$b^{(l)} \in", r"$V \in \mathbb{R}^{n \times n}$, $b^{(l)} \in"
)  # fmt: skip


@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        (SHARED, r"\frac{\partial J}{\partial V_{jk}} = 0", "several places"),
        (LABELS, r"\frac{\partial h^{(L)}}{\partial a^{(l)}} = 0", "several numbers"),
        (LABELS.replace("h^{(l-1)} +", "h^{(l-1)} + h^{(l-2)} +"),
         r"\delta^{(l)} = 0", "others than the one before"),
    ],
)  # fmt: skip
def test_what_is_not_read(head, line, reason):
    found = read(f"# Note\n{head}\n\n$$ {line} $$\n").items
    texts = [item.reason if isinstance(item, Unchecked) else getattr(item, "message", "")
             for item in found]  # fmt: skip
    assert any(reason in text for text in texts)
