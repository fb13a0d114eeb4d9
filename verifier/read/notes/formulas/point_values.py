r"""``\left. f \right|_{x = a}`` and ``[f]_{x = a}``: the value of an expression at a point.

Guarantee: derivatives are taken first; a number that is put in for an array stands for each of
its entries. Limits: the letters are declared, and are no defined names.
"""

from __future__ import annotations

from collections.abc import Callable

from verifier.read.arrays import Array
from verifier.read.notes.calculus import partials
from verifier.read.notes.formulas import expressions, operands
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of, pieces, split
from verifier.read.notes.source.tree import Fenced, Script, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import Entries, substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.sizes import same_shape
from verifier.terms import Family, Index, Term, Variable


def evaluated(ctx: Context, node: Script, base: Fenced) -> Array:
    r"""``\left. f \right|_{x = a}``: f with a put in for x, derivatives first."""
    assert node.sub is not None
    body = expressions.expression(ctx, base.children, base)
    scalars: dict[Variable | Index, Term] = {}
    families: dict[Family, Entries] = {}
    keep: set[object] = set()
    for part in partials.at_letters(ctx, base, node.sub) or split(node.sub.children, (",",)):
        sides = split(part, ("=",))
        if len(sides) != 2 or len(sides[0]) != 1:
            raise Complaint("syntax", r"write `\right|_{x = a}`", node.sub)
        head = head_of(sides[0][0])
        found = ctx.lookup(head) if head is not None else None
        symbol = found[0] if found is not None else None
        if isinstance(symbol, Function) and symbol.standing is not None:
            symbol = symbol.standing
        if not isinstance(symbol, Quantity) or symbol.owner is None:
            raise Complaint("undeclared", f"`{text_of(sides[0][0])}` is undeclared", sides[0][0])
        value = expressions.expression(ctx, sides[1], node.sub)
        keep.add(symbol.owner)
        if isinstance(symbol.owner, Variable):
            one = values.one_number(value, node, "this value")
            scalars[symbol.owner] = ctx.definitions.unfold(one)
        else:
            families[symbol.owner] = filled(ctx, values.entries_of(values.oriented(
                value, symbol.view.shape)), symbol)  # fmt: skip
    given = put_in(scalars, families)
    owners = frozenset(part for part in keep if isinstance(part, (Variable, Family)))
    result = Array(
        body.shape,
        lambda at: substitute(ctx.definitions.unfold(body.entry(at), owners), given),
        body.starts,
    )
    if node.sup is None:
        return result
    return operands.attached(ctx, result, (), node.sup, pieces(node.sup), 0, node)


def filled(ctx: Context, value: Array, symbol: Quantity) -> Callable[[tuple[Term, ...]], Term]:
    """The entries that are put in for a vector or matrix; a number goes everywhere."""
    inner = values.entries_of(symbol.view)
    if not value.rank:
        term = value.entry(())
        return lambda _: ctx.definitions.unfold(term)
    if not same_shape(inner.shape, value.shape):
        raise values.mismatch("value for it", inner, value)
    return lambda at: ctx.definitions.unfold(value.entry(at))
