r"""Tables of numbers, declared by their values: ``$\pi(a \mid s) > 0$``, ``$V(s) \in \mathbb{R}$``.

Guarantee: with indices or elements of finite sets in the brackets there is one number for each
of their values, which depends on the quantities in its label (theta of ``\pi_\theta``); it is
written as it was declared, with a bar at the same place or none. Limits: all arguments are
indices or elements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read import arrays
from verifier.read.notes.calculus import smooth
from verifier.read.notes.declarations import quantities
from verifier.read.notes.formulas import conditionals
from verifier.read.notes.formulas.conditions import Domain, Interval, NumberSet
from verifier.read.notes.scopes import elements, labels
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import IndexName, Quantity
from verifier.read.notes.source.names import SEPARATORS, Head, head_of, split
from verifier.read.notes.source.tree import Fenced, Node
from verifier.terms import Index, Number, Sort


def declared(
    ctx: Context, head: Head, fence: Fenced, target: Domain, owners: Owners
) -> Quantity | None:  # fmt: skip
    """The table that a name is; None where an argument is no index."""
    pieces = split(fence.children, SEPARATORS)
    found = [index(ctx, piece) for piece in pieces]
    known = [one for one in found if one is not None and isinstance(one.lower, Number)]
    plain = isinstance(target, NumberSet) and target.letter == "R"
    if not known or len(known) < len(found) or not (plain or isinstance(target, Interval)):
        return None
    starts = tuple(int(one.lower.value) for one in known if isinstance(one.lower, Number))
    sizes = tuple(elements.size_of(one.lower, one.upper) for one in known)
    further, says = labels.arguments(ctx, head)
    heads = (head_of(piece[0]) for piece in pieces)
    letters = tuple(one.name for one in heads if one is not None)
    bar = conditionals.bar_place(fence)
    if isinstance(target, NumberSet) and target.shape:
        if further:
            return None
        whole = quantities.declared_array(ctx, head.name, (known, []), target.shape, Sort.REAL,
                                          owners)  # fmt: skip
        return replace(whole, called=True, bar=bar, letters=letters)
    if further:
        name = smooth.inner_name(head.name, target)
        family = owners.family(name, sizes, starts, Sort.REAL, new=True)
        view = smooth.mapped(arrays.dependent(family, further), smooth.onto(target))
        ctx.scope.assumptions += smooth.bounds(view, target)
        return Quantity(head.name, view, family, entries=True, called=True, says=says, bar=bar,
                        letters=letters, defined=True)  # fmt: skip
    family = owners.family(head.name, sizes, starts, Sort.REAL)
    symbol = Quantity(head.name, arrays.declared(family), family, entries=True, called=True,
                      bar=bar, letters=letters)  # fmt: skip
    ctx.scope.assumptions.extend(quantities.membership(symbol, target))
    return symbol


def index(ctx: Context, nodes: Sequence[Node]) -> Index | None:
    """The index that a letter is, an element of a finite set too."""
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.scope.find(head.name) if head is not None else None
    return found.index if isinstance(found, IndexName) else None
