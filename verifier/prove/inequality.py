"""Inequalities as sums of squares and of parts of known sign. Untrusted.

A polynomial q in generators is written as a quadratic form over half monomials;
completing squares gives q = sum d_i (m_i + ...)^2, and all d_i >= 0 decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from verifier.kernel import algebra, radicals, sign_facts, signs
from verifier.kernel.state import NEGATIVE, NONNEGATIVE, POSITIVE, State
from verifier.polynomial import (
    Exponent,
    Monomial,
    Polynomial,
    exact,
    generator,
    multiply_monomials,
)
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal
from verifier.serialization import to_data
from verifier.terms import Multiply, Power, Term, negate, number


def squares(goal: Goal) -> object | None:
    """Left - right (or right - left) as a sum of squares."""
    if goal.relation.operator not in ("<", "<=", ">", ">=", "!="):
        return None
    outcome = goal.attempt()
    if outcome is None or outcome[1] is None:
        return None
    state, difference = outcome
    assert difference is not None
    for turned in (False, True):
        wanted = -difference if turned else difference
        parts = (
            decompose(state, wanted) or _on_the_circle(state, wanted) or _in_roots(state, wanted)
        )
        if parts is None:
            continue
        try:
            terms = [_as_term(state, part) for part in parts]
        except NoTerm:
            return None
        if turned:
            terms = [negate(term) for term in terms]
        proof = {"rule": "parts_of_sum", "parts": [to_data(term) for term in terms]}
        if goal.accepts(proof):
            return proof
    return None


def _on_the_circle(state: State, polynomial: Polynomial) -> list[Part] | None:
    """Sines and cosines of one angle as coordinates with s^2 + c^2 = 1, made homogeneous.

    The squares are looked for with s and c independent, in a state of their own.
    """
    angles = {
        state.record(g).arguments[0]
        for g in polynomial.generators()
        if state.record(g).head in ("sin", "cos")
    }
    if len(angles) != 1:
        return None
    (angle,) = angles
    apart = State(state.table)
    names = {state.make(head, angle): apart.make("variable", f"{head}@") for head in ("sin", "cos")}
    raw = _renamed(polynomial, names)
    degree = max(_degree_in(monomial, names.values()) for monomial in raw.terms)
    if degree % 2 or degree > 4:
        return None
    sine, cosine = (generator(names[identity], 2) for identity in names)
    whole = Polynomial({})
    for monomial, value in raw.terms.items():
        missing = degree - _degree_in(monomial, names.values())
        if missing % 2:
            return None
        term = Polynomial({monomial: value})
        for _ in range(missing // 2):
            term = term.times(sine + cosine)
        whole = whole + term
    back = {new: old for old, new in names.items()}
    parts = decompose(apart, whole)
    if parts is None:
        return None
    return [(_renamed(factor, back), _renamed(base, back)) for factor, base in parts]


def _in_roots(state: State, polynomial: Polynomial) -> list[Part] | None:
    """Variables v >= 0 that occur under roots, as powers of their own roots."""
    degrees: dict[int, int] = {}
    for monomial in polynomial.terms:
        for identity, exponent in monomial:
            leaf = _under_root(state, identity)
            if leaf is not None:
                degrees[leaf] = lcm(degrees.get(leaf, 1), Fraction(exponent).denominator)
    if not degrees or any(
        signs.sign(state, generator(leaf)) not in (POSITIVE, NONNEGATIVE) for leaf in degrees
    ):
        return None
    apart = State(state.table)
    roots = {leaf: apart.make("variable", f"root@{leaf}") for leaf in degrees}
    for leaf, root in roots.items():
        sign_facts.assume(apart, generator(root), signs.sign(state, generator(leaf)), None)
    raw = Polynomial({})
    for monomial, value in polynomial.terms.items():
        powers: dict[int, Exponent] = {}
        for identity, exponent in monomial:
            under = _under_root(state, identity)
            leaf = identity if under is None else under
            scaled = exponent * degrees[leaf] if leaf in degrees else exponent
            target = roots.get(leaf, leaf)
            powers[target] = exact(powers.get(target, 0) + scaled)
        raw = raw + Polynomial({tuple(sorted(p for p in powers.items() if p[1])): value})
    parts = decompose(apart, raw)
    if parts is None:
        return None
    back = {root: (leaf, degrees[leaf]) for leaf, root in roots.items()}
    return [
        (_from_roots(state, factor, back), _from_roots(state, base, back)) for factor, base in parts
    ]


def _under_root(state: State, identity: int) -> int | None:
    """The variable whose absolute value this generator is."""
    record = state.record(identity)
    if record.head != "abs" or not isinstance(record.arguments[0], Polynomial):
        return None
    single = record.arguments[0].single()
    if single is None or len(single[1]) != 1 or single[1][0][1] != 1 or single[0] != 1:
        return None
    return single[1][0][0]


def _from_roots(
    state: State, polynomial: Polynomial, back: dict[int, tuple[int, int]]
) -> Polynomial:
    total = Polynomial({})
    for monomial, value in polynomial.terms.items():
        term = Polynomial({(): value})
        for identity, exponent in monomial:
            leaf, degree = back.get(identity, (identity, 1))
            power = radicals.power(state, generator(leaf), exact(Fraction(exponent) / degree))
            term = algebra.multiply(state, term, power)
        total = total + term
    return total


def _renamed(polynomial: Polynomial, names: dict[int, int]) -> Polynomial:
    return Polynomial(
        {
            tuple(sorted((names.get(g, g), e) for g, e in monomial)): value
            for monomial, value in polynomial.terms.items()
        }
    )


def _degree_in(monomial: Monomial, chosen: Iterable[int]) -> int:
    return sum(int(e) for g, e in monomial if g in set(chosen))


Part = tuple[Polynomial, Polynomial]
"""A factor of known sign, and what is squared beside it."""


def decompose(state: State, polynomial: Polynomial) -> list[Part] | None:
    """Polynomial = sum of factor * square, every factor >= 0; None when that fails."""
    value, monomial, primitive = algebra.primitive_part(state, polynomial)
    common = Polynomial({monomial: value})
    if signs.sign(state, common) & NEGATIVE:
        return None
    parts: list[Part] = []
    rest = primitive
    for _ in range(12):
        if not rest:
            return [(algebra.multiply(state, common, factor), base) for factor, base in parts]
        root = rest.root()
        if root is not None:
            parts.append((Polynomial({(): 1}), root))
            rest = Polynomial({})
            continue
        if signs.sign(state, rest) & NEGATIVE == 0:
            parts.append((rest, Polynomial({(): 1})))
            rest = Polynomial({})
            continue
        step = _complete_one(rest)
        if step is None:
            return None
        factor, base = step
        square = algebra.multiply(state, base, base)
        parts.append((factor, base))
        rest = rest - algebra.multiply(state, factor, square)
    return None


def _complete_one(rest: Polynomial) -> Part | None:
    """c*m^2 + 2*m*l + ... = c*(m + l/c)^2 + ...: one square taken out."""
    best: Part | None = None
    for monomial, value in sorted(rest.terms.items(), key=lambda item: -_degree(item[0])):
        if value < 0 or not monomial:
            continue
        half = _half(monomial)
        if half is None:
            continue
        inverse: Monomial = tuple((generator, -exponent) for generator, exponent in half)
        base = Polynomial({half: 1})
        for other, coefficient in rest.terms.items():
            if other == monomial:
                continue
            quotient = multiply_monomials(other, inverse)
            if any(exponent < 0 for _, exponent in quotient):
                continue
            base = base + Polynomial({quotient: Fraction(coefficient) / (2 * value)})
        if len(base) > 1:
            best = (Polynomial({(): value}), base)
            break
    return best


def _degree(monomial: Monomial) -> Fraction:
    return sum((Fraction(exponent) for _, exponent in monomial), Fraction(0))


def _half(monomial: Monomial) -> Monomial | None:
    if any(not isinstance(exponent, int) or exponent % 2 for _, exponent in monomial):
        return None
    return tuple((generator, int(exponent) // 2) for generator, exponent in monomial)


def _as_term(state: State, part: Part) -> Term:
    factor, base = part
    constant = base.constant()
    if constant == 1:
        return term_of(state, factor)
    square = Power(term_of(state, base), number(2))
    return Multiply((term_of(state, factor), square))
