"""Integrals with kinks, parameters, and without an antiderivative."""

from sympy import Abs, Integral, Max, Piecewise, Rational, cos, exp, floor, oo, pi, sign, sin, sqrt

from tests.prove.letters import A, Rows, n, r, tt, v, x
from verifier import D, equal, function, heaviside

f, g = function("f g")

TRUE: Rows = {
    "Gauss with mean and variance": lambda: (
        equal(Integral(exp(-((tt - v) ** 2) / (2 * r**2)), (tt, -oo, oo)), sqrt(2 * pi) * r),
        (),
    ),
    "Gauss, linear part": lambda: (
        equal(
            Integral(exp(-r * tt**2 + x * tt), (tt, -oo, oo)),
            sqrt(pi / r) * exp(x**2 / (4 * r)),
        ),
        (),
    ),
    "Gauss, second moment about a point": lambda: (
        equal(
            Integral((tt - x) ** 2 * exp(-((tt - v) ** 2) / (2 * r**2)), (tt, -oo, oo)),
            sqrt(2 * pi) * r * (r**2 + (v - x) ** 2),
        ),
        (),
    ),
    "Gauss by the standard one": lambda: (
        equal(Integral(exp(-r * tt**2), (tt, -oo, oo)), sqrt(pi / r)),
        (equal(Integral(exp(-(tt**2)), (tt, -oo, oo)), sqrt(pi)),),
    ),
    "f'": lambda: (equal(Integral(D(f(tt), tt), (tt, v, x)), f(x) - f(v)), ()),
    "f''": lambda: (equal(Integral(D(D(g(tt), tt), tt), (tt, 0, x)), g.prime(x) - g.prime(0)), ()),
    "f' of g": lambda: (
        equal(Integral(f.prime(g(tt)) * g.prime(tt), (tt, v, x)), f(g(x)) - f(g(v))),
        (),
    ),
    "product rule": lambda: (
        equal(
            Integral(f.prime(tt) * g(tt) + f(tt) * g.prime(tt), (tt, 0, x)),
            f(x) * g(x) - f(0) * g(0),
        ),
        (),
    ),
    "|x|": lambda: (equal(Integral(Abs(tt), (tt, -1, 2)), Rational(5, 2)), ()),
    "sign": lambda: (equal(Integral(sign(tt), (tt, -1, 3)), 2), ()),
    "relu": lambda: (equal(Integral(Max(tt, 0), (tt, -2, 2)), 2), ()),
    "abs x-1abs": lambda: (equal(Integral(Abs(tt - 1), (tt, 0, 3)), Rational(5, 2)), ()),
    "floor": lambda: (equal(Integral(floor(tt), (tt, 0, 3)), 3), ()),
    "floor half": lambda: (equal(Integral(floor(tt), (tt, Rational(1, 2), Rational(5, 2))), 2), ()),
    "|x|  symbolic": lambda: (equal(Integral(Abs(tt), (tt, -A, A)), A**2), (A > 0,)),
    "heaviside": lambda: (equal(Integral(heaviside(tt) * tt, (tt, -1, 1)), Rational(1, 2)), ()),
    "piecewise": lambda: (
        equal(Integral(Piecewise((tt, tt < 1), (2 - tt, True)), (tt, 0, 2)), 1),
        (),
    ),
    "exp|x|": lambda: (equal(Integral(exp(-Abs(tt)), (tt, -oo, oo)), 2), ()),
    "exp rate": lambda: (equal(Integral(exp(-r * tt), (tt, 0, oo)), 1 / r), ()),
    "x^a": lambda: (equal(Integral(tt**r, (tt, 0, 1)), 1 / (r + 1)), ()),
    "x^n": lambda: (equal(Integral(tt**n, (tt, 0, 1)), 1 / (n + 1)), ()),
    "double": lambda: (
        equal(Integral(Integral(tt * v, (tt, 0, 1)), (v, 0, 1)), Rational(1, 4)),
        (),
    ),
    "double 2": lambda: (equal(Integral(tt + v, (tt, 0, 1), (v, 0, 2)), 3), ()),
    "triangle area": lambda: (
        equal(Integral(Integral(1, (tt, 0, v)), (v, 0, 1)), Rational(1, 2)),
        (),
    ),
    "Leibniz": lambda: (
        equal(D(Integral(sin(x * tt), (tt, 0, 1)), x), Integral(tt * cos(x * tt), (tt, 0, 1))),
        (),
    ),
    "Leibniz exp": lambda: (
        equal(
            D(Integral(exp(-x * tt**2), (tt, 0, 1)), x),
            -Integral(tt**2 * exp(-x * tt**2), (tt, 0, 1)),
        ),
        (),
    ),
    "Leibniz ends": lambda: (
        equal(
            D(Integral(exp(x * tt), (tt, 0, x**2)), x),
            2 * x * exp(x**3) + Integral(tt * exp(x * tt), (tt, 0, x**2)),
        ),
        (),
    ),
    "by parts": lambda: (equal(Integral(tt * exp(-tt), (tt, 0, oo)), 1), ()),
    "Gauss moment": lambda: (
        (equal(Integral(tt**2 * exp(-(tt**2) / 2), (tt, -oo, oo)), sqrt(2 * pi))),
        (),
    ),
    "linearity": lambda: (
        equal(
            Integral(2 * exp(-(tt**4)) + 3 * sin(tt**2), (tt, 0, 1)),
            2 * Integral(exp(-(tt**4)), (tt, 0, 1)) + 3 * Integral(sin(tt**2), (tt, 0, 1)),
        ),
        (),
    ),
    "additivity": lambda: (
        equal(
            Integral(exp(-(tt**4)), (tt, 0, 2)),
            Integral(exp(-(tt**4)), (tt, 0, 1)) + Integral(exp(-(tt**4)), (tt, 1, 2)),
        ),
        (),
    ),
    "bound name": lambda: (
        equal(Integral(exp(-(tt**4)), (tt, 0, 1)), Integral(exp(-(v**4)), (v, 0, 1))),
        (),
    ),
}

