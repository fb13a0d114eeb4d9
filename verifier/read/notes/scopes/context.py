"""Where the reading of a formula stands: its section, its notes to the author, its depth.

Guarantee: names bound inside a formula (sums, limits, parameters) live in a section of
their own and end with it; whatever was read in a doubtful way leaves a line in
``readings``. Limits: one context reads one link of one chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verifier.claim import Assumption
from verifier.read.arrays import Array
from verifier.read.latex_names import bracket
from verifier.read.named_print import latex_as_written
from verifier.read.notes.scopes.scope import IndexName, Quantity, Scope, Symbol
from verifier.read.notes.source.complaint import Complaint, Placed, Source
from verifier.read.notes.source.names import Head
from verifier.read.notes.source.tree import Leaf, Node, text_of
from verifier.read.notes.terms.spaces import Space
from verifier.read.notes.terms.unfold import Definitions
from verifier.terms import Index, Term, Variable

DEEPEST = 40
"""How deep operators may stand in one another's scope."""


@dataclass(frozen=True)
class Call:
    """A function of the author's at some numbers, as it is printed."""

    symbol: str
    arguments: tuple[Term, ...]

    def latex(self, named: Sequence[tuple[Term, str]]) -> str:
        """``symbol(arguments)``, with the names of what stands in the arguments.

        Without arguments ``symbol`` is the whole call, as its author wrote it.
        """
        if not self.arguments:
            return self.symbol
        return self.symbol + bracket(
            ", ".join(latex_as_written(part, named) for part in self.arguments)
        )


@dataclass(frozen=True)
class Context:
    """What a formula is read in."""

    source: Source
    scope: Scope
    definitions: Definitions
    readings: dict[str, None] = field(default_factory=dict)
    needs: dict[Assumption, None] = field(default_factory=dict)
    """Conditions that the spelling itself takes for granted (``x_2`` needs n >= 2)."""
    calls: dict[Term, Call] = field(default_factory=dict)
    """The terms that functions with an equation gave, inner ones first."""
    unit: Term | None = None
    """The size of an identity matrix that is written without one."""
    ones: str = ""
    r"""``matrix`` where a bold 1 without a size is the identity, as in ``\mathbf{1} - A``."""
    point: Array | None = None
    """Where functions are taken that stand without arguments, as in ``(f g)'(x)``."""
    whole: Sequence[Node] = ()
    """The display, for ranges that only its other parts tell."""
    free: Scope | None = None
    """Where letters go whose range is found from their use."""
    depth: int = 0
    bound: frozenset[Index] = frozenset()
    """The indices of the sums around."""
    dummies: frozenset[Variable] = frozenset()
    """What the integrals and limits around bind."""
    defining: bool = False
    """Whether a definition is read, which keeps no conditions but those in its value."""
    outcomes: dict[Space, Index | Variable] = field(default_factory=dict)
    """The outcome at hand of each probability space, inside an expectation."""
    doubts: dict[str, None] = field(default_factory=dict)
    """What a refutation would not settle: equal minimisers of different objectives."""
    rows: str = ""
    """How a row that one index of a matrix names stands: ``column``, ``row``; unsaid at first."""
    spelt: bool = False
    """Whether the arguments of the call that is defined belong to its name."""
    shown: bool = False
    """Whether a display makes the definition: an argument that it does not use names a point."""
    alone: frozenset[str] = frozenset()
    """Letters that stand alone in some term of the statement: no repeated ones."""
    moving: tuple[Quantity, ...] = ()
    """The letters in which the sides of a chain are proportional."""
    places: bool = False
    """Whether an element of a set is asked for, where elements are no numbers."""
    second: bool = False
    r"""Whether ``\nabla^2`` is the Laplacian, not a matrix, and a Jacobian the matrix."""
    expectations: int = 0
    """How many expectations are around."""
    loose: frozenset[str] = frozenset()
    """The kinds of readings that are tried last and are tried now."""

    def note(self, text: str) -> None:
        """Record how something was read."""
        self.readings.setdefault(text)

    def bind(self, *symbols: Symbol) -> Context:
        """The context inside a sum, limit or function."""
        inner = self.scope.inner(self.scope.level)
        inner.layout = self.scope.layout
        for symbol in symbols:
            inner.declare(symbol)
        indices = frozenset(symbol.index for symbol in symbols if isinstance(symbol, IndexName))
        return replace(self, scope=inner, depth=self.depth + 1, bound=self.bound | indices)

    def deeper(self, at: Placed) -> Context:
        """One level further in; raises ``Complaint`` when that is too deep."""
        if self.depth >= DEEPEST:
            raise Complaint("too-deep", f"operators nest more than {DEEPEST} deep", at)
        inner = object.__new__(Context)  # ``replace`` would take a tenth of the reading
        inner.__dict__.update(self.__dict__, depth=self.depth + 1)
        return inner

    def lookup(self, head: Head) -> tuple[Symbol, int, int, int] | None:
        """The symbol that ``head`` spells and how many of its scripts are labels."""
        found = self.scope.fitting(head)
        if found is not None:
            other = self.scope.entry_elsewhere(head, found)
            if other is not None:
                self.note(f"`{head.glyph.latex}` with an index read as "
                          f"`{other[0].name.latex}` (the font differs)")  # fmt: skip
            return other or found
        found = self.scope.without_font(head)
        if found is not None:
            self.note(f"`{head.glyph.latex}` read as `{found[0].name.latex}` (the font differs)")
            return found
        found = bracketed(self.scope, head)
        if found is not None:
            self.note(f"`{head.name.latex}` read as `{found[0].name.latex}`: the same label")
        return found


def bracketed(scope: Scope, head: Head) -> tuple[Symbol, int, int, int] | None:
    """The symbol whose label stands in brackets where that of ``head`` does not, or not."""
    above = [piece.text for piece in head.sup]
    for place, text in enumerate(above):
        other = text[1:-1] if text[0] == "(" and text[-1] == ")" else f"({text})"
        found = scope.best(head, head.glyph, (*above[:place], other, *above[place + 1 :]))
        if found is not None and found[2] > place:
            return found
    return None


@dataclass
class Cursor:
    """A place in a row of nodes."""

    nodes: Sequence[Node]
    at: int = 0

    def peek(self, ahead: int = 0) -> Node | None:
        """The node ``ahead`` places on."""
        place = self.at + ahead
        return self.nodes[place] if place < len(self.nodes) else None

    def take(self) -> Node:
        """The next node, passed over."""
        node = self.nodes[self.at]
        self.at += 1
        return node

    def sign(self) -> str:
        """The next node's text when it is a leaf, else nothing."""
        node = self.peek()
        return node.text if isinstance(node, Leaf) else ""


def unread(node: Node) -> Complaint:
    """What is said of a token that no rule takes."""
    return Complaint("syntax", f"cannot read `{shorten(text_of(node))}` here", node)


def shorten(text: str, width: int = 60) -> str:
    """``text`` cut for a message."""
    return text if len(text) <= width else text[: width - 3] + "..."
