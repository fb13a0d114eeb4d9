"""Finite sums and products over symbolic ranges, deltas and one-hot vectors.

TRUSTED. Guarantee: ``total(b, p)`` equals the sum of p over the bound index b.

A sum is kept as generators ``sum(bounds, m)``: one monomial m, all of whose
factors hang together through the bounds; what does not depend on a bound stands
outside, sums inside sums are flattened, and bound indices are numbered so that
sums that differ in names or order of summation are the same generator.
    sum_j (a m_j + b k_j) = a sum_j m_j + b sum_j k_j,  sum_j delta(j,e) m_j = m_e.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from verifier.kernel import algebra, nesting, quantities, radicals, signs, substitution
from verifier.kernel.state import (
    NEGATIVE,
    NONNEGATIVE,
    NONZERO,
    NULL,
    POSITIVE,
    Generator,
    State,
)
from verifier.polynomial import (
    ONE,
    ZERO,
    Exponent,
    Monomial,
    Polynomial,
    generator,
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
    collapsed = collapse(state, bound, inside)
    if collapsed is not None:
        return algebra.multiply(state, out, collapsed)
    closed = closed_form(state, bound, inside)
    if closed is not None:
        return algebra.multiply(state, out, closed)
    return algebra.multiply(state, out, nesting.flatten(state, bound, inside))


def length_of(state: State, bound: int) -> Polynomial:
    """sum_j 1 = upper - lower + 1, for a range that is not negative."""
    lower, upper = bounds_of(state, bound)
    length = upper - lower + ONE
    if signs.sign(state, length) & NEGATIVE:
        return nesting.interned(state, [bound], ())
    state.use("sum_const")
    return length


def collapse(state: State, bound: int, inside: list[tuple[int, Exponent]]) -> Polynomial | None:
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


def closed_form(state: State, bound: int, inside: list[tuple[int, Exponent]]) -> Polynomial | None:
    """The sum of a power, of a distribution or of a geometric sequence; None for others."""
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
            result = result + radicals.power(state, upper, exponent + 1 - step).scale(factor)
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
    size = quantities.size_of(state, family.shape[-1])
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
    ratio = algebra.multiply(state, after, radicals.power(state, body, -1))
    if bound in state.support(ratio) or signs.sign(state, ratio - ONE) & NULL:
        return None
    if signs.sign(state, upper - lower + ONE) & NEGATIVE:
        return None
    state.use("sum_geometric")
    first = substitution.substitute(state, body, {bound: lower})
    last = substitution.substitute(state, body, {bound: upper + ONE})
    return algebra.multiply(state, first - last, radicals.power(state, ONE - ratio, -1))


def sign_of(state: State, record: Generator) -> int:
    """A sum (or product) of positive terms is positive, of terms >= 0 is >= 0."""
    placeholders, body = record.arguments
    assert isinstance(placeholders, tuple)
    assert isinstance(body, Polynomial)
    mask = signs.sign(state, body)
    if record.head == "sum" and mask & NEGATIVE:
        form = _square(state, placeholders, body)
        if form is not None:
            return _of_form(state, *form)
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


def _of_form(state: State, one: int, base: Polynomial, name: str, alone: bool) -> int:
    """f^T A f >= 0 for a definite A; > 0 where ``alone`` and one of the f_j is not 0."""
    state.use("definite_form" if name else "sum_square")
    if not name:
        return NONNEGATIVE
    if name in state.sources:
        state.assumptions_used.add(state.sources[name])
    bound = state.bound(*bounds_of(state, one))
    square = substitution.substitute(state, radicals.power(state, base, 2), {one: generator(bound)})
    strict = alone and signs.sign(state, total(state, bound, square)) == POSITIVE
    return POSITIVE if strict else NONNEGATIVE


def _square(
    state: State, placeholders: tuple[object, ...], body: Polynomial
) -> tuple[int, Polynomial, str, bool] | None:
    """j, f_rj and A where a sum is sum_r w_r sum_{j,k} f_rj A_jk f_rk with w >= 0.

    A is definite, or not there: then the sum is that of w_r (sum_j f_rj)^2. At last, whether
    neither r nor w is there.
    """
    single = body.single()
    if single is None or len(placeholders) < 2:
        return None
    for one, two in combinations(placeholders, 2):
        assert isinstance(one, int)
        assert isinstance(two, int)
        if bounds_of(state, one) != bounds_of(state, two):
            continue
        parts: dict[tuple[bool, bool], list[tuple[int, Exponent]]] = {}
        for pair in single[1]:
            support = state.record(pair[0]).support
            parts.setdefault((one in support, two in support), []).append(pair)
        name = _definite(state, one, two, parts.get((True, True), []))
        if name is None:
            continue
        first = Polynomial({tuple(parts.get((True, False), ())): 1})
        second = Polynomial({tuple(parts.get((False, True), ())): 1})
        weight = Polynomial({tuple(parts.get((False, False), ())): single[0]})
        moved = substitution.substitute(state, first, {one: generator(two)})
        if moved == second and signs.sign(state, weight) & NEGATIVE == 0:
            others = [other for other in placeholders if other not in (one, two)]
            ranges = [end for other in others for end in bounds_of(state, int(str(other)))]
            apart = not any({one, two} & state.support(end) for end in ranges)
            alone = not others and (False, False) not in parts
            return (one, first, name, alone) if apart else None
    return None


def _definite(state: State, one: int, two: int, pairs: list[tuple[int, Exponent]]) -> str | None:
    """The name of a definite matrix of which this is the entry at any two places; else None."""
    if not pairs:
        return ""
    ((identity, exponent),) = pairs[:1]
    record = state.record(identity)
    name = str(record.arguments[0])
    places = (generator(one), generator(two))
    if len(pairs) > 1 or exponent != 1 or record.head != "entry" or name not in state.definite:
        return None
    if record.arguments[1:] not in (places, places[::-1]) or name in state.hidden:
        return None
    return name if all(quantities.in_range(state, name, (p, p)) for p in places) else None


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
        if quantities.runs(state, leaf, (lower, upper)):
            term = substitution.substitute(state, body, {placeholder: generator(leaf)})
            found.append((generator(identity) - term, POSITIVE if more else NONNEGATIVE))
    return found
