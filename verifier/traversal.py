"""Terms as trees: walking through them, renaming, replacing.

TRUSTED. Guarantee: ``children`` lists the parts of a node in the order of its fields,
``rebuild`` copies a node with new parts, and ``replace`` puts one term for every
occurrence of another that is not bound, renaming bound indices first, so that nothing
is captured. Standard library only.

Limits: ``replace`` under a derivative by the replaced variable leaves an ``At``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from fractions import Fraction
from typing import Any, cast

from verifier.terms import (
    At,
    Derivative,
    Entry,
    Family,
    FunctionSymbol,
    Index,
    Integral,
    Limit,
    Product,
    Sort,
    Sum,
    Term,
    Variable,
)

_NAMES: dict[type, tuple[str, ...]] = {}
"""Class of a node -> names of its parts, in order; none for what is no node."""


def _parts_of(cls: type) -> tuple[str, ...]:
    names = _NAMES.get(cls)
    if names is None:
        is_node = hasattr(cls, "__dataclass_fields__")
        names = tuple(field.name for field in fields(cast(Any, cls))) if is_node else ()
        _NAMES[cls] = names
    return names


def children(node: object) -> Iterator[object]:
    """The parts of a term, condition or assumption, in order (binders included)."""
    if isinstance(node, tuple):
        yield from node
    else:
        for name in _parts_of(type(node)):
            yield getattr(node, name)


def walk(node: object) -> Iterator[object]:
    """``node`` and every part below it, outermost first."""
    stack = [node]
    while stack:
        top = stack.pop()
        if isinstance(top, (str, int, Fraction, Sort)) or top is None:
            continue
        if not isinstance(top, tuple):
            yield top
        stack.extend(reversed(list(children(top))))


def rebuild(node: object, transform: Callable[[object], object]) -> object:
    """A copy of ``node`` with ``transform`` applied to each direct part."""
    if isinstance(node, tuple):
        parts = tuple(transform(part) for part in node)
        same = all(before is after for before, after in zip(node, parts, strict=True))
        return node if same else parts
    if isinstance(node, (str, int, Fraction, Sort)) or node is None:
        return node
    old = list(children(node))
    new = [transform(part) for part in old]
    if all(before is after for before, after in zip(old, new, strict=True)):
        return node
    return type(node)(*new)


def free_names(node: object) -> set[str]:
    """Names of all variables, indices, families and function symbols that occur, bound or free."""
    named = (Variable, Index, Family, FunctionSymbol)
    return {part.name for part in walk(node) if isinstance(part, named)}


def free_indices(node: object) -> tuple[Index, ...]:
    """The indices that occur free, in order of first occurrence."""
    found: dict[Index, None] = {}

    def visit(part: object, bound: frozenset[Index]) -> None:
        match part:
            case Index():
                if part not in bound:
                    found.setdefault(part)
                visit(part.lower, bound)
                visit(part.upper, bound)
            case Sum(index, body) | Product(index, body):
                visit(index.lower, bound)
                visit(index.upper, bound)
                visit(body, bound | {index})
            case At(body, _, indices, value):
                for index in indices:
                    visit(index.lower, bound)
                    visit(index.upper, bound)
                visit(body, bound)
                visit(value, bound | set(indices))
            case str() | int() | Fraction() | Sort() | None:
                pass
            case _:
                for child in children(part):
                    visit(child, bound)

    visit(node, frozenset())
    return tuple(found)


def replace(node: Term, old: Term | Family, new: Term | Family) -> Term:
    """``node`` with every occurrence of ``old`` that is not bound replaced by ``new``.

    Bound indices of ``node`` that occur in ``new`` are renamed first (no capture).
    """
    clash = {index.name for index in free_indices(new)} if not isinstance(new, Family) else set()

    def visit(part: object) -> object:
        if part == old:
            return new
        match part:
            case Sum(index, body) | Product(index, body):
                if index == old:
                    return part
                bounds = Index(
                    index.name, cast(Term, visit(index.lower)), cast(Term, visit(index.upper))
                )
                if index.name in clash or bounds != index:
                    taken = free_names(body) | clash
                    fresh = Index(fresh_name(index.name, taken), bounds.lower, bounds.upper)
                    body = replace(body, index, fresh)
                    bounds = fresh
                return type(part)(bounds, cast(Term, visit(body)))
            case At(body, binder, indices, value):
                for index in indices:
                    bounds = Index(
                        index.name, cast(Term, visit(index.lower)), cast(Term, visit(index.upper))
                    )
                    if index.name in clash or bounds != index:
                        name = fresh_name(index.name, free_names(value) | clash)
                        fresh = Index(name, bounds.lower, bounds.upper)
                        value = replace(value, index, fresh)
                        indices = tuple(fresh if other == index else other for other in indices)
                if binder == old or (isinstance(old, Entry) and old.family == binder):
                    return At(body, binder, indices, cast(Term, visit(value)))
                return At(cast(Term, visit(body)), binder, indices, cast(Term, visit(value)))
            case Limit(inner, variable, point, side) if variable == old:
                return Limit(inner, variable, cast(Term, visit(point)), side)
            case Integral(inner, variable, lower, upper) if variable == old:
                ends = (cast(Term, visit(lower)), cast(Term, visit(upper)))
                return Integral(inner, variable, *ends)
            case Derivative(_, variable) if variable == old and not isinstance(
                new, Variable | Entry | Family
            ):
                assert isinstance(old, Variable)
                return At(part, old, (), new)
            case _:
                return rebuild(part, visit)

    return cast(Term, visit(node))


def fresh_name(stem: str, taken: set[str]) -> str:
    """``stem``, or ``stem`` with the first number that makes it new."""
    if stem not in taken:
        return stem
    base = stem.split("_", 1)[0]
    return next(name for count in range(1, 10**6) if (name := f"{base}_{count}") not in taken)
