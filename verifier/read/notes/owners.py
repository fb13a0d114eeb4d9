"""Names in terms: one for each thing that a letter means in the course of a note.

Guarantee: two different things never share a name in terms, though their letters may; the
second one prints alike (an empty group is added to its LaTeX). Limits: none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from verifier.read.notes.names import Name
from verifier.terms import Family, Sort, Term, Variable


@dataclass
class Owners:
    """Every name that a note has used in terms, and for what."""

    used: dict[str, object] = field(default_factory=dict)
    preferred: dict[str, str] = field(default_factory=dict)
    """The plain name for each one that had to be told apart."""

    def variable(self, name: Name, sort: Sort = Sort.REAL, *, new: bool = False) -> Variable:
        """A variable of that name; ``new`` when it must differ from all before."""
        for text in spellings(name):
            made = Variable(text, sort)
            if self.free(text, made, new):
                self.preferred[text] = name.internal
                return made
        raise AssertionError

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
        for text in spellings(name):
            made = Family(text, shape, starts, sort)
            if self.free(text, made, new):
                self.preferred[text] = name.internal
                return made
        raise AssertionError

    def name(self, name: Name) -> str:
        """A name for a function."""
        for text in spellings(name):
            if self.free(text, "function", False):
                self.preferred[text] = name.internal
                return text
        raise AssertionError

    def free(self, text: str, made: object, new: bool) -> bool:
        """Take ``text`` for ``made`` unless it stands for something else."""
        defined = f"{text} (defined)"
        if new:
            if text in self.used:
                return False
            self.used[text] = defined
            return True
        if text in self.used and self.used[text] != made:
            return False
        self.used[text] = made
        return True


def spellings(name: Name) -> Iterator[str]:
    """Names that print as ``name``."""
    yield name.internal
    for count in range(1, 10_000):
        yield name.latex + "{}" * count
