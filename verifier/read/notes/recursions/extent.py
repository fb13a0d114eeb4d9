"""How far the places of sequences go in a statement.

Guarantee: every place of a statement is counted, an index up to the end of its range; a place
beyond the last one of a sequence that ends is a ``Complaint``. Limits: places are sums of
letters, with whole factors, and numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from verifier.claim import Assumption
from verifier.read.latex_print import latex
from verifier.read.notes.formulas import indexing
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.terms.traverse import once
from verifier.read.sizes import concrete, difference, size_polynomial
from verifier.terms import Add, Dependent, Index, Number, Relation, Term, Variable, number

Letter = Variable | Index


@dataclass
class Reach:
    """How far the places of a statement go: a bound, and where each letter may begin."""

    most: dict[Term, int] = field(default_factory=dict)
    """The largest coefficient of each letter."""
    constant: int = 0
    lowest: dict[Letter, int] = field(default_factory=dict)
    """The smallest number added to each letter that stands alone."""


def require_reached(entry: Dependent) -> None:
    """Raise ``Complaint`` for a place that is beyond the last one."""
    owner = entry.family
    last = Add((owner.shape[0], number(owner.starts[0] - 1)))
    gap = difference(last, indexing.largest(entry.indices[0]))
    if gap and set(gap) == {()} and gap[()] < 0:
        name = latex(entry.indices[0])
        raise Complaint("index-mismatch", f"`{name}` is beyond the last place, {latex(last)}")


def extend(reach: Reach, place: Term, first: int, endless: set[Term]) -> None:
    """Let ``reach`` hold the place ``place``."""
    linear = size_polynomial(place)
    own: list[tuple[Letter, int]] = []
    constant = 0
    for monomial, value in linear.items():
        if value.denominator != 1 or len(monomial) > 1 or (monomial and monomial[0][1] != 1):
            raise Complaint("not-supported", "a place that is no sum of letters and numbers")
        if not monomial:
            constant = int(value)
        elif isinstance(monomial[0][0], (Variable, Index)):
            own.append((monomial[0][0], int(value)))
        else:
            raise Complaint("not-supported", "a place that is no sum of letters and numbers")
    if len(own) == 1 and own[0][1] == 1:
        letter = own[0][0]
        reach.lowest[letter] = min(reach.lowest.get(letter, constant - first), constant - first)
    reach.constant = max(reach.constant, constant)
    for letter, factor in own:
        if factor > 0:
            widen(reach, letter, factor, endless)
        elif isinstance(letter, Index):
            low = concrete(letter.lower)
            if low is None:
                raise Complaint("not-supported", "a place counted backwards from a letter")
            reach.constant = max(reach.constant, constant + factor * low)


def widen(reach: Reach, letter: Letter, factor: int, endless: set[Term]) -> None:
    """Let ``reach`` hold ``factor * letter``; an index counts as its last value."""
    if isinstance(letter, Index) and not any(part in endless for part in once(letter.upper)):
        for monomial, value in size_polynomial(letter.upper).items():
            if not monomial:
                reach.constant = max(reach.constant, int(value) * factor)
            elif len(monomial) == 1 and isinstance(monomial[0][0], (Variable, Index)):
                if value > 0:
                    widen(reach, monomial[0][0], int(value) * factor, endless)
            else:
                raise Complaint("not-supported", "a place that is no sum of letters and numbers")
        return
    reach.most[letter] = max(reach.most.get(letter, 0), factor)


def lower_bound(assumption: Assumption, letter: Variable) -> int | None:
    """The number that an assumption says ``letter`` is not below."""
    match assumption:
        case Relation(">=", left, Number(value)) if left == letter:
            return -int(-value // 1)
        case Relation(">", left, Number(value)) if left == letter:
            return int(value // 1) + 1
        case Relation("<=", Number(value), right) if right == letter:
            return -int(-value // 1)
        case Relation("<", Number(value), right) if right == letter:
            return int(value // 1) + 1
        case _:
            return None
