"""Derivation files: which there are, and what each of them claims.

Guarantee: files come in the order of their names; a file that cannot be read is one
``Broken`` with its line, and costs no other file anything. ``README.md`` counts as a
derivation only when it declares claims.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Protocol

from verifier.claim import Claim, Derivation, IllFormed
from verifier.engine.results import Broken
from verifier.engine.worker import alive

SUFFIXES = (".py", ".md", ".tex")
"""What a derivation file may end in."""


def discover(
    paths: Iterable[Path], root: Path, exclude: tuple[str, ...] = ()
) -> Iterator[Path | Broken]:
    """The derivation files among ``paths`` and, sorted, below those that are folders.

    Files below a folder whose name from the root matches one of ``exclude`` are left out.
    """
    seen: set[str] = set()
    for path in paths:
        place = path if path.is_absolute() else root / path
        if not place.exists():
            yield Broken(relative(place, root), 0, 0, "no such file or folder")
        elif place.is_file() and place.suffix not in SUFFIXES:
            expected = ", ".join(SUFFIXES)
            yield Broken(relative(place, root), 0, 0, f"not a derivation file ({expected})")
        else:
            for file in [place] if place.is_file() else below(place):
                name = relative(file, root)
                if place.is_dir() and any(fnmatchcase(name, pattern) for pattern in exclude):
                    continue
                real = os.path.realpath(file)  # which takes a loop of links as it is
                if real not in seen:
                    seen.add(real)
                    yield file


def below(folder: Path) -> list[Path]:
    """Every derivation file below ``folder``, hidden and private names left out."""
    found = []
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        found += [
            Path(base, name)
            for name in files
            if name.endswith(SUFFIXES) and not name.startswith((".", "_"))
        ]
        found = [file for file in found if not waits(file)]
    return sorted(found, key=lambda file: file.as_posix())


def waits(file: Path) -> bool:
    """Whether reading ``file`` would wait for somebody who writes to it."""
    try:
        return file.is_fifo() or file.is_socket()
    except (OSError, RuntimeError):  # a loop of links, which cannot be read either
        return False


def relative(path: Path, root: Path) -> str:
    """``path`` as reports name it: from the root, with forward slashes."""
    return Path(os.path.relpath(path, root)).as_posix()


def load(path: Path, root: Path) -> Derivation | Broken | None:
    """What ``path`` claims; None for a ``README.md`` that claims nothing."""
    found = read(path, root)
    if not isinstance(found, Derivation):
        return Broken(found.file, found.line, found.column, found.message)
    if found.items:
        return found
    if path.name.lower() == "readme.md":
        return None
    return Broken(found.file or relative(path, root), 1, 0, "no claims in this file")


class Unreadable(Protocol):
    """What a reader says of a file that it cannot read."""

    @property
    def file(self) -> str:
        """The file, from the root."""

    @property
    def line(self) -> int:
        """The line, from 1; 0 when unknown."""

    @property
    def column(self) -> int:
        """The column, from 1; 0 when unknown."""

    @property
    def message(self) -> str:
        """What is wrong."""


def read(path: Path, root: Path) -> Derivation | Unreadable:
    """What the reader of files like ``path`` makes of it; readers are imported when needed."""
    if path.suffix == ".py":
        from verifier.read import python_files

        return python_files.load(path, root, stated=alive)
    from verifier.read import notes

    return notes.load(path, root)


def select(
    derivation: Derivation, patterns: tuple[str, ...], ignore: tuple[str, ...] = ()
) -> Derivation:
    """Only the items whose id matches one of ``patterns`` (if any) and none of ``ignore``."""
    if not patterns and not ignore:
        return derivation
    items = tuple(
        item
        for item in derivation.items
        if (not patterns or matches(item.id, patterns)) and not matches(item.id, ignore)
    )
    whole = len(items) == len(derivation.items)
    return replace(derivation, items=items, displays=derivation.displays if whole else 0)


def matches(id: str, patterns: tuple[str, ...]) -> bool:
    """Whether ``id`` is one of ``patterns``, below one of them, a step of it, or fits its ``*``."""
    return any(
        id == pattern or id.startswith((f"{pattern}/", f"{pattern}#")) or fnmatchcase(id, pattern)
        for pattern in patterns
    )


def claims(derivation: Derivation) -> tuple[Claim | IllFormed, ...]:
    """The items of ``derivation`` that get a verdict."""
    return tuple(item for item in derivation.items if isinstance(item, (Claim, IllFormed)))
