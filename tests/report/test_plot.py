"""Plots: curves of both sides around a counterexample, with gaps where there is no value."""

from fractions import Fraction
from xml.etree import ElementTree

import pytest
from sympy import Abs, Heaviside, Symbol, log, sqrt, symbols

from verifier import dimension, distribution, equal, index, vector
from verifier.engine.decide import judge
from verifier.numeric.section import Section
from verifier.read.labelled import Labels, claim_of
from verifier.report.curves import REACH, curves
from verifier.report.plot import plot, straightened, ticks
from verifier.verdict import Counterexample

x, y = symbols("x y", real=True)


def curves_of(relation, given=()):
    claim = claim_of(relation, given, Labels())
    point = judge(claim).counterexample
    assert point is not None
    return curves(claim, point)


def test_both_sides_run_through_the_counterexample():
    found = curves_of(equal((x + 1) ** 2, x**2 + 1))
    assert found.coordinate.name == "x"
    at = float(found.coordinate.value)
    assert found.at.left == (at + 1) ** 2
    assert found.at.right == at**2 + 1
    (left,), (right,) = found.left, found.right
    assert (at, found.at.left) in left
    assert left[0][0] == at - REACH
    assert right[-1][0] == at + REACH
    assert all(abs(value - (place + 1) ** 2) < 1e-9 for place, value in left)


def test_a_curve_ends_where_its_side_is_not_defined():
    found = curves_of(equal(log(x), x))
    (left,) = found.left
    assert all(place > 0 for place, _ in left)
    assert left[0][0] < 0.1


def test_a_curve_is_cut_where_it_jumps():
    found = curves_of(equal(Heaviside(x), x))
    assert len(found.left) >= 2
    assert len(found.right) == 1


def test_a_pole_leaves_a_gap_and_does_not_flatten_the_rest():
    found = curves_of(equal(1 / x, x))
    assert found.high - found.low < 200
    for part in found.left:
        assert len({place > 0 for place, _ in part}) == 1


def test_points_that_the_assumptions_exclude_are_not_drawn():
    found = curves_of(equal(sqrt(x**2), 2 * x), given=x > 0)
    assert all(place > 0 for part in (*found.left, *found.right) for place, _ in part)


def test_no_plot_of_what_has_no_free_real_coordinate():
    n = dimension("n")
    i = index("i", n)
    t = distribution("t", n)
    assert curves_of(equal(t[i], 2 * t[i])) is None
    k = Symbol("k", integer=True)
    assert curves_of(equal(k, 2 * k)) is None


def test_the_entry_of_a_vector_that_shows_something():
    n = dimension("n")
    v = vector("v", n)
    found = curves_of(equal(Abs(v[index("i", n)]), v[index("i", n)]))
    assert found.coordinate.place == (0,)


def test_a_section_puts_the_value_in_the_place_of_the_coordinate():
    claim = claim_of(equal(x - y, y), (), Labels())
    point = Counterexample({}, {"x": "0", "y": "1/3"}, {}, "", "")
    section = Section(claim, point)
    assert [coordinate.name for coordinate in section.coordinates()] == ["x", "y"]
    (sample,) = section.along(next(section.coordinates()), [Fraction(1, 2)])
    assert sample.left == pytest.approx(1 / 6)
    assert sample.right == pytest.approx(1 / 3)


def test_the_drawing_is_well_formed_and_named():
    root = ElementTree.fromstring(plot(curves_of(equal(1 / x, x)), "p-1"))
    assert root.get("role") == "img"
    (title,) = [element for element in root if element.get("id") == root.get("aria-labelledby")]
    assert "counterexample" in title.text
    assert len(root.findall("circle")) == 2


def test_round_ticks():
    assert ticks(-3, 3) == [-3, -2, -1, 0, 1, 2, 3]
    assert ticks(0, 0.35) == pytest.approx([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35])


def test_straight_lines_need_two_vertices():
    line = [(float(step), 2.0 * step) for step in range(100)]
    assert straightened(line) == [line[0], line[-1]]
    bent = [*line, (100.0, 0.0)]
    assert straightened(bent) == [line[0], line[-1], bent[-1]]
