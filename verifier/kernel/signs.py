"""Signs: which of negative, zero, positive a polynomial may be.

TRUSTED. Guarantee: ``sign`` returns a set of signs (bits ``NEGATIVE``, ``NULL``,
``POSITIVE``) that contains the true sign at every point that the facts of the
state admit; ``ANY`` means that nothing was found.

Method: signs of products from signs of factors, signs of sums when no two terms
pull apart, and p > 0 from p - k*q > 0 for a known q >= 0 (linear combination of
facts, to a small depth). Limits: no completion of squares (proofs name them).
"""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel import (
    algebra,
    enclosure,
    exponentials,
    inequalities,
    intrinsic_signs,
    quantities,
    sums,
)
from verifier.kernel.state import (
    ANY,
    NEGATIVE,
    NONNEGATIVE,
    NONZERO,
    NULL,
    POSITIVE,
    Refusal,
    State,
    Undefined,
)
from verifier.polynomial import (
    ONE,
    Coefficient,
    Exponent,
    Monomial,
    Polynomial,
)

DEPTH = 3
"""How many facts may be combined to find one sign."""


def flip(mask: int) -> int:
    """The signs of -p, given those of p."""
    return (
        (mask & NULL) | (POSITIVE if mask & NEGATIVE else 0) | (NEGATIVE if mask & POSITIVE else 0)
    )


def of_product(left: int, right: int) -> int:
    """The signs of p*q, given those of p and q."""
    result = (left | right) & NULL
    for a, b, c in (
        (POSITIVE, POSITIVE, POSITIVE), (NEGATIVE, NEGATIVE, POSITIVE),
        (POSITIVE, NEGATIVE, NEGATIVE), (NEGATIVE, POSITIVE, NEGATIVE),
    ):  # fmt: skip
        if left & a and right & b:
            result |= c
    return result


def of_sum(left: int, right: int) -> int:
    """The signs of p+q, given those of p and q."""
    if left == NULL:
        return right
    if right == NULL:
        return left
    if not (left | right) & NEGATIVE:
        return NONNEGATIVE if left & right & NULL else POSITIVE
    if not (left | right) & POSITIVE:
        return flip(of_sum(flip(left), flip(right)))
    return ANY


def of_number(value: Coefficient) -> int:
    """The sign of a number."""
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else NULL


def sign(state: State, polynomial: Polynomial, depth: int = DEPTH) -> int:
    """The signs that ``polynomial`` may have."""
    constant = polynomial.constant()
    if constant is not None:
        return of_number(constant)
    key = (polynomial, depth, state.hidden)
    mask = state.sign_memo.get(key)
    if mask is None:
        state.table.work.charge(1 + len(polynomial))
        real = not state.table.complex or intrinsic_signs.is_real(state, polynomial)
        if state.matching:
            return _sign(state, polynomial, depth) if real else ANY
        state.sign_memo[key] = ANY  # what asks for itself has no answer
        try:
            mask = _sign(state, polynomial, depth) if real else ANY
        finally:
            if mask is None:
                state.sign_memo.pop(key, None)
        state.sign_memo[key] = mask
    return mask


def _sign(state: State, polynomial: Polynomial, depth: int) -> int:
    try:
        value, monomial, primitive = algebra.primitive_part(state, polynomial)
    except Undefined:
        return NULL
    mask = _product_sign(state, monomial, value)
    if primitive != ONE:
        mask = of_product(mask, _sum_sign(state, primitive, depth))
    if mask in (POSITIVE, NEGATIVE, NULL):
        return mask
    return mask & known(state, polynomial)


def known(state: State, polynomial: Polynomial) -> int:
    """The signs left by a fact about exactly this polynomial, up to a rational factor."""
    if not state.signs and not state.patterns:
        return ANY
    key, turned = fact_key(polynomial)
    mask = state.signs.get(key, ANY)
    if mask == NULL and quantities.leaf_names(state, key) & state.hidden:
        return ANY
    if mask != ANY:
        note(state, key)
    elif state.patterns and not state.matching:
        mask = _by_pattern(state, key)
    return flip(mask) if turned else mask


def fact_key(polynomial: Polynomial) -> tuple[Polynomial, bool]:
    """The multiple of ``polynomial`` that facts are kept under; whether its sign is turned."""
    value, _, _ = polynomial.content()
    if value == 1:
        return polynomial, False
    return (-polynomial if value == -1 else polynomial.scale(Fraction(1) / value)), value < 0


def _by_pattern(state: State, key: Polynomial) -> int:
    """The signs left by a fact that holds for every value of its indices."""
    mask = ANY
    for bounds, pattern, signs_of_pattern, source in state.patterns:
        for target, turned in ((key, False), (-key, True)):
            if quantities.match(state, bounds, pattern, target) is not None:
                mask &= flip(signs_of_pattern) if turned else signs_of_pattern
                if source is not None:
                    state.assumptions_used.add(source)
    return mask


def note(state: State, fact: Polynomial | int | str) -> None:
    """Remember the assumption that ``fact`` stems from as used."""
    source = state.sources.get(fact)
    if source is not None:
        state.assumptions_used.add(source)


def _power_sign(state: State, identity: int, exponent: Exponent) -> int:
    mask = intrinsic_signs.generator_sign(state, identity)
    if not isinstance(exponent, int):
        mask = POSITIVE if mask in (POSITIVE, NONZERO, NEGATIVE) else NONNEGATIVE
    elif exponent % 2 == 0:
        mask = NONNEGATIVE if mask & NULL else POSITIVE
    return mask & ~NULL if exponent < 0 else mask


