"""Limits at infinity, by the growth of what occurs.

TRUSTED. Guarantee: an ``Extended`` that is returned is the limit.

A sum is as large as its fastest growing term: p ~ c*m where every other term divided by m
tends to 0. A product of powers of v, logarithms and exponentials tends to 0 or infinity as
its exponent does. Where growth cancels, with p = c*m*(1 + r) and r -> 0,
    log|p| = log|c*m| + r*(1 + o(1)),    |p|^q = |c*m|^q * (1 + q*r*(1 + o(1))),
and a factor that tends to 0 against one that grows is differentiated (l'Hopital).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verifier.kernel import algebra, derivative, exponentials, functions, radicals, signs, signum
from verifier.kernel.state import NEGATIVE, NULL, POSITIVE, Refusal, State
from verifier.polynomial import ONE, ZERO, Exponent, Monomial, Polynomial, generator, rational

DEEPEST = 8
"""How often growth that cancels may be expanded, one inside the other."""


@dataclass(frozen=True)
class Extended:
    """A finite value, or plus or minus infinity (``infinite`` is 1 or -1)."""

    finite: Polynomial
    infinite: int = 0


def at_infinity(state: State, polynomial: Polynomial, name: str, deep: int = 0) -> Extended:
    """The limit as the variable ``name`` (large in this state) tends to infinity."""
    try:
        return _by_growth(state, polynomial, name)
    except Refusal:
        if deep >= DEEPEST:
            raise
    try:
        return _expanded(state, polynomial, name, deep)
    except Refusal:
        return _by_derivatives(state, polynomial, name, deep)


def _leaf(state: State, name: str) -> int:
    return state.make("variable", name)


def _by_growth(state: State, polynomial: Polynomial, name: str) -> Extended:
    leaf = _leaf(state, name)
    if leaf not in state.support(polynomial):
        return Extended(polynomial)
    total, infinite = ZERO, 0
    try:
        for monomial, value in polynomial.terms.items():
            part = _monomial_at_infinity(state, monomial, leaf, name)
            sign = _sign_of(state, rational(value)) * part.infinite
            if part.infinite and infinite and sign != infinite:
                raise Refusal("infinity minus infinity")
            infinite = infinite or sign
            total = total + part.finite.scale(value)
        return Extended(total, infinite)
    except Refusal:
        coefficient, monomial = _leading(state, polynomial, leaf, name)
        part = _monomial_at_infinity(state, monomial, leaf, name)
        if part.infinite:
            return Extended(ZERO, part.infinite * _sign_of(state, coefficient))
        return Extended(algebra.multiply(state, coefficient, part.finite))


def _sign_of(state: State, polynomial: Polynomial) -> int:
    mask = signs.sign(state, polynomial)
    if mask not in (POSITIVE, NEGATIVE):
        raise Refusal("a limit that depends on an unknown sign")
    return 1 if mask == POSITIVE else -1


def _leading(
    state: State, polynomial: Polynomial, leaf: int, name: str
) -> tuple[Polynomial, Monomial]:
    """C and m with p ~ c*m: the terms of fastest growth, c free of the variable."""
    if not polynomial:
        raise Refusal("a zero denominator in a limit")
    groups: dict[Monomial, Polynomial] = {}
    for monomial, value in polynomial.terms.items():
        key: Monomial = tuple(p for p in monomial if leaf in state.record(p[0]).support)
        fixed: Monomial = tuple(p for p in monomial if leaf not in state.record(p[0]).support)
        part = Polynomial({fixed: value})
        groups[key] = groups.get(key, ZERO) + part
    for candidate, coefficient in groups.items():
        if signs.sign(state, coefficient) & NULL:
            continue
        inverse = radicals.power(state, Polynomial({candidate: 1}), -1)
        if all(
            _vanishes(state, other, inverse, leaf, name) for other in groups if other != candidate
        ):
            return coefficient, candidate
    return _steady(state, groups, leaf, name), ()


def _steady(state: State, groups: dict[Monomial, Polynomial], leaf: int, name: str) -> Polynomial:
    """The sum of the limits of the terms, where all are finite and the sum is not 0."""
    total = ZERO
    for moving, coefficient in groups.items():
        part = _monomial_at_infinity(state, moving, leaf, name)
        if part.infinite:
            raise Refusal("no term of fastest growth")
        total = total + algebra.multiply(state, coefficient, part.finite)
    if signs.sign(state, total) & NULL:
        raise Refusal("no term of fastest growth")
    return total


def _vanishes(state: State, monomial: Monomial, inverse: Polynomial, leaf: int, name: str) -> bool:
    ratio = algebra.multiply(state, Polynomial({monomial: 1}), inverse)
    single = ratio.single()
    if single is None:
        return False
    try:
        value = _monomial_at_infinity(state, single[1], leaf, name)
    except Refusal:
        return False
    return not value.infinite and not value.finite


def _monomial_at_infinity(state: State, monomial: Monomial, leaf: int, name: str) -> Extended:
    """The limit of a product: finite parts, powers of v, and one joint exponential."""
    finite, exponent, degree, logs = ONE, ZERO, Fraction(0), Fraction(0)
    sign, oscillates = 1, False
    for identity, power in monomial:
        record = state.record(identity)
        if leaf not in record.support:
            factor = radicals.power(state, generator(identity), power)
            finite = algebra.multiply(state, finite, factor)
            continue
        if identity == leaf:
            degree += power
            continue
        (inner,) = record.arguments if len(record.arguments) == 1 else (None,)
        if not isinstance(inner, Polynomial):
            raise Refusal(f"no limit rule for {record.head}")
        if record.head == "exp":
            exponent = exponent + inner.scale(power)
        elif record.head in ("poly", "abs"):
            coefficient, lead = _leading(state, inner, leaf, name)
            if record.head == "abs":
                coefficient = signum.absolute(state, coefficient)
            more = Extended(radicals.power(state, coefficient, power))
            finite = algebra.multiply(state, finite, more.finite)
            for other, times in lead:
                if other == leaf:
                    degree += times * power
                elif state.record(other).head == "exp":
                    argument = state.record(other).inner
                    exponent = exponent + argument.scale(times * power)
                else:
                    raise Refusal("a limit of nested growth")
        elif record.head == "log":
            order = _order_of_log(state, inner, leaf, name)
            if isinstance(order, Polynomial):
                value = at_infinity(state, order, name)
                if value.infinite:
                    coefficient, lead = _leading(state, order, leaf, name)
                    finite, gained = _scaled(state, finite, coefficient, lead, power, leaf)
                    degree += gained
                else:
                    log = radicals.power(state, value.finite, power)
                    finite = algebra.multiply(state, finite, log)
            else:
                logs += Fraction(power)
                scale = radicals.power(state, rational(abs(order)), power)
                finite = algebra.multiply(state, finite, scale)
                if order < 0:
                    if not isinstance(power, int):
                        raise Refusal("a root of a negative logarithm")
                    sign *= -1 if power % 2 else 1
        else:
            try:
                bounded = _bounded(state, record.head, at_infinity(state, inner, name))
            except Refusal:
                if record.head not in ("sin", "cos") or power < 0:
                    raise
                oscillates = True
                continue
            finite = algebra.multiply(state, finite, radicals.power(state, bounded, power))
    joined = _joined(state, finite, exponent, degree, logs, sign, name)
    if oscillates and joined != Extended(ZERO):
        raise Refusal("a limit that oscillates")
    return joined


def _bounded(state: State, head: str, value: Extended) -> Polynomial:
    """The limit of a continuous, bounded function."""
    match head:
        case "atan" if value.infinite:
            return functions.pi(state).scale(Fraction(value.infinite, 2))
        case "erf" | "sign" if value.infinite:
            return rational(value.infinite)
        case "atan" | "erf" | "sin" | "cos" | "asin" if not value.infinite:
            return functions.apply(state, head, (value.finite,))
        case _:
            raise Refusal(f"no limit rule for {head}")


def _order_of_log(state: State, inner: Polynomial, leaf: int, name: str) -> Fraction | Polynomial:
    """log|p| for p ~ c*m: d where it is ~ d*log v, or p's exponent where m = e^q, or its limit."""
    coefficient, lead = _leading(state, inner, leaf, name)
    if not lead:
        return exponentials.logarithm(state, coefficient)
    if len(lead) > 1:
        raise Refusal("a logarithm of a product in a limit")
    ((identity, times),) = lead
    if identity == leaf:
        return Fraction(times)
    if state.record(identity).head == "exp":
        argument = state.record(identity).inner
        return argument.scale(times) + exponentials.logarithm(state, coefficient)
    raise Refusal("a logarithm of slow growth in a limit")


