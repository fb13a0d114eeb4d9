r"""Random variables and tables of probabilities, as declarations make them.

Guarantee: a random variable has any number of values, or those of its set; it is the number
v[k] (or an array) at its k-th value, which need not differ from the others. A joint
distribution is that of the first variable, times that of the second given the first, and so
on, which every joint distribution is; one of events is a row of all their combinations.
Limits: values in sets of numbers, whole numbers in a row, or arrays of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.declarations import quantities
from verifier.read.notes.formulas import conditions
from verifier.read.notes.formulas.conditions import Choice, NumberSet, Range
from verifier.read.notes.probability import law_calls
from verifier.read.notes.probability.laws import Chance, Factor, Law, Outcome, numbering, small
from verifier.read.notes.probability.outcomes import outcome
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import IndexName, Quantity
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Head, Name, head_of, split
from verifier.read.notes.source.tree import Leaf, Node, Script, text_of
from verifier.read.sizes import concrete
from verifier.terms import Family, Number, Sort, Term, Variable, number


def with_sizes(ctx: Context, nodes: Sequence[Node]) -> Context:
    """The context, with undeclared letters of a size made dimensions."""
    for node in nodes:
        head = head_of(node)
        if head is not None and ctx.scope.fitting(head) is None:
            quantities.declare_dimension(ctx.scope, head.name)
    return ctx


def labels(ctx: Context, head: Head) -> list[Variable | Family]:
    """The declared quantities in the label of a name: theta of ``p_theta``."""
    return [owner for piece in head.sub for owner in law_calls.quantities(ctx, piece.nodes)]


def make(
    ctx: Context,
    name: Name,
    targets: tuple[Chance, ...],
    given: tuple[Chance, ...],
    over: tuple[Variable | Family, ...],
    owners: Owners,
) -> tuple[Factor, ...]:
    """Tables of probabilities, with what is known of them assumed.

    A joint distribution of several variables is that of the first, times that of the second
    given the first, and so on, which any one is; one of events is a table of all combinations.
    """
    every = (*given, *targets)
    if len(set(every)) < len(every):
        raise Complaint("declaration", f"`{name.latex}` names a random variable twice")
    together = all(chance.event for chance in every)
    steps = [(targets, given)] if together else [
        ((target,), (*given, *targets[:place])) for place, target in enumerate(targets)
    ]  # fmt: skip
    factors = []
    for own, under in steps:
        axes = (*under, *own)
        label = ", ".join(c.name.latex for c in own)
        label += rf" \mid {', '.join(c.name.latex for c in under)}" if under else ""
        said = name if len(steps) == 1 and not under else Name(name.glyph, (*name.sub, label),
                                                               name.sup, name.primes)  # fmt: skip
        shape, starts = tuple(c.size for c in axes), tuple(c.start for c in axes)
        if all(chance.event for chance in axes):
            shape, starts = (number(2 ** len(axes)),), (1,)
        family = owners.family(said, shape, starts, new=True)
        factors.append(Factor(own, under, family, over, chained=len(under) > len(given)))
        ctx.scope.assumptions.extend(factors[-1].assumptions())
    return tuple(factors)


def joint(
    ctx: Context,
    head: Head,
    chances: Sequence[Chance],
    given: Sequence[Chance],
    apart: bool,
    owners: Owners,
) -> Law:
    """A law of all of them, factored as independence says."""
    over = tuple(dict.fromkeys(labels(ctx, head)))
    rest = tuple(chance for chance in chances if chance not in given)
    groups = [(chance,) for chance in rest] if apart else [rest]
    under = tuple(given) if apart else ()
    factors = [factor for group in groups
               for factor in make(ctx, head.name, group, under, over, owners)]  # fmt: skip
    if given and apart:
        factors = [*make(ctx, head.name, tuple(given), (), over, owners), *factors]
    law = Law(head.name, tuple(factors))
    ctx.scope.declare(law)
    return law


def named(ctx: Context, nodes: Sequence[Node], owners: Owners) -> list[Chance]:
    r"""``x, z``, ``y \in \{0, 1\}``, ``x \in \mathbb{R}^n``: new random variables."""
    texts = [node.text if isinstance(node, Leaf) else "" for node in nodes]
    if r"\in" not in texts:
        return [new_chance(ctx, head, owners) for part in split(nodes, (",",))
                for head in names.name_list(part)]  # fmt: skip
    cut = texts.index(r"\in")
    heads = [head for part in split(nodes[:cut], (",",)) for head in names.name_list(part)]
    letters = [one for node in nodes[cut + 1 :] if isinstance(node, Script) and node.sup is not None
               for one in node.sup.children]  # fmt: skip
    found = conditions.domain(with_sizes(ctx, letters), nodes[cut + 1 :], nodes[cut])
    match found:
        case Choice(members, ()):
            start = whole(members)
            return [new_chance(ctx, head, owners, size=number(len(members)), start=start)
                    for head in heads]  # fmt: skip
        case Range(Number(lower), upper) if lower in (0, 1):
            size = upper if lower == 1 else counted_from_zero(upper)
            return [new_chance(ctx, head, owners, size=size, start=int(lower)) for head in heads]
        case NumberSet("R", shape, ""):
            full = quantities.oriented_shape(ctx, shape)
            return [new_chance(ctx, head, owners, shape=full) for head in heads]
        case _:
            if r"\dots" in texts or r"\ldots" in texts or r"\cdots" in texts:
                raise Complaint("not-supported", "a joint distribution of any number of variables: "
                                "write some of them, `$X_1, X_2, X_3$`", nodes[cut])  # fmt: skip
            raise Complaint("not-supported", "a random variable with values in this set",
                            nodes[cut])  # fmt: skip


def counted_from_zero(upper: Term) -> Term:
    """The number of whole numbers from 0 to ``upper``."""
    return number(int(upper.value) + 1) if isinstance(upper, Number) else upper + number(1)


def whole(members: Sequence[Term]) -> int:
    """The first of whole numbers in a row."""
    found = [int(m.value) for m in members if isinstance(m, Number) and m.value.denominator == 1]
    if len(found) < len(members) or found != list(range(found[0], found[0] + len(found))):
        raise Complaint("not-supported", "values other than whole numbers in a row")
    return found[0]


def chance_for(ctx: Context, part: Sequence[Node], owners: Owners) -> Chance:
    """The random variable of a letter, made where nothing declares it."""
    (head,) = names.name_list(part)
    found = outcome(ctx, head)
    if found is not None:
        return found.chance
    known = ctx.scope.fitting(head)
    symbol = known[0] if known is not None and known[1] == len(head.sub) else None
    match symbol:
        case IndexName(index=index) if isinstance(index.lower, Number):
            start = int(index.lower.value)
            size = index.upper if start == 1 else index.upper + number(1 - start)
            return new_chance(ctx, head, owners, size=size, start=start)
        case Quantity(view=view) if view.rank:
            return new_chance(ctx, head, owners, shape=view.shape)
        case _:
            return new_chance(ctx, head, owners)


def new_chance(
    ctx: Context,
    head: Head,
    owners: Owners,
    size: Term | None = None,
    start: int | None = None,
    shape: tuple[Term, ...] = (),
) -> Chance:
    """A random variable, and the letters for it and for its values."""
    name = head.name
    values: Family | None = None
    capital = len(name.glyph.letter) == 1 and name.glyph.letter.isupper()
    label = (text_of(head.node) if not head.sub else name.latex).strip("{}")
    if size is None:
        size = owners.variable(Name(Glyph("n"), (label,)), Sort.DIMENSION, new=True)
    if start is None:
        long = tuple(part for part in shape if concrete(part) != 1)
        own = name if capital else Name(Glyph("v"), (label,))
        values = owners.family(own, (size, *long), (1,) * (1 + len(long)), new=True)
        owners.outcomes.add(values)
    chance = Chance(name, size, start if start is not None else 1, values, shape)
    ctx.scope.declare(Outcome(name, chance, numbering(chance, name), random=True))
    for place, other in enumerate(small(name)):
        known = ctx.scope.find(other)
        if known is None or (not place and isinstance(known, Outcome)):  # then ``S_t = s``
            ctx.scope.declare(Outcome(other, chance, numbering(chance, other)))
    return chance


def partition(ctx: Context, parts: Sequence[Sequence[Node]]) -> Chance:
    r"""``B_1, \dots, B_n``: as many values, the i-th of which is the event B_i."""
    first, last = parts[0][0], parts[-1][0]
    head = head_of(last)
    if len(parts) != 3 or head is None or len(head.sub) != 1 or not isinstance(last, Script) or (
        not conditions.is_dots(parts[1][0]) or text_of(first) == text_of(last)
    ):  # fmt: skip
        raise Complaint("declaration", r"write a partition as `$B_1, \dots, B_n$`", first)
    size = conditions.sizes(with_sizes(ctx, head.sub[0].nodes), head.sub[0].nodes, last)[0]
    bare = Head(head.glyph, (), (), 0, last)
    chance = Chance(bare.name, size)
    ctx.scope.declare(Outcome(bare.name, chance, numbering(chance, bare.name)))
    return chance
