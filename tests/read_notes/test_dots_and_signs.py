r"""Dots between terms that go down, change their sign or end in ``n - 1 + n``; powers in brackets."""

import pytest

from tests.read_notes.reading import judged

LINES = {
    r"""
**Let** $n \in \mathbb{N}$, $r, x \in \mathbb{R}$.
""": r"""
proved: \sum_{k=1}^{n}k = 1 + 2 + 3 + ... + n - 1 + n
refuted: \sum_{k=1}^{n}k = 1 + 2 + 3 + ... + n - 2 + n
proved: \sum_{k=1}^{n}k = n + n-1 + n-2 + ... + 2 + 1
proved: n! = n (n-1) (n-2) \cdots 2 \cdot 1
proved: \sum_{k=1}^{n-1} k = 1 + 2 + 3 + \dots + n - 1
undecided: \frac{n(n+1)}{2} - 1 = 1 + 2 + 3 + \dots + n - 1
proved: r + r^2 + \dots + r^n - 1 = \sum_{k=1}^n r^k - 1
proved: \sum_{k=0}^{n}r^k = r^0 + r^1 + r^2 + ... + r^(n - 1) + r^n
proved: 2^{(n+1)} = 2 \cdot 2^n
proved: \sin x = x - \frac{x^3}{3!} + \frac{x^5}{5!} - \cdots
proved: \cos x = 1 - \frac{x^2}{2!} + \frac{x^4}{4!} - \dots
not-supported: \cos x = 1 - \frac{x^2}{2!} + \frac{x^4}{4} - \frac{x^6}{6!} + \dots
refuted: \cos x = 1 - \frac{x}{1!} + \frac{x^2}{2!} - \dots
not-supported: \sin x = x - \frac{x^3}{3!} + \frac{x^5}{5!} + \cdots
definition proved: \sum_{k=1}^n k = T = \frac{n(n+1)}{2}
proved: 2 T = n (n + 1)
""",
    r"""
**Let** $x, y, z \in \mathbb{R}$, $f(x, y, z) \in \mathbb{R}$, $\mathbf{u} \in \mathbb{R}^3$.
""": r"""
proved: D_{\mathbf{u}}f = \nabla f \cdot \mathbf{u}
refuted: D_x f = f_x + 1
""",
    r"""
**Let** $n \in \mathbb{N}$, $x^{(i)} \in \mathbb{R}$. **Index** $i = 1, \dots, n$.
""": r"""
refuted: x^{(i-1)} = 3
""",
    r"""
**Let** $a, b \in \mathbb{R}$, $h : \mathbb{R}^2 \to \mathbb{R}$.
""": r"""
proved: h_{xy}(a, b) = \frac{\partial^2 h}{\partial y \partial x}(a, b)
""",
}  # fmt: skip


@pytest.mark.parametrize("base", list(LINES))
def test_dots_and_signs(base):
    """Each display of a note."""
    found, expected = judged(base, LINES[base])
    assert found == expected
