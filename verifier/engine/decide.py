"""From one claim to its verdict.

Guarantee: ``proved`` and ``conditional`` only with a proof that the kernel accepted,
``refuted`` only with a counterexample whose enclosures exclude each other, ``conflict``
when both are there. The proof search and the numbers always both run, and neither
sees what the other found.

    kernel accepts and nothing refutes       proved, or conditional when a whole region is cut off
    kernel accepts and the numbers refute    conflict, unless the point violates a condition
                                             that the proof leaves open: then refuted
    no proof and the numbers refute          refuted
    the opposite of a strict relation is     refuted, at a point that the assumptions admit
    proved (``engine.negation``)
    neither                                  undecided

Limits: deadlines are looked at every few milliseconds of counted work (``prove.goal.Timed``,
``numeric.point.Work``), not enforced; ``engine.pool`` enforces them by process.
"""

from __future__ import annotations

import time
from dataclasses import replace

from verifier.claim import Claim, IllFormed
from verifier.engine.oracles import POINTS, Context, Crash, Oracles, attempt, left, oracles
from verifier.engine.results import ill_formed
from verifier.engine.settings import DEFAULT_TIMEOUT
from verifier.engine.weigh import hint, weigh
from verifier.verdict import Verdict


def judge(
    item: Claim | IllFormed,
    *,
    seed: int = 0,
    timeout: float | None = None,
    ask: Oracles | None = None,
) -> Verdict:
    """The verdict for ``item``; ``timeout`` in seconds (default ``DEFAULT_TIMEOUT``).

    The same item and seed give the same verdict but for ``seconds``, unless a
    deadline cuts the search short.
    """
    start = time.monotonic()
    if isinstance(item, IllFormed):
        return ill_formed(item)
    ask = ask or oracles()
    end = start + (DEFAULT_TIMEOUT if timeout is None else timeout)
    numbers = attempt(
        "the numeric cross-check",
        lambda: ask.cross_check(item, seed=seed, points=POINTS, deadline=0.3 * left(end)),
    )
    latest = time.monotonic() + 0.7 * left(end)
    found = attempt("the proof search", lambda: ask.prove(item, deadline=latest))
    verdict = attempt(
        "weighing the answers", lambda: weigh(item, found, numbers, Context(ask, seed, end))
    )
    if isinstance(verdict, Crash):
        verdict = Verdict("undecided", tried=(verdict.message,))
    if item.unread and verdict.outcome == "refuted":
        verdict = withheld(item, verdict)
    return replace(verdict, seconds=time.monotonic() - start)


def withheld(claim: Claim, verdict: Verdict) -> Verdict:
    """No refutation where an assumption could not be read: the point may violate it."""
    point = "" if verdict.counterexample is None else f" (left side {verdict.counterexample.lhs}, "
    if verdict.counterexample is not None:
        point += f"right side {verdict.counterexample.rhs})"
    unread = ", ".join(claim.unread)
    tried = f"false at some point{point}, which may violate what is not read: {unread}"
    return Verdict("undecided", tried=(*verdict.tried, tried), numeric=verdict.numeric)


def taught(claim: Claim, verdict: Verdict) -> Verdict:
    """A refuted ``verdict`` with the hint that is not searched where a refutation is expected."""
    if verdict.outcome != "refuted" or verdict.hint:
        return verdict
    ask = oracles()
    end = time.monotonic() + DEFAULT_TIMEOUT
    found = attempt("the proof search", lambda: ask.prove(claim, deadline=end))
    remainder = getattr(found, "residual", None)
    return replace(verdict, hint=hint(claim, remainder, Context(ask, 0, end)))
