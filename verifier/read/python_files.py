"""Derivation files in Python: ``notes = derivation(...)``, then ``notes.claim(...)``.

Guarantee: claims come out in the order of the file, each with its line; a file that
cannot be run is one ``BrokenFile`` with the line in that file and one sentence.

    notes.chain("steps", a, b, c)   claims   a = b  (steps#1)   and   b = c  (steps#2)

A derivation file is the author's own program: reading it **runs it**, with all that a
Python program may do. Limits: one derivation a file; its ids begin with the file's stem.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import MappingProxyType, ModuleType, TracebackType

from verifier.claim import Derivation, Item, listed
from verifier.read.labelled import Labels, claim_of
from verifier.read.python_errors import AuthorError, sentence
from verifier.read.python_source import Source, author_frame
from verifier.read.relations import (
    AuthorRelation,
    at_least,
    at_most,
    equal,
    greater,
    less,
    unequal,
)
from verifier.verdict import OUTCOMES

RELATIONS = MappingProxyType({
    "=": equal, "==": equal, "<": less, "<=": at_most, ">": greater, ">=": at_least, "!=": unequal,
})  # fmt: skip
"""How a link of a chain may be written before its right side."""

PLACE = "__derivation_source__"
MADE = "__derivations__"
STATED = "__stated__"
"""Names under which a running file finds its source and whom to tell, and leaves its notes."""


@dataclass(frozen=True)
class BrokenFile:
    """A file that could not be read as a derivation; line and column count from 1."""

    file: str
    line: int
    column: int
    message: str


@dataclass
class Notes:
    """The claims of one file, in order; made by ``derivation``."""

    title: str
    source: str = ""
    place: Source = field(default_factory=Source)
    items: list[Item] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    stated: Callable[[], None] = lambda: None
    """Told whenever a claim is stated: the file gets on."""

    def claim(
        self,
        name: str,
        relation: AuthorRelation,
        *,
        title: str = "",
        source: str = "",
        given: object = (),
        expect: str = "proved",
        reason: str = "",
    ) -> None:
        """State ``relation`` under ``given``; ``expect`` is the verdict that is expected."""
        labels = self.labels(name, 1, title, source, expect, reason)
        self.items.append(claim_of(relation, given, labels))

    def erratum(
        self,
        name: str,
        relation: AuthorRelation,
        *,
        reason: str,
        expect: str = "refuted",
        title: str = "",
        source: str = "",
        given: object = (),
    ) -> None:
        """State what a text says wrongly; ``reason`` says where and what the slip is."""
        labels = self.labels(name, 1, title, source, expect, reason)
        self.items.append(claim_of(relation, given, labels))

    def chain(
        self,
        name: str,
        first: object,
        *links: object,
        title: str = "",
        source: str = "",
        given: object = (),
        expect: str | Mapping[int, str] = "proved",
        reason: str = "",
    ) -> None:
        """State ``first = link = link ...``, each step a claim of its own: ``name#1``, ...

        A link is an expression, or ``("<=", expression)`` for another relation; ``expect``
        holds for every step, or names those that differ: ``{2: "refuted"}``.
        """
        if not links:
            raise AuthorError(f"chain {name!r} needs at least two sides")
        left = first
        for step, link in enumerate(links, 1):
            relate, right = equal, link
            if isinstance(link, tuple) and len(link) == 2 and isinstance(link[0], str):
                if link[0] not in RELATIONS:
                    known = " ".join(RELATIONS)
                    raise AuthorError(f"unknown relation {link[0]!r} in a chain; known: {known}")
                relate, right = RELATIONS[link[0]], link[1]
            wanted = expect if isinstance(expect, str) else expect.get(step, "proved")
            why = reason if isinstance(expect, str) or step in expect else ""
            labels = self.labels(f"{name}#{step}", step + 1, title, source, wanted, why)
            self.items.append(claim_of(relate(left, right), given, labels))
            left = right

    def _repr_markdown_(self) -> str:
        """Title and statements, for notebooks."""
        return listed(self.title, self.items)

    def prose(self, text: str) -> None:
        """Words between the claims."""
        self.words.append(text)

    def labels(
        self, name: str, argument: int, title: str, source: str, expect: str, reason: str
    ) -> Labels:
        """The labels of a claim, with the place of the argument that states it."""
        if expect not in OUTCOMES:
            raise AuthorError(f"expect={expect!r} is no verdict; known: {', '.join(OUTCOMES)}")
        id = f"{self.place.stem}/{name}"
        if id in self.taken:
            raise AuthorError(f"two claims are called {name!r}")
        self.taken.add(id)
        self.stated()
        span = self.place.span(argument)
        return Labels(id, title, source or self.source, span, expect, reason)


def derivation(title: str, source: str = "") -> Notes:
    """Begin the notes of this file: its title, and where its text comes from."""
    frame = author_frame()
    space = frame.f_globals if frame is not None else {}
    notes = Notes(title, source, space.get(PLACE) or Source())
    notes.stated = space.get(STATED) or notes.stated
    space.setdefault(MADE, []).append(notes)
    return notes


# -- reading files -------------------------------------------------------------------------


class FreshLoader(SourceFileLoader):
    """Runs a file from its source, leaving no compiled copy behind."""

    def path_stats(self, path: str) -> Mapping[str, float]:
        """No compiled copy is looked for."""
        raise OSError(path)


class Catch:
    """A context that keeps what the author's code raises, for a report; not an interrupt."""

    error: BaseException | None = None

    def __enter__(self) -> Catch:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, (Exception, SystemExit)):
            return False
        self.error = error
        return True


