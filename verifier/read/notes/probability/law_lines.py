r"""Lines that say the law of random variables: ``$X \sim \mathrm{Exp}(\lambda)$``.

Guarantee: one variable has the law itself (``known_laws``); of lists, ``X_1, \dots, X_n``, and of
vectors the mean and the variance that the law has are assumed, and what rests on more is not
refuted. Limits: see ``known_laws`` and ``moments``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.arrays import Array
from verifier.read.notes.declarations import quantities
from verifier.read.notes.formulas import expressions
from verifier.read.notes.formulas.conditions import NumberSet
from verifier.read.notes.probability import (
    densities,
    known_laws,
    law_functions,
    moments,
    outcomes,
    random_variables,
)
from verifier.read.notes.probability.law_kinds import (
    CHANCE,
    INFINITY,
    LAWS,
    WHOLE,
    Law,
    normal,
)
from verifier.read.notes.probability.moments import Moments
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Head, Name, head_of, split
from verifier.read.notes.source.tree import Node, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import Random, Spread
from verifier.terms import ONE, ZERO, Index, Relation, Sort

CONSTANTS = (r"\pi", "e")


def declare(
    ctx: Context,
    heads: Sequence[Head],
    right: Sequence[Node],
    apart: object,
    said: Moments,
    owners: Owners,
) -> bool:
    r"""``X, Y \sim \mathrm{Exp}(\lambda)``, ``X_i \sim``; whether that is a known law."""
    node = right[0]
    lists = {head: index for head in heads if head.sub
             if (index := quantities.declared_index(ctx, head.sub[-1])) is not None}  # fmt: skip
    parameters(ctx, right, owners)
    if vector(ctx, heads, right, said, owners):
        return True
    known = known_laws.law(ctx, right, node, said.words) or known_laws.by_density(ctx, right)
    if known is None:
        return False
    shown = "".join(map(text_of, right))
    ctx.scope.assumptions.extend(known.admits)
    for head in heads:
        if head in lists:
            several(ctx, listed_name(head), lists[head], known, said, owners)
        else:
            variable(ctx, head, known, shown, apart, owners)
    return True


def parameters(ctx: Context, right: Sequence[Node], owners: Owners) -> None:
    r"""Declare the letters that nothing declares: ``\mathcal{N}(\mu, \sigma^2)`` says what is what.

    A mean is real, a rate positive, a chance between 0 and 1, a number of trials whole.
    """
    found = known_laws.spelt(right)
    if found is None or found[0] not in LAWS:
        return
    new: list[tuple[Head, str, bool]] = []
    for part, kind in zip(split(found[1], (",", ";")), LAWS[found[0]][0], strict=False):
        unknown = [head for node in outcomes.every(part) if (head := head_of(node)) is not None
                   and ctx.lookup(replace(head, sup=())) is None and ctx.lookup(head) is None
                   and head.glyph.letter not in CONSTANTS]  # fmt: skip
        if not unknown:
            continue
        head, squared = unknown[0], [piece.text for piece in unknown[0].sup] == ["2"]
        plain = not (head.glyph.fonts or head.primes or head.glyph.letter.strip("\\")[0].isupper())
        if len(part) > 1 or not kind or not plain or (head.sup and not squared):
            return
        new.append((replace(head, sup=()), kind, squared))
    for head, kind, squared in new:
        if kind == WHOLE and not squared:
            quantities.declare_dimension(ctx.scope, head.name)
            continue
        made = quantities.quantity(ctx, head, NumberSet("R", ()), owners).view.entry(())
        if squared or kind == CHANCE:  # a deviation; a chance that is none of the ends
            ctx.scope.assumptions.append(Relation(">", made, ZERO))
        if kind == CHANCE:
            ctx.scope.assumptions.append(Relation("<", made, ONE))


def listed_name(head: Head) -> Name:
    """The name of a list without its index."""
    return Name(head.glyph, tuple(piece.text for piece in head.sub[:-1]), (), head.primes)


def listed(
    ctx: Context, name: Name, index: Index, right: Sequence[Node], said: Moments, owners: Owners
) -> None:
    r"""``X_1, \dots, X_n \sim \mathcal{N}(\mu, \sigma^2)``, by mean and variance."""
    parameters(ctx, right, owners)
    known = known_laws.law(ctx, right, right[0], said.words)
    if known is None:
        letter = name.latex
        paste = (rf"**Let** ${letter}_1, \dots, {letter}_n$ be i.i.d. random variables with "
                 r"mean $\mu$ and variance $\sigma^2$.")  # fmt: skip
        raise Complaint("declaration", "which law is this? Its mean and variance can be said",
                        right[0], (paste,))  # fmt: skip
    ctx.scope.assumptions.extend(known.admits)
    several(ctx, name, index, known, said, owners)


def several(
    ctx: Context, name: Name, index: Index, known: Law, said: Moments, owners: Owners
) -> None:
    """A list of random variables with one law."""
    size = quantities.length(index)
    symbol = random_variables.declare(ctx, name, (size,), owners, said.independent)
    if known.doubt and symbol.owner is not None:
        ctx.scope.unread.append((symbol.owner, known.doubt))
    own = replace(said, mean=known.mean, variance=known.variance, said=f"are {known.words}")
    moments.assume(ctx, symbol, own, owners)


def vector(
    ctx: Context, heads: Sequence[Head], right: Sequence[Node], said: Moments, owners: Owners
) -> bool:  # fmt: skip
    r"""``x \sim \mathcal{N}(\mu, \Sigma)`` of a vector, by mean and covariance; whether it is."""
    found = known_laws.spelt(right)
    if found is None or LAWS.get(found[0], ((), None))[1] is not normal:
        return False
    parts = split(found[1], (",", ";"))
    if len(parts) != 2 or any(densities.without_identity(ctx, part) for part in parts):
        return False
    mean_, spread = (values.as_scalar(expressions.expression(ctx, part, part[0])) for part in parts)
    if not mean_.rank or spread.rank != 2:
        return False
    own = replace(said, mean=tuple(parts[0]), variance=tuple(parts[1]), independent=False,
                  said="are normal")  # fmt: skip
    for head in heads:
        symbol = random_variables.declare(ctx, head.name, mean_.shape, owners, own=False)
        moments.assume(ctx, symbol, own, owners)
    return True


def variable(
    ctx: Context, head: Head, known: Law, shown: str, apart: object, owners: Owners
) -> None:  # fmt: skip
    """Declare one random variable of that law."""
    sort = Sort.INTEGER if known.masses else Sort.REAL
    free = owners.variable(head.name, sort, new=True)
    own = Spread(free, known.density, known.lower, known.upper, known.masses,
                 rf"{head.name.latex} \sim {shown}", known.words, apart)  # fmt: skip
    for sign, bound in ((">=", known.lower), ("<=", known.upper)):
        if bound not in (INFINITY, -INFINITY):
            ctx.scope.assumptions.append(Relation(sign, free, bound))
    ctx.scope.spaces.append(own)
    view = Array((ONE,), lambda at: at[0], (1,))
    ctx.scope.declare(Random(head.name, view, None, own, known.doubt))
    law_functions.declare(ctx, head.name, own, owners)
