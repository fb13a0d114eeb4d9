"""One relation to prove, under the hypotheses of the current case."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from verifier.claim import Claim
from verifier.kernel import facts, reading, signs, zero
from verifier.kernel.conditions import assume_needs
from verifier.kernel.reading import EMPTY, MASKS
from verifier.kernel.state import FinerAngle, Refusal, State, Table
from verifier.polynomial import Polynomial
from verifier.prove.back import NoTerm, term_of
from verifier.terms import Condition, Relation, Term


class Stop(Exception):
    """The time is up."""


@dataclass(frozen=True)
class Goal:
    """``relation`` under the claim's assumptions and ``hypotheses``."""

    claim: Claim
    relation: Relation
    limit: float
    hypotheses: tuple[Condition, ...] = ()

    def under(self, hypothesis: Condition) -> Goal:
        """The same goal in a case."""
        return replace(self, hypotheses=(*self.hypotheses, hypothesis))

    def check_time(self) -> None:
        """Raise ``Stop`` when the time is up."""
        if time.monotonic() > self.limit:
            raise Stop

    def state(self, table: Table | None = None) -> State:
        """The facts of this case."""
        self.check_time()
        state = facts.load(self.claim, table or Table())
        assume_needs(state, self.relation)
        for hypothesis in self.hypotheses:
            facts.assume_condition(state, hypothesis, EMPTY, None)
        return state

    def difference(self, state: State) -> Polynomial:
        """Left - right in normal form."""
        return reading.read(state, self.relation.left) - reading.read(state, self.relation.right)

    def attempt(self) -> tuple[State, Polynomial | None] | None:
        """None when the direct rule closes the goal; else the state and what is left.

        The rest is None when the sides cannot even be read in this case.
        """
        state = State()
        for _ in range(12):
            try:
                state = self.state(state.table)
                if state.contradiction:
                    return None
                rest = self.difference(state)
                if self.relation.operator == "=":
                    rest = zero.residual(state, rest)
                    return (state, rest) if rest else None
                mask = signs.sign(state, rest)
                return (state, rest) if mask & ~MASKS[self.relation.operator] else None
            except FinerAngle:
                continue
            except (Refusal, RecursionError):
                return state, None
        return state, None

    def direct(self) -> dict[str, object]:
        """The rule that closes a goal without splitting."""
        return {"rule": "equal"} if self.relation.operator == "=" else {"rule": "sign"}

    def residual_term(self) -> Term | None:
        """What is left of left - right, as a term."""
        try:
            outcome = self.attempt()
            if outcome is None or outcome[1] is None:
                return None
            return term_of(outcome[0], outcome[1])
        except (Stop, NoTerm):
            return None
