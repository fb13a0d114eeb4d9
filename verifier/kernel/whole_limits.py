"""Limits over the whole numbers: of sequences.

TRUSTED. Guarantee: a limit that is returned is that of the sequence, which is defined far out.

What the whole number n stands in is read as of a whole number; then n is put for a real
variable v, where every function of n is one of v also. If f(v) tends to L as v tends to
infinity, so does f(n). A power b^n of a base whose sign is not known is left out where
|b|^n times the rest of its term tends to 0.
Limits: nothing about sums whose terms are not summed up, entries, or jumps.
"""

from __future__ import annotations

from verifier.kernel import (
    algebra,
    conditions,
    domain,
    exponentials,
    facts,
    growth,
    limits,
    quantities,
    reading,
    series,
    signs,
    substitution,
)
from verifier.kernel.state import NONZERO, NULL, POSITIVE, Environment, Refusal, State, Undefined
from verifier.polynomial import ZERO, Monomial, Polynomial, rational
from verifier.terms import Entry, Family, Index, Limit, Sort, Term, Variable, negate
from verifier.traversal import free_names, replace, walk

FAR = 1000
"""At infinity only what is larger than this is looked at."""
OF_A_REAL_NUMBER = frozenset({
    "exp", "log", "poly", "sin", "cos", "atan", "asin", "erf", "abs", "gamma", "prime",
})  # fmt: skip
"""Functions of a whole number that are functions of a real one, by the same rules."""


def limit(state: State, term: Limit, environment: Environment, direction: int) -> Polynomial:
    """The finite limit as the whole number grows in this direction, 1 or -1."""
    variable = term.variable
    if direction < 0 and variable.sort is not Sort.INTEGER:
        raise Refusal("a size that decreases without end")
    total = series.value(state, term, environment) if direction > 0 else None
    if total is not None:
        _refuse_undefined(state, term, environment, 1)
        return total
    state.table.fresh += 1
    name = f"{variable.name}@{state.table.fresh}"
    if not _is_counted(term.body, variable):
        real = Variable(name, Sort.REAL)
        try:
            body = replace(term.body, variable, real)
            _refuse_more_needs(state, term.body, body, name, environment)
            return limits.limit(state, Limit(body, real, term.point), environment)
        except (Refusal, Undefined):
            pass  # then as a function of whole numbers only
    fresh = Variable(f"{name}@", variable.sort)
    branch = state.branch()
    here = quantities.variable(branch, fresh.name, fresh.sort)
    facts.assume_sign(branch, here - rational(FAR), POSITIVE, None)
    moved = negate(fresh) if direction < 0 else fresh
    polynomial = reading.read(branch, replace(term.body, variable, moved), environment)
    (leaf,) = here.generators()
    value = _far_out(branch, polynomial, leaf, f"{name}@@")
    _refuse_undefined(state, term, environment, direction)
    state.use("limit_growth")
    if value.infinite:
        raise Refusal("the limit is infinite")
    return value.finite


def _refuse_more_needs(
    state: State, before: Term, after: Term, name: str, environment: Environment
) -> None:
    """Refuse b^v for b^n where b may be negative: the real power is defined for b > 0 only.

    What depends on v itself is looked at where the limit is taken.
    """
    known = {need.condition for need in domain.needs(before)}
    for need in domain.needs(after):
        if need.condition in known or name in free_names(need.condition):
            continue
        if not conditions.entailed(state, need, environment):
            raise Refusal("a power that is defined for whole exponents only")


def _refuse_undefined(state: State, term: Limit, environment: Environment, direction: int) -> None:
    """Refuse where what stands in the limit is not seen to be defined far out.

    What does not depend on the whole number is needed of the claim itself. Of a partial sum
    every term has to be defined.
    """
    state.table.fresh += 1
    fresh = Variable(f"{term.variable.name}@{state.table.fresh}", term.variable.sort)
    branch = state.branch()
    here = quantities.variable(branch, fresh.name, fresh.sort)
    facts.assume_sign(branch, here - rational(FAR), POSITIVE, None)
    moved = negate(fresh) if direction < 0 else fresh
    for need in domain.needs(replace(term.body, term.variable, moved)):
        if fresh.name in free_names((need.condition, need.guards)) and not (
            conditions.entailed(branch, need, environment)
        ):
            raise Refusal("what stands in the limit is not seen to be defined far out")


def _is_counted(body: Term, variable: Variable) -> bool:
    """Whether something runs up to the whole number, or has that size."""
    return any(
        (isinstance(node, Index) and variable.name in free_names((node.lower, node.upper)))
        or (isinstance(node, Family) and variable.name in free_names(node.shape))
        or isinstance(node, Entry)
        for node in walk(body)
    )


def _far_out(state: State, polynomial: Polynomial, leaf: int, name: str) -> growth.Extended:
    """The limit as the whole number ``leaf`` grows; ``name`` is new."""
    variable = quantities.variable(state, name, Sort.REAL)
    facts.assume_sign(state, variable - rational(FAR), POSITIVE, None)
    rest = ZERO
    for monomial, value in polynomial.terms.items():
        if not any(_is_power(state, identity, leaf) for identity, _ in monomial):
            rest = rest + Polynomial({monomial: value})
        elif not _vanishes(state, monomial, leaf, name):
            raise Refusal("a power of a base of unknown sign that may not tend to 0")
    return growth.at_infinity(state, _moved(state, rest, leaf, name), name)


def _is_power(state: State, identity: int, leaf: int) -> bool:
    record = state.record(identity)
    return record.head == "ipow" and leaf in record.support


def _vanishes(state: State, monomial: Monomial, leaf: int, name: str) -> bool:
    """Whether the term tends to 0, by its absolute value.

    Where the base is 0, so is the power: its exponent is positive far out.
    """
    branch = state.branch()
    others = tuple(pair for pair in monomial if not _is_power(state, pair[0], leaf))
    size = Polynomial({others: 1})
    for identity, times in monomial:
        record = state.record(identity)
        if (identity, times) in others:
            continue
        base, exponent = record.arguments
        assert isinstance(base, Polynomial)
        assert isinstance(exponent, Polynomial)
        if leaf in state.support(base):
            raise Refusal("a power of a base that moves")
        exponent = exponent.scale(times)
        if signs.sign(state, base) & NULL:
            if signs.sign(state, exponent) != POSITIVE:
                raise Refusal("a power of a base that may be 0")
            facts.assume_sign(branch, base, NONZERO, None)
        log = exponentials.logarithm(branch, base)
        power = exponentials.exponential(branch, algebra.multiply(branch, exponent, log))
        size = algebra.multiply(branch, size, power)
    if branch.contradiction:
        return True
    value = growth.at_infinity(branch, _moved(branch, size, leaf, name), name)
    return not value.infinite and not value.finite


def _moved(state: State, polynomial: Polynomial, leaf: int, name: str) -> Polynomial:
    """The real variable in the place of the whole number."""
    _refuse_jumps(state, polynomial, leaf)
    return substitution.substitute(
        state, polynomial, {leaf: quantities.variable(state, name, Sort.REAL)}
    )


def _refuse_jumps(state: State, polynomial: Polynomial, leaf: int) -> None:
    for identity in polynomial.generators():
        record = state.record(identity)
        if identity == leaf or leaf not in record.support:
            continue
        if record.head not in OF_A_REAL_NUMBER:
            raise Refusal(f"no limit over whole numbers of {record.head}")
        for argument in record.arguments:
            if isinstance(argument, Polynomial):
                _refuse_jumps(state, argument, leaf)
