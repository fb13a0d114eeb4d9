"""The slips that people make, as edits of one side of a claim.

Guarantee: ``slips(term, context)`` yields each edited side once, the likeliest and
smallest edit first, always in the same order; none equals the side as it was.
How: at every place of the side (``spots``) a few rules say what else could have been
written there; a rule knows nothing of any claim. Those of ``EDITS`` are the slips
themselves (and so also what ``mutate`` makes); those of ``REPAIRS`` put back what a
slip has lost, from the parts of the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from verifier.refute.slips import arithmetic, borrowed, functions, indexed
from verifier.refute.slips.arithmetic import Change
from verifier.refute.slips.context import Context, Slip, context_of, size
from verifier.refute.slips.spots import Spot, spots
from verifier.terms import Term

__all__ = ["EDITS", "REPAIRS", "Context", "Rule", "Slip", "context_of", "size", "slips"]

Rule = Callable[[Spot, Context], Iterable[Change]]

EDITS: tuple[Rule, ...] = (
    arithmetic.signs,
    arithmetic.numbers,
    arithmetic.factors,
    arithmetic.ones,
    arithmetic.dropped,
    arithmetic.powers,
    arithmetic.brackets,
    indexed.cases,
    indexed.deltas,
    indexed.indices,
    indexed.bounds,
    indexed.sums,
    indexed.norms,
    indexed.letters,
    functions.functions,
    functions.sigmoids,
)
REPAIRS: tuple[Rule, ...] = (
    functions.collapsed,
    functions.wrapped,
    borrowed.insertions,
    borrowed.replacements,
)
DEPTH_COST = 0.03
SIZE_COST = 0.04
"""For each part by which an edit makes the term larger, or smaller."""


def slips(term: Term, context: Context, rules: tuple[Rule, ...]) -> list[Slip]:
    """All edits of ``term`` by ``rules``, in the order of their cost."""
    found: dict[Term, Slip] = {}
    sized = rules is EDITS
    for slip in _all(term, context, rules, sized):
        known = found.get(slip.term)
        if known is None or slip.cost < known.cost:
            found[slip.term] = slip
    found.pop(term, None)
    return sorted(found.values(), key=lambda slip: slip.cost)


def _all(term: Term, context: Context, rules: tuple[Rule, ...], sized: bool) -> Iterator[Slip]:
    for spot in spots(term):
        before = size(spot.term) if sized else 0
        for rule in rules:
            for after, kind, cost in rule(spot, context):
                if after != spot.term:
                    grown = size(after) - before if sized else 0
                    extra = SIZE_COST * max(-10, min(10, grown)) + DEPTH_COST * spot.depth
                    yield Slip(spot.put(after), kind, cost + extra, spot.term, after)
