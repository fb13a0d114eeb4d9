r"""``h(x) = ...`` where only samples are declared, ``x^{(i)}`` or ``x_i``: x is any one of these."""

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read


def outcomes(text):
    return [judge(one, timeout=5).outcome if isinstance(one, Claim) else one.__class__
            for one in read(text).items]  # fmt: skip


def test_samples_numbered_above():
    assert outcomes(r"""# T
**Let** $n, d \in \mathbb{N}$, $x^{(i)}, \theta \in \mathbb{R}^d$, $y^{(i)} \in \mathbb{R}$. **Index** $i = 1, \dots, n$; $j = 1, \dots, d$.
**Define** $h_\theta(x) = e^{\theta^T x}$.

$$ J(\theta) = \sum_{i=1}^n \left[ y^{(i)} \theta^T x^{(i)} - h_\theta(x^{(i)}) \right] $$

$$ \frac{\partial J}{\partial \theta_j} = \sum_{i=1}^n (y^{(i)} - h_\theta(x^{(i)})) x_j^{(i)} $$

$$ \nabla_\theta J(\theta) = \sum_i (y^{(i)} + h_\theta(x^{(i)})) x^{(i)} $$
""") == [Unchecked, "proved", "refuted"]  # fmt: skip


def test_samples_numbered_below():
    assert outcomes(r"""# T
**Let** $n, d \in \mathbb{N}$, $x_i, u \in \mathbb{R}^d$, $a_i, b \in \mathbb{R}$. **Index** $i, j = 1, \dots, n$.

$$ f(x) = \sum_{i=1}^n a_i x_i^T x + b $$

$$ f(u) - b = u^T \sum_i a_i x_i $$

$$ \sum_j f(x_j) = n b + \sum_j \sum_i a_i x_i^T x_j $$

$$ f(x_j) = \sum_i a_i x_j^T x_j + b $$
""") == [Unchecked, "proved", "proved", "refuted"]  # fmt: skip


def test_kernels():
    assert outcomes(r"""# T
**Let** $n, d \in \mathbb{N}$, $x_i, w \in \mathbb{R}^d$, $s > 0$. **Index** $i, j = 1, \dots, n$. **Define** $g(w, t) = t w$.

$$ K(x, z) = (x^T z)^2 $$

$$ K(x_i, w) = w^T x_i x_i^T w $$

$$ K(w, w) = \|w\|^2 $$

$$ g(w, 2) = 2 w $$
""") == [Unchecked, "proved", "refuted", "proved"]  # fmt: skip
