"""Means, divergences and integrals over the variables of densities."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim
from verifier.engine.decide import judge

ANY = r"""
**Let** $p, q, p_G, p_{data}$ be densities. **Let** $D : \mathbb{R} \to \mathbb{R}$.
"""
POINTS = r"""
**Let** $n \in \mathbb{N}$, $x \in \mathbb{R}^n$, $D : \mathbb{R}^n \to \mathbb{R}$.
**Let** $p, q$ be densities. **Define** $R(x) = \frac{p(x)}{p(x) + q(x)}$, $w = 2 x$, $c = p(x)$.
"""


def outcome(display, base=ANY):
    """The outcome of one display."""
    found = item(display, base=base)
    assert isinstance(found, Claim), found
    return judge(found).outcome


@pytest.mark.parametrize("mark", [r"\|", "||", r"\mid\mid", r"\mid \mid", ",", ";", r"\,\Vert\,"])
@pytest.mark.parametrize("name", [r"\text{KL}", "D_{KL}", "KL"])
def test_the_signs_of_a_divergence(name, mark):
    mean = r"\mathbb{E}_{q(z \mid x_0)}[\log \frac{q(z \mid x_0)}{p(z \mid x_0)}]"
    assert outcome(rf"{name}(q(z \mid x_0) {mark} p(z \mid x_0)) = {mean}") == "proved"


@pytest.mark.parametrize(("display", "wanted"), [
    (r"\text{KL}(q \| p) = \mathbb{E}_q[\log q(z) - \log p(z)]", "proved"),
    (r"\text{KL}(q \| p) = \mathbb{E}_q[\log q(z) - \log p(z \mid x)]", "proved"),
    (r"\text{KL}(q \| p) = \mathbb{E}_q[\log p(z) - \log q(z)]", "undecided"),
    (r"\text{KL}(q \| p) = \mathbb{E}_p[\log q(z) - \log p(z)]", "undecided"),
    ((r"\text{KL}(p_G(x) \| \frac{p_G(x) + p_{data}(x)}{2}) + \log 2 ="
     r" \mathbb{E}_{p_G(x)}[\log \frac{4 p_G(x)}{p_G(x) + p_{data}(x)}]"), "proved"),
    ((r"\text{KL}(p_G(x) \| \frac{p_G(x) + p_{data}(x)}{2}) ="
     r" \mathbb{E}_{p_G(x)}[\log \frac{p_G(x)}{p_G(x) + p_{data}(x)}]"), "undecided"),
])  # fmt: skip
def test_divergences_of_bare_letters_and_mixtures(display, wanted):
    assert outcome(display) == wanted


def test_a_bare_letter_with_several_brackets_is_never_guessed():
    found = item(
        r"\text{KL}(q \| p) = \mathbb{E}_q[\log q(z) - \log p(z, x) + \log p(x)]", base=ANY
    )
    assert not isinstance(found, Claim)


@pytest.mark.parametrize(("display", "wanted"), [
    (r"\int p(x, z) \, dz = p(x)", "proved"),
    (r"p(x) = \int p(x | z) p(z) dz", "proved"),
    (r"\int p(x | z) p(z) dz = \mathbb{E}_{z \sim p(z)}[p(x | z)]", "proved"),
    (r"\int q(z) dz = 1", "proved"),
    (r"\int q(z) \frac{p(x, z)}{q(z)} dz = \mathbb{E}_{q(z)}[\frac{p(x, z)}{q(z)}]", "proved"),
    ((r"\int_x p_{data}(x) \log D(x) + p_G(x) \log (1 - D(x)) \, dx ="
     r" \mathbb{E}_{x \sim p_{data}}[\log D(x)] + \mathbb{E}_{x \sim p_G}[\log(1 - D(x))]"),
     "proved"),
    (r"\int_z q(z) \log \frac{q(z)}{p(z | x)} = \text{KL}(q(z) || p(z | x))", "proved"),
    ((r"\int_{\boldsymbol{x}} p_G(\boldsymbol{x}) D(\boldsymbol{x}) \mathrm{d} x ="
     r" \mathbb{E}_{\boldsymbol{x} \sim p_G}[D(\boldsymbol{x})]"), "proved"),
    (r"\int 2 x p_G(x) dx = 2 \mathbb{E}_{x \sim p_G}[x]", "proved"),
    (r"\int q(z) \log q(z) dz - \int q(z) \log p(z) dz = KL(q(z) \| p(z))", "proved"),
    (r"\int p(x, z) dz = p(z)", "undecided"),
    (r"\int p(x, z) dz = 1", "undecided"),
    (r"\int p(x | z) dz = 1", "undecided"),
    (r"\int p(x | z) dx = 1", "proved"),
    (r"\int p(x | z) q(z) dz = p(x)", "undecided"),
    (r"\int q(z) \log p(z) dz = \int p(z) \log p(z) dz", "undecided"),
    (r"\mathbb{E}_{z \sim q(z)}[p(x | z)] = p(x)", "undecided"),
    (r"\int \log q(z) p(z) dz = \mathbb{E}_{p(z)}[\log q(z)]", None),
])  # fmt: skip
def test_integrals_over_a_variable(display, wanted):
    if wanted is None:
        found = item(display, base=ANY)
        assert not isinstance(found, Claim) or judge(found).outcome != "proved"
    else:
        assert outcome(display) == wanted


@pytest.mark.parametrize(("display", "wanted"), [
    (r"\mathbb{E}_{x \sim p}[2 D(x) + 1] = 2 \mathbb{E}_{x \sim p}[D(x)] + 1", "proved"),
    (r"\mathbb{E}_{x \sim p}[\log R(x)] = \mathbb{E}_{x \sim p}[\log \frac{p(x)}{p(x) + q(x)}]",
     "proved"),
    (r"\mathbb{E}_{x \sim p}[\|x\|^2] = \mathbb{E}_{x \sim p}[x^\top x]", "proved"),
    (r"\mathbb{E}_{x \sim p}[D(x)] = D(x)", "undecided"),
    (r"\mathbb{E}_{x \sim p}[D(x)] = \mathbb{E}_{x \sim q}[D(x)]", "undecided"),
])  # fmt: skip
def test_a_declared_letter_is_what_is_drawn(display, wanted):
    assert outcome(display, POINTS) == wanted


@pytest.mark.parametrize("display", [
    r"\mathbb{E}_{x \sim p}[\|w\|^2] = \|w\|^2", r"\mathbb{E}_{x \sim p}[c] = c",
])  # fmt: skip
def test_a_name_that_rests_on_the_drawn_letter_is_no_constant(display):
    assert judge(item(display, base=POINTS), timeout=0.3).outcome == "undecided"
    assert (
        outcome(r"\mathbb{E}_{x \sim p}[\|w\|^2] = 4 \mathbb{E}_{x \sim p}[\|x\|^2]", POINTS)
        == "proved"
    )


@pytest.mark.parametrize(("display", "wanted"), [
    (r"\mathbb{E}_{x_0}[p(x_0)] = \mathbb{E}_{x_0}[\int p(x_0, z) dz]", "proved"),
    (r"\mathbb{E}_{z}[2 \log p(z)] = 2 \mathbb{E}_{z}[\log p(z)]", "proved"),
    (r"\mathbb{E}_{z}[\log p(z)] = \log p(z)", "undecided"),
    (r"\mathbb{E}_{z}[\log p(z)] = \mathbb{E}_{q(z)}[\log p(z)]", "undecided"),
])  # fmt: skip
def test_a_mean_over_letters_alone(display, wanted):
    assert outcome(display) == wanted


RATIO = r"\frac{p(x, z)}{q(z \mid x)}"


@pytest.mark.parametrize(("display", "wanted"), [
    (rf"p(x) = \int_z {RATIO} q(z \mid x) dz", "proved"),
    (rf"p(x) = \mathbb{{E}}_{{q(z \mid x)}}[{RATIO}]", "proved"),
    (r"\mathbb{E}_{x \sim q(x)}[\frac{p(x)}{q(x)} D(x)] = \mathbb{E}_{x \sim p(x)}[D(x)]", "proved"),
    (r"\mathbb{E}_{x \sim q(x)}[D(x) \frac{p(x)}{q(x)}] = \mathbb{E}_{x \sim p(x)}[D(x)]", "proved"),
    (r"\mathbb{E}_{x \sim q(x)}[\frac{q(x)}{p(x)} D(x)] = \mathbb{E}_{x \sim p(x)}[D(x)]",
     "undecided"),
    (r"\mathbb{E}_{x \sim q(x)}[\frac{p(x)}{q(y)} D(x)] = \mathbb{E}_{x \sim p(x)}[D(x)]",
     "undecided"),
    (r"\mathbb{E}_{x \sim q(x)}[\frac{p(x)}{q(x) + 1} D(x)] = \mathbb{E}_{x \sim p(x)}[D(x)]",
     "undecided"),
    (rf"\mathbb{{E}}_{{q(z \mid x)}}[\log {RATIO}] = \log p(x)", "undecided"),
    (rf"p(x) = \mathbb{{E}}_{{q(z)}}[{RATIO}]", "undecided"),
])  # fmt: skip
def test_weights_that_cancel(display, wanted):
    assert outcome(display) == wanted


def test_a_name_at_the_end_of_a_chain_and_one_of_a_density():
    bound = (r"\mathbb{E}_{q(z \mid x)}[\log p(x \mid z)] - KL(q(z \mid x) \| p(z)) := F(q)"
             r" \\ \log p(x) - F(q) = KL(q(z \mid x) \| p(z \mid x))")  # fmt: skip
    said, claim = items(bound, base=ANY)
    assert said.kind == "definition"
    assert judge(claim).outcome == "proved"
    _, wrong = items(bound.replace("p(x) - F", "p(x) + F"), base=ANY)
    assert judge(wrong).outcome == "undecided"


def test_a_declared_letter_under_an_integral_is_drawn_too():
    bold = r"**Let** $\boldsymbol{x} \in \mathbb{R}$. **Let** $p, q$ be densities."
    whole = r"\mathbb{E}_{x \sim p}[\log \frac{p(x)}{{q}(x)}] ="
    assert (
        outcome(rf"{whole} \int_x p(x) \log \frac{{p(x)}}{{q(x)}} \mathrm{{d}} x", bold) == "proved"
    )
    assert outcome(rf"{whole} \int_x q(x) \log \frac{{p(x)}}{{q(x)}} dx", bold) == "undecided"


def test_what_is_assumed_of_a_density_holds_in_earlier_definitions():
    base = r"""
    **Let** $x \in \mathbb{R}$. **Let** $p, q$ be densities.
    **Define** $R(x) = \frac{p(x)}{p(x) + q(x)}$. **Assume** $p(x) = q(x)$.
    """.replace("    ", "")
    assert outcome(r"R(x) = \frac{1}{2}", base) == "proved"
    assert outcome(r"R(x) = 1", base) != "proved"
