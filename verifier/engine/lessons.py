"""What a refuted claim teaches, in words: a missing assumption, a slip, a wrong step.

Guarantee: every mended line and every assumption that a hint names was proved to make
the line true before it is shown.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from verifier.claim import Claim, IllFormed
from verifier.engine import wording
from verifier.engine.oracles import Prove, attempt
from verifier.refute.chains import ChainLesson, chain_lesson
from verifier.refute.missing import Missing, missing
from verifier.refute.repair import LeftOver, Proves, Repair, repair
from verifier.refute.slips import size
from verifier.terms import Term
from verifier.verdict import Verdict

ASSUMPTION_SECONDS = 0.6
REPAIR_SECONDS = 1.5
LARGE = 150
"""Parts of a claim for which the seconds are meant; longer ones get more."""
SECOND_HINT_SECONDS = 0.5
CHAIN_SECONDS = 1.0
LONG = 240
"""Characters of LaTeX beyond which only the changed part of a side is shown."""

REASONS = {
    "sign": "a sign is wrong",
    "times 2": "a factor 2 is missing",
    "divided by 2": "there is a factor 2 too many",
    "times n": "a dimension is missing as a factor",
    "divided by n": "a division by a dimension is missing",
    "times a number": "the number in front is wrong",
    "off by one": "a number is off by one",
    "reciprocal": "something stands on the wrong side of a fraction bar",
    "constant 1": "a constant 1 is missing",
    "factor added": "a factor is missing",
    "factor dropped": "there is a factor too many",
    "term added": "a term is missing",
    "term dropped": "there is a term too many",
    "exponent": "an exponent is wrong",
    "square added": "a square is missing",
    "root added": "a root is missing",
    "bracket": "a bracket is misplaced",
    "case": "a case is bounded wrongly",
    "delta added": "a delta is missing",
    "delta dropped": "there is a delta too many",
    "transposed": "a factor is transposed",
    "index": "an index is wrong",
    "indices swapped": "two indices are swapped",
    "bound": "a sum is off by one",
    "sum added": "a sum is missing",
    "sum dropped": "there is a sum too many",
    "product of sums": "a sum of products is not the product of the sums",
    "elementwise": "elementwise and matrix product are confused",
    "norm": "a norm and an entry are confused",
    "letter": "one quantity stands for another",
    "function": "one function stands for another",
    "function added": "a function is missing",
    "function dropped": "there is a function too many",
    "derivative": "a function and its derivative are confused",
    "base of the logarithm": "the base of a logarithm is wrong",
    "arguments swapped": "two arguments are swapped",
    "bounds swapped": "two bounds are swapped",
    "function of a sum": "a function of a sum is not the sum of the function",
}
"""Kind of slip -> what is wrong in the line as written."""


def prover(prove: Prove, *, in_part: bool = False) -> Proves:
    """Whether ``prove`` finds a proof that cuts off no region, or ``in_part`` just any."""

    def proves(claim: Claim, ends: float) -> bool:
        from verifier.prove import Found

        found = attempt("the proof search", lambda: prove(claim, deadline=ends))
        if not isinstance(found, Found):
            return False
        return in_part or all(part.thin for part in found.checked.conditions)

    return proves


def left_over(prove: Prove) -> LeftOver:
    """What ``prove`` is left with when it fails."""

    def rest(claim: Claim, ends: float) -> Term | None:
        from verifier.prove import NotFound

        found = attempt("the proof search", lambda: prove(claim, deadline=ends))
        return found.residual if isinstance(found, NotFound) else None

    return rest


def hint(claim: Claim, prove: Prove, residual: Term | None, ends: float) -> str:
    """What would make ``claim`` true, or nothing; searched until ``ends`` at most."""
    proves = prover(prove)
    assumed = missing(
        claim, proves, residual, ends=min(ends, time.monotonic() + ASSUMPTION_SECONDS)
    )
    seconds = SECOND_HINT_SECONDS
    if assumed is None or assumed.narrow:
        seconds = REPAIR_SECONDS * max(1.0, min(3.0, size(claim.relation) / LARGE))
    mended = repair(
        claim,
        proves,
        in_part=prover(prove, in_part=True),
        left_over=left_over(prove),
        ends=min(ends, time.monotonic() + seconds),
    )
    words: list[str] = []
    if assumed is not None and (mended is None or not assumed.narrow):
        words.append(assumption_words(assumed))
    if mended is not None:
        words.append(repair_words(mended, region(mended, prove), claim.written))
    return "; ".join(words)


def assumption_words(found: Missing) -> str:
    """``holds if $...$``."""
    return f"holds if ${wording.assumption(found.assumption)}$ (proved under that assumption)"


def region(found: Repair, prove: Prove) -> str:
    """``where $z > 0$``: the conditions under which a mended line was proved."""
    from verifier.prove import Found

    if not found.in_part:
        return ""
    proof = prove(found.claim)
    parts = proof.checked.conditions if isinstance(proof, Found) else ()
    open_ones = [wording.condition(part.condition) for part in parts if not part.thin]
    return " where " + " and ".join(f"${part}$" for part in open_ones)


def repair_words(found: Repair, where: str = "", named: tuple[tuple[Term, str], ...] = ()) -> str:
    """``holds with $...$ on the right``, and what is wrong as written; ``named`` in its names."""
    line = wording.latex_by_names(found.relation, named)
    match found.side:
        case "case":
            return f"holds in the case ${line}$ (proved)"
        case "relation":
            return f"holds as ${line}$ (proved)"
        case _:
            pass
    if found.kind == "cases swapped":
        return f"holds with the two cases swapped{where} (proved)"
    new = found.relation.right if found.side == "right" else found.relation.left
    shown = wording.latex_by_names(new, named)
    place = f"on the {found.side}"
    if len(shown) > LONG and found.before is not None and found.after is not None:
        before = wording.latex_by_names(found.before, named)
        after = wording.latex_by_names(found.after, named)
        if len(before) + len(after) < len(shown):
            shown, place = after, f"in place of ${before}$ on the {found.side}"
    reason = REASONS.get(found.kind, "")
    return f"holds with ${shown}$ {place}{where} (proved)" + (f": {reason}" if reason else "")


def chain_words(found: ChainLesson, steps: int) -> str:
    """The first wrong step, and whether the ends of the chain agree all the same."""
    words = f"step {found.first_wrong} of {steps} is the first wrong one"
    match found.ends:
        case "equal" if len(found.wrong) > 1:
            return f"{words}; the end equals the beginning all the same: the errors cancel"
        case "equal":
            return f"{words}; the end equals the beginning all the same"
        case "different":
            return f"{words}; the end does not equal the beginning"
        case _:
            return words


def chain_hint(steps: Sequence[tuple[Claim | IllFormed, Verdict]], prove: Prove) -> str:
    """What there is to say of a whole chain, or nothing when no step is wrong."""
    found = chain_lesson(steps, prover(prove), ends=time.monotonic() + CHAIN_SECONDS)
    return "" if found is None else chain_words(found, len(steps))
