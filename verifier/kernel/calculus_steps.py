"""Steps of a proof that use calculus or induction.

TRUSTED. Guarantee: as ``steps``; each rule's docstring is its inference figure.
"""

from __future__ import annotations

from dataclasses import replace as changed
from fractions import Fraction
from typing import cast

from verifier.kernel import algebra, facts, reading, signs, steps, wording, zero
from verifier.kernel.conditions import assume_needs, entailed
from verifier.kernel.continuity import continuous
from verifier.kernel.domain import needs
from verifier.kernel.loading import load_into
from verifier.kernel.state import EMPTY, NEGATIVE, NONNEGATIVE, POSITIVE, State
from verifier.polynomial import Polynomial, rational
from verifier.serialization import exact_fraction
from verifier.terms import (
    Add,
    And,
    At,
    Dependent,
    Derivative,
    Entry,
    Index,
    Integral,
    Limit,
    Multiply,
    Number,
    Product,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    number,
)
from verifier.traversal import free_names, rebuild, replace, walk

LONGEST_PEEL = 4
"""Most terms by which the induction step may lengthen a sum."""


def _without(replay: steps.Replay, name: str, state: State) -> State:
    """The claim's assumptions that do not mention ``name``."""
    fresh = State(state.table, used=state.used, assumptions_used=state.assumptions_used)
    load_into(
        fresh,
        (
            (position, assumption)
            for position, assumption in enumerate(replay.claim.assumptions)
            if name not in free_names(assumption)
        ),
    )
    return fresh


def _bound(data: object) -> Fraction | None:
    match data:
        case None:
            return None
        case str():
            return _rational(data)
        case _:
            raise steps.StepFailure("constant", "an end of the interval is no rational")


def _rational(text: str) -> Fraction:
    try:
        return exact_fraction(text)
    except ValueError as error:
        raise steps.StepFailure("constant", "an end of the interval is no rational") from error


