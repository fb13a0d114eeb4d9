"""What follows from the sign of one quantity for the quantities inside it.

TRUSTED. Guarantee: every fact returned by ``consequences(p, signs)`` holds wherever p has
one of these signs.

    c*m + d > 0, d <= 0, c > 0   ⟹  m > 0
    c*g^2 - d <= 0               ⟹  -sqrt(d/c) <= g <= sqrt(d/c)
    c*g^2 - d >= 0, g >= 0       ⟹  g >= sqrt(d/c)
    |p| != 0, p^-k != 0          ⟹  p != 0
    e^m - 1 > 0                  ⟹  m > 0     (likewise for the other signs)
    log p > 0, p > 0             ⟹  p > 1     (likewise)
    c*g + r >= 0, r <= 0, c > 0  ⟹  g >= 0
    c*|p| + r < 0, c > 0         ⟹  c*p + r < 0, -c*p + r < 0     (likewise for <=)
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from verifier.kernel import algebra, intrinsic_signs, radicals, signs
from verifier.kernel.state import ANY, NEGATIVE, NONZERO, NULL, POSITIVE, State
from verifier.polynomial import Polynomial, generator, rational

Fact = tuple[Polynomial, int]
LONGEST = 3
LONGEST_BOUND = 6
QUANTITIES = ("variable", "integer", "dimension", "entry", "index")


def consequences(state: State, polynomial: Polynomial, mask: int) -> list[Fact]:
    """Facts that follow from ``polynomial`` having a sign in ``mask``."""
    found: list[Fact] = []
    if mask & NULL == 0:
        found += _inside(state, polynomial)
    if len(polynomial) == 2 and () in polynomial.terms and mask not in (NONZERO, NULL):
        found += _of_two_terms(state, polynomial, mask)
    if 1 < len(polynomial) <= LONGEST:
        found += _of_leaves(state, polynomial, mask)
    if 1 < len(polynomial) <= LONGEST_BOUND:
        found += _of_absolute(state, polynomial, mask)
    whole = _without_poles(state, polynomial)
    if whole is not None and mask != NULL:
        found.append((whole, mask))
    found += _of_logarithm(state, polynomial, mask)
    leaf = _leaf(state, polynomial)
    if leaf is not None:
        for fact, known in state.signs.items():
            if 1 < len(fact) <= LONGEST and ((leaf, 1),) in fact.terms:
                found += _of_leaves(state, fact, known)
    return found


def _of_logarithm(state: State, polynomial: Polynomial, mask: int) -> list[Fact]:
    """From the sign of log p, for p > 0."""
    single = polynomial.single()
    if single is None or len(single[1]) != 1 or single[1][0][1] != 1:
        return []
    record = state.record(single[1][0][0])
    if record.head != "log":
        return []
    inner = record.inner
    if signs.sign(state, inner) != POSITIVE:
        return []
    return [(inner - rational(1), mask if single[0] > 0 else signs.flip(mask))]


def _without_poles(state: State, polynomial: Polynomial) -> Polynomial | None:
    """p*q for p/q: the signs are the same."""
    _, monomial, numerator = polynomial.content()
    poles = [
        (identity, exponent)
        for identity, exponent in monomial
        if exponent < 0 and isinstance(exponent, int) and state.record(identity).head == "poly"
    ]
    if not poles:
        return None
    result = polynomial
    for identity, exponent in poles:
        inner = state.record(identity).inner
        power = radicals.power(state, inner, -exponent + exponent % 2)
        result = algebra.multiply(state, result, power)
    return result if len(result) <= LONGEST and numerator else None


def _leaf(state: State, polynomial: Polynomial) -> int | None:
    """The variable that the polynomial is, if it is one."""
    single = polynomial.single()
    if single is None or len(single[1]) != 1 or single[1][0][1] != 1:
        return None
    identity = single[1][0][0]
    return identity if state.record(identity).head in QUANTITIES else None


def _of_leaves(state: State, polynomial: Polynomial, mask: int) -> list[Fact]:
    """The signs of variables in a short linear fact, from the signs of the rest."""
    found: list[Fact] = []
    if mask in (NONZERO, NULL):
        return found
    for monomial, value in polynomial.terms.items():
        term = Polynomial({monomial: value})
        if _leaf(state, term) is None:
            continue
        rest = signs.sign(state, polynomial - term, 1)
        here = signs.of_sum(mask, signs.flip(rest))
        if here != ANY:
            found.append((term, here))
    return found


def _of_absolute(state: State, polynomial: Polynomial, mask: int) -> list[Fact]:
    """From |p| < r: p < r and -p < r, since |p| is p sign(p) and neither p nor -p is more."""
    found: list[Fact] = []
    for identity in polynomial.generators():
        record = state.record(identity)
        if record.head != "sign":
            continue
        inner = record.inner
        size = Polynomial({m: v for m, v in polynomial.terms.items() if (identity, 1) in m})
        rest = polynomial - size
        whole = algebra.multiply(state, inner, generator(identity))
        if identity in rest.generators() or not whole or set(whole.terms) != set(size.terms):
            continue
        factor = Fraction(size.terms[next(iter(whole.terms))]) / Fraction(
            whole.terms[next(iter(whole.terms))])  # fmt: skip
        outside = POSITIVE if factor > 0 else NEGATIVE
        if size != whole.scale(factor) or mask & outside or not mask:
            continue
        less = NEGATIVE if factor > 0 else POSITIVE
        bound = mask | (less if mask & NULL else 0)
        found += [(rest + inner.scale(factor), bound), (rest - inner.scale(factor), bound)]
    return found


def _inside(state: State, polynomial: Polynomial) -> list[Fact]:
    """The arguments of absolute values and denominators that are factors."""
    found: list[Fact] = []
    single = polynomial.single()
    for identity, _ in single[1] if single else ():
        record = state.record(identity)
        if record.head in ("abs", "poly", "sign"):
            inner = record.inner
            found.append((inner, NONZERO))
    return found


def _of_two_terms(state: State, polynomial: Polynomial, mask: int) -> list[Fact]:
    """From c*m + d and its sign."""
    ((monomial, value),) = ((m, v) for m, v in polynomial.terms.items() if m != ())
    rest = Fraction(polynomial.terms[()])
    if value < 0:
        return _of_two_terms(state, -polynomial, signs.flip(mask))
    if mask & NEGATIVE == 0 and (rest < 0 or (rest == 0 and mask == POSITIVE)):
        found = [(Polynomial({monomial: 1}), POSITIVE)]
    else:
        found = []
    if len(monomial) == 1 and rest == -value and state.record(monomial[0][0]).head == "exp":
        (inner,) = state.record(monomial[0][0]).arguments
        if isinstance(inner, Polynomial) and intrinsic_signs.is_real(state, inner):
            found.append((inner.scale(monomial[0][1]), mask))
    if len(monomial) == 1 and monomial[0][1] == 2 and rest <= 0:
        root = _root(-rest / Fraction(value))
        if root is not None:
            found += _of_square(state, generator(monomial[0][0]), rational(root), mask)
    return found


def _of_square(state: State, base: Polynomial, root: Polynomial, mask: int) -> list[Fact]:
    """From the signs of g^2 - r^2, for r >= 0."""
    if not mask & POSITIVE:
        return [(base - root, mask), (base + root, signs.flip(mask))]
    if not mask & NEGATIVE:
        known = signs.sign(state, base)
        if not known & NEGATIVE:
            return [(base - root, mask)]
        if not known & POSITIVE:
            return [(base + root, signs.flip(mask))]
    return []


def _root(value: Fraction) -> Fraction | None:
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    if top * top == value.numerator and bottom * bottom == value.denominator:
        return Fraction(top, bottom)
    return None
