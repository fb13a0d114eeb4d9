"""What two independent answers, a proof and numbers, add up to.

Guarantee: see ``engine.decide``; every branch carries the evidence that its verdict needs.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from verifier.claim import Claim, Forall
from verifier.engine import wording
from verifier.engine.clash import clash
from verifier.engine.negation import disproved
from verifier.engine.oracles import Context, Crash, attempt, left
from verifier.kernel.matrices import identity
from verifier.kernel.outcome import Accepted
from verifier.terms import Term, Variable
from verifier.verdict import Condition, Counterexample, NumericEvidence, Proof, Verdict

if TYPE_CHECKING:
    from verifier.numeric import CrossCheck
    from verifier.prove import Found, NotFound

CLASH = "[contradictory-assumptions]"
SECOND_LOOK_POINTS = 512
SECOND_LOOK_SECONDS = 1.0


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
    remainder: Term | None = None
    match found:
        case Found(proof, Accepted() as accepted):
            held = proved(claim, proof, accepted, evidence, tuple(tried))
            if refutation is None:
                if isinstance(numbers, Crash):
                    return held
                return confirmed(claim, held, accepted, numbers, context)
            return contradicted(claim, held, accepted, refutation, context)
        case NotFound():
            if found.ill_formed:
                why = clash(claim, context) if CLASH in found.ill_formed else ""
                return Verdict("ill-formed", message=found.ill_formed, hint=why)
            tried += found.tried
            remainder = found.residual
            if remainder is not None:
                tried.append(f"left over: ${wording.latex_by_names(remainder, claim.written)}$")
        case Crash():
            pass
        case _:
            assert_never(found)
    if refutation is None:
        refutation = second_look(claim, context) or disproved(claim, context)
    if refutation is not None:
        verdict = refuted(claim, refutation, evidence, tuple(tried), context)
        if claim.expected == verdict.outcome:
            return verdict  # its author knows what is wrong; ``verify explain`` searches anyway
        return replace(verdict, hint=hint(claim, remainder, context))
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
        Condition(wording.condition(part.condition), part.thin) for part in accepted.conditions
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


def confirmed(
    claim: Claim, held: Verdict, accepted: Accepted, numbers: CrossCheck, context: Context
) -> Verdict:
    """``held``, unless no point shows that the claim says something, or that it is conditional.

    A proof about no point at all is worth nothing: where no point satisfies the
    assumptions, or none is found where both sides are defined, the claim stays
    undecided (that there is none only the kernel can say). A condition that could not
    be shown, and that fails at no point tried, leaves the claim undecided: neither the
    condition nor its failure is established.
    """
    if numbers.admissible == 0 and numbers.unknown == 0:
        tried = "proved, but no point was found that satisfies the assumptions"
        return Verdict("undecided", tried=(*held.tried, tried), numeric=held.numeric)
    if not numbers.agreed and not numbers.unknown:
        narrowed = where_conditions_hold(claim, accepted, context)
        if narrowed is None or narrowed.refutation or not narrowed.agreed:
            tried = "proved, but no point was found where both sides are defined"
            return Verdict("undecided", tried=(*held.tried, tried), numeric=held.numeric)
        evidence = NumericEvidence(narrowed.agreed, tuple(narrowed.dimensions), narrowed.digits)
        return replace(held, numeric=evidence)
    if (why := only_of_one_row(claim, numbers)) is not None:
        return Verdict("undecided", tried=(*held.tried, why), numeric=held.numeric)
    if held.outcome == "conditional" and not numbers.one_sided:
        open_ones = ", ".join(f"${part.latex}$" for part in held.conditions if not part.thin)
        tried = f"proved where {open_ones}; whether that always holds could not be shown"
        return Verdict("undecided", tried=(*held.tried, tried), numeric=held.numeric)
    return held


def only_of_one_row(claim: Claim, numbers: CrossCheck) -> str | None:
    """Whether an inverted matrix of any size was invertible at no point but with one row.

    Such a matrix (``x x^T``) has no inverse where it has more, and the claim says nothing there.
    """
    sizes = [given.indices[-1].upper for given in claim.assumptions
             if isinstance(given, Forall) and identity(given) is not None]  # fmt: skip
    if not any(isinstance(size, Variable) for size in sizes) or any(
        size > 1 for size in numbers.dimensions
    ):  # fmt: skip
        return None
    return "proved, but no matrix of more than one row was found that is invertible"


def where_conditions_hold(claim: Claim, accepted: Accepted, context: Context) -> CrossCheck | None:
    """The numbers at many more points, where the open conditions of the proof hold."""
    conditions = tuple(part.condition for part in accepted.conditions)
    narrow = replace(claim, assumptions=(*claim.assumptions, *conditions))
    deadline = min(left(context.end), SECOND_LOOK_SECONDS)
    found = attempt(
        "the numeric cross-check",
        lambda: context.ask.cross_check(
            narrow, seed=context.seed, points=SECOND_LOOK_POINTS, deadline=deadline
        ),
    )
    return None if isinstance(found, Crash) else found


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
        shown = " and ".join(f"${part.latex}$" for part in held.conditions)
        return replace(verdict, hint=f"holds if {shown} (proved under that condition)")
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
    if context.late():
        return Verdict("refuted", counterexample=point, numeric=evidence, tried=tried)
    simpler = attempt(
        "the search for a small counterexample",
        lambda: context.ask.smallest(claim, seed=context.seed, deadline=left(context.end)),
    )
    if isinstance(simpler, Crash):
        tried = (*tried, simpler.message)
        simpler = None
    return Verdict("refuted", counterexample=simpler or point, numeric=evidence, tried=tried)


def second_look(claim: Claim, context: Context) -> Counterexample | None:
    """A refutation at more points, for a claim that is neither proved nor refuted so far.

    An inequality may fail in a corner that the first points have missed.
    """
    if context.late():
        return None
    seconds = min(SECOND_LOOK_SECONDS, 0.5 * left(context.end))
    more = attempt(
        "the numeric cross-check",
        lambda: context.ask.cross_check(
            claim, seed=context.seed + 1, points=SECOND_LOOK_POINTS, deadline=seconds
        ),
    )
    return None if isinstance(more, Crash) else more.refutation


def hint(claim: Claim, remainder: Term | None, context: Context) -> str:
    """What would make a refuted claim true, where that was found and proved; else empty."""
    from verifier.engine import lessons

    if context.late():
        return ""
    end = time.monotonic() + left(context.end)
    found = attempt(
        "the search for a hint",
        lambda: lessons.hint(claim, context.ask.prove, remainder, end),
    )
    return "" if isinstance(found, Crash) else found


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
