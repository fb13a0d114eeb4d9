r"""Conditions in words, ranges behind small spaces, equations for functions, declared sequences."""

import pytest

from tests.read_notes.reading import judged
from verifier.read.notes.load import read

LINES = {
    r"""
**Let** $x \in \mathbb{R}$, $n \in \mathbb{N}$, $f : \mathbb{R} \to \mathbb{R}$.
""": r"""
proved: |x| = x \text{ if } x \text{ is positive}
refuted: |x| = x \text{ if } x \text{ is negative}
proved: |x| = -x \quad \text{if $x$ is negative}
proved: (-1)^n = 1 \text{ for } n \text{ even}
proved: (-1)^n = -1, \quad n \text{ odd}
undecided: |x| = x \text{ if } f \text{ is nice}
undecided: |x| = x \quad \text{when the sign is right}
undecided: \frac{1 - (-1)^n}{2} = \begin{cases} 1 & n \text{ odd} \\ 0 & n \text{ even} \end{cases}
refuted: \frac{1 - (-1)^n}{2} = \begin{cases} 1 & \text{if n is even} \\ 0 & \text{otherwise} \end{cases}
proved: \text{if } x \text{ is negative, } |x| = -x
refuted: \text{if } n \text{ is odd, then } (-1)^n = 1
undecided: \text{if } x \text{ is nice, } |x| = -x
proved: (-1)^n = 1 \text{ for all even } n
refuted: |x| = x \text{ for negative $x$}
undecided not-mathematical not-mathematical: x n > 0 \text{ for positive } n, x
undecided not-mathematical: f(x + n) = f(x) + n \text{ for linear } f
undecided: \sin x = x \text{ to first order}
undecided not-mathematical: |x| = x \text{ for small } x
not-mathematical undecided: \text{if } x \text{ and } n \text{ are positive, } x n > 0
proved: n^2 - 1 = (n - 1)(n + 1) \,\,\,\,n=1, 2, ...
refuted: x \, n > 0
refuted: \left(x + 1\right) \, n \geq 1
""",
    r"""
**Let** $x, t, m, A \in \mathbb{R}$, $y(x), u(x, t) \in \mathbb{R}$, $f, g : \mathbb{R} \to \mathbb{R}$.
""": r"""
undecided: \frac{d^2y}{dx^2} + 3\frac{dy}{dx} + 2y = 0
undecided: y = A e^{m x}
undecided: \frac{\partial u}{\partial t} = u_{xx}
undecided: f(-x) = -f(x)
undecided: f(x + 2) = f(x)
undecided: f'(x) = f(x)
refuted: (fg)' = f'g'
refuted: \frac{d}{dx} f(g(x)) = f'(x) g'(x)
refuted: \frac{d}{dx} y^2 = 2 y
refuted: f(x + t) = f(x) + t f'(x)
refuted: f(x + t) = f(x) + f(t)
refuted: f(x)^2 = f(x)
proved: y' + y = y + y'
""",
    r"""
**Let** $n \in \mathbb{N}$, $a_n, b_n \in \mathbb{R}$ for $n \ge 0$. **Define** $c_k = \binom{n}{k}$ for $k \ge 0$.
""": r"""
proved: a_0 + \sum_{k=1}^2 a_k = a_0 + a_1 + a_2
proved: a_n + b_0 = b_0 + a_n
proved: \sin(n \pi) = 0
proved proved: c_0 = 1 = c_n
refuted: c_1 = 1
""",
}


@pytest.mark.parametrize("base", list(LINES))
def test_conditions_and_unknowns(base):
    """Each display of a note."""
    found, expected = judged(base, LINES[base])
    assert found == expected


def test_a_whole_number_that_counts_begins_at_one():
    """A sequence from place 0 on leaves what is said of its letter: n is no 0."""
    text = r"**Let** $n \in \mathbb{N}$, $a_n \in \mathbb{R}$ for $n \ge 0$."
    (found,) = read(f"# N\n{text}\n\n$$ \\int_0^1 n x^{{n-1}} dx = 1 $$\n").items
    assert "n >= 1" in str(found.assumptions) or "Sort.DIMENSION" in str(found.relation)


def test_a_range_without_its_last_comma():
    head = "# T\n**Let** $d_i \\in \\mathbb{R}$ for $i = 1, \\dots, n$.\n"
    (found,) = read(head + "\n$$ d_i + 0 = d_i, \\quad i=1, 2, ... n $$\n").items
    assert found.statement == "d_{i} + 0 = d_{i}"
