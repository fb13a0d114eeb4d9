r"""Proportionality: ``p(\mu \mid x) \propto \exp(...) \propto \exp(...)``.

Guarantee: two sides are proportional where their ratio is the same at any two values of the
letters that the chain begins with, those before the bar, or where these are no quantities
those behind it,

    f(v) g(v') = f(v') g(v)   for all v and v',

which the readings say. Limits: sides with densities of which no formula is known stay unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from verifier.read.notes.formulas import expressions
from verifier.read.notes.probability import densities, law_calls, outcomes
from verifier.read.notes.probability.laws import Density, Drawn, Law, Outcome
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, Head, head_of, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import Random
from verifier.read.notes.terms.substitute import Entries, Values, substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.terms import Entry, Family, Index, Multiply, Relation, Sort, Term, Variable
from verifier.traversal import free_names

UNREAD = (Density, Drawn, Law, Outcome, Random)


def within(
    ctx: Context, sides: Sequence[Sequence[Node]], place: int, sign: Leaf
) -> Context:  # fmt: skip
    """The context of a link, with the letters in which its sides are proportional."""
    return replace(ctx, moving=letters(ctx, sides, place) if sign.text == r"\propto" else ())


def letters(ctx: Context, sides: Sequence[Sequence[Node]], place: int) -> tuple[Quantity, ...]:
    """The letters in which two sides of a chain are proportional; none where it is not read."""
    if any(unknown(ctx, side) for side in sides[place : place + 2]):
        return ()
    first = sides[0]
    if len(first) != 2 or head_of(first[0]) is None or not isinstance(first[1], Fenced):
        return ()
    for part in law_calls.parted(first[1]):
        found = [free(ctx, argument) for argument in split(part, SEPARATORS)]
        known = tuple(one for one in found if one is not None)
        if known:
            return known if len(known) == len(found) else ()
    return ()


def unknown(ctx: Context, side: Sequence[Node]) -> bool:
    """Whether a side speaks of densities, calls what nothing declares, or is blank."""
    for node, after in pairwise(side):
        head = head_of(node)
        if isinstance(after, Fenced) and after.left == "(" and head is not None and (
            ctx.lookup(head) is None and len(law_calls.parted(after)) > 1 and not normal(head)
        ):  # fmt: skip
            return True
    if len(side) == 2 and isinstance(side[1], Fenced) and (
        (name := head_of(side[0])) is not None and ctx.lookup(name) is None and not normal(name)
    ):  # fmt: skip
        return True
    found = [ctx.lookup(head) for node in outcomes.every(side) if (head := head_of(node))]
    return not side or any(one is not None and isinstance(one[0], UNREAD) for one in found)


def normal(head: Head) -> bool:
    r"""Whether a name is that of the normal density, ``\mathcal{N}``."""
    return head.glyph.letter == "N" and head.glyph.fonts in densities.NORMAL


def free(ctx: Context, argument: Sequence[Node]) -> Quantity | None:
    """A bare letter that is declared as any number or vector."""
    head = head_of(argument[0]) if len(argument) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    if found is None or head is None or not isinstance(found[0], Quantity):
        return None
    symbol, owner = found[0], found[0].owner
    whole = found[1:] == (len(head.sub), len(head.sup), head.primes)
    number = isinstance(owner, Variable) and owner.sort is not Sort.DIMENSION
    return (
        symbol if whole and not symbol.defined and (number or isinstance(owner, Family)) else None
    )


def relation(
    ctx: Context, left: Sequence[Node], right: Sequence[Node], moving: Sequence[Quantity]
) -> Relation:
    """That the ratio of both sides is the same at any two values."""
    shown = ", ".join(f"`{one.name.latex}`" for one in moving)
    ctx.note(rf"`\propto` read as: the ratio of both sides does not depend on {shown}")
    both = [values.as_scalar(expressions.expression(ctx, side, side[0])) for side in (left, right)]
    if any(side.rank for side in both):
        raise Complaint("not-supported", "proportionality of vectors", left[0])
    one, other = (ctx.definitions.unfold(side.entry(())) for side in both)
    second = elsewhere(moving, free_names((one, other)))
    for scope in ctx.scope.chain():
        for known in scope.assumptions:
            if isinstance(known, Relation) and free_names(known) & {
                owner.name for symbol in moving if (owner := symbol.owner) is not None
            }:  # fmt: skip
                ctx.needs.setdefault(replace(known, left=substitute(known.left, second),
                                             right=substitute(known.right, second)))  # fmt: skip
    there: list[Term] = [substitute(side, second) for side in (one, other)]
    return Relation("=", Multiply((one, there[1])), Multiply((there[0], other)))


def elsewhere(moving: Sequence[Quantity], taken: set[str]) -> Values:
    """Other values in the place of the letters."""
    scalars: dict[Variable | Index, Term] = {}
    families: dict[Family, Entries] = {}
    for symbol in moving:
        owner = symbol.owner
        assert owner is not None
        name = f"{owner.name}'"
        while name in taken:
            name += "'"
        if isinstance(owner, Variable):
            scalars[owner] = Variable(name, owner.sort)
        else:
            families[owner] = entries(replace(owner, name=name))
    return put_in(scalars, families)


def entries(family: Family) -> Entries:
    """The entries of a family."""
    return lambda at: Entry(family, at)
