r"""Tables of numbers, declared by their values: ``$\pi(a \mid s) > 0$``, ``$V(s) \in \mathbb{R}$``.

Guarantee: with indices or elements of finite sets in the brackets there is one number for each
of their values, which depends on the quantities in its label (theta of ``\pi_\theta``); it is
written as it was declared, with a bar at the same place or none. Other arguments are quantities
on which the values depend, theta of ``h(s, a, \theta)``; scripts that are indices number tables,
``V_k(s)``. Limits: quantities stand as they were declared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import smooth
from verifier.read.notes.declarations import quantities
from verifier.read.notes.formulas import conditionals
from verifier.read.notes.formulas.conditions import Domain, Interval, NumberSet
from verifier.read.notes.scopes import labels
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.elements import Table
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import IndexName, Quantity
from verifier.read.notes.source.names import SEPARATORS, Head, Name, head_of, split
from verifier.read.notes.source.tree import Fenced, Node, text_of
from verifier.read.notes.terms.unfold import EVERY
from verifier.read.sizes import concrete
from verifier.terms import Family, Index, Number, Sort, Variable


def declared(
    ctx: Context, head: Head, fence: Fenced, target: Domain, owners: Owners
) -> Quantity | None:  # fmt: skip
    """The table that a name is; None where no argument is an index."""
    pieces = split(fence.children, SEPARATORS)
    found = [index(ctx, piece) for piece in pieces]
    below, above = quantities.declared_slots(ctx, head)
    axes = [*below, *above, *(one for one in found if one is not None)]
    known = [one for one in axes if isinstance(one.lower, Number)]
    plain = isinstance(target, NumberSet) and target.letter == "R"
    if not any(found) or len(known) < len(axes) or not (plain or isinstance(target, Interval)):
        return None
    if None in found and any(one is not None and one.upper == EVERY for one in found):
        return None  # a function of a place and of something else
    held = tuple((place, "".join(map(text_of, piece))) for place, piece in enumerate(pieces)
                 if found[place] is None)  # fmt: skip
    further, says = labels.arguments(ctx, head)
    own = [smooth.argument(ctx, pieces[place]) for place, _ in held
           if not undeclared(ctx, pieces[place])]  # fmt: skip
    on = [one.owner for one in own if isinstance(one, Quantity) and one.owner is not None]
    further = tuple(dict.fromkeys((*further, *on)))
    heads = (head_of(piece[0]) for piece in pieces)
    letters = tuple(one.name for one in heads if one is not None)
    name = quantities.label(head, (below, above))
    bar = conditionals.bar_place(fence)
    before = ctx.scope.symbols.get(name)
    called = (len(pieces), bar, (len(below), len(above)))
    others = tuple(one for one in (replace(before, others=()), *before.others)
                   if (one.arity, one.bar, one.numbered) != called and one.numbered == called[2]
                   ) if isinstance(before, Table) else ()  # fmt: skip
    numbered = bool(below or above) or isinstance(ctx.scope.find(name), IndexName)
    whole = valued(ctx, name, known, target, further, owners, new=bool(others))
    return Table(**{**vars(whole), "called": True, "entries": numbered,
                    "says": says, "bar": bar, "letters": letters,
                    "numbered": (len(below), len(above)), "held": held, "arity": len(pieces),
                    "others": others})  # fmt: skip


def valued(
    ctx: Context, name: Name, axes: Sequence[Index], target: Domain,
    further: tuple[Variable | Family, ...], owners: Owners, *, new: bool,
) -> Quantity:  # fmt: skip
    """The values for each of their indices, which depend smoothly on ``further``."""
    assert isinstance(target, (NumberSet, Interval))
    starts = tuple(int(one.lower.value) for one in axes if isinstance(one.lower, Number))
    sizes = tuple(quantities.length(one) for one in axes)
    if isinstance(target, NumberSet) and target.shape:
        whole = quantities.declared_array(ctx, name, (list(axes), []), target.shape, Sort.REAL,
                                          owners)  # fmt: skip
        if not further or not isinstance(whole.owner, Family):
            return whole
        family = whole.owner
        long = [axis for axis, size in enumerate(whole.view.shape) if concrete(size) != 1]
        free = arrays.dependent(family, further)
        view = Array(whole.view.shape, lambda at: free.entry(tuple(at[axis] for axis in long)),
                     whole.view.starts)  # fmt: skip
        return replace(whole, view=view, defined=True)
    if further:
        family = owners.family(smooth.inner_name(name, target), sizes, starts, Sort.REAL, new=True)
        view = smooth.mapped(arrays.dependent(family, further), smooth.onto(target))
        ctx.scope.assumptions += smooth.bounds(view, target)
        return Quantity(name, view, family, entries=True, defined=True)
    family = owners.family(name, sizes, starts, Sort.REAL, new=new)
    symbol = Quantity(name, arrays.declared(family), family, entries=True)
    ctx.scope.assumptions.extend(quantities.membership(symbol, target))
    return symbol


def undeclared(ctx: Context, nodes: Sequence[Node]) -> bool:
    r"""Whether an argument is a letter that nothing declares: a label, ``p(\tau \mid \pi)``."""
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    return head is not None and ctx.lookup(head) is None


def index(ctx: Context, nodes: Sequence[Node]) -> Index | None:
    """The index that a letter is, an element of a finite set too."""
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.scope.find(head.name) if head is not None else None
    return found.index if isinstance(found, IndexName) else None
