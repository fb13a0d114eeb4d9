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

from verifier.kernel import algebra, enclosure, functions, substitution, sums, trigonometry
from verifier.kernel.consequences import consequences
from verifier.kernel.state import (
    ANY,
    INTEGERS,
    NEGATIVE,
    NONNEGATIVE,
    NONZERO,
    NULL,
    POSITIVE,
    Generator,
    State,
    Undefined,
)
from verifier.polynomial import (
    ONE,
    Coefficient,
    Exponent,
    Monomial,
    Polynomial,
    generator,
    rational,
)
from verifier.terms import Sort

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
        real = not state.table.complex or is_real(state, polynomial)
        if not state.matching:
            state.sign_memo[key] = ANY
        mask = _sign(state, polynomial, depth) if real else ANY
        if not state.matching:
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
    return mask & _known(state, polynomial)


def _known(state: State, polynomial: Polynomial) -> int:
    """The signs left by a fact about exactly this polynomial, up to a rational factor."""
    if not state.signs and not state.patterns:
        return ANY
    key, turned = _key(polynomial)
    mask = state.signs.get(key, ANY)
    if mask == NULL and substitution.leaf_names(state, key) & state.hidden:
        return ANY
    if mask != ANY:
        _note(state, key)
    elif state.patterns and not state.matching:
        mask = _by_pattern(state, key)
    return flip(mask) if turned else mask


def _key(polynomial: Polynomial) -> tuple[Polynomial, bool]:
    value, _, _ = polynomial.content()
    if value == 1:
        return polynomial, False
    return (-polynomial if value == -1 else polynomial.scale(Fraction(1) / value)), value < 0


def _by_pattern(state: State, key: Polynomial) -> int:
    """The signs left by a fact that holds for every value of its indices."""
    mask = ANY
    for bounds, pattern, signs_of_pattern, source in state.patterns:
        for target, turned in ((key, False), (-key, True)):
            if substitution.match(state, bounds, pattern, target) is not None:
                mask &= flip(signs_of_pattern) if turned else signs_of_pattern
                if source is not None:
                    state.assumptions_used.add(source)
    return mask


def _note(state: State, fact: Polynomial | int | str) -> None:
    source = state.sources.get(fact)
    if source is not None:
        state.assumptions_used.add(source)


def _power_sign(state: State, identity: int, exponent: Exponent) -> int:
    mask = _generator_sign(state, identity)
    if not isinstance(exponent, int):
        mask = POSITIVE if mask in (POSITIVE, NONZERO, NEGATIVE) else NONNEGATIVE
    elif exponent % 2 == 0:
        mask = NONNEGATIVE if mask & NULL else POSITIVE
    return mask & ~NULL if exponent < 0 else mask


def _sum_sign(state: State, primitive: Polynomial, depth: int) -> int:
    """The sign of a polynomial with several terms."""
    mask = _known(state, primitive)
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
    root = primitive.root()
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
    state.use("exp_monotone")
    return sign(state, algebra.exponential(state, primitive) - ONE, depth - 1)


def _by_factor(state: State, primitive: Polynomial, depth: int) -> int:
    """The sign of q*r from the known sign of a factor q."""
    strict = [f for f in _intrinsic_facts(state, primitive) if f[1] in (POSITIVE, NEGATIVE)]
    for fact, mask in [*state.signs.items(), *strict]:
        if len(fact) > 1 and mask != NULL and state.support(fact) <= state.support(primitive):
            quotient = primitive.divide(fact)
            if quotient is not None and quotient.constant() is None:
                _note(state, fact)
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
    return mask & _known(state, Polynomial({monomial: value}))


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
            ratio = Fraction(primitive.terms[monomial]) / value
            rest = primitive - fact.scale(ratio)
            if len(rest) > len(primitive):
                continue
            part = mask if ratio > 0 else flip(mask)
            result &= of_sum(part, sign(state, rest, depth - 1))
            if result != ANY:
                _note(state, fact)
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
        if state.record(leaf).head in ("index", "bound")
    ]
    for identity in sorted(set(primitive.generators())):
        found.extend(functions.bounds(state, identity))
        if leaves and state.record(identity).head == "sum":
            found.extend(sums.bounds_by_one_term(state, identity, leaves))
    return found


def _generator_sign(state: State, identity: int) -> int:
    record = state.record(identity)
    mask = _intrinsic_sign(state, record)
    if mask in (POSITIVE, NEGATIVE, NULL):
        return mask
    return mask & _known(state, generator(identity))


