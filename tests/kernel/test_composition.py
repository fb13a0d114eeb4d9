"""Unknown functions of other quantities: chain rule, values put in, recursions, descent."""

from __future__ import annotations

import pytest

from tests.kernel.words import (
    EQUAL,
    X,
    Y,
    a,
    accepted,
    at,
    eq,
    i,
    j,
    m,
    n,
    number,
    p,
    q,
    reason,
    rel,
    same,
    t,
    total,
    u,
    w,
    x,
    y,
)  # fmt: skip
from verifier.claim import Assumption, Recursion
from verifier.serialization import to_data
from verifier.terms import (
    Apply,
    At,
    Dependent,
    Derivative,
    Entry,
    Family,
    FunctionSymbol,
    Index,
    Limit,
    Operand,
    Relation,
    Sort,
    Term,
    Variable,
    as_term,
    call,
    over,
)

Row = tuple[Relation | Assumption, ...]
D = Derivative
U = Family("U", (n,))
F, H = Family("F", (n,)), Family("H", (n,))
first, second = Family("w_{1,2}", (n,)), Family("w_{1,3}", (n,))


def of_u(entry: Operand, family: Family = F) -> Dependent:
    """An entry of a function of the vector U."""
    return Dependent(family, (as_term(entry),), (U,))


def slope(entry: Operand, by: Operand, family: Family = F) -> Dependent:
    return Dependent(family, (as_term(entry),), (U,), (at(U, by),))


inner = Dependent(H, (i,), (u,))
named = Dependent(F, (i,), (first,))

ACCEPTED: list[Row] = [
    (eq(D(of_u(i), at(U, p)), slope(i, p)),),
    (eq(D(of_u(i) ** 2, at(U, p)), 2 * of_u(i) * slope(i, p)),),
    (eq(D(D(of_u(i), at(U, p)), at(U, q)), D(D(of_u(i), at(U, q)), at(U, p))),),
    (eq(D(call("exp", total(j, of_u(j))), at(U, p)),
        call("exp", total(j, of_u(j))) * total(j, slope(j, p))),),
    (eq(D(of_u(i), x), 0),),
    (eq(D(of_u(i), at(X, p)), 0),),
    (eq(D(At(inner, u, (), w**2), w), 2 * w * At(D(inner, u), u, (), w**2)),),
    (eq(D(At(of_u(i), U, (j,), at(X, j) ** 2), at(X, p)),
        At(slope(i, p), U, (j,), at(X, j) ** 2) * 2 * at(X, p)),),
    (eq(D(named, at(first, p)), Dependent(F, (i,), (first,), (at(first, p),))),),
    (eq(D(named, at(second, p)), 0),),
]  # fmt: skip
REJECTED: list[Row] = [
    (eq(D(of_u(i), at(U, p)), 0),),
    (eq(D(of_u(i), at(U, p)), same(i, p)),),
    (eq(slope(i, p), slope(p, i)),),
    (eq(D(of_u(i) * of_u(j), at(U, p)), slope(i, p) * slope(j, p)),),
    (eq(D(At(inner, u, (), w**2), w), At(D(inner, u), u, (), w**2)),),
    (eq(D(At(inner, u, (), w), w), 0),),
    (eq(At(inner, u, (), number(1)), At(inner, u, (), number(2))),),
    (eq(D(At(of_u(i), U, (j,), at(X, j)), at(X, p)), 0),),
    (eq(D(named, at(first, p)), 0),),
    (eq(D(of_u(i), at(F, p)), same(i, p)),),
    (eq(of_u(i), at(F, i)),),
]  # fmt: skip


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: repr(row)[:50])
def test_accepts(row: Row) -> None:
    assert accepted(*row), reason(*row)


@pytest.mark.parametrize("row", REJECTED, ids=lambda row: repr(row)[:50])
def test_rejects(row: Row) -> None:
    assert not accepted(*row)


def test_functions_that_are_only_named() -> None:
    f = FunctionSymbol("f", 2)
    value = Apply(f, (x, x * y), (0, 0))
    left = D(value, x)
    right = Apply(f, (x, x * y), (1, 0)) + y * Apply(f, (x, x * y), (0, 1))
    assert accepted(eq(left, right))
    assert not accepted(eq(left, Apply(f, (x, x * y), (1, 0))))
    assert not accepted(eq(Apply(f, (x, y), (0, 0)), Apply(f, (y, x), (0, 0))))
    assert accepted(eq(Apply(f, (x, y), (0, 0)), Apply(f, (y, x), (0, 0))), eq(x, y))
    assert not accepted(eq(Limit(Apply(f, (t, t), (0, 0)), t, number(0)), 0))


# -- recursions and descent --------------------------------------------------------------

L = Variable("L", Sort.DIMENSION)
layer, below = over("l", L), Index("l", number(1), L - 1)
W = Family("W", (L, n, n))
G = Family("G", (L, n))


def g(place: Operand, entry: Operand) -> Dependent:
    return Dependent(G, (as_term(place), as_term(entry)), (t,))


def weight(place: Operand, one: Operand, two: Operand) -> Term:
    return Entry(W, tuple(as_term(part) for part in (place, one, two)))