def _sum_sign(state: State, primitive: Polynomial, depth: int) -> int:
    """The sign of a polynomial with several terms."""
    mask = known(state, primitive)
    if mask in (POSITIVE, NEGATIVE, NULL):
        return mask
    if not state.support(primitive):
        return mask & enclosure.sign_of_constant(state, primitive)
    total: int | None = None
    for monomial, value in primitive.terms.items():
        term = _term_sign(state, monomial, value)
        total = term if total is None else of_sum(total, term)
        if total == ANY:
            break
    mask &= total or ANY
    if mask in (POSITIVE, NEGATIVE, NULL):
        return mask
    root = primitive.root(state.table.work.charge)
    if root is not None:
        mask &= POSITIVE if sign(state, root, depth - 1) & NULL == 0 else NONNEGATIVE
    if depth > 0 and mask & NEGATIVE and mask & POSITIVE:
        mask &= _by_exponential(state, primitive, depth)
        mask &= _by_factor(state, primitive, depth)
        mask &= _combined(state, primitive, depth)
    elif depth > 0 and mask == NONNEGATIVE:
        mask &= _combined(state, primitive, depth) | POSITIVE
    return mask


def _by_exponential(state: State, primitive: Polynomial, depth: int) -> int:
    """The sign of p is that of e^p - 1, which frees logarithms: log a - b has that of a - e^b."""
    logs = [
        value
        for monomial, value in primitive.terms.items()
        if len(monomial) == 1 and monomial[0][1] == 1 and state.record(monomial[0][0]).head == "log"
    ]
    if not logs or not all(isinstance(value, int) for value in logs):
        return ANY
    try:
        raised = exponentials.exponential(state, primitive) - ONE
        mask = sign(state, raised, depth - 1)
    except Refusal:  # the exponential is too large to be written down
        return ANY
    state.use("exp_monotone")
    return mask


def _by_factor(state: State, primitive: Polynomial, depth: int) -> int:
    """The sign of q*r from the known sign of a factor q."""
    strict = [f for f in _intrinsic_facts(state, primitive) if f[1] in (POSITIVE, NEGATIVE)]
    for fact, mask in [*state.signs.items(), *strict]:
        if len(fact) > 1 and mask != NULL and state.support(fact) <= state.support(primitive):
            quotient = primitive.divide(fact, state.table.work.charge)
            if quotient is not None and quotient.constant() is None:
                note(state, fact)
                state.use("factor_sign")
                return of_product(mask, sign(state, quotient, depth - 1))
    return ANY


def _product_sign(state: State, monomial: Monomial, value: Coefficient) -> int:
    """The sign of a product of powers, g*sign(g) being |g|."""
    mask = of_number(value)
    pairs = _absolute_values(state, monomial)
    for identity, exponent in monomial:
        factor = _power_sign(state, identity, exponent)
        if identity in pairs:
            factor = NONNEGATIVE if factor & NULL else POSITIVE
        mask = of_product(mask, factor)
    return mask


def _absolute_values(state: State, monomial: Monomial) -> set[int]:
    """Generators g and sign(g) that both occur with odd exponents."""
    odd = {g for g, exponent in monomial if isinstance(exponent, int) and exponent % 2}
    found: set[int] = set()
    for identity in odd:
        record = state.record(identity)
        if record.head == "sign" and isinstance(record.arguments[0], Polynomial):
            single = record.arguments[0].single()
            if single is not None and single[0] == 1 and len(single[1]) == 1:
                ((inner, exponent),) = single[1]
                if exponent == 1 and inner in odd:
                    found |= {identity, inner}
    return found


def _term_sign(state: State, monomial: Monomial, value: Coefficient) -> int:
    mask = _product_sign(state, monomial, value)
    if mask in (POSITIVE, NEGATIVE, NULL):
        return mask
    return mask & known(state, Polynomial({monomial: value}))


def _combined(state: State, primitive: Polynomial, depth: int) -> int:
    """P = (p - k*q) + k*q with a known sign of q: the sign of p from both parts."""
    result = ANY
    facts = list(state.signs.items()) + _intrinsic_facts(state, primitive)
    for fact, mask in facts:
        if mask in (ANY, NONZERO):
            continue
        for monomial, value in fact.terms.items():
            if monomial == () or monomial not in primitive.terms:
                continue
            state.table.work.charge(len(primitive) + len(fact))
            ratio = Fraction(primitive.terms[monomial]) / value
            rest = primitive - fact.scale(ratio)
            if len(rest) > len(primitive):
                continue
            part = mask if ratio > 0 else flip(mask)
            result &= of_sum(part, sign(state, rest, depth - 1))
            if result != ANY:
                note(state, fact)
                state.use("linear_combination")
            if result in (POSITIVE, NEGATIVE, NULL):
                return result
    return result


def _intrinsic_facts(state: State, primitive: Polynomial) -> list[tuple[Polynomial, int]]:
    """Bounds that hold of the generators of ``primitive`` by what they are."""
    found: list[tuple[Polynomial, int]] = []
    leaves = [
        leaf
        for leaf in sorted(state.support(primitive))
        if state.record(leaf).head in ("index", "bound", "integer")
    ]
    for identity in sorted(set(primitive.generators())):
        found.extend(inequalities.bounds(state, identity))
        if leaves and state.record(identity).head == "sum":
            found.extend(sums.bounds_by_one_term(state, identity, leaves))
    return found
