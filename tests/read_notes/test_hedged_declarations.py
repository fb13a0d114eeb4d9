"""Words around the formulas of a declaration: what denies or limits them, alternatives."""

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read
from verifier.terms import Or

HEAD = "# N\n\n**Let** $a, b \\in \\mathbb{R}$.\n"


def found(line, display):
    """The items of a note of one more declaration and one display."""
    return read(f"{HEAD}{line}\n\n$$ {display} $$\n").items


@pytest.mark.parametrize("line", [
    "**Case** not $a = b$:", "**Case** $a = b$ does not hold:", "**Assume** not $a = b$.",
    "**Assume** that $a = b$ is false.", "**Assume** the contrary of $a = b$.",
    "**Assume** $a = b$, unless $b > 0$.", "**Assume** $a = b$ if $b > 0$.",
    "**Assume** $b > 0$ implies $a = b$.", "**Assume** $a = b$ whenever $b > 0$.",
    "**Assume** neither $a = b$ nor $b > 0$.", "**Assume** at most one of $a = b$ and $b > 0$.",
    "**Assume** either of $a = b$ and $b > 0$.", "**Assume** that we never have $a = b$.",
    "**Let** $a$ and $b$ be numbers, not $a = b$.",
    "**Let** $c \\in \\mathbb{R}$. We do not assume $a = b$.",
])  # fmt: skip
def test_what_words_deny_or_limit_is_not_assumed(line):
    items = found(line, "a^2 = b^2")
    assert isinstance(items[0], IllFormed)
    assert judge(items[-1]).outcome == "refuted"


def test_a_case_that_is_refused_ends_the_one_before():
    items = found("**Case** $a = b$:\n\n$$ a = b $$\n\n**Case** not $a = b$:", "a^2 = b^2")
    assert [type(item) for item in items] == [Claim, IllFormed, Claim]
    assert judge(items[-1]).outcome == "refuted"


@pytest.mark.parametrize("line", [
    "**Case** $a > 0$ or $b > 0$:", "**Assume** $a > 0$ or $b > 0$.",
    "**Assume** $a > 0$, or else $b > 0$."])  # fmt: skip
def test_alternatives_are_one_assumption(line):
    (item,) = found(line, "a > 0")
    (assumed,) = item.assumptions
    assert isinstance(assumed, Or)
    assert judge(item).outcome == "refuted"


@pytest.mark.parametrize("line", [
    "**Case** $a = b$:", "**Assume** $a = b$ and $b > 0$.", "**Assume** that $a = b$.",
    "**Assume** $a = b$, so that no square differs.", "**Assume** $a = b$ (not needed later).",
    "**Assume** $a = b$. If not, nothing below holds."])  # fmt: skip
def test_other_words_are_passed_over(line):
    (item,) = found(line, "a^2 = b^2")
    assert judge(item).outcome == "proved"