def _scaled(
    state: State,
    finite: Polynomial,
    coefficient: Polynomial,
    lead: Monomial,
    power: Exponent,
    leaf: int,
) -> tuple[Polynomial, Fraction]:
    """Finite * (c*v^d)^power as a factor and a power of v."""
    if len(lead) != 1 or lead[0][0] != leaf:
        raise Refusal("a logarithm that does not grow like a power")
    factor = radicals.power(state, coefficient, power)
    return algebra.multiply(state, finite, factor), Fraction(lead[0][1] * power)


def _grows_like_a_power(state: State, exponent: Polynomial, name: str) -> bool:
    """Whether the leading term of the exponent has a positive power of v, or an exponential."""
    leaf = _leaf(state, name)
    _, lead = _leading(state, exponent, leaf, name)
    return any(
        (identity == leaf and times > 0) or (state.record(identity).head == "exp" and times > 0)
        for identity, times in lead
    ) and all(state.record(identity).head != "log" or times > 0 for identity, times in lead)


def _power_of_variable(state: State, exponent: Polynomial, name: str) -> Polynomial | None:
    """The c of an exponent ~ c*log v: e^exponent is about v^c then."""
    leaf = _leaf(state, name)
    coefficient, lead = _leading(state, exponent, leaf, name)
    return coefficient if lead == ((state.make("log", generator(leaf)), 1),) else None


