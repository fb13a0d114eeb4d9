"""Words and signs between statements: alternatives, reasons, consequences, questions."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = (
    r"**Let** $n \in \mathbb{N}$, $a, b, v, w \in \mathbb{R}^n$, $c, d \in \mathbb{R}$, "
    r"$A, B \in \mathbb{R}^{n \times n}$. **Index** $i, j = 1, \dots, n$."
)


def outcomes(display, head=HEAD):
    """The outcome of each claim of a display, and the name of what is none."""
    found = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    return [judge(one, timeout=10).outcome if isinstance(one, Claim) else type(one).__name__
            for one in found]  # fmt: skip


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"c = d \text{ or } c = -d \Rightarrow c^2 = d^2", ["proved"] * 2),
        (r"a = b \text{ or } a = -b \Rightarrow \|a\| = \|b\|", ["proved"] * 2),
        (r"c = d \text{ or } c = 2d \Rightarrow c^2 = d^2", ["proved", "refuted"]),
        (r"c \ge 0 \text{ or } c < 0", ["undecided"] * 2),
        (r"c + d = d + c \text{ or } c = c", ["proved"] * 2),
        (r"A^2 = B^2 \text{ follows from } A = B", ["proved"]),
        (r"A = B \text{ follows from } A^2 = B^2", ["refuted"]),
        (r"A = B, \text{ so } A^2 = B^2", ["refuted", "undecided"]),
        (r"A^2 = B^2 \text{ because } A = B", ["undecided"] * 2),
        (r"A^2 = B^2 \because A = B", ["undecided"] * 2),
        (r"A = B \to A^2 = B^2", ["undecided", "Unchecked", "undecided"]),
        (r"A B \neq B A", ["undecided"]),
        (r"c^2 + 1 \neq 0", ["proved"]),
        (r"c \neq 0", ["refuted"]),
        (r"A B \overset{?}{=} B A", ["Unchecked"]),
        (r"A B = B A \text{ holds only for } n = 1", ["Unchecked"]),
        (r"A B = B A \text{ almost never}", ["Unchecked"]),
        (r"\text{there is } c > 0 \text{ with } |c| = 2", ["Unchecked"]),
    ],
)
def test_what_words_between_statements_say(display, expected):
    assert outcomes(display) == expected


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\text{Suppose } c < 0. \text{ Then } |c| = -c", "proved"),
        (r"\text{Suppose } c < 0. \text{ Then } |c| = c", "refuted"),
        (r"\text{For } c < 0: \quad |c| = -c", "proved"),
        (r"c < 0: \quad |c| = c", "refuted"),
        (r"\forall i : v_i = v_i", "proved"),
        (r"\forall i : v_i = c", "refuted"),
        (r"|c| = c \text{ as long as } c \ge 0", "proved"),
    ],
)
def test_conditions_before_a_statement(display, expected):
    assert outcomes(display) == [expected]


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"v^\top w = 0 \text{ if } v = 0", "proved"),
        (r"v^\top w \ge 0 \text{ if } v \ge 0, w \ge 0", "proved"),
        (r"v^\top w \ge 0 \text{ if } v \ge 0", "refuted"),
        (r"v_j = 0 \text{ if } v = 0", "proved"),
        (r"v^\top w = 0 \text{ if } v_i = 0 \text{ for all } i", "proved"),
        (r"v^\top w = 0 \text{ if } v_i = 0", "undecided"),
        (r"v_i = 0 \text{ if } w_i = 0 \text{ for all } i", "refuted"),
        (r"v_i = 0 \text{ for } i \neq j", "refuted"),
        (r"i \neq j \Rightarrow v_i = 0", "refuted"),
        (r"i \neq j \Rightarrow c = 0", "refuted"),
    ],
)
def test_conditions_on_arrays_and_entries(display, expected):
    assert outcomes(display) == [expected]


def test_a_case_may_be_one_of_arrays():
    assert outcomes(r"v^\top w = 0", f"{HEAD}\n\n**Case** $v = 0$:") == ["proved"]
    assert outcomes(r"v^\top w = 0", f"{HEAD}\n\n**Case** $v_i = 0$:") == ["refuted"]


@pytest.mark.parametrize(
    "line",
    [
        r"**Assume** $c > 0$ implies $d > 0$.",
        r"**Assume** usually $d > 0$.",
        r"**Let** $d \in \mathbb{R}$ (later $d > 0$).",
        r"**Let** $d \in \mathbb{R}$, for example $d = 2$.",
        r"**Define** $d = \frac{1}{$.",
        r"**Layout** nothing known.",
    ],
)
def test_what_a_line_that_is_not_read_says_refutes_nothing(line):
    assert outcomes(r"d^2 = 4", f"{HEAD}\n\n{line}")[-2:] == ["IllFormed", "undecided"]
    assert outcomes(r"|d| = d", f"{HEAD}\n\n{line}")[-1] == "undecided"


def test_a_sentence_behind_a_declaration_says_nothing():
    line = r"**Let** $d \in \mathbb{R}$. If $d = 2$ it is even."
    assert outcomes(r"d^2 = 4", f"{HEAD}\n\n{line}")[-1] != "proved"


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"S \subseteq T \Rightarrow P(S) \le P(T)", ["Unchecked", "undecided"]),
        (r"c \approx d, \text{ so } c = d", ["Unchecked", "undecided"]),
        (r"c \approx d, \quad c = d", ["Unchecked", "refuted"]),
    ],
)
def test_what_follows_from_something_that_is_not_read(display, expected):
    assert outcomes(display, f"{HEAD} **Let** $S, T$ be events.") == expected


FALLACY = r"""\begin{aligned} c &= d \\ \Rightarrow \quad c^2 &= c d \\
\Rightarrow \quad c^2 - d^2 &= c d - d^2 \\ \Rightarrow \quad c + d &= d \end{aligned}"""


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (FALLACY, ["proved", "proved", "refuted"]),
        (r"c = d \quad \Rightarrow \quad c^2 = d^2", ["proved"]),
        (r"|c| = c \text{ for } \quad c > 0", ["proved"]),
        (r"\text{Since } c > 0, |c| = c", ["undecided"] * 2),
        (r"\text{If } c > 0 \text{ then } |c| = c \text{ else } |c| = -c", ["proved", "undecided"]),
        (r"c \underbrace{(c + d)}_{= a} = c d", ["undecided"]),
        (r"c \cancel{+ d} = c", ["IllFormed"]),
    ],
)
def test_what_stands_apart_from_its_word(display, expected):
    assert outcomes(display) == expected
