"""The slips that people make, as edits of one side of a claim.

Guarantee: ``slips(term, context)`` gives each edit of each place once, the likeliest and
smallest first, always in the same order; none leaves the place as it was.
How: at every place of the side (``spots``) a few rules say what else could have been
written there; a rule knows nothing of any claim. Those of ``EDITS`` are the slips
themselves (and so also what ``mutate`` makes); those of ``REPAIRS`` put back what a
slip has lost, from the parts of the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from verifier.refute.slips import arithmetic, borrowed, functions, indexed
from verifier.refute.slips.arithmetic import Change
from verifier.refute.slips.context import Context, Sizes, Slip, context_of, size
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


def never() -> bool:
    """There is always time."""
    return False


def slips(
    term: Term, context: Context, rules: tuple[Rule, ...], late: Callable[[], bool] = never
) -> list[Slip]:
    """All edits of ``term`` by ``rules``, in the order of their cost; those found until late."""
    return sorted(_all(term, context, rules, late), key=lambda slip: slip.cost)


def _all(
    term: Term, context: Context, rules: tuple[Rule, ...], late: Callable[[], bool]
) -> Iterator[Slip]:
    sizes = Sizes()
    for spot in spots(term):
        before = sizes.of(spot.term)
        changes: dict[Term, tuple[float, str]] = {}
        for rule in rules:
            for after, kind, cost in rule(spot, context):
                if late():
                    return
                known = changes.get(after)
                if known is None or cost < known[0]:
                    changes[after] = (cost, kind)
        changes.pop(spot.term, None)
        for after, (cost, kind) in changes.items():
            grown = max(-10, min(10, sizes.of(after) - before)) if rules is EDITS else 0
            extra = SIZE_COST * grown + DEPTH_COST * spot.depth
            yield Slip(spot.put, kind, cost + extra, spot.term, after)
