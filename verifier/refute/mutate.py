"""Wrong neighbours of a claim: what it would be after one slip.

Guarantee: the same claim, limit and seed give the same neighbours. Each differs from the
claim by one edit of one side. Of the ``mutants``, one that is proved and that the numbers
do not refute is another true statement and is left out, and so is one that holds wherever
both sides are defined as far as the numbers can tell (an entry outside of its family, a
logarithm of a negative number: what it lost is a part of its domain), and an inequality
that the numbers do not refute.
Limits: a mutant that is true but not proved is kept; that counts against the verifier.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from verifier.claim import Claim
from verifier.numeric import cross_check
from verifier.numeric.smooth import hash_of
from verifier.refute.repair import Proves
from verifier.refute.slips import EDITS, Slip, context_of, slips
from verifier.refute.slips.writing import alike
from verifier.terms import And, Relation

ONE_PROOF = 2.0
POINTS = 24
MORE_POINTS = 1024
"""For an inequality, which a slip may well leave true."""
LEFT_SHARE = 4
"""One mutant in so many has its slip on the left."""


@dataclass(frozen=True)
class _Edit:
    relation: Relation
    kind: str


def neighbours(claim: Claim, limit: int, seed: int) -> list[Claim]:
    """At most ``limit`` neighbours of ``claim``, wrong or not, of as many kinds as there are.

    The kind of slip stands in ``reason``; the ids are ``ID~1``, ``ID~2``, ...
    """
    return list(islice(_neighbours(claim, seed), limit))


def mutants(claim: Claim, limit: int, seed: int, proves: Proves) -> list[Claim]:
    """At most ``limit`` neighbours of ``claim`` that are wrong."""
    found = (mutant for mutant in _neighbours(claim, seed) if _is_wrong(mutant, proves))
    return [
        replace(mutant, id=f"{claim.id}~{number}")
        for number, mutant in enumerate(islice(found, limit), 1)
    ]


def _neighbours(claim: Claim, seed: int) -> Iterator[Claim]:
    for number, (edit, whole) in enumerate(_edits(claim, seed), 1):
        id = f"{claim.id}~{number}"
        yield replace(claim, id=id, relation=whole, statement="", reason=edit.kind)


def _is_wrong(mutant: Claim, proves: Proves) -> bool:
    """Whether the mutant says something that is not just as true as the original."""
    equation = isinstance(mutant.relation, Relation) and mutant.relation.operator == "="
    seen = cross_check(mutant, points=POINTS if equation else MORE_POINTS, deadline=1.0)
    if seen.refutation is not None:
        return True
    if not equation and seen.agreed:
        return False
    if not seen.unknown and (seen.one_sided or not seen.agreed):
        return False  # Wherever it says anything it holds: it lost a part of its domain.
    return not proves(mutant, time.monotonic() + ONE_PROOF)


def _edits(claim: Claim, seed: int) -> Iterator[tuple[_Edit, Relation | And]]:
    match claim.relation:
        case Relation():
            for edit in _of_relation(claim, claim.relation, seed):
                yield edit, edit.relation
        case And(parts):
            for at, part in enumerate(parts):
                if isinstance(part, Relation):
                    for edit in _of_relation(claim, part, seed):
                        yield edit, And((*parts[:at], edit.relation, *parts[at + 1 :]))
        case _:
            return


def _of_relation(claim: Claim, relation: Relation, seed: int) -> Iterator[_Edit]:
    """Slips on the right, mixed with some on the left, one kind after the other."""
    context = context_of(claim, relation)
    right = _mixed(slips(relation.right, context, EDITS), hash_of(seed, claim.id, "right"))
    left = _mixed(slips(relation.left, context, EDITS), hash_of(seed, claim.id, "left"))
    for number, slip in enumerate(right, 1):
        if not alike(slip.term, relation.right):
            yield _Edit(Relation(relation.operator, relation.left, slip.term), slip.kind)
        if number % LEFT_SHARE == 0:
            other = next(left, None)
            if other is not None and not alike(other.term, relation.left):
                edited = Relation(relation.operator, other.term, relation.right)
                yield _Edit(edited, f"{other.kind} on the left")


def _mixed(found: list[Slip], seed: int) -> Iterator[Slip]:
    """Slips in an order that depends on the seed, taking the kinds in turn."""
    kinds: dict[str, list[Slip]] = {}
    for slip in found:
        kinds.setdefault(slip.kind, []).append(slip)
    for kind, group in kinds.items():
        group.sort(key=lambda slip: hash_of(seed, kind, slip.term))
    order = sorted(kinds, key=lambda kind: hash_of(seed, kind))
    for row in zip_longest(*[kinds[kind] for kind in order]):
        yield from (slip for slip in row if slip is not None)
