"""Equal derivatives and induction: ``constant`` and ``induction``."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    EQUAL,
    HALF,
    PI,
    SIGN,
    X,
    a,
    at,
    by_derivative,
    by_induction,
    c1,
    eq,
    i,
    j,
    m,
    n,
    number,
    rel,
    root,
    total,
    u,
    x,
    y,
)
from verifier.claim import Distribution, Forall, OneHot
from verifier.serialization import to_data
from verifier.terms import At, Cases, Index, call

# fmt: off
atan = call("atan", x) + call("atan", 1 / x)
right = eq(atan, PI / 2)
jump = Cases(((rel("<", x, 0), number(0)),), number(1))
positive = (rel(">", x, 0),)
square = eq(call("exp", x) * call("exp", -x), 1)

CONSTANT = Table(
    accepted=(
        Use("on a half line", right, by_derivative(x, "0", None, "1"), positive),
        Use("on the other half line", eq(atan, -PI / 2), by_derivative(x, None, "0", "-1"), (rel("<", x, 0),)),
        Use("on the whole line", eq(call("asinh", x), call("log", x + root(x**2 + 1))), by_derivative(x, None, None, "0")),
        Use("with ends", eq(call("asin", x) + call("acos", x), PI / 2), by_derivative(x, "-1", "1", "0", closed=True), (rel(">=", x, -1), rel("<=", x, 1))),
        Use("with a parameter", eq(call("log", (x + a) / a), call("log", x + a) - call("log", a)), by_derivative(x, "0", None, "0", closed=True), (rel(">", a, 0), rel(">=", x, 0))),
    ),
    rejected=(
        Miss("x need not be in the interval", right, by_derivative(x, "0", None, "1")),
        Miss("x need not be in the interval", right, by_derivative(x, "0", None, "1"), (rel(">=", x, -1),)),
        Miss("x need not be in the interval", right, by_derivative(x, "0", "2", "1"), positive),
        Miss("x need not be in the interval", eq(root(x) * root(x), x), by_derivative(x, "0", None, "1"), (rel(">=", x, 0),)),
        Miss("is not defined on the whole interval", right, by_derivative(x, None, None, "1"), (rel("!=", x, 0),)),
        Miss("is not defined on the whole interval", right, by_derivative(x, "0", None, "1", closed=True), positive),
        Miss("the derivatives differ", eq(call("sin", x), x), by_derivative(x, None, None, "0")),
        Miss("the derivatives differ", eq(x, 0), by_derivative(x, None, None, "0")),
        Miss("the derivatives differ", eq(call("sin", x), y), by_derivative(x, "0", None, "1"), (eq(x, y), *positive)),
        Miss("the sides differ at 1", eq(atan, PI), by_derivative(x, "0", None, "1"), positive),
        Miss("the sides differ at 0", eq(square.left, 2), by_derivative(x, None, None, "0")),
        Miss("a side may jump", eq(jump, 1), by_derivative(x, None, None, "1")),
        Miss("a side may jump", eq(call("sign", x), 1), by_derivative(x, "0", None, "1", closed=True), (rel(">=", x, 0),)),
        Miss("a side may jump", eq(1, call("floor", x)), by_derivative(x, "0", None, "1"), positive),
        Miss("a side may jump", eq(At(call("floor", u), u, (), x), 0), by_derivative(x, "0", None, "1/2"), positive),
        Miss("not differentiable", eq(call("abs", x) - 1, 1 - call("abs", x)), by_derivative(x, None, None, "1")),
        Miss("the point is not in the interval", right, by_derivative(x, "0", None, "0"), positive),
        Miss("the point is not in the interval", right, by_derivative(x, "0", None, "-1"), positive),
        Miss("the point is not in the interval", right, by_derivative(x, "0", "2", "3"), (*positive, rel("<", x, 2))),
        Miss("the point is not in the interval", right, by_derivative(x, "0", "2", "2"), (*positive, rel("<", x, 2))),
        Miss("the point is not in the interval", right, {**by_derivative(x, "0", None, "1"), "at": None}, positive),
        Miss("no rational", right, by_derivative(x, "0", None, "one"), positive),
        Miss("no rational", right, {**by_derivative(x, "0", None, "1"), "lower": 0}, positive),
        Miss("only for equations", rel("<=", atan, PI / 2), by_derivative(x, "0", None, "1"), positive),
        Miss("not a real variable", eq(m - m, 0), by_derivative(m, None, None, "0")),
        Miss("not a real variable", eq(c1, c1), by_derivative(c1, None, None, "0")),
        Miss("not a real variable", right, {**by_derivative(x, "0", None, "1"), "variable": to_data(number(1))}, positive),
    ),
)

up, to_m = Index("k", number(1), n), Index("k", number(1), m)
powers = eq(total(up, up * number(2) ** up), (n - 1) * number(2) ** (n + 1) + 2)
parts = eq(total(to_m, 1 / (to_m * (to_m + 1))), m / (m + 1))
hole = n - 3 + 0 / (n - 3)
entries = eq(total(up, at(X, up)), n * at(X, 1))
inner = Index("l", number(1), n)


def induction(start=1, base=EQUAL, more=EQUAL, variable=n):
    return by_induction(variable, start, base, more)


INDUCTION = Table(
    accepted=(
        Use("a sum", powers, induction()),
        Use("an integer from 0", parts, induction(0, variable=m), (rel(">=", m, 0),)),
        Use("an integer from 1", parts, induction(1, variable=m), (rel(">=", m, 1),)),
        Use("an inequality", rel(">=", number(2) ** n, n + 1), induction(1, SIGN, SIGN)),
        Use("from a parameter", rel(">=", m, y - y + 2), induction(2, SIGN, SIGN, m), (rel(">=", m, 2),)),
    ),
    rejected=(
        Miss("different normal forms", eq(powers.left, powers.right + 1), induction()),
        Miss("different normal forms", eq(powers.left, 2 * n**2), induction()),
        Miss("sign", rel(">", number(2) ** n, 2 * n), induction(1, SIGN, SIGN)),
        Miss("sign", rel("!=", n, 2), induction(1, SIGN, SIGN)),
        Miss("the hypothesis contradicts what is known", rel("<", n, 0), induction(1, SIGN, SIGN)),
        Miss("the variable is bound", eq(At(n, n, (), number(3)), 3), induction()),
        Miss("the variable is bound", eq(total(j, At(n * j, n, (), number(3))), 3), induction()),
        Miss("may be less than the start", parts, induction(1, variable=m), (rel(">=", m, 0),)),
        Miss("may be less than the start", parts, induction(0, variable=m), (rel("!=", m, -1),)),
        Miss("may be less than the start", rel(">=", n, 2), induction(2, SIGN, SIGN)),
        Miss("a dimension starts at 1", rel(">=", n, 0), induction(0, SIGN, SIGN)),
        Miss("the start is no fixed integer", rel(">=", m, m), {**induction(1, SIGN, SIGN, m), "start": to_data(m)}),
        Miss("the start is no fixed integer", rel(">=", m, HALF), {**induction(1, SIGN, SIGN, m), "start": to_data(HALF)}, (rel(">=", m, 1),)),
        Miss("the start is no fixed integer", rel(">=", m, x), {**induction(1, SIGN, SIGN, m), "start": to_data(x)}, (rel(">=", m, x),)),
        Miss("not an integer variable", rel(">=", x, 0), induction(0, SIGN, SIGN, x), (rel(">=", x, 0),)),
        Miss("no variable", rel(">=", n, 1), {**induction(1, SIGN, SIGN), "variable": to_data(number(1))}),
        Miss("the hypothesis need not be defined", rel("<", hole, 0), induction(1, SIGN, SIGN)),
        Miss("an assumption is about the first n entries", entries, induction(), (eq(entries.left, entries.right),)),
        Miss("an assumption is about the first n entries", eq(total(up, at(X, up)), 0), induction(), (OneHot(X),)),
        Miss("an assumption is about the first n entries", eq(total(up, at(X, up)), 1), induction(), (Distribution(X),)),
        Miss("an assumption is about the first n entries", eq(total(up, at(X, up)), 0), induction(), (Forall((up,), eq(at(X, up), 0)),)),
        Miss("a free index runs up", rel(">=", i, 1), induction(1, SIGN, SIGN)),
        Miss("a sum begins at the variable", eq(total(Index("k", n, 2 * n), 1), n + 1), induction()),
        Miss("unknown number of terms", eq(total(Index("k", number(1), n**2), 1), n**2), induction()),
        Miss("unknown number of terms", eq(total(Index("k", number(1), 9 * n), 1), 9 * n), induction()),
        Miss("a negative number of terms", eq(total(Index("k", number(1), n - 3), 1), n - 3), induction()),
        Miss("a sum inside a sum grows", eq(total(up, total(inner, 1)), n**2), induction()),
        Miss("two shapes", entries, induction()),
        Miss("no equation", eq((n - 1) * (n - 6), 0), induction(1, EQUAL, step("combine", cofactors=[[0, n]])), (eq(n, 5),)),
        Miss("normal forms", eq((n - 1) * (n - 6), 0), induction(1, EQUAL, step("without", assumptions=[], then=EQUAL)), (eq(n, 5),)),
        Miss("not a proof step", powers, induction(1, None)),
        Miss("not a proof step", powers, induction(1, EQUAL, None)),
    ),
)

TABLES = {"constant": CONSTANT, "induction": INDUCTION}
