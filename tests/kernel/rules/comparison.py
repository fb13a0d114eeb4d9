"""A relation from another one: ``restate``, ``rewrite``, powers, exponentials, logarithms, angles."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    EQUAL,
    IMAGINARY,
    PI,
    SIGN,
    a,
    b,
    c1,
    c2,
    eq,
    i,
    n,
    number,
    rel,
    root,
    t,
    x,
    y,
    z,
)
from verifier.terms import At, Dependent, Derivative, Family, Limit, call

# fmt: off
TURN = (root(3) * IMAGINARY - 1) / 2  # a third root of 1
hidden = Dependent(Family("H", (n,)), (i,), (x,))
given_equation = step("combine", cofactors=[[0, number(1)]])


def restate(left, right, factor=1, then=SIGN):
    return step("restate", left=number(left) if isinstance(left, int) else left,
                right=number(right) if isinstance(right, int) else right,
                factor=number(factor) if isinstance(factor, int) else factor, then=then)


RESTATE = Table(
    accepted=(
        Use("a positive factor", rel(">", x * y, x), restate(y, 1, x), (rel(">", x, 0), rel(">", y, 1))),
        Use("a negative factor of an equation", eq(-2 * x, -2 * y), restate(x, y, -2, given_equation), (eq(x, y),)),
        Use("a factor that is not zero", eq(z * x, z * y), restate(x, y, z, given_equation), (eq(x, y), rel("!=", z, 0))),
        Use("sides moved", rel("<=", x + 1, y + 1), restate(x - y, 0), (rel("<=", x, y),)),
        Use("a denominator", rel(">", 1 / x, 1 / y), restate(y, x, 1 / (x * y)), (rel(">", x, 0), rel(">", y, x))),
    ),
    rejected=(
        Miss("the factor may be zero or negative", rel(">", x * y, x), restate(y, 1, x), (rel(">", y, 1),)),
        Miss("the factor may be zero or negative", rel(">=", x * y, x), restate(y, 1, x), (rel(">=", x, 0), rel(">", y, 1))),
        Miss("the factor may be zero or negative", rel("<", -x, -y), restate(x, y, -1), (rel("<", x, y),)),
        Miss("the factor may be zero or negative", eq(z * x, z * y), restate(x, y, z, given_equation), (eq(x, y),)),
        Miss("the differences are not proportional", rel(">", 2 * x, y), restate(x, y, 2), (rel(">", x, y),)),
        Miss("the differences are not proportional", rel(">", x, y), restate(x, y + 1, 1), (rel(">", x, y + 1),)),
        Miss("is not defined everywhere", eq(x, y), restate(x + 0 / z, y, 1, given_equation), (eq(x, y),)),
        Miss("is not defined everywhere", eq(x, y), restate(x, y + 0 * call("log", z), 1, given_equation), (eq(x, y),)),
        Miss("is not defined everywhere", eq(x, y), restate(x, y, 1 + 0 / z, given_equation), (eq(x, y),)),
        Miss("not a term", eq(x, y), {**restate(x, y), "left": None}),
        Miss("not a term: unknown node", eq(x, y), {**restate(x, y), "left": ["Nothing"]}),
        Miss("not ordered", rel(">", c1, c2), restate(c1, c2), ()),
        Miss("sign", rel(">", x, y), restate(x, y), ()),
    ),
)


def raise_both(exponent, then=SIGN, **sides):
    return step("raise_both", exponent=exponent, then=then, **sides)


def rewrite(old, new, proof=EQUAL, then=EQUAL):
    return step("rewrite", old=old, new=new, proof=proof, then=then)


REWRITE = Table(
    accepted=(
        Use("a term by an equal one", eq(call("exp", 2 * x), call("exp", x + x)), rewrite(2 * x, x + x)),
        Use("a variable by its given value", rel(">", y, 2), rewrite(y, number(3), given_equation, SIGN), (eq(y, 3),)),
        Use("everywhere in the goal", eq(call("sin", x * x) - call("sin", x**2), 0), rewrite(x * x, x**2)),
        Use("under the derivative by another variable", eq(Derivative(t * call("exp", x + x), t), call("exp", 2 * x)), rewrite(x + x, 2 * x)),
        Use("not in what a function depends on", eq(hidden, hidden), rewrite(x, number(3), given_equation), (eq(x, 3),)),
        Use("not under its own binder", eq(Derivative(x**2, x), 2 * x), rewrite(x**2, x * x), ()),
    ),
    rejected=(
        Miss("different normal forms", eq(call("exp", 2 * x), call("exp", 3 * x)), rewrite(2 * x, 3 * x)),
        Miss("is not defined everywhere", eq(x, x), rewrite(x, x * y / y)),
        Miss("the new relation is not defined everywhere", eq(1 / x, 1 / x), rewrite(x, y, raise_both(3, given_equation)), (eq(x**3, y**3),)),
        Miss("is not defined everywhere", eq(x, x), rewrite(x + 0 * call("log", y), x)),
        Miss("different normal forms", eq(Derivative(x, x), 0), rewrite(x, number(3), given_equation), (eq(x, 3),)),
        Miss("different normal forms", eq(At(x, x, (), number(5)), 3), rewrite(x, number(3), given_equation), (eq(x, 3),)),
        Miss("different normal forms", eq(Limit(x, x, number(5)), 3), rewrite(x, number(3), given_equation), (eq(x, 3),)),
        Miss("different normal forms", eq(Dependent(Family("H", (n,)), (i,), (x,), (x,)), 0), rewrite(x, number(3), given_equation), (eq(x, 3),)),
        Miss("combine", rel(">", y, 2), rewrite(y, number(3), given_equation, SIGN), (rel(">", y, 2),)),
        Miss("not a proof step", eq(x + x, 2 * x), rewrite(x + x, 2 * x, proof=None)),
        Miss("not a proof step", eq(x + x, 2 * x), rewrite(x + x, 2 * x, then=None)),
    ),
)


RAISE_BOTH = Table(
    accepted=(
        Use("squares of what is not negative", eq(x, y), raise_both(2, given_equation, left=SIGN, right=SIGN), (eq(x**2, y**2), rel(">=", x, 0), rel(">=", y, 0))),
        Use("an odd power of anything", rel("<", x, y), raise_both(3), (rel("<", x**3, y**3),)),
        Use("only the larger side need be >= 0", rel(">", x, y), raise_both(2, left=SIGN), (rel(">", x**2, y**2), rel(">=", x, 0))),
        Use("the larger side is the right one", rel("<=", x, y), raise_both(2, right=SIGN), (rel("<=", x**2, y**2), rel(">=", y, 0))),
        Use("different powers of different numbers", rel("!=", x, y), raise_both(2), (rel("!=", x**2, y**2),)),
    ),
    rejected=(
        Miss("sign", eq(x, y), raise_both(2, given_equation, left=SIGN, right=SIGN), (eq(x**2, y**2), rel(">=", x, 0))),
        Miss("sign", eq(x, y), raise_both(2, given_equation, left=SIGN, right=SIGN), (eq(x**2, y**2), rel(">=", y, 0))),
        Miss("sign", rel(">", x, y), raise_both(2, left=SIGN), (rel(">", x**2, y**2),)),
        Miss("sign", rel("<", x, y), raise_both(2, right=SIGN), (rel("<", x**2, y**2), rel(">=", x, 0))),
        Miss("sign", rel(">=", x, y), raise_both(2, left=SIGN), (rel(">=", x**2, y**2), rel(">=", y, 0))),
        Miss("not a proof step", rel(">", x, y), raise_both(2), (rel(">", x**2, y**2), rel(">=", x, 0))),
        Miss("not a proof step", rel("<", x, y), raise_both(3, None), (rel("<", x**3, y**3),)),
        Miss("no exponent", rel("<", x, y), raise_both(1), (rel("<", x, y),)),
        Miss("no exponent", rel("<", x, y), raise_both(0), ()),
        Miss("no exponent", rel("<", x, y), raise_both(-1), (rel("<", 1 / x, 1 / y),)),
        Miss("no exponent", rel("<", x, y), raise_both(13), (rel("<", x**13, y**13),)),
        Miss("no exponent", rel("<", x, y), raise_both("2"), ()),
        Miss("may be complex", eq(c1, c2), raise_both(3, given_equation), (eq(c1**3, c2**3),)),
        Miss("may be complex", eq(x, c2), raise_both(3, given_equation), (eq(x**3, c2**3),)),
        Miss("may be complex", eq(1, TURN), raise_both(3, EQUAL)),
        Miss("may be complex", eq(c1, c1 * TURN), raise_both(3, EQUAL)),
    ),
)

EXPONENTIATE = Table(
    accepted=(
        Use("strictly", rel("<", x, y), step("exponentiate", then=SIGN), (rel("<", call("exp", x), call("exp", y)),)),
        Use("weakly", rel("<=", x, y), step("exponentiate", then=SIGN), (rel("<=", call("exp", x), call("exp", y)),)),
        Use("an equation", eq(x, y), step("exponentiate", then=given_equation), (eq(call("exp", x), call("exp", y)),)),
        Use("a difference", rel("!=", x, y), step("exponentiate", then=SIGN), (rel("!=", call("exp", x), call("exp", y)),)),
    ),
    rejected=(
        Miss("may be complex", eq(c1, c2), step("exponentiate", then=given_equation), (eq(call("exp", c1), call("exp", c2)),)),
        Miss("may be complex", eq(x, c2), step("exponentiate", then=given_equation), (eq(call("exp", x), call("exp", c2)),)),
        Miss("may be complex", eq(c1, y), step("exponentiate", then=given_equation), (eq(call("exp", c1), call("exp", y)),)),
        Miss("may be complex", eq(0, 2 * PI * IMAGINARY), step("exponentiate", then=EQUAL)),
        Miss("may be complex", eq(c1, c1 + 2 * PI * IMAGINARY), step("exponentiate", then=EQUAL)),
        Miss("sign", rel("<", x, y), step("exponentiate", then=SIGN), (rel("<=", call("exp", x), call("exp", y)),)),
        Miss("sign", rel("<", x, y), step("exponentiate", then=SIGN), (rel(">", call("exp", x), call("exp", y)),)),
        Miss("not a proof step", rel("<", x, y), step("exponentiate"), (rel("<", call("exp", x), call("exp", y)),)),
        Miss("not ordered", rel("<", c1, c2), step("exponentiate", then=SIGN), ()),
    ),
)


def logarithms(left=SIGN, right=SIGN, then=SIGN):
    return step("take_logarithms", left=left, right=right, then=then)


def log(term):
    return call("log", term)


positive = (rel(">", a, 0), rel(">", b, 0))

TAKE_LOGARITHMS = Table(
    accepted=(
        Use("strictly", rel("<", a, b), logarithms(), (rel("<", log(a), log(b)), *positive)),
        Use("of exponentials", rel("<", call("exp", x), call("exp", y)), logarithms(), (rel("<", x, y),)),
        Use("an equation", eq(a, b), logarithms(then=given_equation), (eq(log(a), log(b)), *positive)),
        Use("of powers", rel(">=", a**x, a**y), logarithms(), (rel(">", a, 1), rel(">=", x, y))),
    ),
    rejected=(
        Miss("sign", rel("<", a, b), logarithms(), (rel("<", log(call("abs", a)), log(call("abs", b))), rel(">", b, 0))),
        Miss("sign", rel("<", a, b), logarithms(), (rel("<", log(call("abs", a)), log(call("abs", b))), rel(">", a, 0))),
        Miss("sign", eq(a, b), logarithms(then=given_equation), (eq(log(call("abs", a)), log(call("abs", b))), rel(">", a, 0))),
        Miss("sign", rel("<", a, b), logarithms(), (rel(">", log(a), log(b)), *positive)),
        Miss("not a proof step", rel("<", a, b), logarithms(left=None), (rel("<", log(a), log(b)), *positive)),
        Miss("not a proof step", rel("<", a, b), logarithms(right=None), (rel("<", log(a), log(b)), *positive)),
        Miss("not a proof step", rel("<", a, b), logarithms(then=None), (rel("<", log(a), log(b)), *positive)),
        Miss("not ordered", eq(c1, c2), logarithms()),
    ),
)


def same_angle(cosine=EQUAL, below=SIGN, above=SIGN):
    return step("same_angle", cosine=cosine, below=below, above=above)


turned = (eq(call("cos", x - y), 1), rel("<", x - y, PI), rel(">", x - y, -PI))

SAME_ANGLE = Table(
    accepted=(
        Use("two angles", eq(x, y), same_angle(given_equation), turned),
        Use("a term twice", eq(x + x, 2 * x), same_angle()),
        Use("within nearly a turn", eq(x, y), same_angle(given_equation), (turned[0], rel("<", x - y, 2 * PI), rel(">", x - y, -2 * PI))),
        Use("one angle is zero", eq(x, 0), same_angle(given_equation), (eq(call("cos", x), 1), rel("<", x, 6), rel(">", x, -6))),
    ),
    rejected=(
        Miss("sign", eq(x, y), same_angle(given_equation), turned[:2]),
        Miss("sign", eq(x, y), same_angle(given_equation), (turned[0], turned[2])),
        Miss("sign", eq(x, y), same_angle(given_equation), (turned[0], rel("<=", x - y, 2 * PI), turned[2])),
        Miss("sign", eq(x, 0), same_angle(given_equation), (eq(call("cos", x), 1), rel("<", x, 7), rel(">", x, -6))),
        Miss("different normal forms", eq(x, y), same_angle(), (eq(call("sin", x), call("sin", y)), *turned[1:])),
        Miss("only for equations", rel("<=", x, y), same_angle(given_equation), turned),
        Miss("may be complex", eq(0, 2 * PI * IMAGINARY), same_angle()),
        Miss("may be complex", eq(c1, c2), same_angle(given_equation), (eq(call("cos", c1 - c2), 1),)),
        Miss("not a proof step", eq(x, y), same_angle(None), turned),
        Miss("not a proof step", eq(x, y), same_angle(given_equation, below=None), turned),
        Miss("not a proof step", eq(x, y), same_angle(given_equation, above=None), turned),
    ),
)

TABLES = {
    "restate": RESTATE,
    "rewrite": REWRITE,
    "raise_both": RAISE_BOTH,
    "exponentiate": EXPONENTIATE,
    "take_logarithms": TAKE_LOGARITHMS,
    "same_angle": SAME_ANGLE,
}
