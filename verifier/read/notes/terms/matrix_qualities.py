r"""What words say of matrices and of lists of vectors: symmetric, orthogonal, invertible.

Guarantee: each word is equations between entries, for every number of a numbered quantity
(``A_k`` symmetric: each of them), and for a list of vectors what it says of each two of them:

    Q orthogonal:                   Q^T Q = I, Q Q^T = I        S invertible:  S S^{-1} = I
    e_1, ..., e_n standard basis:   the entries delta_ij
    q_1, ..., q_k orthonormal:      q_i^T q_j = delta_ij        u, v orthogonal:  u^T v = 0

Limits: positive definite is said of a matrix alone, not of each of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from verifier.claim import Assumption, Definite, Forall
from verifier.read import determinants
from verifier.read.arrays import Array
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.terms import inverses
from verifier.read.notes.terms.unfold import along
from verifier.read.sizes import same_size
from verifier.terms import (
    Cases,
    Entry,
    Family,
    Index,
    Relation,
    Sum,
    Term,
    delta,
    number,
)

ONE, ZERO = number(1), number(0)
BASES = frozenset({"standard basis", "canonical basis"})
BETWEEN = frozenset({"orthogonal", "orthonormal", "perpendicular"})
"""Words for vectors that are said of each two of them."""


@dataclass(frozen=True)
class Table:
    """A matrix, or each of a numbered list of them: ``lead`` are the numbers."""

    owner: Family
    lead: tuple[Index, ...]
    name: str

    @property
    def sizes(self) -> tuple[Term, ...]:
        """The lengths of the axes of one of them."""
        return self.owner.shape[len(self.lead) :]

    def index(self, name: str, axis: int) -> Index:
        """A letter along an axis of one of them."""
        return along(self.owner, len(self.lead) + axis, name)

    def entry(self, *at: Index) -> Term:
        """An entry of one of them."""
        return Entry(self.owner, (*self.lead, *at))

    def all(self, free: tuple[Index, ...], left: Term, right: Term) -> Assumption:
        """An equation for all values of ``free``, of each of them."""
        return Forall((*self.lead, *free), Relation("=", left, right))


def table(symbol: Quantity) -> Table | None:
    """``symbol`` as a table; None for a number."""
    owner, slots = symbol.owner, symbol.slots_sub + symbol.slots_sup
    if not isinstance(owner, Family) or len(owner.shape) < slots:
        return None
    lead = tuple(along(owner, axis, f"s_{axis}") for axis in range(slots))
    return Table(owner, lead, symbol.name.latex)


def assumed(symbol: Quantity, words: frozenset[str]) -> tuple[list[Assumption], list[str]]:
    """What the words say of ``symbol``; the words that cannot be assumed of it."""
    facts: list[Assumption] = []
    left: list[str] = []
    for word in sorted(BASES & words):
        vectors = table(symbol)
        if vectors is None or len(vectors.sizes) != 1 or len(vectors.lead) != 1:
            raise Complaint("declaration", f"`{symbol.name.latex}` is no list of vectors: what is "
                            f"its {word}?")  # fmt: skip
        place = vectors.index("k", 0)
        facts.append(vectors.all((place,), vectors.entry(place), delta(vectors.lead[0], place)))
    for word, found in sorted(TABLES.items()):
        if word not in words:
            continue
        matrix = table(symbol)
        if matrix is not None and len(matrix.sizes) == 1 and matrix.lead and word in BETWEEN:
            facts.extend(numbered(matrix, alone=word == "orthonormal"))
        elif matrix is None or len(matrix.sizes) != 2:
            raise Complaint("declaration", f"`{symbol.name.latex}` is no matrix")
        elif matrix.lead and word in ALONE:
            left.append(word)
        else:
            facts.extend(found(matrix))
    return facts, left


def between(symbols: Sequence[Quantity], words: frozenset[str]) -> list[Assumption] | None:
    """``u, v`` orthogonal: what is said of each two vectors; None where they are no vectors."""
    if not words & BETWEEN or len(symbols) < 2:
        return None
    found = [table(symbol) for symbol in symbols]
    vectors = [vector for vector in found if vector is not None]
    if len(vectors) < len(symbols) or any(len(one.sizes) != 1 or one.lead for one in vectors):
        return None
    if any(not same_size(one.sizes[0], vectors[0].sizes[0]) for one in vectors):
        raise Complaint("declaration", "orthogonal vectors are as long as each other")
    facts: list[Assumption] = []
    i = vectors[0].index("i", 0)
    for one, other in combinations(vectors, 2):
        facts.append(Relation("=", Sum(i, one.entry(i) * other.entry(i)), ZERO))
    if "orthonormal" in words:
        facts += [Relation("=", Sum(i, one.entry(i) * one.entry(i)), ONE) for one in vectors]
    return facts


def numbered(vectors: Table, *, alone: bool) -> list[Assumption]:
    """``q_i^T q_j = delta_ij`` for a list; without ``alone`` for i other than j only."""
    *others, last = vectors.lead
    other = Index(f"{last.name}_1", last.lower, last.upper)
    k = vectors.index("k", 0)
    turned = Entry(vectors.owner, (*others, other, k))
    product: Term = Sum(k, vectors.entry(k) * turned)
    if not alone:
        product = product * delta_of("!=", last, other)
    return [vectors.all((other,), product, delta(last, other) if alone else ZERO)]


# -- one matrix, or each of a list -------------------------------------------------------


def axes(matrix: Table) -> tuple[Index, Index]:
    """An index for the rows and one for the columns of a square matrix."""
    if not same_size(*matrix.sizes):
        raise Complaint("declaration", f"`{matrix.name}` is not square")
    return matrix.index("i", 0), matrix.index("j", 1)


def symmetric(matrix: Table) -> list[Assumption]:
    """``A_ij = A_ji``."""
    i, j = axes(matrix)
    return [matrix.all((i, j), matrix.entry(i, j), matrix.entry(j, i))]


def skew(matrix: Table) -> list[Assumption]:
    """``A_ij = -A_ji``."""
    i, j = axes(matrix)
    return [matrix.all((i, j), matrix.entry(i, j), number(-1) * matrix.entry(j, i))]


def products(matrix: Table, *, rows: bool) -> Assumption:
    """``sum over k of Q_ki Q_kj = delta_ij``; of the rows, or else of the columns."""
    own, other = (0, 1) if rows else (1, 0)
    i, j = matrix.index("i", own), matrix.index("j", own)
    k = matrix.index("k", other)

    def entry(at: Index) -> Term:
        return matrix.entry(at, k) if rows else matrix.entry(k, at)

    return matrix.all((i, j), Sum(k, entry(i) * entry(j)), delta(i, j))


def orthogonal(matrix: Table) -> list[Assumption]:
    """``Q^T Q = I`` and ``Q Q^T = I``."""
    axes(matrix)
    return [*columns(matrix), products(matrix, rows=True)]


def columns(matrix: Table) -> list[Assumption]:
    """``Q^T Q = I``: orthonormal columns."""
    return [products(matrix, rows=False)]


def idempotent(matrix: Table) -> list[Assumption]:
    """``P P = P``."""
    i, j = axes(matrix)
    k = matrix.index("k", 0)
    return [matrix.all((i, j), Sum(k, matrix.entry(i, k) * matrix.entry(k, j)),
                       matrix.entry(i, j))]  # fmt: skip


def outside(*operators: str) -> Callable[[Table], list[Assumption]]:
    """``A_ij = 0`` for the places where ``i`` and ``j`` are in one of these relations."""

    def facts(matrix: Table) -> list[Assumption]:
        i, j = axes(matrix)
        return [matrix.all((i, j), matrix.entry(i, j) * delta_of(operator, i, j), ZERO)
                for operator in operators]  # fmt: skip

    return facts


def delta_of(operator: str, i: Index, j: Index) -> Term:
    """1 where the relation holds, else 0."""
    return Cases(((Relation(operator, i, j), ONE),), ZERO)


def definite(matrix: Table) -> list[Assumption]:
    """``A`` symmetric, and ``x^T A x > 0`` for every x but 0."""
    axes(matrix)
    return [Definite(matrix.owner)]


def invertible(matrix: Table) -> list[Assumption]:
    """``S S^{-1} = I`` for some ``S^{-1}``; of a few rows ``det S != 0``."""
    i, j = axes(matrix)
    whole = Array(matrix.sizes, lambda at: Entry(matrix.owner, (*matrix.lead, *at)),
                  matrix.owner.starts[len(matrix.lead) :],
                  None if matrix.lead else matrix.owner)  # fmt: skip
    try:
        regular = Relation("!=", determinants.determinant(whole), ZERO)
        return [Forall(matrix.lead, regular) if matrix.lead else regular]
    except determinants.TooLarge:
        turned = inverses.inverse(whole, f"({matrix.name}^{{-1}})")
    k = matrix.index("k", 0)
    return [matrix.all((i, j), Sum(k, matrix.entry(i, k) * turned.entry((k, j))), delta(i, j))]


TABLES: dict[str, Callable[[Table], list[Assumption]]] = {
    "positive definite": definite,
    "positive-definite": definite,
    "spd": definite,
    "symmetric": symmetric,
    "skew-symmetric": skew,
    "antisymmetric": skew,
    "orthogonal": orthogonal,
    "orthonormal": columns,
    "idempotent": idempotent,
    "invertible": invertible,
    "nonsingular": invertible,
    "non-singular": invertible,
    "diagonal": outside("!="),
    "upper triangular": outside(">"),
    "lower triangular": outside("<"),
}
"""Word -> what it says of a matrix."""
ALONE = frozenset({"positive definite", "positive-definite", "spd"})
"""Words that can be assumed of one matrix, not of each of a list."""
