"""What formulas are read as: the claim printed back."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, IllFormed, Unchecked
from verifier.read.notes.load import read


def plain(latex):
    """Without what a printer may choose: brackets around operands, thin spaces, commas."""
    for mark in (r"\left", r"\right", r"\,", " ", "(", ")", ","):
        latex = latex.replace(mark, "")
    return latex


@pytest.mark.parametrize(
    ("display", "shown"),
    [
        # products, calls, powers
        (r"\sigma(x)(1-\sigma(x)) = a", r"\sigma\left(x\right) \, \left(1 - \sigma\left(x\right)\right) = a"),
        (r"x(a+b) = ab", r"x \, \left(a + b\right) = a \, b"),
        (r"f(a+b)^2 = f''(x)", r"\left(f\left(a + b\right)\right)^{2} = f''\left(x\right)"),
        (r"\sin^2 x = a", r"\left(\sin\left(x\right)\right)^{2} = a"),
        (r"\ln x = \log_2 x", r"\log\left(x\right) = \frac{\log\left(x\right)}{\log\left(2\right)}"),
        (r"e^{-x^2} = \exp(a)", r"e^{-x^{2}} = e^{a}"),
        (r"2x = 3", r"2 \, x = 3"),
        (r"-x + -a = b", r"-x - a = b"),
        (r"1/2 x = x/n", r"\frac{1 \, x}{2} = \frac{x}{n}"),
        (r"\sqrt[3]{x} = |a|", r"\sqrt[3]{x} = \left|a\right|"),
        (r"\left\lfloor \frac{n}{2} \right\rfloor = \binom{n}{2}", None),
        # names
        (r"A_{1,j} = A_{1j}", r"A_{1, j} = A_{1, j}"),
        (r"W^{(2)}_{1j} = W_{1,1j}", r"\left(W^{(2)}\right)_{1 j} = \left(W_{1}\right)_{1 j}"),
        (r"\mathbf{v}_i = \boldsymbol{v}_i", r"v_{i} = v_{i}"),
        # sums
        (r"\sum_i v_i w_i + x = a", r"\sum_{i=1}^{n} v_{i} \, w_{i} + x = a"),
        (r"\sum_{j \neq k} v_j = a", r"\sum_{j=1}^{n} \begin{cases} v_{j}, & j \neq k \\ 0, & \text{otherwise} \end{cases} = a"),
        (r"\sum_{i,j} A_{ij} = \sum_{j=1}^n \sum_{i=1}^n A_{ij}", None),
        (r"\sum_{l} v_l = a", r"\sum_{l=1}^{n} v_{l} = a"),
        (r"\prod_i v_i = a", r"\prod_{i=1}^{n} v_{i} = a"),
        # derivatives
        (r"\frac{\partial}{\partial x} \sigma(x) = a", r"\frac{\partial \sigma\left(x\right)}{\partial x} = a"),
        (r"\frac{d^2 f(x)}{dx^2} = a", r"\frac{\partial^{2}}{\partial x^{2}} f\left(x\right) = a"),
        (r"\partial_{v_i} \log v_j = a", r"\frac{\partial}{\partial v_{i}} \log\left(v_{j}\right) = a"),
        (r"\nabla_v \|v\|^2 = 2v", r"\frac{\partial}{\partial v_{i_{1}}} \sum_{k=1}^{n} v_{k}^{2} = 2 \, v_{i_{1}}"),
        # matrices
        (r"v^\top w = w^T v", r"\sum_{k=1}^{n} v_{k} \, w_{k} = \sum_{k=1}^{n} w_{k} \, v_{k}"),
        (r"(v w^\top)_{ij} = v_i w_j", r"v_{i} \, w_{j} = v_{i} \, w_{j}"),
        (r"\operatorname{tr}(A) = \sum_i A_{ii}", r"\sum_{k=1}^{n} A_{k k} = \sum_{i=1}^{n} A_{i i}"),
        # indicators and cases
        (r"\mathbb{1}\{i=k\} = \delta_{ik}", r"\delta_{i k} = \delta_{i k}"),
        (r"\mathbb{1}_{x>0} = a", r"\begin{cases} 1, & x > 0 \\ 0, & \text{otherwise} \end{cases} = a"),
        (r"a = \begin{cases} b, & \text{if } x > 0 \\ c & \text{otherwise} \end{cases}",
         r"a = \begin{cases} b, & x > 0 \\ c, & \text{otherwise} \end{cases}"),
        # limits, integrals
        (r"\lim_{x \to 0^+} f(x) = a", r"\lim_{x \to 0^{+}} f\left(x\right) = a"),
        (r"\int_0^1 x^2 \, dx = a", r"\int_{0}^{1} x^{2} \, dx = a"),
        (r"a \le b^2", r"a \le b^{2}"),
        # numbers, bare functions
        (r"1{,}000 = 10\%", None),
        (r"\frac{d\sigma}{dt} = \sigma(1-\sigma)", None),
    ],
)  # fmt: skip
def test_readings(display, shown):
    found = item(display)
    assert isinstance(found, Claim), getattr(found, "message", found)
    if shown is not None:
        assert plain(found.statement) == plain(shown)


@pytest.mark.parametrize(
    ("display", "code", "words"),
    [
        (r"q = 1", "undeclared", "`q` is undeclared"),
        (r"q(n+1) = 1", "ambiguous", "`q(n+1)`"),
        (r"W v w = x", "shape-mismatch", "matrix product"),
        (r"v + W = x", "shape-mismatch", "sum"),
        (r"v = W v", "shape-mismatch", "`W v` is m x 1"),
        (r"v = w^\top", "shape-mismatch", "row"),
        (r"v_i = w", "shape-mismatch", "number"),
        (r"v w = x", "shape-mismatch", r"Did you mean `\odot`?"),
        (r"x_i = a", "index-mismatch", "index on a number"),
        (r"v_{ij} = a", "index-mismatch", "2 indices"),
        (r"A_i = a", "ambiguous", "row or a column"),
        (r"h^{(3)} = a", "undeclared", "undeclared"),
        (r"x^{(2)} = a", "undeclared", "no power"),
        (r"a / b c = x", "ambiguous", r"\frac"),
        (r"A * A = A", "ambiguous", "elementwise"),
        (r"f = a", "syntax", "of what?"),
        (r"\log v_i w_i = a", "ambiguous", "of the first factor"),
        (r"\overline{x^2} = a", "syntax", "cannot read"),
        (r"\frac{\partial x}{\partial (a + b)} = a", "declaration", "does not occur"),
        (r"\sum_q x = a", "undeclared", "over which values"),
        (r"a = ", "syntax", "missing"),
        (r"a + = b", "syntax", "missing"),
        (r"1 + \infty = a", "syntax", "infinity"),
        (r"W_{jk} v_j = a", "index-mismatch", "runs from"),
    ],
)  # fmt: skip
def test_complaints(display, code, words):
    found = item(display)
    assert isinstance(found, IllFormed), found
    assert found.code == code
    assert words in found.message


@pytest.mark.parametrize(
    ("display", "kind"),
    [
        (r"w = w - a \nabla f", "assignment"),
        (r"x \leftarrow x + 1", "assignment"),
        (r"x_{t+1} = x_t - a", "assignment"),
        (r"a \approx 3", "not supported"),
        (r"a + b", "not mathematical"),
        (r"\text{some words}", "not mathematical"),
        (r"i = 1, \dots, n", "definition"),
        (r"z := a + b", "definition"),
        (r"a = ?", "not mathematical"),
        (r"v_1 + w_2 + \dots + 3 = a", "not supported"),
    ],
)
def test_what_is_not_checked_and_why(display, kind):
    found = item(display)
    assert isinstance(found, Unchecked), getattr(found, "message", found)
    assert found.kind == kind
    assert found.reason


@pytest.mark.parametrize(
    ("display", "count"),
    [
        ("a = b = c", 2),
        (r"\begin{aligned} a &= b \\ &= c \\ &\quad + x \\ &= 1 \end{aligned}", 3),
        (r"a &= b \\ c &= x", 2),
        (r"a = b, \quad c = x", 2),
        (r"2a = 2b \Rightarrow c = x", 1),
        (r"a \le b < c", 2),
        (r"\begin{gather} a = b \\ c = x \end{gather}", 2),
        (r"a = b \quad (1)", 1),
        (r"a = b \text{ for } i \neq j", 1),
        (r"a = b \qquad (i \neq j)", 1),
        (r"v_i = w_i \quad \forall i \in \{1, \dots, n\}", 1),
        (r"h) a = b", 1),
        (r"\boxed{a = b}", 1),
    ],
)
def test_each_link_is_a_claim(display, count):
    found = items(display)
    assert [type(one) for one in found] == [Claim] * count


def test_conditions_are_assumed():
    (found,) = items(r"A_{ij} = 0 \quad \text{if } i \neq j")
    assert len(found.assumptions) == 1
    (found,) = items(r"A_{ij} = 0", "**Case** $i \\neq j$:")
    assert len(found.assumptions) == 1


@pytest.mark.parametrize(
    ("display", "words"),
    [
        (r"\frac{1}{4} = 0.25", "exact"),
        (r"e^{-1} = 0.368", "right to its digits"),
        (r"\log ab = x", "factors"),
        (r"\sum_j v_j + w_j = x", "reaching over"),
        (r"\mathbf{v} = w", "font"),
        (r"\sigma(v) = w", "entry by entry"),
        (r"\frac{\delta f(x)}{\delta x} = a", "partial derivative"),
    ],
)
def test_doubtful_pieces_leave_a_reading(display, words):
    assert any(words in reading for reading in item(display).readings)


@pytest.mark.parametrize(
    "line",
    [r"x > 0 \Rightarrow |x| = x", r"x = y \Rightarrow x^2 = y^2", r"x \neq 0 \implies x^2 > 0"],
)
def test_what_stands_before_an_arrow_is_a_condition(line):
    note = "# A\n\n**Let** $x, y \\in \\mathbb{R}$.\n\n$$ " + line + " $$\n"
    (only,) = read(note).items
    assert isinstance(only, Claim)
    assert only.assumptions
    assert "condition" in " ".join(only.readings)
