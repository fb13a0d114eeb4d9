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
    "**Assume** $a = b$, unless $b > 0$.", "**Assume** $a = b$ iff $b > 0$.",
    "**Assume** $b > 0$ implies $a = b$.", "**Assume** $a = b$ if $b > 0$ and $a > 0$.",
    "**Assume** neither $a = b$ nor $b > 0$.", "**Assume** at most one of $a = b$ and $b > 0$.",
    "**Assume** either of $a = b$ and $b > 0$.", "**Assume** that we never have $a = b$.",
    "**Let** $a$ and $b$ be numbers, not $a = b$.",
    "**Assume** $a = b$ for some $b$.", "**Assume** $a = b$ for some $b > 1$.",
    "**Case** $a > b$ (the case $a = b$ is similar).",
])  # fmt: skip
def test_what_words_deny_or_limit_is_not_assumed(line):
    items = found(line, "a^2 = b^2")
    assert isinstance(items[0], IllFormed)
    assert judge(items[-1]).outcome == "undecided"


def test_a_case_that_is_refused_ends_the_one_before():
    items = found("**Case** $a = b$:\n\n$$ a = b $$\n\n**Case** not $a = b$:", "a^2 = b^2")
    assert [type(item) for item in items] == [Claim, IllFormed, Claim]
    assert judge(items[-1]).outcome == "undecided"


@pytest.mark.parametrize("words", ["for", "if", "when", "whenever", "for all"])
def test_a_condition_behind_what_is_assumed_limits_it(words):
    (item,) = found(f"**Assume** $a = b$ {words} $b > 0$.", "a^2 = b^2")
    assert judge(item).outcome == "refuted"
    (item,) = found(f"**Assume** $a = b$ {words} $b > 0$. **Assume** $b = 2$.", "a = 2")
    assert judge(item).outcome == "proved"


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


@pytest.mark.parametrize("line", [
    "**Let** $c \\in \\mathbb{R}$. We do not assume $a = b$.",
    "**Let** $c \\in \\mathbb{R}$. Suppose for contradiction that $a = b$.",
    "**Let** $c \\in \\mathbb{R}$. If $a = b$, we are done.",
    "**Let** $c \\in \\mathbb{R}$. We show $a^2 = b^2$.",
    "**Assume** $a > -b^2$. Then we show $a = b$.", "**Case** $a > -b^2$. We prove that $a = b$."])  # fmt: skip
def test_sentences_of_the_author_declare_nothing(line):
    (item,) = found(line, "a^2 = b^2")
    assert judge(item).outcome == "refuted"


@pytest.mark.parametrize("line", [
    "**Let** $c \\in \\mathbb{R}$. Also $d \\in \\mathbb{R}$.",
    "**Let** $c \\in \\mathbb{R}$. Let $d \\in \\mathbb{R}$.",
    "**Let** $c \\in \\mathbb{R}$, i.e. Some number, and $d \\in \\mathbb{R}$."])  # fmt: skip
def test_sentences_that_go_on_declare(line):
    (item,) = found(line, "(c + d)^2 = c^2 + 2cd + d^2")
    assert judge(item).outcome == "proved"


@pytest.mark.parametrize("line", [
    r"**Define** $f(x) = x$ for $x > 0$ and $f(x) = -x$ for $x \le 0$.",
    r"**Define** $f(x) = x$ if $x > 0$, and $f(x) = -x$ otherwise.",
    r"**Define** $f(x) = x$ unless $x = 0$."])  # fmt: skip
def test_branches_of_a_definition_in_words_are_refused(line):
    items = found(line, "f(a) = |a|")
    assert isinstance(items[0], IllFormed)
    assert not any(isinstance(item, Claim) for item in items)


@pytest.mark.parametrize("heading", ["# Next", "## Next", "### Next"])
def test_a_heading_ends_a_case(heading):
    items = found(f"**Case** $a = b$:\n\n$$ a^2 = b^2 $$\n\n{heading}", "a^2 = b^2")
    wanted = ["proved", "IllFormed" if heading == "# Next" else "refuted"]
    assert [judge(item).outcome if isinstance(item, Claim) else type(item).__name__
            for item in items] == wanted  # fmt: skip
