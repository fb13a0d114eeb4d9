"""From assumptions to facts of a state.

TRUSTED. Guarantee: after ``assume(state, assumption)`` every fact of the state
holds at each point that admitted the facts before and satisfies the assumption.
What cannot be used is left out; leaving out loses proofs, never gains one.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias, assert_never

from verifier.claim import Assumption, Definite, Distribution, Forall, OneHot, Recursion
from verifier.kernel import algebra, quantities, reading, sign_facts, signs, substitution
from verifier.kernel.consequences import consequences
from verifier.kernel.state import (
    ANY,
    EMPTY,
    LEAVES,
    MASKS,
    NEGATIVE,
    NONNEGATIVE,
    NONZERO,
    NULL,
    POSITIVE,
    Environment,
    Generator,
    Refusal,
    State,
)
from verifier.polynomial import ONE, Polynomial, generator, rational
from verifier.terms import ZERO as ZERO_TERM
from verifier.terms import And, Condition, Entry, Family, Index, Not, Or, Relation, over

Solution: TypeAlias = "tuple[int, Polynomial] | None"
NEGATED = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def assume(state: State, assumption: Assumption, source: int | None = None) -> None:
    """Add an assumption; ``source`` is its position in the claim."""
    match assumption:
        case OneHot(family) | Distribution(family) if not family.shape:
            raise Refusal(f"{family.name} is no vector")
        case OneHot(family) | Distribution(family):
            quantities.declare(state, family)
            hot = isinstance(assumption, OneHot)
            (state.one_hot if hot else state.distributions).add(family.name)
            _remember(state, family.name, source)
        case Definite(family):
            _assume_definite(state, family, source)
        case Forall(indices, condition):
            _assume_for_all(state, indices, condition, source)
        case Recursion():
            state.recursions.append((assumption, source))
        case Relation() | And() | Or() | Not():
            assume_condition(state, assumption, EMPTY, source)
        case _:
            assert_never(assumption)
    state.forget()


def _assume_definite(state: State, family: Family, source: int | None) -> None:
    """Of a positive definite A it is used that it is symmetric, A[i, i] > 0 and x^T A x > 0."""
    if len(family.shape) != 2 or family.shape[0] != family.shape[1] or len(set(family.starts)) > 1:
        raise Refusal(f"{family.name} is not square")
    rows, columns = (over(name, family.shape[0], family.starts[0]) for name in "ij")
    entry, mirrored = Entry(family, (rows, columns)), Entry(family, (columns, rows))
    _assume_for_all(state, (rows, columns), Relation("=", entry, mirrored), source)
    diagonal = Relation(">", Entry(family, (rows, rows)), ZERO_TERM)
    _assume_for_all(state, (rows,), diagonal, source)
    state.definite.add(family.name)
    _remember(state, family.name, source)


def _remember(state: State, fact: str | int | Polynomial, source: int | None) -> None:
    if source is not None:
        state.sources.setdefault(fact, source)


def negate(condition: Condition) -> Condition:
    """The condition that holds exactly where ``condition`` fails."""
    match condition:
        case Relation(operator, left, right):
            return Relation(NEGATED[operator], left, right)
        case And(parts):
            return Or(tuple(negate(part) for part in parts))
        case Or(parts):
            return And(tuple(negate(part) for part in parts))
        case Not(inner):
            return inner
        case _:
            assert_never(condition)


def assume_condition(
    state: State, condition: Condition, environment: Environment, source: int | None
) -> None:
    """Add a condition whose indices are free or bound in ``environment``."""
    match condition:
        case Relation(operator, left, right):
            difference = reading.read(state, left, environment) - reading.read(
                state, right, environment
            )
            assume_sign(state, difference, MASKS[operator], source)
        case And(parts):
            for part in parts:
                assume_condition(state, part, environment, source)
        case Or(parts):
            if len(parts) == 1:
                assume_condition(state, parts[0], environment, source)
            elif not parts:
                state.contradiction = state.contradiction or "an assumption is never true"
        case Not(inner):
            if not isinstance(inner, Not):
                assume_condition(state, negate(inner), environment, source)
            else:
                assume_condition(state, inner.condition, environment, source)
        case _:
            assert_never(condition)
    state.forget()


def assume_sign(state: State, difference: Polynomial, mask: int, source: int | None) -> None:
    """Add that ``difference`` has one of the signs in ``mask``."""
    constant = difference.constant()
    if constant is not None:
        if signs.of_number(constant) & mask == 0:
            state.contradiction = state.contradiction or "an assumption is never true"
        return
    tighter = _rounded(state, difference, mask)
    if tighter is not None:
        assume_sign(state, *tighter, source)
        return
    if mask == NULL:
        assume_equation(state, difference, source)
        return
    whole = algebra.is_integer(state, difference)
    if mask == NONZERO and whole:
        state.distinct.add(difference)
        _remember(state, difference, source)
    sign_facts.assume(state, difference, mask, source)
    if whole and mask == POSITIVE:
        sign_facts.assume(state, difference - ONE, NONNEGATIVE, source)
    elif whole and mask == ANY & ~(NONNEGATIVE):
        sign_facts.assume(state, -difference - ONE, NONNEGATIVE, source)
    if signs.sign(state, difference) == NULL and not state.contradiction:
        assume_equation(state, difference, source)


def _rounded(state: State, difference: Polynomial, mask: int) -> tuple[Polynomial, int] | None:
    """For an integer p and a v that is none: p < v is p <= floor v, and p = v is false."""
    shift = Fraction(difference.terms.get((), 0))
    moving = difference - rational(shift)
    scale = abs(Fraction(moving.content()[0]))
    bound = -shift / scale
    whole = moving.scale(Fraction(1) / scale)
    if bound.denominator == 1 or mask == ANY or not algebra.is_integer(state, whole):
        return None
    if mask & NULL and mask & ~NULL == 0:
        return ONE, NULL
    if mask == NONZERO:
        return ONE, NONZERO
    if mask & POSITIVE:
        return whole - rational(ceil(bound)), NONNEGATIVE
    return rational(floor(bound)) - whole, NONNEGATIVE


def assume_equation(state: State, difference: Polynomial, source: int | None) -> None:
    """Solve difference = 0 for a generator that occurs once, linearly."""
    if signs.sign(state, difference) & NULL == 0:
        state.contradiction = state.contradiction or "two assumptions clash"
        if source is not None:
            state.assumptions_used.add(source)
        return
    target = _solvable(state, difference)
    if target is None:
        sign_facts.assume(state, difference, NULL, source)
        return
    identity, value = target
    record = state.record(identity)
    if record.head == "onehot" and value == ONE and len(record.arguments) == 2:
        place = record.arguments[1]
        assert isinstance(place, Polynomial)
        state.hot[str(record.arguments[0])] = (place, source)
    for other, known in list(state.equations.items()):
        state.equations[other] = substitution.substitute(state, known, {identity: value})
    state.equations[identity] = value
    state.forget()
    if source is not None:
        state.sources[identity] = source
    _rebuild(state, identity, value)
    if record.head not in (*LEAVES, "sum", "product"):
        sign_facts.assume(state, difference, NULL, source)


def _solvable(state: State, difference: Polynomial, bounds: tuple[int, ...] = ()) -> Solution:
    """A generator g, with all ``bounds`` in it, and what it equals; leaves first, the last ones.

    A common factor is divided out only where it is not 0: x*y = x does not give y = 1.
    """
    solved = _solved(state, difference, bounds)
    if solved is not None:
        return solved
    _, monomial, cleared = algebra.primitive_part(state, difference)
    zero = tuple(
        pair for pair in monomial if pair[1] > 0 and signs.sign(state, generator(pair[0])) & NULL
    )
    return _solved(state, algebra.multiply(state, cleared, Polynomial({zero: 1})), bounds)


def _solved(state: State, difference: Polynomial, bounds: tuple[int, ...] = ()) -> Solution:
    best: tuple[tuple[int, int, int], int, Polynomial] | None = None
    for monomial, value in difference.terms.items():
        if len(monomial) != 1 or monomial[0][1] != 1:
            continue
        identity = monomial[0][0]
        record = state.record(identity)
        if not record.support.issuperset(bounds):
            continue
        rest = difference - Polynomial({monomial: value})
        inside = any(
            identity == g or identity in state.record(g).support for g in rest.generators()
        )
        if inside or record.head in ("pi", "i", "prime", "bound", "placeholder"):
            continue
        if record.head in ("index", "integer", "dimension") and value not in (1, -1):
            continue
        if record.head == "delta":
            rank = -1
        elif record.head == "dimension" or record.support & state.support(rest):
            rank = 0 if record.head == "dimension" else 1
        else:
            rank = 3 if record.head in ("variable", "entry", "index", "integer") else 2
        solved = rest.scale(Fraction(-1) / value)
        key = (rank, _factors(record), identity)
        if best is None or key > best[0]:
            best = (key, identity, solved)
    return None if best is None else (best[1], best[2])


def _factors(record: Generator) -> int:
    """How many factors the terms of a sum have: the longest of several sums is replaced."""
    if record.head != "sum":
        return 0
    body = record.arguments[1]
    assert isinstance(body, Polynomial)
    return max((len(monomial) for monomial in body.terms), default=0)


def _rebuild(state: State, identity: int, value: Polynomial) -> None:
    """Put the new equation into the facts that were known before."""
    old = dict(state.signs)
    state.signs.clear()
    for fact, mask in old.items():
        source = state.sources.get(fact)
        image = substitution.substitute(state, fact, {identity: value})
        constant = image.constant()
        if constant is None:
            sign_facts.assume(state, image, mask, source)
        elif signs.of_number(constant) & mask == 0:
            state.contradiction = state.contradiction or "two assumptions clash"
    for difference in state.distinct:
        image = substitution.substitute(state, difference, {identity: value})
        if not image:
            state.contradiction = state.contradiction or "two indices are equal and different"
    state.distinct = {
        substitution.substitute(state, difference, {identity: value})
        for difference in state.distinct
    }
    state.forget()


def _assume_for_all(
    state: State, indices: tuple[Index, ...], condition: Condition, source: int | None
) -> None:
    """A condition for every value of the indices: a fact about families, or a pattern."""
    environment: Environment = EMPTY
    bounds: list[int] = []
    for index in indices:
        bound, environment = reading.bind(state, index, environment)
        bounds.append(bound)
    conditions = condition.conditions if isinstance(condition, And) else (condition,)
    for part in conditions:
        if not isinstance(part, Relation):
            continue
        left = reading.read(state, part.left, environment)
        right = reading.read(state, part.right, environment)
        if _clashes(state, bounds, left - right, MASKS[part.operator]):
            state.contradiction = state.contradiction or "an assumption is never true"
            return
        _for_all_relation(state, tuple(bounds), left, right, MASKS[part.operator], source)


def _clashes(state: State, bounds: list[int], difference: Polynomial, mask: int) -> bool:
    """Whether no entry of a range that has one can be so: then not all are."""
    for bound in bounds:
        _, lower, upper = state.record(bound).arguments
        assert isinstance(lower, Polynomial)
        assert isinstance(upper, Polynomial)
        if signs.sign(state, upper - lower) & NEGATIVE:
            return False
    probe = state.branch()
    assume_sign(probe, difference, mask, None)
    return bool(probe.contradiction)


def _for_all_relation(
    state: State,
    bounds: tuple[int, ...],
    left: Polynomial,
    right: Polynomial,
    mask: int,
    source: int | None,
) -> None:
    if mask == NULL:
        name = _whole_family(state, left, bounds)
        if name is not None and name not in quantities.leaf_names(state, right):
            state.definitions[name] = (bounds, right, source)
            state.forget()
            return
    difference = left - right
    if _sign_of_family(state, bounds, difference, mask, source):
        return
    if not difference or signs.sign(state, difference) & ~mask == 0:
        return
    state.forget()
    if mask == NULL:
        target = _solvable(state, difference, bounds)
        if target is not None:
            state.templates.append((bounds, target[0], target[1], source))
        return
    value, _, _ = difference.content()
    scale = Fraction(1) / abs(Fraction(value))
    state.patterns.append((bounds, difference.scale(scale), mask, source))
    for factor in _positive_factors(state, bounds, difference, mask):
        if not _sign_of_family(state, bounds, factor, POSITIVE, source):
            state.patterns.append((bounds, factor, POSITIVE, source))
    for consequence, signs_of_it in consequences(state, difference, mask):
        _sign_of_family(state, bounds, consequence, signs_of_it, source)


def _positive_factors(
    state: State, bounds: tuple[int, ...], product: Polynomial, mask: int
) -> list[Polynomial]:
    """What is positive for all values of the indices, with a product that is positive for all.

    No factor is 0, so that one which is >= 0 is > 0. Only factors in which every index
    stands: of the others nothing follows where a range is empty.
    """
    single = product.single()
    if mask != POSITIVE or single is None or len(single[1]) < 2:
        return []
    records = {identity: state.record(identity) for identity, _ in single[1]}
    if any(record.head == "ipow" for record in records.values()) or not all(
        isinstance(exponent, int) for _, exponent in single[1]
    ):
        return []
    return [
        generator(identity)
        for identity, record in records.items()
        if set(bounds) <= record.support | {identity}
        and signs.sign(state, generator(identity)) & NEGATIVE == 0
    ]


def _sign_of_family(
    state: State, bounds: tuple[int, ...], polynomial: Polynomial, mask: int, source: int | None
) -> bool:
    """Remember the sign of every entry of a family, if that is what the polynomial is."""
    name = _whole_family(state, polynomial, bounds)
    if name is None:
        return False
    state.forget()
    state.family_signs[name] = state.family_signs.get(name, ANY) & mask
    _remember(state, name, source)
    if not state.family_signs[name]:
        state.contradiction = state.contradiction or "two assumptions clash"
    return True


def _whole_family(state: State, polynomial: Polynomial, bounds: tuple[int, ...]) -> str | None:
    """The family of which ``polynomial`` is the entry at exactly ``bounds``."""
    single = polynomial.single()
    if single is None or single[0] != 1 or len(single[1]) != 1 or single[1][0][1] != 1:
        return None
    record = state.record(single[1][0][0])
    if record.head != "entry" or len(record.arguments) != len(bounds) + 1:
        return None
    if [generator(bound) for bound in bounds] != list(record.arguments[1:]):
        return None
    name = str(record.arguments[0])
    family = state.table.families[name]
    for bound, start, size in zip(bounds, family.starts, family.shape, strict=True):
        lower, upper = state.record(bound).arguments[1:]
        length = reading.read(state, size)
        if lower != rational(start) or upper != length + rational(start - 1):
            return None
    return name
