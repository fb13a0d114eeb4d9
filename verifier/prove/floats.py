"""Floating-point looks at a goal: is it plausible, where is it tight. Untrusted.

A relation that is violated at a sampled point is not worth a search. Points satisfy the
facts of the state: each leaf is drawn between the bounds that the facts linear in it give,
and a point at which any other fact fails is thrown away.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from fractions import Fraction

from verifier.kernel.state import NEGATIVE, NULL, POSITIVE, State
from verifier.polynomial import Polynomial

Point = dict[int, float]
LEAVES = ("variable", "integer", "dimension", "index")
SPECIAL = (0.5, 1.0, 2.0, 0.1, 3.0, 1.5, 0.01, 10.0, 5.0, 30.0)


def value(state: State, polynomial: Polynomial, point: Point) -> float | None:
    """The value at a point, None where it is undefined or not known."""
    try:
        return _value(state, polynomial, point)
    except (ArithmeticError, ValueError, KeyError):
        return None


def _value(state: State, polynomial: Polynomial, point: Point) -> float:
    total = 0.0
    for monomial, coefficient in polynomial.terms.items():
        term = float(coefficient)
        for identity, exponent in monomial:
            record = state.record(identity)
            if record.head == "exp":
                term *= math.exp(_argument(state, identity, point) * float(exponent))
            else:
                term *= _generator(state, identity, point) ** (
                    exponent if isinstance(exponent, int) else float(exponent)
                )
        total += term
    if isinstance(total, complex) or math.isnan(total):
        raise ValueError
    return total


def _argument(state: State, identity: int, point: Point) -> float:
    (inner, *_) = state.record(identity).arguments or ("",)
    if not isinstance(inner, Polynomial):
        raise KeyError
    return _value(state, inner, point)


def _generator(state: State, identity: int, point: Point) -> float:
    if identity in point:
        return point[identity]
    head = state.record(identity).head
    if head == "pi":
        return math.pi
    inner = _argument(state, identity, point)
    match head:
        case "poly" | "prime":
            return inner
        case "abs":
            return abs(inner)
        case "log":
            return math.log(abs(inner))
        case "sin":
            return math.sin(inner)
        case "cos":
            return math.cos(inner)
        case "atan":
            return math.atan(inner)
        case "asin":
            return math.asin(inner)
        case "erf":
            return math.erf(inner)
        case "gamma":
            return math.gamma(inner)
        case "sign":
            return float((inner > 0) - (inner < 0))
        case "floor":
            return float(math.floor(inner))
        case _:
            raise KeyError


def leaves_of(state: State, *polynomials: Polynomial) -> list[int]:
    """The leaves of some polynomials that can be sampled, in order."""
    found: set[int] = set()
    for polynomial in polynomials:
        found |= state.support(polynomial)
    return sorted(leaf for leaf in found if state.record(leaf).head in LEAVES)


@dataclass
class Sampler:
    """Points that satisfy the facts of a state."""

    state: State
    leaves: list[int]
    generator: random.Random = field(default_factory=lambda: random.Random(7))

    def points(self, count: int) -> list[Point]:
        """Up to ``count`` points."""
        facts = [
            (fact, mask)
            for fact, mask in self.state.signs.items()
            if mask not in (NEGATIVE | POSITIVE, NULL)
            and all(leaf in self.leaves for leaf in self.state.support(fact))
        ]
        found: list[Point] = []
        for number in range(count * 6):
            point = self._draw(facts, number)
            if point is not None and all(self._holds(fact, mask, point) for fact, mask in facts):
                found.append(point)
                if len(found) == count:
                    break
        return found

    def _holds(self, fact: Polynomial, mask: int, point: Point) -> bool:
        here = value(self.state, fact, point)
        if here is None:
            return True
        sign = POSITIVE if here > 0 else NEGATIVE if here < 0 else NULL
        return bool(sign & mask)

    def _draw(self, facts: list[tuple[Polynomial, int]], number: int) -> Point | None:
        point: Point = {}
        for leaf in self.leaves:
            low, high = self._bounds(leaf, facts, point)
            if low > high:
                return None
            drawn = self._between(low, high, number)
            if self.state.record(leaf).head != "variable":
                drawn = float(round(drawn))
            point[leaf] = drawn
        return point

    def _bounds(
        self, leaf: int, facts: list[tuple[Polynomial, int]], point: Point
    ) -> tuple[float, float]:
        low, high = -math.inf, math.inf
        if self.state.record(leaf).head == "dimension":
            low = 1.0
        for fact, mask in facts:
            slope = fact.terms.get(((leaf, 1),))
            if slope is None or any(
                g == leaf and pair != ((leaf, 1),) for pair in fact.terms for g, _ in pair
            ):
                continue
            rest = value(self.state, fact - Polynomial({((leaf, 1),): slope}), point)
            if rest is None:
                continue
            bound = -rest / float(slope)
            if (mask & NEGATIVE == 0) is (slope > 0):
                low = max(low, bound)
            else:
                high = min(high, bound)
        return low, high

    def _between(self, low: float, high: float, number: int) -> float:
        chance = self.generator.random()
        if math.isinf(low) and math.isinf(high):
            size = SPECIAL[number % len(SPECIAL)] if chance < 0.6 else 10 ** (3 * chance - 2)
            return size if self.generator.random() < 0.5 else -size
        if math.isinf(high):
            return low + (
                SPECIAL[number % len(SPECIAL)] if chance < 0.6 else 10 ** (4 * chance - 3)
            )
        if math.isinf(low):
            return high - (
                SPECIAL[number % len(SPECIAL)] if chance < 0.6 else 10 ** (4 * chance - 3)
            )
        fraction = (number % 9 + 1) / 10 if chance < 0.7 else chance * chance * 0.1
        return low + (high - low) * (fraction if number % 2 else 1 - fraction)


def violated(here: float, operator: str, scale: float) -> bool:
    """Whether a difference of this size, give or take rounding, breaks the relation."""
    slack = 1e-9 * max(1.0, scale)
    match operator:
        case ">=" | ">":
            return here < -slack
        case "<=" | "<":
            return here > slack
        case "=":
            return abs(here) > slack
        case _:
            return False


def plausible(state: State, difference: Polynomial, operator: str, count: int = 16) -> bool:
    """False only if some sampled point violates ``difference operator 0``."""
    leaves = leaves_of(state, difference, *state.signs)
    if not leaves_of(state, difference):
        here = value(state, difference, {})
        return here is None or not violated(here, operator, magnitude(state, difference, {}))
    for point in Sampler(state, leaves).points(count):
        here = value(state, difference, point)
        if here is not None and violated(here, operator, magnitude(state, difference, point)):
            return False
    return True


def magnitude(state: State, polynomial: Polynomial, point: Point) -> float:
    """The largest term: how much rounding there may be."""
    largest = 0.0
    for monomial, coefficient in polynomial.terms.items():
        term = value(state, Polynomial({monomial: coefficient}), point)
        largest = max(largest, abs(term)) if term is not None else largest
    return largest


def nearby(number: float) -> Fraction | None:
    """The simple rational that a float is close to, if any."""
    if not math.isfinite(number):
        return None
    guess = Fraction(number).limit_denominator(24)
    return guess if abs(float(guess) - number) < 1e-9 * max(1.0, abs(number)) else None
