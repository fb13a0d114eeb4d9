r"""Values that depend on random variables, ``L(q, x) = ...``, as **Define** makes them.

Guarantee: a letter for a value of a random variable among the arguments is a place for any of
its values; a distribution among them, or a quantity, only names what the value depends on. A
value that depends on a random variable that its name does not show is taken at the value that
this one has where the name is used. Limits: numbers only.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.arrays import Array
from verifier.read.notes.declarations import define, define_functions
from verifier.read.notes.formulas import expressions
from verifier.read.notes.probability import averages, density_averages, outcomes
from verifier.read.notes.probability.laws import Outcome
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Pattern
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import Head, Name
from verifier.read.notes.source.tree import Node, Script
from verifier.read.notes.terms import values
from verifier.terms import Family, Index, over
from verifier.traversal import free_indices


def names_outcomes(ctx: Context, arguments: Sequence[Sequence[Node]]) -> bool:
    """Whether a random variable or a law stands among arguments."""
    return any(outcomes.letter(ctx, part) for part in arguments) or any(
        averages.law_at(ctx, part[0]) is not None
        or density_averages.density_in(ctx, part) is not None
        for part in arguments if len(part) == 1
    )  # fmt: skip


def called(
    ctx: Context,
    inner: Context,
    equation: define.Equation,
    head: Head,
    call: Node,
    arguments: Sequence[Sequence[Node]],
    owners: Owners,
) -> Context:
    """``L(q, x) = ...``: a value for each value of x."""
    letters = tuple(outcomes.letter(inner, part) for part in arguments)
    named = [one for one in letters if one is not None]
    if isinstance(call, Script) or len({one.index for one in named}) < len(named):
        raise Complaint("declaration", "a value is named by different letters", call)
    right = values.plain(values.as_scalar(expressions.expression(inner, equation.right, call)))
    hidden = tuple(one for one in left_open(inner, right) if one.index not in {
        each.index for each in named})  # fmt: skip
    make(ctx, head.name, right, tuple(named), hidden, owners, call, (
        tuple(map(tuple, arguments)), define_functions.between(call), letters))  # fmt: skip
    define_functions.tell_apart(ctx, head.name, owners)
    return inner


def bare(ctx: Context, name: Name, right: Array, owners: Owners, at: Placed) -> bool:
    """``L = ...`` for a right side that depends on random variables; whether it does."""
    hidden = left_open(ctx, right)
    if hidden:
        make(ctx, name, values.plain(values.as_scalar(right)), (), hidden, owners, at, (
            (), (), ()))  # fmt: skip
    return bool(hidden)


def make(
    ctx: Context,
    name: Name,
    right: Array,
    named: tuple[Outcome, ...],
    hidden: tuple[Outcome, ...],
    owners: Owners,
    at: Placed,
    spelling: tuple[tuple[tuple[Node, ...], ...], tuple[str, ...], tuple[Outcome | None, ...]],
) -> None:
    """Declare the value, with a place for each random variable."""
    places = [one.index for one in (*named, *hidden) if isinstance(one.index, Index)]
    if right.rank and places:
        raise Complaint("not-supported", "an array for each value of a random variable", at)
    quantity = define.defined(ctx, name, places, [], right, owners, at)
    arguments, marks, letters = spelling
    nothing: tuple[Family | None, ...] = (None,) * len(arguments)
    ctx.scope.declare(
        Pattern(name, quantity, arguments, nothing, marks, letters=letters, hidden=hidden)
    )


def left_open(ctx: Context, right: Array) -> tuple[Outcome, ...]:
    """The letters of random variables whose value a term leaves open."""
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(right.shape))
    free = set(free_indices(ctx.definitions.unfold(right.entry(probes))))
    found: dict[object, Outcome] = {}
    for symbol in ctx.scope.everything():
        if isinstance(symbol, Outcome) and symbol.index in free:
            found.setdefault(symbol.index, symbol)
    return tuple(found.values())
