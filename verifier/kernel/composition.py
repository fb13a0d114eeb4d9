"""Unknown smooth functions: composed with values, differentiated, given by recursion.

TRUSTED. Guarantee: a ``dependent`` generator stands for an arbitrary smooth
function of some quantities (its *slots*), or a partial derivative of it, taken
where each slot has its own value: the quantity itself, or what was put in.

    d/dv F(u = g(v)) = sum_k (dF/du_k)(u = g(v)) * dg_k/dv.

A ``Recursion`` is an equation between such functions, for all values of the
slots: it holds after composition and under derivatives.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias, cast

from verifier import traversal
from verifier.claim import Recursion
from verifier.kernel import (
    algebra,
    derivative,
    nesting,
    quantities,
    reading,
    signs,
    substitution,
    sums,
)
from verifier.kernel.state import NEGATIVE, Environment, Generator, Refusal, State
from verifier.polynomial import ZERO, Polynomial, generator, rational
from verifier.terms import Family, Index, Term, Variable

Specification: TypeAlias = (
    "tuple[str, tuple[tuple[str, str, str], ...], tuple[tuple[str, str], ...]]"
)
"""Number of indices; slot, what fills it, number of bounds; slot and number of its indices."""


@dataclass(frozen=True)
class Slot:
    """One quantity that the function depends on.

    ``actual`` names the quantity that fills it; empty when the value ``value`` does,
    entry by entry over ``bounds``.
    """

    name: str
    actual: str
    bounds: tuple[int, ...] = ()
    value: Polynomial = ZERO


Partial = tuple[str, tuple[Polynomial, ...]]
"""Slot and indices that the function has been differentiated by."""


@dataclass(frozen=True)
class Composite:
    """A ``dependent`` generator, opened: its bounds are fresh."""

    name: str
    indices: tuple[Polynomial, ...]
    slots: tuple[Slot, ...]
    partials: tuple[Partial, ...]


def named(
    state: State,
    name: str,
    indices: tuple[Polynomial, ...],
    over: tuple[str, ...],
    partials: tuple[derivative.By, ...],
) -> Polynomial:
    """The function at the quantities themselves."""
    slots = tuple(Slot(quantity.split("@")[0], quantity) for quantity in over)
    by = tuple((part.name.split("@")[0], part.indices) for part in partials)
    return close(state, Composite(name, indices, slots, by))


def close(state: State, composite: Composite) -> Polynomial:
    """The generator, or what a recursion says that it equals."""
    given = _by_recursion(state, composite)
    if given is not None:
        return given
    ordered = sorted(
        composite.partials, key=lambda part: (part[0], [sorted(p.terms.items()) for p in part[1]])
    )
    height = max(
        (state.record(g).height for slot in composite.slots for g in slot.value.generators()),
        default=0,
    )
    placeholders: list[int] = []
    values: list[Polynomial] = []
    descriptions: list[tuple[str, str, str]] = []
    for slot in composite.slots:
        mapping: substitution.Mapping = {}
        for bound in slot.bounds:
            lower, upper = sums.bounds_of(state, bound)
            number = f"{height + 1 + len(placeholders)}"
            placeholder = state.make("placeholder", number, lower, upper)
            mapping[bound] = generator(placeholder)
            placeholders.append(placeholder)
        if not slot.actual:
            values.append(substitution.rename(state, slot.value, mapping))
        elif not slot.bounds and state.table.sorts.get(slot.actual) is not None:
            values.append(generator(state.make("variable", slot.actual)))
        descriptions.append((slot.name, slot.actual, str(len(slot.bounds))))
    by = tuple((slot, str(len(indices))) for slot, indices in ordered)
    spec = (str(len(composite.indices)), tuple(descriptions), by)
    flat = [polynomial for _, indices in ordered for polynomial in indices]
    return state.value(
        "dependent", composite.name, spec, tuple(placeholders), *composite.indices, *flat, *values
    )


def open_composite(state: State, identity: int) -> Composite:
    """The parts of a generator, with fresh bounds."""
    record = state.record(identity)
    name, spec, placeholders = str(record.arguments[0]), record.arguments[1], record.arguments[2]
    assert isinstance(spec, tuple)
    assert isinstance(placeholders, tuple)
    count, descriptions, by = cast(Specification, spec)
    flat = [a for a in record.arguments[3:] if isinstance(a, Polynomial)]
    indices, flat = tuple(flat[: int(count)]), flat[int(count) :]
    partials: list[Partial] = []
    for slot, size in by:
        partials.append((slot, tuple(flat[: int(size)])))
        flat = flat[int(size) :]
    slots: list[Slot] = []
    left = list(placeholders)
    for slot, actual, size in descriptions:
        if actual:
            if not int(size) and state.table.sorts.get(actual) is not None:
                flat = flat[1:]
            slots.append(Slot(slot, actual))
            continue
        mine, left = left[: int(size)], left[int(size) :]
        bounds, value = nesting.open_bounds(state, tuple(mine), flat[0])
        flat = flat[1:]
        slots.append(Slot(slot, "", tuple(bounds), value))
    return Composite(name, indices, tuple(slots), tuple(partials))


def free_slots(record: Generator) -> set[str]:
    """The quantities on which the function depends directly."""
    _, descriptions, _ = cast(Specification, record.arguments[1])
    return {actual for _, actual, _ in descriptions if actual}


def rebuild(state: State, identity: int, mapping: substitution.Mapping) -> Polynomial:
    """The generator with values put into everything inside it."""
    composite = open_composite(state, identity)

    def put(polynomial: Polynomial) -> Polynomial:
        return substitution.substitute(state, polynomial, mapping)

    slots: list[Slot] = []
    for slot in composite.slots:
        definition = state.bindings.get(slot.actual) if slot.actual else None
        if definition is not None:
            slots.append(_filled(state, slot, definition))
        elif slot.actual:
            if state.make("variable", slot.actual) in mapping and "@" not in slot.actual:
                leaf = mapping[state.make("variable", slot.actual)]
                slots.append(slot if leaf is None else Slot(slot.name, "", (), leaf))
            else:
                slots.append(slot)
        else:
            slots.append(_moved(state, slot, mapping))
    return close(
        state,
        Composite(
            composite.name,
            tuple(put(index) for index in composite.indices),
            tuple(slots),
            tuple((slot, tuple(put(i) for i in indices)) for slot, indices in composite.partials),
        ),
    )


def _filled(state: State, slot: Slot, definition: tuple[tuple[int, ...], Polynomial]) -> Slot:
    """The slot with the value that its quantity was given."""
    old, value = definition
    fresh: list[int] = []
    mapping: substitution.Mapping = {}
    for bound in old:
        lower, upper = sums.bounds_of(state, bound)
        fresh.append(state.bound(lower, upper))
        mapping[bound] = generator(fresh[-1])
    return Slot(slot.name, "", tuple(fresh), substitution.substitute(state, value, mapping))


def _moved(state: State, slot: Slot, mapping: substitution.Mapping) -> Slot:
    """The slot with values put into its value and its ranges."""
    joined: substitution.Mapping = dict(mapping)
    fresh: list[int] = []
    for bound in slot.bounds:
        lower, upper = (
            substitution.substitute(state, end, mapping) for end in sums.bounds_of(state, bound)
        )
        fresh.append(state.bound(lower, upper))
        joined[bound] = generator(fresh[-1])
    value = substitution.substitute(state, slot.value, joined)
    return Slot(slot.name, "", tuple(fresh), value)


def mentioned(state: State, name: str) -> set[str]:
    """Names that the recursions for ``name`` mention, directly or through other functions."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        for recursion, _ in state.recursions:
            if recursion.left.family.name == current:
                fresh = traversal.free_names(recursion.right) - seen
                seen |= fresh
                waiting.extend(fresh)
    return seen


