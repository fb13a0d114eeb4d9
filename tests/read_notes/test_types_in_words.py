"""What words of a **Let** say that a name is: ``an $m \times n$ matrix``, ``constants``."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

TRUE = [
    (r"**Let** $x$ be a real number.", "x = x"),
    (r"**Let** $x$ be a positive constant.", r"\sqrt{x^2} = x"),
    (r"**Let** $a$ and $b$ be constants.", "a + b = b + a"),
    (r"**Let** $p$ be a number in $(0, 1)$.", "p < 1"),
    (r"**Let** $n$ be a natural number.", r"\sum_{k=1}^n k = \frac{n(n+1)}{2}"),
    (r"**Let** $n \ge 1$ be an integer.", r"\sum_{k=1}^n k = \frac{n(n+1)}{2}"),
    (r"**Let** $A$ be an $m \times n$ matrix and $x$ a vector in $\mathbb{R}^n$.",
     r"(Ax)_i = \sum_j A_{ij} x_j"),
    (r"**Let** $A$ be a symmetric matrix of size $n$.", r"A^\top = A"),
    (r"**Let** $v$ be an $n$-dimensional vector.", r"v^\top v = \sum_i v_i^2"),
    (r"**Let** $W$ be $m \times n$ and $x$ be $n \times 1$. **Define** $z = Wx$.",
     r"\frac{\partial z_i}{\partial x_j} = W_{ij}"),
    (r"**Let** $x = (x_1, \dots, x_n)^\top$ be a vector in $\mathbb{R}^n$.",
     r"x^\top x = \sum_i x_i^2"),
    (r"**Let** $\mathbf{x} = (x_1, \ldots, x_n) \in \mathbb{R}^n$.",
     r"\|\mathbf{x}\|^2 = \sum_i x_i^2"),
    (r"**Let** $A = (a_{ij})$ be an $n \times n$ matrix.",
     r"\operatorname{tr}(A) = \sum_{i=1}^n a_{ii}"),
    (r"**Let** $p = (p_1, \dots, p_K)$ be a probability distribution.", r"\sum_{k=1}^K p_k = 1"),
    (r"**Let** $p$ be a probability distribution over $\{1, \dots, K\}$.", r"\sum_{k=1}^K p_k = 1"),
    (r"**Let** $N$ be the number of samples and $x_1, \dots, x_N \in \mathbb{R}$.",
     r"\sum_{i=1}^N x_i = \sum_{j=1}^N x_j"),
    (r"**Let** $f$ be a differentiable function and $x$ a real number.",
     r"(f(x)^2)' = 2 f(x) f'(x)"),
    (r"**Let** $u, v$ be differentiable functions of $x$.", "(uv)' = u'v + uv'"),
    (r"**Define** the sigmoid $\sigma(x) = 1/(1+\exp(-x))$.",
     r"\sigma'(x) = \sigma(x)(1-\sigma(x))"),
    (r"**Index** $i, j \in \{1, \ldots, n\}$. **Let** $a_i \in \mathbb{R}$.",
     r"\sum_i a_i = \sum_j a_j"),
    (r"**Index** $1 \le i, j \le n$. **Let** $a \in \mathbb{R}^n$.", r"\sum_i a_i = \sum_j a_j"),
    (r"**Let** $n > -1$ be an integer.", r"n \ge 0"),
    (r"**Let** $a < b$ be integers.", r"a + 1 \le b"),
    (r"**Let** $m, n \ge 1$ be integers.", r"\sum_{k=1}^m k = m(m+1)/2"),
    (r"**Let** $n \in \mathbb{R}$. **Let** $n$ be an integer.", r"n^2 \ge n"),
    (r"**Let** $u$ be a differentiable function of $x$ and $y$.",
     r"\frac{\partial u^2}{\partial y} = 2 u \frac{\partial u}{\partial y}"),
    (r"**Let** $u$ be a differentiable function of $x$ and $c$ a constant.",
     r"\frac{d(cu)}{dx} = c \frac{du}{dx}"),
    (r"**Index** $i$ from $1$ to $n$. **Let** $a_i \in \mathbb{R}$.",
     r"\sum_i a_i = \sum_{j=1}^n a_j"),
]  # fmt: skip
OTHERWISE = [
    (r"**Let** $f$ be a differentiable convex function.", "f(0) = f(0)", "ill-formed"),
    (r"**Let** $f$ be differentiable and increasing, $x$ a number.", r"f'(x) \ge 0", "undecided"),
    (r"**Let** $\theta$ be the parameters of the model.", r"\theta = \theta", "ill-formed"),
    (r"**Let** $X$ be the number of heads.", "X = X", "ill-formed"),
    (r"**Let** $x$ be a scalar function of $t$.", r"\frac{dx}{dt} = 0", "undecided"),
    (r"**Let** $z \ne 0$ be a complex number.", r"z^2 \ge 0", "refuted"),
    (r"**Let** $n$ be a whole number.", r"n \ge 1", "refuted"),
    (
        r"**Let** $x = (x_0, \dots, x_n)$ be a vector.",
        r"x^\top x = \sum_{i=1}^n x_i^2",
        "ill-formed",
    ),
    (
        r"**Let** $A$ be an $n \times n$ matrix of complex numbers.",
        r"\operatorname{tr}(A^\top A) \ge 0",
        "ill-formed",
    ),
    (
        r"**Let** $A$ be an $n \times n$ matrix over $\mathbb{C}$.",
        r"\operatorname{tr}(A^\top A) \ge 0",
        "ill-formed",
    ),
    (
        r"**Let** $x, y \in \mathbb{R}$. **Let** $u$ be a differentiable function of $x$ and $y$.",
        r"\frac{\partial u}{\partial y} = 0",
        "undecided",
    ),
    (
        r"**Let** $x \in \mathbb{R}^n$, $p \in \mathbb{R}^n$ be a distribution.",
        r"\sum_i x_i = 1",
        "refuted",
    ),
    (
        r"**Let** $x, y \in \mathbb{R}$. **Let** $u$ be a differentiable function of $x$ as well as $y$.",
        r"\frac{\partial u}{\partial y} = 0",
        "undecided",
    ),
    (r"**Let** $c$ be a constant matrix.", "c = c", "ill-formed"),
    (r"**Let** $A$ be an $m \times n$ matrix.", r"A^\top = A", "ill-formed"),
]


def last(head, display):
    """The outcome of the only display."""
    found = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    return judge(found[-1], timeout=10).outcome if isinstance(found[-1], Claim) else "ill-formed"


@pytest.mark.parametrize(("head", "display"), TRUE)
def test_words_say_what_a_name_is(head, display):
    assert len(read(f"# T\n{head}\n\n$$ {display} $$\n").items) == 1
    assert last(head, display) == "proved"


@pytest.mark.parametrize(("head", "display", "expected"), OTHERWISE)
def test_other_words_do_not(head, display, expected):
    assert last(head, display) == expected
