r"""Densities are shown as their author writes them, not as exponentials of unknown functions."""

import pytest

from verifier.engine.wording import proved_for, quantities
from verifier.read.latex_print import latex
from verifier.read.notes.load import read
from verifier.read.positive_print import shown_name


def claim(display):
    head = (
        r"**Let** $x, z \in \mathbb{R}$. **Let** $p$ be a density. **Let** $q_{\phi}$ be a density."
    )
    (found,) = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    return found


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"p(x, z) = p(x \mid z) p(z)",
         (r"p_{x,z}\left(x, z\right) = \frac{p_{x,z}\left(x, z\right)}"
         r"{p_{z}\left(z\right)} \, p_{z}\left(z\right)")),
        (r"\log q_\phi(z) = \log q_\phi(z)",
         r"\log\left(q_{\phi;z}\left(z\right)\right) = \log\left(q_{\phi;z}\left(z\right)\right)"),
    ],
)  # fmt: skip
def test_densities(display, expected):
    assert latex(claim(display).relation) == expected


def test_weights_of_outcomes():
    found = claim(r"\mathbb{E}_{q_\phi(z)}[\log p(z)] = \mathbb{E}_{q_\phi(z)}[\log p(z)]")
    shown = latex(found.relation)
    assert r"w_{q_{\phi}(z)}\left(" in shown
    assert r"\ln" not in shown
    assert "e^" not in shown
    assert any("with the sum 1" in phrase for phrase in quantities(found))
    assert "all positive p_{z}" in proved_for(found)


def test_names_of_different_densities_differ():
    names = [r"\ln p_{\theta}_{x, z}", r"\ln p_{\theta}_{x}", r"\ln p_{x, z}", r"\ln p_{\omega(x)}"]
    assert len({shown_name(name) for name in names}) == len(names)
