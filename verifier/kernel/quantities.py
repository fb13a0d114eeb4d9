"""Variables and entries of families, with what is known of them put in.

TRUSTED. Guarantee: ``known(g)`` equals the generator g at every point that the facts admit:
an equation of the state applies when its generator is made, one that holds for every value
of its indices applies to each instance. While a derivative by some quantity is taken,
equations about that quantity do not apply (``state.hidden``).
Limits: facts about all entries of a family apply only where ``in_range`` is sure.
"""

from __future__ import annotations

from itertools import product

from verifier.kernel import (
    composition,
    deltas,
    reading,
    signs,
    substitution,
)
from verifier.kernel.state import NEGATIVE, Argument, State
from verifier.polynomial import (
    Polynomial,
    generator,
    rational,
)
from verifier.terms import Family, Sort, Term


def known(state: State, identity: int) -> Polynomial:
    """The generator, or what an equation says that it equals."""
    value = state.equations.get(identity)
    if value is None and state.templates:
        value = _by_template(state, identity)
    if value is None:
        return generator(identity)
    if state.hidden:
        names = leaf_names(state, generator(identity)) | leaf_names(state, value)
        if names & state.hidden:
            return generator(identity)
    state.use("given_equation")
    source = state.sources.get(identity)
    if source is not None:
        state.assumptions_used.add(source)
    return value


def _by_template(state: State, identity: int) -> Polynomial | None:
    """What an equation that holds for every value of its indices says of the generator."""
    if state.matching > 1:
        return None
    record = state.record(identity)
    for bounds, template, value, source in state.templates:
        if state.record(template).head != record.head:
            continue
        if not _named_alike(state, template, identity):
            continue
        symmetry = _is_symmetry(state, template, value)
        if state.matching and not symmetry:
            continue
        if leaf_names(state, generator(template)) & state.hidden:
            continue
        level = 2 if symmetry else 1
        chosen = match(state, bounds, generator(template), generator(identity), level)
        if chosen is None:
            continue
        names: substitution.Mapping = {b: generator(c) for b, c in zip(bounds, chosen, strict=True)}
        if symmetry or len(set(chosen)) < len(chosen):
            image = _plainly(state, value, names)
            inside = any(identity in {g, *state.record(g).support} for g in image.generators())
            if inside or (symmetry and max(image.generators(), default=-1) >= identity):
                continue
        if not symmetry:
            image = substitution.substitute(state, value, names)
        if source is not None:
            state.assumptions_used.add(source)
        return image
    return None


def _named_alike(state: State, template: int, identity: int) -> bool:
    """Whether the families in the generator are such that an instance of the template may be it.

    Only a quick look that spares instances: where no equation puts other families in, those of an
    instance are among those of the template, and a sum of products of entries keeps them all.
    """
    if state.equations or state.definitions or state.bindings or state.hot:
        return True
    names, found = _families(state, template), _families(state, identity)
    if state.record(template).head != "sum":
        return found <= names
    body = state.record(template).arguments[1]
    assert isinstance(body, Polynomial)
    single = body.single()
    entries = single is not None and all(state.record(g).head == "entry" for g, _ in single[1])
    return found == names if entries else found <= names


def _families(state: State, identity: int) -> set[str]:
    """The families of which an entry occurs anywhere in the generator."""
    records = [state.record(leaf) for leaf in state.record(identity).support]
    return {str(each.arguments[0]) for each in records if each.head in ("entry", "onehot")}


def _plainly(state: State, value: Polynomial, names: substitution.Mapping) -> Polynomial:
    """``value`` with the names put in, and no equation applied to what comes of it."""
    before, state.matching = state.matching, 2
    try:
        return substitution.substitute(state, value, names)
    finally:
        state.matching = before


def _is_symmetry(state: State, template: int, value: Polynomial) -> bool:
    """Whether the equation is A[i, j] = +-A[j, i]: then it applies in one direction only."""
    single = value.single()
    if single is None or len(single[1]) != 1 or single[1][0][1] != 1:
        return False
    one, other = state.record(template), state.record(single[1][0][0])
    return (one.head, one.arguments[:1]) == (other.head, other.arguments[:1])


