"""Signs that a generator has by what it is: exp > 0, |p| >= 0, an index from 1 is > 0.

TRUSTED. Guarantee: as for ``signs.sign``: the set that is returned contains the true sign at
every point that the facts admit. What is assumed of exactly this generator counts too.
"""

from __future__ import annotations

from verifier.kernel import algebra, quantities, signs, sums, trigonometry
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
)
from verifier.polynomial import (
    ONE,
    Polynomial,
    generator,
)


def generator_sign(state: State, identity: int) -> int:
    """The signs that the generator may have."""
    record = state.record(identity)
    mask = _intrinsic_sign(state, record)
    if mask in (POSITIVE, NEGATIVE, NULL):
        return mask
    return mask & signs.known(state, generator(identity))


def _intrinsic_sign(state: State, record: Generator) -> int:
    match record.head:
        case "exp":
            (inner,) = record.arguments
            return POSITIVE if isinstance(inner, Polynomial) and is_real(state, inner) else ANY
        case "prime" | "pi" | "dimension":
            return POSITIVE
        case "abs":
            inner = record.inner
            return NONNEGATIVE if signs.sign(state, inner, 1) & NULL else POSITIVE
        case "poly" | "sign" | "atan" | "asin" | "erf" | "asinh":
            inner = record.inner
            return signs.sign(state, inner)
        case "sin" | "cos":
            inner = record.inner
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
            if mask != ANY and not quantities.in_range(state, name, indices):
                return ANY
            if mask != ANY:
                signs.note(state, name)
            return mask
        case "index" | "bound" | "placeholder":
            lower = record.arguments[1]
            assert isinstance(lower, Polynomial)
            below = signs.sign(state, lower, 0)
            return (
                below if below in (POSITIVE, NONNEGATIVE) else NONNEGATIVE if below == NULL else ANY
            )
        case "sum" | "product":
            return sums.sign_of(state, record)
        case "log":
            inner = record.inner
            if signs.sign(state, inner) & ~NONNEGATIVE == 0:
                return signs.sign(state, inner - ONE)
            return _log_of_less_than_one(state, inner)
        case "gamma":
            inner = record.inner
            return POSITIVE if signs.sign(state, inner) == POSITIVE else NONZERO
        case "ipow":
            inner = record.inner
            return NONZERO if signs.sign(state, inner) & NULL == 0 else ANY
        case "floor":
            inner = record.inner
            below = signs.sign(state, inner)
            return NONNEGATIVE if below & NEGATIVE == 0 else ANY
        case _:
            return ANY


def _log_of_less_than_one(state: State, inner: Polynomial) -> int:
    """log|p| < 0 for -1 < p < 1."""
    gaps = signs.sign(state, ONE - inner) | signs.sign(state, ONE + inner)
    if gaps & NEGATIVE:
        return ANY
    return NEGATIVE | (gaps & NULL)


def is_real(state: State, polynomial: Polynomial) -> bool:
    """Whether no imaginary unit and no complex quantity occurs."""
    generators = state.table.generators
    return all(generators[identity].real for identity in polynomial.generators())


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
