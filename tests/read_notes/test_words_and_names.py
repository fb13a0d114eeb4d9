"""Values at points, conditions in words, chains that introduce several names."""

import pytest

from tests.read_notes.reading import read
from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge

HEAD = r"""# N

**Let** $n \in \mathbb{N}$, $x, y, w \in \mathbb{R}^n$, $a, b, q, u, u_1, u_2 \in \mathbb{R}$. **Index** $i = 1, \dots, n$.
**Let** $X, Y$ be random variables.
"""


def note(*displays, head=HEAD):
    """The items of a note with these displays."""
    return read(head + "".join(f"\n$${one}$$\n" for one in displays)).items


def outcome(claim):
    """The verdict about a claim."""
    assert isinstance(claim, Claim), claim
    return judge(claim, timeout=10).outcome


def kinds(items):
    """What each item is."""
    return [item.kind if isinstance(item, Unchecked) else type(item).__name__ for item in items]


# -- values at a point ---------------------------------------------------------------------


@pytest.mark.parametrize("displays", [
    (r"f(u_1) = q \quad f(u_2) = 1 - q",),
    (r"f(u_1) = q", r"f(u_2) = 1 - q"),
    (r"f(u_1) = 2 q + b", r"f(u_2) = 1 - 2 q - b"),
])  # fmt: skip
def test_two_values_of_a_new_function_do_not_define_it(displays):
    items = note(*displays, "f(u_1) + f(u_2) = 1", "f(u_1) = f(u_2)")
    assert kinds(items[:2]) == ["definition", "definition"]
    assert outcome(items[2]) == ("proved")
    assert outcome(items[3]) == "refuted"


def test_a_function_of_its_letter_is_still_one():
    made, claim = note("f(u_1) = u_1^2 + a", "f(u_2) = u_2^2 + a")
    assert isinstance(made, Unchecked)
    assert outcome(claim) == "proved"
    _, through, claim = note("z = 2 w", "J(w) = z^\\top z", "J(x) = 4 x^\\top x")
    assert isinstance(through, Unchecked)
    assert outcome(claim) == "proved"


@pytest.mark.parametrize("value", [r"- \sum_i x_i", r"\mathbb{E}[X^2]", r"\operatorname{Var}(X)"])
def test_a_value_that_belongs_to_a_random_variable_is_no_function(value):
    made, other, same = note(f"H(X) = {value}", "H(Y) = H(X)", f"H(X) = {value}")
    assert isinstance(made, Unchecked)
    assert isinstance(other, IllFormed)
    assert outcome(same) == "proved"


def test_each_random_variable_has_a_value_of_its_own():
    first, second, claim = note(r"F(X) = \mathbb{E}[X^2]", r"F(Y) = \mathbb{E}[Y^2]",
                                "F(X) = F(Y)")  # fmt: skip
    assert kinds([first, second]) == ["definition", "definition"]
    assert outcome(claim) == "refuted"


def test_a_function_of_the_values_of_a_random_variable_is_one():
    made, claim = note(r"g(X) = 2 X + 1", r"\mathbb{E}[g(X)] = 2 \mathbb{E}[X] + 1")
    assert isinstance(made, Unchecked)
    assert outcome(claim) == "proved"


# -- conditions in words -------------------------------------------------------------------


@pytest.mark.parametrize("display", [
    r"\text{subject to } w^\top x + b \ge 1",
    r"\text{s.t.} \quad w^\top x + b \ge 1",
    r"\text{with the constraints } a = 1",
    r"\text{s.t.}\quad & a = 1 \\ & b \ge 2",
    r"a^2 - 2 b \stackrel{!}{=} 0",
    r"a \overset{!}{=} b",
])  # fmt: skip
def test_a_condition_that_the_words_set_claims_nothing(display):
    items = note(display)
    assert kinds(items) == ["not mathematical"] * len(items)
    assert all("nothing is claimed" in item.reason for item in items)


@pytest.mark.parametrize("words", ["with equality if and only if", "with equality iff",
                                   "equality holds when", "and equality if"])  # fmt: skip
def test_when_equality_holds_is_not_checked(words):
    claim, said = note(rf"u^2 \ge 0, \text{{ {words} }} u = 0.")
    assert outcome(claim) == "proved"
    assert "equality" in said.reason


