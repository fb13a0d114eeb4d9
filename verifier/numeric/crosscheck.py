"""The independent check of a claim by numbers: many points, several dimensions.

Guarantee: a ``refutation`` is a point that satisfies every assumption and at which the
enclosures of the two sides exclude the relation. Points come from a hash of the claim
and the user's seed alone. Every draw is one point; at each the free indices take a few
values, equal and different.
Limits: agreement, at however many points, never proves; ``admissible == 0`` says that no
admissible point was found, not that there is none.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, product
from math import prod

from flint import ctx, fmpq

from verifier.claim import Claim, Recursion, claim_to_data
from verifier.numeric import judge as judging
from verifier.numeric.bounds import parts_of
from verifier.numeric.choices import AtRandom, ByRank, Chooser, simple_rationals
from verifier.numeric.describe import described
from verifier.numeric.judge import DIGITS, Judgement
from verifier.numeric.point import Place, Work
from verifier.numeric.sample import Admitted, Problem
from verifier.numeric.smooth import hash_of
from verifier.numeric.values import OutOfBudget, to_acb
from verifier.terms import Number
from verifier.traversal import walk
from verifier.verdict import Counterexample

SIZES = (1, 2, 3, 5)
"""The dimensions that are tried, the last one being the larger."""
BUDGET = 60_000
"""Elementary operations for one evaluation."""
TRIES = 25
"""Draws for each wanted point before giving up on it."""
SAMPLING_BITS = 320
LARGEST_LANDMARK = 10**30
PATIENCE = 6


@dataclass(frozen=True)
class Witness:
    """An admissible point at which exactly one side is certainly defined."""

    dimensions: dict[str, int]
    point: dict[str, object]
    indices: dict[str, int]
    defined: str
    """``left`` or ``right``: the side that has a value."""


@dataclass(frozen=True)
class CrossCheck:
    """What the numbers say of a claim."""

    agreed: int
    """Points where both sides are defined and the enclosures overlap."""
    digits: int
    """Decimal digits to which they must agree there, at least; at most 30."""
    dimensions: tuple[int, ...]
    one_sided: tuple[Witness, ...]
    """A few points where one side is certainly defined and the other certainly is not."""
    both_undefined: int
    unknown: int
    admissible: int
    """Points found that satisfy the assumptions."""
    refutation: Counterexample | None


WITNESSES = 3


@dataclass
class _Tally:
    agreed: int = 0
    digits: int = DIGITS
    dimensions: set[int] = field(default_factory=set)
    one_sided: list[Witness] = field(default_factory=list)
    both_undefined: int = 0
    unknown: int = 0
    admissible: int = 0
    refutation: Counterexample | None = None

    def result(self) -> CrossCheck:
        return CrossCheck(
            self.agreed,
            self.digits if self.agreed else 0,
            tuple(sorted(self.dimensions)),
            self._simplest_witnesses(),
            self.both_undefined,
            self.unknown,
            self.admissible,
            self.refutation,
        )

    def _simplest_witnesses(self) -> tuple[Witness, ...]:
        """A few different ones, those that are shortest to write first."""
        different = {repr(witness): witness for witness in self.one_sided}
        shortest = sorted(different, key=lambda text: (len(text), text))
        return tuple(different[text] for text in shortest[:WITNESSES])


def cross_check(
    claim: Claim, *, seed: int = 0, points: int = 32, deadline: float | None = None
) -> CrossCheck:
    """Evaluates the claim as written at ``points`` admissible points or more.

    ``deadline``: seconds after which it stops with what it has. Stops at the first
    refutation.
    """
    tally = _Tally()
    try:
        _check(claim, seed, points, _ends(deadline), tally)
    except (RecursionError, OutOfBudget):
        tally.unknown += 1
    return tally.result()


def _ends(deadline: float | None) -> float | None:
    return None if deadline is None else time.monotonic() + deadline


def _check(claim: Claim, seed: int, points: int, ends: float | None, tally: _Tally) -> None:
    problem = Problem(claim, ends)
    judge = judging.compiled(problem.compiler, claim.relation)
    start = hash_of(claim_to_data(claim), seed)
    if problem.only_integers():
        for dimensions in _every_dimension(problem, points):
            _try(problem, judge, dimensions, ByRank({}), ends, tally)
            if tally.refutation is not None or (ends and time.monotonic() > ends):
                return
        return
    plan = list(dimension_plan(problem, start))
    for simple in (ByRank({}), ByRank({}, 1)):
        for dimensions in plan:
            _try(problem, judge, dimensions, simple, ends, tally)
            if tally.refutation is not None:
                return
    wanted = tally.admissible + points
    plan = _small_ones_often(plan)
    marks = landmarks(claim)
    for number in range(points * TRIES):
        late = ends is not None and time.monotonic() > ends
        hopeless = tally.admissible == 0 and number > 40 * len(plan)
        if tally.admissible >= wanted or not plan or late or hopeless:
            return
        dimensions = plan[number % len(plan)]
        chooser = AtRandom(hash_of(start, number), marks)
        if _try(problem, judge, dimensions, chooser, ends, tally) == "exhausted":
            plan = [other for other in plan if other != dimensions]
        if tally.refutation is not None:
            return


def landmarks(claim: Claim) -> tuple[fmpq, ...]:
    """The numbers in a claim that are not among the simplest, which are tried anyway."""
    stated = (claim.relation, *(relation for _, relation in parts_of(claim.assumptions)))
    found = {
        fmpq(part.value.numerator, part.value.denominator): None
        for part in walk(stated)
        if isinstance(part, Number) and abs(part.value.numerator) <= LARGEST_LANDMARK
    }
    return tuple(mark for mark in found if mark not in simple_rationals())


def _try(
    problem: Problem,
    judge: judging.Judge,
    dimensions: dict[str, int],
    chooser: Chooser,
    ends: float | None,
    tally: _Tally,
) -> str:
    """One draw: its outcome is added to the tally; ``exhausted`` where the budget ran out."""
    with ctx.workprec(SAMPLING_BITS):
        admitted = problem.draw(dimensions, chooser, Work(BUDGET, ends))
    if admitted is None:
        return "inadmissible"
    # Where several points stay open whatever the precision, one precision is enough.
    most = 3 if tally.unknown < PATIENCE else 1
    judgement, values = worst(problem, judge, admitted, ends, most)
    _record(tally, problem, admitted, judgement, values)
    return "exhausted" if judgement.exhausted else judgement.status


def worst(
    problem: Problem, judge: judging.Judge, admitted: Admitted, ends: float | None, most: int
) -> tuple[Judgement, Place]:
    """The most telling judgement over the index values of one draw.

    Nothing is refuted where what is assumed of the derivative of a function may not hold.
    """
    found: list[tuple[Judgement, Place]] = []
    for values in admitted.combinations:
        problem.set_indices(admitted.point, values)
        admitted.point.work = Work(BUDGET, ends)
        judgement = judging.at_best_precision(judge, admitted.point, most)
        if judgement.status == "refuted" and problem.rules.slopes():
            judgement = replace(judgement, status="unknown")
        if judgement.status == "refuted":
            return judgement, values
        found.append((judgement, values))
        if judgement.exhausted:
            break
    order = ("unknown", "one-sided", "both undefined", "agrees")
    return min(found, key=lambda item: (order.index(item[0].status), item[0].digits))


def _record(
    tally: _Tally, problem: Problem, admitted: Admitted, judgement: Judgement, values: Place
) -> None:
    tally.admissible += 1
    tally.dimensions.update(admitted.dimensions.values())
    match judgement.status:
        case "agrees":
            tally.agreed += 1
            tally.digits = min(tally.digits, judgement.digits)
        case "unknown":
            tally.unknown += 1
        case "both undefined":
            tally.both_undefined += 1
        case "refuted":
            tally.refutation = counterexample(problem, admitted, judgement, values)
        case "one-sided":
            shown = described(problem, admitted.point)
            defined = "left" if judgement.left.defined else "right"
            indices = index_values(problem, values)
            witness = Witness(dict(admitted.dimensions), shown, indices, defined)
            tally.one_sided.append(witness)


def index_values(problem: Problem, values: Place) -> dict[str, int]:
    """The free indices by name."""
    return {index.name: value for index, value in zip(problem.indices, values, strict=True)}


def counterexample(
    problem: Problem, admitted: Admitted, judgement: Judgement, values: Place, fails_when: str = ""
) -> Counterexample:
    """A refuting point for readers, with enough digits to see the difference."""
    digits = 8
    left, right = judgement.left.ball, judgement.right.ball
    if left is not None and right is not None:
        gap = abs(to_acb(left - right)).abs_lower()
        size = abs(to_acb(left)).abs_upper()
        if gap > 0 and size > 0:
            lost = (size / gap).log() / fmpq(23, 10)
            digits = min(40, max(8, int(float(lost.upper())) + 4))
    return Counterexample(
        dict(admitted.dimensions),
        described(problem, admitted.point),
        index_values(problem, values),
        judgement.left.text(digits),
        judgement.right.text(digits),
        fails_when,
    )


def dimension_plan(problem: Problem, seed: int) -> Iterator[dict[str, int]]:
    """Dimensions to try, that satisfy the assumptions on them: small, equal, different."""
    names = problem.names.dimensions
    if not names:
        yield {}
        return
    many = len(names) > 1
    candidates = [(size,) * len(names) for size in (SIZES[:3] if many else SIZES)]
    outcomes = problem.outcomes.dimensions
    if outcomes & set(names):  # Uncorrelated quantities need more outcomes than they are.
        candidates += [tuple(4 if name in outcomes else size for name in names) for size in (2, 3)]
    if many:
        for turn in range(4 + len(names)):
            mixed = [1 + hash_of(seed, turn, name) % 3 for name in names]
            if turn % 2 == 0:
                mixed[hash_of(seed, turn) % len(names)] = SIZES[-1]
            candidates.append(tuple(mixed))
        if any(isinstance(part, Recursion) for part in problem.claim.assumptions):
            # Enough layers for a recursion to be followed.
            candidates += [
                (2,) * at + (4,) + (2,) * (len(names) - at - 1) for at in range(min(3, len(names)))
            ]
    found = [sizes for sizes in dict.fromkeys(candidates) if _fits(problem, names, sizes)]
    if len(found) < 4:
        others = product(range(1, 9), repeat=len(names)) if len(names) <= 3 else iter(())
        for sizes in others:
            if len(found) >= 6:
                break
            if sizes not in found and _fits(problem, names, sizes):
                found.append(sizes)
    for sizes in found:
        yield dict(zip(names, sizes, strict=True))


def _small_ones_often(plan: list[dict[str, int]]) -> list[dict[str, int]]:
    """The plan with small dimensions several times: a point there costs a fraction."""
    costs = [(prod(dimensions.values()), dimensions) for dimensions in plan]
    rounds = [[d for cost, d in costs if cost <= most] for most in (8, 27, 8)]
    return [*plan, *(dimensions for part in rounds for dimensions in part)]


def _every_dimension(problem: Problem, points: int) -> Iterator[dict[str, int]]:
    """Different dimensions, small ones first: nothing else distinguishes the points."""
    names = problem.names.dimensions
    reach = max(2, min(400, int(4096 ** (1 / max(len(names), 1)))))
    sizes = islice(product(range(1, reach + 1), repeat=len(names)), 4096)
    found = 0
    for values in sorted(sizes, key=sum):
        dimensions = dict(zip(names, values, strict=True))
        if found < points and problem.blank(dimensions, Work(BUDGET)) is not None:
            found += 1
            yield dimensions


def _fits(problem: Problem, names: list[str], sizes: tuple[int, ...]) -> bool:
    dimensions = dict(zip(names, sizes, strict=True))
    return problem.blank(dimensions, Work(BUDGET)) is not None
