import subprocess
import sys

import pytest
import sympy
from sympy import Eq, Ne, exp, log

import verifier
from verifier import (
    D,
    Product,
    Sum,
    array,
    at,
    cases,
    column,
    contract,
    conv_output,
    convolve,
    correlate,
    decimal,
    delta,
    diag,
    dimension,
    distribution,
    dot,
    elementwise,
    equal,
    expectation,
    forall,
    from_entries,
    function,
    gradient,
    identity,
    index,
    jacobian,
    let,
    limit,
    logsumexp,
    matrix,
    mean,
    norm,
    one_hot,
    ones,
    outer,
    parameters,
    pool_output,
    positive,
    real,
    recursion,
    relu,
    row,
    shape,
    sigmoid,
    softmax,
    softplus,
    squared_norm,
    tanh,
    trace,
    variable_like,
    vector,
    zeros,
)
from verifier.claim import Claim, Distribution, Forall, IllFormed, OneHot, Recursion
from verifier.read import vocabulary
from verifier.read.labelled import claim_of
from verifier.terms import And, At, Dependent, Derivative, Entry, Family, Relation, Sort, Variable
from verifier.traversal import free_indices, free_names, walk

n, m = dimension("n m")
i, j, k = index("i j k", n)
r = index("r", m)
x, y = vector("x", n), one_hot("y", n)
W, b, A = matrix("W", m, n), vector("b", m), matrix("A", n, n)
t, u = real("t u")
s = softmax(x)
f = function("f")


JACOBIAN = (
    r"\frac{\partial \operatorname{softmax}\left(x\right)}{\partial x} = "
    r"\operatorname{diag}\left(\operatorname{softmax}\left(x\right)\right) - "
    r"\operatorname{softmax}\left(x\right) \, \operatorname{softmax}\left(x\right)^{\top}"
)


def claim(relation, given=()):
    made = claim_of(relation, given)
    assert isinstance(made, Claim), made
    return made


def flaw(relation, given=()):
    made = claim_of(relation, given)
    assert isinstance(made, IllFormed), made
    return made


def test_the_package_offers_the_whole_vocabulary():
    more = {"verify", "assert_proved", "assert_refuted"}
    assert set(vocabulary.__all__) | more == set(verifier.__all__)
    assert all(getattr(verifier, name).__doc__ for name in verifier.__all__)


def test_sympy_is_loaded_only_when_a_name_is_used():
    code = "import sys, verifier; assert 'sympy' not in sys.modules; verifier.vector"
    check = "; assert 'sympy' in sys.modules"
    subprocess.run([sys.executable, "-c", code + check], check=True)


# -- what claims say -------------------------------------------------------------------------


def test_entries_and_derivatives():
    made = claim(equal(D(s[i], x[j]), s[i] * (delta(i, j) - s[j])))
    assert isinstance(made.relation, Relation)
    assert isinstance(made.relation.left, Derivative)
    assert {part.name for part in free_indices(made.relation)} == {"i", "j"}
    assert made.statement == (
        r"\frac{\partial}{\partial x_{j}} \operatorname{softmax}\left(x\right)_{i} = "
        r"\operatorname{softmax}\left(x\right)_{i} \, "
        r"\left(\delta_{i j} - \operatorname{softmax}\left(x\right)_{j}\right)"
    )


def test_sympy_leaves_quantities_alone():
    assert D(s[i], x[j]) - D(s[i], x[j]) == 0
    assert (s[i] * s[j]).has(s[i])
    assert s[i] != s[j]
    assert sympy.sqrt(x[i] ** 2) != sympy.Abs(x[i])
    assert isinstance(x[i] ** 2 >= 0, sympy.Ge)
    assert isinstance(n >= 1, sympy.Ge)


def test_substitution_of_an_index_and_of_a_variable():
    assert (x[i] ** 2).subs(i, j) == x[j] ** 2
    assert sigmoid(t).subs(t, u) == sigmoid(u)
    assert s[i].subs(i, 1).term == s[1].term


def test_substitution_does_not_reach_under_a_derivative():
    slope = D(t**3, t).subs(t, 2)
    assert isinstance(slope.term, At)


def test_sympys_diff_is_a_derivative():
    assert sympy.diff(s[i], x[j]) == D(s[i], x[j])
    made = claim(equal((x[i] ** 2).diff(x[j]), 0))
    assert Derivative(x[i].term, x[j].term) in set(walk(made.relation))


