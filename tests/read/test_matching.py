"""Terms of one shape, and names in the place of what they mean."""

from __future__ import annotations

import pytest

from verifier import D, delta, dimension, equal, index, real, sigmoid, softmax, vector, verify
from verifier.claim import Claim
from verifier.read.matching import folded, matching
from verifier.read.named_print import latex_as_written, latex_by_names
from verifier.read.notes.load import read
from verifier.terms import Add, Entry, Family, Multiply, Number, Power, Sum, Variable, call, over

n = Variable("n")
x = Variable("x")
X1 = Variable("x1")
X = Family("X", (n,))
i, j, k = (over(name, n) for name in "ijk")


def softmax_entry(at, running):
    top = call("exp", Entry(X, (at,)))
    return Multiply((top, Power(Sum(running, call("exp", Entry(X, (running,)))), Number(-1))))


def test_bound_names_do_not_matter_and_free_ones_do():
    assert matching(softmax_entry(i, j), softmax_entry(i, k), ()) == {}
    assert matching(softmax_entry(i, k), softmax_entry(j, k), ()) is None
    assert matching(softmax_entry(i, k), softmax_entry(j, k), (i,)) == {i: j}
    assert matching(call("exp", x), call("log", x), ()) is None


def test_a_name_stands_for_some_factors_of_a_product():
    s = Variable("s")
    mixed = Multiply((Number(-1), *softmax_entry(i, j).factors, x))
    assert folded(mixed, [(softmax_entry(i, k), s)]) == Multiply((Number(-1), s, x))
    apart = Multiply((softmax_entry(j, k).factors[0], softmax_entry(i, k).factors[1], s))
    assert folded(apart, [(softmax_entry(j, k), s)]) == Multiply((s, s))
    assert folded(Add((x, s)), [(softmax_entry(j, k), s)]) == Add((x, s))


def test_a_product_is_found_however_it_is_nested():
    square = Power(x, Number(2))
    below = Power(Multiply((x, X1)), Number(-1))
    bell = Multiply((below, call("exp", Multiply((Number(-1), Multiply((Number(1), square)))))))
    flat = Multiply((Power(x, Number(-1)), Power(X1, Number(-1)),
                     call("exp", Multiply((Number(-1), square))), X1))  # fmt: skip
    assert "p" not in latex_as_written(flat, [(bell, "p")])
    assert latex_by_names(flat, [(bell, "p")]) == r"p \, x_{1}"


def test_a_named_term_is_printed_by_its_name():
    named = ((softmax_entry(i, j), "s_i"),)
    assert latex_as_written(Add((Number(1), softmax_entry(i, k))), named) == "1 + s_i"
    assert "s_i" not in latex_as_written(Add((Number(1), softmax_entry(j, k))), named)


size = dimension("n")
a, b = index("a b", size)
z, t = vector("z", size), real("t")
s = softmax(z)


@pytest.mark.parametrize(
    ("claimed", "shown"),
    [
        (equal(D(sigmoid(t), t), sigmoid(t) * (1 + sigmoid(t))), r"\sigma\left(t\right)"),
        (equal(D(s[a], z[b]), s[a] * (delta(a, b) + s[b])), r"\operatorname{softmax}"),
    ],
)
def test_a_repair_speaks_in_the_names_of_the_claim(claimed, shown):
    hint = verify(claimed).hint
    assert shown in hint
    assert "e^{" not in hint


NOTE = r"""# Two
**Let** $x \in \mathbb{R}$, $n \in \mathbb{N}$, $\theta \in \mathbb{R}^n$.
**Index** $i, j, l = 1, \dots, n$.
**Define** $g(t) = \frac{1}{1+e^{-t}}$ for $t \in \mathbb{R}$.
**Define** $S_i = \frac{e^{\theta_i}}{\sum_l e^{\theta_l}}$.

$$ g'(x) = g(x)(1+g(x)) $$

$$ \frac{\partial S_i}{\partial \theta_j} = S_i (\delta_{ij} + S_j) $$
"""


def test_a_note_is_printed_and_mended_in_its_own_names():
    from verifier.engine.decide import judge

    first, second = (item for item in read(NOTE).items if isinstance(item, Claim))
    assert first.statement == (
        r"g'\left(x\right) = g\left(x\right) \, \left(1 + g\left(x\right)\right)"
    )
    for claim, name in ((first, r"g\left(x\right)"), (second, "S_{i}")):
        verdict = judge(claim)
        assert verdict.outcome == "refuted"
        assert name in verdict.hint
        assert "e^{" not in verdict.hint


def test_names_survive_a_page():
    from verifier.engine.pages import derivation_from_data, derivation_to_data

    derivation = read(NOTE)
    bulk: list[str] = []
    again = derivation_from_data(derivation_to_data(derivation, bulk), bulk)
    for ours, theirs in zip(derivation.items, again.items, strict=True):
        if isinstance(ours, Claim):
            assert ours.written == theirs.written
