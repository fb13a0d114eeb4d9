"""Putting values in for generators.

TRUSTED. Guarantee: ``substitute(p, {g: v})`` equals p wherever g = v. Bound
indices are renamed before anything is put under them, so nothing is captured.

Every generator above a replaced one is built again (``construct``), so that all
that is known of it applies. Limits: nothing is put under a limit or an integral.
"""

from __future__ import annotations

from typing import TypeAlias

from verifier.kernel import (
    algebra,
    composition,
    deltas,
    derivative,
    exponentials,
    functions,
    nesting,
    primitives,
    products,
    quantities,
    radicals,
    signum,
    sums,
)
from verifier.kernel.state import NULL, Generator, Refusal, State
from verifier.polynomial import (
    ZERO,
    Coefficient,
    Exponent,
    Monomial,
    Polynomial,
    exact,
    generator,
    multiply_monomials,
)

Mapping: TypeAlias = "dict[int, Polynomial | None]"
"""Generator -> its value; None asks for the generator to be built again."""


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
    inner = record.inner
    return substitute(state, inner, mapping)


def construct(state: State, head: str, arguments: tuple[object, ...]) -> Polynomial:
    """``head(arguments)``, with everything that is known of it applied."""
    polynomials = tuple(a for a in arguments if isinstance(a, Polynomial))
    name = str(arguments[0])
    match head:
        case "poly" | "prime":
            return polynomials[0]
        case "entry" | "onehot":
            return quantities.entry(state, name, polynomials)
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
        case "primitive":
            (mark,) = (int(str(m)) for a in arguments if isinstance(a, tuple) for m in a)
            return primitives.primitive(state, mark, *polynomials)
        case "beginning":
            return state.value(head, *(a for a in arguments if isinstance(a, (Polynomial, str))))
        case "placeholder" | "bound":
            raise Refusal("a value put into the range of a bound index")
        case "index" | "variable" | "integer" | "complex" | "dimension":
            return quantities.known(state, state.make(head, name, *polynomials))
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
        lowest = min(int(number) for number in numbers)
        if any(state.record(inner).height >= lowest for inner in renamed.generators()):
            return None  # a value was put in that binds the same numbers itself
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
            best = (identity, quantities.known(state, identity).scale(scale))
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
        names |= quantities.leaf_names(state, generator(identity)) | quantities.leaf_names(
            state, value
        )
    for _, identity, value, _ in state.templates:
        names |= quantities.leaf_names(state, generator(identity)) | quantities.leaf_names(
            state, value
        )
    for _, body, _ in state.definitions.values():
        names |= quantities.leaf_names(state, body)
    if any(mask == NULL for mask in state.signs.values()):
        names |= {name for fact in state.signs for name in quantities.leaf_names(state, fact)}
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
