"""Steps that compute integrals.

TRUSTED. Guarantee: as ``steps``; each rule's docstring is its inference figure.
The fundamental theorem of calculus, for integrals that may be improper at their ends.
"""

from __future__ import annotations

from typing import cast

from verifier.kernel import facts, reading, signs, steps, zero
from verifier.kernel.comparison import bound_names, defined_here, real_here
from verifier.kernel.conditions import entailed
from verifier.kernel.continuity import continuous
from verifier.kernel.domain import needs
from verifier.kernel.primitives import direction
from verifier.kernel.state import NEGATIVE, NONNEGATIVE, NULL, POSITIVE, State
from verifier.terms import (
    Add,
    Derivative,
    Integral,
    Limit,
    Multiply,
    Relation,
    Sort,
    Term,
    Variable,
    negate,
)
from verifier.traversal import free_names, rebuild, replace


def integrate(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> Relation:
    """The fundamental theorem of calculus.

        F' = f between a and b    F continuous up to a and b
        ----------------------------------------------------
                    int_a^b f = F(b) - F(a)

    f and F' are defined strictly between the ends. At an end that is infinite, or where F is
    not defined, the value of F is its limit. Not where the order of the ends is unknown.
    """
    integral = steps.read_term(replay, proof.get("integral"))
    if not isinstance(integral, Integral):
        raise steps.StepFailure("integrate", "not an integral")
    primitive = steps.read_term(replay, proof.get("antiderivative"))
    variable = Variable(f"{integral.variable.name}@i", Sort.REAL)
    body = replace(integral.body, integral.variable, variable)
    primitive = replace(primitive, integral.variable, variable)
    real_here(state, "integrate", *(e for e in _ends(integral) if not direction(e)))
    order = _order(state, integral)
    inner = _between(state, integral, variable, order, POSITIVE)
    if not inner.contradiction:
        _check_slope(inner, primitive, body, variable)
    closed = _between(state, integral, variable, order, NONNEGATIVE)
    reached = all(entailed(closed, need) for need in needs(primitive))
    if not continuous(primitive, variable):
        raise steps.StepFailure("integrate", "the antiderivative may jump")
    if not reached and order[1]:
        raise steps.StepFailure("integrate", "the ends may agree where nothing is defined")
    value = _value(primitive, variable, integral, order[0], reached)
    return put(relation, integral, value, "integrate")


def split_integral(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> Relation:
    """An integral in two parts.

              a <= c <= b
    -----------------------------------
    int_a^b f = int_a^c f + int_c^b f

    Likewise for a >= c >= b. c is finite, real and defined wherever the facts hold; not
    where it may lie outside.
    """
    integral = steps.read_term(replay, proof.get("integral"))
    point = steps.read_term(replay, proof.get("at"))
    if not isinstance(integral, Integral) or direction(point):
        raise steps.StepFailure("split_integral", "not an integral and a finite point")
    defined_here(state, "split_integral", point)
    real_here(state, "split_integral", point, *(e for e in _ends(integral) if not direction(e)))
    turn, _ = _order(state, integral)
    here = reading.read(state, point)
    for end, side in ((integral.lower, turn), (integral.upper, -turn)):
        if not direction(end):
            gap = (here - reading.read(state, end)).scale(side)
            if signs.sign(state, gap) & NEGATIVE:
                raise steps.StepFailure("split_integral", "the point may lie outside")
    below = Integral(integral.body, integral.variable, integral.lower, point)
    above = Integral(integral.body, integral.variable, point, integral.upper)
    return put(relation, integral, Add((below, above)), "split_integral")


def _ends(integral: Integral) -> tuple[Term, Term]:
    return integral.lower, integral.upper


def _order(state: State, integral: Integral) -> tuple[int, bool]:
    """1 when lower <= upper, -1 when upper <= lower; and whether they may be equal."""
    lower, upper = direction(integral.lower), direction(integral.upper)
    if lower or upper:
        if lower > 0 or upper < 0:
            raise steps.StepFailure("integrate", "the ends are in the wrong order")
        return 1, False
    defined_here(state, "integrate", integral.lower, integral.upper)
    length = reading.read(state, integral.upper) - reading.read(state, integral.lower)
    mask = signs.sign(state, length)
    if mask & NEGATIVE and mask & POSITIVE:
        raise steps.StepFailure("integrate", "the order of the ends is not known")
    return (-1 if mask & NEGATIVE else 1), bool(mask & NULL)


def _between(
    state: State, integral: Integral, variable: Variable, order: tuple[int, bool], mask: int
) -> State:
    """The state for the variable between the ends, which belong to it or do not."""
    branch = state.branch()
    point = reading.read(branch, variable)
    for end, side in ((integral.lower, order[0]), (integral.upper, -order[0])):
        if not direction(end):
            gap = (point - reading.read(branch, end)).scale(side)
            facts.assume_sign(branch, gap, mask, None)
    return branch


def _check_slope(inner: State, primitive: Term, body: Term, variable: Variable) -> None:
    slope = Derivative(primitive, variable)
    defined_here(inner, "integrate", body, primitive, slope)
    real_here(inner, "integrate", primitive, body)
    if not zero.is_zero(inner, reading.read(inner, slope) - reading.read(inner, body)):
        raise steps.StepFailure("integrate", "the antiderivative has another derivative")


def _value(
    primitive: Term, variable: Variable, integral: Integral, order: int, reached: bool
) -> Term:
    """F(upper) - F(lower), limits where F is not reached."""
    values: list[Term] = []
    for end, side in ((integral.upper, -order), (integral.lower, order)):
        if direction(end):
            values.append(Limit(primitive, variable, end, "+-"))
        elif reached:
            values.append(replace(primitive, variable, end))
        else:
            values.append(Limit(primitive, variable, end, "+" if side > 0 else "-"))
    return Add((values[0], negate(values[1])))


def put(relation: Relation, old: Term, new: Term, rule: str) -> Relation:
    """The relation with a term replaced, which no quantity bound around it may mention."""
    mentioned = free_names(old)

    def inside(node: object) -> object:
        if node == old:
            return new
        after = rebuild(node, inside)
        if after is not node and bound_names(node) & mentioned:
            raise steps.StepFailure(rule, "the term depends on a quantity bound outside")
        return after

    return Relation(
        relation.operator, cast(Term, inside(relation.left)), cast(Term, inside(relation.right))
    )


def leibniz(
    replay: steps.Replay, state: State, relation: Relation, proof: dict[str, object]
) -> Relation:
    """The derivative of an integral by its ends.

                   f continuous, free of x
        ----------------------------------------------
        D(int_a^b f(t) dt, x) = f(b) D(b, x) - f(a) D(a, x)

    f is defined everywhere and the ends are finite; not where x stands in f.
    """
    match steps.read_term(replay, proof.get("derivative")):
        case Derivative(Integral(body, variable, lower, upper), Variable() as by) as term:
            pass
        case _:
            raise steps.StepFailure("leibniz", "not the derivative of an integral")
    if by.name in free_names((body, variable)) or direction(lower) or direction(upper):
        raise steps.StepFailure("leibniz", "only the finite ends may move")
    running = Variable(f"{variable.name}@i", Sort.REAL)
    moved = replace(body, variable, running)
    if not continuous(moved, running):
        raise steps.StepFailure("leibniz", "the integrand may jump")
    defined_here(state, "leibniz", moved, Derivative(lower, by), Derivative(upper, by))
    real_here(state, "leibniz", moved, lower, upper)
    pieces = [
        Multiply((replace(body, variable, end), Derivative(end, by))) for end in (upper, lower)
    ]
    value = Add((pieces[0], negate(pieces[1])))
    return put(relation, term, value, "leibniz")
