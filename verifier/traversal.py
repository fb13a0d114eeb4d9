"""Terms as trees: walking through them, renaming, replacing.

TRUSTED. Guarantee: ``children`` lists the parts of a node in the order of its fields,
``rebuild`` copies a node with new parts, and ``replace`` puts one term for every
occurrence of another that is not bound, renaming what is bound first, so that nothing
is captured. Standard library only.

Limits: ``replace`` under a derivative by the replaced variable, or by a quantity of the new
term, leaves an ``At``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from fractions import Fraction
from typing import Any, cast

from verifier.terms import (
    At,
    Constant,
    Dependent,
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
    over,
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
        if isinstance(top, tuple):
            stack.extend(reversed(top))
            continue
        names = _parts_of(type(top))
        if names or not (top is None or isinstance(top, (str, int, Fraction, Sort))):
            yield top
            stack.extend([getattr(top, name) for name in reversed(names)])


def rebuild(node: object, transform: Callable[[object], object]) -> object:
    """A copy of ``node`` with ``transform`` applied to each direct part."""
    if isinstance(node, tuple):
        parts = tuple(transform(part) for part in node)
        same = all(before is after for before, after in zip(node, parts, strict=True))
        return node if same else parts
    old = [getattr(node, name) for name in _parts_of(type(node))]
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

    What binds a quantity of ``new`` gets a new name first (no capture); below what binds a
    quantity of ``old``, nothing is replaced.
    """
    return cast(Term, _Replacement(old, new).visit(node))


class _Replacement:
    """One term for another: names of quantities and indices that must not be mixed up."""

    def __init__(self, old: Term | Family, new: Term | Family) -> None:
        self.old, self.new = old, new
        self.own, self.taken = _quantities(old), _quantities(new)
        self.indices = set(free_indices(old))
        self.clash = {index.name for index in free_indices(new)}
        if isinstance(new, Family):
            self.clash = set()

    def visit(self, part: object) -> object:
        if part == self.old:
            return self.new
        match part:
            case Sum() | Product():
                return self._sum(part)
            case At():
                return self._at(part)
            case Limit() | Integral():
                return self._limit(part)
            case Derivative():
                return self._derivative(part)
            case Dependent() if self.old in part.over:
                fits = isinstance(self.new, Variable | Family) and self.new not in part.over
                return rebuild(part, self.visit) if fits else self._evaluated(part)
            case _:
                return rebuild(part, self.visit)

    def term(self, part: Term) -> Term:
        return cast(Term, self.visit(part))

    def _sum(self, part: Sum | Product) -> Term:
        index, body = part.index, part.body
        if index in self.indices:
            return part
        if index.name in self.clash:
            fresh = self._fresh(index, body)
            index, body = fresh, replace(body, index, fresh)
        # in the body, the index gets its new range where it stands
        return type(part)(self._range(index), self.term(body))

    def _range(self, index: Index) -> Index:
        return Index(index.name, self.term(index.lower), self.term(index.upper))

    def _fresh(self, index: Index, body: Term) -> Index:
        name = fresh_name(index.name, free_names(body) | self.clash)
        return Index(name, index.lower, index.upper)

    def _at(self, part: At) -> Term:
        body, binder, indices, value = part.body, part.binder, part.indices, part.value
        for index in part.indices:
            if index.name in self.clash:
                fresh = self._fresh(index, value)
                value = replace(value, index, fresh)
                indices = tuple(fresh if other == index else other for other in indices)
        if not self.indices.intersection(indices):
            value = self.term(value)
            indices = tuple(map(self._range, indices))
        if binder.name in self.own:
            return At(body, binder, indices, value)
        if self._captures(binder.name, body):
            apart = self._renamed(binder, body)
            binder, body = apart, replace(body, binder, apart)
        return At(self.term(body), binder, indices, value)

    def _limit(self, part: Limit | Integral) -> object:
        body, variable = part.body, part.variable
        if variable.name in self.own:
            kept = (body, variable)
            return rebuild(part, lambda each: each if each in kept else self.visit(each))
        if self._captures(variable.name, body):
            apart = cast(Variable, self._renamed(variable, body))
            body = replace(body, variable, apart)
            ends = (part.point, part.side) if isinstance(part, Limit) else (part.lower, part.upper)
            part = type(part)(body, apart, *ends)
        return rebuild(part, self.visit)

    def _derivative(self, part: Derivative) -> object:
        body, by = part.body, part.variable
        source = by if isinstance(by, Variable) else by.family
        if source == self.old:
            fits = isinstance(self.new, Variable | Entry | Family)
            mixed = self.taken & free_names(body)
            return rebuild(part, self.visit) if fits and not mixed else self._evaluated(part)
        if source.name in self.own:
            return part
        if not self._captures(source.name, body):
            return rebuild(part, self.visit)
        apart = self._renamed(source, body)
        body = replace(body, source, apart)
        if isinstance(apart, Variable):
            return At(Derivative(self.term(body), apart), apart, (), by)
        assert isinstance(by, Entry)
        here = Entry(apart, cast(tuple[Term, ...], self.visit(by.indices)))
        return _instead(Derivative(self.term(body), here), apart, by.family)

    def _evaluated(self, part: Term) -> At:
        """The part itself where ``old`` has the value ``new``."""
        if isinstance(self.old, Family):
            assert isinstance(self.new, Family)
            return _instead(part, self.old, self.new)
        assert isinstance(self.old, Variable)
        assert not isinstance(self.new, Family)
        return At(part, self.old, (), self.new)

    def _captures(self, name: str, body: Term) -> bool:
        """Whether ``new`` would come below what binds one of its quantities."""
        return name in self.taken and any(part == self.old for part in walk(body))

    def _renamed(self, binder: Variable | Family, body: Term) -> Variable | Family:
        name = fresh_name(binder.name, free_names(body) | self.taken | self.own)
        if isinstance(binder, Variable):
            return Variable(name, binder.sort)
        return Family(name, binder.shape, binder.starts, binder.sort)


def _instead(part: Term, binder: Family, other: Family) -> At:
    """``part`` where each entry of ``binder`` is that of ``other``."""
    names = free_names(part) | {other.name}
    indices: list[Index] = []
    for size, start in zip(binder.shape, binder.starts, strict=True):
        index = over(fresh_name("i", names), size, start)
        names.add(index.name)
        indices.append(index)
    return At(part, binder, tuple(indices), Entry(other, tuple(indices)))


def _quantities(node: object) -> set[str]:
    """Names of the variables and families in a term; an index stands for itself."""
    found: set[str] = set()
    stack = [node]
    while stack:
        top = stack.pop()
        if isinstance(top, Variable | Family):
            found.add(top.name)
        elif not isinstance(top, (str, int, Fraction, Sort, Index)) and top is not None:
            stack.extend(children(top))
    return found


def fresh_name(stem: str, taken: set[str]) -> str:
    """``stem``, or ``stem`` with the first number that makes it new."""
    if stem not in taken:
        return stem
    base = stem.split("_", 1)[0]
    return next(name for count in range(1, 10**6) if (name := f"{base}_{count}") not in taken)


def endless_sum(node: object) -> tuple[Sum, Variable] | None:
    """sum_{k=a}^n and n, for lim_{n -> oo} sum_{k=a}^n; None for anything else."""
    match node:
        case Limit(Sum() as partial, variable, Constant("oo")) if (
            variable.sort is not Sort.REAL and partial.index.upper == variable
        ):
            return partial, variable
        case _:
            return None
