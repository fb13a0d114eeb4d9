"""Tactics: each looks at a goal and proposes a proof, or None.

Untrusted. Order matters only for speed and for how short proofs are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verifier.kernel import reading, signs
from verifier.kernel.state import NEGATIVE, NULL, POSITIVE, Generator, Refusal, State
from verifier.polynomial import Polynomial
from verifier.prove import orders
from verifier.prove.back import NoTerm, free_everywhere, term_of
from verifier.prove.goal import Goal
from verifier.serialization import to_data
from verifier.terms import (
    ZERO,
    And,
    Cases,
    Condition,
    Constant,
    Function,
    Index,
    Limit,
    Not,
    Number,
    Or,
    Power,
    Relation,
    Term,
    Variable,
    number,
)
from verifier.traversal import free_indices, replace, walk

MAX_CASES = 6
"""How many splits may stand one inside the other."""


Close = Callable[[Goal], object | None]


def directly(goal: Goal) -> object | None:
    """The direct rule, where it closes the goal."""
    return goal.direct() if goal.attempt() is None else None


def split(goal: Goal, depth: int = MAX_CASES, close: Close = directly) -> object | None:
    """Close the goal directly, or split it by the first case found in what is left."""
    outcome = goal.attempt()
    if outcome is None:
        return goal.direct()
    if depth == 0:
        return close(goal)
    state, rest = outcome
    for condition in _conditions(goal, state, rest):
        if condition.operator == "<":
            proof = _trichotomy(goal, condition, depth, close)
        else:
            proof = _cases(goal, condition, depth, close)
        if proof is not None:
            return proof
        if goal.hypotheses:
            return None
    return close(goal) if goal.hypotheses else None


def _cases(goal: Goal, condition: Relation, depth: int, close: Close) -> object | None:
    then = split(goal.under(condition), depth - 1, close)
    if then is None:
        return None
    negation = Relation(
        "!=" if condition.operator == "=" else "<=", condition.left, condition.right
    )
    other = split(goal.under(negation), depth - 1, close)
    if other is None:
        return None
    return {"rule": "cases", "on": to_data(condition), "then": then, "else": other}


def _trichotomy(goal: Goal, condition: Relation, depth: int, close: Close) -> object | None:
    proofs: dict[str, object] = {}
    for name, operator in (("positive", ">"), ("negative", "<"), ("zero", "=")):
        case = goal.under(Relation(operator, condition.left, ZERO))
        proof = split(case, depth - 1, close)
        if proof is None:
            return None
        proofs[name] = proof
    return {"rule": "trichotomy", "of": to_data(condition.left), **proofs}


def conditions(goal: Goal) -> Iterator[Relation]:
    """Cases worth splitting the goal by."""
    outcome = goal.attempt()
    return iter(()) if outcome is None else _conditions(goal, *outcome)


def _conditions(goal: Goal, state: State, rest: Polynomial | None) -> Iterator[Relation]:
    """Cases worth splitting: ``=`` for indices, ``<`` (for all three signs) for reals."""
    seen: set[Relation] = set()
    candidates = [*_of_residual(state, rest), *_of_guards(goal), *_of_indices(goal, rest)]
    candidates[:0] = orders.orders(state, rest) if rest else ()
    taken = {hypothesis for hypothesis in goal.hypotheses if isinstance(hypothesis, Relation)}
    for condition in (_as_claimed(goal, candidate) for candidate in candidates):
        turned = {Relation(op, condition.left, ZERO) for op in ("<", "=", ">")}
        if condition in seen or condition in taken or turned & taken:
            continue
        if condition.operator == "<" and _is_settled(state, condition.left):
            continue
        seen.add(condition)
        yield condition


def _as_claimed(goal: Goal, condition: Relation) -> Relation:
    """The condition with the claim's own indices, whose ranges may be written otherwise."""
    claim = goal.claim
    own = {index.name: index for index in free_indices((claim.relation, claim.assumptions))}
    left, right = condition.left, condition.right
    for index in free_indices(condition):
        if index.name in own and index != own[index.name]:
            left, right = (replace(side, index, own[index.name]) for side in (left, right))
    return Relation(condition.operator, left, right)


def _is_settled(state: State, term: Term) -> bool:
    """Whether the sign is known already."""
    try:
        return signs.sign(state, reading.read(state, term)) in (NEGATIVE, NULL, POSITIVE)
    except Refusal:
        return True


