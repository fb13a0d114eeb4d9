"""Claims: what an author states, under which assumptions, and where.

TRUSTED. Guarantee: a claim holds a relation between terms, everything assumed of them,
and its place in a file; nothing here decides whether it is true.

A claim means: for all dimensions >= 1, for every value of every free index,
and at every point that the assumptions admit and where both sides are defined,
the relation holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from verifier.serialization import from_data, to_data
from verifier.terms import And, Condition, Dependent, Family, Index, Not, Or, Relation, Term


@dataclass(frozen=True)
class OneHot:
    """Each entry is 0 or 1 and exactly one is 1, in a vector or in each row (last axis)."""

    family: Family


@dataclass(frozen=True)
class Distribution:
    """Each entry is >= 0 and they sum to 1, in a vector or in each row (last axis)."""

    family: Family


@dataclass(frozen=True)
class Definite:
    """A real square matrix is symmetric, and x^T A x > 0 for every x that is not 0."""

    family: Family


@dataclass(frozen=True)
class Forall:
    """``condition`` holds for every value of ``indices``."""

    indices: tuple[Index, ...]
    condition: Condition


@dataclass(frozen=True)
class Recursion:
    """``left = right`` for every value of ``indices`` and of everything ``left`` depends on.

    ``left`` is an unknown function (possibly a partial derivative of one); the
    equation is between functions, so it may be differentiated and composed.
    """

    indices: tuple[Index, ...]
    left: Dependent
    right: Term


Assumption: TypeAlias = Condition | OneHot | Distribution | Definite | Forall | Recursion

ASSUMPTIONS: dict[str, type] = {
    cls.__name__: cls for cls in (OneHot, Distribution, Definite, Forall, Recursion)
}


@dataclass(frozen=True)
class Span:
    """A place in a file: line and column count from 1."""

    file: str = ""
    line: int = 0
    column: int = 0
    text: str = ""
    """The source of the link, as written."""


@dataclass(frozen=True)
class Claim:
    """One checkable statement.

    ``relation`` is in scalars: a statement about vectors or matrices has been
    turned into one about every entry, with free indices. A conjunction (``And``) is
    proved when each of its parts is.
    """

    id: str
    relation: Condition
    assumptions: tuple[Assumption, ...] = ()
    title: str = ""
    source: str = ""
    statement: str = ""
    """LaTeX, as understood by the reader."""
    span: Span = Span()
    expected: str = "proved"
    reason: str = ""
    """Why another verdict than ``proved`` is expected (an erratum's place in its text)."""
    readings: tuple[str, ...] = ()
    """How doubtful pieces were read: 'literal', roundings, fallbacks."""
    unread: tuple[str, ...] = ()
    """What its author assumes and no assumption says: a counterexample may violate it."""
    written: tuple[tuple[Term, str], ...] = field(default=(), compare=False, repr=False)
    """Parts of the claim that have a name of their author's, each with it as LaTeX."""

    def _repr_latex_(self) -> str:
        """The statement, for notebooks."""
        return displayed(self.statement or self.id)


@dataclass(frozen=True)
class IllFormed:
    """A statement that could not be turned into a claim, and why."""

    id: str
    code: str
    message: str
    title: str = ""
    source: str = ""
    statement: str = ""
    span: Span = Span()
    expected: str = "proved"
    reason: str = ""

    def _repr_latex_(self) -> str:
        """The statement, for notebooks."""
        return displayed(self.statement or self.id)


def displayed(latex: str) -> str:
    """A formula on a line of its own."""
    return rf"$\displaystyle {latex}$"


@dataclass(frozen=True)
class Unchecked:
    """A display or link that makes no checkable statement; ``kind`` says which sort."""

    id: str
    kind: str
    """``definition``, ``assignment``, ``not mathematical``, ``not supported``, ``skipped``."""
    reason: str
    span: Span = Span()


Item: TypeAlias = Claim | IllFormed | Unchecked


@dataclass(frozen=True)
class Chain:
    """The steps of ``a = b = c``; the claims ``id#1``, ``id#2``, ... in order."""

    id: str
    steps: tuple[Claim | IllFormed, ...]


@dataclass(frozen=True)
class Derivation:
    """One file: a title, where its text comes from, and its claims in order."""

    file: str
    title: str = ""
    source: str = ""
    prose: str = ""
    items: tuple[Item, ...] = field(default=())
    displays: int = 0
    """Displayed formulas of a note; 0 where that says nothing (Python, a selection)."""

    def _repr_markdown_(self) -> str:
        """Title and statements, for notebooks."""
        return listed(self.title or self.file, self.items)


def listed(title: str, items: Iterable[Item]) -> str:
    """A title, and what each of ``items`` states, in Markdown."""
    lines = [
        f"- `{item.id}`: ${item.statement}$"
        if not isinstance(item, Unchecked) and item.statement
        else f"- `{item.id}`"
        for item in items
    ]
    return "\n".join([f"**{title}**", "", *lines])


def claim_to_data(claim: Claim) -> object:
    """What a proof must be checked against: relation and assumptions, as plain data."""
    return {"relation": to_data(claim.relation), "assumptions": to_data(claim.assumptions)}


def claim_from_data(id: str, data: dict[str, object]) -> Claim:
    """The inverse of ``claim_to_data``; ``ValueError`` on anything else."""
    relation = from_data(data["relation"], ASSUMPTIONS)
    assumptions = from_data(data["assumptions"], ASSUMPTIONS)
    if not isinstance(relation, (Relation, And, Or, Not)) or not isinstance(assumptions, tuple):
        raise ValueError(f"{id}: not a claim")
    return Claim(id, relation, cast("tuple[Assumption, ...]", assumptions))
