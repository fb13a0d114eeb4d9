"""Sums inside sums: flattened, taken apart, and named canonically.

TRUSTED. Guarantee: ``flatten`` equals the sum of a product over a bound index; two
sums that differ in the names or the order of their bounds are one generator.
    sum_j a_j (sum_k b_jk) = sum_{j,k} a_j b_jk.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations

from verifier.kernel import algebra, quantities, substitution, sums
from verifier.kernel.state import Refusal, State
from verifier.polynomial import ONE, Exponent, Monomial, Polynomial, generator, multiply_monomials


def open_sum(state: State, identity: int) -> tuple[list[int], Polynomial]:
    """Fresh bound indices, outermost first, and the body under them."""
    placeholders, body = state.record(identity).arguments
    assert isinstance(placeholders, tuple)
    assert isinstance(body, Polynomial)
    return open_bounds(state, placeholders, body)


def open_bounds(
    state: State, placeholders: tuple[object, ...], body: Polynomial
) -> tuple[list[int], Polynomial]:
    """The same for given placeholders."""
    mapping: substitution.Mapping = {}
    fresh: list[int] = []
    for placeholder in placeholders:
        assert isinstance(placeholder, int)
        lower, upper = (
            substitution.substitute(state, end, mapping)
            for end in sums.bounds_of(state, placeholder)
        )
        bound = state.bound(lower, upper)
        mapping[placeholder] = generator(bound)
        fresh.append(bound)
    return fresh, substitution.substitute(state, body, mapping)


def flatten(state: State, bound: int, inside: list[tuple[int, Exponent]]) -> Polynomial:
    """sum_j a_j (sum_k b_jk) = sum_{j,k} a_j b_jk."""
    bounds = [bound]
    body: Polynomial = ONE
    for identity, exponent in inside:
        record = state.record(identity)
        if record.head == "sum" and isinstance(exponent, int) and 0 < exponent <= 4:
            state.use("sum_flatten")
            for _ in range(exponent):
                fresh, inner = open_sum(state, identity)
                bounds.extend(fresh)
                body = algebra.multiply(state, body, inner)
        else:
            body = algebra.multiply(state, body, Polynomial({((identity, exponent),): 1}))
    single = body.single()
    if single is None:
        result = body
        for inner_bound in reversed(bounds):
            result = sums.total(state, inner_bound, result)
        return result
    value, monomial = single
    if len(bounds) > 1:
        simpler = _collapse_any(state, bounds, list(monomial))
        if simpler is not None:
            return simpler.scale(value)
    return _components(state, bounds, monomial).scale(value)


def _collapse_any(
    state: State, bounds: list[int], inside: list[tuple[int, Exponent]]
) -> Polynomial | None:
    """Sum over the first bound index that collapses or sums in closed form; None if none does."""
    generators = state.table.generators
    for bound in bounds:
        others = [other for other in bounds if other != bound]
        if any(bound in generators[other].support for other in others):
            continue
        part = [pair for pair in inside if bound in generators[pair[0]].support]
        rest: Monomial = tuple(pair for pair in inside if bound not in generators[pair[0]].support)
        summed = None
        if part:
            summed = sums.collapse(state, bound, part) or sums.closed_form(state, bound, part)
            if summed is None and (state.templates or state.equations):
                summed = _given(state, [bound], tuple(part))
            if summed is None and _may_cancel(state, rest):
                inner = _components(state, [bound], tuple(part))
                joined = algebra.multiply(state, inner, Polynomial({rest: 1}))
                single = joined.single()
                if single is not None and len(single[1]) < len(rest) + 1:
                    summed = inner
        if summed is None:
            continue
        state.use("sum_swap")
        result = algebra.multiply(state, summed, Polynomial({rest: 1}))
        for other in reversed(others):
            result = sums.total(state, other, result)
        return result
    return _collapse_several(state, bounds, inside)


def _collapse_several(
    state: State, bounds: list[int], inside: list[tuple[int, Exponent]]
) -> Polynomial | None:
    """Sum over some of the bounds together, where an equation says what that sum is."""
    generators = state.table.generators
    for count in sorted(_bounds_of_known_sums(state)):
        for chosen in combinations(bounds, count):
            own = set(chosen)
            others = [bound for bound in bounds if bound not in own]
            if not others or any(own & generators[bound].support - {bound} for bound in bounds):
                continue
            part = tuple(pair for pair in inside if own & generators[pair[0]].support)
            summed = _given(state, list(chosen), part)
            if summed is None:
                continue
            state.use("sum_swap")
            rest: Monomial = tuple(pair for pair in inside if pair not in part)
            result = algebra.multiply(state, summed, Polynomial({rest: 1}))
            for other in reversed(others):
                result = sums.total(state, other, result)
            return result
    return None


def _bounds_of_known_sums(state: State) -> set[int]:
    """Over how many indices, more than one, the sums run of which equations say what they are."""
    records = [state.record(template) for _, template, _, _ in state.templates]
    records += [state.record(identity) for identity in state.equations]
    bounds = [record.arguments[0] for record in records if record.head == "sum"]
    return {len(each) for each in bounds if isinstance(each, tuple) and len(each) > 1}


def _shape(state: State, part: Monomial) -> list[tuple[str, str]]:
    """Heads and names of the factors: equal for a sum and every instance of it."""
    found = []
    for identity, _ in part:
        record = state.record(identity)
        first = record.arguments[0] if record.arguments else ""
        found.append((record.head, first if isinstance(first, str) else ""))
    return sorted(found)


def _shape_of_sum(state: State, identity: int) -> list[tuple[str, str]] | None:
    record = state.record(identity)
    if record.head != "sum":
        return None
    body = record.arguments[1]
    assert isinstance(body, Polynomial)
    single = body.single()
    return None if single is None else _shape(state, single[1])


def _given(state: State, bounds: list[int], part: Monomial) -> Polynomial | None:
    """The sum over these bounds alone, where an equation says what it is."""
    shape = _shape(state, part)
    known = [template for _, template, _, _ in state.templates] + list(state.equations)
    if not any(_shape_of_sum(state, identity) == shape for identity in known):
        return None
    inner = _components(state, bounds, part)
    single = inner.single()
    if single is not None and any(state.record(g).head == "sum" for g, _ in single[1]):
        return None
    return inner


def _may_cancel(state: State, rest: Monomial) -> bool:
    return any(e < 0 and state.record(g).head in ("sum", "poly") for g, e in rest)


def _components(state: State, bounds: list[int], monomial: Monomial) -> Polynomial:
    """A product of sums, one for each set of bounds that hang together."""
    generators = state.table.generators
    groups: list[tuple[set[int], list[tuple[int, Exponent]]]] = [({b}, []) for b in bounds]
    links: list[tuple[set[int], tuple[int, Exponent] | None]] = [
        (set(bounds) & generators[pair[0]].support, pair) for pair in monomial
    ]
    links += [(set(bounds) & generators[bound].support, None) for bound in bounds]
    outside: Monomial = ()
    for touched, pair in links:
        if not touched:
            if pair is not None:
                outside = multiply_monomials(outside, (pair,))
            continue
        joined = [group for group in groups if group[0] & touched]
        merged = (
            set().union(*(group[0] for group in joined)),
            [item for group in joined for item in group[1]] + ([pair] if pair else []),
        )
        groups = [group for group in groups if not group[0] & touched] + [merged]
    result = Polynomial({outside: 1})
    for members, factors in groups:
        ordered = [bound for bound in bounds if bound in members]
        if not factors and len(ordered) == 1:
            piece = sums.length_of(state, ordered[0])
        else:
            piece = interned(state, ordered, tuple(sorted(factors)))
        result = algebra.multiply(state, result, piece)
    return result


def interned(state: State, bounds: list[int], monomial: Monomial, head: str = "sum") -> Polynomial:
    """The generator of the sum, the same for every naming and order of its bounds."""
    body = Polynomial({monomial: 1})
    height = max((state.record(g).height for g, _ in monomial), default=0)
    best: int | None = None
    for order in naming_orders(state, bounds, body):
        candidate = _named(state, order, body, height, head)
        if candidate is not None and (best is None or candidate < best):
            best = candidate
    if best is None:
        raise Refusal("a sum whose ranges refer to one another in a circle")
    return quantities.known(state, best)


def naming_orders(state: State, bounds: Sequence[int], body: Polynomial) -> list[tuple[int, ...]]:
    """Orders of the bounds that can be told apart only by trying.

    Bounds are ordered by their range and by the factors that they occur in; those
    with the same description are tried in every order.
    """
    if len(bounds) == 1:
        return [tuple(bounds)]
    groups: dict[object, list[int]] = {}
    for bound in bounds:
        groups.setdefault(_description(state, bound, bounds, body), []).append(bound)
    orders: list[tuple[int, ...]] = [()]
    for key in sorted(groups, key=repr):
        members = groups[key]
        inner = list(permutations(members)) if len(members) <= 4 else [tuple(members)]
        orders = [(*order, *more) for order in orders for more in inner]
    if any(state.record(bound).support & set(bounds) - {bound} for bound in bounds):
        return list(permutations(bounds)) if len(bounds) <= 4 else [tuple(bounds)]
    return orders


def _description(
    state: State, bound: int, bounds: Sequence[int], body: Polynomial
) -> tuple[object, ...]:
    """What does not change when bound indices are renamed: range, and shape of factors."""
    lower, upper = sums.bounds_of(state, bound)
    factors = []
    for monomial in body.terms:
        for identity, exponent in monomial:
            record = state.record(identity)
            if bound in record.support:
                places = (
                    ()
                    if state.templates
                    else tuple(
                        position
                        for position, argument in enumerate(record.arguments)
                        if isinstance(argument, Polynomial) and bound in state.support(argument)
                    )
                )
                first = record.arguments[0] if record.arguments else ""
                name = first if isinstance(first, str) else ""
                if record.head in ("bound", "placeholder"):
                    name = ""
                others = sum(1 for other in bounds if other in record.support)
                factors.append((record.head, name, places, str(exponent), others))
    ends = tuple(tuple(sorted(end.terms.items())) for end in (lower, upper))
    return ends, tuple(sorted(factors))


def _named(
    state: State, order: tuple[int, ...], body: Polynomial, height: int, head: str
) -> int | None:
    mapping: substitution.Mapping = {}
    placeholders: list[int] = []
    for position, bound in enumerate(order):
        lower, upper = (
            substitution.rename(state, end, mapping) for end in sums.bounds_of(state, bound)
        )
        if set(order[position:]) & (state.support(lower) | state.support(upper)):
            return None
        placeholder = state.make("placeholder", f"{height + 1 + position}", lower, upper)
        mapping[bound] = generator(placeholder)
        placeholders.append(placeholder)
    return state.make(head, tuple(placeholders), substitution.rename(state, body, mapping))
