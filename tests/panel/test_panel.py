"""Every row of the panel gets the verdict that a careful mathematician gives."""

import importlib.util
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

from verifier.numeric import cross_check, truth_at
from verifier.numeric.evaluate import Given
from verifier.prove import Found, prove
from verifier.terms import And, Sort, Variable
from verifier.traversal import walk

HERE = Path(__file__).parent
TABLES = ("derivative_claims", "identity_claims", "inequality_claims", "calculus_claims")
SECONDS = 5.0
"""Far more than a row needs; a slow machine must not change a verdict."""
PLACES = [Fraction(n, d) for n, d in ((0, 1), (1, 1), (-1, 1), (2, 1), (-2, 1), (1, 2), (-1, 2))]
PLACES += [Fraction(n) for n in (3, -3, 6)] + [Fraction(7, 5), Fraction(-7, 5), Fraction(1, 5)]


def load(name):
    """A file of this folder as a module, whatever the working directory."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


language = load("language")
ROWS = [row for name in TABLES for table in load(name).TABLES for row in language.rows(table)]


def decided(row):
    """Outcome, kernel's answer and numbers for a row."""
    claim = row.claim()
    found = prove(claim, deadline=time.monotonic() + SECONDS)
    points = 6 if isinstance(found, Found) else 32
    numbers = cross_check(claim, points=points, deadline=SECONDS)
    if isinstance(found, Found):
        thin = all(condition.thin for condition in found.checked.conditions)
        return ("proved" if thin else "conditional"), found.checked, numbers
    if found.ill_formed:
        return "ill-formed", None, numbers
    return ("refuted" if numbers.refutation else "undecided"), None, numbers


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_verdict(row):
    outcome, checked, numbers = decided(row)
    assert outcome == row.outcome, f"{row.text} given {row.given or 'nothing'}"
    if checked is not None:
        assert numbers.refutation is None or outcome == "conditional"
        compare_conditions(row, checked.conditions)


def compare_conditions(row, conditions):
    """The conditions listed hold exactly where the expected one does, at many points."""
    expected = row.condition
    if expected is None:
        assert not conditions, row.text
        return
    assert conditions, row.text
    found = And(tuple(part.condition for part in conditions))
    claim = row.claim()
    variables = [
        node
        for node in dict.fromkeys(walk((expected, found)))
        if isinstance(node, Variable) and node.sort is Sort.REAL
    ]
    for shift in range(len(PLACES)):
        values = (PLACES[(shift * (k + 1) + 2 * k) % len(PLACES)] for k in range(len(variables)))
        point = {v.name: str(value) for v, value in zip(variables, values, strict=True)}
        env = Given({}, point, {})
        if truth_at(And(claim.assumptions), env) is False:
            continue
        truths = truth_at(found, env), truth_at(expected, env)
        assert None in truths or truths[0] == truths[1], f"{row.text} at {point}"


def test_names_are_unique_within_a_table():
    for name in TABLES:
        for table in load(name).TABLES:
            names = [row.name for row in language.rows(table)]
            assert len(names) == len(set(names))
