"""Nested sums whose ranges depend on one another: the region they run over.

TRUSTED. Guarantee: ``summed(region)`` equals the sum of the body over all integers that
satisfy the constraints, at every point that the facts admit.

A sum over an empty range is 0, so nested sums are the sum over the set of integers with
l_i <= v_i <= u_i. The set may be run through in another order (Fourier-Motzkin):
    {l <= v <= u, rest}:  v innermost from l to u,  the others over rest and l <= u,
where no other constraint on v is needed: one that follows from the rest is dropped.
    sum_v delta(v, e) f = f(e) where l <= e <= u;
    sign(d) = [d >= 1] - [-d >= 1],  sign(d)^2 = 1 - delta(d, 0)  for an integer d.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

from verifier.kernel import algebra, deltas, signs, signum, substitution, sums
from verifier.kernel.state import NEGATIVE, Refusal, State
from verifier.polynomial import ONE, ZERO, Polynomial, generator

MOST_BOUNDS = 3
MOST_ADDED = 3
"""Most constraints that are added up to show another."""
SPLITS = 3
"""Most signs that one sum is split by."""


@dataclass(frozen=True)
class Region:
    """The sum of ``body`` over the integers ``variables`` with every constraint >= 0."""

    variables: tuple[int, ...]
    constraints: tuple[Polynomial, ...]
    body: Polynomial

    def with_constraint(self, constraint: Polynomial, body: Polynomial) -> Region:
        """The part of the region where the constraint holds, too."""
        return Region(self.variables, (*self.constraints, constraint), body)


def region_of(state: State, identity: int) -> Region | None:
    """The region of a sum; None for one that gains nothing by it."""
    placeholders, body = state.record(identity).arguments
    assert isinstance(placeholders, tuple)
    assert isinstance(body, Polynomial)
    if len(placeholders) > MOST_BOUNDS:
        return None
    mapping: substitution.Mapping = {}
    variables: list[int] = []
    constraints: list[Polynomial] = []
    nested = False
    for placeholder in placeholders:
        assert isinstance(placeholder, int)
        ends = sums.bounds_of(state, placeholder)
        nested = nested or any(set(mapping) & state.support(end) for end in ends)
        lower, upper = (substitution.substitute(state, end, mapping) for end in ends)
        state.table.fresh += 1
        variable = state.make("integer", f"@v{state.table.fresh}")
        mapping[placeholder] = generator(variable)
        variables.append(variable)
        constraints += [generator(variable) - lower, upper - generator(variable)]
    heads = {state.record(g).head for g in body.generators()}
    if not nested and not heads & {"sign", "delta"}:
        return None
    inner = substitution.substitute(state, body, mapping)
    return Region(tuple(variables), tuple(constraints), inner)


def summed(state: State, region: Region, splits: int = SPLITS) -> Polynomial | None:
    """The sum over the region by sums over ranges; None when that is not found."""
    if not region.variables:
        return _where_known(state, region)
    if _is_odd(state, region):
        return ZERO
    halved = _of_symmetric(state, region, splits - 1) if splits else None
    if halved is not None:
        return halved
    result = ZERO
    for monomial, value in region.body.terms.items():
        part = Region(region.variables, region.constraints, Polynomial({monomial: value}))
        image = _of_delta(state, part, splits)
        if image is None:
            image = _of_sign(state, part, splits)
        if image is None:
            image = _in_best_order(state, part)
        if image is None:
            return None
        result = result + image
    return result


def _where_known(state: State, region: Region) -> Polynomial:
    """A single term, times 1 where all constraints hold and 0 elsewhere."""
    result = region.body
    for constraint in region.constraints:
        result = algebra.multiply(state, result, _indicator(state, constraint))
    return result


def _indicator(state: State, constraint: Polynomial) -> Polynomial:
    """[c >= 0] for an integer c: sign(c + 1) where c >= -1, else 1 + (s - s^2)/2, s = sign(c)."""
    if not signs.sign(state, constraint + ONE) & NEGATIVE:
        return signum.signum(state, constraint + ONE)
    sign = signum.signum(state, constraint)
    return ONE + (sign - algebra.multiply(state, sign, sign)).scale(Fraction(1, 2))


def _is_odd(state: State, region: Region) -> bool:
    """sum_{j,k} f(j,k) = 0 for f(k,j) = -f(j,k), the region being the same with j for k."""
    for one, two in combinations(region.variables, 2):
        swap: substitution.Mapping = {one: generator(two), two: generator(one)}
        turned = [substitution.substitute(state, c, swap) for c in region.constraints]
        if set(turned) != set(region.constraints):
            continue
        if substitution.substitute(state, region.body, swap) == -region.body:
            state.use("sum_odd")
            return True
    return False


def _of_symmetric(state: State, region: Region, splits: int) -> Polynomial | None:
    """sum_{j<k} f = (sum_{j,k} f - sum_{j=k} f) / 2 for f(k,j) = f(j,k), and j <= k likewise."""
    for one, two in combinations(region.variables, 2):
        swap: substitution.Mapping = {one: generator(two), two: generator(one)}
        if substitution.substitute(state, region.body, swap) != region.body:
            continue
        for constraint in region.constraints:
            turned = substitution.substitute(state, constraint, swap)
            gap = (constraint + turned).constant()
            if gap not in (0, -2) or constraint == turned:
                continue
            rest = tuple(c for c in region.constraints if c != constraint)
            other = tuple(substitution.substitute(state, c, swap) for c in rest)
            if not all(c in region.constraints or _follow(state, region, c) for c in other):
                continue
            whole = Region(region.variables, tuple(dict.fromkeys((*rest, *other))), region.body)
            put: substitution.Mapping = {two: generator(one)}
            diagonal = Region(
                tuple(v for v in region.variables if v != two),
                tuple(substitution.substitute(state, c, put) for c in whole.constraints),
                substitution.substitute(state, region.body, put),
            )
            values = summed(state, whole, splits), summed(state, diagonal, splits)
            if values[0] is None or values[1] is None:
                return None
            state.use("sum_symmetric")
            return (values[0] + values[1].scale(1 if gap == 0 else -1)).scale(Fraction(1, 2))
    return None


def _follow(state: State, region: Region, constraint: Polynomial) -> bool:
    """Whether the constraint holds in the region: it is a sum of others, and what is >= 0."""
    others = [c for c in region.constraints if c != constraint]
    for size in range(MOST_ADDED + 1):
        for chosen in combinations(others, size):
            gap = constraint - sum(chosen, ZERO)
            if state.support(gap) & set(region.variables):
                continue
            if not signs.sign(state, gap) & NEGATIVE:
                return True
    return False


def _of_delta(state: State, region: Region, splits: int) -> Polynomial | None:
    """One variable fixed by a delta."""
    ((monomial, value),) = region.body.terms.items()
    for identity, exponent in monomial:
        if state.record(identity).head != "delta" or exponent != 1:
            continue
        for variable in region.variables:
            target = sums.solve(state, identity, variable)
            if target is None:
                continue
            rest = Polynomial({tuple(p for p in monomial if p[0] != identity): value})
            put: substitution.Mapping = {variable: target}
            others = tuple(v for v in region.variables if v != variable)
            constraints = tuple(substitution.substitute(state, c, put) for c in region.constraints)
            body = substitution.substitute(state, rest, put)
            return summed(state, Region(others, constraints, body), splits)
    return None


def _of_sign(state: State, region: Region, splits: int) -> Polynomial | None:
    """The parts of the region on either side of where a sign changes."""
    ((monomial, value),) = region.body.terms.items()
    for identity, exponent in monomial:
        record = state.record(identity)
        if record.head != "sign" or exponent not in (1, 2) or splits == 0:
            continue
        (difference,) = record.arguments
        assert isinstance(difference, Polynomial)
        if not set(region.variables) & state.support(difference):
            continue
        if not algebra.is_integer(state, difference):
            continue
        rest = Polynomial({tuple(p for p in monomial if p[0] != identity): value})
        if exponent == 2:
            unequal = ONE - deltas.delta(state, difference)
            body = algebra.multiply(state, rest, unequal)
            return summed(state, Region(region.variables, region.constraints, body), splits)
        total = ZERO
        for turn in (1, -1):
            part = region.with_constraint(difference.scale(turn) - ONE, rest.scale(turn))
            image = summed(state, part, splits - 1)
            if image is None:
                return None
            total = total + image
        return total
    return None


# -- the order of the bounds -------------------------------------------------------------


Range = tuple[int, Polynomial, Polynomial]


class _Empty(Exception):
    """No integers satisfy the constraints."""


def _in_best_order(state: State, region: Region) -> Polynomial | None:
    """Sums over ranges, in the order that leaves the fewest bounds."""
    best: Polynomial | None = None
    for order in permutations(region.variables):
        try:
            ranges = _ranges(state, region, list(order))
            if ranges is None:
                continue
            image = _over(state, ranges, region.body)
        except _Empty:
            return ZERO
        except Refusal:
            continue
        if best is None or _rank(state, image) < _rank(state, best):
            best = image
    if best is not None:
        state.use("sum_order")
    return best


def _rank(state: State, value: Polynomial) -> tuple[int, int, list[int]]:
    """How many bounds stand together, how many terms there are; then any fixed order."""
    depth = 0
    for identity in value.generators():
        record = state.record(identity)
        if record.head == "sum" and isinstance(record.arguments[0], tuple):
            depth = max(depth, len(record.arguments[0]))
    return depth, len(value), sorted(value.generators())


def _ranges(state: State, region: Region, order: list[int]) -> list[Range] | None:
    """The range of each variable in those before it; None where that is no single range."""
    needed = _needed(state, region)
    ranges: list[Range] = []
    while order:
        variable = order.pop()
        here = generator(variable)
        lower = upper = None
        rest: list[Polynomial] = []
        for constraint in needed:
            slope = constraint.terms.get(((variable, 1),))
            if variable not in state.support(constraint):
                rest.append(constraint)
            elif slope == 1 and lower is None:
                lower = here - constraint
            elif slope == -1 and upper is None:
                upper = here + constraint
            else:
                return None
        if lower is None or upper is None:
            return None
        if signs.sign(state, upper - lower) == NEGATIVE:
            raise _Empty
        if variable in state.support(lower) or variable in state.support(upper):
            return None
        ranges.insert(0, (variable, lower, upper))
        if order:
            needed = _needed(state, Region(tuple(order), (*rest, upper - lower), ONE))
        else:
            needed = rest
    if any(signs.sign(state, constraint) & NEGATIVE for constraint in needed):
        return None
    return ranges


def _needed(state: State, region: Region) -> list[Polynomial]:
    """The constraints that do not follow from the others."""
    if any((c.constant() or 0) < 0 for c in region.constraints):
        raise _Empty
    kept = [c for c in dict.fromkeys(region.constraints) if c.constant() is None]
    for constraint in list(kept):
        if _follow(state, Region(region.variables, tuple(kept), ONE), constraint):
            kept.remove(constraint)
    return kept


def _over(state: State, ranges: list[Range], body: Polynomial) -> Polynomial:
    """The nested sums, the first range outermost."""
    put: substitution.Mapping = {}
    bounds: list[int] = []
    for variable, lower, upper in ranges:
        ends = (substitution.substitute(state, end, put) for end in (lower, upper))
        bound = state.bound(*ends)
        put[variable] = generator(bound)
        bounds.append(bound)
    result = substitution.substitute(state, body, put)
    for bound in reversed(bounds):
        result = sums.total(state, bound, result)
    return result
