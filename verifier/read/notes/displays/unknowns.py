r"""Equations for functions of which nothing is said: ``y'' + y = 0``, ``y = A e^{m x}``.

Guarantee: an equation whose only derivatives are those of a function that is declared and no more
holds for every function in trivial cases only; a text states it as an equation to be solved. So
does one with such a function alone on one side, or at two points. They are judged, and never
refuted; a derivative of an expression (``(u v)' = u' v'``) is a claim about derivatives, and is.
Limits: functions of numbers; beside
integrals only what says what one function is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.read.notes.source.tree import Leaf, Node, parts
from verifier.terms import (
    Apply,
    At,
    Condition,
    Dependent,
    Derivative,
    Family,
    FunctionSymbol,
    Multiply,
    Relation,
    Sort,
    Term,
    Variable,
    number,
)
from verifier.traversal import walk

Owner = Family | FunctionSymbol


def equations(relation: Condition, display: Sequence[Node]) -> Iterator[str]:
    """What a relation may be instead of a claim about all functions."""
    if not isinstance(relation, Relation) or relation.operator != "=":
        return
    derived = differentiated(relation)
    if derived and integrated(display) and not single(relation):
        derived = set()
    if derived:
        for name in sorted({one.name for one in derived}):
            yield f"whether it is an equation for `{name}` (**Assume** it, or **Define** that)"
        return
    one, other = alone(relation.left), alone(relation.right)
    for mine, theirs, side in ((one, other, relation.right), (other, one, relation.left)):
        if mine is None:
            continue
        owner = owner_of(mine)
        if theirs is not None and (plain(mine) is False or owner_of(theirs) != owner
                                   or letters(mine) != letters(theirs)):  # fmt: skip
            continue
        if theirs is not None or (plain(mine) and owner not in owners(side)):
            yield f"whether it says what `{owner.name}` is (**Define** it, or **Assume** it)"
            return


def single(relation: Relation) -> bool:
    """Whether a side is one derivative of a function that the other side does not speak of."""
    for side, other in ((relation.left, relation.right), (relation.right, relation.left)):
        found = derivatives(side)
        bare = side if isinstance(side, (Dependent, Apply)) else getattr(side, "body", None)
        derived = isinstance(side, (Dependent, Apply, Derivative)) and len(found or ()) == 1
        if derived and isinstance(bare, (Dependent, Apply)) and owner_of(bare) not in owners(other):
            return True
    return False


def integrated(nodes: Sequence[Node]) -> bool:
    """Whether an integral stands in a display: what it says is no differential equation."""
    return any((isinstance(node, Leaf) and node.text == r"\int") or integrated(parts(node))
               for node in nodes)  # fmt: skip


def differentiated(relation: Relation) -> set[Owner]:
    """The functions differentiated; empty where more than functions at their letters is.

    Nor where the same derivatives stand on both sides: that is a claim about them.
    """
    sides = [derivatives(relation.left), derivatives(relation.right)]
    if sides[0] is None or sides[1] is None or set(sides[0]) == set(sides[1]):
        return set()
    return {one.symbol if isinstance(one, Apply) else one.family
            for side in sides if side for one in side.values()}  # fmt: skip


def derivatives(side: Term) -> dict[tuple[object, ...], Dependent | Apply] | None:
    """The derivatives in a side, each with its function; None where there are others."""
    found: dict[tuple[object, ...], Dependent | Apply] = {}
    inner: set[Term] = set()
    for part in walk(side):
        match part:
            case At():
                return None
            case Derivative() if part not in inner:
                by: list[str] = []
                body: Term = part
                while isinstance(body, Derivative):
                    inner.add(body)
                    by.append(getattr(body.variable, "name", ""))
                    body = body.body
                if not isinstance(body, Dependent) or not of_numbers(body) or (
                    part.variable not in body.over):  # fmt: skip
                    return None
                found[(body.family, *sorted(by))] = body
            case Dependent(partials=partials) if partials:
                if not of_numbers(part):
                    return None
                found[(part.family, *sorted(getattr(one, "name", "") for one in partials))] = part
            case Apply(symbol, arguments, orders):
                if not plain(part):
                    return None
                if any(orders):
                    found[symbol, arguments, orders] = part
            case _:
                pass
    return found


def of_numbers(value: Dependent) -> bool:
    """Whether a value is a number that depends on real numbers only."""
    return not value.family.shape and all(
        isinstance(one, Variable) and one.sort is Sort.REAL for one in value.over)  # fmt: skip


def alone(side: Term) -> Dependent | Apply | None:
    """The value of a function that is a side, a sign aside."""
    if isinstance(side, Multiply) and len(side.factors) == 2 and side.factors[0] == number(-1):
        side = side.factors[1]
    if isinstance(side, At) and isinstance(side.body, Dependent) and isinstance(
        side.value, (Variable, Dependent)):  # fmt: skip
        side = side.body
    if isinstance(side, Apply):
        return side
    return side if isinstance(side, Dependent) and of_numbers(side) else None


def owner_of(value: Dependent | Apply) -> Owner:
    """The function that a value is one of."""
    return value.family if isinstance(value, Dependent) else value.symbol


def plain(value: Dependent | Apply) -> bool:
    """Whether a function stands at letters, each its own."""
    if isinstance(value, Dependent):
        return True
    letters = [one for one in value.arguments if isinstance(one, (Variable, Dependent))]
    return len(set(letters)) == len(value.arguments)


def letters(value: Dependent | Apply) -> set[Term]:
    """The letters that a function is taken of."""
    given = value.over if isinstance(value, Dependent) else value.arguments
    return {part for one in given for part in walk(one) if isinstance(part, Variable)}


def owners(side: Term) -> set[Owner]:
    """The functions in a side."""
    return {owner_of(part) for part in walk(side) if isinstance(part, (Dependent, Apply))}
