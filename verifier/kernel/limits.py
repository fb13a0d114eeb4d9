"""Limits of one real variable, by the growth of what occurs.

TRUSTED. Guarantee: a limit that is returned is the limit.

At infinity: by growth (``growth``). At a point the value is put in, after cancelling;
products and sums of finite limits are taken part by part, 0/0 goes through the quotient
of the derivatives (l'Hopital); else p + 1/v and p - 1/v are looked at as v grows. Near the
point a continuous quantity has the sign that it has there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from verifier.kernel import (
    algebra,
    conditions,
    derivative,
    domain,
    exponentials,
    facts,
    growth,
    quantities,
    radicals,
    reading,
    signs,
    substitution,
    whole_limits,
)
from verifier.kernel.domain import Need
from verifier.kernel.state import (
    MASKS,
    NEGATIVE,
    NULL,
    POSITIVE,
    Environment,
    Refusal,
    State,
    Undefined,
)
from verifier.polynomial import ONE, ZERO, Polynomial, generator, rational
from verifier.terms import (
    Add,
    And,
    Condition,
    Constant,
    Limit,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Relation,
    Sort,
    Term,
    Variable,
)
from verifier.traversal import free_names
from verifier.traversal import replace as replace_term

HOSPITAL = 6
"""How often numerator and denominator are differentiated."""
FAR = 1000
"""At infinity only what is larger than this is looked at."""
PASSES = 4


def limit(state: State, term: Limit, environment: Environment) -> Polynomial:
    """The finite limit; refused when there is none or no rule finds it."""
    direction = _infinity(term.point)
    if direction and term.variable.sort is not Sort.REAL:
        return whole_limits.limit(state, term, environment, direction)
    if direction:
        sign = Number(Fraction(direction))
        return _far_out(state, term, environment, lambda v: Multiply((sign, v)))
    if term.variable.sort is not Sort.REAL:
        raise Refusal("a limit over whole numbers at a finite point")
    point = reading.read(state, term.point, environment)
    state.use("limit_point")
    try:
        return _near(state, term, environment, point)
    except Refusal:
        sides = {"+": (1,), "-": (-1,)}.get(term.side, (1, -1))
        values = []
        for side in sides:
            try:
                values.append(_beside(state, term, environment, side))
            except Outside:
                continue
        if not values:
            raise Refusal("what stands in the limit is not defined near the point") from None
        if values[-1] != values[0]:
            raise Refusal("the limits from the two sides are not seen to agree") from None
        return values[0]


class Outside(Refusal):
    """What stands in a limit is surely undefined on the way."""


def _fresh(state: State, term: Limit) -> Variable:
    state.table.fresh += 1
    return Variable(f"{term.variable.name}@{state.table.fresh}", Sort.REAL)


def _near(state: State, term: Limit, environment: Environment, point: Polynomial) -> Polynomial:
    """The limit at a finite point."""
    fresh = _fresh(state, term)
    body = replace_term(term.body, term.variable, fresh)
    branch = state.branch()
    variable = quantities.variable(branch, fresh.name, Sort.REAL)
    if term.side in "+-" and len(term.side) == 1:
        mask = POSITIVE if term.side == "+" else NEGATIVE
        facts.assume_sign(branch, variable - point, mask, None)
    leaf = _leaf(branch, fresh.name)

    def there(inner: Polynomial) -> Polynomial:
        return substitution.substitute(branch, inner, {leaf: point})

    polynomial = _settled(branch, body, environment, leaf, there)
    beside = [branch.branch() for _ in term.side]
    for other, side in zip(beside, term.side, strict=True):
        mask = POSITIVE if side == "+" else NEGATIVE
        facts.assume_sign(other, variable - point, mask, None)
    if not any(_inside(other, body, environment, fresh.name, there) for other in beside):
        raise Refusal("what stands in the limit is not seen to be defined near the point")
    return _at_point(branch, polynomial, fresh.name, point, HOSPITAL)


def _beside(state: State, term: Limit, environment: Environment, side: int) -> Polynomial:
    """The limit from one side, as that of f(p + side/v) for large v."""
    scale = Number(Fraction(side))
    return _far_out(
        state,
        term,
        environment,
        lambda v: Add((term.point, Multiply((scale, Power(v, Number(Fraction(-1))))))),
    )


def _far_out(
    state: State, term: Limit, environment: Environment, way: Callable[[Variable], Term]
) -> Polynomial:
    """The limit of the body on the way v -> way(v), as v tends to infinity."""
    fresh = _fresh(state, term)
    body = replace_term(term.body, term.variable, way(fresh))
    branch = state.branch()
    variable = quantities.variable(branch, fresh.name, Sort.REAL)
    facts.assume_sign(branch, variable - rational(FAR), POSITIVE, None)
    leaf = _leaf(branch, fresh.name)

    def there(inner: Polynomial) -> Polynomial:
        value = growth.at_infinity(branch, inner, fresh.name)
        return rational(value.infinite) if value.infinite else value.finite

    polynomial = _settled(branch, body, environment, leaf, there)
    if not _defined(branch, body, environment, fresh.name, there):
        raise Refusal("what stands in the limit is not seen to be defined far out")
    value = growth.at_infinity(branch, polynomial, fresh.name)
    state.use("limit_growth")
    if value.infinite:
        raise Refusal("the limit is infinite")
    return value.finite


def _defined(
    branch: State,
    body: Term,
    environment: Environment,
    name: str,
    there: Callable[[Polynomial], Polynomial],
) -> bool:
    """Whether the body is defined near the limit, wherever the other quantities' needs hold."""
    for need in domain.needs(body):
        if name not in free_names((need.condition, need.guards)):
            continue
        if conditions.entailed(branch, need, environment):
            continue
        if need.binders or need.guards:
            return False
        if conditions.entailed(branch, Need(Not(need.condition)), environment):
            raise Outside("what stands in the limit is not defined near the point")
        if not _eventually(branch, need.condition, environment, there):
            return False
    return True


