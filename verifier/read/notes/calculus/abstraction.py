r"""Derivatives by an expression: ``\frac{\partial z_k}{\partial h(\sum_i w_{ji} x_i)}``.

Guarantee: the expression is either what a defined name stands for that the numerator is made
with (then it is that name), or every place above the line where it occurs, for whatever index,
is taken as a variable of its own; a reading says which. An expression that occurs nowhere is a
``Complaint``.
Limits: occurrences are recognised by form, bound letters aside, not by value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.matching import matching
from verifier.read.notes.calculus import moving
from verifier.read.notes.formulas import expressions
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.tree import Node, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.unfold import EVERY
from verifier.terms import (
    Add,
    At,
    Dependent,
    Derivative,
    Entry,
    Family,
    Index,
    Number,
    Term,
    Variable,
    number,
    over,
)
from verifier.traversal import free_indices, free_names, fresh_name, rebuild, walk


def by_expression(
    ctx: Context, body: Array, variable: Sequence[Node], at: Node
) -> Array:  # fmt: skip
    """``body`` differentiated by the number that ``variable`` spells out."""
    value = values.as_scalar(expressions.expression(ctx, variable, at))
    name = shorten("".join(map(text_of, variable)))
    if value.rank:
        raise Complaint("not-supported", f"a derivative by `{name}`: give it a name of its own",
                        variable[0], (f"**Define** $u = {name}$",))  # fmt: skip
    term = value.entry(())
    plain = ctx.definitions.unfold(term)
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(body.shape))
    below = ctx.definitions.reached(body.entry(probes))
    for owner, definition in ctx.definitions.known.items():
        if owner not in below:
            continue
        pattern = ctx.definitions.body(owner, frozenset())
        found = matching(pattern, plain, definition.parameters)
        if found is not None and len(found) == len(definition.parameters):
            indices = tuple(found[index] for index in definition.parameters)
            ctx.note(f"the derivative by `{name}` read as one by `{definition.latex}`")
            by = owner if isinstance(owner, Variable) else Entry(owner, indices)
            return taken(body, by)
    return abstracted(ctx, body, plain, name, at)


def taken(body: Array, by: Variable | Entry) -> Array:
    """The derivative of every entry."""
    return Array(body.shape, lambda at: Derivative(body.entry(at), by), body.starts)


def abstracted(ctx: Context, body: Array, pattern: Term, name: str, at: Node) -> Array:
    """The derivative by a new variable that stands wherever ``pattern`` does."""
    holes = free_indices(pattern)
    shape = tuple(length(index) for index in holes)
    starts = tuple(first(index) for index in holes)
    ctx.note(f"the derivative by `{name}` takes every place where it stands as one variable")

    def entry(indices: tuple[Term, ...]) -> Term:
        above = ctx.definitions.unfold(body.entry(indices))
        stem = fresh_name("u", free_names((above, pattern)))
        owner: Variable | Family = Family(stem, shape, starts) if holes else Variable(stem)
        own = Entry(owner, holes) if isinstance(owner, Family) else owner
        kept: list[tuple[Variable | Family, Term]] = []
        for place, further in enumerate(moving.ladder(pattern), 1):
            other = replace(owner, name=f"{owner.name}_{place}")
            above, count = swapped(above, further, holes, other)
            kept += [(other, further)] if count else []
        replaced, count = swapped(above, pattern, holes, owner)
        if not count and not kept:
            raise Complaint("declaration", f"`{name}` does not occur in what is differentiated",
                            at, (f"**Define** $u = {name}$",))  # fmt: skip
        for other, further in kept:
            mark = Entry(other, holes) if isinstance(other, Family) else other
            replaced = put_back(replaced, mark, further, holes)
        return At(Derivative(replaced, own), owner, holes, pattern)

    return Array(body.shape, entry, body.starts)


def others_fixed(ctx: Context, body: Array, variable: Sequence[Node], at: Node) -> Array:
    """``body`` differentiated by a number, what changes with it held fixed."""
    by = values.as_scalar(expressions.expression(ctx, variable, at)).entry(())
    if not isinstance(by, Variable):
        return by_expression(ctx, body, variable, at)
    ctx.note(f"the partial derivative by `{shorten(text_of(variable[0]))}` holds the other "
             "arguments fixed")  # fmt: skip

    def entry(term: Term) -> Term:
        above = ctx.definitions.unfold(term, frozenset({by}))
        found = [part for part in dict.fromkeys(walk(above))
                 if isinstance(part, Dependent) and part.over == (by,)]  # fmt: skip
        kept: list[tuple[Variable, Term]] = []
        for value in found:
            for pattern in (*moving.ladder(value), value):
                own = Variable(fresh_name("u", free_names((above, pattern))))
                above, count = swapped(above, pattern, (), own)
                kept += [(own, pattern)] if count else []
        result: Term = Derivative(above, by)
        for own, pattern in kept:
            result = At(result, own, (), pattern)
        return result

    return arrays.apply(entry, body)


def length(index: Index) -> Term:
    """How many values an index takes."""
    if index.upper == EVERY:
        return EVERY
    if index.lower == number(1):
        return index.upper
    if index.lower == number(0) and isinstance(index.upper, Add):
        last = index.upper.terms[-1]
        if last == number(-1) and len(index.upper.terms) == 2:
            return index.upper.terms[0]
    return index.upper - index.lower + 1


def first(index: Index) -> int:
    """The first value of an index."""
    if isinstance(index.lower, Number) and index.lower.value.denominator == 1:
        return int(index.lower.value)
    raise Complaint("not-supported", "a derivative by an expression with such an index")


def swapped(
    term: Term, pattern: Term, holes: tuple[Index, ...], owner: Variable | Family
) -> tuple[Term, int]:
    """``term`` with every instance of ``pattern`` replaced, and how many there were."""
    count = 0

    def visit(node: object) -> object:
        nonlocal count
        found = matching(pattern, node, holes)
        if found is not None and len(found) == len(holes):
            count += 1
            if isinstance(owner, Variable):
                return owner
            return Entry(owner, tuple(found[hole] for hole in holes))
        return rebuild(node, visit)

    return cast(Term, visit(term)), count


def put_back(term: Term, mark: Term, value: Term, holes: tuple[Index, ...]) -> Term:
    """``term`` with ``value`` for every instance of ``mark``."""

    def visit(node: object) -> object:
        found = matching(mark, node, holes)
        if found is not None and len(found) == len(holes):
            return with_indices(value, found)
        return rebuild(node, visit)

    return cast(Term, visit(term))


def with_indices(value: Term, found: dict[Index, Term]) -> Term:
    """``value`` with terms for its indices."""

    def visit(node: object) -> object:
        return found[node] if isinstance(node, Index) and node in found else rebuild(node, visit)

    return cast(Term, visit(value))


def scalar(term: Term) -> Array:
    """A number as an array."""
    return arrays.scalar(term)
