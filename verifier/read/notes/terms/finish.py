"""A claim's terms made ready for everybody else: plain names, no name bound twice.

Guarantee: the meaning is unchanged; within the claim no bound index has the name of an
index or quantity that can be seen where it is bound, and a quantity has the name that its
author gave it unless two quantities of the claim would share it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar, cast

from verifier.claim import Assumption, Distribution, Forall, OneHot
from verifier.read.notes.terms.substitute import substitute, values
from verifier.read.notes.terms.traverse import once, rebuild, walk
from verifier.terms import (
    Add,
    And,
    At,
    Cases,
    Condition,
    Family,
    FunctionSymbol,
    Index,
    Multiply,
    Number,
    Power,
    Product,
    Relation,
    Sum,
    Term,
    Variable,
)
from verifier.traversal import free_indices, fresh_name

T = TypeVar("T")


def finished(
    relation: Condition, given: tuple[Assumption, ...], preferred: dict[str, str]
) -> tuple[Condition, tuple[Assumption, ...]]:
    """The relation and its assumptions with their final names."""
    names = renaming((relation, given), preferred)
    if names:
        relation = called(relation, names)
        given = tuple(called(one, names) for one in given)
    if any(isinstance(part, Cases) for part in once(relation)):
        relation = cast(Condition, written_out(relation))
    return distinct(relation), tuple(distinct(one) for one in given)


MOST = 64
"""Terms up to which a sum over listed values is written out."""


def written_out(node: object) -> object:
    """``node`` with case distinctions on numbers decided, and the sums over them written out."""
    match node:
        case Sum(index, body):
            inner = cast(Term, written_out(body))
            low, high = exact(index.lower), exact(index.upper)
            if low is not None and high is not None and 0 <= high - low < MOST and listed(
                index, inner
            ):  # fmt: skip
                terms = [substitute(inner, values({index: Number(low + step)}))
                         for step in range(int(high - low) + 1)]  # fmt: skip
                return Add(tuple(cast(Term, written_out(term)) for term in terms))
            return Sum(index, inner)
        case Cases(branches, otherwise):
            kept: list[tuple[Condition, Term]] = []
            for condition, value in branches:
                known = decided(condition)
                if known is False:
                    continue
                term = cast(Term, written_out(value))
                if known is True and not kept:
                    return term
                kept.append((condition, term))
                if known is True:
                    break
            rest = None if otherwise is None else cast(Term, written_out(otherwise))
            if not kept:
                return rest if rest is not None else node
            return Cases(tuple(kept), rest)
        case _:
            return rebuild(node, written_out)


def listed(index: Index, body: Term) -> bool:
    """Whether a case distinction in ``body`` compares something in ``index`` with a number."""
    for part in walk(body):
        if isinstance(part, Cases):
            for condition, _ in part.branches:
                tests = condition.conditions if isinstance(condition, And) else (condition,)
                for test in tests:
                    if isinstance(test, Relation) and isinstance(test.right, Number) and (
                        index in set(free_indices(test.left))
                    ):  # fmt: skip
                        return True
    return False


def decided(condition: Condition) -> bool | None:
    """Whether an equation between numbers holds; None for any other condition."""
    match condition:
        case Relation("=", left, right):
            one, other = exact(left), exact(right)
            return None if one is None or other is None else one == other
        case And(parts):
            found = [decided(part) for part in parts]
            if False in found:
                return False
            return True if all(found) else None
        case _:
            return None


def exact(term: Term) -> Fraction | None:
    """The value of a sum or product of numbers and their whole powers."""
    match term:
        case Number(value):
            return value
        case Power(Number(value), Number(exponent)) if (
            exponent.denominator == 1 and abs(exponent) <= MOST and (value or exponent > 0)
        ):
            return Fraction(value**exponent.numerator)
        case Add(terms) | Multiply(terms):
            total = Fraction(0 if isinstance(term, Add) else 1)
            for part in terms:
                value_ = exact(part)
                if value_ is None:
                    return None
                total = total + value_ if isinstance(term, Add) else total * value_
            return total
        case _:
            return None


def renaming(node: object, preferred: dict[str, str]) -> dict[str, str]:
    """Which names of ``node`` can be the plain ones."""
    used = {
        part.name for part in once(node) if isinstance(part, (Variable, Family, FunctionSymbol))
    }
    wanted: dict[str, set[str]] = {}
    for name in used:
        wanted.setdefault(preferred.get(name, name), set()).add(name)
    letters = {index.name for index in free(node)}  # of ``s`` beside ``s_t``
    return {
        name: plain if plain not in letters else f"{plain}{{}}"
        for plain, owners in wanted.items() if len(owners) == 1
        for name in owners if name != plain or (plain in letters and f"{plain}{{}}" not in used)
    }  # fmt: skip


def called(node: T, names: dict[str, str]) -> T:
    """``node`` with owners renamed."""
    done: dict[int, object] = {}

    def visit(part: object) -> object:
        match part:
            case Variable(name, sort):
                return Variable(names[name], sort) if name in names else part
            case Family(name, shape, starts, sort):
                return Family(names.get(name, name), cast("tuple[Term, ...]", visit(shape)), starts,
                              sort)  # fmt: skip
            case FunctionSymbol(name, arity):
                return FunctionSymbol(names.get(name, name), arity)
            case OneHot(family):
                return OneHot(cast(Family, visit(family)))
            case Distribution(family):
                return Distribution(cast(Family, visit(family)))
            case _:
                found = done.get(id(part))
                if found is None:
                    found = done[id(part)] = rebuild(part, visit)
                return found

    return cast(T, visit(node)) if names else node


def distinct(node: T) -> T:
    """``node`` with bound indices renamed where a name would be seen twice."""
    names: set[str] = set()
    bound_names: list[str] = []
    indices: set[str] = set()
    for part in walk(node):
        match part:
            case Variable(name) | Family(name) | FunctionSymbol(name):
                names.add(name)
            case Index(name):
                indices.add(name)
            case Sum(index) | Product(index):
                bound_names.append(index.name)
            case At() | Forall():
                bound_names.extend(index.name for index in part.indices)
            case _:
                pass
    if not bound_names or (
        len(bound_names) == len(set(bound_names)) and not names & set(bound_names)
        and not {part.name for part in free(node)} & set(bound_names)
    ):  # fmt: skip
        return node
    names |= {part.name for part in free(node)}

    def visit(part: object, seen: frozenset[str], moved: dict[Index, Index]) -> object:
        match part:
            case Index(name, lower, upper):
                if part in moved:
                    return moved[part]
                return Index(name, cast(Term, visit(lower, seen, moved)),
                             cast(Term, visit(upper, seen, moved)))  # fmt: skip
            case Sum(index, body) | Product(index, body):
                bound, inner, after = bind(index, seen, moved)
                return type(part)(bound, cast(Term, visit(body, inner, after)))
            case At(body, binder, indices, value):
                fresh: list[Index] = []
                inner, after = seen, moved
                for index in indices:
                    bound, inner, after = bind(index, inner, after)
                    fresh.append(bound)
                outer = cast(Term, visit(body, seen, moved))
                return At(outer, binder, tuple(fresh), cast(Term, visit(value, inner, after)))
            case Forall(indices, condition):
                fresh = []
                inner, after = seen, moved
                for index in indices:
                    bound, inner, after = bind(index, inner, after)
                    fresh.append(bound)
                return Forall(tuple(fresh), cast(Condition, visit(condition, inner, after)))
            case _:
                return rebuild(part, lambda one: visit(one, seen, moved))

    def bind(
        index: Index, seen: frozenset[str], moved: dict[Index, Index]
    ) -> tuple[Index, frozenset[str], dict[Index, Index]]:
        lower = cast(Term, visit(index.lower, seen, moved))
        upper = cast(Term, visit(index.upper, seen, moved))
        bound = Index(fresh_name(index.name, set(seen)), lower, upper)
        return bound, seen | {bound.name}, {**moved, index: bound}

    return cast(T, visit(node, frozenset(names), {}))


def free(node: object) -> set[Index]:
    """The indices that occur free in a term, condition or assumption."""
    if isinstance(node, Forall):
        return set(free_indices(node.condition)) - set(node.indices)
    return set(free_indices(node))
