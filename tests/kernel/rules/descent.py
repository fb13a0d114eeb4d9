"""Induction along an index, for functions given by recursion: ``descent``."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    EQUAL,
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
goal = eq(g(layer, p), 0)
slope = eq(Derivative(g(layer, p), t), 0)

DESCENT = Table(
    accepted=(
        Use("halves of zero", goal, descent(), (half, zero)),
        Use("a sum over the layer above", goal, descent(), (mix, zero)),
        Use("from the lower end", goal, descent(**{"from": "lower"}), (forward, first)),
        Use("a derivative", slope, descent(), (mix, Recursion((i,), g(L, i), a))),
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
        Miss("only for equations", rel("<=", g(layer, p), 0), descent(), (half, zero)),
        Miss("only for equations", eq(g(layer, p), 0 / t), descent(), (half, zero)),
        Miss("only for equations", eq(Derivative(g(layer, p), t) + 0 / t, 0), descent(), (half, zero)),
        Miss("no unknown function", eq(2 * g(layer, p), 0), descent(), (half, zero)),
        Miss("no unknown function", eq(at(X, i), at(Y, i)), descent(i)),
        Miss("not a proof step", goal, descent(base=None), (half, zero)),
        Miss("not a proof step", goal, descent(more=None), (half, zero)),
    ),
)

TABLES = {"descent": DESCENT}
