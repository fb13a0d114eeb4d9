"""``verify suggest`` drafts what a note does not declare."""

import pytest
from click.testing import CliRunner

from verifier.claim import Claim, IllFormed
from verifier.cli import main
from verifier.engine.decide import judge
from verifier.read.notes.drafts.suggest import drafts, none, suggest
from verifier.read.notes.load import read

BARE = r"""# Softmax

$$ \frac{\partial}{\partial \theta_j} \log \sum_{l} e^{\theta_l}
   = \frac{e^{\theta_j}}{\sum_l e^{\theta_l}} $$

$$ a x^2 + b x = x(a x + b) $$
"""


def test_the_draft_makes_the_note_readable():
    draft = suggest(BARE)
    assert r"\theta \in" in draft
    declared = BARE.replace("# Softmax\n", f"# Softmax\n\n{draft}\n")
    assert all(isinstance(item, Claim) for item in read(declared).items)


def test_the_command_says_when_nothing_is_missing(tmp_path):
    note = tmp_path / "note.md"
    note.write_text("# A\n\n**Let** $x \\in \\mathbb{R}$.\n\n$$ x = x + 0 $$\n")
    answer = CliRunner().invoke(main, ["suggest", str(note)])
    assert answer.exit_code == 0
    assert "declared" in answer.output
    missing = CliRunner().invoke(main, ["suggest", str(tmp_path / "none.md")])
    assert missing.exit_code == 2
    assert "none.md" in missing.output


def test_letters_in_expectations_are_random_variables():
    bare = "# N\n\n$$ \\mathrm{Var}(X) = \\mathbb{E}[X^2] - \\mathbb{E}[X]^2 $$\n"
    draft = suggest(bare)
    assert "random variable" in draft
    declared = bare.replace("# N\n", f"# N\n\n{draft}\n")
    assert all(isinstance(item, Claim) for item in read(declared).items)


def test_no_line_of_a_draft_is_refused_where_it_stands():
    bare = (
        "# N\n\n$$ \\mathbf{A}^\\top \\mathbf{b} = \\lambda \\mathbf{b} $$\n\n"
        "$$ q = (\\mathbf{A} + \\cdots)^{-1} $$\n\n$$ h(x, y) = x_i + \\hat{y}^{(k)} $$\n"
    )
    draft = suggest(bare)
    lines = draft.count("\n") + 1
    declared = bare.replace("# N\n", f"# N\n\n{draft}\n")
    for item in read(declared).items:
        if isinstance(item, IllFormed):
            assert item.span.line > lines + 2, item.message


def test_labels_in_letters_are_no_indices():
    text = "# N\n\n$$h_t = \\sigma(\\mathbf{W}_{xh} x_t + \\mathbf{b}_{\\text{f}})$$\n"
    found = suggest(text)
    assert r"\mathbf{W}_{\mathrm{xh}}" in found
    assert r"\mathbf{b}_{f}" in found
    assert r"**Index** $t = " in found
    assert r"**Define** $\sigma(t) = \frac{1}{1+e^{-t}}$ elementwise." in found


def test_a_draft_for_tex_is_spelt_and_read_as_tex():
    bare = (
        "\\section{A}\n\\[ \\|A x\\|_F^2 + p = q \\]\n\n"
        "\\[ y_i = \\Theta_1 x_i + \\Theta_2 \\quad \\Theta y = 2 y \\]\n"
    )
    draft = suggest(bare, "note.tex")
    assert "\\textbf{Let}" in draft
    assert "**" not in draft
    assert "$F" not in draft
    declared = bare.replace("{A}\n", f"{{A}}\n\n{draft}\n\n", 1)
    for item in read(declared, "note.tex").items:
        if isinstance(item, IllFormed):
            assert item.span.line > draft.count("\n") + 3, item.message


SECTIONS = r"""# N

## Sums

$$ \sum_{i=1}^{n} (a_i + b_i) = \sum_{i=1}^{n} a_i + \sum_{i=1}^{n} b_i $$

## Numbers

The numbers here are plain.

$$ (a + b)^2 = a^2 + 2 a b + b^2 $$
"""


def test_a_section_gets_its_own_lines_where_letters_mean_something_else():
    draft = suggest(SECTIONS)
    whole, mark, section = draft.partition("<!-- below line 7, Numbers -->")
    assert mark
    assert r"a \in \mathbb{R}^{n}" in whole
    assert "a \\in \\mathbb{R}$" in section
    first, second = SECTIONS.split("## Numbers\n")
    head, rest = first.split("# N\n", 1)
    declared = f"{head}# N\n\n{whole}\n{rest}## Numbers\n\n{section}\n{second}"
    assert all(isinstance(item, Claim) for item in read(declared).items)


def test_without_one_title_the_lines_stand_before_all_headings():
    bare = "---\ntitle: x\n---\n\n## A\n\n$$ x = x $$\n\n## B\n\n$$ 2 x = x + x $$\n"
    (found,) = drafts(bare, "note.md", none)
    assert found.at == bare.index("## A") - 1
    assert found.lines == (r"**Let** $x \in \mathbb{R}$.",)


def test_sets_that_the_prose_names_are_taken():
    bare = "# N\n\nThe matrix $W \\in \\mathbb{R}^{2 \\times 3}$ is wide.\n\n$$ W = W + 0 W $$\n"
    assert suggest(bare) == r"**Let** $W \in \mathbb{R}^{2 \times 3}$."


def test_types_under_which_a_line_fails_are_given_up(tmp_path):
    note = tmp_path / "note.md"
    note.write_text("# N\n\n$$ \\int_0^1 f(x) dx = \\int_0^1 f(t) dt $$\n\n$$ g(2) = g(1 + 1) $$\n")
    answer = CliRunner().invoke(main, ["suggest", str(note)])
    assert "\\mathbb{R} \\to \\mathbb{R}" in answer.output
    answer = CliRunner().invoke(main, ["suggest", "--write", str(note)])
    assert "verify check" in answer.output
    assert all(isinstance(item, Claim) for item in read(note.read_text()).items)
    always = suggest("# N\n\n$$ b^2 = b b $$\n", fails=lambda claim: "i" in repr(claim.relation))
    assert always == r"**Let** $b \in \mathbb{R}$."


@pytest.mark.parametrize(
    "display",
    [r"\nabla_x x^T A x = 2 A x", r"\frac{\partial x^\top A x}{\partial x} = 2 A x"],
)
def test_a_matrix_is_no_number_because_a_line_is_true_of_numbers(display):
    text = f"# N\n\n$$ {display} $$\n"
    lines = suggest(text, fails=lambda claim: str(judge(claim, timeout=5).outcome) == "refuted")
    assert r"A \in \mathbb{R}^{n \times n}" in lines


def test_letters_with_a_bar_between_their_arguments_are_densities():
    bare = (
        "# N\n\n$$ p_\\theta(x) = \\int p_\\theta(x, z) dz $$\n\n"
        "$$ q(z | x) p_\\theta(x, z) = q(z | x) p_\\theta(x \\mid z) p_\\theta(z) $$\n"
    )
    draft = suggest(bare)
    assert r"**Let** $p_{\theta}$ be a density." in draft
    assert r"**Let** $q$ be a density." in draft
    declared = bare.replace("# N\n", f"# N\n\n{draft}\n")
    assert all(isinstance(item, Claim) for item in read(declared).items)
