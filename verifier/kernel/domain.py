"""Where a term is defined.

TRUSTED. Guarantee: ``needs(term)`` lists conditions that hold together exactly
where the term is defined (a derivative being defined where every part that
depends on its variable is differentiable by the rules, so not at a kink).

Limits: an entry at indices over ranges is taken to exist (what is not in range is none of
its family's); limits and integrals are taken to exist where their rules apply; floors
under a derivative are excluded where their argument is an integer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from verifier.kernel.state import Refusal
from verifier.terms import (
    ONE,
    ZERO,
    Add,
    And,
    Apply,
    At,
    Cases,
    Condition,
    Dependent,
    Derivative,
    Entry,
    Family,
    Function,
    Index,
    Integral,
    Limit,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Product,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    call,
    number,
)
from verifier.traversal import children, free_names, walk


@dataclass(frozen=True)
class Need:
    """``condition`` for every value of ``binders``, wherever all of ``guards`` hold."""

    condition: Condition
    binders: tuple[Index, ...] = ()
    guards: tuple[Condition, ...] = ()


def needs(term: Term) -> list[Need]:
    """The conditions under which ``term`` is defined, without repetitions."""
    return list(dict.fromkeys(_needs(term, frozenset())))


def needs_of_condition(condition: Condition) -> list[Need]:
    """The conditions under which every part of ``condition`` is defined."""
    return list(dict.fromkeys(_needs(condition, frozenset())))


def _needs(node: object, by: frozenset[str]) -> Iterator[Need]:
    """``by``: names of the quantities that are being differentiated by around here."""
    match node:
        case Power(base, exponent):
            yield from _needs(base, by)
            yield from _needs(exponent, by)
            yield from (Need(condition) for condition in _of_power(base, exponent, by))
        case Function(name, arguments):
            for argument in arguments:
                yield from _needs(argument, by)
            moving = bool(by) and _depends(node, by)
            yield from (Need(condition) for condition in _of_function(name, arguments, moving))
        case Derivative(body, variable):
            yield from _needs(variable, by)
            yield from _needs(body, by | {_name(variable)})
        case Sum(index, body) | Product(index, body):
            yield from _needs((index.lower, index.upper), by)
            for inner in _needs(body, by):
                kept = inner if _is_beside(index, inner) else None
                yield kept or replace(inner, binders=(index, *inner.binders))
        case Cases():
            yield from _of_cases(node, by)
        case At(body, _, indices, value):
            for inner in _needs(value, by):
                yield replace(inner, binders=(*indices, *inner.binders))
            inside = by | {node.binder.name} if by and _depends(value, by) else by
            for inner in _needs(body, inside):
                yield _at(inner, node)
        case Limit(body, variable, _, _) | Integral(body, variable, _, _):
            yield from _under_limit(body, variable, by)
        case Entry(family, indices):
            yield from _needs(indices, by)
            yield from (Need(condition) for condition in _of_entry(family, indices))
        case Dependent(_, indices, _, _):
            yield from _needs(indices, by)
        case Apply(_, arguments, _):
            for argument in arguments:
                yield from _needs(argument, by)
        case tuple() | Relation() | And() | Or() | Not():
            for child in children(node):
                yield from _needs(child, by)
        case str() | int() | Fraction() | Sort() | None:
            return
        case _:
            for child in children(node):
                yield from _needs(child, by)


def _under_limit(body: Term, variable: Variable, by: frozenset[str]) -> Iterator[Need]:
    """What the other quantities in the body of a limit or an integral need."""
    if by and any(
        isinstance(part, Cases | Function)
        and (isinstance(part, Cases) or part.name in JUMPS)
        and _depends(part, by)
        for part in walk(body)
    ):
        raise Refusal("a derivative of a limit of something with a kink")
    for inner in _needs(body, by):
        if variable.name not in free_names((inner.condition, inner.guards)):
            yield inner


JUMPS = ("abs", "sign", "heaviside", "max", "min", "floor", "ceiling", "mod", "acot")


def _name(variable: Variable | Entry) -> str:
    return variable.name if isinstance(variable, Variable) else variable.family.name


def _depends(node: object, by: frozenset[str]) -> bool:
    for part in walk(node):
        if isinstance(part, Variable) and part.name in by:
            return True
        if isinstance(part, Entry) and part.family.name in by:
            return True
        if isinstance(part, Dependent) and by & {quantity.name for quantity in part.over}:
            return True
    return False


def _at(need: Need, at: At) -> Need:
    """A need of the body, with the binder's value put in on both sides."""

    def inside(condition: Condition) -> Condition:
        match condition:
            case Relation(operator, left, right):
                return Relation(
                    operator,
                    At(left, at.binder, at.indices, at.value),
                    At(right, at.binder, at.indices, at.value),
                )
            case And(parts):
                return And(tuple(inside(part) for part in parts))
            case Or(parts):
                return Or(tuple(inside(part) for part in parts))
            case Not(inner):
                return Not(inside(inner))

    return Need(inside(need.condition), need.binders, tuple(inside(g) for g in need.guards))


