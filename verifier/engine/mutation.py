"""The mutation score: how many one-slip mutants of its claims a derivation would notice.

Guarantee: a mutant counts as noticed when it is not proved; one that is proved survives,
unless the part that was changed is proved to equal what it was: then both say the same,
and it does not count. The same claims, seed and number give the same mutants.

    score = noticed / (noticed + survivors)

A survivor is a true statement that a slip turns the claim into, as ``0 < 2 s`` for
``0 < s``: the claim as written would not tell the two apart.

Limits: a sample of the slips that ``refute.slips`` knows; claims that are proved only.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import replace
from functools import partial
from typing import TypeVar

from verifier.claim import Claim
from verifier.engine import wording
from verifier.engine.decide import judge
from verifier.engine.limits import Died, OutOfTime
from verifier.engine.oracles import POINTS, Crash, attempt, oracles
from verifier.engine.pages import whole
from verifier.engine.pool import WarmPool
from verifier.engine.results import Judged, Mutant, Run
from verifier.engine.settings import Settings
from verifier.terms import And, Condition, Relation, Term
from verifier.verdict import Outcome

T = TypeVar("T")

SECONDS = 4.0
"""What one mutant may take, if a claim may take that much."""

Tell = Callable[[int, int], None]
"""Is told how many claims have been mutated, and of how many."""


def nobody(_done: int, _claims: int) -> None:
    """Is told, and says nothing."""


def scored(run: Run, settings: Settings, tell: Tell = nobody) -> Run:
    """``run`` with up to ``settings.mutants`` mutants of each of its proved claims."""
    chosen = [result for result in run.results if result.verdict.outcome == "proved" and result.ok]
    claims = [result.item for result in chosen if isinstance(result.item, Claim)]
    seconds = min(SECONDS, settings.timeout)
    limit = replace(settings, timeout=seconds).hard_limit
    found: dict[str, list[Mutant]] = {}
    interrupted = run.interrupted
    alone = not settings.cluster  # a cluster's client runs threads, which forbid forks
    with WarmPool(settings.workers, limit, warm, settings.memory, alone) as pool:
        try:
            for done, mutants in enumerate(tried(claims, settings, seconds, pool), 1):
                for mutant in mutants:
                    found.setdefault(mutant.of, []).append(mutant)
                tell(done, len(claims))
        except KeyboardInterrupt:
            interrupted = True
            pool.abandon()
    parts = tuple(replace(part, mutants=of(part, found)) for part in run.derivations)
    return replace(run, derivations=parts, interrupted=interrupted)


def warm() -> None:
    """Import what the trials need, once, before processes are forked."""
    from verifier.refute import mutate

    oracles()
    del mutate


def of(part: Judged, found: dict[str, list[Mutant]]) -> tuple[Mutant, ...]:
    """The mutants of one derivation, in the order of its claims."""
    return tuple(mutant for result in part.results for mutant in found.get(result.item.id, ()))


def tried(
    claims: Iterable[Claim], settings: Settings, seconds: float, pool: Executor
) -> Iterator[list[Mutant]]:
    """The mutants of each claim, judged; a few claims are ahead of the one that is waited for."""
    ahead = 2 * settings.workers
    made: deque[tuple[Claim, Future[list[Claim]]]] = deque()
    judged: deque[list[tuple[Mutant, Future[Mutant]]]] = deque()
    coming = iter(claims)
    while True:
        while len(made) < ahead and (claim := next(coming, None)) is not None:
            task = pool.submit(mutants_of, claim, settings.mutants, settings.seed)
            made.append((claim, task))
        while made and len(judged) < ahead:
            claim, task = made.popleft()
            judged.append(
                [
                    (lost(claim, one), pool.submit(trial, claim, one, settings.seed, seconds))
                    for one in answer(task, [])
                ]
            )
        if not judged:
            return
        yield [answer(trying, otherwise) for otherwise, trying in judged.popleft()]


def answer(task: Future[T], otherwise: T) -> T:
    """What a task found, or ``otherwise`` when its process was stopped or died."""
    try:
        return task.result()
    except (OutOfTime, Died, BrokenExecutor, CancelledError):
        return otherwise


def mutants_of(claim: Claim, limit: int, seed: int) -> list[Claim]:
    """At most ``limit`` claims that one slip turns ``claim`` into."""
    from verifier.refute.mutate import neighbours

    found = attempt("making mutants", lambda: neighbours(whole(claim), limit, seed))
    if isinstance(found, Crash):
        return []
    return [replace(mutant, expected="refuted") for mutant in found]


def lost(claim: Claim, mutant: Claim) -> Mutant:
    """A mutant of ``claim`` of which nothing was found out."""
    return Mutant(claim.id, mutant.reason, wording.latex(mutant.relation), "undecided")


def trial(claim: Claim, mutant: Claim, seed: int, seconds: float) -> Mutant:
    """What becomes of one mutant of ``claim``.

    One that the numbers refute needs no search for a proof.
    """
    ask = oracles()
    numbers = attempt(
        "the numeric cross-check",
        lambda: ask.cross_check(mutant, seed=seed, points=POINTS, deadline=0.3 * seconds),
    )
    outcome: Outcome = "refuted"
    if isinstance(numbers, Crash) or numbers.refutation is None:
        outcome = judge(mutant, seed=seed, timeout=seconds).outcome
    same = outcome == "proved" and says_the_same(whole(claim), mutant, seconds)
    return replace(lost(claim, mutant), outcome=outcome, equivalent=same)


def says_the_same(claim: Claim, mutant: Claim, seconds: float) -> bool:
    """Whether what was changed is proved to equal what it was, wherever both are defined."""
    from verifier.prove import Found

    changes = list(changed(claim.relation, mutant.relation))
    for before, after in changes:
        same = replace(claim, relation=Relation("=", before, after))
        end = time.monotonic() + seconds
        found = attempt("the proof search", partial(oracles().prove, same, deadline=end))
        if not isinstance(found, Found) or not all(part.thin for part in found.checked.conditions):
            return False
    return bool(changes)


def changed(before: Condition, after: Condition) -> Iterator[tuple[Term, Term]]:
    """The sides of relations that differ."""
    match before, after:
        case Relation(), Relation():
            sides = ((before.left, after.left), (before.right, after.right))
            yield from (pair for pair in sides if pair[0] != pair[1])
        case And(parts), And(others):
            for one, other in zip(parts, others, strict=True):
                yield from changed(one, other)
        case _:
            return
