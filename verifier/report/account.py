"""A proof in words and formulas: what the kernel computed, piece by piece.

Guarantee: the steps are those that the kernel went through when it accepted the proof
just now; the formulas are what its own rules make of each part of the two sides, printed.
Limits: the printing is not trusted, and leaves out what is too long to be read. Parts
under a sum or a derivative are shown with the whole that holds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from verifier.claim import Claim
from verifier.engine import wording
from verifier.engine.pages import whole
from verifier.engine.results import Result
from verifier.kernel import check, reading
from verifier.kernel.outcome import Accepted, Step
from verifier.kernel.state import Refusal, State, Undefined
from verifier.polynomial import Polynomial
from verifier.prove.back import NoTerm, term_of
from verifier.terms import (
    Apply,
    At,
    Cases,
    Derivative,
    Function,
    Integral,
    Limit,
    Power,
    Product,
    Sum,
    Term,
)
from verifier.traversal import children, free_indices

LONGEST = 400
"""Characters of LaTeX; a longer form is counted, not shown."""
PARTS = 5
"""Parts of one side that are shown before the side itself."""
COMPUTED = (Apply, At, Cases, Derivative, Function, Integral, Limit, Power, Product, Sum)
"""Terms for which there is something to compute."""


@dataclass(frozen=True)
class Line:
    """One line of an account: ``depth`` counts enclosing cases, formulas stand between ``$``."""

    depth: int
    text: str
    rules: tuple[str, ...] = ()
    value: str = ""
    """What the formula that ``text`` ends with equals, as LaTeX."""


def account(result: Result) -> tuple[Line, ...]:
    """The proof of ``result`` as the kernel goes through it now; empty without a proof."""
    if result.verdict.proof is None or not isinstance(result.item, Claim):
        return ()
    checked = check(whole(result.item), result.verdict.proof.data)
    if isinstance(checked, Accepted):
        return tuple(line for step in checked.steps for line in lines_of(step))
    return (Line(0, f"the kernel does not accept {checked.step}: {checked.reason}"),)


def lines_of(step: Step) -> Iterator[Line]:
    """One step; where both sides are computed, how."""
    if step.goal is None or not isinstance(step.facts, State):
        yield Line(step.depth, step.text, step.rules)
        return
    state = replace(step.facts.branch(), used=set())
    values: list[Polynomial] = []
    forms: list[str] = []
    shown: set[str] = set()
    for name, side in (("left", step.goal.left), ("right", step.goal.right)):
        for part in (*parts(side), side):
            state.used.clear()
            try:
                value = reading.read(state, part)
            except (Refusal, Undefined):
                continue
            before, after, new = wording.latex(part), form(state, value), tuple(sorted(state.used))
            if part is side:
                values.append(value)
                forms.append(after)
            elif not new or before in shown:
                continue
            shown.add(before)
            if after and before != after:
                what = f"the {name} side: ${before}$" if part is side else f"${before}$"
                yield Line(step.depth, what, new, after)
    if "normal form" in step.text and len(values) == 2 and all(forms):
        same = values[0] == values[1]
        end = f"so both sides are ${forms[0]}$" if same else "over a common denominator, equal"
        yield Line(step.depth, end)
    else:
        yield Line(step.depth, f"{goal(step)}{step.text}", step.rules)


def goal(step: Step) -> str:
    """What a step shows, as far as it can be printed, with a colon."""
    text = wording.latex(step.goal) if step.goal is not None else ""
    return f"${text}$: " if text and len(text) <= LONGEST and "@" not in text else ""


def parts(side: Term) -> list[Term]:
    """The largest parts of a side, but for itself, that can be computed on their own."""
    found: list[Term] = []
    own = set(free_indices(side))

    def visit(node: object, top: bool) -> None:
        if len(found) >= PARTS:
            return
        for child in children(node):
            visit(child, False)
        if not top and isinstance(node, COMPUTED) and set(free_indices(node)) <= own:
            found.append(node)

    visit(side, True)
    return found


def form(state: State, value: Polynomial) -> str:
    """A normal form as LaTeX, empty when it cannot be written or is too long."""
    try:
        text = wording.latex(term_of(state, value))
    except NoTerm:
        return ""
    return text if len(text) <= LONGEST else ""
