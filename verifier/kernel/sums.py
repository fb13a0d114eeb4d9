"""Finite sums and products over symbolic ranges, deltas and one-hot vectors.

TRUSTED. Guarantee: ``total(b, p)`` equals the sum of p over the bound index b.

A sum is kept as generators ``sum(bounds, m)``: one monomial m, all of whose
factors hang together through the bounds; what does not depend on a bound stands
outside, sums inside sums are flattened, and bound indices are numbered so that
sums that differ in names or order of summation are the same generator.
    sum_j (a m_j + b k_j) = a sum_j m_j + b sum_j k_j,  sum_j delta(j,e) m_j = m_e.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations

from verifier.kernel import algebra, signs, substitution
from verifier.kernel.state import (
    NEGATIVE,
    NONNEGATIVE,
    NONZERO,
    NULL,
    POSITIVE,
    Generator,
    Refusal,
    State,
)
from verifier.polynomial import (
    ONE,
    ZERO,
    Exponent,
    Monomial,
    Polynomial,
    generator,
    multiply_monomials,
    rational,
)

UNROLL = 12
"""Sums of at most this many terms, the number being known, are written out."""
UNROLL_TERMS = 2000
"""Most terms that writing out a sum may make."""
BERNOULLI = [
    Fraction(1), Fraction(1, 2), Fraction(1, 6), Fraction(0), Fraction(-1, 30), Fraction(0),
    Fraction(1, 42), Fraction(0), Fraction(-1, 30),
]  # fmt: skip


def total(state: State, bound: int, body: Polynomial) -> Polynomial:
    """The sum of ``body`` over ``bound``, whose range its generator holds."""
    lower, upper = bounds_of(state, bound)
    length = (upper - lower + ONE).constant()
    if isinstance(length, int) and length <= UNROLL and length * len(body) <= UNROLL_TERMS:
        state.use("sum_unroll")
        terms = (
            substitution.substitute(state, body, {bound: lower + rational(step)})
            for step in range(length)
        )
        return sum(terms, ZERO)
    if len(body) > 1:
        state.use("sum_add")
    result = ZERO
    for monomial, value in body.terms.items():
        result = result + _total_of_term(state, bound, monomial).scale(value)
    return result


def bounds_of(state: State, bound: int) -> tuple[Polynomial, Polynomial]:
    """Lower and upper end of an index."""
    _, lower, upper = state.record(bound).arguments
    assert isinstance(lower, Polynomial)
    assert isinstance(upper, Polynomial)
    return lower, upper


def _total_of_term(state: State, bound: int, monomial: Monomial) -> Polynomial:
    generators = state.table.generators
    inside: list[tuple[int, Exponent]] = []
    outside: list[tuple[int, Exponent]] = []
    for pair in monomial:
        (inside if bound in generators[pair[0]].support else outside).append(pair)
    out = Polynomial({tuple(outside): 1})
    if not inside:
        return algebra.multiply(state, out, length_of(state, bound))
    if outside:
        state.use("sum_scale")
    collapsed = _collapse(state, bound, inside)
    if collapsed is not None:
        return algebra.multiply(state, out, collapsed)
    closed = _closed_form(state, bound, inside)
    if closed is not None:
        return algebra.multiply(state, out, closed)
    return algebra.multiply(state, out, _flatten(state, bound, inside))


def length_of(state: State, bound: int) -> Polynomial:
    """sum_j 1 = upper - lower + 1, for a range that is not negative."""
    lower, upper = bounds_of(state, bound)
    length = upper - lower + ONE
    if signs.sign(state, length) & NEGATIVE:
        return _intern(state, [bound], ())
    state.use("sum_const")
    return length


def _collapse(state: State, bound: int, inside: list[tuple[int, Exponent]]) -> Polynomial | None:
    """sum_j delta(j, e) m_j = m_e, for lower <= e <= upper."""
    lower, upper = bounds_of(state, bound)
    for identity, _ in inside:
        if state.record(identity).head != "delta":
            continue
        target = solve(state, identity, bound)
        if target is None:
            continue
        inrange = (
            signs.sign(state, target - lower) & NEGATIVE == 0
            and signs.sign(state, upper - target) & NEGATIVE == 0
        )
        if not inrange:
            continue
        state.use("sum_delta")
        rest = Polynomial({tuple(pair for pair in inside if pair[0] != identity): 1})
        return substitution.substitute(state, rest, {bound: target})
    return None


def solve(state: State, delta_identity: int, leaf: int) -> Polynomial | None:
    """E with delta = [leaf = e], when the leaf occurs linearly with coefficient 1 or -1."""
    (difference,) = state.record(delta_identity).arguments
    assert isinstance(difference, Polynomial)
    value = difference.terms.get(((leaf, 1),))
    if value not in (1, -1):
        return None
    rest = difference - generator(leaf).scale(value)
    if leaf in state.support(rest):
        return None
    return rest.scale(-value)


def _closed_form(state: State, bound: int, inside: list[tuple[int, Exponent]]) -> Polynomial | None:
    lower, upper = bounds_of(state, bound)
    if len(inside) == 1:
        identity, exponent = inside[0]
        record = state.record(identity)
        if identity == bound and isinstance(exponent, int) and 0 < exponent < len(BERNOULLI):
            if signs.sign(state, upper - lower + ONE) & NEGATIVE:
                return None
            state.use("sum_power")
            top = _power_sum(state, exponent, upper)
            return top - _power_sum(state, exponent, lower - ONE)
        if exponent == 1 and record.head in ("onehot", "entry"):
            return _normalized(state, bound, record)
    if all(_is_exponential(state, bound, identity) for identity, _ in inside):
        return _geometric(state, bound, inside)
    return None


def _is_exponential(state: State, bound: int, identity: int) -> bool:
    """Whether the bound stands in the exponent itself, not inside an entry there."""
    record = state.record(identity)
    if record.head not in ("exp", "ipow", "prime"):
        return False
    inner = record.arguments[-1]
    return isinstance(inner, Polynomial) and bound in inner.generators()


def _power_sum(state: State, exponent: int, upper: Polynomial) -> Polynomial:
    """sum_{k=1}^{n} k^p by Faulhaber's formula."""
    from math import comb

    result = ZERO
    for step in range(exponent + 1):
        factor = Fraction(comb(exponent + 1, step), exponent + 1) * BERNOULLI[step]
        if factor:
            result = result + algebra.power(state, upper, exponent + 1 - step).scale(factor)
    return result


