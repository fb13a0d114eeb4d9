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
from verifier.traversal import walk

n = Variable("n", Sort.DIMENSION)
x, y, lam = Variable("x"), Variable("y"), Variable("lambda")
v, A = Family("v", (n,)), Family("A", (n, n))
W = Family("W^{(2)}", (n, n))
i, j = (Index(letter, number(1), n) for letter in "ij")
DECLARED = r"""
**Let** $n \in \mathbb{N}$, $x, y, \lambda \in \mathbb{R}$, $v \in \mathbb{R}^n$,
$A, W^{(2)} \in \mathbb{R}^{n \times n}$. **Index** $i, j = 1, \dots, n$.
"""

SMALL = [
    *map(number, (0, 1, 2, 3, 7, 12)), Number(Fraction(1, 2)), Number(Fraction(3, 4)), x, y, lam,
    Entry(v, (i,)), Entry(v, (j,)), Entry(A, (i, j)), Entry(W, (j, i)), delta(i, j),
]  # fmt: skip


def larger(choose, depth):
    """A term of at most ``depth`` levels; ``choose(k)`` is a number below k."""
    if not depth or not choose(4):
        return SMALL[choose(len(SMALL))]
    a, b = (larger(choose, depth - 1) for _ in range(2))
    k = Index(f"k_{depth}", number(1), n)
    match choose(12):
        case 0:
            return Add((a, b))
        case 1:
            return Multiply((a, b))
        case 2:
            return Multiply((a, Power(b, number(-1))))
        case 3 if not isinstance(a, (Number, Multiply)):
            return Multiply((number(-1), a))
        case 4:
            return Power(a, number(2 + choose(3)))
        case 5:
            name = ("exp", "log", "sin", "tanh", "abs", "floor")[choose(6)]
            return Function(name, (a,))
        case 6:
            return Sum(k, Multiply((Entry(v, (k,)), a)))
        case 7:
            return Sum(k, Add((Entry(A, (k, i)), a)))
        case 8 if not any(isinstance(part, Derivative) for part in walk(a)):
            return Derivative(a, x)
        case 9 if not any(isinstance(part, Derivative) for part in walk(a)):
            return Derivative(a, Entry(v, (j,)))
        case 10:
            return Cases(((Relation(">", x, number(0)), a),), b)
        case _:
            return Function("max", (a, b))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=60, max_size=60))
def test_print_and_read(picks):
    waiting = iter(picks)
    left, right = (larger(lambda k: next(waiting, 0) % k, 4) for _ in range(2))
    shown = latex(Relation("=", left, right))
    (item,) = read(f"{DECLARED}\n\n$$\n{shown}\n$$\n").items
    assert isinstance(item, Claim), (shown, item)
    assert latex(item.relation) == shown
