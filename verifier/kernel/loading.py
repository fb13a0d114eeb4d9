"""All assumptions of a claim as the facts of one state, whatever order they are written in.

TRUSTED. Guarantee: as for ``facts.assume``. The assumptions are taken in an order of their
own, by kind and size, and then looked at again together, until nothing new follows:

    x*y = x, x != 0   gives y = 1,   as   x != 0, x*y = x   does

Limits: ``ROUNDS`` of looking again, and none with more than ``MANY`` facts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from verifier.claim import Assumption, Claim, Definite, Distribution, Forall, OneHot, Recursion
from verifier.kernel import facts, sign_facts
from verifier.kernel.state import NULL, NoAntiderivative, State, Table
from verifier.serialization import to_data
from verifier.terms import Entry, Relation
from verifier.traversal import walk

ROUNDS = 3
MANY = 40


def load(claim: Claim, table: Table) -> State:
    """The state that holds the claim's assumptions and nothing else."""
    state = State(table)
    load_into(state, enumerate(claim.assumptions))
    return state


def load_into(state: State, assumptions: Iterable[tuple[int, Assumption]]) -> None:
    """Add assumptions, each with its position in the claim."""
    given = list(assumptions)
    if len(given) > 1:
        given.sort(key=lambda pair: _place(pair[1]))
    before = set(state.assumptions_used)
    for position, assumption in given:
        state.assumptions_used.clear()
        try:
            facts.assume(state, assumption, position)
        except NoAntiderivative:
            state.forget()  # of an integral that cannot be read nothing is known
        _note_grounds(state, position)
    if len(given) > 1:
        _settle(state)
    state.assumptions_used.clear()
    state.assumptions_used.update(before)


def _note_grounds(state: State, position: int | None) -> None:
    """What has just been made of an assumption rests on the others that were looked at."""
    if position is not None:
        others = state.assumptions_used - {position}
        if others:
            state.grounds.setdefault(position, set()).update(others)


def _place(assumption: Assumption) -> tuple[int, int, str]:
    """What is said of whole families stands before what is said of their entries."""
    match assumption:
        case OneHot() | Distribution() | Definite():
            kind = 0
        case Relation("=", _, _):
            kind = 4 if any(isinstance(part, Entry) for part in walk(assumption)) else 1
        case Forall(_, Relation("=", _, _)):
            kind = 2
        case Forall() | Recursion():
            kind = 3
        case _:
            kind = 5
    size = sum(1 for _ in walk(assumption))
    return kind, size, json.dumps(to_data(assumption))


def _settle(state: State) -> None:
    """What follows from the facts now that all are known: factors, signs, solved equations."""
    for _ in range(ROUNDS):
        if state.contradiction or len(state.signs) > MANY:
            return
        before = (dict(state.signs), dict(state.equations))
        for fact, mask in list(state.signs.items()):
            if state.signs.get(fact) != mask:
                continue  # put into other words by an equation found on the way
            source = state.sources.get(fact)
            known = (dict(state.signs), dict(state.equations))
            state.assumptions_used.clear()
            if mask == NULL:
                facts.assume_equation(state, fact, source)
            else:
                sign_facts.spread(state, fact, mask, source)
            if (state.signs, state.equations) != known:
                _note_grounds(state, source)
        if (state.signs, state.equations) == before:
            return
