"""Sums and products over ranges that overlap: written by their common beginnings.

TRUSTED. Guarantee: ``joined(p)`` equals p at every point that the facts admit.

The bound index is moved (shifted or turned round) so that the first entry of the body
stands at the index itself; then, S(e) being the sum of one body f up to e,
    sum_{k=a}^b f = S(b) - S(a-1)  for a - 1 <= b,    S(e+1) = S(e) + f(e+1),
    sum_{k=a}^b f = sign(b - a + 2) (S(b) - S(a-1))  for a - 2 <= b,
the same with quotients for products of factors that are not 0. An f(e+1) is put in only
where it is defined: where e + 1 lies in one of the ranges, or f has no holes.

Limits: where the order of the ends is not known, a sum stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verifier.kernel import algebra, products, radicals, regions, signs, signum, substitution, sums
from verifier.kernel.state import NEGATIVE, NULL, Generator, State
from verifier.polynomial import ONE, ZERO, Exponent, Polynomial, generator, rational

LONGEST = 24
"""Most single terms by which two ends may be apart."""
MOST = 40
"""Most sums and products that are looked at together."""
BOUND_HEADS = ("sum", "product")
TOTAL = (
    "variable", "index", "bound", "dimension", "integer", "complex", "entry", "onehot", "exp",
    "prime", "pi", "i", "sin", "cos", "atan", "erf", "asinh", "abs", "sign", "delta", "floor",
    "poly", "beginning",
)  # fmt: skip
"""What is defined wherever its arguments are."""


@dataclass(frozen=True)
class Ranged:
    """A sum or product over one range; ``key`` is its body at a mark, the same for all ranges."""

    identity: int
    lower: Polynomial
    upper: Polynomial
    placeholder: int
    body: Polynomial
    key: tuple[str, Polynomial]
    weight: Polynomial
    """1, or what is 1 where a - 1 <= b and 0 where the range is shorter."""

    def at(self, state: State, place: Polynomial) -> Polynomial:
        """The term (or factor) at a place of the range."""
        return substitution.substitute(state, self.body, {self.placeholder: place})


def joined(state: State, polynomial: Polynomial) -> Polynomial | None:
    """``polynomial`` with its sums written by common beginnings; None when none changes."""
    found = _closed(state, polynomial)
    if state.hidden or not 0 < len(found) <= MOST:
        return None
    values = {identity: _moved(state, identity) for identity in found}
    ranged: dict[tuple[str, Polynomial], list[Ranged]] = {}
    for part in dict.fromkeys(g for value in values.values() for g in _closed(state, value)):
        piece = _ranged(state, part)
        if piece is not None:
            ranged.setdefault(piece.key, []).append(piece)
    cut: dict[int, Polynomial] = {}
    for pieces in ranged.values():
        if len(pieces) > 1:
            cut.update(_by_beginnings(state, pieces))
    written = {g: _put_in(state, value, cut) for g, value in values.items()}
    if all(value == generator(g) for g, value in written.items()):
        return None
    state.use("sum_ranges")
    return _put_in(state, polynomial, written)


def _put_in(state: State, polynomial: Polynomial, values: dict[int, Polynomial]) -> Polynomial:
    """``polynomial`` with the sums replaced at any depth."""
    mapping: substitution.Mapping = {}
    for identity in values:  # what holds a sum is built again because its leaves are
        mapping.update(dict.fromkeys(state.record(identity).support))
    return substitution.substitute(state, polynomial, {**mapping, **values})


def _closed(state: State, polynomial: Polynomial) -> list[int]:
    """Sums and products anywhere in it that depend on no index bound around them."""
    found: dict[int, None] = {}
    stack, seen = list(polynomial.generators()), set[int]()
    while stack:
        identity = stack.pop()
        if identity in seen:
            continue
        seen.add(identity)
        record = state.record(identity)
        if record.head in BOUND_HEADS and not _is_open(state, record):
            found[identity] = None
        for argument in record.arguments:
            if isinstance(argument, Polynomial):
                stack.extend(argument.generators())
    return sorted(found)


def _is_open(state: State, record: Generator) -> bool:
    return any(state.record(leaf).head == "placeholder" for leaf in record.support)


# -- moving the index --------------------------------------------------------------------


def _moved(state: State, identity: int) -> Polynomial:
    """The sum with its index where the first entry of the body has it."""
    record = state.record(identity)
    if record.head == "sum":
        region = regions.region_of(state, identity)
        if region is not None:
            value = regions.summed(state, region)
            if value is not None and value != generator(identity):
                return _each(state, value, _shifted)
    return _shifted(state, identity)


def _each(state: State, value: Polynomial, move: Callable[[State, int], Polynomial]) -> Polynomial:
    """``value`` with every sum at its top moved."""
    tops = {g for g in value.generators() if state.record(g).head in BOUND_HEADS}
    result = ZERO
    for monomial, factor in value.terms.items():
        term = Polynomial({tuple(pair for pair in monomial if pair[0] not in tops): factor})
        for identity, exponent in monomial:
            if identity in tops:
                power = radicals.power(state, move(state, identity), exponent)
                term = algebra.multiply(state, term, power)
        result = result + term
    return result


def _shifted(state: State, identity: int) -> Polynomial:
    record = state.record(identity)
    placeholders, body = record.arguments
    assert isinstance(placeholders, tuple)
    assert isinstance(body, Polynomial)
    here = generator(identity)
    if len(placeholders) != 1:
        return here
    (placeholder,) = placeholders
    assert isinstance(placeholder, int)
    mark = _mark(state, placeholder)
    best: tuple[list[tuple[tuple[int, str], ...]], int, Polynomial] | None = None
    for slope, rest in _places(state, body, placeholder):
        moved = substitution.substitute(state, body, {placeholder: (mark - rest).scale(slope)})
        rank = sorted(tuple((g, str(e)) for g, e in monomial) for monomial in moved.terms)
        if best is None or rank < best[0]:
            best = rank, slope, rest
    if best is None or (best[1] == 1 and not best[2]):
        return here
    return _put(state, record, placeholder, body, best[1], best[2])


def _mark(state: State, placeholder: int) -> Polynomial:
    """What stands for the index of a sum, whatever its range."""
    return state.value("integer", f"@{state.record(placeholder).arguments[0]}")


def _put(
    state: State,
    record: Generator,
    placeholder: int,
    body: Polynomial,
    slope: int,
    rest: Polynomial,
) -> Polynomial:
    """The sum over q = slope*p + rest."""
    lower, upper = sums.bounds_of(state, placeholder)
    ends = [(end.scale(slope) + rest) for end in (lower, upper)]
    bound = state.bound(*(ends if slope > 0 else reversed(ends)))
    value = (generator(bound) - rest).scale(slope)
    inner = substitution.substitute(state, body, {placeholder: value})
    if record.head == "sum":
        return sums.total(state, bound, inner)
    return products.product_over(state, bound, inner)


def _places(state: State, body: Polynomial, placeholder: int) -> list[tuple[int, Polynomial]]:
    """Arguments +-p + rest of the entries in the body; of other functions if there are none."""
    found: dict[int, dict[tuple[int, Polynomial], None]] = {0: {}, 1: {}, 2: {}}
    stack, seen = list(body.generators()), set[int]()
    while stack:
        identity = stack.pop()
        if identity in seen:
            continue
        seen.add(identity)
        if identity == placeholder:
            found[2][1, ZERO] = None
        record = state.record(identity)
        if placeholder not in record.support:
            continue
        kind = 0 if record.head in ("entry", "onehot") else 1
        for argument in record.arguments:
            if not isinstance(argument, Polynomial):
                continue
            stack.extend(argument.generators())
            slope = argument.terms.get(((placeholder, 1),))
            if slope in (1, -1):
                rest = argument - generator(placeholder).scale(slope)
                if placeholder not in state.support(rest) and algebra.is_integer(state, rest):
                    found[kind][int(slope), rest] = None
    return list(next((places for places in found.values() if places), {}))


# -- common beginnings -------------------------------------------------------------------


def _ranged(state: State, identity: int) -> Ranged | None:
    record = state.record(identity)
    placeholders, body = record.arguments
    assert isinstance(placeholders, tuple)
    assert isinstance(body, Polynomial)
    if len(placeholders) != 1:
        return None
    (placeholder,) = placeholders
    assert isinstance(placeholder, int)
    lower, upper = sums.bounds_of(state, placeholder)
    length, weight = upper - lower + ONE, ONE
    if signs.sign(state, length) & NEGATIVE:
        if record.head == "product" or signs.sign(state, length + ONE) & NEGATIVE:
            return None
        weight = signum.signum(state, length + ONE)
    key = substitution.substitute(state, body, {placeholder: _mark(state, placeholder)})
    return Ranged(identity, lower, upper, placeholder, body, (record.head, key), weight)


def _by_beginnings(state: State, pieces: list[Ranged]) -> dict[int, Polynomial]:
    """Each sum as S(b) - S(a-1)."""
    product = pieces[0].key[0] == "product"
    if product and any(signs.sign(state, piece.body) & NULL for piece in pieces):
        return _by_segments(state, pieces)
    points = {end for piece in pieces for end in (piece.lower - ONE, piece.upper)}
    values = _beginnings(state, pieces, points)
    result: dict[int, Polynomial] = {}
    for piece in pieces:
        above, below = values[piece.upper], values[piece.lower - ONE]
        if product:
            result[piece.identity] = algebra.multiply(
                state, above, radicals.power(state, below, -1)
            )
        else:
            result[piece.identity] = algebra.multiply(state, piece.weight, above - below)
    return result


def _beginnings(
    state: State, pieces: list[Ranged], points: set[Polynomial]
) -> dict[Polynomial, Polynomial]:
    """S at each point, by S at the least of those that are a known number apart."""
    head, key = pieces[0].key
    clusters: dict[Polynomial, list[int]] = {}
    for point in points:
        constant = point.terms.get((), 0)
        assert isinstance(constant, int)
        clusters.setdefault(point - rational(constant), []).append(constant)
    values: dict[Polynomial, Polynomial] = {}
    for rest, constants in clusters.items():
        value = ZERO
        last: int | None = None
        for constant in sorted(constants):
            place = rest + rational(constant)
            steps = None if last is None else _terms(state, pieces, rest, last, constant)
            if steps is None:
                value = state.value("beginning", head, key, place)
            else:
                for term in steps:
                    value = value + term if head == "sum" else algebra.multiply(state, value, term)
            values[place] = value
            last = constant
    return values


def _terms(
    state: State, pieces: list[Ranged], rest: Polynomial, after: int, last: int
) -> list[Polynomial] | None:
    """The terms at rest + c for after < c <= last, where each is a term of one of the sums."""
    if last - after > LONGEST:
        return None
    found: list[Polynomial] = []
    for constant in range(after + 1, last + 1):
        place = rest + rational(constant)
        piece = next((p for p in pieces if _covers(state, p, place)), None)
        term = (piece or pieces[0]).at(state, place)
        if piece is None and not _is_defined(state, term):
            return None
        found.append(term)
    return found


def _is_defined(state: State, value: Polynomial) -> bool:
    """Whether it surely has a value: no pole, no logarithm of what may be 0."""
    return all(
        _is_defined_power(state, identity, exponent)
        for monomial in value.terms
        for identity, exponent in monomial
    )


def _is_defined_power(state: State, identity: int, exponent: Exponent) -> bool:
    record = state.record(identity)
    if record.head not in TOTAL and record.head != "log":
        return False
    if exponent < 0 and signs.sign(state, generator(identity)) & NULL:
        return False
    inner = [argument for argument in record.arguments if isinstance(argument, Polynomial)]
    if record.head == "log" and any(signs.sign(state, argument) & NULL for argument in inner):
        return False
    return all(_is_defined(state, argument) for argument in inner)


def _covers(state: State, piece: Ranged, place: Polynomial) -> bool:
    return not any(
        signs.sign(state, gap) & NEGATIVE for gap in (place - piece.lower, piece.upper - place)
    )


def _by_segments(state: State, pieces: list[Ranged]) -> dict[int, Polynomial]:
    """Each product as the product of its parts between consecutive ends, in their order."""
    ordered = _sorted(state, {e for p in pieces for e in (p.lower - ONE, p.upper)})
    if ordered is None:
        return {}
    head, key = pieces[0].key
    result: dict[int, Polynomial] = {}
    for piece in pieces:
        start, stop = ordered.index(piece.lower - ONE), ordered.index(piece.upper)
        value = ONE
        for low, high in zip(ordered[start:stop], ordered[start + 1 : stop + 1], strict=True):
            apart = (high - low).constant()
            if isinstance(apart, int) and apart <= LONGEST:
                for step in range(1, apart + 1):
                    factor = piece.at(state, low + rational(step))
                    value = algebra.multiply(state, value, factor)
            else:
                part = state.value("beginning", head, key, low, high)
                value = algebra.multiply(state, value, part)
        result[piece.identity] = value
    return result


def _sorted(state: State, points: set[Polynomial]) -> list[Polynomial] | None:
    """The points in their order; None when it is not known."""
    ordered: list[Polynomial] = []
    for point in sorted(points, key=lambda p: sorted(p.terms.items())):
        place = len(ordered)
        for position, other in enumerate(ordered):
            mask = signs.sign(state, other - point)
            if not mask & NEGATIVE:
                place = position
                break
            if mask & ~(NEGATIVE | NULL):
                return None
        ordered.insert(place, point)
    return ordered
