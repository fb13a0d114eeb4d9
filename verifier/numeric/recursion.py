"""Functions given by recursion: ``F_l(u) = ... F_{l+1}(g(u)) ...`` for every u.

Guarantee: where an assumed recursion has a rule for an entry, the entry is evaluated by
it, and differentiated through it; the entries without a rule are arbitrary smooth
functions. Where ``well_founded`` without ``slopes``, such functions exist and the equations
hold at every point: no entry has two rules, and none comes from itself.
Limits: a rule for a derivative, several rules for one entry, and a derivative by a
parameter that is not among what the function depends on are undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from verifier.claim import Assumption, Recursion
from verifier.numeric.point import Place, Point
from verifier.numeric.values import Undecided, Value
from verifier.terms import At, Dependent, Index, Product, Sum, Term, Variable
from verifier.traversal import free_indices, walk

if TYPE_CHECKING:
    from verifier.numeric.compile import Compiler

Run: TypeAlias = Callable[[Point], Value]
Entry: TypeAlias = tuple[str, Place]
Pattern: TypeAlias = tuple[str, tuple[int | None, ...]]
"""Entries of a function; None stands for every value on an axis."""

MOST_ENTRIES = 128
"""Entries given by rules; where there are more, nothing is said of the functions."""


@dataclass(frozen=True)
class Rule:
    """One recursion, compiled."""

    place: Callable[[Point], Place]
    """The indices on its left side."""
    axes: tuple[int | None, ...]
    """The slot of the index that stands alone on an axis of the left side."""
    slots: tuple[int, ...]
    bounds: tuple[Callable[[Point], tuple[int, int]], ...]
    right: Run
    parameters: tuple[int, ...]
    """Slots of names on the right side that the function does not depend on."""
    reads: Callable[[Point], list[Pattern]]
    """The functions on the right side, at the values that the rule's indices have."""

    def all(self, point: Point) -> Iterator[Place]:
        """The places that the rule gives, its indices having their values."""
        old = list(point.index)
        try:
            yield from self._each(point, 0)
        finally:
            point.index[:] = old

    def _each(self, point: Point, at: int) -> Iterator[Place]:
        if at == len(self.slots):
            yield self.place(point)
            return
        low, high = self.bounds[at](point)
        for value in range(low, high + 1):
            point.work.spend(4)
            point.index[self.slots[at]] = value
            yield from self._each(point, at + 1)

    def apply(self, point: Point, place: Place) -> Value | None:
        """The entry at ``place``, or None where the rule says nothing of it."""
        index = point.index
        old = list(index)
        try:
            for values in self._matches(point, place):
                if any(point.stamps[slot] for slot in self.parameters):
                    raise Undecided
                for slot, value in zip(self.slots, values, strict=True):
                    index[slot] = value
                return self.right(point)
            return None
        finally:
            index[:] = old

    def covers(self, point: Point, place: Place) -> bool:
        """Whether the rule gives the entry at ``place``."""
        old = list(point.index)
        try:
            return next(self._matches(point, place), None) is not None
        finally:
            point.index[:] = old

    def _matches(self, point: Point, place: Place) -> Iterator[Place]:
        """Values of the rule's indices, inside their ranges, that give ``place``."""
        known = {slot: at for slot, at in zip(self.axes, place, strict=True) if slot is not None}
        spans: list[Sequence[int]] = []
        for slot in known.keys() & set(self.slots):
            point.index[slot] = known[slot]
        for slot, bounds in zip(self.slots, self.bounds, strict=True):
            low, high = bounds(point)
            if slot in known:
                spans.append([known[slot]] if low <= known[slot] <= high else [])
            else:
                point.work.spend(max(high - low + 1, 1))
                spans.append(range(low, high + 1))
        for values in product(*spans):
            for slot, value in zip(self.slots, values, strict=True):
                point.index[slot] = value
            if self.place(point) == place:
                yield values


