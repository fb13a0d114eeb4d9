r"""What a letter is declared anew for: nothing that was assumed of it before holds any more."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

FIRST = r"**Let** $x \in \mathbb{R}$, $x > 0$. **Let** $A \in \mathbb{R}^{n \times n}$ symmetric."
AGAIN = r"**Let** $x \in \mathbb{R}$. **Let** $A \in \mathbb{R}^{n \times n}$."


@pytest.mark.parametrize("between", ["\n\n", "\n\n## Inside\n\n"])
@pytest.mark.parametrize("display", ["x > 0", r"A^\top = A"])
def test_nothing_is_kept(between, display):
    (found,) = read(f"# T\n\n{FIRST}{between}{AGAIN}\n\n$$ {display} $$\n").items
    assert judge(found).outcome == "refuted"


@pytest.mark.parametrize(
    ("head", "display"),
    [
        (FIRST, "x > 0"),
        (FIRST + " **Let** $y \\in \\mathbb{R}$.", r"A^\top = A"),
        (r"**Let** $0 < x$, $x \in \mathbb{R}$.", "x > 0"),
        (
            r"**Let** $x \in \mathbb{R}$. **Define** $y = x^2$. **Let** $x \in \mathbb{R}$.",
            "y = x^2",
        ),
    ],
)
def test_what_one_declaration_says_holds_together(head, display):
    (found,) = read(f"# T\n\n{head}\n\n$$ {display} $$\n").items
    assert judge(found).outcome == "proved"


def test_the_section_around_keeps_what_it_assumed():
    text = f"# T\n\n{FIRST}\n\n## Inside\n\n{AGAIN}\n\n$$ x > 0 $$\n\n# U\n\n$$ 1 = 1 $$\n"
    text = text.replace("# U\n\n$$ 1 = 1 $$", "")
    (found,) = read(text).items
    assert judge(found).outcome == "refuted"


def test_the_gamma_function_is_not_introduced_by_a_display():
    items = read(
        "# T\n**Let** $n \\in \\mathbb{N}$.\n\n$$\\Gamma(n) = n!$$\n\n$$\\Gamma(3) = 6$$"
    ).items
    assert [judge(item).outcome for item in items if isinstance(item, Claim)] == ["refuted"] * 2


@pytest.mark.parametrize(
    ("head", "display", "expected"),
    [
        (r"**Let** $Y_{ij}$ be random variables.", r"\sum_i Y_{ij} = n Y_{ij}", "refuted"),
        (r"**Let** $Y_{ij}$ be random variables.", r"E[\sum_i Y_{ij}] = \sum_i E[Y_{ij}]", "proved"),
        (r"**Let** $W_{[i,j]} \in \mathbb{R}$.", r"\sum_i W_{[i,j]} = n W_{[i,j]}", "refuted"),
        (r"**Let** $V_{h[i,j]} \in \mathbb{R}$.", r"V_{h[1,2]} - V_{h[1,2]} = 0", "proved"),
        (r"**Let** $s > 0$. **Define** $c = \int_0^1 x \, dx$, $x = 3 s$.", r"c = \frac12", "proved"),
        (r"**Let** $y_i, z_i \in \mathbb{R}$.", r"z_i := y_i + 1", "undecided"),
    ],
)  # fmt: skip
def test_what_new_readers_met(head, display, expected):
    indices = r"**Let** $n \in \mathbb{N}$. **Index** $i, j = 1, \dots, n$."
    (found,) = read(f"# T\n{indices} {head}\n\n$$ {display} $$\n").items
    assert judge(found).outcome == expected


def test_a_mean_under_a_law_of_what_is_random_without_it_is_refused():
    head = (r"**Let** $X, Y$ be random variables with joint distribution $f$. "
            r"**Let** $W$ be a random variable.")  # fmt: skip
    (found,) = read(f"# T\n{head}\n\n$$ E[X + W] = E[X] + E[W] $$\n").items
    assert "joint distribution" in found.reason
