r"""Implications and equivalences: each arrow on its own, an equivalence in both directions."""

import pytest

from verifier.claim import Claim, Forall, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.latex_print import latex
from verifier.read.notes.load import read

HEAD = r"""
**Let** $n \in \mathbb{N}$, $x, y, z, a, b, c \in \mathbb{R}$, $v, w \in \mathbb{R}^n$,
$A \in \mathbb{R}^{n \times n}$. **Index** $i = 1, \dots, n$.
"""


def items(line):
    return read(f"{HEAD}\n\n$$ {line} $$\n").items


def shown(item):
    """A claim as what it states and what is given."""
    assert isinstance(item, Claim), getattr(item, "message", item)
    given = [part.condition if isinstance(part, Forall) else part for part in item.assumptions]
    return latex(item.relation), *map(latex, given)


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        (r"x > 0 \Rightarrow x > a", [("x > a", "x > 0")]),
        (r"x > 0 \impliedby x > 1", [("x > 0", "x > 1")]),
        (r"x = y \iff a = b", [("a = b", "x = y"), ("x = y", "a = b")]),
        ("x > a ⇔ x > b", [("x > b", "x > a"), ("x > a", "x > b")]),
        (r"x > a \text{ if and only if } x > b", [("x > b", "x > a"), ("x > a", "x > b")]),
        (r"x < a \Leftrightarrow b < x < c",
         [("b < x", "x < a"), ("x < c", "x < a"), ("x < a", "b < x", "x < c")]),
        (r"x > a \Rightarrow x > b \Rightarrow x > c", [("x > b", "x > a"), ("x > c", "x > b")]),
        (r"x > a \implies x > b \iff x > c",
         [("x > b", "x > a"), ("x > c", "x > b"), ("x > b", "x > c")]),
        (r"x > a, y > b \Rightarrow z > c", [("z > c", "x > a", "y > b")]),
        (r"x > a \text{ and } y > b \iff z > c",
         [("z > c", "x > a", "y > b"), ("x > a", "z > c"), ("y > b", "z > c")]),
        (r"x = a \iff y = b, \quad c \neq 0",
         [("y = b", r"c \neq 0", "x = a"), ("x = a", r"c \neq 0", "y = b")]),
        (r"x > a \lor y > b \Rightarrow z > c", [("z > c", "x > a"), ("z > c", "y > b")]),
        (r"z > c \Rightarrow x > a \lor y = b", [("x > a", r"y \neq b", "z > c")]),
        (r"\lnot (x > a) \iff y > b", [("y > b", r"x \le a"), (r"x \le a", "y > b")]),
        (r"\begin{aligned} & x > a \\ \Rightarrow& x > b \\ \Leftrightarrow {}& x > c \end{aligned}",
         [("x > b", "x > a"), ("x > c", "x > b"), ("x > b", "x > c")]),
        (r"v = w \Rightarrow v_i = a", [("v_{i} = a", "v_{i} = w_{i}")]),
        (r"v_i > a \Rightarrow w_i > a", [("w_{i} > a", "v_{i} > a")]),
        (r"2 a = 2 b \Rightarrow c = x", [("c = x", r"2 \, a = 2 \, b")]),
        (r"2 a = b + b = 2 b \Rightarrow c = x",
         [(r"2 \, a = b + b",), (r"b + b = 2 \, b",), ("c = x",)]),
        (r"a = 1, 2 a = 2 b \Rightarrow c = x", [("a = 1",), (r"2 \, a = 2 \, b",), ("c = x",)]),
    ],
)  # fmt: skip
def test_claims(line, claims):
    found = [shown(item) for item in items(line)]
    assert [(one[0], sorted(one[1:])) for one in found] == [
        (one[0], sorted(one[1:])) for one in claims
    ]


def test_shared_and_own_indices():
    own, shared = items(r"v = w \iff v_i = a")[0], items(r"v_i > a \Rightarrow w_i > a")[0]
    assert isinstance(own.assumptions[0], Forall)
    assert not isinstance(shared.assumptions[0], Forall)


@pytest.mark.parametrize("line", [r"\text{all is well} \iff x = 1", r"\iff x = 1", r"x \iff y"])
def test_nothing_is_judged_beside_words(line):
    assert all(isinstance(item, Unchecked) for item in items(line))
    assert any("equivalence" in item.reason for item in items(line))


def test_a_broken_premise_is_blamed():
    found = items(r"q > 0 \iff x = 1")
    assert [type(item) for item in found] == [IllFormed, IllFormed]
    assert "`q` is undeclared" in found[0].message


@pytest.mark.parametrize(
    ("line", "outcomes"),
    [
        (r"|x| \le 1 \Leftrightarrow -1 \le x \le 1", ["proved"] * 3),
        (r"x = y \iff x^2 = y^2", ["proved", "refuted"]),
        (r"x \le y \iff y \ge x", ["proved"] * 2),
        (r"e^x > 1 \iff x > 0", ["proved"] * 2),
        (r"x = 1 \Rightarrow x^2 = 1 \Rightarrow x = 1", ["proved", "refuted"]),
        (r"x > 1 \Rightarrow x^2 > 1 \Rightarrow |x| > 1", ["proved"] * 2),
        (r"x > 0, y > 0 \Rightarrow xy > 0", ["proved"]),
        (r"xy > 0 \Leftarrow (x > 0 \land y > 0) \lor (x < 0 \land y < 0)", ["proved"] * 2),
        (r"v = w \Rightarrow A v = A w", ["proved"]),
        (r"x^2 > 1 \Rightarrow x > 1", ["refuted"]),
    ],
)
def test_verdicts(line, outcomes):
    found = [judge(item, timeout=20) for item in items(line)]
    assert [verdict.outcome for verdict in found] == outcomes
    for verdict in found:
        assert (verdict.counterexample is not None) == (verdict.outcome == "refuted")


