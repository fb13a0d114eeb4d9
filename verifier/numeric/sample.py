"""Drawing points that satisfy the assumptions of a claim.

Guarantee: an ``Admitted`` point satisfies every assumption with certainty: each was
tested exactly or with balls that decide it, or an equation holds because one quantity
was *defined* as the solution of it.
How: dimensions are given; variables and entries are drawn inside the spans that simple
bounds leave, one-hot vectors and distributions are constructed, equations are solved
for a quantity in which they are linear (or linear in its square); the rest is rejection.
Limits: that no point is found does not prove that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from flint import acb, fmpq

from verifier.claim import Assumption, Claim, Definite, Distribution, Forall, OneHot, Recursion
from verifier.numeric.bounds import Bounds
from verifier.numeric.choices import Chooser, Span
from verifier.numeric.compile import MOST_PARTS, Compiler
from verifier.numeric.complex_functions import ComplexFunctions
from verifier.numeric.filling import fill_definite, fill_orthogonal, fill_vector
from verifier.numeric.function_values import fit, prescribed
from verifier.numeric.functions import RealFunctions
from verifier.numeric.inverses import Inverses
from verifier.numeric.newton import isolated
from verifier.numeric.outcomes import Outcomes
from verifier.numeric.point import Layout, Place, Point, Table, Work
from verifier.numeric.quantities import names_in, quantities
from verifier.numeric.recursion import Rules
from verifier.numeric.smooth import SmoothMap
from verifier.numeric.solve import Equations
from verifier.numeric.spectra import Spectra, is_definite
from verifier.numeric.values import ONE, ZERO, Undecided, Undefined, Value
from verifier.terms import And, Condition, Family, Index, Sort, Term
from verifier.traversal import free_indices

MAX_COMBINATIONS = 400
_WHOLE = (Sort.INTEGER, Sort.DIMENSION)


@dataclass(frozen=True)
class Admitted:
    """A point, and the values of the free indices at which the claim may be tested."""

    point: Point
    dimensions: dict[str, int]
    combinations: tuple[Place, ...]


class Problem:
    """A claim, compiled until ``ends``: names, slots, assumptions and free indices."""

    def __init__(self, claim: Claim, ends: float | None = None) -> None:
        self.claim = claim
        self.names = quantities(claim)
        self.layout = Layout()
        functions = ComplexFunctions() if self.names.is_complex else RealFunctions()
        rules = Rules(claim.assumptions)
        self.compiler = Compiler(self.layout, functions, rules, Work(MOST_PARTS, ends))
        for name in rules.recursions:
            rules.rules(self.compiler, name)
        self.rules = rules
        for name in (*self.names.dimensions, *self.names.variables):
            self.layout.variable(name)
        for name in self.names.families:
            self.layout.family(name)
        self.indices = tuple(self.names.indices)
        self.index_slots = [self.layout.index(index) for index in self.indices]
        self.index_bounds = [self.compiler.bounds(index) for index in self.indices]
        self.shapes = {
            name: [_size(self.compiler, axis) for axis in family.shape]
            for name, family in self.names.families.items()
        }
        self.bounds = Bounds(self.compiler, claim.assumptions)
        self._sort_assumptions(claim.assumptions)

    def _sort_assumptions(self, assumptions: Sequence[Assumption]) -> None:
        self.vectors = [a for a in assumptions if isinstance(a, (OneHot, Distribution))]
        self.definite = [a for a in assumptions if isinstance(a, Definite)]
        self.shape_tests: list[Callable[[Point], bool]] = []
        self.index_tests: list[Callable[[Point], bool]] = []
        self.mixed: list[Condition | Forall] = []
        self.whole: list[Condition | Forall] = []
        for part in assumptions:
            if isinstance(part, (OneHot, Distribution, Definite, Recursion)):
                continue
            found = names_in(part)
            named = found.variables or found.families or found.functions or found.maps
            if not found.indices:
                if named:
                    self.whole.append(part)
                else:
                    self.shape_tests.append(_test(self.compiler, part))
            elif named:
                self.mixed.append(part)
            else:
                self.index_tests.append(_test(self.compiler, part))
        self.whole_tests = [_test(self.compiler, part) for part in self.whole]
        self.mixed_tests = [_test(self.compiler, part) for part in self.mixed]
        given = (*self.whole, *self.mixed)
        self.inverses = Inverses(self.compiler, given)
        others = [And(()) if number in self.inverses.numbers else part
                  for number, part in enumerate(given)]  # fmt: skip
        self.equations = Equations(self.compiler, others)
        self.prescribed = prescribed(self.compiler, given)
        self.unsolvable = self.equations.unsolvable()
        free = self.compiler.rules.by_slopes()
        self.open = {number for number, part in enumerate(given) if free & set(names_in(part).maps)}
        """Tests of functions that are known by their derivatives: no point settles these."""
        families = tuple(self.names.families.values())
        self.outcomes = Outcomes(self.layout, self.vectors, families, self.equations)
        derived = self.equations.defined
        slots = {a: self.layout.family(a.family.name) for a in (*self.vectors, *self.definite)}
        self.derived = [slots[a] for a in self.definite if slots[a] in derived]
        """Matrices that an equation makes, and that are to be found definite then."""
        self.constructed = frozenset(slots.values()) - frozenset(self.derived)
        definite = frozenset(slots[a] for a in self.definite)
        self.spectra = Spectra(self.layout, given, derived, self.unsolvable, definite)

    def only_integers(self) -> bool:
        """Whether dimensions and indices are all that the claim speaks of."""
        names = self.names
        return not (names.variables or names.families or names.functions or names.maps)

    # -- one draw --------------------------------------------------------------------------

    def blank(self, dimensions: dict[str, int], work: Work) -> Point | None:
        """A point with dimensions only; None if assumptions on them fail."""
        point = Point(self.layout, work)
        for name in self.names.dimensions:
            if name in dimensions:
                point.values[self.layout.variable(name)] = fmpq(dimensions[name])
        return point if all(_certain(test, point) for test in self.shape_tests) else None

    def draw(
        self, dimensions: dict[str, int], chooser: Chooser, work: Work, most: int = 4
    ) -> Admitted | None:
        """An admitted point with at most ``most`` index combinations, or None."""
        point = self.blank(dimensions, work)
        if point is None:
            return None
        try:
            base = self._fill(point, chooser)
            if base is None or not self.rules.well_founded(point):
                return None
            combinations = self._combinations(point)
            if not combinations:
                return None
            if self.mixed:
                chosen = combinations[chooser.position("indices", len(combinations))]
                self.set_indices(point, chosen)
                self.set_indices(base, chosen)
            held = self.outcomes.fill(point, chooser) | self.spectra.fill(point, chooser)
            self.inverses.fill(point)  # for the equations; they may change the matrices
            fixed = self.constructed | self.inverses.slots | held
            fit(point, self.prescribed)
            solved = self.equations.solve(point, chooser, fixed)
            if solved is None:
                solved = isolated(self.equations, point, fixed)
            if solved is None or not self.inverses.fill(point):
                return None
            solved -= self.equations.about(self.inverses.slots)  # they were filled in anew
            if not self._admits(point, solved | self.inverses.numbers):
                return None
            if self.mixed:
                return Admitted(point, dimensions, (chosen,))
            return Admitted(point, dimensions, _diverse(combinations, chooser, most))
        except (Undefined, Undecided):
            return None

    def _admits(self, point: Point, solved: set[int]) -> bool:
        tests = (*self.whole_tests, *self.mixed_tests)
        point.forget()
        made = [point.tables[slot] for slot in self.derived]
        if not all(isinstance(table, Table) and is_definite(table) for table in made):
            return False
        return all(
            _certain(test, point)
            for number, test in enumerate(tests)
            if number not in solved and number not in self.open
        )

    def set_indices(self, point: Point, values: Place) -> None:
        """Gives the free indices their values."""
        for slot, value in zip(self.index_slots, values, strict=True):
            point.index[slot] = value

    def _fill(self, point: Point, chooser: Chooser) -> Point | None:
        """Gives every name its value; a copy of the point for bounds to be evaluated at."""
        known = set(self.names.dimensions)
        waiting = [v for v in self.names.variables.values() if v.name not in known]
        # Integers first: shapes and ranges may depend on them; then least needy first.
        waiting.sort(key=lambda variable: variable.sort not in _WHOLE)
        while waiting:
            ready = [v for v in waiting if self._is_ready(v.name, known)]
            variable = (ready or waiting)[0]
            waiting.remove(variable)
            whole = variable.sort in _WHOLE
            span = self.bounds.variable_span(variable.name, point, known, whole)
            if whole and span.low is None and variable.sort is Sort.DIMENSION:
                span = span.within(">=", ONE)
            value = _value(chooser, variable.name, variable.sort, span)
            if value is None:
                return None
            point.values[self.layout.variable(variable.name)] = value
            known.add(variable.name)
        for name, arity in self.names.functions.items():
            point.functions[name] = chooser.function(name, arity)
        for name in self.names.maps:
            point.maps[name] = SmoothMap(chooser.position((name, "map"), 1 << 20))
        return self._fill_families(point, chooser, known)

    def _is_ready(self, name: str, known: set[str]) -> bool:
        bounds = self.bounds.of_variable.get(name, ())
        names = set(self.names.variables)
        return all(bound.needs & names <= known for bound in bounds if bound.operator == "=")

    def _fill_families(self, point: Point, chooser: Chooser, known: set[str]) -> Point | None:
        base: list[Point] = []
        for name, family in self.names.families.items():
            if name in self.names.maps:
                continue  # A quantity and a function of others at once: left undecided.
            sizes = tuple(size(point) for size in self.shapes[name])
            make = self._maker(name, family, chooser, known, base)
            point.tables[self.layout.family(name)] = Table(family.starts, sizes, make)
            known = known | {f"{name}[]"}
            table = point.tables[self.layout.family(name)]
            if isinstance(table, Table) and self.layout.family(name) in self.unsolvable:
                fill_orthogonal(name, table, chooser)
        base.append(point.fork())
        for vector in self.vectors:
            table = point.tables[self.layout.family(vector.family.name)]
            if not isinstance(table, Table) or not fill_vector(vector, table, chooser):
                return None
        for matrix in self.definite:
            table = point.tables[self.layout.family(matrix.family.name)]
            if not isinstance(table, Table) or not fill_definite(matrix, table, chooser):
                return None
        return base[0]

    def _maker(
        self, name: str, family: Family, chooser: Chooser, known: set[str], base: list[Point]
    ) -> Callable[[Place], Value]:
        span_of = self.bounds.entry_span(name, family.sort in _WHOLE, known)
        least = Span(whole=True, low=ONE) if family.sort is Sort.DIMENSION else None

        def make(place: Place) -> Value:
            span = span_of(base[0], place) if base else Span(whole=family.sort in _WHOLE)
            if least is not None:
                span = span.within(">=", ONE)
                if span.high is None:
                    span = span.within("<=", fmpq(3))
            value = _value(chooser, (name, place), family.sort, span)
            if value is None:
                raise Undecided
            return value

        return make

    def _combinations(self, point: Point) -> list[Place]:
        """The admissible values of the free indices, at most ``MAX_COMBINATIONS``."""
        found: list[Place] = []
        for values in islice(self._all_values(point, 0, ()), MAX_COMBINATIONS):
            self.set_indices(point, values)
            if all(_certain(test, point) for test in self.index_tests):
                found.append(values)
        return found

    def _all_values(self, point: Point, at: int, head: Place) -> Iterator[Place]:
        if at == len(self.indices):
            yield head
            return
        low, high = self.index_bounds[at](point)
        for value in range(low, high + 1):
            point.work.spend(1)
            point.index[self.index_slots[at]] = value
            yield from self._all_values(point, at + 1, (*head, value))


def _size(compiler: Compiler, axis: Term) -> Callable[[Point], int | None]:
    """The length of an axis; None where it depends on which entry is meant."""
    return (lambda _: None) if names_in(axis).indices else compiler.integer(axis)


def _certain(test: Callable[[Point], bool], point: Point) -> bool:
    try:
        return test(point)
    except (Undefined, Undecided):
        return False


def _test(compiler: Compiler, part: Condition | Forall) -> Callable[[Point], bool]:
    """An assumption as a test of a point."""
    if not isinstance(part, Forall):
        return compiler.condition(part)
    # an index whose range rests on another one comes behind it
    indices = sorted(part.indices, key=lambda index: len(_below(index, part.indices)))
    slots = [compiler.layout.index(index) for index in indices]
    bounds = [compiler.bounds(index) for index in indices]
    inner = compiler.condition(part.condition)

    def test(point: Point) -> bool:
        with closing(_each(point, slots, bounds, inner)) as each:
            return all(each)

    return test


def _each(
    point: Point,
    slots: Sequence[int],
    bounds: Sequence[Callable[[Point], tuple[int, int]]],
    inner: Callable[[Point], bool],
) -> Generator[bool, None, None]:
    old = list(point.index)

    def visit(depth: int) -> Generator[bool, None, None]:
        if depth == len(slots):
            point.work.spend(1)
            yield inner(point)
            return
        low, high = bounds[depth](point)
        for value in range(low, high + 1):
            point.index[slots[depth]] = value
            yield from visit(depth + 1)

    try:
        yield from visit(0)
    finally:
        point.index[:] = old


def _below(index: Index, others: Sequence[Index]) -> set[Index]:
    """Those of ``others`` on which the range of an index rests, directly or through others."""
    near = {one for one in free_indices((index.lower, index.upper)) if one in others}
    return near.union(*(_below(one, others) for one in near))


def _value(chooser: Chooser, key: object, sort: Sort, span: Span) -> Value | None:
    """A value of the sort; complex ones have exact binary parts."""
    if sort is not Sort.COMPLEX:
        return None if span.empty() else chooser.rational(key, span)
    parts = [chooser.rational((key, part), Span()) or ZERO for part in ("re", "im")]
    real, imaginary = (fmpq((part * 4).floor(), 4) for part in parts)
    return acb(real, imaginary)


def _diverse(combinations: list[Place], chooser: Chooser, most: int) -> tuple[Place, ...]:
    """A few combinations, of which indices are equal in as many ways as possible."""
    if len(combinations) <= most:
        return tuple(combinations)
    groups: dict[Place, list[Place]] = {}
    for values in combinations:
        groups.setdefault(tuple(values.index(v) for v in values), []).append(values)
    chosen: list[Place] = []
    for number, group in enumerate(groups.values()):
        chosen.append(group[chooser.position(("indices", number), len(group))])
    extra = combinations[chooser.position("indices", len(combinations))]
    ordered = [extra, *chosen] if extra not in chosen else chosen
    return tuple(ordered[:most])
