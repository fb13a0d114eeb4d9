"""Making assumed equations hold by solving each for one quantity.

Guarantee: an equation reported as solved holds exactly at the point: the quantity was
given the value ``v = -f(0) / (f(1) - f(0))`` where ``f = left - right`` is affine in it
by its form (or affine in its square, then ``v`` is a root), and nothing on which the
equation depends was changed afterwards.
Limits: one quantity at a time, in the order of the assumptions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from flint import acb, fmpq

from verifier.claim import Forall
from verifier.numeric.choices import Chooser
from verifier.numeric.compile import Compiler, Run
from verifier.numeric.point import Entries, Place, Point, Table
from verifier.numeric.quantities import names_in
from verifier.numeric.values import (
    ONE,
    ZERO,
    Undecided,
    Undefined,
    Value,
    as_real,
    divide,
    exact,
    excludes_zero,
    integer_root,
    is_zero,
    primal,
    sign,
    to_arb,
)
from verifier.terms import (
    Add,
    And,
    Cases,
    Condition,
    Entry,
    Family,
    Index,
    Multiply,
    Number,
    Power,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
)

Target = tuple[int, Place | None]
"""A slot, and the place for an entry."""


@dataclass(frozen=True)
class Equation:
    """``left = right`` for all values of some indices, and what it may be solved for."""

    number: int
    """Which assumption it is (part of)."""
    alone: bool
    """Whether it is the whole assumption."""
    difference: Run
    slots: tuple[int, ...]
    bounds: tuple[Callable[[Point], tuple[int, int]], ...]
    candidates: tuple[tuple[int, bool, int, bool], ...]
    """Slot, whether it is a family, the power in which it is affine, whether it is whole."""
    names: frozenset[int]
    """The slots of everything that occurs."""
    reals: frozenset[int]
    """The slots of what is real and occurs."""
    defines: int | None
    """The slot of a family of which it gives every entry by other things."""


@dataclass
class Frozen:
    """What may not be changed any more: single quantities, and whole names."""

    targets: set[Target]
    slots: set[int]

    def allows(self, target: Target) -> bool:
        """Whether the target may still be changed."""
        return target not in self.targets and target[0] not in self.slots


class Recorder:
    """Entries that remember which of them were read."""

    def __init__(self, base: Entries, slot: int, read: list[Target]) -> None:
        self.base = base
        self.slot = slot
        self.read = read

    def get(self, place: Place) -> Value:
        """The entry at ``place``."""
        self.read.append((self.slot, place))
        return self.base.get(place)


class Equations:
    """The equations among some assumptions."""

    def __init__(self, compiler: Compiler, assumptions: Sequence[Condition | Forall]) -> None:
        self.compiler = compiler
        self.equations = _ordered(
            [
                equation
                for number, part in enumerate(assumptions)
                for equation in self._equations(number, part)
            ]
        )
        self.defined = frozenset(e.defines for e in self.equations if e.defines is not None)
        """The slots of families of which some equation gives every entry."""

    def about(self, slots: frozenset[int]) -> set[int]:
        """The assumptions with an equation in which one of these occurs."""
        return {equation.number for equation in self.equations if equation.names & slots}

    def unsolvable(self) -> frozenset[int]:
        """Names of equations that can be solved for nothing in them."""
        return frozenset().union(
            *(equation.names for equation in self.equations if not equation.candidates)
        )

    def _equations(self, number: int, part: Condition | Forall) -> Iterator[Equation]:
        indices = part.indices if isinstance(part, Forall) else ()
        condition = part.condition if isinstance(part, Forall) else part
        parts = condition.conditions if isinstance(condition, And) else (condition,)
        layout = self.compiler.layout
        for relation in parts:
            if isinstance(relation, Relation) and relation.operator == "=":
                difference = Add((relation.left, Multiply((Number(_MINUS), relation.right))))
                yield Equation(
                    number,
                    len(parts) == 1,
                    self.compiler.term(difference),
                    tuple(layout.index(index) for index in indices),
                    tuple(self.compiler.bounds(index) for index in indices),
                    tuple(self._candidates(difference)),
                    self.compiler.dependence.of(difference)[0],
                    self._reals(difference),
                    self._defined(relation, indices),
                )

    def _defined(self, relation: Relation, indices: Sequence[Index]) -> int | None:
        for one, other in ((relation.left, relation.right), (relation.right, relation.left)):
            if isinstance(one, Entry) and len(set(one.indices)) == len(indices):
                whole = set(one.indices) == set(indices) and len(one.indices) == len(indices)
                if whole and not occurs(other, ("family", one.family.name)):
                    return self.compiler.layout.family(one.family.name)
        return None

    def _reals(self, difference: Term) -> frozenset[int]:
        found, layout = names_in(difference), self.compiler.layout
        variables = {layout.variable(v.name) for v in found.variables.values() if _is_real(v)}
        families = {layout.family(f.name) for f in found.families.values() if _is_real(f)}
        return frozenset(variables | families)

    def _candidates(self, difference: Term) -> Iterator[tuple[int, bool, int, bool]]:
        found, layout = names_in(difference), self.compiler.layout
        for name, variable in found.variables.items():
            for power in (1, 2):
                if affine(difference, ("variable", name), power):
                    whole = variable.sort in (Sort.INTEGER, Sort.DIMENSION)
                    yield layout.variable(name), False, power, whole
                    break
        for name, family in found.families.items():
            for power in (1, 2):
                if affine(difference, ("family", name), power):
                    whole = family.sort in (Sort.INTEGER, Sort.DIMENSION)
                    yield layout.family(name), True, power, whole
                    break

    def solve(self, point: Point, chooser: Chooser, fixed: frozenset[int]) -> set[int] | None:
        """Makes the equations hold; the assumptions that hold by construction, or None.

        ``fixed``: slots of names that must stay as they are.
        """
        frozen = Frozen(set(), set(fixed))
        inexact: dict[int, bool] = {}
        indices = list(point.index)
        for equation in self.equations:
            spans = [range(low, high + 1) for low, high in (b(point) for b in equation.bounds)]
            for values in product(*spans):
                point.work.spend(4)
                for slot, value in zip(equation.slots, values, strict=True):
                    point.index[slot] = value
                outcome = self._solve_one(equation, point, chooser, frozen)
                if outcome is None:
                    return None
                inexact[equation.number] = inexact.get(equation.number, False) or not outcome
            point.index[:] = indices
        alone = {equation.number for equation in self.equations if equation.alone}
        return {number for number, needed in inexact.items() if needed and number in alone}

    def _solve_one(
        self, equation: Equation, point: Point, chooser: Chooser, frozen: Frozen
    ) -> bool | None:
        """True: it holds and can be tested; False: it holds by construction; None: not solved."""
        read: list[Target] = []
        difference = recorded(equation, point, read)
        if difference is not None and is_zero(difference):
            frozen.targets.update(read)
            return True
        targets = [trial for trial in _targets(equation, read) if frozen.allows(trial[0])]
        if not targets:
            return None
        first = chooser.position(("solve", equation.number, tuple(point.index)), len(targets))
        if equation.defines is not None:
            own = [trial for trial in targets if trial[0][0] == equation.defines]
            first, targets = (0, own + targets) if own else (first, targets)
        for target, power, whole in targets[first:] + targets[:first]:
            value = _solution(equation.difference, point, target, power)
            if value is not None and not (whole and _is_no_integer(value)):
                put(point, target, value)
                frozen.targets.update(read)
                frozen.targets.add(target)
                if exact(value) is not None:
                    return True
                # It cannot be tested afterwards: nothing in it may change any more.
                frozen.slots.update(equation.names)
                return False
        return None


def _ordered(equations: list[Equation]) -> list[Equation]:
    """Each family that an equation defines after what defines it, before what else it is in."""
    defined = {equation.defines for equation in equations}
    found: list[Equation] = []
    known: set[int] = set()
    while len(found) < len(equations):
        left = [equation for equation in equations if equation not in found]
        near = [e for e in left if not (e.names & defined) - known]
        if not near:
            near = [e for e in left if not (e.names & defined) - known - {e.defines}][:1]
        known |= {e.defines for e in near if e.defines is not None}
        found += near or left
    return found


_MINUS = Fraction(-1)


def _is_real(quantity: Variable | Family) -> bool:
    return quantity.sort is Sort.REAL


def _is_no_integer(value: Value) -> bool:
    number = exact(value)
    return number is None or number.q != 1


def _targets(equation: Equation, read: list[Target]) -> list[tuple[Target, int, bool]]:
    """Variables first, then the entries that were read, the last one first."""
    found: list[tuple[Target, int, bool]] = []
    for slot, is_family, power, whole in equation.candidates:
        if not is_family:
            found.append(((slot, None), power, whole))
            continue
        places = dict.fromkeys(target for target in reversed(read) if target[0] == slot)
        found.extend((target, power, whole) for target in places)
    return found


def recorded(equation: Equation, point: Point, read: list[Target]) -> Value | None:
    """The difference of the two sides; what it read is added to ``read``."""
    tables = list(point.tables)
    point.forget()
    for slot, table in enumerate(tables):
        if table is not None:
            point.tables[slot] = Recorder(table, slot, read)
    read.extend((slot, None) for slot, is_family, _, _ in equation.candidates if not is_family)
    try:
        return equation.difference(point)
    except (Undefined, Undecided):
        return None
    finally:
        point.tables[:] = tables


def put(point: Point, target: Target, value: Value) -> None:
    """Gives the target a value."""
    slot, place = target
    point.forget()
    if place is None:
        point.values[slot] = value
        return
    table = point.tables[slot]
    if isinstance(table, Table):
        table.known[place] = value


def get(point: Point, target: Target) -> Value | None:
    """The value of the target, if it has one."""
    slot, place = target
    if place is None:
        return point.values[slot]
    table = point.tables[slot]
    return None if table is None else table.get(place)


def _solution(difference: Run, point: Point, target: Target, power: int) -> Value | None:
    """The value of ``target`` at which ``difference`` vanishes, if there is one."""
    old = get(point, target)
    if old is None:
        return None
    try:
        ends: list[Value] = []
        for trial in (ZERO, ONE):
            put(point, target, trial)
            ends.append(difference(point))
        slope = ends[1] - ends[0]
        if not excludes_zero(primal(slope)):
            return None
        solution = divide(-ends[0], slope)
        return solution if power == 1 else _square_root(solution, negative=sign(old) == -1)
    except (Undefined, Undecided):
        return None
    finally:
        put(point, target, old)


def _square_root(square: Value, negative: bool) -> Value | None:
    order = sign(square)
    if order is None or order < 0:
        return None
    ball = as_real(primal(square))
    root: Value | None = integer_root(ball, 2) if isinstance(ball, fmpq) else None
    if root is None:
        root = None if isinstance(ball, acb) else to_arb(ball).sqrt()
        if root is None:
            return None
    return -root if negative else root


# -- affine by form -------------------------------------------------------------------------


def affine(term: Term, name: tuple[str, str], power: int) -> bool:
    """Whether ``term`` is affine in the ``power``-th power of the named quantity, by its form.

    For a family: in the powers of all its entries together, so in that of each.
    """
    if not occurs(term, name):
        return True
    match term:
        case Variable() | Entry():
            inner = isinstance(term, Entry) and any(occurs(i, name) for i in term.indices)
            return power == 1 and not inner
        case Power(base, Number(value)) if power == 2:
            plain = isinstance(base, (Variable, Entry)) and affine(base, name, 1)
            return value == 2 and plain
        case Add(parts):
            return all(affine(part, name, power) for part in parts)
        case Multiply(parts):
            dependent = [part for part in parts if occurs(part, name)]
            return len(dependent) == 1 and affine(dependent[0], name, power)
        case Sum(index, body):
            ends = occurs(index.lower, name) or occurs(index.upper, name)
            return not ends and affine(body, name, power)
        case Cases(branches, otherwise):
            fixed = not any(occurs(when, name) for when, _ in branches)
            return fixed and all(
                affine(then, name, power)
                for then in (*(then for _, then in branches), otherwise)
                if then is not None
            )
        case _:
            return False


def occurs(node: object, name: tuple[str, str]) -> bool:
    """Whether the variable or family of that name occurs free."""
    kind, text = name
    found = names_in(node)
    if kind == "family":
        return text in found.families
    return text in found.variables or text in found.dimensions
