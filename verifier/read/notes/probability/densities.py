r"""Known densities: ``\mathcal{N}(x \mid \mu, \sigma^2)``, ``\mathrm{Bern}(x; p)``.

Guarantee: the point stands before the bar or semicolon, the parameters behind it; each is the
formula of the textbooks, at numbers, and a normal density with the covariance v I also at
vectors of d entries,

    (2 pi v)^(-d/2) exp(-|x - m|^2 / (2 v)),

with any other covariance S the one with its determinant and its inverse,

    (2 pi)^(-d/2) |S|^(-1/2) exp(-(x - m)^T S^(-1) (x - m) / 2),

which the readings say. See Bishop (2006), appendix B. Limits: a name that is declared means
what its declaration says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions, literals
from verifier.read.notes.probability import outcomes
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, head_of, split
from verifier.read.notes.source.tree import Fenced, Node, Raw, Script
from verifier.read.notes.terms import values
from verifier.read.sizes import same_size
from verifier.terms import (
    ONE,
    ZERO,
    Cases,
    Constant,
    Function,
    Multiply,
    Power,
    Relation,
    Sum,
    Term,
    call,
    number,
)

BARS = ("|", r"\mid", ";")
NORMAL = ((r"\mathcal",), (r"\mathscr",))


def bernoulli(x: Term, p: Term) -> Term:
    """``p^x (1 - p)^(1 - x)``."""
    return Power(p, x) * Power(ONE - p, ONE - x)


def poisson(k: Term, rate: Term) -> Term:
    """``rate^k e^(-rate) / k!``."""
    return Power(rate, k) * call("exp", -rate) / call("factorial", k)


def exponential(x: Term, rate: Term) -> Term:
    """``rate e^(-rate x)`` from 0 on, before that 0."""
    return Cases(((Relation(">=", x, ZERO), rate * call("exp", -(rate * x))),), ZERO)


def binomial(k: Term, n: Term, p: Term) -> Term:
    """``binom(n, k) p^k (1 - p)^(n - k)``."""
    return Multiply((Function("binomial", (n, k)), Power(p, k), Power(ONE - p, n - k)))


def beta(x: Term, a: Term, b: Term) -> Term:
    """``Gamma(a + b) / (Gamma(a) Gamma(b)) x^(a - 1) (1 - x)^(b - 1)``."""
    scale = call("gamma", a + b) / (call("gamma", a) * call("gamma", b))
    return Multiply((scale, Power(x, a - ONE), Power(ONE - x, b - ONE)))


def gamma(x: Term, shape: Term, rate: Term) -> Term:
    """``rate^shape / Gamma(shape) x^(shape - 1) e^(-rate x)``."""
    scale = Power(rate, shape) / call("gamma", shape)
    return Multiply((scale, Power(x, shape - ONE), call("exp", -(rate * x))))


NAMES: dict[str, tuple[int, Callable[..., Term], str]] = {
    **dict.fromkeys(("Bern", "Bernoulli", "Ber"),
                    (1, bernoulli, "Bernoulli probability of x, with mean p")),
    **dict.fromkeys(("Poisson", "Poi", "Pois"),
                    (1, poisson, "Poisson probability of k, with that mean")),
    **dict.fromkeys(("Exp", "Exponential", "Expo"),
                    (1, exponential, "exponential density at x, with that rate")),
    **dict.fromkeys(("Bin", "Binomial", "Binom"),
                    (2, binomial, "binomial probability of k, of n trials with chance p")),
    "Beta": (2, beta, "beta density at x, with parameters a and b"),
}  # fmt: skip
"""Name -> number of parameters, formula, how it is read."""


def parted(cursor: Cursor) -> tuple[list[Node], list[list[Node]]] | None:
    """The point and the parameters behind a name; None where no bar stands between them."""
    fence = cursor.peek(1)
    if not isinstance(fence, Fenced):
        return None
    sides = split(fence.children, BARS)
    return (sides[0], split(sides[1], (",",))) if len(sides) == 2 else None


def named(ctx: Context, cursor: Cursor, word: str) -> Array | None:
    r"""``\mathrm{Poisson}(k; \lambda)``; None where that is no density with its parameters."""
    found = parted(cursor)
    count, formula, words = NAMES[word]
    node = cursor.peek()
    if found is None or len(found[1]) != count or node is None:
        return None
    given = [values.as_scalar(expressions.expression(ctx, part, node))
             for part in (found[0], *found[1])]  # fmt: skip
    if any(value.rank for value in given):
        raise Complaint("not-supported", f"`{word}` of several variables", node)
    cursor.at += 2
    ctx.note(f"`{word}` read as the {words}")
    return values.bounded(arrays.scalar(formula(*(value.entry(()) for value in given))))


def normal(ctx: Context, cursor: Cursor) -> Array | None:
    r"""``\mathcal{N}(x \mid \mu, \sigma^2)``, the density at x; None where nothing stands first."""
    found = parted(cursor)
    node = cursor.peek()
    if found is None or len(found[1]) != 2 or node is None:
        return None
    spherical = without_identity(ctx, found[1][1])
    point, mean = (values.as_scalar(expressions.expression(ctx, part, node))
                   for part in (found[0], found[1][0]))  # fmt: skip
    scale: Term = ONE
    if spherical is None or spherical:
        value = values.as_scalar(expressions.expression(ctx, spherical or found[1][1], node))
        if value.rank:
            cursor.at += 2
            return correlated(ctx, values.total([point, arrays.negative(mean)]), value, node)
        scale = value.entry(())
    if spherical is not None and not point.rank:
        ctx.note("the identity matrix beside the variance of a number is read as 1")
        spherical = None
    if (spherical is None) != (not point.rank):
        raise Complaint("shape-mismatch", "a normal density of a vector has a matrix behind the "
                        r"comma, `\sigma^2 I`, one of a number has a number", node)  # fmt: skip
    cursor.at += 2
    apart = values.total([point, arrays.negative(mean)])
    size, square = squared(apart)
    said = "variance v" if spherical is None else "covariance v I"
    ctx.note(r"`\mathcal{N}(x \mid m, v)` read as the density of the normal distribution at x, "
             f"with mean m and {said}")  # fmt: skip
    half = number("-1/2") if size == ONE else number("-1/2") * size
    root = Power(number(2) * Constant("pi") * scale, half)
    return arrays.scalar(root * call("exp", -square / (number(2) * scale)))


def correlated(ctx: Context, apart: Array, covariance: Array, node: Node) -> Array:
    """The normal density of a vector with any covariance, at a distance from its mean."""
    inner = values.entries_of(apart)
    if inner.rank != 1 or covariance.rank != 2 or not all(
        same_size(size, inner.shape[0]) for size in covariance.shape
    ):  # fmt: skip
        raise Complaint("shape-mismatch", "a normal density of a vector with d entries has a d x d "
                        "matrix behind the comma", node)  # fmt: skip
    column = values.vector(inner, "column")
    weighted = values.times(literals.inverse(ctx, covariance, node), column)
    square = values.as_scalar(values.times(values.transpose(column), weighted)).entry(())
    below = literals.determinant(covariance).entry(())
    ctx.note(r"`\mathcal{N}(x \mid m, S)` read as the density of the normal distribution at x, "
             "with mean m and covariance matrix S")  # fmt: skip
    half = number("-1/2")
    root = Multiply((Power(number(2) * Constant("pi"), half * inner.shape[0]), Power(below, half)))
    return arrays.scalar(Multiply((root, call("exp", half * square))))


def squared(apart: Array) -> tuple[Term, Term]:
    """The number of entries, and the sum of their squares."""
    inner = values.entries_of(apart)
    if not inner.rank:
        return ONE, Power(inner.entry(()), number(2))
    if inner.rank > 1:
        raise Complaint("not-supported", "a normal density of a matrix")
    index = arrays.fresh_index("i", inner.shape[0], inner.starts[0], set(inner.names))
    return inner.shape[0], Sum(index, Power(inner.entry((index,)), number(2)))


def without_identity(ctx: Context, part: Sequence[Node]) -> list[Node] | None:
    r"""``\sigma^2 I`` without the identity matrix; None where none stands at the end."""
    last = part[-1]
    head = head_of(last)
    if head is None or head.glyph.plain != Glyph("I") or head.sup or head.primes:
        return None
    return None if ctx.lookup(head) is not None else list(part[:-1])


def occurs(ctx: Context, nodes: Sequence[Node]) -> bool:
    """Whether a known density stands in ``nodes``."""
    for node in outcomes.every(nodes):
        head = head_of(node)
        if head is not None and ctx.lookup(head) is not None:
            continue
        base = node.base if isinstance(node, Script) else node
        if isinstance(base, Raw) and base.text.strip() in NAMES:
            return True
        if head is not None and head.glyph.letter == "N" and head.glyph.fonts in NORMAL:
            return True
    return False
