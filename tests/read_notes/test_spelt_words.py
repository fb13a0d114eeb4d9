"""Functions typed in plain letters beside declared letters, and words that state nothing exact."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge

LETTERS = r"""
**Let** $x, p, l, a, b, c \in \mathbb{R}$. **Let** $g : \mathbb{R} \to \mathbb{R}$.
**Let** $X, Y$ be random variables.
"""


@pytest.mark.parametrize(
    "display",
    [
        r"exp\{x\} = e^x",
        r"log(e^x) + exp(x) = x + e^x",
        r"Corr(X, Y) = \frac{Cov(X, Y)}{\sqrt{Var(X) Var(Y)}}",
        r"cov(a X + b, Y) = a Cov(X, Y)",
    ],
)
def test_letters_of_which_one_is_undeclared_are_the_function(display):
    found = item(display, base=LETTERS)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == "proved"


def test_without_a_sign_of_a_coefficient_the_correlation_changes():
    found = item(r"Corr(a X + b, c Y) = Corr(X, Y)", base=LETTERS)
    assert judge(found).outcome != "proved"


def test_a_word_before_brackets_is_the_function_also_where_all_letters_are_declared():
    found = item(r"exp(x) = p x e x", base=r"**Let** $e, x, p \in \mathbb{R}$.")
    assert judge(found).outcome == "refuted"
    assert any("`exp` read as the function" in one for one in found.readings)


def test_a_declared_word_keeps_its_meaning():
    base = r"**Let** $x \in \mathbb{R}$. **Define** $\mathrm{exp}(t) = t + 1$."
    found = item(r"\mathrm{exp}(x) = x + 1", base=base)
    assert judge(found).outcome == "proved"


def test_an_unwritten_constant_is_said():
    (found,) = items(r"x + l = x + const", base=LETTERS)
    assert isinstance(found, Unchecked)
    assert "constant" in found.reason


NAMES = r"""
**Let** $T \in \mathbb{N}$, $\epsilon \in \mathbb{R}^T$. **Index** $t = 1, \dots, T$.
**Define** $\gamma_t = \frac{1}{2} - \epsilon_t$. **Let** $\gamma > 0$.
"""


@pytest.mark.parametrize(
    "display", [r"\gamma^2 T = T \gamma \gamma", r"\gamma_t + \epsilon_t = \frac12"]
)
def test_a_positive_number_beside_entries_of_its_letter(display):
    assert judge(item(display, base=NAMES)).outcome == "proved"


SUMS = r"**Let** $n \in \mathbb{N}$, $x \in \mathbb{R}^n$. **Index** $i, j = 1, \dots, n$."


def test_a_first_value_with_an_exception_behind_it():
    true = r"\sum_{j=1 \neq i}^{n} x_j = \sum_{j=1}^n x_j - x_i"
    assert judge(item(true, base=SUMS)).outcome == "proved"
    false = r"\sum_{j=1 \neq i}^{n} x_j = \sum_{j=1}^n x_j"
    assert judge(item(false, base=SUMS)).outcome == "refuted"


@pytest.mark.parametrize(("name", "use"), [
    ("MSE", "2 MSE"), ("Loss", "2 Loss"), ("loss", "2 loss"), ("ELBO(a)", "2 ELBO(a)"),
    ("ELBO(t)", "2 ELBO(a)"),
])  # fmt: skip
def test_an_equation_introduces_a_word_typed_in_letters(name, use):
    argument = "t" if "(t)" in name else "a"
    first = f"{name} = {argument}^2 + x"
    said, claim = items(rf"{first} \\ {use} = 2 a^2 + 2 x")
    assert isinstance(said, Unchecked)
    assert said.kind == "definition"
    assert judge(claim).outcome == "proved"
    _, wrong = items(rf"{first} \\ {use} = 2 a^2 + x")
    assert judge(wrong).outcome == "refuted"


@pytest.mark.parametrize("display", [
    "abc = a + b", "ABC = 2", "ab = 2 + a", "dxdt = a + b", "A B C = a + b", "xyzt = a",
])  # fmt: skip
def test_products_are_no_words(display):
    found = item(display)
    assert not (isinstance(found, Unchecked) and found.kind == "definition")


def test_a_word_that_ends_in_a_capital_o_is_no_remainder():
    (found,) = items(r"ELBO(a) \leq a")
    assert isinstance(found, IllFormed)
    assert "Landau" not in found.message
    (rest,) = items("f(a) = 1 + O(a)")
    assert isinstance(rest, Unchecked)
    assert "Landau" in rest.reason


@pytest.mark.parametrize(("display", "wanted"), [
    (r"log e^x = x", "proved"), (r"a log b^2 = 2 a log b", None), (r"exp x = e^x", "proved"),
    (r"log \frac{e^x}{e^a} = x - a", "proved"), (r"log \frac{e^x}{e^a} = x + a", "refuted"),
    (r"l o g x = 2", None), (r"log l = 2 a", None),
])  # fmt: skip
def test_words_without_brackets(display, wanted):
    found = item(display, base=LETTERS)
    assert isinstance(found, Claim) or wanted is None
    assert wanted is None or judge(found).outcome == wanted


def test_declared_letters_stay_a_product():
    base = r"**Let** $l, o, g, x \in \mathbb{R}$."
    assert judge(item(r"log x = l o x g", base=base)).outcome == "proved"
