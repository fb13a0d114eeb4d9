"""The factors of what is left of left - right, as terms that a reader can use.

Guarantee: each factor divides the residual, and holds only variables, entries, sums of
such, dimensions and numbers; bound indices carry names that the claim uses.
How: every monomial is split into powers of its parts; what all monomials share is a
factor each, the rest is factored by SymPy as a polynomial in its parts.
Limits: factors with exponentials, logarithms, ... are left out: "true if exp(x) = 2" is
no lesson.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from verifier.claim import Claim
from verifier.terms import (
    Add,
    Apply,
    Cases,
    Constant,
    Derivative,
    Function,
    Index,
    Integral,
    Limit,
    Multiply,
    Number,
    Power,
    Product,
    Relation,
    Sum,
    Term,
    delta,
    number,
)
from verifier.traversal import free_indices, free_names, rebuild, replace, walk

if TYPE_CHECKING:
    import sympy

Monomial = dict[Term, Fraction]
LARGEST = 24
MOST_TERMS = 12
LARGEST_EXPONENT = 60
"""Polynomials of a higher degree are not factored: that takes time without end."""


def factors(residual: Term, claim: Claim) -> list[Term]:
    """Factors of ``residual`` that may be 0, the simplest first."""
    monomials = [split(term) for term in terms_of(residual)]
    if not monomials or len(monomials) > MOST_TERMS:
        return []
    found: list[Term] = []
    shared = [
        part
        for part, exponent in monomials[0][1].items()
        if exponent > 0 and all(other.get(part, 0) > 0 for _, other in monomials)
    ]
    found += shared
    if len(monomials) > 1:
        found += _of_rest(monomials)
    named = [readable(factor, claim) for factor in dict.fromkeys(found)]
    return [factor for factor in named if _is_plain(factor)]


def terms_of(term: Term) -> tuple[Term, ...]:
    """The terms of a sum; anything else is its own."""
    return term.terms if isinstance(term, Add) else (term,)


def split(term: Term) -> tuple[Fraction, Monomial]:
    """Coefficient and powers of the parts of one monomial."""
    value, powers = Fraction(1), dict[Term, Fraction]()
    for factor in term.factors if isinstance(term, Multiply) else (term,):
        match factor:
            case Number(number_):
                value *= number_
                continue
            case Power(base, Number(exponent)):
                part, times = base, exponent
            case Function("exp", (argument,)):
                part, times = _unit_exponential(argument)
            case _:
                part, times = factor, Fraction(1)
        powers[part] = powers.get(part, Fraction(0)) + times
    return value, powers


def _unit_exponential(argument: Term) -> tuple[Term, Fraction]:
    """``exp(c*m)`` as ``exp(m)`` to the power c."""
    match argument:
        case Multiply((Number(value), *rest)) if rest:
            inner = rest[0] if len(rest) == 1 else Multiply(tuple(rest))
            return Function("exp", (inner,)), value
        case _:
            return Function("exp", (argument,)), Fraction(1)


def _of_rest(monomials: list[tuple[Fraction, Monomial]]) -> list[Term]:
    """Factors of the sum of the monomials, as a polynomial in their parts."""
    import sympy  # Slow to import, and seldom needed.

    parts = list(dict.fromkeys(part for _, powers in monomials for part in powers))
    symbols = {part: sympy.Symbol(f"g{at}") for at, part in enumerate(parts)}
    lowest = {part: min(powers.get(part, Fraction(0)) for _, powers in monomials) for part in parts}
    total = sympy.Integer(0)
    for value, powers in monomials:
        term = sympy.Rational(value.numerator, value.denominator)
        for part in parts:
            exponent = powers.get(part, Fraction(0)) - lowest[part]
            if exponent.denominator != 1 or exponent > LARGEST_EXPONENT:
                return []
            term *= symbols[part] ** int(exponent)
        total += term
    _, found = sympy.factor_list(total, *symbols.values()) if symbols else (1, [])
    back = {symbol: part for part, symbol in symbols.items()}
    return [_as_term(sympy.Poly(factor, *symbols.values()), back) for factor, _ in found]


def _as_term(polynomial: sympy.Poly, back: dict[sympy.Symbol, Term]) -> Term:
    terms: list[Term] = []
    for exponents, value in polynomial.terms():
        parts: list[Term] = []
        coefficient = Fraction(int(value.p), int(value.q))
        for symbol, exponent in zip(polynomial.gens, exponents, strict=True):
            if exponent:
                part = back[symbol]
                parts.append(part if exponent == 1 else Power(part, number(exponent)))
        if coefficient != 1 or not parts:
            parts.insert(0, Number(coefficient))
        terms.append(parts[0] if len(parts) == 1 else Multiply(tuple(parts)))
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


PLAIN = (Function, Apply, Derivative, Integral, Limit, Cases, Product)


def _is_plain(factor: Term) -> bool:
    nodes = list(walk(factor))
    if len(nodes) > LARGEST or isinstance(factor, (Number, Constant)):
        return False
    return not any(isinstance(node, PLAIN) for node in nodes)


def lacking(whole: Term | None, part: Term | None) -> Iterator[tuple[Term, str]]:
    """What must be added to, or multiplied with, ``part`` to get ``whole``.

    Both are normal forms: sums of monomials. Only one monomial is offered, as
    ``term added`` or ``factor added``; of the factors that fit some monomials only, all.
    """
    if whole is None or part is None:
        return
    ours, theirs = _collected(part), _collected(whole)
    rest = {key: theirs.get(key, Fraction(0)) - ours.get(key, Fraction(0))
            for key in {**theirs, **ours}}  # fmt: skip
    rest = {key: value for key, value in rest.items() if value}
    if len(rest) == 1:
        ((key, value),) = rest.items()
        if key not in ours:
            yield _joined(value, dict(key)), "term added"
    if len(ours) == len(theirs) and 0 not in ours.values() and len(ours) <= MOST_TERMS:
        first = next(iter(ours))
        for key, value in theirs.items():
            ratio = dict(key)
            if any(base not in ratio for base, _ in first):
                continue  # A factor that is there would have to go.
            for base, exponent in first:
                ratio[base] = ratio.get(base, Fraction(0)) - exponent
            yield _joined(value / ours[first], ratio), "factor added"


Key = tuple[tuple[Term, Fraction], ...]


def _collected(term: Term) -> dict[Key, Fraction]:
    """Monomials with their coefficients."""
    found: dict[Key, Fraction] = {}
    for part in terms_of(term):
        value, powers = split(part)
        key = tuple(sorted(powers.items(), key=repr))
        found[key] = found.get(key, Fraction(0)) + value
    return found


def _joined(value: Fraction, powers: Monomial) -> Term:
    parts: list[Term] = [] if value == 1 else [Number(value)]
    for base, exponent in powers.items():
        match base:
            case Function("exp", (argument,)) if exponent:
                scaled = argument if exponent == 1 else Multiply((Number(exponent), argument))
                parts.append(Function("exp", (scaled,)))
            case _ if exponent:
                parts.append(base if exponent == 1 else Power(base, Number(exponent)))
            case _:
                pass
    return Number(value) if not parts else parts[0] if len(parts) == 1 else Multiply(tuple(parts))


def readable(term: Term, claim: Claim) -> Term:
    """``term`` with the claim's names for bound indices, and deltas of two indices."""
    known = [node for node in walk(claim.relation) if isinstance(node, Index)]
    free = frozenset(index.name for index in free_indices(claim.relation))
    return cast(Term, _named(_with_deltas(term), known, free))


def _with_deltas(part: object) -> object:
    """``[i - j = 0]`` as ``delta(i, j)``."""
    part = rebuild(part, _with_deltas)
    match part:
        case Cases(((Relation("=", Add((one, other)), Number(zero)), _),), _) if zero == 0:
            match one, other:
                case Multiply((Number(minus), Index() as first)), Index() as second:
                    return delta(second, first) if minus == -1 else part
                case Index() as first, Multiply((Number(minus), Index() as second)):
                    return delta(first, second) if minus == -1 else part
        case _:
            pass
    return part


def _named(part: object, known: list[Index], taken: frozenset[str]) -> object:
    match part:
        case Sum(index, body) | Product(index, body):
            reach = (index.lower, index.upper)
            used = taken | (free_names(body) - {index.name})
            names = [other.name for other in known if (other.lower, other.upper) == reach]
            fresh = [name for name in (*names, "i", "j", "k", "l") if name not in used]
            new = Index(fresh[0] if fresh else index.name, index.lower, index.upper)
            inner = _named(replace(body, index, new), known, taken | {new.name})
            return type(part)(new, cast(Term, inner))
        case _:
            return rebuild(part, lambda inner: _named(inner, known, taken))
