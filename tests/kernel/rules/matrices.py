"""Multiplying by what has an inverse, lemmas about every entry: ``invert`` and ``have_all``."""

from tests.kernel.table import Miss, Table, Use, step
from tests.kernel.words import (
    EQUAL,
    SIGN,
    A,
    X,
    Y,
    Z,
    at,
    cases,
    d,
    eq,
    i,
    j,
    n,
    p,
    q,
    rel,
    same,
    t,
    total,
    x,
)
from verifier.claim import Assumption, Forall
from verifier.serialization import to_data
from verifier.terms import And, Family, Index, Operand, Relation, number, over

# fmt: off
B, C, D = (Family(name, (n, n)) for name in "BCD")
U, V = Family("U", (d, n, n)), Family("V", (d, n, n))
U3, V3 = Family("U", (n, n, n)), Family("V", (n, n, n))
e, f, g = over("e", d), over("f", d), over("g", d)
short = Index("i", number(1), n - 1)


def product(one: Family, other: Family) -> Assumption:
    """Their product is the identity."""
    return Forall((i, j), eq(total(q, at(one, i, q) * at(other, q, j)), same(i, j)))


AB, BA, AC, CA, AD = product(A, B), product(B, A), product(A, C), product(C, A), product(A, D)
UV = Forall((e, i, j), eq(total(q, at(U, e, i, q) * at(V, e, q, j)), same(i, j)))
VU = Forall((e, i, j), eq(total(q, at(V, e, i, q) * at(U, e, q, j)), same(i, j)))
VU3 = Forall((p, i, j), eq(total(q, at(V3, p, i, q) * at(U3, p, q, j)), same(i, j)))
AXY = Forall((i,), eq(total(q, at(A, i, q) * at(X, q)), total(q, at(A, i, q) * at(Y, q))))
AX_BELOW = Forall((short,), eq(total(q, at(A, short, q) * at(X, q)), total(q, at(A, short, q) * at(Y, q))))
WEAK = Forall((i, j), eq(total(q, at(B, i, q) * at(A, q, j)), 1))
SHARED = Forall((i, j), eq(total(q, at(B, i, q) * at(A, q, j) * at(X, i)), same(i, j)))
PARTLY = Forall((short, j), eq(total(q, at(B, short, q) * at(A, q, j)), same(short, j)))
ABOUT = Forall((p, q), eq(total(over("r", n), at(B, p, over("r", n)) * at(A, over("r", n), q) * at(X, i)), same(p, q)))
OF_I = Forall((p, q), eq(total(over("r", n), at(B, p, over("r", n)) * (at(A, over("r", n), q) + at(X, i) - at(X, i))), same(p, q)))
BOTH = Forall((i, j), eq(total(q, (at(B, i, q) + at(X, j)) * at(A, q, j)), same(i, j)))
unique = eq(at(C, i, j), at(B, i, j))
entry = eq(at(X, i), at(Y, i))


def times(by: int, side: str = "left", index: object = i, then: object = EQUAL, of: object = (), name: object = "t") -> dict[str, object]:
    """``invert`` with its parts."""
    return {**step("invert", by=by, side=side, index=index, then=then, name=name), "of": [to_data(o) for o in of] if isinstance(of, tuple) else of}


INVERT = Table(
    accepted=(
        Use("a right inverse is the inverse", unique, times(1), (AB, BA, AC)),
        Use("a left inverse is the inverse", unique, times(0, "right", j), (AB, BA, CA)),
        Use("a matrix that is taken off", entry, times(0), (BA, AXY)),
        Use("one of several matrices", eq(at(C, i, j), at(V, f, i, j)), times(1, of=(f,)), (UV, VU, Forall((e, i, j), eq(total(q, at(U, e, i, q) * at(C, q, j)), same(i, j))))),
        Use("twice", eq(at(C, i, j), at(B, i, j)), times(1, then=times(1, index=over("t", n), name="s", then=EQUAL)), (AB, BA, AC)),
    ),
    rejected=(
        Miss("normal forms", unique, times(1), (AB, BA, AD)),
        Miss("normal forms", unique, times(1), (AB, BA, CA)),
        Miss("normal forms", entry, times(0, "right"), (BA, AXY)),
        Miss("normal forms", entry, times(0), (BA, AX_BELOW)),
        Miss("only for equations", rel("<=", at(X, i), at(Y, i)), times(0), (BA, AXY)),
        Miss("no such assumption", unique, times(3), (AB, BA, AC)),
        Miss("no such assumption", unique, times(-1), (AB, BA, AC)),
        Miss("no product that is the identity", unique, times(1), (AB, WEAK, AC)),
        Miss("no product that is the identity", entry, times(0), (SHARED, AXY)),
        Miss("no product that is the identity", entry, times(0), (PARTLY, AXY)),
        Miss("no product that is the identity", entry, times(0), (BOTH, AXY)),
        Miss("no free index", unique, times(1, index=p), (AB, BA, AC)),
        Miss("no such assumption", unique, {**times(1), "by": "1"}, (AB, BA, AC)),
        Miss("not along a free index", entry, times(0, index=p), (BA, AXY, eq(at(X, p), at(X, p)))),
        Miss("is not new", entry, cases(rel(">", t, 0), times(0), times(0)), (BA, AXY)),
        Miss("a number of another range", eq(at(C, i, j), at(V3, i, i, j)), times(0, of=(i,)), (VU3,)),
        Miss("not along a free index", unique, times(1, index=n), (AB, BA, AC)),
        Miss("an index of another range", eq(at(X, short), at(Y, short)), times(0, index=short), (BA, AXY)),
        Miss("about that index itself", entry, times(0), (OF_I, AXY)),
        Miss("no name for the new index", entry, times(0, name="@t"), (BA, AXY)),
        Miss("no name for the new index", entry, times(0, name=None), (BA, AXY)),
        Miss("no name for the new index", entry, times(0, "up"), (BA, AXY)),
        Miss("is not new", unique, times(1, name="j"), (AB, BA, AC)),
        Miss("is not new", entry, times(0, name="X"), (BA, AXY)),
        Miss("not one number", eq(at(C, i, j), at(V, f, i, j)), times(1), (UV, VU)),
        Miss("not one number", entry, times(0, of=None), (BA, AXY)),
        Miss("a number of another range", eq(at(C, i, j), at(V, f, i, j)), times(1, of=(j,)), (UV, VU)),
        Miss("a number of another range", eq(at(C, i, j), at(V, f, i, j)), times(1, of=(number(1),)), (UV, VU)),
        Miss("not defined everywhere", eq(1 / at(X, i), 1 / at(Y, i)), times(0), (BA, Forall((i,), eq(total(q, at(A, i, q) / at(X, q)), total(q, at(A, i, q) / at(Y, q)))))),
    ),
)


