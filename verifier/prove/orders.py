"""Cases by the order of the ends of ranges. Untrusted.

A sum of terms that are guarded by conditions on its index is a sum over a smaller range
once it is known how the places where the conditions change lie to the ends of the range.
"""

from __future__ import annotations

from collections.abc import Iterator

from verifier.kernel import signs, sums
from verifier.kernel.state import NEGATIVE, POSITIVE, State
from verifier.polynomial import Polynomial, generator
from verifier.prove.back import NoTerm, free_everywhere, term_of
from verifier.terms import Relation


def orders(state: State, rest: Polynomial) -> Iterator[Relation]:
    """``place > end`` for the sums in ``rest``, where that is not known."""
    for identity in dict.fromkeys(rest.generators()):
        record = state.record(identity)
        if record.head != "sum" or not isinstance(record.arguments[0], tuple):
            continue
        for placeholder in record.arguments[0]:
            ends = sums.bounds_of(state, int(str(placeholder)))
            body = record.arguments[1]
            assert isinstance(body, Polynomial)
            for place in _places(state, body, int(str(placeholder))):
                for end in ends:
                    yield from _order(state, place, end)


def _places(state: State, body: Polynomial, placeholder: int) -> Iterator[Polynomial]:
    """Where the sign of something linear in the index changes."""
    for identity in dict.fromkeys(body.generators()):
        record = state.record(identity)
        inner = record.arguments[0] if record.arguments else None
        if record.head != "sign" or not isinstance(inner, Polynomial):
            continue
        slope = inner.terms.get(((placeholder, 1),))
        rest = inner - generator(placeholder).scale(slope or 0)
        if slope in (1, -1) and free_everywhere(state, rest):
            yield rest.scale(-slope)


def _order(state: State, place: Polynomial, end: Polynomial) -> Iterator[Relation]:
    mask = signs.sign(state, place - end)
    if not (mask & NEGATIVE and mask & POSITIVE and free_everywhere(state, end)):
        return
    try:
        yield Relation(">", term_of(state, place), term_of(state, end))
    except NoTerm:
        return