def _intrinsic_sign(state: State, record: Generator) -> int:
    match record.head:
        case "exp":
            (inner,) = record.arguments
            return POSITIVE if isinstance(inner, Polynomial) and is_real(state, inner) else ANY
        case "prime" | "pi" | "dimension":
            return POSITIVE
        case "abs":
            (inner,) = record.arguments
            assert isinstance(inner, Polynomial)
            return NONNEGATIVE if sign(state, inner, 1) & NULL else POSITIVE
        case "poly" | "sign" | "atan" | "asin" | "erf" | "asinh":
            (inner,) = record.arguments
            assert isinstance(inner, Polynomial)
            return sign(state, inner)
        case "sin" | "cos":
            (inner,) = record.arguments
            assert isinstance(inner, Polynomial)
            return trigonometry.sign_of(state, record.head, inner)
        case "delta" | "onehot":
            return NONNEGATIVE
        case "entry":
            name = record.arguments[0]
            assert isinstance(name, str)
            mask = state.family_signs.get(name, ANY)
            if name in state.one_hot or name in state.distributions:
                mask &= NONNEGATIVE
            indices = tuple(a for a in record.arguments[1:] if isinstance(a, Polynomial))
            if mask != ANY and not substitution.in_range(state, name, indices):
                return ANY
            if mask != ANY:
                _note(state, name)
            return mask
        case "index" | "bound" | "placeholder":
            lower = record.arguments[1]
            assert isinstance(lower, Polynomial)
            below = sign(state, lower, 0)
            return (
                below if below in (POSITIVE, NONNEGATIVE) else NONNEGATIVE if below == NULL else ANY
            )
        case "sum" | "product":
            return sums.sign_of(state, record)
        case "log":
            (inner,) = record.arguments
            assert isinstance(inner, Polynomial)
            if sign(state, inner) & ~NONNEGATIVE == 0:
                return sign(state, inner - ONE)
            return ANY
        case "gamma":
            (inner,) = record.arguments
            assert isinstance(inner, Polynomial)
            return POSITIVE if sign(state, inner) == POSITIVE else NONZERO
        case "ipow":
            inner = record.arguments[0]
            assert isinstance(inner, Polynomial)
            return NONZERO if sign(state, inner) & NULL == 0 else ANY
        case "floor":
            (inner,) = record.arguments
            assert isinstance(inner, Polynomial)
            below = sign(state, inner)
            return NONNEGATIVE if below & NEGATIVE == 0 else ANY
        case _:
            return ANY


def is_real(state: State, polynomial: Polynomial) -> bool:
    """Whether no imaginary unit and no complex quantity occurs."""
    for identity in set(polynomial.generators()):
        record = state.record(identity)
        if record.head in ("i", "complex"):
            return False
        if record.head in ("entry", "dependent"):
            family = state.table.families.get(str(record.arguments[0]))
            if family is not None and family.sort is Sort.COMPLEX:
                return False
        if any(
            isinstance(argument, Polynomial) and not is_real(state, argument)
            for argument in record.arguments
        ):
            return False
    return True


def is_integer_generator(state: State, identity: int) -> bool:
    """Whether every value of the generator is surely an integer."""
    record = state.record(identity)
    if record.head in INTEGERS or record.head == "sign":
        return True
    if record.head == "sum":
        body = record.arguments[1]
        return isinstance(body, Polynomial) and algebra.is_integer(state, body)
    if record.head == "entry":
        name = record.arguments[0]
        family = state.table.families.get(str(name))
        return family is not None and family.sort.value in ("integer", "dimension")
    return False


def signum(state: State, polynomial: Polynomial) -> Polynomial:
    """sign(c*m*p) = sign(c) * prod sign(g)^e * sign(p), constants where the sign is known."""
    mask = sign(state, polynomial)
    if mask == POSITIVE:
        return ONE
    if mask == NEGATIVE:
        return rational(-1)
    if mask == NULL:
        return rational(0)
    if not is_real(state, polynomial):
        raise Undefined("the sign of a complex quantity")
    state.use("sign_mul")
    value, monomial, primitive = algebra.primitive_part(state, polynomial)
    result = rational(1 if value > 0 else -1)
    for identity, exponent in monomial:
        factor = generator(identity)
        if _generator_sign(state, identity) == POSITIVE:
            continue
        if not isinstance(exponent, int):
            exponent = 2
        atom = _sign_atom(state, factor)
        result = algebra.multiply(state, result, algebra.power(state, atom, 2 - exponent % 2))
    if primitive != ONE:
        mask = sign(state, primitive)
        if mask == NEGATIVE:
            result = -result
        elif mask != POSITIVE:
            result = algebra.multiply(state, result, _sign_atom(state, primitive))
    return result


