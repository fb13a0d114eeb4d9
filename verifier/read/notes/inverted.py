r"""Inverses of matrices in a claim: quantities of their own, about which two equations are known.

Guarantee: each matrix ``M`` (one for each, whatever its spelling) has one family ``B``, with

    M B = I,    B M = I

assumed, so that the claim is about every invertible ``M``. A derivative by what ``M`` depends
on is the total one,

    df/dv = (df/dv with B fixed) + sum_pq (df/dB_pq) dB_pq/dv,    dB/dv = -B (dM/dv) B,

and where a value is put in for what ``M`` depends on, ``B`` is the inverse of what ``M`` is there.
Limits: no limits or integrals by what ``M`` depends on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar, cast

from verifier.claim import Assumption, Forall
from verifier.kernel import reading
from verifier.kernel.state import Refusal, State
from verifier.kernel.work import Exhausted
from verifier.read import arrays
from verifier.read.notes.complaint import Complaint
from verifier.read.notes.inverses import is_inverse, occur
from verifier.read.notes.substitute import substitute, values
from verifier.read.notes.traverse import once, rebuild
from verifier.read.sizes import names_in, same_size
from verifier.terms import (
    Add,
    At,
    Cases,
    Derivative,
    Entry,
    Family,
    Index,
    Integral,
    Limit,
    Multiply,
    Number,
    Power,
    Relation,
    Sum,
    Term,
    Variable,
    delta,
    negate,
    number,
)
from verifier.traversal import free_indices, fresh_name

T = TypeVar("T")
Owner: TypeAlias = Variable | Family

MINUS_ONE = number(-1)
PLAIN = (Number, Variable, Index, Entry, Family, Add, Multiply, Sum, Cases, Relation)
"""What the matrices are made of whose normal forms are compared."""


@dataclass(frozen=True)
class Matrix:
    """``entry`` at ``row`` and ``column``; ``lead`` are the indices that number the matrices."""

    lead: tuple[Index, ...]
    row: Index
    column: Index
    entry: Term

    @property
    def parameters(self) -> tuple[Index, ...]:
        """All indices."""
        return (*self.lead, self.row, self.column)

    def at(self, indices: Sequence[Term]) -> Term:
        """The entry at ``indices``."""
        return substitute(self.entry, values(dict(zip(self.parameters, indices, strict=True))))

    @property
    def axes(self) -> tuple[tuple[Term, ...], tuple[int, ...]]:
        """Sizes and first places, one for each index."""
        sizes, starts = [], []
        for index in self.parameters:
            start = index.lower.value if isinstance(index.lower, Number) else 1
            starts.append(int(start))
            upper = index.upper
            if isinstance(upper, Number):
                sizes.append(cast(Term, Number(upper.value - start + 1)))
            elif start == 1:
                sizes.append(upper)
            else:
                sizes.append(size_of(index, int(start)))
        return tuple(sizes), tuple(starts)


def size_of(index: Index, start: int) -> Term:
    """How many values an index from another first value has."""
    match index.upper:
        case Add((size, Number(value))) if value == start - 1:
            return size
        case upper:
            return Add((upper, number(1 - start)))


@dataclass
class Inverses:
    """The inverses of a note, each with its matrix."""

    known: dict[Family, Matrix] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def stated(self, node: T) -> tuple[T, tuple[Assumption, ...]]:
        """``node`` with its inverses as families, and what is known of these.

        Raises ``Complaint`` where that would not say what is meant.
        """
        if not occur(node):
            return node, ()
        carried = [part.body for part in once(node) if isinstance(part, At) and is_inverse(part)]
        own = {body.family.name for body in carried if isinstance(body, Entry)}
        self.names |= names_in(node) - own
        result = cast(T, self.visit(node))
        given: list[Assumption] = []
        seen: set[Family] = set()
        waiting: list[object] = [result]
        while waiting:
            for family in self.within(waiting.pop()):
                if family not in seen:
                    seen.add(family)
                    waiting.append(self.known[family].entry)
                    given = [*equations(family, self.known[family]), *given]
        return result, tuple(given)

    def within(self, node: object) -> list[Family]:
        """The inverses in ``node``."""
        found = {part for part in once(node) if isinstance(part, Family) and part in self.known}
        return sorted(found, key=lambda family: family.name)

    def depends(self, family: Family, on: Owner) -> bool:
        """Whether the matrix whose inverse ``family`` is depends on a quantity."""
        entry = self.known[family].entry
        return any(part == on for part in once(entry)) or any(
            self.depends(inner, on) for inner in self.within(entry)
        )

    def visit(self, node: object) -> object:
        """``node`` with families for its inverses, innermost first."""
        match node:
            case At(Entry(family, places), _, parameters, value) if is_inverse(node):
                inner = cast(Term, self.visit(value))
                indices = tuple(cast(Term, self.visit(place)) for place in places)
                return self.entry(family.name, parameters, inner, indices)
            case At(body, binder, parameters, value):
                outer, inner = cast(Term, self.visit(body)), cast(Term, self.visit(value))
                moved = self.moved(outer, binder, parameters, inner)
                return At(moved, binder, parameters, inner)
            case Derivative(body, variable):
                by = cast("Variable | Entry", self.visit(variable))
                return self.total(cast(Term, self.visit(body)), by)
            case Limit(_, bound) | Integral(_, bound):
                found = rebuild(node, self.visit)
                if any(self.depends(family, bound) for family in self.within(found)):
                    raise Complaint("not-supported", "a limit or an integral by what an inverted "
                                    "matrix depends on")  # fmt: skip
                return found
            case Family():
                return node
            case _:
                return rebuild(node, self.visit)

    def entry(
        self, latex: str, parameters: Sequence[Index], value: Term, at: tuple[Term, ...]
    ) -> Term:
        """An entry of the inverse of the matrix with these entries; ``(c N)^-1 = N^-1 / c``."""
        numbers, rest = scalars(value, parameters)
        if numbers:
            inner = rest[0] if len(rest) == 1 else Multiply(tuple(rest))
            below = Power(numbers[0] if len(numbers) == 1 else Multiply(tuple(numbers)), MINUS_ONE)
            return Multiply((below, self.entry(latex, parameters, inner, at)))
        if value == delta(*parameters):
            return delta(*at)
        lead = tuple(index for index in free_indices(value) if index not in parameters)
        for index in lead:
            if not isinstance(index.lower, Number) or free_indices(index.upper):
                raise Complaint("not-supported", "the inverse of a matrix that depends on an index "
                                f"`{index.name}` of this range")  # fmt: skip
        row, column = parameters
        matrix = Matrix(lead, row, column, value)
        for family, other in self.known.items():
            if alike(matrix, other):
                return Entry(family, (*lead, *at))
        name = latex
        while name in self.names:
            name += "{}"
        self.names.add(name)
        made = Family(name, *matrix.axes)
        self.known[made] = matrix
        return Entry(made, (*lead, *at))

    def moved(self, body: Term, binder: Owner, parameters: tuple[Index, ...], value: Term) -> Term:
        """``body``, its inverses being those of what the matrices are where ``value`` is put in."""
        changed = [family for family in self.within(body) if self.depends(family, binder)]
        if not changed:
            return body

        def put(at: tuple[Term, ...]) -> Term:
            return substitute(value, values(dict(zip(parameters, at, strict=True))))

        given = (
            values({binder: value}) if isinstance(binder, Variable) else values({}, {binder: put})
        )

        def visit(node: object) -> object:
            match node:
                case Entry(family, indices) if family in changed:
                    matrix = self.known[family]
                    split = len(matrix.lead)
                    inner = tuple(cast(Term, visit(index)) for index in indices)
                    entry = self.moved(matrix.entry, binder, parameters, value)
                    entry = substitute(entry, given)
                    chosen = values(dict(zip(matrix.lead, inner[:split], strict=True)))
                    fresh = self.apart(matrix, (entry, inner))
                    own: dict[Variable | Index, Term] = {
                        matrix.row: fresh[0],
                        matrix.column: fresh[1],
                    }
                    entry = substitute(entry, values(own))
                    entry = substitute(entry, chosen)
                    return self.entry(family.name.rstrip("{}"), fresh, entry, inner[split:])
                case Family():
                    return node
                case _:
                    return rebuild(node, visit)

        return cast(Term, visit(body))

    def apart(self, matrix: Matrix, used: object) -> tuple[Index, Index]:
        """A row and a column whose names are not in use."""
        avoid = set(names_in(used))
        found: list[Index] = []
        for stem, index in zip("pq", (matrix.row, matrix.column), strict=True):
            name = fresh_name(stem, avoid)
            avoid.add(name)
            found.append(Index(name, index.lower, index.upper))
        return found[0], found[1]

    def total(self, body: Term, by: Variable | Entry) -> Term:
        """The derivative of ``body`` by ``by``, through the inverses that depend on it."""
        owner: Owner = by if isinstance(by, Variable) else by.family
        parts: list[Term] = [Derivative(body, by)]
        for family in self.within(body):
            if family == owner:
                raise Complaint("not-supported", "a derivative by an inverse")
            if self.depends(family, owner):
                parts.append(self.through(body, family, by))
        return parts[0] if len(parts) == 1 else Add(tuple(parts))

    def through(self, body: Term, family: Family, by: Variable | Entry) -> Term:
        """``sum_pq (df/dB_pq) dB_pq/dv``, with ``dB/dv = -B (dM/dv) B``."""
        matrix = self.known[family]
        avoid = set(names_in(body, family, matrix.entry, by)) | self.names
        count = len(matrix.lead)
        stems = ("h",) * count + ("p", "q", "r", "s")
        spans = (*zip(family.shape, family.starts, strict=True),
                 *zip(family.shape[-2:], family.starts[-2:], strict=True))  # fmt: skip
        chosen: list[Index] = []
        for stem, (size, start) in zip(stems, spans, strict=True):
            chosen.append(arrays.fresh_index(stem, size, start, avoid))
            avoid.add(chosen[-1].name)
        lead, (p, q, r, s) = tuple(chosen[:count]), chosen[count:]
        change = self.total(matrix.at((*lead, r, s)), by)
        inner = Multiply((Entry(family, (*lead, p, r)), change, Entry(family, (*lead, s, q))))
        moved = negate(Sum(r, Sum(s, inner)))
        term: Term = Multiply((Derivative(body, Entry(family, (*lead, p, q))), moved))
        for index in reversed((*lead, p, q)):
            term = Sum(index, term)
        return term


def scalars(value: Term, parameters: Sequence[Index]) -> tuple[list[Term], list[Term]]:
    """The factors of ``value`` that do not depend on row and column, and the others."""
    own = set(parameters)
    numbers: list[Term] = []
    rest: list[Term] = []
    waiting = [value]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Multiply):
            waiting = [*part.factors, *waiting]
        else:
            (rest if own & set(free_indices(part)) else numbers).append(part)
    return (numbers, rest) if rest else ([], [value])


def equations(family: Family, matrix: Matrix) -> Iterator[Assumption]:
    """``M B = I`` and ``B M = I``."""
    avoid = set(names_in(family, matrix.entry))
    found: list[Index] = []
    for stem in "ijk":  # rows and columns have one range
        found.append(arrays.fresh_index(stem, family.shape[-1], family.starts[-1], avoid))
        avoid.add(found[-1].name)
    (i, j, k), lead = found, matrix.lead

    def inverse(*at: Index) -> Term:
        return Entry(family, (*lead, *at))

    def plain(*at: Index) -> Term:
        return matrix.at((*lead, *at))

    for left, right in ((plain, inverse), (inverse, plain)):
        product = Sum(k, Multiply((left(i, k), right(k, j))))
        yield Forall((*lead, i, j), Relation("=", product, delta(i, j)))


def alike(one: Matrix, other: Matrix) -> bool:
    """Whether two matrices have the same entries."""
    if len(one.lead) != len(other.lead):
        return False
    for mine, theirs in zip(one.parameters, other.parameters, strict=True):
        if mine.lower != theirs.lower or not same_size(mine.upper, theirs.upper):
            return False
    entry = other.at(one.parameters)
    if one.entry == entry:
        return True
    parts = [part for side in (one.entry, entry) for part in once(side)]
    if not all(isinstance(part, PLAIN) for part in parts):
        return False
    state = State()
    try:
        return not reading.read(state, one.entry) - reading.read(state, entry)
    except (Refusal, Exhausted, RecursionError):
        return False
