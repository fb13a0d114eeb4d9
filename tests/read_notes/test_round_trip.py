"""What is read and printed as LaTeX and read again is the same claim."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.claim import Claim
from verifier.read.latex_print import latex
from verifier.read.notes.load import read
from verifier.terms import (
    Add,
    Cases,
    Derivative,
    Entry,
    Family,
    Function,
    Index,
    Multiply,
    Number,
    Power,
    Relation,
    Sort,
    Sum,
    Variable,
    delta,
    number,
)

n = Variable("n", Sort.DIMENSION)
x, y, lam = Variable("x"), Variable("y"), Variable("lambda")
v, A = Family("v", (n,)), Family("A", (n, n))
W = Family("W^{(2)}", (n, n))
i, j, k = (Index(letter, number(1), n) for letter in "ijk")
DECLARED = r"""
**Let** $n \in \mathbb{N}$, $x, y, \lambda \in \mathbb{R}$, $v \in \mathbb{R}^n$,
$A, W^{(2)} \in \mathbb{R}^{n \times n}$. **Index** $i, j, k = 1, \dots, n$.
"""

numbers = st.integers(0, 12).map(number) | st.sampled_from(
    [Number(Fraction(1, 2)), Number(Fraction(3, 4))]
)
leaves = numbers | st.sampled_from(
    [x, y, lam, Entry(v, (i,)), Entry(v, (j,)), Entry(A, (i, j)), Entry(W, (j, i)), delta(i, j)]
)


def larger(terms):
    pair = st.tuples(terms, terms)
    return st.one_of(
        pair.map(Add),
        pair.map(Multiply),
        pair.map(lambda ab: Multiply((ab[0], Power(ab[1], number(-1))))),
        terms.map(lambda a: Multiply((number(-1), a))),
        st.tuples(terms, st.integers(2, 4)).map(lambda ak: Power(ak[0], number(ak[1]))),
        st.tuples(st.sampled_from(["exp", "log", "sin", "tanh", "abs", "floor"]), terms).map(
            lambda fa: Function(fa[0], (fa[1],))
        ),
        terms.map(lambda a: Sum(k, Multiply((Entry(v, (k,)), a)))),
        terms.map(lambda a: Sum(k, Add((Entry(A, (k, i)), a)))),
        st.tuples(terms, st.sampled_from([x, Entry(v, (j,))])).map(lambda ab: Derivative(*ab)),
        pair.map(lambda ab: Cases(((Relation(">", x, number(0)), ab[0]),), ab[1])),
        pair.map(lambda ab: Function("max", ab)),
    )


terms = st.recursive(leaves, larger, max_leaves=8)


@settings(max_examples=200, deadline=None)
@given(terms, terms)
def test_print_and_read(left, right):
    shown = latex(Relation("=", left, right))
    derivation = read(f"{DECLARED}\n\n$$\n{shown}\n$$\n")
    (item,) = derivation.items
    assert isinstance(item, Claim), (shown, item)
    assert latex(item.relation) == shown
