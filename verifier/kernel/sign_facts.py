"""Facts about signs: what an assumption says, and what follows from it at once.

TRUSTED. Guarantee: ``assume(p, mask)`` adds only facts that hold wherever the sign of p is in
``mask``: the signs of the factors of p, and what ``consequences`` lists. A fact that leaves
no sign makes the state contradictory. Limits: clashes are looked for one fact at a time.
"""

from __future__ import annotations

from verifier.kernel import algebra, signs
from verifier.kernel.consequences import consequences
from verifier.kernel.state import (
    ANY,
    NEGATIVE,
    NONNEGATIVE,
    NONZERO,
    NULL,
    POSITIVE,
    State,
)
from verifier.polynomial import (
    ONE,
    Exponent,
    Polynomial,
    generator,
)

MANY = 40
"""Facts among which clashes are still looked for."""


def assume(state: State, polynomial: Polynomial, mask: int, source: int | None = None) -> None:
    """Add the fact that ``polynomial`` has one of the signs in ``mask``."""
    known = signs.sign(state, polynomial)
    if known & mask == 0:
        state.contradiction = state.contradiction or "no sign is left for a quantity"
        if source is not None:
            state.assumptions_used.add(source)
        return
    if known & ~mask == 0:
        return
    key, turned = signs.fact_key(polynomial)
    state.signs[key] = (signs.flip(known & mask) if turned else known & mask) & state.signs.get(
        key, ANY
    )
    if source is not None:
        state.sources.setdefault(key, source)
    state.forget()
    spread(state, polynomial, mask, source)
    _revisit(state)


def spread(state: State, polynomial: Polynomial, mask: int, source: int | None) -> None:
    """Add what follows from the sign of one polynomial, with what else is known now."""
    _spread_to_factors(state, polynomial, mask, source)
    for consequence, signs_of_it in consequences(state, polynomial, mask):
        assume(state, consequence, signs_of_it, source)


def _spread_to_factors(state: State, polynomial: Polynomial, mask: int, source: int | None) -> None:
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
        others = signs.of_number(value)
        for other, known in enumerate(masks):
            if other != position:
                others = signs.of_product(others, known)
        if others in (POSITIVE, NEGATIVE):
            assume(state, factor, mask if others == POSITIVE else signs.flip(mask), source)


def _power_sign_of(state: State, factor: Polynomial, exponent: Exponent) -> int:
    mask = signs.sign(state, factor)
    if isinstance(exponent, int) and exponent % 2 == 0:
        return NONNEGATIVE if mask & NULL else POSITIVE
    return mask


def _revisit(state: State) -> None:
    """Look for two facts that clash: each fact against all the others."""
    if len(state.signs) > MANY:
        return
    used = set(state.assumptions_used)
    for fact, mask in list(state.signs.items()):
        del state.signs[fact]
        state.forget()
        others = signs.sign(state, fact)
        state.signs[fact] = mask
        state.forget()
        if others & mask == 0:
            state.contradiction = state.contradiction or "two assumptions clash"
            signs.note(state, fact)
            return
    state.assumptions_used.clear()
    state.assumptions_used.update(used)  # looked at, nothing made of it