def test_a_relation_behind_where_that_defines_nothing_is_assumed():
    claim, said = note(r"(\sum_i x_i)^2 = \sum_i x_i, \text{ where } \sum_i x_i = 1")
    assert outcome(claim) == "proved"
    assert any("where" in text for text in claim.readings)
    assert said.kind == "not mathematical"
    claim, _ = note(r"(\sum_i x_i)^2 = 2 \sum_i x_i, \text{ where } \sum_i x_i = 1")
    assert outcome(claim) == "refuted"


@pytest.mark.parametrize("relation", [
    r"(a + b)^2 = a^2 + b^2",
    r"w^\top x = x^\top w + 1",
    r"\nabla_x (x^\top x) = x",
])  # fmt: skip
def test_a_formula_behind_where_is_still_a_claim(relation):
    items = note(rf"a = a + 0, \text{{ where }} {relation}")
    assert [outcome(item) for item in items] == ["proved", "refuted"]


def test_contradictory_conditions_prove_nothing():
    first, _ = note(r"a = 7, \text{ where } \sum_i x_i^2 = -1")
    assert outcome(first) not in ("proved", "refuted")


def test_a_claim_in_the_row_below_a_condition_stays_one():
    first, second = note(r"a^2 = a b \text{ such that } a = b \\ b = 3")
    assert outcome(first) == "proved"
    assert outcome(second) == "refuted"


# -- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "then"), [
    (r"c = d = a^2", r"c + d = 2 a^2"),
    (r"L(a) = p(x; a) = \prod_i e^{-(x_i - a)^2}", r"\log L(a) = -\sum_i (x_i - a)^2"),
    (r"L(a) = L(a; x, y) = \sum_i x_i a y_i", r"L(a) = L(a; x, y)"),
    (r"G_5 = 0 \\ G_4 = a + 2 G_5", r"G_4 = a"),
    (r"L_{n-1} = 2 a", r"L_{n-1} + a = 3 a"),
    (r"L_i^{\text{simple}} = a x_i", r"\sum_i L_i^{\text{simple}} = a \sum_i x_i"),
    (r"v_\pi^c = 2 a", r"v_\pi^c + a = 3 a"),
    (r"\sigma^2_{\text{ML}} = a^2 + 1", r"\sigma^2_{\text{ML}} - 1 = a^2"),
    (r"\text{Let } M &= 2a", r"M + a = 3 a"),
    (r"a + N = 4 a, \text{ where } N &= 3a", r"N + a = 4 a"),
])  # fmt: skip
def test_names_that_displays_introduce(first, then):
    items = note(first, then)
    assert not any(isinstance(item, IllFormed) for item in items), items
    assert outcome(items[-1]) == "proved"


def test_a_condition_is_no_introduction():
    items = note("k = 0", r"\alpha = \beta", "v_i = 0")
    assert all(isinstance(item, IllFormed) for item in items)
    (item,) = note("z^k = 2 a")
    assert isinstance(item, IllFormed)


SECTIONS = (
    HEAD
    + r"""
## State

$$ z = w^\top x $$

**Let** $r \in \mathbb{R}$.

## Use
"""
)


def test_a_name_of_an_earlier_section_stays_known_and_says_so():
    _, claim = note(r"2 z = w^\top x + x^\top w", head=SECTIONS)
    assert outcome(claim) == "proved"
    assert any("State" in text for text in claim.readings)
    _, made, claim = note(r"z = 2 w^\top x", r"z = w^\top x", head=SECTIONS)
    assert isinstance(made, Unchecked)
    assert outcome(claim) == "refuted"


def test_a_name_of_an_earlier_section_that_stands_on_others_is_not_taken():
    _, item = note(r"2 z = z + z", head=SECTIONS + "**Let** $w, x \\in \\mathbb{R}$.\n")
    assert isinstance(item, IllFormed)
    assert "State" in item.message


def test_messages_say_where_a_name_was_declared_or_should_have_been():
    _, item = note("r + r = 2 r", head=SECTIONS)
    assert "State" in item.message
    bad, item = note("J = J + 0", head=HEAD + "**Define** $J = w x$.\n")
    assert isinstance(bad, IllFormed)
    assert "line 5, which could not be read" in item.message
    assert "**Let**" not in item.message
