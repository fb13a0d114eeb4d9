"""Displays behind ``subject to``, names of sets, transposes of named lists."""

from __future__ import annotations

import pytest

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"**Let** $a, b \in \mathbb{R}$. **Define** $p = (1, b)$."


def item(display, words=""):
    *_, found = read(f"{HEAD}\n\n{words}\n$$ {display} $$\n").items
    return found


@pytest.mark.parametrize("words", ["We minimise it subject to", "Minimise this, s.t.",
                                   "under the following constraints:"])  # fmt: skip
def test_a_condition_of_the_text_claims_nothing(words):
    found = item(r"a \ge 1", words)
    assert isinstance(found, Unchecked)
    assert "a condition that the text sets" in found.reason


@pytest.mark.parametrize("words", ["This is subject to change. Clearly", "We get", ""])
def test_other_words_do_not(words):
    found = item(r"a \ge 1", words)
    assert isinstance(found, Claim)
    assert judge(found).outcome == "refuted"


@pytest.mark.parametrize(
    "display",
    [
        r"\mathcal{F} = \mathbb{R}^D", r"\mathcal{L} = \{0, 1, \dots, L - 1\}",
        r"\mathcal{D} = \mathcal{F} \times \mathcal{L}", r"S = \mathbb{N} \cup \{-1, -2\}",
    ],
)  # fmt: skip
def test_names_of_sets(display):
    found = item(display)
    assert isinstance(found, Unchecked)
    assert (found.kind, found.reason) == ("definition", "a name for a set: not checked")


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"p^\top p = 1 + b^2", "proved"),
        (r"p^\top p = 1 + b", "refuted"),
        (r"p p^\top = \begin{bmatrix} 1 & b \\ b & b^2 \end{bmatrix}", "proved"),
        (r"p \cdot p = 1 + b^2", "proved"),
    ],
)
def test_a_named_list_is_a_vector(display, outcome):
    found = item(display)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


@pytest.mark.parametrize(
    ("words", "display", "outcome"),
    [
        ("Setting the derivative to zero and solving, we have", r"a + b = 0", "undecided"),
        ("Setting $J'(a) = 0$ we get", "a = 2 b", "undecided"),
        ("This gives us the solution", "a = 2 b", "undecided"),
        ("and the complementary slackness conditions,", r"a (1 - b) = 1", "undecided"),
        ("This gives us the solution", "a + b = b + a", "proved"),
        ("This gives us the solution", "a + b = 2 b", "refuted"),  # no letter, no zero
        ("The estimate is fine. So", "a = 2 b", "refuted"),
        ("We set it to zero:\n$$ a - b = 0 $$\n so the sum is", "a = 2 b", "refuted"),
        ("**Assume** $a = 2 b$. Setting it to zero we get", "a = 2 b", "proved"),
        ("**Assume** $a = 2 b$. Setting it to zero we get", "a = b", "refuted"),
    ],
)
def test_what_is_set_is_not_refuted(words, display, outcome):
    found = item(display, words)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome
    if outcome == "undecided":
        assert any("**Assume**" in one for one in found.unread)


@pytest.mark.parametrize(("words", "claims"), [
    ("It is subject to a constraint that", False), ("subject to the (other) constraints", False),
    ("Subject to the constraints that all points satisfy", False),
    ("Subject to the constraint that $b$ is small we get", True),
])  # fmt: skip
def test_subject_to_with_more_words(words, claims):
    assert isinstance(item(r"a \ge 1", words), Claim) is claims


@pytest.mark.parametrize(
    ("display", "said"),
    [
        (r"a = \frac{\text{right answers}}{\text{all answers}}", "a side in words"),
        (r"\frac{\mbox{# ones}}{\mbox{# all}} = b", "a side in words"),
        (r"\operatorname{minimize}_b b^2 = \operatorname{minimize}_b b^4", "optimisation"),
    ],
)
def test_sides_in_words(display, said):
    found = item(display)
    assert isinstance(found, Unchecked), found
    assert said in found.reason


@pytest.mark.parametrize(
    ("between", "outcome"),
    [
        ("which implies that", "undecided"), ("and so we get", "undecided"), ("", "undecided"),
        ("Another thing is this:", "refuted"), ("which implies. But clearly", "refuted"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "display", ["$$ a - b = 0 $$", "\\begin{equation}\na - b = 0\n\\end{equation}"]
)
def test_words_that_go_on_carry_what_is_set(between, outcome, display):
    found = item("a = 2 b", f"Setting the derivative to zero, we have\n\n{display}\n\n{between}\n")
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


def test_what_follows_from_it_may_have_any_form():
    words = "Setting it to zero:\n\n$$ a - b = 0 $$\n\nThis can be rewritten as\n"
    assert judge(item("a + b = 2 b + 1", words)).outcome == "undecided"
    assert judge(item("a + b = 2 b + 1", words + "\nthe sum. Now ")).outcome == "refuted"


def test_an_escaped_bracket_opens_a_display():
    *_, found = read(f"{HEAD}\n\nIt is the solution to\n\\\\[ a b = 2 \\\\]\n").items
    assert judge(found).outcome == "undecided"


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"a \in \{0, 1\}", "undecided"), (r"a \in \mathbb{R}", "proved"),
        (r"a + b \in \{0, 1\}", "refuted"), (r"a^2 \in \{-1, -2\}", "refuted"),
    ],
)  # fmt: skip
def test_a_letter_in_a_set_may_be_said_to_lie_there(display, outcome):
    found = item(display)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A function is convex if the following inequality holds for any two points:", "undecided"),
        ("It is called strictly so if and only if", "undecided"),
        ("Assume that both are related via the equation", "undecided"),
        ("Letting this gradient to zero gives us", "undecided"),
        ("If the following holds we have", "refuted"),
        ("Assume nothing. Then", "refuted"),
        ("We then obtain", "refuted"),
    ],
)
def test_words_that_make_a_display_a_condition_or_not(words, expected):
    text = f"# T\n**Let** $a, b \\in \\mathbb{{R}}$.\n\n{words}\n\n$$ a^2 + b = 0 $$\n"
    (found,) = read(text).items
    assert judge(found).outcome == expected


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("We want to ensure that for both of them:", "undecided"),
        ("To satisfy both conditions, we can say:", "undecided"),
        ("We want to show that", "refuted"),
        ("We require this, so", "refuted"),
    ],
)
def test_what_a_text_wants_is_not_refuted(words, outcome):
    assert judge(item("a = 2 b", words)).outcome == outcome


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The minimum has derivative equal to zero", "undecided"),
        ("We take the derivatives and set them equal to zero. For $a$", "undecided"),
        (
            "We take the derivatives and set them equal to zero.\n\n$$ b = b $$\n\nFor $a$:",
            "undecided",
        ),
        ("The gradient is positive.\n\nFor $a$", "refuted"),
        ("The derivative of zero is small. Then", "refuted"),
    ],
)
def test_words_for_a_derivative_at_zero(words, expected):
    assert judge(item("2 a - b = 0", words)).outcome == expected


def test_a_chain_from_a_prime_to_zero_is_not_refuted_there():
    text = r"**Let** $t \in \mathbb{R}$. **Define** $g(t) = t^2 - 2 t$."
    found = read(f"# T\n{text}\n\n$$ g'(t) = 2 t - 3 = 0 $$\n\n$$ g'(t) = 0 $$\n").items
    assert [judge(one).outcome for one in found] == ["refuted", "undecided", "refuted"]
