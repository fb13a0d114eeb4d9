"""What normal forms and signs decide: ``equal``, ``sign``, ``combine`` and the like."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    EQUAL,
    HALF,
    IMAGINARY,
    SIGN,
    X,
    a,
    at,
    by_parts,
    c1,
    eq,
    i,
    j,
    m,
    n,
    number,
    q,
    rel,
    root,
    same,
    total,
    x,
    y,
    z,
)
from verifier.claim import Forall, OneHot
from verifier.terms import Derivative, Index, as_term, call

# fmt: off
cos, sin = call("cos", x), call("sin", x)
softmax = call("exp", at(X, i)) / total(j, call("exp", at(X, j)))

EQUAL_TABLE = Table(
    accepted=(
        Use("a square", eq((x + y) ** 2, x**2 + 2 * x * y + y**2), EQUAL),
        Use("a weak inequality", rel("<=", x + x, 2 * x), EQUAL),
        Use("a sum against a delta", eq(total(j, same(i, j) * at(X, j)), at(X, i)), EQUAL),
        Use("a derivative", eq(Derivative(at(X, i) ** 2, at(X, q)), 2 * at(X, i) * same(i, q)), EQUAL),
        Use("sine and cosine", eq(cos**2 + sin**2, 1), EQUAL),
        Use("with a given equation", eq(x + y, 3 + y), EQUAL, (eq(x, 3),)),
    ),
    rejected=(
        Miss("different normal forms", eq((x + y) ** 2, x**2 + y**2), EQUAL),
        Miss("different normal forms", eq(root(x**2), x), EQUAL),
        Miss("different normal forms", eq(total(j, at(X, j)) ** 2, total(j, at(X, j) ** 2)), EQUAL),
        Miss("different normal forms", eq(Derivative(at(X, i) ** 2, at(X, q)), 2 * at(X, i)), EQUAL),
        Miss("different normal forms", eq(cos, sin), EQUAL),
        Miss("different normal forms", rel("<=", x, x + 1), EQUAL),
        Miss("undefined", eq(call("sign", c1), 0), EQUAL),
        Miss("no such rule", eq(x, x + 1), step("axiom")),
        Miss("does not prove <", rel("<", x, x), EQUAL),
        Miss("does not prove >", rel(">", x, x), EQUAL),
        Miss("does not prove !=", rel("!=", x, x), EQUAL),
        Miss("not ordered", rel("<=", c1, c1), EQUAL),
    ),
)

SIGN_TABLE = Table(
    accepted=(
        Use("a square and 1", rel(">", x**2 + 1, 0), SIGN),
        Use("a square as written", rel(">=", (x - y) ** 2, 0), SIGN),
        Use("from facts", rel(">", x + y, 0), SIGN, (rel(">", x, 0), rel(">=", y, 0))),
        Use("a number", rel("<", number(2) ** HALF, HALF * 3), SIGN),
        Use("for every index", rel(">", total(j, at(X, j)), 0), SIGN, (Forall((j,), rel(">", at(X, j), 0)),)),
        Use("not equal", rel("!=", call("exp", x), 0), SIGN),
    ),
    rejected=(
        Miss("not determined", rel(">", x**2, 0), SIGN),
        Miss("not determined", rel(">", x, y), SIGN),
        Miss("not determined", rel(">", x + y, 0), SIGN, (rel(">=", x, 0), rel(">=", y, 0))),
        Miss("not determined", rel(">", x * y, 0), SIGN, (rel(">", x, 0), rel("!=", y, 0))),
        Miss("not determined", rel(">", total(Index("j", number(1), m), 1), 0), SIGN, (rel(">=", m, 0),)),
        Miss("not determined", rel(">", total(j, at(X, j)), 0), SIGN, (rel(">", at(X, i), 0),)),
        Miss("not determined", rel("!=", c1**2, -1), SIGN),
        Miss("not determined", eq(x**2, 0), SIGN),
        Miss("not determined", rel(">=", (IMAGINARY * x) ** 2, 0), SIGN),
        Miss("not determined", eq((IMAGINARY * x) ** 2, 0), SIGN),
        Miss("not determined", rel(">=", total(j, (IMAGINARY * at(X, j)) ** 2), 0), SIGN),
        Miss("not ordered", rel(">=", c1**2, 0), SIGN),
    ),
)


def combine(*cofactors):
    return step("combine", cofactors=[[position, as_term(factor)] for position, factor in cofactors])


COMBINE = Table(
    accepted=(
        Use("one equation", eq(2 * x, 2 * y + 2), combine((0, 2)), (eq(x, y + 1),)),
        Use("a cofactor", eq(x**2, y**2), combine((0, x + y)), (eq(x, y),)),
        Use("two equations", eq(x + y, 3), combine((0, 1), (1, 1)), (eq(x, 1 + z), eq(y, 2 - z))),
        Use("for every index", eq(total(j, at(X, j) ** 3), 0), combine((0, total(j, at(X, j)))), (Forall((j,), eq(at(X, j) ** 2, 0)),)),
        Use("at one index", eq(at(X, i) ** 2, 0), combine((0, total(j, same(i, j)))), (Forall((j,), eq(at(X, j) ** 2, 0)),)),
        Use("defined where the facts hold", eq(x**2, y), combine((0, 1 / z)), (eq(x**2 * z, y * z), rel("!=", z, 0))),
        Use("the second one only", eq(x * z, z), combine((1, z)), (rel(">", y, 0), eq(x, 1))),
    ),
    rejected=(
        Miss("do not give the difference", eq(2 * x, 2 * y), combine((0, 1)), (eq(x**2, y**2 + 0 * x),)),
        Miss("do not give the difference", eq(x, y), combine((0, 1)), (eq(x**2, y**2),)),
        Miss("do not give the difference", eq(x, y), combine((0, -1)), (eq(x**3, y),)),
        Miss("names no assumption", eq(x, y), combine((1, 1)), (eq(x**2, y**2),)),
        Miss("names no assumption", eq(x, y), combine((-1, 1)), (eq(x**2, y),)),
        Miss("names no assumption", eq(x, y), step("combine", cofactors=[None]), (eq(x**2, y),)),
        Miss("no equation", eq(x**2, y), combine((0, 1)), (rel(">=", x**2, y),)),
        Miss("no sum over the indices", eq(at(X, i) ** 2, 0), combine((0, 1)), (Forall((j,), eq(at(X, j) ** 2, 0)),)),
        Miss("no sum over the indices", eq(total(j, at(X, j) ** 2), 0), combine((0, total(i, 1))), (Forall((j,), eq(at(X, j) ** 2, 0)),)),
        Miss("no sum over the indices", eq(total(j, at(X, j) ** 2), 0), combine((0, total(Index("j", number(1), m), 1))), (Forall((j,), eq(at(X, j) ** 2, 0)),)),
        Miss("no equation", eq(at(X, i), 1), combine((0, 1)), (OneHot(X),)),
        Miss("no equation", eq(total(j, at(X, j) ** 2), 0), combine((0, total(j, 1))), (Forall((j,), rel(">=", at(X, j) ** 2, 0)),)),
        Miss("not defined everywhere", eq(total(j, at(X, j) ** 2), 0), combine((0, total(j, 1 + 0 / z))), (Forall((j,), eq(at(X, j) ** 2, 0)),)),
        Miss("do not give the difference", eq(at(X, i) ** 2, 0), combine((0, total(j, 1))), (Forall((j,), eq(at(X, j) ** 2, 0)),)),
        Miss("not defined everywhere", eq(x**2, y), combine((0, 1 + 0 / z)), (eq(x**2, y),)),
        Miss("not defined everywhere", eq(x**2 * z, y), combine((0, root(z))), (eq(x**2 * root(z), y / root(z)), rel("!=", z, 0))),
        Miss("only for equations", rel("<=", x**2, y), combine((0, 1)), (eq(x**2, y),)),
        Miss("no cofactors", eq(x, y), step("combine", cofactors=None), (eq(x**2, y),)),
    ),
)

PARTS_OF_SUM = Table(
    accepted=(
        Use("a square", rel(">=", x**2 + y**2, 2 * x * y), by_parts((x - y) ** 2)),
        Use("a square and a number", rel(">", x**2 + 2, 2 * x), by_parts((x - 1) ** 2, 1)),
        Use("negative parts", rel("<=", 2 * x * y, x**2 + y**2), by_parts(-((x - y) ** 2))),
        Use("with a factor", rel(">=", a * x**2 + a, 2 * a * x), by_parts(a * (x - 1) ** 2), (rel(">", a, 0),)),
        Use("a sum of squares", rel(">=", total(j, at(X, j) ** 2) + n, 2 * total(j, at(X, j))), by_parts(total(j, (at(X, j) - 1) ** 2))),
    ),
    rejected=(
        Miss("do not add up", rel(">=", x**2 + y**2, 3 * x * y), by_parts((x - y) ** 2)),
        Miss("do not add up", rel(">=", x**2, 2 * x), by_parts((x - 1) ** 2)),
        Miss("do not decide", rel(">", x**2 + 1, 2 * x), by_parts((x - 1) ** 2)),
        Miss("do not decide", rel(">=", x**2 - 1, 0), by_parts(x**2, -1)),
        Miss("do not decide", rel(">=", a * x**2 + a, 2 * a * x), by_parts(a * (x - 1) ** 2)),
        Miss("do not decide", rel("<=", x**2 + y**2, 2 * x * y), by_parts((x - y) ** 2)),
        Miss("do not decide", rel(">=", (IMAGINARY * x) ** 2, 0), by_parts((IMAGINARY * x) ** 2)),
        Miss("a part is not defined everywhere", rel(">=", x**2, 0), by_parts(x**2 + 0 / y)),
        Miss("no parts", rel(">=", x, x), by_parts()),
        Miss("no parts", rel(">=", x**2, 0), step("parts_of_sum", parts=None)),
        Miss("no parts", rel(">=", x**2, 0), step("parts_of_sum", parts={"0": 1})),
        Miss("not ordered", rel(">=", c1**2, 0), by_parts(c1**2)),
        Miss("not a term", rel(">=", x**2, 0), step("parts_of_sum", parts=[None])),
    ),
)

SAME = step("same_square")
both = (rel(">=", x, 0), rel(">=", y, 0))

SAME_SQUARE = Table(
    accepted=(
        Use("roots", eq(root(2) * root(3), root(6)), SAME),
        Use("nested roots", eq(root(3 + 2 * root(2)), 1 + root(2)), SAME),
        Use("both not negative", eq(root(x**2 + 2 * x * y + y**2), x + y), SAME, both),
        Use("both not positive", eq(-root(x**2 + 2 * x * y + y**2), x + y), SAME, (rel("<=", x, 0), rel("<=", y, 0))),
    ),
    rejected=(
        Miss("different signs", eq(root(x**2 + 2 * x * y + y**2), x + y), SAME),
        Miss("different signs", eq(-root(3 + 2 * root(2)), 1 + root(2)), SAME),
        Miss("different signs", eq(-x, x), SAME),
        Miss("different signs", eq(c1, -c1), SAME),
        Miss("different signs", eq(1, IMAGINARY**2), SAME),
        Miss("the squares differ", eq(root(3 + root(2)), 1 + root(2)), SAME),
        Miss("the squares differ", eq(x, y), SAME, both),
        Miss("only for equations", rel("<=", root(2) * root(3), root(6)), SAME),
        Miss("only for equations", rel("!=", root(2), -root(2)), SAME),
    ),
)

TABLES = {
    "equal": EQUAL_TABLE,
    "sign": SIGN_TABLE,
    "combine": COMBINE,
    "parts_of_sum": PARTS_OF_SUM,
    "same_square": SAME_SQUARE,
}
