r"""A value that was declared with its arguments, ``f(x) \in \mathbb{R}``, at other ones.

Guarantee: ``f(x + h)`` is the same function at x + h, never a product; ``f(x)`` and a bare
``f`` are the value as declared. Where a letter could be the argument or what the declared
one is defined by, nothing is chosen. Limits: all arguments are given, or only letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.arrays import Array
from verifier.read.notes.formulas import calls, expressions
from verifier.read.notes.scopes import dependence
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, head_of, split
from verifier.read.notes.source.tree import Fenced, Node, Script, parts, text_of
from verifier.read.sizes import same_shape
from verifier.terms import Dependent, Entry, Family, Variable, over


def at(ctx: Context, cursor: Cursor, symbol: Quantity, value: Array) -> tuple[Array, Node | None]:
    """``value`` of ``symbol`` at the arguments that follow, and their bracket, passed over.

    Without a bracket, or with one that is a factor as in ``J (1 - J)``, the value at the
    letters as declared.
    """
    if not symbol.over:
        return value, dependence.dependence(ctx, cursor, symbol)
    if symbol.says:
        ctx.note(symbol.says)
    node = cursor.peek()
    fence = node.base if isinstance(node, Script) else node
    if node is None or not isinstance(fence, Fenced) or fence.left != "(":
        return value, None
    if calls.holds_bare(symbol.name, fence.children):
        return value, None
    pieces = split(fence.children, SEPARATORS)
    if any(unknown(ctx, piece) for piece in pieces) and only_so(ctx, symbol, fence):
        return value, dependence.dependence(ctx, cursor, symbol)
    inside = [argument_owner(ctx, piece) for piece in pieces]
    own = [owner_in(view) for view in symbol.over]
    further = dependence.dependencies(ctx, symbol) - set(own)
    known = {*own, *further}
    if inside != own and all(owner is not None and owner in known for owner in inside) and (
        len(pieces) != len(own) or (inside[0] in further and not fits(ctx, pieces, symbol))
    ):  # fmt: skip
        return value, dependence.dependence(ctx, cursor, symbol)
    for owner, piece in zip(inside, pieces, strict=True):
        if owner is not None and owner in further:
            name, letter = symbol.name.latex, shorten("".join(map(text_of, piece)))
            raise Complaint("ambiguous", f"`{name}({letter})`: `{name}` at another point, or as it "
                            f"depends on `{letter}`? Write `{name}`", fence)  # fmt: skip
    given = [expressions.expression(ctx, piece, fence) for piece in pieces]
    nodes = [cursor.nodes[cursor.at - 1], cursor.take()]
    here = len(given) == len(own) and all(map(calls.same_array, symbol.over, given))
    if not here:
        moving = Function(symbol.name, symbol.over, value, smooth=True)
        value = calls.called(ctx, moving, given, 0, fence)
    if fence is node:
        calls.as_written(ctx, value, nodes)
    return value, node


def unknown(ctx: Context, piece: Sequence[Node]) -> bool:
    """Whether an argument is a letter that nothing declares."""
    head = head_of(piece[0]) if len(piece) == 1 else None
    return head is not None and ctx.lookup(head) is None


def only_so(ctx: Context, symbol: Quantity, fence: Fenced) -> bool:
    """Whether a display writes a value with these arguments wherever it occurs."""
    waiting: list[Sequence[Node]] = [ctx.whole]
    found = False
    while waiting:
        row = waiting.pop()
        for node, after in zip(row, [*row[1:], None], strict=False):
            waiting.append(parts(node))
            head = head_of(node)
            if head is not None and head.name == symbol.name:
                behind = after.base if isinstance(after, Script) else after
                if not isinstance(behind, Fenced) or text_of(behind) != text_of(fence):
                    return False
                found = True
    return found


def fits(ctx: Context, pieces: Sequence[Sequence[Node]], symbol: Quantity) -> bool:
    """Whether arguments have the shapes of those that a value was declared with."""
    return all(same_shape(expressions.expression(ctx, piece, piece[0]).shape, view.shape)
               for piece, view in zip(pieces, symbol.over, strict=True))  # fmt: skip


def argument_owner(ctx: Context, piece: Sequence[Node]) -> Variable | Family | None:
    """The quantity that an argument is, when it is a bare name."""
    head = head_of(piece[0]) if len(piece) == 1 else None
    fit = ctx.lookup(head) if head is not None else None
    if head is None or fit is None or (len(head.sub), len(head.sup), head.primes) != fit[1:]:
        return None
    return dependence.owner_of(ctx, piece[0])


def owner_in(view: Array) -> Variable | Family:
    """The quantity that a declared array is made of."""
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(view.shape))
    entry = view.entry(probes)
    if isinstance(entry, Variable):
        return entry
    assert isinstance(entry, (Entry, Dependent))
    return entry.family
