"""Functions given by recursion: ``F_l(u) = ... F_{l+1}(g(u)) ...`` for every u.

Guarantee: where an assumed recursion has a rule for an entry, the entry is evaluated by
it, and differentiated through it; the entries without a rule are arbitrary smooth
functions, so the equation holds at every point.
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
from verifier.terms import Dependent, Index, Variable

if TYPE_CHECKING:
    from verifier.numeric.compile import Compiler

Run: TypeAlias = Callable[[Point], Value]


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

    def about(self, name: str) -> bool:
        """Whether a recursion is assumed of the function ``name``."""
        return name in self.recursions

    def rules(self, compiler: Compiler, name: str) -> list[Rule]:
        """The rules for the function ``name``, in the order of the assumptions."""
        if name not in self._compiled:
            self._compiled[name] = [_rule(compiler, part) for part in self.recursions.get(name, ())]
        return self._compiled[name]

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
    )
