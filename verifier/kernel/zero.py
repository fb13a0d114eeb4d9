"""Deciding that a polynomial in generators is zero.

TRUSTED. Guarantee: ``is_zero(p)`` is True only if p = 0 at every point that the
facts admit and where the denominators of p are not 0.

Denominators are cleared (each is non-zero where the claim is defined); terms
that are sums over the same range with the same outer factor are put under one
sum, sum_j f_j + sum_j g_j = sum_j (f_j + g_j), and the body is tested; a sign
that is left over is split into its three cases.
"""

from __future__ import annotations

from itertools import islice, permutations, product

from verifier.kernel import (
    algebra,
    algebraic,
    facts,
    nesting,
    ranges,
    rounding,
    signs,
    substitution,
    sums,
)
from verifier.kernel.state import NEGATIVE, NULL, POSITIVE, Refusal, State
from verifier.polynomial import ONE, ZERO, Charge, Coefficient, Monomial, Polynomial, generator

ALIGNMENTS = 24
"""How many ways to match the bounds of nested sums are tried."""
SPLITS = 4
"""How many signs may be split, one inside the other."""


def is_zero(state: State, polynomial: Polynomial, splits: int = SPLITS) -> bool:
    """Whether ``polynomial`` is surely zero."""
    return not residual(state, polynomial, splits)


def residual(state: State, polynomial: Polynomial, splits: int = SPLITS) -> Polynomial:
    """What is left of ``polynomial`` after clearing denominators and merging sums; 0 when zero."""
    polynomial = _with_equations(state, polynomial)
    if not polynomial:
        return ZERO
    watched = state.table.guarded or _jumps_beside_a_power(state, polynomial)
    if watched and not _zero_at_poles(state, polynomial, splits):
        return polynomial
    cleared, common = _without_denominators(state, polynomial)
    if not cleared or len(cleared) == 1:
        return cleared and polynomial
    cleared = _without_zero_constants(state, cleared)
    if not cleared:
        return ZERO
    cleared = _merge_sums(state, cleared, splits)
    if not cleared or _is_multiple_of_zero(state, cleared):
        return ZERO
    if splits == 0:
        return cleared
    spread = rounding.spread(state, cleared)
    if spread != cleared and is_zero(state, spread, splits - 1):
        return ZERO
    whole = algebra.multiply(state, cleared, common)
    if _zero_over_ranges(state, whole, splits) or _split_signs(state, whole, splits):
        return ZERO
    return cleared


def _with_equations(state: State, polynomial: Polynomial) -> Polynomial:
    """What equations say of generators that are not looked up when they are made."""
    if not state.equations or state.hidden:
        return polynomial
    known = {g for g in polynomial.generators() if g in state.equations}
    if not known:
        return polynomial
    state.use("given_equation")
    for identity in known & state.sources.keys():
        state.assumptions_used.add(state.sources[identity])
    return substitution.substitute(state, polynomial, {g: state.equations[g] for g in known})


def _is_multiple_of_zero(state: State, polynomial: Polynomial) -> bool:
    """Whether a polynomial that is known to be 0 divides it."""
    if state.hidden:
        return False
    charge = state.table.work.charge
    for fact, mask in state.signs.items():
        if mask == NULL and 1 < len(fact) <= len(polynomial) and _divides(fact, polynomial, charge):
            state.use("given_equation")
            if fact in state.sources:
                state.assumptions_used.add(state.sources[fact])
            return True
    return False


def _divides(divisor: Polynomial, polynomial: Polynomial, charge: Charge) -> bool:
    """Whether polynomial = q*divisor for a q without poles."""
    if not set(divisor.generators()) <= set(polynomial.generators()):
        return False
    quotient = polynomial.divide(divisor, charge)
    return quotient is not None and all(e > 0 for m in quotient.terms for _, e in m)


def _zero_over_ranges(state: State, polynomial: Polynomial, splits: int) -> bool:
    """Zero when sums are written by the beginnings that they have in common."""
    if state.table.ranged:
        return False
    state.table.ranged = True
    try:
        written = ranges.joined(state, polynomial)
        return written is not None and is_zero(state, written, splits - 1)
    except Refusal:
        return False
    finally:
        state.table.ranged = False