step = Recursion((below, i), g(below, i), total(j, weight(below, i, j) * g(below + 1, j)))
last = Recursion((i,), g(L, i), a * t)


def by_descent(index: Index = layer, **more: object) -> dict[str, object]:
    proof: dict[str, object] = {"rule": "descent", "index": to_data(index)}
    return {**proof, "base": EQUAL, "step": EQUAL, **more}


def test_a_recursion_is_an_equation_for_its_range() -> None:
    assert accepted(eq(g(below, p), total(j, weight(below, p, j) * g(below + 1, j))), step)
    assert accepted(eq(g(L, p), a * t), last)
    assert not accepted(eq(g(layer, p), total(j, weight(layer, p, j) * g(layer + 1, j))), step)
    assert not accepted(eq(g(m, p), a * t), last)
    assert accepted(eq(D(g(L, p), t), a), last), "it may be differentiated"


def test_descent() -> None:
    half = Recursion((below, i), g(below, i), g(below + 1, i) / 2)
    goal = rel("=", D(g(layer, p), t) * 0 + g(layer, p), g(layer, p))
    assert accepted(goal, half, last)
    zero = Recursion((i,), g(L, i), number(0))
    assert accepted(eq(g(layer, p), 0), half, zero, proof=by_descent())
    assert accepted(eq(g(layer, p), 0), step, zero, proof=by_descent())
    assert not accepted(eq(g(layer, p), 0), half, last, proof=by_descent()), "the base fails"
    assert not accepted(eq(g(layer, p), 0), zero, proof=by_descent()), "the step fails"
    assert not accepted(eq(g(layer, p), 0), half, proof=by_descent())
    assert not accepted(eq(g(layer, p), 0), half, zero, proof=by_descent(step=None))
    assert not accepted(eq(g(layer, p), 0), half, zero, proof=by_descent(base={}))
    assert not accepted(eq(g(layer, p), 0), half, zero, proof=by_descent(p))
    assert not accepted(eq(g(layer, p), 0), half, zero, proof={"rule": "descent"})


def test_descent_uses_its_hypothesis_where_it_is_shown() -> None:
    everywhere = Recursion((below, i), g(below, i), total(j, g(below + 1, j)))
    spike = Recursion((i,), g(L, i), same(i, q))
    goal = eq(g(layer, p), 0)
    assert not accepted(goal, everywhere, spike, rel("!=", p, q), proof=by_descent())
    assert not accepted(goal, everywhere, spike, rel(">", t, 0), proof=by_descent())
    at_zero = Recursion((i,), g(L, i), t)
    assert not accepted(goal, everywhere, at_zero, eq(t, 0), proof=by_descent())
    assert not accepted(eq(at(X, i), at(Y, i)), proof=by_descent(i))


def test_a_value_with_a_sum_under_a_sum() -> None:
    """The bound index of the value stays apart from that of the sum it is put under."""
    B, C = Family("B", (n, n)), Family("C", (n, n))
    last, whole = (Dependent(Family(name, ()), (), (U,)) for name in "PO")
    layer_of_u = total(j, Entry(B, (q, j)) * call("exp", at(U, j)))
    step_back = Recursion((), whole, At(last, U, (q,), layer_of_u))

    def value(row: Term, column: Term) -> Term:
        return total(k_, Entry(C, (row, column)) * at(X, k_))

    def right(entry: Term) -> Term:
        k = over("k", n)
        exponent = call("exp", total(k_, Entry(C, (p, k_)) * at(X, k_)))
        outer = total(j, Entry(B, (q, j)) * call("exp", entry))
        return exponent * total(k, Entry(B, (k, p)) * At(D(last, at(U, k)), U, (q,), outer))

    k_ = over("k_", n)
    left = At(D(whole, at(U, p)), U, (q,), value(q, k_))
    assert accepted(eq(left, right(value(j, k_))), step_back)
    assert not accepted(eq(left, right(value(k_, k_))), step_back)


N_, z_ = Variable("N", Sort.DIMENSION), Variable("z")
t_, s_ = (Index(name, number(1), N_) for name in "ts")
PLACES = Family("h", (N_ + 1,), (0,))


def stepped(place: Operand) -> Dependent:
    return Dependent(PLACES, (as_term(place),), (), ())


@pytest.mark.parametrize("place", [t_, t_ - 1, number(0), number(1)], ids=str)
@pytest.mark.parametrize("slope", [number(0), 1 - stepped(t_ - 1), 1 - stepped(number(0))], ids=str)
def test_a_recursion_holds_at_a_value_of_what_the_function_is_none_of(
    place: Term, slope: Term
) -> None:
    """h(t) = (1 - z) h(t - 1) + z says nothing of dh/dz: how h depends on z is not declared."""
    steps = Recursion((s_,), stepped(s_), (1 - z_) * stepped(s_ - 1) + z_)
    assert not accepted(eq(Derivative(stepped(place), z_), slope), steps)
    assert accepted(eq(stepped(t_), stepped(t_ - 1) + z_ - z_ * stepped(t_ - 1)), steps)