def _sign_atom(state: State, inner: Polynomial) -> Polynomial:
    mask = sign(state, inner)
    if mask in (POSITIVE, NEGATIVE, NULL):
        return rational({POSITIVE: 1, NEGATIVE: -1, NULL: 0}[mask])
    single = inner.single()
    if single is not None and len(single[1]) == 1:
        record = state.record(single[1][0][0])
        if record.head == "sign":
            return inner
        if record.head in ("asin", "atan", "erf", "asinh"):
            (argument,) = record.arguments
            assert isinstance(argument, Polynomial)
            return signum(state, argument)
    return state.value("sign", inner)


def signum_or_one(state: State, inner: Polynomial) -> Polynomial:
    """A factor f with |p| = p*f: 1 where p >= 0 is known, else sign(p)."""
    mask = sign(state, inner)
    if mask & NEGATIVE == 0:
        return ONE
    if mask & POSITIVE == 0:
        return rational(-1)
    return signum(state, inner)


def absolute(state: State, polynomial: Polynomial) -> Polynomial:
    """|p| = p*sign(p)."""
    state.use("abs_mul")
    return algebra.absolute_power(state, polynomial, 1)


def assume(state: State, polynomial: Polynomial, mask: int, source: int | None = None) -> None:
    """Add the fact that ``polynomial`` has one of the signs in ``mask``."""
    known = sign(state, polynomial)
    if known & mask == 0:
        state.contradiction = state.contradiction or "no sign is left for a quantity"
        if source is not None:
            state.assumptions_used.add(source)
        return
    if known & ~mask == 0:
        return
    key, turned = _key(polynomial)
    state.signs[key] = (flip(known & mask) if turned else known & mask) & state.signs.get(key, ANY)
    if source is not None:
        state.sources.setdefault(key, source)
    state.forget()
    _spread(state, polynomial, mask, source)
    for consequence, signs_of_it in consequences(state, polynomial, mask):
        assume(state, consequence, signs_of_it, source)
    _revisit(state)


def _spread(state: State, polynomial: Polynomial, mask: int, source: int | None) -> None:
    """From the sign of a product to the signs of its factors."""
    value, monomial, primitive = algebra.primitive_part(state, polynomial)
    factors: list[tuple[Polynomial, Exponent]] = [(generator(g), e) for g, e in monomial]
    if primitive != ONE:
        factors.append((primitive, 1))
    if len(factors) == 1 and factors[0][1] == 1 and abs(value) == 1:
        return
    bases = [state.record(g).arguments[0] for g, _ in monomial if state.record(g).head == "ipow"]
    if any(exponent < 0 and factor in bases for factor, exponent in factors):
        return  # b^m/b is b^(m-1), which need not be 0 where b is
    if mask & NULL == 0:
        for factor, _ in factors:
            assume(state, factor, NONZERO, source)
    masks = [_power_sign_of(state, factor, exponent) for factor, exponent in factors]
    for position, (factor, exponent) in enumerate(factors):
        if not isinstance(exponent, int) or exponent % 2 == 0:
            continue
        others = of_number(value)
        for other, known in enumerate(masks):
            if other != position:
                others = of_product(others, known)
        if others in (POSITIVE, NEGATIVE):
            assume(state, factor, mask if others == POSITIVE else flip(mask), source)


def _power_sign_of(state: State, factor: Polynomial, exponent: Exponent) -> int:
    mask = sign(state, factor)
    if isinstance(exponent, int) and exponent % 2 == 0:
        return NONNEGATIVE if mask & NULL else POSITIVE
    return mask


def _revisit(state: State) -> None:
    """Look for two facts that clash: each fact against all the others."""
    for fact, mask in list(state.signs.items()):
        if len(state.signs) > 40:
            return
        del state.signs[fact]
        state.forget()
        others = sign(state, fact)
        state.signs[fact] = mask
        state.forget()
        if others & mask == 0:
            state.contradiction = state.contradiction or "two assumptions clash"
            _note(state, fact)
            return
