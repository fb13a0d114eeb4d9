"""Putting a value in for a variable, an index or an entry.

Guarantee: derivatives inside are taken before the value is put in, and bound variables
are left alone: where plain replacement would go wrong, the result is an ``At``,

    (d f / d x)(x := v)  is  At(Derivative(f, x), x, (), v).

Limits: an entry is put in for exactly that entry, not for others that equal it by chance
of their indices, unless an ``At`` is needed anyway.
"""

from __future__ import annotations

from verifier.terms import (
    And,
    At,
    Cases,
    Condition,
    Dependent,
    Derivative,
    Entry,
    Index,
    Integral,
    Limit,
    Relation,
    Term,
    Variable,
    over,
)
from verifier.traversal import free_names, fresh_name, replace, walk


def substituted(term: Term, old: Term, new: Term) -> Term:
    """``term`` with ``new`` for the free variable, index or entry ``old``."""
    match old:
        case Variable():
            return evaluated(term, old, new) if guarded(term, old) else replace(term, old, new)
        case Entry():
            return evaluated_entry(term, old, new)
        case _:
            return replace(term, old, new)


def guarded(term: Term, variable: Variable) -> bool:
    """Whether ``term`` differentiates by ``variable`` or binds it somewhere."""
    for part in walk(term):
        match part:
            case Derivative(_, by) if by == variable:
                return True
            case Limit(_, bound) | Integral(_, bound) if bound == variable:
                return True
            case At(_, binder) if binder == variable:
                return True
            case Dependent() if variable in part.over:
                return True
    return False


def evaluated(term: Term, variable: Variable, value: Term) -> Term:
    """``term`` at ``variable = value``."""
    return At(term, variable, (), value)


def evaluated_entry(term: Term, entry: Entry, value: Term) -> Term:
    """``term`` where one entry of a family has another value and the rest stay."""
    names = free_names((term, entry, value))
    indices: list[Index] = []
    for size, start in zip(entry.family.shape, entry.family.starts, strict=True):
        index = over(fresh_name("i", names), size, start)
        names.add(index.name)
        indices.append(index)
    tests: tuple[Condition, ...] = tuple(
        Relation("=", index, at) for index, at in zip(indices, entry.indices, strict=True)
    )
    here = tests[0] if len(tests) == 1 else And(tests)
    own = Entry(entry.family, tuple(indices))
    return At(term, entry.family, tuple(indices), Cases(((here, value),), own))
