"""Letters of an **Index** line that could not be read; ``and`` beside ``or``."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"# T" + "\n" + r"**Let** $x \in \mathbb{R}^n$. "


@pytest.mark.parametrize("line", [r"i \in \{1, \dots, n\} \setminus \{2\}", r"i \in \{1, 3, 5\}"])
@pytest.mark.parametrize("display", [r"\sum_i x_i = \sum_{j=1}^n x_j", "x_i = x_1"])
def test_they_are_not_taken_to_run_over_all(line, display):
    found = read(f"{HEAD}**Index** ${line}$.\n\n$$ {display} $$\n").items
    assert not any(isinstance(item, Claim) for item in found)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("$a = 1$ or $a = -1$ and $b = 1$", "`and` beside `or`"),
        ("$b = 1$ and $a = 1$ or $a = -1$", "`and` beside `or`"),
        ("$a = 1$ or $a = -1$, and $b = 1$", ""),
    ],
)
def test_and_beside_or_needs_a_comma(words, message):
    head = r"# T" + "\n" + r"**Let** $a, b \in \mathbb{R}$. "
    found = read(f"{head}**Assume** {words}.\n\n$$ b = 1 $$\n").items
    assert message in getattr(found[0], "message", "")
    assert judge(found[-1]).outcome == ("undecided" if message else "proved")
