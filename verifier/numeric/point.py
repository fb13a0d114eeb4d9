"""The environment in which a compiled term is evaluated: one point and a budget.

Guarantee: a name has the value that was put in, and a *stamp* that changes whenever
that value does, so that a value remembered under the stamps of the names it depends
on is never stale. Family entries are made when they are first asked for.
Limits: single-threaded; a point is changed in place while a term is evaluated and
is put back afterwards.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from verifier.numeric.smooth import SmoothFunction, SmoothMap
from verifier.numeric.values import ONE, ZERO, Dual, OutOfBudget, Undefined, Value

Place = tuple[int, ...]

MOST_NESTED = 3**7


class Entries(Protocol):
    """The values of a family, entry by entry."""

    def get(self, place: Place) -> Value:
        """The entry at ``place``; ``Undefined`` outside the family's shape."""
        ...


class Table:
    """A family as sampled: ``sizes[a]`` entries along axis ``a`` (None: not known)."""

    def __init__(
        self,
        starts: tuple[int, ...],
        sizes: tuple[int | None, ...],
        make: Callable[[Place], Value],
    ) -> None:
        self.starts = starts
        self.sizes = sizes
        self.make = make
        self.known: dict[Place, Value] = {}

    def get(self, place: Place) -> Value:
        """The entry at ``place``."""
        value = self.known.get(place)
        if value is None:
            for at, start, size in zip(place, self.starts, self.sizes, strict=True):
                if at < start or (size is not None and at >= start + size):
                    raise Undefined
            value = self.known[place] = self.make(place)
        return value


class Seeded:
    """A family of which one entry carries an infinitesimal."""

    def __init__(self, base: Entries, place: Place, tag: int) -> None:
        self.base = base
        self.place = place
        self.tag = tag

    def get(self, place: Place) -> Value:
        """The entry at ``place``."""
        value = self.base.get(place)
        return value + Dual(self.tag, ZERO, ONE) if place == self.place else value


class Computed:
    """A family whose entries are computed, once each."""

    def __init__(self, make: Callable[[Place], Value]) -> None:
        self.make = make
        self.known: dict[Place, Value] = {}

    def get(self, place: Place) -> Value:
        """The entry at ``place``."""
        value = self.known.get(place)
        if value is None:
            value = self.known[place] = self.make(place)
        return value


class Work:
    """Elementary operations left, and the time by which to stop."""

    SLICE = 2000

    def __init__(self, operations: int, deadline: float | None = None) -> None:
        self.total = operations
        self.deadline = deadline
        self.left = 0
        self.weight = 1
        """What one operation costs: numbers with d nested derivatives multiply in 3^d steps."""

    def nest(self) -> None:
        """Enters a derivative; ``OutOfBudget`` where too many are nested."""
        if self.weight > MOST_NESTED:
            raise OutOfBudget
        self.weight *= 3

    def leave(self) -> None:
        """Leaves a derivative."""
        self.weight //= 3

    def spend(self, operations: int) -> None:
        """Takes ``operations``; ``OutOfBudget`` when there are none left."""
        self.left -= operations * self.weight
        if self.left < 0:
            self.total += self.left
            late = self.deadline is not None and time.monotonic() > self.deadline
            if self.total < 0 or late:
                raise OutOfBudget
            # The rest of a slice may be nothing: the next call ends the evaluation.
            self.left = min(self.SLICE, self.total)
            self.total -= self.left


class Layout:
    """Which slot of a point each name has; shared by everything compiled for a claim."""

    def __init__(self) -> None:
        self.slots: dict[tuple[str, str], int] = {}
        self.indices: dict[object, int] = {}

    def variable(self, name: str) -> int:
        """The slot of the variable ``name``."""
        return self.slots.setdefault(("variable", name), len(self.slots))

    def family(self, name: str) -> int:
        """The slot of the family ``name``."""
        return self.slots.setdefault(("family", name), len(self.slots))

    def index(self, index: object) -> int:
        """The slot of an index; indices with different bounds are different."""
        return self.indices.setdefault(index, len(self.indices))


class Point:
    """Values for every slot of a layout."""

    def __init__(self, layout: Layout, work: Work) -> None:
        self.layout = layout
        self.values: list[Value | None] = [None] * len(layout.slots)
        self.tables: list[Entries | None] = [None] * len(layout.slots)
        self.index = [0] * len(layout.indices)
        self.functions: dict[str, SmoothFunction] = {}
        self.maps: dict[str, SmoothMap] = {}
        self.work = work
        self.stamps = [0] * len(layout.slots)
        self.cache: dict[object, Value] = {}
        self.tags: dict[object, int] = {}
        self.counter = [0]

    def fresh(self) -> int:
        """A stamp that no value has had."""
        self.counter[0] += 1
        return self.counter[0]

    def tag(self, slot: int, place: Place) -> int:
        """The infinitesimal of an entry: one for each stamp of its name."""
        key = (slot, self.stamps[slot], place)
        found = self.tags.get(key)
        if found is None:
            found = self.tags[key] = self.fresh()
        return found

    def forget(self) -> None:
        """Drops remembered values: something about the point or the precision changed."""
        self.cache.clear()

    def fork(self) -> Point:
        """The point as it is now, with the same budget and memory."""
        twin = Point.__new__(Point)
        twin.layout = self.layout
        twin.values = list(self.values)
        twin.tables = list(self.tables)
        twin.index = list(self.index)
        twin.functions = self.functions
        twin.maps = self.maps
        twin.work = self.work
        twin.stamps = list(self.stamps)
        twin.cache = self.cache
        twin.tags = self.tags
        twin.counter = self.counter
        return twin
