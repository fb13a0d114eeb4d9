"""Case distinctions and lemmas: ``cases``, ``trichotomy``, ``have``, ``either``, ``without``."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    EQUAL,
    SIGN,
    A,
    X,
    Y,
    a,
    at,
    b,
    c1,
    cases,
    eq,
    i,
    j,
    m,
    n,
    rel,
    root,
    signs_of,
    total,
    x,
    y,
    z,
)
from verifier.claim import Forall
from verifier.serialization import to_data
from verifier.terms import And, Index, Not, Or, Sum, call

# fmt: off
size = call("abs", x)
nothing = Index("p", m, m - 1)
positive = rel(">", x, 0)

deep = SIGN
for _ in range(61):
    deep = cases(positive, deep, SIGN)

CASES = Table(
    accepted=(
        Use("two signs", rel(">=", size + x, 0), cases(positive, SIGN, EQUAL)),
        Use("a case that does not occur", eq(size, x), cases(rel(">=", x, 0), EQUAL, None), (rel(">=", x, 0),)),
        Use("equal or not", rel("!=", x, y), cases(rel(">", x, y), SIGN, SIGN), (rel("!=", x - y, 0),)),
        Use("both conditions", rel(">=", size * call("abs", y), x * y), cases(And((positive, rel(">", y, 0))), EQUAL, SIGN), (rel(">=", x * y, 0), rel(">=", x, 0), rel(">=", y, 0))),
        Use("a negation", rel(">=", size + x, 0), cases(Not(positive), EQUAL, SIGN)),
    ),
    rejected=(
        Miss("normal forms", eq(size, x), cases(rel(">=", x, 0), EQUAL, EQUAL)),
        Miss("normal forms", eq(size, -x), cases(positive, EQUAL, EQUAL)),
        Miss("sign", rel("!=", x, y), cases(rel(">", x, y), SIGN, SIGN)),
        Miss("not a proof step", eq(size, x), cases(rel(">=", x, 0), EQUAL, None)),
        Miss("not a proof step", eq(size, -x), cases(rel(">=", x, 0), None, EQUAL)),
        Miss("not a proof step", rel(">=", x**2, 0), deep),
        Miss("the condition is not defined everywhere", rel("!=", x, 0), cases(rel(">", 1 / x + 1, 0), SIGN, cases(rel("<", 1 / x + 1, 0), SIGN, SIGN))),
        Miss("the condition is not defined everywhere", rel("!=", x, 0), cases(rel(">", call("log", x), -5), SIGN, SIGN)),
        Miss("the condition is not defined everywhere", rel(">=", x, 0), cases(rel(">=", root(x), 0), SIGN, SIGN)),
        Miss("not ordered", rel("!=", x, 0), cases(rel(">", c1, 0), SIGN, SIGN)),
        Miss("not ordered", rel("!=", x, 0), cases(Or((eq(x, 1), rel("<=", c1, c1 + 1))), SIGN, SIGN)),
        Miss("no free index", rel("!=", x, m), cases(rel(">", x, nothing), SIGN, SIGN)),
        Miss("not a condition", rel("!=", x, y), {**cases(positive, SIGN, SIGN), "on": None}),
        Miss("not a condition", rel("!=", x, y), step("cases", on=x, then=SIGN)),
    ),
)

TRICHOTOMY = Table(
    accepted=(
        Use("the absolute value", rel(">=", size, x), signs_of(x, SIGN, EQUAL, EQUAL)),
        Use("a difference", eq(call("max", x, y), (x + y + call("abs", x - y)) / 2), signs_of(x - y, EQUAL, EQUAL, EQUAL)),
        Use("one sign does not occur", eq(size, x), signs_of(x, None, EQUAL, EQUAL), (rel(">=", x, 0),)),
        Use("two signs do not occur", eq(call("sign", x), 1), signs_of(x, None, None, EQUAL), (positive,)),
    ),
    rejected=(
        Miss("normal forms", eq(size, x), signs_of(x, EQUAL, EQUAL, EQUAL)),
        Miss("normal forms", eq(call("sign", x) ** 2, 1), signs_of(x, EQUAL, EQUAL, EQUAL)),
        Miss("normal forms", eq(call("sign", x), -1), signs_of(x, EQUAL, None, EQUAL), (rel("!=", x, 0),)),
        Miss("not a proof step", rel(">=", size, x), signs_of(x, None, EQUAL, EQUAL)),
        Miss("not a proof step", rel(">=", size, x), signs_of(x, SIGN, None, EQUAL)),
        Miss("not a proof step", rel(">=", size, x), signs_of(x, SIGN, EQUAL, None)),
        Miss("the quantity is not defined everywhere", rel("!=", x, 0), signs_of(1 / x, SIGN, SIGN, SIGN)),
        Miss("the quantity is not defined everywhere", rel(">", x, 0), signs_of(call("log", x), SIGN, SIGN, SIGN)),
        Miss("the quantity is not real", rel("!=", x, y), signs_of(c1, SIGN, SIGN, SIGN)),
        Miss("no free index", rel("!=", x, m), signs_of(x - nothing, SIGN, SIGN, SIGN)),
        Miss("not a term", rel("!=", x, y), {**signs_of(x, SIGN, SIGN, SIGN), "of": to_data(And(()))}),
    ),
)


def have(lemma, proof=SIGN, then=SIGN):
    return step("have", lemma=lemma, proof=proof, then=then)


HAVE = Table(
    accepted=(
        Use("a lemma that the rest needs", rel(">", call("exp", a * b), 1), have(rel(">", a * b, 0)), (rel(">", a, 0), rel(">", b, 0))),
        Use("an equation", rel(">", z, 0), have(eq(z, x**2 + 1), step("combine", cofactors=[[0, x - x + 1]])), (eq(z, x**2 + 1),)),
        Use("two lemmas", rel(">", x + y, 1), have(rel(">", x, 0), then=have(rel(">", y, 1))), (rel(">", x, 0), rel(">", y, 1))),
        Use("a lemma that is not needed", eq(x + x, 2 * x), have(rel(">=", n, 1), then=EQUAL)),
    ),
    rejected=(
        Miss("sign", rel(">", x, 0), have(rel(">", x, 0))),
        Miss("sign", rel(">", x * y, 0), have(rel(">", x, 0)), (rel(">", x, 0),)),
        Miss("sign", rel(">", call("exp", a * b), 1), have(rel(">", a * b, 0)), (rel(">", a, 0), rel(">=", b, 0))),
        Miss("not a proof step", rel(">", x, 0), have(rel(">", x, 0), None)),
        Miss("not a proof step", rel(">", x, 0), have(rel(">=", x**2, 0), then=None)),
        Miss("the lemma is not defined everywhere", rel("!=", x, 0), have(rel("!=", 1 / x, 0))),
        Miss("the lemma is not defined everywhere", rel(">", x, -1), have(rel(">=", root(x), 0))),
        Miss("the lemma is not defined everywhere", rel("!=", x, 0), have(rel("!=", 0, 1 / x))),
        Miss("not ordered", rel("!=", x, 0), have(rel(">=", c1, c1), EQUAL)),
        Miss("a lemma is a relation", rel(">=", x**2, 0), have(And((rel(">=", x**2, 0),)))),
        Miss("no free index", rel("!=", x, m), have(rel(">=", nothing, m))),
        Miss("a name with @", rel("!=", x, m), {**have(rel(">=", x, m)), "lemma": to_data(rel(">=", type(x)("x@i"), 0))}),
    ),
)

row = Forall((i,), eq(total(j, at(A, i, j) * at(X, j)), a * at(X, i)))
column = Forall((i,), eq(total(j, at(A, i, j) * at(Y, j)), b * at(Y, i)))
mirrored = Forall((i, j), eq(at(A, i, j), at(A, j, i)))
inner = total(i, at(X, i) * at(Y, i))
crossed = [[0, Sum(i, -at(Y, i))], [1, Sum(i, at(X, i))]]


def without(*places, then=EQUAL):
    return step("without", assumptions=list(places), then=then)


def combine(*cofactors):
    return step("combine", cofactors=list(cofactors))


WITHOUT = Table(
    accepted=(
        Use("none aside", eq(x, 3), without(), (eq(x, 3),)),
        Use("another aside", eq(x, 3), without(1), (eq(x, 3), eq(y, 2))),
        Use("an equation that is combined", eq(x**2, 9), without(0, then=combine([0, x + 3])), (eq(x, 3),)),
        Use("two eigenvectors", eq(a * inner, b * inner), without(0, 1, then=combine(*crossed)), (row, column, mirrored)),
        Use("a lemma", rel(">", x, 0), step("have", lemma=rel(">", y, 0), proof=without(0, then=SIGN), then=SIGN), (eq(x, y), rel(">", y, 0))),
    ),
    rejected=(
        Miss("normal forms", eq(x, 3), without(0), (eq(x, 3),)),
        Miss("normal forms", eq(x, 3), cases(eq(x, 3), without(), None)),
        Miss("normal forms", eq(a * inner, b * inner), without(0, 1), (row, column, mirrored)),
        Miss("do not give the difference", eq(a * inner, b * inner), without(0, 1, 2, then=combine(*crossed)), (row, column, mirrored)),
        Miss("do not give the difference", eq(a * inner, b * inner), without(0, 1, then=combine(*crossed)), (row, column)),
        Miss("do not give the difference", eq(inner, 0), without(0, 1, then=combine(*crossed)), (row, column, mirrored)),
        Miss("sign", rel(">", x, 0), without(0, then=SIGN), (rel(">", x, 0),)),
        Miss("no assumptions", eq(x, x), step("without", assumptions=0, then=EQUAL)),
        Miss("no assumptions", eq(x, x), step("without", assumptions=["0"], then=EQUAL)),
        Miss("not a proof step", eq(x, x), without(then=None)),
    ),
)

def either(*proofs, by=0):
    return step("either", by=by, proofs=list(proofs))


zeros, ones = Or((eq(x, 0), eq(y, 0))), Or((eq(x, 1), eq(x, -1)))
EITHER = Table(
    accepted=(
        Use("a product that is zero", eq(x * y, 0), either(EQUAL, EQUAL), (zeros,)),
        Use("two values", eq(x**2, 1), either(EQUAL, EQUAL), (ones,)),
        Use("one that does not occur", eq(y, 0), either(None, EQUAL), (zeros, rel(">", x, 0))),
        Use("both assumptions", eq(x * y * z, x * y), either(EQUAL, either(EQUAL, EQUAL, by=1)), (zeros, Or((eq(y, 0), eq(z, 1))))),
        Use("several conditions at once", rel(">", x * y, 0), either(SIGN, SIGN), (Or((And((rel(">", x, 0), rel(">", y, 0))), And((rel("<", x, 0), rel("<", y, 0))))),)),
    ),
    rejected=(
        Miss("normal forms", eq(x, 0), either(EQUAL, EQUAL), (zeros,)),
        Miss("normal forms", eq(y, 0), either(EQUAL, EQUAL), (zeros,)),
        Miss("normal forms", eq(x, 1), either(EQUAL, EQUAL), (ones,)),
        Miss("sign", rel(">", x * y, 0), either(SIGN, SIGN), (Or((rel(">", x, 0), rel(">", y, 0))),)),
        Miss("not a proof step", eq(x, 0), either(EQUAL, None), (zeros,)),
        Miss("not one proof for each alternative", eq(x, 0), either(EQUAL), (zeros,)),
        Miss("not one proof for each alternative", eq(x, 0), step("either", by=0, proofs=None), (zeros,)),
        Miss("no alternative", eq(x, 0), either(EQUAL), (eq(x, 0),)),
        Miss("no alternative", eq(at(X, i), 0), either(EQUAL, EQUAL), (Forall((i,), Or((eq(at(X, i), 0), eq(at(X, i), 1)))),)),
        Miss("no such assumption", eq(x * y, 0), either(EQUAL, EQUAL, by=1), (zeros,)),
        Miss("no such assumption", eq(x * y, 0), either(EQUAL, EQUAL, by=-1), (zeros,)),
        Miss("no such assumption", eq(x * y, 0), either(EQUAL, EQUAL, by="0"), (zeros,)),
    ),
)

TABLES = {"either": EITHER, "cases": CASES, "trichotomy": TRICHOTOMY, "have": HAVE, "without": WITHOUT}