def _without_denominators(state: State, polynomial: Polynomial) -> tuple[Polynomial, Polynomial]:
    """The numerator over a common denominator, and the common factors that may be zero."""
    common = ONE
    for _ in range(8):
        _, monomial, primitive = polynomial.content()
        kept = tuple(pair for pair in monomial if pair[1] > 0)
        common = algebra.multiply(state, common, Polynomial({kept: 1}))
        polynomial = algebra.reduce(state, primitive)
        if polynomial == primitive or not polynomial:
            break
    return polynomial, common


def _without_zero_constants(state: State, polynomial: Polynomial) -> Polynomial:
    """The polynomial without the terms whose constant coefficients add up to 0."""
    groups: dict[Monomial, dict[Monomial, Coefficient]] = {}
    for monomial, value in polynomial.terms.items():
        moving = tuple(p for p in monomial if state.record(p[0]).support)
        fixed = tuple(p for p in monomial if not state.record(p[0]).support)
        groups.setdefault(moving, {})[fixed] = value
    for moving, terms in groups.items():
        constant = Polynomial(terms)
        if len(terms) > 1 and algebraic.vanishes(state, constant):
            state.use("algebraic_number")
            polynomial = polynomial - constant.times(Polynomial({moving: 1}))
    return polynomial


def _merge_sums(state: State, polynomial: Polynomial, splits: int) -> Polynomial:
    """Drop groups of terms that are one sum of a body that is zero."""
    groups: dict[tuple[Monomial, tuple[Range, ...]], list[tuple[Monomial, int]]] = {}
    for monomial in polynomial.terms:
        for identity, exponent in monomial:
            record = state.record(identity)
            if record.head == "sum" and exponent == 1:
                rest = tuple(pair for pair in monomial if pair[0] != identity)
                groups.setdefault((rest, _ranges(state, identity)), []).append((monomial, identity))
    loose: dict[tuple[Range, ...], list[tuple[Monomial, int]]] = {}
    for (_, spans), members in groups.items():
        loose.setdefault(spans, []).extend(members)
    for members in (*groups.values(), *loose.values()):
        present = list({m: (m, g) for m, g in members if m in polynomial.terms}.values())
        if len(present) < 2 or not any(_has_poles(state, identity) for _, identity in present):
            continue
        if _merged_body_is_zero(state, polynomial, present, splits):
            state.use("sum_merge")
            gone = {monomial for monomial, _ in present}
            polynomial = Polynomial({m: c for m, c in polynomial.terms.items() if m not in gone})
    return polynomial


Range = tuple[object, ...]


def _range(state: State, placeholder: int) -> Range:
    return tuple(tuple(sorted(end.terms.items())) for end in sums.bounds_of(state, placeholder))


def _ranges(state: State, identity: int) -> tuple[Range, ...]:
    """The ranges of a sum, in an order that does not depend on its bounds."""
    placeholders = state.record(identity).arguments[0]
    assert isinstance(placeholders, tuple)
    return tuple(sorted((_range(state, int(str(p))) for p in placeholders), key=repr))


def _has_poles(state: State, identity: int) -> bool:
    """Whether merging may help: the body has a denominator, a sign or a radical."""
    body = state.record(identity).arguments[1]
    assert isinstance(body, Polynomial)
    return any(
        exponent < 0 or not isinstance(exponent, int) or state.record(g).head in ("sign", "cos")
        for monomial in body.terms
        for g, exponent in monomial
    )


def _merged_body_is_zero(
    state: State, polynomial: Polynomial, members: list[tuple[Monomial, int]], splits: int
) -> bool:
    """Whether the bodies, under common bound indices, add up to zero."""
    bounds, body = nesting.open_sum(state, members[0][1])
    total = algebra.multiply(state, body, _outer(polynomial, *members[0]))
    opened = [
        (nesting.open_sum(state, identity), _outer(polynomial, monomial, identity))
        for monomial, identity in members[1:]
    ]
    choices = [_alignments(state, mine, bounds) for (mine, _), _ in opened]
    for chosen in islice(product(*choices), ALIGNMENTS):
        whole = total
        for ((_, body), outer), names in zip(opened, chosen, strict=True):
            moved = substitution.substitute(state, body, names)
            whole = whole + algebra.multiply(state, moved, outer)
        if is_zero(state, whole, splits):
            return True
    return False


