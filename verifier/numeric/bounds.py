"""Assumptions that bound one variable, or one entry of a family, by something known.

Guarantee: only proposals: a drawn point is tested against every assumption afterwards.
``x > t``, ``t <= x`` and the like narrow the span from which ``x`` is drawn, where the
names of ``t`` have their values already.
Limits: the bounded quantity must stand alone on one side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flint import arb, fmpq

from verifier.claim import Assumption, Forall
from verifier.numeric.choices import Span
from verifier.numeric.compile import Compiler, IntegerRun, Run
from verifier.numeric.point import Place, Point
from verifier.numeric.quantities import names_in
from verifier.numeric.values import Undecided, Undefined, as_real, exact, primal
from verifier.terms import And, Entry, Index, Relation, Term, Variable

_MIRRORED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class Bound:
    """``target operator value``, where ``needs`` must have values first."""

    operator: str
    value: Run
    needs: frozenset[str]
    places: tuple[tuple[int | None, IntegerRun], ...] = ()
    """For an entry: the slot of an index that runs over the axis, or an index to compare."""

    def narrow(self, span: Span, point: Point, place: Place = ()) -> Span:
        """The part of ``span`` that the bound leaves, at ``point``."""
        try:
            if not self._applies(point, place):
                return span
            value = self.value(point)
        except (Undefined, Undecided):
            return span
        number = exact(value)
        if number is None:
            number = _inner(as_real(primal(value)), self.operator)
        return span if number is None else span.within(self.operator, number)

    def _applies(self, point: Point, place: Place) -> bool:
        for (slot, index), at in zip(self.places, place, strict=True):
            if slot is not None:
                point.index[slot] = at
            elif index(point) != at:
                return False
        return True


def _inner(ball: object, operator: str) -> fmpq | None:
    """A rational on the safe side of a real ball."""
    if not isinstance(ball, arb) or operator not in ("<", "<=", ">", ">="):
        return None
    end = ball.lower() if operator in ("<", "<=") else ball.upper()
    return exact(end)


def parts_of(assumptions: Sequence[Assumption]) -> Iterator[tuple[tuple[Index, ...], Relation]]:
    """Every relation that is assumed outright, with the indices it is assumed for."""
    stack: list[tuple[tuple[Index, ...], object]] = [((), part) for part in reversed(assumptions)]
    while stack:
        indices, part = stack.pop()
        match part:
            case Relation():
                yield indices, part
            case And(conditions):
                stack.extend((indices, inner) for inner in reversed(conditions))
            case Forall(inner, condition):
                stack.append(((*indices, *inner), condition))


class Bounds:
    """All bounds of a claim, by what they bound."""

    def __init__(self, compiler: Compiler, assumptions: Sequence[Assumption]) -> None:
        self.compiler = compiler
        self.of_variable: dict[str, list[Bound]] = {}
        self.of_family: dict[str, list[Bound]] = {}
        for indices, relation in parts_of(assumptions):
            self._add(indices, relation.operator, relation.left, relation.right)
            operator = _MIRRORED[relation.operator]
            self._add(indices, operator, relation.right, relation.left)

    def _add(self, indices: tuple[Index, ...], operator: str, target: Term, value: Term) -> None:
        found = names_in(value)
        needs = frozenset((*found.variables, *found.dimensions))
        needs_all = needs | {f"{name}[]" for name in found.families}
        match target:
            case Variable(name) if name not in needs and not indices:
                bound = Bound(operator, self.compiler.term(value), needs_all)
                self.of_variable.setdefault(name, []).append(bound)
            case Entry(family, places) if family.name not in found.families:
                running = [index for index in places if index in indices]
                if len(set(running)) < len(running) or not set(found.indices) <= {
                    *indices,
                    *_free(places),
                }:
                    return
                slots = tuple(
                    (self.compiler.layout.index(place) if place in indices else None,
                     self.compiler.integer(place))
                    for place in places
                )  # fmt: skip
                bound = Bound(operator, self.compiler.term(value), needs_all, slots)
                self.of_family.setdefault(family.name, []).append(bound)

    def variable_span(self, name: str, point: Point, known: set[str], whole: bool) -> Span:
        """Where to draw a variable from."""
        span = Span(whole=whole)
        for bound in self.of_variable.get(name, ()):
            if bound.needs <= known:
                span = bound.narrow(span, point)
        return span

    def entry_span(self, name: str, whole: bool, known: set[str]) -> Callable[[Point, Place], Span]:
        """Where to draw the entries of a family from."""
        bounds = [bound for bound in self.of_family.get(name, ()) if bound.needs <= known]

        def span_of(point: Point, place: Place) -> Span:
            span = Span(whole=whole)
            for bound in bounds:
                span = bound.narrow(span, point, place)
            return span

        return span_of


def _free(places: tuple[Term, ...]) -> set[Index]:
    return {place for place in places if isinstance(place, Index)}
