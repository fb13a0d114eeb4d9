"""Leaves, and putting values in for them.

TRUSTED. Guarantee: ``substitute(p, {g: v})`` equals p wherever g = v. Bound
indices are renamed before anything is put under them, so nothing is captured.

Equations that are known of a generator apply when it is made (``known``); while
a derivative by some quantity is taken, equations about that quantity do not.
"""

from __future__ import annotations

from itertools import permutations
from typing import TypeAlias

from verifier.kernel import (
    algebra,
    composition,
    deltas,
    derivative,
    exponentials,
    functions,
    nesting,
    products,
    radicals,
    reading,
    signs,
    signum,
    sums,
)
from verifier.kernel.state import NEGATIVE, NULL, Generator, Refusal, State
from verifier.polynomial import (
    ZERO,
    Coefficient,
    Exponent,
    Monomial,
    Polynomial,
    exact,
    generator,
    multiply_monomials,
    rational,
)
from verifier.terms import Family, Sort, Term

Mapping: TypeAlias = "dict[int, Polynomial | None]"
"""Generator -> its value; None asks for the generator to be built again."""


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
    if state.matching:
        return None
    record = state.record(identity)
    for bounds, template, value, source in state.templates:
        if state.record(template).head != record.head:
            continue
        if leaf_names(state, generator(template)) & state.hidden:
            continue
        chosen = match(state, bounds, generator(template), generator(identity))
        if chosen is None:
            continue
        names: Mapping = {b: generator(c) for b, c in zip(bounds, chosen, strict=True)}
        if _is_symmetry(state, template, value):
            state.matching = True
            try:
                image = substitute(state, value, names)
            finally:
                state.matching = False
            if max(image.generators(), default=-1) >= identity:
                continue
        else:
            image = substitute(state, value, names)
        if source is not None:
            state.assumptions_used.add(source)
        return image
    return None


def _is_symmetry(state: State, template: int, value: Polynomial) -> bool:
    """Whether the equation is A[i, j] = +-A[j, i]: then it applies in one direction only."""
    single = value.single()
    if single is None or len(single[1]) != 1 or single[1][0][1] != 1:
        return False
    one, other = state.record(template), state.record(single[1][0][0])
    return (one.head, one.arguments[:1]) == (other.head, other.arguments[:1])


def match(
    state: State, bounds: tuple[int, ...], pattern: Polynomial, target: Polynomial
) -> tuple[int, ...] | None:
    """Indices of the same ranges that turn ``pattern`` into ``target``, if there are any."""
    leaves = [
        leaf
        for leaf in sorted(state.support(target))
        if state.record(leaf).head in ("index", "bound", "placeholder")
    ]
    if len(pattern) != len(target):
        return None
    for chosen in permutations(leaves, len(bounds)):
        state.table.work.charge(1)
        ranges = zip(bounds, chosen, strict=True)
        if all(state.record(b).arguments[1:] == state.record(c).arguments[1:] for b, c in ranges):
            key = (pattern, chosen)
            if key not in state.instances:
                names = {b: generator(c) for b, c in zip(bounds, chosen, strict=True)}
                before, state.matching = state.matching, True
                try:
                    state.instances[key] = substitute(state, pattern, dict(names))
                finally:
                    state.matching = before
            if state.instances[key] == target:
                return chosen
    return None


def leaf_names(state: State, polynomial: Polynomial) -> set[str]:
    """Names of the variables and families that occur anywhere in ``polynomial``."""
    return {str(state.record(leaf).arguments[0]) for leaf in state.support(polynomial)}


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
        return substitute(state, binding[1], dict(zip(binding[0], indices, strict=True)))
    definition = state.definitions.get(name)
    if definition is not None and name not in state.hidden and in_range(state, name, indices):
        bounds, body, source = definition
        if not leaf_names(state, body) & state.hidden:
            state.use("given_equation")
            if source is not None:
                state.assumptions_used.add(source)
            return substitute(state, body, dict(zip(bounds, indices, strict=True)))
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


# -- substitution ------------------------------------------------------------------------


