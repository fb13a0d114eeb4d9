"""One relation to prove, under everything that is known in the current case.

Untrusted. A goal holds a way to build its state (the facts known there) with the kernel's
own functions, so that what the search sees is what the kernel will see. When an angle
needs a finer unit, all states are built anew (``Session.restart``).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from verifier.claim import Claim
from verifier.kernel import facts, loading, reading, signs, steps, zero
from verifier.kernel.conditions import assume_needs
from verifier.kernel.rule_table import rules
from verifier.kernel.state import EMPTY, MASKS, Refusal, State, Table
from verifier.kernel.work import LIMIT, Budget, Exhausted
from verifier.polynomial import Polynomial
from verifier.prove.back import NoTerm, term_of
from verifier.terms import Condition, Relation, Term

Proof = dict[str, object]
BETWEEN_LOOKS = 200
"""Steps of work between two looks at the clock: some milliseconds."""
SEARCH_LIMIT = 100 * LIMIT
"""Steps of work for one search, which time ends first."""


class Stop(Exhausted):
    """The time is up."""


class Timed(Budget):
    """A budget that also ends at ``end``, a ``time.monotonic`` value."""

    def __init__(self, end: float, limit: int = LIMIT) -> None:
        super().__init__(limit)
        self.end = end
        self.mark = 0

    def look(self) -> None:
        """Raise when no work or no time is left."""
        super().look()
        if time.monotonic() > self.end:
            raise Stop("time ran out")
        self.mark = min(self.limit, self.spent + BETWEEN_LOOKS)


@dataclass
class Session:
    """One search: the claim, until when, and the table that all states share."""

    claim: Claim
    limit: float
    table: Table = field(init=False)
    generation: int = 0

    def __post_init__(self) -> None:
        """One budget for all states: the search may work as long as it has time."""
        self.table = Table(work=Timed(self.limit, SEARCH_LIMIT))

    def restart(self) -> None:
        """Forget all states: an angle has a finer unit now."""
        self.generation += 1

    def check_time(self) -> None:
        """Raise ``Stop`` when the time is up."""
        if time.monotonic() > self.limit:
            raise Stop("time ran out")


@dataclass
class Goal:
    """``relation`` in the state that ``build`` makes."""

    session: Session
    relation: Relation
    build: Callable[[], State]
    hypotheses: tuple[Condition, ...] = ()
    level: int = 0
    """How many rules stand around this goal."""
    known: tuple[int, State] | None = None

    @classmethod
    def of_claim(cls, session: Session, relation: Relation) -> Goal:
        """The claim's own relation, both sides being defined."""

        def build() -> State:
            state = loading.load(session.claim, session.table)
            assume_needs(state, relation)
            return state

        return cls(session, relation, build)

    @property
    def claim(self) -> Claim:
        """The claim that is being proved."""
        return self.session.claim

    def state(self) -> State:
        """What is known here; not to be added to (``state().branch()`` may be)."""
        self.session.check_time()
        if self.known is None or self.known[0] != self.session.generation:
            self.known = (self.session.generation, self.build())
        return self.known[1]

    def under(self, hypothesis: Condition, relation: Relation | None = None) -> Goal:
        """The same goal (or another one) in a case."""

        def build() -> State:
            branch = self.state().branch()
            facts.assume_condition(branch, hypothesis, EMPTY, None)
            return branch

        goal = self.inside(build, relation or self.relation)
        goal.hypotheses = (*self.hypotheses, hypothesis)
        return goal

    def inside(self, build: Callable[[], State], relation: Relation) -> Goal:
        """Another relation in another state, one level further in."""
        return Goal(self.session, relation, build, self.hypotheses, self.level + 1)

    def also(self, relation: Relation) -> Goal:
        """Another relation in the same state."""
        goal = self.inside(self.state, relation)
        goal.known = self.known
        return goal

    def difference(self) -> Polynomial:
        """Left - right in normal form."""
        state = self.state()
        return reading.read(state, self.relation.left) - reading.read(state, self.relation.right)

    def attempt(self) -> tuple[State, Polynomial | None] | None:
        """None when the direct rule closes the goal; else the state and what is left.

        The rest is None when the sides cannot even be read in this case.
        """
        state = self.state()
        if state.contradiction:
            return None
        try:
            rest = self.difference()
            if self.relation.operator == "=":
                rest = zero.residual(state, rest)
                return (state, rest) if rest else None
            mask = signs.sign(state, rest)
            return (state, rest) if mask & ~MASKS[self.relation.operator] else None
        except (Refusal, RecursionError):
            return state, None

    def direct(self) -> Proof:
        """The rule that closes a goal without splitting."""
        return {"rule": "equal"} if self.relation.operator == "=" else {"rule": "sign"}

    def accepts(self, proof: object) -> bool:
        """Whether the kernel accepts ``proof`` here."""
        state = self.state()
        if state.contradiction:
            return True
        try:
            replay = steps.Replay(self.claim, rules())
            steps.verify(replay, state.branch(), self.relation, proof, 0)
        except (steps.StepFailure, Refusal, RecursionError):
            return False
        return True

    def residual_term(self) -> Term | None:
        """What is left of left - right, as a term."""
        try:
            outcome = self.attempt()
            if outcome is None or outcome[1] is None:
                return None
            return term_of(outcome[0], outcome[1])
        except (Exhausted, NoTerm):
            return None
