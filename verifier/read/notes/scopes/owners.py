"""Names in terms: one for each thing that a letter means in the course of a note.

Guarantee: two different things never share a name in terms, though their letters may; the
second one prints alike (an empty group is added to its LaTeX). Limits: none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from verifier.claim import Assumption
from verifier.read.notes.probability import laws
from verifier.read.notes.source.names import Name
from verifier.read.notes.terms.inverted import Inverses
from verifier.terms import Family, Sort, Term, Variable

T = TypeVar("T")


@dataclass
class Owners:
    """Every name that a note has used in terms, and for what."""

    used: set[str] = field(default_factory=set)
    same: dict[object, str] = field(default_factory=dict)
    """The name of each thing that may be met again."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many names have been made that print alike."""
    preferred: dict[str, str] = field(default_factory=dict)
    """The plain name for each one that had to be told apart."""
    inverses: Inverses = field(default_factory=Inverses)
    """The inverses of matrices that claims speak of."""
    outcomes: set[Family] = field(default_factory=set)
    """The values of random variables."""

    def stated(self, node: T) -> tuple[T, tuple[Assumption, ...]]:
        """``node`` with its inverses as families, and what is known of these.

        Raises ``Complaint`` where that, or a derivative in it, would not say what is meant.
        """
        laws.refuse_slopes(node, self.outcomes)
        return self.inverses.stated(node)

    def variable(self, name: Name, sort: Sort = Sort.REAL, *, new: bool = False) -> Variable:
        """A variable of that name; ``new`` when it must differ from all before."""
        return Variable(self.text(name, None if new else sort), sort)

    def family(
        self,
        name: Name,
        shape: tuple[Term, ...],
        starts: tuple[int, ...],
        sort: Sort = Sort.REAL,
        *,
        new: bool = False,
    ) -> Family:
        """A family of that name; ``new`` when it must differ from all before."""
        return Family(self.text(name, None if new else (shape, starts, sort)), shape, starts, sort)

    def name(self, name: Name) -> str:
        """A name for a function."""
        return self.text(name, "function")

    def retire(self, name: str) -> None:
        """Meet ``name`` no more: what its letter stands for from here on is another thing."""
        self.same = {key: known for key, known in self.same.items() if known != name}

    def text(self, name: Name, kind: object) -> str:
        """The name in terms for ``kind`` of thing; None for one that is met only once."""
        plain = name.internal
        if kind is not None and (plain, kind) in self.same:
            return self.same[plain, kind]
        while True:
            count = self.counts.get(plain, 0)
            self.counts[plain] = count + 1
            found = name.latex + marks(count) if count else plain
            if found not in self.used:
                break
        self.used.add(found)
        self.preferred[found] = plain
        if kind is not None:
            self.same[plain, kind] = found
        return found


def marks(count: int) -> str:
    """What is added to the LaTeX of a name and prints as nothing; short for large numbers."""
    if count < 5:
        return "{}" * count
    return "".join("{{}}" if digit == "1" else "{}" for digit in f"{count:b}")
