"""Terms: construction, replacement without capture, plain data."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from verifier import terms
from verifier.serialization import from_data, to_data
from verifier.terms import (
    Add,
    And,
    Apply,
    At,
    Cases,
    Constant,
    Dependent,
    Derivative,
    Entry,
    Family,
    Function,
    FunctionSymbol,
    Index,
    Integral,
    Limit,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Product,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    as_term,
    call,
    delta,
    number,
    over,
)
from verifier.traversal import free_indices, free_names, fresh_name, replace, walk

n, m = Variable("n", Sort.DIMENSION), Variable("m", Sort.INTEGER)
x, y, t, t1 = (Variable(name) for name in ("x", "y", "t", "t_1"))
X, Y = Family("X", (n,)), Family("Y", (n,), (0,))
i, j, k = over("i", n), over("j", n), over("k", n)


def at(family: Family, index: Term) -> Entry:
    return Entry(family, (index,))


def test_constructors_check() -> None:
    for make in (
        lambda: Constant("e"),
        lambda: Function("sine", (x,)),
        lambda: Function("sin", (x, y)),
        lambda: Relation("==", x, y),
        lambda: Entry(X, (i, j)),
        lambda: Family("Z", (n,), (1, 1)),
        lambda: Apply(FunctionSymbol("f", 2), (x,), (0,)),
    ):
        with pytest.raises(ValueError, match=r"."):
            make()


def test_constructors_do_not_simplify() -> None:
    assert x + 0 != x
    assert x * 1 != x
    assert x + y != y + x
    assert (x - x) != number(0)
    assert isinstance(x / y, Multiply)
    assert isinstance(2 - x, Add)
    assert as_term(3) == Number(Fraction(3))


@pytest.mark.parametrize(
    "node",
    [
        x, n, m, Constant("pi"), number(Fraction(-2, 3)), at(X, i), at(Y, i + 1), x**y,
        call("max", x, 1), Sum(i, at(X, i)), Product(i, at(X, i)), delta(i, j),
        Cases(((Or((Relation("<", x, y), Not(Relation("=", x, number(0))))), x),), None),
        Derivative(x**2, x), Derivative(at(X, i), at(X, j)), At(x, x, (), y),
        At(at(X, i), X, (j,), at(Y, j)), Limit(x, x, Constant("oo"), "-"),
        Integral(x, x, number(0), y), Apply(FunctionSymbol("f", 2), (x, y), (0, 1)),
        Dependent(X, (i,), (x, Y), (x, at(Y, j))), And((Relation("!=", x, y),)),
        Family("Z", (n, m), (0, 2), Sort.COMPLEX),
    ],
    ids=lambda node: type(node).__name__,
)  # fmt: skip
def test_data_there_and_back(node: object) -> None:
    data = json.loads(json.dumps(to_data(node)))
    assert from_data(data) == node
    assert hash(from_data(data)) == hash(node)


@pytest.mark.parametrize(
    "data",
    [["Nothing"], {}, 1.5, ["Fraction", 3], ["Sort", "odd"], ["Constant", "e"], [[]], [1, 2]],
    ids=repr,
)
def test_bad_data(data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_data(data)


def test_replace_does_not_capture() -> None:
    inner = Sum(j, at(X, j) * at(X, i))
    moved = replace(inner, i, j)
    assert isinstance(moved, Sum)
    assert moved.index != j
    assert j in free_indices(moved)
    assert moved == Sum(moved.index, at(X, moved.index) * at(X, j))


def test_replace_leaves_what_is_bound() -> None:
    assert replace(Sum(i, at(X, i)), i, j) == Sum(i, at(X, i))
    mixed = Add((at(X, i), Sum(i, at(X, i))))
    assert replace(mixed, i, j) == Add((at(X, j), Sum(i, at(X, i))))
    outer = Sum(i, Sum(i, at(X, i)))
    assert replace(outer, i, k) == outer
    kept = At(x**2 + y, x, (), x)
    assert replace(kept, x, t) == At(x**2 + y, x, (), t)


BOUND = (
    (Limit(x * t, t, number(0), "+-"), Limit(t * t1, t1, number(0), "+-")),
    (Integral(x * t, t, number(0), x), Integral(t * t1, t1, number(0), t)),
    (At(x * t, t, (), x), At(t * t1, t1, (), t)),
    (Derivative(x * t, t), At(Derivative(t * t1, t1), t1, (), t)),
    (Derivative(x * t, x), At(Derivative(x * t, x), x, (), t)),
    (Dependent(X, (i,), (x, t)), At(Dependent(X, (i,), (x, t)), x, (), t)),
    (Derivative(x * y, y), Derivative(t * y, y)),
)


@pytest.mark.parametrize(("before", "after"), BOUND)
def test_replace_renames_what_would_capture(before: Term, after: Term) -> None:
    assert replace(before, x, t) == after


def test_replace_captures_no_entry() -> None:
    slope = replace(Derivative(x * at(X, i), at(X, i)), x, at(X, j))
    X1, i1 = Family("X_1", (n,)), over("i_1", n)
    inner = Derivative(at(X, j) * at(X1, i), at(X1, i))
    assert slope == At(inner, X1, (i1,), at(X, i1))


def test_replace_takes_no_part_of_what_is_bound() -> None:
    product = x * at(X, i)
    for body in (Integral(product, x, number(0), number(1)), Sum(i, product), At(product, x, (), y),
                 Derivative(product, at(X, j)), Limit(product, x, number(0), "+")):  # fmt: skip
        assert replace(body, product, y) == body


def test_replace_goes_into_ranges() -> None:
    upto = Index("j", number(1), i)
    moved = replace(Sum(upto, at(X, upto)), i, k)
    assert isinstance(moved, Sum)
    assert moved.index.upper == k
    assert at(X, moved.index) == moved.body
    earlier = replace(Sum(upto, at(X, upto)), i, i - 1)
    assert isinstance(earlier, Sum)
    assert earlier.index.upper == i - 1
    assert at(X, earlier.index) == earlier.body
    value = replace(At(at(X, i), X, (upto,), at(Y, upto)), i, i - 1)
    assert isinstance(value, At)
    assert at(Y, value.indices[0]) == value.value
    grown = replace(Sum(j, at(X, j)), n, n + 1)
    assert isinstance(grown, Sum)
    assert grown.index.upper == n + 1


def test_replace_of_values_under_at() -> None:
    body = At(at(X, i), X, (j,), at(Y, j) * at(Y, i))
    moved = replace(body, i, j)
    assert isinstance(moved, At)
    (index,) = moved.indices
    assert index != j
    assert moved.value == at(Y, index) * at(Y, j)


def test_free_indices() -> None:
    assert free_indices(Sum(i, at(X, i) * at(X, j))) == (j,)
    assert free_indices(Sum(Index("j", number(1), i), number(1))) == (i,)
    assert free_indices(At(at(X, i), X, (j,), at(Y, j))) == (i,)
    assert set(free_indices((at(X, i), at(X, j)))) == {i, j}
    assert free_indices(Sum(over("i", m), at(X, i))) == (i,), "another range, another index"


def test_names() -> None:
    assert free_names(Sum(i, at(X, i) * x)) == {"i", "n", "X", "x"}
    assert fresh_name("i", {"j"}) == "i"
    assert fresh_name("i", {"i", "i_1"}) == "i_2"
    assert [part for part in walk(x * y) if isinstance(part, Variable)] == [x, y]


def test_ranges() -> None:
    assert over("i", n) == Index("i", number(1), n)
    assert over("i", n, 0) == Index("i", number(0), Add((n, number(-1))))
    assert Family("F", (n, m)).starts == (1, 1)
    assert And(()) == terms.TRUE
    assert Or(()) == terms.FALSE
    assert isinstance(x**2, Power)
