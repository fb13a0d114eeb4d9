r"""Values that are written with what they depend on: ``J(\theta)`` for a defined ``J``.

Guarantee: ``J(x)`` for a value ``J`` that depends on ``x`` is ``J``, with a note; a letter
that it does not depend on is a complaint; ``f(x + h)`` beside ``f(x)`` is ``f`` with
``x + h`` for ``x``. Limits: one argument is moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import Function, Pattern, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, Head, head_of, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.unfold import EVERY
from verifier.terms import Family, Sort, Variable, over


def dependence(ctx: Context, cursor: Cursor, symbol: Quantity) -> Node | None:
    """Pass over ``(x)`` behind a defined value J that depends on x; the bracket, or None."""
    node = cursor.peek()
    fence = node.base if isinstance(node, Script) else node
    if not isinstance(fence, Fenced) or fence.left != "(":
        return None
    require_factor(ctx, symbol, fence)
    if not symbol.defined:
        return None
    if isinstance(node, Script) and node.sup is not None and (
        symbol.view.rank or text_of(node.sup) in ("T", r"\top", r"\intercal")
    ):  # fmt: skip
        return None
    parts = split(fence.children, SEPARATORS)
    bare = [len(part) == 1 and head_of(part[0]) is not None for part in parts]
    if not parts or (len(parts) == 1 and not bare[0]):
        return None
    reached = dependencies(ctx, symbol)
    for part in parts:
        head = head_of(part[0])
        if len(part) > 1 or head is None:
            require_reached(ctx, symbol, part, reached)
            continue
        if ctx.lookup(head) is None:
            continue
        owner = owner_of(ctx, part[0])
        if owner is None or owner not in reached:
            name, letter = shorten(text_of(part[0])), symbol.name.latex
            raise Complaint(
                "ambiguous", f"`{letter}({name})`: `{letter}` does not depend on `{name}` as "
                rf"declared; a product? Write `{letter} \cdot {name}`", part[0],
            )  # fmt: skip
    call = symbol.name.latex + text_of(fence)
    ctx.note(f"`{shorten(call)}` read as `{symbol.name.latex}`, "
             "which depends on what is named there")  # fmt: skip
    return cursor.take()


def require_factor(ctx: Context, symbol: Quantity, fence: Fenced) -> None:
    r"""Raise for ``L(0)`` and ``L(w + u)``: nobody writes a product so, and L is no function."""
    inside, name = fence.children, symbol.name.latex
    if isinstance(symbol.owner, Family) and EVERY in symbol.owner.shape:
        shown = shorten(name + text_of(fence))
        place = text_of(fence)[1:-1]
        raise Complaint("ambiguous", f"`{shown}`: a value of the sequence? Write its place as it "
                        "was declared", fence, (f"`{name}_{{{place}}}`",))  # fmt: skip
    whole = len(inside) == 1 and isinstance(inside[0], Leaf) and inside[0].token.kind == "number"
    if whole or moved(ctx, symbol, fence):
        shown = shorten(name + text_of(fence))
        raise Complaint(
            "ambiguous", f"`{shown}`: `{name}` is no function of what stands in the brackets",
            fence, (rf"**Define** ${name}(x) = ...$", rf"`{name} \cdot {text_of(fence)}`"),
        )  # fmt: skip


def moved(ctx: Context, symbol: Quantity, fence: Fenced) -> bool:
    """Whether a bracket holds an array like one that a number depends on, and that one in it."""
    part = fence.children
    if not symbol.defined or symbol.view.rank or len(part) < 2 or len(split(part, SEPARATORS)) > 1:
        return False
    inside = {owner for node in part if (owner := owner_of(ctx, node)) is not None}
    letters = inside & dependencies(ctx, symbol)
    arrays = {one for one in letters if isinstance(one, Family)}
    if letters and not arrays:
        ctx.note(f"`{shorten(symbol.name.latex + text_of(fence))}` read as a product")
    if not arrays:
        return False
    value = values.entries_of(expressions.expression(replace(ctx, readings={}), part, part[0]))
    return any(value.rank == len(one.shape) for one in arrays)


def elsewhere(ctx: Context, cursor: Cursor, symbol: Quantity, head: Head) -> Array | None:
    """``f(x + h)`` for a defined f when the display also has ``f(x)``: f with x + h for x."""
    node = cursor.peek()
    if not isinstance(node, Fenced) or node.left != "(" or not symbol.defined or symbol.view.rank:
        return None
    given = split(node.children, SEPARATORS)
    letter = bare_argument(ctx.whole, head)
    if len(given) != 1 or letter is None or len(given[0]) == 1:
        return None
    owner = owner_of(ctx, letter)
    if not isinstance(owner, Variable) or owner not in dependencies(ctx, symbol):
        return None
    value = values.as_scalar(expressions.expression(ctx, given[0], node))
    if value.rank:
        return None
    cursor.take()
    name = symbol.name.latex
    ctx.note(f"`{name}` is defined without argument; `{shorten(name + text_of(node))}` read as it "
             f"is there for `{text_of(letter)}`")  # fmt: skip
    body = ctx.definitions.unfold(symbol.view.entry(()), frozenset({owner}))
    return values.scalar(substitute(body, put_in({owner: ctx.definitions.unfold(value.entry(()))})))


def bare_argument(nodes: Sequence[Node], head: Head) -> Node | None:
    """The letter x of an ``f(x)`` somewhere in a display."""
    waiting: list[Sequence[Node]] = [nodes]
    while waiting:
        row = waiting.pop()
        for node, after in zip(row, [*row[1:], None], strict=False):
            waiting.append(parts(node))
            if isinstance(after, Fenced) and len(after.children) == 1 and (
                (other := head_of(node)) is not None and other.name == head.name
                and isinstance(after.children[0], Leaf) and head_of(after.children[0]) is not None
            ):  # fmt: skip
                return after.children[0]
    return None


def require_reached(
    ctx: Context, symbol: Quantity, part: Sequence[Node], reached: set[Variable | Family]
) -> None:
    """Raise ``Complaint`` when an argument holds anything that the value does not depend on."""
    value = expressions.expression(ctx, part, part[0])
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(value.shape))
    for owner in ctx.definitions.reached(value.entry(probes)):
        sized = isinstance(owner, Variable) and owner.sort is Sort.DIMENSION
        if owner not in reached and not sized:
            raise Complaint("declaration", f"`{symbol.name.latex}` does not depend on "
                            f"`{owner.name}` as declared", part[0])  # fmt: skip


def dependencies(ctx: Context, symbol: Quantity) -> set[Variable | Family]:
    """Everything that a defined or dependent value depends on."""
    if symbol.owner is not None and symbol.owner in ctx.definitions.known:
        return ctx.definitions.reached(ctx.definitions.known[symbol.owner].value)
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(symbol.view.shape))
    return ctx.definitions.reached(symbol.view.entry(probes))


def owner_of(ctx: Context, node: Node) -> Variable | Family | None:
    """The variable or family behind a bare name."""
    if isinstance(node, Leaf) and not node.text[:1].isalpha() and node.text[:1] != "\\":
        return None
    head: Head | None = head_of(node)
    found = ctx.scope.fitting(head) or ctx.scope.without_font(head) if head is not None else None
    if found is None:
        return None
    symbol = found[0]
    if isinstance(symbol, Function) and symbol.standing is not None:
        symbol = symbol.standing
    if isinstance(symbol, Pattern):
        symbol = symbol.quantity
    return symbol.owner if isinstance(symbol, Quantity) else None
