r"""The imaginary unit, conjugates, real and imaginary parts; chains over several displays."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

UNITS = (
    r"**Let** $i$ be the imaginary unit.",
    r"**Let** $i = \sqrt{-1}$.",
    r"**Define** $i^2 = -1$.",
    r"**Let** the imaginary unit be denoted by $i$.",
    r"**Let** $x, y \in \mathbb{R}$, $i$ the imaginary unit.",
)
HEAD = r"""# N
**Let** $x, y, \theta \in \mathbb{R}$, $z, w \in \mathbb{C}$. **Let** $i$ be the imaginary unit.

"""


def found(display: str, head: str = HEAD) -> list[object]:
    return list(read(f"{head}$$ {display} $$\n").items)


@pytest.mark.parametrize("unit", UNITS)
def test_declared(unit):
    head = "# N\n**Let** $t \\in \\mathbb{R}$.\n" + unit + "\n\n"
    outcomes = [
        judge(item).outcome
        for display in (r"e^{it} = \cos t + i \sin t", r"i^2 = -1", r"i^2 = 1")
        for item in found(display, head)
        if isinstance(item, Claim)
    ]
    assert outcomes == ["proved", "proved", "refuted"]


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"e^{i(x + y)} = e^{ix} e^{iy}", "proved"),
        (r"e^{i\theta} = \cos\theta - i \sin\theta", "refuted"),
        (r"\sin\theta = \frac{e^{i\theta} - e^{-i\theta}}{2i}", "proved"),
        (r"\sin\theta = \frac{e^{i\theta} - e^{-i\theta}}{2}", "refuted"),
        (r"(x + iy)(x - iy) = x^2 + y^2", "proved"),
        (r"\overline{x + iy} = x + iy", "refuted"),
        (r"\bar z = z", "refuted"),
        (r"z^* = -z", "refuted"),
        (r"\Re x = x", "proved"),
        (r"\operatorname{Im}(z) = 0", "refuted"),
        (r"\bar{z}^2 = z^2", "refuted"),
        (r"e^{i \pi} + 1 = 0", "proved"),
    ],
)
def test_formulas(display, outcome):
    (claim,) = found(display)
    assert isinstance(claim, Claim), claim
    assert judge(claim, timeout=5).outcome == outcome


@pytest.mark.parametrize(
    "display",
    [r"\bar x = x", r"x^* = x", r"\overline{x + y} = x + y", r"z^\star = z"],
)
def test_marks_on_what_is_real_are_no_conjugates(display):
    (item,) = found(display)
    assert isinstance(item, IllFormed)


def test_a_declared_name_with_the_mark_wins():
    head = HEAD.replace(r"z, w \in", r"\bar z, z, w \in")
    (claim,) = found(r"\bar z = w + (\bar z - w)", head)
    assert isinstance(claim, Claim)
    assert judge(claim).outcome == "proved"
    assert not any("conjugate" in one for one in claim.readings)


def test_the_conjugate_is_said():
    (claim,) = found(r"\bar z = z")
    assert any("conjugate" in one for one in claim.readings)


def test_the_message_has_the_line():
    (item,) = found(r"e^{jx} = 1")
    assert isinstance(item, IllFormed)
    assert "**Let** $j$ be the imaginary unit" in item.message
    (claim,) = found(r"e^{jx} = \cos x + j \sin x", HEAD + "**Let** $j$ be the imaginary unit\n\n")
    assert judge(claim).outcome == "proved"


PLAIN = "# N\n**Let** $a, b \\in \\mathbb{R}$.\n\n"


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("$$ (a+b)^2 = a^2 + 2ab + b^2 = $$\n\n$$ = a^2 + b(2a + b) = $$\n\n$$ = a $$",
         ["proved", "proved", "refuted"]),
        ("$$ \\begin{aligned} a + a = 2a = \\\\ = a \\cdot 2 \\end{aligned} $$",
         ["proved", "proved"]),
        ("$$ \\begin{aligned} a + a =& 2a =\\\\ =& 3a \\end{aligned} $$", ["proved", "refuted"]),
    ],
)  # fmt: skip
def test_a_sign_repeated_over_the_end_of_a_line(text, outcomes):
    claims = list(read(PLAIN + text + "\n").items)
    assert [judge(claim).outcome for claim in claims] == outcomes


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"e^{i\theta} = \cos\theta + i \sin\theta", "undecided"),
        (r"x_i e^{i\theta} = x_i + \theta", "refuted"),
        (r"\sum_i e^{i\theta} = \theta", "refuted"),
        (r"e^{2 i \theta} = (e^{i \theta})^2", "proved"),
    ],
)
def test_an_index_that_may_be_meant_as_the_unit_refutes_nothing(display, expected):
    head = r"**Let** $\theta \in \mathbb{R}$, $x \in \mathbb{R}^n$. **Index** $i = 1, \dots, n$."
    (found,) = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    assert judge(found).outcome == expected