def _joined(
    state: State,
    finite: Polynomial,
    exponent: Polynomial,
    degree: Fraction,
    logs: Fraction,
    sign: int,
    name: str,
) -> Extended:
    """Finite * e^exponent * v^degree * (log)^logs: the exponential decides, then the power."""
    growth = degree or logs
    if exponent:
        value = at_infinity(state, exponent, name)
        if value.infinite:
            power = _power_of_variable(state, exponent, name)
            if power is not None:
                growth = Fraction(_sign_of(state, power + rational(degree)))
            elif _grows_like_a_power(state, exponent, name):
                growth = Fraction(value.infinite)
            else:
                raise Refusal("an exponent that grows more slowly than every power")
        else:
            scale = exponentials.exponential(state, value.finite)
            finite = algebra.multiply(state, finite, scale)
    if growth == 0:
        return Extended(finite)
    if growth < 0:
        return Extended(ZERO)
    return Extended(ZERO, sign * _sign_of(state, finite))


# -- where growth cancels ----------------------------------------------------------------


def _expanded(state: State, polynomial: Polynomial, name: str, deep: int) -> Extended:
    """Put c*m*(1 + r) for the argument of one logarithm or radical, to first order in r."""
    leaf = _leaf(state, name)
    for identity in sorted(set(polynomial.generators())):
        record = state.record(identity)
        if record.head not in ("log", "abs") or leaf not in record.support:
            continue
        inner = record.inner
        powers = {power for m in polynomial.terms for g, power in m if g == identity}
        if len(inner) < 2 or len(powers) > 1:  # the o(1) differs from power to power
            continue
        coefficient, lead = _leading(state, inner, leaf, name)
        main = algebra.multiply(state, coefficient, Polynomial({lead: 1}))
        small = algebra.multiply(state, inner, radicals.power(state, main, -1)) - ONE
        if at_infinity(state, small, name, deep + 1) != Extended(ZERO):
            continue
        rest, correction = _first_order(state, polynomial, identity, main, small)
        value = at_infinity(state, correction, name, deep + 1)
        if value.infinite:
            continue
        whole = at_infinity(state, rest, name, deep + 1)
        return Extended(whole.finite + value.finite, whole.infinite)
    raise Refusal("growth that cancels")


def _first_order(
    state: State, polynomial: Polynomial, identity: int, main: Polynomial, small: Polynomial
) -> tuple[Polynomial, Polynomial]:
    """The polynomial with c*m for the argument, and what r adds to first order."""
    head = state.record(identity).head
    rest, correction = ZERO, ZERO
    for monomial, value in polynomial.terms.items():
        powers = dict(monomial)
        exponent = powers.pop(identity, 0)
        others = Polynomial({tuple(sorted(powers.items())): value})
        if not exponent:
            rest = rest + others
        elif head == "log":
            if exponent != 1:
                raise Refusal("a power of a logarithm whose growth cancels")
            rest = rest + algebra.multiply(state, others, exponentials.logarithm(state, main))
            correction = correction + algebra.multiply(state, others, small)
        else:
            size = radicals.absolute_power(state, main, exponent)
            rest = rest + algebra.multiply(state, others, size)
            linear = algebra.product(state, others, size, small).scale(exponent)
            correction = correction + linear
    return rest, correction


def _by_derivatives(state: State, polynomial: Polynomial, name: str, deep: int) -> Extended:
    """The limit of g*z as that of z' / (1/g)', for z -> 0; g -> oo is made of v, exp, log."""
    value, monomial, primitive = algebra.primitive_part(state, polynomial)
    leaf = _leaf(state, name)
    fixed = tuple(p for p in monomial if leaf not in state.record(p[0]).support)
    moving = tuple(p for p in monomial if p not in fixed and _is_monotone(state, (p,)))
    others = tuple(p for p in monomial if p not in fixed and p not in moving)
    small = algebra.multiply(state, Polynomial({others: 1}), primitive)
    if not moving or deep >= DEEPEST:
        raise Refusal("no rule finds this limit")
    large = Polynomial({moving: 1})
    if not at_infinity(state, large, name, DEEPEST).infinite:
        raise Refusal("no rule finds this limit")
    if at_infinity(state, small, name, deep + 1) != Extended(ZERO):
        raise Refusal("no rule finds this limit")
    by = derivative.By(name)
    up = derivative.differentiate(state, small, by)
    below = derivative.differentiate(state, radicals.power(state, large, -1), by)
    quotient = algebra.multiply(state, up, radicals.power(state, below, -1))
    found = at_infinity(state, algebra.cancel(state, quotient), name, deep + 2)
    scale = Polynomial({fixed: value})
    if found.infinite:
        return Extended(ZERO, found.infinite * _sign_of(state, scale))
    return Extended(algebra.multiply(state, scale, found.finite))


def _is_monotone(state: State, monomial: Monomial) -> bool:
    """Whether only the variable, exponentials and logarithms of such occur: no oscillation."""
    for identity, _ in monomial:
        record = state.record(identity)
        if record.head not in ("variable", "exp", "log"):
            return False
        for argument in record.arguments:
            if isinstance(argument, Polynomial) and not all(
                _is_monotone(state, term) for term in argument.terms
            ):
                return False
    return True
