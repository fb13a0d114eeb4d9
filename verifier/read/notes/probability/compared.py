r"""Letters that only say what a random variable is compared with: ``P(X = k)``, ``P(X \le x)``.

Guarantee: such a letter that nothing declares is any value of a variable that counts, any real
number else, and in ``a < X < b`` a is at most b; the readings say so. Limits: bare letters, in
displays where the event stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import conditions, expressions
from verifier.read.notes.probability import law_functions, mean_subscripts, outcomes
from verifier.read.notes.probability.law_kinds import INFINITY
from verifier.read.notes.probability.laws import small
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.names import Head, Name, head_of, split
from verifier.read.notes.source.tree import Fenced, Node, Script
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import Random, Spread
from verifier.terms import Relation, Sort, Term, Variable

BETWEEN = (",", "|", r"\mid", r"\vert", r"\cap", r"\cup")
FUNCTIONS = (*law_functions.DENSITY, law_functions.CUMULATED, law_functions.MOMENTS)
SIGNS = tuple(sign for sign, word in conditions.RELATIONS.items() if word in ("=", "<", "<="))
ABOVE = tuple(sign for sign, word in conditions.RELATIONS.items() if word in (">", ">="))


def value(ctx: Context, head: Head) -> Array | None:
    """The number that such a letter is; None for any other name."""
    if ctx.free is None or head.sub or head.sup or head.primes:
        return None
    for random, own in arguments(ctx, ctx.whole):
        if own.name == head.name:
            return declared(ctx, head, random)
    for random, sides, place in comparisons(ctx, ctx.whole):
        named = head_of(sides[place][0])
        if named is not None and named.name == head.name:
            made = declared(ctx, head, random)
            if len(sides) == 3:
                in_order(ctx, sides)
            return made
    return None


def values_of(ctx: Context, name: Name, body: Sequence[Node]) -> tuple[Term, Term] | None:
    r"""The ends of ``\sum_k``: k is a value of K, or stands in ``P(X = k)``, of a law by masses."""
    named = [one for one in ctx.scope.everything() if isinstance(one, Random)
             and name in small(one.name)]  # fmt: skip
    for random, sides, place in comparisons(ctx, body):
        head = head_of(sides[place][0])
        if head is not None and head.name == name:
            named.append(random)
    spaces = {one.weights for one in named}
    if len(spaces) != 1 or not isinstance(space := spaces.pop(), Spread) or not space.masses:
        return None
    ctx.note(f"`{name.latex}` runs over the values of `{space.free.name}`")
    return space.lower, space.upper


def comparisons(
    ctx: Context, nodes: Sequence[Node]
) -> Iterator[tuple[Random, list[list[Node]], int]]:
    """Relations between a bare random variable and single signs in brackets; where these stand."""
    for node in outcomes.every(nodes):
        fence = node.base if isinstance(node, Script) else node
        if not isinstance(fence, Fenced):
            continue
        for part in split(fence.children, BETWEEN):
            sides = split(part, SIGNS)
            if len(sides) == 1:
                sides = split(part, ABOVE)[::-1]
            if not 2 <= len(sides) <= 3 or not all(len(side) == 1 for side in sides):
                continue
            known = [next(mean_subscripts.randoms(ctx, side), None) for side in sides]
            for place, one in enumerate(known):
                near = [known[at] for at in (place - 1, place + 1) if 0 <= at < len(known)]
                random = next((other for other in near if other is not None), None)
                if one is None and random is not None:
                    yield random, sides, place


def arguments(ctx: Context, nodes: Sequence[Node]) -> Iterator[tuple[Random | None, Head]]:
    r"""The letters at which ``f_X(x)``, ``M_X(t)`` of a law are taken; t may be any number."""
    every = list(outcomes.every(nodes))
    for node, after in pairwise(every):
        head = head_of(node)
        if head is None or len(head.sub) != 1 or head.glyph.letter not in FUNCTIONS:
            continue
        random = next(mean_subscripts.randoms(ctx, head.sub[0].nodes), None)
        fence = next((one for one in every if isinstance(one, Fenced) and one.start == node.end),
                     after)  # fmt: skip
        if random is None or not isinstance(random.weights, Spread):
            continue
        if isinstance(fence, Fenced) and len(fence.children) == 1 and (
            found := head_of(fence.children[0])
        ) is not None:  # fmt: skip
            yield (random if head.glyph.letter in law_functions.DENSITY else None), found


def in_order(ctx: Context, sides: Sequence[Sequence[Node]]) -> None:
    """Take for granted that a is at most b in ``a < X < b``."""
    low, high = (values.as_scalar(expressions.expression(ctx, side, side[0]))
                 for side in (sides[0], sides[2]))  # fmt: skip
    if not low.rank and not high.rank:
        ctx.needs.setdefault(Relation("<=", low.entry(()), high.entry(())))


def declared(ctx: Context, head: Head, random: Random | None) -> Array:
    """The letter as a value of that variable, as any number without one."""
    space = random.weights if random is not None else None
    counts = isinstance(space, Spread) and space.masses
    variable = Variable(head.name.internal, Sort.INTEGER if counts else Sort.REAL)
    kind = f"value of `{space.free.name}`" if isinstance(space, Spread) else "real number"
    ctx.note(f"`{head.name.latex}` is any {kind}")
    if isinstance(space, Spread):
        for sign, bound in ((">=", space.lower), ("<=", space.upper)):
            if bound not in (INFINITY, -INFINITY):
                ctx.needs.setdefault(Relation(sign, variable, bound))
    made = Quantity(head.name, arrays.scalar(variable), variable)
    assert ctx.free is not None
    ctx.free.declare(made)
    return made.view