def _inside(
    branch: State,
    body: Term,
    environment: Environment,
    name: str,
    there: Callable[[Polynomial], Polynomial],
) -> bool:
    """``_defined``, false where the body is surely not."""
    try:
        return _defined(branch, body, environment, name, there)
    except Outside:
        return False


def _eventually(
    branch: State,
    condition: Condition,
    environment: Environment,
    there: Callable[[Polynomial], Polynomial],
) -> bool:
    """Whether the limits of the two sides are strictly ordered as the condition says."""
    match condition:
        case Relation(operator, left, right):
            difference = reading.read(branch, left, environment) - reading.read(
                branch, right, environment
            )
            try:
                mask = signs.sign(branch, there(difference))
            except (Refusal, Undefined):
                return False
            return mask & NULL == 0 and mask & ~MASKS[operator] == 0
        case And(parts):
            return all(_eventually(branch, part, environment, there) for part in parts)
        case Or(parts):
            return any(_eventually(branch, part, environment, there) for part in parts)
        case _:
            return False


def _settled(
    branch: State,
    body: Term,
    environment: Environment,
    leaf: int,
    there: Callable[[Polynomial], Polynomial],
) -> Polynomial:
    """The body, signs being what they are near the limit: that of a limit that is not 0."""
    polynomial = reading.read(branch, body, environment)
    for _ in range(PASSES):
        moving = list(_signed(branch, polynomial, leaf))
        before = dict(branch.signs)
        for inner in moving:
            try:
                mask = signs.sign(branch, there(inner))
            except Refusal:
                continue
            if mask in (POSITIVE, NEGATIVE):
                facts.assume_sign(branch, inner, mask, None)
        if branch.signs == before:
            break
        branch.forget()
        polynomial = reading.read(branch, body, environment)
    return polynomial


def _signed(state: State, polynomial: Polynomial, leaf: int) -> Iterator[Polynomial]:
    """What stands under signs and absolute values, innermost last."""
    for identity in sorted(set(polynomial.generators())):
        record = state.record(identity)
        if leaf not in record.support:
            continue
        for argument in record.arguments:
            if isinstance(argument, Polynomial):
                if record.head in ("sign", "abs") and not _jumps(state, argument, leaf):
                    yield argument
                yield from _signed(state, argument, leaf)


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


