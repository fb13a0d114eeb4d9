r"""Functions with an index, ``h_m : \mathbb{R} \to \mathbb{R}``: each one is another function."""

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# T
**Let** $M, d \in \mathbb{N}$. **Index** $m = 0, \dots, M$. **Let** $v_m, x \in \mathbb{R}$;
$u \in \mathbb{R}^d$, $h_m, f_m : \mathbb{R} \to \mathbb{R}$, $\phi_m : \mathbb{R}^d \to \mathbb{R}$.
"""


def outcomes(*displays, more=""):
    text = HEAD + more + "\n" + "".join(f"\n$$ {one} $$\n" for one in displays)
    return [judge(one, timeout=5).outcome if isinstance(one, Claim) else one.__class__
            for one in read(text).items]  # fmt: skip


def test_every_index_has_its_own_function():
    assert outcomes(
        r"\sum_m v_m h_m(x) = h_m(x) \sum_m v_m", r"\sum_m h_m(x) = (M + 1) h_m(x)",
        r"\sum_{m=0}^M v_m h_m(x) = \sum_{k=0}^{M-1} v_k h_k(x) + v_M h_M(x)",
        r"\frac{d}{dx} h_m(x)^2 = 2 h_m(x) \frac{d}{dx} h_m(x)", r"2 h_1(x) = 2 h_0(x)",
    ) == ["refuted", "refuted", "proved", "proved", "refuted"]  # fmt: skip


def test_sums_of_features():
    more = r"**Define** $g(u) = \sum_m v_m \phi_m(u)$. "
    assert outcomes(r"g(u) = v^T \phi(u)", r"\nabla g(u) = \sum_m v_m \nabla \phi_m(u)",
                    r"\frac{\partial g}{\partial v_m} = \phi_m(u)", more=more) == ["proved"] * 3  # fmt: skip


def test_how_functions_go_on_is_not_refuted():
    step = r"f_m(x) = f_{m-1}(x) + v_m h_m(x)"
    assert outcomes(step, r"f_m(x) = v_m h_m(x)") == ["undecided", "refuted"]


def test_positive_ones_and_those_that_are_not_read():
    assert outcomes(r"\sum_m k_m(x) > 0", more=r"**Let** $k_m(x) > 0$. ") == ["proved"]
    found = outcomes(more=r"**Let** $q_n : \mathbb{R} \to \mathbb{R}$ for $n \ge 0$. ")
    assert found == [IllFormed]
    more = r"**Let** $\sigma^{(m)} : \mathbb{R} \to \mathbb{R}$. "
    found = outcomes(r"\sum_m \sigma^{(m)}(x) = (M + 1) \sigma^{(m)}(x)", more=more)
    assert not {"proved", Unchecked} & set(found)