def derivative_of(state: State, identity: int, by: derivative.By) -> Polynomial:
    """The chain rule over the slots."""
    composite = open_composite(state, identity)
    if by.name == composite.name:
        raise Refusal(f"{by.name} is a function of other quantities: no derivative by it")
    base = by.name.split("@")[0]
    known = {name for slot in composite.slots for name in (slot.name, slot.actual)}
    if not {by.name, base} & known and base in mentioned(state, composite.name):
        raise Refusal(f"{composite.name} may depend on {by.name} through a recursion")
    result = ZERO
    state.use("diff_chain")
    for position, slot in enumerate(composite.slots):
        if slot.actual:
            if slot.actual == by.name:
                more = (*composite.partials, (slot.name, by.indices))
                result = result + close(state, replace(composite, partials=more))
            continue
        again = _moved(state, slot, {})
        fixed = replace(
            composite,
            slots=(*composite.slots[:position], slot, *composite.slots[position + 1 :]),
            partials=(
                *composite.partials,
                (slot.name, tuple(generator(bound) for bound in again.bounds)),
            ),
        )
        slope = derivative.differentiate(state, again.value, by)
        if not slope:
            continue
        term = algebra.multiply(state, close(state, fixed), slope)
        for bound in reversed(again.bounds):
            term = sums.total(state, bound, term)
        result = result + term
    return result


