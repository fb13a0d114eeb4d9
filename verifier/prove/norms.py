"""Inequalities between norms. Untrusted.

    a sqrt(sum f) sqrt(sum g) >= sum h,    h^2 = c^2 f g,    c <= a,

by comparing squares and Lagrange's identity; the triangle inequality comes down to it when
its own sides are squared. And the sum of squares against the square of a sum,

    (sum |x|)^2 - sum x^2 = sum |x_i| (sum |x| - |x_i|).
"""

from __future__ import annotations

from fractions import Fraction

from verifier.kernel import algebra, nesting, radicals, signs, substitution, sums
from verifier.kernel.state import NEGATIVE, NULL, Refusal, State
from verifier.polynomial import ONE, Coefficient, Monomial, Polynomial, generator
from verifier.prove import lagrange
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal, Proof
from verifier.prove.walks import new_name, restated
from verifier.serialization import to_data
from verifier.terms import Index, Multiply, Relation, Sum, Term, number
from verifier.traversal import free_names

HALF = Fraction(1, 2)
Range = tuple[Polynomial, Polynomial]


def norms(goal: Goal) -> object | None:
    """A product of two norms against a sum; a square of a sum against the sum of squares."""
    if goal.relation.operator not in ("<=", ">="):
        return None
    state, rest = goal.state(), goal.difference()
    turned = goal.relation.operator == "<="
    try:
        wanted = -rest if turned else rest
        return _two_norms(goal, state, wanted, turned) or _one_square(goal, state, wanted, turned)
    except (Refusal, NoTerm):
        return None


def _two_norms(goal: Goal, state: State, wanted: Polynomial, turned: bool) -> Proof | None:
    found = [
        (monomial, value) for monomial, value in wanted.terms.items() if _roots(state, monomial)
    ]
    if len(found) != 1 or found[0][1] < 0:
        return None
    ((monomial, value),) = found
    small = Polynomial({monomial: value}) - wanted
    insides = [_under(state, identity) for identity in _roots(state, monomial)]
    if len(insides) != 2:
        return None
    outside: Monomial = tuple(p for p in monomial if p[0] not in _roots(state, monomial))
    factor = Polynomial({outside: value})
    if signs.sign(state, factor) & NEGATIVE:
        return None
    for ends in _ranges(state, small):
        bound = state.bound(*ends)
        f, g, h = (_body(state, each, bound) for each in (*insides, _unsigned(state, small)))
        if f is None or g is None or h is None:
            continue
        f = algebra.product(state, factor, factor, f)
        ratio = _ratio(algebra.multiply(state, f, g), algebra.multiply(state, h, h))
        if ratio is None or ratio < 1:
            continue
        part = lagrange.half_double_sum(state, bound, (f.scale(1 / ratio), g, h))
        if part is None:
            continue
        parts: list[Term] = [Multiply((number("1/2"), part))]
        if ratio > 1:
            whole = [term_of(state, each) for each in (factor, factor, *insides)]
            parts.append(Multiply((number(1 - 1 / ratio), *whole)))
        large = term_of(state, Polynomial({monomial: value}))
        return _by_squares(goal, (large, term_of(state, small)), parts, turned)
    return None


def _ratio(one: Polynomial, other: Polynomial) -> Fraction | None:
    """The number r with one = r*other, if there is any."""
    if not one or not other:
        return None
    ratio = Fraction(one.content()[0]) / Fraction(other.content()[0])
    return ratio if other.scale(ratio) == one else None


def _by_squares(
    goal: Goal, compared: tuple[Term, Term], parts: list[Term], turned: bool
) -> Proof | None:
    """The larger side is >= 0, and the difference of the squares is the sum of the parts."""
    large, small = compared
    sides = (small, large) if turned else (large, small)
    if turned:
        parts = [Multiply((number(-1), part)) for part in parts]
    proof: Proof = {
        "rule": "raise_both",
        "exponent": 2,
        "right" if turned else "left": {"rule": "sign"},
        "then": {"rule": "parts_of_sum", "parts": [to_data(part) for part in parts]},
    }
    whole = restated(Relation(goal.relation.operator, *sides), proof)
    return whole if goal.accepts(whole) else None