def _is_beside(index: Index, need: Need) -> bool:
    """Whether a need does not mention an index, whose range is not empty."""
    match index:
        case Index(name, Number(first), Number(last)) if first <= last:
            return name not in free_names((need.condition, need.binders, need.guards))
        case _:
            return False


def _of_entry(family: Family, indices: tuple[Term, ...]) -> Iterator[Condition]:
    """The entry exists, where no index over a range says so: start <= k < start + size."""
    for index, start, size in zip(indices, family.starts, family.shape, strict=False):
        match index, size:
            case Index(_, Number(first), Number(last)), _ if start <= first <= last:
                if not isinstance(size, Number) or last >= start + size.value:
                    yield Relation(">=", size, number(last - start + 1))
            case _ if any(isinstance(p, Index | Entry | Function | Cases) for p in walk(index)):
                continue
            case Number(place), Number(length):
                if not start <= place < start + length:
                    yield Relation("<=", index, size + number(start - 1))
            case Number(place), _:
                if place < start:
                    yield Relation(">=", index, number(start))
                elif place > start or not _surely_positive(size):
                    yield Relation(">=", size, number(place - start + 1))
            case _:
                yield Relation(">=", index, number(start))
                if index != size or start != 1:
                    yield Relation("<=", index, size if start == 1 else size + number(start - 1))


def _surely_positive(size: Term) -> bool:
    return isinstance(size, Variable) and size.sort is Sort.DIMENSION


def _of_power(base: Term, exponent: Term, by: frozenset[str]) -> Iterator[Condition]:
    if isinstance(exponent, Number):
        value = exponent.value
        if value.denominator == 1:
            if value < 0:
                yield from _nonzero(base)
        elif value < 0 or (value < 1 and by and _depends(base, by)):
            yield Relation(">", base, ZERO)
        else:
            yield Relation(">=", base, ZERO)
    elif isinstance(base, Number) and base.value > 0:
        return
    elif is_whole(exponent):
        if not _surely_nonnegative(exponent):
            yield Or((Relation("!=", base, ZERO), Relation(">=", exponent, ZERO)))
    else:
        yield Relation(">", base, ZERO)


def _nonzero(base: Term) -> Iterator[Condition]:
    """A product is not 0 where none of its factors is, a positive power where its base is not."""
    match base:
        case Multiply(factors):
            for factor in factors:
                yield from _nonzero(factor)
        case Power(inner, Number(value)) if value > 0:
            yield from _nonzero(inner)
        case Number(value) if value:
            return
        case _:
            yield Relation("!=", base, ZERO)


WHOLE_SORTS = (Sort.INTEGER, Sort.DIMENSION)


