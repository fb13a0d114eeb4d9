"""The smallest edit that makes a refuted line true.

Guarantee: a ``Repair`` is offered only when the mended claim was proved by the search it
was given, the edit is one slip, and the edit has not replaced one side by the other.
How: slips in the order of their cost; numbers turn down nearly all of them; the first
survivor that is proved is offered. The left side is edited only where no plain edit of
the right one works.
Limits: one slip, in the claim's own terms, within the time given.
"""

from __future__ import annotations

import heapq
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import Literal, Protocol, TypeAlias

from verifier.claim import Claim
from verifier.refute.factors import lacking, readable
from verifier.refute.screen import Screen
from verifier.refute.slips import EDITS, REPAIRS, Context, Rule, Slip, context_of, size, slips
from verifier.refute.slips.context import LARGEST, entry_like
from verifier.refute.slips.writing import alike, tidied, times, total
from verifier.refute.slips.writing import terms_of as summands
from verifier.terms import ZERO, And, Condition, Index, Relation, Term

SECONDS = 1.5
"""Time for one claim, when nobody says otherwise."""
ONE_PROOF = 0.8
AFTER_FALLBACK = 0.3
"""How long a line that holds everywhere is looked for when one holds in a region."""
MOST_FAILURES = 12
"""Versions that agree in numbers but are not proved, before the search gives up."""
DEAREST_FOR_INEQUALITIES = 3.3
"""A version of an inequality is easily true for no reason: only small edits are offered."""
LOST_COST = 3.5
"""What may be borrowed before normal forms are asked: those are true but seldom pretty."""
LEFT_COST = 1.8
"""An edit of the left side must be so much likelier than one that borrows for the right."""
BORROWING = frozenset(("factor added", "term added", "another part"))
NAMING = frozenset(("letter", "index", "indices swapped", "transposed", "function dropped"))
"""Slips that can bring one side over to the other."""
OPERATORS = {
    "=": (), "!=": ("=",), "<": ("<=", ">", ">="), "<=": (">=", "<"), ">": (">=", "<", "<="),
    ">=": ("<=", ">"),
}  # fmt: skip

Side: TypeAlias = Literal["left", "right", "relation", "case"]


class Proves(Protocol):
    """The search for proofs, as far as it matters here."""

    def __call__(self, claim: Claim, ends: float) -> bool:
        """Whether ``claim`` is proved by ``ends``, with no region cut off."""


class LeftOver(Protocol):
    """What a search for a proof that fails can tell."""

    def __call__(self, claim: Claim, ends: float) -> Term | None:
        """Left - right in normal form, where that is known."""


@dataclass(frozen=True)
class Repair:
    """An edit and the line that it makes true."""

    claim: Claim
    """The mended claim; it was proved."""
    relation: Relation
    """The mended relation: the claim's, or the one part of it that was mended."""
    side: Side
    kind: str
    """The kind of slip: ``sign``, ``factor 2``, ``indices swapped``, ..."""
    before: Term | None = None
    after: Term | None = None
    cost: float = 0.0
    in_part: bool = False
    """Whether it was proved for a region only."""


def repair(
    claim: Claim,
    proves: Proves,
    *,
    in_part: Proves | None = None,
    left_over: LeftOver | None = None,
    ends: float | None = None,
) -> Repair | None:
    """The smallest edit of ``claim`` that is proved, searched until ``ends`` (monotonic).

    ``in_part`` proves what holds in a region only; such a line is offered where there is
    no better one. ``left_over`` helps to find what is nowhere in the claim.
    """
    ends = time.monotonic() + SECONDS if ends is None else ends
    match claim.relation:
        case Relation():
            return _Search(claim, claim.relation, proves, ends, in_part, left_over).run()
        case And(parts):
            return _of_conjunction(claim, parts, proves, ends)
        case _:
            return None


def _of_conjunction(
    claim: Claim, parts: tuple[Condition, ...], proves: Proves, ends: float
) -> Repair | None:
    """Mends the only part that fails."""
    failing = [
        (at, part)
        for at, part in enumerate(parts)
        if not proves(replace(claim, relation=part), min(ends, time.monotonic() + ONE_PROOF))
    ]
    match failing:
        case [(at, Relation() as part)]:
            found = _Search(replace(claim, relation=part), part, proves, ends).run()
            if found is None:
                return None
            whole = And((*parts[:at], found.relation, *parts[at + 1 :]))
            return replace(found, claim=replace(found.claim, relation=whole))
        case _:
            return None


