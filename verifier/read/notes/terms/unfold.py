"""Definitions put in, and what a derivative by a defined name means.

Guarantee: in the result every defined name is gone, except where it is the variable of a
derivative. With ``z = x W + b`` and ``J`` defined through ``z``,

    D(J, z[k])   is   At(D(J as a function of z, z[k]), z, z = x W + b),

so that z is the variable there and nothing above the line is unfolded past it. A body in
which the variable does not occur after that is a ``Complaint``, never a silent zero.

Limits: recursive definitions are refused when they are made; sizes are bounded (``LARGEST``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias, cast

from verifier.claim import Assumption, Recursion
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.terms.substitute import substitute, values
from verifier.read.notes.terms.traverse import once, rebuild
from verifier.read.sizes import concrete
from verifier.terms import (
    Add,
    At,
    Condition,
    Dependent,
    Derivative,
    Entry,
    Family,
    Index,
    Integral,
    Limit,
    Number,
    Sort,
    Term,
    Variable,
    number,
    over,
)
from verifier.traversal import children

LARGEST = 40_000
"""Nodes that one unfolded side may have."""

Owner: TypeAlias = Variable | Family

EVERY = Variable("N_∞", Sort.DIMENSION)
"""The length of a sequence without an end; no statement keeps it."""


def along(owner: Family, axis: int, name: str) -> Index:
    """An index along an axis, without a last value where the axis has none."""
    size, start = owner.shape[axis], owner.starts[axis]
    return Index(name, number(start), EVERY) if size == EVERY else over(name, size, start)


@dataclass(frozen=True)
class Definition:
    """``owner[parameters] = value``, with other defined names still folded."""

    owner: Owner
    parameters: tuple[Index, ...]
    value: Term
    latex: str


@dataclass(frozen=True)
class Recurrence:
    """``owner[place, parameters] = rule`` for every place, and values at other places."""

    owner: Family
    """Its first axis counts the places."""
    place: Index
    parameters: tuple[Index, ...]
    rule: Term
    base: tuple[tuple[int | Term, Term], ...]
    latex: str
    ahead: int = 0
    """How far behind a place the rule looks, for one that goes backwards."""

    @property
    def first(self) -> int:
        """The first place that has a value."""
        return self.owner.starts[0]


@dataclass
class Definitions:
    """Every definition of a note, by the variable or family that stands for it."""

    known: dict[Owner, Definition] = field(default_factory=dict)
    bodies: dict[tuple[Owner, frozenset[Owner]], tuple[Term, int]] = field(default_factory=dict)
    below: dict[Owner, set[Owner]] = field(default_factory=dict)
    """What each defined name stands on."""
    spent: int = 0
    """Nodes put in since ``begin``."""
    recurrences: dict[Family, Recurrence] = field(default_factory=dict)
    """What is given by recursion, by the family of its values."""
    tails: dict[Family, tuple[str, tuple[Recursion, ...]]] = field(default_factory=dict)
    """Values as functions of one place of a recursion: of which, and what is known of them."""
    endless: set[Term] = field(default_factory=lambda: {EVERY})
    """Sizes that stand for any number of places."""
    powers: dict[Term, Family] = field(default_factory=dict)
    """The sequences of the powers of matrices, by an entry of the matrix."""
    shown: set[Family] = field(default_factory=set)
    """Sequences that an update rule in a display defines."""
    courses: dict[Family, tuple[Family, str] | None] = field(default_factory=dict)
    """Sequences at the outcomes of a process, by which one and its label; None for weights."""

    def begin(self) -> None:
        """Start counting anew: one link of one chain."""
        self.spent = 0

    def add(self, definition: Definition) -> None:
        """Register; raises ``Complaint`` when the definition goes round in a circle."""
        below = self.reached(definition.value)
        if definition.owner in below:
            raise Complaint("declaration", f"`{definition.latex}` is defined through itself")
        self.known[definition.owner] = definition
        self.below[definition.owner] = below
        if above := [owner for owner, under in self.below.items() if definition.owner in under]:
            for owner in above:
                self.below[owner] = self.below[owner] | below
            self.bodies.clear()

    def reached(self, term: Term) -> set[Owner]:
        """Every variable and family that ``term`` stands on, through definitions."""
        found: set[Owner] = set()
        for part in once(term):
            if isinstance(part, (Variable, Family)) and part not in found:
                found.add(part)
                found |= self.below.get(part, set())
        return found

    def unfold(self, term: Term, keep: frozenset[Owner] = frozenset()) -> Term:
        """``term`` without defined names other than ``keep``."""
        return cast(Term, self._visit(term, keep))

    def unfold_condition(self, condition: Condition) -> Condition:
        """``condition`` without defined names."""
        return cast(Condition, self._visit(condition, frozenset()))

    def unfold_assumption(self, given: Assumption) -> Assumption:
        """``given`` without defined names."""
        return cast(Assumption, self._visit(given, frozenset()))

    def body(self, owner: Owner, keep: frozenset[Owner]) -> Term:
        """The value of ``owner`` at its own parameters, unfolded."""
        key = (owner, keep)
        if key not in self.bodies:
            found = self.unfold(self.known[owner].value, keep)
            self.bodies[key] = found, require_small(found)
        body, size = self.bodies[key]
        self.spent += size
        if self.spent > 10 * LARGEST:
            raise too_large()
        return body

    def at(self, owner: Owner, indices: tuple[Term, ...], keep: frozenset[Owner]) -> Term:
        """The value of ``owner`` at ``indices``, unfolded."""
        body = self.body(owner, keep)
        parameters = self.known[owner].parameters
        return substitute(body, values(dict(zip(parameters, indices, strict=True))))

    def _visit(self, node: object, keep: frozenset[Owner]) -> object:
        match node:
            case Variable():
                open_ = node in self.known and node not in keep
                return self.at(node, (), keep) if open_ else node
            case Entry(family, indices):
                inner = tuple(cast(Term, self._visit(index, keep)) for index in indices)
                if family in self.known and family not in keep:
                    return self.at(family, inner, keep)
                return Entry(family, inner)
            case Derivative(body, variable):
                return self._derivative(body, variable, keep)
            case Dependent(family, indices, over):
                inner = tuple(cast(Term, self._visit(index, keep)) for index in indices)
                result: Term = Dependent(family, inner, over, node.partials)
                for part in over:
                    if part in self.known and part not in keep:
                        definition = self.known[part]
                        result = At(result, part, definition.parameters, self.body(part, keep))
                return result
            case Integral(body, variable, lower, upper):
                ends = [cast(Term, self._visit(end, keep)) for end in (lower, upper)]
                return Integral(cast(Term, self._visit(body, keep | {variable})), variable, *ends)
            case Limit(body, variable, point, side):
                at = cast(Term, self._visit(point, keep))
                return Limit(cast(Term, self._visit(body, keep | {variable})), variable, at, side)
            case At(body, binder, indices, value):
                outer = self._visit(body, keep | {binder})
                return At(cast(Term, outer), binder, indices, cast(Term, self._visit(value, keep)))
            case Family():
                return node
            case _:
                return rebuild(node, lambda part: self._visit(part, keep))

    def _derivative(self, body: Term, by: Variable | Entry, keep: frozenset[Owner]) -> Term:
        owner: Owner = by if isinstance(by, Variable) else by.family
        inner: Variable | Entry = by
        if isinstance(by, Entry):
            moved = tuple(cast(Term, self._visit(index, keep)) for index in by.indices)
            inner = Entry(by.family, moved)
        defined = owner in self.known and owner not in keep
        above = self.unfold(body, keep | {owner} if defined else keep)
        if not defined:
            return Derivative(above, inner)
        neighbour = isinstance(above, Entry) and above.family == owner and elsewhere(above, inner)
        if neighbour or not occurs(owner, above):
            name = self.known[owner].latex
            raise Complaint(
                "declaration",
                f"what is differentiated by `{name}` does not depend on it as declared: "
                f"define it in terms of `{name}`",
            )
        definition = self.known[owner]
        value = self.body(owner, keep)
        return At(Derivative(above, inner), owner, definition.parameters, value)


def elsewhere(entry: Entry, other: Variable | Entry) -> bool:
    """Whether two entries stand a number of places apart: ``h_k`` and ``h_{k-1}``.

    Where h is given by no recursion, the one says nothing of the other, which nobody means.
    """
    ends = other.indices if isinstance(other, Entry) else ()
    return any(one != end and place(one) == place(end) and isinstance(place(one), Index)
               for one, end in zip(entry.indices, ends, strict=False))  # fmt: skip


def place(index: Term) -> Term:
    """An index without the number that is added to it."""
    if not isinstance(index, Add):
        return index
    rest = [part for part in index.terms if concrete(part) is None]
    return rest[0] if len(rest) == 1 else index


def occurs(owner: Owner, term: Term) -> bool:
    """Whether ``owner`` is used in ``term``."""
    return any(part == owner for part in once(term))


def require_small(term: Term) -> int:
    """The number of nodes of ``term`` written out; ``Complaint`` above ``LARGEST``."""
    sizes: dict[int, int] = {}

    def size(node: object) -> int:
        if isinstance(node, (str, int)) or node is None or isinstance(node, Number):
            return 1
        known = sizes.get(id(node))
        if known is None:
            parts = node if isinstance(node, tuple) else children(node)
            known = sizes[id(node)] = 1 + sum(size(part) for part in parts)
        return known

    found = size(term)
    if found > LARGEST:
        raise too_large()
    return found


def too_large() -> Complaint:
    """What is said of a term that explodes."""
    return Complaint("too-large", f"more than {LARGEST} symbols once definitions are put in")
