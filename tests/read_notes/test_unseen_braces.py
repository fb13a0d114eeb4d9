"""Braces that are not printed do not group sums in silence."""

import pytest

from tests.read_notes.reading import item
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = "# N\n\n**Let** $a, b, c \\in \\mathbb{R}$.\n"


def one(text, more=""):
    """The single item of a display."""
    (found,) = read(f"{HEAD}\n{more}\n\n$$ {text} $$\n").items
    return found


@pytest.mark.parametrize("text", [
    "{a + b} c = ac + bc", "c{a + b} = ac + bc", "{a + b}^2 = a^2 + 2ab + b^2",
    "c - {a + b} = c - a - b", "a{+b} = ab", "a{-b} = a - b", r"c \cdot {a + b} = ca + cb",
    "a / {b + c} = a / (b + c)", "{-a}^2 = a^2"])  # fmt: skip
def test_a_sum_in_braces_beside_what_binds_closer_is_not_read(text):
    found = one(text)
    assert isinstance(found, IllFormed)
    assert found.code == "ambiguous"
    assert "braces are not printed" in found.message


def test_nor_is_one_that_a_macro_puts_there():
    square = r"\newcommand{\sq}[1]{#1^2}"
    assert isinstance(one(r"\sq{a+b} = a^2 + 2ab + b^2", square), IllFormed)
    assert judge(one(r"\sq{(a+b)} = a^2 + 2ab + b^2", square)).outcome == "proved"
    assert judge(one(r"\sq{a} + \sq{b} = a^2 + b^2", square)).outcome == "proved"


@pytest.mark.parametrize("text", [
    "{a + b} = b + a", "{a + b} + c = c + b + a", "c + {a + b} - a = c + b", "{a}{b} = ba",
    "{-1} a = -a", r"a \cdot {-b} = -ab", "{}-a = -a", "a{}-b = -b + a",
    r"\frac{{a+b}}{2} = \frac{a}{2} + \frac{b}{2}", "({a+b})^2 = a^2 + 2ab + b^2",
    "{(a+b)}^2 = a^2 + 2ab + b^2", "e^{{a+b}} = e^a e^b"])  # fmt: skip
def test_braces_that_change_nothing_are_passed_over(text):
    found = one(text)
    assert isinstance(found, Claim)
    assert not found.readings
    assert judge(found).outcome == "proved"


def test_a_product_below_a_script_is_said():
    found = one("{ab}^2 = a^2 b^2")
    assert isinstance(found, Claim)
    assert any("braces are not printed" in said for said in found.readings)
    assert not one("{a}^2 = a a").readings


def test_braces_around_the_name_of_a_function_change_nothing():
    found = item(r"{f}(x) + {\sigma}(x) = \sigma(x) + f(x)")
    assert judge(found).outcome == "proved"
