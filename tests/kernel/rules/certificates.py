"""Inequalities taken apart: sums and products of parts, means, enclosures on boxes."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    EQUAL,
    HALF,
    SIGN,
    a,
    b,
    c,
    c1,
    eq,
    fraction,
    m,
    number,
    rel,
    root,
    x,
    y,
    z,
)
from verifier.serialization import to_data
from verifier.terms import as_term, call


# fmt: off
def part(operator, term, proof=SIGN):
    return {"term": to_data(as_term(term)), "operator": operator, "proof": proof}


def sum_of(*parts):
    return step("sum_of_parts", parts=list(parts))


def product_of(*parts):
    return step("product_of_parts", parts=list(parts))


positive = (rel(">", a, 0), rel(">", b, 0))
squares = rel(">=", x**2 + y**2, 2 * x * y)

SUM_OF_PARTS = Table(
    accepted=(
        Use("one part", rel(">=", x**2 + 1, 2 * x), sum_of(part(">=", (x - 1) ** 2, step("parts_of_sum", parts=[(x - 1) ** 2])))),
        Use("two parts", rel(">", a + b, 0), sum_of(part(">", a), part(">", b)), positive),
        Use("one strict part is enough", rel(">", a + b, 0), sum_of(part(">", a), part(">=", b)), (rel(">", a, 0), rel(">=", b, 0))),
        Use("negative parts", rel("<", -a, b), sum_of(part("<", -a), part("<", -b)), positive),
        Use("a part that is zero", rel(">=", a, 0), sum_of(part(">=", a), part("=", x - x, EQUAL)), positive),
    ),
    rejected=(
        Miss("do not make up the difference", rel(">", a + b, 1), sum_of(part(">", a), part(">", b)), positive),
        Miss("do not make up the difference", rel(">", a, b), sum_of(part(">", a), part(">", b)), positive),
        Miss("do not decide", rel(">", a + b, 0), sum_of(part(">=", a), part(">=", b)), positive),
        Miss("do not decide", rel(">=", a - b, 0), sum_of(part(">", a), part("<", -b)), positive),
        Miss("do not decide", rel("<=", a + b, 0), sum_of(part(">", a), part(">", b)), positive),
        Miss("do not decide", rel(">", a - b, 0), sum_of(part("!=", a - b)), (rel("!=", a, b),)),
        Miss("sign", rel(">", a + b, 0), sum_of(part(">", a), part(">", b)), positive[:1]),
        Miss("sign", rel(">", a + b, 0), sum_of(part(">", a), part(">", b)), (positive[0], rel(">=", b, 0))),
        Miss("is not defined everywhere", rel(">", a, 0), sum_of(part(">", a + 0 / x)), positive),
        Miss("may be complex", rel(">=", c1 * 0 + a, 0), sum_of(part(">", a), part("=", c1 - c1 + c1 * 0, EQUAL), part("=", c1), part("=", -c1)), positive),
        Miss("no parts", rel(">=", x - x, 0), sum_of()),
        Miss("no parts", rel(">=", x - x, 0), sum_of(*[part("=", 0, EQUAL)] * 41)),
        Miss("no parts", rel(">=", x - x, 0), step("sum_of_parts", parts=None)),
        Miss("not a part", rel(">", a, 0), sum_of(part(">>", a)), positive),
        Miss("not a part", rel(">", a, 0), sum_of(None), positive),
        Miss("not a proof step", rel(">", a, 0), sum_of(part(">", a, None)), positive),
    ),
)

PRODUCT_OF_PARTS = Table(
    accepted=(
        Use("two parts", rel(">", a * b, 0), product_of(part(">", a), part(">", b)), positive),
        Use("two negative parts", rel(">", a * b, 0), product_of(part("<", -a), part("<", -b)), positive),
        Use("an odd number of negative parts", rel("<", a * (-b), 0), product_of(part(">", a), part("<", -b)), positive),
        Use("differences", rel(">=", a * b + 1, a + b), product_of(part(">=", a - 1), part(">=", b - 1)), (rel(">=", a, 1), rel(">=", b, 1))),
        Use("a part that is not zero", rel("!=", a * x, 0), product_of(part(">", a), part("!=", x)), (rel(">", a, 0), rel("!=", x, 0))),
    ),
    rejected=(
        Miss("do not make up the difference", rel(">", a * b, 1), product_of(part(">", a), part(">", b)), positive),
        Miss("do not make up the difference", rel(">", a * b, 0), product_of(part(">", a)), positive),
        Miss("do not decide", rel(">", a * b, 0), product_of(part(">=", a), part(">", b)), positive),
        Miss("do not decide", rel(">", a * b, 0), product_of(part("!=", a), part(">", b)), positive),
        Miss("do not decide", rel(">", -a * b, 0), product_of(part("<", -a), part(">", b)), positive),
        Miss("do not decide", rel("<", a * b, 0), product_of(part("<", -a), part("<", -b)), positive),
        Miss("do not decide", rel("!=", a * x, 0), product_of(part(">", a), part(">=", x)), (rel(">", a, 0), rel(">=", x, 0))),
        Miss("sign", rel(">", a * b, 0), product_of(part(">", a), part(">", b)), positive[:1]),
        Miss("is not defined everywhere", rel(">", a, 0), product_of(part(">", a), part(">", 1 + 0 / x)), positive),
        Miss("may be complex", rel(">", a, 0), product_of(part(">", a), part("!=", call("exp", c1)), part("!=", call("exp", -c1))), positive),
        Miss("no parts", rel(">", number(1), 0), product_of()),
        Miss("not a part", rel(">", a, 0), product_of({"term": to_data(a)}), positive),
        Miss("not a proof step", rel(">", a, 0), product_of(part(">", a, None)), positive),
    ),
)


def means(*terms, factor=1):
    return step("means", terms=[[weight, to_data(as_term(term))] for weight, term in terms], factor=as_term(factor))


nonnegative = (rel(">=", a, 0), rel(">=", b, 0))
third = "1/3"

MEANS = Table(
    accepted=(
        Use("two numbers", rel(">=", (a + b) / 2, root(a * b)), means(("1/2", a), ("1/2", b)), nonnegative),
        Use("with weights", rel(">=", a / 3 + 2 * b / 3, a ** fraction(1, 3) * b ** fraction(2, 3)), means((third, a), ("2/3", b)), nonnegative),
        Use("three cubes", rel(">=", a**3 + b**3 + c**3, 3 * a * b * c), means((third, a**3), (third, b**3), (third, c**3), factor=3), (*nonnegative, rel(">=", c, 0))),
        Use("times a factor", rel(">=", x**2 * (a + b) / 2, x**2 * root(a * b)), means(("1/2", a), ("1/2", b), factor=x**2), nonnegative),
        Use("squares of anything", rel(">=", (x**2 + y**2) / 2, call("abs", x) * call("abs", y)), means(("1/2", x**2), ("1/2", y**2))),
    ),
    rejected=(
        Miss("may be negative", rel(">=", (a + b) / 2, root(a * b)), means(("1/2", a), ("1/2", b)), nonnegative[:1]),
        Miss("may be negative", rel(">=", -(a + b) / 2, -root(a * b)), means(("1/2", a), ("1/2", b), factor=-1), nonnegative),
        Miss("may be negative", rel(">=", z * (a + b) / 2, z * root(a * b)), means(("1/2", a), ("1/2", b), factor=z), nonnegative),
        Miss("the weights do not add up", rel(">=", a + b, a * b), means(("1", a), ("1", b)), nonnegative),
        Miss("the weights do not add up", rel(">=", a / 3 + b / 3, a ** fraction(1, 3) * b ** fraction(1, 3)), means((third, a), (third, b)), nonnegative),
        Miss("a weight that is not positive", rel(">=", 2 * a - b, a**2 / b), means(("2", a), ("-1", b)), (rel(">", a, 0), rel(">", b, 0))),
        Miss("a weight that is not positive", rel(">=", a, a), means(("1", a), ("0", b)), nonnegative),
        Miss("do not give the difference", rel(">=", (a + b) / 2, 1 + root(a * b)), means(("1/2", a), ("1/2", b)), nonnegative),
        Miss("do not give the difference", rel(">=", root(a * b), 2 * a * b / (a + b)), means(("1/2", a), ("1/2", b)), (rel(">", a, 0), rel(">", b, 0))),
        Miss("not an inequality of means", rel("<=", (a + b) / 2, root(a * b)), means(("1/2", a), ("1/2", b)), nonnegative),
        Miss("not an inequality of means", rel(">", (a + b) / 2, root(a * b)), means(("1/2", a), ("1/2", b)), nonnegative),
        Miss("not an inequality of means", rel(">=", a, a), step("means", terms=None, factor=number(1)), nonnegative),
        Miss("not an inequality of means", rel(">=", a, a), means(*[("1/41", a)] * 41), nonnegative),
        Miss("not a weighted term", rel(">=", a, a), step("means", terms=[[1, to_data(a)]], factor=number(1)), nonnegative),
        Miss("not a rational", rel(">=", a, a), means(("1e0", a)), nonnegative),
        Miss("is not defined everywhere", rel(">=", a, a), means(("1", a + 0 / x)), nonnegative),
        Miss("is not defined everywhere", rel(">=", a, a), means(("1", a), factor=1 + 0 / x), nonnegative),
        Miss("may be complex", rel(">=", a, a), means(("1", a), factor=c1), nonnegative),
    ),
)


def subdivide(*sides):
    return step("subdivide", box=[[to_data(side[0]), *side[1:]] for side in sides])


unit = (rel(">=", x, 0), rel("<=", x, 1))

SUBDIVIDE = Table(
    accepted=(
        Use("a polynomial", rel(">", x**2 - x + HALF, 0), subdivide((x, "0", "1")), unit),
        Use("an exponential", rel("<", call("exp", x), 3), subdivide((x, "0", "1")), unit),
        Use("two variables", rel(">", x * y + 1, 0), subdivide((x, "0", "1"), (y, "0", "1")), (*unit, rel(">=", y, 0), rel("<=", y, 1))),
        Use("an integer", rel("<", m * (5 - m), 7), subdivide((m, "0", "5")), (rel(">=", m, 0), rel("<=", m, 5))),
        Use("not equal", rel("!=", call("cos", x), 0), subdivide((x, "0", "1")), unit),
    ),
    rejected=(
        Miss("the variable may leave the box", rel(">", x + HALF, 0), subdivide((x, "0", "1"))),
        Miss("the variable may leave the box", rel(">", x + HALF, 0), subdivide((x, "0", "1")), unit[1:]),
        Miss("the variable may leave the box", rel("<", x, 2), subdivide((x, "0", "1")), unit[:1]),
        Miss("the variable may leave the box", rel("<", x, 1), subdivide((x, "0", "1/2")), unit),
        Miss("do not decide", rel(">", x, 0), subdivide((x, "0", "1")), unit),
        Miss("do not decide", rel(">", x - HALF, 0), subdivide((x, "0", "1")), unit),
        Miss("do not decide", rel(">", x + y, -1), subdivide((x, "0", "1")), unit),
        Miss("do not decide", rel("<", 1 / x, 0), subdivide((x, "0", "1")), (rel(">", x, 0), unit[1])),
        Miss("not a variable", rel(">", 2 * x, -1), subdivide((2 * x, "0", "2")), unit),
        Miss("not a variable", rel(">", call("exp", x), 0), subdivide((call("exp", x), "0", "3")), unit),
        Miss("not a variable", rel("<", x, 2), subdivide((x, "0", "1")), (eq(x, y * z + 1), *unit)),
        Miss("not a variable", rel("<", m, fraction(3, 2)), subdivide((x, "0", "1")), (eq(x, m / 2), *unit)),
        Miss("not a variable", rel(">", y, -HALF), subdivide((x, "0", "1")), (eq(x, y**2), *unit)),
        Miss("not a variable", rel("<", call("exp", y), 2), subdivide((x, "0", "1")), (eq(x, call("exp", y)), *unit)),
        Miss("not a side of a box", rel(">", x, -1), subdivide((x, "0")), unit),
        Miss("not a side of a box", rel(">", x, -1), subdivide((x, 0, 1)), unit),
        Miss("not a rational", rel(">", x, -1), subdivide((x, "zero", "1")), unit),
        Miss("no box", rel(">", x, -1), step("subdivide", box=None), unit),
    ),
)

TABLES = {
    "sum_of_parts": SUM_OF_PARTS,
    "product_of_parts": PRODUCT_OF_PARTS,
    "means": MEANS,
    "subdivide": SUBDIVIDE,
}
