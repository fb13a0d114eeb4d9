r"""``\nabla \cdot F``, ``\nabla \times F``, ``\nabla^2 f``, ``\Delta f``, ``\nabla (f g)``.

Guarantee: the coordinates are x and y, or x, y and z, as many as the field has components,
where these are declared; a reading says so. ``\nabla^2`` is the matrix of second derivatives
unless only the sum of its diagonal fits the other side; ``\Delta`` before a function of several
numbers is that sum where no other increment stands in the display. Limits: Cartesian coordinates.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from verifier.read import arrays, literal_arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import partials, slopes
from verifier.read.notes.formulas import calls, increments, operands
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Head, Name, head_of
from verifier.read.notes.source.tree import (
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Raw,
    Script,
    parts,
    text_of,
)
from verifier.read.notes.terms import values
from verifier.read.sizes import ShapeMismatch, concrete
from verifier.terms import Add, Derivative, Multiply, Term, Variable, number

COORDINATES = {2: ("x", "y"), 3: ("x", "y", "z")}
WORDS = {"div": r"\cdot", "curl": r"\times", "rot": r"\times"}

T = TypeVar("T")


def applied(ctx: Context, cursor: Cursor, node: Node) -> Array | None:
    r"""What stands behind ``\nabla`` and a sign at the cursor; None where there is no sign."""
    sign = cursor.sign()
    if sign not in (r"\cdot", r"\times") or cursor.peek(1) is None:
        return None
    cursor.take()
    return derived(ctx, cursor, sign, node)


def spelt(ctx: Context, cursor: Cursor) -> Array | None:
    r"""``\operatorname{div} F`` and ``\operatorname{curl} F``, where these are not declared."""
    node = cursor.peek()
    head = head_of(node) if isinstance(node, (Command, Raw)) else None
    sign = WORDS.get(head.glyph.letter) if head is not None else None
    if node is None or head is None or sign is None or cursor.peek(1) is None:
        return None
    if ctx.lookup(head) is not None:
        return None
    cursor.take()
    return derived(ctx, cursor, sign, node)


def derived(ctx: Context, cursor: Cursor, sign: str, node: Node) -> Array:
    """The divergence or curl of the field at the cursor."""
    field = field_at(ctx.deeper(node), cursor, node)
    entries = values.entries_of(values.as_scalar(field))
    count = concrete(entries.shape[0]) if entries.rank == 1 else None
    if count not in COORDINATES:
        raise Complaint("ambiguous", r"a gradient by what? Write `\nabla_x`", node)
    owners = coordinates(ctx, count, node)
    keep = frozenset(owners)
    first = entries.starts[0]
    parts_ = [ctx.definitions.unfold(entries.entry((number(first + place),)), keep)
              for place in range(count)]  # fmt: skip
    reached = set().union(*map(ctx.definitions.reached, parts_))
    if not reached & keep:
        names = ", ".join(COORDINATES[count])
        raise Complaint("declaration", f"what stands behind `{shorten(text_of(node))}` does not "
                        f"depend on `{names}` as declared", node)  # fmt: skip
    said(ctx, node, owners)
    if sign == r"\cdot":
        return values.scalar(Add(tuple(map(Derivative, parts_, owners))))
    rotated = [less(Derivative(parts_[b], owners[a]), Derivative(parts_[a], owners[b]))
               for a, b in ([(1, 2), (2, 0), (0, 1)] if count == 3 else [(0, 1)])]  # fmt: skip
    if count == 2:
        return values.scalar(rotated[0])
    return values.vector(literal_arrays.literal(tuple(rotated)), ctx.scope.layout.vectors)


def field_at(ctx: Context, cursor: Cursor, node: Node) -> Array:
    """The vector at the cursor; a function of vectors without arguments at the coordinates."""
    call = slopes.applied(ctx, cursor.nodes, cursor.at)
    if call is not None and call.fence is None and not call.above and (
        found := at_coordinates(ctx, call.symbol, node)) is not None:  # fmt: skip
        cursor.at += call.length
        return found
    return operands.operand(ctx, cursor)


def at_coordinates(ctx: Context, function: Function, node: Node) -> Array | None:
    """A function of two or three coordinates without arguments; None where they are no letters."""
    if function.standing is not None or function.arity != 1 or not function.parameters:
        return None
    entries = values.entries_of(function.parameters[0])
    count = concrete(entries.shape[0]) if entries.rank == 1 else None
    if count not in COORDINATES or ctx.point is not None:
        return None
    try:
        owners = coordinates(ctx, count, node)
    except Complaint:
        return None
    point = values.vector(literal_arrays.literal(tuple(owners)), ctx.scope.layout.vectors)
    ctx.note(f"`{function.name.latex}` without arguments read as `{function.name.latex}"
             f"({', '.join(COORDINATES[count])})`")  # fmt: skip
    return calls.called(ctx, function, [point], 0, node)


def coordinates(ctx: Context, count: int, node: Node) -> tuple[Variable, ...]:
    """The declared numbers x and y, or x, y and z."""
    found: list[Variable] = []
    for letter in COORDINATES[count]:
        symbol = ctx.scope.find(Name(Glyph(letter)))
        if not isinstance(symbol, Quantity) or not isinstance(symbol.owner, Variable) or (
            symbol.view.rank):  # fmt: skip
            line = rf"**Let** ${', '.join(COORDINATES[count])} \in \mathbb{{R}}$"
            raise Complaint("ambiguous", f"`{shorten(text_of(node))}`: by which coordinates? "
                            f"`{letter}` is no declared number", node, (line,))  # fmt: skip
        found.append(symbol.owner)
    return tuple(found)


def said(ctx: Context, node: Node, owners: Sequence[Variable]) -> None:
    """Note what the coordinates are."""
    ctx.note(f"`{shorten(text_of(node))}` read with the coordinates "
             f"`{', '.join(COORDINATES[len(owners)])}`")  # fmt: skip


def less(left: Term, right: Term) -> Term:
    """A difference."""
    return Add((left, Multiply((number(-1), right))))


# -- gradients and Laplacians of expressions ---------------------------------------------


def gradient(ctx: Context, cursor: Cursor, order: int, node: Node) -> Array | None:
    r"""``\nabla (f g)``: by the letters of the functions in it; None where they have no others."""
    base = cursor.peek()
    if not isinstance(base, Fenced) or base.left not in ("(", "[") or order > 2:
        return None
    names: set[tuple[Name, ...]] = set()
    waiting: list[Sequence[Node]] = [base.children]
    while waiting:
        row = waiting.pop()
        for place, one in enumerate(row):
            waiting.append(parts(one))
            call = slopes.applied(ctx, row, place) if head_of(one) is not None else None
            if call is not None:
                own = partials.letters(ctx, call) if partials.of_numbers(call.symbol) else None
                names.add(own or ())
    if len(names) != 1 or not (letters := names.pop()):
        return None
    owners: list[Variable] = []
    for name in letters:
        symbol = ctx.scope.find(name)
        if not isinstance(symbol, Quantity) or not isinstance(symbol.owner, Variable):
            return None
        owners.append(symbol.owner)
    value = values.as_scalar(operands.operand(ctx.deeper(node), cursor))
    if value.rank:
        return None
    term = ctx.definitions.unfold(value.entry(()), frozenset(owners))
    ctx.note(f"`{shorten(text_of(node))}` read as the gradient by "
             f"`{', '.join(name.latex for name in letters)}`")  # fmt: skip
    first = [Derivative(term, one) for one in owners]
    if order == 1:
        return values.vector(literal_arrays.literal(tuple(first)), ctx.scope.layout.vectors)
    rows = tuple(tuple(Derivative(one, other) for other in owners) for one in first)
    return traced(ctx, literal_arrays.literal(rows), node)


def traced(ctx: Context, hessian: Array, node: Node) -> Array:
    """The sum of the diagonal of a matrix of second derivatives where a Laplacian is meant."""
    count = concrete(hessian.shape[0]) if hessian.rank == 2 else None
    if not ctx.second or count is None or hessian.shape[0] != hessian.shape[1]:
        return hessian
    ctx.note(f"`{shorten(text_of(node))}` read as the Laplacian, as only that fits")
    inner = values.entries_of(values.plain(hessian))
    places = [(number(inner.starts[0] + one), number(inner.starts[1] + one))
              for one in range(count)]  # fmt: skip
    return values.scalar(Add(tuple(inner.entry(place) for place in places)))


def fitting(ctx: Context, nodes: Sequence[Node], read: Callable[[Context], T]) -> T:
    r"""``read(ctx)``; with the second meaning of ``\nabla^2`` where only that has the shape."""
    try:
        return read(ctx)
    except (Complaint, ShapeMismatch) as first:
        if first.code != "shape-mismatch" or ctx.second or not any(
            two_shapes(node) for node in everywhere(nodes)):  # fmt: skip
            raise
        inner = replace(ctx, second=True, readings=dict(ctx.readings), needs=dict(ctx.needs),
                        calls=dict(ctx.calls))  # fmt: skip
        try:
            found = read(inner)
        except (Complaint, ShapeMismatch):
            raise first from None
        ctx.readings.update(inner.readings)
        ctx.needs.update(inner.needs)
        ctx.calls.update(inner.calls)
        return found


def two_shapes(node: Node) -> bool:
    r"""Whether a node is ``\nabla^2`` or ``\partial(x, y)``."""
    if isinstance(node, Group):
        first, second = (*node.children, None, None)[:2]
        return isinstance(first, Leaf) and first.text == r"\partial" and isinstance(second, Fenced)
    return isinstance(node, Script) and isinstance(node.base, Leaf) and (
        node.base.text == r"\nabla" and node.sub is None and node.sup is not None
    )  # fmt: skip


def everywhere(nodes: Sequence[Node]) -> list[Node]:
    """All nodes below ``nodes``, these too."""
    found: list[Node] = []
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(parts(node))
    return found


def laplacian(ctx: Context, cursor: Cursor, head: Head) -> Array | None:
    r"""``\Delta f`` of a function of several numbers; None for an increment."""
    base = head.node.base if isinstance(head.node, Script) else head.node
    if head.glyph.accents[:1] != (increments.MARK,) or not isinstance(base, Command):
        return None
    inner = base.arguments[0].children
    call = slopes.applied(ctx, (*inner, *cursor.nodes[cursor.at + 1 :]))
    if call is None or call.above or isinstance(head.node, Script) or not partials.of_numbers(
        call.symbol):  # fmt: skip
        return None
    marks = {text_of(node) for node in everywhere(ctx.whole)
             if isinstance(node, Command) and node.name == increments.MARK}  # fmt: skip
    point = slopes.given(ctx, call) if call.fence is not None else slopes.point_of(ctx, call)
    if point is None or len(marks) > 1 or call.script is not None:
        return None
    cursor.at += call.length
    ctx.note(f"`{head.name.latex}` read as the Laplacian")
    second = [slopes.slope(ctx, call.symbol, point, (one, one), head.node)
              for one in range(call.symbol.arity)]  # fmt: skip
    return arrays.scalar(Add(tuple(one.entry(()) for one in second)))