def _unsigned(state: State, polynomial: Polynomial) -> Polynomial:
    """H for |H| = H sign(H), whose square is the same."""
    single = polynomial.single()
    if single is None:
        return polynomial
    plain = [p for p in single[1] if not (p[1] == 1 and state.record(p[0]).head == "sign")]
    return Polynomial({tuple(plain): single[0]})


def is_norm(state: State, rest: Polynomial) -> bool:
    """Whether one term alone has a root, of what has sums in it."""
    rooted = [_roots(state, monomial) for monomial in rest.terms if _roots(state, monomial)]
    return len(rooted) == 1 and all(_ranges(state, _under(state, g)) for g in rooted[0])


def _roots(state: State, monomial: Monomial) -> list[int]:
    """The generators of a monomial that are square roots."""
    return [g for g, e in monomial if e == HALF and state.record(g).head == "abs"]


def _under(state: State, identity: int) -> Polynomial:
    return state.record(identity).inner


def _ranges(state: State, polynomial: Polynomial) -> list[Range]:
    """The ranges of the sums of one index."""
    found: dict[Range, None] = {}
    for identity in polynomial.generators():
        record = state.record(identity)
        placeholders = record.arguments[0] if record.head == "sum" else ()
        if isinstance(placeholders, tuple) and len(placeholders) == 1:
            (placeholder,) = placeholders
            assert isinstance(placeholder, int)
            found[sums.bounds_of(state, placeholder)] = None
    return list(found)


def _body(state: State, polynomial: Polynomial, bound: int) -> Polynomial | None:
    """What has this polynomial as its sum over the index; what is no sum is spread evenly."""
    ends = sums.bounds_of(state, bound)
    total, rest = Polynomial({}), dict[Monomial, Coefficient]()
    for monomial, value in polynomial.terms.items():
        summed = [g for g, e in monomial if e == 1 and _ranges(state, generator(g)) == [ends]]
        if not summed:
            rest[monomial] = value
            continue
        outer = Polynomial({tuple(p for p in monomial if p[0] != summed[0]): value})
        (own,), inner = nesting.open_sum(state, summed[0])
        inner = substitution.substitute(state, inner, {own: generator(bound)})
        total = total + algebra.multiply(state, outer, inner)
    length = ends[1] - ends[0] + ONE
    if not rest:
        return total
    if signs.sign(state, length) & NULL:
        return None
    evenly = algebra.multiply(state, Polynomial(rest), radicals.power(state, length, -1))
    return total + evenly


def _one_square(goal: Goal, state: State, wanted: Polynomial, turned: bool) -> Proof | None:
    """(sum f)^2 >= sum f^2, for f >= 0: each f_i (sum f - f_i) >= 0."""
    squared = [m[0][0] for m, v in wanted.terms.items() if v == 1 and len(m) == 1 and m[0][1] == 2]
    if len(wanted) != 2 or len(squared) != 1 or not _ranges(state, generator(squared[0])):
        return None
    (bound,), f = nesting.open_sum(state, squared[0])
    square = algebra.multiply(state, f, f)
    whole = generator(squared[0], 2) - sums.total(state, bound, square)
    if whole != wanted or signs.sign(state, f) & NEGATIVE:
        return None
    taken = free_names((goal.claim.relation, goal.claim.assumptions, goal.relation))
    taken |= set(state.table.sorts)
    name = next(f"i{digit}" for digit in range(1, 99) if f"i{digit}" not in taken)
    ends = (term_of(state, end) for end in sums.bounds_of(state, bound))
    index = Index(name, *ends)
    here = state.make("index", name, *sums.bounds_of(state, bound))
    summed = term_of(state, generator(squared[0]))
    one = term_of(state, substitution.substitute(state, f, {bound: generator(here)}))
    body: Term = Multiply((one, summed - one))
    if turned:
        body = Multiply((number(-1), body))
    base = new_name(goal, state, body)
    proof: Proof = {
        "rule": "termwise",
        "sum": to_data(Sum(index, body)),
        "named": [
            [to_data(Sum(index, part)), f"{base}_{position}"]
            for position, part in enumerate((summed, one))
        ],
        "sub": {"rule": "sign"},
    }
    return proof if goal.accepts(proof) else None
