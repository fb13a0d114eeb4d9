"""Comparing two sides through powers, exponentials, logarithms or angles. Untrusted."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from verifier.kernel import reading, signs
from verifier.kernel.state import NEGATIVE, POSITIVE, Refusal, State
from verifier.polynomial import Polynomial
from verifier.prove import floats
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal, Proof
from verifier.prove.walks import restated
from verifier.serialization import to_data
from verifier.terms import (
    ONE,
    Add,
    Constant,
    Multiply,
    Number,
    Power,
    Relation,
    Term,
    call,
    negate,
    number,
)
from verifier.traversal import walk

Solve = Callable[[Goal, int], "object | None"]
ANGLES = ("asin", "acos", "atan", "acot", "asec", "acsc")


def _heads(state: State, polynomial: Polynomial) -> set[str]:
    """Heads of the generators that occur in a polynomial itself."""
    return {state.record(identity).head for identity in polynomial.generators()}


def _radicals(state: State, polynomial: Polynomial) -> bool:
    return any(
        isinstance(exponent, Fraction) and state.record(identity).head in ("abs", "prime")
        for monomial in polynomial.terms
        for identity, exponent in monomial
    )


# -- equations ---------------------------------------------------------------------------


def equal_sides(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """An equation by equal squares, exponentials or angles, or with radicals denested."""
    outcome = goal.attempt()
    if outcome is None or goal.relation.operator != "=":
        return None
    state, rest = outcome
    if not rest:
        return None
    heads = _heads(state, rest)
    if _radicals(state, rest):
        tries: list[Proof] = [{"rule": "same_square"}, *_raised(goal)]
        for powered in tries:
            if goal.accepts(powered):
                return powered
        denested = _denested(goal, state, effort, solve)
        if denested is not None:
            return denested
    if "log" in heads:
        proof = _exponentials(goal, effort, solve)
        if proof is not None:
            return proof
    if heads & {"asin", "atan"}:
        return _angles(goal, effort, solve)
    return None


def _raised(goal: Goal) -> Iterator[Proof]:
    """The third powers, and the squares of sides that are both >= 0."""
    for exponent in (3, 2):
        yield {
            "rule": "raise_both",
            "exponent": exponent,
            "left": {"rule": "sign"},
            "right": {"rule": "sign"},
            "then": goal.direct(),
        }


def _exponentials(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    relation = goal.relation
    raised = Relation(relation.operator, call("exp", relation.left), call("exp", relation.right))
    inner = solve(goal.also(raised), effort - 1)
    return None if inner is None else {"rule": "exponentiate", "then": inner}


def _angles(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """Equal angles: the cosine of the difference is 1, and it is less than a turn."""
    angle = Add((goal.relation.left, negate(goal.relation.right)))
    turn = Multiply((number(2), Constant("pi")))
    proof: Proof = {"rule": "same_angle"}
    for key, premise in (
        ("cosine", Relation("=", call("cos", angle), ONE)),
        ("below", Relation("<", angle, turn)),
        ("above", Relation(">", angle, negate(turn))),
    ):
        inner = solve(goal.also(premise), effort - 1)
        if inner is None:
            return None
        proof[key] = inner
    return proof


def _denested(goal: Goal, state: State, effort: int, solve: Solve) -> Proof | None:
    """Replace a root of a + b*sqrt(c) by what it equals."""
    for node in dict.fromkeys(walk(goal.relation)):
        match node:
            case Power(base, Number(value)) if value.denominator > 1 and value.numerator == 1:
                pass
            case _:
                continue
        for simpler in _without_nesting(state, base, value.denominator):
            lemma = goal.also(Relation("=", node, simpler))
            for proof in _raised(lemma):
                if proof["exponent"] == value.denominator and lemma.accepts(proof):
                    return _rewritten(goal, node, simpler, proof, effort, solve)
    return None


def _rewritten(
    goal: Goal, old: Term, new: Term, proof: Proof, effort: int, solve: Solve
) -> Proof | None:
    from verifier.traversal import rebuild

    def put(node: object) -> object:
        return new if node == old else rebuild(node, put)

    after = put(goal.relation)
    assert isinstance(after, Relation)
    inner = solve(goal.also(after), effort - 1)
    if inner is None:
        return None
    return {
        "rule": "rewrite",
        "old": to_data(old),
        "new": to_data(new),
        "proof": proof,
        "then": inner,
    }


def _without_nesting(state: State, base: Term, degree: int) -> Iterator[Term]:
    """What the root of a + b*sqrt(c) may be: sums of simple roots, found numerically."""
    try:
        value = reading.read(state, base)
    except Refusal:
        return
    if state.support(value) or len(value) != 2 or () not in value.terms:
        return
    ((monomial, scale),) = ((m, v) for m, v in value.terms.items() if m != ())
    plain, root = Fraction(value.terms[()]), Polynomial({monomial: 1})
    try:
        surd = term_of(state, root)
    except NoTerm:
        return
    size = floats.value(state, root, {})
    if size is None:
        return
    square = floats.nearby(size * size)
    if degree == 2 and square is not None:
        inside = plain * plain - Fraction(scale) ** 2 * square
        middle = floats.nearby(math.sqrt(inside)) if inside >= 0 else None
        if middle is not None:
            high, low = ((plain + turn * middle) / 2 for turn in (1, -1))
            if high >= 0 and low >= 0:
                parts = [Power(number(part), number("1/2")) for part in (high, low)]
                yield parts[0] - parts[1] if scale < 0 else parts[0] + parts[1]
    elif degree % 2:
        here, there = plain + float(scale) * size, plain - float(scale) * size
        roots = [math.copysign(abs(x) ** (1 / degree), x) for x in (here, there)]
        whole, part = (floats.nearby(x) for x in (sum(roots) / 2, (roots[0] - roots[1]) / 2 / size))
        if whole is not None and part is not None:
            yield number(whole) + number(part) * surd


# -- inequalities ------------------------------------------------------------------------


def ordered_sides(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """An inequality by comparing squares or exponentials."""
    if goal.relation.operator not in ("<", "<=", ">", ">=") or effort < 2:
        return None
    state, rest = goal.state(), goal.difference()
    heads = _heads(state, rest)
    if (
        "log" in heads
        and not heads - {"log"}
        and all(sum(state.record(g).head == "log" for g, _ in m) == len(m) <= 1 for m in rest.terms)
    ):
        return _exponentials(goal, effort, solve)
    proof = _squared(goal, state, rest, effort, solve) if _radicals(state, rest) else None
    return proof or (_logarithms(goal, effort, solve) if "exp" in heads else None)


def first_of_all(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """Squares where sines meet roots, logarithms where exponents are not linear."""
    if effort < 3 or goal.relation.operator not in ("<", "<=", ">", ">="):
        return None
    state, rest = goal.state(), goal.difference()
    heads = _heads(state, rest)
    if heads & {"sin", "cos"} and _radicals(state, rest):
        return _squared(goal, state, rest, effort, solve)
    for identity in rest.generators():
        record = state.record(identity)
        inner = record.arguments[0] if record.arguments else None
        if record.head != "exp" or not isinstance(inner, Polynomial):
            continue
        if any(sum(Fraction(e) for _, e in m) > 1 for m in inner.terms):
            return _logarithms(goal, effort, solve)
    return None


def _squared(goal: Goal, state: State, rest: Polynomial, effort: int, solve: Solve) -> Proof | None:
    """The larger side, made of terms >= 0, against all the others: compare squares."""
    turned = goal.relation.operator[0] == "<"
    large, small = Polynomial({}), Polynomial({})
    for monomial, value in (-rest if turned else rest).terms.items():
        term = Polynomial({monomial: value})
        if signs.sign(state, term) & NEGATIVE:
            small = small - term
        else:
            large = large + term
    if not large or not small:
        return None
    try:
        larger, smaller = term_of(state, large), term_of(state, small)
    except NoTerm:
        return None
    sides = (smaller, larger) if turned else (larger, smaller)
    relation = Relation(goal.relation.operator, *sides)
    two = number(2)
    squares = Relation(relation.operator, *(Power(side, two) for side in sides))
    then = solve(goal.also(squares), effort - 2)
    if then is None:
        return None
    proof: Proof = {"rule": "raise_both", "exponent": 2, "then": then}
    proof["right" if turned else "left"] = {"rule": "sign"}
    return restated(relation, proof)


def _logarithms(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """Two positive sides, by their logarithms."""
    state = goal.state()
    for side in (goal.relation.left, goal.relation.right):
        if signs.sign(state, reading.read(state, side)) != POSITIVE:
            return None
        if isinstance(side, Number):
            return None
    relation = goal.relation
    lowered = Relation(relation.operator, call("log", relation.left), call("log", relation.right))
    inner = solve(goal.also(lowered), effort - 2)
    if inner is None:
        return None
    sign = {"rule": "sign"}
    return {"rule": "take_logarithms", "left": sign, "right": sign, "then": inner}