@pytest.mark.parametrize(
    ("relation", "statement"),
    [
        (equal(W @ x + b, b + W @ x), r"W \, x + b = b + W \, x"),
        (equal(W.T @ b, b @ W), r"W^{\top} \, b = b \, W"),
        (equal(2 * x, x + x), r"2 \, x = x + x"),
        (positive(s), r"\operatorname{softmax}\left(x\right) > 0"),
        (
            equal(D(s, x), diag(s) - outer(s, s)),
            JACOBIAN,
        ),
        (equal(sigmoid(W @ x)[r], t), r"\sigma\left(W \, x\right)_{r} = t"),
        (equal((W @ x)[r], t), r"\left(W \, x\right)_{r} = t"),
        (equal(x * (1 - x), x), r"x \odot \left(1 - x\right) = x"),
        (equal(norm(x), 1), r"\left\Vert x \right\Vert_2 = 1"),
        (equal(elementwise(exp, x + 1), x), r"e^{x + 1} = x"),
        (equal(Sum(x[k], k), 1), r"\sum_{k=1}^{n} x_{k} = 1"),
        (equal(Sum(x[k], k, where=Ne(k, i)), 1), r"\sum_{k=1, k \neq i}^{n} x_{k} = 1"),
        (equal(at(D(t**2, t), t, 3), 6), None),
        (equal(limit(1 / t, t, sympy.oo), 0), r"\lim_{t \to \infty} \frac{1}{t} = 0"),
        (equal(mean(x), 0), r"\operatorname{mean}\left(x\right) = 0"),
        (equal(expectation(x, s), 0), None),
        (equal(let("z", W @ x), b), r"z = b, \quad z = W \, x"),
        (equal([[1, 2], [3, 4]], [[1, 2], [3, 4]]), None),
        (equal(f.prime(t), f(t)), r"f'\left(t\right) = f\left(t\right)"),
        (equal(row(x) @ column(x), [[dot(x, x)]]), None),
        (equal(Product(x[k], k), 1), r"\prod_{k=1}^{n} x_{k} = 1"),
        (equal(cases((t, t > 0), 0), relu(t)), None),
        (equal(trace(A), 0), r"\operatorname{tr}\left(A\right) = 0"),
        (equal(squared_norm(x), dot(x, x)), None),
        (equal(jacobian(W @ x, x), W), None),
        (equal(gradient(dot(x, x), x), 2 * x), None),
        (equal(contract(array("T", m, m, n), b, ((0,), (0,))), zeros(m, n)), None),
        (equal(tanh(x) + softplus(x), logsumexp(A)), None),
        (equal(ones(n) @ x, identity(n)[i, i]), None),
        (equal(from_entries(lambda p, q: x[p] * x[q], n, n), outer(x, x)), None),
    ],
)
def test_statements(relation, statement):
    made = claim(relation)
    assert statement is None or made.statement == statement


def test_arrays_are_related_entry_by_entry():
    made = claim(equal(W @ x, b))
    assert len(free_indices(made.relation)) == 1
    literal = claim(equal([1, 2], [1, 3]))
    assert isinstance(literal.relation, And)


def test_bound_indices_never_capture_the_authors():
    made = claim(equal((A @ x)[k] * x[i], Sum((A @ x)[i] * A[i, k], k)))
    assert {part.name for part in free_indices(made.relation.left)} == {"i", "k"}
    assert {part.name for part in free_indices(made.relation.right)} == {"i"}
    sums = [part for part in walk(made.relation) if type(part).__name__ == "Sum"]
    assert all(part.index.name != "i" for part in sums)


def test_a_sum_of_arrays_renames_its_index():
    total = Sum(x[i] * x, i)
    made = claim(equal(total[i], x[i]))
    assert {part.name for part in free_indices(made.relation)} == {"i"}
    assert len(free_indices(made.relation.left)) == 1


def test_by_an_array_one_gets_its_shape():
    assert D(dot(x, x), x).shape == (n,)
    assert D(W @ x, W).shape == (m, m, n)
    assert jacobian(W @ x, x, "denominator").shape == (n, m)
    assert D(dot(x, x), x, x).shape == (n, n)


def test_a_fresh_variable_of_the_same_shape():
    z = variable_like("z", W @ x)
    assert z.shape == (m,)
    assert claim(equal(D(dot(z, z), z), 2 * z))


def test_a_dependent_vector():
    q = vector("q", n, of=vector("v", m))
    made = claim(equal(D(q[i], vector("v", m)[r]), 0))
    assert any(isinstance(part, Dependent) for part in walk(made.relation))


def test_shapes_are_claims():
    made = claim(equal(shape(D(W @ x, W)), (m, m, n)))
    assert isinstance(made.relation, And)
    wrong = claim(equal(shape(W), (m,)))
    assert wrong.relation == Relation("=", number_of(2), number_of(1))


def number_of(value):
    return claim(equal(value, 0)).relation.left


def test_parameters_are_counted_from_shapes():
    assert sympy.expand(parameters(W, b) - m * (n + 1)) == 0