def _outer(polynomial: Polynomial, monomial: Monomial, identity: int) -> Polynomial:
    """The factor of the term that stands outside of the sum."""
    rest = tuple(pair for pair in monomial if pair[0] != identity)
    return Polynomial({rest: polynomial.terms[monomial]})


def _alignments(state: State, mine: list[int], bounds: list[int]) -> list[substitution.Mapping]:
    """The ways to name the bounds ``mine`` as ``bounds`` that keep every range."""
    return [
        {old: generator(new) for old, new in zip(mine, order, strict=True)}
        for order in permutations(bounds)
        if all(_range(state, a) == _range(state, b) for a, b in zip(mine, order, strict=True))
    ]


def _split_signs(state: State, polynomial: Polynomial, splits: int) -> bool:
    """Zero in each of the cases: a quantity is negative, zero, positive."""
    for identity in sorted(set(polynomial.generators())):
        record = state.record(identity)
        if record.head != "sign":
            continue
        inner = record.inner
        state.use("sign_cases")
        return all(
            _zero_in_case(state, polynomial, inner, mask, splits)
            for mask in (POSITIVE, NULL, NEGATIVE)
            if signs.sign(state, inner) & mask
        )
    return False


def poles(state: State, polynomial: Polynomial) -> set[int]:
    """Generators in denominators that are not known to be other than 0."""
    below = {g for monomial in polynomial.terms for g, exponent in monomial if exponent < 0}
    return {g for g in below if signs.sign(state, generator(g)) & NULL}


def note_poles(state: State, polynomial: Polynomial) -> None:
    """Remember that a case has a denominator that may vanish where the case is not taken."""
    if not state.table.guarded and poles(state, polynomial):
        state.table.guarded = True


def _zero_at_poles(state: State, polynomial: Polynomial, splits: int) -> bool:
    """Whether, where a denominator vanishes, the terms without it add up to zero.

    It stands in a case that is not taken there: the terms that have it are zero. In b^m/b,
    which is b^(m-1), it may be none: the terms that have both must cancel there as well.
    """
    for identity in poles(state, polynomial):
        record = state.record(identity)
        base = record.arguments[0] if record.head == "poly" else generator(identity)
        assert isinstance(base, Polynomial)
        groups: dict[Monomial, Polynomial] = {}
        for monomial, value in polynomial.terms.items():
            below = tuple(pair for pair in monomial if pair[0] == identity and pair[1] < 0)
            powers = tuple(pair for pair in monomial if below and _is_power(state, pair[0], base))
            if below and not powers:
                continue
            others = tuple(pair for pair in monomial if pair not in below + powers)
            group = groups.get(below + powers, ZERO)
            groups[below + powers] = group + Polynomial({others: value})
        for rest in groups.values():
            if rest and (splits == 0 or not _zero_in_case(state, rest, base, NULL, splits)):
                return False
    return True


def _jumps_beside_a_power(state: State, polynomial: Polynomial) -> bool:
    """Whether b^m/b occurs, and something that may jump where b vanishes."""
    heads = {state.record(g).head for g in polynomial.generators()}
    if "ipow" not in heads or not heads & {"sign", "delta", "floor", "onehot"}:
        return False
    return any(
        exponent < 0 and any(_is_power(state, other, generator(g)) for other, _ in monomial)
        for monomial in polynomial.terms
        for g, exponent in monomial
    )


def _is_power(state: State, identity: int, base: Polynomial) -> bool:
    record = state.record(identity)
    return record.head == "ipow" and record.arguments[0] == base


def _zero_in_case(
    state: State, polynomial: Polynomial, inner: Polynomial, mask: int, splits: int
) -> bool:
    branch = state.branch()
    facts.assume_sign(branch, inner, mask, None)
    if branch.contradiction:
        return True
    try:
        stale: substitution.Mapping = dict.fromkeys(state.support(polynomial), None)
        renewed = substitution.substitute(branch, polynomial, stale)
        return is_zero(branch, renewed, splits - 1)
    except Refusal:
        return False
