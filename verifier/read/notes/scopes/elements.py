r"""Finite sets and their elements in formulas.

Guarantee: an element of a set that is not written out is no number; two of one set are equal or
not. A list of elements, ``s_t \in \mathcal{S}`` for every t, has one at each place, and each
serves as an argument of a table, ``V(s_{t+1})``. A set is known by its name alone. How sets are
declared stands in ``sets``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.read.latex_print import latex
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import FiniteSet, Fit, IndexName, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of, joined
from verifier.read.notes.source.tree import Fenced, Node, Script, text_of
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    Cases,
    Entry,
    Family,
    Index,
    Relation,
    Sum,
    Term,
    negate,
    number,
)


@dataclass(frozen=True)
class Elements(Quantity):
    """A list whose entries are whole numbers from ``lower`` to ``upper``, or elements of a set."""

    lower: Term = ONE
    upper: Term = ONE
    element: str = ""
    """The set that the entries are elements of, where elements are no numbers."""


@dataclass(frozen=True)
class Table(Quantity):
    r"""A table with quantities among its arguments, ``h(s, a, \theta)``."""

    held: tuple[tuple[int, str], ...] = ()
    """The arguments that are quantities on which the values depend, by place, as they are spelt."""
    arity: int = 0
    others: tuple[Table, ...] = ()
    """Tables of the same name with other arguments: ``P(s' | s, a)`` beside ``P(s' | s)``."""


def size_of(lower: Term, upper: Term) -> Term:
    """How many numbers a range has."""
    return upper if lower == number(1) else Add((upper, negate(lower), number(1)))


def named(ctx: Context, nodes: Sequence[Node]) -> FiniteSet | None:
    """The finite set that a name is, or a word of letters side by side."""
    head = head_of(nodes[0]) if len(nodes) == 1 else joined(nodes)
    found = ctx.lookup(head) if head is not None else None
    if head is None or found is None or not isinstance(found[0], FiniteSet):
        return None
    whole = len(head.sub) == found[1] and len(head.sup) == found[2] and head.primes == found[3]
    return found[0] if whole else None


def count(found: FiniteSet) -> Term:
    r"""``|\mathcal{A}|``."""
    if found.inside is None:
        return size_of(found.lower, found.upper)
    index = Index("i", found.lower, found.upper)
    inside = Relation("=", Entry(found.inside, (index,)), ONE)
    return Sum(index, Cases(((inside, ONE),), ZERO))


def element(ctx: Context, nodes: Sequence[Node]) -> IndexName | None:
    """The element of a set that a letter is, where elements are no numbers."""
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    if head is None or found is None or not isinstance(found[0], IndexName):
        return None
    return found[0] if found[0].element and found[1] == len(head.sub) and not head.sup else None


def listed(ctx: Context, nodes: Sequence[Node]) -> Elements | None:
    """The list that ``nodes`` name an entry of, where its entries are places on an axis."""
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    if head is None or found is None or not isinstance(found[0], Elements):
        return None
    scripts = len(head.sub) - found[1] + len(head.sup) - found[2]
    axes = len(found[0].owner.shape) if isinstance(found[0].owner, Family) else 0
    return found[0] if scripts == axes and not head.primes else None


def called(ctx: Context, found: Fit, behind: Node | None) -> Fit:
    """For an element r with arguments behind it, ``r(s, a)``, the table of that name."""
    fence = behind.base if isinstance(behind, Script) else behind
    if not isinstance(found[0], IndexName) or not isinstance(fence, Fenced) or fence.left != "(":
        return found
    table = ctx.scope.family(found[0].name)
    return (table, *found[1:]) if table is not None and table.called else found


def numbers(ctx: Context, element_of: str) -> Family | None:
    """The numbers that the elements of a set are, by their place in it; None for other sets."""
    for symbol in ctx.scope.everything():
        if isinstance(symbol, FiniteSet) and symbol.element == element_of:
            return symbol.values
    return None


def unknown(ctx: Context, node: Node) -> bool:
    """Whether a node is a name that nothing declares."""
    head = head_of(node)
    return head is not None and not head.sup and ctx.lookup(head) is None


def undeclared(node: Node, index: Index | None = None) -> Complaint:
    """What is said of the name of a set that nothing declares; ``index`` runs over it."""
    name = text_of(node)
    first = f"**Let** ${name}$ be a finite set."
    span = r"\{1, \dots, n\}"
    if index is not None:
        span = rf"\{{{latex(index.lower)}, \dots, {latex(index.upper)}\}}"
        first = rf"**Let** ${name} \subset {span}$."
    return Complaint("undeclared", f"the set `{name}` is undeclared", node,
                     (first, f"**Let** ${name} = {span}$."))  # fmt: skip
