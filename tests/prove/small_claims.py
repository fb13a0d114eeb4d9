"""Floors, limits, inverse functions, the order of facts."""

from sympy import Abs, Rational, acos, asinh, atanh, cos, floor, log, sign, sin, sqrt

from tests.prove.letters import Rows, m_, r, w, x
from verifier import equal, greater, heaviside, limit, unequal

TRUE: Rows = {
    "derivative of a power": lambda: (
        equal(limit(((x + w) ** m_ - x**m_) / w, w, 0), m_ * x ** (m_ - 1)),
        (),
    ),
    "same limits": lambda: (equal(limit(sin(1 / x), x, 0, "+"), limit(sin(1 / x), x, 0, "+")), ()),
    "same limits sums": lambda: (
        equal(limit(x**x * sin(x) / x, x, 0, "+") * 2, 2 * limit(x**x * sin(x) / x, x, 0, "+")),
        (),
    ),
    "floor double": lambda: (equal(floor(2 * x), floor(x) + floor(x + Rational(1, 2))), ()),
    "floor triple": lambda: (
        equal(floor(3 * w), floor(w) + floor(w + Rational(1, 3)) + floor(w + Rational(2, 3))),
        (),
    ),
    "atanh": lambda: (
        equal(atanh(x), log((1 + x) / (1 - x)) / 2),
        (
            x > -1,
            x < 1,
        ),
    ),
    "asinh": lambda: (equal(asinh(x), log(x + sqrt(x**2 + 1))), ()),
    "abs of sum": lambda: (
        equal(
            (2 * r + x * cos(x)) * Abs(acos(r) + asinh(r)),
            (x * cos(x) + 2 * r) * Abs(asinh(r) + acos(r)),
        ),
        (),
    ),
    "permuted facts": lambda: (
        equal(w, 1),
        (
            equal(x * w, x),
            unequal(x, 0),
        ),
    ),
    "permuted facts 2": lambda: (
        equal(w, 1),
        (
            unequal(x, 0),
            equal(x * w, x),
        ),
    ),
    "sign product facts": lambda: (
        greater(x, 0),
        (
            x * w > 0,
            w > 0,
        ),
    ),
}

FALSE: Rows = {
    "derivative of a power too high": lambda: (
        equal(limit(((x + w) ** m_ - x**m_) / w, w, 0), m_ * x**m_),
        (),
    ),
    "derivative of a power without its factor": lambda: (
        equal(limit(((x + w) ** m_ - x**m_) / w, w, 0), x ** (m_ - 1)),
        (),
    ),
    "slope of a power on both sides": lambda: (
        equal(limit(((x + w) ** m_ - (x - w) ** m_) / w, w, 0), m_ * x ** (m_ - 1)),
        (),
    ),
    "floor triple wrong": lambda: (
        equal(floor(3 * w), floor(w) + 2 * floor(w + Rational(1, 2))),
        (),
    ),
    "limits from two sides": lambda: (
        equal(limit(sign(x), x, 0, "+"), limit(sign(x), x, 0, "-")),
        (),
    ),
    "asinh wrong": lambda: (equal(asinh(x), log(x + sqrt(x**2 - 1))), ()),
    "power heaviside wrong": lambda: (equal((x + 1) ** heaviside(x), 1 + x), ()),
    "floor double wrong": lambda: (equal(floor(2 * x), 2 * floor(x)), ()),
    "atanh wrong": lambda: (
        equal(atanh(x), log((1 - x) / (1 + x)) / 2),
        (
            x > -1,
            x < 1,
        ),
    ),
    "permuted facts wrong": lambda: (equal(w, 1), (equal(x * w, x),)),
}
