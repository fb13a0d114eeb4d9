"""The rulebook says something of every rule that the kernel knows, and of no other."""

import re

from verifier.report import rulebook
from verifier.report.mathml import mathml


def test_every_rule_says_something_and_every_statement_has_a_rule():
    named = set(rulebook.places())
    assert set(rulebook.STATEMENTS) - named == set()
    assert all(rulebook.statement(name) for name in named)


def test_without_a_statement_the_docstring_speaks(monkeypatch):
    monkeypatch.setattr(rulebook, "STATEMENTS", {})
    assert rulebook.statement("sum_delta").startswith("sum_j delta(j, e)")
    assert rulebook.statement("no such rule") == ""


def test_places_name_the_function_that_applies_a_rule():
    (place,) = rulebook.places()["sum_delta"]
    file, line = place.split(":")
    text = (rulebook.KERNEL / file).read_text("utf-8").splitlines()
    assert text[int(line) - 1].startswith("def ")


def test_statements_are_typeset_whole():
    for name, statement in rulebook.STATEMENTS.items():
        pieces = statement.split("$")
        assert len(pieces) % 2 == 1, name
        for formula in pieces[1::2]:
            words = re.findall(r"<mtext>(\w+)</mtext>", mathml(formula))
            assert not words, (name, words)


def test_the_kernel_is_measured():
    size = rulebook.size()
    assert size.files == len(list(rulebook.KERNEL.glob("*.py")))
    assert size.lines % 100 == size.below % 100 == 0
    assert size.lines > 5000