def _normalized(state: State, bound: int, record: Generator) -> Polynomial | None:
    """The entries of a one-hot vector or a distribution sum to 1 over their whole range."""
    name = str(record.arguments[0])
    if name in state.hidden or name not in state.one_hot | state.distributions:
        return None
    family = state.table.families[name]
    *others, last = record.arguments[1:]
    if last != generator(bound) or any(
        isinstance(other, Polynomial) and bound in state.support(other) for other in others
    ):
        return None
    lower, upper = bounds_of(state, bound)
    start = rational(family.starts[-1])
    size = substitution.size_of(state, family.shape[-1])
    if lower != start or upper != start + size - ONE:
        return None
    state.use("sum_one_hot" if name in state.one_hot else "sum_distribution")
    source = state.sources.get(name)
    if source is not None:
        state.assumptions_used.add(source)
    return ONE


def _geometric(state: State, bound: int, inside: list[tuple[int, Exponent]]) -> Polynomial | None:
    """Sum r^k = (r^lower - r^(upper+1)) / (1 - r), for r != 1."""
    body = Polynomial({tuple(inside): 1})
    here = generator(bound)
    lower, upper = bounds_of(state, bound)
    after = substitution.substitute(state, body, {bound: here + ONE})
    ratio = algebra.multiply(state, after, algebra.power(state, body, -1))
    if bound in state.support(ratio) or signs.sign(state, ratio - ONE) & NULL:
        return None
    if signs.sign(state, upper - lower + ONE) & NEGATIVE:
        return None
    state.use("sum_geometric")
    first = substitution.substitute(state, body, {bound: lower})
    last = substitution.substitute(state, body, {bound: upper + ONE})
    return algebra.multiply(state, first - last, algebra.power(state, ONE - ratio, -1))


# -- nested sums -------------------------------------------------------------------------


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
            substitution.substitute(state, end, mapping) for end in bounds_of(state, placeholder)
        )
        bound = state.bound(lower, upper)
        mapping[placeholder] = generator(bound)
        fresh.append(bound)
    return fresh, substitution.substitute(state, body, mapping)


def _flatten(state: State, bound: int, inside: list[tuple[int, Exponent]]) -> Polynomial:
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
            result = total(state, inner_bound, result)
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
            summed = _collapse(state, bound, part) or _closed_form(state, bound, part)
            if summed is None and (state.templates or state.equations):
                summed = _given(state, bound, tuple(part))
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
            result = total(state, other, result)
        return result
    return None


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


def _given(state: State, bound: int, part: Monomial) -> Polynomial | None:
    """The sum over one bound alone, where an equation says what it is."""
    shape = _shape(state, part)
    known = [template for _, template, _, _ in state.templates] + list(state.equations)
    if not any(_shape_of_sum(state, identity) == shape for identity in known):
        return None
    inner = _components(state, [bound], part)
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
            piece = length_of(state, ordered[0])
        else:
            piece = _intern(state, ordered, tuple(sorted(factors)))
        result = algebra.multiply(state, result, piece)
    return result


