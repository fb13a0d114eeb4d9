r"""Systems of equations beside arrows, conditions behind a quantifier, arrows behind words."""

import pytest

from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"**Let** $a, b, c, X \in \mathbb{R}$."


def outcomes(display):
    items = read(f"# T\n{HEAD}\n\n$$ {display} $$\n").items
    return [judge(item).outcome for item in items if hasattr(item, "relation")]


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\begin{cases} a + b = 2 \\ a - b = 0 \end{cases} \implies a = 1", ["proved"]),
        (r"\begin{cases} a + b = 2 \\ a - b = 0 \end{cases} \implies a = 2", ["refuted"]),
        (r"\left. \begin{array}{l} a > 0 \\ b > 0, \end{array} \right\} \Rightarrow ab > 0",
         ["proved"]),
        (r"\begin{rcases} a > 0 \\ b > 0 \end{rcases} \implies a > b", ["refuted"]),
        ((r"\left\{ \begin{aligned} a + b &= 2 \\ a - b &= 0 \end{aligned} \right. \iff"
         r" \left\{ \begin{aligned} a &= 1 \\ b &= 1 \end{aligned} \right."), ["proved", "proved"]),
        (r"\begin{cases} a = 1 \\ b = 1 \end{cases} \iff a + b = 2", ["proved", "refuted"]),
        (r"a + b = 2 \text{ and } a - b = 0 \Rightarrow a = 1", ["proved"]),
        (r"|a| = \begin{cases} a & a \ge 0 \\ -a & a < 0 \end{cases} \Rightarrow |a| \ge 0",
         ["proved"]),
    ],
)  # fmt: skip
def test_a_system_is_one_side_of_its_arrow(display, expected):
    assert outcomes(display) == expected


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\forall a, b \in \mathbb{R}: \quad a + b = b + a", ["proved"]),
        (r"\forall a, b > 0: \quad ab > 0", ["proved"]),
        (r"\forall a, b > 0, \quad ab > 0", ["proved"]),
        (r"\forall a > 0, b > 0 : a b > 0", ["proved"]),
        (r"\forall a, b > 0: \quad a > b", ["refuted"]),
    ],
)
def test_what_is_behind_a_quantifier_is_a_condition(display, expected):
    assert outcomes(display) == expected


@pytest.mark.parametrize("before", ["X", r"\text{the bound is tight}"])
def test_nothing_is_refuted_behind_an_arrow_from_what_is_no_statement(before):
    assert outcomes(rf"{before} \Rightarrow a b > 0") == ["undecided"]
    assert outcomes(rf"{before} \Rightarrow a^2 \ge 0") == ["proved"]


def test_a_formula_goes_on_behind_a_wide_space():
    assert outcomes(r"a + \quad b = b + a") == ["proved"]
    assert outcomes(r"a = b - c \newline = -(c - b)") == ["refuted", "proved"]


def test_signs_as_entities_of_html():
    assert outcomes(r"a &lt; b \implies a + 1 &lt; b + 1") == ["proved"]
    rows = r"\begin{aligned} a + b &amp;= b + a \newline &amp;= b + a + 1 \end{aligned}"
    assert outcomes(rows) == ["proved", "refuted"]
