"""Derivatives of functions at points where one letter stands for several arguments."""

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = "# N\n\n**Let** $x, y \\in \\mathbb{R}$, $f : \\mathbb{R}^2 \\to \\mathbb{R}$.\n"
OWN = "**Define** $g(x, y) = x^2 y$.\n"


def one(text):
    """The single item of a display."""
    (found,) = read(f"{HEAD}{OWN}\n$$ {text} $$\n").items
    return found


def test_a_function_without_arguments_is_not_taken_at_a_repeated_letter():
    wrong = one(r"\frac{d}{dx} f(x, x) = \frac{\partial f}{\partial x}(x, x)")
    assert judge(wrong).outcome == "refuted"
    assert "`f` without arguments read as `f(x, y)`" in wrong.readings
    value = one(r"\frac{d}{dx} f(x, x) = \frac{\partial f(x, x)}{\partial x}")
    assert isinstance(value, Claim)
    assert judge(value).outcome == "proved"


def test_by_its_argument_where_the_function_names_it():
    whole = one(r"\frac{d}{dx} g(x, x) = \frac{\partial g}{\partial x}(x, x)")
    assert judge(whole).outcome == "refuted"
    sides = r"\frac{\partial g}{\partial x}(x, x) + \frac{\partial g}{\partial y}(x, x)"
    assert judge(one(rf"\frac{{d}}{{dx}} g(x, x) = {sides}")).outcome == "proved"


def test_the_derivative_of_the_value_is_said_where_an_argument_has_that_letter():
    found = one(r"\partial_x g(x, x) = 3x^2")
    assert any("that of its value" in said for said in found.readings)
    assert judge(found).outcome == "proved"
    assert not one(r"\partial_x g(x, y) = 2xy").readings