def test_output_sizes():
    made = claim(equal(conv_output(128, 8, stride=2, padding=3), 64))
    assert r"\left\lfloor" in made.statement
    assert claim(equal(pool_output(64, 2), 32))


def test_convolutions_as_numpy_has_them():
    full = claim(equal(convolve([1, 2, 3], [0, 1]), [0, 1, 2, 3]))
    assert len(full.relation.conditions) == 4
    assert len(claim(equal(correlate([1, 2, 3], [1, 1], "valid"), [3, 5])).relation.conditions) == 2
    assert len(claim(equal(convolve([1, 2, 3], [1, 1, 1], "same"), [3, 6, 5])).relation.conditions)


# -- assumptions -----------------------------------------------------------------------------


def test_declarations_become_assumptions():
    p = distribution("p", n)
    made = claim(equal(dot(y, x), dot(p, x)))
    kinds = {type(part) for part in made.assumptions}
    assert kinds == {OneHot, Distribution}
    signs = claim(equal(vector("q", n, positive=True)[i], 0)).assumptions
    assert isinstance(signs[0], Forall)


def test_given_relations():
    made = claim(equal(x[i], x[j]), given=Ne(i, j))
    assert isinstance(made.assumptions[0], Relation)
    every = claim(equal(x[i], x[j]), given=x[k] > 0)
    assert isinstance(every.assumptions[0], Forall)
    all_entries = claim(equal(x[i], x[j]), given=(x > 0, forall(i, x[i] < 1)))
    assert [type(part) for part in all_entries.assumptions] == [Forall, Forall]
    one = claim(equal(x[i], x[j]), given=Eq(x[i], 1))
    assert isinstance(one.assumptions[0], Relation)


def test_recursion_between_functions():
    L = dimension("L")
    layer = index("l", L - 1)
    o = vector("o", n)
    E = vector("E", L, of=o)
    step = recursion(E[layer], at(E[layer + 1], o, sigmoid(A @ o)))
    made = claim(equal(D(E[layer], o[i]), 0), given=step)
    assert isinstance(made.assumptions[0], Recursion)
    assert flaw(equal(t, 1), given=recursion(t, u)).code == "not-a-function"


def test_plain_integer_symbols_may_be_sizes():
    size = sympy.Symbol("p", integer=True, positive=True)
    v = vector("v", size)
    made = claim(equal(Sum(v[index("q", size)], index("q", size)), size))
    sorts = {part.sort for part in walk(made.relation) if isinstance(part, Variable)}
    assert sorts == {Sort.DIMENSION}
    assert made.assumptions == ()


# -- decimals and integrals ------------------------------------------------------------------


def test_a_printed_decimal_is_an_interval():
    made = claim(equal(sympy.Rational(1, 6), decimal("0.17")))
    assert isinstance(made.relation, And)
    assert "rounded" in made.readings[0]
    cells = claim(equal([t], [decimal("0.5")]))
    assert isinstance(cells.relation, And)


def test_an_indefinite_integral_is_differentiated():
    made = claim(Eq(sympy.Integral(2 * t, t), t**2))
    assert isinstance(made.relation.right, Derivative)
    assert "differentiated" in made.readings[0]
    assert flaw(Eq(t * sympy.Integral(t, t), t)).code == "not-supported"


# -- what says nothing checkable -------------------------------------------------------------


@pytest.mark.parametrize(
    ("relation", "code", "words"),
    [
        (equal(W @ b, b), "shape-mismatch", ("(m, n)", "(m,)")),
        (equal(x + b, x), "shape-mismatch", ("(n,)", "(m,)")),
        (equal(x, b), "shape-mismatch", ("(n,)", "(m,)")),
        (equal(exp(x), x), "shape-mismatch", ("elementwise",)),
        (equal(trace(W), 0), "shape-mismatch", ("square",)),
        (equal((W @ b)[r] + 1, 0), "shape-mismatch", ("(m, n)",)),
        (equal(Sum((W @ b)[r], r), 0), "shape-mismatch", ("(m, n)",)),
        (equal(x[i, j], 0), "index-mismatch", ("2 indices",)),
        (equal(x[0], 0), "index-mismatch", ("count from 1",)),
        (equal(x[r], 0), "index-mismatch", ("from 1 to m", "from 1 to n")),
        (equal(x[index("i", m)] + x[i], 0), "name-clash", ("i",)),
        (equal(vector("v", n)[i], matrix("v", n, n)[i, j]), "name-clash", ("v",)),
        (equal(D(t, n), 0), "not-differentiable", ("n",)),
        (equal(D(t, sigmoid(x)), 0), "not-differentiable", ("declared",)),
        (t == t, "evaluated", ("equal(a, b)",)),
        (sympy.Eq(t, t), "evaluated", ("equal(a, b)",)),
        (x[i], "not-a-relation", ("equal",)),
        (s, "not-a-relation", ("equal",)),
        (None, "not-a-relation", ("NoneType",)),
        ("x = 1", "not-a-relation", ("str",)),
        (equal("x", 1), "not-supported", ("'x'",)),
        (equal([[1, 2], [3]], [[1, 2], [3, 4]]), "shape-mismatch", ("equally long",)),
        (equal(sympy.besselj(0, t), 1), "not-supported", ("besselj",)),
        (equal(log(x[r]), 0), "index-mismatch", ("x",)),
    ],
)
def test_ill_formed(relation, code, words):
    made = flaw(relation)
    assert made.code == code
    assert all(word in made.message for word in words), made.message


