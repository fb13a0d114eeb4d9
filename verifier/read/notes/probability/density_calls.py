r"""Densities of any variables: ``p(x \mid z)``, ``p(x, z)``, ``q(x_{t-1} \mid x_t, x_0)``.

Guarantee: after ``**Let** $p, q$ be densities`` a letter stands for one positive function for
each set of variables in its brackets, in whatever order they stand, and a conditional one is
the quotient of two of them,

    p(x | z; w)  =  p(x, z; w) / p(z; w),

which is all that is known: the rules of products and of Bayes. A variable is a letter that is
declared, or else a name by itself, with numbers for its labels (``C_k``, ``x_{t-1}``). What
a display says of one is assumed from there on. Limits: no sums or integrals over variables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions, operands
from verifier.read.notes.probability import density_models, law_calls
from verifier.read.notes.probability.density_models import Arguments, key, merged
from verifier.read.notes.probability.laws import Argument, Density, Drawn, ratio
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import FiniteSet, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import (
    DOTS,
    Head,
    Piece,
    head_of,
    pieces,
    split,
)
from verifier.read.notes.source.tree import Fenced, Group, Leaf, Node, Script, text_of
from verifier.read.notes.terms import values
from verifier.read.positive_print import UNKNOWN
from verifier.read.sizes import concrete
from verifier.terms import (
    ONE,
    Apply,
    FunctionSymbol,
    Multiply,
    Term,
    Variable,
    call,
    number,
)

NOTE = ("`{}(...)` is read as a positive function for each set of variables in its brackets; a "
        "conditional one is the quotient of two of them, and nothing else is known")  # fmt: skip
SAME = "two values of the variable `{}` in one density: their order is taken as it is written here"
MOST = 4
"""A vector with at most as many entries is written out."""


# -- calls -------------------------------------------------------------------------------


def value(
    ctx: Context, cursor: Cursor, symbol: Density, sub: Sequence[Piece], sup: Sequence[Piece],
    node: Node,
) -> Array:  # fmt: skip
    """A density and the brackets behind it."""
    after = cursor.peek()
    fence = law_calls.fence_of(after)
    if fence is None:
        raise Complaint("syntax", f"`{symbol.name.latex}` is a density: of what?", node,
                        (f"`{symbol.name.latex}(x)`",))  # fmt: skip
    cursor.take()
    targets, given, behind = sides(ctx, symbol, fence)
    tags = {argument.tag for argument in (*targets, *given)}
    for piece in sub:
        text = "".join(ch for ch in piece.text if ch.isalpha()).lower()
        if text and text not in {"".join(tag.lower() for tag in tags), *map(str.lower, tags)}:
            raise Complaint("undeclared", f"`{symbol.name.latex}` with the label `{piece.text}`: "
                            "another density?", node,
                            (rf"**Let** ${symbol.name.latex}_{{{piece.text}}}$ be a density.",
                             ))  # fmt: skip
    ctx.note(NOTE.format(symbol.name.latex))
    result = values.scalar(conditional(ctx, symbol, targets, given, behind))
    if isinstance(after, Script):
        result = operands.attached(ctx, result, pieces(after.sub), after.sup, pieces(after.sup),
                                   after.primes, node)  # fmt: skip
    if sup:
        group = node.sup if isinstance(node, Script) else None
        result = operands.attached(ctx, result, (), group, sup, 0, node)
    return result


def sides(ctx: Context, symbol: Density, fence: Fenced) -> tuple[Arguments, Arguments, Arguments]:
    """What stands before the bar, behind it, and behind a semicolon or below the letter."""
    cut = law_calls.parted(fence)
    front = split(cut[0], (";",))
    behind = split(cut[1], (";",)) if len(cut) > 1 else []
    further = [part for rest in (*front[1:], *behind[1:]) for part in split(rest, (",",))]
    given = split(behind[0], (",",)) if behind else []
    return (
        tuple(arguments(ctx, split(front[0], (",",)))),
        tuple(arguments(ctx, given)),
        (*labelled(ctx, symbol), *arguments(ctx, further)),
    )


def arguments(ctx: Context, listed: Sequence[Sequence[Node]]) -> Iterator[Argument]:
    r"""Arguments one by one; ``x_1, \dots, x_m`` is the stretch ``x_{1:m}``."""
    rest = list(listed)
    while rest:
        dots = next((place for place, part in enumerate(rest[:-1]) if place and len(part) == 1
                     and text_of(part[0]) in DOTS), 0)  # fmt: skip
        if not dots:
            yield from (argument(ctx, part) for part in rest)
            return
        ends = [member(ctx, part) for part in (*rest[:dots], rest[dots + 1])]
        first = dots
        while first and (one := ends[first - 1]) and ends[-1] and one.tag == ends[-1].tag:
            first -= 1
        start, end = ends[first], ends[-1]
        if start is None or end is None or first == dots:
            yield from (argument(ctx, part) for part in rest)
            return
        yield from (argument(ctx, part) for part in rest[:first])
        head = head_of(rest[first][0])
        found = ctx.lookup(head) if head is not None else None
        whole = (values.as_scalar(found[0].view),) if (
            found is not None and isinstance(found[0], Quantity)) else ()  # fmt: skip
        yield Argument(start.tag + ":", (*start.views, *end.views, *whole))
        rest = rest[dots + 2 :]


def member(ctx: Context, part: Sequence[Node]) -> Argument | None:
    """One of a sequence, ``x_1`` or ``x^{(1)}``: its letter and its number."""
    head = head_of(part[0]) if len(part) == 1 else None
    found = hidden(ctx, part[0], head) if head is not None else None
    return found if found is not None and len(found.views) == 1 else None


def labelled(ctx: Context, symbol: Density) -> Arguments:
    """The parameters in the label of a density."""
    known = [(name, ctx.scope.find(name)) for name in symbol.parameters]
    return tuple(Argument(name.latex, (values.as_scalar(one.view),))
                 for name, one in known if isinstance(one, Quantity))  # fmt: skip


def argument(ctx: Context, part: Sequence[Node]) -> Argument:
    """The variable that an argument is, or gives a value."""
    while len(part) == 1 and isinstance(part[0], Group) and part[0].children:
        part = part[0].children
    equal = split(part, ("=",))
    if len(equal) == 2 and (head := head_of(equal[0][0])) is not None and len(equal[0]) == 1:
        view = values.as_scalar(expressions.expression(ctx, equal[1], part[0]))
        return Argument(head.name.latex.lower(), (view,))
    head = head_of(part[0]) if len(part) == 1 else None
    if head is None:
        text = shorten("".join(map(text_of, part)))
        raise Complaint("ambiguous", f"`{text}` is the value of which variable?", part[0],
                        (f"`x = {text}`",))  # fmt: skip
    found = ctx.lookup(head)
    if found is not None and isinstance(found[0], Drawn):
        own = hidden(ctx, part[0], head)
        return Argument(own.tag, (*own.views, *map(arrays.scalar, found[0].indices)))
    if found is not None and isinstance(part[0], Script) and any(
        isinstance(inner, Leaf) and inner.text == ":"
        for inner in (part[0].sub.children if part[0].sub is not None else ())
    ):  # fmt: skip
        own = hidden(ctx, part[0], head)
        if not isinstance(found[0], Quantity):
            raise Complaint("not-supported", "a stretch of a sequence in a density: leave the "
                            "sequence undeclared", part[0])  # fmt: skip
        return Argument(own.tag, (*own.views, values.as_scalar(found[0].view)))
    if found is not None and not isinstance(found[0], FiniteSet):
        view = values.as_scalar(expressions.expression(ctx, part, part[0]))
        return Argument(found[0].name.latex, (view,))
    return hidden(ctx, part[0], head)


def hidden(ctx: Context, node: Node, head: Head) -> Argument:
    """A variable that nothing declares: its name, and its labels as far as they are numbers."""
    views: list[Array] = []
    tag = head.glyph.latex + "'" * head.primes
    for group in (node.sub, node.sup) if isinstance(node, Script) else ():
        for nodes in split(group.children if group is not None else (), (",", ":")):
            inner = nodes[0].children if len(nodes) == 1 and isinstance(nodes[0], Fenced) else nodes
            try:
                views.append(values.as_scalar(expressions.expression(ctx, inner, node)))
            except Complaint:
                tag += "_" + "".join(map(text_of, inner))
        if group is not None and any(isinstance(n, Leaf) and n.text == ":" for n in group.children):
            tag += ":"
    return Argument(tag, tuple(views))


# -- values ------------------------------------------------------------------------------


def conditional(
    ctx: Context, symbol: Density, targets: Arguments, given: Arguments, behind: Arguments
) -> Term:  # fmt: skip
    """The density of ``targets`` given others."""
    for known in symbol.known:
        if (said := density_models.at(known, targets, given, behind)) is not None:
            return said
    below = joint(ctx, symbol, given, behind) if given else ONE
    return ratio(joint(ctx, symbol, (*targets, *given), behind), below)


def joint(
    ctx: Context, symbol: Density, variables: Arguments, behind: Arguments
) -> Term:  # fmt: skip
    """The density of all of them together."""
    once = merged(list({key(one): one for one in variables}.values()))
    once.sort(key=lambda one: (one.tag, [(kind, base) for kind, base, _ in key(one)[1]],
                               [offset for *_, offset in key(one)[1]]))  # fmt: skip
    if (said := density_models.split(symbol, once, behind)) is not None:
        value_, rest = said
        return Multiply((value_, joint(ctx, symbol, rest, behind))) if rest else value_
    tags = [one.tag for one in once]
    for tag in sorted({tag for tag in tags if tags.count(tag) > 1}):
        ctx.doubts.setdefault(SAME.format(tag))
    label = ", ".join(tags) + "".join(f"; {one.tag}" for one in behind[:1])
    label += "".join(f", {one.tag}" for one in behind[1:])
    views = [view for one in (*once, *behind) for view in one.views]
    return call("exp", free(symbol, label, views))


def free(symbol: Density, label: str, views: list[Array]) -> Term:
    """Any number that depends smoothly on everything in ``views``."""
    name = rf"{UNKNOWN}{symbol.name.latex}_{{{label}}}"
    plain: list[Array] = []
    for view in views:
        inner = values.entries_of(view)
        size = concrete(inner.shape[0]) if inner.rank == 1 else None
        if size is not None and size <= MOST:
            plain += [arrays.scalar(inner.entry((number(inner.starts[0] + k),)))
                      for k in range(size)]  # fmt: skip
        else:
            plain.append(view)
    if not plain:
        return Variable(name)
    if not any(view.rank for view in plain):
        terms = tuple(view.entry(()) for view in plain)
        return Apply(FunctionSymbol(name, len(terms)), terms, (0,) * len(terms))
    return symbol.made(name, tuple(plain))
