"""Integrals: ``integrate``, ``leibniz`` and ``split_integral``."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    EQUAL,
    HALF,
    OO,
    PI,
    X,
    a,
    at,
    b,
    c1,
    eq,
    fraction,
    i,
    j,
    number,
    rel,
    root,
    t,
    total,
    u,
    x,
    y,
)
from verifier.terms import At, Cases, Derivative, Integral, Limit, as_term, call


# fmt: off
def over(body, lower=0, upper=1, by=t):
    return Integral(as_term(body), by, as_term(lower), as_term(upper))


def integrate(whole, antiderivative, then=EQUAL):
    return step("integrate", integral=whole, antiderivative=as_term(antiderivative), then=then)


def row(kind, what, whole, antiderivative, value, *given):
    return kind(what, eq(whole, value), integrate(whole, antiderivative), given)


jump_at_1 = Cases(((rel("<", t, 1), number(0)),), number(1))

INTEGRATE = Table(
    accepted=(
        row(Use, "a polynomial", over(t**2), t**3 / 3, fraction(1, 3)),
        row(Use, "with parameters", over(a * t + b), a * t**2 / 2 + b * t, a / 2 + b),
        row(Use, "up to infinity", over(call("exp", -t), 0, OO), -call("exp", -t), 1),
        row(Use, "over the whole line", over(1 / (1 + t**2), -OO, OO), call("atan", t), PI),
        row(Use, "from above to below", over(t, 1, 0), t**2 / 2, -HALF),
        row(Use, "up to an end that is known to be above", over(t, a, b), t**2 / 2, (b**2 - a**2) / 2, rel("<=", a, b)),
        row(Use, "of a sum", over(total(j, at(X, j) * t)), total(j, at(X, j)) * t**2 / 2, total(i, at(X, i)) / 2),
        row(Use, "away from a pole", over(1 / t, 1, 2), call("log", t), call("log", 2)),
        row(Use, "with a limit at one end", over(call("log", t) + 1), t * call("log", t), 0),
        row(Use, "by a slope that is infinite at an end", over(t ** (-HALF), 0, 1), 2 * root(t), 2),
    ),
    rejected=(
        row(Miss, "is not defined everywhere", over(1 / t**2, -1, 1), -1 / t, -2),
        row(Miss, "is not defined everywhere", over(1 / t, -1, 1), call("log", call("abs", t)), 0),
        row(Miss, "is not defined everywhere", over(1 / (t - a) ** 2), -1 / (t - a), 1 / (a - 1) - 1 / a),
        row(Miss, "is not defined everywhere", over(0, 0, 1), 0 / (t - HALF), 0),
        row(Miss, "another derivative", over(t), t**2, 1),
        row(Miss, "another derivative", over(t), t**3 / 3, fraction(1, 3)),
        row(Miss, "another derivative", over(call("sin", t)), call("cos", t), call("cos", 1) - 1),
        row(Miss, "the ends are in the wrong order", over((t - 1) ** -2, OO, 0), -1 / (t - 1), 1),
        row(Miss, "the ends are in the wrong order", over(call("exp", t), 0, -OO), call("exp", t), -1),
        row(Miss, "the order of the ends is not known", over(t, a, b), t**2 / 2, (b**2 - a**2) / 2),
        row(Miss, "the antiderivative may jump", over(0), call("floor", t), 1),
        row(Miss, "the antiderivative may jump", over(0), jump_at_1, 1),
        row(Miss, "the antiderivative may jump", over(1), t + At(call("floor", u), u, (), t), 2),
        row(Miss, "the ends may agree", over(0, a, b), 0 / (t - a), 0, rel("<=", a, b)),
        row(Miss, "may be complex", over(c1 * t), c1 * t**2 / 2, c1 / 2),
        row(Miss, "may be complex", over(0), c1, 0),
        row(Miss, "may be complex", over(t, 0, c1), t**2 / 2, c1**2 / 2),
        row(Miss, "is not defined everywhere", over(0, 0, 1 / y), 0 * t, 0),
        row(Miss, "", over(call("exp", t), 0, OO), call("exp", t), -1),
        Miss("bound outside", eq(Derivative(over(x * t), x), 0), integrate(over(x * t), 0), (eq(x, 0),)),
        Miss("bound outside", eq(At(over(x * t), x, (), number(5)), 0), integrate(over(x * t), 0), (eq(x, 0),)),
        Miss("bound outside", eq(Limit(over(x * t), x, OO), 0), integrate(over(x * t), 0), (eq(x, 0),)),
        Miss("not an integral", eq(x, x), integrate(x, x)),
        Miss("not a proof step", eq(over(t), HALF), integrate(over(t), t**2 / 2, then=None)),
    ),
)


def leibniz(term, then=EQUAL):
    return step("leibniz", derivative=term, then=then)


def moving(body, lower, upper, by=x):
    return Derivative(over(body, lower, upper), by)


def slope(kind, what, term, value, *given):
    return kind(what, eq(term, value), leibniz(term), given)


bell = call("exp", -(t**2))

LEIBNIZ = Table(
    accepted=(
        slope(Use, "the upper end", moving(bell, 0, x), call("exp", -(x**2))),
        slope(Use, "the lower end", moving(bell, x, 1), -call("exp", -(x**2))),
        slope(Use, "both ends", moving(bell, -x, x), 2 * call("exp", -(x**2))),
        slope(Use, "an end that is a function", moving(call("sin", t**2), 0, x**2), 2 * x * call("sin", x**4)),
        slope(Use, "with a parameter", moving(call("exp", -y * t**2), 0, x), call("exp", -y * x**2)),
        slope(Use, "ends that do not move", moving(bell, 0, y), 0),
    ),
    rejected=(
        slope(Miss, "only the finite ends may move", moving(call("exp", -x * t**2), 0, x), call("exp", -(x**3))),
        slope(Miss, "only the finite ends may move", moving(bell, x, OO), -call("exp", -(x**2))),
        slope(Miss, "only the finite ends may move", moving(bell, -OO, x), call("exp", -(x**2))),
        slope(Miss, "the integrand may jump", moving(call("floor", t), 0, x), call("floor", x)),
        slope(Miss, "the integrand may jump", moving(call("sign", t), -1, x), call("sign", x)),
        slope(Miss, "is not defined everywhere", moving(1 / t, -1, x), 1 / x),
        slope(Miss, "is not defined everywhere", moving(root(t), 0, x), root(x)),
        slope(Miss, "is not defined everywhere", moving(bell, 0, call("abs", x)), call("sign", x) * call("exp", -(x**2))),
        slope(Miss, "is not defined everywhere", moving(bell, root(x), 1), 0),
        slope(Miss, "may be complex", moving(c1 * t, 0, x), c1 * x),
        slope(Miss, "may be complex", moving(t, 0, x + c1), x + c1),
        slope(Miss, "may be complex", moving(t, x + c1, 0), -(x + c1)),
        slope(Miss, "different normal forms", moving(bell, 0, x), -call("exp", -(x**2))),
        Miss("not the derivative of an integral", eq(over(t), HALF), leibniz(over(t))),
        Miss("not the derivative of an integral", eq(Derivative(over(t, 0, at(X, i)), at(X, j)), 0), leibniz(Derivative(over(t, 0, at(X, i)), at(X, j)))),
        Miss("bound outside", eq(At(moving(bell, 0, x), x, (), number(1)), 0), leibniz(moving(bell, 0, x))),
        Miss("not a proof step", eq(moving(bell, 0, x), call("exp", -(x**2))), leibniz(moving(bell, 0, x), then=None)),
    ),
)

bell = call("exp", -call("abs", t))
steep = over(call("abs", t) ** -HALF, -1, 1)


def split(whole, place, then=EQUAL):
    return step("split_integral", integral=whole, at=as_term(place), then=then)


def integrated_halves(first, second):
    return integrate(*first, integrate(*second))


absolute = over(call("abs", t), -1, 2)
below, above = over(call("abs", t), -1, 0), over(call("abs", t), 0, 2)
kinked = integrated_halves((below, -(t**2) / 2), (above, t**2 / 2))
floors = over(call("floor", t), 0, 2)
unit, second = over(call("floor", t), 0, 1), over(call("floor", t), 1, 2)

SPLIT = Table(
    accepted=(
        Use("at a kink", eq(absolute, fraction(5, 2)), split(absolute, 0, kinked)),
        Use("at a jump", eq(floors, 1), split(floors, 1, integrated_halves((unit, 0 * t), (second, t)))),
        Use("at a symbolic point", eq(over(t, a, b), over(t, a, u) + over(t, u, b)), split(over(t, a, b), u), (rel("<=", a, u), rel("<=", u, b))),
        Use("from above to below", eq(over(t, 1, 0), over(t, 1, HALF) + over(t, HALF, 0)), split(over(t, 1, 0), HALF)),
        Use("over the whole line", eq(over(bell, -OO, OO), 2), split(over(bell, -OO, OO), 0, integrated_halves((over(bell, -OO, 0), call("exp", t)), (over(bell, 0, OO), -call("exp", -t))))),
    ),
    rejected=(
        Miss("the point may lie outside", eq(absolute, fraction(5, 2)), split(absolute, 3)),
        Miss("the point may lie outside", eq(absolute, fraction(5, 2)), split(absolute, a)),
        Miss("the point may lie outside", eq(over(1 / t, 1, 2), over(1 / t, 1, 0) + over(1 / t, 0, 2)), split(over(1 / t, 1, 2), 0)),
        Miss("may be complex", eq(over(t), over(t, 0, c1) + over(t, c1, 1)), split(over(t), c1)),
        Miss("may be complex", eq(over(t), over(t, 0, HALF) + over(t, HALF, 1)), split(over(t, 0, c1), HALF)),
        Miss("the order of the ends is not known", eq(over(t, a, b), 0), split(over(t, a, b), a)),
        Miss("not an integral and a finite point", eq(absolute, fraction(5, 2)), split(absolute, OO)),
        Miss("not an integral and a finite point", eq(absolute, fraction(5, 2)), split(x, 0)),
        Miss("without an antiderivative", eq(absolute, fraction(5, 2)), split(absolute, 0)),
        Miss("is not defined everywhere", eq(steep, 4), split(steep, 1 / (a - a))),
        Miss("another derivative", eq(absolute, fraction(3, 2)), split(absolute, 0, integrated_halves((below, t**2 / 2), (above, t**2 / 2)))),
        Miss("different normal forms", eq(absolute, fraction(3, 2)), split(absolute, 0, kinked)),
    ),
)

TABLES = {"integrate": INTEGRATE, "leibniz": LEIBNIZ, "split_integral": SPLIT}