def lemma(says: object, then: object = EQUAL, proof: object = EQUAL, indices: object = (e, f)) -> dict[str, object]:
    """``have_all`` with its parts."""
    data = [to_data(index) for index in indices] if isinstance(indices, tuple) else indices
    return {**step("have_all", lemma=says, proof=proof, then=then), "indices": data}


r, s = over("r", n), over("s", n)
symmetric = eq(at(B, r, s), at(B, s, r))
SYMMETRIC = Forall((i, j), eq(at(A, i, j), at(A, j, i)))
form = eq(total(i, total(j, at(X, i) * at(B, i, j) * at(Y, j))), total(i, total(j, at(Y, i) * at(B, i, j) * at(X, j))))
shown = times(1, index=r)
GIVEN = (AB, BA, SYMMETRIC)
UP_TO_P = Index("r", number(1), p)
plain = eq(at(X, r), at(Y, r))
sums = eq(total(i, at(X, i)), total(i, at(Y, i)))


def known(left: Operand, right: Operand) -> tuple[Assumption, ...]:
    """An equation about every entry, stated for another index."""
    return (Forall((p,), Relation("=", total(q, at(A, p, q) * left), total(q, at(A, p, q) * right))), BA)


HAVE_ALL = Table(
    accepted=(
        Use("the inverse of a symmetric matrix", form, lemma(symmetric, proof=shown, indices=(r, s)), GIVEN),
        Use("a sum over what is equal", sums, lemma(plain, proof={**times(1, index=r)}, indices=(r,)), known(at(X, q), at(Y, q))),
        Use("a lemma that is not needed", eq(x, x), lemma(plain, proof={**times(1, index=r)}, indices=(r,)), known(at(X, q), at(Y, q))),
        Use("inside another", sums, lemma(plain, proof={**times(1, index=r)}, indices=(r,), then=lemma(eq(at(X, s), at(Y, s)), indices=(s,))), known(at(X, q), at(Y, q))),
    ),
    rejected=(
        Miss("normal forms", form, lemma(symmetric, proof=EQUAL, indices=(r, s)), (AB, BA)),
        Miss("normal forms", form, lemma(symmetric, proof=shown, indices=(r, s)), (AB, BA)),
        Miss("normal forms", eq(total(i, at(X, i)), total(i, at(Z, i))), lemma(plain, proof={**times(1, index=r)}, indices=(r,)), known(at(X, q), at(Y, q))),
        Miss("no indices", sums, lemma(plain, indices=()), ()),
        Miss("no indices", sums, lemma(plain, indices=None), ()),
        Miss("not indices of different names", sums, lemma(plain, indices=(x,)), ()),
        Miss("not indices of different names", sums, lemma(plain, indices=(r, r)), ()),
        Miss("is not new", eq(at(X, i), at(Y, i)), lemma(eq(at(X, i), at(Y, i)), indices=(i,)), (eq(at(X, i), at(Y, i)),)),
        Miss("is not new", sums, lemma(eq(at(X, i), at(Y, i)), indices=(i,)), (eq(at(X, i), at(Y, i)),)),
        Miss("the range may be empty", sums, lemma(eq(at(X, Index("r", number(1), n - 1)), 0), indices=(Index("r", number(1), n - 1),)), ()),
        Miss("no free index", sums, lemma(plain, indices=(s,)), ()),
        Miss("no free index", sums, lemma(eq(at(X, UP_TO_P), at(X, UP_TO_P)), indices=(UP_TO_P,)), ()),
        Miss("a lemma is an equation", sums, lemma(And((plain,)), indices=(r,)), ()),
        Miss("a lemma is an equation", sums, lemma(rel("<=", at(X, r), at(Y, r)), proof=SIGN, indices=(r,)), ()),
        Miss("the lemma is not defined everywhere", sums, lemma(eq(1 / at(X, r), 1 / at(X, r)), indices=(r,)), ()),
        Miss("not a proof step", sums, lemma(plain, proof=None, indices=(r,)), known(at(X, q), at(Y, q))),
    ),
)

TABLES = {"invert": INVERT, "have_all": HAVE_ALL}
# fmt: on