FALSE: Rows = {
    "Gauss with another variance": lambda: (
        equal(Integral(exp(-((tt - v) ** 2) / (2 * r**2)), (tt, -oo, oo)), sqrt(2 * pi) * r**2),
        (),
    ),
    "Gauss, linear part turned": lambda: (
        equal(
            Integral(exp(-r * tt**2 + x * tt), (tt, -oo, oo)),
            sqrt(pi / r) * exp(-(x**2) / (4 * r)),
        ),
        (),
    ),
    "Gauss of any sign": lambda: (
        equal(Integral(exp(-x * tt**2 + tt), (tt, -oo, oo)), sqrt(pi / Abs(x)) * exp(1 / x / 4)),
        (),
    ),
    "f' turned": lambda: (equal(Integral(D(f(tt), tt), (tt, v, x)), f(v) - f(x)), ()),
    "f' of g without g'": lambda: (
        equal(Integral(f.prime(g(tt)), (tt, v, x)), f(g(x)) - f(g(v))),
        (),
    ),
    "product of derivatives": lambda: (
        equal(Integral(f.prime(tt) * g.prime(tt), (tt, 0, x)), f(x) * g(x) - f(0) * g(0)),
        (),
    ),
    "relu wrong": lambda: (equal(Integral(Max(tt, 0), (tt, -2, 2)), 4), ()),
    "sign wrong": lambda: (equal(Integral(sign(tt), (tt, -1, 3)), 4), ()),
    "floor half wrong": lambda: (
        equal(Integral(floor(tt), (tt, Rational(1, 2), Rational(5, 2))), Rational(5, 2)),
        (),
    ),
    "exp rate any sign": lambda: (equal(Integral(exp(-x * tt), (tt, 0, oo)), 1 / x), ()),
    "pole inside": lambda: (equal(Integral(1 / tt**2, (tt, -1, 1)), -2), ()),
    "triangle wrong": lambda: (equal(Integral(Integral(1, (tt, 0, v)), (v, 0, 1)), 1), ()),
    "|x|  wrong": lambda: (equal(Integral(Abs(tt), (tt, -1, 2)), Rational(3, 2)), ()),
    "floor wrong": lambda: (equal(Integral(floor(tt), (tt, 0, 3)), Rational(9, 2)), ()),
    "double wrong": lambda: (equal(Integral(tt + v, (tt, 0, 1), (v, 0, 2)), 2), ()),
    "Leibniz wrong": lambda: (
        equal(D(Integral(sin(x * tt), (tt, 0, 1)), x), Integral(cos(x * tt), (tt, 0, 1))),
        (),
    ),
    "additivity wrong": lambda: (
        equal(
            Integral(exp(-(tt**4)), (tt, 0, 2)),
            Integral(exp(-(tt**4)), (tt, 0, 1)) + Integral(exp(-(tt**4)), (tt, 0, 2)),
        ),
        (),
    ),
}
