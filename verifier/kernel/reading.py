"""From terms to polynomials in generators.

TRUSTED. Guarantee: ``read(term)`` equals the term at every point where the term
is defined and the facts of the state hold.

A term under a derivative is read without the equations known of the variable;
``At`` is read with its binder as a variable of its own, then the value is put in.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from verifier.kernel import (
    algebra,
    composition,
    deltas,
    derivative,
    domain,
    exponentials,
    functions,
    limits,
    primitives,
    products,
    quantities,
    radicals,
    signs,
    signum,
    substitution,
    sums,
    zero,
)
from verifier.kernel.state import (
    EMPTY,
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
    Apply,
    At,
    Cases,
    Condition,
    Constant,
    Dependent,
    Derivative,
    Entry,
    Family,
    Function,
    Index,
    Integral,
    Limit,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Product,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
)
from verifier.traversal import replace

ADDED_AT_ONCE = 16
"""Terms of a polynomial that are copied in the time that one product takes."""


def read(state: State, term: Term, environment: Environment = EMPTY) -> Polynomial:
    """The value of ``term``; bound indices are looked up in ``environment``."""
    key = (id(term), id(environment), state.hidden)
    cached = state.memo.get(key)
    if cached is None:
        cached = _read(state, term, environment)
        state.memo[key] = cached
        state.kept.append((term, environment))
    return cached


def _read(state: State, term: Term, environment: Environment) -> Polynomial:
    match term:
        case Number(value):
            return rational(value.numerator if value.denominator == 1 else value)
        case Constant(name):
            return _constant(state, name)
        case Variable(name, sort):
            return quantities.variable(state, name, sort)
        case Index():
            return _index(state, term, environment)
        case Entry(family, indices):
            quantities.declare(state, family)
            read_indices = tuple(read(state, index, environment) for index in indices)
            if not all(algebra.is_integer(state, index) for index in read_indices):
                raise Refusal(f"an index of {family.name} is no integer")
            return quantities.entry(state, family.name, read_indices)
        case Add(terms):
            total = ZERO
            for part in terms:
                state.table.work.charge(1 + len(total) // ADDED_AT_ONCE)
                total = total + read(state, part, environment)
            return total
        case Multiply(factors):
            result = ONE
            for factor in factors:
                result = algebra.multiply(state, result, read(state, factor, environment))
            return result
        case Power(base, exponent):
            return _power(state, base, exponent, environment)
        case Function(name, arguments):
            values = tuple(read(state, argument, environment) for argument in arguments)
            return functions.apply(state, name, values)
        case Apply(symbol, arguments, orders):
            values = tuple(read(state, argument, environment) for argument in arguments)
            return derivative.applied(state, symbol.name, ",".join(map(str, orders)), values)
        case Dependent():
            return _dependent(state, term, environment)
        case Derivative(body, variable):
            return _derivative(state, body, variable, environment)
        case At():
            return _at(state, term, environment)
        case Sum(index, body):
            bound, inner = bind(state, index, environment)
            return sums.total(state, bound, read(state, body, inner))
        case Product(index, body):
            bound, inner = bind(state, index, environment)
            return products.product_over(state, bound, read(state, body, inner))
        case Cases(branches, otherwise):
            return _cases(state, branches, otherwise, environment)
        case Limit():
            return limits.limit(state, term, environment)
        case Integral():
            return primitives.definite(state, term, environment)
        case _:
            assert_never(term)


def _constant(state: State, name: str) -> Polynomial:
    match name:
        case "pi":
            return functions.pi(state)
        case "i":
            state.table.complex = True
            return functions.imaginary_unit(state)
        case _:
            raise Refusal("infinity outside of a limit")


def _index(state: State, index: Index, environment: Environment) -> Polynomial:
    bound = environment.get(index)
    if bound is not None:
        return bound
    lower, upper = _ends(state, index, environment)
    state.table.declare(index.name, Sort.INTEGER)
    return quantities.known(state, state.make("index", index.name, lower, upper))


def _ends(state: State, index: Index, environment: Environment) -> tuple[Polynomial, Polynomial]:
    """The range of an index; both ends must be seen to be integers."""
    lower, upper = read(state, index.lower, environment), read(state, index.upper, environment)
    for end in (lower, upper):
        if not algebra.is_integer(state, end):
            raise Refusal(f"the range of {index.name} ends at no integer")
    return lower, upper


def bind(state: State, index: Index, environment: Environment) -> tuple[int, Environment]:
    """A fresh bound index for ``index``, and the environment under it."""
    lower, upper = _ends(state, index, environment)
    bound = state.bound(lower, upper)
    return bound, {**environment, index: generator(bound)}


def _power(state: State, base: Term, exponent: Term, environment: Environment) -> Polynomial:
    power = read(state, exponent, environment)
    constant = power.constant()
    if isinstance(constant, int) and constant < 0 and isinstance(base, Multiply):
        result = ONE
        for factor in base.factors:
            inverse = radicals.power(state, read(state, factor, environment), constant)
            result = algebra.multiply(state, result, inverse)
        return result
    value = read(state, base, environment)
    if constant is None and not domain.is_whole(exponent):
        return exponentials.positive_power(state, value, power)
    return exponentials.general_power(state, value, power)


def _dependent(state: State, term: Dependent, environment: Environment) -> Polynomial:
    quantities.declare(state, term.family)
    for quantity in term.over:  # before the value is named, wherever it is met first
        if isinstance(quantity, Variable):
            state.table.declare(quantity.name, quantity.sort)
    partials = tuple(_by(state, part, environment) for part in term.partials)
    return composition.named(
        state,
        term.family.name,
        tuple(read(state, index, environment) for index in term.indices),
        tuple(quantity.name for quantity in term.over),
        partials,
    )


def _by(state: State, variable: Variable | Entry, environment: Environment) -> derivative.By:
    holder = variable if isinstance(variable, Variable) else variable.family
    if holder.sort not in (Sort.REAL, Sort.COMPLEX):
        raise Refusal(f"a derivative by {holder.name}, which takes only integer values")
    if isinstance(variable, Variable):
        state.table.declare(variable.name, variable.sort)
        return derivative.By(variable.name)
    quantities.declare(state, variable.family)
    indices = tuple(read(state, index, environment) for index in variable.indices)
    return derivative.By(variable.family.name, indices)


def _derivative(
    state: State, body: Term, variable: Variable | Entry, environment: Environment
) -> Polynomial:
    by = _by(state, variable, environment)
    outer = state.hidden
    state.hidden = outer | {by.name}
    try:
        result = derivative.differentiate(state, read(state, body, environment), by)
    finally:
        state.hidden = outer
    return substitution.renew(state, result, frozenset({by.name}) - outer)


def _at(state: State, term: At, environment: Environment) -> Polynomial:
    """The body with the binder under a new name, then each of its entries replaced."""
    state.table.fresh += 1
    name = f"{term.binder.name}@{state.table.fresh}"
    binder = term.binder
    if isinstance(binder, Variable):
        renamed: Variable | Family = Variable(name, binder.sort)
    else:
        renamed = Family(name, binder.shape, binder.starts, binder.sort)
    body = read(state, replace(term.body, binder, renamed), environment)
    inner = environment
    bounds: list[int] = []
    for index in term.indices:
        bound, inner = bind(state, index, inner)
        bounds.append(bound)
    value = read(state, term.value, inner)
    state.bindings[name] = (tuple(bounds), value)
    if isinstance(binder, Variable):
        body = substitution.renew(state, body, frozenset({name}))
        leaf = quantities.variable(state, name, binder.sort).single()
        assert leaf is not None
        return substitution.substitute(state, body, {leaf[1][0][0]: value})
    return substitution.renew(state, body, frozenset({name}))


# -- cases -------------------------------------------------------------------------------


def _cases(
    state: State,
    branches: tuple[tuple[Condition, Term], ...],
    otherwise: Term | None,
    environment: Environment,
) -> Polynomial:
    """Sum of [condition] * value over the branches that may be taken.

    Without ``otherwise`` the last branch is taken where no other is: elsewhere
    the term is not defined.
    """
    open_branches: list[tuple[Polynomial, Term]] = []
    last = otherwise
    for condition, value in branches:
        weight = holds(state, condition, environment)
        if weight == ONE:
            last = value
            break
        if weight:
            open_branches.append((weight, value))
    if last is None:
        if not open_branches:
            raise Undefined("no case applies")
        last = open_branches.pop()[1]
    result, left = ZERO, ONE
    for weight, value in open_branches:
        state.use("cases")
        taken = algebra.multiply(state, left, weight)
        part = read(state, value, environment)
        zero.note_poles(state, part)
        result = result + algebra.multiply(state, taken, part)
        left = algebra.multiply(state, left, ONE - weight)
    if not left:
        return result
    part = read(state, last, environment)
    if left != ONE:
        zero.note_poles(state, part)
    return result + algebra.multiply(state, left, part)


def holds(state: State, condition: Condition, environment: Environment) -> Polynomial:
    """1 where the condition holds, else 0."""
    match condition:
        case Relation(operator, left, right):
            difference = read(state, left, environment) - read(state, right, environment)
            return _holds_sign(state, operator, difference)
        case And(conditions):
            result = ONE
            for part in conditions:
                result = algebra.multiply(state, result, holds(state, part, environment))
            return result
        case Or(conditions):
            fails = ONE
            for part in conditions:
                fails = algebra.multiply(state, fails, ONE - holds(state, part, environment))
            return ONE - fails
        case Not(inner):
            return ONE - holds(state, inner, environment)
        case _:
            assert_never(condition)


def _holds_sign(state: State, operator: str, difference: Polynomial) -> Polynomial:
    wanted = MASKS[operator]
    mask = signs.sign(state, difference)
    if mask & ~wanted == 0:
        return ONE
    if mask & wanted == 0:
        return ZERO
    if operator in ("=", "!=") and algebra.is_integer(state, difference):
        equal = deltas.delta(state, difference)
        return equal if operator == "=" else ONE - equal
    sign = signum.signum(state, difference)
    square = algebra.multiply(state, sign, sign)
    below, above = (square - sign).scale(Fraction(1, 2)), (square + sign).scale(Fraction(1, 2))
    pieces = {NEGATIVE: below, NULL: ONE - square, POSITIVE: above}
    return sum((piece for bit, piece in pieces.items() if wanted & bit), ZERO)
