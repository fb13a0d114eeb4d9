r"""Where conventions differ, the report says how a line was read."""

import pytest

from tests.read_notes.reading import item
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read


@pytest.mark.parametrize(
    ("display", "note"),
    [
        (r"x/2a = b", "`x/2 a` read as `(x/2) a`"),
        (r"e^{-x}b/2c = a", "`e^{-x}b/2 c` read as `(e^{-x}b/2) c`"),
        (r"a/b \cdot c = x", r"`a/b \cdot c` read as `(a/b) \cdot c`"),
        (r"a/\sqrt{b} c = x", r"read as `(a/\sqrt{b}) c`"),
        (r"a/b(c) = x", "read as `(a/b) (c)`"),
        (r"a/\sum_i v_i b = x", r"below the slash stands all of `\sum_i v_i b`"),
        (r"\log x^2 = a", "`log` without brackets is that of `x^2`"),
        (r"\log x \cdot b = a", "`log` without brackets is that of `x`"),
        (r"\log x (1 - x) = a", "`log` without brackets is that of `x`"),
        (r"\ln x / a = b", "`ln` without brackets is that of `x`"),
        (r"\sin 2x = a", "the 2 factors that follow"),
        (r"\log(x)^2 = a", r"`\log(x)^2` read as a power of the value"),
        (r"f^2(x) = a", "`f^2(x)` read as the power of the value"),
        (r"\sum_i v_i + b = a", r"the scope of `\sum` is `v_i`; it ends before `+`"),
        (r"\prod_i v_i b = a", "the product takes all of `v_i b`"),
        (r"\sum_{i<j} A_{ij} = a", "runs over `i`, `j`, which stand nowhere else"),
        (r"\sum_{i<j} A_{ij} = v_j", "runs over `i` alone; `j` is fixed"),
        (r"\|A\|_2 = a", "Frobenius"), (r"\|A\| = a", "Frobenius"),
        (r"\frac{d}{dx} x f(x) = a", "the derivative is that of all of `x f(x)`"),
        (r"A^2_{ij} = a", "power of the entry"),
    ],
)  # fmt: skip
def test_said(display, note):
    found = item(display)
    assert isinstance(found, Claim), found.message
    assert any(note in reading for reading in found.readings), found.readings


@pytest.mark.parametrize(
    "display",
    [
        "x/2 = a", "a/b + c = x", "a/b/c = x", r"\sin x + 1 = a", r"\sin^2 x = a",
        r"\log(x) a = b", r"\sum_i v_i = a", r"\sum_i v_i - \sum_j w_j = a", r"\|v\|_2 = a",
        r"\frac{d}{dx} f(x) = a", r"2 \sin x \cos x = a", r"\prod_i v_i = a", "f(x)^2 = a",
        r"\sum_{i \le 3} v_i = a",
    ],
)  # fmt: skip
def test_nothing_to_say(display):
    assert item(display).readings == ()


@pytest.mark.parametrize("display", ["a / b c = x", r"\sin v_i x = c", r"\log v_i w_i = a"])
def test_asked(display):
    found = item(display)
    assert isinstance(found, IllFormed)
    assert found.code == "ambiguous"


@pytest.mark.parametrize(
    ("display", "said"),
    [
        ("1,000 = 10^3", "one number"),
        ("x = 1,000 x", "one number"),
        ("1e-3 = 0.001", "power of ten"),
        (r"\frac{1e5}{2} = 50000", "power of ten"),
    ],
)
def test_numbers_that_may_be_one_or_several_things(display, said):
    (found,) = read(f"# T\n**Let** $x \\in \\mathbb{{R}}$.\n\n$$ {display} $$\n").items
    assert isinstance(found, IllFormed)
    assert said in found.message


@pytest.mark.parametrize("display", [r"1{,}000 = 10^3", "2e - 3 = -3 + 2e", r"2 e^{x} = e^x 2"])
def test_numbers_that_are_clear(display):
    (found,) = read(f"# T\n**Let** $x \\in \\mathbb{{R}}$.\n\n$$ {display} $$\n").items
    assert judge(found).outcome == "proved"


SAID = r"""# T
**Let** $x, y \in \mathbb{R}$, $p \in \mathbb{R}$, $q \in \mathbb{R}$ be positive.

$$ \sqrt{p^2} = p $$

$$ \begin{aligned} (x + y)^2 &= x^2 \\ & 2xy + y^2 \end{aligned} $$

$$ \frac{d}{dx} x^2 + x = 2x + 1 $$

$$ \frac{d}{dx} (x^2) + x = 2x + 1 $$

$$ 2\frac{1}{2} = \frac{5}{2} $$

$$ 2\frac{3}{2} = \frac{7}{2} $$
"""
REFUSED = [r"x^12 = x^{12}", r"x_12 = x_{12}", "3 . 5 = 15"]


def test_what_may_mean_two_things_is_not_refuted():
    claims = [item for item in read(SAID).items if isinstance(item, Claim)]
    outcomes = [judge(one, timeout=10).outcome for one in claims]
    assert outcomes == ["proved", "undecided", "undecided", "refuted", "undecided", "refuted"]


@pytest.mark.parametrize("display", REFUSED)
def test_scripts_of_two_digits_and_points_between_numbers(display):
    found = read(f"# T\n**Let** $x \\in \\mathbb{{R}}$.\n\n$$ {display} $$\n").items
    assert [type(item).__name__ for item in found] == ["IllFormed"]
