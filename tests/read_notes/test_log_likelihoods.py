r"""``\log L(\theta) = ...`` introduces L; ``\theta_0 = ...`` beside a vector is another name."""

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# T
**Let** $n, d \in \mathbb{N}$, $x_1, \dots, x_n, c \in \mathbb{R}$, $\lambda > 0$, $u, a, b \in \mathbb{R}^d$. **Index** $i = 1, \dots, n$.
"""


def outcomes(*displays, more=""):
    text = HEAD + more + "\n" + "".join(f"\n$$ {one} $$\n" for one in displays)
    return [judge(one, timeout=5).outcome if isinstance(one, Claim) else one.__class__
            for one in read(text).items]  # fmt: skip


def test_a_likelihood_by_its_logarithm():
    assert outcomes(
        r"\log L(\lambda) = \sum_{i=1}^n \log (\lambda e^{-\lambda x_i}) = n \log\lambda - \lambda \sum_i x_i",
        r"L(\lambda) = \lambda^n e^{-\lambda \sum_i x_i}",
        r"\frac{\partial \log L}{\partial \lambda} = \frac{n}{\lambda} - \sum_i x_i",
        r"\ln L(\lambda) = n \ln \lambda",
    ) == [Unchecked, "proved", "proved", "proved", "refuted"]  # fmt: skip
    assert outcomes(r"\ln{K} = c^2", r"K = e^{c^2}") == [Unchecked, "proved"]


def test_declared_names_are_not_introduced():
    assert outcomes(r"\log \lambda = c^2") == ["refuted"]
    more = r"**Layout** $\log$ has base 2. "
    assert not {"proved", Unchecked} & set(outcomes(r"\log K = c^2 + 1", more=more))


def test_zero_is_a_label_beside_a_vector():
    assert outcomes(
        r"\theta = b - a, \quad \theta_0 = \frac{1}{2} (a^T a - b^T b)",
        r"\theta^T u + \theta_0 = \frac{1}{2} \|u - a\|^2 - \frac{1}{2} \|u - b\|^2",
        r"\theta^T u + \theta_0 = \frac{1}{2} \|u - a\|^2 + \frac{1}{2} \|u - b\|^2",
    ) == [Unchecked, Unchecked, "proved", "refuted"]  # fmt: skip
