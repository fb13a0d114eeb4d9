"""What computing a normal form refuses: limits, powers, logarithms, functions, derivatives."""

from tests.kernel.table import Miss
from tests.kernel.words import (
    EQUAL,
    IMAGINARY,
    OO,
    PI,
    X,
    a,
    at,
    b,
    c1,
    eq,
    i,
    j,
    m,
    number,
    rel,
    root,
    same,
    t,
    total,
    x,
    y,
)
from verifier.terms import Cases, Derivative, Limit, Sort, Variable, as_term, call

# fmt: off
exp, log, sin, atan = (lambda term, name=name: call(name, term) for name in ("exp", "log", "sin", "atan"))
D = Derivative


def far(body, value, *given):
    """A false limit at infinity."""
    return Miss("equal", eq(Limit(as_term(body), t, OO), value), EQUAL, given)


def near(body, value, point=0, side="+-"):
    """A limit at a point that is false, or not true for all values of its letters."""
    return Miss("equal", eq(Limit(as_term(body), t, as_term(point), side), value), EQUAL)


def refused(because, left, right=0, *given):
    return Miss(because, eq(left, right), EQUAL, given)


LIMITS = (
    far(exp(t**2 - t), 0), far(atan(t - t**2), PI / 2), far(atan(t**2 - t), -PI / 2),
    far(b / (b + exp(-t)), 1),
    far(1 / (a * t + 1), 1),
    far(sin(t), 1), far(sin(t), 0),
    far(1 / (log(t) + 1), 1),
    far(exp(-t) / sin(t), 0), far(exp(-t) * call("gamma", t), 0), far(exp(-t) * call("floor", t), 1),
    far(log(t * exp(t) + 1) / t, 0),
    far(log(exp(exp(t)) + 1) / t, 1), far(log(exp(t * exp(t)) + 1) / t, 1),
    far(exp(-root(log(t))), 1), far(exp(-(log(t) ** 2)), 1),
    far(atan(log(t + 1) ** 2 - log(t) ** 2), -PI / 2),
    far(1 / (1 + exp(-a * t)), 1), far(t ** (1 - a), 0, rel(">", a, 0)),
    far(t, 0), far(1 / t, 1), far(root(t**2 + t) - t, 0), far(log(log(t)) / log(t), 1),
    far(t * (1 + log(t + 1) - log(t)), 1), far(t * sin(1 / t) * t, 1), far(atan(sin(t)), 0),
    near(t / (t - a), 0),
    near(1 / t, 0), near(call("sign", t), 0), near(call("floor", t), 0), near(exp(-1 / t), 0),
    near(call("abs", t) / t, 1), near((1 + t) / t, 1), near(log(call("abs", t)), 0), near(log(t), 0, 0, "+"),
    near(exp(1 / t**2) * t, 0), near(call("gamma", t) * t / t, 1), near(atan(1 / t), PI / 2),
)

def limit(body, point, of=t):
    return Limit(as_term(body), of, as_term(point))


N = Variable("N", Sort.DIMENSION)
nothing = log(-t) - log(-t)
REFUSED = (
    refused("a limit over whole numbers at a finite point", limit(N, 3, N), 3),
    refused("what stands in the limit is not defined near the point", limit(root(t - 1) - root(t - 1), 0)),
    refused("what stands in the limit is not defined near the point", limit(root(-t * t) - root(-t * t), 0)),
    refused("what stands in the limit is not defined near the point", limit(nothing, OO)),
    refused("what stands in the limit is not seen to be defined far out", limit(log(a * t) - log(a * t), OO)),
    refused("a delta in a denominator", same(i, j) / same(i, j), 1),
    refused("no derivative rule for function", D(call("atan2", x, y), x)),
    refused("no derivative rule", D(call("digamma", x), x), call("digamma", x)),
    refused("a limit of something with a kink", D(Limit(call("abs", x) + t, t, number(0)), x), call("sign", x)),
    refused("a limit of something with a kink", D(Limit(Cases(((rel("<", x, 0), number(0)),), number(1)) + t, t, number(0)), x)),
    refused("a logarithm of a complex quantity", log(c1), log(c1)),
    refused("exponent may be zero or negative", number(0) ** m),
    refused("a number grows too large", number(3) ** -(10**6)),
    refused("a number grows too large", (3 * x) ** (10**6)),
    refused("a number grows too large", number(3) ** (10**6)),
    refused("a power grows too large", (x + y + a + b) ** 40),
    refused("a root of a complex quantity", root(c1), root(c1)),
    refused("an index of X is no integer", at(X, x), at(X, x)),
    refused("takes only integer values", D(m**2, m), 2 * m),
    refused("a root of a complex quantity", root(IMAGINARY), 1),
    refused("the sign of a complex quantity", call("sign", c1)),
    refused("gamma at a pole", call("gamma", number(-2)), 0),
    refused("infinity outside of a limit", OO - OO),
    refused("ends at no integer", total(type(j)("j", number(1), x), 1), x),
    refused("never defined together", Cases(((rel(">", 0, 1), x),)), 0),
    refused("never defined together", 1 / (x - x), 0),
    refused("never defined together", log(x - x), 0),
)
