"""Induction along an index, for functions given by recursion: ``descent``."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    EQUAL,
    SIGN,
    X,
    Y,
    a,
    at,
    eq,
    i,
    j,
    n,
    number,
    over,
    p,
    q,
    rel,
    same,
    t,
    total,
)
from verifier.claim import Forall, Recursion
from verifier.terms import Dependent, Derivative, Entry, Family, Index, Sort, Variable, as_term

# fmt: off
L = Variable("L", Sort.DIMENSION)
layer, below, above = over("l", L), Index("l", number(1), L - 1), Index("l", number(2), L)
W, G = Family("W", (L, n, n)), Family("G", (L, n))


def g(place, entry):
    return Dependent(G, (as_term(place), as_term(entry)), (t,))


def weight(place, one, two):
    return Entry(W, tuple(as_term(part) for part in (place, one, two)))


def descent(index=layer, base=EQUAL, more=EQUAL, **rest):
    return step("descent", index=index, base=base, step=more, **rest)


mix = Recursion((below, i), g(below, i), total(j, weight(below, i, j) * g(below + 1, j)))
spread = Recursion((below, i), g(below, i), total(j, g(below + 1, j)))
half = Recursion((below, i), g(below, i), g(below + 1, i) / 2)
forward = Recursion((above, i), g(above, i), total(j, weight(above, i, j) * g(above - 1, j)))
zero, last = Recursion((i,), g(L, i), number(0)), Recursion((i,), g(L, i), a * t)
first = Recursion((i,), g(1, i), number(0))
inner = Index("k", number(2), layer)
beyond = Index("l", number(3), L)
twice = Recursion((beyond, i), g(beyond, i), g(beyond - 1, i) + g(beyond - 2, i))
second = Recursion((i,), g(2, i), number(0))
minus = Recursion((below, i), g(below, i), -g(below + 1, i) - 1)
goal = eq(g(layer, p), 0)
bound = rel("<=", g(layer, p), 0)
slope = eq(Derivative(g(layer, p), t), 0)

DESCENT = Table(
    accepted=(
        Use("halves of zero", goal, descent(), (half, zero)),
        Use("a sum over the layer above", goal, descent(), (mix, zero)),
        Use("from the lower end", goal, descent(**{"from": "lower"}), (forward, first)),
        Use("a derivative", slope, descent(), (mix, Recursion((i,), g(L, i), a))),
        Use("two earlier cases", goal, descent(**{"from": "lower"}, order=2, base=[EQUAL, EQUAL]), (twice, first, second)),
        Use("a relation that is no equation for a function", eq(2 * g(layer, p), 0), descent(), (half, zero)),
        Use("an inequality", bound, descent(base=SIGN, more=SIGN), (half, zero)),
        Use("an inequality under an assumption", bound, descent(base=SIGN, more=SIGN), (half, zero, rel(">", t, 0))),
        Use("an assumption about something else", goal, descent(), (mix, zero, rel(">", a, 0))),
    ),
    rejected=(
        Miss("different normal forms", goal, descent(), (half, last)),
        Miss("different normal forms", goal, descent(), (zero,)),
        Miss("different normal forms", goal, descent(), (half,)),
        Miss("different normal forms", eq(g(layer, p), 1), descent(), (half, Recursion((i,), g(L, i), number(1)))),
        Miss("different normal forms", goal, descent(**{"from": "lower"}), (half, zero)),
        Miss("different normal forms", goal, descent(), (forward, first)),
        Miss("an assumption is about what must be arbitrary", goal, descent(), (spread, Recursion((i,), g(L, i), same(i, q)), rel("!=", p, q))),
        Miss("an assumption is about what must be arbitrary", goal, descent(), (spread, Recursion((i,), g(L, i), t), eq(t, 0))),
        Miss("an assumption is about what must be arbitrary", goal, descent(), (half, zero, rel(">", layer, 1))),
        Miss("an assumption is about what must be arbitrary", goal, descent(), (half, zero, Forall((j,), rel(">", t, at(X, j))))),
        Miss("not a free index", goal, descent(q), (half, zero, eq(at(X, q), 0))),
        Miss("not a free index", goal, descent(L), (half, zero)),
        Miss("no free index", goal, descent(Index("l", number(1), L + 1)), (half, zero)),
        Miss("different normal forms", goal, descent(**{"from": "lower"}, order=2, base=[EQUAL, EQUAL]), (twice, first)),
        Miss("different normal forms", goal, descent(**{"from": "lower"}), (twice, first, second)),
        Miss("different normal forms", goal, descent(**{"from": "lower"}, order=2, base=[EQUAL, EQUAL]), (twice, first, Recursion((i,), g(2, i), t))),
        Miss("not one proof for each", goal, descent(**{"from": "lower"}, order=2), (twice, first, second)),
        Miss("not one proof for each", goal, descent(**{"from": "lower"}, order=2, base=[EQUAL]), (twice, first, second)),
        Miss("not one proof for each", goal, descent(order=2, base={**EQUAL, "then": EQUAL}), (half, zero)),
        Miss("not a number of earlier cases", goal, descent(order=0, base=[]), (half, zero)),
        Miss("not a number of earlier cases", goal, descent(order=7, base=[EQUAL] * 7), (half, zero)),
        Miss("not a number of earlier cases", goal, descent(order="1"), (half, zero)),
        Miss("an assumption is about what must be arbitrary", goal, descent(), (half, zero, Recursion((), g(layer, q), t))),
        Miss("an assumption is about what must be arbitrary", bound, descent(base=SIGN, more=SIGN), (half, zero, rel(">", layer, 1))),
        Miss("sign", bound, descent(base=SIGN, more=SIGN), (half, last)),
        Miss("sign", bound, descent(base=SIGN, more=SIGN), (minus, zero)),
        Miss("defined everywhere", eq(g(layer, p), 0 / t), descent(), (half, zero)),
        Miss("defined everywhere", eq(Derivative(g(layer, p), t) + 0 / t, 0), descent(), (half, zero)),
        Miss("defined everywhere", rel("<=", g(layer, p) + 0 / t, 0), descent(base=SIGN, more=SIGN), (half, zero)),
        Miss("different normal forms", eq(at(X, i), at(Y, i)), descent(i)),
        Miss("another index whose range may be empty", rel("<", inner, 2), descent(base=SIGN, more=SIGN, **{"from": "lower"})),
        Miss("not a proof step", goal, descent(base=None), (half, zero)),
        Miss("not a proof step", goal, descent(more=None), (half, zero)),
    ),
)

TABLES = {"descent": DESCENT}