@dataclass
class _Search:
    claim: Claim
    relation: Relation
    proves: Proves
    ends: float
    in_part: Proves | None = None
    left_over: LeftOver | None = None
    fallback: Repair | None = None
    failures: int = 0

    @cached_property
    def context(self) -> Context:
        """The material of the claim."""
        return context_of(self.claim, self.relation)

    def run(self) -> Repair | None:
        screen = Screen(self.claim, self.ends)
        if not screen.places:
            return None
        for found in self._candidates(screen):
            if screen.late() or self.failures >= MOST_FAILURES:
                break
            if self._holds(found):
                return found
            screen.ends = self.ends
        return self.fallback

    def _candidates(self, screen: Screen) -> Iterator[Repair]:
        """Versions that the numbers do not turn down, in the order in which they are offered."""
        yield from self._other_case()
        yield from self._other_operator(screen)
        right = self._slips("right", EDITS)
        if self.relation.operator != "=":
            both = heapq.merge(right, self._slips("right", REPAIRS), key=lambda item: item[0])
            cheap = takewhile(lambda item: item[0] <= DEAREST_FOR_INEQUALITIES, both)
            yield from self._edits(screen, cheap)
            return
        yield from self._edits(screen, right)
        borrowed, left = self._slips("right", REPAIRS), self._slips("left", EDITS)
        ordered = list(heapq.merge(borrowed, left, key=lambda item: item[0]))
        pretty = bisect_right(ordered, LOST_COST, key=lambda item: item[0])
        yield from self._edits(screen, ordered[:pretty])
        yield from self._lost(screen)
        yield from self._edits(screen, ordered[pretty:])
        yield from self._edits(screen, self._slips("left", REPAIRS))

    def _slips(self, side: Side, rules: tuple[Rule, ...]) -> Iterator[tuple[float, Side, Slip]]:
        term = self.relation.right if side == "right" else self.relation.left
        dearer = 0.0 if side == "right" else LEFT_COST
        for slip in slips(term, self.context, rules, self._late):
            yield slip.cost + dearer, side, slip

    def _edits(
        self, screen: Screen, ordered: Iterable[tuple[float, Side, Slip]]
    ) -> Iterator[Repair]:
        """The slips that lead to a line which the numbers do not turn down."""
        for cost, side, slip in ordered:
            if screen.late():
                return
            mended = self._with(side, slip.term)
            if screen.passes(mended) and not self._says_nothing(mended, side, slip):
                mended = self._with(side, tidied(mended.right if side == "right" else mended.left))
                claim = replace(self.claim, relation=mended)
                yield Repair(claim, mended, side, slip.kind, slip.before, slip.after, cost)

    def _says_nothing(self, mended: Relation, side: Side, slip: Slip) -> bool:
        """Whether one side has been replaced by the other, or by what is as good as it."""
        old = self.relation.right if side == "right" else self.relation.left
        whole = slip.before is old
        if self.relation.operator != "=" and whole and old == ZERO:
            return True  # Any weaker bound will do; that is no lesson.
        replaces = slip.kind in BORROWING or (whole and slip.kind in NAMING)
        if whole and slip.kind == "function added":
            replaces = entry_like(old)
        return replaces and alike(mended.left, mended.right)

    def _with(self, side: Side, term: Term) -> Relation:
        old = self.relation
        if side == "right":
            return Relation(old.operator, old.left, term)
        return Relation(old.operator, term, old.right)

    def _lost(self, screen: Screen) -> Iterator[Repair]:
        """What the right side lacks, by comparing normal forms: one term, or one factor."""
        if self.left_over is None:
            return
        right = self.relation.right
        rest, normal_left, normal_right = [
            self._normal(claim)
            for claim in (
                self.claim,
                replace(self.claim, relation=Relation("=", self.relation.left, ZERO)),
                replace(self.claim, relation=Relation("=", right, ZERO)),
            )
        ]
        for lost, kind in (*lacking(rest, ZERO), *lacking(normal_left, normal_right)):
            part = readable(lost, self.claim)
            if size(part) > LARGEST or screen.late():
                continue
            new = total(*summands(right), part) if kind == "term added" else times(right, part)
            mended = self._with("right", tidied(new))
            if not alike(mended.left, mended.right) and screen.passes(mended):
                claim = replace(self.claim, relation=mended)
                yield Repair(claim, mended, "right", kind, right, mended.right)

    def _normal(self, claim: Claim) -> Term | None:
        assert self.left_over is not None
        return self.left_over(claim, self._soon())

    def _other_operator(self, screen: Screen) -> Iterator[Repair]:
        """``<=`` for ``<``, or the other way round."""
        for operator in OPERATORS[self.relation.operator]:
            mended = Relation(operator, self.relation.left, self.relation.right)
            if screen.passes(mended):
                claim = replace(self.claim, relation=mended)
                yield Repair(claim, mended, "relation", "relation")

    def _other_case(self) -> Iterator[Repair]:
        """The line belongs to the other case of two indices."""
        for at, given in enumerate(self.claim.assumptions):
            match given:
                case Relation("=" | "!=" as operator, Index(), Index()):
                    turned = Relation("!=" if operator == "=" else "=", given.left, given.right)
                    assumptions = self.claim.assumptions
                    claim = replace(
                        self.claim, assumptions=(*assumptions[:at], turned, *assumptions[at + 1 :])
                    )
                    if Screen(claim, self.ends).passes(self.relation):
                        yield Repair(claim, turned, "case", "case")
                case _:
                    pass

    def _holds(self, found: Repair) -> bool:
        if self.proves(found.claim, self._soon()):
            return True
        self.failures += 1
        if self.fallback is None and self.in_part and self.in_part(found.claim, self._soon()):
            self.fallback = replace(found, in_part=True)
            self.ends = min(self.ends, time.monotonic() + AFTER_FALLBACK)
        return False

    def _late(self) -> bool:
        return time.monotonic() > self.ends

    def _soon(self) -> float:
        return min(self.ends, time.monotonic() + ONE_PROOF)