def _intern(state: State, bounds: list[int], monomial: Monomial, head: str = "sum") -> Polynomial:
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
    return substitution.known(state, best)


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
        inner = permutations(members) if len(members) <= 4 else [tuple(members)]
        orders = [(*order, *more) for order in orders for more in inner]
    if any(state.record(bound).support & set(bounds) - {bound} for bound in bounds):
        return list(permutations(bounds)) if len(bounds) <= 4 else [tuple(bounds)]
    return orders


def _description(
    state: State, bound: int, bounds: Sequence[int], body: Polynomial
) -> tuple[object, ...]:
    """What does not change when bound indices are renamed: range, and shape of factors."""
    lower, upper = bounds_of(state, bound)
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
                name = record.arguments[0] if isinstance(record.arguments[0], str) else ""
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
        lower, upper = (substitution.rename(state, end, mapping) for end in bounds_of(state, bound))
        if set(order[position:]) & (state.support(lower) | state.support(upper)):
            return None
        placeholder = state.make("placeholder", f"{height + 1 + position}", lower, upper)
        mapping[bound] = generator(placeholder)
        placeholders.append(placeholder)
    return state.make(head, tuple(placeholders), substitution.rename(state, body, mapping))


def sign_of(state: State, record: Generator) -> int:
    """A sum (or product) of positive terms is positive, of terms >= 0 is >= 0."""
    placeholders, body = record.arguments
    assert isinstance(placeholders, tuple)
    assert isinstance(body, Polynomial)
    mask = signs.sign(state, body)
    if record.head == "sum" and mask & NEGATIVE and _is_square(state, placeholders, body):
        state.use("sum_square")
        return NONNEGATIVE
    if record.head == "product":
        return mask if mask in (POSITIVE, NONNEGATIVE) else NONZERO if mask == NONZERO else 7
    if mask not in (POSITIVE, NEGATIVE):
        return mask if mask in (NONNEGATIVE, 3, NULL) else 7
    for placeholder in placeholders:
        assert isinstance(placeholder, int)
        lower, upper = bounds_of(state, placeholder)
        if signs.sign(state, upper - lower) & NEGATIVE:
            return mask | NULL
    return mask


def _is_square(state: State, placeholders: tuple[object, ...], body: Polynomial) -> bool:
    """sum_r w_r sum_{j,k} f_rj f_rk = sum_r w_r (sum_j f_rj)^2 >= 0, for w >= 0."""
    single = body.single()
    if single is None or len(placeholders) < 2:
        return False
    for one, two in combinations(placeholders, 2):
        assert isinstance(one, int)
        assert isinstance(two, int)
        if bounds_of(state, one) != bounds_of(state, two):
            continue
        parts: dict[tuple[bool, bool], list[tuple[int, Exponent]]] = {}
        for pair in single[1]:
            support = state.record(pair[0]).support
            parts.setdefault((one in support, two in support), []).append(pair)
        if (True, True) in parts:
            continue
        first = Polynomial({tuple(parts.get((True, False), ())): 1})
        second = Polynomial({tuple(parts.get((False, True), ())): 1})
        weight = Polynomial({tuple(parts.get((False, False), ())): single[0]})
        moved = substitution.substitute(state, first, {one: generator(two)})
        if moved == second and signs.sign(state, weight) & NEGATIVE == 0:
            others = [other for other in placeholders if other not in (one, two)]
            ranges = [end for other in others for end in bounds_of(state, int(str(other)))]
            return not any({one, two} & state.support(end) for end in ranges)
    return False


def bounds_by_one_term(
    state: State, identity: int, leaves: list[int]
) -> list[tuple[Polynomial, int]]:
    """sum_j f_j >= f_e for f >= 0 and e in the range; > if f > 0 and there is another term."""
    placeholders, body = state.record(identity).arguments
    assert isinstance(placeholders, tuple)
    assert isinstance(body, Polynomial)
    mask = signs.sign(state, body, 0)
    if len(placeholders) != 1 or mask not in (POSITIVE, NONNEGATIVE):
        return []
    (placeholder,) = placeholders
    assert isinstance(placeholder, int)
    lower, upper = bounds_of(state, placeholder)
    more = mask == POSITIVE and signs.sign(state, upper - lower, 1) == POSITIVE
    found: list[tuple[Polynomial, int]] = []
    for leaf in leaves:
        if state.record(leaf).arguments[1:] == (lower, upper):
            term = substitution.substitute(state, body, {placeholder: generator(leaf)})
            found.append((generator(identity) - term, POSITIVE if more else NONNEGATIVE))
    return found
