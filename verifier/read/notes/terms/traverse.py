"""Walking and rebuilding terms, quickly: a note of 10,000 lines holds millions of nodes.

Guarantee: ``walk`` and ``rebuild`` do what those of ``traversal`` do, on terms, conditions and
assumptions; ``once`` leaves out what it has been at. Which parts of a class are nodes is
looked up once. Limits: parts that are numbers, names or sorts are told by their annotation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

PLAIN = frozenset({"str", "int", "bool", "Fraction", "Sort", "tuple[int, ...]", "Fraction | None"})
"""Annotations of parts that hold no nodes."""

_DEEP: dict[type, tuple[str, ...]] = {}
_ALL: dict[type, tuple[tuple[str, bool], ...]] = {}


def parts_of(kind: type) -> tuple[str, ...]:
    """The names of the parts of a class that may hold nodes, last first."""
    known = _DEEP.get(kind)
    if known is None:
        found = fields(kind) if is_dataclass(kind) else ()
        deep = [(part.name, str(part.type) not in PLAIN) for part in found]
        _ALL[kind] = tuple(deep)
        known = _DEEP[kind] = tuple(name for name, holds in reversed(deep) if holds)
    return known


def walk(node: object) -> Iterator[object]:
    """``node`` and every node below it, outermost first."""
    stack = [node]
    while stack:
        top = stack.pop()
        if type(top) is tuple:
            stack.extend(reversed(top))
            continue
        kind = type(top)
        names = _DEEP.get(kind)
        if names is None:
            names = parts_of(kind)
        if _ALL[kind]:
            yield top
            stack.extend([getattr(top, name) for name in names])


def once(node: object) -> Iterator[object]:
    """``node`` and every node below it, shared ones once, in no particular order."""
    stack = [node]
    seen: set[int] = set()
    while stack:
        top = stack.pop()
        if type(top) is tuple:
            stack.extend(top)
            continue
        kind = type(top)
        names = _DEEP.get(kind)
        if names is None:
            names = parts_of(kind)
        if _ALL[kind] and id(top) not in seen:
            seen.add(id(top))
            yield top
            stack.extend([getattr(top, name) for name in names])


def rebuild(node: object, transform: Callable[[object], object]) -> object:
    """A copy of ``node`` with ``transform`` applied to each direct part."""
    if type(node) is tuple:
        return rebuilt(node, transform)
    kind = type(node)
    names = _ALL.get(kind)
    if names is None:
        parts_of(kind)
        names = _ALL[kind]
    same = True
    made: list[object] = []
    for name, holds in names:
        part = getattr(node, name)
        if holds and part is not None:
            after = rebuilt(part, transform) if type(part) is tuple else transform(part)
            same = same and after is part
            made.append(after)
        else:
            made.append(part)
    return node if same else kind(*made)


def rebuilt(node: tuple[object, ...], transform: Callable[[object], object]) -> object:
    """A tuple with ``transform`` applied to each item, tuples inside it opened."""
    new = tuple([rebuilt(part, transform) if type(part) is tuple else transform(part)
                 for part in node])  # fmt: skip
    for before, after in zip(node, new, strict=True):
        if before is not after:
            return new
    return node