def match(
    state: State,
    bounds: tuple[int, ...],
    pattern: Polynomial,
    target: Polynomial,
    level: int = 2,
) -> tuple[int, ...] | None:
    """Indices of the same ranges, or integers in them, that turn ``pattern`` into ``target``.

    Two of them may be the same: what holds for every i and j holds for j = i.

    At ``level`` 1 what is known of symmetric families applies to the pattern, at 2 nothing does.
    """
    leaves = [
        leaf
        for leaf in sorted(state.support(target))
        if state.record(leaf).head in ("index", "bound", "placeholder", "integer")
    ]
    if len(pattern) != len(target):
        return None
    for chosen in product(leaves, repeat=len(bounds)):
        state.table.work.charge(1)
        ranges = zip(bounds, chosen, strict=True)
        if all(runs(state, c, state.record(b).arguments[1:]) for b, c in ranges):
            key = (pattern, chosen, level)
            if key not in state.instances:
                names = {b: generator(c) for b, c in zip(bounds, chosen, strict=True)}
                before, state.matching = state.matching, level
                try:
                    state.instances[key] = substitution.substitute(state, pattern, dict(names))
                finally:
                    state.matching = before
            if state.instances[key] == target:
                return chosen
    return None


def runs(state: State, leaf: int, ends: tuple[Argument, ...]) -> bool:
    """Whether an index has this range, or an integer is known to lie in it."""
    record = state.record(leaf)
    if record.head != "integer":
        return record.arguments[1:] == ends
    lower, upper = ends
    assert isinstance(lower, Polynomial)
    assert isinstance(upper, Polynomial)
    before, state.matching = state.matching, 2
    try:
        gaps = [generator(leaf) - lower, upper - generator(leaf)]
        return not any(signs.sign(state, gap, 1) & NEGATIVE for gap in gaps)
    finally:
        state.matching = before


def leaf_names(state: State, polynomial: Polynomial) -> set[str]:
    """Names of the variables and families that occur anywhere in ``polynomial``.

    Those on which a function depends that is taken at them are among them: an equation for
    f(t) holds at this t only, so it says nothing of the slope of f.
    """
    records = [state.record(leaf) for leaf in state.support(polynomial)]
    named = {str(record.arguments[0]) for record in records}
    return named.union(*(composition.free_slots(record) for record in records
                         if record.head == "dependent"))  # fmt: skip


def variable(state: State, name: str, sort: Sort) -> Polynomial:
    """A scalar by its name; one name has one sort."""
    state.table.declare(name, sort)
    head = {
        Sort.REAL: "variable", Sort.INTEGER: "integer",
        Sort.COMPLEX: "complex", Sort.DIMENSION: "dimension",
    }[sort]  # fmt: skip
    if sort is Sort.COMPLEX:
        state.table.complex = True
    return known(state, state.make(head, name))


def entry(state: State, name: str, indices: tuple[Polynomial, ...]) -> Polynomial:
    """One entry of a declared family."""
    binding = state.bindings.get(name)
    if binding is not None:
        return substitution.substitute(
            state, binding[1], dict(zip(binding[0], indices, strict=True))
        )
    definition = state.definitions.get(name)
    if definition is not None and name not in state.hidden and in_range(state, name, indices):
        bounds, body, source = definition
        if not leaf_names(state, body) & state.hidden:
            state.use("given_equation")
            if source is not None:
                state.assumptions_used.add(source)
            return substitution.substitute(state, body, dict(zip(bounds, indices, strict=True)))
    if name in state.hot and name not in state.hidden and in_range(state, name, indices):
        place, source = state.hot[name]
        state.use("one_hot_place")
        if source is not None:
            state.assumptions_used.add(source)
        return deltas.delta(state, indices[0] - place)
    special = name in state.one_hot and name not in state.hidden
    head = "onehot" if special and in_range(state, name, indices) else "entry"
    return known(state, state.make(head, name, *indices))


def in_range(state: State, name: str, indices: tuple[Polynomial, ...]) -> bool:
    """Whether the entry surely exists: what is assumed of all entries holds of it."""
    family = state.table.families.get(name)
    if family is None or len(family.shape) != len(indices):
        return False
    for index, start, size in zip(indices, family.starts, family.shape, strict=True):
        first = rational(start)
        last = size_of(state, size) + rational(start - 1)
        single = index.single()
        if single is not None and len(single[1]) == 1:
            record = state.record(single[1][0][0])
            if record.head in ("index", "bound", "placeholder") and (
                index == generator(single[1][0][0]) and record.arguments[1:] == (first, last)
            ):
                continue
        gaps = (index - first, last - index)
        if any(signs.sign(state, gap, 1) & NEGATIVE for gap in gaps):
            return False
    return True


def size_of(state: State, size: Term) -> Polynomial:
    """The length of an axis."""
    return reading.read(state, size)


def declare(state: State, family: Family) -> None:
    """Check that the family's name has one meaning."""
    state.table.declare_family(family)
    if family.sort is Sort.COMPLEX:
        state.table.complex = True
