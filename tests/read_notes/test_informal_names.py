r"""``**Skip** $\text{prod}$``: links with that name are not checked, their neighbours are."""

from __future__ import annotations

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""**Let** $q, h \in \mathbb{N}$, $x \in \mathbb{R}^h$, $W \in \mathbb{R}^{q \times h}$.
**Define** $o = W x$. **Let** $L(o) \in \mathbb{R}$.
**Layout** gradients have the shape of what they are taken by.

**Skip** $\text{prod}$, $\mathrm{swap}$: in an order that fits.
"""
CHAIN = r"""
$$ \frac{\partial L}{\partial W} = \text{prod}(\frac{\partial L}{\partial o}, x) = %s $$
"""


def test_the_ends_are_compared():
    *links, ends = read(HEAD + CHAIN % r"\frac{\partial L}{\partial o} x^\top").items
    assert [(one.kind, one.reason) for one in links if isinstance(one, Unchecked)] == [
        ("not mathematical", r"`\mathrm{prod}` is left informal (**Skip**)")
    ] * 2
    assert isinstance(ends, Claim)
    assert judge(ends).outcome == "proved"


def test_a_wrong_end_is_refuted():
    *_, ends = read(HEAD + CHAIN % r"2 \frac{\partial L}{\partial o} x^\top").items
    assert isinstance(ends, Claim)
    assert judge(ends).outcome == "refuted"


def test_other_displays_are_judged():
    (found,) = read(HEAD + "\n$$ o = W x + x $$\n").items
    assert not isinstance(found, Unchecked)


def test_a_reason_about_a_declared_name_skips_one_display():
    note = HEAD + "\n**Skip** $x$ is approximate.\n\n$$ x = 3 x $$\n\n$$ x = 2 x - x $$\n"
    first, second = read(note).items
    assert isinstance(first, Unchecked)
    assert isinstance(second, Claim)
