"""Names and ranges in a claim: each name one thing, each index within its axis.

Guarantee: after ``tidy`` no bound index shares its name with anything else that is free,
so that nothing reads two ways; ``check_names`` and ``check_ranges`` refuse what is left:

    index-mismatch   an index over m that stands on an axis of size n
    name-clash       one name for two different things

Limits: a range is refused only where it is seen to be wrong; ``x[i + 1]`` is allowed, and
undefined where it leaves the axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, cast

from verifier.claim import Assumption, Forall, Recursion
from verifier.read.quantity import IllFormedError
from verifier.read.sizes import difference, names_in, never_negative, nodes, size_text
from verifier.terms import (
    Add,
    Condition,
    Constant,
    Dependent,
    Entry,
    Family,
    Function,
    FunctionSymbol,
    Index,
    Number,
    Product,
    Sort,
    Sum,
    Term,
    Variable,
    number,
)
from verifier.traversal import free_indices, fresh_name, rebuild, replace

Node = TypeVar("Node")


def tidy(
    condition: Condition, facts: tuple[Assumption, ...]
) -> tuple[Condition, tuple[Assumption, ...]]:
    """Read a name that is a size anywhere as a dimension everywhere; rename clashing indices."""
    named = [part for part in nodes(condition, facts) if isinstance(part, (*NAMED, Sum, Product))]
    variables = {part for part in named if isinstance(part, Variable)}
    sizes = {part.name for part in variables if part.sort is Sort.DIMENSION}
    mixed = {part for part in variables if part.name in sizes and part.sort is not Sort.DIMENSION}
    if mixed:
        condition, facts = as_dimensions(condition, mixed), as_dimensions(facts, mixed)
        facts = tuple(fact for fact in facts if not trivial(fact, sizes))
    taken: dict[str, object] = {part.name: part for part in named if isinstance(part, NAMED)}
    taken |= {index.name: index for index in free_indices(condition)}
    bound = {part.index for part in named if isinstance(part, (Sum, Product))}
    if any(taken.get(index.name, index) != index for index in bound):
        condition = renamed(condition, taken)
    return condition, apart(facts, taken)


NAMED = (Variable, Family, FunctionSymbol)


def as_dimensions(node: Node, variables: set[Variable]) -> Node:
    """``node`` with the given variables read as dimensions."""

    def visit(part: object) -> object:
        if isinstance(part, Variable) and part in variables:
            return Variable(part.name, Sort.DIMENSION)
        return rebuild(part, visit)

    return cast(Node, visit(node))


def apart(facts: tuple[Assumption, ...], taken: Mapping[str, object]) -> tuple[Assumption, ...]:
    """``facts`` with the indices that they bind renamed where something else has their name."""
    known = dict(taken)
    known.update((index.name, index) for fact in facts for index in unbound(fact))
    result: list[Assumption] = []
    for fact in facts:
        changed = fact
        for index in fact.indices if isinstance(fact, (Forall, Recursion)) else ():
            if known.setdefault(index.name, index) != index:
                name = fresh_name(index.name, set(known) | set(names_in(fact)))
                fresh = Index(name, index.lower, index.upper)
                changed = cast(Assumption, replace(cast(Term, changed), index, fresh))
                known[name] = fresh
        result.append(changed)
    return tuple(result)


def unbound(fact: Assumption) -> tuple[Index, ...]:
    """The indices that occur free in ``fact``."""
    bound = fact.indices if isinstance(fact, (Forall, Recursion)) else ()
    return tuple(index for index in free_indices(fact) if index not in bound)


def trivial(fact: Assumption, sizes: set[str]) -> bool:
    """Whether ``fact`` only says that a dimension is positive."""
    from verifier.terms import Relation

    return (
        isinstance(fact, Relation)
        and isinstance(fact.left, Variable)
        and fact.left.name in sizes
        and fact.right == number(0)
        and fact.operator in (">", ">=", "!=")
    )


def renamed(condition: Condition, taken: dict[str, object]) -> Condition:
    """``condition`` with bound indices renamed where something else has their name."""

    def visit(part: object) -> object:
        if isinstance(part, (Sum, Product)):
            index = part.index
            if taken.get(index.name, index) != index:
                name = fresh_name(index.name, set(taken) | set(names_in(part)))
                fresh = Index(name, index.lower, index.upper)
                return visit(type(part)(fresh, replace(part.body, index, fresh)))
        return rebuild(part, visit)

    return cast(Condition, visit(condition))


def check_names(condition: Condition, facts: tuple[Assumption, ...]) -> None:
    """Raise ``IllFormedError`` when one name stands for two different things."""
    meanings: dict[str, object] = {}
    free = free_indices((condition, tuple(fact for fact in facts if not is_bound(fact))))
    parts = [part for part in nodes(condition, facts) if isinstance(part, NAMED)]
    for part in (*parts, *free):
        known = meanings.setdefault(part.name, part)
        if known != part:
            raise IllFormedError(
                "name-clash",
                f"{part.name} is used as {described(known)} and as {described(part)}",
            )


def is_bound(fact: Assumption) -> bool:
    """Whether ``fact`` is for all values of its indices."""
    return isinstance(fact, (Forall, Recursion))


def described(part: object) -> str:
    """What a name stands for, in words."""
    match part:
        case Variable(_, Sort.DIMENSION):
            return "a dimension"
        case Variable(_, sort):
            return f"a variable ({sort.value})"
        case Family(_, shape):
            return f"an array of shape ({', '.join(map(size_text, shape))})"
        case Index(_, lower, upper):
            return f"an index from {size_text(lower)} to {size_text(upper)}"
        case FunctionSymbol(_, arity):
            return f"a function of {arity} argument(s)"
        case _:
            return "something else"


def check_ranges(condition: Condition, facts: tuple[Assumption, ...]) -> None:
    """Raise ``IllFormedError`` for a plain index over one size on an axis of another."""
    related = [set(names_in(fact)) for fact in facts]
    for family, indices in entries(condition):
        for index in indices:
            if not whole(index):
                raise IllFormedError(
                    "index-mismatch",
                    f"{size_text(index)} is no index of {family.name}: "
                    'declare one, i = index("i", n)',
                )
    places = {
        (family, axis, index)
        for family, indices in entries(condition)
        for axis, index in enumerate(indices)
        if isinstance(index, Index)
    }
    for family, axis, index in sorted(places, key=repr):
        check_axis(family, axis, index, related)


def whole(index: Term) -> bool:
    """Whether ``index`` can be an integer."""
    match index:
        case Number(value):
            return value.denominator == 1
        case Variable(_, sort):
            return sort in (Sort.INTEGER, Sort.DIMENSION)
        case Constant() | Function("exp" | "log" | "sin" | "cos" | "tanh"):
            return False
        case Add(parts):
            return all(map(whole, parts))
        case _:
            return True


def entries(node: object) -> Iterator[tuple[Family, tuple[Term, ...]]]:
    """Every entry of a family that occurs."""
    for part in nodes(node):
        if isinstance(part, (Entry, Dependent)):
            yield part.family, part.indices


def check_axis(family: Family, axis: int, index: Index, related: list[set[str]]) -> None:
    """Check that an index stays within an axis, as far as its bounds tell."""
    start, size = family.starts[axis], family.shape[axis]
    last = size if start == 1 else Add((size, number(start - 1)))
    fits_below = never_negative(difference(index.lower, number(start)))
    fits_above = never_negative(difference(last, index.upper))
    if fits_below and fits_above:
        return
    low_wrong = isinstance(index.lower, Number) and index.lower.value < start
    sizes = set(names_in(index.upper)) | set(names_in(size))
    comparable = dimensions_only(index.upper) and dimensions_only(size)
    assumed = len(sizes) > 1 and any(sizes <= names for names in related)
    if low_wrong or (comparable and not fits_above and not assumed):
        raise IllFormedError(
            "index-mismatch",
            f"{index.name} runs from {size_text(index.lower)} to {size_text(index.upper)}, but "
            f"axis {axis + 1} of {family.name} from {start} to {size_text(last)}",
        )


def dimensions_only(size: Term) -> bool:
    """Whether only dimensions and numbers occur."""
    return not any(
        isinstance(part, (Index, Entry)) or (isinstance(part, Variable) and part.sort is not
                                             Sort.DIMENSION)
        for part in nodes(size)
    )  # fmt: skip
