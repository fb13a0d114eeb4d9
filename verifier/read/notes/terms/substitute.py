"""Putting terms in for variables, indices and whole families, all at once.

Guarantee: no bound name captures a free one (bound names that occur in what is put in are
renamed), and derivatives are taken before values are put in:

    D(f(t), t)  with  t := g(x)   is   At(D(f(t), t), t, (), g(x)),

which is f'(g(x)). Limits: none known; deep terms raise ``RecursionError``, which callers turn
into a complaint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from verifier.read.notes.terms.traverse import rebuild
from verifier.read.sizes import names_in
from verifier.terms import (
    At,
    Dependent,
    Derivative,
    Entry,
    Family,
    Index,
    Integral,
    Limit,
    Product,
    Sum,
    Term,
    Variable,
    over,
)
from verifier.traversal import fresh_name

Entries: TypeAlias = Callable[[tuple[Term, ...]], Term]


@dataclass(frozen=True)
class Values:
    """What is put in, and every name that occurs free in it."""

    scalars: Mapping[Variable | Index, Term] = field(default_factory=dict)
    families: Mapping[Family, Entries] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def without(self, *bound: Variable | Index | Family) -> Values:
        """The same with some names bound further in."""
        if not any(item in self.scalars or item in self.families for item in bound):
            return self
        scalars = {key: value for key, value in self.scalars.items() if key not in bound}
        families = {key: value for key, value in self.families.items() if key not in bound}
        return Values(scalars, families, self.names)

    def both(self, scalar: Variable | Index, value: Term) -> Values:
        """The same with one scalar more."""
        name = value.name if isinstance(value, (Variable, Index)) else ""
        return Values({**self.scalars, scalar: value}, self.families, self.names | {name})


def values(
    scalars: Mapping[Variable | Index, Term], families: Mapping[Family, Entries] | None = None
) -> Values:
    """``Values`` with the names that occur in them."""
    families = families or {}
    names = set(names_in(*scalars.values()))
    for family, entries in families.items():
        probes = tuple(
            over(f"?{axis}", size, start)
            for axis, (size, start) in enumerate(zip(family.shape, family.starts, strict=True))
        )
        names |= names_in(entries(probes))
    return Values(dict(scalars), dict(families), frozenset(names))


def substitute(term: Term, given: Values) -> Term:
    """``term`` with ``given`` put in."""
    return cast(Term, _put(term, given)) if given.scalars or given.families else term


def _put(node: object, given: Values) -> object:
    match node:
        case Variable():
            return given.scalars.get(node, node)
        case Index():
            found = given.scalars.get(node)
            return found if found is not None else rebuild(node, lambda part: _put(part, given))
        case Entry(family, indices):
            inner = tuple(cast(Term, _put(index, given)) for index in indices)
            entries = given.families.get(family)
            return entries(inner) if entries is not None else Entry(family, inner)
        case Sum(index, body) | Product(index, body):
            bound, rest = _rebound(index, given, body)
            return type(node)(bound, cast(Term, _put(body, rest)))
        case Derivative(body, variable):
            return _derivative(body, variable, given)
        case At(body, binder, indices, value):
            return _at(body, binder, indices, value, given)
        case Limit(body, variable, point, side):
            fresh, rest = _fresh(variable, given, body)
            return Limit(cast(Term, _put(body, rest)), fresh, cast(Term, _put(point, given)), side)
        case Integral(body, variable, lower, upper):
            fresh, rest = _fresh(variable, given, body)
            ends = [cast(Term, _put(end, given)) for end in (lower, upper)]
            return Integral(cast(Term, _put(body, rest)), fresh, ends[0], ends[1])
        case Dependent():
            return _dependent(node, given)
        case Family():
            return node
        case _:
            return rebuild(node, lambda part: _put(part, given))


def _rebound(index: Index, given: Values, body: Term) -> tuple[Index, Values]:
    """A bound index with its bounds filled in, renamed where it would capture."""
    lower, upper = (cast(Term, _put(end, given)) for end in (index.lower, index.upper))
    rest = given.without(index)
    name = index.name
    if name in given.names:
        name = fresh_name(name, {*given.names, *names_in(body)})
    bound = Index(name, lower, upper)
    return bound, rest if bound == index else rest.both(index, bound)


def _fresh(variable: Variable, given: Values, body: Term) -> tuple[Variable, Values]:
    """A bound variable, renamed where it would capture."""
    rest = given.without(variable)
    if variable.name not in given.names:
        return variable, rest
    taken = {*given.names, *names_in(body)}
    fresh = Variable(fresh_name(variable.name, taken), variable.sort)
    return fresh, rest.both(variable, fresh)


def _derivative(body: Term, variable: Variable | Entry, given: Values) -> Term:
    """A derivative, evaluated afterwards where its variable is put in."""
    match variable:
        case Variable():
            value = given.scalars.get(variable)
            if value is None and not captured(variable, body, given):
                return Derivative(cast(Term, _put(body, given)), variable)
            value = variable if value is None else value
            if isinstance(value, Variable) and not meets(variable, value, body, given):
                moved = given.without(variable).both(variable, value)
                return Derivative(cast(Term, _put(body, moved)), value)
            fresh, rest = _fresh(variable, given, body)
            return At(Derivative(cast(Term, _put(body, rest)), fresh), fresh, (), value)
        case Entry(family, indices):
            inner = tuple(cast(Term, _put(index, given)) for index in indices)
            entries = given.families.get(family)
            if entries is None and not captured(family, body, given):
                return Derivative(cast(Term, _put(body, given)), Entry(family, inner))
            entries = entries or (lambda at: Entry(family, at))
            entry = entries(inner)
            if isinstance(entry, Entry) and plain_entries(family, entries) and (
                not meets(family, entry.family, body, given)
            ):  # fmt: skip
                return Derivative(cast(Term, _put(body, given)), entry)
            other, rest = _renamed(family, given, body)
            at = Derivative(cast(Term, _put(body, rest)), Entry(other, inner))
            params, value = _entries(other, entries, given)
            return At(at, other, params, value)


def captured(variable: Variable | Family, body: Term, given: Values) -> bool:
    """Whether what is put into ``body`` speaks of the variable that it is differentiated by.

    d/dx (x z) at z = x is x, and not d/dx (x x).
    """
    return variable.name in given.names and substitute(body, given) != body


def meets(variable: Variable | Family, value: Variable | Family, body: Term, given: Values) -> bool:
    """Whether ``value`` also comes into ``body`` in other ways than for ``variable``.

    Then d/dx (a x) at x = a is not d/da (a a).
    """
    if value != variable and value.name in names_in(body):
        return True
    scalars = [term for own, term in given.scalars.items() if own != variable]
    probes = [entries(tuple(over(f"?{axis}", size) for axis, size in enumerate(own.shape)))
              for own, entries in given.families.items() if own != variable]  # fmt: skip
    return value.name in names_in(*scalars, *probes)


def plain_entries(family: Family, entries: Entries) -> bool:
    """Whether ``entries`` are just those of another family, index by index."""
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(family.shape))
    found = entries(probes)
    return isinstance(found, Entry) and found.indices == probes


def _renamed(family: Family, given: Values, body: Term) -> tuple[Family, Values]:
    """A bound family, renamed where it would capture."""
    rest = given.without(family)
    if family.name not in given.names:
        return family, rest
    name = fresh_name(family.name, {*given.names, *names_in(body)})
    other = Family(name, family.shape, family.starts, family.sort)
    moved = {**rest.families, family: lambda at: cast(Term, Entry(other, at))}
    return other, Values(rest.scalars, moved, rest.names)


def _entries(family: Family, entries: Entries, given: Values) -> tuple[tuple[Index, ...], Term]:
    """Fresh parameters for the entries of ``family``, and the value at them."""
    taken = set(given.names)
    params: list[Index] = []
    for size, start in zip(family.shape, family.starts, strict=True):
        params.append(over(fresh_name("i", taken), size, start))
        taken.add(params[-1].name)
    return tuple(params), entries(tuple(params))


def _at(
    body: Term, binder: Variable | Family, indices: tuple[Index, ...], value: Term, given: Values
) -> Term:
    """``At`` with its binder and its parameters kept apart from what is put in."""
    inside = given
    fresh_indices: list[Index] = []
    for index in indices:
        bound, inside = _rebound(index, inside, value)
        fresh_indices.append(bound)
    moved = cast(Term, _put(value, inside))
    if isinstance(binder, Variable):
        variable, rest = _fresh(binder, given, body)
        return At(cast(Term, _put(body, rest)), variable, tuple(fresh_indices), moved)
    # A mark says what ``value`` is to ``body`` and binds nothing: it keeps its name.
    family, rest = (binder, given) if is_mark(binder) else _renamed(binder, given, body)
    return At(cast(Term, _put(body, rest)), family, tuple(fresh_indices), moved)


def is_mark(family: Family) -> bool:
    """Whether ``family`` only marks a term that carries another one (an inverse, a maximum)."""
    return family.name.startswith("@")


def _dependent(node: Dependent, given: Values) -> Term:
    """A smooth function of quantities that are put in, all at once: evaluated there."""
    inner = tuple(cast(Term, _put(index, given)) for index in node.indices)
    result: Term = Dependent(node.family, inner, node.over, node.partials)
    moved: list[tuple[Variable | Family, tuple[Index, ...], Term]] = []
    for part in node.over:
        if isinstance(part, Variable) and part in given.scalars:
            if given.scalars[part] != part:
                moved.append((part, (), given.scalars[part]))
        elif isinstance(part, Family) and part in given.families:
            moved.append((part, *_entries(part, given.families[part], given)))
    binders = {part.name for part, _, _ in moved}
    if len(moved) > 1 and binders & set(names_in(*(value for _, _, value in moved))):
        return _exchanged(result, moved, given)
    for part, params, value in moved:
        result = At(result, part, params, value)
    return result


def _exchanged(
    result: Term, moved: list[tuple[Variable | Family, tuple[Index, ...], Term]], given: Values
) -> Term:
    """f(y, x) for f(x, y): every argument goes by a name of its own before its value is put in."""
    taken = {*given.names, *names_in(result), *(part.name for part, _, _ in moved)}
    apart: list[tuple[Variable | Family, tuple[Index, ...], Term]] = []
    for part, params, value in moved:
        name = fresh_name(part.name, taken)
        taken.add(name)
        if isinstance(part, Variable):
            between: Variable | Family = Variable(name, part.sort)
            result = At(result, part, (), cast(Variable, between))
        else:
            between = Family(name, part.shape, part.starts, part.sort)
            result = At(result, part, params, Entry(between, params))
        apart.append((between, params, value))
    for between, params, value in apart:
        result = At(result, between, params, value)
    return result
