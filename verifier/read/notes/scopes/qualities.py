r"""The qualities that a **Let** names in words: one-hot, distribution, symmetric, orthogonal.

Guarantee: a quality is assumed of the whole quantity, entry by entry where it is an array;
a claim about something whose quality cannot be assumed (``positive definite``) says so, and
is not refuted. Only the sentence behind the formula is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verifier.claim import Assumption, Distribution, Forall, OneHot
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Name
from verifier.read.notes.terms import matrix_qualities
from verifier.read.notes.terms.spaces import Random
from verifier.read.notes.terms.traverse import once
from verifier.read.notes.terms.unfold import along
from verifier.terms import (
    Apply,
    Dependent,
    Entry,
    Family,
    Power,
    Relation,
    Sum,
    Term,
    Variable,
    number,
    over,
)

UNREAD = (
    "positive semidefinite", "positive semi-definite", "negative definite",
    "negative semidefinite", "definite", "semidefinite", "stochastic", "unitary",
    "nilpotent", "hermitian", "convex", "concave", "monotone", "monotonic", "increasing",
    "decreasing", "odd", "even", "prime", "sorted", "distinct", "singular", "linearly independent",
    "full rank", "full-rank", "full column rank", "full row rank", "rank one", "rank-one",
    "centered", "centred", "zero-mean", "normalized", "normalised", "traceless", "involutory",
    "commuting", "commutative", "rotation", "reflection", "permutation", "projection", "projector",
    "circulant", "toeplitz", "hankel", "vandermonde", "banded", "tridiagonal", "bidiagonal",
    "covariance matrix", "correlation matrix", "transition matrix", "laplacian", "simplex",
    "linear", "affine", "additive", "homogeneous", "bilinear", "quadratic", "polynomial",
    "periodic", "bounded", "lipschitz", "injective", "surjective", "bijective", "harmonic",
    "submodular", "subadditive", "involution", "strictly monotone", "log-concave", "log-convex",
    "uncorrelated", "identically distributed", "standardized", "standardised", "binary",
    "boolean", "eigenvalue", "eigenvector", "singular value", "singular vector", "critical point",
    "stationary point", "fixed point", "minimizer", "minimiser", "maximizer", "maximiser",
    "coprime", "perfect square", "divisible",
    "cauchy", "gaussian", "normal", "poisson", "bernoulli", "exponential", "uniform", "geometric",
    "binomial", "rational", "irrational", "unimodular", "diagonally dominant", "contraction",
    "isometry",
)  # fmt: skip
"""Words that say more than an assumption about entries; longer ones first."""
KNOWN = (
    "positive definite", "positive-definite", "spd",
    "standard basis", "canonical basis",
    "one-hot", "onehot", "one hot", "probability vector", "distribution", "symmetric",
    "one-hot rows", "row-stochastic", "row stochastic",
    "skew-symmetric", "antisymmetric", "orthogonal", "orthonormal", "perpendicular", "diagonal",
    "invertible", "nonsingular", "non-singular", "idempotent",
    "upper triangular", "lower triangular", "unit vector", "unit norm", "nonnegative",
    "non-negative", "positive", "nonzero", "non-zero", "negative", "integer", "real",
)  # fmt: skip
SIGNS = {
    "positive": ">", "nonnegative": ">=", "non-negative": ">=", "nonzero": "!=",
    "non-zero": "!=", "negative": "<",
}  # fmt: skip
ONE_HOT = frozenset({"one-hot", "onehot", "one hot"})
VECTORS = ONE_HOT | {"distribution", "probability vector"}
ROWS = frozenset({"one-hot rows", "row-stochastic", "row stochastic"})
ONE, ZERO = number(1), number(0)


EVERY = "|".join(sorted((*UNREAD, *KNOWN), key=len, reverse=True)).replace(" ", r"\s+")
WORD = re.compile(rf"(?<![\w-])({EVERY})(?:s|es)?(?![\w-])")
ENTRIES = re.compile(
    rf"\b(?:with|of|having)\s+(?:all\s+|only\s+|strictly\s+)?({EVERY})\s+"
    r"(?:entries|elements|components|coefficients|numbers|values|integers)\b"
)
ROWED = re.compile(
    r"\b(?:with\s+|having\s+)(?:the\s+|its\s+)?one[- ]?hot\s+rows\b|"
    r"\b(?:with|having|whose)\s+(?:the\s+|its\s+)?rows\s+(?:that\s+)?(?:are|being)\s+one[- ]?hot"
    r"(?:\s+vectors)?\b"
)
COLUMNS = re.compile(r"\b(?:with|having)\s+(?:orthonormal|orthogonal)\s+columns\b")
TURNING = re.compile(
    r"\b(?:not|no|non(?!-)|nor|neither|never|without|except|unless|different|other|nearly|almost|with|"
    r"whose|having|of|for|from|to|in|on|by|than|as|if|when|where|that|which|such|per|up)\b"
)
"""Words behind which a quality is denied, or said of something else."""
MADE = re.compile(
    r"\b(?:the|an?)\s+(?:[\w-]+\s+){0,2}?(?:solution|root|inverse|transpose|mean|average|sum|norm|"
    r"gradient|derivative|product|limit|square|cube|half|double|rank|trace|determinant|maximum|"
    r"minimum|multiple|divisor|power|variance|covariance|median)\s+(?:of|to)\b"
)
"""Words that make a quantity from others: what it is stands in no formula."""

TOGETHER = re.compile(r"\b(?:not|never)\s+(?:both|all|simultaneously|identically)\b")
"""What is said of several quantities at once."""

ALL = re.compile(r"\s*(?:be|are|both|all|each)\b(?!\s+(?:an?|the)\b)")
"""Words that speak of every quantity listed before them: ``be positive``, not ``be a root``."""


@dataclass(frozen=True)
class Said:
    """The qualities in the words behind a formula; what is not understood of them."""

    read: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()


def named(behind: str) -> Said:
    """The qualities behind a formula, up to the end of the sentence.

    A quality counts where nothing before it in its clause turns it: ``not symmetric`` and
    ``with a zero diagonal`` are kept as what was not read.
    """
    sentence = re.split(r"[.;]\s|[.;]$", behind.lower())[0]
    read: set[str] = set()
    unread: list[str] = []
    for clause in sentence.split(","):
        plain = COLUMNS.sub(" orthonormal ", ROWED.sub(" one-hot rows ", clause))
        plain = ENTRIES.sub(r" \1 ", plain)
        turn = TURNING.search(plain)
        end = len(plain) if turn is None else turn.start()
        found = {" ".join(word.split()) for word in WORD.findall(plain[:end])}
        read |= found & set(KNOWN)
        unread += sorted(found & set(UNREAD))
        unread += MADE.findall(plain)
        if WORD.search(plain[end:]) or TOGETHER.search(plain):
            unread.append(" ".join(plain[end:].split()))
    return Said(frozenset(read), tuple(unread))


def assume_of(ctx: Context, symbols: Sequence[Quantity], said: Said) -> None:
    """Assume what is ``said`` of several quantities at once."""
    facts = matrix_qualities.between(symbols, said.read)
    if facts is not None:
        ctx.scope.assumptions.extend(facts)
        said = replace(said, read=said.read - matrix_qualities.BETWEEN)
    for symbol in symbols:
        assume(ctx, symbol, said)


def shared(before: Sequence[Quantity], last: Sequence[Quantity], behind: str) -> list[Quantity]:
    r"""The quantities listed before the last ones, of their shape, of which the words speak too.

    ``x \in R, y \in R be positive`` says it of both; ``y is positive`` of one.
    """
    shapes = {symbol.view.shape for symbol in last}
    if ALL.match(behind.lower()) is None or len(shapes) != 1:
        return []
    return [symbol for symbol in before if symbol.view.shape in shapes]


def assume(ctx: Context, symbol: Quantity, said: Said) -> None:
    """Assume what is ``said`` of ``symbol`` in the section at hand."""
    qualities = said.read
    owner = symbol.owner
    given = ctx.scope.assumptions
    if owner is None:
        return
    for words in said.unread:
        ctx.scope.unread.append((owner, f"`{symbol.name.latex}` {words}"))
    if qualities & VECTORS:
        if not isinstance(owner, Family) or len(owner.shape) - symbol.slots_sub - (
            symbol.slots_sup
        ) != 1:  # fmt: skip
            raise Complaint("declaration", f"`{symbol.name.latex}` is no vector")
        given.append(OneHot(owner) if qualities & ONE_HOT else Distribution(owner))
    if qualities & ROWS:
        own = symbol.slots_sub + symbol.slots_sup
        if not isinstance(owner, Family) or len(owner.shape) - own != 2:
            raise Complaint("declaration", f"`{symbol.name.latex}` is no matrix")
        given.append(OneHot(owner) if "one-hot rows" in qualities else Distribution(owner))
    for word, sign in SIGNS.items():
        if word in qualities:
            given.extend(signed(owner, sign))
    if qualities & {"unit vector", "unit norm"}:
        given.append(unit(owner, symbol))
    facts, left = matrix_qualities.assumed(symbol, qualities)
    given.extend(facts)
    for word in left:
        ctx.scope.unread.append((owner, f"`{symbol.name.latex}` {word}"))


def unsaid(ctx: Context, before: frozenset[Name], said: Said) -> None:
    """Keep what is said of functions and random variables that are new since ``before``."""
    words = (*said.unread, *sorted(said.read - {"real"}))
    if not words:
        return
    for name, symbol in list(ctx.scope.symbols.items()):
        if name in before or not isinstance(symbol, (Function, Random)):
            continue
        for owner in meant(symbol):
            ctx.scope.unread.extend((owner, f"`{name.latex}` {word}") for word in words)


def meant(symbol: Function | Random) -> set[object]:
    """What stands in terms for a function or a random variable that is only declared."""
    if isinstance(symbol, Random):
        return {symbol.owner} if symbol.owner is not None else set()
    if symbol.symbol is not None:
        return {symbol.symbol}
    value = symbol.value
    if value is None or not symbol.smooth:
        return set()
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(value.shape))
    return {part.family for part in once(value.entry(probes)) if isinstance(part, Dependent)} | {
        part.symbol for part in once(value.entry(probes)) if isinstance(part, Apply)}  # fmt: skip


def signed(owner: Variable | Family, sign: str) -> list[Assumption]:
    """``owner > 0``, for every entry."""
    if isinstance(owner, Variable):
        return [Relation(sign, owner, ZERO)]
    free = tuple(along(owner, axis, f"i_{axis}" if axis else "i")
                 for axis in range(len(owner.shape)))  # fmt: skip
    if sign == "!=":  # as a whole: some entry is not 0
        total: Term = Power(Entry(owner, free), number(2))
        for index in reversed(free):
            total = Sum(index, total)
        return [Relation("!=", total, ZERO)]
    return [Forall(free, Relation(sign, Entry(owner, free), ZERO))]


def unit(owner: Variable | Family, symbol: Quantity) -> Assumption:
    """``sum over i of v_i**2 = 1``."""
    if not isinstance(owner, Family) or len(owner.shape) != 1:
        raise Complaint("declaration", f"`{symbol.name.latex}` is no vector")
    i = over("i", owner.shape[0], owner.starts[0])
    return Relation("=", Sum(i, Power(Entry(owner, (i,)), number(2))), ONE)
