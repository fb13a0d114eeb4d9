r"""Displays that say what a density is: ``p(x \mid z) = \mathcal{N}(x \mid W z, \sigma^2)``.

Guarantee: an equation with one density alone on the left, whose right side has no density of
that letter, or a product of them over an index (independence), or those of other values of the
same variable, is no claim when nothing was said of that density before; from there on it is
known. Limits: the first link of a chain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verifier.claim import Assumption
from verifier.read.notes.displays import links, proportional
from verifier.read.notes.displays.display import Statement
from verifier.read.notes.formulas import builtin, expressions, off_axis
from verifier.read.notes.probability import (
    density_calls,
    density_models,
    law_calls,
    law_declarations,
    law_models,
    outcomes,
)
from verifier.read.notes.probability.density_models import Arguments, at, key, merged
from verifier.read.notes.probability.laws import Density, Known
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.scopes.scope import Scope
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Name, head_of
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.traverse import once
from verifier.read.positive_print import UNKNOWN
from verifier.read.sizes import ShapeMismatch
from verifier.terms import Condition, Family, FunctionSymbol, Number, Relation, Variable, number
from verifier.traversal import free_indices

Sides = tuple[Arguments, Arguments, Arguments]


def stated(
    ctx: Context, statement: Statement, home: Scope, *, assumed: bool = False
) -> str | None:  # fmt: skip
    """Make known what the first link of a chain says of a density; what is said of it.

    What is ``assumed`` is taken as it stands.
    """
    if not statement.signs or statement.signs[0].text not in ("=", r"\equiv", r"\coloneqq"):
        return None
    left, right = statement.sides[0], statement.sides[1]
    if (said := law_models.stated(ctx, left, right, home)) is not None:
        return said
    symbol = density_of(ctx, left[0]) if len(left) == 2 else None
    fence = law_calls.fence_of(left[1]) if symbol is not None else None
    if symbol is None or fence is None or isinstance(left[1], Script) or not right:
        return None
    quiet = replace(ctx, readings={}, needs={}, calls={}, doubts={})
    try:
        targets, given, behind = density_calls.sides(quiet, symbol, fence)
        if any(at(known, targets, given, behind) is not None for known in symbol.known):
            return None
        if density_models.split(symbol, merged([*targets, *given]), behind) is not None:
            return None
        if not assumed and not model(quiet, symbol, right, fence):
            return None
        value = values.as_scalar(expressions.expression(quiet, right, right[0]))
    except (Complaint, ShapeMismatch, RecursionError):
        return None
    if value.rank:
        return None
    term = ctx.definitions.unfold(value.entry(()))
    named = {index for one in (*targets, *given, *behind) for view in one.views
             for index in free_indices(view.entry(tuple(map(number, view.starts))))}  # fmt: skip
    if isinstance(term, Number) or not set(free_indices(term)) <= named:
        return None
    known = Known(targets, given, behind, term)
    home.declare(replace(symbol, known=(*symbol.known, known)))
    shown = shorten("".join(map(text_of, left)))
    return f"it says what `{shown}` is, which is taken from here on"


def density_of(ctx: Context, node: Node) -> Density | None:
    """The density letter that a node is."""
    head = head_of(node)
    found = ctx.lookup(head) if head is not None else None
    return found[0] if found is not None and isinstance(found[0], Density) else None


def model(ctx: Context, symbol: Density, right: Sequence[Node], own: Fenced) -> bool:
    """Whether a right side says what a density is, and is not one that follows from others."""
    bases = [node.base if isinstance(node, Script) else node for node in right]
    if any(isinstance(node, Leaf) and node.text == r"\prod" for node in bases):
        return True
    mine = density_calls.sides(ctx, symbol, own)
    if (split_ := factors(ctx, symbol, right)) is not None:
        return independent(mine, split_)
    for node, after in pairs(right):
        other = density_of(ctx, node)
        if other is None or other.name != symbol.name:
            continue
        fence = law_calls.fence_of(after)
        theirs = density_calls.sides(ctx, symbol, fence) if fence is not None else None
        if theirs is None or tags(theirs) != tags(mine) or keys(theirs) == keys(mine):
            return False
    return True


def factors(ctx: Context, symbol: Density, nodes: Sequence[Node]) -> list[Sides] | None:
    """The calls of a plain product of densities of one letter; None for anything else."""
    product = law_declarations.product_of(nodes)
    if product is None or len(product) < 2:
        return None
    heads = [density_of(ctx, head.node) for head, _ in product]
    if any(one is None or one.name != symbol.name for one in heads):
        return None
    return [density_calls.sides(ctx, symbol, fence) for _, fence in product]


def independent(whole: Sides, found: list[Sides]) -> bool:
    """Whether a product has each variable once before a bar, and is not the rule of products."""
    targets = [key(one) for side in found for one in side[0]]
    if sorted(targets) != sorted(key(one) for one in whole[0]):
        return False
    known = {key(one) for one in whole[1]}
    rest = list(found)
    while rest:
        exact = [one for one in rest if {key(each) for each in one[1]} == known]
        if not exact:
            return True
        known |= {key(each) for each in exact[0][0]}
        rest.remove(exact[0])
    return False


def related(
    ctx: Context, left: Sequence[Node], sign: Leaf, right: Sequence[Node],
    given: Sequence[Assumption] = (),
) -> tuple[Condition, links.Shown]:  # fmt: skip
    """A link; it is not refuted where it may say what an unknown density is."""
    if ctx.moving:
        same = proportional.relation(ctx, left, right, ctx.moving)
        return same, links.shown(ctx, same)
    relation, text = off_axis.moved(
        ctx, lambda way: links.relation(way, left, sign, right, sign), given)  # fmt: skip
    own, other = (named(ctx, side) for side in (left, right))
    product = [any(isinstance(node, Leaf) and node.text == r"\prod"
                   for node in outcomes.every(side)) for side in (left, right)]  # fmt: skip
    unknown = unknowns(relation)
    apart = isinstance(relation, Relation) and not (
        unknowns(relation.left) & unknowns(relation.right))  # fmt: skip
    differ = own.symmetric_difference(other)
    if unknown and (differ or (own and (apart or product[0] != product[1]))):
        letters = ", ".join(sorted(f"`{name.latex}`" for name in own | other))
        ctx.doubts.setdefault(f"it may say what {letters} is, or that variables are independent")
    if unknown and not assumed(ctx) and (total(ctx, left) or total(ctx, right)):
        ctx.doubts.setdefault("the values in the sum may be all that there are: then **Assume** "
                              "says that it is the density of the rest")  # fmt: skip
    for one, far in ((left, right), (right, left)):
        if law_models.declared(ctx, one) and averages_of(far):
            shown = shorten("".join(map(text_of, one)))
            ctx.doubts.setdefault(f"it may say what `{shown}` is")
    return relation, text


def unknowns(part: object) -> set[str]:
    """The functions in a term or relation of which no more is known than that they are any."""
    return {one.name for one in once(part) if isinstance(one, (Variable, FunctionSymbol, Family))
            and one.name.startswith(UNKNOWN)}  # fmt: skip


def assumed(ctx: Context) -> bool:
    """Whether it is said how densities that nothing is known of are connected."""
    said: list[object] = [one for scope in ctx.scope.chain() for one in scope.assumptions]
    said += [known.value for symbol in ctx.scope.everything() if isinstance(symbol, Density)
             for known in symbol.known]  # fmt: skip
    return any(unknowns(one) for one in said)


def total(ctx: Context, nodes: Sequence[Node]) -> bool:
    r"""Whether ``p(x \mid c) p(c)`` is summed: over all c, that is ``p(x)``."""
    for row in (nodes, *(parts(node) for node in outcomes.every(nodes))):
        bases = [node.base if isinstance(node, Script) else node for node in row]
        signs = {node.text for node in bases if isinstance(node, Leaf)}
        count = sum(joint(ctx, row[place : place + 4]) for place in range(len(row) - 3))
        if (count > 1 and "+" in signs) or (count and r"\sum" in signs):
            return True
    return False


def joint(ctx: Context, nodes: Sequence[Node]) -> bool:
    r"""Whether four nodes are ``p(x \mid c) p(c)``."""
    first, second = law_calls.fence_of(nodes[1]), law_calls.fence_of(nodes[3])
    if first is None or second is None or None in (
        density_of(ctx, nodes[0]), density_of(ctx, nodes[2])
    ):  # fmt: skip
        return False
    sides = law_calls.parted(first)
    return len(sides) == 2 and list(map(text_of, sides[1])) == list(map(text_of, second.children))


def averages_of(nodes: Sequence[Node]) -> bool:
    """Whether a side is an expectation."""
    head = head_of(nodes[0]) if nodes else None
    return head is not None and head.glyph.plain == Glyph("E")


def named(ctx: Context, side: Sequence[Node]) -> set[Name]:
    """The letters of densities in a side."""
    return {symbol.name for node, _ in pairs(side) if (symbol := density_of(ctx, node))}


def pairs(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node | None]]:
    """Every node with the one behind it."""
    rows: list[Sequence[Node]] = [nodes, *(parts(node) for node in outcomes.every(nodes))]
    for row in map(builtin.without_words, rows):
        yield from zip(row, [*row[1:], None], strict=False)


def tags(sides: Sides) -> list[list[str]]:
    """The variables of a call, by side."""
    return [sorted(one.tag for one in side) for side in sides]


def keys(sides: Sides) -> list[object]:
    """The same with their values."""
    return [sorted(map(key, side)) for side in sides]
