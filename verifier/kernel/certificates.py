"""Steps that show an inequality by taking its difference apart, or its domain.

TRUSTED. Guarantee: as ``steps``; each rule's docstring is its inference figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from verifier.kernel import (
    algebra,
    enclosure,
    interval,
    radicals,
    reading,
    signs,
    steps,
    wording,
    written,
    zero,
)
from verifier.kernel.comparison import defined_here, rational, real_here
from verifier.kernel.state import MASKS, NEGATIVE, NULL, POSITIVE, State
from verifier.polynomial import ONE, ZERO, Polynomial
from verifier.polynomial import rational as constant
from verifier.terms import OPERATORS, Relation, Term, Variable, number

BITS = 64
MOST_BOXES = 20_000
MOST_PARTS = 40


def _parts(
    replay: steps.Replay, state: State, rule: str, proof: dict[str, object], depth: int
) -> Iterator[tuple[Polynomial, int]]:
    """Each part of the proof: its value, and the signs that were shown for it."""
    parts = proof.get("parts")
    if not isinstance(parts, list) or not 0 < len(parts) <= MOST_PARTS:
        raise steps.StepFailure(rule, "no parts")
    for part in parts:
        match part:
            case {"term": data, "operator": str(operator), "proof": inner} if operator in OPERATORS:
                term = steps.read_term(replay, data)
            case _:
                raise steps.StepFailure(rule, "not a part")
        defined_here(state, rule, term)
        real_here(state, rule, term)
        premise = Relation(operator, term, number(0))
        replay.say(depth, f"first {wording.describe(premise)}:")
        steps.verify(replay, state.branch(), premise, inner, depth + 1)
        yield reading.read(state, term), MASKS[operator]


def _decide(state: State, rule: str, relation: Relation, value: Polynomial, mask: int) -> None:
    difference = reading.read(state, relation.left) - reading.read(state, relation.right)
    if not zero.is_zero(state, difference - value):
        raise steps.StepFailure(rule, "the parts do not make up the difference")
    if mask & ~MASKS[relation.operator]:
        raise steps.StepFailure(rule, "the signs of the parts do not decide")
    state.use(rule)


def sum_of_parts(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """The difference is a sum of parts, the sign of each being shown.

        left - right = p_1 + ... + p_k    p_i R_i 0    the R_i decide R
        ---------------------------------------------------------------
                                 left R right

    Each part is real and defined wherever the facts hold.
    """
    total, mask = ZERO, NULL
    for value, known in _parts(replay, state, "sum_of_parts", proof, depth):
        total, mask = total + value, signs.of_sum(mask, known)
    _decide(state, "sum_of_parts", relation, total, mask)
    replay.say(depth, "left - right is the sum of these parts")


def product_of_parts(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """The difference is a product of parts, the sign of each being shown.

        left - right = p_1 * ... * p_k    p_i R_i 0    the R_i decide R
        ---------------------------------------------------------------
                                 left R right

    Each part is real and defined wherever the facts hold.
    """
    total, mask = ONE, POSITIVE
    for value, known in _parts(replay, state, "product_of_parts", proof, depth):
        total, mask = algebra.multiply(state, total, value), signs.of_product(mask, known)
    _decide(state, "product_of_parts", relation, total, mask)
    replay.say(depth, "left - right is the product of these parts")


def means(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], _: int
) -> None:
    """The weighted inequality of arithmetic and geometric means.

        a_i >= 0    w_i > 0    sum w_i = 1    c >= 0
        --------------------------------------------
         c (sum w_i a_i) >= c (prod a_i^w_i)

    Hardy, Littlewood & Polya, Inequalities, 2.5. The relation is that one, by its difference;
    only for >=.
    """
    terms = proof.get("terms")
    if relation.operator != ">=" or not isinstance(terms, list) or len(terms) > MOST_PARTS:
        raise steps.StepFailure("means", "not an inequality of means")
    arithmetic, geometric, weights = ZERO, ONE, Fraction(0)
    for item in terms:
        match item:
            case [str(text), data]:
                weight, term = rational(text, "means"), steps.read_term(replay, data)
            case _:
                raise steps.StepFailure("means", "not a weighted term")
        value = _nonnegative(state, term)
        if weight <= 0:
            raise steps.StepFailure("means", "a weight that is not positive")
        weights += weight
        arithmetic = arithmetic + value.scale(weight)
        root = radicals.absolute_power(state, value, weight)
        geometric = algebra.multiply(state, geometric, root)
    if weights != 1:
        raise steps.StepFailure("means", "the weights do not add up to 1")
    factor = _nonnegative(state, steps.read_term(replay, proof.get("factor")))
    gap = algebra.multiply(state, factor, arithmetic - geometric)
    difference = reading.read(state, relation.left) - reading.read(state, relation.right)
    if not zero.is_zero(state, difference - gap):
        raise steps.StepFailure("means", "the means do not give the difference")
    state.use("means")


def _nonnegative(state: State, term: Term) -> Polynomial:
    defined_here(state, "means", term)
    real_here(state, "means", term)
    if written.sign_as_written(state, term) & NEGATIVE:
        raise steps.StepFailure("means", f"{wording.words(term)} may be negative")
    return reading.read(state, term)


def subdivide(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """Enclosures on boxes that cover the range of the variables.

        on each box the enclosure of left - right has a sign of R
        ---------------------------------------------------------
                             left R right

    The facts put each variable between its bounds; a box is halved across its widest side
    until the enclosure has a sign. Not where left - right comes arbitrarily near to 0.
    """
    difference = reading.read(state, relation.left) - reading.read(state, relation.right)
    sides = proof.get("box")
    if not isinstance(sides, list):
        raise steps.StepFailure("subdivide", "no box")
    leaves: list[int] = []
    ranges: list[tuple[Fraction, Fraction]] = []
    for side in sides:
        match side:
            case [data, str(low), str(high)]:
                leaf = _bounded_leaf(state, steps.read_term(replay, data), low, high)
            case _:
                raise steps.StepFailure("subdivide", "not a side of a box")
        leaves.append(leaf)
        ranges.append((Fraction(low), Fraction(high)))
    count = cover(state, difference, leaves, ranges, MASKS[relation.operator])
    if count is None:
        raise steps.StepFailure("subdivide", "the enclosures do not decide")
    state.use("subdivision")
    replay.say(depth, f"decided by enclosures on {count} boxes")


def _bounded_leaf(state: State, variable: Term, low: str, high: str) -> int:
    """The generator of a variable that lies between two rationals."""
    below, above = rational(low, "subdivide"), rational(high, "subdivide")
    value = reading.read(state, variable)
    single = value.single()
    if not isinstance(variable, Variable) or single is None or single[0] != 1:
        raise steps.StepFailure("subdivide", "not a variable")
    for gap in (value - constant(below), constant(above) - value):
        if signs.sign(state, gap) & NEGATIVE:
            raise steps.StepFailure("subdivide", "the variable may leave the box")
    ((leaf, exponent),) = single[1]
    if exponent != 1 or state.record(leaf).head not in ("variable", "integer", "dimension"):
        raise steps.StepFailure("subdivide", "not a variable")
    return leaf


def cover(
    state: State,
    difference: Polynomial,
    leaves: list[int],
    ranges: list[tuple[Fraction, Fraction]],
    wanted: int,
    most: int = MOST_BOXES,
) -> int | None:
    """How many boxes decide that the difference has a wanted sign; None when they do not."""
    stack, count = [ranges], 0
    while stack:
        box = stack.pop()
        count += 1
        if count > most:
            return None
        here = {
            leaf: interval.between(low, high, BITS)
            for leaf, (low, high) in zip(leaves, box, strict=True)
        }
        value = enclosure.enclose(state, difference, here, BITS)
        if value is not None and enclosure.mask_of(value) & ~wanted == 0:
            continue
        widths = [high - low for low, high in box]
        if not widths or max(widths) * (1 << (BITS // 2)) < 1:
            return None
        widest = widths.index(max(widths))
        low, high = box[widest]
        middle = (low + high) / 2
        halves = (low, middle), (middle, high)
        stack.extend([*box[:widest], half, *box[widest + 1 :]] for half in halves)
    return count
