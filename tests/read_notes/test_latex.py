"""Tokens and trees: lossless, and nothing interpreted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.lexer import tokens
from verifier.read.notes.source.macros import collect, expand
from verifier.read.notes.source.tree import Command, Environment, Fenced, Script, leaves, text_of

PIECES = st.sampled_from(
    [r"\frac", r"\hat", "{", "}", "x", "12", "_", "^", "'", "(", ")", r"\left", r"\right", "|", "&",
     r"\\", r"\begin{aligned}", r"\end{aligned}", r"\text{if }", " ", r"\,", r"\sum", "+", "%c\n"]
)  # fmt: skip


@given(st.text())
def test_tokens_are_lossless(text):
    found = tokens(text)
    assert "".join(token.text for token in found) == text
    assert all(text[token.start : token.end] == token.text for token in found)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_trees_hold_every_token_or_complain(text):
    stream = tokens(text)
    try:
        tree = grow(stream)
    except Complaint:
        return
    held = [place for token in leaves(tree) for place in range(token.start, token.end)]
    assert sorted(held) == list(range(len(text)))


@pytest.mark.parametrize(
    ("latex", "texts"),
    [
        (r"\frac12 x", [r"\frac{1}{2}", "x"]),
        (r"2|x| + |y-z|_1", ["2", "|x|", "+", "|y-z|_{1}"]),
        (r"W^{(2)\top}_{ij}", [r"W_{ij}^{(2)\top}"]),
        (r"x^1 2", ["x^{1}", "2"]),
        (r"f''(x)", ["f''", "(x)"]),
        (r"\left\lfloor \frac{a}{b} \right\rfloor", [r"\lfloor\frac{a}{b}\rfloor"]),
        (r"a \not= b", ["a", r"\neq", "b"]),
        ("α ≤ β·γ", [r"\alpha", r"\le", r"\beta", r"\cdot", r"\gamma"]),
        (r"\|x\|_2^2", [r"\|x\|_{2}^{2}"]),
        ("[0, 1)", ["[0,1)"]),
    ],
)
def test_trees(latex, texts):
    assert [text_of(node) for node in grow(tokens(latex)).children] == texts


def test_kinds_of_nodes():
    nodes = grow(tokens(r"\hat{y}_i (a) \begin{cases} 1 & x > 0 \\ 0 \end{cases}")).children
    assert isinstance(nodes[0], Script)
    assert isinstance(nodes[0].base, Command)
    assert isinstance(nodes[1], Fenced)
    assert isinstance(nodes[2], Environment)
    assert [len(row) for row in nodes[2].rows] == [2, 1]


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        ("{x", "never closed"), ("x}", "closes nothing"), (r"\left( x", r"no `\right`"),
        (r"\begin{aligned} x", r"no `\end`"), (r"\frac{x}", "lacks an argument"),
        ("x_1_2", "two subscripts"), ("(x", "never closed"),
        (r"\begin{a} x \end{b}", "ends with"),
    ],
)  # fmt: skip
def test_broken_latex(latex, message):
    with pytest.raises(Complaint, match=message.replace("\\", "\\\\")):
        grow(tokens(latex))


def test_macros():
    macros, _ = collect(
        r"\newcommand{\R}{\mathbb{R}} \newcommand\pd[2]{\frac{\partial #1}{\partial #2}}"
        r"\DeclareMathOperator{\sm}{softmax} \def\half{\frac12}"
    )
    used = expand(tokens(r"\pd{f}{x} + \sm(\half)"), macros)
    assert "".join(token.text for token in used) == (
        r"\frac{\partial {f}}{\partial {x}} + \operatorname{softmax}(\frac12)"
    )