def constant(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """Two functions with equal derivatives that agree at one point.

        f' = g' inside I    f(p) = g(p)    p, x in I
        --------------------------------------------
                       f(x) = g(x)

    f and g are defined and continuous on the interval I and differentiable inside of it. I
    (``lower``, ``upper``: rationals or none; ``closed`` ends) does not depend on the facts of
    this case: everything is shown from x in I alone. Not where a jump (floor, sign, case) may
    depend on x.
    """
    if relation.operator != "=":
        raise steps.StepFailure("constant", "only for equations")
    variable = cast(Variable, steps.read_term(replay, proof.get("variable")))
    if not isinstance(variable, Variable) or variable.sort is not Sort.REAL:
        raise steps.StepFailure("constant", "not a real variable")
    lower, upper, at = (_bound(proof.get(key)) for key in ("lower", "upper", "at"))
    closed = proof.get("closed") is True
    if at is None or (lower is not None and at < lower) or (upper is not None and at > upper):
        raise steps.StepFailure("constant", "the point is not in the interval")
    if not closed and at in (lower, upper):
        raise steps.StepFailure("constant", "the point is not in the interval")
    here = reading.read(state, variable)
    _inside(state, here, lower, upper, closed)
    interior = _without(replay, variable.name, state)
    whole = interior.branch()
    for branch, is_closed in ((interior, False), (whole, closed)):
        point = reading.read(branch, variable)
        mask = POSITIVE if not is_closed else POSITIVE | 2
        if lower is not None:
            facts.assume_sign(branch, point - rational(lower), mask, None)
        if upper is not None:
            facts.assume_sign(branch, rational(upper) - point, mask, None)
    sides = (relation.left, relation.right)
    if not all(continuous(side, variable) for side in sides):
        raise steps.StepFailure("constant", "a side may jump")
    slopes = tuple(Derivative(side, variable) for side in sides)
    if not all(entailed(whole, need) for side in sides for need in needs(side)):
        raise steps.StepFailure("constant", "a side is not defined on the whole interval")
    if not all(entailed(interior, need) for slope in slopes for need in needs(slope)):
        raise steps.StepFailure("constant", "a side is not differentiable inside the interval")
    difference = reading.read(interior, slopes[0]) - reading.read(interior, slopes[1])
    if not zero.is_zero(interior, difference):
        raise steps.StepFailure("constant", "the derivatives differ")
    fixed = _without(replay, variable.name, state)
    values = [reading.read(fixed, replace(side, variable, Number(at))) for side in sides]
    if not zero.is_zero(fixed, values[0] - values[1]):
        raise steps.StepFailure("constant", f"the sides differ at {at}")
    state.use("constant_by_derivative")
    replay.say(depth, f"equal derivatives by {variable.name} on an interval, equal at {at}")


def _inside(
    state: State, here: Polynomial, lower: Fraction | None, upper: Fraction | None, closed: bool
) -> None:
    """The facts of this case put x into the interval."""
    for end, turned in ((lower, 1), (upper, -1)):
        if end is None:
            continue
        mask = signs.sign(state, (here - rational(end)).scale(turned))
        if mask & NEGATIVE or (mask & 2 and not closed):
            raise steps.StepFailure("constant", "x need not be in the interval")


# -- induction ---------------------------------------------------------------------------


Premise = tuple[State, Relation]


def induction(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object], depth: int
) -> None:
    """From one integer to the next.

        P(m)    P(n) |- P(n+1) for every n >= m
        ---------------------------------------
                P(n) for every n >= m

    ``n`` is a dimension (m >= 1) or an integer known to be >= m here; m is an integer free of
    n. Assumptions that mention n are left out of both premises, those about entries up to n
    are refused; entries of a family are an arbitrary sequence, so P(n) is about its first n
    entries.
    """
    base, step = induction_premises(replay, state, relation, proof)
    replay = _of_any(replay, cast(Variable, steps.read_term(replay, proof.get("variable"))))
    replay.say(depth, f"base: {wording.describe(base[1])}")
    if not base[0].contradiction:
        steps.verify(replay, *base, proof.get("base"), depth + 1)
    replay.say(depth, f"step: {wording.describe(step[1])}")
    steps.verify(replay, *step, proof.get("step"), depth + 1)
    state.use("induction")


def _of_any(replay: steps.Replay, variable: Variable) -> steps.Replay:
    """The same replay without what is assumed of the variable: no rule may use it."""
    claim = replay.claim
    kept = [And(()) if variable.name in free_names(a) else a for a in claim.assumptions]
    return changed(replay, claim=changed(claim, assumptions=tuple(kept)))


