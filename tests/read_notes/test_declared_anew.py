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