DERIVING = r"""
**Let** $n \in \mathbb{N}$, $x, a, b \in \mathbb{R}$, $v \in \mathbb{R}^n$. **Index** $i = 1, \dots, n$.
**Define** $f(t) = t^2 - 2t$, $s = a + b$. **Let** $g : \mathbb{R} \to \mathbb{R}$.
"""


@pytest.mark.parametrize(
    ("line", "outcomes"),
    [
        (r"2a = 2b \Rightarrow a = b", ["proved"]),
        (r"x^2 = 1 \Rightarrow x = 1", ["refuted"]),
        (r"f'(x) = 0 \Rightarrow x = 1", ["proved"]),
        (r"s = 0 \Rightarrow a = -b", ["proved"]),
        (r"g(a) = g(b) \Rightarrow a = b", ["refuted"]),
        (r"a + 1 = a \Rightarrow 1 = 2", ["ill-formed"]),
        (r"f'(x) = 2x \Rightarrow f''(x) = 2", ["refuted", "proved"]),
        (r"s = a - b \Rightarrow s^2 = a^2 + 2ab + b^2", ["refuted", "proved"]),
        (r"\int_0^1 x\,dx = \frac13 \Rightarrow x = x", ["refuted", "proved"]),
        (r"\frac{d}{dx} x^2 = x \Rightarrow x = x", ["refuted", "proved"]),
        (r"f(x) = x^2 - 2x \Rightarrow f'(x) = 2x - 2", ["proved", "proved"]),
    ],
)
def test_conditions_and_results_before_an_arrow(line, outcomes):
    found = read(f"{DERIVING}\n\n$$ {line} $$\n").items
    assert [judge(item).outcome if isinstance(item, Claim) else item for item in found] == outcomes


def test_a_condition_is_said_to_be_one():
    (found,) = read(f"{DERIVING}\n\n$$ 2a = 2b \\Rightarrow a = b $$\n").items
    assert any("not judged itself" in reading for reading in found.readings)


@pytest.mark.parametrize(
    ("line", "outcomes"),
    [
        (r"x^2 = 1 \Rightarrow x = 1 \lor x = -1", ["proved"]),
        (r"x^2 - 3x + 2 = 0 \Rightarrow x = 1 \lor x = 2", ["proved"]),
        (r"x^3 = x \Rightarrow x = 0 \lor x = 1 \lor x = -1", ["proved"]),
        (r"x^2 = 1 \Rightarrow x = 1 \lor x = -2", ["refuted"]),
        (r"ab = 0 \Rightarrow a = 0 \lor b = 0", ["proved"]),
        (r"a^2 = b^2 \Rightarrow |a| = |b|", ["proved"]),
        (r"|x| = 2 \Rightarrow x = 2 \lor x = -2", ["proved"]),
        (r"|x| = 2 \Rightarrow x = 2 \lor x = 1", ["refuted"]),
        (r"a^2 + b^2 = 0 \Rightarrow a = 0 \land b = 0", ["proved"]),
        (r"a^2 - b^2 = 0 \Rightarrow a = 0 \land b = 0", ["refuted"]),
        (r"ab > 0 \Rightarrow (a > 0 \land b > 0) \lor (a < 0 \land b < 0)", ["proved"] * 4),
        (r"ab \ge 0 \Rightarrow (a > 0 \land b > 0) \lor (a < 0 \land b < 0)", ["refuted"] * 4),
        (r"\sum_i v_i^2 = 0 \Rightarrow v_i = 0", ["proved"]),
        (r"\sum_i v_i = 0 \Rightarrow v_i = 0", ["refuted"]),
        (r"\|v\| = 0 \Rightarrow v = 0", ["proved"]),
        (r"v^\top v = 0 \Rightarrow v = 0", ["proved"]),
    ],
)
def test_alternatives_and_squares(line, outcomes):
    found = [judge(item, timeout=20) for item in read(f"{DERIVING}\n\n$$ {line} $$\n").items]
    assert [verdict.outcome for verdict in found] == outcomes


@pytest.mark.parametrize(
    ("display", "outcomes"),
    [
        (r"x > 0 \land y > 0 \Rightarrow (x y > 0)", ["proved"]),
        (r"(x > 0) \Rightarrow (x^2 > 0)", ["proved"]),
        (r"x > 0 \land y > 0 \Rightarrow (x y > 0 \land x + y > 0)", ["proved"]),
        (r"x y > 0 \Rightarrow (x > 0 \land y > 0)", ["refuted"]),
    ],
)
def test_brackets_around_a_side(display, outcomes):
    items = read(f"**Let** $x, y \\in \\mathbb{{R}}$.\n\n$$ {display} $$\n").items
    assert all(isinstance(item, Claim) for item in items), items
    assert [judge(item).outcome for item in items if isinstance(item, Claim)] == outcomes
