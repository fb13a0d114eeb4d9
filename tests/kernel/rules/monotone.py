"""The sign of a slope, or of a slope's slope: ``monotone`` and ``concave``."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import EQUAL, HALF, OO, PI, SIGN, c1, cases, eq, m, rel, x, y
from verifier.terms import Variable, as_term, call

# fmt: off
s = Variable("s")
exp, log, sin, cos = (lambda term, name=name: call(name, term) for name in ("exp", "log", "sin", "cos"))
past_0, past_1 = (rel(">=", x, 0),), (rel(">=", x, 1),)


def monotone(anchor, slope, *, up=True, reached=True, strict=False, sub=SIGN, start=SIGN, running="s", variable=x):
    return step("monotone", variable=variable, anchor=as_term(anchor), running=running, up=up, reached=reached,
                strict=strict, slope=as_term(slope), sub=sub, start=start)


tangent = rel(">=", exp(x), 1 + x)
strictly = rel(">", exp(x), 1 + x)
gap = rel("<", log(x), x - 1)

MONOTONE = Table(
    accepted=(
        Use("from 0 up", tangent, monotone(0, exp(s) - 1), past_0),
        Use("from 0 down", tangent, monotone(0, exp(s) - 1, up=False), (rel("<=", x, 0),)),
        Use("strictly, the sides meeting at the anchor", strictly, monotone(0, exp(s) - 1, strict=True, start=EQUAL), (rel(">", x, 0),)),
        Use("strictly, from a strict start", rel(">", exp(x), x), monotone(0, exp(s) - 1), past_0),
        Use("from a limit", rel(">", exp(x), 0), monotone(-OO, exp(s), reached=False, strict=True, start=EQUAL)),
        Use("from a limit at a pole's side", rel(">", exp(x) * x, 0), monotone(0, exp(s) * s + exp(s), reached=False, strict=True, start=EQUAL), (rel(">", x, 0),)),
        Use("an integer", rel(">=", exp(m), 1 + m), monotone(0, exp(s) - 1, variable=m), (rel(">=", m, 0),)),
        Use("from another variable", rel(">=", exp(x), exp(y)), monotone(y, exp(s)), (rel(">=", x, y),)),
        Use("an upper bound", rel("<=", log(x), x - 1), monotone(1, 1 / s - 1), past_1),
    ),
    rejected=(
        Miss("on the other side", tangent, monotone(0, exp(s) - 1)),
        Miss("on the other side", tangent, monotone(0, exp(s) - 1), (rel(">=", x, -1),)),
        Miss("on the other side", tangent, monotone(0, exp(s) - 1, up=False), past_0),
        Miss("on the other side", strictly, monotone(0, exp(s) - 1, strict=True, start=EQUAL), past_0),
        Miss("on the other side", rel(">=", exp(x) * x, 0), monotone(0, exp(s) * s + exp(s), reached=False, start=EQUAL), past_0),
        Miss("infinity is on the other side", rel(">", -exp(x), 0), monotone(OO, -exp(s), reached=False)),
        Miss("infinity is on the other side", rel(">", exp(x), 0), monotone(-OO, exp(s), up=False, reached=False)),
        Miss("the slope is not the derivative", rel(">=", sin(x), x), monotone(0, exp(s)), past_0),
        Miss("the slope is not the derivative", rel(">=", x**2, x), monotone(0, 2 * s), past_0),
        Miss("a side may jump", rel(">=", -call("floor", x), 0), monotone(0, 0), past_0),
        Miss("a side may jump", rel(">=", 1 - call("sign", x), 1), monotone(0, 0), past_0),
        Miss("a side may jump", rel(">=", 1, 1 + call("sign", x)), monotone(0, 0), past_0),
        Miss("is not defined everywhere", rel(">=", -1 / x, 1), monotone(-1, 1 / s**2), (rel(">=", x, -1), rel("!=", x, 0))),
        Miss("is not defined everywhere", rel(">=", x, 0), monotone(0, 1 + 0 / (s - 1)), past_0),
        Miss("is not defined everywhere", rel(">=", x, -1), monotone(0 / y, 1), past_0),
        Miss("not differentiable", rel(">=", call("abs", x) - x, 0), monotone(-1, 0), (rel(">=", x, -1),)),
        Miss("may be complex", rel(">=", x, 0), monotone(c1, 1), past_0),
        Miss("not a real variable", rel(">=", x, 0), monotone(0, 1, variable=c1), past_0),
        Miss("not a real variable", rel(">=", x, 0), monotone(0, 1, variable=x + 1), past_0),
        Miss("the anchor moves", rel(">=", x, 1), monotone(x, 1, start=SIGN), past_0),
        Miss("the running variable is not new", rel(">=", exp(x) + s - s, 1 + x), monotone(0, exp(s) - 1), past_0),
        Miss("the running variable is not new", rel(">=", x * (x + 1), 0), monotone(0, 2 * s + 1), (*past_0, rel(">=", s, 0))),
        Miss("the running variable is not new", rel(">=", x, 0), monotone(s, 1, start=SIGN), (rel(">=", x, 1), rel(">=", x, 0))),
        Miss("the running variable is not new", rel(">=", x * (x - 10), 0), cases(rel(">", s, 5), monotone(0, 2 * s - 10), monotone(10, 2 * s - 10, up=False)), (*past_0, rel("<=", x, 10))),
        Miss("no name for the running variable", tangent, monotone(0, exp(s) - 1, running="s s"), past_0),
        Miss("no name for the running variable", tangent, monotone(0, exp(s) - 1, running=None), past_0),
        Miss("only for inequalities", eq(exp(x), 1 + x), monotone(0, exp(s) - 1), past_0),
        Miss("only for inequalities", rel("!=", exp(x), x), monotone(0, exp(s) - 1), past_0),
        Miss("sign", rel("<=", exp(x), 1 + x), monotone(0, exp(s) - 1), past_0),
        Miss("sign", strictly, monotone(0, exp(s) - 1), past_0),
        Miss("sign", rel(">=", exp(x), 2 + x), monotone(0, exp(s) - 1), past_0),
        Miss("sign", rel(">=", x**2, x), monotone(0, 2 * s - 1), past_0),
        Miss("not a proof step", tangent, monotone(0, exp(s) - 1, sub=None), past_0),
        Miss("not a proof step", tangent, monotone(0, exp(s) - 1, start=None), past_0),
    ),
)

unit = (rel(">=", x, 0), rel("<=", x, 1))
inside = (rel(">", x, 0), rel("<", x, 1))
bow = rel(">=", x * (1 - x), 0)
chord = rel("<=", exp(x), 1 + (exp(1) - 1) * x)


def concave(slope, bend, lower=0, upper=1, *, strict=False, sub=SIGN, start=SIGN, end=SIGN, running="s"):
    return step("concave", variable=x, running=running, lower=as_term(lower), upper=as_term(upper), strict=strict,
                slope=as_term(slope), bend=as_term(bend), sub=sub, start=start, end=end)


CONCAVE = Table(
    accepted=(
        Use("a parabola", bow, concave(1 - 2 * s, -2), unit),
        Use("strictly inside", rel(">", x * (1 - x), 0), concave(1 - 2 * s, -2, strict=True), inside),
        Use("a chord above", chord, concave(exp(s) - exp(1) + 1, exp(s)), unit),
        Use("a sine above its chord", rel(">=", sin(x), 2 * x / PI), concave(cos(s) - 2 / PI, -sin(s), 0, PI / 2), (rel(">=", x, 0), rel("<=", x, PI / 2))),
        Use("between other variables", rel(">=", (x - y) * (y + 1 - x), 0), concave(2 * y + 1 - 2 * s, -2, y, y + 1), (rel(">=", x, y), rel("<=", x, y + 1))),
    ),
    rejected=(
        Miss("on the other side", bow, concave(1 - 2 * s, -2), unit[:1]),
        Miss("on the other side", bow, concave(1 - 2 * s, -2), unit[1:]),
        Miss("on the other side", rel(">", x * (1 - x), 0), concave(1 - 2 * s, -2, strict=True), unit),
        Miss("on the other side", rel(">", x * (1 - x), 0), concave(1 - 2 * s, -2, strict=True), (unit[0], inside[1])),
        Miss("sign", rel(">=", -x * (1 - x), 0), concave(2 * s - 1, 2), unit),
        Miss("sign", rel(">=", 1 + x * (x - 2), 0), concave(2 * s - 2, 2), unit),
        Miss("sign", rel(">", x * (1 - x), 0), concave(1 - 2 * s, -2), inside),
        Miss("sign", rel(">=", x * (1 - x) - 1, 0), concave(1 - 2 * s, -2), unit),
        Miss("sign", rel(">=", x * (1 - x) - x / 2, 0), concave(HALF - 2 * s, -2), unit),
        Miss("the slope is not the derivative", bow, concave(1 - s, -1), unit),
        Miss("the slope is not the derivative", rel(">=", -x * (1 - x), 0), concave(2 * s - 1, -2), unit),
        Miss("a side may jump", rel(">=", 0, call("floor", x)), concave(0, 0, 0, HALF), (unit[0], rel("<=", x, HALF))),
        Miss("is not defined everywhere", rel(">=", log(x), 0), concave(1 / s, -1 / s**2, 0, 1), unit),
        Miss("is not defined everywhere", bow, concave(1 - 2 * s + 0 / (s - HALF), -2), unit),
        Miss("is not defined everywhere", bow, concave(1 - 2 * s, -2 + 0 / (s - HALF)), unit),
        Miss("not differentiable", rel(">=", call("abs", x - HALF), 0), concave(0, 0), unit),
        Miss("only between finite ends", rel(">=", 1 + 0 * x, 0), concave(0, 0, 0, OO), unit),
        Miss("only between finite ends", rel(">=", 1 + 0 * x, 0), concave(0, 0, -OO, 1), unit),
        Miss("only for inequalities", eq(x * (1 - x), 0), concave(1 - 2 * s, -2), unit),
        Miss("the anchor moves", bow, concave(1 - 2 * s, -2, x, 1), unit),
        Miss("the running variable is not new", bow, concave(1 - 2 * s, -2, running="x"), unit),
        Miss("no name", bow, concave(1 - 2 * s, -2, running=""), unit),
        Miss("not a proof step", bow, concave(1 - 2 * s, -2, sub=None), unit),
        Miss("not a proof step", bow, concave(1 - 2 * s, -2, start=None), unit),
        Miss("not a proof step", bow, concave(1 - 2 * s, -2, end=None), unit),
    ),
)

TABLES = {"monotone": MONOTONE, "concave": CONCAVE}