def _of_residual(state: State, rest: Polynomial | None) -> list[Relation]:
    """Deltas of free indices, and signs of quantities without bound indices, in what is left."""
    if rest is None:
        return []
    found: list[Relation] = []
    stack, seen = list(rest.generators()), set[int]()
    while stack:
        identity = stack.pop()
        if identity in seen:
            continue
        seen.add(identity)
        record = state.record(identity)
        for argument in record.arguments:
            if isinstance(argument, Polynomial):
                stack.extend(argument.generators())
        if record.head == "ipow":
            found.extend(_base_is_one(state, record))
        if record.head not in ("delta", "sign", "abs"):
            continue
        inner = record.arguments[0]
        assert isinstance(inner, Polynomial)
        if not free_everywhere(state, inner):
            continue
        try:
            term = term_of(state, inner)
        except NoTerm:
            continue
        found.append(Relation("=" if record.head == "delta" else "<", term, ZERO))
    return found


def _base_is_one(state: State, record: Generator) -> list[Relation]:
    """B = 1 for a power b^m: where a geometric sum has another form."""
    base = record.arguments[0]
    assert isinstance(base, Polynomial)
    if base.constant() is not None or not free_everywhere(state, base):
        return []
    try:
        return [Relation("=", term_of(state, base), number(1))]
    except NoTerm:
        return []


def _of_guards(goal: Goal) -> list[Relation]:
    """Conditions of cases, and kinks of functions, that mention no bound index."""
    free = set(free_indices((goal.relation.left, goal.relation.right)))
    found: list[Relation] = []
    for node in walk((goal.relation.left, goal.relation.right)):
        match node:
            case Cases(branches, _):
                for condition, _ in branches:
                    found.extend(_relations_of(condition))
            case Function("abs" | "sign" | "heaviside", (inner,)):
                found.append(Relation("<", inner, ZERO))
            case Function("max" | "min", (left, right)):
                found.append(Relation("<", left - right, ZERO))
            case Limit(body, variable, point) if Constant("oo") not in set(walk(point)):
                found.extend(_of_powers(body, variable, point))
    return [relation for relation in found if set(free_indices(relation)) <= free]


def _of_powers(body: Term, variable: Variable, point: Term) -> Iterator[Relation]:
    """Where powers with a symbolic exponent change: at a base that is 0, an exponent that is 1."""
    for node in walk(body):
        match node:
            case Power(base, exponent) if variable in set(walk(base)):
                if isinstance(exponent, Number) or variable in set(walk(exponent)):
                    continue
                yield Relation("<", replace(base, variable, point), ZERO)
                yield Relation("=", exponent, number(1))
            case _:
                pass


def _relations_of(condition: Condition) -> Iterator[Relation]:
    match condition:
        case Relation("=" | "!=", left, right) if _are_indices(left, right):
            yield Relation("=", left, right)
        case Relation(_, left, right):
            yield Relation("<", left - right, ZERO)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _relations_of(part)
        case Not(inner):
            yield from _relations_of(inner)


def _are_indices(left: object, right: object) -> bool:
    return isinstance(left, Index) or isinstance(right, Index)


def _of_indices(goal: Goal, rest: Polynomial | None) -> list[Relation]:
    """Pairs of free indices over one range, when a delta stood in the way of reading."""
    if rest is not None:
        return []
    indices = free_indices((goal.relation.left, goal.relation.right))
    return [
        Relation("=", first, second)
        for position, first in enumerate(indices)
        for second in indices[position + 1 :]
        if (first.lower, first.upper) == (second.lower, second.upper)
    ]


def cases_tactic(goal: Goal) -> object | None:
    """Case distinctions."""
    return split(goal)


def alternatives(goal: Goal, close: Close) -> object | None:
    """The cases of an assumption that one of several conditions holds."""
    for place, given in enumerate(goal.claim.assumptions):
        if not isinstance(given, Or) or set(given.conditions) & set(goal.hypotheses):
            continue
        proofs: list[object] = []
        for part in given.conditions:
            case = goal.under(part)
            proof = directly(case) or alternatives(case, close) or close(case)
            if proof is None:
                break
            proofs.append(proof)
        else:
            return {"rule": "either", "by": place, "proofs": proofs}
    return None
