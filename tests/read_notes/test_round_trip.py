"""What is read and printed as LaTeX and read again is the same claim."""

import re
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.read.latex_print import latex
from verifier.read.notes.load import read
from verifier.read.notes.note import Note
from verifier.read.notes.source.blocks import divided
from verifier.read.notes.source.complaint import Source
from verifier.read.notes.source.macros import collect
from verifier.read.notes.source.markdown import Display, Heading
from verifier.terms import (
    Add,
    And,
    Apply,
    Cases,
    Constant,
    Derivative,
    Entry,
    Family,
    Function,
    FunctionSymbol,
    Index,
    Integral,
    Limit,
    Multiply,
    Number,
    Or,
    Power,
    Product,
    Relation,
    Sort,
    Sum,
    Variable,
    delta,
    number,
)
from verifier.traversal import walk

NOTES = sorted((Path(__file__).parents[2] / "derivations" / "notes").glob("*.md"))
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
    if isinstance(item, Unchecked) and item.kind == "assignment":
        return  # ``x = x + 1``
    if isinstance(item, IllFormed) and "both sides are 0" in item.message:
        return  # derivatives of what does not depend on their letters
    assert isinstance(item, Claim), (shown, item)
    assert latex(item.relation) == shown


# -- the whole vocabulary, and the claims of the transcriptions ------------------------------

m = Variable("m", Sort.INTEGER)
f, g = FunctionSymbol("f", 1), FunctionSymbol("g", 2)
MORE = (
    DECLARED
    + r"""
**Let** $m \in \mathbb{Z}$, $f : \mathbb{R} \to \mathbb{R}$, $g : \mathbb{R} \times \mathbb{R} \to \mathbb{R}$.
"""
)
LEAVES = [*SMALL, n, m, Constant("pi"), Number(Fraction(-1)), Entry(v, (number(1),)),
          Entry(A, (j, number(2)))]  # fmt: skip
FUNCTIONS = ("exp", "log", "sin", "tanh", "abs", "floor", "ceiling", "sign", "acos", "cosh", "erf",
             "asinh")  # fmt: skip
TESTS = (
    Relation(">", x, number(0)), Relation("!=", i, j),
    And((Relation(">", x, number(0)), Relation("<", y, number(1)))),
    Or((Relation("<=", x, number(0)), Relation(">=", y, lam))),
)  # fmt: skip


def anything(rng, depth):
    """A term of at most ``depth`` levels from all that can be printed."""
    if not depth or rng.random() < 0.2:
        return rng.choice(LEAVES)
    a, b, c = (anything(rng, depth - 1) for _ in range(3))
    t = Variable(f"t_{depth}")
    k = Index(f"k_{depth}", number(1), n)
    low = Index(f"k_{depth}", number(rng.choice((0, 1, 2))),
                rng.choice((n, number(5), Add((n, number(-1))))))  # fmt: skip
    makers = (
        lambda: Add((a, b)), lambda: Multiply((a, b)), lambda: Multiply((a, Power(b, number(-1)))),
        lambda: Power(a, number(rng.choice((2, 3)))),
        lambda: Power(a, rng.choice((n, m, Number(Fraction(1, 2)), Number(Fraction(1, 3))))),
        lambda: Function(rng.choice(FUNCTIONS), (a,)),
        lambda: Function(rng.choice(("max", "min")), (a, b)),
        lambda: Function("binomial", (n, number(2))), lambda: Function("factorial", (m,)),
        lambda: Sum(low, Add((low, a))), lambda: Product(low, a),
        lambda: Sum(k, Multiply((delta(k, i), Entry(A, (k, j))))),
        lambda: Sum(k, Cases(((Relation("!=", k, j), a),), number(0))),
        lambda: Limit(Multiply((t, a)), t, rng.choice((number(0), Constant("oo"), x)),
                      rng.choice(("+", "-", "+-"))),
        lambda: Integral(Multiply((t, a)), t, number(0), rng.choice((number(1), y))),
        lambda: Apply(f, (a,), (rng.choice((0, 1, 2)),)), lambda: Apply(g, (a, b), (0, 0)),
        lambda: Cases(((rng.choice(TESTS), a), (Relation("=", i, j), b)), c),
        lambda: Derivative(Multiply((Function("exp", (x,)), Entry(v, (i,)))),
                           rng.choice((x, Entry(v, (j,))))),
    )  # fmt: skip
    return rng.choice(makers)()


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(("=", "!=", "<", "<=", ">", ">=")))
def test_the_whole_vocabulary(rng, operator):
    shown = latex(Relation(operator, anything(rng, 3), anything(rng, 3)))
    (item,) = read(f"{MORE}\n\n$$\n{shown}\n$$\n").items
    if isinstance(item, Unchecked) and item.kind == "assignment":
        return  # ``x = x + 1``
    assert isinstance(item, Claim), (shown, item)
    assert latex(item.relation) == shown


def without_letters(shown):
    """LaTeX with the letters of indices, which a second reading may choose anew, made alike."""
    shown = re.sub(r"\{([A-Za-z])(?:\{\})*\}(?=_)", r"\1", shown)  # braces that keep names apart
    alike = re.sub(r"(?<![A-Za-z\\])[a-z](?:_\{\d+\})?(?![A-Za-z])", "?", shown)
    return re.sub(r"[\s,]", "", alike)


def test_claims_of_the_transcriptions():
    """What is printed of a claim is read as the same claim, or complained about: never another."""
    counts = [read_again(path) for path in NOTES]
    assert sum(same for same, _ in counts) > sum(others for _, others in counts)


def read_again(path):
    """How many claims of a note are read again from their LaTeX, and how many complained about."""
    source, found = divided(path.read_text("utf-8"), path.name)
    note = Note(source, "note")
    note.macros, _ = collect(source.text)
    same = others = 0
    for block in found:
        if isinstance(block, Heading):
            note.heading(block)
            continue
        if not isinstance(block, Display):
            note.prose(block)
            continue
        before = len(note.items)
        note.display(block)
        kept = note.source, note.marks, note.last, note.defining
        note.marks, note.defining = [], False
        for item in note.items[before:]:
            if not isinstance(item, Claim) or any("layout" in one for one in item.readings):
                continue
            shown = latex(item.relation)
            note.source, first = Source.of(path.name, shown), len(note.items)
            note.display(Display(0, len(shown)))
            again = [latex(one.relation) for one in note.items[first:] if isinstance(one, Claim)]
            del note.items[first:]
            if len(again) == 1:
                assert without_letters(again[0]) == without_letters(shown)
            same, others = same + (len(again) == 1), others + (len(again) != 1)
        note.source, note.marks, note.last, note.defining = kept
    return same, others
