"""Sign, ramp, step and absolute value: cases on the reals, and derivatives away from kinks."""

from sympy import Abs, Max, Min, Rational

from verifier import (
    D,
    at,
    cases,
    derivation,
    diag,
    dimension,
    equal,
    heaviside,
    index,
    indicator,
    jacobian,
    limit,
    negative,
    positive,
    real,
    relu,
    sign,
    unequal,
    vector,
)

notes = derivation("Functions by cases", source="IFT6390 HW3 Q1 a-c")

x, y = real("x y")
half = Rational(1, 2)
step = cases((1, x > 0), (half, equal(x, 0)), (0, x < 0))

notes.claim("sign", equal(sign(x), indicator(x > 0) - indicator(x < 0)), source="IFT6390 HW3, Q1 a")
notes.claim("sign-cases", equal(sign(x), cases((1, x > 0), (0, equal(x, 0)), (-1, x < 0))))
notes.claim("heaviside", equal(heaviside(x), step), source="IFT6390 HW3, Q1 b")
notes.claim("heaviside-by-sign", equal(heaviside(x), (1 + sign(x)) / 2))
notes.claim("relu", equal(relu(x), cases((x, x > 0), (0, x <= 0))), source="IFT6390 HW3, Q1 b")
notes.claim("relu-step", equal(relu(x), x * heaviside(x)), source="IFT6390 HW3, Q1 c")
notes.claim(
    "relu-power",
    equal(relu(x), (x + 1) ** heaviside(x) - 1),
    given=x > -1,
    source="IFT6390 HW3, Q1 c",
    title="The alternative, where x + 1 is positive",
)
notes.claim("relu-abs", equal(relu(x), (x + Abs(x)) / 2))
notes.claim("relu-difference", equal(relu(x) - relu(-x), x))
notes.claim("relu-sum", equal(relu(x) + relu(-x), Abs(x)))

slope = D(relu(x), x)
notes.claim("relu-right", equal(slope, 1), given=positive(x), source="IFT6390 HW3, Q1 b")
notes.claim("relu-left", equal(slope, 0), given=negative(x), source="IFT6390 HW3, Q1 b")
notes.claim(
    "relu-slope",
    equal(slope, heaviside(x)),
    given=unequal(x, 0),
    source="IFT6390 HW3, Q1 b",
    title="The slope of the ramp is the step, away from 0",
)
notes.claim(
    "relu-slope-cases",
    equal(slope, cases((1, x > 0), (0, x <= 0))),
    source="IFT6390 HW3, Q1 b",
    title="The cases of the text: a slope at the kink is not defined",
)
notes.erratum(
    "relu-at-the-kink",
    equal(at(slope, x, 0), 0),
    expect="ill-formed",
    reason="IFT6390 HW3, Q1 b: the case x <= 0 gives the ramp a slope at 0, where it has none",
)
notes.claim("step-slope", equal(D(heaviside(x), x), 0), given=unequal(x, 0))
notes.claim("abs-slope", equal(D(Abs(x), x), sign(x)), given=unequal(x, 0))
notes.claim("abs", equal(Abs(x), x * sign(x)))
notes.claim("abs-square", equal(Abs(x) ** 2, x**2))
notes.claim("relu-from-the-left", equal(limit(relu(x) / x, x, 0, "-"), 0))
notes.claim("relu-from-the-right", equal(limit(relu(x) / x, x, 0, "+"), 1))
notes.claim("max", equal(Max(x, y), (x + y + Abs(x - y)) / 2))
notes.claim("min", equal(Min(x, y) + Max(x, y), x + y))
notes.claim("clip", equal(Min(Max(x, 0), 1), relu(x) - relu(x - 1)))
notes.claim("relu-lipschitz", Abs(relu(x) - relu(y)) <= Abs(x - y))
notes.claim("relu-convex", relu((x + y) / 2) <= (relu(x) + relu(y)) / 2)

n = dimension("n")
v = vector("v", n)
i = index("i", n)
notes.claim("jacobian", equal(jacobian(relu(v), v), diag(heaviside(v))))
