r"""Indices: entries, rows and columns, and the ranges of letters that only serve as indices.

Guarantee: an index stands on an axis, and its range is checked against that axis; a letter
that is declared nowhere gets its range from the one axis it stands on, with a note.
Limits: no ranges as indices but ``:``.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.arrays import Array
from verifier.read.notes.formulas import conditions, element_values, expressions
from verifier.read.notes.formulas.off_axis import OffAxis
from verifier.read.notes.probability import outcomes
from verifier.read.notes.scopes import elements, recall
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import (
    IndexName,
    Quantity,
)
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Head, Name, Piece, glyph_of, head_of
from verifier.read.notes.source.tree import Fenced, Group, Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.identity import Rowed
from verifier.read.sizes import concrete, difference, never_negative, same_shape, same_size
from verifier.terms import Add, Index, Number, Relation, Sort, Term, Variable, number, over


def bare_piece(piece: Piece) -> Piece:
    """``(i)`` as ``i``."""
    if len(piece.nodes) == 1 and isinstance(piece.nodes[0], (Fenced, Group)):
        return Piece(piece.nodes[0].children) if piece.nodes[0].children else piece
    return piece


def entry(ctx: Context, value: Array, sub: Sequence[Piece], node: Node) -> Array:
    """The entry (or row, or column) of ``value`` at the indices ``sub``."""
    if len(sub) == 1 and is_shape(sub[0]):
        return annotated(ctx, value, sub[0])
    array = values.entries_of(value)
    if array.rank < value.rank == len(sub) and value.rank == 2 and single(ctx, value, sub):
        array = values.plain(value)
    if isinstance(value, values.Gradient) and value.rank == 2 and array.rank < 2:
        array = values.entries_of(values.plain(value))
    if array.rank == 0:
        raise Complaint("index-mismatch", "an index on a number: declare the name with its label, "
                        "or as a vector", sub[0])  # fmt: skip
    sub = multiple(digits(ctx, sub, array.rank), node, array.rank)
    if len(sub) > array.rank:
        shape = values.shape_text(value.shape)
        raise Complaint("index-mismatch", f"{len(sub)} indices on something {shape}", node)
    colons = [item.text in (":", r"\cdot", "*", r"\bullet") for item in sub]
    if any(colons) and len(sub) == array.rank == 2:
        axis = colons.index(False) if False in colons else -1
        if axis < 0:
            return value
        index = index_term(ctx, sub[axis], array.shape[axis], array.starts[axis])
        return slice_of(array, axis, index)
    if len(sub) == 1 and array.rank == 2 and (part := row_or_column(ctx, array, sub[0], node)):
        return part
    for item in sub:
        if array.rank == 1 and len(item.nodes) == 1 and isinstance(item.nodes[0], Fenced):
            ctx.note(f"`_{{{item.text}}}` read as an index: entry {item.text.strip('()')}")
            ctx.doubts.setdefault(f"whether `_{{{item.text}}}` is a place in order of size")
    indices = tuple(
        index_term(ctx, item, size, start)
        for item, size, start in zip(sub, array.shape, array.starts, strict=False)
    )
    if len(indices) < array.rank:
        raise Complaint(
            "ambiguous", f"one index on a matrix ({values.shape_text(value.shape)}): a row or a "
            f"column? Write `{text_of(node)[:1]}_{{j,:}}` or `{text_of(node)[:1]}_{{:,j}}`", node,
        )  # fmt: skip
    return values.scalar(array.entry(indices))


def row_or_column(ctx: Context, array: Array, item: Piece, node: Node) -> Array | None:
    """A row or column for one index on a matrix, where its range fits one axis only; else None."""
    head = head_of(item.nodes[0]) if len(item.nodes) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    if found is None or not isinstance(found[0], IndexName) or same_size(*array.shape):
        return None
    index = found[0].index
    fitting = [axis for axis, size in enumerate(array.shape)
               if same_size(index.upper, Add((size, number(array.starts[axis] - 1))))
               and index.lower == number(array.starts[axis])]  # fmt: skip
    if len(fitting) != 1:
        return None
    (axis,) = fitting
    name = text_of(node)
    if axis == 1:
        ctx.note(f"`{name}` read as column `{item.text}` of the matrix: the index runs over these")
        return slice_of(array, 1, index)
    if not ctx.rows:
        raise Rowed("ambiguous", "one index on a matrix: does its row stand as a row or as a "
                    f"column here? Write `{name[:1]}_{{{item.text},:}}`", node)  # fmt: skip
    ctx.note(f"`{name}` read as row `{item.text}` of the matrix, standing as a {ctx.rows}")
    part = slice_of(array, 0, index)
    return values.transpose(part) if ctx.rows == "column" else part


def numbered(ctx: Context, value: Array, piece: Piece) -> Array | None:
    """Entry i of a vector for ``y^{(i)}``, where i is an index over its places; else None."""
    array, inside = values.entries_of(value), bare_piece(piece)
    head = head_of(inside.nodes[0]) if len(inside.nodes) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    if array.rank != 1 or found is None or not isinstance(found[0], IndexName):
        return None
    index = found[0].index
    if not same_size(index.upper, Add((array.shape[0], number(array.starts[0] - 1)))):
        return None
    return values.scalar(array.entry((index_term(ctx, inside, array.shape[0], array.starts[0]),)))


def is_shape(piece: Piece) -> bool:
    r"""Whether a script is ``m \times n``."""
    return any(isinstance(node, Leaf) and node.text == r"\times" for node in piece.nodes)


def annotated(ctx: Context, value: Array, piece: Piece) -> Array:
    r"""``A_{m \times n}``: A, whose shape (or that of its transpose) is said to be m x n."""
    shape = conditions.sizes(ctx, piece.nodes, piece)
    turned = values.oriented(value, shape)
    if same_shape(turned.shape, shape):
        return turned
    if turned.rank == 2 and same_shape(turned.shape[::-1], shape):
        ctx.note(f"the shape `{piece.text}` is that of the transpose")
        return turned
    raise Complaint("shape-mismatch", f"said to be {values.shape_text(shape)}, but it is "
                    f"{values.shape_text(value.shape)}", piece)  # fmt: skip


def single(ctx: Context, value: Array, sub: Sequence[Piece]) -> bool:
    """Whether the indices on axes of length 1 have one value only."""
    for item, size in zip(sub, value.shape, strict=True):
        if concrete(size) == 1 and item.text not in ("0", "1"):
            glyph = glyph_of(item.nodes[0])
            head = Head(glyph, (), (), 0, item.nodes[0]) if glyph is not None else None
            found = ctx.lookup(head) if head is not None else None
            symbol = found[0] if found is not None else None
            if not isinstance(symbol, IndexName) or not same_size(
                symbol.index.lower, symbol.index.upper
            ):
                return False
    return True


def slice_of(array: Array, axis: int, index: Term) -> Array:
    """A row (axis 0 fixed) or a column (axis 1 fixed) of a matrix, oriented as it stands."""
    size, start = array.shape[1 - axis], array.starts[1 - axis]
    if axis == 0:
        return Array((number(1), size), lambda at: array.entry((index, at[1])), (1, start))
    return Array((size, number(1)), lambda at: array.entry((at[0], index)), (start, 1))


def digits(ctx: Context, sub: Sequence[Piece], rank: int) -> Sequence[Piece]:
    """``W_{12}`` on a matrix as entry 1, 2."""
    if len(sub) == 1 and rank == 2 and sub[0].text.isdigit() and len(sub[0].text) == 2:
        leaf = sub[0].nodes[0]
        if isinstance(leaf, Leaf):
            ctx.note(f"the index {sub[0].text} read as {', '.join(sub[0].text)}")
            token = leaf.token
            halves = [
                Leaf(type(token)("number", digit, token.start, token.end)) for digit in token.text
            ]
            return [Piece((half,)) for half in halves]
    return sub


def multiple(sub: Sequence[Piece], node: Node, rank: int) -> Sequence[Piece]:
    """``s_{2n}`` of a sequence of numbers as its place 2 n: a number before a letter."""
    group = node.sub if isinstance(node, Script) else None
    if rank != 1 or len(sub) != 2 or group is None or not sub[0].text.isdigit():
        return sub
    if sub[1].text.isdigit() or any(text_of(part) in (",", ";") for part in group.children):
        return sub
    return [Piece((*sub[0].nodes, *sub[1].nodes))]


def index_term(ctx: Context, piece: Piece, size: Term, start: int) -> Term:
    """An index on an axis that runs from ``start`` over ``size`` places."""
    if len(piece.nodes) >= 3 and relation_sign(piece.nodes[1]):
        return index_with_condition(ctx, piece, size, start)
    if (own := elements.element(ctx, piece.nodes)) is not None:
        require_range(ctx, own.index, piece, size, start)
        return own.index
    if (letter := outcomes.letter(ctx, piece.nodes)) is not None:
        require_range(ctx, letter.index, piece, size, start)
        return letter.index
    last = Add((size, number(start - 1))) if start != 1 else size
    place = element_values.place(ctx, piece.nodes, piece, (number(start), last))
    if place is not None:
        return place
    glyph = glyph_of(piece.nodes[0]) if len(piece.nodes) == 1 else None
    if glyph is not None and ctx.lookup(Head(glyph, (), (), 0, piece.nodes[0])) is None:
        return inferred(ctx, Name(glyph), piece, size, start)
    if glyph is None and (name := subscripted(ctx, piece)) is not None:
        return inferred(ctx, name, piece, size, start)
    value = values.as_scalar(expressions.expression(ctx, piece.nodes, piece))
    if value.rank:
        raise Complaint("index-mismatch", f"`{piece.text}` is no index", piece)
    term = value.entry(())
    require_integer(ctx, term, piece)
    require_range(ctx, term, piece, size, start)
    return term


def relation_sign(node: Node) -> str:
    """``=`` or ``!=`` for such a leaf, else nothing."""
    if isinstance(node, Leaf):
        return {"=": "=", r"\neq": "!=", r"\ne": "!="}.get(node.text, "")
    return ""


def index_with_condition(ctx: Context, piece: Piece, size: Term, start: int) -> Term:
    r"""``o_{k=y}`` and ``o_{k \neq y}``: entry k, with the condition taken for granted."""
    operator = relation_sign(piece.nodes[1])
    index = index_term(ctx, Piece(piece.nodes[:1]), size, start)
    other = values.as_scalar(expressions.expression(ctx, piece.nodes[2:], piece))
    if not isinstance(index, Index) or index in ctx.bound or other.rank:
        raise Complaint("ambiguous", f"`_{{{piece.text}}}`: which entries are meant?", piece)
    ctx.needs.setdefault(Relation(operator, index, other.entry(())))
    ctx.note(f"`_{{{piece.text}}}` read as the index {index.name}, where `{piece.text}`")
    return index


def leading(piece: Piece) -> str:
    """The letter of an index, conditions on it left out."""
    if len(piece.nodes) >= 3 and relation_sign(piece.nodes[1]):
        return Piece(piece.nodes[:1]).text
    return bare_piece(piece).text


def require_integer(ctx: Context, term: Term, piece: Piece) -> None:
    """Raise ``Complaint`` unless ``term`` is seen to be an integer."""
    match term:
        case Index():
            return
        case Number(value) if value.denominator == 1:
            return
        case Variable(_, Sort.INTEGER | Sort.DIMENSION):
            return
        case _ if hasattr(term, "terms") or hasattr(term, "factors"):
            for part in getattr(term, "terms", ()) or getattr(term, "factors", ()):
                require_integer(ctx, part, piece)
            return
        case _:
            name = piece.text
            raise Complaint(
                "index-mismatch", f"`{name}` is no index", piece,
                (f"**Index** ${name} = 1, \\dots, n$",),
            )  # fmt: skip


def require_range(ctx: Context, term: Term, piece: Piece, size: Term, start: int) -> None:
    """Raise ``Complaint`` when ``term`` can leave the axis; note what a number needs."""
    last = Add((size, number(start - 1))) if start != 1 else size
    match term:
        case Index(name, lower) if size in ctx.definitions.endless:
            if term in ctx.bound and not never_negative(difference(lower, number(start))):
                raise Complaint("index-mismatch", f"`{name}` begins before the first value, "
                                f"at {start}", piece)  # fmt: skip
        case Number(value) if size in ctx.definitions.endless and value >= start:
            return
        case Index(name, lower, upper):
            below = never_negative(difference(lower, number(start)))
            above = never_negative(difference(last, largest(upper)))
            if not (below and above):
                axis = f"from {start} to {values.shape_text((last,))}"
                own = f"from {values.shape_text((lower,))} to {values.shape_text((upper,))}"
                paste: tuple[str, ...] = ()
                if isinstance(lower, Number) and lower.value == 0 and start == 1:
                    paste = (
                        "**Layout** indices count from 0.",
                        f"or `\\mathbb{{R}}^{{{values.shape_text((upper,))} + 1}}` for it",
                    )
                said = f"`{name}` runs {own}, but this axis {axis}"
                if term in ctx.bound:
                    raise Complaint("index-mismatch", said, piece, paste)
                raise OffAxis(said, piece, paste, (term, size, start))
        case Number(value):
            if value < start:
                raise Complaint("index-mismatch", f"{value} is below the first index, {start}",
                                piece)  # fmt: skip
            if concrete(last) is not None and value > (concrete(last) or 0):
                raise Complaint("index-mismatch", f"{value} is beyond the last index, "
                                f"{values.shape_text((last,))}", piece)  # fmt: skip
            if not never_negative(difference(last, term)):
                ctx.needs.setdefault(Relation(">=", last, term))
        case _:
            pass


def largest(term: Term) -> Term:
    """The largest value of an index, plus a number or not; any other term itself."""
    match term:
        case Index(upper=upper):
            return largest(upper)
        case Add((Index(upper=upper), Number() as step)):
            return Add((largest(upper), step))
        case _:
            return term


def subscripted(ctx: Context, piece: Piece) -> Name | None:
    """``i_1`` where nothing of that name is declared; None for anything else."""
    head = head_of(piece.nodes[0]) if len(piece.nodes) == 1 else None
    if head is None or head.sup or head.primes or not head.sub:
        return None
    if not all(item.text.isdigit() for item in head.sub):
        return None
    found = ctx.scope.fitting(head)
    fits = found is not None and (found[1] == len(head.sub) or not isinstance(found[0], IndexName))
    return None if fits else head.name


def inferred(ctx: Context, name: Name, piece: Piece, size: Term, start: int) -> Index:
    """An index for a letter that is declared nowhere, from the axis it stands on."""
    glyph = name.glyph
    letter = glyph.letter
    plain = len(letter) == 1 and not letter.isupper()
    if ctx.free is None or glyph.accents or not (plain or letter.startswith("\\")) or (
        recall.first(ctx.scope, "failed", glyph) is not None
    ):  # fmt: skip
        raise Complaint("undeclared", f"`{piece.text}` is undeclared", piece,
                        (f"**Index** ${piece.text} = 1, \\dots, n$",))  # fmt: skip
    index = over(name.internal, size, start)
    ctx.free.declare(IndexName(name, index))
    if size in ctx.definitions.endless:
        ctx.note(f"`{name.latex}` is any whole number from {start} on (from its use as an index)")
        return index
    low, high = values.shape_text((index.lower,)), values.shape_text((index.upper,))
    ctx.note(f"`{name.latex}` runs from {low} to {high} (from its use as an index)")
    return index


def used_as_index(ctx: Context, head: Head) -> Array | None:
    """A bare undeclared letter that stands as an index elsewhere in the display."""
    if head.sub or head.sup or head.primes or ctx.free is None or head.glyph.accents:
        return None
    axis = axis_of(ctx, text_of(head.node), ctx.whole)
    if axis is None:
        return None
    piece = Piece((head.node,))
    return values.scalar(inferred(ctx, Name(head.glyph), piece, *axis))


def axis_of(ctx: Context, letter: str, nodes: Sequence[Node]) -> tuple[Term, int] | None:
    """The axis that ``letter`` stands on as an index in ``nodes``, if there is just one."""
    found: list[tuple[Term, int]] = []
    waiting: list[Node] = list(nodes)
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        if not isinstance(node, Script):
            continue
        head = head_of(node)
        match = None
        if head is not None:
            match = ctx.scope.fitting(head) or ctx.scope.without_font(head)
        if head is None or match is None or not isinstance(match[0], Quantity):
            continue
        symbol, (_, subs, sups, _) = match[0], match
        assert isinstance(symbol, Quantity)
        for item, size, start in axes(symbol, head.sub[subs:], head.sup[sups:]):
            if leading(item) == letter and not any(
                same_size(size, other) and start == first for other, first in found
            ):
                found.append((size, start))
    return found[0] if len(found) == 1 else None


def axes(
    symbol: Quantity, sub: Sequence[Piece], sup: Sequence[Piece]
) -> list[tuple[Piece, Term, int]]:
    """Which index of a spelling stands on which axis."""
    count = symbol.slots_sub + symbol.slots_sup
    view = symbol.view
    used = [*sub[: symbol.slots_sub], *sup[: symbol.slots_sup]]
    found = list(zip(used, view.shape, view.starts, strict=False))
    rest = [(size, start) for size, start in zip(view.shape, view.starts, strict=True)][count:]
    long = [(size, start) for size, start in rest if concrete(size) != 1]
    found += [(item, *axis) for item, axis in zip(sub[symbol.slots_sub :], long, strict=False)]
    return found