def load(
    path: Path, root: Path, stated: Callable[[], None] = lambda: None
) -> Derivation | BrokenFile:
    """The derivation in ``path``, named relative to ``root``; runs the file.

    ``stated`` is called whenever the file states a claim.
    """
    file = Path(os.path.relpath(path, root)).as_posix()
    module = ModuleType("derivation")
    with Catch() as caught, contextlib.redirect_stdout(sys.stderr):
        text = importlib.util.decode_source(path.read_bytes())
        source = Source.of(file, path.stem, text)
        loader = FreshLoader("derivation", str(path))
        spec = importlib.util.spec_from_loader("derivation", loader)
        if spec is not None:
            module = importlib.util.module_from_spec(spec)
        module.__dict__[PLACE] = source
        module.__dict__[STATED] = stated
        loader.exec_module(module)
    if caught.error is not None:
        line, column = place_of(caught.error, path)
        return BrokenFile(file, line, column, sentence(caught.error, module.__dict__))
    return collected(file, module.__dict__)


def collected(file: str, space: dict[str, object]) -> Derivation | BrokenFile:
    """The derivation that a file has made."""
    made = space.get(MADE)
    notes = [part for part in made if isinstance(part, Notes)] if isinstance(made, list) else []
    if not notes:
        return BrokenFile(
            file, 1, 0, "no claims: begin with notes = derivation(title), then notes.claim(...)"
        )
    if len(notes) > 1:
        return BrokenFile(file, 1, 0, "two derivations in one file: give each a file of its own")
    (only,) = notes
    if not only.items:
        return BrokenFile(file, 1, 0, "no claims: state one with notes.claim(name, equal(a, b))")
    words = [str(space.get("__doc__") or "").strip(), *only.words]
    prose = "\n\n".join(word for word in words if word)
    return Derivation(file, only.title, only.source, prose, tuple(only.items))


def place_of(error: BaseException, path: Path) -> tuple[int, int]:
    """Line and column in the derivation file at which ``error`` arose; 0 where unknown."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0, error.offset or 0
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename == str(path)]
    if not own:
        return 0, 0
    return own[-1].lineno or 0, (own[-1].colno or 0) + 1
