"""Integrals of smooth functions between finite ends.

TRUSTED. Guarantee: ``definite(integral)`` equals the integral, whose integrand is smooth
on the whole line; any other integral is refused.

    int_a^b sum c_i m_i = sum c_i (F_i(b) - F_i(a)),  F(e) = int_0^e m,  for factors c_i free
    of the variable; F(e) = e^(k+1)/(k+1) for m = t^k, e^(r e)/r - 1/r for m = e^(r t), r != 0.
    d F(e)/dx = m(e) e' + int_0^e dm/dx       (Leibniz; m and dm/dx are continuous)

F is a generator ``primitive((t,), m, e)``: t is a mark, numbered by depth, that stands for
the variable, so integrals that differ in its name are the same. Sums are drawn out.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel import (
    algebra,
    conditions,
    domain,
    exponentials,
    facts,
    intrinsic_signs,
    nesting,
    radicals,
    reading,
    signs,
    substitution,
    sums,
)
from verifier.kernel.state import (
    NEGATIVE,
    NULL,
    POSITIVE,
    Generator,
    NoAntiderivative,
    Refusal,
    State,
)
from verifier.polynomial import ONE, ZERO, Exponent, Monomial, Polynomial, generator
from verifier.terms import (
    Constant,
    Index,
    Integral,
    Multiply,
    Number,
    Relation,
    Sort,
    Term,
    Variable,
)
from verifier.traversal import free_names, replace

SMOOTH = ("mark", "variable", "exp", "sin", "cos", "atan", "erf", "sum", "primitive", "applied")
"""What is smooth for all real arguments."""
WHERE_POSITIVE = ("poly", "abs", "log")
"""What is smooth where its argument is positive."""


def definite(state: State, integral: Integral, environment: dict[Index, Polynomial]) -> Polynomial:
    """The value of the integral."""
    ends = (integral.lower, integral.upper)
    if any(direction(end) for end in ends) or integral.variable.sort is not Sort.REAL:
        raise NoAntiderivative("an integral without an antiderivative")
    state.table.fresh += 1
    running = Variable(f"{integral.variable.name}@t{state.table.fresh}", Sort.REAL)
    inside = replace(integral.body, integral.variable, running)
    body = reading.read(state, inside, environment)
    lower, upper = (reading.read(state, end, environment) for end in ends)
    if not all(intrinsic_signs.is_real(state, part) for part in (body, lower, upper)):
        raise Refusal("an integral of complex quantities")
    leaf = state.make("variable", running.name)
    state.use("integral_linear")
    value = primitive(state, leaf, body, upper) - primitive(state, leaf, body, lower)
    _refuse_undefined(state, inside, running, (lower, upper), environment)
    return value


def _refuse_undefined(
    state: State,
    body: Term,
    running: Variable,
    ends: tuple[Polynomial, Polynomial],
    environment: dict[Index, Polynomial],
) -> None:
    """Refuse where the integrand may be undefined on more than single points of the range."""
    needed = [
        need
        for need in domain.needs(body)
        if running.name in free_names((need.condition, need.guards))
        and not (isinstance(need.condition, Relation) and need.condition.operator == "!=")
    ]
    if not needed:
        return
    lower, upper = ends
    branch = state.branch()
    here = reading.read(branch, running)
    mask = signs.sign(state, upper - lower)
    if not mask & POSITIVE:
        lower, upper = upper, lower
    if mask & (NEGATIVE | POSITIVE) != NEGATIVE | POSITIVE:
        facts.assume_sign(branch, here - lower, POSITIVE, None)
        facts.assume_sign(branch, upper - here, POSITIVE, None)
    if not all(conditions.entailed(branch, need, environment) for need in needed):
        raise Refusal("what is integrated is not seen to be defined on the range")


def direction(term: Term) -> int:
    """1 for oo, -1 for -oo, 0 for a finite end."""
    match term:
        case Constant("oo"):
            return 1
        case Multiply((Number(factor), Constant("oo"))) if factor:
            return 1 if factor > 0 else -1
        case _:
            return 0


def primitive(state: State, leaf: int, body: Polynomial, end: Polynomial) -> Polynomial:
    """The integral of ``body`` over the leaf from 0 to ``end``."""
    result = ZERO
    for monomial, value in body.terms.items():
        inside = tuple(p for p in monomial if leaf in state.record(p[0]).support)
        outside = tuple(pair for pair in monomial if pair not in inside)
        if not all(_is_smooth(state, leaf, identity, exponent) for identity, exponent in inside):
            raise NoAntiderivative("an integral without an antiderivative")
        piece = _of_sum(state, leaf, inside, end) or _of_term(state, leaf, inside, end)
        result = result + algebra.multiply(state, Polynomial({outside: value}), piece)
    return result


def _of_sum(state: State, leaf: int, inside: Monomial, end: Polynomial) -> Polynomial | None:
    """Int sum_j f_j = sum_j int f_j."""
    for identity, exponent in inside:
        if state.record(identity).head == "sum" and exponent == 1:
            bounds, body = nesting.open_sum(state, identity)
            others = Polynomial({tuple(pair for pair in inside if pair[0] != identity): 1})
            result = primitive(state, leaf, algebra.multiply(state, others, body), end)
            for bound in reversed(bounds):
                result = sums.total(state, bound, result)
            return result
    return None


def _of_term(state: State, leaf: int, inside: Monomial, end: Polynomial) -> Polynomial:
    if not end:
        return ZERO
    closed = _closed_form(state, leaf, inside, end)
    if closed is not None:
        return closed
    height = max(state.record(g).height for g, _ in inside)
    mark = state.make("mark", f"{height + 1}")
    named = substitution.substitute(state, Polynomial({inside: 1}), {leaf: generator(mark)})
    return state.value("primitive", (mark,), named, end)


def _closed_form(state: State, mark: int, inside: Monomial, end: Polynomial) -> Polynomial | None:
    """Powers of the variable, and exponentials that are linear in it."""
    if not inside:
        return end
    if len(inside) > 1:
        return None
    ((identity, exponent),) = inside
    if identity == mark and isinstance(exponent, int):
        raised = radicals.power(state, end, exponent + 1)
        return raised.scale(Fraction(1, exponent + 1))
    record = state.record(identity)
    if record.head != "exp" or not isinstance(record.arguments[0], Polynomial):
        return None
    argument = record.arguments[0].scale(exponent)
    rate = Polynomial(
        {
            tuple(p for p in m if p[0] != mark): c
            for m, c in argument.terms.items()
            if (mark, 1) in m
        }
    )
    linear = argument == algebra.multiply(state, rate, generator(mark))
    if not linear or mark in state.support(rate) or signs.sign(state, rate) & NULL:
        return None
    grown = exponentials.exponential(state, algebra.multiply(state, rate, end)) - ONE
    return algebra.multiply(state, grown, radicals.power(state, rate, -1))


def _is_smooth(state: State, mark: int, identity: int, exponent: Exponent) -> bool:
    """Whether g^exponent is smooth in the mark, and in all that it depends on."""
    record = state.record(identity)
    if mark not in record.support:
        return True
    inner = [argument for argument in record.arguments if isinstance(argument, Polynomial)]
    if record.head in WHERE_POSITIVE:
        if any(signs.sign(state, argument) != POSITIVE for argument in inner):
            return False
        if exponent < 0 and signs.sign(state, generator(identity)) & NULL:
            return False
    elif record.head not in SMOOTH or (
        record.head != "exp" and (exponent < 0 or not isinstance(exponent, int))
    ):
        return False
    return all(
        _is_smooth(state, mark, below, power)
        for argument in inner
        for monomial in argument.terms
        for below, power in monomial
    )


def parts(record: Generator) -> tuple[int, Polynomial, Polynomial]:
    """Mark, integrand and end of a generator ``primitive``."""
    marks, body, end = record.arguments
    assert isinstance(marks, tuple)
    assert isinstance(body, Polynomial)
    assert isinstance(end, Polynomial)
    return int(str(marks[0])), body, end