def test_a_flaw_costs_only_the_claims_that_use_it():
    broken = W @ b
    assert flaw(equal((broken + 1).T @ x, 1)).code == "shape-mismatch"
    assert claim(equal(W @ x, W @ x))


def test_an_index_of_another_size_is_allowed_where_it_is_assumed_to_fit():
    assert claim(equal(x[r], x[r]), given=m <= n)


def test_index_ranges_that_fit_are_allowed():
    assert claim(equal(Sum(x[k + 1], (k, 1, n - 1)), 0))
    assert claim(equal(vector("z", n, start=0)[index("a", n, start=0)], 0))
    assert flaw(equal(x[index("a", n, start=0)], 0)).code == "index-mismatch"


def test_names_of_families_and_entries_are_found():
    made = claim(equal(W[r, i], W[r, i]))
    assert {"W", "r", "i", "n", "m"} <= free_names(made.relation)
    assert any(isinstance(part, Entry) for part in walk(made.relation))
    assert Family("W", (Variable("m", Sort.DIMENSION), Variable("n", Sort.DIMENSION))) in set(
        walk(made.relation)
    )


def test_assumptions_for_all_entries_have_indices_of_their_own():
    made = claim(equal(W @ x, 0), given=equal(x, zeros(n)))
    (fact,) = made.assumptions
    assert isinstance(fact, Forall)
    assert {part.name for part in fact.indices}.isdisjoint(free_names(made.relation))


def test_a_scalar_is_no_vector():
    assert flaw(equal(D(dot(x, y), x[j]), y)).code == "shape-mismatch"
    assert claim(equal(W @ x, 0))
    assert claim(sympy.Symbol("c") < x)


@pytest.mark.parametrize(
    ("relation", "statement"),
    [
        (equal(Sum(x[k], k) * t, 0), r"t \, \sum_{k=1}^{n} x_{k} = 0"),
        (equal((W @ x) @ (W @ x), t), r"W \, x \cdot W \, x = t"),
        (equal((x * x) @ x, t), r"\left(x \odot x\right) \cdot x = t"),
        (equal(x - x * x, 0), r"x - x \odot x = 0"),
        (equal(D(1 - sigmoid(t), t) * t, 0), None),
        (equal(2 * t * x, 0), r"2 \, t \, x = 0"),
        (equal(shape(W), (m, n)), r"\operatorname{shape}\left(W\right) = m \times n"),
        (equal(limit(t, t, -sympy.oo), 0), r"\lim_{t \to -\infty} t = 0"),
        (
            equal(Sum(vector("z", n + 1, start=0)[index("a", n + 1, start=0)],
                      index("a", n + 1, start=0)), 0),
            r"\sum_{a=0}^{n} z_{a} = 0",
        ),
        (equal(real("o(h)"), real("k'")), "o(h) = k'"),
    ],
)  # fmt: skip
def test_formulas_read_as_written(relation, statement):
    made = claim(relation)
    assert statement is None or made.statement == statement


def test_sympy_takes_quantities_for_functions_of_their_symbols():
    assert sympy.Sum(x[i], (i, 1, 3)).doit() == x[1] + x[2] + x[3]
    assert isinstance(sympy.integrate(sigmoid(t), t), sympy.Integral)
    assert sigmoid(t).xreplace({t: u}) == sigmoid(u)
    assert (x[i] * x[j]).subs({i: j, t: u}) == x[j] ** 2
    assert sympy.expand((sigmoid(t) + 1) ** 2).has(t)
    q = sympy.Piecewise((1, (sigmoid(t) > 0) & (sigmoid(t) < 1)), (0, True))
    assert q.args[0][0] == 1


def test_sympys_chain_rule_is_understood():
    outside, inside = sympy.Function("F"), sympy.Function("G")
    made = claim(equal(sympy.Derivative(outside(inside(t)), t).doit(), 0))
    assert any(isinstance(part, At) for part in walk(made.relation))
