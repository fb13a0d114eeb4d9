r"""Functions that are only declared: ``f : \mathbb{R}^d \to \mathbb{R}``, ``q(c) > 0``.

Guarantee: such a function is any smooth one, the same at every point,

    f(x + h)   is   At(f as a function of u, u, u = x + h),

so that nothing is known of f(x + h) from f(x) and f(h). Values that are declared positive,
or between two bounds, are those of a smooth function too: exp(g), l + (u - l) / (1 + exp(-g)).
A label that is a declared parameter (``f_\theta``) is a further argument, with a note.
Limits: arguments and values are real numbers, vectors and matrices.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from verifier.claim import Recursion
from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.declarations import domains, quantities
from verifier.read.notes.formulas import conditionals, expressions, tables
from verifier.read.notes.formulas.conditions import Choice, Domain, Interval, NumberSet
from verifier.read.notes.scopes import labels
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import FiniteSet, Function, Quantity
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, Glyph, Head, Name, head_of, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.unfold import EVERY
from verifier.read.sizes import concrete
from verifier.terms import (
    ONE,
    ZERO,
    Apply,
    Condition,
    Dependent,
    Family,
    FunctionSymbol,
    Or,
    Relation,
    Sort,
    Term,
    Variable,
    call,
    negate,
    number,
)

Shape = tuple[Term, ...]
Values = Callable[[Term], Term]
"""From any real number to one that the declaration admits, smooth and onto."""


# -- types -------------------------------------------------------------------------------


def typed(
    ctx: Context, head: Head, sources: Sequence[Shape], target: Domain, owners: Owners
) -> Function:
    r"""``f : \mathbb{R}^d \times \mathbb{R} \to \mathbb{R}^m``: any smooth function.

    With an index below, ``h_m : \mathbb{R} \to \mathbb{R}``, h has vector values, h_m is an entry.
    """
    head, target = numbered(ctx, head, target)
    within = onto(target)
    shape = target.shape if isinstance(target, (NumberSet, Interval)) else ()
    further, says = labels.arguments(ctx, head)
    sizes = [concrete(size) for source in sources for size in source]
    flat = all(len(source) <= 1 for source in sources) and None not in sizes
    free = isinstance(target, NumberSet) and not target.sign and target.letter in "RQ"
    if flat and not shape and not further and (free or within is not None):
        count = sum(concrete(source[0]) or 1 if source else 1 for source in sources)
        symbol = FunctionSymbol(owners.name(head.name), count)
        if within is None:
            return Function(head.name, symbol=symbol)
        return bounded(ctx, head, symbol, within, owners)
    lies = () if shape else tuple(bounds(arrays.scalar(domains.VALUE), target))
    if lies and not further and not any(sources):
        symbol = FunctionSymbol(owners.name(head.name), len(sources))
        ctx.scope.unread.append((symbol, f"where the values of `{head.name.latex}` lie"))
        return replace(bounded(ctx, head, symbol, lambda term: term, owners), domain=lies)
    parameters = tuple(parameter(ctx, source, place, owners)
                       for place, source in enumerate(sources, 1))  # fmt: skip
    on = tuple(owner for one in parameters if (owner := one.owner) is not None)
    value = dependent(ctx, head.name, shape, (*on, *further), owners, new=True)
    unsaid(ctx, value.owner, head, target)
    return Function(head.name, tuple(one.view for one in parameters), mapped(value.view, within),
                    smooth=True, says=says, domain=lies)  # fmt: skip


def numbered(ctx: Context, head: Head, target: Domain) -> tuple[Head, Domain]:
    """The name without its index, and the values at all numbers together."""
    index = quantities.declared_index(ctx, head.sub[-1]) if head.sub else None
    if index is None:
        return head, target
    bare, name = replace(head, sub=head.sub[:-1]), head.name.latex
    known = ctx.scope.symbols.get(bare.name)
    if quantities.length(index) == EVERY:
        raise Complaint("not-supported", f"functions `{name}` without a last one", head.node,
                        (rf"**Index** ${index.name} = 0, \dots, M$.",))  # fmt: skip
    if isinstance(known, Function) and not (known.value is not None and known.value.rank):
        raise Complaint("declaration", f"`{bare.name.latex}` is a function already: give the "
                        f"functions `{name}` another letter, or a section", head.node)  # fmt: skip
    match target:
        case NumberSet("R" | "Q", (), sign):
            return bare, NumberSet("R", (quantities.length(index),), sign)
        case Interval(lower, None, (closed, _)) if lower == ZERO:
            return bare, NumberSet("R", (quantities.length(index),), ">=" if closed else ">")
        case _:
            raise Complaint("not-supported", "functions with an index and such values", head.node)


def bounded(
    ctx: Context, head: Head, symbol: FunctionSymbol, within: Values, owners: Owners
) -> Function:
    """A function of numbers with restricted values."""
    parameters = tuple(parameter(ctx, (), place, owners).view
                       for place in range(1, symbol.arity + 1))  # fmt: skip
    letters = tuple(one.entry(()) for one in parameters)
    value = arrays.scalar(within(Apply(symbol, letters, (0,) * symbol.arity)))
    return Function(head.name, parameters, value, smooth=True)


def parameter(ctx: Context, shape: Shape, place: int, owners: Owners) -> Quantity:
    """A quantity that stands for an argument."""
    name = Name(Glyph(r"\xi"), (str(place),))
    return quantities.declared_array(ctx, name, ([], []), shape, Sort.REAL, owners)


def dependent(
    ctx: Context,
    name: Name,
    shape: Shape,
    on: tuple[Variable | Family, ...],
    owners: Owners,
    *,
    new: bool = False,
) -> Quantity:
    """Values of ``shape`` that depend smoothly on everything in ``on``."""
    shape = quantities.oriented_shape(ctx, shape)
    long = [axis for axis, size in enumerate(shape) if concrete(size) != 1]
    sizes = tuple(shape[axis] for axis in long)
    starts = tuple(quantities.start_of(ctx, size) for size in sizes)
    family = owners.family(name, sizes, starts, Sort.REAL, new=new)
    inner = arrays.dependent(family, on)
    view = Array(shape, lambda at: inner.entry(tuple(at[axis] for axis in long)),
                 tuple(quantities.start_of(ctx, size) for size in shape))  # fmt: skip
    return Quantity(name, view, family, defined=True)


def mapped(array: Array, within: Values | None) -> Array:
    """``within`` of every entry."""
    return array if within is None else arrays.apply(within, array)


def onto(target: Domain) -> Values | None:
    """How every real number becomes a value in ``target``; None where no smooth map does it."""
    match target:
        case NumberSet("R" | "Q", _, ">"):
            return lambda term: call("exp", term)
        case Interval(lower, upper, closed):
            open_ = (lower is None or not closed[0]) and (upper is None or not closed[1])
            return between(lower, upper) if open_ else None
        case _:
            return None


def between(lower: Term | None, upper: Term | None) -> Values | None:
    """A smooth map of the real line onto an open interval."""
    if lower is None:
        return None if upper is None else lambda term: upper - call("exp", term)
    if upper is None:
        return lambda term: call("exp", term) if lower == ZERO else lower + call("exp", term)
    low, width = (None, upper) if lower == ZERO else (lower, upper - lower)

    def inside(term: Term) -> Term:
        part = width / (ONE + call("exp", negate(term)))
        return part if low is None else low + part

    return inside


def unsaid(ctx: Context, owner: object, head: Head, target: Domain) -> None:
    """Keep a set that no smooth map reaches: what is refuted may rest on values outside."""
    plain = isinstance(target, NumberSet) and target.letter in "RQ" and not target.sign
    if not plain and onto(target) is None:
        ctx.scope.unread.append((owner, f"where the values of `{head.name.latex}` lie"))


def extreme(head: Head) -> bool:
    r"""Whether a name is by convention the largest or smallest of some values of a matrix."""
    below = "".join(piece.text for piece in head.sub).strip("{}")
    return head.glyph.letter in (r"\lambda", r"\sigma") and below in (
        r"\max", r"\min", r"\text{max}", r"\text{min}", r"\mathrm{max}", r"\mathrm{min}",
        "max", "min",
    )  # fmt: skip


def inner_name(name: Name, target: Domain) -> Name:
    """The name of the free function that restricted values are made of."""
    if onto(target) is None:
        return name
    return Name(Glyph("g"), (), (name.latex,))


def bounds(view: Array, target: Domain) -> list[Condition]:
    """What a set with ends of its own says of a number in it."""
    if view.rank:
        return []
    entry = view.entry(())
    match target:
        case NumberSet(_, _, sign) if sign == ">=":
            return [Relation(sign, entry, number(0))]
        case Interval(lower, upper, ends) if onto(target) is None:
            below = [Relation("<=" if ends[0] else "<", lower, entry)] if lower is not None else []
            above = [Relation("<=" if ends[1] else "<", entry, upper)] if upper is not None else []
            return [*below, *above]
        case Choice(members, ()):
            return [Or(tuple(Relation("=", entry, member) for member in members))]
        case _:
            return []


# -- values ------------------------------------------------------------------------------


def valued(
    ctx: Context, part: Sequence[Node], found: Domain, owners: Owners
) -> Quantity | Function | None:
    r"""``f(x) \in \mathbb{R}``: values that depend smoothly on x; None for plain names.

    With an index among the arguments, ``\ell(o_t) \in \mathbb{R}``, it is one function of
    o_t, the same for every t.
    """
    if len(part) < 2 or not isinstance(part[-1], Fenced):
        return None
    head = head_of(part[0]) if len(part) == 2 else names.joined(list(part[:-1]))
    if head is None or not isinstance(found, (NumberSet, Interval)):
        return None
    if (table := tables.declared(ctx, head, part[-1], found, owners)) is not None:
        return table
    given = [argument(ctx, piece) for piece in split(part[-1].children, SEPARATORS)]
    index = quantities.declared_index(ctx, head.sub[-1]) if head.sub else None
    if index is not None or not all(isinstance(one, Quantity) for one in given):
        shapes = [values.as_scalar(one.view if isinstance(one, Quantity) else one).shape
                  for one in given]  # fmt: skip
        return typed(ctx, head, shapes, found, owners)
    symbols = [one for one in given if isinstance(one, Quantity)]
    on = tuple(one.owner for one in symbols if one.owner is not None)
    further, says = labels.arguments(ctx, head)
    more = tuple(owner for owner in further if owner not in on)
    inner, every = inner_name(head.name, found), (*on, *more)
    value = dependent(ctx, inner, found.shape, every, owners)
    if any(isinstance(one, Recursion) and one.left.family == value.owner
           for scope in ctx.scope.chain() for one in scope.assumptions):  # fmt: skip
        value = dependent(ctx, inner, found.shape, every, owners, new=True)
    unsaid(ctx, value.owner, head, found)
    if extreme(head):
        ctx.scope.unread.append((value.owner, f"that `{head.name.latex}` is an extreme value"))
    ctx.scope.assumptions += bounds(value.view, found)
    return replace(value, name=head.name, view=mapped(value.view, onto(found)),
                   says=says if more else "", over=tuple(one.view for one in symbols),
                   named=tuple(one.name for one in symbols))  # fmt: skip


LESS = {"<": False, r"\lt": False, r"\le": True, r"\leq": True, r"\leqslant": True}
MORE = {">": False, r"\gt": False, r"\ge": True, r"\geq": True, r"\geqslant": True}
"""Signs, and whether they admit equality."""


def constrained(
    ctx: Context, part: Sequence[Node], owners: Owners
) -> Quantity | Function | None:  # fmt: skip
    r"""``q(c) > 0`` and ``0 < q(c) < 1`` for a new q: values that keep to it at every c.

    The same is said of a declared function by letters that nothing declares.
    """
    signs = [place for place, node in enumerate(part)
             if isinstance(node, Leaf) and node.text in (*LESS, *MORE)]  # fmt: skip
    cuts = [-1, *signs, len(part)]
    sides = [list(part[first + 1 : last]) for first, last in itertools.pairwise(cuts)]
    calls = [place for place, side in enumerate(sides)
             if new_call(ctx, side) or open_call(ctx, side) is not None]  # fmt: skip
    if not signs or len(sides) > 3 or len(calls) != 1 or (len(sides) == 3 and calls != [1]):
        return None
    (own,) = calls
    lower: Term | None = None
    upper: Term | None = None
    closed = [False, False]
    for place, sign in enumerate(signs):
        other = sides[place] if place != own else sides[place + 1]
        text = text_of(part[sign])
        found = expressions.expression(ctx, other, part[sign])
        end = values.one_number(found, part[sign], "a bound")
        if (text in LESS) == (place == own):
            upper, closed[1] = end, {**LESS, **MORE}[text]
        else:
            lower, closed[0] = end, {**LESS, **MORE}[text]
    target = Interval(lower, upper, (closed[0], closed[1]))
    if (shapes := open_call(ctx, sides[own])) is not None:
        head = head_of(sides[own][0])
        assert head is not None
        return typed(ctx, head, shapes, target, owners)
    return valued(ctx, sides[own], target, owners)


def open_call(ctx: Context, side: Sequence[Node]) -> list[Shape] | None:
    """The shapes of the arguments of a declared smooth function at undeclared letters."""
    head = head_of(side[0]) if len(side) == 2 else None
    fit = ctx.scope.fitting(head) if head is not None else None
    if fit is None or not isinstance(fit[0], Function) or not isinstance(side[1], Fenced):
        return None
    given = [head_of(piece[0]) if len(piece) == 1 else None
             for piece in split(side[1].children, SEPARATORS)]  # fmt: skip
    if any(one is None or ctx.scope.fitting(one) is not None for one in given):
        return None
    symbol, parameters = fit[0].symbol, fit[0].parameters
    if symbol is not None and symbol.arity == len(given):
        return [()] * len(given)
    value = fit[0].value
    free = fit[0].smooth and value is not None and not value.rank and isinstance(
        value.entry(()), Dependent)  # fmt: skip
    return [one.shape for one in parameters] if free and len(parameters) == len(given) else None


def new_call(ctx: Context, side: Sequence[Node]) -> bool:
    """Whether ``side`` is a new name with declared letters behind it, or another table."""
    head = head_of(side[0]) if len(side) == 2 else None
    if head is None or not isinstance(side[1], Fenced) or side[1].left != "(":
        return False
    found = ctx.scope.fitting(head)
    return found is None or conditionals.another(found[0], side[1])


def regrouped(given: Sequence[list[Node]]) -> list[list[Node]]:
    r"""``h(x), g(x) \in \mathbb{R}`` as two declarations of values."""
    found: list[list[Node]] = []
    waiting: list[list[Node]] = []
    for part in given:
        call = len(part) == 2 and head_of(part[0]) is not None and isinstance(part[1], Fenced)
        if call:
            waiting.append(part)
            continue
        if len(part) > 3 and isinstance(part[1], Fenced):
            found += [[*one, *part[2:]] for one in waiting]
        else:
            found += waiting
        waiting = []
        found.append(part)
    return found + waiting


def argument(ctx: Context, piece: Sequence[Node]) -> Quantity | Array:
    """A declared name, or the value of one with indices."""
    head = head_of(piece[0]) if len(piece) == 1 else names.joined(list(piece))
    fit = ctx.scope.fitting(head) if head is not None else None
    symbol = fit[0] if fit is not None else None
    if isinstance(symbol, Function) and symbol.standing is not None:
        symbol = symbol.standing
    if head is None or fit is None or not isinstance(symbol, Quantity) or symbol.owner is None:
        raise Complaint("declaration", f"`{shown(piece)}` must be declared before", piece[0],
                        (rf"**Let** ${shown(piece)} \in {home(ctx, head)}$.",))  # fmt: skip
    if symbol.entries and not (symbol.defined or head.sub) and (
        len(getattr(symbol.owner, "shape", ())) == 1
    ):  # fmt: skip
        return arrays.scalar(ZERO)  # one number of the list x_1, ..., x_n
    if (len(head.sub), len(head.sup), head.primes) == fit[1:]:
        return symbol
    return expressions.expression(ctx, piece, piece[0])


def home(ctx: Context, head: Head | None) -> str:
    r"""The set that a letter is likely an element of: ``\mathcal{S}`` for s, or the numbers."""
    letter = head.glyph.letter.upper() if head is not None else ""
    sets = [symbol.name.latex for symbol in ctx.scope.everything()
            if isinstance(symbol, FiniteSet) and symbol.name.glyph.letter == letter]  # fmt: skip
    return sets[0] if sets else r"\mathbb{R}"


def shown(nodes: Sequence[Node]) -> str:
    """The text of ``nodes``."""
    return shorten("".join(map(text_of, nodes)))
