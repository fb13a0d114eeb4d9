"""Which assumptions a claim speaks of, and what a condition is about.

Guarantee: an assumption is left out only where it shares no quantity with the claim, directly
or through others that are kept. Limits: what is shared is told by names, not by meaning.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.claim import Assumption, Forall
from verifier.read.notes.terms.traverse import once
from verifier.terms import Apply, Condition, Entry, Family, Index, Sort, Variable
from verifier.traversal import free_indices


def relevant(
    condition: Condition,
    given: Sequence[tuple[Assumption, frozenset[object]]],
    always: Sequence[Assumption],
) -> tuple[Assumption, ...]:
    """The assumptions that speak of what the claim speaks of, directly or through others.

    ``given`` holds each assumption with the quantities in it.
    """
    known = set(owners_in(condition)).union(*map(owners_in, always))
    chosen: dict[Assumption, None] = dict.fromkeys(always)
    rest = [pair for pair in given if pair[0] not in chosen]
    changed = True
    while changed:
        near = [pair for pair in rest if pair[1] & known]
        rest = [pair for pair in rest if not pair[1] & known] if near else rest
        for assumption, own in near:
            chosen.setdefault(assumption)
            known |= own
        changed = bool(near)
    about_sizes = [assumption for assumption, own in rest if not own]
    sizes = sizes_in((condition, tuple(chosen))) if about_sizes else frozenset()
    while near_sizes := [one for one in about_sizes if sizes_in(one) & sizes]:
        chosen |= dict.fromkeys(near_sizes)
        sizes |= sizes_in(tuple(near_sizes))
        about_sizes = [one for one in about_sizes if one not in chosen]
    return tuple(chosen)


def sizes_in(node: object) -> frozenset[object]:
    """The dimensions in a condition, those of its arrays too."""
    return frozenset(part for part in once(node) if isinstance(part, Variable)
                     and part.sort is Sort.DIMENSION)  # fmt: skip


def owners_in(node: object, *, sizes: bool = False) -> frozenset[object]:
    """The variables, families and functions in a condition; dimensions with ``sizes``."""
    functions = {part.symbol for part in once(node) if isinstance(part, Apply)}
    own = {part for part in once(node) if isinstance(part, Family) or (isinstance(
        part, Variable) and (sizes or part.sort is not Sort.DIMENSION))}  # fmt: skip
    return frozenset(own).union(functions)


def as_assumption(condition: Condition) -> Assumption:
    """A proved equation as an assumption about all its free indices."""
    free = tuple(index for index in free_indices(condition) if isinstance(index, Index))
    about = any(isinstance(part, (Entry, Variable)) for part in once(condition))
    return Forall(free, condition) if free and about else condition
