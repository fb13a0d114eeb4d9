"""A verdict with its claim: in notebooks, as text, and as an assertion in tests."""

from xml.etree import ElementTree

import pytest
from sympy import Symbol, log

from verifier import (
    D,
    assert_proved,
    assert_refuted,
    delta,
    derivation,
    diag,
    dimension,
    equal,
    index,
    outer,
    softmax,
    vector,
    verify,
)
from verifier.claim import Derivation
from verifier.read.labelled import Labels, claim_of

x = Symbol("x", real=True)
n = dimension("n")
i, j = index("i j", n)
v = vector("v", n)
s = softmax(v)
JACOBIAN = equal(D(s[i], v[j]), s[i] * (delta(i, j) - s[j]))
WRONG = equal((x + 1) ** 2, x**2 + 1)
ILL = equal(v, 1 + x)


def test_a_notebook_shows_the_statement_as_mathematics():
    found = verify(JACOBIAN)
    page = found._repr_html_()
    assert ElementTree.fromstring(page.replace("&nbsp;", " ")) is not None
    assert "<math" in page
    assert "proved" in page
    assert "<details>" in page
    assert "href" not in page
    assert "<script" not in page
    assert r"\delta_{i j}" in found._repr_latex_()
    assert "$$" in found._repr_markdown_()


def test_a_notebook_shows_why_a_claim_is_wrong():
    shown = verify(WRONG)._repr_html_().partition("</style>")[2]
    assert "xpected" not in shown + verify(WRONG)._repr_markdown_()
    found = verify(WRONG)
    page = found._repr_html_()
    assert 'class="point"' in page
    assert 'class="plot"' in page
    assert "| Counterexample |" in found._repr_markdown_()
    assert "Hint" in found._repr_markdown_()
    assert r"\text{refuted}" in found._repr_latex_()


@pytest.mark.parametrize("relation", [ILL, equal(log(x**2), 2 * log(x))])
def test_every_verdict_can_be_shown(relation):
    found = verify(relation)
    for text in (found._repr_html_(), found._repr_markdown_(), repr(found), str(found)):
        assert found.outcome in text.lower()


def test_the_style_touches_nothing_else_on_the_page():
    page = verify(WRONG)._repr_html_()
    style = page.partition("<style>")[2].partition("</style>")[0]
    depth = 0
    for line in style.splitlines():
        if depth == 0 and line.strip():
            assert ".verifier" in line
        depth += line.count("{") - line.count("}")


def test_in_a_terminal_a_verdict_is_one_line():
    assert repr(verify(JACOBIAN)) == "<proved for all n >= 1>"
    assert repr(verify(WRONG)).startswith("<refuted at x = ")
    assert "counterexample" in str(verify(WRONG))


def test_a_verdict_is_no_yes_or_no():
    with pytest.raises(TypeError, match="outcome"):
        assert verify(WRONG)


def test_claims_and_derivations_show_their_statements():
    claim = claim_of(WRONG, (), Labels(id="square"))
    assert claim._repr_latex_().startswith(r"$\displaystyle ")
    assert r"x^{2} + 1" in Derivation("a.py", "A", items=(claim,))._repr_markdown_()
    notes = derivation("Notes")
    notes.claim("square", WRONG)
    assert "$" in notes._repr_markdown_()
    assert equal(s, diag(s) @ outer(s, s))._repr_latex_().count("$") == 2


def test_assertions():
    assert assert_proved(JACOBIAN).outcome == "proved"
    assert assert_refuted(WRONG).outcome == "refuted"
    with pytest.raises(AssertionError) as caught:
        assert_proved(WRONG, title="the square of a sum")
    text = str(caught.value)
    assert "refuted, not proved" in text
    assert "counterexample" in text
    assert "the square of a sum" in text
    with pytest.raises(AssertionError, match="proved, not refuted"):
        assert_refuted(JACOBIAN)
    assert assert_proved(equal(log(x**2), 2 * log(x)), given=x > 0).outcome == "proved"