def substitute(state: State, polynomial: Polynomial, mapping: Mapping) -> Polynomial:
    """``polynomial`` with each generator of ``mapping`` replaced by its value."""
    keys = mapping.keys()
    generators = state.table.generators
    if not any(generators[g].support & keys or g in keys for g in polynomial.generators()):
        return polynomial
    state.table.work.charge(len(polynomial))
    memo: dict[tuple[int, Exponent], Polynomial] = {}
    result = ZERO
    for monomial, value in polynomial.terms.items():
        result = result + _term(state, monomial, value, mapping, memo)
    return result


def _term(
    state: State,
    monomial: Monomial,
    value: Coefficient,
    mapping: Mapping,
    memo: dict[tuple[int, Exponent], Polynomial],
) -> Polynomial:
    """One term with the values put in: single terms first, all at once."""
    scale: Coefficient = value
    joined: Monomial = ()
    longer: list[Polynomial] = []
    for pair in monomial:
        if not _touched(state, pair[0], mapping):
            joined = multiply_monomials(joined, (pair,))
            continue
        image = memo.get(pair)
        if image is None:
            image = memo[pair] = _image(state, pair[0], pair[1], mapping)
        single = image.single()
        if single is None:
            longer.append(image)
        else:
            scale = scale * single[0]
            joined = multiply_monomials(joined, single[1])
    term = algebra.reduce(state, Polynomial({joined: exact(scale)}))
    for image in longer:
        term = algebra.multiply(state, term, image)
    return term


def rename(state: State, polynomial: Polynomial, mapping: Mapping) -> Polynomial:
    """``substitute`` for a change of names of bound indices."""
    return substitute(state, polynomial, mapping)


def _touched(state: State, identity: int, mapping: Mapping) -> bool:
    return identity in mapping or not state.table.generators[identity].support.isdisjoint(mapping)


def _image(state: State, identity: int, exponent: Exponent, mapping: Mapping) -> Polynomial:
    """(value of the generator)^exponent."""
    value = mapping.get(identity)
    if value is not None:
        return radicals.power(state, value, exponent)
    record = state.record(identity)
    if record.head == "abs":
        inner = _first(state, record, mapping)
        return radicals.absolute_power(state, inner, exponent)
    if record.head == "dependent":
        moved = composition.rebuild(state, identity, mapping)
        return radicals.power(state, moved, exponent)
    if record.head in ("sum", "product"):
        return radicals.power(state, _in_sum(state, record, mapping), exponent)
    arguments = tuple(
        substitute(state, argument, mapping) if isinstance(argument, Polynomial) else argument
        for argument in record.arguments
    )
    return radicals.power(state, construct(state, record.head, arguments), exponent)


def _first(state: State, record: Generator, mapping: Mapping) -> Polynomial:
    inner = record.arguments[0]
    assert isinstance(inner, Polynomial)
    return substitute(state, inner, mapping)


def construct(state: State, head: str, arguments: tuple[object, ...]) -> Polynomial:
    """``head(arguments)``, with everything that is known of it applied."""
    polynomials = tuple(a for a in arguments if isinstance(a, Polynomial))
    name = str(arguments[0])
    match head:
        case "poly" | "prime":
            return polynomials[0]
        case "entry" | "onehot":
            return entry(state, name, polynomials)
        case "exp":
            return exponentials.exponential(state, polynomials[0])
        case "log":
            return exponentials.logarithm(state, polynomials[0])
        case "sign":
            return signum.signum(state, polynomials[0])
        case "delta":
            return deltas.delta(state, polynomials[0])
        case "ipow":
            return exponentials.general_power(state, polynomials[0], polynomials[1])
        case "sin" | "cos" | "asin" | "atan" | "erf" | "gamma" | "digamma" | "floor":
            return functions.apply(state, head, polynomials)
        case "function":
            return functions.apply(state, name, polynomials)
        case "applied":
            return derivative.applied(state, name, str(arguments[1]), polynomials)
        case "placeholder" | "bound":
            raise Refusal("a value put into the range of a bound index")
        case "index" | "variable" | "integer" | "complex" | "dimension":
            return known(state, state.make(head, name, *polynomials))
        case "limit" | "integral":
            raise Refusal(f"a value put under a {head}")
        case _:
            raise Refusal(f"no rule puts a value into {head}")