class Rules:
    """The recursions among the assumptions, by the function that they are about."""

    def __init__(self, assumptions: Sequence[Assumption]) -> None:
        self.recursions: dict[str, list[Recursion]] = {}
        for part in assumptions:
            if isinstance(part, Recursion):
                self.recursions.setdefault(part.left.family.name, []).append(part)
        self._compiled: dict[str, list[Rule]] = {}

    def slopes(self) -> bool:
        """Whether a rule for a derivative is assumed, which no point is known to satisfy."""
        return any(part.left.partials for parts in self.recursions.values() for part in parts)

    def by_slopes(self) -> set[str]:
        """The functions that a rule for a derivative is assumed of: no point refutes with them."""
        return {name for name, parts in self.recursions.items()
                for part in parts if part.left.partials}  # fmt: skip

    def about(self, name: str) -> bool:
        """Whether a recursion is assumed of the function ``name``."""
        return name in self.recursions

    def rules(self, compiler: Compiler, name: str) -> list[Rule]:
        """The rules for the function ``name``, in the order of the assumptions."""
        if name not in self._compiled:
            self._compiled[name] = [_rule(compiler, part) for part in self.recursions.get(name, ())]
        return self._compiled[name]

    def well_founded(self, point: Point) -> bool:
        """Whether no entry has two rules, and none comes from itself; but for ``slopes``.

        Raises ``Undecided`` or ``Undefined`` where that is unclear.
        """
        reads: dict[Entry, list[Pattern]] = {}
        for name, parts in self.recursions.items():
            for part, rule in zip(parts, self._compiled[name], strict=True):
                if _is_open(part):
                    return False
                for place in () if part.left.partials else rule.all(point):
                    if (name, place) in reads or len(reads) > MOST_ENTRIES:
                        return False
                    reads[name, place] = rule.reads(point)
        return _is_acyclic(reads)

    def value(
        self, compiler: Compiler, node: Dependent, point: Point, place: Place
    ) -> Value | None:
        """The entry by its rule; None where it is free; ``Undecided`` where that is unclear."""
        name = node.family.name
        over = {quantity.name for quantity in node.over}
        found: Value | None = None
        for recursion, rule in zip(self.recursions[name], self.rules(compiler, name), strict=True):
            if recursion.left.partials or over != {part.name for part in recursion.left.over}:
                raise Undecided
            value = rule.apply(point, place)
            if value is not None and found is not None:
                raise Undecided
            found = found if value is None else value
        return found


def _rule(compiler: Compiler, recursion: Recursion) -> Rule:
    layout, left = compiler.layout, recursion.left
    over = {
        layout.variable(part.name) if isinstance(part, Variable) else layout.family(part.name)
        for part in left.over
    }
    names, _ = compiler.dependence.of(recursion.right)
    return Rule(
        compiler.place(left.indices),
        tuple(
            layout.index(part) if isinstance(part, Index) and part in recursion.indices else None
            for part in left.indices
        ),
        tuple(layout.index(index) for index in recursion.indices),
        tuple(compiler.bounds(index) for index in recursion.indices),
        compiler.term(recursion.right),
        tuple(sorted(names - over)),
        _reads(compiler, recursion),
    )


def _is_open(recursion: Recursion) -> bool:
    """Whether the left side has an index that the recursion does not run over."""
    return not set(free_indices(recursion.left)) <= set(recursion.indices)


def _reads(compiler: Compiler, recursion: Recursion) -> Callable[[Point], list[Pattern]]:
    """The unknown functions on the right; an axis with another index stands for all."""
    own, nodes = set(recursion.indices), list(dict.fromkeys(walk(recursion.right)))
    for node in nodes:
        if isinstance(node, Sum | Product):
            own.discard(node.index)
        elif isinstance(node, At):
            own.difference_update(node.indices)

    def axis(term: Term) -> Callable[[Point], int | None]:
        return compiler.integer(term) if set(free_indices(term)) <= own else lambda _: None

    functions = [
        (node.family.name, [axis(term) for term in node.indices])
        for node in nodes
        if isinstance(node, Dependent)
    ]
    return lambda point: [(name, tuple([at(point) for at in axes])) for name, axes in functions]


def _is_acyclic(reads: dict[Entry, list[Pattern]]) -> bool:
    """Whether every entry is reached by finitely many rules: entries without open ones go first."""
    waiting = dict(reads)
    while waiting:
        ready = [
            entry
            for entry, patterns in waiting.items()
            if not any(_meets(other, pattern) for other in waiting for pattern in patterns)
        ]
        if not ready:
            return False
        for entry in ready:
            del waiting[entry]
    return True


def _meets(entry: Entry, pattern: Pattern) -> bool:
    return entry[0] == pattern[0] and all(
        at is None or at == place for at, place in zip(pattern[1], entry[1], strict=True)
    )
