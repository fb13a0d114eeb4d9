"""A note from a few declarations and displays, and its items."""

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

BASE = r"""
**Let** $n, m, d_h \in \mathbb{N}$, $x, a, b, c \in \mathbb{R}$, $v, w \in \mathbb{R}^n$,
$A \in \mathbb{R}^{n \times n}$, $W \in \mathbb{R}^{m \times n}$, $W_1 \in \mathbb{R}^{m \times n}$,
$W^{(2)} \in \mathbb{R}^{m \times n}$; $y \in \mathbb{R}^n$ one-hot.
**Let** $f : \mathbb{R} \to \mathbb{R}$. **Index** $i, j, k = 1, \dots, n$.
**Define** $\sigma(t) = \frac{1}{1+e^{-t}}$.
"""


def items(display, more="", base=BASE):
    """The items of one display under the declarations."""
    return read(f"# Note\n{base}\n{more}\n\n$$\n{display}\n$$\n").items


def item(display, more="", base=BASE):
    """The single item of one display."""
    (found,) = items(display, more, base)
    return found


def judged(base, lines):
    """The outcomes of a note with one display in each line, and those that its lines begin with.

    A line is ``proved refuted: a = b = c``; what is not checked stands with its kind.
    """
    parts = [line.split(": ", 1) for line in lines.strip().splitlines()]
    displays = "\n\n".join(f"$$\n{shown}\n$$" for _, shown in parts)
    found = [
        str(judge(one, timeout=8).outcome) if isinstance(one, (Claim, IllFormed)) else one.kind
        for one in read(f"# Note\n{base}\n\n{displays}\n").items
    ]
    return found, [word.replace("-", " ").replace("ill formed", "ill-formed")
                   for outcomes, _ in parts for word in outcomes.split()]  # fmt: skip
