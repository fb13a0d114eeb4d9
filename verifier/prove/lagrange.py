"""Inequalities of Cauchy and Schwarz between sums, by Lagrange's identity. Untrusted.

    (sum f)(sum g) - (sum h)^2 = 1/2 sum_ij (f_i g_j + f_j g_i - 2 h_i h_j),  h^2 = f g,

and the summand is a square times something of known sign. With g = 1 or weights
that sum to 1 this is the variance. Source: Hardy, Littlewood & Polya, 2.4.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel import algebra, nesting, radicals, substitution, sums
from verifier.kernel.state import Refusal, State
from verifier.polynomial import ONE as UNIT
from verifier.polynomial import Monomial, Polynomial, generator
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal
from verifier.serialization import to_data
from verifier.terms import Index, Multiply, Power, Sum, Term, negate, number

Parts = tuple[Polynomial, Polynomial, Polynomial]
"""f, g, h under the sums."""


def lagrange(goal: Goal) -> object | None:
    """Left - right (or its negative) as half a double sum of squares."""
    if goal.relation.operator not in ("<=", ">="):
        return None
    outcome = goal.attempt()
    if outcome is None or outcome[1] is None:
        return None
    state, difference = outcome
    if difference is None:
        return None
    for turned in (False, True):
        try:
            term = _double_sum(state, -difference if turned else difference)
        except (Refusal, NoTerm):
            continue
        if term is not None:
            part = negate(term) if turned else term
            return {"rule": "parts_of_sum", "parts": [to_data(part)]}
    return None


def _double_sum(state: State, difference: Polynomial) -> Term | None:
    value, common, primitive = algebra.primitive_part(state, difference)
    if len(primitive) != 2:
        return None
    (first, a), (second, b) = primitive.terms.items()
    for product, square, scale in ((first, second, a), (second, first, b)):
        other = primitive.terms[square]
        squared = [pair for pair in square if pair[1] == 2 and _is_sum(state, pair[0])]
        if other != -scale or len(squared) != 1 or len(square) != 1:
            continue
        for identity, exponent in product:
            if exponent == 1 and _is_sum(state, identity):
                rest: Monomial = tuple(pair for pair in product if pair[0] != identity)
                term = _identity(state, identity, rest, squared[0][0])
                if term is not None:
                    factor = Polynomial({common: Fraction(value) * scale / 2})
                    return Multiply((term_of(state, factor), term))
    return None


def _is_sum(state: State, identity: int) -> bool:
    record = state.record(identity)
    if record.head != "sum":
        return False
    placeholders = record.arguments[0]
    return isinstance(placeholders, tuple) and len(placeholders) == 1


def _identity(state: State, one: int, rest: Monomial, square: int) -> Term | None:
    """sum_ij of the square, where g = h^2/f sums to what stands beside the first sum."""
    (bound,), f = nesting.open_sum(state, one)
    (other,), h = nesting.open_sum(state, square)
    h = substitution.substitute(state, h, {other: generator(bound)})
    g = algebra.product(state, h, h, radicals.power(state, f, -1))
    if sums.total(state, bound, g) != Polynomial({rest: 1}):
        return None
    return half_double_sum(state, bound, (f, g, h))


def half_double_sum(state: State, bound: int, parts: Parts) -> Term | None:
    """sum_ij (f_i g_j + f_j g_i - 2 h_i h_j) with its body as a square, for h^2 = f g.

    As w_i w_j times a square of what is left, or as (u_i v_j - u_j v_i)^2 with v^2 = g, u v = h.
    """
    lower, upper = sums.bounds_of(state, bound)
    twin = state.bound(lower, upper)
    shift: substitution.Mapping = {bound: generator(twin)}
    f, g, h = parts
    moved = [substitution.substitute(state, part, shift) for part in parts]
    cross = algebra.multiply(state, h, moved[2]).scale(2)
    body = algebra.multiply(state, f, moved[1]) + algebra.multiply(state, moved[0], g) - cross
    value, common, primitive = algebra.primitive_part(state, body)
    weight, root = Polynomial({common: value}), primitive.root()
    if root is None:
        weight, root = UNIT, _difference_of_products(state, parts, shift)
    if root is None:
        return None
    inner: Term = Multiply((term_of(state, weight), Power(term_of(state, root), number(2))))
    for index in (twin, bound):
        name = term_of(state, generator(index))
        assert isinstance(name, Index)
        inner = Sum(name, inner)
    return inner


def _difference_of_products(
    state: State, parts: Parts, shift: substitution.Mapping
) -> Polynomial | None:
    """u_i v_j - u_j v_i, where f or g has a root as a polynomial, of one term."""
    f, g, h = parts
    for this, other in ((g, f), (f, g)):
        v = this.root()
        if v is None or len(v) != 1:
            continue
        u = algebra.multiply(state, h, radicals.power(state, v, -1))
        if algebra.multiply(state, u, u) != other:
            continue
        there = [substitution.substitute(state, each, shift) for each in (u, v)]
        return algebra.multiply(state, u, there[1]) - algebra.multiply(state, there[0], v)
    return None
