"""``verify suggest`` drafts what a note does not declare."""

from click.testing import CliRunner

from verifier.claim import Claim
from verifier.cli import main
from verifier.read.notes.load import read
from verifier.read.notes.suggest import suggest

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
