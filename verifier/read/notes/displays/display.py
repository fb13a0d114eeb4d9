r"""The parts of a display: statements, asides, and the signs that link and separate them.

Guarantee: a statement holds its sides, the relation signs between them, and the conditions
that stand beside it. Limits: what the signs mean is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from verifier.read.notes.formulas import conditions
from verifier.read.notes.source.tree import Leaf, Node

LINKS = frozenset(conditions.RELATIONS) | {r"\in", r"\notin", r"\coloneqq", r"\eqqcolon"}


LOOSE = {
    r"\approx": "an approximate equality", r"\simeq": "an approximate equality",
    r"\propto": "proportionality", r"\sim": "a distribution", r"\cong": "an isomorphism",
    r"\ll": "an order of magnitude", r"\gg": "an order of magnitude", r"\lesssim": "an estimate",
    r"\gtrsim": "an estimate", r"\mapsto": "a mapping", r"\to": "an arrow",
    r"\rightarrow": "an arrow", r"\longrightarrow": "an arrow", r"\xrightarrow": "an arrow",
    r"\subset": "a relation of sets", r"\subseteq": "a relation of sets", r"\perp": "a relation",
    r"\asymp": "an approximate equality", r"\parallel": "a relation",
}  # fmt: skip


ASKED = r"\stackrel{?}{=}"
ARROWS = frozenset({r"\to", r"\rightarrow", r"\longrightarrow", r"\mapsto"})
LOOSE[ASKED] = "a question"


DEMANDED = r"\stackrel{!}{=}"
"""A relation that has to hold: nothing is claimed."""


SAID = {
    "required": "a condition that the text sets (`subject to`, `such that`): nothing is claimed",
    "equality": "when equality holds: said in words, not checked",
    "given": "a condition in words: it is assumed for the rest of its display",
}
"""Statements that claim nothing, and what is said of them."""


ASSIGNING = frozenset({r"\leftarrow", r"\gets", r"\longleftarrow"})


SPACES = frozenset({r"\quad", r"\qquad"})


ORNAMENTS = frozenset({r"\checkmark", r"\blacksquare", r"\square", r"\qed", r"\qedhere",
                       r"\Box", r"\star", r"\bigstar", "."})  # fmt: skip


@dataclass
class Statement:
    """``side sign side sign side ...``; one side and no sign when nothing is stated."""

    sides: list[list[Node]]
    signs: list[Leaf] = field(default_factory=list)
    conditions: list[list[Node]] = field(default_factory=list)
    ranges: list[list[Node]] = field(default_factory=list)
    everywhere: list[list[Node]] = field(default_factory=list)
    """The letters of ``for all i`` behind a condition."""
    premises: list[list[Node]] = field(default_factory=list)
    """What stands on the other side of an arrow: assumed for all values of its own indices."""
    given: list[list[Node]] = field(default_factory=list)
    """Relations behind ``where`` that define nothing: assumed as well."""
    word: str = ""
    """``let`` when the text introduces a value, ``shape`` for a statement of dimensions,
    ``logic`` for conditions joined by signs, ``unsupported`` for what is not checked."""
    backwards: bool = False
    """Whether it is the left side of an arrow, judged from the right one."""
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    """What it may mean besides, so that a counterexample does not refute it."""
    follows: bool = False
    """Whether an arrow, or words, say that it follows from the one before it."""
    column: int | None = None
    """The column of an aligned environment that it begins; None for others."""
    set_by: str = ""
    """``zero`` or ``words`` where the text before its display sets something to zero, or calls
    what follows a condition."""

    @property
    def states(self) -> bool:
        """Whether it says anything that can be true or false."""
        return bool(self.signs) or self.word == "logic"

    @property
    def start(self) -> int:
        """Offset of the first node."""
        return min((node.start for side in self.sides for node in side), default=0)


@dataclass
class Aside:
    """Words that state nothing."""

    text: str
    start: int
    end: int


@dataclass
class Layout:
    """A display taken apart."""

    statements: list[Statement | Aside] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    continues: bool = False
    """Whether it begins with a relation, and so goes on where the last display ended."""


@dataclass
class Segment:
    """A stretch without separators, and what stood before it."""

    lead: str
    nodes: list[Node]
    first: bool
    """Whether it begins a row."""
    column: int | None = None
    """The column of an aligned environment that it stands in."""
    opens: str = ""
    """``left`` or ``right`` where it begins that column: in which of its two cells."""


def is_leaf(node: Node, *texts: str) -> bool:
    """Whether ``node`` is one of these signs."""
    return isinstance(node, Leaf) and node.text in texts
