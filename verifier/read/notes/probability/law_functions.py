r"""What goes with a law by name: ``f_X(x)``, ``p_X(k)``, ``F_X(x)``, ``M_X(t)``.

Guarantee: after ``$X \sim \mathrm{Exp}(\lambda)$`` these are its density or masses, given at its
values, its distribution function and its moment generating function, unless something declares
them; the readings say so. Limits: no distribution functions of laws by masses.
"""

from __future__ import annotations

from collections.abc import Iterator

from verifier.read import arrays
from verifier.read.notes.probability import known_laws
from verifier.read.notes.probability.law_kinds import INFINITY
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Function
from verifier.read.notes.source.names import Glyph, Name
from verifier.read.notes.terms.spaces import Spread
from verifier.terms import Relation, Sort, Term, Variable, call

DENSITY, CUMULATED, MOMENTS = ("f", "p"), "F", "M"


def declare(ctx: Context, name: Name, space: Spread, owners: Owners) -> None:
    """The functions of a random variable with that law."""
    label = name.latex
    for letter, words, argument, value, domain in functions(ctx, label, space, owners):
        own = Name(Glyph(letter), (label,))
        if ctx.scope.find(own) is not None or ctx.scope.find(Name(Glyph(letter))) is not None:
            continue
        ctx.scope.declare(Function(
            own, (arrays.scalar(argument),), arrays.scalar(value),
            letters=(Name(Glyph("t" if letter == MOMENTS else "x")),),
            says=f"`{own.latex}` read as the {words} of `{label}`", domain=domain,
        ))  # fmt: skip


def functions(
    ctx: Context, label: str, space: Spread, owners: Owners
) -> Iterator[tuple[str, str, Variable, Term, tuple[Relation, ...]]]:
    """Letter, words, argument, value, and where it is given."""
    sort = Sort.INTEGER if space.masses else Sort.REAL
    point = owners.variable(Name(Glyph("x"), (label,)), sort, new=True)
    ends = ((">=", space.lower), ("<=", space.upper))
    support = tuple(Relation(sign, point, end) for sign, end in ends
                    if end not in (INFINITY, -INFINITY))  # fmt: skip
    words = "probability of a value" if space.masses else "density"
    for letter in DENSITY:
        yield letter, words, point, space.density(point), support
    at = known_laws.outcome(space, 1 + ctx.depth)
    below = known_laws.chance(ctx, Relation("<=", at, point), {space: at})
    if below is not None:
        yield CUMULATED, "distribution function", point, below, ()
    slope = owners.variable(Name(Glyph("t"), (label,)), new=True)
    whole = known_laws.mean(ctx, call("exp", slope * at), {space: at})
    yield MOMENTS, "moment generating function", slope, whole, ()
