"""Limits of one real variable, by the growth of what occurs.

TRUSTED. Guarantee: a limit that is returned is the limit.

At infinity a sum is as large as its fastest growing term: p ~ c*m where every
other term divided by m tends to 0; a product of powers of v and exponentials
tends to 0 or infinity as its exponent does. At a point the value is put in,
after cancelling; 0/0 goes through the quotient of the derivatives (l'Hopital).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verifier.kernel import algebra, derivative, facts, functions, reading, signs, substitution
from verifier.kernel.state import NEGATIVE, NULL, POSITIVE, Refusal, State, Undefined
from verifier.polynomial import ONE, ZERO, Exponent, Monomial, Polynomial, generator, rational
from verifier.terms import Constant, Index, Limit, Multiply, Number, Sort, Term, Variable
from verifier.terms import replace as replace_term

Environment = dict[Index, Polynomial]
HOSPITAL = 6
"""How often numerator and denominator are differentiated."""


@dataclass(frozen=True)
class Extended:
    """A finite value, or plus or minus infinity (``infinite`` is 1 or -1)."""

    finite: Polynomial
    infinite: int = 0


def limit(state: State, term: Limit, environment: Environment) -> Polynomial:
    """The finite limit; refused when there is none or no rule finds it."""
    state.table.fresh += 1
    fresh = Variable(f"{term.variable.name}@{state.table.fresh}", Sort.REAL)
    direction = _infinity(term.point)
    body = replace_term(term.body, term.variable, fresh)
    branch = state.branch()
    if direction:
        if direction < 0:
            body = replace_term(body, fresh, Multiply((Number(Fraction(-1)), fresh)))
        variable = substitution.variable(branch, fresh.name, Sort.REAL)
        facts.assume_sign(branch, variable, POSITIVE, None)
        value = _at_infinity(branch, reading.read(branch, body, environment), fresh.name)
        state.use("limit_growth")
        if value.infinite:
            raise Refusal("the limit is infinite")
        return value.finite
    point = reading.read(state, term.point, environment)
    variable = substitution.variable(branch, fresh.name, Sort.REAL)
    if term.side in "+-" and len(term.side) == 1:
        mask = POSITIVE if term.side == "+" else NEGATIVE
        facts.assume_sign(branch, variable - point, mask, None)
    state.use("limit_point")
    return _at_point(branch, reading.read(branch, body, environment), fresh.name, point, HOSPITAL)


def _infinity(point: Term) -> int:
    match point:
        case Constant("oo"):
            return 1
        case Multiply((Number(value), Constant("oo"))):
            return 1 if value > 0 else -1
        case _:
            return 0


def _leaf(state: State, name: str) -> int:
    return state.make("variable", name)


def _at_infinity(state: State, polynomial: Polynomial, name: str) -> Extended:
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
        inverse = algebra.power(state, Polynomial({candidate: 1}), -1)
        if all(
            _vanishes(state, other, inverse, leaf, name) for other in groups if other != candidate
        ):
            return coefficient, candidate
    raise Refusal("no term of fastest growth")


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
    sign = 1
    for identity, power in monomial:
        record = state.record(identity)
        if leaf not in record.support:
            factor = algebra.power(state, generator(identity), power)
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
                coefficient = signs.absolute(state, coefficient)
            more = Extended(algebra.power(state, coefficient, power))
            finite = algebra.multiply(state, finite, more.finite)
            for other, times in lead:
                if other == leaf:
                    degree += times * power
                elif state.record(other).head == "exp":
                    (argument,) = state.record(other).arguments
                    assert isinstance(argument, Polynomial)
                    exponent = exponent + argument.scale(times * power)
                else:
                    raise Refusal("a limit of nested growth")
        elif record.head == "log":
            order = _order_of_log(state, inner, leaf, name)
            if isinstance(order, Polynomial):
                value = _at_infinity(state, order, name)
                if value.infinite:
                    coefficient, lead = _leading(state, order, leaf, name)
                    finite, gained = _scaled(state, finite, coefficient, lead, power, leaf)
                    degree += gained
                else:
                    log = algebra.power(state, value.finite, power)
                    finite = algebra.multiply(state, finite, log)
            else:
                logs += Fraction(power)
                scale = algebra.power(state, rational(abs(order)), power)
                finite = algebra.multiply(state, finite, scale)
                if order < 0:
                    if not isinstance(power, int):
                        raise Refusal("a root of a negative logarithm")
                    sign *= -1 if power % 2 else 1
        else:
            value = _at_infinity(state, inner, name)
            bounded = _bounded(state, record.head, value)
            finite = algebra.multiply(state, finite, algebra.power(state, bounded, power))
    return _joined(state, finite, exponent, degree, logs, sign, name)


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
        return algebra.logarithm(state, coefficient)
    if len(lead) > 1:
        raise Refusal("a logarithm of a product in a limit")
    ((identity, times),) = lead
    if identity == leaf:
        return Fraction(times)
    if state.record(identity).head == "exp":
        (argument,) = state.record(identity).arguments
        assert isinstance(argument, Polynomial)
        return argument.scale(times) + algebra.logarithm(state, coefficient)
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
    factor = algebra.power(state, coefficient, power)
    return algebra.multiply(state, finite, factor), Fraction(lead[0][1] * power)


def _grows_like_a_power(state: State, exponent: Polynomial, name: str) -> bool:
    """Whether the leading term of the exponent has a positive power of v, or an exponential."""
    leaf = _leaf(state, name)
    _, lead = _leading(state, exponent, leaf, name)
    return any(
        (identity == leaf and times > 0) or (state.record(identity).head == "exp" and times > 0)
        for identity, times in lead
    ) and all(state.record(identity).head != "log" or times > 0 for identity, times in lead)


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
        value = _at_infinity(state, exponent, name)
        if value.infinite:
            if not _grows_like_a_power(state, exponent, name):
                raise Refusal("an exponent that grows more slowly than every power")
            growth = Fraction(value.infinite)
        else:
            scale = algebra.exponential(state, value.finite)
            finite = algebra.multiply(state, finite, scale)
    if growth == 0:
        return Extended(finite)
    if growth < 0:
        return Extended(ZERO)
    return Extended(ZERO, sign * _sign_of(state, finite))


def _jumps(state: State, polynomial: Polynomial, leaf: int) -> bool:
    """Whether a function that may jump depends on the variable, at any depth."""
    for identity in polynomial.generators():
        record = state.record(identity)
        if leaf not in record.support:
            continue
        if record.head in ("floor", "delta", "sign", "function", "dependent"):
            return True
        inner = [a for a in record.arguments if isinstance(a, Polynomial)]
        if any(_jumps(state, argument, leaf) for argument in inner):
            return True
    return False


def _at_point(
    state: State, polynomial: Polynomial, name: str, point: Polynomial, tries: int
) -> Polynomial:
    leaf = _leaf(state, name)
    if _jumps(state, polynomial, leaf):
        raise Refusal("a limit across a jump")
    try:
        return substitution.substitute(state, polynomial, {leaf: point})
    except Undefined:
        if tries == 0 or not polynomial:
            raise
    value, monomial, numerator = algebra.primitive_part(state, polynomial)
    top, bottom = numerator.scale(value), ONE
    for identity, power in monomial:
        size = power if power > 0 else -power
        factor = algebra.power(state, generator(identity), size)
        if power > 0:
            top = algebra.multiply(state, top, factor)
        else:
            inner = factor
            if state.record(identity).head == "poly" and isinstance(power, int):
                (argument,) = state.record(identity).arguments
                assert isinstance(argument, Polynomial)
                inner = algebra.power(state, argument, -power)
            bottom = algebra.multiply(state, bottom, inner)
    for part in (top, bottom):
        if substitution.substitute(state, part, {leaf: point}):
            raise Refusal("an infinite limit")
    by = derivative.By(name)
    up = derivative.differentiate(state, top, by)
    down = derivative.differentiate(state, bottom, by)
    quotient = algebra.multiply(state, up, algebra.power(state, down, -1))
    return _at_point(state, algebra.cancel(state, quotient), name, point, tries - 1)