# -- recursion ---------------------------------------------------------------------------


def _by_recursion(state: State, composite: Composite) -> Polynomial | None:
    """What an equation between functions says of this one, put at its slots' values."""
    moving = {name.split("@")[0] for name in state.hidden}
    for recursion, source in state.recursions:
        left = recursion.left
        if moving & _fixed(recursion):
            continue
        if left.family.name != composite.name or len(left.partials) != len(composite.partials):
            continue
        if tuple(quantity.name for quantity in left.over) != tuple(s.name for s in composite.slots):
            continue
        environment = _matched(state, recursion, composite)
        if environment is None:
            continue
        state.use("recursion")
        if source is not None:
            state.assumptions_used.add(source)
        return _instance(state, recursion, composite, environment)
    return None


def _fixed(recursion: Recursion) -> set[str]:
    """What the right side mentions and the function is none of: the equation holds there only."""
    return traversal.free_names(recursion.right) - {part.name for part in recursion.left.over}


def _matched(state: State, recursion: Recursion, composite: Composite) -> Environment | None:
    """Values of the recursion's indices, inside their ranges, that make its left side ours."""
    environment: Environment = {}
    pairs: list[tuple[Term, Polynomial]] = list(
        zip(recursion.left.indices, composite.indices, strict=True)
    )
    for pattern, (slot, indices) in zip(recursion.left.partials, composite.partials, strict=True):
        if isinstance(pattern, Variable):
            if pattern.name != slot or indices:
                return None
            continue
        if pattern.family.name != slot or len(pattern.indices) != len(indices):
            return None
        pairs.extend(zip(pattern.indices, indices, strict=True))
    for pattern_index, value in pairs:
        if (
            isinstance(pattern_index, Index)
            and pattern_index in recursion.indices
            and environment.setdefault(pattern_index, value) != value
        ):
            return None
    for pattern_index, value in pairs:
        if pattern_index not in recursion.indices and (
            reading.read(state, pattern_index, environment) != value
        ):
            return None
    if set(environment) != set(recursion.indices):
        return None
    for index, value in environment.items():
        lower = reading.read(state, index.lower, environment)
        upper = reading.read(state, index.upper, environment)
        for gap in (value - lower, upper - value):
            if signs.sign(state, gap) & NEGATIVE:
                return None
    return environment


def _instance(
    state: State, recursion: Recursion, composite: Composite, environment: Environment
) -> Polynomial:
    """The right side at the indices found, with each slot's value put in."""
    term = recursion.right
    names: set[str] = set()
    mapping: substitution.Mapping = {}
    for quantity, slot in zip(recursion.left.over, composite.slots, strict=True):
        if slot.actual == quantity.name:
            continue
        state.table.fresh += 1
        name = f"{quantity.name}@{state.table.fresh}"
        names.add(name)
        if slot.actual:
            bounds, value = _itself(state, slot.actual, quantity)
        else:
            bounds, value = slot.bounds, slot.value
        state.bindings[name] = (bounds, value)
        if isinstance(quantity, Variable):
            term = traversal.replace(term, quantity, Variable(name, quantity.sort))
            state.table.declare(name, quantity.sort)
            mapping[state.make("variable", name)] = value
        else:
            renamed = Family(name, quantity.shape, quantity.starts, quantity.sort)
            term = traversal.replace(term, quantity, renamed)
    body = reading.read(state, term, environment)
    if names:
        body = substitution.renew(state, body, frozenset(names))
    return substitution.substitute(state, body, mapping) if mapping else body


def _itself(
    state: State, actual: str, quantity: Variable | Family
) -> tuple[tuple[int, ...], Polynomial]:
    """A quantity under another name, as the value of a slot."""
    if isinstance(quantity, Variable):
        return (), quantities.variable(state, actual, quantity.sort)
    bounds = []
    for start, size in zip(quantity.starts, quantity.shape, strict=True):
        length = reading.read(state, size)
        bounds.append(state.bound(rational(start), length + rational(start - 1)))
    return tuple(bounds), quantities.entry(state, actual, tuple(map(generator, bounds)))
