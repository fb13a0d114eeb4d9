r"""Inverses of matrices in a claim: quantities of their own, about which two equations are known.

Guarantee: each matrix ``M`` (one for each, whatever its spelling) has one family ``B``, with

    M B = I,    B M = I

assumed, so that the claim is about every invertible ``M``. A derivative by what ``M`` depends
on is the total one,

    df/dv = (df/dv with B fixed) + sum_pq (df/dB_pq) dB_pq/dv,    dB/dv = -B (dM/dv) B,

and where a value is put in for what ``M`` depends on, ``B`` is the inverse of what ``M`` is
there. A determinant is a number d of which is known that dd/dv = d sum_rs B_sr dM_rs/dv, and
that d > 0 where ``M`` is declared positive definite; claims are not refuted at values of it.
Limits: no limits or integrals by what ``M`` depends on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar, cast

from verifier.claim import Assumption, Definite
from verifier.read import arrays
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.terms import determinant_rules
from verifier.read.notes.terms.carried import MINUS_ONE, Matrix, alike, equations, scalars
from verifier.read.notes.terms.inverses import DET, is_inverse, occur
from verifier.read.notes.terms.substitute import substitute, values
from verifier.read.notes.terms.traverse import once, rebuild
from verifier.read.sizes import names_in
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    At,
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
)
from verifier.traversal import free_indices, fresh_name

T = TypeVar("T")
Owner: TypeAlias = Variable | Family


@dataclass
class Inverses:
    """The inverses of a note, each with its matrix."""

    known: dict[Family, Matrix] = field(default_factory=dict)
    determinants: dict[Variable, Matrix] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    derived: bool = False
    """Whether determinants of the claim at hand follow from those of other matrices."""

    def stated(self, node: T) -> tuple[T, tuple[Assumption, ...]]:
        """``node`` with its inverses as families, and what is known of these.

        Raises ``Complaint`` where that would not say what is meant.
        """
        self.derived = False
        if not occur(node):
            return node, ()
        carried = [part.body for part in once(node) if isinstance(part, At) and is_inverse(part)]
        own = {body.family.name for body in carried if isinstance(body, Entry)}
        own |= {body.name for body in carried if isinstance(body, Variable)}
        self.names |= names_in(node) - own
        result = cast(T, self.visit(node))
        given: list[Assumption] = self.facts(result)
        seen: set[Family] = set()
        waiting: list[object] = [result]
        while waiting:
            for family in self.within(waiting.pop()):
                if family not in seen:
                    seen.add(family)
                    waiting.append(self.known[family].entry)
                    given = [*equations(family, self.known[family]), *given]
        return result, tuple(given)

    def said(self, ctx: Context, node: object) -> tuple[str, ...]:
        """Note for which matrices a claim is; what is not known of its determinants."""
        for family in self.within(node):
            ctx.note(f"`{family.name}`: read for every invertible matrix there")
        if self.derived:
            ctx.note(determinant_rules.ALL)
        free = {value for value in self.numbers(node) if determinant_rules.any_number(
            self.determinants[value], self.known, node)}  # fmt: skip
        return tuple(f"`{value.name}`, a determinant that may be any number here"
                     for value in self.numbers(node) if value not in free)  # fmt: skip

    def facts(self, node: object) -> list[Assumption]:
        """What is known of determinants from what is assumed of the matrices."""
        definite = {part.family for part in once(node) if isinstance(part, Definite)}
        found: list[Assumption] = []
        found += determinant_rules.of_products(
            {value: self.determinants[value] for value in self.numbers(node)}, node
        )
        inverted = [family for family in self.known if not self.known[family].lead]
        for value in self.numbers(node):
            entry = self.determinants[value].entry
            own = (self.determinants[value].row, self.determinants[value].column)
            if any(determinant_rules.same(self.determinants[value], self.known[family])
                   for family in inverted):  # fmt: skip
                found.append(Relation("!=", value, ZERO))
            if isinstance(entry, Entry) and entry.family in definite and entry.indices == own:
                found.append(Relation(">", value, ZERO))
        return found

    def numbers(self, node: object) -> list[Variable]:
        """The determinants in ``node``."""
        found = {part for part in once(node)
                 if isinstance(part, Variable) and part in self.determinants}  # fmt: skip
        return sorted(found, key=lambda variable: variable.name)

    def determinant(self, latex: str, parameters: Sequence[Index], value: Term) -> Term:
        """The determinant of the matrix with these entries: one number for one matrix."""
        if any(index not in parameters for index in free_indices(value)):
            raise Complaint("not-supported", "the determinant of one of several matrices")
        row, column = parameters
        return self.determined(latex, Matrix((), row, column, value))

    def determined(self, latex: str, matrix: Matrix) -> Term:
        """The same, by the determinants of what the matrix is made of."""
        derived, self.derived = self.derived, True
        if determinant_rules.is_identity(matrix):
            return ONE
        if (multiple := determinant_rules.multiple(matrix)) is not None:
            return Multiply((multiple[0], self.determined(latex, multiple[1])))
        if (factors := determinant_rules.factors(matrix)) is not None:
            return Multiply(tuple(self.determined(DET, factor) for factor in factors))
        match matrix.entry:
            case Entry(family, (first, second)) if family in self.known and (
                {first, second} == {matrix.row, matrix.column}
            ):
                return Power(self.determined(DET, self.known[family]), MINUS_ONE)
            case _:
                self.derived = derived
                return self.number(latex, matrix)

    def number(self, latex: str, matrix: Matrix) -> Variable:
        """A number that is the determinant of a matrix."""
        for variable, other in self.determinants.items():
            if determinant_rules.same(matrix, other):
                return variable
        if isinstance(matrix.entry, Entry):
            latex = rf"\det {{{matrix.entry.family.name}}}"
        elif latex == DET:
            latex = rf"\det_{{{len(self.determinants) + 1}}}"
        made = Variable(self.named(latex))
        self.determinants[made] = matrix
        return made

    def named(self, latex: str) -> str:
        """A name like ``latex`` that nothing else has."""
        name = latex
        while name in self.names:
            name += "{}"
        self.names.add(name)
        return name

    def relies(self, node: object, on: Owner) -> bool:
        """Whether a determinant in ``node`` depends on a quantity."""
        return any(self.moves(self.determinants[value].entry, on) for value in self.numbers(node))

    def within(self, node: object) -> list[Family]:
        """The inverses in ``node``."""
        found = {part for part in once(node) if isinstance(part, Family) and part in self.known}
        return sorted(found, key=lambda family: family.name)

    def depends(self, family: Family, on: Owner) -> bool:
        """Whether the matrix whose inverse ``family`` is depends on a quantity."""
        return self.moves(self.known[family].entry, on)

    def moves(self, entry: Term, on: Owner) -> bool:
        """Whether the entries of a matrix depend on a quantity, by what stands in them too."""
        return (
            any(part == on for part in once(entry))
            or self.relies(entry, on)
            or any(self.depends(inner, on) for inner in self.within(entry))
        )

    def visit(self, node: object) -> object:
        """``node`` with families for its inverses, innermost first."""
        match node:
            case At(Entry(family, places), _, parameters, value) if is_inverse(node):
                inner = cast(Term, self.visit(value))
                indices = tuple(cast(Term, self.visit(place)) for place in places)
                return self.entry(family.name, parameters, inner, indices)
            case At(Variable(name), _, parameters, value) if is_inverse(node):
                return self.determinant(name, parameters, cast(Term, self.visit(value)))
            case At(body, binder, parameters, value):
                outer, inner = cast(Term, self.visit(body)), cast(Term, self.visit(value))
                moved = self.moved(outer, binder, parameters, inner)
                return At(moved, binder, parameters, inner)
            case Derivative(body, variable):
                by = cast("Variable | Entry", self.visit(variable))
                return self.total(cast(Term, self.visit(body)), by)
            case Limit(_, bound) | Integral(_, bound):
                found = rebuild(node, self.visit)
                if self.relies(found, bound) or any(
                    self.depends(family, bound) for family in self.within(found)
                ):
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
        if isinstance(value, Entry) and value.indices == (row, column):
            latex = rf"({value.family.name}^{{-1}})"
        made = Family(self.named(latex), *matrix.axes)
        self.known[made] = matrix
        return Entry(made, (*lead, *at))

    def moved(self, body: Term, binder: Owner, parameters: tuple[Index, ...], value: Term) -> Term:
        """``body``, its inverses being those of what the matrices are where ``value`` is put in."""
        if self.relies(body, binder):
            raise Complaint("not-supported", "a determinant where something is put into its matrix")
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
        for value in self.numbers(body):
            if value == by:
                raise Complaint("not-supported", "a derivative by a determinant")
            if self.relies(value, owner):
                parts.append(Multiply((Derivative(body, value), value, self.trace(value, by))))
        return parts[0] if len(parts) == 1 else Add(tuple(parts))

    def trace(self, value: Variable, by: Variable | Entry) -> Term:
        """``sum_rs B_sr dM_rs/dv``, which times ``det M`` is its derivative."""
        matrix = self.determinants[value]
        avoid = set(names_in(matrix.entry, by)) | self.names
        chosen: list[Index] = []
        for stem, index in zip("rs", (matrix.row, matrix.column), strict=True):
            chosen.append(Index(fresh_name(stem, avoid), index.lower, index.upper))
            avoid.add(chosen[-1].name)
        r, s = chosen
        own = (matrix.row, matrix.column)
        inverse = self.entry(f"({value.name})^{{-1}}", own, matrix.entry, (s, r))
        return Sum(r, Sum(s, Multiply((inverse, self.total(matrix.at((r, s)), by)))))

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