def _in_sum(state: State, record: Generator, mapping: Mapping) -> Polynomial:
    placeholders, body = record.arguments
    assert isinstance(placeholders, tuple)
    assert isinstance(body, Polynomial)
    if _renames(state, mapping):
        renamed = _rename_sum(state, record.head, placeholders, body, mapping)
        if renamed is not None:
            return renamed
    joined = dict(mapping)
    fresh: list[int] = []
    for placeholder in placeholders:
        assert isinstance(placeholder, int)
        lower, upper = (
            substitute(state, end, joined) for end in sums.bounds_of(state, placeholder)
        )
        bound = state.bound(lower, upper)
        joined[placeholder] = generator(bound)
        fresh.append(bound)
    result = substitute(state, body, joined)
    for bound in reversed(fresh):
        if record.head == "sum":
            result = sums.total(state, bound, result)
        else:
            result = products.product_over(state, bound, result)
    return result


def _renames(state: State, mapping: Mapping) -> bool:
    """Whether every value is itself a bound index or a placeholder."""
    for value in mapping.values():
        single = None if value is None else value.single()
        if single is None or single[0] != 1 or len(single[1]) != 1 or single[1][0][1] != 1:
            return False
        if state.record(single[1][0][0]).head not in ("bound", "placeholder"):
            return False
    return len(set(mapping.values())) == len(mapping)


def _rename_sum(
    state: State, head: str, placeholders: tuple[object, ...], body: Polynomial, mapping: Mapping
) -> Polynomial | None:
    """The sum with its free bound indices renamed: the same shape, numbered canonically."""
    best: tuple[int, Polynomial] | None = None
    numbers = [str(state.record(p).arguments[0]) for p in placeholders if isinstance(p, int)]
    own = [placeholder for placeholder in placeholders if isinstance(placeholder, int)]
    for ordered_own in nesting.naming_orders(state, own, body):
        order = tuple(numbers[ordered_own.index(placeholder)] for placeholder in own)
        joined = dict(mapping)
        mine: dict[str, int] = {}
        for placeholder, number in zip(placeholders, order, strict=True):
            assert isinstance(placeholder, int)
            lower, upper = (
                substitute(state, end, joined) for end in sums.bounds_of(state, placeholder)
            )
            mine[number] = state.make("placeholder", number, lower, upper)
            joined[placeholder] = generator(mine[number])
        renamed = substitute(state, body, joined)
        single = renamed.single()
        if head == "sum" and (single is None or abs(single[0]) != 1):
            return None
        scale = single[0] if head == "sum" and single is not None else 1
        inner = Polynomial({single[1]: 1}) if head == "sum" and single is not None else renamed
        ordered = tuple(mine[number] for number in numbers)
        if not _well_founded(state, ordered):
            continue
        identity = state.make(head, ordered, inner)
        if best is None or identity < best[0]:
            best = (identity, known(state, identity).scale(scale))
    return None if best is None else best[1]


def _well_founded(state: State, ordered: tuple[int, ...]) -> bool:
    """Whether no range refers to a bound that comes after it."""
    for position, placeholder in enumerate(ordered):
        lower, upper = sums.bounds_of(state, placeholder)
        if (state.support(lower) | state.support(upper)) & set(ordered[position:]):
            return False
    return True


def _spoken_of(state: State) -> set[str]:
    """Names of which some equation, binding or property is known."""
    names = {*state.bindings, *state.definitions, *state.one_hot, *state.distributions}
    for identity, value in state.equations.items():
        names |= leaf_names(state, generator(identity)) | leaf_names(state, value)
    for _, identity, value, _ in state.templates:
        names |= leaf_names(state, generator(identity)) | leaf_names(state, value)
    for _, body, _ in state.definitions.values():
        names |= leaf_names(state, body)
    if any(mask == NULL for mask in state.signs.values()):
        names |= {name for fact in state.signs for name in leaf_names(state, fact)}
    return names


def renew(state: State, polynomial: Polynomial, names: frozenset[str]) -> Polynomial:
    """``polynomial`` built again, so that what is known of ``names`` applies to it now."""
    if not names & _spoken_of(state):
        return polynomial
    heads = ("entry", "variable", "integer", "complex", "dependent")
    stale: Mapping = {
        leaf: None
        for leaf in state.support(polynomial)
        if state.record(leaf).head in heads
        and (
            str(state.record(leaf).arguments[0]) in names
            or (
                state.record(leaf).head == "dependent"
                and names & composition.free_slots(state.record(leaf))
            )
        )
    }
    return substitute(state, polynomial, stale) if stale else polynomial
