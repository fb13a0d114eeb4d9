from fractions import Fraction

import pytest

from verifier.read import arrays, calculus, entrywise, functions, literal_arrays, products
from verifier.read.sizes import ShapeMismatch, same_size, shape_text
from verifier.terms import (
    And,
    Derivative,
    Entry,
    Family,
    Index,
    Number,
    Relation,
    Sort,
    Sum,
    Variable,
    number,
    over,
)
from verifier.traversal import free_indices

N = Variable("n", Sort.DIMENSION)
M = Variable("m", Sort.DIMENSION)


def vector(name, size=N):
    return arrays.declared(Family(name, (size,)))


def matrix(name, rows=M, columns=N):
    return arrays.declared(Family(name, (rows, columns)))


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (N + 1, 1 + N, True),
        (N * 2, N + N, True),
        ((N + 1) * M, M * N + M, True),
        (N + 1, N, False),
        (N * N, N**2, True),
        (N, M, False),
        (number(3), number(1) + 2, True),
    ],
)
def test_sizes_are_compared_as_polynomials(left, right, equal):
    assert same_size(left, right) is equal


def test_matmul_sums_over_a_fresh_index():
    k = over("k", M)
    product = products.matmul(matrix("W"), vector("x"))
    assert [shape_text((size,)) for size in product.shape] == ["(m,)"]
    entry = product.at(k)
    assert isinstance(entry, Sum)
    assert entry.index.name != "k"
    assert free_indices(entry) == (k,)


def test_nested_sums_never_capture():
    quadratic = products.matmul(vector("x"), products.matmul(matrix("A", N, N), vector("x")))
    outer_sum = quadratic.at()
    assert isinstance(outer_sum, Sum)
    assert free_indices(outer_sum) == ()
    product = outer_sum.body.factors
    assert product[0] == Entry(Family("x", (N,)), (outer_sum.index,))
    assert product[1].index.name != outer_sum.index.name
    assert product[1].body.factors[0].indices == (outer_sum.index, product[1].index)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: products.matmul(matrix("A"), vector("x", M)), ("(m, n)", "(m,)")),
        (lambda: arrays.add(matrix("A"), matrix("B", N, M)), ("(m, n)", "(n, m)")),
        (lambda: entrywise.entrywise("=", vector("x"), vector("y", M)), ("(n,)", "(m,)")),
        (lambda: products.trace(matrix("A")), ("(m, n)",)),
        (
            lambda: entrywise.entrywise("=", vector("x"), arrays.row(vector("x"))),
            ("(n,)", "(1, n)"),
        ),
    ],
)
def test_a_mismatch_names_both_shapes(make, words):
    with pytest.raises(ShapeMismatch) as caught:
        make()
    assert all(word in caught.value.message for word in words)


def test_a_bias_row_stretches_over_a_batch():
    sum_ = arrays.add(matrix("Z", M, N), arrays.row(vector("b")))
    i, j = over("i", M), over("j", N)
    assert sum_.at(i, j).terms[1] == Entry(Family("b", (N,)), (j,))
    same = arrays.add(matrix("Z", M, N), vector("b"))
    assert same.at(i, j).terms[1] == Entry(Family("b", (N,)), (j,))


def test_entrywise_indices_avoid_names_in_use():
    i = over("i", N)
    x = vector("x")
    shifted = arrays.add(x, arrays.scalar(x.at(i)))
    relation = entrywise.entrywise("=", shifted, x)
    assert isinstance(relation, Relation)
    names = {index.name for index in free_indices(relation)}
    assert len(names) == 2
    assert "i" in names


def test_arrays_that_start_at_zero_are_aligned():
    zero = arrays.declared(Family("z", (N,), (0,)))
    x = vector("x")
    k = over("k", N)
    assert arrays.add(x, zero).at(k).terms[1].indices[0] == k + (-1)


def test_literals_are_compared_entry_by_entry():
    left = literal_arrays.literal([number(1), number(2)])
    relation = entrywise.entrywise("=", left, literal_arrays.literal([number(1), number(3)]))
    assert relation == And(
        (Relation("=", number(1), number(1)), Relation("=", number(2), number(3)))
    )


def test_the_jacobian_layouts_are_transposes():
    f, x = vector("f", M), vector("x")
    numerator = calculus.jacobian(f, x)
    denominator = calculus.jacobian(f, x, "denominator")
    assert shape_text(numerator.shape) == "(m, n)"
    assert shape_text(denominator.shape) == "(n, m)"
    i, j = over("i", M), over("j", N)
    assert numerator.at(i, j) == denominator.at(j, i)
    assert isinstance(numerator.at(i, j), Derivative)


def test_a_vector_by_a_matrix_has_three_axes():
    product = products.matmul(matrix("W"), vector("x"))
    assert shape_text(calculus.derivative(product, matrix("W")).shape) == "(m, m, n)"


def test_softmax_of_a_matrix_works_along_rows():
    s = functions.softmax(matrix("Z", M, N))
    i, j = over("i", M), over("j", N)
    denominator = s.at(i, j).factors[1].base
    assert denominator.index == Index("k", number(1), N)
    assert denominator.body.arguments[0].indices == (i, denominator.index)


def test_the_norm_is_a_root_of_a_sum():
    assert products.norm(vector("x")).exponent == Number(Fraction(1, 2))
