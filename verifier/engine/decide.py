"""From one claim to its verdict.

Guarantee: ``proved`` and ``conditional`` only with a proof that the kernel accepted,
``refuted`` only with a counterexample whose enclosures exclude each other, ``conflict``
when both are there. The proof search and the numbers always both run, and neither
sees what the other found.

    kernel accepts and nothing refutes       proved, or conditional when a whole region is cut off
    kernel accepts and the numbers refute    conflict, unless the point violates a condition
                                             that the proof leaves open: then refuted
    no proof and the numbers refute          refuted
    neither                                  undecided

Limits: deadlines are asked for, not enforced; ``engine.pool`` enforces them by process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar, assert_never

from verifier import terms
from verifier.claim import Claim, IllFormed
from verifier.engine import wording
from verifier.engine.settings import DEFAULT_TIMEOUT
from verifier.kernel.outcome import Accepted
from verifier.verdict import Condition, Counterexample, NumericEvidence, Proof, Verdict

if TYPE_CHECKING:
    from verifier.numeric import CrossCheck
    from verifier.numeric.evaluate import Given
    from verifier.prove import Found, NotFound

T = TypeVar("T")

POINTS = 32
"""Points at which the two sides are compared."""

INTERNAL_ERRORS = (
    ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, MemoryError,
    NameError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
"""What a bug inside one claim may raise without costing the other claims."""


class Prove(Protocol):
    """The search: ``verifier.prove.prove``."""

    def __call__(self, claim: Claim, *, deadline: float | None = None) -> Found | NotFound:
        """Look for a proof until ``deadline`` (``time.monotonic`` seconds)."""


class CrossChecker(Protocol):
    """The numbers: ``verifier.numeric.cross_check``."""

    def __call__(
        self, claim: Claim, *, seed: int = 0, points: int = 32, deadline: float | None = None
    ) -> CrossCheck:
        """Compare the two sides at ``points`` exact points, for ``deadline`` seconds."""


class Smallest(Protocol):
    """The counterexample search: ``verifier.refute.smallest``."""

    def __call__(
        self, claim: Claim, *, seed: int = 0, deadline: float | None = None
    ) -> Counterexample | None:
        """The simplest counterexample found in ``deadline`` seconds, or None."""


class TruthAt(Protocol):
    """One condition at one point: ``verifier.numeric.truth_at``."""

    def __call__(self, condition: terms.Condition, env: Given) -> bool | None:
        """Whether it holds there, None where that is not certain."""


@dataclass(frozen=True)
class Oracles:
    """What the engine asks; separate so that each can be replaced in a test."""

    prove: Prove
    cross_check: CrossChecker
    smallest: Smallest
    truth_at: TruthAt


def oracles() -> Oracles:
    """The real ones, imported only when a claim is judged."""
    from verifier.numeric import cross_check, truth_at
    from verifier.prove import prove
    from verifier.refute import smallest

    return Oracles(prove, cross_check, smallest, truth_at)


@dataclass(frozen=True)
class Crash:
    """A bug met on the way, in words."""

    message: str


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
    verdict = weigh(item, found, numbers, Context(ask, seed, end))
    return replace(verdict, seconds=time.monotonic() - start)


def ill_formed(item: IllFormed) -> Verdict:
    """The verdict for a statement that could not be turned into a claim."""
    return Verdict("ill-formed", message=f"[{item.code}] {item.message}")


def left(end: float) -> float:
    """Seconds until ``end``, at least a little."""
    return max(0.01, end - time.monotonic())


def attempt(what: str, action: Callable[[], T]) -> T | Crash:
    """``action()``, or the internal error that it died of.

    The one place where a bug inside a claim is caught, so that it costs that claim
    its answer and no other.
    """
    try:
        return action()
    except INTERNAL_ERRORS as error:
        detail = str(error).strip().split("\n", 1)[0][:200]
        return Crash(f"internal error in {what}: {type(error).__name__}: {detail}".rstrip(": "))


@dataclass(frozen=True)
class Context:
    """What a second look at a claim needs."""

    ask: Oracles
    seed: int
    end: float


def weigh(
    claim: Claim,
    found: Found | NotFound | Crash,
    numbers: CrossCheck | Crash,
    context: Context,
) -> Verdict:
    """The verdict that the two independent answers add up to."""
    from verifier.prove import Found, NotFound

    tried = [part.message for part in (found, numbers) if isinstance(part, Crash)]
    evidence, refutation = None, None
    if not isinstance(numbers, Crash):
        evidence = NumericEvidence(numbers.agreed, tuple(numbers.dimensions), numbers.digits)
        refutation = numbers.refutation
    match found:
        case Found(proof, Accepted() as accepted):
            held = proved(claim, proof, accepted, evidence, tuple(tried))
            if refutation is None:
                return held if isinstance(numbers, Crash) else confirmed(held, numbers)
            return contradicted(claim, held, accepted, refutation, context)
        case NotFound():
            if found.ill_formed:
                return Verdict("ill-formed", message=found.ill_formed)
            tried += found.tried
            if found.residual is not None:
                tried.append(f"left minus right is ${wording.latex(found.residual)}$")
        case Crash():
            pass
        case _:
            assert_never(found)
    if refutation is not None:
        return refuted(claim, refutation, evidence, tuple(tried), context)
    if not isinstance(numbers, Crash):
        tried.append(agreement(numbers))
    return Verdict("undecided", tried=tuple(tried), numeric=evidence)


def proved(
    claim: Claim,
    proof: object,
    accepted: Accepted,
    evidence: NumericEvidence | None,
    notes: tuple[str, ...],
) -> Verdict:
    """``proved``, or ``conditional`` when an open condition cuts off more than a thin set."""
    conditions = tuple(
        Condition(wording.latex(part.condition), part.thin) for part in accepted.conditions
    )
    used = tuple(wording.assumption(claim.assumptions[at]) for at in accepted.assumptions_used)
    whole_region = any(not condition.thin for condition in conditions)
    return Verdict(
        "conditional" if whole_region else "proved",
        conditions=conditions,
        proof=Proof(proof, accepted.rules, used, wording.proved_for(claim)),
        numeric=evidence,
        tried=notes,
    )


def confirmed(held: Verdict, numbers: CrossCheck) -> Verdict:
    """``held``, unless no point shows that the claim says something, or that it is conditional.

    A proof about no point at all is worth nothing: then the claim is ill-formed. A
    condition that could not be shown, and that fails at no point tried, leaves the
    claim undecided: neither the condition nor its failure is established.
    """
    if numbers.admissible == 0 and numbers.unknown == 0:
        message = "[contradictory-assumptions] no point was found that satisfies the assumptions"
        return Verdict("ill-formed", message=message)
    if not numbers.agreed and not numbers.unknown and not held.conditions:
        message = "[empty-domain] the two sides are not both defined at any point tried"
        return Verdict("ill-formed", message=message)
    if held.outcome == "conditional" and not numbers.one_sided:
        open_ones = ", ".join(f"${part.latex}$" for part in held.conditions if not part.thin)
        tried = f"proved where {open_ones}; whether that always holds could not be shown"
        return Verdict("undecided", tried=(*held.tried, tried), numeric=held.numeric)
    return held


def contradicted(
    claim: Claim, held: Verdict, accepted: Accepted, point: Counterexample, context: Context
) -> Verdict:
    """A proof and a counterexample: a conflict, unless the point violates an open condition."""
    from verifier.numeric.evaluate import Given

    env = Given(point.dimensions, point.point, point.indices)
    truths = attempt(
        "the open conditions",
        lambda: [context.ask.truth_at(part.condition, env) for part in accepted.conditions],
    )
    if not isinstance(truths, Crash) and False in truths:
        verdict = refuted(claim, point, held.numeric, (), context)
        hint = "holds if " + " and ".join(f"${part.latex}$" for part in held.conditions)
        return replace(verdict, hint=hint)
    message = "the kernel accepts a proof and the numbers refute the claim: a bug in the verifier"
    return replace(held, outcome="conflict", counterexample=point, message=message)


def refuted(
    claim: Claim,
    point: Counterexample,
    evidence: NumericEvidence | None,
    tried: tuple[str, ...],
    context: Context,
) -> Verdict:
    """``refuted`` with the simplest counterexample that can be found in the time left."""
    simpler = attempt(
        "the search for a small counterexample",
        lambda: context.ask.smallest(claim, seed=context.seed, deadline=left(context.end)),
    )
    if isinstance(simpler, Crash):
        tried = (*tried, simpler.message)
        simpler = None
    return Verdict("refuted", counterexample=simpler or point, numeric=evidence, tried=tried)


def agreement(numbers: CrossCheck) -> str:
    """How far the numbers agree, in words."""
    if not numbers.admissible:
        return "no point was found that satisfies the assumptions"
    words = [f"{numbers.agreed} points agree to {numbers.digits} digits"]
    if numbers.dimensions:
        words.append("in dimensions " + ", ".join(map(str, numbers.dimensions)))
    apart = [
        f"{number} {what}"
        for number, what in (
            (len(numbers.one_sided), "where one side only is defined"),
            (numbers.both_undefined, "where neither is"),
            (numbers.unknown, "that the enclosures do not settle"),
        )
        if number
    ]
    return " ".join(words) + (f" ({', '.join(apart)})" if apart else "")