def is_whole(term: Term) -> bool:
    """Whether the exponent is an integer by the sorts of what occurs in it."""
    match term:
        case Number(value):
            return value.denominator == 1
        case Variable(_, sort):
            return sort in WHOLE_SORTS
        case Entry(family, _):
            return family.sort in WHOLE_SORTS
        case Index() | Function("floor" | "ceiling" | "sign", _):
            return True
        case Add(parts) | Multiply(parts) | Function("abs" | "max" | "min" | "mod", parts):
            return all(is_whole(part) for part in parts)
        case Power(base, Number(value)):
            return value > 0 and value.denominator == 1 and is_whole(base)
        case Sum(_, body) | Product(_, body):
            return is_whole(body)
        case _:
            return False


def _surely_nonnegative(term: Term) -> bool:
    if isinstance(term, Number):
        return term.value >= 0
    if isinstance(term, Variable):
        return term.sort is Sort.DIMENSION
    if isinstance(term, Index):
        return _surely_nonnegative(term.lower)
    return False


def _of_function(name: str, arguments: tuple[Term, ...], moving: bool) -> Iterator[Condition]:
    """Domain of the function; open where it is being differentiated (``moving``)."""
    first = arguments[0]
    square = Power(first, Number(Fraction(2)))
    at_most, at_least = ("<", ">") if moving else ("<=", ">=")
    match name:
        case "log" | "loggamma":
            yield Relation(">", first, ZERO)
        case "asin" | "acos":
            yield Relation(at_most, square, ONE)
        case "asec" | "acsc":
            yield Relation(at_least, square, ONE)
        case "acosh":
            yield Relation(at_least, first, ONE)
        case "atanh":
            yield Relation("<", square, ONE)
        case "acoth":
            yield Relation(">", square, ONE)
        case "asech":
            yield Relation(">", first, ZERO)
            yield Relation(at_most, first, ONE)
        case "acsch" | "coth" | "csch":
            yield Relation("!=", first, ZERO)
        case "tan" | "sec":
            yield Relation("!=", call("cos", first), ZERO)
        case "cot" | "csc":
            yield Relation("!=", call("sin", first), ZERO)
        case "gamma" | "digamma":
            yield Or((Relation(">", first, ZERO), Relation("!=", call("floor", first), first)))
        case "factorial" if is_whole(first):
            yield Relation(">", first + ONE, ZERO)
        case "factorial":  # x! is gamma(x + 1)
            above = Relation(">", first + ONE, ZERO)
            yield Or((above, Relation("!=", call("floor", first), first)))
        case "mod":
            yield Relation("!=", arguments[1], ZERO)
        case "acot" | "abs" | "sign" | "heaviside" if moving:
            yield Relation("!=", first, ZERO)
        case "max" | "min" if moving:
            yield Relation("!=", first, arguments[1])
        case "floor" | "ceiling" if moving:
            yield Relation("!=", call("floor", first), first)


def _of_cases(node: Cases, by: frozenset[str]) -> Iterator[Need]:
    """A branch is defined where it is taken; under a derivative no guard is on its edge."""
    earlier: tuple[Condition, ...] = ()
    for condition, value in node.branches:
        for inner in _needs(condition, by):
            yield replace(inner, guards=(*earlier, *inner.guards))
        if by:
            yield from (Need(edge, (), earlier) for edge in _edges(condition, by))
        for inner in _needs(value, by):
            yield replace(inner, guards=(*earlier, condition, *inner.guards))
        earlier = (*earlier, Not(condition))
    if node.otherwise is not None:
        for inner in _needs(node.otherwise, by):
            yield replace(inner, guards=(*earlier, *inner.guards))
    else:
        yield Need(Or(tuple(condition for condition, _ in node.branches)))


def _edges(condition: Condition, by: frozenset[str]) -> Iterator[Condition]:
    for part in walk(condition):
        if isinstance(part, Relation) and _depends(part, by):
            yield Relation("!=", part.left, part.right)