def _jumps(state: State, polynomial: Polynomial, leaf: int) -> bool:
    """Whether a function that may jump depends on the variable, at any depth."""
    for identity in polynomial.generators():
        record = state.record(identity)
        if leaf not in record.support:
            continue
        if record.head in ("floor", "delta", "sign", "function"):
            return True
        if record.head == "dependent" and any(
            str(record.arguments[0]) == given.left.family.name for given, _ in state.recursions
        ):
            return True  # what a recursion says of it may jump
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
        _refuse_poles(state, polynomial, leaf, point)
        return substitution.substitute(state, polynomial, {leaf: point})
    except Undefined:
        if tries == 0 or not polynomial:
            raise
    try:
        return _part_by_part(state, polynomial, name, point, tries - 1)
    except Refusal:
        return _by_derivatives(state, polynomial, name, point, tries)


def _refuse_poles(state: State, polynomial: Polynomial, leaf: int, point: Polynomial) -> None:
    """Undefined where a denominator or the argument of a logarithm may vanish at the point."""
    for monomial in polynomial.terms:
        for identity, exponent in monomial:
            record = state.record(identity)
            if leaf not in record.support:
                continue
            for argument in record.arguments:
                if isinstance(argument, Polynomial):
                    _refuse_poles(state, argument, leaf, point)
            base = generator(identity)
            if record.head in ("poly", "abs", "log"):
                inner = record.inner
                base = inner
            if record.head == "log" or (exponent < 0 and record.head != "exp"):
                there = substitution.substitute(state, base, {leaf: point})
                if signs.sign(state, there) & NULL:
                    raise Undefined("a denominator that may vanish at the point")


def _part_by_part(
    state: State, polynomial: Polynomial, name: str, point: Polynomial, tries: int
) -> Polynomial:
    """The sum of the products of the limits of continuous functions."""
    leaf = _leaf(state, name)
    total = ZERO
    for monomial, value in polynomial.terms.items():
        term = rational(value)
        for identity, exponent in monomial:
            record = state.record(identity)
            if leaf not in record.support:
                factor = radicals.power(state, generator(identity), exponent)
            elif identity == leaf:
                if exponent < 0 and signs.sign(state, point) & NULL:
                    raise Undefined("a denominator that may vanish at the point")
                factor = radicals.power(state, point, exponent)
            elif record.head == "exp":
                inner = record.inner
                exponent_there = _at_point(state, inner.scale(exponent), name, point, tries)
                factor = exponentials.exponential(state, exponent_there)
            elif record.head in ("log", "sin", "cos", "atan", "erf", "poly"):
                inner = record.inner
                there = _at_point(state, inner, name, point, tries)
                pole = record.head == "log" or exponent < 0
                factor = substitution.construct(state, record.head, (there,))
                if pole and signs.sign(state, there if record.head == "log" else factor) & NULL:
                    raise Undefined("a denominator that may vanish at the point")
                factor = radicals.power(state, factor, exponent)
            else:
                raise Refusal(f"no limit rule for {record.head}")
            term = algebra.multiply(state, term, factor)
        total = total + term
    return total


def _by_derivatives(
    state: State, polynomial: Polynomial, name: str, point: Polynomial, tries: int
) -> Polynomial:
    """The quotient of the derivatives, where numerator and denominator tend to 0."""
    leaf = _leaf(state, name)
    value, monomial, numerator = algebra.primitive_part(state, polynomial)
    top, bottom = numerator.scale(value), ONE
    for identity, power in monomial:
        size = power if power > 0 else -power
        factor = radicals.power(state, generator(identity), size)
        if power > 0:
            top = algebra.multiply(state, top, factor)
        else:
            inner = factor
            if state.record(identity).head == "poly" and isinstance(power, int):
                argument = state.record(identity).inner
                inner = radicals.power(state, argument, -power)
            bottom = algebra.multiply(state, bottom, inner)
    for part in (top, bottom):
        if substitution.substitute(state, part, {leaf: point}):
            raise Refusal("an infinite limit")
    by = derivative.By(name)
    up = derivative.differentiate(state, top, by)
    down = derivative.differentiate(state, bottom, by)
    quotient = algebra.multiply(state, up, radicals.power(state, down, -1))
    return _at_point(state, algebra.cancel(state, quotient), name, point, tries - 1)