def induction_premises(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> tuple[Premise, Premise]:
    """The base and the step, each with what is known there."""
    variable, start = steps.read_term(replay, proof.get("variable")), _start(replay, proof)
    if not isinstance(variable, Variable):
        raise steps.StepFailure("induction", "no variable")
    if variable.sort not in (Sort.INTEGER, Sort.DIMENSION):
        raise steps.StepFailure("induction", "not an integer variable")
    first = reading.read(state, start)
    if variable.name in free_names(start) or not algebra.is_integer(state, first):
        raise steps.StepFailure("induction", "the start is no fixed integer")
    if variable.sort is Sort.DIMENSION and signs.sign(state, first - rational(1)) & NEGATIVE:
        raise steps.StepFailure("induction", "a dimension starts at 1")
    if signs.sign(state, reading.read(state, variable) - first) & NEGATIVE:
        raise steps.StepFailure("induction", f"{variable.name} may be less than the start")
    _no_entries(replay, variable)
    base = _without(replay, variable.name, state)
    at_start = Relation(
        relation.operator,
        replace(relation.left, variable, start),
        replace(relation.right, variable, start),
    )
    assume_needs(base, at_start)
    step = _without(replay, variable.name, state)
    gap = reading.read(step, variable) - reading.read(step, start)
    facts.assume_sign(step, gap, NONNEGATIVE, None)
    after = Relation(
        relation.operator,
        cast(Term, lengthen(step, relation.left, variable)),
        cast(Term, lengthen(step, relation.right, variable)),
    )
    assume_needs(step, after)
    for need in (*needs(relation.left), *needs(relation.right)):
        if not entailed(step, need):
            raise steps.StepFailure("induction", "the hypothesis need not be defined")
    facts.assume_condition(step, relation, EMPTY, None)
    if step.contradiction:
        raise steps.StepFailure("induction", "the hypothesis contradicts what is known")
    return (base, at_start), (step, after)


def _start(replay: steps.Replay, proof: dict[str, object]) -> Term:
    start = proof.get("start")
    return number(start) if isinstance(start, int) else steps.read_term(replay, start)


def _no_entries(replay: steps.Replay, variable: Variable) -> None:
    """Assumptions on n alone, or n and other numbers, may be left out; others may not."""
    for assumption in replay.claim.assumptions:
        if variable.name not in free_names(assumption):
            continue
        match assumption:
            case Relation(_, left, right) if not any(
                isinstance(node, Entry | Dependent | Sum | Product) for node in walk((left, right))
            ):
                continue
            case _:
                raise steps.StepFailure("induction", "an assumption is about the first n entries")


def lengthen(state: State, node: object, variable: Variable) -> object:
    """``node`` at n+1, sums whose range grows written as the sum up to n and what follows."""
    match node:
        case Variable() if node == variable:
            return Add((node, number(1)))
        case Sum(index, body) | Product(index, body):
            return _lengthen_sum(state, node, index, body, variable)
        case Index():
            raise steps.StepFailure("induction", "a free index runs up to the variable")
        case _:
            _refuse_bound(node, variable)
            return rebuild(node, lambda part: lengthen(state, part, variable))


def _lengthen_sum(
    state: State, node: Sum | Product, index: Index, body: Term, variable: Variable
) -> Term:
    before = reading.read(state, index.upper)
    upper = cast(Term, lengthen(state, index.upper, variable))
    lower = cast(Term, lengthen(state, index.lower, variable))
    if reading.read(state, lower) != reading.read(state, index.lower):
        raise steps.StepFailure("induction", "a sum begins at the variable")
    growth = (reading.read(state, upper) - before).constant()
    if not isinstance(growth, int) or not 0 <= growth <= LONGEST_PEEL:
        raise steps.StepFailure("induction", "a sum grows by an unknown number of terms")
    length = before - reading.read(state, index.lower) + rational(1)
    if growth and signs.sign(state, length) & NEGATIVE:
        raise steps.StepFailure("induction", "a sum may have a negative number of terms")
    longer = cast(Term, _lengthen_body(state, body, index, variable))
    parts: list[Term] = [type(node)(index, longer)]
    further = (Add((index.upper, number(step))) for step in range(1, growth + 1))
    parts.extend(replace(longer, index, place) for place in further)
    if len(parts) == 1:
        return parts[0]
    return Add(tuple(parts)) if isinstance(node, Sum) else Multiply(tuple(parts))


def _lengthen_body(state: State, body: object, index: Index, variable: Variable) -> object:
    """The body at n+1; its own index stays, though its range mentions n."""
    if body == index:
        return body
    if isinstance(body, Sum | Product) and variable.name in free_names(body.index):
        raise steps.StepFailure("induction", "a sum inside a sum grows with the variable")
    if isinstance(body, Variable) and body == variable:
        return Add((body, number(1)))
    _refuse_bound(body, variable)
    return rebuild(body, lambda part: _lengthen_body(state, part, index, variable))


def _refuse_bound(node: object, variable: Variable) -> None:
    """Refuse what binds the variable or differentiates by it."""
    match node:
        case (
            Derivative(variable=own) | Limit(variable=own) | Integral(variable=own) | At(binder=own)
        ) if own == variable:
            raise steps.StepFailure("induction", "the variable is bound, or differentiated by")
        case _:
            pass
