r"""Random variables at a point, ``\hat f(x)``: bias and variance; printing of ``T(y) = y``."""

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

NOTE = r"""# T
**Let** $x \in \mathbb{R}$, $f : \mathbb{R} \to \mathbb{R}$, $\sigma > 0$.
**Let** $\epsilon, \hat{f}(x)$ be independent random variables.
**Assume** $\mathbb{E}(\epsilon) = 0$, $\mathbb{E}(\epsilon^2) = \sigma^2$.

$$ Y = f(x) + \epsilon $$

$$ \mathbb{E}\left[(Y - \hat{f}(x))^2\right] = (f(x) - \mathbb{E}[\hat{f}(x)])^2
   + \mathbb{E}\left[(\hat{f}(x) - \mathbb{E}[\hat{f}(x)])^2\right] + \sigma^2 $$

$$ \mathbb{E}[\hat{f}(x)^2] = \operatorname{Var}(\hat{f}(x)) + \mathbb{E}[\hat{f}(x)] $$

$$ \mathbb{E}[\hat{f}(2)] = 0 $$

$$ \mathbb{E}[\epsilon (x)] = x \mathbb{E}[\epsilon] $$

$$ \mathbb{E}[\epsilon (x + 1)] = (x + 1) \mathbb{E}[\epsilon] $$
"""


def test_bias_and_variance():
    found = [judge(one, timeout=5).outcome if isinstance(one, Claim) else one.__class__
             for one in read(NOTE).items]  # fmt: skip
    assert found == [Unchecked, "proved", "refuted", IllFormed, IllFormed, "proved"]


def test_a_function_that_is_its_argument_is_printed():
    note = r"""# T
**Let** $0 < \phi < 1$, $y \sim \mathrm{Bernoulli}(\phi)$. **Define** $T(t) = t$.

$$ E[T(y)] = E[y] = \phi $$
"""
    found = read(note).items
    assert [judge(one).outcome for one in found] == ["proved", "proved"]
